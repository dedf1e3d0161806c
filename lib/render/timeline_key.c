/* The key, and events without a date. */
#include "render/timeline_private.h"

enum key_shape { SHAPE_MARK, SHAPE_SPAN, SHAPE_MAYBE, SHAPE_FADE, SHAPE_NONE };

struct key_item {
    const char *words;
    enum key_shape shape;
    enum event_impact impact;
};

enum { KEY_ITEMS = 7, SYMBOL = 260 };

static size_t list_key(const struct timeline_painter *painter, struct key_item items[KEY_ITEMS])
{
    const struct chronology_family *family = painter->family;
    const struct timeline *timeline = painter->timeline;
    bool impacts[IMPACTS] = {false}, span = false, maybe = false, fade = false;
    size_t count = 0;
    for (size_t i = 0; i < family->dated_count; i++)
        impacts[family->events[i].impact] = true;
    for (size_t i = 0; i < timeline->bar_count; i++) {
        const struct timeline_bar *bar = &timeline->bars[i];
        span = span || bar->kind == TIMELINE_SPAN;
        maybe = maybe || (bar->kind == TIMELINE_MAYBE && timeline_bar_fades(bar) == 0);
        fade = fade || timeline_bar_fades(bar) > 0;
    }
    bool said = impacts[IMPACT_POSITIVE] || impacts[IMPACT_NEGATIVE];
    if (impacts[IMPACT_POSITIVE])
        items[count++] = (struct key_item){"timeline-key-positive", SHAPE_MARK, IMPACT_POSITIVE};
    if (impacts[IMPACT_NEGATIVE])
        items[count++] = (struct key_item){"timeline-key-negative", SHAPE_MARK, IMPACT_NEGATIVE};
    if ((impacts[IMPACT_NEUTRAL] || impacts[IMPACT_NOT_SAID]) && (said || impacts[IMPACT_NEUTRAL]))
        items[count++] = (struct key_item){impacts[IMPACT_NOT_SAID] ? "timeline-key-neutral-unsaid"
                                                                    : "timeline-key-neutral",
                                           SHAPE_MARK, IMPACT_NEUTRAL};
    if (span)
        items[count++] = (struct key_item){"timeline-key-span", SHAPE_SPAN, IMPACT_NEUTRAL};
    if (maybe)
        items[count++] = (struct key_item){"timeline-key-maybe", SHAPE_MAYBE, IMPACT_NEUTRAL};
    if (fade)
        items[count++] = (struct key_item){"timeline-key-fade", SHAPE_FADE, IMPACT_NEUTRAL};
    if (timeline->by_impact && impacts[IMPACT_POSITIVE] && impacts[IMPACT_NEGATIVE])
        items[count++] = (struct key_item){"timeline-key-above", SHAPE_NONE, IMPACT_NEUTRAL};
    return count;
}

static void draw_shape(struct timeline_painter *painter, const struct key_item *item, int32_t x,
                       int32_t y)
{
    struct svg *svg = &painter->svg;
    struct timeline_bar bar = {.x = x, .width = SYMBOL - 60, .y = y};
    if (item->shape == SHAPE_MARK) {
        timeline_mark_draw(svg, item->impact, x + SYMBOL / 2 - 60, y);
        svg_close(svg);
        return;
    }
    int32_t height = item->shape == SHAPE_SPAN ? BAR : BAR_THIN;
    svg_rectangle(svg, bar.x, y - height / 2, bar.width, height);
    timeline_put_class(svg, item->shape == SHAPE_SPAN ? "span" : "maybe", item->impact);
    if (item->shape == SHAPE_FADE) {
        timeline_clear(painter);
        buffer_put(&painter->buffer, "fill:url(#");
        buffer_add(&painter->buffer, text_of(svg->prefix));
        buffer_put(&painter->buffer, "-fade-right)");
        svg_attribute(svg, "style", buffer_text(&painter->buffer));
    }
    svg_close(svg);
    if (item->shape == SHAPE_MAYBE)
        for (int end = 0; end < 2; end++) {
            svg_rectangle(svg, end ? bar.x + bar.width - 10 : bar.x, y - 35, 10, 70);
            timeline_put_class(svg, "maybe", item->impact);
            svg_close(svg);
        }
}

int32_t timeline_key_lay(struct timeline_painter *painter, int32_t left, int32_t top, int32_t width,
                         bool draw)
{
    struct key_item items[KEY_ITEMS];
    size_t count = list_key(painter, items);
    const struct lettering *letters = &timeline_quiet_letters;
    int32_t x = 0, line = 0;
    for (size_t i = 0; i < count; i++) {
        struct text words = phrase(painter->look->phrases, items[i].words);
        int32_t symbol = items[i].shape == SHAPE_NONE   ? 0
                         : items[i].shape == SHAPE_MARK ? 180
                                                        : SYMBOL;
        int32_t wide = symbol + lettering_width(letters, words);
        if (x > 0 && x + wide > width) {
            x = 0;
            line++;
        }
        if (draw) {
            int32_t y = top + line * KEY;
            if (items[i].shape != SHAPE_NONE)
                draw_shape(painter, &items[i], left + x, y);
            svg_open(&painter->svg, "text");
            svg_word(&painter->svg, "class", "quiet");
            svg_lettering(&painter->svg, letters, SVG_START);
            svg_length(&painter->svg, "x", left + x + symbol);
            svg_length(&painter->svg, "y", y + 40);
            svg_content(&painter->svg, words);
            svg_close(&painter->svg);
        }
        x += wide + KEY_GAP;
    }
    return count > 0 ? line + 1 : 0;
}

int32_t timeline_undated_lay(struct timeline_painter *painter, int32_t top, int32_t width,
                             bool draw)
{
    const struct chronology_family *family = painter->family;
    const struct lettering *letters = &timeline_what_letters;
    int32_t y = 0, step = lettering_step(letters);
    if (family->dated_count == family->event_count)
        return 0;
    y += step;
    if (draw)
        svg_label(&painter->svg, &timeline_when_letters, SVG_START, MARGIN, top + y,
                  phrase(painter->look->phrases, "timeline-undated"));
    for (size_t i = family->dated_count; i < family->event_count; i++) {
        y += step;
        struct text what = family->events[i].event;
        int32_t lines = (int32_t)lettering_box(letters, what, width - 200).lines;
        if (draw) {
            timeline_mark_draw(&painter->svg, family->events[i].impact, MARGIN + 80, top + y - 40);
            svg_close(&painter->svg);
            svg_open(&painter->svg, "text");
            svg_ids(&painter->svg, "data-undated", &family->events[i].id, 1);
            svg_lettering(&painter->svg, letters, SVG_START);
            svg_lines(&painter->svg, letters, MARGIN + 200, top + y, width - 200, what);
            svg_close(&painter->svg);
        }
        y += (lines - 1) * step;
    }
    return y + step;
}
