#include "render/timeline_private.h"

/* Labels: when, and what, in one of several forms. */

enum {
    PAD = 60,       /* between the leader and the text */
    LINES_MANY = 7, /* a text of more lines takes a wider label */
    WIDEST = 4200,
    BLANK = 40
};

/* The styles; the width of a label in each of the widths. */
static const struct {
    struct lettering when, what;
    bool in_line; /* the date begins the first line of the text */
    int32_t rooms[TIMELINE_WIDTHS];
} styles[TIMELINE_STYLES] = {
    {{110, true}, {120, false}, false, {1350, 1000, 1750, 2300}},
    {{110, true}, {120, false}, true, {1500, 1150, 2050, 2700}},
    {{100, true}, {110, false}, true, {1400, 1050, 1900, 2500}},
};

const struct lettering timeline_title_letters = {160, true};
const struct lettering timeline_quiet_letters = {110, false};
const struct lettering timeline_when_letters = {110, true};
const struct lettering timeline_what_letters = {120, false};
const struct lettering timeline_year_letters = {110, false};
const struct lettering timeline_age_letters = {100, false};

/* A line of a label, relative to its upper left corner. */
struct line {
    struct text text;
    bool when;
    int32_t x, y; /* start of the baseline */
};

struct lines {
    const struct lettering *when_letters, *what_letters;
    struct text when, what;
    int32_t room, y;
    bool in_line, begun;
    int32_t behind_when; /* x at which the text may go on in the last line of the date */
};

static int32_t room_for(const struct timeline_words *words, unsigned form)
{
    int32_t room = styles[form / TIMELINE_WIDTHS].rooms[form % TIMELINE_WIDTHS];
    int32_t wide = words->what_width / LINES_MANY;
    wide = wide < WIDEST ? wide : WIDEST;
    return wide > room ? wide : room;
}

static struct lines lines_of(const struct timeline_words *words, unsigned form)
{
    return (struct lines){
        .when_letters = &styles[form / TIMELINE_WIDTHS].when,
        .what_letters = &styles[form / TIMELINE_WIDTHS].what,
        .when = words->when,
        .what = words->what,
        .room = room_for(words, form) - PAD,
        .in_line = styles[form / TIMELINE_WIDTHS].in_line,
    };
}

/* The width of the first word, with what a line may not break behind. */
static int32_t first_word(const struct lettering *letters, struct text text)
{
    size_t end = 0;
    while (end < text.length && text.data[end] != ' ' && text.data[end] != '\n')
        end++;
    return lettering_width(letters, text_part(text, 0, end));
}

static bool next_line(struct lines *lines, struct line *line)
{
    const struct lettering *when = lines->when_letters, *what = lines->what_letters;
    if (lines->when.data) {
        lines->y += lines->begun ? lettering_step(when) : lettering_ascent(what);
        lines->begun = true;
        line->text = lettering_line(when, &lines->when, lines->room);
        line->when = true;
        line->x = PAD;
        line->y = lines->y;
        lines->behind_when = lines->in_line && !lines->when.data
                                 ? lettering_width(when, line->text) + BLANK
                                 : 0;
        return true;
    }
    if (!lines->what.data)
        return false;
    int32_t x = lines->behind_when;
    lines->behind_when = 0;
    if (x > 0 && x + first_word(what, lines->what) > lines->room)
        x = 0;
    if (x == 0)
        lines->y += lettering_step(what);
    line->text = lettering_line(what, &lines->what, lines->room - x);
    line->when = false;
    line->x = PAD + x;
    line->y = lines->y;
    return true;
}

struct timeline_size timeline_label_size(const struct timeline_painter *painter, size_t event,
                                         unsigned form)
{
    struct lines lines = lines_of(&painter->words[event], form);
    struct timeline_size size = {0, 0};
    struct line line;
    while (next_line(&lines, &line)) {
        int32_t end = line.x + lettering_width(line.when ? lines.when_letters : lines.what_letters,
                                               line.text);
        size.width = end > size.width ? end : size.width;
    }
    size.height = lines.y + lettering_descent(lines.what_letters);
    return size;
}

void timeline_label_draw(struct timeline_painter *painter, size_t event, unsigned form, int32_t x,
                         int32_t y)
{
    struct svg *svg = &painter->svg;
    struct lines lines = lines_of(&painter->words[event], form);
    struct timeline_size size = timeline_label_size(painter, event, form);
    struct line line;
    svg_open(svg, "text");
    svg_ids(svg, "data-label-for", &painter->family->events[event].id, 1);
    svg_lengths(svg, "data-bbox", (const int32_t[]){x + PAD, y, size.width - PAD, size.height}, 4);
    svg_lettering(svg, lines.what_letters, SVG_START);
    while (next_line(&lines, &line)) {
        svg_open(svg, "tspan");
        svg_length(svg, "x", x + line.x);
        svg_length(svg, "y", y + line.y);
        if (line.when) {
            svg_word(svg, "class", "when");
            svg_lettering(svg, lines.when_letters, SVG_START);
        }
        svg_content(svg, line.text);
        svg_close(svg);
    }
    svg_close(svg);
}
