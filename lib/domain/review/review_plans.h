/*
 * Layer: domain. The plans whose reviews may be due, from whichever record there is: plans, early
 * help episodes, or the actions of plans. The first file's header tells which (table_any).
 *
 * An episode is a plan whose lead practitioner is the worker and whose agency is the organisation.
 * Rows of actions make one plan a family, or a child where no family is given: it began with the
 * earliest start of its rows, and its next review is the latest review_due of those that are open,
 * in progress, or left for the review. With none of these there is nothing left to review.
 */
#ifndef DOMAIN_REVIEW_REVIEW_PLANS_H
#define DOMAIN_REVIEW_REVIEW_PLANS_H

#include "definitions/framework.h"
#include "domain/plan/action_rows.h"
#include "domain/threshold/child_index.h"

/* Plans, episodes and actions; and levels, which are known for what they are and refused. */
enum { REVIEW_PLAN_RECORDS = 4, REVIEW_PLAN_COLUMNS = 9 };
enum { REVIEW_PLAN_FAMILY }; /* of the columns: family_id */

struct review_plan {
    struct text family, child, plan_id, lead_practitioner, agency;
    uint32_t level; /* of the framework, or LOOKUP_NONE */
    struct date start, end, review;
    bool finished; /* actions: none is left to do */
    const char *file;
    uint64_t line;
};

struct review_plans {
    struct record_definition *definitions[REVIEW_PLAN_RECORDS];
    struct table *table;
    const struct framework *framework;
    size_t columns[REVIEW_PLAN_COLUMNS];
    bool from_actions, gathered;
    /* Actions, gathered: */
    struct child_index index;
    struct review_plan *plans;
    size_t count, capacity, next;
};

/*
 * Opens the files and binds the first header. `by_family`: there must be a column for family_id, as
 * reviews are to be found by it. False after a fatal message; to be closed either way.
 */
bool review_plans_open(struct review_plans *, const struct framework *,
                       const struct table_settings *, const char *const *files, size_t count,
                       bool by_family, const struct reporter *);
void review_plans_close(struct review_plans *);

/*
 * The next plan; its texts are borrowed until the one after. Rejected are rows of plans and
 * episodes without family and child, with a date that cannot be read, with an end before the start,
 * or with a level that the framework does not have, and what action_rows.h rejects.
 */
enum table_result review_plans_next(struct review_plans *, struct review_plan *);

#endif
