/*
 * Layer: domain. Reads the rows of the events record: what happened to a family, and when.
 *
 * Only `date` and `event` must be columns of the file. A row without a date (blank, `Unknown`,
 * `TBC`) is a row like any other: that it happened is known, and when is not. An end_date of
 * `Ongoing` is an end that is still to come. An impact without a decoding is counted for --unmapped
 * and taken as not said.
 */
#ifndef DOMAIN_TIMELINE_EVENT_ROWS_H
#define DOMAIN_TIMELINE_EVENT_ROWS_H

#include "records/table.h"

/* Columns of the events record, in the record's order. */
enum event_column {
    EVENT_FAMILY,
    EVENT_DATE,
    EVENT_TEXT,
    EVENT_ID,
    EVENT_END,
    EVENT_IMPACT,
    EVENT_PERSON,
    EVENT_SOURCE,
    EVENT_SAME_AS,
    EVENT_COLUMNS
};

/* What an event meant for the child. */
enum event_impact { IMPACT_NOT_SAID, IMPACT_POSITIVE, IMPACT_NEGATIVE, IMPACT_NEUTRAL, IMPACTS };

struct event_rows {
    struct record_definition *definition;
    struct table *table;
    size_t columns[EVENT_COLUMNS];
};

/* One row; its texts are borrowed until the next. */
struct event_row {
    struct text family, id, event, person, source;
    struct date date; /* perhaps no date */
    struct date end;  /* no date unless given */
    bool ongoing;     /* the end is still to come */
    bool told_before; /* it names an event that it is perhaps the same as */
    enum event_impact impact;
    struct place place;
};

/* Opens the files as rows of the events record. False after a fatal message. */
bool event_rows_open(struct event_rows *, const struct table_settings *, const char *const *files,
                     size_t count, const struct reporter *);
void event_rows_close(struct event_rows *);

/* The same over a table that is already open, `definition` being that of the events record; both
 * stay the caller's. Do not close it. */
void event_rows_over(struct event_rows *, struct record_definition *definition, struct table *);

/*
 * The next usable row. Rejected are rows that do not say what happened, with a date that cannot be
 * read or is not in the calendar, and with an end that is surely before the date.
 */
enum table_result event_rows_next(struct event_rows *, struct event_row *);

#endif
