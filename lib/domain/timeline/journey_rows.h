/*
 * Layer: domain. Reads files of any records into journeys, as share/journeys/ says.
 *
 * Each file is rows of the record that fits its header best (records/fitting.h), or of the one it
 * is said to be. A row may tell several steps, one for each date that has a rule. A blank date of a
 * column that the record needs is a step without a date; another is no step. Several ids in a cell
 * are parted by `;`. Events without a column for anybody's id are those of one family.
 *
 * Rejected are rows without the id of a child or a family, with a date that cannot be read or is
 * not in the calendar, with an end that is surely before its beginning, and without any date where
 * no column is needed. Events that are no step are counted, for --unmapped too, and passed over.
 */
#ifndef DOMAIN_TIMELINE_JOURNEY_ROWS_H
#define DOMAIN_TIMELINE_JOURNEY_ROWS_H

#include "domain/timeline/journeys.h"
#include "records/table.h"

struct journey_reader {
    struct journey_rules *rules;
    const struct table_settings *settings;
    const struct reporter *reporter;
    struct record_definition **definitions; /* by the number of the record in the rules */
    struct journey_binding *bindings;       /* as many as there are rules */
    uint64_t reject_count;
    uint64_t other_events; /* that are no step */
};

/* All is borrowed. False after a message. */
bool journey_reader_init(struct journey_reader *, struct journey_rules *,
                         const struct table_settings *, const struct reporter *);
void journey_reader_release(struct journey_reader *);

/* The number of the record called `name`, or LOOKUP_NONE when no rule speaks of it. */
uint32_t journey_reader_record(const struct journey_reader *, struct text name);

/* Adds the rows of a file, of the record of that number; LOOKUP_NONE: which its header fits best.
 * False after a fatal message. */
bool journey_reader_read(struct journey_reader *, const char *file, uint32_t record,
                         struct journeys *);

#endif
