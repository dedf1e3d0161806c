/*
 * Layer: domain. Services proposed for the needs of each family: see domain/plan/services.h for
 * what fits, and in which order.
 *
 * The ages are those of the child; for needs of a family without children on record, those of the
 * people of the family who are under 18, any of whom may fit.
 */
#ifndef DOMAIN_PLAN_SERVICE_PROPOSALS_H
#define DOMAIN_PLAN_SERVICE_PROPOSALS_H

#include "definitions/phrases.h"
#include "domain/plan/family_needs.h"
#include "domain/plan/plans.h"
#include "domain/plan/services.h"
#include "records/writer.h"

struct service_proposals_request {
    const struct framework *framework;
    const struct outcome_set *outcomes;
    const struct service_book *services;
    struct age_book *ages;         /* or NULL */
    struct plan_facts_list *plans; /* for areas; or NULL */
    const struct phrases *phrases; /* fits are told in words; NULL: in codes */
    date_day as_of;
    size_t most; /* services a need */
};

struct service_proposals_counts {
    uint64_t children; /* with a need, or families */
    uint64_t needs;
    uint64_t proposals;
    uint64_t without_service;           /* needs */
    uint64_t without_area, without_age; /* of the children */
};

/*
 * Writes the proposals record: for each child in the order of the list, each need, the gravest
 * first and those of one level in the order of the framework, and for each its services, the best
 * first. A need without a service has a row of its own, with the fit `none`. False after a fatal
 * message.
 */
bool service_proposals_write(const struct service_proposals_request *,
                             const struct family_needs_list *, struct writer *,
                             struct service_proposals_counts *, const struct reporter *);

#endif
