#include "render/palette.h"
#include "render/timeline_private.h"

enum {
    MARK_RADIUS = 50,
    CAPTION_IN = 60 /* from the left edge to the caption of what lies before the start */
};

static const char *timeline_class(enum event_impact impact)
{
    return impact == IMPACT_POSITIVE   ? "positive"
           : impact == IMPACT_NEGATIVE ? "negative"
                                       : "neutral";
}

/* A class with what it means for the child behind it: `leader positive`. */
void timeline_put_class(struct svg *svg, const char *kind, enum event_impact impact)
{
    char words[32];
    struct text a = text_of(kind), b = text_of(timeline_class(impact));
    memcpy(words, a.data, a.length);
    words[a.length] = ' ';
    memcpy(words + a.length + 1, b.data, b.length);
    svg_attribute(svg, "class", (struct text){words, a.length + 1 + b.length});
}

void timeline_mark_draw(struct svg *svg, enum event_impact impact, int32_t x, int32_t y)
{
    int32_t r = MARK_RADIUS;
    if (impact != IMPACT_POSITIVE && impact != IMPACT_NEGATIVE) {
        svg_circle(svg, x, y, r - 8);
    } else {
        int32_t up = impact == IMPACT_POSITIVE ? 1 : -1;
        svg_path(svg, x, y - up * (r - 2));
        svg_line_to(svg, x + r, y + up * (r - 10));
        svg_line_to(svg, x - r, y + up * (r - 10));
        svg_path_back(svg);
    }
    timeline_put_class(svg, "mark", impact);
}

/* A bar whose ends fade: a gradient for each side and impact, as far as they are used. */
enum { FADE_LEFT = 1, FADE_RIGHT = 2 };

static const char *fade_name(enum event_impact impact, unsigned sides)
{
    static const char *const names[3][4] = {
        {"", "fade-left", "fade-right", "fade-both"},
        {"", "fade-left-positive", "fade-right-positive", "fade-both-positive"},
        {"", "fade-left-negative", "fade-right-negative", "fade-both-negative"},
    };
    return names[impact == IMPACT_POSITIVE ? 1 : impact == IMPACT_NEGATIVE ? 2 : 0][sides];
}

unsigned timeline_bar_fades(const struct timeline_bar *bar)
{
    return (bar->fades_left ? FADE_LEFT : 0u) | (bar->fades_right ? FADE_RIGHT : 0u);
}

static void stop(struct svg *svg, const char *offset, const char *colour, bool clear)
{
    svg_open(svg, "stop");
    svg_word(svg, "offset", offset);
    svg_word(svg, "stop-color", colour);
    if (clear)
        svg_word(svg, "stop-opacity", "0");
    svg_close(svg);
}

void timeline_gradients_draw(struct timeline_painter *painter)
{
    struct svg *svg = &painter->svg;
    static const char *const colours[] = {PALETTE_QUIET, PALETTE_POSITIVE, PALETTE_NEGATIVE};
    static const enum event_impact impacts[] = {IMPACT_NEUTRAL, IMPACT_POSITIVE, IMPACT_NEGATIVE};
    bool used[3][4] = {{false}};
    for (size_t i = 0; i < painter->timeline->bar_count; i++) {
        const struct timeline_bar *bar = &painter->timeline->bars[i];
        enum event_impact impact = painter->family->events[bar->event].impact;
        used[impact == IMPACT_POSITIVE   ? 1
             : impact == IMPACT_NEGATIVE ? 2
                                         : 0][timeline_bar_fades(bar)] = true;
    }
    /* The key shows one. */
    used[0][FADE_RIGHT] = true;
    svg_open(svg, "defs");
    for (unsigned i = 0; i < 3; i++)
        for (unsigned sides = 1; sides < 4; sides++) {
            if (!used[i][sides])
                continue;
            svg_open(svg, "linearGradient");
            svg_id(svg, fade_name(impacts[i], sides));
            stop(svg, "0", colours[i], sides & FADE_LEFT);
            if (sides & FADE_LEFT)
                stop(svg, "0.35", colours[i], false);
            if (sides & FADE_RIGHT)
                stop(svg, "0.65", colours[i], false);
            stop(svg, "1", colours[i], sides & FADE_RIGHT);
            svg_close(svg);
        }
    svg_close(svg);
}

static void draw_bar(struct timeline_painter *painter, const struct timeline_bar *bar, int32_t top)
{
    struct svg *svg = &painter->svg;
    const struct chronology_event *event = &painter->family->events[bar->event];
    int32_t height = bar->kind == TIMELINE_SPAN ? BAR : BAR_THIN;
    unsigned sides = timeline_bar_fades(bar);
    svg_rectangle(svg, bar->x, top + bar->y - height / 2, bar->width, height);
    svg_ids(svg, "data-span-for", &event->id, 1);
    timeline_put_class(svg, bar->kind == TIMELINE_SPAN ? "span" : "maybe", event->impact);
    if (sides > 0) {
        /* A property of the style, or the class would win. */
        timeline_clear(painter);
        buffer_put(&painter->buffer, "stroke:none;");
        if (bar->kind == TIMELINE_SPAN)
            buffer_put(&painter->buffer, "fill-opacity:1;opacity:.4;");
        buffer_put(&painter->buffer, "fill:url(#");
        buffer_add(&painter->buffer, text_of(svg->prefix));
        buffer_add_byte(&painter->buffer, '-');
        buffer_add(&painter->buffer, text_of(fade_name(event->impact, sides)));
        buffer_add_byte(&painter->buffer, ')');
        svg_attribute(svg, "style", buffer_text(&painter->buffer));
    }
    svg_close(svg);
    if (bar->kind == TIMELINE_SPAN || bar->width < 2 * MARK_RADIUS)
        return;
    /* The ends of a time that are known. */
    bool left = !bar->fades_left && !bar->goes_on_left,
         right = !bar->fades_right && !bar->goes_on_right;
    for (int end = 0; end < 2; end++) {
        if (!(end ? right : left))
            continue;
        int32_t x = end ? bar->x + bar->width - 10 : bar->x;
        svg_rectangle(svg, x, top + bar->y - MARK_RADIUS / 2 - 10, 10, MARK_RADIUS + 20);
        timeline_put_class(svg, "maybe", event->impact);
        svg_close(svg);
    }
}

static void draw_leader(struct timeline_painter *painter, size_t number, int32_t top)
{
    struct svg *svg = &painter->svg;
    const struct timeline_mark *mark = &painter->timeline->marks[number];
    const struct chronology_event *event = &painter->family->events[number];
    int32_t sign = mark->above ? -1 : 1;
    int32_t near = mark->above ? mark->label_y + mark->size.height : mark->label_y;
    int32_t far = mark->above ? mark->label_y : mark->label_y + mark->size.height;
    svg_path(svg, mark->foot, top + mark->y + sign * (MARK_RADIUS + 8));
    if (mark->foot != mark->column) {
        if (mark->y + sign * (MARK_RADIUS + 8) != mark->turn)
            svg_line_to(svg, mark->foot, top + mark->turn);
        svg_line_to(svg, mark->column, top + mark->turned);
    }
    if (near != mark->turned || mark->foot == mark->column)
        svg_line_to(svg, mark->column, top + near);
    svg_ids(svg, "data-leader-for", &event->id, 1);
    timeline_put_class(svg, "leader", event->impact);
    svg_close(svg);
    svg_line(svg, mark->column, top + near, mark->column, top + far);
    svg_ids(svg, "data-leader-for", &event->id, 1);
    timeline_put_class(svg, "pole", event->impact);
    svg_close(svg);
}

static void draw_mark(struct timeline_painter *painter, size_t number, int32_t top)
{
    struct svg *svg = &painter->svg;
    const struct timeline_mark *mark = &painter->timeline->marks[number];
    const struct chronology_event *event = &painter->family->events[number];
    char iso[DATE_TEXT_BYTES];
    date_write(&event->date, iso);
    timeline_mark_draw(svg, event->impact, mark->x, top + mark->y);
    svg_ids(svg, "data-event", &event->id, 1);
    svg_word(svg, "data-date", iso);
    timeline_clear(painter);
    buffer_add(&painter->buffer, painter->words[number].when);
    buffer_put(&painter->buffer, ": ");
    buffer_add(&painter->buffer, painter->words[number].what);
    for (int i = 0; i < 2; i++) {
        struct text more = i ? event->source : event->who;
        if (more.length > 0) {
            buffer_put(&painter->buffer, " \u00b7 ");
            buffer_add(&painter->buffer, more);
        }
    }
    svg_element(svg, "title", buffer_text(&painter->buffer));
    svg_close(svg);
}

/* The edge between what lies before the start and the line, as far as no label lies across it. */
static void draw_edge(struct timeline_painter *painter, size_t number, int32_t x, int32_t top,
                      int32_t bottom)
{
    const struct timeline *timeline = painter->timeline;
    while (top < bottom) {
        int32_t end = bottom, next = bottom;
        for (size_t i = 0; i < timeline->mark_count; i++) {
            const struct timeline_mark *mark = &timeline->marks[i];
            int32_t under = mark->label_y + mark->size.height;
            if (mark->row == number && mark->column < x && mark->label_x + mark->size.width > x &&
                under > top && mark->label_y < end) {
                end = mark->label_y;
                next = under;
            }
        }
        if (end > top) {
            svg_line(&painter->svg, x, top, x, end);
            svg_word(&painter->svg, "class", "edge");
            svg_close(&painter->svg);
        }
        top = next;
    }
}

/* What lies before the start, set apart from it. */
static void draw_before(struct timeline_painter *painter, size_t number, int32_t caption)
{
    struct svg *svg = &painter->svg;
    const struct chronology_family *family = painter->family;
    const struct timeline_row *row = &painter->timeline->rows[number];
    if (family->start <= row->first)
        return;
    struct buffer day;
    buffer_init(&day, 1000);
    timeline_add_day(painter->look, family->start, &day);
    timeline_clear(painter);
    phrase_with(painter->look->phrases, "timeline-before", &painter->buffer, buffer_text(&day));
    painter->failed = painter->failed || buffer_failed(&day);
    buffer_release(&day);
    bool ends = family->start < row->end;
    int32_t x = ends ? timeline_x(row, 2 * (int64_t)family->start) : row->right;
    int32_t words = lettering_width(&timeline_quiet_letters, buffer_text(&painter->buffer));
    svg_rectangle(svg, row->left, -caption, x - row->left, row->height + caption);
    svg_word(svg, "class", "ground");
    svg_close(svg);
    if (ends)
        draw_edge(painter, number, x, row->left + CAPTION_IN + words < x ? -caption : 0,
                  row->height);
    svg_open(svg, "text");
    svg_word(svg, "class", "quiet");
    svg_lettering(svg, &timeline_quiet_letters, SVG_START);
    svg_length(svg, "x", row->left + CAPTION_IN);
    svg_length(svg, "y", 130 - caption);
    svg_content(svg, buffer_text(&painter->buffer));
    svg_close(svg);
}

int32_t timeline_caption(const struct timeline_painter *painter, const struct timeline_row *row)
{
    return painter->family->start > row->first ? CAPTION : 0;
}

void timeline_row_draw(struct timeline_painter *painter, size_t number, int32_t top)
{
    const struct timeline *timeline = painter->timeline;
    const struct timeline_row *row = &timeline->rows[number];
    struct svg *svg = &painter->svg;
    svg_open(svg, "g");
    svg_translate(svg, MARGIN, top);
    draw_before(painter, number, timeline_caption(painter, row));
    timeline_line_draw(painter, row, row->band, number == 0, number + 1 == timeline->row_count);
    for (size_t i = 0; i < timeline->bar_count; i++)
        if (timeline->bars[i].row == number)
            draw_bar(painter, &timeline->bars[i], 0);
    for (size_t i = 0; i < timeline->mark_count; i++)
        if (timeline->marks[i].row == number)
            draw_leader(painter, i, 0);
    for (size_t i = 0; i < timeline->mark_count; i++)
        if (timeline->marks[i].row == number)
            draw_mark(painter, i, 0);
    for (size_t i = 0; i < timeline->mark_count; i++)
        if (timeline->marks[i].row == number)
            timeline_label_draw(painter, i, timeline->marks[i].form, timeline->marks[i].label_x,
                                timeline->marks[i].label_y);
    svg_close(svg);
}
