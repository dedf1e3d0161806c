/*
 * Layer: domain. Reads the rows of the indicators record: what each says, and whether it counts.
 *
 * A row counts when its status is `present` (or blank) and it has not ended before the day asked
 * about and is not dated before --since. A row without a date, or with one that may lie within the
 * time asked about, counts: no signal is dropped on a doubt.
 */
#ifndef DOMAIN_THRESHOLD_INDICATOR_ROWS_H
#define DOMAIN_THRESHOLD_INDICATOR_ROWS_H

#include "definitions/framework.h"
#include "records/table.h"

/* Columns of the indicators record, in the order in which indicator_rows_open looks them up. */
enum indicator_column {
    ROW_FAMILY,
    ROW_CHILD,
    ROW_DATE,
    ROW_INDICATOR,
    ROW_STATUS,
    ROW_END_DATE,
    ROW_AGENCY,
    ROW_SUBJECT,
    ROW_SOURCE,
    ROW_EVIDENCE,
    ROW_COLUMNS
};

enum row_standing { ROW_COUNTS, ROW_NOT_PRESENT, ROW_ENDED, ROW_BEFORE_SINCE };

struct indicator_rows {
    const struct framework *framework;
    struct record_definition *definition;
    struct table *table;
    size_t columns[ROW_COLUMNS];
    date_day as_of, since; /* since DATE_DAY_OPEN_START: no bound */
    bool counting;         /* --unmapped is given */
    bool dates_wanted;     /* the caller looks at a row's date: else it is only checked, which is
                              quicker */
};

/* One row; its texts are borrowed until the next. */
struct indicator_row {
    struct text family, child, agency, status;
    uint32_t indicator;
    struct date date; /* set when dates are wanted or --since is given */
    struct date end_date;
    enum row_standing standing;
};

/* Opens the files as indicator rows. False after a fatal message. */
bool indicator_rows_open(struct indicator_rows *, const struct framework *,
                         const struct table_settings *, const char *const *files, size_t count,
                         date_day as_of, date_day since, const struct reporter *);
void indicator_rows_close(struct indicator_rows *);

/* The same over a table that is already open, `definition` being that of the indicators record;
 * both stay the caller's. Every file behind the first must then have one of the ids. */
void indicator_rows_over(struct indicator_rows *, struct record_definition *definition,
                         struct table *, const struct framework *, date_day as_of, date_day since,
                         bool counting);

/* The next usable row; rows that cannot be used are rejected and passed over. */
enum table_result indicator_rows_next(struct indicator_rows *, struct indicator_row *);

/* Looks at the coded cells that the caller has no need of, so that --unmapped counts their values
 * as well. Nothing without --unmapped. */
static inline void indicator_rows_count_values(struct indicator_rows *);

/* Rejects a row of any record for a cell that should be an indicator's code, and names the nearest.
 * Returns false. */
bool indicator_reject_code(const struct framework *, struct table *, size_t column,
                           struct text code);

/* A further cell of the row: ROW_SUBJECT, ROW_SOURCE, ROW_EVIDENCE; decoded where its values are.
 */
struct text indicator_rows_cell(struct indicator_rows *, enum indicator_column);

static inline void indicator_rows_count_values(struct indicator_rows *rows)
{
    if (rows->counting) {
        indicator_rows_cell(rows, ROW_SUBJECT);
        indicator_rows_cell(rows, ROW_SOURCE);
    }
}

#endif
