#include "records/prose.h"

#include "base/utf8.h"

static bool is_line_break(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

bool prose_clean(struct buffer *to, struct text from)
{
    size_t start = to->length, length, breaks = 0;
    bool blank = false;
    for (size_t at = 0; at < from.length; at += length) {
        uint32_t c = utf8_first(text_part(from, at, from.length), &length);
        if (c == ' ' || c == '\t') {
            blank = true;
            continue;
        }
        if (is_line_break(c)) {
            breaks++;
            if (c == '\r' && at + 1 < from.length && from.data[at + 1] == '\n')
                length = 2;
            continue;
        }
        if (to->length > start && breaks > 0)
            buffer_add(to, breaks > 1 ? TEXT("\n\n") : TEXT("\n"));
        else if (to->length > start && blank)
            buffer_add_byte(to, ' ');
        breaks = 0;
        blank = false;
        if (utf8_is_hidden(c) || (c == 0xfffd && length == 1))
            buffer_put(to, "\xef\xbf\xbd");
        else
            buffer_add(to, text_part(from, at, length));
    }
    return !buffer_failed(to);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The bytes and the terminal columns of the character at the start of a clean text. */
static size_t character_at(struct text text, size_t at, size_t *columns)
{
    if ((unsigned char)text.data[at] < 0x80) {
        *columns = 1;
        return 1;
    }
    size_t length;
    utf8_first(text_part(text, at, text.length), &length);
    *columns = utf8_width(text_part(text, at, length));
    return length;
}

bool prose_measure(struct text text, size_t *widest, size_t *longest)
{
    bool lines = false;
    size_t line = 0, word = 0, length, columns;
    for (size_t at = 0; at < text.length; at += length) {
        length = character_at(text, at, &columns);
        char c = text.data[at];
        if (c == '\n') {
            lines = true;
            line = word = 0;
            continue;
        }
        line += columns;
        word = c == ' ' ? 0 : word + columns;
        *widest = larger(*widest, line);
        *longest = larger(*longest, word);
        if (c == ';')
            word = 0;
    }
    return lines;
}

struct text prose_line(struct text *rest, size_t width, size_t *used)
{
    struct text whole = *rest;
    size_t at = 0, end = 0, next = 0, end_used = 0, length, columns;
    size_t hyphen = 0, hyphen_used = 0;
    *used = 0;
    for (; at < whole.length; at += length) {
        length = character_at(whole, at, &columns);
        char c = whole.data[at];
        bool full = c == '\n' || (at > 0 && *used + columns > width);
        if (c == ' ' || c == '\n') {
            end = at;
            next = at + 1;
            end_used = *used;
        }
        if (full) {
            if (next == 0) {
                end = next = hyphen ? hyphen : at;
                end_used = hyphen ? hyphen_used : *used;
            }
            *used = end_used;
            *rest = text_part(whole, next, whole.length);
            return text_part(whole, 0, end);
        }
        *used += columns;
        if (c == ';') {
            end = next = at + 1;
            end_used = *used;
        } else if (c == '-') {
            hyphen = at + 1;
            hyphen_used = *used;
        }
    }
    *rest = (struct text){NULL, 0};
    return whole;
}

void prose_blanks(struct output *output, size_t count)
{
    static const char blanks[] = "                                ";
    for (size_t piece; count > 0; count -= piece) {
        piece = count < sizeof blanks ? count : sizeof blanks - 1;
        output_write(output, (struct text){blanks, piece});
    }
}

void prose_put(struct output *output, struct text text, size_t indent, size_t width)
{
    size_t used;
    for (bool first = true; text.data; first = false) {
        struct text line = prose_line(&text, width > indent ? width - indent : 1, &used);
        if (!first && line.length > 0)
            prose_blanks(output, indent);
        output_write(output, line);
        output_byte(output, '\n');
    }
}
