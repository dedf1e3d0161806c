/* Layer: cmd, for eh-review alone: its settings and what its verbs do. */
#ifndef CMD_REVIEW_H
#define CMD_REVIEW_H

#include "cmd/front.h"

/* Tables that come by name. */
enum review_table {
    REVIEW_EPISODES,
    REVIEW_CONTACTS,
    REVIEW_REFERRALS,
    REVIEW_ASSESSMENTS,
    REVIEW_PLANS,
    REVIEW_REVIEWS,
    REVIEW_SCALES,
    REVIEW_OUTCOMES,
    REVIEW_LEVELS,
    REVIEW_CONSENT,
    REVIEW_FEEDBACK,
    REVIEW_POPULATION,
    REVIEW_PEOPLE,
    REVIEW_ACTIONS,
    REVIEW_INDICATORS,
    REVIEW_TABLES
};

/* What the options of the program's own ask for; front->own points to it. NULL: not given. */
struct review_settings {
    const char *tables[REVIEW_TABLES];
    const char *within;      /* due: `14d`, `2w`, `1m` */
    const char *grace;       /* due: the same, after which a review is late */
    const char *holidays;    /* --holidays */
    const char *intervals;   /* --intervals */
    const char *rules;       /* decide, measures: definitions of a partnership's own */
    const char *outcome_set; /* --outcome-set */
    const char *period;      /* measures: month, quarter or year */
    const char *by;          /* measures: organisation, area; outcomes: headline */
    const char *compare;     /* measures: targets or a comparator */
    const char *differences; /* annex-a: where to write them */
    date_day since;          /* DATE_DAY_OPEN_START: not given */
    uint64_t round;          /* measures: 5 or 10; 0: not */
    bool suppress;           /* measures */
    bool working_days, todo; /* due */
    bool from_episodes;      /* annex-a: --from episodes */
};

static inline struct review_settings *review_settings_of(struct front *front)
{
    return front->own;
}

/* Each does the work of its verb: see struct front_verb. */
bool review_due(struct front *);
bool review_decide(struct front *);
bool review_outcomes(struct front *);
bool review_scales(struct front *);
bool review_measures(struct front *);
bool review_annex_a(struct front *);
bool review_list(struct front *);

#endif
