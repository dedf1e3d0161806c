#include "records/rec.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/windows.h"

enum { READ_AHEAD = 1 << 18 }; /* what input_read_all may want beside the file */

struct rec_reader {
    const char *name;
    const struct reporter *reporter;
    struct buffer whole;
    struct text rest; /* of `whole` */
    uint64_t line;    /* of the next line */
    char line_end;    /* LF, or CR in a file without LF */
    bool crlf;
    const char *encoding; /* named by the user or told by a mark; NULL for UTF-8 */
    struct arena arena;
    struct buffer value;
    struct text type;
    struct rec_field *fields;
    size_t count, capacity;
    bool failed;
};

static bool no_memory(struct rec_reader *reader)
{
    reader->failed = true;
    return report(reader->reporter, place_of_file(reader->name), MESSAGE_OUT_OF_MEMORY);
}

static bool from_windows(struct rec_reader *reader)
{
    struct buffer made;
    buffer_init(&made, 3 * LIMIT_REC_BYTES);
    if (!windows_to_utf8(buffer_text(&reader->whole), &made)) {
        buffer_release(&made);
        return no_memory(reader);
    }
    buffer_release(&reader->whole);
    reader->whole = made;
    report(reader->reporter, place_of_file(reader->name), MESSAGE_REC_WINDOWS);
    return true;
}

static void look_at_line_ends(struct rec_reader *reader)
{
    struct text whole = buffer_text(&reader->whole);
    const char *end = whole.length ? memchr(whole.data, '\n', whole.length) : NULL;
    reader->line_end = end ? '\n' : '\r';
    reader->crlf = end && end > whole.data && end[-1] == '\r';
}

static struct rec_reader *make(struct input *input, const struct reporter *reporter)
{
    struct rec_reader *reader = input ? memory_new(1, sizeof *reader) : NULL;
    if (!reader) {
        if (input)
            report(reporter, place_of_file(input_name(input)), MESSAGE_OUT_OF_MEMORY);
        input_free(input);
        return NULL;
    }
    reader->name = input_name(input);
    reader->reporter = reporter;
    reader->line = 1;
    arena_init(&reader->arena);
    buffer_init(&reader->whole, LIMIT_REC_BYTES + READ_AHEAD);
    buffer_init(&reader->value, SIZE_MAX / 2);
    bool done = input_read_all(input, LIMIT_REC_BYTES, &reader->whole);
    if (done && input_converted(input, &reader->encoding)) {
        struct text encoding = arena_copy(&reader->arena, text_of(reader->encoding));
        reader->encoding = encoding.data;
        done = encoding.data || no_memory(reader);
    } else if (done && windows_is_text(buffer_text(&reader->whole))) {
        done = from_windows(reader);
    }
    input_free(input);
    if (!done) {
        rec_reader_free(reader);
        return NULL;
    }
    look_at_line_ends(reader);
    reader->rest = buffer_text(&reader->whole);
    return reader;
}

struct rec_reader *rec_reader_open(const char *name, const char *encoding,
                                   const struct reporter *reporter)
{
    return make(input_open(name, encoding, reporter), reporter);
}

struct rec_reader *rec_reader_of_bytes(struct text bytes, const char *name,
                                       const struct reporter *reporter)
{
    return make(input_of_bytes(bytes, name, reporter), reporter);
}

void rec_reader_free(struct rec_reader *reader)
{
    if (!reader)
        return;
    buffer_release(&reader->whole);
    buffer_release(&reader->value);
    arena_release(&reader->arena);
    memory_free(reader->fields);
    memory_free(reader);
}

const char *rec_reader_name(const struct rec_reader *reader)
{
    return reader->name;
}

bool rec_reader_failed(const struct rec_reader *reader)
{
    return reader->failed;
}

/* --- Lines ------------------------------------------------------------------------------------ */

/* The next line without its end; false when there is none. */
static bool look_at_line(const struct rec_reader *reader, struct text *line, size_t *length)
{
    struct text rest = reader->rest;
    if (rest.length == 0)
        return false;
    const char *end = memchr(rest.data, reader->line_end, rest.length);
    *line = text_part(rest, 0, end ? (size_t)(end - rest.data) : rest.length);
    *length = line->length + (end != NULL);
    if (reader->crlf && end && line->length > 0 && line->data[line->length - 1] == '\r')
        line->length--;
    return true;
}

static void pass_line(struct rec_reader *reader, size_t length)
{
    reader->rest = text_part(reader->rest, length, reader->rest.length);
    reader->line++;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool rec_is_name(struct text name)
{
    if (name.length > 0 && name.data[0] == '%')
        name = text_part(name, 1, name.length);
    if (name.length == 0 || !is_letter(name.data[0]))
        return false;
    for (size_t i = 1; i < name.length; i++)
        if (!is_letter(name.data[i]) && !(name.data[i] >= '0' && name.data[i] <= '9') &&
            name.data[i] != '_')
            return false;
    return true;
}

/* Also a line of a file whose line ends are mixed: its CR parts records as well. */
static bool is_blank(struct text line)
{
    if (line.length > 0 && line.data[line.length - 1] == '\r')
        line.length--;
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] != ' ' && line.data[i] != '\t')
            return false;
    return true;
}

/* What stands behind a colon or a `+`. */
static struct text behind(struct text line, size_t start)
{
    bool blank = start < line.length && (line.data[start] == ' ' || line.data[start] == '\t');
    return text_part(line, start + blank, line.length);
}

/* --- Values ----------------------------------------------------------------------------------- */

/* A value that may go on in further lines: those are taken as well. */
static struct text take_value(struct rec_reader *reader, struct text first)
{
    struct text line;
    size_t length;
    bool alone = true;
    buffer_clear(&reader->value);
    for (;;) {
        while (first.length > 0 && first.data[first.length - 1] == '\\' &&
               look_at_line(reader, &line, &length)) {
            buffer_add(&reader->value, text_part(first, 0, first.length - 1));
            alone = false;
            first = line;
            pass_line(reader, length);
        }
        if (!look_at_line(reader, &line, &length) || line.length == 0 || line.data[0] != '+') {
            if (alone)
                return first;
            buffer_add(&reader->value, first);
            break;
        }
        buffer_add(&reader->value, first);
        buffer_add_byte(&reader->value, '\n');
        alone = false;
        first = behind(line, 1);
        pass_line(reader, length);
    }
    struct text value = {NULL, 0};
    if (!buffer_failed(&reader->value))
        value = arena_copy(&reader->arena, buffer_text(&reader->value));
    if (!value.data)
        no_memory(reader);
    return value;
}

static bool is_usable(struct rec_reader *reader, const struct rec_field *field)
{
    char digits[24];
    struct place place = {reader->name, field->line, field->name};
    if (field->value.length > LIMIT_CELL_BYTES)
        return report_with(reader->reporter, place, MESSAGE_REC_TOO_LONG,
                           number_text(LIMIT_CELL_BYTES, digits));
    if (field->value.length > 0 && memchr(field->value.data, '\0', field->value.length))
        return report(reader->reporter, place, MESSAGE_REC_NUL);
    if (utf8_valid(field->value) == field->value.length)
        return true;
    if (reader->encoding)
        return report_with(reader->reporter, place, MESSAGE_REC_ENCODED, text_of(reader->encoding));
    return report(reader->reporter, place, MESSAGE_REC_UTF8);
}

static bool add_field(struct rec_reader *reader, struct rec_field field)
{
    void *fields = reader->fields;
    if (!memory_reserve(&fields, &reader->capacity, reader->count + 1, sizeof *reader->fields))
        return no_memory(reader);
    reader->fields = fields;
    reader->fields[reader->count++] = field;
    return true;
}

/* --- Records ---------------------------------------------------------------------------------- */

/* The lines up to the end of a record, whose fields are gathered. */
static void take_record(struct rec_reader *reader)
{
    struct text line;
    size_t length;
    reader->count = 0;
    while (!reader->failed && look_at_line(reader, &line, &length)) {
        struct place place = place_of_line(reader->name, reader->line);
        struct rec_field field = {.line = reader->line};
        pass_line(reader, length);
        if (is_blank(line)) {
            if (reader->count > 0)
                return;
            continue;
        }
        if (line.data[0] == '#')
            continue;
        if (line.data[0] == '+') {
            report(reader->reporter, place, MESSAGE_REC_CONTINUATION);
            continue;
        }
        const char *colon = memchr(line.data, ':', line.length);
        size_t end = colon ? (size_t)(colon - line.data) : 0;
        field.name = text_part(line, 0, end);
        if (!colon || !rec_is_name(field.name)) {
            report(reader->reporter, place, MESSAGE_REC_LINE);
            continue;
        }
        field.value = take_value(reader, behind(line, end + 1));
        if (!reader->failed && is_usable(reader, &field))
            add_field(reader, field);
    }
}

static bool is_special(const struct rec_field *field)
{
    return field->name.data[0] == '%';
}

/* Whether the fields describe records; `*type` then becomes the type that they name. */
static bool find_type(const struct rec_reader *reader, struct text *type)
{
    for (size_t i = 0; i < reader->count; i++) {
        if (!text_equal_folded(reader->fields[i].name, TEXT("%rec")))
            continue;
        struct text value = text_trim(reader->fields[i].value);
        size_t length = 0;
        while (length < value.length && value.data[length] != ' ' && value.data[length] != '\t')
            length++;
        *type = text_part(value, 0, length);
        return true;
    }
    return false;
}

/* Reports the fields that have no place beside others: named ones in a descriptor, or special ones
 * in a plain record. */
static void drop_fields(struct rec_reader *reader, bool special, enum message message)
{
    size_t kept = 0;
    for (size_t i = 0; i < reader->count; i++) {
        const struct rec_field *field = &reader->fields[i];
        if (is_special(field) == special)
            reader->fields[kept++] = *field;
        else
            report(reader->reporter, (struct place){reader->name, field->line, field->name},
                   message);
    }
    reader->count = kept;
}

enum rec_result rec_next(struct rec_reader *reader, struct rec *rec)
{
    for (;;) {
        take_record(reader);
        if (reader->failed || reader->count == 0)
            return REC_END;
        bool descriptor = find_type(reader, &reader->type);
        drop_fields(reader, descriptor,
                    descriptor ? MESSAGE_REC_BESIDE_DESCRIPTOR : MESSAGE_REC_NO_DESCRIPTOR);
        if (reader->count == 0)
            continue;
        *rec = (struct rec){reader->fields, reader->count, reader->fields[0].line, reader->type};
        return descriptor ? REC_DESCRIPTOR : REC_RECORD;
    }
}
