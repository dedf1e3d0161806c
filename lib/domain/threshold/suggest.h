/*
 * Layer: domain. From the indicators that are present to a suggested level of response.
 *
 * No score is computed: the highest-ranked rule that holds decides. Domains are
 * counted over present EH, CIN and SH indicators; strengths (U) never count against a need. The
 * suggestion is for a person to weigh: the guidance says that its lists are not exhaustive and asks
 * for professional judgement (Right Help, Right Time, Right Response, March 2024, page 8).
 */
#ifndef DOMAIN_THRESHOLD_SUGGEST_H
#define DOMAIN_THRESHOLD_SUGGEST_H

#include "definitions/framework.h"

/* What is present for one child or family. */
struct standing {
    const indicator_set *present;
    uint32_t agencies; /* distinct named agencies over rows of need */
};

struct suggestion {
    uint32_t level;
    uint32_t rule;     /* the rule that decided */
    uint32_t domains;  /* with at least one need */
    bool multi_agency; /* two or more domains or agencies; told only where
                          framework.levels[level].early_help */
};

/* The suggestion for a standing. */
struct suggestion suggest_level(const struct framework *, struct standing);

/* Whether one rule holds, given the number of domains with a need. */
bool rule_holds(const struct framework *, const struct rule *, struct standing, uint32_t domains);

/* The domains with a need, a bit each. */
uint64_t domains_of(const struct framework *, const indicator_set *present);

/* The routes to be taken at a level, a bit each: those that ask for no tag, or for one of a present
 * need, and for no graver level. */
uint64_t routes_for(const struct framework *, uint32_t level, const indicator_set *present);

/* The gravest indicator level that is present; INDICATOR_UNIVERSAL when there is no need. */
enum indicator_level gravest_level(const struct framework *, const indicator_set *present);

/*
 * The drivers: the present indicators on which the level hangs, as a set of framework.words words.
 * Every rule of the suggested level that holds adds those of its indicator level or, when it counts
 * domains or agencies, all needs. None for a rule that always holds.
 */
void suggest_drivers(const struct framework *, struct standing, struct suggestion,
                     indicator_set *drivers);

#endif
