/*
 * Layer: domain. Disclosure control of the results of measures (domain/disclosure/disclosure.h).
 *
 * Every count that is printed is a cell: numerators, denominators, and those too early to tell. The
 * same count in two measures (open families, and out of how many open families consent is in
 * place) is one cell. Cells are tied by what a reader can add up: organisations and areas to all of
 * them, months to the window, and counts to those that they are parts of, in whichever measures
 * these stand (domain/measures/measure_counts.h): categories and numerators to denominators,
 * families closed with a reason and those without one to all that were closed. What is left of a
 * count is printed nowhere, but must not be worked back either when it is small.
 *
 * A value is hidden when one of the counts it is made of is. A denominator that is a population is
 * public: nothing is hidden in it.
 */
#ifndef DOMAIN_MEASURES_MEASURE_DISCLOSURE_H
#define DOMAIN_MEASURES_MEASURE_DISCLOSURE_H

#include "domain/disclosure/disclosure.h"
#include "domain/measures/measure_results.h"

/* Hides: counts from 1 to `most` are small. False after a message, and nothing may then be printed.
 */
bool measures_suppress(struct measure_results *, uint64_t most, struct disclosure_counts *,
                       const struct reporter *);

/* Rounds every count to a multiple of `base`, half up, and makes percentages and rates anew from
 * the rounded counts. Populations and days are left as they are. */
void measures_round(struct measure_results *, uint64_t base);

#endif
