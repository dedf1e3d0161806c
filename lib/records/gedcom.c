#include "records/gedcom_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { READ_AHEAD = 1 << 18, LEVEL_MOST = 99 };

struct gedcom_reader {
    const char *name;
    const struct reporter *reporter;
    struct rejects *rejects;
    struct buffer whole;
    struct text rest;     /* of `whole` */
    uint64_t line;        /* of the line read last */
    const char *encoding; /* that the file was converted from; NULL for UTF-8 */
    bool seven;           /* the head says 7.x */
    struct arena arena;
    struct buffer value;
    struct gedcom_line ahead; /* the first line of the next record */
    bool has_ahead, failed;
    struct gedcom_line *lines;
    size_t count, capacity;
};

/* --- Lines ------------------------------------------------------------------------------------ */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_tag_byte(char byte)
{
    return is_digit(byte) || byte == '_' || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

static struct text without_blanks(struct text rest)
{
    size_t start = 0;
    while (start < rest.length && is_blank(rest.data[start]))
        start++;
    return text_part(rest, start, rest.length);
}

/* `@I1@` at the beginning of `*rest`: the id, and `*rest` moves past it. Else the empty text. */
static struct text take_id(struct text *rest)
{
    const char *end = rest->length > 2 && rest->data[0] == '@' && rest->data[1] != '@' &&
                              rest->data[1] != '#'
                          ? memchr(rest->data + 1, '@', rest->length - 1)
                          : NULL;
    if (!end)
        return TEXT("");
    size_t length = (size_t)(end - rest->data);
    struct text id = text_trim(text_part(*rest, 1, length - 1));
    *rest = text_part(*rest, length + 1, rest->length);
    return id;
}

bool gedcom_cut_line(struct text bytes, struct gedcom_line *line)
{
    struct text rest = without_blanks(bytes);
    size_t digits = 0, letters = 0;
    uint64_t level;
    line->bytes = bytes;
    while (digits < rest.length && is_digit(rest.data[digits]))
        digits++;
    if (digits == rest.length || !is_blank(rest.data[digits]) ||
        !text_to_unsigned(text_part(rest, 0, digits), 0, LEVEL_MOST, &level))
        return false;
    line->level = (uint32_t)level;
    rest = without_blanks(text_part(rest, digits, rest.length));
    line->id = take_id(&rest);
    rest = without_blanks(rest);
    while (letters < rest.length && is_tag_byte(rest.data[letters]))
        letters++;
    if (letters == 0 || (letters < rest.length && !is_blank(rest.data[letters])))
        return false;
    line->tag = text_part(rest, 0, letters);
    line->value = text_part(rest, letters + 1, rest.length);
    return true;
}

static void reject(struct gedcom_reader *reader, const struct gedcom_line *line,
                   enum message message, const struct text *words, size_t count)
{
    rejects_line(reader->rejects, reader->reporter, place_of_line(reader->name, reader->line),
                 message, words, count, line->bytes);
}

static bool no_memory(struct gedcom_reader *reader)
{
    reader->failed = true;
    return report(reader->reporter, place_of_file(reader->name), MESSAGE_OUT_OF_MEMORY);
}

static bool is_text(struct gedcom_reader *reader, const struct gedcom_line *line)
{
    char digits[24];
    if (line->bytes.length > 0 && memchr(line->bytes.data, '\0', line->bytes.length))
        reject(reader, line, MESSAGE_REC_NUL, NULL, 0);
    else if (line->bytes.length > LIMIT_CELL_BYTES)
        reject(reader, line, MESSAGE_REC_TOO_LONG,
               (const struct text[]){number_text(LIMIT_CELL_BYTES, digits)}, 1);
    else if (utf8_valid(line->bytes) == line->bytes.length)
        return true;
    else if (reader->encoding)
        reject(reader, line, MESSAGE_REC_ENCODED, (const struct text[]){text_of(reader->encoding)},
               1);
    else
        reject(reader, line, MESSAGE_REC_UTF8, NULL, 0);
    return false;
}

/* The next line that can be used below one of level `above` (UINT32_MAX: the first). */
static bool next_line(struct gedcom_reader *reader, uint32_t above, struct gedcom_line *line)
{
    struct text bytes;
    while (text_take_line(&reader->rest, &bytes)) {
        reader->line++;
        *line = (struct gedcom_line){.line = reader->line, .bytes = bytes};
        if (text_trim(bytes).length == 0 || !is_text(reader, line))
            continue;
        char digits[2][24];
        if (!gedcom_cut_line(bytes, line))
            reject(reader, line, MESSAGE_GEDCOM_LINE, NULL, 0);
        else if (line->level > above + 1)
            reject(reader, line, MESSAGE_GEDCOM_LEVEL,
                   (const struct text[]){number_text(line->level, digits[0]),
                                         number_text(above, digits[1])},
                   2);
        else
            return true;
    }
    return false;
}

/* --- Values ----------------------------------------------------------------------------------- */

/* With `@@` made `@`: everywhere, in 7.0 at the beginning only. */
static struct text single_signs(struct gedcom_reader *reader, struct text value)
{
    const char *first = value.length > 1 ? memchr(value.data, '@', value.length - 1) : NULL;
    if (!first || (reader->seven && first > value.data))
        return value;
    buffer_clear(&reader->value);
    for (size_t i = 0; i < value.length; i++) {
        buffer_add_byte(&reader->value, value.data[i]);
        bool twice = i + 1 < value.length && value.data[i] == '@' && value.data[i + 1] == '@';
        if (twice && (i == 0 || !reader->seven))
            i++;
    }
    if (buffer_failed(&reader->value))
        return (struct text){NULL, 0};
    if (reader->value.length == value.length)
        return value;
    return arena_copy(&reader->arena, buffer_text(&reader->value));
}

/* Settles the value of a line. */
static bool finish_value(struct gedcom_reader *reader, struct gedcom_line *line)
{
    struct text rest = text_trim(line->value);
    struct text pointer = take_id(&rest);
    if (pointer.length > 0 && rest.length == 0)
        line->pointer = pointer;
    else
        line->value = single_signs(reader, line->value);
    return line->value.data || no_memory(reader);
}

static bool goes_on(const struct gedcom_line *line, uint32_t level)
{
    return line->level == level + 1 &&
           (text_equal(line->tag, TEXT("CONT")) || text_equal(line->tag, TEXT("CONC")));
}

/* Joins CONT and CONC lines with the line above them. */
static bool join_values(struct gedcom_reader *reader)
{
    size_t kept = 0;
    for (size_t i = 0; i < reader->count;) {
        struct gedcom_line line = reader->lines[i++];
        if (i < reader->count && goes_on(&reader->lines[i], line.level)) {
            buffer_clear(&reader->value);
            buffer_add(&reader->value, line.value);
            for (; i < reader->count && goes_on(&reader->lines[i], line.level); i++) {
                struct text more = reader->lines[i].value;
                bool fits = reader->value.length + more.length < LIMIT_CELL_BYTES;
                char digits[24];
                if (!fits) {
                    rejects_line(reader->rejects, reader->reporter,
                                 place_of_line(reader->name, reader->lines[i].line),
                                 MESSAGE_REC_TOO_LONG,
                                 (const struct text[]){number_text(LIMIT_CELL_BYTES, digits)}, 1,
                                 reader->lines[i].bytes);
                    continue;
                }
                if (text_equal(reader->lines[i].tag, TEXT("CONT")))
                    buffer_add_byte(&reader->value, '\n');
                buffer_add(&reader->value, more);
            }
            if (buffer_failed(&reader->value))
                return no_memory(reader);
            line.value = arena_copy(&reader->arena, buffer_text(&reader->value));
            if (!line.value.data)
                return no_memory(reader);
        }
        if (!finish_value(reader, &line))
            return false;
        reader->lines[kept++] = line;
    }
    reader->count = kept;
    return true;
}

/* --- Records ---------------------------------------------------------------------------------- */

static bool add_line(struct gedcom_reader *reader, const struct gedcom_line *line)
{
    void *lines = reader->lines;
    if (!memory_reserve(&lines, &reader->capacity, reader->count + 1, sizeof *reader->lines))
        return no_memory(reader);
    reader->lines = lines;
    reader->lines[reader->count++] = *line;
    return true;
}

/* `2 VERS 7...` of the head. */
static void look_at_version(struct gedcom_reader *reader)
{
    if (!text_equal(reader->lines[0].tag, TEXT("HEAD")))
        return;
    bool gedcom = false;
    for (size_t i = 1; i < reader->count; i++) {
        const struct gedcom_line *line = &reader->lines[i];
        if (line->level == 1)
            gedcom = text_equal(line->tag, TEXT("GEDC"));
        if (gedcom && line->level == 2 && text_equal(line->tag, TEXT("VERS")))
            reader->seven = text_starts_folded(text_trim(line->value), TEXT("7"));
    }
}

enum gedcom_result gedcom_next(struct gedcom_reader *reader, struct gedcom_record *record)
{
    struct gedcom_line line;
    uint32_t above = 0;
    reader->count = 0;
    if (reader->failed)
        return GEDCOM_FAILED;
    if (!reader->has_ahead)
        return GEDCOM_END;
    if (!add_line(reader, &reader->ahead))
        return GEDCOM_FAILED;
    reader->has_ahead = false;
    while (!reader->has_ahead && next_line(reader, above, &line)) {
        if (line.level == 0) {
            reader->ahead = line;
            reader->has_ahead = true;
        } else if (!add_line(reader, &line)) {
            return GEDCOM_FAILED;
        }
        above = line.level;
    }
    look_at_version(reader);
    if (!join_values(reader))
        return GEDCOM_FAILED;
    *record = (struct gedcom_record){reader->lines, reader->count};
    return GEDCOM_RECORD;
}

/* --- Opening ---------------------------------------------------------------------------------- */

/* The first line must be one of GEDCOM: nothing else tells such a file from any other. */
static bool begin(struct gedcom_reader *reader)
{
    struct text rest = buffer_text(&reader->whole), first = TEXT("");
    while (text_trim(first).length == 0 && text_take_line(&rest, &first))
        continue;
    if (!gedcom_cut_line(first, &reader->ahead) || reader->ahead.level != 0)
        return report(reader->reporter, place_of_file(reader->name), MESSAGE_NOT_GEDCOM);
    reader->rest = buffer_text(&reader->whole);
    reader->has_ahead = next_line(reader, UINT32_MAX, &reader->ahead);
    return true;
}

static struct gedcom_reader *make(struct input *input, struct rejects *rejects,
                                  const struct reporter *reporter)
{
    struct gedcom_reader *reader = input ? memory_new(1, sizeof *reader) : NULL;
    const char *encoding = NULL;
    if (!reader) {
        if (input)
            report(reporter, place_of_file(input_name(input)), MESSAGE_OUT_OF_MEMORY);
        input_free(input);
        return NULL;
    }
    reader->name = input_name(input);
    reader->reporter = reporter;
    reader->rejects = rejects;
    arena_init(&reader->arena);
    buffer_init(&reader->whole, LIMIT_GEDCOM_BYTES + READ_AHEAD);
    buffer_init(&reader->value, 2 * LIMIT_CELL_BYTES);
    bool done = input_read_all(input, LIMIT_GEDCOM_BYTES, &reader->whole);
    if (done && input_converted(input, &encoding)) {
        struct text copy = arena_copy(&reader->arena, text_of(encoding));
        reader->encoding = copy.data;
        done = copy.data || no_memory(reader);
    } else if (done) {
        done = gedcom_to_utf8(&reader->whole, reader->name, &reader->encoding, &reader->arena,
                              reporter);
    }
    input_free(input);
    if (done && begin(reader))
        return reader;
    gedcom_reader_free(reader);
    return NULL;
}

struct gedcom_reader *gedcom_reader_open(const char *name, const char *encoding,
                                         struct rejects *rejects, const struct reporter *reporter)
{
    return make(input_open(name, encoding, reporter), rejects, reporter);
}

struct gedcom_reader *gedcom_reader_of_bytes(struct text bytes, const char *name,
                                             const struct reporter *reporter)
{
    return make(input_of_bytes(bytes, name, reporter), NULL, reporter);
}

void gedcom_reader_free(struct gedcom_reader *reader)
{
    if (!reader)
        return;
    buffer_release(&reader->whole);
    buffer_release(&reader->value);
    arena_release(&reader->arena);
    memory_free(reader->lines);
    memory_free(reader);
}

const char *gedcom_reader_name(const struct gedcom_reader *reader)
{
    return reader->name;
}
