/*
 * Layer: domain. Families told without what says who they are: initials instead of names, years
 * instead of dates.
 *
 * With initials, a name hides nowhere else either: ids of people in which a word of anybody's name
 * stands (`sampleford-3`) give way to numbers, such ids of families to nothing, and households that
 * are called by more than a code (`Mary's`, `12 Mill Lane`, not `H1`) to numbers. Other ids stay,
 * so that who has the tables finds the rows again.
 */
#ifndef DOMAIN_FAMILY_FAMILY_PRIVACY_H
#define DOMAIN_FAMILY_FAMILY_PRIVACY_H

#include "domain/family/family.h"
#include "domain/people/privacy.h"

/* Tells the names of all people. False when there is no memory. */
bool family_names_learn(const struct family *, struct privacy *);

/* Turns the names of a complete family into initials: `Mary-Ann O'Neil` is `M.O.`. Lines and orders
 * stay. False when there is no memory. */
bool family_to_initials(struct family *, const struct privacy *);

/* Turns the dates that are shown into years, `2016-02-12` into `2016`, `2011-03~` into `2011~`; one
 * that cannot be read is no longer shown. Orders, and `born` and `died`, stay. */
bool family_to_years(struct family *);

#endif
