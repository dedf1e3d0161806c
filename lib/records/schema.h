/*
 * Layer: records. Tables of our own: what a record's definition says about writing it, and the
 * Frictionless Table Schema of a verb.
 */
#ifndef RECORDS_SCHEMA_H
#define RECORDS_SCHEMA_H

#include "records/definition.h"
#include "records/table.h"
#include "records/writer.h"

/*
 * The columns of a record for writer_new, then the extra columns of `table` when that is not NULL.
 * One of these that is called as a column of the record would be a heading that stands twice, which
 * no reader takes: its heading gets `_2` behind it, or the next number that is free. The caller
 * gives the array back with memory_free; its texts belong to the definition and the table. NULL
 * with a message when there is no memory.
 */
struct writer_column *schema_columns(struct record_definition *, const struct table *,
                                     size_t *count, const struct reporter *);

/*
 * Writes one JSON object: `{"input": [TABLE, ...], "output": TABLE}`, each table `{"name": ...,
 * "schema": {"fields": [...], "missingValues": [""]}}` with a Frictionless Table Schema. Columns of
 * the type figure have `missingValues` of their own, with the marks. `inputs` ends with NULL;
 * `record`, the one written, may be NULL.
 */
bool schema_write(struct output *, const char *const *inputs, const char *record,
                  const struct reporter *);

#endif
