#include "base/buffer.h"
#include "base/utf8.h"
#include "records/prose.h"
#include "render/form_canvas.h"

enum { INDENT = 2, LABEL = 24, LONGEST = 100, LEAST = 40, ROOM = 20 };

static const struct text line_to_write_on = {"________________________________________", 40};

static size_t width_of(const struct form_canvas *canvas)
{
    return canvas->width < LONGEST ? canvas->width : LONGEST;
}

static void put(struct form_canvas *canvas, struct text text, size_t indent)
{
    prose_blanks(canvas->output, indent);
    prose_put(canvas->output, text, indent, width_of(canvas));
}

static void underlined(struct form_canvas *canvas, struct text text, char with)
{
    put(canvas, text, 0);
    size_t length = utf8_width(text), most = width_of(canvas);
    for (size_t i = 0; i < length && i < most; i++)
        output_byte(canvas->output, with);
    output_byte(canvas->output, '\n');
}

static void begin(struct form_canvas *canvas, const struct form_look *look, bool first)
{
    if (!first)
        output_put(canvas->output, "\n\n");
    underlined(canvas, look->title, '=');
    put(canvas, look->notice, 0);
    put(canvas, look->purpose, 0);
}

static void end(struct form_canvas *canvas)
{
    (void)canvas;
}

static void part(struct form_canvas *canvas, struct text heading)
{
    output_byte(canvas->output, '\n');
    underlined(canvas, heading, '-');
}

static void heading(struct form_canvas *canvas, struct text heading_text, struct text help)
{
    output_byte(canvas->output, '\n');
    if (heading_text.length > 0)
        put(canvas, heading_text, 0);
    if (help.length > 0 && canvas->blank)
        put(canvas, help, INDENT);
}

/* `label    value` */
static void pair(struct form_canvas *canvas, struct text label, struct text value)
{
    size_t used = utf8_width(label), indent = INDENT + LABEL;
    if (canvas->width < 2 * LEAST)
        indent = 2 * INDENT;
    prose_blanks(canvas->output, INDENT);
    output_write(canvas->output, label);
    if (INDENT + used + 1 > indent) {
        output_byte(canvas->output, '\n');
        prose_blanks(canvas->output, indent);
    } else {
        prose_blanks(canvas->output, indent - INDENT - used);
    }
    prose_put(canvas->output, value, indent, width_of(canvas));
}

static void none(struct form_canvas *canvas, bool open)
{
    (void)canvas;
    (void)open;
}

static void fact(struct form_canvas *canvas, struct text label, struct text value, bool wide,
                 bool hand)
{
    (void)wide;
    if (hand)
        value = text_part(line_to_write_on, 0, ROOM);
    pair(canvas, label, value.length > 0 ? value : phrase(canvas->phrases, "form-not-recorded"));
}

static void row(struct form_canvas *canvas, bool open)
{
    if (open && canvas->column > 0)
        output_byte(canvas->output, '\n');
    if (open)
        canvas->column = 1;
}

static void table(struct form_canvas *canvas, bool open)
{
    (void)open;
    canvas->column = 0;
}

static void cell(struct form_canvas *canvas, const struct form_place *place, struct text value,
                 bool hand)
{
    if (hand)
        value = text_part(line_to_write_on, 0, ROOM);
    if (value.length > 0)
        pair(canvas, place->label, value);
}

static void nothing(struct form_canvas *canvas)
{
    put(canvas, phrase(canvas->phrases, "form-nothing"), canvas->in_box ? 2 * INDENT : INDENT);
}

static void box(struct form_canvas *canvas, struct text label, bool open)
{
    canvas->in_box = open;
    if (open && label.length > 0) {
        prose_blanks(canvas->output, INDENT);
        output_write(canvas->output, label);
        output_put(canvas->output, ":\n");
    }
}

static void said(struct form_canvas *canvas, struct text who, struct text text)
{
    struct buffer words;
    buffer_init(&words, SIZE_MAX / 2);
    buffer_add(&words, who);
    if (who.length > 0)
        buffer_put(&words, ": ");
    buffer_add(&words, text);
    canvas->failed = canvas->failed || buffer_failed(&words);
    put(canvas, buffer_text(&words), 2 * INDENT);
    buffer_release(&words);
}

static void room(struct form_canvas *canvas, unsigned lines)
{
    for (unsigned i = 0; i < lines; i++)
        put(canvas, line_to_write_on, 2 * INDENT);
}

/* `[x] Yes  `; gives the columns that it takes. */
static size_t square(struct form_canvas *canvas, struct text word, bool on)
{
    output_write(canvas->output, on ? TEXT("[x] ") : TEXT("[ ] "));
    output_write(canvas->output, word);
    prose_blanks(canvas->output, 2);
    return utf8_width(word) + 6;
}

static void tick(struct form_canvas *canvas, struct text label, struct text code, struct text notes)
{
    size_t indent = INDENT;
    prose_blanks(canvas->output, INDENT);
    indent += square(canvas, phrase(canvas->phrases, "form-yes"), text_equal(code, TEXT("yes")));
    indent += square(canvas, phrase(canvas->phrases, "form-no"), text_equal(code, TEXT("no")));
    prose_put(canvas->output, label, indent, width_of(canvas));
    if (notes.length > 0)
        put(canvas, notes, indent);
}

static void item(struct form_canvas *canvas, uint64_t number, struct text text)
{
    char digits[24];
    struct text shown = number_text(number, digits);
    prose_blanks(canvas->output, INDENT);
    output_write(canvas->output, shown);
    output_put(canvas->output, ". ");
    prose_put(canvas->output, text.length > 0 ? text : line_to_write_on, INDENT + shown.length + 2,
              width_of(canvas));
}

/* Goes on in a further line, at `indent`, where `width` columns do not fit any more. */
static void make_room(struct form_canvas *canvas, size_t width, size_t indent)
{
    if (canvas->column + width > width_of(canvas)) {
        output_byte(canvas->output, '\n');
        prose_blanks(canvas->output, indent);
        canvas->column = indent;
    }
    canvas->column += width;
}

static void scale(struct form_canvas *canvas, const bool given[FORM_SCORES])
{
    struct text worst = phrase(canvas->phrases, "form-worst"),
                best = phrase(canvas->phrases, "form-best");
    size_t indent = INDENT + utf8_width(worst) + 2;
    char digits[24];
    prose_blanks(canvas->output, INDENT);
    output_write(canvas->output, worst);
    prose_blanks(canvas->output, 2);
    canvas->column = indent;
    for (size_t i = 0; i < FORM_SCORES; i++) {
        if (!given[i] && i % 10 != 0)
            continue;
        struct text score = form_score_text(i, digits);
        make_room(canvas, score.length + 2, indent);
        output_byte(canvas->output, given[i] ? '[' : ' ');
        output_write(canvas->output, score);
        output_byte(canvas->output, given[i] ? ']' : ' ');
    }
    make_room(canvas, utf8_width(best) + 1, indent);
    output_byte(canvas->output, ' ');
    output_write(canvas->output, best);
    output_put(canvas->output, "\n\n");
}

const struct form_way form_as_text = {
    .begin = begin,
    .end = end,
    .part = part,
    .heading = heading,
    .facts = none,
    .fact = fact,
    .table = table,
    .cell = cell,
    .row = row,
    .nothing = nothing,
    .box = box,
    .said = said,
    .room = room,
    .ticks = none,
    .tick = tick,
    .list = none,
    .item = item,
    .scale = scale,
};
