#include "base/limits.h"
#include "base/memory.h"
#include "domain/date_words.h"
#include "render/palette.h"
#include "render/timeline_private.h"

enum {
    MARGIN = 160,
    TITLE = 220, /* the title, and beside or below it a sentence */
    SENTENCE = 180,
    HEAD_GAP = 80, /* under the key */
    CAPTION = 200, /* over what lies before the start */
    ROW_GAP = 240,
    KEY = 170, /* a line of the key */
    KEY_GAP = 220,
    MARK_RADIUS = 50,
    BAR = 60, /* height of a bar that lasts */
    BAR_THIN = 18,
    A4_WIDTH = 10470,
    A4_HEIGHT = 7180, /* lying across, less 10 mm on each side */
    A3_WIDTH = 15120,
    A3_HEIGHT = 10470
};

static const struct svg_rule rules[] = {
    {".band", "fill:" PALETTE_TINT},
    {".before", "fill:none;stroke:" PALETTE_LINE ";stroke-width:1px;stroke-dasharray:3 3"},
    {".ground", "fill:" PALETTE_TINT ";opacity:.6"},
    {".edge", "stroke:" PALETTE_GRID ";stroke-width:1px"},
    {".line", "fill:none;stroke:" PALETTE_INK ";stroke-width:1.4px"},
    {".tick", "fill:none;stroke:" PALETTE_LINE ";stroke-width:1px"},
    {".grid", "stroke:" PALETTE_GRID ";stroke-width:1px"},
    {".on", "fill:none;stroke:" PALETTE_INK ";stroke-width:1.4px"},
    {".quiet,.age text", "fill:" PALETTE_QUIET},
    {".leader", "fill:none;stroke-width:1px;stroke-linejoin:round"},
    {".pole", "fill:none;stroke-width:2.4px"},
    {".mark", "stroke-width:1.6px;stroke-linejoin:round"},
    {".positive", "stroke:" PALETTE_POSITIVE ";fill:" PALETTE_POSITIVE},
    {".negative", "stroke:" PALETTE_NEGATIVE ";fill:" PALETTE_NEGATIVE},
    {".neutral", "stroke:" PALETTE_QUIET ";fill:" PALETTE_PAPER},
    {".leader.positive,.leader.negative,.leader.neutral", "fill:none"},
    {".span", "stroke-width:1px;fill-opacity:.3"},
    {".maybe", "stroke:none"},
    {".maybe.neutral", "fill:" PALETTE_QUIET},
    {".span.neutral", "fill:" PALETTE_LINE},
};

const char *timeline_class(enum event_impact impact)
{
    return impact == IMPACT_POSITIVE   ? "positive"
           : impact == IMPACT_NEGATIVE ? "negative"
                                       : "neutral";
}

/* A class with what it means for the child behind it: `leader positive`. */
static void put_class(struct svg *svg, const char *kind, enum event_impact impact)
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
    put_class(svg, "mark", impact);
}

/* --- Words ----------------------------------------------------------------------------------- */

static bool no_memory(const struct timeline_look *look)
{
    return report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

struct text timeline_title(const struct timeline_look *look, struct buffer *buffer)
{
    if (look->title.length > 0)
        return look->title;
    bool named = look->family->id.length > 0;
    buffer_clear(buffer);
    if (look->court)
        phrase_with(look->phrases, named ? "timeline-chronology-family" : "timeline-chronology",
                    buffer, look->family->id);
    else
        phrase_with(look->phrases, named ? "timeline-title-family" : "timeline-title", buffer,
                    look->family->id);
    return buffer_text(buffer);
}

static void add_day(const struct timeline_look *look, date_day day, struct buffer *to)
{
    struct date date = date_of_day(day);
    date_words(look->phrases, &date, DATE_IN_SHORT, to);
}

void timeline_sentence(const struct timeline_look *look, struct buffer *to)
{
    static const char *const keys[] = {
        [START_GIVEN] = "timeline-from-given",       [START_CHILD] = "timeline-from-child",
        [START_BIRTH_EVENT] = "timeline-from-birth", [START_EARLIEST] = "timeline-from-earliest",
        [START_NONE] = "timeline-from-none",
    };
    const struct chronology_family *family = look->family;
    struct buffer start, from, end;
    buffer_init(&start, 1000);
    buffer_init(&from, LIMIT_CELL_BYTES * 4);
    buffer_init(&end, 1000);
    struct text name = TEXT("");
    switch (family->start_kind) {
    case START_CHILD:
        name = family->children[0].name;
        date_words(look->phrases, &family->children[0].born, DATE_IN_SHORT, &start);
        break;
    case START_BIRTH_EVENT:
    case START_EARLIEST:
        date_words(look->phrases, &family->events[family->starts_with].date, DATE_IN_SHORT, &start);
        break;
    case START_GIVEN:
        add_day(look, family->start, &start);
        break;
    case START_NONE:
        break;
    }
    phrase_with(look->phrases, keys[family->start_kind], &from, buffer_text(&start), name);
    if (family->start_kind == START_NONE) {
        buffer_add(to, buffer_text(&from));
    } else {
        struct date last = date_of_day(family->last);
        last.precision = DATE_MONTH;
        last.start.day = 0;
        date_words(look->phrases, &last, DATE_IN_SHORT, &end);
        phrase_with(look->phrases, "timeline-to", to, buffer_text(&from), buffer_text(&end));
    }
    to->failed = to->failed || buffer_failed(&start) || buffer_failed(&from) || buffer_failed(&end);
    buffer_release(&start);
    buffer_release(&from);
    buffer_release(&end);
}

static bool make_words(struct timeline_painter *painter)
{
    const struct chronology_family *family = painter->family;
    painter->words = memory_new(family->event_count + 1, sizeof *painter->words);
    for (size_t i = 0; painter->words && i < family->event_count; i++) {
        struct timeline_words *words = &painter->words[i];
        timeline_clear(painter);
        if (!date_words_event(painter->look->phrases, &family->events[i], &painter->buffer))
            return false;
        words->when = arena_copy(&painter->arena, buffer_text(&painter->buffer));
        words->what = family->events[i].event;
        if (!words->when.data)
            return false;
        words->what_width = lettering_width(&timeline_what_letters, words->what);
    }
    return painter->words;
}

static void measure_label(void *context, size_t event, unsigned form, struct timeline_size *size)
{
    *size = timeline_label_size(context, event, form);
}

static void measure_names(struct timeline_painter *painter)
{
    const struct chronology_family *family = painter->family;
    const struct phrases *phrases = painter->look->phrases;
    enum { NAMES_WIDEST = 1600, LEAST = 150 };
    painter->name_height = LEAST;
    painter->gutter = 0;
    size_t rows = family->child_count > 0 ? family->child_count
                                          : family->start_kind == START_BIRTH_EVENT;
    for (size_t i = 0; i < rows; i++) {
        timeline_clear(painter);
        if (family->child_count > 0 && family->children[i].name.length > 0)
            phrase_with(phrases, "timeline-age-of", &painter->buffer, family->children[i].name);
        else
            buffer_add(&painter->buffer, phrase(phrases, "timeline-age"));
        struct lettering_box box = lettering_box(&timeline_age_letters,
                                                 buffer_text(&painter->buffer), NAMES_WIDEST);
        if (box.width + 80 > painter->gutter)
            painter->gutter = box.width + 80;
        if (box.height + 20 > painter->name_height)
            painter->name_height = box.height + 20;
    }
}

bool timeline_painter_init(struct timeline_painter *painter, const struct timeline_look *look)
{
    *painter = (struct timeline_painter){.look = look, .family = look->family};
    arena_init(&painter->arena);
    buffer_init(&painter->buffer, LIMIT_CELL_BYTES * 8);
    bool too_large = false;
    char most[24];
    if (look->family->dated_count > TIMELINE_EVENTS)
        return report_with(look->reporter, PLACE_NONE, MESSAGE_TIMELINE_TOO_LARGE,
                           number_text(TIMELINE_EVENTS, most));
    if (!make_words(painter))
        return no_memory(look);
    if (look->family->start_kind == START_NONE)
        return true;
    measure_names(painter);
    painter->band = timeline_line_height(painter);
    struct timeline_request request = {
        .family = look->family,
        .measure = {measure_label, painter, painter->gutter, painter->band},
        .width = look->width > 2 * MARGIN ? look->width - 2 * MARGIN : 0,
    };
    if (look->paper != TIMELINE_FIT) {
        bool a3 = look->paper == TIMELINE_A3;
        request.width = (a3 ? A3_WIDTH : A4_WIDTH) - 2 * MARGIN;
        request.page_height = (a3 ? A3_HEIGHT : A4_HEIGHT) - 2 * MARGIN - TITLE - SENTENCE -
                              2 * KEY - HEAD_GAP - CAPTION;
    }
    painter->timeline = timeline_new(&request, &too_large);
    if (!painter->timeline)
        return too_large ? report_with(look->reporter, PLACE_NONE, MESSAGE_TIMELINE_TOO_LARGE,
                                       number_text(TIMELINE_EVENTS, most))
                         : no_memory(look);
    int32_t room = lettering_width(&timeline_year_letters, TEXT("2000")) + 60;
    painter->step = timeline_step(&painter->timeline->rows[0], (struct timeline_step){1, 0}, room);
    if (painter->step.days > 0 || painter->step.months % 12 != 0) {
        room = lettering_width(&timeline_year_letters,
                               painter->step.days > 0 ? TEXT("28 May 2000") : TEXT("May 2000")) +
               40;
        painter->step = timeline_step(&painter->timeline->rows[0], painter->step, room);
    }
    return true;
}

void timeline_painter_release(struct timeline_painter *painter)
{
    timeline_free(painter->timeline);
    memory_free(painter->words);
    arena_release(&painter->arena);
    buffer_release(&painter->buffer);
}

/* --- Drawing --------------------------------------------------------------------------------- */

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

static unsigned fades(const struct timeline_bar *bar)
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

static void draw_gradients(struct timeline_painter *painter)
{
    struct svg *svg = &painter->svg;
    static const char *const colours[] = {PALETTE_QUIET, PALETTE_POSITIVE, PALETTE_NEGATIVE};
    static const enum event_impact impacts[] = {IMPACT_NEUTRAL, IMPACT_POSITIVE, IMPACT_NEGATIVE};
    bool used[3][4] = {{false}};
    for (size_t i = 0; i < painter->timeline->bar_count; i++) {
        const struct timeline_bar *bar = &painter->timeline->bars[i];
        enum event_impact impact = painter->family->events[bar->event].impact;
        used[impact == IMPACT_POSITIVE ? 1 : impact == IMPACT_NEGATIVE ? 2 : 0][fades(bar)] = true;
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
    unsigned sides = fades(bar);
    svg_rectangle(svg, bar->x, top + bar->y - height / 2, bar->width, height);
    svg_ids(svg, "data-span-for", &event->id, 1);
    put_class(svg, bar->kind == TIMELINE_SPAN ? "span" : "maybe", event->impact);
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
        put_class(svg, "maybe", event->impact);
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
    put_class(svg, "leader", event->impact);
    svg_close(svg);
    svg_line(svg, mark->column, top + near, mark->column, top + far);
    svg_ids(svg, "data-leader-for", &event->id, 1);
    put_class(svg, "pole", event->impact);
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
    buffer_add(&painter->buffer, event->event);
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

/* What lies before the start, set apart from it. */
static void draw_before(struct timeline_painter *painter, const struct timeline_row *row,
                        int32_t top, int32_t caption)
{
    struct svg *svg = &painter->svg;
    const struct chronology_family *family = painter->family;
    if (family->start <= row->first)
        return;
    bool ends = family->start < row->end;
    int32_t x = ends ? timeline_x(row, 2 * (int64_t)family->start) : row->right;
    svg_rectangle(svg, row->left, top - caption, x - row->left, row->height + caption);
    svg_word(svg, "class", "ground");
    svg_close(svg);
    if (ends) {
        svg_line(svg, x, top - caption, x, top + row->height);
        svg_word(svg, "class", "edge");
        svg_close(svg);
    }
    struct buffer day;
    buffer_init(&day, 1000);
    add_day(painter->look, family->start, &day);
    timeline_clear(painter);
    phrase_with(painter->look->phrases, "timeline-before", &painter->buffer, buffer_text(&day));
    painter->failed = painter->failed || buffer_failed(&day);
    buffer_release(&day);
    svg_open(svg, "text");
    svg_word(svg, "class", "quiet");
    svg_lettering(svg, &timeline_quiet_letters, SVG_START);
    svg_length(svg, "x", row->left + 60);
    svg_length(svg, "y", top - caption + 130);
    svg_content(svg, buffer_text(&painter->buffer));
    svg_close(svg);
}

static int32_t caption_height(const struct timeline_painter *painter,
                              const struct timeline_row *row)
{
    return painter->family->start > row->first ? CAPTION : 0;
}

static void draw_row(struct timeline_painter *painter, size_t number, int32_t top)
{
    const struct timeline *timeline = painter->timeline;
    const struct timeline_row *row = &timeline->rows[number];
    struct svg *svg = &painter->svg;
    svg_open(svg, "g");
    svg_translate(svg, MARGIN, top);
    draw_before(painter, row, 0, caption_height(painter, row));
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

/* --- The key, and events without a date ------------------------------------------------------ */

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
        maybe = maybe || (bar->kind == TIMELINE_MAYBE && fades(bar) == 0);
        fade = fade || fades(bar) > 0;
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
    put_class(svg, item->shape == SHAPE_SPAN ? "span" : "maybe", item->impact);
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
            put_class(svg, "maybe", item->impact);
            svg_close(svg);
        }
}

/* Places the key, from `left`, in lines of `width`; draws it when told to. Returns its lines. */
static int32_t lay_key(struct timeline_painter *painter, int32_t left, int32_t top, int32_t width,
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

/* Writes the events without a date from `top` on; returns the height that they take. */
static int32_t lay_undated(struct timeline_painter *painter, int32_t top, int32_t width, bool draw)
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

/* --- The whole ------------------------------------------------------------------------------- */

static void describe(struct timeline_painter *painter, struct buffer *to)
{
    const struct chronology_family *family = painter->family;
    uint64_t counts[IMPACTS] = {0};
    char digits[4][24];
    struct buffer sentence;
    buffer_init(&sentence, LIMIT_CELL_BYTES * 4);
    for (size_t i = 0; i < family->event_count; i++)
        counts[family->events[i].impact]++;
    timeline_sentence(painter->look, &sentence);
    phrase_with(painter->look->phrases, "timeline-description", to,
                number_text(family->event_count, digits[0]),
                number_text(counts[IMPACT_POSITIVE], digits[1]),
                number_text(counts[IMPACT_NEGATIVE], digits[2]),
                number_text(counts[IMPACT_NEUTRAL] + counts[IMPACT_NOT_SAID], digits[3]),
                buffer_text(&sentence));
    to->failed = to->failed || buffer_failed(&sentence);
    buffer_release(&sentence);
}

/* Where each row stands; returns where the last one ends. Rows do not lie across the edge of two
 * pages. */
static int32_t place_rows(const struct timeline_painter *painter, size_t first, size_t end,
                          int32_t top, int32_t page, int32_t *tops)
{
    int32_t y = top;
    for (size_t i = first; i < end; i++) {
        const struct timeline_row *row = &painter->timeline->rows[i];
        int32_t high = row->height + caption_height(painter, row);
        if (page > 0 && y > top && y % page + high > page - MARGIN)
            y = (y / page + 1) * page + MARGIN;
        tops[i - first] = y + caption_height(painter, row);
        y += high + ROW_GAP;
    }
    return end > first ? y - ROW_GAP : y;
}

/* The title, if any, a sentence beside it where there is room, else below, and the key. Returns the
 * height; draws it when told to. */
static int32_t lay_head(struct timeline_painter *painter, int32_t inner, struct text name,
                        bool draw)
{
    struct svg *svg = &painter->svg;
    int32_t y = MARGIN * 3 / 4, x = lettering_width(&timeline_title_letters, name) + KEY_GAP;
    struct buffer sentence;
    buffer_init(&sentence, LIMIT_CELL_BYTES * 4);
    timeline_sentence(painter->look, &sentence);
    int32_t lines = (int32_t)lettering_box(&timeline_title_letters, name, inner).lines;
    bool titled = name.length > 0;
    bool beside = titled &&
                  x + lettering_width(&timeline_quiet_letters, buffer_text(&sentence)) <= inner;
    if (draw && titled) {
        svg_open(svg, "text");
        svg_lettering(svg, &timeline_title_letters, SVG_START);
        svg_lines(svg, &timeline_title_letters, MARGIN, y + 140, inner, name);
        svg_close(svg);
    }
    if (titled)
        y += TITLE + (lines - 1) * lettering_step(&timeline_title_letters);
    int32_t under = (int32_t)lettering_box(&timeline_quiet_letters, buffer_text(&sentence), inner)
                        .lines;
    if (draw) {
        svg_open(svg, "text");
        svg_word(svg, "class", "quiet");
        svg_lettering(svg, &timeline_quiet_letters, SVG_START);
        svg_lines(svg, &timeline_quiet_letters, beside ? MARGIN + x : MARGIN,
                  beside ? y - TITLE + 140 : y + 80, inner, buffer_text(&sentence));
        svg_close(svg);
    }
    painter->failed = painter->failed || buffer_failed(&sentence);
    buffer_release(&sentence);
    if (!beside)
        y += SENTENCE + (under - 1) * lettering_step(&timeline_quiet_letters);
    if (painter->timeline)
        y += KEY * lay_key(painter, MARGIN, y + 60, inner, draw);
    return y + HEAD_GAP;
}

bool timeline_painter_draw(struct timeline_painter *painter, size_t first, size_t end, bool head,
                           bool foot, bool in_page, const char *prefix)
{
    const struct timeline_look *look = painter->look;
    struct svg *svg = &painter->svg;
    int32_t inner = painter->timeline ? painter->timeline->width : TIMELINE_WIDTH - 2 * MARGIN;
    int32_t page = 0, *tops = memory_new(end - first + 1, sizeof *tops);
    struct buffer title, description;
    if (!tops)
        return no_memory(look);
    buffer_init(&title, LIMIT_CELL_BYTES * 2);
    buffer_init(&description, LIMIT_CELL_BYTES * 4);
    describe(painter, &description);
    struct text name = timeline_title(look, &title);
    if (look->paper != TIMELINE_FIT && !in_page)
        page = look->paper == TIMELINE_A3 ? A3_HEIGHT : A4_HEIGHT;
    /* In a page the title stands above. */
    struct text shown = in_page ? TEXT("") : name;
    int32_t top = head ? lay_head(painter, inner, shown, false) : MARGIN / 2;
    int32_t bottom = place_rows(painter, first, end, top, page, tops), undated = bottom;
    if (foot) {
        int32_t high = lay_undated(painter, 0, inner, false);
        undated = bottom + (high > 0 ? ROW_GAP / 2 : 0);
        if (page > 0 && undated % page + high > page - MARGIN && high < page - 2 * MARGIN)
            undated = (undated / page + 1) * page + MARGIN;
        bottom = high > 0 ? undated + high : bottom;
    }
    int32_t height = bottom + MARGIN / 2;
    if (page > 0)
        height = (height + page - 1) / page * page;
    struct svg_document document = {
        .prefix = prefix,
        .in_page = in_page,
        .background = !in_page,
        .width = inner + 2 * MARGIN,
        .height = height,
        .title = name,
        .description = buffer_text(&description),
        .rules = rules,
        .rule_count = sizeof rules / sizeof *rules,
    };
    svg_begin(svg, look->output, &document);
    if (painter->timeline)
        draw_gradients(painter);
    if (head)
        lay_head(painter, inner, shown, true);
    for (size_t i = first; i < end; i++)
        draw_row(painter, i, tops[i - first]);
    if (foot)
        lay_undated(painter, undated, inner, true);
    bool done = svg_end(svg);
    timeline_clear(painter);
    bool failed = painter->failed || buffer_failed(&title) || buffer_failed(&description);
    memory_free(tops);
    buffer_release(&title);
    buffer_release(&description);
    return failed ? no_memory(look) : done;
}

bool timeline_svg(const struct timeline_look *look)
{
    struct timeline_painter painter;
    bool done = timeline_painter_init(&painter, look);
    if (done)
        done = timeline_painter_draw(&painter, 0,
                                     painter.timeline ? painter.timeline->row_count : 0, true, true,
                                     false, "timeline");
    timeline_painter_release(&painter);
    return done;
}
