/*
 * Layer: domain. The days of a plan: when it is reviewed, and by when its actions are due so that
 * the review can look at them.
 */
#ifndef DOMAIN_PLAN_PLAN_DAYS_H
#define DOMAIN_PLAN_PLAN_DAYS_H

#include "definitions/holidays.h"
#include "definitions/intervals.h"

/* How days are counted; borrowed. */
struct plan_days {
    const struct intervals *intervals;
    const struct holidays *holidays; /* weeks are five working days each; NULL: seven days */
};

/*
 * The day on which a plan that starts on `start` is reviewed: `weeks` later, or for 0 weeks the
 * interval first_review_early_help later. With holidays it is a working day: the next one, where
 * days or months lead to a day off.
 */
date_day plan_review_day(const struct plan_days *, date_day start, uint32_t weeks);

/*
 * The day by which an action of that plan is due: the interval action_before_review before its
 * review; with holidays the last working day up to that day. Not before the start: then it is the
 * start, or with holidays the first working day from there on, unless the review comes first.
 */
date_day plan_due_day(const struct plan_days *, date_day start, date_day review);

#endif
