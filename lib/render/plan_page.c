#include "render/plan_page_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/date_words.h"
#include "domain/plan/owners.h"
#include "records/prose.h"

/* --- Words --- */

struct buffer *plan_page_words(struct plan_painter *painter)
{
    buffer_clear(&painter->made);
    return &painter->made;
}

struct text plan_page_keep(struct plan_painter *painter, struct text text)
{
    buffer_clear(&painter->clean);
    privacy_clean(painter->page->privacy, &painter->clean, text);
    struct text kept = arena_copy(&painter->arena, buffer_text(&painter->clean));
    if (!buffer_failed(&painter->clean) && kept.data)
        return kept;
    painter->failed = true;
    return TEXT("");
}

/* What has been put together in plan_page_words(). */
struct text plan_page_keep_words(struct plan_painter *painter)
{
    painter->failed = painter->failed || buffer_failed(&painter->made);
    return plan_page_keep(painter, buffer_text(&painter->made));
}

struct text plan_page_say(const struct plan_painter *painter, const char *key)
{
    return phrase(painter->page->phrases, key);
}

struct text plan_page_keep_date(struct plan_painter *painter, const struct date *date)
{
    date_words(painter->page->phrases, date, DATE_IN_FULL, plan_page_words(painter));
    return plan_page_keep_words(painter);
}

static struct text keep_number(struct plan_painter *painter, uint64_t number)
{
    buffer_add_number(plan_page_words(painter), number);
    return plan_page_keep_words(painter);
}

struct text plan_page_keep_pair(struct plan_painter *painter, struct text before, struct text after)
{
    buffer_add(plan_page_words(painter), before);
    if (before.length > 0 && after.length > 0)
        buffer_put(&painter->made, ", ");
    buffer_add(&painter->made, after);
    return plan_page_keep_words(painter);
}

struct text plan_page_keep_late(struct plan_painter *painter, const struct date *due)
{
    date_day day = date_due(due);
    if (day == DATE_DAY_OPEN_END || day >= painter->page->as_of)
        return TEXT("");
    uint64_t late = (uint64_t)((int64_t)painter->page->as_of - day);
    char digits[24];
    return late == 1 ? plan_page_say(painter, "due-one-late")
                     : plan_page_phrase(painter, "due-late", number_text(late, digits));
}

bool plan_page_piece(struct text *list, struct text *piece)
{
    while (text_next(list, ';', piece))
        if (piece->length > 0)
            return true;
    return false;
}

/* --- Goals --- */

static bool is_left(const struct action *action)
{
    return action->row.status == ACTION_FOR_REVIEW;
}

static uint32_t number_of(const struct plan_painter *painter, const struct action *action)
{
    return (uint32_t)(action - painter->page->book->actions);
}

/* Puts an action behind the others of its goal. */
static bool join_goal(struct plan_painter *painter, const struct action *action)
{
    bool added;
    void *groups = painter->groups;
    buffer_clear(&painter->made);
    if (!owner_key(action->cells[ACTION_GOAL], &painter->made))
        return false;
    uint32_t goal = lookup_add(&painter->goals, buffer_text(&painter->made), &added),
             number = number_of(painter, action);
    if (goal == LOOKUP_NONE || !memory_reserve(&groups, &painter->group_capacity, (size_t)goal + 1,
                                               sizeof *painter->groups))
        return false;
    painter->groups = groups;
    struct group *group = &painter->groups[goal];
    painter->behind[number] = PLAN_NO_ACTION;
    if (added) {
        *group = (struct group){number, number, false};
        return true;
    }
    painter->behind[group->last] = number;
    group->last = number;
    group->outcomes_differ = group->outcomes_differ ||
                             !text_equal_folded(
                                 painter->page->book->actions[group->first].cells[ACTION_OUTCOME],
                                 action->cells[ACTION_OUTCOME]);
    return true;
}

static void draw_group(struct plan_painter *painter, const struct group *group)
{
    const struct action *actions = painter->page->book->actions, *first = &actions[group->first];
    bool professionals = painter->page->professionals, named = first->cells[ACTION_GOAL].length > 0;
    bool with_outcome = group->outcomes_differ || !named;
    if (named || painter->goals.count > 1)
        painter->way->goal(&painter->canvas,
                           named ? plan_page_keep(painter, first->cells[ACTION_GOAL])
                                 : plan_page_say(painter, "plan-also"),
                           professionals && !with_outcome
                               ? plan_page_keep_outcome(painter, first->cells[ACTION_OUTCOME])
                               : TEXT(""));
    for (uint32_t at = group->first; at != PLAN_NO_ACTION; at = painter->behind[at])
        plan_page_draw_action(painter, &actions[at], with_outcome);
}

static void draw_goals(struct plan_painter *painter)
{
    lookup_clear(&painter->goals);
    for (const struct action *action = plan_page_first_shown(painter); action;
         action = plan_page_next_shown(painter, action))
        if (!is_left(action) && !join_goal(painter, action)) {
            painter->failed = true;
            return;
        }
    if (painter->goals.count == 0)
        return;
    uint32_t without = lookup_find(&painter->goals, TEXT(""));
    bool goals = painter->goals.count > (without != LOOKUP_NONE);
    painter->way->heading(&painter->canvas,
                          plan_page_say(painter, goals ? "plan-goals" : "plan-actions"));
    painter->way->entries(&painter->canvas, true);
    for (uint32_t i = 0; i < painter->goals.count; i++)
        if (i != without)
            draw_group(painter, &painter->groups[i]);
    if (without != LOOKUP_NONE)
        draw_group(painter, &painter->groups[without]);
    painter->way->entries(&painter->canvas, false);
}

static void draw_left(struct plan_painter *painter)
{
    bool open = false;
    for (const struct action *action = plan_page_first_shown(painter); action;
         action = plan_page_next_shown(painter, action)) {
        if (!is_left(action))
            continue;
        if (!open) {
            painter->way->heading(&painter->canvas, plan_page_say(painter, "plan-left"));
            painter->way->left(&painter->canvas, true);
        }
        open = true;
        plan_page_draw_action(painter, action, true);
    }
    if (open)
        painter->way->left(&painter->canvas, false);
}

/* --- The plan as a whole --- */

static void take_facts(struct plan_painter *painter)
{
    const struct plan_page *page = painter->page;
    struct text family = painter->plan->family;
    painter->facts = plan_facts_for(page->facts, family, TEXT(""));
    for (uint32_t i = 0; i < painter->children.count && !painter->facts; i++)
        painter->facts = plan_facts_for(page->facts, family, lookup_key(&painter->children, i));
    date_read(TEXT(""), &painter->start);
    date_read(TEXT(""), &painter->review);
    for (const struct action *action = plan_page_first_shown(painter); action;
         action = plan_page_next_shown(painter, action)) {
        const struct date *review = &action->row.review;
        if (date_compare(&action->row.start, &painter->start) < 0)
            painter->start = action->row.start;
        if (review->precision == DATE_NONE)
            continue;
        /* The next that is to come; when none is, the last. */
        bool to_come = date_due(review) >= page->as_of,
             other = painter->review.precision != DATE_NONE,
             other_to_come = other && date_due(&painter->review) >= page->as_of;
        int order = other ? date_compare(review, &painter->review) : 0;
        if (!other || (to_come && (!other_to_come || order < 0)) ||
            (!to_come && !other_to_come && order > 0))
            painter->review = *review;
    }
    if (painter->facts && painter->facts->start.precision != DATE_NONE)
        painter->start = painter->facts->start;
    if (painter->facts && painter->facts->review_due.precision != DATE_NONE)
        painter->review = painter->facts->review_due;
}

/* What is not known is left to be written by hand on a family's page, and said on the other. */
static void draw_fact(struct plan_painter *painter, const char *label, struct text value,
                      unsigned columns)
{
    bool missing = value.length == 0;
    struct plan_detail detail = {.label = plan_page_say(painter, label),
                                 .value = missing && painter->page->professionals
                                              ? plan_page_say(painter, "form-not-recorded")
                                              : value,
                                 .hand = missing && !painter->page->professionals};
    painter->way->fact(&painter->canvas, &detail, columns);
}

struct tally {
    uint64_t counting, done, under_way, late, to_agree;
};

static struct tally count_actions(struct plan_painter *painter)
{
    struct tally tally = {0};
    for (const struct action *action = plan_page_first_shown(painter); action;
         action = plan_page_next_shown(painter, action)) {
        const struct action_row *row = &action->row;
        date_day due = date_due(&row->due);
        painter->count->actions++;
        painter->count->left += is_left(action);
        tally.to_agree += action_has_flag(action->cells[ACTION_FLAGS], FLAG_ACTION_TO_AGREE);
        if (is_left(action) || row->status == ACTION_CANCELLED)
            continue;
        tally.counting++;
        tally.done += row->status == ACTION_DONE;
        tally.under_way += row->status == ACTION_IN_PROGRESS;
        tally.late += action_is_open(row->status) && due != DATE_DAY_OPEN_END &&
                      due < painter->page->as_of;
    }
    painter->count->done += tally.done;
    painter->count->late += tally.late;
    return tally;
}

static void draw_tally(struct plan_painter *painter, const struct tally *tally)
{
    bool professionals = painter->page->professionals;
    struct text of_all = keep_number(painter, tally->counting),
                done = keep_number(painter, tally->done),
                under_way = keep_number(painter, tally->under_way),
                late = keep_number(painter, tally->late);
    struct text value = tally->counting == 0 ? plan_page_say(painter, "plan-none-yet")
                        : professionals
                            ? plan_page_phrase(painter, "plan-tally", done, of_all, under_way, late)
                        : tally->done == tally->counting
                            ? plan_page_say(painter, "plan-all-done")
                            : plan_page_phrase(painter, "plan-so-many-done", done, of_all);
    draw_fact(painter, "plan-so-far", value, professionals ? 3 : 1);
}

/* Says whether anything was drawn. */
static bool draw_whose(struct plan_painter *painter)
{
    bool professionals = painter->page->professionals;
    const struct lookup *children = &painter->children;
    struct plan_detail detail = plan_page_of_children(
        painter, professionals ? "plan-children" : "plan-whose", children->keys, children->count,
        false);
    for (uint32_t i = 0; i < children->count; i++)
        painter->count->unnamed += name_book_find(painter->page->names, painter->plan->family,
                                                  lookup_key(children, i))
                                       .length == 0;
    if (children->count == 0 && (professionals || painter->plan->family.length == 0))
        return false;
    detail.hand = detail.hand || children->count == 0;
    painter->way->fact(&painter->canvas, &detail, 2);
    return true;
}

static void draw_facts(struct plan_painter *painter, const struct tally *tally)
{
    static const struct plan_facts nothing;
    const struct plan_facts *facts = painter->facts ? painter->facts : &nothing;
    bool professionals = painter->page->professionals;
    struct text number = professionals ? facts->plan_id : painter->plan->family;
    painter->way->facts(&painter->canvas, true);
    bool whose = draw_whose(painter);
    if (number.length > 0)
        draw_fact(painter, professionals ? "plan-number" : "plan-reference",
                  plan_page_keep(painter, number), whose ? 1 : 3);
    draw_fact(painter, professionals ? "plan-lead" : "plan-family-lead",
              plan_page_keep_pair(painter, facts->lead_practitioner, facts->agency), 2);
    draw_fact(painter, professionals ? "plan-contact" : "plan-family-contact",
              plan_page_keep(painter, facts->contact), 1);
    draw_fact(painter, "plan-started", plan_page_keep_date(painter, &painter->start), 1);
    struct text review = plan_page_keep_date(painter, &painter->review);
    if (professionals)
        review = plan_page_keep_pair(painter, review,
                                     plan_page_keep_late(painter, &painter->review));
    draw_fact(painter, professionals ? "plan-review" : "plan-family-review", review, 1);
    if (professionals)
        draw_fact(painter, "plan-area", plan_page_keep(painter, facts->area), 1);
    draw_tally(painter, tally);
    painter->way->facts(&painter->canvas, false);
}

static void draw_end(struct plan_painter *painter)
{
    const struct plan_facts *facts = painter->facts;
    struct text lead = facts && facts->lead_practitioner.length > 0
                           ? plan_page_keep(painter, facts->lead_practitioner)
                           : TEXT("");
    bool professionals = painter->page->professionals;
    struct text change = professionals     ? plan_page_say(painter, "plan-change")
                         : lead.length > 0 ? plan_page_phrase(painter, "plan-family-change", lead)
                                           : plan_page_say(painter, "plan-family-change-nobody");
    if (painter->plan->family.length == 0 && painter->children.count == 0)
        return; /* an organisation's own */
    painter->way->signatures(&painter->canvas, plan_page_say(painter, "plan-signed"), change, true);
    painter->way->signature(&painter->canvas, plan_page_say(painter, "plan-sign-parent"), TEXT(""));
    painter->way->signature(&painter->canvas, plan_page_say(painter, "plan-sign-young"), TEXT(""));
    painter->way->signature(&painter->canvas, plan_page_say(painter, "plan-sign-lead"), lead);
    painter->way->signatures(&painter->canvas, TEXT(""), TEXT(""), false);
}

/* Says which actions a family's page leaves out. */
static void tell_withheld(struct plan_painter *painter, const struct reporter *reporter)
{
    const struct plan_book *book = painter->page->book;
    for (const struct action *action = plan_first(book, painter->plan); action;
         action = plan_behind(book, action))
        if (plan_page_is_withheld(painter, action)) {
            painter->count->withheld++;
            report(reporter, place_of_line(action->file, action->line), MESSAGE_ACTION_WITHHELD);
        }
}

static void draw_plan(struct plan_painter *painter, bool first)
{
    bool professionals = painter->page->professionals,
         organisation = painter->plan->family.length == 0;
    struct tally tally = count_actions(painter);
    struct date as_of = date_of_day(painter->page->as_of);
    plan_page_find_children(painter);
    take_facts(painter);
    struct text title = organisation && painter->children.count == 0
                            ? plan_page_say(painter, "plan-title-organisation")
                        : !professionals ? plan_page_say(painter, "plan-family-title")
                        : organisation
                            ? plan_page_say(painter, "plan-title-no-family")
                            : plan_page_phrase(painter, "plan-title", painter->plan->family);
    struct text day = plan_page_keep_date(painter, &as_of),
                to_agree = keep_number(painter, tally.to_agree);
    struct plan_opening opening = {.title = title, .first = first, .actions = painter->plan->count};
    if (professionals) {
        opening.intro = plan_page_phrase(painter, "plan-explanation", day);
        opening.notice = tally.to_agree > 0 ? plan_page_phrase(painter, "plan-draft", to_agree)
                                            : TEXT("");
    } else {
        opening.intro = plan_page_say(painter, tally.to_agree > 0 ? "plan-family-draft"
                                                                  : "plan-family-explanation");
        opening.notice = TEXT("");
    }
    painter->way->begin(&painter->canvas, &opening);
    draw_facts(painter, &tally);
    draw_goals(painter);
    if (tally.counting == 0)
        painter->way->say(&painter->canvas, plan_page_say(painter, "plan-nothing"));
    draw_left(painter);
    draw_end(painter);
    painter->way->end(&painter->canvas);
    painter->count->plans++;
}

bool plan_page_write(const struct plan_page *page, struct output *output,
                     struct plan_page_count *count, const struct reporter *reporter)
{
    const struct plan_book *book = page->book;
    struct plan_painter painter = {
        .page = page,
        .way = page->html ? &plan_as_html : &plan_as_text,
        .canvas = {.output = output,
                   .phrases = page->phrases,
                   .width = page->width,
                   .professionals = page->professionals,
                   .several = book->plan_count > 1},
        .count = count,
        .behind = memory_new(book->action_count + 1, sizeof *painter.behind),
    };
    *count = (struct plan_page_count){.plans = 0};
    painter.failed = painter.behind == NULL;
    buffer_init(&painter.made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&painter.clean, LIMIT_OUTPUT_CELL_BYTES);
    lookup_init(&painter.goals);
    lookup_init(&painter.children);
    for (size_t i = 0; i < book->plan_count && !painter.failed && !output->failed; i++) {
        arena_init(&painter.arena);
        painter.plan = &book->plans[i];
        tell_withheld(&painter, reporter);
        if (plan_page_first_shown(&painter))
            draw_plan(&painter, count->plans == 0);
        arena_release(&painter.arena);
    }
    if (count->plans > 0)
        painter.way->done(&painter.canvas);
    lookup_release(&painter.children);
    lookup_release(&painter.goals);
    buffer_release(&painter.clean);
    buffer_release(&painter.made);
    memory_free(painter.groups);
    memory_free(painter.behind);
    if (painter.failed)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return !output->failed;
}
