#include "records/writer_private.h"

#include "base/lookup.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { LONGEST_PLUS_NUMBER = 9, WORD_BYTES = sizeof(uint64_t) };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct number {
    bool read;
    bool point;
    size_t whole, fraction; /* digits */
};

static size_t digits_at(struct text text, size_t *at)
{
    size_t start = *at;
    while (*at < text.length && is_digit(text.data[*at]))
        ++*at;
    return *at - start;
}

/* A number without its sign: digits, a point and digits, an exponent. */
static struct number number_read(struct text text)
{
    struct number number = {0};
    size_t at = 0;
    number.whole = digits_at(text, &at);
    if (at < text.length && text.data[at] == '.') {
        number.point = true;
        at++;
        number.fraction = digits_at(text, &at);
    }
    bool whole = number.whole + number.fraction > 0;
    if (whole && at < text.length && (text.data[at] == 'e' || text.data[at] == 'E')) {
        at++;
        if (at < text.length && (text.data[at] == '+' || text.data[at] == '-'))
            at++;
        whole = digits_at(text, &at) > 0;
    }
    number.read = whole && at == text.length;
    return number;
}

/* ---- csv ---- */

static const unsigned char csv_quoted_bytes[256] = {['"'] = 1, [','] = 1, ['\r'] = 1, ['\n'] = 1};

/* Not zero when one of eight bytes is a comma, a quotation mark, or less than 0x0e, as CR and LF
 * are. What else is less is rare, and told apart later. */
static inline uint64_t csv_marks(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t comma = word ^ (ones * ','), quote = word ^ (ones * '"');
    return (((comma - ones) & ~comma) | ((quote - ones) & ~quote) |
            ((word - ones * 0x0e) & ~word)) &
           tops;
}

static inline uint64_t csv_copy_word(char *to, const char *from)
{
    uint64_t word;
    memcpy(&word, from, WORD_BYTES);
    memcpy(to, &word, WORD_BYTES);
    return csv_marks(word);
}

/* Copies the cell and tells whether it surely can stand without quotes. */
static inline bool csv_copy(char *to, struct text cell)
{
    uint64_t found = 0;
    if (cell.length >= WORD_BYTES) {
        size_t last = cell.length - WORD_BYTES;
        for (size_t at = 0; at < last; at += WORD_BYTES)
            found |= csv_copy_word(to + at, cell.data + at);
        return (found | csv_copy_word(to + last, cell.data + last)) == 0;
    }
    for (size_t i = 0; i < cell.length; i++) {
        to[i] = cell.data[i];
        found |= csv_quoted_bytes[(unsigned char)cell.data[i]];
    }
    return found == 0;
}

static bool runs_as_formula(struct text cell)
{
    static const char *const full_width[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    if (cell.length == 0)
        return false;
    switch (cell.data[0]) {
    case '+':
    case '-': {
        struct number number = number_read(text_part(cell, 1, cell.length));
        return !number.read || (cell.data[0] == '+' && number.whole > LONGEST_PLUS_NUMBER);
    }
    case '=':
    case '@':
    case '\t':
    case '\r':
    case '\n':
        return true;
    default:
        for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
            if (text_starts_folded(cell, text_of(full_width[i])))
                return true;
        return false;
    }
}

static bool csv_needs_quotes(struct text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (csv_quoted_bytes[(unsigned char)cell.data[i]])
            return true;
    return false;
}

static void csv_dressed_cell(struct writer *writer, struct text cell, bool guarded)
{
    struct output *output = writer->output;
    bool quotes = csv_needs_quotes(cell);
    char *start = output_room(output, 2 * cell.length + 4), *to = start;
    if (!start)
        return;
    if (writer->column > 0)
        *to++ = ',';
    if (quotes)
        *to++ = '"';
    if (guarded)
        *to++ = '\'';
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            *to++ = '"';
        *to++ = cell.data[i];
    }
    if (quotes)
        *to++ = '"';
    output_filled(output, (size_t)(to - start));
}

static void csv_cell(struct writer *writer, struct text cell, bool quoted)
{
    if (writer->excel && runs_as_formula(cell)) {
        csv_dressed_cell(writer, cell, true);
        return;
    }
    char *start = output_room(writer->output, cell.length + 3), *to = start;
    if (!start)
        return;
    if (writer->column > 0)
        *to++ = ',';
    if (cell.length == 0 && (quoted || writer->count == 1)) {
        *to++ = '"';
        *to++ = '"';
    } else if (csv_copy(to, cell)) {
        to += cell.length;
    } else {
        csv_dressed_cell(writer, cell, false);
        return;
    }
    output_filled(writer->output, (size_t)(to - start));
}

static void csv_end_row(struct writer *writer)
{
    if (writer->excel)
        output_put(writer->output, "\r\n");
    else
        output_byte(writer->output, '\n');
}

static bool csv_start(struct writer *writer)
{
    if (writer->excel)
        output_put(writer->output, "\xef\xbb\xbf");
    for (size_t i = 0; i < writer->count; i++)
        writer_cell(writer, writer->fields[i].name);
    writer_end_row(writer);
    return true;
}

/* ---- json ---- */

static bool is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

/* The letter that stands for the character behind a backslash; 0 when there is none. */
static char json_letter(uint32_t character)
{
    switch (character) {
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '"':
    case '\\':
        return (char)character;
    default:
        return 0;
    }
}

void writer_json_string(struct output *output, struct text text)
{
    static const char digits[] = "0123456789abcdef";
    output_byte(output, '"');
    size_t start = 0, length;
    for (size_t at = 0; at < text.length; at += length) {
        unsigned char byte = (unsigned char)text.data[at];
        length = 1;
        if (byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\')
            continue;
        uint32_t character = utf8_first(text_part(text, at, text.length), &length);
        char letter = json_letter(character);
        bool invalid = character == 0xfffd && length == 1;
        if (!letter && !is_control(character) && !invalid)
            continue;
        output_write(output, text_part(text, start, at - start));
        char escape[] = {
            '\\', letter, '0', '0', digits[character >> 4 & 15], digits[character & 15]};
        if (invalid) {
            output_put(output, "\xef\xbf\xbd");
        } else if (letter) {
            output_write(output, (struct text){escape, 2});
        } else {
            escape[1] = 'u';
            output_write(output, (struct text){escape, sizeof escape});
        }
        start = at + length;
    }
    output_write(output, text_part(text, start, text.length));
    output_byte(output, '"');
}

static bool json_is_number(struct text text)
{
    if (text.length > 0 && text.data[0] == '-')
        text = text_part(text, 1, text.length);
    struct number number = number_read(text);
    return number.read && number.whole > 0 && (number.whole == 1 || text.data[0] != '0') &&
           (!number.point || number.fraction > 0);
}

static void json_cell(struct writer *writer, struct text cell, bool quoted)
{
    (void)quoted;
    struct output *output = writer->output;
    const struct writer_field *field = &writer->fields[writer->column];
    output_write(output, field->lead);
    if (field->kind == WRITER_IS_NUMBER || field->kind == WRITER_IS_INTEGER ||
        field->kind == WRITER_IS_FIGURE) {
        struct text number = text_trim(cell);
        if (number.length == 0) {
            output_put(output, "null");
            return;
        }
        if (number.data[0] == '+')
            number = text_part(number, 1, number.length);
        if (json_is_number(number)) {
            output_write(output, number);
            return;
        }
    }
    writer_json_string(output, cell);
}

static void json_end_row(struct writer *writer)
{
    if (writer->count == 0)
        output_byte(writer->output, '{');
    output_put(writer->output, "}\n");
}

static bool json_start(struct writer *writer)
{
    bool done = true;
    for (size_t i = 0; i < writer->count && done; i++) {
        struct output lead;
        output_to_memory(&lead, SIZE_MAX / 2, NULL);
        output_byte(&lead, i == 0 ? '{' : ',');
        writer_json_string(&lead, writer->fields[i].name);
        output_byte(&lead, ':');
        writer->fields[i].lead = arena_copy(&writer->arena, output_memory(&lead));
        done = !lead.failed && writer->fields[i].lead.data;
        output_close(&lead, false);
    }
    return done;
}

/* ---- rec ---- */

/* A name as recutils takes it, with a number behind it until it is new to `used`. */
static bool rec_name(struct writer *writer, struct text name, const char *instead,
                     struct lookup *used, struct text *fit)
{
    struct buffer made;
    buffer_init(&made, SIZE_MAX / 2);
    if (name.length == 0)
        name = text_of(instead);
    if (!is_letter(name.data[0]))
        buffer_put(&made, "x_");
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        buffer_add_byte(&made, is_letter(c) || is_digit(c) ? c : '_');
    }
    size_t length = made.length;
    bool added = false;
    for (uint64_t number = 2; !buffer_failed(&made); number++) {
        if (lookup_add(used, buffer_text(&made), &added) == LOOKUP_NONE || added)
            break;
        made.length = length;
        buffer_add_byte(&made, '_');
        buffer_add_number(&made, number);
    }
    *fit = arena_copy(&writer->arena, buffer_text(&made));
    buffer_release(&made);
    return added && fit->data;
}

static bool rec_start(struct writer *writer)
{
    struct output *output = writer->output;
    struct lookup names, records;
    struct text record;
    lookup_init(&names);
    lookup_init(&records);
    bool done = rec_name(writer, writer->record, "record", &records, &record), any = false;
    for (size_t i = 0; i < writer->count && done; i++) {
        struct writer_field *field = &writer->fields[i];
        done = rec_name(writer, field->name, "field", &names, &field->lead);
        any = any || field->required;
    }
    lookup_release(&names);
    lookup_release(&records);
    if (!done)
        return false;
    output_put(output, "%rec: ");
    output_write(output, record);
    if (any)
        output_put(output, "\n%mandatory:");
    for (size_t i = 0; i < writer->count; i++) {
        if (writer->fields[i].required) {
            output_byte(output, ' ');
            output_write(output, writer->fields[i].lead);
        }
    }
    output_byte(output, '\n');
    for (size_t i = 0; i < writer->count; i++) {
        const struct writer_field *field = &writer->fields[i];
        static const char *const types[] = {
            [WRITER_IS_TEXT] = NULL,
            [WRITER_IS_NUMBER] = " real\n",
            [WRITER_IS_DATE] = NULL,
            [WRITER_IS_INTEGER] = " int\n",
            [WRITER_IS_FIGURE] = " regexp /^(-?[0-9]+([.][0-9]+)?|[a-z:])$/\n",
        };
        if (!types[field->kind])
            continue;
        output_put(output, "%type: ");
        output_write(output, field->lead);
        output_write(output, text_of(types[field->kind]));
    }
    return true;
}

static void rec_field(struct writer *writer, size_t column, struct text value)
{
    if (!writer->begun)
        output_byte(writer->output, '\n');
    writer->begun = true;
    writer_rec_field(writer->output, writer->fields[column].lead, value);
}

void writer_rec_field(struct output *output, struct text name, struct text value)
{
    output_write(output, name);
    output_byte(output, ':');
    for (;;) {
        const char *stop = value.length ? memchr(value.data, '\n', value.length) : NULL;
        struct text line = text_part(value, 0, stop ? (size_t)(stop - value.data) : value.length);
        if (line.length > 0)
            output_byte(output, ' ');
        output_write(output, line);
        if (line.length > 0 && line.data[line.length - 1] == '\\')
            output_put(output, "\\\n");
        output_byte(output, '\n');
        if (!stop)
            return;
        value = text_part(value, line.length + 1, value.length);
        output_byte(output, '+');
    }
}

static void rec_cell(struct writer *writer, struct text cell, bool quoted)
{
    (void)quoted;
    if (cell.length > 0)
        rec_field(writer, writer->column, cell);
}

static void rec_end_row(struct writer *writer)
{
    /* A record without fields would be no record. */
    if (!writer->begun && writer->count > 0)
        rec_field(writer, 0, TEXT(""));
    writer->begun = false;
}

/* ---- all ---- */

static void nothing_held(struct writer *writer)
{
    (void)writer;
}

static const struct writer_way ways[] = {
    [WRITER_CSV] = {"csv", csv_start, csv_cell, csv_end_row, nothing_held},
    [WRITER_TEXT] = {"text", held_start, held_cell, held_end_row, text_finish},
    [WRITER_JSON] = {"json", json_start, json_cell, json_end_row, nothing_held},
    [WRITER_REC] = {"rec", rec_start, rec_cell, rec_end_row, nothing_held},
    [WRITER_HTML] = {"html", held_start, held_cell, held_end_row, html_finish},
};

bool writer_format_named(struct text name, enum writer_format *format)
{
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (text_equal(name, text_of(ways[i].name))) {
            *format = (enum writer_format)i;
            return true;
        }
    }
    return false;
}

static bool copy(struct writer *writer, struct text from, struct text *to)
{
    *to = arena_copy(&writer->arena, from);
    return to->data != NULL;
}

static bool writer_start(struct writer *writer, const struct writer_settings *settings,
                         const struct writer_column *columns)
{
    writer->fields = memory_new(writer->count, sizeof *writer->fields);
    if (!writer->fields || !copy(writer, settings->record, &writer->record) ||
        !copy(writer, settings->title, &writer->title) ||
        !copy(writer, settings->explanation, &writer->explanation))
        return false;
    bool for_people = false;
    size_t place = 0;
    for (size_t i = 0; i < writer->count; i++)
        for_people = for_people || columns[i].for_people;
    for (size_t i = 0; i < writer->count; i++) {
        struct writer_field *field = &writer->fields[i];
        if (!copy(writer, columns[i].name, &field->name) ||
            !copy(writer, columns[i].heading, &field->heading))
            return false;
        field->kind = columns[i].kind;
        field->required = columns[i].required;
        field->for_people = (columns[i].for_people || !for_people) &&
                            (!columns[i].page_only || settings->format == WRITER_HTML);
        field->place = place;
        place += field->for_people;
        for (size_t j = 0; columns[i].unlike.length > 0 && j < i; j++)
            if (writer->fields[j].for_people && text_equal(columns[j].name, columns[i].unlike))
                field->unlike = &writer->fields[j];
    }
    return writer->way->start(writer);
}

struct writer *writer_new(const struct writer_settings *settings,
                          const struct writer_column *columns, size_t count, struct output *output,
                          const struct reporter *reporter)
{
    struct writer *writer = memory_new(1, sizeof *writer);
    if (writer) {
        *writer = (struct writer){
            .way = &ways[settings->format],
            .output = output,
            .reporter = reporter,
            .count = count,
            .excel = settings->excel,
            .width = settings->width,
        };
        arena_init(&writer->arena);
        buffer_init(&writer->cells, SIZE_MAX / 2);
        if (writer_start(writer, settings, columns))
            return writer;
    }
    report(reporter, place_of_file(output->name), MESSAGE_OUT_OF_MEMORY);
    writer_free(writer);
    return NULL;
}

void writer_passed(struct writer *writer, struct text cell, bool quoted)
{
    if (writer->column >= writer->count)
        return;
    writer->way->cell(writer, cell.length > 0 ? cell : TEXT(""), quoted);
    writer->column++;
}

void writer_cell(struct writer *writer, struct text cell)
{
    writer_passed(writer, cell, false);
}

void writer_plain(struct writer *writer, struct text cell)
{
    char *to;
    if (writer->way != &ways[WRITER_CSV] || cell.length == 0 || writer->column >= writer->count) {
        writer_passed(writer, cell, false);
    } else if ((to = output_room(writer->output, cell.length + 1)) != NULL) {
        size_t comma = writer->column++ > 0;
        *to = ',';
        memcpy(to + comma, cell.data, cell.length);
        output_filled(writer->output, comma + cell.length);
    }
}

char *writer_open(struct writer *writer, size_t most)
{
    if (writer->way != &ways[WRITER_CSV] || writer->excel || writer->column == 0)
        return NULL;
    char *room = output_room(writer->output, most + 1);
    if (!room)
        return NULL;
    *room = ',';
    return room + 1;
}

void writer_shut(struct writer *writer, size_t used)
{
    output_filled(writer->output, used + 1);
    writer->column++;
}

bool writer_render(struct writer *writer, const struct text *cells, size_t count,
                   struct buffer *rendered)
{
    if (writer->way != &ways[WRITER_CSV])
        return false;
    struct output memory, *output = writer->output;
    size_t column = writer->column;
    output_to_memory(&memory, SIZE_MAX / 2, writer->reporter);
    writer->output = &memory;
    for (size_t i = 0; i < count; i++) {
        writer->column = 1;
        csv_cell(writer, cells[i], false);
    }
    writer->output = output;
    writer->column = column;
    bool done = !memory.failed && buffer_add(rendered, output_memory(&memory));
    output_close(&memory, false);
    return done;
}

void writer_rendered(struct writer *writer, struct text rendered, size_t count)
{
    char *to = output_room(writer->output, rendered.length);
    if (!to)
        return;
    memcpy(to, rendered.data, rendered.length);
    output_filled(writer->output, rendered.length);
    writer->column += count;
}

void writer_number(struct writer *writer, uint64_t number)
{
    char digits[24];
    writer_plain(writer, number_text(number, digits));
}

bool writer_end_row(struct writer *writer)
{
    while (writer->column < writer->count)
        writer_passed(writer, TEXT(""), false);
    writer->way->end_row(writer);
    writer->column = 0;
    return !writer->failed && !writer->output->failed;
}

bool writer_finish(struct writer *writer)
{
    if (!writer->failed && !writer->output->failed)
        writer->way->finish(writer);
    return !writer->failed && !writer->output->failed;
}

void writer_free(struct writer *writer)
{
    if (!writer)
        return;
    arena_release(&writer->arena);
    buffer_release(&writer->cells);
    memory_free(writer->fields);
    memory_free(writer->ends);
    memory_free(writer);
}
