#include "domain/timeline/journey_rows.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/fitting.h"
#include "records/unmapped.h"

/* A rule, with the places of its columns in the record that the file is. */
struct journey_binding {
    const struct journey_source *source;
    size_t when, start, end; /* SIZE_MAX: none */
    bool needed;             /* the record needs the column `start` */
};

/* A file that is being read. */
struct rows {
    struct journey_reader *reader;
    struct table *table;
    const struct record_definition *definition;
    size_t family, child; /* SIZE_MAX: none */
    bool one_family;      /* the file names nobody: all is about one family */
    size_t count;         /* of bindings */
    struct journeys *journeys;
};

bool journey_reader_init(struct journey_reader *reader, struct journey_rules *rules,
                         const struct table_settings *settings, const struct reporter *reporter)
{
    *reader = (struct journey_reader){.rules = rules, .settings = settings, .reporter = reporter};
    reader->definitions = memory_new(rules->records.count, sizeof(struct record_definition *));
    reader->bindings = memory_new(rules->source_count + 1, sizeof *reader->bindings);
    struct text *names = memory_new(rules->records.count, sizeof *names);
    if (!reader->definitions || !reader->bindings || !names) {
        memory_free(names);
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    for (uint32_t i = 0; i < rules->records.count; i++)
        names[i] = lookup_key(&rules->records, i);
    bool made = record_definitions_new(names, rules->records.count, reader->definitions, reporter);
    memory_free(names);
    return made;
}

void journey_reader_release(struct journey_reader *reader)
{
    for (uint32_t i = 0; reader->definitions && i < reader->rules->records.count; i++)
        record_definition_free(reader->definitions[i]);
    memory_free(reader->definitions);
    memory_free(reader->bindings);
    *reader = (struct journey_reader){.rules = NULL};
}

uint32_t journey_reader_record(const struct journey_reader *reader, struct text name)
{
    return lookup_find(&reader->rules->records, name);
}

/* --- The columns of a file ------------------------------------------------------------------- */

/* The place of a column in the record; SIZE_MAX when it has none of that name. */
static size_t column_of(const struct record_definition *definition, struct text name)
{
    size_t column = record_definition_column(definition, name);
    return name.length > 0 && column < definition->column_count ? column : SIZE_MAX;
}

static bool file_has_any(const struct rows *rows, struct text names)
{
    struct text name;
    if (names.length == 0)
        return true;
    while (text_next(&names, ';', &name)) {
        size_t column = column_of(rows->definition, name);
        if (column != SIZE_MAX && table_has(rows->table, column))
            return true;
    }
    return false;
}

static bool lacks(const struct rows *rows, size_t column)
{
    return column == SIZE_MAX || !table_has(rows->table, column);
}

/* The columns that the file has, for a message. */
static void list_columns(const struct rows *rows, struct buffer *to)
{
    for (size_t i = 0; i < rows->definition->column_count; i++)
        if (table_has(rows->table, i)) {
            if (to->length > 0)
                buffer_put(to, ", ");
            buffer_add(to, rows->definition->columns[i].name);
        }
    for (size_t i = 0; i < table_extra_count(rows->table); i++) {
        if (to->length > 0)
            buffer_put(to, ", ");
        buffer_add(to, table_extra_heading(rows->table, i));
    }
}

/* Finds whom rows are about. Events without ids are those of one family. */
static bool bind_ids(struct rows *rows, struct place place)
{
    struct buffer found;
    rows->family = column_of(rows->definition, TEXT("family_id"));
    rows->child = column_of(rows->definition, TEXT("child_id"));
    bool persons = rows->child == SIZE_MAX;
    if (persons)
        rows->child = column_of(rows->definition, TEXT("person_id"));
    if (!lacks(rows, rows->family) || !lacks(rows, rows->child))
        return true;
    rows->one_family = persons;
    if (persons)
        return true;
    buffer_init(&found, LIMIT_CELL_BYTES);
    list_columns(rows, &found);
    report_with(rows->reader->reporter, place, MESSAGE_COLUMN_MISSING_EITHER, TEXT("family_id"),
                TEXT("child_id"), buffer_text(&found));
    buffer_release(&found);
    return false;
}

/* Binds the rules of the record that hold for the file; `*dated`: it has a date of one of them, and
 * `starts` gets the columns that could be. False when there is no rule. */
static bool bind_rules(struct rows *rows, uint32_t record, bool *dated, struct buffer *starts)
{
    const struct journey_rules *rules = rows->reader->rules;
    bool told = false;
    for (size_t i = 0; i < rules->source_count; i++) {
        const struct journey_source *source = &rules->sources[i];
        if (source->record != record)
            continue;
        struct journey_binding binding = {
            .source = source,
            .when = column_of(rows->definition, source->when),
            .start = column_of(rows->definition, source->start),
            .end = column_of(rows->definition, source->end),
        };
        told = true;
        if (starts->length > 0)
            buffer_put(starts, ", ");
        buffer_add(starts, source->start);
        if (binding.start == SIZE_MAX || !file_has_any(rows, source->has))
            continue;
        binding.needed = rows->definition->columns[binding.start].required;
        *dated = *dated || !lacks(rows, binding.start) || !lacks(rows, binding.end);
        rows->reader->bindings[rows->count++] = binding;
    }
    return told;
}

static bool bind(struct rows *rows, uint32_t record, const char *file)
{
    const struct reporter *reporter = rows->reader->reporter;
    struct place place = place_of_file(file);
    struct buffer starts;
    bool dated = false;
    buffer_init(&starts, LIMIT_CELL_BYTES);
    bool done = bind_rules(rows, record, &dated, &starts) ||
                report_with(reporter, place, MESSAGE_NO_STEPS, rows->definition->name);
    if (buffer_failed(&starts))
        done = report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else if (done && !dated)
        done = report_with(reporter, place, MESSAGE_NO_EVENT_DATE, rows->definition->name,
                           buffer_text(&starts));
    buffer_release(&starts);
    return done && bind_ids(rows, place);
}

/* --- A row ----------------------------------------------------------------------------------- */

static bool stands_in(struct text values, struct text value)
{
    struct text one;
    while (text_next(&values, ';', &one))
        if (text_equal(one, value))
            return true;
    return false;
}

/* What the words of an event are; false when no step. */
static bool read_words(struct rows *rows, const struct journey_binding *binding,
                       struct journey_word *word)
{
    bool no_memory;
    struct text words = table_cell(rows->table, binding->when);
    if (journey_rules_word(rows->reader->rules, words, word, &no_memory))
        return true;
    if (no_memory) {
        table_no_memory(rows->table);
        return false;
    }
    rows->reader->other_events++;
    if (rows->reader->settings->unmapped && words.length > 0)
        unmapped_add(rows->reader->settings->unmapped, binding->source->when, words,
                     table_place(rows->table, SIZE_MAX));
    return false;
}

/* Whether the rule holds for the row, and what it tells then. */
static bool rule_holds(struct rows *rows, const struct journey_binding *binding)
{
    bool known;
    if (binding->source->step == LOOKUP_NONE || binding->when == SIZE_MAX)
        return true;
    return stands_in(binding->source->values, table_code(rows->table, binding->when, &known));
}

/* One step as a row tells it. */
struct told {
    struct journey_word word;
    struct date start, end;
};

static bool read_dates(struct rows *rows, const struct journey_binding *binding, struct told *told)
{
    struct table *table = rows->table;
    told->end = (struct date){.precision = DATE_NONE};
    if (!table_date(table, binding->start, &told->start) ||
        (binding->end != SIZE_MAX && !table_date(table, binding->end, &told->end)))
        return false;
    if (told->end.precision != DATE_NONE && told->start.precision != DATE_NONE &&
        told->end.latest < told->start.earliest)
        return table_reject_words(table, binding->end, MESSAGE_ENDS_BEFORE, NULL, 0);
    return true;
}

/* Reads all steps of the row, so that none is added of one that is rejected. False when it is. */
static bool read_steps(struct rows *rows, struct told *told, size_t *count)
{
    const struct journey_binding *bindings = rows->reader->bindings;
    size_t settled = SIZE_MAX; /* the column for which a rule has held */
    bool passed = false;       /* an event that is no step */
    *count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct journey_binding *binding = &bindings[i];
        struct told *one = &told[*count];
        if (binding->start == settled || !rule_holds(rows, binding))
            continue;
        settled = binding->start;
        if (!read_dates(rows, binding, one))
            return false;
        one->word = (struct journey_word){.step = binding->source->step};
        if (one->word.step == LOOKUP_NONE && !read_words(rows, binding, &one->word)) {
            passed = true;
            continue;
        }
        bool dated = one->start.precision != DATE_NONE || one->end.precision != DATE_NONE;
        *count += dated || binding->needed;
    }
    return *count > 0 || passed ||
           table_reject_words(rows->table, SIZE_MAX, MESSAGE_NO_STEP, NULL, 0);
}

static bool add_steps(struct rows *rows, struct text family, struct text child,
                      const struct told *told, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct told *one = &told[i];
        /* An event that tells an end has its date where others have that of the beginning. */
        bool done = one->word.end ? journeys_add(rows->journeys, family, child, one->word.step,
                                                 NULL, &one->start)
                                  : journeys_add(rows->journeys, family, child, one->word.step,
                                                 &one->start, &one->end);
        if (!done)
            return false;
    }
    return true;
}

/* False after a fatal message. */
static bool read_row(struct rows *rows, struct told *told)
{
    struct table *table = rows->table;
    struct text family = rows->family == SIZE_MAX ? TEXT("") : table_cell(table, rows->family);
    struct text children = rows->child == SIZE_MAX ? TEXT("") : table_cell(table, rows->child);
    struct text child;
    size_t count;
    if (family.length == 0 && children.length == 0 && !rows->one_family) {
        table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                     rows->definition->columns[rows->child].name);
        return true;
    }
    if (!read_steps(rows, told, &count))
        return true;
    if (children.length == 0)
        return add_steps(rows, family, children, told, count);
    while (text_next(&children, ';', &child))
        if (child.length > 0 && !add_steps(rows, family, child, told, count))
            return false;
    return true;
}

static bool read_rows(struct rows *rows)
{
    enum table_result result = TABLE_END;
    struct told *told = memory_new(rows->count + 1, sizeof *told);
    if (!told)
        return report(rows->reader->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    bool done = true;
    while (done && (result = table_next(rows->table)) == TABLE_ROW)
        done = read_row(rows, told);
    memory_free(told);
    return done && result == TABLE_END;
}

/* --- A file ---------------------------------------------------------------------------------- */

bool journey_reader_read(struct journey_reader *reader, const char *file, uint32_t record,
                         struct journeys *journeys)
{
    struct fitting fitting;
    bool done = fitting_open(&fitting, reader->settings, reader->definitions,
                             reader->rules->records.count, reader->rules->telling, record, &file,
                             reader->reporter);
    if (done) {
        struct rows rows = {
            .reader = reader,
            .table = fitting.table,
            .definition = reader->definitions[fitting.record],
            .journeys = journeys,
        };
        done = bind(&rows, (uint32_t)fitting.record, file) && read_rows(&rows);
        reader->reject_count += table_reject_count(fitting.table);
    }
    fitting_close(&fitting);
    return done;
}
