/*
 * Layer: domain. Drafts a family's plan from its needs: the record `drafts`, a row for each need,
 * for a lead practitioner to talk through with the family.
 *
 * Order. Families as in the list. Within a family the needs that the plan takes up, then those that
 * it leaves for its review. Within each of the two, needs that point to the same outcome stand
 * together under one goal, goals in order of their gravest need, and needs in order of gravity (SH,
 * CIN, EH), then in the framework's order. A need that points to no outcome has a goal of its own.
 * The order of a family's rows in the input makes no difference.
 */
#ifndef DOMAIN_PLAN_PLAN_DRAFT_H
#define DOMAIN_PLAN_PLAN_DRAFT_H

#include "definitions/phrases.h"
#include "definitions/plan_goals.h"
#include "domain/plan/family_needs.h"
#include "domain/plan/plan_cover.h"
#include "domain/plan/plan_days.h"
#include "domain/plan/services.h"
#include "records/writer.h"

/* What is asked for. All of it is borrowed. */
struct plan_draft_request {
    const struct framework *framework;
    const struct outcome_set *outcomes;
    const struct plan_goals *goals;
    const struct phrases *phrases;
    struct plan_days days;
    struct plan_facts_list *facts;       /* or NULL: who leads is not known */
    const struct plan_book *standing;    /* actions that stand already; or NULL */
    const struct service_book *services; /* or NULL: none is proposed */
    struct age_book *ages;               /* or NULL */
    date_day as_of;
    date_day start; /* DATE_DAY_OPEN_START: that of the plan on record, else as_of */
    uint64_t most;  /* needs that a family's plan takes up; those of level SH are always taken up */
};

/* What was done, for --summary and --exit-code. */
struct plan_draft_count {
    uint64_t families, with_needs; /* with a need, whether an action covers it or not */
    uint64_t needs, goals;         /* drafted; a need of several children counts once a family */
    uint64_t taken_up, left, covered;
    uint64_t without_outcome, without_service, without_lead;
    uint64_t refer_first;
};

/* Needs that a plan takes up when nobody says how many: the interval plan_most_needs. */
uint64_t plan_draft_most(const struct intervals *);

/* Writes the rows. False after a fatal message; a failure to write is the output's to report. */
bool plan_draft_write(const struct plan_draft_request *, const struct family_needs_list *,
                      struct writer *, struct plan_draft_count *, const struct reporter *);

#endif
