#include "domain/notes/note_rows.h"

#include "base/buffer.h"
#include "base/limits.h"

enum note_column {
    NOTE_FAMILY,
    NOTE_CHILD,
    NOTE_DATE,
    NOTE_TEXT,
    NOTE_ID,
    NOTE_AUTHOR,
    NOTE_COLUMNS
};

/* What a run needs at hand. */
struct run {
    const struct note_request *request;
    struct table *table;
    struct writer *writer;
    struct note_counts *counts;
    struct note_scan *scan;
    struct buffer words;
    size_t columns[NOTE_COLUMNS];
    size_t extras;
};

bool note_rows_open(struct table **table, struct record_definition **definition,
                    const struct table_settings *settings, const char *const *files, size_t count,
                    const struct reporter *reporter)
{
    *definition = record_definition_new(TEXT("notes"), reporter);
    *table = *definition ? table_new(settings, *definition, files, count, reporter) : NULL;
    if (!*table)
        return false;
    table_need_either(*table, record_definition_column(*definition, TEXT("family_id")),
                      record_definition_column(*definition, TEXT("child_id")));
    return true;
}

static void find_columns(struct run *run)
{
    static const char *const names[NOTE_COLUMNS] = {"family_id", "child_id", "date",
                                                    "text",      "note_id",  "author_role"};
    for (size_t i = 0; i < NOTE_COLUMNS; i++)
        run->columns[i] = record_definition_column(table_definition(run->table), text_of(names[i]));
}

static struct text cell(struct run *run, enum note_column column)
{
    return table_cell(run->table, run->columns[column]);
}

static void write_place(struct run *run, struct place place, struct text words)
{
    buffer_clear(&run->words);
    buffer_add(&run->words, text_of(place.file));
    buffer_add_byte(&run->words, ':');
    buffer_add_number(&run->words, place.line);
    if (words.length > 0) {
        buffer_put(&run->words, ": ");
        buffer_add(&run->words, words);
    }
    writer_cell(run->writer, buffer_text(&run->words));
}

static void write_reason(struct run *run, const struct mention *mention)
{
    const struct patterns *patterns = run->request->patterns;
    write_place(run, pattern_place(patterns, &patterns->tables.rows[mention->pattern]), TEXT(""));
    if (mention->trigger == LOOKUP_NONE) {
        writer_cell(run->writer, TEXT(""));
        return;
    }
    const struct trigger *trigger = &patterns->tables.triggers[mention->trigger];
    write_place(run, trigger_place(patterns, trigger), trigger_text(patterns, trigger));
}

static void write_mention(struct run *run, const struct mention *mention, struct text date,
                          struct text note)
{
    struct writer *writer = run->writer;
    writer_cell(writer, cell(run, NOTE_FAMILY));
    writer_cell(writer, cell(run, NOTE_CHILD));
    writer_plain(writer, date);
    writer_plain(writer, run->request->patterns->framework->indicators[mention->indicator].code);
    writer_plain(writer, text_of(mention_status_codes[mention->status]));
    writer_plain(writer, text_of(subject_codes[mention->subject]));
    writer_cell(writer, text_part(note, mention->start, mention->end - mention->start));
    writer_number(writer, mention->start);
    writer_number(writer, mention->end);
    writer_number(writer, mention->matches);
    writer_cell(writer, cell(run, NOTE_ID));
    writer_cell(writer, cell(run, NOTE_AUTHOR));
    if (run->request->explained)
        write_reason(run, mention);
    for (size_t i = 0; i < run->extras; i++) {
        bool quoted;
        struct text extra = table_extra_cell(run->table, i, &quoted);
        writer_passed(writer, extra, quoted);
    }
    writer_end_row(writer);
}

/* The year that a note was written in; 0 when its date does not tell. */
static int year_of(const struct date *date)
{
    const struct date_point *point = &date->start;
    bool told = date->precision != DATE_NONE && !point->open && !point->unknown &&
                (point->unspecified & (DATE_X_YEAR | DATE_X_DECADE)) == 0;
    return told ? point->year : 0;
}

static bool is_need(const struct run *run, const struct mention *mention)
{
    return mention->status == MENTION_PRESENT &&
           run->request->patterns->framework->indicators[mention->indicator].level !=
               INDICATOR_UNIVERSAL;
}

/* One row of the table. False after a fatal message; a row that cannot be used is passed over. */
static bool scan_row(struct run *run)
{
    struct date date;
    char written[DATE_TEXT_BYTES] = "";
    const struct mention *mentions;
    size_t count;
    bool need = false;
    if (cell(run, NOTE_FAMILY).length == 0 && cell(run, NOTE_CHILD).length == 0) {
        table_reject(run->table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"), TEXT("child_id"));
        return true;
    }
    if (!table_date(run->table, run->columns[NOTE_DATE], &date))
        return true;
    run->counts->notes++;
    if (cell(run, NOTE_TEXT).length == 0) {
        run->counts->blank++;
        return true;
    }
    struct text note = table_cell_whole(run->table, run->columns[NOTE_TEXT]);
    date_write(&date, written);
    if (!note_scan_run(run->scan, note, year_of(&date), table_place(run->table, SIZE_MAX),
                       &mentions, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        run->counts->of_status[mentions[i].status]++;
        need = need || is_need(run, &mentions[i]);
        if (run->request->all || mentions[i].status == MENTION_PRESENT)
            write_mention(run, &mentions[i], text_of(written), note);
    }
    run->counts->with_needs += need;
    return !buffer_failed(&run->words) || table_no_memory(run->table);
}

bool note_rows_write(const struct note_request *request, struct table *table, struct writer *writer,
                     struct note_counts *counts, const struct reporter *reporter)
{
    struct run run = {
        .request = request,
        .table = table,
        .writer = writer,
        .counts = counts,
        .scan = note_scan_new(request->patterns, reporter),
        .extras = table_extra_count(table),
    };
    enum table_result result = TABLE_FAILED;
    find_columns(&run);
    buffer_init(&run.words, LIMIT_OUTPUT_CELL_BYTES);
    while (run.scan && (result = table_next(table)) == TABLE_ROW)
        if (!scan_row(&run)) {
            result = TABLE_FAILED;
            break;
        }
    buffer_release(&run.words);
    note_scan_free(run.scan);
    return result == TABLE_END;
}
