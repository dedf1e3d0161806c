#include "domain/form_table.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/limits.h"

bool form_table_find(const struct form_definitions *definitions, struct text word,
                     const char **name)
{
    for (size_t i = 0; i < definitions->table_count; i++) {
        if (text_equal(definitions->tables[i].name, word)) {
            *name = definitions->tables[i].name.data;
            return true;
        }
    }
    return false;
}

bool form_table_names(const struct form_definitions *definitions, const char *between,
                      struct buffer *words)
{
    for (size_t i = 0; i < definitions->table_count; i++) {
        struct text name = definitions->tables[i].name;
        if (i > 0 && text_equal(name, definitions->tables[i - 1].name))
            continue;
        if (i > 0)
            buffer_add(words, text_of(between));
        buffer_add(words, name);
    }
    return !buffer_failed(words);
}

/* A row being made. */
struct making {
    const struct form *form;
    const struct form_record *record;
    struct text item; /* of the list that the row is for */
    const struct reporter *reporter;
    char date[DATE_TEXT_BYTES];
    bool rejected;
};

/* The first of the paths that is filled, as it stands in a table. */
static struct text from_paths(struct making *making, const struct form_paths *paths)
{
    const struct form *form = making->form;
    for (size_t i = 0; i < paths->count; i++) {
        struct form_path path = paths->paths[i];
        const struct form_record *in;
        struct text text = form_at(form, making->record, path, &in);
        if (text.length == 0)
            continue;
        const struct form_field_definition *field = &form->definitions->records[in->type]
                                                         .fields[path.field];
        if (field->kind != FORM_DATE)
            return form_code_at(form, making->record, path);
        struct date date;
        if (date_read(text, &date) == DATE_READ) {
            date_write(&date, making->date);
            return text_of(making->date);
        }
        struct place place = {form->name, form_line(form, in, path.field), field->name};
        if (!making->rejected)
            report_with(making->reporter, place, MESSAGE_DATE_UNREADABLE, text_of(date_forms));
        making->rejected = true;
    }
    return TEXT("");
}

/* The first item of a list. */
static struct text first_item(struct text list)
{
    struct text item = TEXT("");
    text_next(&list, ';', &item);
    return item;
}

static struct text looked_up(struct making *making, const struct form_table_column *column)
{
    struct text key = first_item(from_paths(making, &column->paths));
    const struct form_record *other = key.length > 0
                                          ? form_with_id(making->form, column->other.record, key)
                                          : NULL;
    return other ? form_text(making->form, other, column->other.field) : key;
}

/* Up to the first blank of the item, or what follows. */
static struct text part_of_item(struct text item, bool first)
{
    size_t end = 0;
    while (end < item.length && item.data[end] != ' ')
        end++;
    return first ? text_part(item, 0, end) : text_trim(text_part(item, end, item.length));
}

static struct text cell(struct making *making, const struct form_table_column *column)
{
    size_t at = 0;
    switch (column->kind) {
    case SOURCE_PATHS:
        return from_paths(making, &column->paths);
    case SOURCE_CONSTANT:
        return column->constant;
    case SOURCE_FIRST:
    case SOURCE_REST:
        return part_of_item(making->item, column->kind == SOURCE_FIRST);
    case SOURCE_LOOKUP:
        return looked_up(making, column);
    case SOURCE_EXISTS:
        return form_next(making->form, column->other.record, &column->where, &at) ? TEXT("yes")
                                                                                  : TEXT("no");
    }
    return TEXT("");
}

static const struct form_table_column *find_column(const struct form_table *table, struct text name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (text_equal(table->columns[i].name, name))
            return &table->columns[i];
    return NULL;
}

static bool write_row(struct making *making, const struct form_table *table,
                      const struct record_definition *definition, struct writer *writer)
{
    making->rejected = false;
    /* A row is written whole or not at all: first see whether it can be. */
    for (size_t i = 0; i < table->column_count; i++)
        cell(making, &table->columns[i]);
    for (size_t i = 0; i < definition->column_count && !making->rejected; i++) {
        const struct form_table_column *column = find_column(table, definition->columns[i].name);
        writer_cell(writer, column ? cell(making, column) : TEXT(""));
    }
    return making->rejected || writer_end_row(writer);
}

static bool write_table(const struct form *form, const struct form_table *table,
                        const struct record_definition *definition, struct writer *writer,
                        const struct reporter *reporter)
{
    const struct form_record *record;
    bool done = true;
    for (size_t at = 0; done && (record = form_next(form, table->record, &table->where, &at));) {
        struct making making = {.form = form, .record = record, .reporter = reporter};
        struct text rest = table->each == FORM_NONE ? TEXT("")
                                                    : form_text(form, record, table->each);
        if (rest.length == 0 && table->each_may_be_blank)
            done = write_row(&making, table, definition, writer);
        while (done && text_next(&rest, ';', &making.item))
            if (making.item.length > 0)
                done = write_row(&making, table, definition, writer);
    }
    return done;
}

bool form_table_write(const struct form *form, const char *name,
                      const struct record_definition *definition, struct writer *writer,
                      const struct reporter *reporter)
{
    bool done = true;
    for (size_t i = 0; i < form->definitions->table_count && done; i++)
        if (text_equal(form->definitions->tables[i].name, text_of(name)))
            done = write_table(form, &form->definitions->tables[i], definition, writer, reporter);
    return done;
}
