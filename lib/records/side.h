/*
 * Layer: records. Files beside the main input, such as people or plans: each is read to its end,
 * row by row, before the work begins.
 */
#ifndef RECORDS_SIDE_H
#define RECORDS_SIDE_H

#include "records/table.h"

enum { SIDE_COLUMNS = 16 };

struct side_files {
    struct text record; /* the record that the files are read as */
    const struct table_settings *settings;
    const char *const *files;
    size_t count;
    const char *const *columns; /* of the record, SIDE_COLUMNS at most, in the order wanted */
    size_t column_count;
};

/*
 * Gives each row to `take`, with the places of the columns; other columns are not kept. `take`
 * returns false to stop after a message of its own; a row that it rejects is no reason to. Rows
 * that were rejected are added to `*rejected`. False after a fatal message.
 */
bool side_read(const struct side_files *,
               bool (*take)(void *, struct table *, const size_t *columns), void *context,
               uint64_t *rejected, const struct reporter *);

#endif
