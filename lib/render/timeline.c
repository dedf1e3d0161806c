#include "base/limits.h"
#include "base/memory.h"
#include "domain/date_words.h"
#include "render/palette.h"
#include "render/timeline_private.h"

enum {
    TITLE = 220, /* the title, and beside or below it a sentence */
    SENTENCE = 180,
    HEAD_GAP = 80, /* under the key */
    ROW_GAP = 240,
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

void timeline_add_day(const struct timeline_look *look, date_day day, struct buffer *to)
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
        timeline_add_day(look, family->start, &start);
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

/* What happened, and that several rows tell it. */
static struct text make_what(struct timeline_painter *painter, const struct chronology_event *event)
{
    const struct phrases *phrases = painter->look->phrases;
    char times[24];
    if (event->told_again == 0)
        return event->event;
    timeline_clear(painter);
    if (event->told_again == 1)
        phrase_with(phrases, "timeline-told-twice", &painter->buffer, event->event);
    else
        phrase_with(phrases, "timeline-told", &painter->buffer, event->event,
                    number_text((size_t)event->told_again + 1, times));
    return buffer_failed(&painter->buffer)
               ? (struct text){NULL, 0}
               : arena_copy(&painter->arena, buffer_text(&painter->buffer));
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
        words->what = make_what(painter, &family->events[i]);
        if (!words->when.data || !words->what.data)
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
    *painter = (struct timeline_painter){.look = look, .drawn = chronology_drawn(look->family)};
    painter->family = &painter->drawn;
    arena_init(&painter->arena);
    buffer_init(&painter->buffer, LIMIT_CELL_BYTES * 8);
    bool too_large = false;
    char most[24];
    if (painter->family->dated_count > TIMELINE_EVENTS)
        return report_with(look->reporter, PLACE_NONE, MESSAGE_TIMELINE_TOO_LARGE,
                           number_text(TIMELINE_EVENTS, most));
    if (!make_words(painter))
        return no_memory(look);
    if (look->family->start_kind == START_NONE)
        return true;
    measure_names(painter);
    painter->band = timeline_line_height(painter);
    struct timeline_request request = {
        .family = painter->family,
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
        int32_t high = row->height + timeline_caption(painter, row);
        if (page > 0 && y > top && y % page + high > page - MARGIN)
            y = (y / page + 1) * page + MARGIN;
        tops[i - first] = y + timeline_caption(painter, row);
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
        y += KEY * timeline_key_lay(painter, MARGIN, y + 60, inner, draw);
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
        int32_t high = timeline_undated_lay(painter, 0, inner, false);
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
        timeline_gradients_draw(painter);
    if (head)
        lay_head(painter, inner, shown, true);
    for (size_t i = first; i < end; i++)
        timeline_row_draw(painter, i, tops[i - first]);
    if (foot)
        timeline_undated_lay(painter, undated, inner, true);
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
