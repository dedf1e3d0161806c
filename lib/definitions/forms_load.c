#include "definitions/forms_private.h"

#include "base/memory.h"

_Static_assert(sizeof((struct form_definitions *)NULL)->capacities / sizeof(size_t) == FORMS_ARRAYS,
               "a capacity for each array");

void *forms_add(struct form_definitions *definitions, void *array, size_t *count,
                enum forms_array which, size_t size)
{
    void **at = array, *grown;
    memcpy(&grown, at, sizeof grown);
    if (!memory_reserve(&grown, &definitions->capacities[which], *count + 1, size)) {
        report(definitions->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    memcpy(at, &grown, sizeof grown);
    char *added = (char *)grown + *count * size;
    memset(added, 0, size);
    ++*count;
    return added;
}

/* What the loading of one file needs. */
struct loading {
    struct form_definitions *definitions;
    struct share_file *file;
};

/* Memory that goes with the definitions; NULL after a message. */
static void *block(struct loading *loading, size_t count, size_t size)
{
    struct form_definitions *definitions = loading->definitions;
    void *blocks = definitions->blocks, *made = NULL;
    if (memory_reserve(&blocks, &definitions->block_capacity, definitions->block_count + 1,
                       sizeof *definitions->blocks)) {
        definitions->blocks = blocks;
        made = memory_new(count, size);
    }
    if (made)
        definitions->blocks[definitions->block_count++] = made;
    else
        share_file_no_memory(loading->file);
    return made;
}

static struct text keep(struct loading *loading, size_t column)
{
    return share_file_keep(loading->file, column, &loading->definitions->arena);
}

static struct text keep_text(struct loading *loading, struct text text)
{
    struct text copy = arena_copy(&loading->definitions->arena, text);
    if (!copy.data)
        share_file_no_memory(loading->file);
    return copy;
}

static bool unknown(struct loading *loading, size_t column, struct text name)
{
    return share_file_wrong(loading->file, column, MESSAGE_DEFINITION_CODE_UNKNOWN, name);
}

/* --- Small languages: paths and conditions -----------------------------------------------------
 */

/* `FIELD` of `own`, or `RECORD.FIELD`. */
static bool read_path(struct loading *loading, size_t column, struct text name, size_t own,
                      struct form_path *path)
{
    const char *dot = name.length ? memchr(name.data, '.', name.length) : NULL;
    size_t record = own;
    struct text field = name;
    *path = (struct form_path){FORM_NONE, FORM_NONE};
    if (dot) {
        struct text type = text_part(name, 0, (size_t)(dot - name.data));
        record = form_record_number(loading->definitions, type);
        field = text_part(name, type.length + 1, name.length);
        path->record = record;
    }
    if (record != FORM_NONE)
        path->field = form_field_number(loading->definitions, record, field);
    return path->field != FORM_NONE || unknown(loading, column, name);
}

static size_t pieces(struct text list, char separator)
{
    size_t count = list.length > 0;
    for (size_t i = 0; i < list.length; i++)
        count += list.data[i] == separator;
    return count;
}

static bool read_paths(struct loading *loading, size_t column, struct text list, size_t own,
                       struct form_paths *paths)
{
    size_t count = pieces(list, '|');
    struct form_path *made = count ? block(loading, count, sizeof *made) : NULL;
    struct text piece;
    *paths = (struct form_paths){made, 0};
    if (count > 0 && !made)
        return false;
    while (paths->count < count && text_next(&list, '|', &piece))
        if (!read_path(loading, column, piece, own, &made[paths->count++]))
            return false;
    return true;
}

static bool read_condition(struct loading *loading, size_t column, struct text list, size_t own,
                           struct form_condition *condition)
{
    size_t count = pieces(list, '&');
    struct form_term *made = count ? block(loading, count, sizeof *made) : NULL;
    struct text piece;
    *condition = (struct form_condition){made, 0};
    if (count > 0 && !made)
        return false;
    while (condition->count < count && text_next(&list, '&', &piece)) {
        struct form_term *term = &made[condition->count++];
        const char *equals = piece.length ? memchr(piece.data, '=', piece.length) : NULL;
        size_t at = equals ? (size_t)(equals - piece.data) : 0;
        if (at == 0)
            return unknown(loading, column, piece);
        term->unlike = piece.data[at - 1] == '!';
        term->value = keep_text(loading, text_trim(text_part(piece, at + 1, piece.length)));
        if (!read_path(loading, column, text_trim(text_part(piece, 0, at - term->unlike)), own,
                       &term->path))
            return false;
    }
    return true;
}

/* A record type, or FORM_NONE for a blank cell where that may be. */
static bool read_record(struct loading *loading, size_t column, bool may_be_blank, size_t *record)
{
    struct text name = share_file_cell(loading->file, column);
    *record = form_record_number(loading->definitions, name);
    if (*record != FORM_NONE || (name.length == 0 && may_be_blank))
        return true;
    return unknown(loading, column, name);
}

/* The number of a word in a list that a NULL ends. */
static bool read_word(struct loading *loading, size_t column, const char *const *words,
                      size_t *number)
{
    struct text word = share_file_cell(loading->file, column);
    for (*number = 0; words[*number]; ++*number)
        if (text_equal(word, text_of(words[*number])))
            return true;
    return unknown(loading, column, word);
}

static bool is_yes(struct loading *loading, size_t column)
{
    return text_equal(share_file_cell(loading->file, column), TEXT("yes"));
}

/* --- The files -------------------------------------------------------------------------------- */

static bool load_look(struct loading *loading)
{
    enum { FORM, TITLE, PURPOSE, NOTICE, INTRODUCTION };
    struct form_look *look = FORMS_ADD(loading->definitions, looks, look_count, FORMS_LOOKS);
    if (!look)
        return false;
    *look = (struct form_look){.name = keep(loading, FORM),
                               .title = keep(loading, TITLE),
                               .purpose = keep(loading, PURPOSE),
                               .notice = keep(loading, NOTICE),
                               .introduction = keep(loading, INTRODUCTION)};
    return true;
}

static bool load_record(struct loading *loading)
{
    enum { RECORD, SINGLE, DOC };
    struct form_record_definition *record = FORMS_ADD(loading->definitions, records, record_count,
                                                      FORMS_RECORDS);
    if (!record)
        return false;
    *record = (struct form_record_definition){.name = keep(loading, RECORD),
                                              .single = is_yes(loading, SINGLE),
                                              .doc = keep(loading, DOC)};
    return true;
}

/* The number of the list called so, which is added when it is new. */
static size_t list_number(struct loading *loading, struct text name, bool own)
{
    struct form_definitions *definitions = loading->definitions;
    for (size_t i = 0; i < definitions->value_count; i++)
        if (text_equal(definitions->values[i].name, name))
            return i;
    struct form_values *values = FORMS_ADD(definitions, values, value_count, FORMS_VALUES);
    if (!values)
        return FORM_NONE;
    *values = (struct form_values){keep_text(loading, name), own, NULL};
    return definitions->value_count - 1;
}

static bool load_choice(struct loading *loading)
{
    enum { LIST, VALUE, LABEL };
    size_t list = list_number(loading, share_file_cell(loading->file, LIST), true);
    struct form_choice *choice = list == FORM_NONE ? NULL
                                                   : FORMS_ADD(loading->definitions, choices,
                                                               choice_count, FORMS_CHOICES);
    if (!choice)
        return false;
    *choice = (struct form_choice){list, keep(loading, VALUE), keep(loading, LABEL)};
    return true;
}

static bool load_field(struct loading *loading)
{
    enum { RECORD, FIELD, KIND, VALUES, REQUIRED, GIVEN, FORMS, LABEL, HELP };
    static const char *const kinds[] = {"id",     "text",  "long", "date", "yes-no",
                                        "choice", "score", "list", NULL};
    size_t number, kind;
    if (!read_record(loading, RECORD, false, &number) || !read_word(loading, KIND, kinds, &kind))
        return false;
    struct form_record_definition *record = &loading->definitions->records[number];
    void *fields = record->fields;
    if (!memory_reserve(&fields, &record->field_capacity, record->field_count + 1,
                        sizeof *record->fields))
        return share_file_no_memory(loading->file);
    record->fields = fields;
    struct form_field_definition *field = &record->fields[record->field_count++];
    struct text values = kind == FORM_YES_NO ? TEXT("yes-no")
                                             : share_file_cell(loading->file, VALUES);
    *field = (struct form_field_definition){
        .name = keep(loading, FIELD),
        .label = keep(loading, LABEL),
        .help = keep(loading, HELP),
        .kind = (enum form_kind)kind,
        .values = values.length > 0 ? list_number(loading, values, false) : FORM_NONE,
        .required = is_yes(loading, REQUIRED),
        .given = is_yes(loading, GIVEN),
        .form = keep(loading, FORMS),
    };
    return values.length == 0 || field->values != FORM_NONE;
}

/* Paths and conditions name fields of any record, so they are read when all are known. */
static bool load_kept(struct loading *loading)
{
    enum { RECORD, FIELD, KEPT };
    size_t record;
    if (!read_record(loading, RECORD, false, &record))
        return false;
    struct text name = share_file_cell(loading->file, FIELD);
    size_t field = form_field_number(loading->definitions, record, name);
    return field == FORM_NONE
               ? unknown(loading, FIELD, name)
               : read_paths(loading, KEPT, share_file_cell(loading->file, KEPT), record,
                            &loading->definitions->records[record].fields[field].kept);
}

static bool load_kept_records(struct loading *loading)
{
    enum { RECORD, KEPT };
    size_t number;
    struct text kept = share_file_cell(loading->file, KEPT);
    if (!read_record(loading, RECORD, false, &number))
        return false;
    struct form_record_definition *record = &loading->definitions->records[number];
    record->kept = kept.length > 0;
    return text_equal(kept, TEXT("yes")) ||
           read_condition(loading, KEPT, kept, number, &record->kept_if);
}

static bool load_starter(struct loading *loading)
{
    enum { FORM, RECORD, GIVEN };
    struct form_starter *starter = FORMS_ADD(loading->definitions, starters, starter_count,
                                             FORMS_STARTERS);
    if (!starter || !read_record(loading, RECORD, false, &starter->record))
        return false;
    starter->form = keep(loading, FORM);
    return read_condition(loading, GIVEN, share_file_cell(loading->file, GIVEN), starter->record,
                          &starter->given);
}

static bool load_rule(struct loading *loading)
{
    enum { RULE, SEVERITY, FORMS, KIND, RECORD, WHERE, FIELD, OTHER, TEXT_CELL, SOURCE };
    static const char *const kinds[] = {
        "built-in",    "one",      "some",  "never",  "unique", "known", "known-choice",
        "each-choice", "answered", "order", "differ", "past",   NULL};
    struct form_rule *rule = FORMS_ADD(loading->definitions, rules, rule_count, FORMS_RULES);
    size_t kind;
    if (!rule || !read_word(loading, KIND, kinds, &kind) ||
        !read_record(loading, RECORD, kind == RULE_BUILT_IN, &rule->record))
        return false;
    rule->name = keep(loading, RULE);
    rule->severity = keep(loading, SEVERITY);
    rule->form = keep(loading, FORMS);
    rule->text = keep(loading, TEXT_CELL);
    rule->source = keep(loading, SOURCE);
    rule->kind = (enum form_rule_kind)kind;
    return read_condition(loading, WHERE, share_file_cell(loading->file, WHERE), rule->record,
                          &rule->where) &&
           read_paths(loading, FIELD, share_file_cell(loading->file, FIELD), rule->record,
                      &rule->fields) &&
           read_paths(loading, OTHER, share_file_cell(loading->file, OTHER), rule->record,
                      &rule->others) &&
           (kind <= RULE_ONE || rule->fields.count > 0 || unknown(loading, FIELD, rule->name));
}

static bool load_section(struct loading *loading)
{
    enum { FORM, SECTION, LAYOUT, RECORD, WHERE, HEADING, HELP, ROWS };
    static const char *const layouts[] = {"part", "facts", "table",      "box", "ticks",
                                          "list", "scale", "signatures", NULL};
    struct form_section *section = FORMS_ADD(loading->definitions, sections, section_count,
                                             FORMS_SECTIONS);
    size_t layout;
    uint64_t rows = 0;
    if (!section || !read_word(loading, LAYOUT, layouts, &layout) ||
        !read_record(loading, RECORD, true, &section->record))
        return false;
    struct text cell = share_file_cell(loading->file, ROWS);
    if (cell.length > 0 && !text_to_unsigned(cell, 0, 100, &rows))
        return share_file_wrong(loading->file, ROWS, MESSAGE_DEFINITION_NUMBER, TEXT("100"));
    section->form = keep(loading, FORM);
    section->name = keep(loading, SECTION);
    section->heading = keep(loading, HEADING);
    section->help = keep(loading, HELP);
    section->layout = (enum form_layout)layout;
    section->rows = (unsigned)rows;
    return read_condition(loading, WHERE, share_file_cell(loading->file, WHERE), section->record,
                          &section->where);
}

static bool load_place(struct loading *loading)
{
    enum { FORM, SECTION, FIELD, LABEL, WIDTH, WHERE };
    struct form_definitions *definitions = loading->definitions;
    struct form_section *section = NULL;
    struct text form = share_file_cell(loading->file, FORM),
                name = share_file_cell(loading->file, SECTION);
    for (size_t i = 0; i < definitions->section_count; i++)
        if (text_equal(definitions->sections[i].form, form) &&
            text_equal(definitions->sections[i].name, name))
            section = &definitions->sections[i];
    if (!section)
        return unknown(loading, SECTION, name);
    void *places = section->places;
    if (!memory_reserve(&places, &section->place_capacity, section->place_count + 1,
                        sizeof *section->places))
        return share_file_no_memory(loading->file);
    section->places = places;
    struct form_place *place = &section->places[section->place_count++];
    struct text field = share_file_cell(loading->file, FIELD),
                width = share_file_cell(loading->file, WIDTH);
    uint64_t share = 0;
    *place = (struct form_place){.path = {FORM_NONE, FORM_NONE}, .label = keep(loading, LABEL)};
    place->wide = text_equal(width, TEXT("wide"));
    if (width.length > 0 && !place->wide && !text_to_unsigned(width, 1, 100, &share))
        return share_file_wrong(loading->file, WIDTH, MESSAGE_DEFINITION_NUMBER, TEXT("100"));
    place->width = (unsigned)share;
    if (field.length > 0) {
        if (!read_path(loading, FIELD, field, section->record, &place->path))
            return false;
        if (place->label.length == 0 && section->layout != LAYOUT_BOX)
            place->label = form_field(definitions,
                                      (struct form_path){place->path.record == FORM_NONE
                                                             ? section->record
                                                             : place->path.record,
                                                         place->path.field})
                               ->label;
    }
    return read_condition(loading, WHERE, share_file_cell(loading->file, WHERE), section->record,
                          &place->where);
}

static bool read_source(struct loading *loading, size_t column, size_t record,
                        struct form_table_column *to)
{
    struct text from = share_file_cell(loading->file, column), piece;
    char first = from.length > 0 ? from.data[0] : '\0';
    struct text rest = text_part(from, 1, from.length);
    if (text_equal(from, TEXT("*1")) || text_equal(from, TEXT("*2"))) {
        to->kind = from.data[1] == '1' ? SOURCE_FIRST : SOURCE_REST;
        return true;
    }
    if (first == '=') {
        to->kind = SOURCE_CONSTANT;
        to->constant = keep_text(loading, rest);
        return true;
    }
    if (first == '?') {
        to->kind = SOURCE_EXISTS;
        text_next(&rest, ':', &piece);
        to->other.record = form_record_number(loading->definitions, piece);
        return to->other.record == FORM_NONE
                   ? unknown(loading, column, piece)
                   : read_condition(loading, column, rest, to->other.record, &to->where);
    }
    const char *arrow = first ? memchr(from.data, '>', from.length) : NULL;
    if (arrow) {
        to->kind = SOURCE_LOOKUP;
        rest = text_part(from, (size_t)(arrow - from.data) + 1, from.length);
        from = text_part(from, 0, (size_t)(arrow - from.data));
        if (!read_path(loading, column, rest, FORM_NONE, &to->other))
            return false;
    }
    return read_paths(loading, column, from, record, &to->paths) &&
           (to->paths.count > 0 || unknown(loading, column, from));
}

/* Rows of one table and record type that stand together are one entry. */
static bool load_table(struct loading *loading)
{
    enum { TABLE, RECORD, WHERE, EACH, COLUMN, FROM };
    struct form_definitions *definitions = loading->definitions;
    struct form_table *table = definitions->table_count > 0
                                   ? &definitions->tables[definitions->table_count - 1]
                                   : NULL;
    struct text name = share_file_cell(loading->file, TABLE),
                each = share_file_cell(loading->file, EACH);
    struct form_path path = {FORM_NONE, FORM_NONE};
    size_t record;
    bool may_be_blank = each.length == 0 || each.data[0] == '?';
    if (each.length > 0 && may_be_blank)
        each = text_part(each, 1, each.length);
    if (!read_record(loading, RECORD, false, &record) ||
        (each.length > 0 && !read_path(loading, EACH, each, record, &path)))
        return false;
    if (!table || !text_equal(table->name, name) || table->record != record ||
        table->each != path.field) {
        table = FORMS_ADD(definitions, tables, table_count, FORMS_TABLES);
        if (!table)
            return false;
        table->name = keep(loading, TABLE);
        table->record = record;
        table->each = path.field;
        table->each_may_be_blank = may_be_blank;
        if (!read_condition(loading, WHERE, share_file_cell(loading->file, WHERE), record,
                            &table->where))
            return false;
    }
    void *columns = table->columns;
    if (!memory_reserve(&columns, &table->column_capacity, table->column_count + 1,
                        sizeof *table->columns))
        return share_file_no_memory(loading->file);
    table->columns = columns;
    struct form_table_column *column = &table->columns[table->column_count++];
    *column = (struct form_table_column){.name = keep(loading, COLUMN)};
    return read_source(loading, FROM, record, column);
}

static bool load_key(struct loading *loading)
{
    enum { TABLE, KEY };
    struct form_definitions *definitions = loading->definitions;
    struct text name = share_file_cell(loading->file, TABLE);
    bool found = false;
    for (size_t i = 0; i < definitions->table_count; i++) {
        struct form_table *table = &definitions->tables[i];
        if (!text_equal(table->name, name))
            continue;
        found = true;
        if (!read_paths(loading, KEY, share_file_cell(loading->file, KEY), table->record,
                        &table->key))
            return false;
    }
    return found || unknown(loading, TABLE, name);
}

static bool load(struct form_definitions *definitions, const char *path, const char *const *names,
                 bool (*load_row)(struct loading *))
{
    struct loading loading = {definitions, share_file_open(path, definitions->reporter)};
    bool done = loading.file && share_file_columns(loading.file, names);
    while (done && share_file_next(loading.file))
        done = load_row(&loading);
    done = done && share_file_sound(loading.file);
    share_file_free(loading.file);
    return done;
}

#define COLUMNS(...) ((const char *const[]){__VA_ARGS__, NULL})

struct form_definitions *form_definitions_new(const struct reporter *reporter)
{
    struct form_definitions *made = memory_new(1, sizeof *made);
    if (!made) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    made->reporter = reporter;
    arena_init(&made->arena);
    if (load(made, "forms/forms.csv", COLUMNS("form", "title", "purpose", "notice", "introduction"),
             load_look) &&
        load(made, "forms/records.csv", COLUMNS("record", "single", "doc"), load_record) &&
        load(made, "forms/choices.csv", COLUMNS("list", "value", "label"), load_choice) &&
        load(made, "forms/fields.csv",
             COLUMNS("record", "field", "kind", "values", "required", "given", "forms", "label",
                     "help"),
             load_field) &&
        load(made, "forms/fields.csv", COLUMNS("record", "field", "kept"), load_kept) &&
        load(made, "forms/records.csv", COLUMNS("record", "kept"), load_kept_records) &&
        load(made, "forms/starters.csv", COLUMNS("form", "record", "given"), load_starter) &&
        load(made, "forms/rules.csv",
             COLUMNS("rule", "severity", "forms", "kind", "record", "where", "field", "other",
                     "text", "source"),
             load_rule) &&
        load(made, "forms/sections.csv",
             COLUMNS("form", "section", "layout", "record", "where", "heading", "help", "rows"),
             load_section) &&
        load(made, "forms/places.csv",
             COLUMNS("form", "section", "field", "label", "width", "where"), load_place) &&
        load(made, "forms/tables.csv",
             COLUMNS("table", "record", "where", "each", "column", "from"), load_table) &&
        load(made, "forms/keys.csv", COLUMNS("table", "key"), load_key))
        return made;
    form_definitions_free(made);
    return NULL;
}

void form_definitions_free(struct form_definitions *definitions)
{
    if (!definitions)
        return;
    for (size_t i = 0; i < definitions->record_count; i++)
        memory_free(definitions->records[i].fields);
    for (size_t i = 0; i < definitions->section_count; i++)
        memory_free(definitions->sections[i].places);
    for (size_t i = 0; i < definitions->table_count; i++)
        memory_free(definitions->tables[i].columns);
    for (size_t i = 0; i < definitions->value_count; i++)
        value_list_free(definitions->values[i].list);
    for (size_t i = 0; i < definitions->block_count; i++)
        memory_free(definitions->blocks[i]);
    void *arrays[] = {definitions->looks,    definitions->records, definitions->values,
                      definitions->choices,  definitions->rules,   definitions->sections,
                      definitions->starters, definitions->tables,  definitions->blocks};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        memory_free(arrays[i]);
    arena_release(&definitions->arena);
    memory_free(definitions);
}
