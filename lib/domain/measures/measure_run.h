/*
 * Layer: domain. Counts the measures: reads each table once, from first row to last, and keeps only
 * what the window asks for. eh-review(1), "The verb measures", has the rules in
 * full; in short:
 *
 * An event lies in the period of its date. What is open on a day began on it or before and has not
 * ended by its close; a period is told by its last day. Rows dated after as_of have not happened
 * yet, and an end after it is no end. An episode that ends before it starts is rejected. Episodes
 * of a family that overlap, or follow on one another within the interval episode_gap, are one
 * unbroken time; its last end is the family's closing. An event that something must follow within a
 * time is counted once that time is over, and else is pending.
 *
 * Memory grows with the episodes and plans that touch the window, with the rows of the tables that
 * are joined (reviews, scales, evidence, consent, levels, indicators) and with --people. Rows that
 * are counted one by one are not kept, but for those in the window of a table without the
 * organisation or area that is asked for, which is then that of the family's last stay.
 */
#ifndef DOMAIN_MEASURES_MEASURE_RUN_H
#define DOMAIN_MEASURES_MEASURE_RUN_H

#include "definitions/disclosure_rules.h"
#include "definitions/framework.h"
#include "definitions/holidays.h"
#include "definitions/outcomes.h"
#include "definitions/phrases.h"
#include "domain/measures/measure_results.h"
#include "records/table.h"

struct measure_request {
    const struct measures *measures;
    const struct intervals *intervals;
    const struct disclosure_rules *rules; /* the marks of hidden figures */
    const struct phrases *phrases;
    const struct framework *framework;
    const struct outcome_set *outcomes;
    const struct holidays *holidays; /* days are working days; NULL: days of the calendar */
    const struct table_settings *table;
    const char *files[MEASURE_FILES]; /* NULL: not given */
    const char *people;               /* the people record, or that of families; or NULL */
    const char *organisations;        /* a partnership's list of spellings, or NULL */
    date_day since, as_of;
    enum period_length period;
    bool by_organisation, by_area; /* both: and for each of the two together where `by_both` */
    bool by_both;
};

/* Counts everything. False after a fatal message; results are to be released either way. */
bool measures_run(const struct measure_request *, struct measure_results *,
                  const struct reporter *);

#endif
