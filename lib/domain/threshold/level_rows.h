/* Layer: domain. Reads rows of the levels record (or of the recorded one, which is a part of it).
 */
#ifndef DOMAIN_THRESHOLD_LEVEL_ROWS_H
#define DOMAIN_THRESHOLD_LEVEL_ROWS_H

#include "definitions/framework.h"
#include "records/table.h"

struct level_rows {
    const struct framework *framework;
    struct record_definition *definition;
    struct table *table;
    size_t family, child, level, suggested, as_of,
        drivers; /* columns; column_count where the record has none */
};

struct level_row {
    struct text family, child, drivers;
    uint32_t level;     /* of the framework */
    uint32_t suggested; /* or LOOKUP_NONE when blank */
    struct date as_of;
};

/* Opens the files as rows of `record` (`levels` or `recorded`). False after a fatal message. */
bool level_rows_open(struct level_rows *, const char *record, const struct framework *,
                     const struct table_settings *, const char *const *files, size_t count,
                     const struct reporter *);

/* The same over a table that is already open with the definition of that record; both stay the
 * caller's. */
void level_rows_over(struct level_rows *, struct record_definition *, struct table *,
                     const struct framework *);
void level_rows_close(struct level_rows *);

/* The next usable row; a row without ids or with a level that the framework does not have is
 * rejected. */
enum table_result level_rows_next(struct level_rows *, struct level_row *);

#endif
