/*
 * Layer: domain. What keeps the actions of plans from being specific, measurable and timely, by the
 * rules and words of definitions/plan_rules.h; and whether goals and ticked concerns have an
 * action.
 *
 * Findings come in the order of the files, actions before goals before concerns, those of a row in
 * the order of rules.csv; what is about a plan as a whole stands at the first row of the plan. They
 * name the rule, entries of the word lists and what would be better, and no other word of a cell.
 *
 * Rules about wording, names and dates hold for actions that are open or in progress. Those that
 * are done or cancelled, or left for the review, are looked at for their dates, ids and outcome
 * only. An action that stands once for each of several children is looked at once. Memory grows
 * with rows.
 */
#ifndef DOMAIN_PLAN_PLAN_CHECK_H
#define DOMAIN_PLAN_PLAN_CHECK_H

#include "definitions/intervals.h"
#include "definitions/outcomes.h"
#include "definitions/phrases.h"
#include "definitions/plan_rules.h"
#include "domain/plan/owners.h"
#include "domain/plan/plans.h"
#include "records/writer.h"

/* What actions are held against; all of it is borrowed. */
struct plan_check_request {
    struct plan_rules *rules;
    const struct phrases *phrases;
    const struct intervals *intervals;
    const struct outcome_set *outcomes;
    struct owners *owners;
    struct plan_facts_list *facts;         /* start and review where rows have none; or NULL */
    const struct table_settings *side;     /* how the files below are read */
    const char *goals, *concerns, *people; /* files, or NULL */
    date_day as_of;
};

struct plan_check_count {
    uint64_t actions, plans, goals, concerns; /* concerns: ticked */
    uint64_t of_severity[PLAN_SEVERITIES];
    uint64_t of_rule[PLAN_RULES];
};

struct plan_check;

/* Reads and checks. `*rejected` gets the rows that could not be used. NULL after a fatal message.
 * The caller owns it; it borrows the request's rules, phrases and the names of the files. */
struct plan_check *plan_check_new(const struct plan_check_request *, const struct table_settings *,
                                  const char *const *files, size_t count, uint64_t *rejected,
                                  const struct reporter *);
void plan_check_free(struct plan_check *);

const struct plan_check_count *plan_check_counts(const struct plan_check *);

/* Writes the findings as rows of plan-problems. False after a message. */
bool plan_check_write(const struct plan_check *, struct writer *, const struct reporter *);

#endif
