/* Layer: cmd, for eh-plan alone: its settings and what its verbs do. */
#ifndef CMD_PLAN_H
#define CMD_PLAN_H

#include "cmd/front.h"

/* What the options of the program's own ask for; front->own points to it. NULL: not given. */
struct plan_settings {
    const char *plans;                 /* --plans: what is known of plans beside their actions */
    const char *plan;                  /* draft: --plan, actions that stand already */
    const char *services;              /* --services: directory of services */
    const char *people;                /* --people: dates of birth */
    const char *goals;                 /* check: --goals */
    const char *concerns;              /* check: --concerns */
    const char *holidays;              /* --holidays */
    const char *intervals;             /* --intervals */
    const char *rules;                 /* check, list: --rules DIR */
    const char *within;                /* due: --within, `14d`, `2w`, `1m` */
    date_day start;                    /* draft: --start; DATE_DAY_OPEN_START: as of */
    uint64_t most;                     /* draft: --most; services: places a need; 0: the default */
    bool working_days;                 /* draft */
    bool by_who, split, undated, todo; /* due */
    bool for_professionals;            /* form */
};

static inline struct plan_settings *plan_settings_of(struct front *front)
{
    return front->own;
}

/* Each does the work of its verb: see struct front_verb. */
bool plan_draft(struct front *);
bool plan_services(struct front *);
bool plan_gaps(struct front *);
bool plan_check(struct front *);
bool plan_due(struct front *);
bool plan_form(struct front *);
bool plan_progress(struct front *);
bool plan_list(struct front *);

#endif
