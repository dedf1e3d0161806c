#include "records/schema.h"

#include "base/limits.h"
#include "base/memory.h"

static enum writer_kind writer_kind_of(enum column_type type)
{
    switch (type) {
    case COLUMN_INTEGER:
        return WRITER_IS_INTEGER;
    case COLUMN_NUMBER:
        return WRITER_IS_NUMBER;
    case COLUMN_FIGURE:
        return WRITER_IS_FIGURE;
    case COLUMN_DATE:
        return WRITER_IS_DATE;
    default:
        return WRITER_IS_TEXT;
    }
}

/* The headings that stand in a table so far, by what of them counts. */
struct headings {
    struct lookup keys;
    struct buffer key;
};

/* False when there is no memory; else `*is_new` tells that none such stood there. */
static bool take_heading(struct headings *headings, struct text heading, bool *is_new)
{
    *is_new = true;
    buffer_clear(&headings->key);
    if (!heading_key(heading, &headings->key))
        return false;
    struct text key = buffer_text(&headings->key);
    return key.length == 0 || lookup_add(&headings->keys, key, is_new) != LOOKUP_NONE;
}

/* The heading with the first number behind it that makes it stand once; {NULL, 0} when there is no
 * memory. */
static struct text numbered_heading(struct headings *headings, struct text heading,
                                    struct arena *arena)
{
    struct text kept = {NULL, 0};
    struct buffer numbered;
    bool is_new = false, sound = true;
    buffer_init(&numbered, LIMIT_CELL_BYTES);
    for (uint64_t number = 2; sound && !is_new; number++) {
        buffer_clear(&numbered);
        buffer_add(&numbered, heading);
        buffer_add_byte(&numbered, '_');
        buffer_add_number(&numbered, number);
        sound = !buffer_failed(&numbered) &&
                take_heading(headings, buffer_text(&numbered), &is_new);
    }
    if (sound)
        kept = arena_copy(arena, buffer_text(&numbered));
    buffer_release(&numbered);
    return kept;
}

/* All that can keep their headings do, before the others get numbers. */
static bool name_extras(struct headings *headings, struct record_definition *definition,
                        const struct table *table, struct writer_column *extras, size_t count)
{
    bool sound = true, is_new;
    for (size_t i = 0; i < definition->column_count && sound; i++)
        sound = take_heading(headings, definition->columns[i].name, &is_new);
    for (size_t i = 0; i < count && sound; i++) {
        sound = take_heading(headings, table_extra_heading(table, i), &is_new);
        if (is_new)
            extras[i].name = table_extra_heading(table, i);
    }
    for (size_t i = 0; i < count && sound; i++) {
        if (!extras[i].name.data)
            extras[i].name = numbered_heading(headings, table_extra_heading(table, i),
                                              &definition->arena);
        sound = extras[i].name.data;
    }
    return sound;
}

static bool add_extras(struct record_definition *definition, const struct table *table,
                       struct writer_column *extras, size_t count, bool for_people)
{
    struct headings headings;
    for (size_t i = 0; i < count; i++)
        extras[i] = (struct writer_column){.kind = WRITER_IS_TEXT, .for_people = for_people};
    if (count == 0)
        return true;
    lookup_init(&headings.keys);
    buffer_init(&headings.key, LIMIT_CELL_BYTES);
    bool sound = name_extras(&headings, definition, table, extras, count);
    lookup_release(&headings.keys);
    buffer_release(&headings.key);
    return sound;
}

struct writer_column *schema_columns(struct record_definition *definition,
                                     const struct table *table, size_t *count,
                                     const struct reporter *reporter)
{
    size_t extras = table ? table_extra_count(table) : 0;
    *count = definition->column_count + extras;
    struct writer_column *columns = memory_new(*count, sizeof *columns);
    if (!columns) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    /* A record without headings for people is shown whole. */
    bool chosen = false;
    for (size_t i = 0; i < definition->column_count; i++)
        chosen |= definition->columns[i].people.length > 0;
    for (size_t i = 0; i < definition->column_count; i++) {
        const struct column_definition *column = &definition->columns[i];
        columns[i] = (struct writer_column){
            .name = column->name,
            .heading = column->people,
            .kind = writer_kind_of(column->type),
            .required = column->required,
            .for_people = !chosen || column->people.length > 0,
            .page_only = column->page_only,
            .unlike = column->unlike,
        };
    }
    if (!add_extras(definition, table, columns + definition->column_count, extras, !chosen)) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        memory_free(columns);
        return NULL;
    }
    return columns;
}

/* Dates may be EDTF and codes are open lists, so both are strings to a schema. */
static struct text schema_type(enum column_type type)
{
    switch (type) {
    case COLUMN_INTEGER:
        return TEXT("integer");
    case COLUMN_NUMBER:
    case COLUMN_FIGURE:
        return TEXT("number");
    default:
        return TEXT("string");
    }
}

/* A mark stands for a number that is missing. */
static bool write_marks(struct output *output, struct text list, const struct reporter *reporter)
{
    struct value_list *marks = value_list_new(list, reporter);
    if (!marks)
        return false;
    output_put(output, ", \"missingValues\": [\"\"");
    for (size_t i = 0; i < marks->values.count; i++) {
        output_put(output, ", ");
        writer_json_string(output, marks->codes[i]);
    }
    output_put(output, "]");
    value_list_free(marks);
    return true;
}

static bool write_table(struct output *output, const char *name, const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(text_of(name), reporter);
    if (!definition)
        return false;
    output_put(output, "{\"name\": ");
    writer_json_string(output, definition->kind);
    output_put(output, ", \"schema\": {\"fields\": [");
    bool done = true;
    for (size_t i = 0; i < definition->column_count && done; i++) {
        const struct column_definition *column = &definition->columns[i];
        output_write(output, i > 0 ? TEXT(",\n  {\"name\": ") : TEXT("\n  {\"name\": "));
        writer_json_string(output, column->name);
        output_put(output, ", \"type\": ");
        writer_json_string(output, schema_type(column->type));
        output_put(output, ", \"description\": ");
        writer_json_string(output, column->description);
        if (column->required)
            output_put(output, ", \"constraints\": {\"required\": true}");
        if (column->type == COLUMN_FIGURE)
            done = write_marks(output, column->values, reporter);
        output_put(output, "}");
    }
    output_put(output, "\n], \"missingValues\": [\"\"]}}");
    record_definition_free(definition);
    return done && !output->failed;
}

bool schema_write(struct output *output, const char *const *inputs, const char *record,
                  const struct reporter *reporter)
{
    bool done = true;
    output_put(output, "{\"input\": [");
    for (size_t i = 0; inputs && inputs[i] && done; i++) {
        if (i > 0)
            output_put(output, ",\n");
        done = write_table(output, inputs[i], reporter);
    }
    output_put(output, "],\n\"output\": ");
    if (record)
        done = done && write_table(output, record, reporter);
    else
        output_put(output, "null");
    output_put(output, "}\n");
    return done && !output->failed;
}
