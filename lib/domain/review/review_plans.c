#include "domain/review/review_plans.h"

#include "base/memory.h"
#include "domain/threshold/decisions.h"

enum kind { PLANS, EPISODES, ACTIONS, LEVELS };

enum column {
    FAMILY = REVIEW_PLAN_FAMILY,
    CHILD,
    PLAN_ID,
    START,
    END,
    REVIEW_DUE,
    LEVEL,
    LEAD,
    AGENCY
};

/* NULL: the record has none. */
static const char *const column_names[ACTIONS][REVIEW_PLAN_COLUMNS] = {
    {"family_id", "child_id", "plan_id", "date", "end_date", "review_due", "level",
     "lead_practitioner", "agency"},
    {"family_id", "child_id", "episode_id", "start_date", "end_date", NULL, "level", "worker",
     "organisation"},
};

static void need_family(struct record_definition *definition)
{
    size_t column = record_definition_column(definition, TEXT("family_id"));
    definition->columns[column].required = true;
}

bool review_plans_open(struct review_plans *plans, const struct framework *framework,
                       const struct table_settings *settings, const char *const *files,
                       size_t count, bool by_family, const struct reporter *reporter)
{
    static const char *const records[REVIEW_PLAN_RECORDS] = {"plans", "episodes", "actions",
                                                             "levels"};
    *plans = (struct review_plans){.framework = framework};
    child_index_init(&plans->index);
    for (size_t i = 0; i < REVIEW_PLAN_RECORDS; i++) {
        plans->definitions[i] = record_definition_new(text_of(records[i]), reporter);
        if (!plans->definitions[i])
            return false;
        if (by_family)
            need_family(plans->definitions[i]);
    }
    plans->table = table_new(settings, plans->definitions[PLANS], files, count, reporter);
    if (!plans->table)
        return false;
    table_need_either(plans->table,
                      record_definition_column(plans->definitions[PLANS], TEXT("family_id")),
                      record_definition_column(plans->definitions[PLANS], TEXT("child_id")));
    table_any(plans->table, plans->definitions + EPISODES, REVIEW_PLAN_RECORDS - EPISODES);
    table_drop_extras(plans->table);
    if (table_prepare(plans->table) == TABLE_FAILED)
        return false;
    const struct record_definition *found = table_definition(plans->table);
    if (found == plans->definitions[LEVELS])
        return report_with(reporter, table_place(plans->table, SIZE_MAX), MESSAGE_NO_REVIEW_RECORD,
                           found->name);
    plans->from_actions = found == plans->definitions[ACTIONS];
    enum kind kind = found == plans->definitions[PLANS] ? PLANS : EPISODES;
    for (size_t i = 0; !plans->from_actions && i < REVIEW_PLAN_COLUMNS; i++) {
        const char *name = column_names[kind][i];
        plans->columns[i] = name ? record_definition_column(found, text_of(name)) : SIZE_MAX;
    }
    return true;
}

void review_plans_close(struct review_plans *plans)
{
    table_free(plans->table);
    for (size_t i = 0; i < REVIEW_PLAN_RECORDS; i++)
        record_definition_free(plans->definitions[i]);
    child_index_release(&plans->index);
    memory_free(plans->plans);
    *plans = (struct review_plans){.table = NULL};
    child_index_init(&plans->index);
}

static bool read_plan(struct review_plans *plans, struct review_plan *plan)
{
    const size_t *columns = plans->columns;
    struct table *table = plans->table;
    struct place place = table_place(table, SIZE_MAX);
    *plan = (struct review_plan){
        .family = table_cell(table, columns[FAMILY]),
        .child = table_cell(table, columns[CHILD]),
        .plan_id = table_cell(table, columns[PLAN_ID]),
        .lead_practitioner = table_cell(table, columns[LEAD]),
        .agency = table_cell(table, columns[AGENCY]),
        .level = LOOKUP_NONE,
        .file = place.file,
        .line = place.line,
    };
    date_read(TEXT(""), &plan->review);
    if (plan->family.length == 0 && plan->child.length == 0)
        return table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                            TEXT("child_id"));
    if (!table_date(table, columns[START], &plan->start) ||
        !table_date(table, columns[END], &plan->end) ||
        (columns[REVIEW_DUE] != SIZE_MAX && !table_date(table, columns[REVIEW_DUE], &plan->review)))
        return false;
    if (plan->end.precision != DATE_NONE && plan->end.latest < plan->start.earliest)
        return table_reject_words(table, columns[END], MESSAGE_ENDS_BEFORE, NULL, 0);
    if (table_cell(table, columns[LEVEL]).length == 0)
        return true;
    plan->level = decision_level(plans->framework, table, columns[LEVEL]);
    return plan->level != LOOKUP_NONE;
}

/* ---- actions ---- */

static bool waits_for_review(enum action_status status)
{
    return action_is_open(status) || status == ACTION_FOR_REVIEW;
}

/* Adds a row to the plan of its family. False when there is no memory. */
static bool gather(struct review_plans *plans, struct action_rows *rows,
                   const struct action_row *row)
{
    struct text family = action_rows_cell(rows, ACTION_FAMILY);
    struct text child = family.length > 0 ? TEXT("") : action_rows_cell(rows, ACTION_CHILD);
    bool added;
    uint32_t number = child_index_add(&plans->index, family, child, &added);
    void *list = plans->plans;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &plans->capacity, (size_t)number + 1, sizeof *plans->plans))
        return false;
    plans->plans = list;
    struct review_plan *plan = &plans->plans[number];
    if (added) {
        struct place place = table_place(plans->table, SIZE_MAX);
        *plan = (struct review_plan){
            .level = LOOKUP_NONE, .finished = true, .file = place.file, .line = place.line};
        date_read(TEXT(""), &plan->start);
        date_read(TEXT(""), &plan->end);
        date_read(TEXT(""), &plan->review);
        plans->count = (size_t)number + 1;
    }
    if (date_compare(&row->start, &plan->start) < 0)
        plan->start = row->start;
    if (!waits_for_review(row->status))
        return true;
    plan->finished = false;
    date_day day = date_due(&row->review);
    if (day != DATE_DAY_OPEN_END &&
        (plan->review.precision == DATE_NONE || day > date_due(&plan->review)))
        plan->review = row->review;
    return true;
}

static enum table_result gather_all(struct review_plans *plans)
{
    struct action_rows rows;
    struct action_row row;
    enum table_result result;
    action_rows_over(&rows, plans->definitions[ACTIONS], plans->table);
    while ((result = action_rows_next(&rows, &row)) == TABLE_ROW)
        if (!gather(plans, &rows, &row)) {
            table_no_memory(plans->table);
            return TABLE_FAILED;
        }
    plans->gathered = true;
    return result;
}

static enum table_result next_gathered(struct review_plans *plans, struct review_plan *plan)
{
    if (!plans->gathered && gather_all(plans) == TABLE_FAILED)
        return TABLE_FAILED;
    if (plans->next == plans->count)
        return TABLE_END;
    uint32_t number = (uint32_t)plans->next++;
    *plan = plans->plans[number];
    plan->family = child_index_family(&plans->index, number);
    plan->child = child_index_child(&plans->index, number);
    return TABLE_ROW;
}

enum table_result review_plans_next(struct review_plans *plans, struct review_plan *plan)
{
    enum table_result result;
    if (plans->from_actions)
        return next_gathered(plans, plan);
    while ((result = table_next(plans->table)) == TABLE_ROW)
        if (read_plan(plans, plan))
            break;
    return result;
}
