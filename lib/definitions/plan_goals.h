/*
 * Layer: definitions. What success looks like in a family's plan, in words that a family
 * understands and that anybody can see or count: share/plans/goals.csv, `code,goal`. A code is that
 * of an outcome, or that of an indicator where the outcomes say `none`. Immutable once loaded; may
 * be shared between threads.
 */
#ifndef DEFINITIONS_PLAN_GOALS_H
#define DEFINITIONS_PLAN_GOALS_H

#include "base/lookup.h"
#include "base/message.h"

struct plan_goal {
    struct text code, goal;
};

struct plan_goals {
    struct plan_goal *list; /* in the order of the file */
    size_t count;
    struct lookup codes;
    struct arena arena;
};

/*
 * The goals that are compiled in. NULL after messages when a code or a goal is blank or a code
 * stands twice; all that is wrong is reported. The caller owns them. That every code is known to
 * the outcomes or the framework, and that none lacks a goal, is for a test to hold.
 */
struct plan_goals *plan_goals_new(const struct reporter *);
void plan_goals_free(struct plan_goals *);

/* The goal for a code as it stands in the file; empty when there is none, which a framework of
 * one's own may bring about. */
struct text plan_goals_find(const struct plan_goals *, struct text code);

#endif
