/* The children and the actions of a plan. */
#include "base/limits.h"
#include "render/plan_page_private.h"

/* --- Children --- */

/* Parts two names of a list. */
static void add_joint(struct plan_painter *painter, struct buffer *to, bool last)
{
    if (!last) {
        buffer_put(to, ", ");
        return;
    }
    buffer_add_byte(to, ' ');
    buffer_add(to, plan_page_say(painter, "plan-and"));
    buffer_add_byte(to, ' ');
}

/* Adds the children of a list by name, `a, b and c`; returns how many have none. Professionals are
 * told ids, too; the family those alone that it has no name for. */
static uint64_t name_children(struct plan_painter *painter, const struct text *ids, size_t count,
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

struct plan_detail plan_page_of_children(struct plan_painter *painter, const char *label,
                                         const struct text *ids, size_t count, bool reference)
{
    struct plan_detail detail = {.label = plan_page_say(painter, label)};
    struct buffer unnamed;
    buffer_init(&unnamed, LIMIT_OUTPUT_CELL_BYTES);
    uint64_t without = name_children(painter, ids, count, plan_page_words(painter), &unnamed);
    detail.hand = without > 0 && !painter->page->professionals;
    if (detail.hand && reference) {
        bool others = painter->made.length > 0;
        if (others)
            buffer_put(&painter->made, " ");
        phrase_with(painter->page->phrases,
                    others ? "plan-reference-of-others" : "plan-reference-of", &painter->made,
                    buffer_text(&unnamed));
    }
    painter->failed = painter->failed || buffer_failed(&unnamed);
    buffer_release(&unnamed);
    detail.value = plan_page_keep_words(painter);
    return detail;
}

static void add_child(struct plan_painter *painter, struct text child)
{
    if (child.length > 0 && lookup_add(&painter->children, child, NULL) == LOOKUP_NONE)
        painter->failed = true;
}

/* The children of the plan: those of the people file, then those whom only actions name. */
void plan_page_find_children(struct plan_painter *painter)
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
        while (plan_page_piece(&list, &child))
            add_child(painter, child);
    }
}

static void add_detail(struct plan_entry *entry, struct plan_detail detail)
{
    if ((detail.value.length > 0 || detail.hand) && entry->detail_count < PLAN_DETAILS)
        entry->details[entry->detail_count++] = detail;
}

static void add_children(struct plan_painter *painter, const struct action *action,
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
    while (fit && plan_page_piece(&list, &child))
        fit = lookup_add(&those, child, NULL) != LOOKUP_NONE;
    painter->failed = painter->failed || !fit;
    if (fit && those.count > 0)
        add_detail(entry,
                   plan_page_of_children(painter, "plan-about", those.keys, those.count, true));
    lookup_release(&those);
}

/* --- Actions --- */

static const char *const flag_keys[ACTION_FLAG_COUNT] = {
    "plan-flag-action-to-agree", "plan-flag-who-to-name", "plan-flag-no-outcome",
    "plan-flag-no-service",      "plan-flag-refer-first", "plan-flag-refer-with-consent",
    "plan-flag-left-for-review",
};

bool plan_page_is_withheld(const struct plan_painter *painter, const struct action *action)
{
    struct text flags = action->cells[ACTION_FLAGS];
    return !painter->page->professionals && action_has_flag(flags, FLAG_REFER_FIRST) &&
           action_has_flag(flags, FLAG_ACTION_TO_AGREE);
}

/* The first action of the plan that the page shows, and the one behind an action. */
static const struct action *shown_from(const struct plan_painter *painter,
                                       const struct action *action)
{
    while (action && plan_page_is_withheld(painter, action))
        action = plan_behind(painter->page->book, action);
    return action;
}

const struct action *plan_page_first_shown(const struct plan_painter *painter)
{
    return shown_from(painter, plan_first(painter->page->book, painter->plan));
}

const struct action *plan_page_next_shown(const struct plan_painter *painter,
                                          const struct action *action)
{
    return shown_from(painter, plan_behind(painter->page->book, action));
}

static struct text keep_flags(struct plan_painter *painter, const struct action *action)
{
    struct text list = action->cells[ACTION_FLAGS], flag;
    struct buffer *made = plan_page_words(painter);
    while (plan_page_piece(&list, &flag)) {
        enum action_flag number = action_flag_named(flag);
        if (made->length > 0)
            buffer_put(made, "; ");
        buffer_add(made,
                   number < ACTION_FLAG_COUNT ? plan_page_say(painter, flag_keys[number]) : flag);
    }
    return plan_page_keep_words(painter);
}

static struct text keep_needs(struct plan_painter *painter, const struct action *action)
{
    const struct framework *framework = painter->page->framework;
    struct text list = action->cells[ACTION_NEEDS], code;
    struct buffer *made = plan_page_words(painter);
    while (plan_page_piece(&list, &code)) {
        uint32_t number = framework ? lookup_find(&framework->indicator_codes, code) : LOOKUP_NONE;
        if (made->length > 0)
            buffer_put(made, "\n");
        buffer_add(made, code);
        if (number != LOOKUP_NONE) {
            buffer_put(made, " ");
            buffer_add(made, framework->indicators[number].label);
        }
    }
    return plan_page_keep_words(painter);
}

struct text plan_page_keep_outcome(struct plan_painter *painter, struct text code)
{
    const struct outcome_set *outcomes = painter->page->outcomes;
    uint32_t number = outcomes && code.length > 0 ? outcome_set_outcome(outcomes, code)
                                                  : LOOKUP_NONE;
    if (number == LOOKUP_NONE)
        return plan_page_keep(painter, code);
    const struct outcome *outcome = &outcomes->outcomes[number];
    return plan_page_phrase(painter, "plan-outcome-words", outcome->code,
                            outcomes->headlines[outcome->headline].name, outcome->need);
}

/* A date of the action, or the words that stand for one; empty for none. */
static struct text keep_cell_date(struct plan_painter *painter, const struct action *action,
                                  enum action_column column, const struct date *date)
{
    struct text cell = action->cells[column];
    bool professionals = painter->page->professionals;
    if (action->row.unread & 1u << column)
        return professionals ? plan_page_phrase(painter, "plan-unread", cell)
                             : plan_page_keep(painter, cell);
    if (date->precision == DATE_NONE)
        return plan_page_keep(painter, cell);
    struct text shown = plan_page_keep_date(painter, date);
    bool ends = column == ACTION_DUE &&
                (date->precision == DATE_MONTH || date->precision == DATE_YEAR) &&
                date->start.unspecified == 0 && !date->start.uncertain && !date->start.approximate;
    return ends ? plan_page_phrase(painter, "plan-end-of", shown) : shown;
}

static struct text keep_state(struct plan_painter *painter, const struct action *action)
{
    static const char *const keys[ACTION_STATUSES] = {"plan-open", "plan-in-progress", "plan-done",
                                                      "plan-cancelled", "plan-for-review"};
    const struct action_row *row = &action->row;
    if (!row->status_known && action->cells[ACTION_STATUS].length > 0)
        return plan_page_keep(painter, action->cells[ACTION_STATUS]);
    if (row->status == ACTION_DONE && row->done.precision != DATE_NONE) {
        struct text day = plan_page_keep_date(painter, &row->done);
        return plan_page_phrase(
            painter, row->done.precision == DATE_DAY ? "plan-done-on" : "plan-done-in", day);
    }
    return plan_page_say(painter, keys[row->status]);
}

static void add_for_professionals(struct plan_painter *painter, const struct action *action,
                                  bool with_outcome, struct plan_entry *entry)
{
    add_detail(entry, (struct plan_detail){.label = plan_page_say(painter, "plan-needs"),
                                           .value = keep_needs(painter, action)});
    if (with_outcome)
        add_detail(entry, (struct plan_detail){.label = plan_page_say(painter, "plan-outcome"),
                                               .value = plan_page_keep_outcome(
                                                   painter, action->cells[ACTION_OUTCOME])});
    add_detail(entry, (struct plan_detail){
                          .label = plan_page_say(painter, "plan-service"),
                          .value = plan_page_keep(painter, action->cells[ACTION_SERVICE])});
    if (action->row.review.precision == DATE_NONE ||
        date_compare(&action->row.review, &painter->review) != 0)
        add_detail(entry,
                   (struct plan_detail){.label = plan_page_say(painter, "plan-review"),
                                        .value = keep_cell_date(painter, action, ACTION_REVIEW_DUE,
                                                                &action->row.review)});
    add_detail(entry, (struct plan_detail){.label = plan_page_say(painter, "plan-to-settle"),
                                           .value = keep_flags(painter, action)});
}

void plan_page_draw_action(struct plan_painter *painter, const struct action *action,
                           bool with_outcome)
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
        .what = plan_page_keep(painter, action->cells[ACTION_TEXT]),
        .who = plan_page_keep_pair(painter, action->cells[ACTION_WHO],
                                   action->cells[ACTION_AGENCY]),
        .when = keep_cell_date(painter, action, ACTION_DUE, &row->due),
        .state = keep_state(painter, action),
        .note = plan_page_keep(painter, action->cells[ACTION_PROGRESS]),
    };
    if (entry.what.length == 0)
        entry.what = plan_page_say(painter, "plan-no-words");
    if (entry.who.length == 0 && action_is_open(row->status))
        entry.who = plan_page_say(painter, professionals ? "due-nobody" : "plan-nobody");
    if (entry.when.length == 0 && action_is_open(row->status))
        entry.when = plan_page_say(painter, professionals ? "due-no-date" : "plan-no-date");
    add_children(painter, action, &entry);
    if (professionals) {
        entry.id = plan_page_keep(painter, action->cells[ACTION_ID]);
        if (action_is_open(row->status))
            entry.late = plan_page_keep_late(painter, &row->due);
        add_for_professionals(painter, action, with_outcome, &entry);
    } else if (row->status != ACTION_DONE && row->status != ACTION_CANCELLED) {
        add_detail(&entry, (struct plan_detail){
                               .label = plan_page_say(painter, "plan-family-service"),
                               .value = plan_page_keep(painter, action->cells[ACTION_SERVICE])});
    }
    painter->way->entry(&painter->canvas, &entry);
}
