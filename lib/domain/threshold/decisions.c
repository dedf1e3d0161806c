#include "domain/threshold/decisions.h"

#include "base/limits.h"
#include "base/memory.h"

/* Columns of a side file's record, looked up once by name. */
struct side_columns {
    size_t family, child, date;
};

static struct side_columns side_columns_of(const struct record_definition *definition)
{
    return (struct side_columns){
        record_definition_column(definition, TEXT("family_id")),
        record_definition_column(definition, TEXT("child_id")),
        record_definition_column(definition, TEXT("date")),
    };
}

/* Opens a side file as a table that needs one of the two ids. */
static struct table *open_side(const struct table_settings *settings,
                               struct record_definition *definition, const char *const *files,
                               size_t count, const struct reporter *reporter)
{
    struct table *table = table_new(settings, definition, files, count, reporter);
    if (table) {
        struct side_columns columns = side_columns_of(definition);
        table_need_either(table, columns.family, columns.child);
    }
    return table;
}

/* Reads ids and date of the row. False when it has been rejected. */
static bool read_ids(struct table *table, struct side_columns columns, struct text *family,
                     struct text *child, struct date *date)
{
    *family = table_cell(table, columns.family);
    *child = table_cell(table, columns.child);
    if (family->length == 0 && child->length == 0)
        return table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                            TEXT("child_id"));
    return table_date(table, columns.date, date);
}

/* Whether a row of this date takes the place of one of that: the later day, or the later row. No
 * date is before every date. */
static bool replaces(const struct date *row, const struct date *held)
{
    if (row->precision == DATE_NONE || held->precision == DATE_NONE)
        return held->precision == DATE_NONE;
    return date_compare(row, held) >= 0;
}

uint32_t decision_level(const struct framework *framework, struct table *table, size_t column)
{
    struct text cell = table_cell(table, column);
    if (cell.length == 0) {
        table_reject_words(table, column, MESSAGE_CELL_BLANK, NULL, 0);
        return LOOKUP_NONE;
    }
    uint32_t level = framework_level(framework, cell);
    if (level != LOOKUP_NONE)
        return level;
    bool known;
    struct text code = table_code(table, column, &known);
    if (known && (level = framework_level(framework, code)) != LOOKUP_NONE)
        return level;
    struct buffer words;
    buffer_init(&words, LIMIT_CELL_BYTES);
    if (framework_level_words(framework, &words))
        table_reject_value(table, column, buffer_text(&words));
    else
        table_no_memory(table);
    buffer_release(&words);
    return LOOKUP_NONE;
}

struct held_consent {
    struct date date;
    enum consent_state state;
};

struct consent_list {
    struct child_index index;
    struct held_consent *held;
    size_t capacity;
};

static bool hold_consent(struct consent_list *list, struct text family, struct text child,
                         struct held_consent consent, const struct reporter *reporter)
{
    bool added;
    uint32_t number = child_index_add(&list->index, family, child, &added);
    void *held = list->held;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&held, &list->capacity, (size_t)number + 1, sizeof *list->held))
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    list->held = held;
    if (added || replaces(&consent.date, &list->held[number].date))
        list->held[number] = consent;
    return true;
}

static bool read_consents(struct consent_list *list, struct table *table,
                          const struct record_definition *definition,
                          const struct reporter *reporter)
{
    struct side_columns columns = side_columns_of(definition);
    size_t column = record_definition_column(definition, TEXT("consent"));
    enum table_result result;
    while ((result = table_next(table)) == TABLE_ROW) {
        struct text family, child;
        struct held_consent consent;
        bool known;
        if (!read_ids(table, columns, &family, &child, &consent.date))
            continue;
        struct text code = table_code(table, column, &known);
        if (text_equal(code, TEXT("given"))) {
            consent.state = CONSENT_GIVEN;
        } else if (text_equal(code, TEXT("refused"))) {
            consent.state = CONSENT_REFUSED;
        } else if (text_equal(code, TEXT("withdrawn"))) {
            consent.state = CONSENT_WITHDRAWN;
        } else {
            table_reject_value(table, column, table_code_words(table, column));
            continue;
        }
        if (!hold_consent(list, family, child, consent, reporter))
            return false;
    }
    return result == TABLE_END;
}

struct consent_list *consent_list_new(const struct table_settings *settings,
                                      const char *const *files, size_t count, uint64_t *rejected,
                                      const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(TEXT("consent"), reporter);
    struct table *table = definition ? open_side(settings, definition, files, count, reporter)
                                     : NULL;
    struct consent_list *list = table ? memory_new(1, sizeof *list) : NULL;
    if (list) {
        child_index_init(&list->index);
        if (!read_consents(list, table, definition, reporter)) {
            consent_list_free(list);
            list = NULL;
        }
        *rejected += table_reject_count(table);
    } else if (table) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    table_free(table);
    record_definition_free(definition);
    return list;
}

void consent_list_free(struct consent_list *list)
{
    if (!list)
        return;
    child_index_release(&list->index);
    memory_free(list->held);
    memory_free(list);
}

enum consent_state consent_for(struct consent_list *list, struct text family, struct text child)
{
    uint32_t number = child_index_for(&list->index, family, child);
    return number == LOOKUP_NONE ? CONSENT_NOT_RECORDED : list->held[number].state;
}

struct held_decision {
    struct decision decision;
    bool used;
};

struct decision_list {
    struct child_index index;
    struct held_decision *held;
    size_t capacity;
    struct arena arena;
};

static bool hold_decision(struct decision_list *list, struct text family, struct text child,
                          struct decision decision, const struct reporter *reporter)
{
    bool added;
    uint32_t number = child_index_add(&list->index, family, child, &added);
    void *held = list->held;
    decision.by = arena_copy(&list->arena, decision.by);
    decision.reason = arena_copy(&list->arena, decision.reason);
    if (number == LOOKUP_NONE || !decision.by.data || !decision.reason.data ||
        !memory_reserve(&held, &list->capacity, (size_t)number + 1, sizeof *list->held))
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    list->held = held;
    if (added || replaces(&decision.date, &list->held[number].decision.date))
        list->held[number] = (struct held_decision){decision, false};
    return true;
}

static bool read_decisions(struct decision_list *list, const struct framework *framework,
                           struct table *table, const struct record_definition *definition,
                           const struct reporter *reporter)
{
    struct side_columns columns = side_columns_of(definition);
    size_t level = record_definition_column(definition, TEXT("level")),
           by = record_definition_column(definition, TEXT("by")),
           reason = record_definition_column(definition, TEXT("reason"));
    enum table_result result;
    while ((result = table_next(table)) == TABLE_ROW) {
        struct text family, child;
        struct decision decision;
        if (!read_ids(table, columns, &family, &child, &decision.date))
            continue;
        decision.level = decision_level(framework, table, level);
        if (decision.level == LOOKUP_NONE)
            continue;
        decision.by = table_cell(table, by);
        decision.reason = table_cell(table, reason);
        if (decision.reason.length == 0)
            table_reject_words(table, reason, MESSAGE_DECISION_NO_REASON, NULL, 0);
        else if (!hold_decision(list, family, child, decision, reporter))
            return false;
    }
    return result == TABLE_END;
}

struct decision_list *decision_list_new(const struct framework *framework,
                                        const struct table_settings *settings,
                                        const char *const *files, size_t count, uint64_t *rejected,
                                        const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(TEXT("override"), reporter);
    struct table *table = definition ? open_side(settings, definition, files, count, reporter)
                                     : NULL;
    struct decision_list *list = table ? memory_new(1, sizeof *list) : NULL;
    if (list) {
        child_index_init(&list->index);
        arena_init(&list->arena);
        if (!read_decisions(list, framework, table, definition, reporter)) {
            decision_list_free(list);
            list = NULL;
        }
        *rejected += table_reject_count(table);
    } else if (table) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    table_free(table);
    record_definition_free(definition);
    return list;
}

void decision_list_free(struct decision_list *list)
{
    if (!list)
        return;
    child_index_release(&list->index);
    arena_release(&list->arena);
    memory_free(list->held);
    memory_free(list);
}

const struct decision *decision_for(struct decision_list *list, struct text family,
                                    struct text child)
{
    uint32_t number = child_index_for(&list->index, family, child);
    if (number == LOOKUP_NONE)
        return NULL;
    list->held[number].used = true;
    return &list->held[number].decision;
}

size_t decision_list_unused(const struct decision_list *list)
{
    size_t unused = 0;
    for (size_t i = 0; i < list->index.keys.count; i++)
        unused += !list->held[i].used;
    return unused;
}
