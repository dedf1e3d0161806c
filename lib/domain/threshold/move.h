/*
 * Layer: domain. The `moves` record: who stepped up, stepped down, is new or gone between two level
 * files.
 */
#ifndef DOMAIN_THRESHOLD_MOVE_H
#define DOMAIN_THRESHOLD_MOVE_H

#include "domain/threshold/level_rows.h"
#include "records/writer.h"

struct moves {
    uint64_t stepped_up, stepped_down, same, new_ones, gone;
    uint64_t flagged; /* stepped up, or new, to the level asked about or above */
};

/*
 * Compares two files of level rows by family_id and child_id. Rows come in the order of the second
 * file, then those that are gone in the order of the first. `flag` LOOKUP_NONE flags every step up.
 * A child that stands twice in one file counts with its last row.
 */
bool moves_write(struct level_rows *before, struct level_rows *after, uint32_t flag,
                 struct writer *, struct moves *, const struct reporter *);

#endif
