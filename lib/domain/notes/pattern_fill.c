/* Writes a file of patterns again with the columns that are derived. */
#include "domain/notes/pattern_files.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/writer.h"

enum { FILLED_MOST = 2 };

/* A file that is written again. */
struct fill {
    struct pattern_files *files;
    const struct pattern_file *file;
    struct input *input;
    struct reader *reader;
    struct record record;
    struct writer *writer;
    size_t columns;             /* of the header line */
    size_t source;              /* the column that the others are derived from */
    size_t code;                /* the name of a class */
    size_t filled[FILLED_MOST]; /* the columns that are derived; past the last: added */
    size_t filled_count;
    struct buffer texts[FILLED_MOST];
    const struct reporter *reporter;
};

static struct text cell(struct fill *fill, size_t column)
{
    return reader_text(fill->reader, &fill->record.cells[column]);
}

/* The next row, with as many cells as the header line. False at the end; `*sound` is false then
 * after a message. */
static bool next_row(struct fill *fill, bool *sound)
{
    enum reader_result result = reader_next(fill->reader, &fill->record);
    char cells[24], columns[24];
    struct place place = place_of_line(fill->file->name, fill->record.line);
    *sound = result == READER_END;
    if (result != READER_RECORD)
        return false;
    if (fill->record.state != RECORD_WHOLE)
        report_with(fill->reporter, place, MESSAGE_DEFINITION_LINE,
                    number_text(fill->record.fault_cell, cells));
    else if (fill->columns > 0 && fill->record.count != fill->columns)
        report_with(fill->reporter, place, MESSAGE_DEFINITION_CELL_COUNT,
                    number_text(fill->record.count, cells), number_text(fill->columns, columns));
    else
        return true;
    return false;
}

static size_t find_column(struct fill *fill, struct text name)
{
    size_t column = 0;
    while (column < fill->record.count && !text_equal(text_trim(cell(fill, column)), name))
        column++;
    return column;
}

/* A writer of the columns of the header line, and of those that are not there. */
static bool begin(struct fill *fill, struct output *output)
{
    bool words = fill->file->kind == PATTERN_FILE_OF_WORDS, sound;
    const struct text names[] = {words ? TEXT("stems") : TEXT("anchor"), TEXT("held")};
    struct writer_settings settings = {.format = WRITER_CSV};
    if (!next_row(fill, &sound))
        return false;
    size_t count = fill->record.count, most = count + FILLED_MOST;
    struct writer_column *columns = memory_new(most, sizeof *columns);
    if (!columns)
        return report(fill->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < count; i++)
        columns[i].name = text_trim(cell(fill, i));
    fill->columns = count;
    fill->source = find_column(fill, TEXT("pattern"));
    fill->code = find_column(fill, TEXT("word"));
    fill->filled_count = words ? 2 : 1;
    bool found = fill->source < count;
    if (!found)
        report_with(fill->reporter, place_of_line(fill->file->name, 1), MESSAGE_DEFINITION_COLUMN,
                    TEXT("pattern"));
    for (size_t i = 0; i < fill->filled_count; i++) {
        fill->filled[i] = find_column(fill, names[i]);
        if (fill->filled[i] == fill->columns) {
            fill->filled[i] = count;
            columns[count++].name = names[i];
        }
    }
    fill->writer = found ? writer_new(&settings, columns, count, output, fill->reporter) : NULL;
    memory_free(columns);
    return fill->writer != NULL;
}

static bool derive(struct fill *fill)
{
    const struct word_classes *classes = &fill->files->classes;
    bool done = true;
    for (size_t i = 0; i < fill->filled_count; i++)
        buffer_clear(&fill->texts[i]);
    if (fill->file->kind == PATTERN_FILE_OF_INDICATORS) {
        done = pattern_files_anchor(fill->files, text_trim(cell(fill, fill->source)),
                                    &fill->texts[0], NULL);
    } else {
        uint32_t number = lookup_find(&classes->names, text_trim(cell(fill, fill->code)));
        if (number != LOOKUP_NONE)
            done = buffer_add(&fill->texts[0], classes->texts[number].stems) &&
                   buffer_add(&fill->texts[1], classes->texts[number].held);
    }
    for (size_t i = 0; i < fill->filled_count; i++)
        done = done && !buffer_failed(&fill->texts[i]);
    return done || report(fill->reporter, place_of_line(fill->file->name, fill->record.line),
                          MESSAGE_OUT_OF_MEMORY);
}

static void write_row(struct fill *fill)
{
    for (size_t i = 0; i < fill->columns; i++) {
        size_t which = 0;
        while (which < fill->filled_count && fill->filled[which] != i)
            which++;
        writer_cell(fill->writer,
                    which < fill->filled_count ? buffer_text(&fill->texts[which]) : cell(fill, i));
    }
    for (size_t i = 0; i < fill->filled_count; i++)
        if (fill->filled[i] >= fill->columns)
            writer_cell(fill->writer, buffer_text(&fill->texts[i]));
    writer_end_row(fill->writer);
}

static bool fill_file(struct fill *fill, struct output *output)
{
    bool sound = false;
    fill->input = input_open(fill->file->name, NULL, fill->reporter);
    fill->reader = fill->input ? reader_new(fill->input, ',', fill->reporter) : NULL;
    for (size_t i = 0; i < FILLED_MOST; i++)
        buffer_init(&fill->texts[i], LIMIT_PATTERN_BYTES);
    if (fill->reader && begin(fill, output)) {
        while (next_row(fill, &sound) && derive(fill))
            write_row(fill);
        sound = sound && writer_finish(fill->writer);
    }
    for (size_t i = 0; i < FILLED_MOST; i++)
        buffer_release(&fill->texts[i]);
    writer_free(fill->writer);
    reader_free(fill->reader);
    input_free(fill->input);
    return sound;
}

bool pattern_files_fill(const char *const *names, size_t count, struct output *output,
                        const struct reporter *reporter)
{
    struct pattern_files files;
    struct fill fill = {.files = &files, .reporter = reporter};
    bool done = pattern_files_init(&files, names, count, reporter, reporter);
    for (size_t i = 0; i < files.count && done; i++)
        if (files.files[i].name == names[count - 1])
            fill.file = &files.files[i];
    if (done && fill.file && fill.file->kind != PATTERN_FILE_OF_WORDS &&
        fill.file->kind != PATTERN_FILE_OF_INDICATORS)
        done = report_with(reporter, place_of_line(fill.file->name, 1), MESSAGE_DEFINITION_COLUMN,
                           TEXT("pattern"));
    done = done && fill.file && fill_file(&fill, output);
    pattern_files_release(&files);
    return done;
}
