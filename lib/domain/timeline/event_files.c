#include "domain/timeline/event_files.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/threshold/indicator_rows.h"

/* One file while it is read. */
struct reading {
    struct event_files *files;
    struct table *table;
    const struct record_definition *definition;
    enum source_record record;
    uint32_t number;                     /* of the file */
    uint64_t rows;                       /* that could be used */
    size_t family, child, kind, same_as; /* columns, or SIZE_MAX */
    const struct event_source *sources;  /* of the record */
    size_t source_count;
    bool *usable;     /* by source: the file has the columns that it asks for */
    uint32_t *extras; /* by column that is not ours, of all files so far: its place among those
                         of this one, or MERGE_NONE */
    struct date *dates, *ends; /* of the row, by source */
    bool failed;               /* there was no memory, or too many events */
};

static bool no_memory(const struct event_files *files)
{
    return report(files->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static bool no_memory_here(struct reading *reading)
{
    reading->failed = true;
    return no_memory(reading->files);
}

static struct text cell(struct reading *reading, size_t column)
{
    return column == SIZE_MAX ? TEXT("") : table_cell(reading->table, column);
}

bool event_files_init(struct event_files *files, struct event_merge *merge,
                      const struct table_settings *settings, const struct reporter *reporter)
{
    *files = (struct event_files){
        .merge = merge,
        .sources = merge->sources,
        .framework = merge->framework,
        .settings = settings,
        .reporter = reporter,
        .names = value_names_new(reporter),
    };
    lookup_init(&files->extras);
    buffer_init(&files->words, LIMIT_OUTPUT_CELL_BYTES);
    return files->names;
}

void event_files_release(struct event_files *files)
{
    value_names_free(files->names);
    memory_free(files->files);
    memory_free(files->cells);
    lookup_release(&files->extras);
    buffer_release(&files->words);
}

/* --- Words ----------------------------------------------------------------------------------- */

/* Adds the name of a code; a comma before it when there is one already. */
static void add_name(struct reading *reading, struct text list, struct text code, size_t start,
                     struct buffer *to)
{
    if (to->length > start)
        buffer_put(to, ", ");
    buffer_add(to, value_name(reading->files->names, list, code));
}

/* The text between the next two quotation marks; `*rest` moves behind them. */
static bool next_quoted(struct text *rest, struct text *quoted)
{
    const char *opens = rest->length > 0 ? memchr(rest->data, '"', rest->length) : NULL;
    if (!opens)
        return false;
    size_t start = (size_t)(opens - rest->data) + 1;
    const char *closes = memchr(rest->data + start, '"', rest->length - start);
    if (!closes)
        return false;
    *quoted = text_part(*rest, start, (size_t)(closes - rest->data) - start);
    *rest = text_part(*rest, start + quoted->length + 1, rest->length);
    return true;
}

/*
 * Adds the names of those flags that are set in a cell of the Standard Safeguarding Dataset, such
 * as
 * `{"NFA_FLAG":"Y","OTHER_OUTCOMES_EXIST_FLAG":"N"}`.
 */
static void add_flags(struct reading *reading, size_t column, struct text cell, struct buffer *to)
{
    struct text list = reading->definition->columns[column].values, flag, code;
    struct value_list *values = value_list_new(list, reading->files->reporter);
    size_t start = to->length;
    if (!values) {
        reading->failed = true;
        return;
    }
    while (next_quoted(&cell, &flag)) {
        size_t at = 0;
        while (at < cell.length && memchr(" \t\r\n:\"", cell.data[at], 6))
            at++;
        bool set = at > 0 && at < cell.length && memchr("Yy1Tt", cell.data[at], 5);
        const char *end = cell.length > 0 ? memchr(cell.data, ',', cell.length) : NULL;
        cell = end ? text_part(cell, (size_t)(end - cell.data), cell.length) : TEXT("");
        if (set && value_list_decode(values, flag, &code))
            add_name(reading, list, code, start, to);
    }
    value_list_free(values);
}

static void fill_cell(void *context, const struct source_piece *piece, struct buffer *to)
{
    struct reading *reading = context;
    const struct column_definition *column = &reading->definition->columns[piece->column];
    bool known = true;
    struct text text = column->values.length > 0 ? table_code(reading->table, piece->column, &known)
                                                 : cell(reading, piece->column);
    if (text.length == 0)
        return;
    if (column->values.length == 0)
        buffer_add(to, text);
    else if (known)
        add_name(reading, column->values, text, to->length, to);
    else if (text.data[0] == '{')
        add_flags(reading, piece->column, text, to);
    else
        buffer_add(to, text);
}

/* --- Conditions ------------------------------------------------------------------------------ */

static bool is_one_of(struct text values, struct text code)
{
    struct text value;
    while (text_next(&values, ';', &value))
        if (code.length > 0 ? text_equal(value, code) : text_equal(value, TEXT("blank")))
            return true;
    return false;
}

static bool has_one_of(const struct reading *reading, struct text names)
{
    struct text name;
    while (text_next(&names, ';', &name))
        if (table_has(reading->table, record_definition_column(reading->definition, name)))
            return true;
    return false;
}

static bool holds(struct reading *reading, const struct event_source *source,
                  const struct indicator *indicator)
{
    bool known, strength = indicator && indicator->level == INDICATOR_UNIVERSAL;
    for (size_t i = 0; i < source->condition_count; i++) {
        const struct source_condition *condition = &source->conditions[i];
        bool met = true;
        switch (condition->holds) {
        case HOLDS_CODE:
            met = is_one_of(condition->values,
                            table_code(reading->table, condition->column, &known));
            break;
        case HOLDS_NEED:
            met = !strength;
            break;
        case HOLDS_STRENGTH:
            met = strength;
            break;
        case HOLDS_HAS:   /* of the file: see `usable` */
        case HOLDS_CHILD: /* known only when all has been read */
            break;
        }
        if (!met)
            return false;
    }
    return true;
}

static bool asks_for_child(const struct event_source *source)
{
    for (size_t i = 0; i < source->condition_count; i++)
        if (source->conditions[i].holds == HOLDS_CHILD)
            return true;
    return false;
}

/* --- One row --------------------------------------------------------------------------------- */

static bool add_event(struct reading *reading, struct told_event *told)
{
    struct buffer *words = &reading->files->words;
    told->file = reading->number;
    told->line = table_place(reading->table, SIZE_MAX).line;
    if (told->indicator == MERGE_NONE && told->words.length == 0) {
        buffer_clear(words);
        event_source_words(told->source, fill_cell, reading, words);
        told->words = buffer_text(words);
        if (buffer_failed(words))
            return no_memory_here(reading);
    }
    if (!event_merge_add(reading->files->merge, told))
        reading->failed = true;
    return !reading->failed;
}

/* Reads the dates that the sources ask for. False when the row has been rejected. */
static bool read_dates(struct reading *reading)
{
    for (size_t i = 0; i < reading->source_count; i++) {
        const struct event_source *source = &reading->sources[i];
        struct date *date = &reading->dates[i], *end = &reading->ends[i];
        bool again = i > 0 && source->date == reading->sources[i - 1].date &&
                     source->end == reading->sources[i - 1].end;
        if (again) {
            *date = date[-1];
            *end = end[-1];
            continue;
        }
        *end = (struct date){.precision = DATE_NONE};
        if (!table_date(reading->table, source->date, date) ||
            (source->end != SIZE_MAX && !table_date(reading->table, source->end, end)))
            return false;
        if (end->precision != DATE_NONE && date->precision != DATE_NONE &&
            end->latest < date->earliest)
            return table_reject_words(reading->table, source->end, MESSAGE_ENDS_BEFORE, NULL, 0);
    }
    return true;
}

/* Adds what the dates of the row tell: of the sources with one date the first that holds. */
static void add_events(struct reading *reading, const struct told_event *told)
{
    for (size_t i = 0; i < reading->source_count && !reading->failed; i++) {
        const struct event_source *source = &reading->sources[i];
        if (!reading->usable[i] ||
            (reading->dates[i].precision == DATE_NONE && !source->keep_undated) ||
            !holds(reading, source, NULL))
            continue;
        struct told_event one = *told;
        one.source = source;
        one.date = reading->dates[i];
        one.end = reading->ends[i];
        one.id = cell(reading, source->id);
        one.impact = source->impact;
        if (!asks_for_child(source))
            one.born = MERGE_NONE;
        add_event(reading, &one);
        while (i + 1 < reading->source_count && reading->sources[i + 1].date == source->date)
            i++;
    }
}

static struct told_event told_nothing(void)
{
    return (struct told_event){
        .same_kind = MERGE_NONE,
        .indicator = MERGE_NONE,
        .born = MERGE_NONE,
        .family = TEXT(""),
        .person = TEXT(""),
        .id = TEXT(""),
        .words = TEXT(""),
        .from = TEXT(""),
        .kind = TEXT(""),
        .same_as = TEXT(""),
    };
}

static void read_service_row(struct reading *reading)
{
    struct told_event told = told_nothing();
    told.family = cell(reading, reading->family);
    told.person = cell(reading, reading->child);
    if (told.family.length == 0 && told.person.length == 0)
        table_reject(reading->table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                     TEXT("child_id"));
    else if (read_dates(reading)) {
        reading->rows++;
        add_events(reading, &told);
    }
}

/* --- Records that are read by others --------------------------------------------------------- */

static bool read_people(struct reading *reading)
{
    enum table_result result;
    size_t columns[PERSON_COLUMNS];
    struct chronology_people *people = &reading->files->merge->people;
    chronology_people_columns(reading->definition, columns);
    while ((result = table_next(reading->table)) == TABLE_ROW && !reading->failed) {
        struct told_event told = told_nothing();
        if (!read_dates(reading) || !chronology_people_take(people, reading->table, columns,
                                                            &told.born, reading->files->reporter))
            continue;
        told.family = cell(reading, columns[PERSON_FAMILY]);
        told.person = cell(reading, columns[PERSON_ID]);
        reading->rows++;
        add_events(reading, &told);
    }
    return result == TABLE_END && !reading->failed;
}

static bool read_indicators(struct reading *reading)
{
    struct indicator_rows rows;
    struct indicator_row row;
    enum table_result result;
    indicator_rows_over(&rows, reading->files->sources->definitions[SOURCE_INDICATORS],
                        reading->table, reading->files->framework, DATE_DAY_OPEN_START,
                        DATE_DAY_OPEN_START, reading->files->settings->unmapped);
    rows.dates_wanted = true;
    while ((result = indicator_rows_next(&rows, &row)) == TABLE_ROW && !reading->failed) {
        const struct indicator *indicator = &reading->files->framework->indicators[row.indicator];
        size_t i = 0;
        reading->rows++;
        indicator_rows_count_values(&rows);
        while (i < reading->source_count &&
               (!reading->usable[i] || !holds(reading, &reading->sources[i], indicator)))
            i++;
        if (i == reading->source_count || row.date.precision == DATE_NONE)
            continue;
        struct told_event told = told_nothing();
        told.source = &reading->sources[i];
        told.family = row.family;
        told.person = row.child;
        told.id = cell(reading, told.source->id);
        told.date = row.date;
        told.impact = told.source->impact;
        told.indicator = row.indicator;
        add_event(reading, &told);
    }
    return result == TABLE_END && !reading->failed;
}

/* The columns of the row that are not ours, as they stand. */
static bool take_extras(struct reading *reading, struct told_event *told)
{
    struct event_files *files = reading->files;
    size_t count = reading->extras ? files->extras.count : 0;
    void *cells = files->cells;
    if (!memory_reserve(&cells, &files->cell_capacity, count + 1, sizeof *files->cells))
        return no_memory_here(reading);
    files->cells = cells;
    for (size_t i = 0; i < count; i++) {
        struct passed_cell *passed = &files->cells[told->passed_count];
        if (reading->extras[i] == MERGE_NONE)
            continue;
        passed->column = (uint32_t)i;
        passed->cell = table_extra_cell(reading->table, reading->extras[i], &passed->quoted);
        told->passed_count += passed->cell.length > 0 || passed->quoted;
    }
    told->passed = files->cells;
    return true;
}

static bool read_own_events(struct reading *reading)
{
    struct event_rows rows;
    struct event_row row;
    enum table_result result;
    event_rows_over(&rows, reading->files->sources->definitions[SOURCE_EVENTS], reading->table);
    while ((result = event_rows_next(&rows, &row)) == TABLE_ROW && !reading->failed) {
        struct told_event told = told_nothing();
        reading->rows++;
        told.source = &reading->sources[0];
        told.family = row.family;
        told.person = row.person;
        told.id = row.id;
        told.words = row.event;
        told.from = row.source;
        told.kind = cell(reading, reading->kind);
        told.same_as = cell(reading, reading->same_as);
        told.date = row.date;
        told.end = row.end;
        told.ongoing = row.ongoing;
        told.impact = row.impact;
        size_t kind = told.kind.length > 0 ? event_sources_kind(reading->files->sources, told.kind)
                                           : reading->files->sources->count;
        if (kind < reading->files->sources->count)
            told.same_kind = (uint32_t)kind;
        if (take_extras(reading, &told))
            add_event(reading, &told);
    }
    return result == TABLE_END && !reading->failed;
}

/* --- One file -------------------------------------------------------------------------------- */

static bool needs_ids(enum source_record record)
{
    return record != SOURCE_EVENTS && record != SOURCE_PEOPLE;
}

/* Names of the record's columns: those that the file has, or those that its events are dated by. */
static struct text list_columns(const struct reading *reading, bool dates, struct buffer *list)
{
    for (size_t i = 0; i < reading->definition->column_count; i++) {
        bool wanted = !dates && table_has(reading->table, i);
        for (size_t j = 0; dates && j < reading->source_count; j++)
            wanted = wanted || reading->sources[j].date == i;
        if (wanted && list->length > 0)
            buffer_put(list, ", ");
        if (wanted)
            buffer_add(list, reading->definition->columns[i].name);
    }
    return buffer_text(list);
}

/* A file must say whose its rows are, and when something was. */
static bool check_columns(struct reading *reading)
{
    const struct reporter *reporter = reading->files->reporter;
    struct place place = table_place(reading->table, SIZE_MAX);
    struct buffer list;
    bool family = reading->family != SIZE_MAX && table_has(reading->table, reading->family),
         child = reading->child != SIZE_MAX && table_has(reading->table, reading->child),
         owned = !needs_ids(reading->record) || family || child, dated = false;
    for (size_t i = 0; i < reading->source_count && !dated; i++)
        dated = table_has(reading->table, reading->sources[i].date);
    buffer_init(&list, LIMIT_CELL_BYTES);
    if (!dated)
        report_with(reporter, place, MESSAGE_NO_EVENT_DATE, reading->definition->name,
                    list_columns(reading, true, &list));
    else if (!owned)
        report_with(reporter, place, MESSAGE_COLUMN_MISSING_EITHER, TEXT("family_id"),
                    TEXT("child_id"), list_columns(reading, false, &list));
    buffer_release(&list);
    return dated && owned;
}

static size_t column_of(const struct reading *reading, const char *name)
{
    size_t column = record_definition_column(reading->definition, text_of(name));
    return column < reading->definition->column_count ? column : SIZE_MAX;
}

/* Numbers the columns of an events file that are not ours. */
static bool number_extras(struct reading *reading)
{
    struct lookup *extras = &reading->files->extras;
    size_t count = table_extra_count(reading->table);
    for (size_t i = 0; i < count; i++)
        if (lookup_add(extras, table_extra_key(reading->table, i), NULL) == LOOKUP_NONE)
            return no_memory(reading->files);
    reading->extras = memory_new(extras->count + 1, sizeof *reading->extras);
    if (!reading->extras)
        return no_memory(reading->files);
    for (size_t i = 0; i < extras->count; i++)
        reading->extras[i] = MERGE_NONE;
    for (size_t i = 0; i < count; i++)
        reading->extras[lookup_find(extras, table_extra_key(reading->table, i))] = (uint32_t)i;
    return true;
}

static bool open_reading(struct reading *reading)
{
    const struct event_sources *sources = reading->files->sources;
    reading->definition = sources->definitions[reading->record];
    reading->sources = &sources->list[sources->first[reading->record]];
    reading->source_count = sources->end[reading->record] - sources->first[reading->record];
    reading->family = column_of(reading, "family_id");
    reading->child = column_of(reading, "child_id");
    reading->kind = column_of(reading, "kind");
    reading->same_as = column_of(reading, "same_as");
    reading->usable = memory_new(reading->source_count + 1, sizeof *reading->usable);
    reading->dates = memory_new(reading->source_count + 1, sizeof *reading->dates);
    reading->ends = memory_new(reading->source_count + 1, sizeof *reading->ends);
    if (!reading->usable || !reading->dates || !reading->ends)
        return no_memory(reading->files);
    for (size_t i = 0; i < reading->source_count; i++) {
        const struct event_source *source = &reading->sources[i];
        reading->usable[i] = true;
        for (size_t j = 0; j < source->condition_count; j++)
            if (source->conditions[j].holds == HOLDS_HAS &&
                !has_one_of(reading, source->conditions[j].values))
                reading->usable[i] = false;
    }
    return (reading->record != SOURCE_EVENTS || number_extras(reading)) && check_columns(reading);
}

static void close_reading(struct reading *reading)
{
    memory_free(reading->usable);
    memory_free(reading->dates);
    memory_free(reading->ends);
    memory_free(reading->extras);
}

static bool read_rows(struct reading *reading)
{
    enum table_result result;
    switch (reading->record) {
    case SOURCE_EVENTS:
        return read_own_events(reading);
    case SOURCE_PEOPLE:
        return read_people(reading);
    case SOURCE_INDICATORS:
        return read_indicators(reading);
    default:
        while ((result = table_next(reading->table)) == TABLE_ROW && !reading->failed)
            read_service_row(reading);
        return result == TABLE_END && !reading->failed;
    }
}

bool event_files_read(struct event_files *files, const char *file, enum source_record said)
{
    struct fitting fitting;
    void *list = files->files;
    if (!memory_reserve(&list, &files->file_capacity, files->file_count + 1, sizeof *files->files))
        return no_memory(files);
    files->files = list;
    bool done = fitting_open(
        &fitting, files->settings, files->sources->definitions, files->sources->definition_count,
        SOURCE_RECORDS, said == SOURCE_RECORDS ? SIZE_MAX : (size_t)said, &file, files->reporter);
    if (done && fitting.record >= SOURCE_RECORDS) {
        done = report_with(files->reporter, place_of_file(file), MESSAGE_NO_EVENT_RECORD,
                           files->sources->definitions[fitting.record]->name);
    } else if (done) {
        struct event_file *told = &files->files[files->file_count++];
        *told = (struct event_file){.name = strcmp(file, "-") == 0 ? INPUT_STANDARD : file,
                                    .record = (enum source_record)fitting.record};
        struct reading reading = {
            .files = files,
            .table = fitting.table,
            .record = told->record,
            .number = (uint32_t)(files->file_count - 1),
        };
        done = open_reading(&reading) && read_rows(&reading);
        told->rows = reading.rows;
        files->rejected += table_reject_count(fitting.table);
        close_reading(&reading);
    }
    fitting_close(&fitting);
    return done;
}

void event_files_count(struct event_files *files)
{
    const struct event_merge *merge = files->merge;
    uint32_t last_file = MERGE_NONE;
    uint64_t last_line = 0;
    for (size_t i = 0; i < merge->event_count; i++) {
        const struct merged_event *event = &merge->events[i];
        if (event->out)
            continue;
        files->files[event->file].events++;
        files->files[event->file].telling += event->file != last_file || event->line != last_line;
        last_file = event->file;
        last_line = event->line;
    }
}
