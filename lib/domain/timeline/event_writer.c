#include "domain/timeline/event_writer.h"

#include "base/inlining.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/schema.h"

/* What is reused from row to row. */
struct row_writer {
    const struct event_files *files;
    const struct event_merge *merge;
    struct writer *writer;
    struct buffer words;
    bool lines;
    bool failed; /* there was no memory for some words */
};

struct writer_column *event_writer_columns(struct record_definition *definition,
                                           const struct event_files *files, size_t *count)
{
    struct writer_column *columns = schema_columns(definition, NULL, count, files->reporter);
    struct writer_column *all = columns ? memory_resize(columns, *count + files->extras.count,
                                                        sizeof *all)
                                        : NULL;
    if (!all) {
        if (columns)
            report(files->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        memory_free(columns);
        return NULL;
    }
    for (size_t i = 0; i < files->extras.count; i++)
        all[(*count)++] = (struct writer_column){
            .name = table_key_heading(lookup_key(&files->extras, (uint32_t)i)),
            .kind = WRITER_IS_TEXT,
            .for_people = true,
        };
    return all;
}

static void put_text(struct row_writer *row, uint32_t text)
{
    writer_cell(row->writer, event_merge_text(row->merge, text));
}

static void put_date(struct row_writer *row, const struct date *date, struct text none)
{
    char words[DATE_TEXT_BYTES];
    date_write(date, words);
    writer_plain(row->writer, date->precision == DATE_NONE ? none : text_of(words));
}

static void put_words(struct row_writer *row)
{
    row->failed = row->failed || buffer_failed(&row->words);
    writer_cell(row->writer, buffer_text(&row->words));
}

static const struct merged_event *behind(const struct row_writer *row,
                                         const struct merged_event *event)
{
    return event->next == MERGE_NONE ? NULL : event_merge_event(row->merge, event->next);
}

/* Ids or persons of the event and of what was gathered into it, each that differs from the one
 * before. */
static void put_list(struct row_writer *row, const struct merged_event *event, bool persons)
{
    struct text last = event_merge_text(row->merge, persons ? event->person : event->id);
    if (event->next == MERGE_NONE) {
        writer_cell(row->writer, last);
        return;
    }
    buffer_clear(&row->words);
    buffer_add(&row->words, last);
    while ((event = behind(row, event))) {
        struct text text = event_merge_text(row->merge, persons ? event->person : event->id);
        if (text.length == 0 || text_equal(text, last))
            continue;
        if (row->words.length > 0)
            buffer_put(&row->words, ";");
        buffer_add(&row->words, text);
        last = text;
    }
    put_words(row);
}

static const struct event_file *file_of(const struct row_writer *row,
                                        const struct merged_event *event)
{
    return &row->files->files[event->file];
}

static void put_source(struct row_writer *row, const struct merged_event *event)
{
    const struct event_file *file = file_of(row, event);
    struct buffer *words = &row->words;
    char separator = ':';
    if (event->from != MERGE_NONE && !row->lines) {
        put_text(row, event->from);
        return;
    }
    buffer_clear(words);
    buffer_add(words, event->from != MERGE_NONE ? event_merge_text(row->merge, event->from)
                                                : text_of(source_record_names[file->record]));
    buffer_put(words, ", ");
    buffer_add(words, text_of(file->name));
    for (; row->lines && event; event = behind(row, event), separator = ',') {
        buffer_add_byte(words, separator);
        buffer_add_number(words, event->line);
    }
    put_words(row);
}

static void put_same(struct row_writer *row, const struct merged_event *event)
{
    if (event->same_as == MERGE_NONE) {
        put_text(row, event->given_same);
        return;
    }
    const struct merged_event *same = event_merge_event(row->merge, event->same_as);
    buffer_clear(&row->words);
    buffer_add(&row->words, text_of(file_of(row, same)->name));
    buffer_add_byte(&row->words, ':');
    buffer_add_number(&row->words, same->line);
    put_words(row);
}

/* They stand in the order of all such columns. */
static void put_passed(struct row_writer *row, const struct merged_event *event)
{
    const struct passed_cell *cells = row->merge->passed + event->passed;
    uint32_t column = 0;
    for (size_t i = 0; i < event->passed_count; i++) {
        while (column++ < cells[i].column)
            writer_cell(row->writer, TEXT(""));
        writer_passed(row->writer, cells[i].cell, cells[i].quoted);
    }
}

static void put_event(struct row_writer *row, const struct merged_event *event)
{
    static const struct text impacts[IMPACTS] = {
        {"", 0}, {"positive", 8}, {"negative", 8}, {"neutral", 7}};
    const struct event_source *source = &row->merge->sources->list[event->source];
    writer_cell(row->writer, event_merge_family(row->merge, event));
    put_date(row, &event->date, TEXT("Unknown"));
    put_text(row, event->words);
    put_list(row, event, false);
    put_date(row, &event->end, event->ongoing ? TEXT("Ongoing") : TEXT(""));
    writer_plain(row->writer, impacts[event->impact]);
    put_list(row, event, true);
    put_source(row, event);
    if (event->kind != MERGE_NONE)
        put_text(row, event->kind);
    else
        writer_plain(row->writer, source->kind);
    put_same(row, event);
    put_passed(row, event);
    writer_end_row(row->writer);
}

static void fetch_text(const struct event_merge *merge, uint32_t number)
{
    if (number != MERGE_NONE)
        FETCH(&merge->texts[number]);
}

/* Asks for what the events behind this place are made of, which lies in the order of the files: the
 * event itself, then its texts, then their bytes. */
static void fetch_ahead(const struct event_merge *merge, size_t place)
{
    enum { STEP = 6 };
    if (place + 3 * STEP < merge->order_count) {
        const char *event = (const char *)event_merge_get(merge, place + 3 * STEP);
        FETCH(event);
        FETCH(event + 64);
    }
    if (place + 2 * STEP < merge->order_count) {
        const struct merged_event *event = event_merge_get(merge, place + 2 * STEP);
        fetch_text(merge, event->words);
        fetch_text(merge, event->id);
        fetch_text(merge, event->person);
        FETCH(&merge->families.keys[event->family]);
    }
    if (place + STEP < merge->order_count) {
        const struct merged_event *event = event_merge_get(merge, place + STEP);
        FETCH(event_merge_text(merge, event->words).data);
        FETCH(event_merge_text(merge, event->id).data);
        FETCH(event_merge_text(merge, event->person).data);
        FETCH(event_merge_family(merge, event).data);
    }
}

bool event_writer_write(const struct event_files *files, bool lines, struct writer *writer)
{
    struct row_writer row = {
        .files = files, .merge = files->merge, .writer = writer, .lines = lines};
    buffer_init(&row.words, LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < files->merge->order_count && !row.failed; i++) {
        fetch_ahead(files->merge, i);
        put_event(&row, event_merge_get(files->merge, i));
    }
    buffer_release(&row.words);
    if (row.failed)
        return report(files->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return writer_finish(writer);
}
