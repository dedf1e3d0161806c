#include "domain/threshold/level_rows.h"

#include "domain/threshold/decisions.h"

void level_rows_over(struct level_rows *rows, struct record_definition *definition,
                     struct table *table, const struct framework *framework)
{
    *rows = (struct level_rows){
        .framework = framework,
        .definition = definition,
        .table = table,
        .family = record_definition_column(definition, TEXT("family_id")),
        .child = record_definition_column(definition, TEXT("child_id")),
        .level = record_definition_column(definition, TEXT("level")),
        .suggested = record_definition_column(definition, TEXT("suggested")),
        .as_of = record_definition_column(definition, TEXT("as_of")),
        .drivers = record_definition_column(definition, TEXT("drivers")),
    };
    if (table)
        table_need_either(table, rows->family, rows->child);
}

bool level_rows_open(struct level_rows *rows, const char *record, const struct framework *framework,
                     const struct table_settings *settings, const char *const *files, size_t count,
                     const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(text_of(record), reporter);
    struct table *table = definition ? table_new(settings, definition, files, count, reporter)
                                     : NULL;
    if (!table) {
        record_definition_free(definition);
        return false;
    }
    level_rows_over(rows, definition, table, framework);
    return true;
}

void level_rows_close(struct level_rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
    *rows = (struct level_rows){0};
}

static bool has(const struct level_rows *rows, size_t column)
{
    return column < rows->definition->column_count;
}

static bool read_row(struct level_rows *rows, struct level_row *row)
{
    struct table *table = rows->table;
    *row = (struct level_row){
        .family = table_cell(table, rows->family),
        .child = table_cell(table, rows->child),
        .drivers = TEXT(""),
        .suggested = LOOKUP_NONE,
    };
    if (row->family.length == 0 && row->child.length == 0)
        return table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                            TEXT("child_id"));
    row->level = decision_level(rows->framework, table, rows->level);
    if (row->level == LOOKUP_NONE)
        return false;
    if (has(rows, rows->suggested) && table_cell(table, rows->suggested).length > 0 &&
        (row->suggested = decision_level(rows->framework, table, rows->suggested)) == LOOKUP_NONE)
        return false;
    if (has(rows, rows->drivers))
        row->drivers = table_cell(table, rows->drivers);
    return !has(rows, rows->as_of) || table_date(table, rows->as_of, &row->as_of);
}

enum table_result level_rows_next(struct level_rows *rows, struct level_row *row)
{
    enum table_result result;
    while ((result = table_next(rows->table)) == TABLE_ROW)
        if (read_row(rows, row))
            break;
    return result;
}
