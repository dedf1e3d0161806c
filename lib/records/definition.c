#include "records/definition.h"

#include "base/embedded.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/share.h"

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* utf8_first, quicker where most text is ASCII. */
static inline uint32_t first_character(struct text text, size_t *length)
{
    *length = 1;
    return (unsigned char)text.data[0] < 0x80 ? (unsigned char)text.data[0]
                                              : utf8_first(text, length);
}

bool heading_key(struct text heading, struct buffer *key)
{
    size_t length;
    for (; heading.length > 0; heading = text_part(heading, length, heading.length)) {
        uint32_t character = first_character(heading, &length);
        /*
         * Letters beyond ASCII count as they are; punctuation U+2000 to U+206F, the no-break space
         * and a mark left by files put together do not.
         */
        bool counts = length == 1
                          ? is_letter_or_digit(heading.data[0])
                          : character >= 0xc0 && (character < 0x2000 || character > 0x206f) &&
                                character != 0xfeff;
        if (counts && length == 1)
            buffer_add_byte(key, lower(heading.data[0]));
        else if (counts)
            buffer_add(key, text_part(heading, 0, length));
    }
    return !buffer_failed(key);
}

static const struct {
    const char *name;
    enum column_type type;
} types[] = {
    {"text", COLUMN_TEXT},       {"code", COLUMN_CODE},     {"date", COLUMN_DATE},
    {"integer", COLUMN_INTEGER}, {"number", COLUMN_NUMBER}, {"boolean", COLUMN_BOOLEAN},
    {"figure", COLUMN_FIGURE},
};

static bool type_named(struct text name, enum column_type *type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_equal(name, text_of(types[i].name))) {
            *type = types[i].type;
            return true;
        }
    return false;
}

/* A key in the arena, made in `buffer`. */
static struct text keep_key(struct arena *arena, struct text heading, struct buffer *buffer)
{
    buffer_clear(buffer);
    return heading_key(heading, buffer) ? arena_copy(arena, buffer_text(buffer))
                                        : (struct text){NULL, 0};
}

/* Takes the words in front of the heading for people, if any, for what they say. */
static void read_people(struct column_definition *column)
{
    static const struct text page = {"page:", 5}, unlike = {"unlike ", 7};
    const char *colon;
    if (text_starts_folded(column->people, page)) {
        column->page_only = true;
        column->people = text_part(column->people, page.length, column->people.length);
    } else if (text_starts_folded(column->people, unlike) &&
               (colon = memchr(column->people.data, ':', column->people.length))) {
        size_t length = (size_t)(colon - column->people.data);
        column->unlike = text_part(column->people, unlike.length, length - unlike.length);
        column->people = text_part(column->people, length + 1, column->people.length);
    }
}

/* Several definitions while they are loaded, by one pass over each file. */
struct loading {
    struct record_definition **definitions;
    size_t count;
    struct capacities {
        size_t columns, headings, dialects;
    } * capacities;
    struct buffer key;
};

static bool add_column(struct loading *loading, size_t number, struct share_file *file)
{
    enum { RECORD, COLUMN, REQUIRED, TYPE, VALUES, PEOPLE, DESCRIPTION };
    struct record_definition *definition = loading->definitions[number];
    void *columns = definition->columns;
    if (!memory_reserve(&columns, &loading->capacities[number].columns,
                        definition->column_count + 1, sizeof *definition->columns))
        return share_file_no_memory(file);
    definition->columns = columns;
    struct column_definition column = {
        .name = arena_copy(&definition->arena, share_file_cell(file, COLUMN)),
        .description = arena_copy(&definition->arena, share_file_cell(file, DESCRIPTION)),
        .values = arena_copy(&definition->arena, share_file_cell(file, VALUES)),
        .people = arena_copy(&definition->arena, share_file_cell(file, PEOPLE)),
        .required = text_equal(share_file_cell(file, REQUIRED), TEXT("yes")),
    };
    if (!column.name.data || !column.description.data || !column.values.data || !column.people.data)
        return share_file_no_memory(file);
    if (!type_named(share_file_cell(file, TYPE), &column.type))
        return share_file_broken(file, TYPE);
    read_people(&column);
    definition->columns[definition->column_count++] = column;
    return true;
}

static bool load_columns(struct loading *loading, struct share_file *file)
{
    static const char *const names[] = {"record", "column", "required",    "type",
                                        "values", "people", "description", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file))
        for (size_t i = 0; i < loading->count; i++)
            if (text_equal(share_file_cell(file, 0), loading->definitions[i]->name) &&
                !add_column(loading, i, file))
                return false;
    return share_file_done(file);
}

static bool add_heading(struct loading *loading, size_t number, struct share_file *file)
{
    enum { RECORD, COLUMN, HEADING, DIALECT };
    struct record_definition *definition = loading->definitions[number];
    size_t column = record_definition_column(definition, share_file_cell(file, COLUMN));
    if (column == definition->column_count)
        return true;
    void *headings = definition->headings;
    if (!memory_reserve(&headings, &loading->capacities[number].headings,
                        definition->heading_count + 1, sizeof *definition->headings))
        return share_file_no_memory(file);
    definition->headings = headings;
    struct heading_definition heading = {
        .heading = arena_copy(&definition->arena, share_file_cell(file, HEADING)),
        .dialect = arena_copy(&definition->arena, share_file_cell(file, DIALECT)),
        .key = keep_key(&definition->arena, share_file_cell(file, HEADING), &loading->key),
        .column = column,
    };
    if (!heading.heading.data || !heading.dialect.data || !heading.key.data)
        return share_file_no_memory(file);
    definition->headings[definition->heading_count++] = heading;
    return true;
}

static bool load_headings(struct loading *loading, struct share_file *file)
{
    static const char *const names[] = {"record", "column", "heading", "dialect", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct text record = share_file_cell(file, 0);
        bool of_all = text_equal(record, TEXT("*"));
        for (size_t i = 0; i < loading->count; i++)
            if ((of_all || text_equal(record, loading->definitions[i]->name)) &&
                !add_heading(loading, i, file))
                return false;
    }
    return share_file_done(file);
}

static bool add_dialect(struct loading *loading, size_t number, struct share_file *file)
{
    enum { DIALECT, MISSING };
    struct record_definition *definition = loading->definitions[number];
    void *dialects = definition->dialects;
    if (!memory_reserve(&dialects, &loading->capacities[number].dialects,
                        definition->dialect_count + 1, sizeof *definition->dialects))
        return share_file_no_memory(file);
    definition->dialects = dialects;
    definition->dialects[definition->dialect_count++] = (struct dialect_definition){
        share_file_keep(file, DIALECT, &definition->arena),
        share_file_keep(file, MISSING, &definition->arena),
    };
    return true;
}

static bool load_dialects(struct loading *loading, struct share_file *file)
{
    static const char *const names[] = {"dialect", "missing", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file))
        for (size_t i = 0; i < loading->count; i++)
            if (!add_dialect(loading, i, file))
                return false;
    return share_file_done(file);
}

static bool load_kinds(struct loading *loading, struct share_file *file)
{
    enum { RECORD, KIND };
    static const char *const names[] = {"record", "kind", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file))
        for (size_t i = 0; i < loading->count; i++) {
            struct record_definition *definition = loading->definitions[i];
            if (!text_equal(share_file_cell(file, RECORD), definition->name))
                continue;
            definition->kind = share_file_keep(file, KIND, &definition->arena);
            if (!definition->kind.data)
                return share_file_no_memory(file);
        }
    return share_file_done(file);
}

static bool load_file(struct loading *loading, const char *path,
                      bool (*load)(struct loading *, struct share_file *),
                      const struct reporter *reporter)
{
    struct share_file *file = share_file_open(path, reporter);
    bool loaded = file && load(loading, file);
    share_file_free(file);
    return loaded;
}

static bool load_all(struct loading *loading, const struct reporter *reporter)
{
    if (!load_file(loading, "records/columns.csv", load_columns, reporter) ||
        !load_file(loading, "records/kinds.csv", load_kinds, reporter) ||
        !load_file(loading, "maps/headings.csv", load_headings, reporter) ||
        !load_file(loading, "maps/dialects.csv", load_dialects, reporter))
        return false;
    for (size_t i = 0; i < loading->count; i++)
        if (loading->definitions[i]->column_count == 0)
            return report_with(reporter, PLACE_NONE, MESSAGE_RECORD_UNKNOWN,
                               loading->definitions[i]->name);
    return true;
}

bool record_definitions_new(const struct text *names, size_t count,
                            struct record_definition **definitions, const struct reporter *reporter)
{
    struct loading loading = {
        .definitions = definitions,
        .capacities = memory_new(count, sizeof *loading.capacities),
    };
    bool sound = loading.capacities;
    for (size_t i = 0; i < count; i++)
        definitions[i] = NULL;
    for (; sound && loading.count < count; loading.count++) {
        struct record_definition *definition = memory_new(1, sizeof *definition);
        definitions[loading.count] = definition;
        if (!definition) {
            sound = false;
            break;
        }
        arena_init(&definition->arena);
        definition->name = arena_copy(&definition->arena, names[loading.count]);
        definition->kind = definition->name;
        sound = definition->name.data;
    }
    buffer_init(&loading.key, LIMIT_CELL_BYTES);
    if (!sound)
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    sound = sound && load_all(&loading, reporter);
    for (size_t i = 0; !sound && i < count; i++) {
        record_definition_free(definitions[i]);
        definitions[i] = NULL;
    }
    buffer_release(&loading.key);
    memory_free(loading.capacities);
    return sound;
}

struct record_definition *record_definition_new(struct text name, const struct reporter *reporter)
{
    struct record_definition *definition;
    record_definitions_new(&name, 1, &definition, reporter);
    return definition;
}

void record_definition_free(struct record_definition *definition)
{
    if (!definition)
        return;
    arena_release(&definition->arena);
    memory_free(definition->columns);
    memory_free(definition->headings);
    memory_free(definition->dialects);
    memory_free(definition);
}

size_t record_definition_column(const struct record_definition *definition, struct text name)
{
    size_t i = 0;
    while (i < definition->column_count && !text_equal(definition->columns[i].name, name))
        i++;
    return i;
}

/* Without a leading `a) `, `p1) ` and the like. */
static struct text without_mark(struct text value)
{
    size_t i = 0;
    while (i < value.length && i < 2 && lower(value.data[i]) >= 'a' && lower(value.data[i]) <= 'z')
        i++;
    if (i == 0)
        return value;
    while (i < value.length && i < 3 && value.data[i] >= '0' && value.data[i] <= '9')
        i++;
    if (i < value.length && value.data[i] == ')')
        return text_trim(text_part(value, i + 1, value.length));
    return value;
}

static bool value_key(struct text value, struct buffer *key)
{
    value = without_mark(text_trim(value));
    bool blank = false;
    size_t length;
    for (; value.length > 0; value = text_part(value, length, value.length)) {
        uint32_t character = first_character(value, &length);
        if (character == ' ' || character == '\t' || character == 0xa0) {
            blank = true;
            continue;
        }
        if (blank)
            buffer_add_byte(key, ' ');
        blank = false;
        if (length == 1)
            buffer_add_byte(key, lower(value.data[0]));
        else if (character == 0x2018 || character == 0x2019)
            buffer_add_byte(key, '\'');
        else
            buffer_add(key, text_part(value, 0, length));
    }
    return !buffer_failed(key);
}

static bool load_values(struct value_list *list, struct share_file *file)
{
    enum { LIST, VALUE, CODE };
    static const char *const names[] = {"list", "value", "code", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        if (!text_equal(share_file_cell(file, LIST), list->name))
            continue;
        buffer_clear(&list->key);
        bool added;
        if (!value_key(share_file_cell(file, VALUE), &list->key) ||
            lookup_add(&list->values, buffer_text(&list->key), &added) == LOOKUP_NONE)
            return share_file_no_memory(file);
        if (!added)
            continue;
        void *codes = list->codes;
        if (!memory_reserve(&codes, &list->code_capacity, list->values.count, sizeof *list->codes))
            return share_file_no_memory(file);
        list->codes = codes;
        struct text code = arena_copy(&list->arena, share_file_cell(file, CODE));
        if (!code.data)
            return share_file_no_memory(file);
        list->codes[list->values.count - 1] = code;
    }
    return share_file_done(file);
}

struct value_list *value_list_new(struct text name, const struct reporter *reporter)
{
    struct value_list *list = memory_new(1, sizeof *list);
    if (!list) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&list->arena);
    lookup_init(&list->values);
    buffer_init(&list->key, LIMIT_CELL_BYTES * 2);
    list->name = arena_copy(&list->arena, name);
    struct share_file *file = share_file_open("maps/values.csv", reporter);
    if (file && !list->name.data)
        share_file_no_memory(file);
    bool loaded = file && list->name.data && load_values(list, file);
    if (loaded && list->values.count == 0)
        loaded = report_with(reporter, PLACE_NONE, MESSAGE_VALUE_LIST_UNKNOWN, name);
    share_file_free(file);
    if (loaded)
        return list;
    value_list_free(list);
    return NULL;
}

void value_list_free(struct value_list *list)
{
    if (!list)
        return;
    arena_release(&list->arena);
    lookup_release(&list->values);
    buffer_release(&list->key);
    memory_free(list->codes);
    memory_free(list);
}

bool value_list_decode(struct value_list *list, struct text value, struct text *code)
{
    buffer_clear(&list->key);
    if (!value_key(value, &list->key))
        return false;
    uint32_t number = lookup_find(&list->values, buffer_text(&list->key));
    if (number == LOOKUP_NONE)
        return false;
    *code = list->codes[number];
    return true;
}

bool value_list_words(const struct value_list *list, struct buffer *words)
{
    for (size_t i = 0; i < list->values.count; i++) {
        size_t earlier = 0;
        while (earlier < i && !text_equal(list->codes[earlier], list->codes[i]))
            earlier++;
        if (earlier < i)
            continue;
        if (words->length > 0)
            buffer_put(words, ", ");
        buffer_add(words, list->codes[i]);
    }
    return !buffer_failed(words);
}
