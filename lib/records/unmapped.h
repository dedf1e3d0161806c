/* Layer: records. Counts values without a decoding; the reading side is in records/table.h. */
#ifndef RECORDS_UNMAPPED_H
#define RECORDS_UNMAPPED_H

#include "records/table.h"

/* Counts one more of `value` in `column`, first seen at `place`. Past LIMIT_UNMAPPED_VALUES
 * different ones a note is given, once. */
void unmapped_add(struct unmapped *, struct text column, struct text value, struct place place);

#endif
