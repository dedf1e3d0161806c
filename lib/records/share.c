#include "records/share.h"

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/memory.h"

#include <unistd.h>

enum { COLUMNS_MAX = 32 };

struct share_file {
    struct input *input;
    struct reader *reader;
    const struct reporter *reporter;
    struct record record;
    const char *const *names;
    size_t columns[COLUMNS_MAX]; /* place in the file; SIZE_MAX when missing */
    size_t header_count;
    bool ended, failed; /* nothing more can be read */
    bool wrong;         /* some row is not as it should be */
};

static struct share_file *open_input(struct input *input, const struct reporter *reporter)
{
    if (!input)
        return NULL;
    struct share_file *file = memory_new(1, sizeof *file);
    if (!file) {
        report(reporter, place_of_file(input_name(input)), MESSAGE_OUT_OF_MEMORY);
        input_free(input);
        return NULL;
    }
    file->input = input;
    file->reporter = reporter;
    file->reader = reader_new(input, ',', reporter);
    if (file->reader)
        return file;
    share_file_free(file);
    return NULL;
}

struct share_file *share_file_open(const char *path, const struct reporter *reporter)
{
    struct text bytes;
    if (!embedded_find(text_of(path), &bytes)) {
        report_with(reporter, place_of_file(path), MESSAGE_CANNOT_OPEN, TEXT("not compiled in"));
        return NULL;
    }
    return open_input(input_of_bytes(bytes, path, reporter), reporter);
}

struct share_file *share_file_open_user(const char *name, const struct reporter *reporter)
{
    return open_input(input_open(name, NULL, reporter), reporter);
}

bool share_user_path(const char *directory, const char *name, char **path,
                     const struct reporter *reporter)
{
    struct buffer made;
    *path = NULL;
    if (!directory)
        return true;
    buffer_init(&made, strlen(directory) + strlen(name) + 2);
    buffer_format(&made, "%s/%s", directory, name);
    *path = buffer_detach(&made);
    if (!*path)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (access(*path, F_OK) == 0 || access(directory, F_OK) != 0)
        return true;
    memory_free(*path);
    *path = NULL;
    return true;
}

void share_file_free(struct share_file *file)
{
    if (!file)
        return;
    reader_free(file->reader);
    input_free(file->input);
    memory_free(file);
}

struct place share_file_place(const struct share_file *file, size_t column)
{
    struct place place = place_of_line(input_name(file->input), file->record.line);
    if (column != SIZE_MAX) {
        place.column = text_of(file->names[column]);
        if (place.column.length > 0 && place.column.data[0] == '?')
            place.column = text_part(place.column, 1, place.column.length);
    }
    return place;
}

bool share_file_broken(struct share_file *file, size_t column)
{
    file->failed = true;
    return report(file->reporter, share_file_place(file, column), MESSAGE_DEFINITION_CELL);
}

bool share_file_no_memory(struct share_file *file)
{
    file->failed = true;
    return report(file->reporter, share_file_place(file, SIZE_MAX), MESSAGE_OUT_OF_MEMORY);
}

/* Reads one record; false at the end or when it is broken. */
static bool read_record(struct share_file *file)
{
    switch (reader_next(file->reader, &file->record)) {
    case READER_END:
        file->ended = true;
        return false;
    case READER_FAILED:
        file->failed = true;
        return false;
    case READER_RECORD:
        break;
    }
    if (file->record.state == RECORD_WHOLE)
        return true;
    char digits[24];
    file->failed = true;
    return report_with(file->reporter, place_of_line(input_name(file->input), file->record.line),
                       MESSAGE_DEFINITION_LINE, number_text(file->record.fault_cell, digits));
}

static struct text heading_of(const void *context, size_t i)
{
    const struct share_file *file = context;
    return text_trim(reader_text(file->reader, &file->record.cells[i]));
}

bool share_file_columns(struct share_file *file, const char *const *names)
{
    file->names = names;
    if (!read_record(file)) {
        if (file->ended)
            report(file->reporter, place_of_file(input_name(file->input)), MESSAGE_NO_HEADER);
        file->failed = true;
        return false;
    }
    file->header_count = file->record.count;
    for (size_t i = 0; i < COLUMNS_MAX && names[i]; i++) {
        struct text name = text_of(names[i]);
        bool optional = name.data[0] == '?';
        if (optional)
            name = text_part(name, 1, name.length);
        size_t place = 0;
        while (place < file->header_count &&
               !text_equal(text_trim(reader_text(file->reader, &file->record.cells[place])), name))
            place++;
        if (place < file->header_count) {
            file->columns[i] = place;
        } else if (optional) {
            file->columns[i] = SIZE_MAX;
        } else {
            file->failed = true;
            size_t nearest = text_nearest(name, file->header_count, heading_of, file);
            return report_with(file->reporter, place_of_line(input_name(file->input), 1),
                               MESSAGE_DEFINITION_COLUMN, name,
                               nearest < file->header_count ? heading_of(file, nearest) : TEXT(""));
        }
    }
    return true;
}

bool share_file_has(const struct share_file *file, size_t column)
{
    return file->columns[column] != SIZE_MAX;
}

bool share_file_next(struct share_file *file)
{
    if (file->failed || file->ended || !read_record(file))
        return false;
    if (file->record.count == file->header_count)
        return true;
    char cells[24], columns[24];
    file->failed = true;
    return report_with(file->reporter, share_file_place(file, SIZE_MAX),
                       MESSAGE_DEFINITION_CELL_COUNT, number_text(file->record.count, cells),
                       number_text(file->header_count, columns));
}

struct text share_file_cell(struct share_file *file, size_t column)
{
    size_t place = file->columns[column];
    if (place == SIZE_MAX)
        return TEXT("");
    return text_trim(reader_text(file->reader, &file->record.cells[place]));
}

bool share_file_done(const struct share_file *file)
{
    return !file->failed;
}

bool share_file_sound(const struct share_file *file)
{
    return !file->failed && !file->wrong;
}

bool share_file_wrong_words(struct share_file *file, size_t column, enum message message,
                            const struct text *words, size_t count)
{
    file->wrong = true;
    return report_words(file->reporter, share_file_place(file, column), message, words, count);
}

struct text share_file_keep(struct share_file *file, size_t column, struct arena *arena)
{
    struct text copy = arena_copy(arena, share_file_cell(file, column));
    if (copy.data)
        return copy;
    share_file_no_memory(file);
    return TEXT("");
}

uint32_t share_file_code(struct share_file *file, size_t column, struct lookup *codes, size_t most)
{
    struct text code = share_file_cell(file, column);
    char digits[24];
    bool added = false;
    uint32_t number = LOOKUP_NONE;
    if (code.length == 0)
        share_file_wrong_words(file, column, MESSAGE_DEFINITION_BLANK, NULL, 0);
    else if (lookup_find(codes, code) != LOOKUP_NONE)
        share_file_wrong(file, column, MESSAGE_DEFINITION_CODE_TWICE, code);
    else if (codes->count >= most)
        share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE, number_text(most, digits));
    else if ((number = lookup_add(codes, code, &added)) == LOOKUP_NONE)
        share_file_no_memory(file);
    return number;
}

bool share_file_unknown(struct share_file *file, size_t column, struct text code, size_t count,
                        struct text (*known)(const void *context, size_t i), const void *context)
{
    size_t nearest = text_nearest(code, count, known, context);
    if (code.length == 0)
        return share_file_wrong_words(file, column, MESSAGE_DEFINITION_BLANK, NULL, 0);
    return share_file_wrong(file, column, MESSAGE_DEFINITION_CODE_UNKNOWN, code,
                            nearest < count ? known(context, nearest) : TEXT(""));
}

bool share_file_not_one_of(struct share_file *file, size_t column, struct text words)
{
    struct text cell = share_file_cell(file, column), nearest = text_nearest_word(cell, words);
    if (cell.length == 0)
        return share_file_wrong_words(file, column, MESSAGE_DEFINITION_BLANK, NULL, 0);
    if (nearest.length > 0 && words.length > MESSAGE_LIST_BYTES)
        return share_file_wrong(file, column, MESSAGE_DEFINITION_CODE_UNKNOWN, cell, nearest);
    return share_file_wrong(file, column, MESSAGE_DEFINITION_VALUE, cell, words, nearest);
}

static struct text key_of(const void *codes, size_t number)
{
    return lookup_key(codes, (uint32_t)number);
}

uint32_t share_file_reference(struct share_file *file, size_t column, const struct lookup *codes,
                              bool judge)
{
    struct text code = share_file_cell(file, column);
    uint32_t number = lookup_find(codes, code);
    if (number != LOOKUP_NONE || !judge)
        return number;
    share_file_unknown(file, column, code, codes->count, key_of, codes);
    return LOOKUP_NONE;
}
