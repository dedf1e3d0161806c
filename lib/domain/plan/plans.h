/*
 * Layer: domain. Whole plans held in memory: the actions of each family together, in the order of
 * the files, families in order of first appearance; and what is known of a plan beside its actions.
 *
 * Rows without family_id make one plan of their own, with an empty family: an organisation's action
 * plan. Memory grows with the rows.
 */
#ifndef DOMAIN_PLAN_PLANS_H
#define DOMAIN_PLAN_PLANS_H

#include "base/arena.h"
#include "definitions/framework.h"
#include "domain/plan/action_rows.h"
#include "domain/threshold/child_index.h"

/* A row of the actions record as it is held. Its texts live as long as the plan book. */
struct action {
    struct text cells[ACTION_COLUMNS]; /* trimmed */
    struct action_row row;
    const char *file;
    uint64_t line;
    uint32_t next; /* of the same family, or PLAN_NO_ACTION */
};

#define PLAN_NO_ACTION UINT32_MAX

struct plan {
    struct text family;   /* empty: rows that name no family */
    uint32_t first, last; /* actions */
    uint32_t count;
};

struct plan_book {
    struct action *actions; /* in the order of the files */
    struct plan *plans;     /* in order of first appearance */
    size_t action_count, plan_count, action_capacity, plan_capacity;
    struct lookup families; /* family to plan */
    struct arena arena;
};

/*
 * Reads the files into a book; rows that are rejected are added to `*rejected`. A reader that is
 * not forgiving (action_rows.h) needs a family in each row. False after a fatal message. The book
 * must be released either way.
 */
bool plan_book_open(struct plan_book *, const struct table_settings *, const char *const *files,
                    size_t count, bool forgiving, uint64_t *rejected, const struct reporter *);
void plan_book_release(struct plan_book *);

/* The plan of a family, or NULL. */
const struct plan *plan_book_find(const struct plan_book *, struct text family);

/* The first action of a plan, and the one behind an action; NULL past the last. */
const struct action *plan_first(const struct plan_book *, const struct plan *);
const struct action *plan_behind(const struct plan_book *, const struct action *);

/* What the plans record says of one plan. */
struct plan_facts {
    struct text lead_practitioner, agency, area, plan_id;
    struct text contact; /* how to reach the lead practitioner */
    uint32_t level;      /* of the framework, or LOOKUP_NONE */
    struct date start, end, review_due;
};

struct plan_facts_list;

/*
 * Reads the plans record of the files; of several rows about the same ids the one that started last
 * counts, of equals the one that stands later. `framework` NULL: levels are not looked at. NULL
 * after a fatal message. The caller owns the list.
 */
struct plan_facts_list *plan_facts_list_new(const struct framework *framework,
                                            const struct table_settings *, const char *const *files,
                                            size_t count, uint64_t *rejected,
                                            const struct reporter *);
void plan_facts_list_free(struct plan_facts_list *);

/* What is known of the plan for these ids, the most exact row that there is (child_index.h); NULL
 * when there is none, and for a list that is NULL. */
const struct plan_facts *plan_facts_for(struct plan_facts_list *, struct text family,
                                        struct text child);

#endif
