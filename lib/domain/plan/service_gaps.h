/*
 * Layer: domain. Needs in plans for which there is no service: what those who commission services
 * ask for.
 *
 * Looked at are actions that are open, in progress or left for review. The needs of an action are
 * the codes of its `needs` or, when that is blank, of its `outcome`. With a directory each need is
 * judged afresh, as domain/plan/services.h says: for each child whom the action names, and for an
 * action that names none by all children of the family that are known, any of whom may fit.
 * Children are known from the rows of the family's plan and from the people record. Without a
 * directory the actions that are flagged `no-service` count, with all of their needs.
 *
 * A gap is a need in an area. The area is that of the plan; of a row about the whole family also
 * that of a child of it. Areas are told apart without case. Memory grows with the actions.
 */
#ifndef DOMAIN_PLAN_SERVICE_GAPS_H
#define DOMAIN_PLAN_SERVICE_GAPS_H

#include "domain/plan/action_rows.h"
#include "domain/plan/plans.h"
#include "domain/plan/services.h"
#include "records/writer.h"

struct service_gaps_request {
    const struct framework *framework;
    const struct outcome_set *outcomes;
    const struct service_book *services; /* NULL: by the flags of the actions */
    struct age_book *ages;               /* or NULL */
    struct plan_facts_list *plans;       /* or NULL */
    date_day as_of;
};

struct service_gaps_counts {
    uint64_t actions;      /* looked at */
    uint64_t unnamed;      /* of them without a code of a need or an outcome */
    uint64_t in_gaps;      /* of them without a service for some need */
    uint64_t gaps;         /* rows written */
    uint64_t without_area; /* of them where the area is not known */
};

/*
 * Reads the actions and writes the gaps record: most families first, then the needs in the order of
 * the framework, outcomes behind them, then areas in bytewise order, an unknown one last. A code of
 * `needs` that is no need is reported and makes the row a rejected one; its other codes count.
 * False after a fatal message.
 */
bool service_gaps_write(const struct service_gaps_request *, struct action_rows *, struct writer *,
                        struct service_gaps_counts *, const struct reporter *);

#endif
