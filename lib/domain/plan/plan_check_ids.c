/* Ids, families, outcomes. */
#include "base/memory.h"
#include "domain/plan/plan_check_private.h"
#include "domain/plan/plan_words.h"

bool plan_check_add_key(struct plan_check *check, struct text text)
{
    if (plan_words_key(text, &check->key))
        return true;
    plan_check_no_memory(check);
    return false;
}

/* Whether another action of the family has the id; an action that stands for each child is one. */
void plan_check_id(struct plan_check *check, const struct action *action)
{
    struct text id = plan_check_cell(action, ACTION_ID),
                family = plan_check_cell(action, ACTION_FAMILY);
    uint32_t number = (uint32_t)(action - check->book.actions);
    bool added;
    if (id.length == 0)
        return;
    buffer_clear(&check->key);
    buffer_add(&check->key, family.length > 0 ? family : plan_check_cell(action, ACTION_CHILD));
    buffer_put(&check->key, "\n");
    buffer_add(&check->key, id);
    uint32_t place = buffer_failed(&check->key)
                         ? LOOKUP_NONE
                         : lookup_add(&check->ids, buffer_text(&check->key), &added);
    void *holders = check->holders;
    if (place == LOOKUP_NONE || !memory_reserve(&holders, &check->holder_capacity,
                                                (size_t)place + 1, sizeof *check->holders)) {
        plan_check_no_memory(check);
        return;
    }
    check->holders = holders;
    if (added) {
        check->holders[place] = number;
        return;
    }
    const struct action *first = &check->book.actions[check->holders[place]];
    if (!text_equal(plan_check_cell(first, ACTION_CHILD), plan_check_cell(action, ACTION_CHILD)) &&
        text_equal(plan_check_cell(first, ACTION_TEXT), plan_check_cell(action, ACTION_TEXT))) {
        check->repeats[number] = true;
        return;
    }
    struct subject subject = plan_check_subject(check, action);
    buffer_clear(&check->words);
    plan_check_add(check, &subject, PLAN_DUPLICATE_ID, "action_id", first->line, 0);
}

/* A row without family in a file in which others name theirs. Rows of a file stand together. */
void plan_check_families(struct plan_check *check)
{
    const struct plan_book *book = &check->book;
    for (size_t i = 0, end; i < book->action_count; i = end) {
        bool named = false;
        for (end = i; end < book->action_count && book->actions[end].file == book->actions[i].file;
             end++)
            named = named || plan_check_cell(&book->actions[end], ACTION_FAMILY).length > 0;
        for (size_t j = i; j < end && named; j++) {
            struct subject subject = plan_check_subject(check, &book->actions[j]);
            if (subject.family.length == 0)
                plan_check_found(check, &subject, PLAN_NO_FAMILY, "family_id");
        }
    }
}

static bool has_digit(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] >= '0' && text.data[i] <= '9')
            return true;
    return false;
}

/* What stands before the first hyphen of a code. */
static struct text code_head(struct text code)
{
    const char *hyphen = code.length > 0 ? memchr(code.data, '-', code.length) : NULL;
    return hyphen ? text_part(code, 0, (size_t)(hyphen - code.data)) : code;
}

struct text plan_check_outcome_at(const void *outcomes, size_t i)
{
    return ((const struct outcome_set *)outcomes)->outcomes[i].code;
}

/* A cell may tell its outcome in words: what is short and has a digit, or starts like the codes
 * of the set, is meant for a code. */
static bool looks_like_code(const struct outcome_set *outcomes, struct text piece)
{
    enum { MOST = 12 };
    struct text head = outcomes->outcome_count > 0 ? code_head(plan_check_outcome_at(outcomes, 0))
                                                   : TEXT("");
    return piece.length > 0 && piece.length <= MOST &&
           (has_digit(piece) || (head.length > 0 && text_starts_folded(piece, head) &&
                                 (piece.length == head.length || piece.data[head.length] == '-')));
}

/* The code that a piece lacks no more than its head of (`2.2` for `SF-2.2`), or the nearest. */
static size_t nearest_outcome(const struct outcome_set *outcomes, struct text piece)
{
    for (size_t i = 0; i < outcomes->outcome_count; i++) {
        struct text code = plan_check_outcome_at(outcomes, i), head = code_head(code);
        if (text_equal_folded(text_part(code, head.length + 1, SIZE_MAX), piece))
            return i;
    }
    return text_nearest(piece, outcomes->outcome_count, plan_check_outcome_at, outcomes);
}

void plan_check_outcome(struct plan_check *check, const struct subject *subject, struct text rest)
{
    const struct outcome_set *outcomes = check->request->outcomes;
    struct text piece;
    buffer_clear(&check->words);
    bool unknown = false;
    while (text_next(&rest, ';', &piece)) {
        if (!looks_like_code(outcomes, piece) ||
            outcome_set_outcome(outcomes, piece) != LOOKUP_NONE)
            continue;
        size_t nearest = nearest_outcome(outcomes, piece);
        if (nearest < outcomes->outcome_count && !unknown)
            phrase_with(check->request->phrases, "plan-nearest", &check->words,
                        plan_check_outcome_at(outcomes, nearest));
        unknown = true;
    }
    if (unknown)
        plan_check_add(check, subject, PLAN_UNKNOWN_OUTCOME, "outcome", 0, 0);
}
