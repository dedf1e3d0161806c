#include "domain/form/form_table.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/lookup.h"
#include "base/memory.h"

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

/* A row that waits for what later forms say of its thing. */
struct held_row {
    size_t first;  /* of the cells */
    uint32_t key;  /* of its thing, or LOOKUP_NONE */
    uint32_t form; /* that it comes from */
};

/* The form that speaks for a thing. */
struct speaker {
    uint32_t form;
    struct date date;
};

struct form_table_run {
    const struct form_definitions *definitions;
    struct text name;
    const struct record_definition *record;
    struct writer *writer;
    const struct reporter *reporter;
    bool holds; /* rows, until the end */
    uint32_t form;
    struct date date; /* of the form */
    struct text family;
    struct buffer key;
    struct lookup keys;
    struct speaker *speakers; /* of each key */
    struct held_row *rows;
    struct text *cells;
    size_t speaker_capacity, row_count, row_capacity, cell_count, cell_capacity;
    struct arena arena;
};

struct form_table_run *form_table_new(const struct form_definitions *definitions, const char *name,
                                      const struct record_definition *record, struct writer *writer,
                                      const struct reporter *reporter)
{
    struct form_table_run *run = memory_new(1, sizeof *run);
    if (!run) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    *run = (struct form_table_run){
        .definitions = definitions,
        .name = text_of(name),
        .record = record,
        .writer = writer,
        .reporter = reporter,
    };
    for (size_t i = 0; i < definitions->table_count; i++)
        run->holds |= text_equal(definitions->tables[i].name, run->name) &&
                      definitions->tables[i].key.count > 0;
    buffer_init(&run->key, LIMIT_CELL_BYTES);
    lookup_init(&run->keys);
    arena_init(&run->arena);
    return run;
}

void form_table_free(struct form_table_run *run)
{
    if (!run)
        return;
    arena_release(&run->arena);
    lookup_release(&run->keys);
    buffer_release(&run->key);
    memory_free(run->speakers);
    memory_free(run->rows);
    memory_free(run->cells);
    memory_free(run);
}

static bool no_memory(const struct form_table_run *run)
{
    return report(run->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* Ids are compared without case. */
static void add_folded(struct buffer *key, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        buffer_add_byte(key, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    buffer_add_byte(key, '\n');
}

/* The number of the thing that the row is about, for which the form speaks if it is later than the
 * one that did; LOOKUP_NONE where nothing tells. False when there is no memory. */
static bool find_key(struct form_table_run *run, struct making *making,
                     const struct form_table *table, uint32_t *number)
{
    struct text thing = from_paths(making, &table->key);
    void *speakers = run->speakers;
    bool added;
    *number = LOOKUP_NONE;
    if (thing.length == 0 || run->family.length == 0)
        return true;
    buffer_clear(&run->key);
    buffer_add_number(&run->key, (size_t)(table - run->definitions->tables));
    buffer_add_byte(&run->key, '\n');
    add_folded(&run->key, run->family);
    add_folded(&run->key, thing);
    *number = buffer_failed(&run->key) ? LOOKUP_NONE
                                       : lookup_add(&run->keys, buffer_text(&run->key), &added);
    if (*number == LOOKUP_NONE ||
        !memory_reserve(&speakers, &run->speaker_capacity, run->keys.count, sizeof *run->speakers))
        return no_memory(run);
    run->speakers = speakers;
    struct speaker *speaker = &run->speakers[*number];
    bool earlier = !added && run->date.precision != DATE_NONE &&
                   speaker->date.precision != DATE_NONE &&
                   date_compare(&run->date, &speaker->date) < 0;
    if (!earlier)
        *speaker = (struct speaker){run->form, run->date};
    return true;
}

static bool hold_row(struct form_table_run *run, struct making *making,
                     const struct form_table *table)
{
    void *rows = run->rows, *cells = run->cells;
    size_t count = run->record->column_count;
    struct held_row row = {.first = run->cell_count, .form = run->form};
    if (!find_key(run, making, table, &row.key))
        return false;
    if (!memory_reserve(&rows, &run->row_capacity, run->row_count + 1, sizeof *run->rows))
        return no_memory(run);
    run->rows = rows;
    if (!memory_reserve(&cells, &run->cell_capacity, run->cell_count + count, sizeof *run->cells))
        return no_memory(run);
    run->cells = cells;
    for (size_t i = 0; i < count; i++) {
        const struct form_table_column *column = find_column(table, run->record->columns[i].name);
        struct text kept = arena_copy(&run->arena, column ? cell(making, column) : TEXT(""));
        if (!kept.data)
            return no_memory(run);
        run->cells[run->cell_count++] = kept;
    }
    run->rows[run->row_count++] = row;
    return true;
}

static bool take_row(struct form_table_run *run, struct making *making,
                     const struct form_table *table)
{
    making->rejected = false;
    /* A row is written whole or not at all: first see whether it can be. */
    for (size_t i = 0; i < table->column_count; i++)
        cell(making, &table->columns[i]);
    if (making->rejected)
        return true;
    if (run->holds)
        return hold_row(run, making, table);
    for (size_t i = 0; i < run->record->column_count; i++) {
        const struct form_table_column *column = find_column(table, run->record->columns[i].name);
        writer_cell(run->writer, column ? cell(making, column) : TEXT(""));
    }
    return writer_end_row(run->writer);
}

static bool take_rows(struct form_table_run *run, const struct form *form,
                      const struct form_table *table)
{
    const struct form_record *record;
    bool done = true;
    for (size_t at = 0; done && (record = form_next(form, table->record, &table->where, &at));) {
        struct making making = {.form = form, .record = record, .reporter = run->reporter};
        struct text rest = table->each == FORM_NONE ? TEXT("")
                                                    : form_text(form, record, table->each);
        if (rest.length == 0 && table->each_may_be_blank)
            done = take_row(run, &making, table);
        while (done && text_next(&rest, ';', &making.item))
            if (making.item.length > 0)
                done = take_row(run, &making, table);
    }
    return done;
}

bool form_table_add(struct form_table_run *run, const struct form *form)
{
    bool done = true;
    if (date_read(form_named(form, "Date"), &run->date) != DATE_READ)
        run->date = (struct date){.precision = DATE_NONE};
    run->family = form_named(form, "Family_id");
    for (size_t i = 0; i < form->definitions->table_count && done; i++)
        if (text_equal(form->definitions->tables[i].name, run->name))
            done = take_rows(run, form, &form->definitions->tables[i]);
    run->form++;
    return done;
}

bool form_table_finish(struct form_table_run *run)
{
    bool done = true;
    for (size_t i = 0; i < run->row_count && done; i++) {
        const struct held_row *row = &run->rows[i];
        if (row->key != LOOKUP_NONE && run->speakers[row->key].form != row->form)
            continue;
        for (size_t j = 0; j < run->record->column_count; j++)
            writer_cell(run->writer, run->cells[row->first + j]);
        done = writer_end_row(run->writer);
    }
    return done;
}
