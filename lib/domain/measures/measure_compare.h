/*
 * Layer: domain. Holds results beside targets, or beside the figures of others: rows of the record
 * `comparators` (measure, value; category, organisation, area, period), such as an earlier output
 * of eh-review measures.
 *
 * A blank cell stands for any. Of several rows that fit a result the one that names its category
 * counts first, then the one that names its organisation, then its area, then its period; of two
 * rows that name the same the later. Names are compared without case, blanks at their ends or runs
 * of blanks. A hidden figure (`c`) is no target.
 */
#ifndef DOMAIN_MEASURES_MEASURE_COMPARE_H
#define DOMAIN_MEASURES_MEASURE_COMPARE_H

#include "definitions/disclosure_rules.h"
#include "domain/measures/measure_results.h"
#include "records/table.h"

struct measure_comparison {
    uint64_t compared, missed; /* results with a target; of them on the wrong side of it */
    uint64_t unused;           /* rows that no result goes with */
    uint64_t rejected;
};

/* Fills in targets and differences. False after a fatal message. */
bool measures_compare(struct measure_results *, const struct measures *,
                      const struct disclosure_rules *, const char *file,
                      const struct table_settings *, struct measure_comparison *,
                      const struct reporter *);

#endif
