/*
 * Layer: domain. What became of the actions of plans from version to version: the record
 * plan-progress.
 *
 * Which action of a version is which of those before is found within a family, strictest first,
 * and only where exactly one on each side is left that agrees: by child, action_id and words; by
 * child and action_id; by action_id and words; by action_id; then, where one of the two has no
 * action_id, by child and words; by words. Words are compared with case and blanks aside. The order
 * of a version's rows makes no difference, but to the order in which results stand.
 *
 * A version is compared with the first that has the action. What holds of these in this order is
 * the change:
 *
 *     dropped          cancelled now and not at first; or gone, unless it was done or cancelled
 *                      where it was last seen, which then is what counts
 *     reopened         done in an earlier version, and not now
 *     done             done now and not at first
 *     slipped          due later than at first, or no longer on any day
 *     added            not in the first version of all
 *     brought-forward  due earlier than at first
 *     changed          other words, goal or people, another status, another note on progress, or
 *                      due on a day where there was none
 *     untouched        none of these
 *
 * A row that cannot be used in all its cells (a date that cannot be read) is rejected, but stands
 * for its action: that is not gone, and what other versions say of it counts. Memory grows with the
 * rows.
 */
#ifndef DOMAIN_PLAN_PLAN_PROGRESS_H
#define DOMAIN_PLAN_PLAN_PROGRESS_H

#include "records/table.h"
#include "records/writer.h"

enum plan_change {
    CHANGE_DONE,
    CHANGE_SLIPPED,
    CHANGE_BROUGHT_FORWARD,
    CHANGE_DROPPED,
    CHANGE_ADDED,
    CHANGE_REOPENED,
    CHANGE_CHANGED,
    CHANGE_UNTOUCHED,
    PLAN_CHANGES
};

/* `done`, `slipped`, `brought-forward`, ... */
extern const char *const plan_change_names[PLAN_CHANGES];

struct plan_progress_count {
    uint64_t families, actions;
    uint64_t rows, rejected;
    uint64_t by_words; /* actions that were found again by their words */
    uint64_t of_change[PLAN_CHANGES];
};

struct plan_progress;

/*
 * Reads the versions, oldest first, one file each. A row that says the same family, child,
 * action_id and words as an earlier one of its version is rejected. NULL after a fatal message. The
 * caller owns it.
 */
struct plan_progress *plan_progress_new(const struct table_settings *, const char *const *files,
                                        size_t count, const struct reporter *);
void plan_progress_free(struct plan_progress *);

const struct plan_progress_count *plan_progress_counts(const struct plan_progress *);

/*
 * Writes a row for each action: families in order of first appearance, the actions of the first
 * version in its order, those added behind them. False when writing has failed.
 */
bool plan_progress_write(const struct plan_progress *, struct writer *);

#endif
