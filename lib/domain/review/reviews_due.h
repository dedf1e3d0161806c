/*
 * Layer: domain. The reviews that are overdue or will soon be due, soonest first, and who leads the
 * work.
 *
 * The day of a plan's next review is the first of these that there is:
 *   next-review  what the last review held has agreed on, when that lies after it;
 *   review       the earliest review that is booked, and not held, after the last one held;
 *   plan         the review_due of the plan, when no review has been held on that day or after it;
 *   level        as many weeks after the last review held, or the start of the plan, as the level
 *                of need has (`review_weeks` of the framework);
 *   default      the interval first_review_early_help after the same day (share/intervals.csv).
 * Reviews held, or booked for a day, before the plan began belong to an earlier plan. The level is
 * that of the last review held, else the plan's. When the last review held has decided to close and
 * there is no day after it by the first three, the plan is over. So is one that ended on the day
 * asked about or before.
 *
 * A date that names a month means its last day; an end, or a review held, counts once the month has
 * begun.
 *
 * Overdue is what fell due more days ago than the grace; due soon what falls due up to and with
 * another day, and what is within the grace. Grace in days, like days late, is counted in working
 * days where there are holidays; in weeks and months it never is.
 *
 * Plans of one family whose reviews fall due on one day under one lead practitioner are one review:
 * the plan that started last stands for them, and the child is left blank when they differ in it.
 * What is not due is counted and forgotten.
 */
#ifndef DOMAIN_REVIEW_REVIEWS_DUE_H
#define DOMAIN_REVIEW_REVIEWS_DUE_H

#include "definitions/holidays.h"
#include "definitions/intervals.h"
#include "domain/review/review_plans.h"
#include "domain/review/review_rows.h"
#include "records/writer.h"

enum review_state { REVIEW_OVERDUE, REVIEW_DUE_SOON, REVIEW_STATES };

/* `overdue`, `due-soon`. */
extern const char *const review_state_names[REVIEW_STATES];

enum review_basis {
    REVIEW_BASIS_NEXT,
    REVIEW_BASIS_BOOKED,
    REVIEW_BASIS_PLAN,
    REVIEW_BASIS_LEVEL,
    REVIEW_BASIS_DEFAULT,
    REVIEW_BASES
};

/* `next-review`, `review`, `plan`, `level`, `default`. */
extern const char *const review_basis_names[REVIEW_BASES];

struct review_due {
    struct text family, child, plan_id, review_id, lead_practitioner, agency;
    struct text lead_key; /* owner_key of the lead practitioner */
    struct date due;      /* as on the record; no date where the day was reckoned */
    struct date started, last_held;
    date_day day;   /* on which it falls due */
    date_day began; /* the last day that `started` may mean, or DATE_DAY_OPEN_END */
    int64_t days_late;
    uint32_t level; /* of the framework, or LOOKUP_NONE */
    enum review_state state;
    enum review_basis basis;
};

struct reviews_due_request {
    const struct framework *framework;
    const struct interval *grace, *first; /* review_grace, first_review_early_help */
    const struct holidays *holidays;      /* to count in working days; else NULL */
    date_day as_of, until;                /* the last day that is soon */
};

/* Every usable plan is counted once in one of the first six. */
struct reviews_due_counts {
    uint64_t overdue, soon, later;
    uint64_t ended;        /* with an end, or with no action left */
    uint64_t closed;       /* by the decision of their last review */
    uint64_t undated;      /* no day to go by */
    uint64_t shared;       /* overdue or soon, and told of in the row of another plan */
    uint64_t without_plan; /* families with reviews, but no plan */
};

struct reviews_due {
    struct review_due *rows; /* soonest first, then by family, child, lead practitioner, plan */
    size_t count, capacity;
    struct reviews_due_counts counts;
    struct arena arena;
};

/*
 * Reads all plans. Told as notes are plans without any day to go by and, for families that have a
 * plan that goes on, what review_family_tell tells and reviews held before any of their plans
 * began. False after a fatal message; to be released either way.
 */
bool reviews_due_read(struct reviews_due *, struct review_plans *, const struct review_book *,
                      const struct reviews_due_request *, const struct reporter *);
void reviews_due_release(struct reviews_due *);

/* Whole weeks since the plan began; -1 when that is not known or still to come. */
int64_t review_due_weeks(const struct review_due *, date_day as_of);

/* Writes rows of the record reviews-due. */
bool reviews_due_write(const struct reviews_due *, const struct reviews_due_request *,
                       struct writer *);

/* A lead practitioner, and the reviews that are theirs: `first` to before `first + count`. */
struct review_lead {
    struct text name;   /* as written where it is due first; empty: nobody is named */
    struct text key;    /* owner_key of it */
    struct text agency; /* when it is one and the same; else empty */
    uint64_t overdue, soon;
    int64_t longest; /* days since the oldest of the overdue ones fell due */
    size_t first, count;
};

struct review_leads {
    struct review_lead *leads;
    size_t count;
    const struct review_due **rows; /* those of one lead in the order of the list */
};

/* Those who lead, most overdue first, then most due soon, then by key, nobody last. False after a
 * fatal message; to be released either way. */
bool review_leads_read(struct review_leads *, const struct reviews_due *, const struct reporter *);
void review_leads_release(struct review_leads *);

#endif
