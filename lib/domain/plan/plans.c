#include "domain/plan/plans.h"

#include "base/memory.h"
#include "domain/threshold/decisions.h"

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* The plan of the row's family, made when there is none. NULL when there is no memory. */
static struct plan *plan_of(struct plan_book *book, struct text family)
{
    bool added;
    uint32_t number = lookup_add(&book->families, family, &added);
    void *plans = book->plans;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&plans, &book->plan_capacity, (size_t)number + 1, sizeof *book->plans))
        return NULL;
    book->plans = plans;
    if (added) {
        book->plans[number] = (struct plan){.family = lookup_key(&book->families, number),
                                            .first = PLAN_NO_ACTION,
                                            .last = PLAN_NO_ACTION};
        book->plan_count = (size_t)number + 1;
    }
    return &book->plans[number];
}

static bool hold(struct plan_book *book, struct action_rows *rows, const struct action_row *row)
{
    struct plan *plan = plan_of(book, action_rows_cell(rows, ACTION_FAMILY));
    void *actions = book->actions;
    if (!plan || book->action_count >= PLAN_NO_ACTION ||
        !memory_reserve(&actions, &book->action_capacity, book->action_count + 1,
                        sizeof *book->actions))
        return false;
    book->actions = actions;
    uint32_t number = (uint32_t)book->action_count;
    struct action *action = &book->actions[number];
    struct place place = table_place(rows->table, SIZE_MAX);
    *action = (struct action){
        .row = *row, .file = place.file, .line = place.line, .next = PLAN_NO_ACTION};
    action->cells[ACTION_FAMILY] = plan->family;
    for (size_t i = 0; i < ACTION_COLUMNS; i++) {
        if (i == ACTION_FAMILY)
            continue;
        struct text cell = action_rows_cell(rows, (enum action_column)i);
        action->cells[i] = cell.length > 0 ? arena_copy(&book->arena, cell) : TEXT("");
        if (!action->cells[i].data)
            return false;
    }
    book->action_count++;
    if (plan->last == PLAN_NO_ACTION)
        plan->first = number;
    else
        book->actions[plan->last].next = number;
    plan->last = number;
    plan->count++;
    return true;
}

static bool read_book(struct plan_book *book, struct action_rows *rows,
                      const struct reporter *reporter)
{
    *book = (struct plan_book){.actions = NULL};
    lookup_init(&book->families);
    arena_init(&book->arena);
    struct action_row row;
    enum table_result result;
    while ((result = action_rows_next(rows, &row)) == TABLE_ROW)
        if (!hold(book, rows, &row))
            return no_memory(reporter);
    return result == TABLE_END;
}

bool plan_book_open(struct plan_book *book, const struct table_settings *settings,
                    const char *const *files, size_t count, bool forgiving, uint64_t *rejected,
                    const struct reporter *reporter)
{
    struct action_rows rows;
    *book = (struct plan_book){.actions = NULL};
    lookup_init(&book->families);
    arena_init(&book->arena);
    if (!action_rows_open(&rows, settings, files, count, reporter))
        return false;
    rows.forgiving = forgiving;
    rows.family_needed = !forgiving;
    bool done = read_book(book, &rows, reporter);
    *rejected += table_reject_count(rows.table);
    action_rows_close(&rows);
    return done;
}

void plan_book_release(struct plan_book *book)
{
    memory_free(book->actions);
    memory_free(book->plans);
    lookup_release(&book->families);
    arena_release(&book->arena);
    *book = (struct plan_book){.actions = NULL};
}

const struct plan *plan_book_find(const struct plan_book *book, struct text family)
{
    uint32_t number = lookup_find(&book->families, family);
    return number == LOOKUP_NONE ? NULL : &book->plans[number];
}

const struct action *plan_first(const struct plan_book *book, const struct plan *plan)
{
    return plan->first == PLAN_NO_ACTION ? NULL : &book->actions[plan->first];
}

const struct action *plan_behind(const struct plan_book *book, const struct action *action)
{
    return action->next == PLAN_NO_ACTION ? NULL : &book->actions[action->next];
}

/* Facts of plans */

enum facts_column {
    FACTS_FAMILY,
    FACTS_CHILD,
    FACTS_START,
    FACTS_END,
    FACTS_REVIEW_DUE,
    FACTS_LEVEL,
    FACTS_PLAN_ID,
    FACTS_LEAD_PRACTITIONER,
    FACTS_AGENCY,
    FACTS_AREA,
    FACTS_CONTACT,
    FACTS_COLUMNS
};

static const char *const facts_names[FACTS_COLUMNS] = {
    "family_id", "child_id",          "date",   "end_date", "review_due", "level",
    "plan_id",   "lead_practitioner", "agency", "area",     "contact"};

struct plan_facts_list {
    struct child_index index;
    struct plan_facts *facts;
    size_t capacity;
    struct arena arena;
    const struct framework *framework;
    size_t columns[FACTS_COLUMNS];
};

static bool keep(struct plan_facts_list *list, struct text *text)
{
    *text = text->length > 0 ? arena_copy(&list->arena, *text) : TEXT("");
    return text->data != NULL;
}

/* Reads a row; false when it is rejected. Its texts are still the table's. */
static bool read_facts(struct plan_facts_list *list, struct table *table, struct plan_facts *facts)
{
    const size_t *columns = list->columns;
    *facts = (struct plan_facts){
        .lead_practitioner = table_cell(table, columns[FACTS_LEAD_PRACTITIONER]),
        .agency = table_cell(table, columns[FACTS_AGENCY]),
        .area = table_cell(table, columns[FACTS_AREA]),
        .plan_id = table_cell(table, columns[FACTS_PLAN_ID]),
        .contact = table_cell(table, columns[FACTS_CONTACT]),
        .level = LOOKUP_NONE,
    };
    if (table_cell(table, columns[FACTS_FAMILY]).length == 0 &&
        table_cell(table, columns[FACTS_CHILD]).length == 0)
        return table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                            TEXT("child_id"));
    if (list->framework && table_cell(table, columns[FACTS_LEVEL]).length > 0 &&
        (facts->level = decision_level(list->framework, table, columns[FACTS_LEVEL])) ==
            LOOKUP_NONE)
        return false;
    return table_date(table, columns[FACTS_START], &facts->start) &&
           table_date(table, columns[FACTS_END], &facts->end) &&
           table_date(table, columns[FACTS_REVIEW_DUE], &facts->review_due);
}

static bool hold_facts(struct plan_facts_list *list, struct table *table, struct plan_facts *facts)
{
    bool added;
    uint32_t number = child_index_add(&list->index, table_cell(table, list->columns[FACTS_FAMILY]),
                                      table_cell(table, list->columns[FACTS_CHILD]), &added);
    void *all = list->facts;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&all, &list->capacity, (size_t)number + 1, sizeof *list->facts))
        return table_no_memory(table);
    list->facts = all;
    struct plan_facts *place = &list->facts[number];
    bool dated = facts->start.precision != DATE_NONE;
    bool was_dated = !added && place->start.precision != DATE_NONE;
    if (!added && was_dated && (!dated || date_compare(&facts->start, &place->start) < 0))
        return true;
    if (!keep(list, &facts->lead_practitioner) || !keep(list, &facts->agency) ||
        !keep(list, &facts->area) || !keep(list, &facts->plan_id) || !keep(list, &facts->contact))
        return table_no_memory(table);
    *place = *facts;
    return true;
}

struct plan_facts_list *plan_facts_list_new(const struct framework *framework,
                                            const struct table_settings *settings,
                                            const char *const *files, size_t count,
                                            uint64_t *rejected, const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(TEXT("plans"), reporter);
    struct table *table = definition ? table_new(settings, definition, files, count, reporter)
                                     : NULL;
    struct plan_facts_list *list = table ? memory_new(1, sizeof *list) : NULL;
    enum table_result result = TABLE_FAILED;
    if (list) {
        list->framework = framework;
        child_index_init(&list->index);
        arena_init(&list->arena);
        for (size_t i = 0; i < FACTS_COLUMNS; i++)
            list->columns[i] = record_definition_column(definition, text_of(facts_names[i]));
        table_need_either(table, list->columns[FACTS_FAMILY], list->columns[FACTS_CHILD]);
        table_drop_extras(table);
        struct plan_facts facts;
        bool going = true;
        while (going && (result = table_next(table)) == TABLE_ROW)
            if (read_facts(list, table, &facts))
                going = hold_facts(list, table, &facts);
        if (!going)
            result = TABLE_FAILED;
    } else if (table) {
        no_memory(reporter);
    }
    if (table)
        *rejected += table_reject_count(table);
    table_free(table);
    record_definition_free(definition);
    if (result == TABLE_END)
        return list;
    plan_facts_list_free(list);
    return NULL;
}

void plan_facts_list_free(struct plan_facts_list *list)
{
    if (!list)
        return;
    child_index_release(&list->index);
    arena_release(&list->arena);
    memory_free(list->facts);
    memory_free(list);
}

const struct plan_facts *plan_facts_for(struct plan_facts_list *list, struct text family,
                                        struct text child)
{
    uint32_t number = list ? child_index_for(&list->index, family, child) : LOOKUP_NONE;
    return number == LOOKUP_NONE ? NULL : &list->facts[number];
}
