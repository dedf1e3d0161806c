/* Layer: domain. Between the parts of journeys.h. */
#ifndef DOMAIN_TIMELINE_JOURNEY_PRIVATE_H
#define DOMAIN_TIMELINE_JOURNEY_PRIVATE_H

#include "domain/timeline/journeys.h"

/* Total order of dates: earliest, latest, then as written. */
int journey_compare_dates(const struct date *, const struct date *);

/*
 * Makes of the `count` spells as told, each from one row, those that the header speaks of, in
 * place; returns their number.
 */
size_t journey_join(const struct journey_rules *, struct journey_spell *spells, size_t count);

/* Fills the marks, of which there is room for two a spell, and all that is counted. */
void journey_mark_all(const struct journey_rules *, const struct interval *window,
                      struct journey_mark *marks, struct journey *);

#endif
