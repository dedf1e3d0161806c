/*
 * Layer: domain. What the tables say at a family's review, as the few facts that the rules of
 * decisions go by (definitions/decision_rules.h).
 *
 * The review is the last one held on or before the day asked about; not one of an earlier plan
 * (review_signals.h), nor, where no plan is known, one before all of the family's actions. `Then`
 * is the day of the one held before it under the same plan; with none, the start of the plan; with
 * no plan, the earliest start of the family's actions; else it is not known, and everything counts
 * as having happened since. `Now` is the day asked about: what is known by it counts.
 *
 * Progress. Signs of it since then: an action done (one without a date of it too); a clause of an
 * outcome that is met and was not; a score that rose. Signs against it: a score that fell since
 * then, or that is lower than at the start of the plan, whenever it was read; a clause that was met
 * and is not any more.
 * `made`: a sign of it and none against it, or neither when nothing is left to do (unmet is `no`),
 * so that progress was made before. `mixed`: both. `none`: no sign of it, though there are
 * actions, evidence or readings since then to show it. `unknown`: there are none of these, or no
 * review has been held.
 *
 * Kept. `yes` when what was reached has been so for the interval progress_kept
 * (share/intervals.csv) by now: the last action done, each outcome achieved, and each score that
 * is higher than at the start of the plan. A score has been higher since the first reading behind
 * which none lies at the first score or below it. `no` when one of these is more recent; `unknown`
 * when there are none, or an action done has no date of it.
 *
 * Concern. Serious is an indicator of CIN or SH that is present now, and a level now above those
 * of early help. `graver`: the level is higher than then, such an indicator is dated after then,
 * or there is a serious concern and neither a day nor a level then to compare with. `standing`: a
 * serious concern that is not graver. `none`: the level now, or an indicator of the family of
 * whatever status, is known, and there is no such concern. `unknown`: neither is known.
 *
 * Unmet. `yes`: an action that is open or in progress, a need left for the review, or an outcome
 * that is not or partly achieved. `unknown`: an outcome is not known, or there are neither actions
 * nor evidence. Else `no`.
 *
 * New. `yes`: an indicator of need dated after then, or an open action that starts after then and
 * names a service: a specialist service is called for. Else `no`.
 *
 * Actions that are cancelled count for nothing. The change of the scale is the median of the
 * changes of all persons and domains that were read since then and had been before, or twice: from
 * the last score by then, or the first one, to the last. The level then is that of the review
 * before, or the plan's; the level now the gravest of the family's latest levels (eh-threshold)
 * after then, else that of the review, else the latest levels of any day.
 */
#ifndef DOMAIN_REVIEW_REVIEW_FACTS_H
#define DOMAIN_REVIEW_REVIEW_FACTS_H

#include "definitions/decision_rules.h"
#include "definitions/intervals.h"
#include "domain/plan/plans.h"
#include "domain/review/outcome_results.h"
#include "domain/review/review_signals.h"
#include "domain/review/scales.h"

/* Where facts come from; all of it is borrowed. */
struct review_sources {
    const struct framework *framework;
    const struct review_signals *signals;
    const struct plan_book *actions;     /* or NULL */
    const struct outcome_book *outcomes; /* or NULL */
    const struct scale_book *scales;     /* or NULL */
    const struct interval *kept;         /* progress_kept */
};

/* What is missing for a fact to be known, bits. */
enum {
    MISSING_REVIEW = 1,   /* none has been held */
    MISSING_PROGRESS = 2, /* no actions, no evidence and no two readings */
    MISSING_CONCERN = 4,  /* neither level nor indicators */
    MISSING_UNMET = 8,    /* neither actions nor evidence, or an outcome that is not known */
    MISSING_KEPT = 16     /* an action done has no date, or nothing shows since when */
};

struct review_facts {
    const struct review_family *family;
    const struct family_signals *signals;
    const struct plan *plan;               /* or NULL */
    const struct outcome_family *outcomes; /* or NULL */
    const struct review *now;              /* or NULL */
    date_day then;                         /* DATE_DAY_OPEN_START: not known */
    unsigned values[DECISION_FACTS];
    unsigned missing;
    uint64_t actions_total, actions_done, done_since, left_for_review, services_since;
    uint64_t clauses_gained, clauses_lost;
    uint64_t unmet_outcomes, unknown_outcomes, achieved_outcomes;
    uint64_t changes, rose, fell;   /* of scores: persons and domains read twice */
    int32_t scale_change;           /* SCALE_POINT is one point */
    uint32_t level_then, level_now; /* or LOOKUP_NONE */
    date_day kept_since;            /* DATE_DAY_OPEN_START: not known */
    bool serious_level, level_rose;
};

/* Finds the facts about a family of the review book. False after a message when there is no memory.
 */
bool review_facts_find(const struct review_sources *, const struct review_family *,
                       struct review_facts *, const struct reporter *);

/* Whether an indicator is serious, and whether it is dated after then. */
bool review_indicator_serious(const struct framework *, const struct signal_indicator *);
bool review_indicator_new(const struct review_facts *, const struct signal_indicator *);

#endif
