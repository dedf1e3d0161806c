#include "render/calendar.h"

#include "base/utf8.h"

enum { FOLD = 75, CLEAR_ID = 40 };

/* A content line on its way out. */
struct line {
    struct output *output;
    size_t used; /* bytes of the physical line so far */
};

/* Bytes that stay together: a character, or an escape. */
static void put_unit(struct line *line, struct text unit)
{
    if (line->used + unit.length > FOLD) {
        output_put(line->output, "\r\n ");
        line->used = 1;
    }
    output_write(line->output, unit);
    line->used += unit.length;
}

static void put_plain(struct line *line, struct text text)
{
    for (size_t at = 0; at < text.length; at++)
        put_unit(line, text_part(text, at, 1));
}

/* A value of type TEXT (RFC 5545, 3.3.11). */
static void put_text(struct line *line, struct text text)
{
    size_t length;
    for (size_t at = 0; at < text.length; at += length) {
        uint32_t c = utf8_first(text_part(text, at, text.length), &length);
        if (c == '\r' && at + 1 < text.length && text.data[at + 1] == '\n')
            length = 2;
        if (c == '\n' || c == '\r')
            put_unit(line, TEXT("\\n"));
        else if (c == '\\')
            put_unit(line, TEXT("\\\\"));
        else if (c == ';')
            put_unit(line, TEXT("\\;"));
        else if (c == ',')
            put_unit(line, TEXT("\\,"));
        else if (c == '\t' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0)))
            put_unit(line, text_part(text, at, length));
    }
}

static struct line begin_line(struct output *output, const char *name)
{
    struct line line = {output, 0};
    put_plain(&line, text_of(name));
    return line;
}

static void end_line(struct line *line)
{
    output_put(line->output, "\r\n");
}

static void plain_line(struct output *output, const char *text)
{
    struct line line = begin_line(output, text);
    end_line(&line);
}

static void text_line(struct output *output, const char *name, struct text text)
{
    struct line line = begin_line(output, name);
    put_text(&line, text);
    end_line(&line);
}

static void day_line(struct output *output, const char *name, date_day day, struct text behind)
{
    int year, month, number;
    char digits[8];
    date_split(day, &year, &month, &number);
    int value = year * 10000 + month * 100 + number;
    for (size_t i = sizeof digits; i-- > 0; value /= 10)
        digits[i] = (char)('0' + value % 10);
    struct line line = begin_line(output, name);
    put_plain(&line, (struct text){digits, sizeof digits});
    put_plain(&line, behind);
    end_line(&line);
}

void calendar_begin(struct output *output, const struct calendar_settings *settings)
{
    plain_line(output, "BEGIN:VCALENDAR");
    plain_line(output, "VERSION:2.0");
    struct line line = begin_line(output, "PRODID:-//eh//");
    put_text(&line, settings->product);
    put_plain(&line, TEXT("//EN"));
    end_line(&line);
    if (settings->name.length > 0)
        text_line(output, "X-WR-CALNAME:", settings->name);
}

void calendar_add(struct output *output, const struct calendar_settings *settings,
                  const struct calendar_entry *entry)
{
    plain_line(output, settings->tasks ? "BEGIN:VTODO" : "BEGIN:VEVENT");
    text_line(output, "UID:", entry->uid);
    day_line(output, "DTSTAMP:", settings->as_of, TEXT("T000000Z"));
    if (entry->day != DATE_DAY_OPEN_END)
        day_line(output, settings->tasks ? "DUE;VALUE=DATE:" : "DTSTART;VALUE=DATE:", entry->day,
                 TEXT(""));
    text_line(output, "SUMMARY:", entry->summary);
    plain_line(output, "CLASS:CONFIDENTIAL");
    if (settings->tasks)
        plain_line(output, entry->begun ? "STATUS:IN-PROCESS" : "STATUS:NEEDS-ACTION");
    else
        plain_line(output, "TRANSP:TRANSPARENT");
    plain_line(output, settings->tasks ? "END:VTODO" : "END:VEVENT");
}

void calendar_end(struct output *output)
{
    plain_line(output, "END:VCALENDAR");
}

void calendar_hash(struct buffer *to, struct text text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    for (int shift = 60; shift >= 0; shift -= 4)
        buffer_add_byte(to, "0123456789abcdef"[hash >> shift & 0xf]);
}

static bool is_clear(struct text id)
{
    for (size_t i = 0; i < id.length; i++) {
        char c = id.data[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              c == '.' || c == '-'))
            return false;
    }
    return id.length <= CLEAR_ID;
}

void calendar_uid(struct buffer *to, const struct calendar_settings *settings, struct text kind,
                  const struct text *ids, size_t count)
{
    buffer_add(to, kind);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(to, '_');
        if (is_clear(ids[i])) {
            buffer_add(to, ids[i]);
        } else {
            buffer_add_byte(to, 'x');
            calendar_hash(to, ids[i]);
        }
    }
    buffer_add_byte(to, '@');
    buffer_add(to, settings->product);
}
