#include "base/utf8.h"
#include "records/prose.h"
#include "render/plan_canvas.h"

enum { INDENT = 2, LABEL = 24, MARK = 4, SHORT_LABEL = 12, LONGEST = 100, NARROW = 60, ROOM = 20 };

static const struct text line_to_write_on = {"____________________", ROOM};

static const char *const marks[PLAN_MARKS] = {
    [MARK_TO_DO] = "[ ] ",      [MARK_UNDER_WAY] = "[~] ", [MARK_DONE] = "[x] ",
    [MARK_NOT_NEEDED] = "[-] ", [MARK_LEFT] = "  - ",
};

static size_t width_of(const struct plan_canvas *canvas)
{
    return canvas->width < LONGEST ? canvas->width : LONGEST;
}

static void put(struct plan_canvas *canvas, struct text text, size_t indent)
{
    if (text.length == 0)
        return;
    prose_blanks(canvas->output, indent);
    prose_put(canvas->output, text, indent, width_of(canvas));
}

static void underlined(struct plan_canvas *canvas, struct text text, char with)
{
    put(canvas, text, 0);
    size_t length = utf8_width(text), most = width_of(canvas);
    for (size_t i = 0; i < length && i < most; i++)
        output_byte(canvas->output, with);
    output_byte(canvas->output, '\n');
}

static void begin(struct plan_canvas *canvas, const struct plan_opening *opening)
{
    if (!opening->first)
        output_put(canvas->output, "\n\n");
    underlined(canvas, opening->title, '=');
    put(canvas, opening->notice, 0);
    put(canvas, opening->intro, 0);
}

static void nothing(struct plan_canvas *canvas)
{
    (void)canvas;
}

static void facts(struct plan_canvas *canvas, bool open)
{
    if (open)
        output_byte(canvas->output, '\n');
}

/* `label    value`, the value from the column `to` on. */
static void pair(struct plan_canvas *canvas, const struct plan_detail *detail, size_t indent,
                 size_t to)
{
    size_t used = indent + utf8_width(detail->label);
    if (canvas->width < NARROW)
        to = indent + INDENT;
    prose_blanks(canvas->output, indent);
    output_write(canvas->output, detail->label);
    if (used + 1 > to) {
        output_byte(canvas->output, '\n');
        prose_blanks(canvas->output, to);
    } else {
        prose_blanks(canvas->output, to - used);
    }
    if (detail->hand) {
        output_write(canvas->output, line_to_write_on);
        output_byte(canvas->output, '\n');
        put(canvas, detail->value, to);
    } else {
        prose_put(canvas->output, detail->value, to, width_of(canvas));
    }
}

static void fact(struct plan_canvas *canvas, const struct plan_detail *detail, unsigned columns)
{
    (void)columns;
    pair(canvas, detail, INDENT, INDENT + LABEL);
}

static void heading(struct plan_canvas *canvas, struct text text)
{
    output_byte(canvas->output, '\n');
    underlined(canvas, text, '-');
}

static void goal(struct plan_canvas *canvas, struct text text, struct text outcome)
{
    output_byte(canvas->output, '\n');
    put(canvas, text, 0);
    put(canvas, outcome, INDENT);
}

static void group(struct plan_canvas *canvas, bool open)
{
    (void)canvas;
    (void)open;
}

static void short_pair(struct plan_canvas *canvas, const char *key, struct text value)
{
    struct plan_detail detail = {.label = phrase(canvas->phrases, key), .value = value};
    if (value.length > 0)
        pair(canvas, &detail, INDENT + MARK, INDENT + MARK + SHORT_LABEL);
}

static void entry(struct plan_canvas *canvas, const struct plan_entry *entry)
{
    size_t indent = INDENT + MARK;
    output_byte(canvas->output, '\n');
    prose_blanks(canvas->output, INDENT);
    output_write(canvas->output, text_of(marks[entry->mark]));
    if (entry->id.length > 0) {
        output_write(canvas->output, entry->id);
        output_put(canvas->output, "  ");
        indent += utf8_width(entry->id) + 2;
    }
    if (indent > width_of(canvas) / 2) { /* an id longer than any that people use */
        output_byte(canvas->output, '\n');
        indent = INDENT + MARK;
        prose_blanks(canvas->output, indent);
    }
    prose_put(canvas->output, entry->what, indent, width_of(canvas));
    short_pair(canvas, "plan-who", entry->who);
    short_pair(canvas, "plan-when", entry->when);
    put(canvas, entry->late, INDENT + MARK + SHORT_LABEL);
    for (size_t i = 0; i < entry->detail_count; i++)
        pair(canvas, &entry->details[i], INDENT + MARK, INDENT + MARK + SHORT_LABEL);
    if (entry->mark != MARK_LEFT)
        put(canvas, entry->state, INDENT + MARK);
    put(canvas, entry->note, INDENT + MARK);
}

static void say(struct plan_canvas *canvas, struct text text)
{
    output_byte(canvas->output, '\n');
    put(canvas, text, 0);
}

static void signatures(struct plan_canvas *canvas, struct text heading_text, struct text agreed,
                       bool open)
{
    if (!open)
        return;
    heading(canvas, heading_text);
    put(canvas, agreed, 0);
}

static void to_write(struct plan_canvas *canvas, const char *key, struct text value)
{
    struct plan_detail detail = {
        .label = phrase(canvas->phrases, key), .value = value, .hand = value.length == 0};
    pair(canvas, &detail, 2 * INDENT, INDENT + LABEL);
}

static void signature(struct plan_canvas *canvas, struct text label, struct text name)
{
    output_byte(canvas->output, '\n');
    put(canvas, label, INDENT);
    to_write(canvas, "plan-sign-name", name);
    to_write(canvas, "plan-sign-signature", TEXT(""));
    to_write(canvas, "plan-sign-date", TEXT(""));
}

const struct plan_way plan_as_text = {
    .begin = begin,
    .end = nothing,
    .done = nothing,
    .facts = facts,
    .fact = fact,
    .heading = heading,
    .goal = goal,
    .entries = group,
    .entry = entry,
    .left = group,
    .say = say,
    .signatures = signatures,
    .signature = signature,
};
