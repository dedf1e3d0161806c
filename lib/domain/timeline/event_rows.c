#include "domain/timeline/event_rows.h"

static const char *const column_names[EVENT_COLUMNS] = {"family_id", "date",     "event",
                                                        "event_id",  "end_date", "impact",
                                                        "person_id", "source",   "same_as"};

static const char *const impact_names[IMPACTS] = {"", "positive", "negative", "neutral"};

void event_rows_over(struct event_rows *rows, struct record_definition *definition,
                     struct table *table)
{
    *rows = (struct event_rows){.definition = definition, .table = table};
    for (size_t i = 0; i < EVENT_COLUMNS; i++)
        rows->columns[i] = record_definition_column(definition, text_of(column_names[i]));
}

bool event_rows_open(struct event_rows *rows, const struct table_settings *settings,
                     const char *const *files, size_t count, const struct reporter *reporter)
{
    *rows = (struct event_rows){.definition = record_definition_new(TEXT("events"), reporter)};
    if (rows->definition)
        rows->table = table_new(settings, rows->definition, files, count, reporter);
    if (!rows->table) {
        event_rows_close(rows);
        return false;
    }
    event_rows_over(rows, rows->definition, rows->table);
    table_drop_extras(rows->table);
    return true;
}

void event_rows_close(struct event_rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
    *rows = (struct event_rows){.table = NULL};
}

static struct text cell(struct event_rows *rows, enum event_column column)
{
    return table_cell(rows->table, rows->columns[column]);
}

static enum event_impact read_impact(struct event_rows *rows)
{
    bool known;
    struct text code = table_code(rows->table, rows->columns[EVENT_IMPACT], &known);
    for (int i = IMPACT_POSITIVE; known && i < IMPACTS; i++)
        if (text_equal(code, text_of(impact_names[i])))
            return (enum event_impact)i;
    return IMPACT_NOT_SAID;
}

static bool read_row(struct event_rows *rows, struct event_row *row)
{
    *row = (struct event_row){.event = cell(rows, EVENT_TEXT)};
    if (row->event.length == 0)
        return table_reject_words(rows->table, rows->columns[EVENT_TEXT], MESSAGE_CELL_BLANK, NULL,
                                  0);
    if (!table_date(rows->table, rows->columns[EVENT_DATE], &row->date) ||
        !table_date(rows->table, rows->columns[EVENT_END], &row->end))
        return false;
    bool ended = row->end.precision != DATE_NONE;
    if (ended && row->date.precision != DATE_NONE && row->end.latest < row->date.earliest)
        return table_reject_words(rows->table, rows->columns[EVENT_END], MESSAGE_ENDS_BEFORE, NULL,
                                  0);
    row->ongoing = !ended && text_equal_folded(cell(rows, EVENT_END), TEXT("ongoing"));
    row->family = cell(rows, EVENT_FAMILY);
    row->id = cell(rows, EVENT_ID);
    row->person = cell(rows, EVENT_PERSON);
    row->source = cell(rows, EVENT_SOURCE);
    row->told_before = cell(rows, EVENT_SAME_AS).length > 0;
    row->impact = read_impact(rows);
    row->place = table_place(rows->table, SIZE_MAX);
    return true;
}

enum table_result event_rows_next(struct event_rows *rows, struct event_row *row)
{
    enum table_result result;
    while ((result = table_next(rows->table)) == TABLE_ROW)
        if (read_row(rows, row))
            break;
    return result;
}
