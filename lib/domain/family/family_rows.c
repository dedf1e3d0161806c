#include "domain/family/family_rows.h"

const char *const person_columns[] = {
    "family_id",       "person_id", "name",        "gender",     "dob",     "dod",
    "relationship",    "household", "birth_order", "twin_group", "outcome", "ethnicity",
    "disability_send", "address",   NULL};
const char *const relationship_columns[] = {"from", "to",    "type", "status",
                                            "kind", "start", "end",  NULL};

struct source {
    struct table *table;
    struct record_definition *definition;
    const struct reporter *reporter;
    size_t columns[FAMILY_CELLS];
    bool codes[FAMILY_CELLS]; /* cells to be decoded */
    size_t count;
};

static bool open_source(struct source *source, bool relationships, const struct family_sink *sink)
{
    const char *const *names = relationships ? relationship_columns : person_columns;
    if (!source->table)
        return false;
    if (!sink->begin)
        table_drop_extras(source->table);
    for (size_t i = 0; names[i]; i++) {
        size_t column = record_definition_column(source->definition, text_of(names[i]));
        bool drawn = relationships || i < PERSON_ETHNICITY;
        source->columns[i] = column;
        source->codes[i] = source->definition->columns[column].values.length > 0 &&
                           (drawn || sink->whole);
        source->count = i + 1;
    }
    return true;
}

static void fill_row(const struct source *source, struct family_row *row)
{
    struct place place = table_place(source->table, SIZE_MAX);
    row->file = place.file;
    row->whole.line = place.line;
    for (size_t i = 0; i < source->count; i++) {
        bool known = true;
        row->cells[i] = source->codes[i] ? table_code(source->table, source->columns[i], &known)
                                         : table_cell(source->table, source->columns[i]);
        row->undecoded[i] = !known;
    }
}

static bool read_rows(struct source *source, const struct family_sink *sink,
                      bool (*take)(void *, const struct family_row *))
{
    struct family_row row = {
        .table = source->table, .columns = source->columns, .reporter = source->reporter};
    bool begun = !sink->begin;
    for (;;) {
        enum table_result result = table_next(source->table);
        if (result == TABLE_FAILED || (!begun && !sink->begin(sink->context, source->table)))
            return false;
        begun = true;
        if (result == TABLE_END)
            return true;
        fill_row(source, &row);
        if (!take(sink->context, &row))
            return false;
    }
}

/* The files, or the bytes when there is no file. */
static bool read_source(const struct table_settings *settings, const char *const *files,
                        size_t count, struct text bytes, bool relationships,
                        const struct family_sink *sink, const struct reporter *reporter)
{
    struct source source = {.reporter = reporter};
    source.definition = record_definition_new(
        relationships ? TEXT("relationships") : TEXT("people"), reporter);
    if (source.definition)
        source.table = files
                           ? table_new(settings, source.definition, files, count, reporter)
                           : table_of_bytes(settings, source.definition, bytes, "memory", reporter);
    bool done = open_source(&source, relationships, sink) &&
                read_rows(&source, sink, relationships ? sink->relationship : sink->person);
    table_free(source.table);
    record_definition_free(source.definition);
    return done;
}

bool family_rows_people(const struct table_settings *settings, const char *const *files,
                        size_t count, const struct family_sink *sink,
                        const struct reporter *reporter)
{
    return read_source(settings, files, count, TEXT(""), false, sink, reporter);
}

bool family_rows_relationships(const struct table_settings *settings, const char *const *files,
                               size_t count, const struct family_sink *sink,
                               const struct reporter *reporter)
{
    return read_source(settings, files, count, TEXT(""), true, sink, reporter);
}

bool family_rows_bytes(const struct table_settings *settings, struct text bytes, bool relationships,
                       const struct family_sink *sink, const struct reporter *reporter)
{
    return read_source(settings, NULL, 0, bytes, relationships, sink, reporter);
}

uint64_t family_row_line(const struct family_row *row, size_t cell)
{
    return row->lines && row->lines[cell].line > 0 ? row->lines[cell].line : row->whole.line;
}

bool family_row_reject_words(const struct family_row *row, size_t cell, enum message message,
                             const struct text *words, size_t count)
{
    if (row->table)
        return table_reject_words(row->table, row->columns[cell], message, words, count);
    bool own_line = row->lines && row->lines[cell].line > 0;
    struct place place = {row->file, family_row_line(row, cell), text_of(row->fields[cell])};
    return rejects_line(row->rejects, row->reporter, place, message, words, count,
                        own_line ? row->lines[cell].bytes : row->whole.bytes);
}

bool family_is_unknown_date(struct text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!memchr("Xx?-", cell.data[i], 4))
            return false;
    return cell.length > 0;
}

bool family_says_no(struct text cell)
{
    return text_equal_folded(cell, TEXT("no")) || text_equal_folded(cell, TEXT("alive"));
}
