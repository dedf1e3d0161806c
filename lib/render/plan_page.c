#include "render/plan_page.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/date_words.h"
#include "domain/owners.h"
#include "records/prose.h"
#include "render/plan_canvas.h"

struct painter {
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

/* --- Words --- */

static struct buffer *words(struct painter *painter)
{
    buffer_clear(&painter->made);
    return &painter->made;
}

static struct text keep(struct painter *painter, struct text text)
{
    buffer_clear(&painter->clean);
    privacy_clean(painter->page->privacy, &painter->clean, text);
    struct text kept = arena_copy(&painter->arena, buffer_text(&painter->clean));
    if (!buffer_failed(&painter->clean) && kept.data)
        return kept;
    painter->failed = true;
    return TEXT("");
}

/* What has been put together in words(). */
static struct text keep_words(struct painter *painter)
{
    painter->failed = painter->failed || buffer_failed(&painter->made);
    return keep(painter, buffer_text(&painter->made));
}

static struct text say(const struct painter *painter, const char *key)
{
    return phrase(painter->page->phrases, key);
}

#define keep_phrase(painter, key, ...)                                                             \
    (phrase_with((painter)->page->phrases, (key), words(painter), __VA_ARGS__), keep_words(painter))

static struct text keep_date(struct painter *painter, const struct date *date)
{
    date_words(painter->page->phrases, date, DATE_IN_FULL, words(painter));
    return keep_words(painter);
}

static struct text keep_number(struct painter *painter, uint64_t number)
{
    buffer_add_number(words(painter), number);
    return keep_words(painter);
}

/* `before, after`; either may be empty. */
static struct text keep_pair(struct painter *painter, struct text before, struct text after)
{
    buffer_add(words(painter), before);
    if (before.length > 0 && after.length > 0)
        buffer_put(&painter->made, ", ");
    buffer_add(&painter->made, after);
    return keep_words(painter);
}

/* `12 days late`; empty for what is not. */
static struct text keep_late(struct painter *painter, const struct date *due)
{
    date_day day = date_due(due);
    if (day == DATE_DAY_OPEN_END || day >= painter->page->as_of)
        return TEXT("");
    uint64_t late = (uint64_t)((int64_t)painter->page->as_of - day);
    char digits[24];
    return late == 1 ? say(painter, "due-one-late")
                     : keep_phrase(painter, "due-late", number_text(late, digits));
}

/* The next piece of a list that `;` parts which is not blank. */
static bool next_piece(struct text *list, struct text *piece)
{
    while (text_next(list, ';', piece))
        if (piece->length > 0)
            return true;
    return false;
}

/* --- Children --- */

/* Parts two names of a list. */
static void add_joint(struct painter *painter, struct buffer *to, bool last)
{
    if (!last) {
        buffer_put(to, ", ");
        return;
    }
    buffer_add_byte(to, ' ');
    buffer_add(to, say(painter, "plan-and"));
    buffer_add_byte(to, ' ');
}

/* Adds the children of a list by name, `a, b and c`; returns how many have none. Professionals are
 * told ids, too; the family those alone that it has no name for. */
static uint64_t name_children(struct painter *painter, const struct text *ids, size_t count,
                              struct buffer *named, struct buffer *unnamed)
{
    uint64_t without = 0;
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += painter->page->professionals ||
                name_book_find(painter->page->names, painter->plan->family, ids[i]).length > 0;
    for (size_t i = 0; i < count; i++) {
        struct text name = name_book_find(painter->page->names, painter->plan->family, ids[i]);
        without += name.length == 0;
        if (name.length == 0 && !painter->page->professionals) {
            if (unnamed->length > 0)
                buffer_put(unnamed, ", ");
            buffer_add(unnamed, ids[i]);
            continue;
        }
        left--;
        if (named->length > 0)
            add_joint(painter, named, left == 0);
        buffer_add(named, name.length > 0 ? name : ids[i]);
        if (name.length > 0 && painter->page->professionals) {
            buffer_put(named, " (");
            buffer_add(named, ids[i]);
            buffer_put(named, ")");
        }
    }
    return without;
}

/* Children as a detail. With `reference`, ids without a name are told. */
static struct plan_detail of_children(struct painter *painter, const char *label,
                                      const struct text *ids, size_t count, bool reference)
{
    struct plan_detail detail = {.label = say(painter, label)};
    struct buffer unnamed;
    buffer_init(&unnamed, LIMIT_OUTPUT_CELL_BYTES);
    uint64_t without = name_children(painter, ids, count, words(painter), &unnamed);
    detail.hand = without > 0 && !painter->page->professionals;
    if (detail.hand && reference) {
        if (painter->made.length > 0)
            buffer_put(&painter->made, " ");
        phrase_with(painter->page->phrases, "plan-reference-of", &painter->made,
                    buffer_text(&unnamed));
    }
    painter->failed = painter->failed || buffer_failed(&unnamed);
    buffer_release(&unnamed);
    detail.value = keep_words(painter);
    return detail;
}

static void add_child(struct painter *painter, struct text child)
{
    if (child.length > 0 && lookup_add(&painter->children, child, NULL) == LOOKUP_NONE)
        painter->failed = true;
}

/* The children of the plan: those of the people file, then those whom only actions name. */
static void find_children(struct painter *painter)
{
    struct text child, list;
    size_t at = 0;
    lookup_clear(&painter->children);
    while (name_book_child(painter->page->names, painter->plan->family, painter->page->as_of, &at,
                           &child))
        add_child(painter, child);
    for (const struct action *action = plan_first(painter->page->book, painter->plan); action;
         action = plan_behind(painter->page->book, action)) {
        add_child(painter, action->cells[ACTION_CHILD]);
        list = action->cells[ACTION_CHILDREN];
        while (next_piece(&list, &child))
            add_child(painter, child);
    }
}

static void add_detail(struct plan_entry *entry, struct plan_detail detail)
{
    if ((detail.value.length > 0 || detail.hand) && entry->detail_count < PLAN_DETAILS)
        entry->details[entry->detail_count++] = detail;
}

static void add_children(struct painter *painter, const struct action *action,
                         struct plan_entry *entry)
{
    struct lookup *all = &painter->children;
    struct text list = action->cells[ACTION_CHILDREN], child;
    struct lookup those;
    if (!painter->page->professionals && all->count == 1)
        return; /* everybody knows whom it is about */
    lookup_init(&those);
    bool fit = true;
    if (action->cells[ACTION_CHILD].length > 0)
        fit = lookup_add(&those, action->cells[ACTION_CHILD], NULL) != LOOKUP_NONE;
    while (fit && next_piece(&list, &child))
        fit = lookup_add(&those, child, NULL) != LOOKUP_NONE;
    painter->failed = painter->failed || !fit;
    if (fit && those.count > 0)
        add_detail(entry, of_children(painter, "plan-about", those.keys, those.count, true));
    lookup_release(&those);
}

/* --- Actions --- */

static const char *const flag_keys[ACTION_FLAG_COUNT] = {
    "plan-flag-action-to-agree", "plan-flag-who-to-name", "plan-flag-no-outcome",
    "plan-flag-no-service",      "plan-flag-refer-first", "plan-flag-refer-with-consent",
    "plan-flag-left-for-review",
};

/* What a family is not told before others have been spoken to (domain/plan_draft.h). */
static bool is_withheld(const struct painter *painter, const struct action *action)
{
    struct text flags = action->cells[ACTION_FLAGS];
    return !painter->page->professionals && action_has_flag(flags, FLAG_REFER_FIRST) &&
           action_has_flag(flags, FLAG_ACTION_TO_AGREE);
}

/* The first action of the plan that the page shows, and the one behind an action. */
static const struct action *shown_from(const struct painter *painter, const struct action *action)
{
    while (action && is_withheld(painter, action))
        action = plan_behind(painter->page->book, action);
    return action;
}

static const struct action *first_shown(const struct painter *painter)
{
    return shown_from(painter, plan_first(painter->page->book, painter->plan));
}

static const struct action *next_shown(const struct painter *painter, const struct action *action)
{
    return shown_from(painter, plan_behind(painter->page->book, action));
}

static struct text keep_flags(struct painter *painter, const struct action *action)
{
    struct text list = action->cells[ACTION_FLAGS], flag;
    struct buffer *made = words(painter);
    while (next_piece(&list, &flag)) {
        enum action_flag number = action_flag_named(flag);
        if (made->length > 0)
            buffer_put(made, "; ");
        buffer_add(made, number < ACTION_FLAG_COUNT ? say(painter, flag_keys[number]) : flag);
    }
    return keep_words(painter);
}

static struct text keep_needs(struct painter *painter, const struct action *action)
{
    const struct framework *framework = painter->page->framework;
    struct text list = action->cells[ACTION_NEEDS], code;
    struct buffer *made = words(painter);
    while (next_piece(&list, &code)) {
        uint32_t number = framework ? lookup_find(&framework->indicator_codes, code) : LOOKUP_NONE;
        if (made->length > 0)
            buffer_put(made, "\n");
        buffer_add(made, code);
        if (number != LOOKUP_NONE) {
            buffer_put(made, " ");
            buffer_add(made, framework->indicators[number].label);
        }
    }
    return keep_words(painter);
}

static struct text keep_outcome(struct painter *painter, struct text code)
{
    const struct outcome_set *outcomes = painter->page->outcomes;
    uint32_t number = outcomes && code.length > 0 ? outcome_set_outcome(outcomes, code)
                                                  : LOOKUP_NONE;
    if (number == LOOKUP_NONE)
        return keep(painter, code);
    const struct outcome *outcome = &outcomes->outcomes[number];
    return keep_phrase(painter, "plan-outcome-words", outcome->code,
                       outcomes->headlines[outcome->headline].name, outcome->need);
}

/* A date of the action, or the words that stand for one; empty for none. */
static struct text keep_cell_date(struct painter *painter, const struct action *action,
                                  enum action_column column, const struct date *date)
{
    struct text cell = action->cells[column];
    bool professionals = painter->page->professionals;
    if (action->row.unread & 1u << column)
        return professionals ? keep_phrase(painter, "plan-unread", cell) : keep(painter, cell);
    if (date->precision == DATE_NONE)
        return keep(painter, cell);
    struct text shown = keep_date(painter, date);
    bool ends = column == ACTION_DUE &&
                (date->precision == DATE_MONTH || date->precision == DATE_YEAR) &&
                date->start.unspecified == 0 && !date->start.uncertain && !date->start.approximate;
    return ends ? keep_phrase(painter, "plan-end-of", shown) : shown;
}

static struct text keep_state(struct painter *painter, const struct action *action)
{
    static const char *const keys[ACTION_STATUSES] = {"plan-open", "plan-in-progress", "plan-done",
                                                      "plan-cancelled", "plan-for-review"};
    const struct action_row *row = &action->row;
    if (!row->status_known && action->cells[ACTION_STATUS].length > 0)
        return keep(painter, action->cells[ACTION_STATUS]);
    if (row->status == ACTION_DONE && row->done.precision != DATE_NONE) {
        struct text day = keep_date(painter, &row->done);
        return keep_phrase(painter,
                           row->done.precision == DATE_DAY ? "plan-done-on" : "plan-done-in", day);
    }
    return say(painter, keys[row->status]);
}

static void add_for_professionals(struct painter *painter, const struct action *action,
                                  bool with_outcome, struct plan_entry *entry)
{
    add_detail(entry, (struct plan_detail){.label = say(painter, "plan-needs"),
                                           .value = keep_needs(painter, action)});
    if (with_outcome)
        add_detail(entry, (struct plan_detail){
                              .label = say(painter, "plan-outcome"),
                              .value = keep_outcome(painter, action->cells[ACTION_OUTCOME])});
    add_detail(entry, (struct plan_detail){.label = say(painter, "plan-service"),
                                           .value = keep(painter, action->cells[ACTION_SERVICE])});
    if (action->row.review.precision == DATE_NONE ||
        date_compare(&action->row.review, &painter->review) != 0)
        add_detail(entry,
                   (struct plan_detail){.label = say(painter, "plan-review"),
                                        .value = keep_cell_date(painter, action, ACTION_REVIEW_DUE,
                                                                &action->row.review)});
    add_detail(entry, (struct plan_detail){.label = say(painter, "plan-to-settle"),
                                           .value = keep_flags(painter, action)});
}

static void draw_action(struct painter *painter, const struct action *action, bool with_outcome)
{
    static const enum plan_mark marks[ACTION_STATUSES] = {
        [ACTION_OPEN] = MARK_TO_DO,      [ACTION_IN_PROGRESS] = MARK_UNDER_WAY,
        [ACTION_DONE] = MARK_DONE,       [ACTION_CANCELLED] = MARK_NOT_NEEDED,
        [ACTION_FOR_REVIEW] = MARK_LEFT,
    };
    bool professionals = painter->page->professionals;
    const struct action_row *row = &action->row;
    struct plan_entry entry = {
        .mark = marks[row->status],
        .what = keep(painter, action->cells[ACTION_TEXT]),
        .who = keep_pair(painter, action->cells[ACTION_WHO], action->cells[ACTION_AGENCY]),
        .when = keep_cell_date(painter, action, ACTION_DUE, &row->due),
        .state = keep_state(painter, action),
        .note = keep(painter, action->cells[ACTION_PROGRESS]),
    };
    if (entry.what.length == 0)
        entry.what = say(painter, "plan-no-words");
    if (entry.who.length == 0 && action_is_open(row->status))
        entry.who = say(painter, professionals ? "due-nobody" : "plan-nobody");
    if (entry.when.length == 0 && action_is_open(row->status))
        entry.when = say(painter, professionals ? "due-no-date" : "plan-no-date");
    add_children(painter, action, &entry);
    if (professionals) {
        entry.id = keep(painter, action->cells[ACTION_ID]);
        if (action_is_open(row->status))
            entry.late = keep_late(painter, &row->due);
        add_for_professionals(painter, action, with_outcome, &entry);
    } else if (row->status != ACTION_DONE && row->status != ACTION_CANCELLED) {
        add_detail(&entry,
                   (struct plan_detail){.label = say(painter, "plan-family-service"),
                                        .value = keep(painter, action->cells[ACTION_SERVICE])});
    }
    painter->way->entry(&painter->canvas, &entry);
}

/* --- Goals --- */

static bool is_left(const struct action *action)
{
    return action->row.status == ACTION_FOR_REVIEW;
}

static uint32_t number_of(const struct painter *painter, const struct action *action)
{
    return (uint32_t)(action - painter->page->book->actions);
}

/* Puts an action behind the others of its goal. */
static bool join_goal(struct painter *painter, const struct action *action)
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

static void draw_group(struct painter *painter, const struct group *group)
{
    const struct action *actions = painter->page->book->actions, *first = &actions[group->first];
    bool professionals = painter->page->professionals, named = first->cells[ACTION_GOAL].length > 0;
    bool with_outcome = group->outcomes_differ || !named;
    if (named || painter->goals.count > 1)
        painter->way->goal(
            &painter->canvas,
            named ? keep(painter, first->cells[ACTION_GOAL]) : say(painter, "plan-also"),
            professionals && !with_outcome ? keep_outcome(painter, first->cells[ACTION_OUTCOME])
                                           : TEXT(""));
    for (uint32_t at = group->first; at != PLAN_NO_ACTION; at = painter->behind[at])
        draw_action(painter, &actions[at], with_outcome);
}

static void draw_goals(struct painter *painter)
{
    lookup_clear(&painter->goals);
    for (const struct action *action = first_shown(painter); action;
         action = next_shown(painter, action))
        if (!is_left(action) && !join_goal(painter, action)) {
            painter->failed = true;
            return;
        }
    if (painter->goals.count == 0)
        return;
    uint32_t without = lookup_find(&painter->goals, TEXT(""));
    bool goals = painter->goals.count > (without != LOOKUP_NONE);
    painter->way->heading(&painter->canvas, say(painter, goals ? "plan-goals" : "plan-actions"));
    painter->way->entries(&painter->canvas, true);
    for (uint32_t i = 0; i < painter->goals.count; i++)
        if (i != without)
            draw_group(painter, &painter->groups[i]);
    if (without != LOOKUP_NONE)
        draw_group(painter, &painter->groups[without]);
    painter->way->entries(&painter->canvas, false);
}

static void draw_left(struct painter *painter)
{
    bool open = false;
    for (const struct action *action = first_shown(painter); action;
         action = next_shown(painter, action)) {
        if (!is_left(action))
            continue;
        if (!open) {
            painter->way->heading(&painter->canvas, say(painter, "plan-left"));
            painter->way->left(&painter->canvas, true);
        }
        open = true;
        draw_action(painter, action, true);
    }
    if (open)
        painter->way->left(&painter->canvas, false);
}

/* --- The plan as a whole --- */

static void take_facts(struct painter *painter)
{
    const struct plan_page *page = painter->page;
    struct text family = painter->plan->family;
    painter->facts = plan_facts_for(page->facts, family, TEXT(""));
    for (uint32_t i = 0; i < painter->children.count && !painter->facts; i++)
        painter->facts = plan_facts_for(page->facts, family, lookup_key(&painter->children, i));
    date_read(TEXT(""), &painter->start);
    date_read(TEXT(""), &painter->review);
    for (const struct action *action = first_shown(painter); action;
         action = next_shown(painter, action)) {
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
static void draw_fact(struct painter *painter, const char *label, struct text value,
                      unsigned columns)
{
    bool missing = value.length == 0;
    struct plan_detail detail = {.label = say(painter, label),
                                 .value = missing && painter->page->professionals
                                              ? say(painter, "form-not-recorded")
                                              : value,
                                 .hand = missing && !painter->page->professionals};
    painter->way->fact(&painter->canvas, &detail, columns);
}

struct tally {
    uint64_t counting, done, under_way, late, to_agree;
};

static struct tally count_actions(struct painter *painter)
{
    struct tally tally = {0};
    for (const struct action *action = first_shown(painter); action;
         action = next_shown(painter, action)) {
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

static void draw_tally(struct painter *painter, const struct tally *tally)
{
    bool professionals = painter->page->professionals;
    struct text of_all = keep_number(painter, tally->counting),
                done = keep_number(painter, tally->done),
                under_way = keep_number(painter, tally->under_way),
                late = keep_number(painter, tally->late);
    struct text value = tally->counting == 0 ? say(painter, "plan-none-yet")
                        : professionals
                            ? keep_phrase(painter, "plan-tally", done, of_all, under_way, late)
                        : tally->done == tally->counting
                            ? say(painter, "plan-all-done")
                            : keep_phrase(painter, "plan-so-many-done", done, of_all);
    draw_fact(painter, "plan-so-far", value, professionals ? 3 : 1);
}

/* Says whether anything was drawn. */
static bool draw_whose(struct painter *painter)
{
    bool professionals = painter->page->professionals;
    const struct lookup *children = &painter->children;
    struct plan_detail detail = of_children(painter, professionals ? "plan-children" : "plan-whose",
                                            children->keys, children->count, false);
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

static void draw_facts(struct painter *painter, const struct tally *tally)
{
    static const struct plan_facts nothing;
    const struct plan_facts *facts = painter->facts ? painter->facts : &nothing;
    bool professionals = painter->page->professionals;
    struct text number = professionals ? facts->plan_id : painter->plan->family;
    painter->way->facts(&painter->canvas, true);
    bool whose = draw_whose(painter);
    if (number.length > 0)
        draw_fact(painter, professionals ? "plan-number" : "plan-reference", keep(painter, number),
                  whose ? 1 : 3);
    draw_fact(painter, professionals ? "plan-lead" : "plan-family-lead",
              keep_pair(painter, facts->lead_practitioner, facts->agency), 2);
    draw_fact(painter, professionals ? "plan-contact" : "plan-family-contact",
              keep(painter, facts->contact), 1);
    draw_fact(painter, "plan-started", keep_date(painter, &painter->start), 1);
    struct text review = keep_date(painter, &painter->review);
    if (professionals)
        review = keep_pair(painter, review, keep_late(painter, &painter->review));
    draw_fact(painter, professionals ? "plan-review" : "plan-family-review", review, 1);
    if (professionals)
        draw_fact(painter, "plan-area", keep(painter, facts->area), 1);
    draw_tally(painter, tally);
    painter->way->facts(&painter->canvas, false);
}

static void draw_end(struct painter *painter)
{
    const struct plan_facts *facts = painter->facts;
    struct text lead = facts && facts->lead_practitioner.length > 0
                           ? keep(painter, facts->lead_practitioner)
                           : TEXT("");
    bool professionals = painter->page->professionals;
    struct text change = professionals     ? say(painter, "plan-change")
                         : lead.length > 0 ? keep_phrase(painter, "plan-family-change", lead)
                                           : say(painter, "plan-family-change-nobody");
    if (painter->plan->family.length == 0 && painter->children.count == 0)
        return; /* an organisation's own */
    painter->way->signatures(&painter->canvas, say(painter, "plan-signed"), change, true);
    painter->way->signature(&painter->canvas, say(painter, "plan-sign-parent"), TEXT(""));
    painter->way->signature(&painter->canvas, say(painter, "plan-sign-young"), TEXT(""));
    painter->way->signature(&painter->canvas, say(painter, "plan-sign-lead"), lead);
    painter->way->signatures(&painter->canvas, TEXT(""), TEXT(""), false);
}

/* Says which actions a family's page leaves out. */
static void tell_withheld(struct painter *painter, const struct reporter *reporter)
{
    const struct plan_book *book = painter->page->book;
    for (const struct action *action = plan_first(book, painter->plan); action;
         action = plan_behind(book, action))
        if (is_withheld(painter, action)) {
            painter->count->withheld++;
            report(reporter, place_of_line(action->file, action->line), MESSAGE_ACTION_WITHHELD);
        }
}

static void draw_plan(struct painter *painter, bool first)
{
    bool professionals = painter->page->professionals,
         organisation = painter->plan->family.length == 0;
    struct tally tally = count_actions(painter);
    struct date as_of = date_of_day(painter->page->as_of);
    find_children(painter);
    take_facts(painter);
    struct text title = organisation && painter->children.count == 0
                            ? say(painter, "plan-title-organisation")
                        : !professionals ? say(painter, "plan-family-title")
                        : organisation   ? say(painter, "plan-title-no-family")
                                       : keep_phrase(painter, "plan-title", painter->plan->family);
    struct text day = keep_date(painter, &as_of), to_agree = keep_number(painter, tally.to_agree);
    struct plan_opening opening = {.title = title, .first = first, .actions = painter->plan->count};
    if (professionals) {
        opening.intro = keep_phrase(painter, "plan-explanation", day);
        opening.notice = tally.to_agree > 0 ? keep_phrase(painter, "plan-draft", to_agree)
                                            : TEXT("");
    } else {
        opening.intro = say(painter,
                            tally.to_agree > 0 ? "plan-family-draft" : "plan-family-explanation");
        opening.notice = TEXT("");
    }
    painter->way->begin(&painter->canvas, &opening);
    draw_facts(painter, &tally);
    draw_goals(painter);
    if (tally.counting == 0)
        painter->way->say(&painter->canvas, say(painter, "plan-nothing"));
    draw_left(painter);
    draw_end(painter);
    painter->way->end(&painter->canvas);
    painter->count->plans++;
}

bool plan_page_write(const struct plan_page *page, struct output *output,
                     struct plan_page_count *count, const struct reporter *reporter)
{
    const struct plan_book *book = page->book;
    struct painter painter = {
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
        if (first_shown(&painter))
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
