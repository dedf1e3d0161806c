#include "domain/threshold/indicator_rows.h"

#include "base/limits.h"

static const char *const column_names[ROW_COLUMNS] = {
    [ROW_FAMILY] = "family_id",    [ROW_CHILD] = "child_id",  [ROW_DATE] = "date",
    [ROW_INDICATOR] = "indicator", [ROW_STATUS] = "status",   [ROW_END_DATE] = "end_date",
    [ROW_AGENCY] = "agency",       [ROW_SUBJECT] = "subject", [ROW_SOURCE] = "source",
    [ROW_EVIDENCE] = "evidence",
};

void indicator_rows_over(struct indicator_rows *rows, struct record_definition *definition,
                         struct table *table, const struct framework *framework, date_day as_of,
                         date_day since, bool counting)
{
    *rows = (struct indicator_rows){
        .framework = framework,
        .definition = definition,
        .table = table,
        .as_of = as_of,
        .since = since,
        .counting = counting,
    };
    for (size_t i = 0; i < ROW_COLUMNS; i++)
        rows->columns[i] = record_definition_column(definition, text_of(column_names[i]));
    table_need_either(table, rows->columns[ROW_FAMILY], rows->columns[ROW_CHILD]);
}

bool indicator_rows_open(struct indicator_rows *rows, const struct framework *framework,
                         const struct table_settings *settings, const char *const *files,
                         size_t count, date_day as_of, date_day since,
                         const struct reporter *reporter)
{
    *rows = (struct indicator_rows){.framework = framework};
    struct record_definition *definition = record_definition_new(TEXT("indicators"), reporter);
    struct table *table = definition ? table_new(settings, definition, files, count, reporter)
                                     : NULL;
    if (!table) {
        record_definition_free(definition);
        return false;
    }
    indicator_rows_over(rows, definition, table, framework, as_of, since, settings->unmapped);
    return true;
}

void indicator_rows_close(struct indicator_rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
    *rows = (struct indicator_rows){0};
}

bool indicator_reject_code(const struct framework *framework, struct table *table, size_t column,
                           struct text code)
{
    if (code.length == 0)
        return table_reject_words(table, column, MESSAGE_CELL_BLANK, NULL, 0);
    if (lookup_find(&framework->left_out_codes, code) != LOOKUP_NONE)
        return table_reject(table, column, MESSAGE_INDICATOR_LEFT_OUT, framework->name, code);
    struct buffer names;
    buffer_init(&names, LIMIT_MESSAGE_BYTES);
    bool done = framework_nearest_indicators(framework, code, &names);
    /* A cell that is near a code is a slip in a code and may be shown; any other may hold anything.
     */
    if (!done)
        table_no_memory(table);
    else if (names.length > 0)
        table_reject(table, column, MESSAGE_CODE_UNKNOWN_NEAREST, TEXT("indicator code"), code,
                     buffer_text(&names));
    else
        table_reject(table, column, MESSAGE_CODE_UNKNOWN, TEXT("indicator code"));
    buffer_release(&names);
    return false;
}

/* Whether the status is `present`, which a blank one means too; most are, and need no decoding. */
static bool read_status(struct indicator_rows *rows, struct indicator_row *row)
{
    static const struct text present = {"present", 7};
    size_t column = rows->columns[ROW_STATUS];
    bool known = true;
    row->status = table_cell(rows->table, column);
    if (row->status.length > 0 && !text_equal(row->status, present))
        row->status = table_code(rows->table, column, &known);
    if (!known)
        return table_reject_value(rows->table, column, table_code_words(rows->table, column));
    bool is_present = row->status.length == 0 || text_equal(row->status, present);
    row->standing = is_present ? ROW_COUNTS : ROW_NOT_PRESENT;
    return true;
}

static bool read_dates(struct indicator_rows *rows, struct indicator_row *row)
{
    struct table *table = rows->table;
    bool needed = rows->dates_wanted || rows->since != DATE_DAY_OPEN_START;
    size_t date = rows->columns[ROW_DATE], end_date = rows->columns[ROW_END_DATE];
    if ((needed || !date_is_plain(table_cell(table, date))) && !table_date(table, date, &row->date))
        return false;
    row->end_date.precision = DATE_NONE;
    if (table_cell(table, end_date).length > 0 && !table_date(table, end_date, &row->end_date))
        return false;
    if (row->standing != ROW_COUNTS)
        return true;
    if (row->end_date.precision != DATE_NONE && row->end_date.latest < rows->as_of)
        row->standing = ROW_ENDED;
    else if (rows->since != DATE_DAY_OPEN_START && row->date.precision != DATE_NONE &&
             row->date.latest < rows->since)
        row->standing = ROW_BEFORE_SINCE;
    return true;
}

/* Reads the row into `row`. False when it has been rejected. */
static bool read_row(struct indicator_rows *rows, struct indicator_row *row)
{
    struct table *table = rows->table;
    const size_t *columns = rows->columns;
    row->family = table_cell(table, columns[ROW_FAMILY]);
    row->child = table_cell(table, columns[ROW_CHILD]);
    if (row->family.length == 0 && row->child.length == 0)
        return table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                            TEXT("child_id"));
    struct text code = table_cell(table, columns[ROW_INDICATOR]);
    row->indicator = framework_indicator(rows->framework, code);
    if (row->indicator == LOOKUP_NONE)
        return indicator_reject_code(rows->framework, table, columns[ROW_INDICATOR], code);
    if (!read_status(rows, row) || !read_dates(rows, row))
        return false;
    row->agency = table_cell(table, columns[ROW_AGENCY]);
    return true;
}

enum table_result indicator_rows_next(struct indicator_rows *rows, struct indicator_row *row)
{
    enum table_result result;
    while ((result = table_next(rows->table)) == TABLE_ROW)
        if (read_row(rows, row))
            break;
    return result;
}

struct text indicator_rows_cell(struct indicator_rows *rows, enum indicator_column column)
{
    bool known;
    return table_code(rows->table, rows->columns[column], &known);
}
