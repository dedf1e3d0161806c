/*
 * Layer: domain. Which needs of a family are answered by the actions of a plan that stands already.
 *
 * An action that is not cancelled covers each indicator that its `needs` name, and all indicators
 * that point to the outcomes in its `outcome`; codes are parted by `;` or `,`. Codes that nobody
 * knows, and `none`, cover nothing.
 */
#ifndef DOMAIN_PLAN_PLAN_COVER_H
#define DOMAIN_PLAN_PLAN_COVER_H

#include "definitions/outcomes.h"
#include "domain/plan/plans.h"

struct plan_cover {
    const struct framework *framework;
    const struct outcome_set *outcomes;
    const struct plan_book *book; /* or NULL: nothing stands */
    uint8_t *by_indicator, *by_outcome;
    struct lookup children;       /* of rows without a family */
    uint32_t *first_of, *next_of; /* their actions, by child and by action */
    uint64_t highest;
};

/* How a need is covered: bits. */
enum {
    PLAN_COVERED = 1,
    PLAN_COVERED_OPEN = 2 /* by an action that is still to be carried out */
};

/* All of it is borrowed; `book` may be NULL. False after a message; to be released either way. */
bool plan_cover_init(struct plan_cover *, const struct framework *, const struct outcome_set *,
                     const struct plan_book *book, const struct reporter *);
void plan_cover_release(struct plan_cover *);

/*
 * Looks at the actions of a family; of a child without family, which rows without family_id name,
 * when `family` is empty. `highest` is then the highest number among their ids, which are numbers
 * or `A` and a number (six digits at most), or 0.
 */
void plan_cover_family(struct plan_cover *, struct text family, struct text child);

/* How the family that was looked at last covers an indicator by its code, and how by an outcome
 * (LOOKUP_NONE: not at all). */
unsigned plan_cover_indicator(const struct plan_cover *, uint32_t indicator);
unsigned plan_cover_outcome(const struct plan_cover *, uint32_t outcome);

#endif
