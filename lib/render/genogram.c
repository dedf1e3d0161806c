/* Drawings as documents: one as large as the family, or sheets of paper. */
#include "render/genogram_private.h"

#include "domain/date_words.h"
#include <stdio.h>

enum {
    MARGIN = 300,        /* round a drawing that is not on paper */
    LEAST_WIDTH = 5200,  /* of such a one, for title and key */
    SHEET_MARGIN = 160,  /* beside what a printer leaves white */
    GAP = 240,           /* between title, drawing and key */
    FOOT = 260,          /* the line with the day */
    PAGE_HEAD = 220,     /* which page it is, without a title */
    TELL_LINES = 3,      /* for who goes on where */
    BLEED_ACROSS = 560,  /* what neighbouring sheets have in common on each side: half a label */
    BLEED_DOWN = 260,    /* above and below: cuts lie between generations */
    EDGE = 20,           /* for the strokes at the edge of a drawing */
    TICK = 80,           /* marks where to cut */
    NAMES_MOST = 8,      /* of a neighbouring sheet */
    PAGE_ABOVE = 900,    /* of the first sheet in a page of html, for its heading */
    PAGE_BELOW = 220,    /* of each, for the number of the page */
    FULL_SIZE = 1000,    /* per mille */
    LARGEST_SIZE = 1300, /* of a small family on a sheet */
    LEAST_SIZE = 890     /* of which the smallest type is 7 points high */
};

struct size {
    int32_t width, height;
};

/* Paper lying across, less 10 mm on each side, at 96 pixels an inch. */
static const struct size papers[] = {
    [GENOGRAM_FIT] = {0, 0},
    [GENOGRAM_A4] = {10470, 7180},
    [GENOGRAM_A3] = {15120, 10470},
};

static const struct lettering title_letters = {TITLE_SIZE, true},
                              small_letters = {DATE_SIZE, false};

struct document {
    struct genogram_painter *painter;
    const char *prefix;
    bool in_page;
    struct text title, description;
    int32_t inner; /* width between the margins */
    int32_t title_high, key_high;
};

static void describe(const struct genogram_painter *painter, struct buffer *to)
{
    const struct genogram_look *look = painter->look;
    const struct family *family = painter->family;
    char digits[4][24];
    phrase_with(look->phrases, "genogram-description", to, number_text(family->count, digits[0]),
                number_text(painter->genogram->counts.rows, digits[1]),
                number_text(family->couple_count, digits[2]),
                number_text(family->household_count, digits[3]));
    const char *stop = ". "; /* sentences that follow end with one of their own */
    for (uint32_t i = 0; i < family->count; i++)
        if (genogram_is_index_child(&family->people[i])) {
            buffer_add(to, text_of(stop));
            stop = " ";
            phrase_with(look->phrases, "genogram-about", to,
                        genogram_name(look, &painter->labels, i));
        }
    if (look->from_people) {
        buffer_add(to, text_of(stop));
        buffer_add(to, phrase(look->phrases, "genogram-from-people"));
    }
}

static int32_t least_of(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static void begin(struct document *document, int32_t width, int32_t height)
{
    struct svg_document made = {
        .prefix = document->prefix,
        .in_page = document->in_page,
        .background = !document->in_page,
        .width = width,
        .height = height,
        .title = document->title,
        .description = document->description,
        .rules = genogram_rules,
        .rule_count = genogram_rule_count,
    };
    svg_begin(&document->painter->svg, document->painter->look->output, &made);
}

static void open_group(struct svg *svg, int32_t x, int32_t y)
{
    svg_open(svg, "g");
    svg_translate(svg, x, y);
}

/* Title and key are measured for a width; in a page the title stands above. */
static void set_inner(struct document *document, int32_t inner)
{
    document->inner = inner;
    document->title_high = document->in_page
                               ? 0
                               : lettering_box(&title_letters, document->title, inner).height + GAP;
    document->key_high = genogram_key(NULL, document->painter->look, inner, 0);
}

static void draw_title(struct document *document, int32_t width)
{
    struct svg *svg = &document->painter->svg;
    if (document->in_page)
        return;
    svg_open(svg, "text");
    svg_lettering(svg, &title_letters, SVG_START);
    svg_lines(svg, &title_letters, 0, lettering_ascent(&title_letters), width, document->title);
    svg_close(svg);
}

static void draw_quiet(struct svg *svg, enum svg_anchor anchor, int32_t x, int32_t y,
                       struct text text)
{
    svg_open(svg, "text");
    svg_word(svg, "class", "quiet");
    svg_length(svg, "x", x);
    svg_length(svg, "y", y);
    svg_lettering(svg, &small_letters, anchor);
    svg_content(svg, text);
    svg_close(svg);
}

/* The day it was drawn, with its baseline at y. */
static void draw_day(struct document *document, enum svg_anchor anchor, int32_t x, int32_t y)
{
    const struct genogram_look *look = document->painter->look;
    struct buffer day, line;
    if (look->no_date)
        return;
    struct date date = date_of_day(look->as_of);
    buffer_init(&day, WORDS_BYTES);
    buffer_init(&line, WORDS_BYTES);
    date_words(look->phrases, &date, DATE_IN_FULL, &day);
    phrase_with(look->phrases, "genogram-drawn", &line, buffer_text(&day));
    draw_quiet(&document->painter->svg, anchor, x, y, buffer_text(&line));
    document->painter->failed |= buffer_failed(&day) || buffer_failed(&line);
    buffer_release(&day);
    buffer_release(&line);
}

static bool end(struct document *document)
{
    const struct genogram_look *look = document->painter->look;
    bool done = svg_end(&document->painter->svg);
    if (document->painter->failed)
        return report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return done;
}

/* --- As large as the family ------------------------------------------------------------------ */

static bool draw_whole(struct document *document)
{
    struct genogram_painter *painter = document->painter;
    struct svg *svg = &painter->svg;
    const struct genogram *genogram = painter->genogram;
    int32_t margin = document->in_page ? SHEET_MARGIN : MARGIN;
    set_inner(document, genogram->width > LEAST_WIDTH ? genogram->width : LEAST_WIDTH);
    int32_t key_at = document->title_high + genogram->height + (document->key_high ? GAP : 0);
    int32_t foot_at = key_at + document->key_high;
    int32_t foot = painter->look->no_date ? 0 : FOOT;
    begin(document, document->inner + 2 * margin, foot_at + foot + 2 * margin);
    open_group(svg, margin, margin);
    draw_title(document, document->inner);
    open_group(svg, (document->inner - genogram->width) / 2, document->title_high);
    genogram_paint(painter, NULL, NULL, 0);
    svg_close(svg);
    genogram_key(svg, painter->look, document->inner, key_at);
    draw_day(document, SVG_START, 0, foot_at + foot - lettering_descent(&small_letters));
    svg_close(svg);
    return end(document);
}

/* --- On one sheet ---------------------------------------------------------------------------- */

static int32_t scaled(int32_t length, int32_t size)
{
    return (int32_t)((int64_t)length * size / FULL_SIZE);
}

static int32_t unscaled(int32_t length, int32_t size)
{
    return (int32_t)((int64_t)length * FULL_SIZE / size);
}

static int32_t foot_of(const struct document *document)
{
    return document->painter->look->no_date ? 0 : FOOT;
}

/* Room for the drawing between title and key. */
static int32_t room_on_one(const struct document *document, struct size sheet)
{
    return sheet.height - 2 * SHEET_MARGIN - document->title_high - foot_of(document) -
           document->key_high - (document->key_high ? GAP : 0);
}

/* The size at which the drawing goes onto one sheet; 0 when it would be too small. */
static int32_t size_on_one(const struct document *document, struct size sheet)
{
    const struct genogram *genogram = document->painter->genogram;
    int32_t room = room_on_one(document, sheet);
    int64_t across = (int64_t)document->inner * FULL_SIZE / (genogram->width + 1);
    int64_t down = room > 0 ? (int64_t)room * FULL_SIZE / (genogram->height + 1) : 0;
    int64_t size = across < down ? across : down;
    return size < LEAST_SIZE ? 0 : size < LARGEST_SIZE ? (int32_t)size : LARGEST_SIZE;
}

static bool draw_on_one(struct document *document, struct size sheet, int32_t size)
{
    struct genogram_painter *painter = document->painter;
    struct svg *svg = &painter->svg;
    char transform[64];
    int32_t width = scaled(painter->genogram->width, size);
    int32_t height = scaled(painter->genogram->height, size);
    int32_t paper = document->inner;
    /* On a screen no wider than it need be. */
    if (document->in_page)
        set_inner(document, least_of(paper, width > LEAST_WIDTH ? width : LEAST_WIDTH));
    if (room_on_one(document, sheet) < height)
        set_inner(document, paper);
    int32_t room = room_on_one(document, sheet);
    /* In a page it ends where the drawing ends, and the table may follow. */
    if (document->in_page)
        room = height;
    int32_t key_at = document->title_high + room + (document->key_high ? GAP : 0);
    int32_t bottom = key_at + document->key_high + foot_of(document);
    begin(document, document->inner + 2 * SHEET_MARGIN, bottom + 2 * SHEET_MARGIN);
    open_group(svg, SHEET_MARGIN, SHEET_MARGIN);
    draw_title(document, document->inner);
    open_group(svg, (document->inner - width) / 2, document->title_high + (room - height) * 2 / 5);
    if (size != FULL_SIZE) {
        snprintf(transform, sizeof transform, "scale(%d.%03d)", (int)(size / FULL_SIZE),
                 (int)(size % FULL_SIZE));
        svg_open(svg, "g");
        svg_attribute(svg, "transform", text_of(transform));
    }
    genogram_paint(painter, NULL, NULL, 0);
    if (size != FULL_SIZE)
        svg_close(svg);
    svg_close(svg);
    genogram_key(svg, painter->look, document->inner, key_at);
    draw_day(document, SVG_START, 0, bottom - lettering_descent(&small_letters));
    svg_close(svg);
    return end(document);
}

/* --- Over several sheets --------------------------------------------------------------------- */

/* How a drawing lies on several sheets, in the measures of the sheet. */
struct tiling {
    struct genogram_sheets sheets;
    struct size sheet, room; /* room: the part of the sheet that shows the drawing */
    int32_t top;             /* of that part */
    int32_t size;            /* per mille */
    int32_t bleed_x, bleed_y;
};

static int32_t tell_height(void)
{
    return (TELL_LINES + 1) * lettering_step(&small_letters);
}

/* Cuts the drawing at one size. */
static bool cut_at_size(struct document *document, struct tiling *tiling, int32_t size)
{
    const struct genogram *genogram = document->painter->genogram;
    tiling->size = size;
    tiling->bleed_x = scaled(genogram->width, size) > tiling->room.width ? BLEED_ACROSS : EDGE;
    tiling->bleed_y = scaled(genogram->height, size) + document->key_high > tiling->room.height
                          ? BLEED_DOWN
                          : EDGE;
    /* Neither the heading nor the key takes more than a third of a sheet. */
    int32_t third = tiling->room.height / 3;
    int32_t key = least_of(document->key_high ? document->key_high + GAP : 0, third);
    struct genogram_room across = {unscaled(tiling->room.width - 2 * tiling->bleed_x, size), 0, 0};
    struct genogram_room down = {unscaled(tiling->room.height - 2 * tiling->bleed_y, size),
                                 unscaled(document->in_page ? PAGE_ABOVE : 0, size),
                                 unscaled(key, size)};
    return genogram_sheets_cut(&tiling->sheets, document->painter, &across, &down);
}

/* Tries some sizes; the largest of those that need fewest sheets. */
static bool plan_tiling(struct document *document, struct tiling *tiling)
{
    static const int32_t sizes[] = {FULL_SIZE, (FULL_SIZE + LEAST_SIZE) / 2, LEAST_SIZE};
    struct tiling next = *tiling;
    if (!cut_at_size(document, tiling, sizes[0]))
        return false;
    for (size_t i = 1; i < sizeof sizes / sizeof *sizes; i++) {
        if (!cut_at_size(document, &next, sizes[i])) {
            genogram_sheets_release(&next.sheets);
            return false;
        }
        if (next.sheets.count < tiling->sheets.count) {
            struct tiling old = *tiling;
            *tiling = next;
            next = old;
        }
        genogram_sheets_release(&next.sheets);
    }
    return true;
}

/* What a sheet shows: in the drawing, and where on the sheet. */
struct view {
    struct genogram_area area;
    struct size size;
};

static struct view view_of(const struct tiling *tiling, uint32_t column, uint32_t row)
{
    const struct genogram_sheets *sheets = &tiling->sheets;
    int32_t across = unscaled(tiling->bleed_x, tiling->size);
    int32_t down = unscaled(tiling->bleed_y, tiling->size);
    struct view view = {
        .area = {sheets->column_cuts[column] - across, sheets->row_cuts[row] - down,
                 sheets->column_cuts[column + 1] + across, sheets->row_cuts[row + 1] + down},
    };
    view.size.width = scaled(view.area.right - view.area.left, tiling->size);
    view.size.height = scaled(view.area.bottom - view.area.top, tiling->size);
    return view;
}

/* The sheet beside another, or FAMILY_NONE. */
static uint32_t beside(const struct genogram_sheets *sheets, uint32_t column, uint32_t row, int dx,
                       int dy)
{
    if ((dx < 0 && column == 0) || (dy < 0 && row == 0) ||
        (dx > 0 && column + 1 == sheets->columns) || (dy > 0 && row + 1 == sheets->rows))
        return FAMILY_NONE;
    return sheets->number[(row + (uint32_t)dy) * sheets->columns + column + (uint32_t)dx];
}

static void draw_tick(struct svg *svg, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
    svg_line(svg, x1, y1, x2, y2);
    svg_word(svg, "class", "cut");
    svg_close(svg);
}

/* Marks on the sides where the drawing goes on, and the page there. */
static void draw_marks(struct document *document, const struct tiling *tiling,
                       const struct view *view, uint32_t column, uint32_t row)
{
    static const struct {
        int dx, dy;
        const char *before, *behind;
        enum svg_anchor anchor;
    } sides[] = {{-1, 0, "\u2190 ", "", SVG_START},
                 {1, 0, "", " \u2192", SVG_END},
                 {0, -1, "\u2191 ", "", SVG_MIDDLE},
                 {0, 1, "\u2193 ", "", SVG_MIDDLE}};
    struct svg *svg = &document->painter->svg;
    int32_t width = view->size.width, height = view->size.height;
    int32_t above = -lettering_descent(&small_letters),
            below = height + lettering_ascent(&small_letters);
    for (int i = 0; i < 4; i++) {
        uint32_t sheet = beside(&tiling->sheets, column, row, sides[i].dx, sides[i].dy);
        struct buffer page;
        char digits[24];
        if (sheet == FAMILY_NONE)
            continue;
        int32_t x = sides[i].dx < 0   ? tiling->bleed_x
                    : sides[i].dx > 0 ? width - tiling->bleed_x
                                      : width / 2;
        int32_t y = sides[i].dy < 0   ? tiling->bleed_y
                    : sides[i].dy > 0 ? height - tiling->bleed_y
                                      : 0;
        if (sides[i].dx != 0) {
            draw_tick(svg, x, 0, x, TICK);
            draw_tick(svg, x, height - TICK, x, height);
        } else {
            draw_tick(svg, 0, y, TICK, y);
            draw_tick(svg, width - TICK, y, width, y);
        }
        buffer_init(&page, WORDS_BYTES);
        buffer_add(&page, text_of(sides[i].before));
        phrase_with(document->painter->look->phrases, "genogram-to-sheet", &page,
                    number_text((uint64_t)sheet + 1, digits));
        buffer_add(&page, text_of(sides[i].behind));
        draw_quiet(svg, sides[i].anchor,
                   sides[i].dx < 0   ? 0
                   : sides[i].dx > 0 ? width
                                     : width / 2,
                   sides[i].dy > 0 ? below : above, buffer_text(&page));
        document->painter->failed |= buffer_failed(&page);
        buffer_release(&page);
    }
}

/* As many names as go into the lines. */
static bool tell_who_goes_on(struct document *document, const struct tiling *tiling, uint32_t sheet,
                             int32_t y)
{
    struct svg *svg = &document->painter->svg;
    struct buffer words;
    bool done = true, fits = false;
    buffer_init(&words, WORDS_BYTES);
    for (uint32_t most = NAMES_MOST + 1; done && !fits && most-- > 0;) {
        buffer_clear(&words);
        done = genogram_sheets_tell(&tiling->sheets, document->painter, sheet, most, &words);
        fits = lettering_box(&small_letters, buffer_text(&words), document->inner).lines <=
               TELL_LINES;
    }
    if (done && words.length > 0) {
        svg_open(svg, "text");
        svg_word(svg, "class", "quiet");
        svg_lettering(svg, &small_letters, SVG_START);
        svg_lines(svg, &small_letters, 0, y, document->inner, buffer_text(&words));
        svg_close(svg);
    }
    buffer_release(&words);
    document->painter->failed |= !done;
    return done;
}

static void draw_view(struct document *document, const struct tiling *tiling,
                      const struct view *view, uint32_t sheet)
{
    struct svg *svg = &document->painter->svg;
    const struct genogram_area *area = &view->area;
    const int32_t box[] = {area->left, area->top, area->right - area->left,
                           area->bottom - area->top};
    /* What lies beyond its own box is not shown. */
    svg_open(svg, "svg");
    svg_length(svg, "width", view->size.width);
    svg_length(svg, "height", view->size.height);
    svg_lengths(svg, "viewBox", box, 4);
    genogram_paint(document->painter, area, tiling->sheets.sheet_of, sheet);
    svg_close(svg);
}

/* The first one in a page of html leaves room for the heading. */
static int32_t sheet_height(const struct document *document, const struct tiling *tiling,
                            uint32_t sheet)
{
    return tiling->sheet.height - (document->in_page && sheet == 0 ? PAGE_ABOVE : 0);
}

/* One sheet with its top left corner at 0. */
static void draw_sheet(struct document *document, const struct tiling *tiling, uint32_t sheet)
{
    struct svg *svg = &document->painter->svg;
    const struct genogram_look *look = document->painter->look;
    const struct genogram_sheets *sheets = &tiling->sheets;
    uint32_t column = sheets->cells[sheet] % sheets->columns;
    uint32_t row = sheets->cells[sheet] / sheets->columns;
    struct view view = view_of(tiling, column, row);
    char digits[2][24];
    struct buffer page;
    buffer_init(&page, WORDS_BYTES);
    phrase_with(look->phrases, "genogram-sheet", &page, number_text((uint64_t)sheet + 1, digits[0]),
                number_text(sheets->count, digits[1]));
    draw_quiet(svg, SVG_END, document->inner, lettering_ascent(&title_letters), buffer_text(&page));
    document->painter->failed |= buffer_failed(&page);
    buffer_release(&page);
    draw_title(document, document->inner - 2 * PAGE_HEAD * 3);
    open_group(svg, 0, tiling->top);
    draw_view(document, tiling, &view, sheet);
    draw_marks(document, tiling, &view, column, row);
    svg_close(svg);
    int32_t foot = sheet_height(document, tiling, sheet) - 2 * SHEET_MARGIN - tell_height();
    if (sheet + 1 == sheets->count && document->key_high)
        genogram_key(svg, look, document->inner, foot - document->key_high);
    tell_who_goes_on(document, tiling, sheet, foot + 2 * lettering_step(&small_letters));
    draw_day(document, SVG_END, document->inner,
             lettering_ascent(&title_letters) + lettering_step(&small_letters));
}

static bool draw_over_sheets(struct document *document, struct size sheet, size_t number)
{
    struct tiling tiling = {.sheet = sheet, .top = document->title_high};
    if (tiling.top < PAGE_HEAD + GAP)
        tiling.top = PAGE_HEAD + GAP;
    tiling.room.width = document->inner;
    tiling.room.height = sheet.height - 2 * SHEET_MARGIN - tiling.top - tell_height();
    bool done = plan_tiling(document, &tiling);
    char prefix[64];
    if (!done)
        report(document->painter->look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (done && !document->in_page)
        begin(document, sheet.width, sheet.height * (int32_t)tiling.sheets.count);
    for (uint32_t i = 0; done && i < tiling.sheets.count; i++) {
        if (document->in_page) {
            snprintf(prefix, sizeof prefix, "genogram-%zu-%u", number, i + 1);
            document->prefix = prefix;
            begin(document, sheet.width, sheet_height(document, &tiling, i));
        }
        open_group(&document->painter->svg, SHEET_MARGIN,
                   SHEET_MARGIN + (document->in_page ? 0 : (int32_t)i * sheet.height));
        draw_sheet(document, &tiling, i);
        svg_close(&document->painter->svg);
        if (document->in_page)
            done = end(document);
    }
    if (done && !document->in_page)
        done = end(document);
    genogram_sheets_release(&tiling.sheets);
    return done;
}

/* --- Whatever is asked for ------------------------------------------------------------------- */

static bool draw_document(struct document *document, size_t number)
{
    const struct genogram_look *look = document->painter->look;
    struct size sheet = papers[look->paper];
    if (look->paper == GENOGRAM_FIT)
        return draw_whole(document);
    if (document->in_page)
        sheet.height -= PAGE_BELOW;
    struct size first = {sheet.width, sheet.height - (document->in_page ? PAGE_ABOVE : 0)};
    set_inner(document, sheet.width - 2 * SHEET_MARGIN);
    int32_t size = size_on_one(document, first);
    return size > 0 ? draw_on_one(document, first, size)
                    : draw_over_sheets(document, sheet, number);
}

static bool make_document(struct genogram_painter *painter, bool in_page, size_t number)
{
    char prefix[64] = "genogram";
    struct buffer title, description;
    buffer_init(&title, WORDS_BYTES);
    buffer_init(&description, WORDS_BYTES);
    describe(painter, &description);
    if (in_page)
        snprintf(prefix, sizeof prefix, "genogram-%zu-1", number);
    struct document document = {
        .painter = painter,
        .prefix = prefix,
        .in_page = in_page,
        .title = genogram_title(painter->look, &title),
        .description = buffer_text(&description),
    };
    painter->failed |= buffer_failed(&title) || buffer_failed(&description);
    bool done = draw_document(&document, number);
    buffer_release(&title);
    buffer_release(&description);
    return done;
}

bool genogram_figure(struct genogram_painter *painter, size_t number)
{
    return make_document(painter, true, number);
}

bool genogram_svg(const struct genogram_look *look, struct genogram_counts *counts)
{
    struct genogram_painter painter;
    bool done = genogram_painter_init(&painter, look) && make_document(&painter, false, 1);
    if (painter.genogram && counts)
        *counts = painter.genogram->counts;
    genogram_painter_release(&painter);
    return done;
}
