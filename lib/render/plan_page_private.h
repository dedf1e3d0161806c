/* Layer: render, for the files of plans on a page alone. */
#ifndef RENDER_PLAN_PAGE_PRIVATE_H
#define RENDER_PLAN_PAGE_PRIVATE_H

#include "base/arena.h"
#include "render/plan_canvas.h"
#include "render/plan_page.h"

struct plan_painter {
    const struct plan_page *page;
    const struct plan_way *way;
    struct plan_canvas canvas;
    struct plan_page_count *count;
    struct buffer made, clean;
    struct arena arena;     /* texts of the plan that is drawn */
    struct lookup goals;    /* of the plan: number of its group */
    struct lookup children; /* of the plan */
    struct group {
        uint32_t first, last;
        bool outcomes_differ;
    } * groups;
    uint32_t *behind; /* for each action of the book the next of its group */
    size_t group_capacity;
    const struct plan *plan;
    const struct plan_facts *facts; /* or NULL */
    struct date start, review;
    bool failed;
};

/* The buffer `made`, emptied; then what has been put together in it, and texts of other kinds, kept
 * as long as the plan. */
struct buffer *plan_page_words(struct plan_painter *painter);
struct text plan_page_keep_words(struct plan_painter *painter);
struct text plan_page_keep(struct plan_painter *painter, struct text text);
struct text plan_page_keep_date(struct plan_painter *painter, const struct date *date);

/* `before, after`; either may be empty. */
struct text plan_page_keep_pair(struct plan_painter *painter, struct text before,
                                struct text after);

/* `12 days late`; empty for what is not. */
struct text plan_page_keep_late(struct plan_painter *painter, const struct date *due);

/* A phrase; and one with words, kept. */
struct text plan_page_say(const struct plan_painter *painter, const char *key);
#define plan_page_phrase(painter, key, ...)                                                        \
    (phrase_with((painter)->page->phrases, (key), plan_page_words(painter), __VA_ARGS__),          \
     plan_page_keep_words(painter))

/* The next piece of a list that `;` parts which is not blank. */
bool plan_page_piece(struct text *list, struct text *piece);

/* --- plan_page_actions.c */

/* Finds the children of the plan; children as a detail: with `reference`, ids without a name are
 * told. */
void plan_page_find_children(struct plan_painter *painter);
struct plan_detail plan_page_of_children(struct plan_painter *painter, const char *label,
                                         const struct text *ids, size_t count, bool reference);

/* What a family is not told before others have been spoken to (domain/plan/plan_draft.h). */
bool plan_page_is_withheld(const struct plan_painter *painter, const struct action *action);

/* The first action of the plan that the page shows, and the one behind an action. */
const struct action *plan_page_first_shown(const struct plan_painter *painter);
const struct action *plan_page_next_shown(const struct plan_painter *painter,
                                          const struct action *action);

/* The name of an outcome, kept. */
struct text plan_page_keep_outcome(struct plan_painter *painter, struct text code);

/* Draws an action as an entry. */
void plan_page_draw_action(struct plan_painter *painter, const struct action *action,
                           bool with_outcome);

#endif
