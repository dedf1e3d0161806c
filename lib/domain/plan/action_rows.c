#include "domain/plan/action_rows.h"

const char *const action_status_names[ACTION_STATUSES] = {"open", "in-progress", "done",
                                                          "cancelled", "for-review"};

static const char *const column_names[ACTION_COLUMNS] = {
    "family_id", "child_id",   "action_id", "outcome",  "goal",    "action",
    "who",       "agency",     "start",     "due",      "status",  "done_date",
    "progress",  "review_due", "needs",     "children", "service", "flags"};

const char *const action_flag_names[ACTION_FLAG_COUNT] = {
    "action-to-agree", "who-to-name",        "no-outcome",     "no-service",
    "refer-first",     "refer-with-consent", "left-for-review"};

enum action_flag action_flag_named(struct text code)
{
    int flag = 0;
    while (flag < ACTION_FLAG_COUNT && !text_equal_folded(code, text_of(action_flag_names[flag])))
        flag++;
    return (enum action_flag)flag;
}

bool action_has_flag(struct text flags, enum action_flag wanted)
{
    struct text code;
    while (text_next(&flags, ';', &code))
        if (action_flag_named(code) == wanted)
            return true;
    return false;
}

bool action_is_open(enum action_status status)
{
    return status == ACTION_OPEN || status == ACTION_IN_PROGRESS;
}

bool action_rows_open(struct action_rows *rows, const struct table_settings *settings,
                      const char *const *files, size_t count, const struct reporter *reporter)
{
    *rows = (struct action_rows){.definition = record_definition_new(TEXT("actions"), reporter)};
    if (rows->definition)
        rows->table = table_new(settings, rows->definition, files, count, reporter);
    if (!rows->table) {
        action_rows_close(rows);
        return false;
    }
    action_rows_over(rows, rows->definition, rows->table);
    return true;
}

void action_rows_over(struct action_rows *rows, struct record_definition *definition,
                      struct table *table)
{
    *rows = (struct action_rows){.definition = definition, .table = table};
    for (size_t i = 0; i < ACTION_COLUMNS; i++)
        rows->columns[i] = record_definition_column(definition, text_of(column_names[i]));
}

void action_rows_close(struct action_rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
    *rows = (struct action_rows){.table = NULL};
}

/* Reads a date; false when the row is rejected for it. */
static bool read_date(struct action_rows *rows, enum action_column column, struct date *date,
                      uint32_t *unread)
{
    if (!rows->forgiving)
        return table_date(rows->table, rows->columns[column], date);
    *date = (struct date){.precision = DATE_NONE};
    if (date_read(action_rows_cell(rows, column), date) != DATE_READ) {
        *unread |= 1u << column;
        date_read(TEXT(""), date);
    }
    return true;
}

static void read_status(struct action_rows *rows, struct action_row *row)
{
    struct text code = table_code(rows->table, rows->columns[ACTION_STATUS], &row->status_known);
    row->status = row->done.precision != DATE_NONE ? ACTION_DONE : ACTION_OPEN;
    if (code.length == 0) {
        row->status_known = false;
        return;
    }
    if (!row->status_known) {
        row->status = ACTION_OPEN;
        return;
    }
    for (int i = 0; i < ACTION_STATUSES; i++)
        if (text_equal(code, text_of(action_status_names[i])))
            row->status = (enum action_status)i;
}

static bool read_row(struct action_rows *rows, struct action_row *row)
{
    *row = (struct action_row){.unread = 0};
    if (!rows->forgiving && action_rows_cell(rows, ACTION_TEXT).length == 0)
        return table_reject(rows->table, rows->columns[ACTION_TEXT], MESSAGE_CELL_BLANK);
    if (rows->family_needed && action_rows_cell(rows, ACTION_FAMILY).length == 0)
        return table_reject(rows->table, rows->columns[ACTION_FAMILY], MESSAGE_CELL_BLANK);
    if (!read_date(rows, ACTION_START, &row->start, &row->unread) ||
        !read_date(rows, ACTION_DUE, &row->due, &row->unread) ||
        !read_date(rows, ACTION_DONE_DATE, &row->done, &row->unread) ||
        !read_date(rows, ACTION_REVIEW_DUE, &row->review, &row->unread))
        return false;
    read_status(rows, row);
    return true;
}

enum table_result action_rows_next(struct action_rows *rows, struct action_row *row)
{
    enum table_result result;
    while ((result = table_next(rows->table)) == TABLE_ROW)
        if (read_row(rows, row))
            break;
    return result;
}
