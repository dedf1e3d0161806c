#include "domain/plan/plan_cover.h"

#include "base/memory.h"
#include "domain/plan/services.h"

/* Digits of an action's number: a longer one is no count. */
enum { NUMBER_DIGITS = 6 };

/* Rows that name no family are about a child: they are found by that, or each child would be looked
 * for among all of them. */
static bool index_children(struct plan_cover *cover)
{
    const struct plan_book *book = cover->book;
    const struct plan *plan = book ? plan_book_find(book, TEXT("")) : NULL;
    if (!plan)
        return true;
    cover->first_of = memory_new(plan->count, sizeof *cover->first_of);
    cover->next_of = memory_new(book->action_count, sizeof *cover->next_of);
    if (!cover->first_of || !cover->next_of)
        return false;
    for (const struct action *action = plan_first(book, plan); action;
         action = plan_behind(book, action)) {
        bool added;
        uint32_t child = lookup_add(&cover->children, action->cells[ACTION_CHILD], &added),
                 number = (uint32_t)(action - book->actions);
        if (child == LOOKUP_NONE)
            return false;
        cover->next_of[number] = added ? PLAN_NO_ACTION : cover->first_of[child];
        cover->first_of[child] = number;
    }
    return true;
}

bool plan_cover_init(struct plan_cover *cover, const struct framework *framework,
                     const struct outcome_set *outcomes, const struct plan_book *book,
                     const struct reporter *reporter)
{
    *cover = (struct plan_cover){.framework = framework, .outcomes = outcomes, .book = book};
    lookup_init(&cover->children);
    cover->by_indicator = memory_new(framework->indicator_count + 1, 1);
    cover->by_outcome = memory_new(outcomes->outcome_count + 1, 1);
    return (cover->by_indicator && cover->by_outcome && index_children(cover)) ||
           report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void plan_cover_release(struct plan_cover *cover)
{
    memory_free(cover->by_indicator);
    memory_free(cover->by_outcome);
    memory_free(cover->first_of);
    memory_free(cover->next_of);
    lookup_release(&cover->children);
    *cover = (struct plan_cover){.book = NULL};
}

static const struct action *first_action(const struct plan_cover *cover, struct text family,
                                         struct text child)
{
    if (!cover->book)
        return NULL;
    if (family.length > 0) {
        const struct plan *plan = plan_book_find(cover->book, family);
        return plan ? plan_first(cover->book, plan) : NULL;
    }
    uint32_t number = lookup_find(&cover->children, child);
    return number == LOOKUP_NONE ? NULL : &cover->book->actions[cover->first_of[number]];
}

static const struct action *action_behind(const struct plan_cover *cover, struct text family,
                                          const struct action *action)
{
    if (family.length > 0)
        return plan_behind(cover->book, action);
    uint32_t next = cover->next_of[action - cover->book->actions];
    return next == PLAN_NO_ACTION ? NULL : &cover->book->actions[next];
}

static uint64_t number_of(struct text id)
{
    uint64_t number = 0;
    if (id.length > 0 && (id.data[0] == 'A' || id.data[0] == 'a'))
        id = text_part(id, 1, id.length);
    if (id.length <= NUMBER_DIGITS)
        text_to_unsigned(id, 0, UINT32_MAX, &number);
    return number;
}

static void mark(struct plan_cover *cover, const struct action *action)
{
    struct text rest = action->cells[ACTION_NEEDS], code;
    uint8_t bits = action_is_open(action->row.status) ? PLAN_COVERED | PLAN_COVERED_OPEN
                                                      : PLAN_COVERED;
    uint32_t found;
    while (codes_next(&rest, &code))
        if ((found = framework_indicator(cover->framework, code)) != LOOKUP_NONE)
            cover->by_indicator[found] |= bits;
    rest = action->cells[ACTION_OUTCOME];
    while (codes_next(&rest, &code))
        if ((found = outcome_set_outcome(cover->outcomes, code)) != LOOKUP_NONE)
            cover->by_outcome[found] |= bits;
}

void plan_cover_family(struct plan_cover *cover, struct text family, struct text child)
{
    memset(cover->by_indicator, 0, cover->framework->indicator_count);
    memset(cover->by_outcome, 0, cover->outcomes->outcome_count);
    cover->highest = 0;
    for (const struct action *action = first_action(cover, family, child); action;
         action = action_behind(cover, family, action)) {
        uint64_t number = number_of(action->cells[ACTION_ID]);
        if (number > cover->highest)
            cover->highest = number;
        if (action->row.status != ACTION_CANCELLED)
            mark(cover, action);
    }
}

unsigned plan_cover_indicator(const struct plan_cover *cover, uint32_t indicator)
{
    return cover->by_indicator[indicator];
}

unsigned plan_cover_outcome(const struct plan_cover *cover, uint32_t outcome)
{
    return outcome == LOOKUP_NONE ? 0 : cover->by_outcome[outcome];
}
