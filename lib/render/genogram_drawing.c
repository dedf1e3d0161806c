/* The drawing itself, or what can be seen of it in a part. */
#include "base/memory.h"
#include "records/prose.h"
#include "render/genogram_private.h"
#include "render/palette.h"

const struct svg_rule genogram_rules[] = {
    {".line, .cross, .bracket",
     "fill:none;stroke:" PALETTE_INK ";stroke-width:1.5px;stroke-linejoin:round"},
    {".line, .bracket", "stroke-linecap:square"},
    {".transitory", "stroke-dasharray:6 4;stroke-linecap:butt"},
    {".adopted", "stroke-dasharray:8 3;stroke-linecap:butt"},
    {".fostered", "stroke-dasharray:3 3;stroke-linecap:butt"},
    {".kinship", "stroke-dasharray:8 3 2 3;stroke-linecap:butt"},
    {".person rect, .person circle, .person path, .key rect, .key circle, .key path",
     "stroke:" PALETTE_INK ";stroke-width:1.5px"},
    {".person rect, .person circle, .person path:not(.cross), .key rect, .key circle",
     "fill:" PALETTE_PAPER},
    {".key path:not(.line):not(.cross)", "fill:" PALETTE_PAPER},
    {".household", "fill:none;stroke:" PALETTE_QUIET
                   ";stroke-width:2px;stroke-dasharray:0.1 4.5;stroke-linecap:round"},
    {".quiet", "fill:" PALETTE_QUIET},
    {".rule, .cut", "stroke:" PALETTE_LINE ";stroke-width:1px"},
    {".elsewhere rect, .elsewhere circle, .elsewhere path, .elsewhere .cross",
     "stroke:" PALETTE_LINE},
    {".elsewhere text", "fill:" PALETTE_QUIET},
    {".address", "fill:" PALETTE_QUIET ";font-style:italic"},
    {".ground", "fill:" PALETTE_PAPER},
};

const size_t genogram_rule_count = sizeof genogram_rules / sizeof *genogram_rules;

/* --- What can be seen ------------------------------------------------------------------------ */

static bool meets(const struct genogram_area *area, int32_t left, int32_t top, int32_t right,
                  int32_t bottom)
{
    return !area || (left <= area->right && right >= area->left && top <= area->bottom &&
                     bottom >= area->top);
}

static bool points_meet(const struct genogram_painter *painter, const struct genogram_area *area,
                        uint32_t first, uint32_t count)
{
    const struct genogram_point *points = &painter->genogram->points[first];
    if (!area || count == 0)
        return true;
    struct genogram_area box = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (uint32_t i = 1; i < count; i++) {
        box.left = points[i].x < box.left ? points[i].x : box.left;
        box.right = points[i].x > box.right ? points[i].x : box.right;
        box.top = points[i].y < box.top ? points[i].y : box.top;
        box.bottom = points[i].y > box.bottom ? points[i].y : box.bottom;
    }
    return meets(area, box.left, box.top, box.right, box.bottom);
}

struct genogram_area genogram_person_area(const struct genogram_painter *painter, uint32_t person)
{
    const struct genogram_symbol *symbol = &painter->genogram->symbols[person];
    const struct genogram_label *label = &painter->labels.sizes[person];
    int32_t half = label->width > SYMBOL ? label->width / 2 : SYMBOL / 2;
    int32_t below = label->height > 0 ? genogram_measure_default.label_gap + label->height : 0;
    return (struct genogram_area){symbol->x - half, symbol->y - SYMBOL / 2, symbol->x + half,
                                  symbol->y + SYMBOL / 2 + below};
}

static struct text words(struct genogram_painter *painter)
{
    painter->failed = painter->failed || buffer_failed(&painter->words);
    return buffer_text(&painter->words);
}

/* --- Lines ----------------------------------------------------------------------------------- */

static void put_people(struct genogram_painter *painter, const char *attribute,
                       const uint32_t *people, uint32_t count)
{
    struct text few[16] = {{NULL, 0}};
    struct text *ids = count <= 16 ? few : memory_new(count, sizeof *ids);
    if (!ids)
        return;
    for (uint32_t i = 0; i < count; i++)
        ids[i] = painter->family->people[people[i]].id;
    svg_ids(&painter->svg, attribute, ids, count);
    if (ids != few)
        memory_free(ids);
}

static void put_partners(struct genogram_painter *painter, const struct family_couple *couple)
{
    put_people(painter, "data-partners", couple->partners, 2);
}

static void draw_points(struct genogram_painter *painter, const struct genogram_stroke *stroke,
                        int32_t down)
{
    const struct genogram_point *points = &painter->genogram->points[stroke->first_point];
    svg_path(&painter->svg, points[0].x, points[0].y + down);
    for (uint32_t i = 1; i < stroke->point_count; i++)
        svg_line_to(&painter->svg, points[i].x, points[i].y + down);
}

enum { SLASH_WIDTH = 45, SLASH_HEIGHT = 80, SLASH_APART = 60, DOUBLE = 20 };

static void draw_slash(struct genogram_painter *painter, const struct family_couple *couple,
                       int32_t x, int32_t y)
{
    svg_line(&painter->svg, x - SLASH_WIDTH, y + SLASH_HEIGHT, x + SLASH_WIDTH, y - SLASH_HEIGHT);
    svg_word(&painter->svg, "class", "line");
    put_partners(painter, couple);
    svg_close(&painter->svg);
}

static void draw_partners(struct genogram_painter *painter, const struct genogram_stroke *stroke)
{
    const struct family_couple *couple = &painter->family->couples[stroke->owner];
    const char *class = couple->status == FAMILY_TRANSITORY ? "line transitory" : "line";
    bool twice = couple->related && stroke->slashes && stroke->point_count == 2;
    for (int32_t i = 0; i <= (twice ? 1 : 0); i++) {
        draw_points(painter, stroke, twice ? (i ? DOUBLE : -DOUBLE) : 0);
        svg_word(&painter->svg, "class", class);
        put_partners(painter, couple);
        svg_close(&painter->svg);
    }
    if (!stroke->slashes)
        return;
    int32_t x = stroke->slash_at.x, y = stroke->slash_at.y;
    if (couple->status == FAMILY_SEPARATED) {
        draw_slash(painter, couple, x, y);
    } else if (couple->status == FAMILY_DIVORCED) {
        draw_slash(painter, couple, x - SLASH_APART / 2, y);
        draw_slash(painter, couple, x + SLASH_APART / 2, y);
    }
}

/* The kind of all children that a stroke leads to, or birth when they differ. */
static enum family_kind kind_of(const struct genogram_painter *painter,
                                const struct genogram_stroke *stroke)
{
    const struct family_sibship *sibship = &painter->family->sibships[stroke->owner];
    enum family_kind kind = FAMILY_BIRTH;
    for (uint32_t i = 0; i < stroke->child_count; i++) {
        uint32_t person = painter->genogram->stroke_children[stroke->first_child + i];
        for (uint32_t j = 0; j < sibship->count; j++) {
            const struct family_child *child = &painter->family->children[sibship->first + j];
            if (child->person != person)
                continue;
            if (i > 0 && child->kind != kind)
                return FAMILY_BIRTH;
            kind = child->kind;
        }
    }
    return kind;
}

static void draw_children(struct genogram_painter *painter, const struct genogram_stroke *stroke)
{
    static const char *const classes[] = {"line", "line adopted", "line kinship", "line fostered",
                                          "line kinship"};
    const struct family_sibship *sibship = &painter->family->sibships[stroke->owner];
    draw_points(painter, stroke, 0);
    svg_word(&painter->svg, "class", classes[kind_of(painter, stroke)]);
    put_people(painter, "data-child", &painter->genogram->stroke_children[stroke->first_child],
               stroke->child_count);
    put_people(painter, "data-parents", sibship->parents,
               sibship->parents[1] == FAMILY_NONE ? 1 : 2);
    svg_close(&painter->svg);
}

static void draw_lines(struct genogram_painter *painter, const struct genogram_area *area)
{
    svg_open(&painter->svg, "g");
    svg_word(&painter->svg, "class", "lines");
    for (uint32_t i = 0; i < painter->genogram->stroke_count; i++) {
        const struct genogram_stroke *stroke = &painter->genogram->strokes[i];
        if (stroke->point_count < 2 ||
            !points_meet(painter, area, stroke->first_point, stroke->point_count))
            continue;
        if (stroke->kind == GENOGRAM_PARTNERS)
            draw_partners(painter, stroke);
        else
            draw_children(painter, stroke);
    }
    svg_close(&painter->svg);
}

/* --- Households ------------------------------------------------------------------------------ */

enum {
    CORNER = 90,
    ADDRESS_SIZE = 105,
    ADDRESS_STEP = 30,
    ADDRESS_UP = 75,
    ADDRESS_WORK = 10000000 /* lines and outlines, beyond which names stand at the corners */
};

static int32_t towards(int32_t from, int32_t to, int32_t by)
{
    int32_t far = to > from ? to - from : from - to;
    if (far == 0)
        return from;
    int32_t step = far / 2 < by ? far / 2 : by;
    return to > from ? from + step : from - step;
}

/* With rounded corners. */
static void draw_border(struct genogram_painter *painter, const struct genogram_point *points,
                        uint32_t count)
{
    struct svg *svg = &painter->svg;
    for (uint32_t i = 0; i < count; i++) {
        struct genogram_point before = points[(i + count - 1) % count], at = points[i],
                              after = points[(i + 1) % count];
        int32_t first_x = towards(at.x, before.x, CORNER);
        int32_t first_y = towards(at.y, before.y, CORNER);
        int32_t last_x = towards(at.x, after.x, CORNER), last_y = towards(at.y, after.y, CORNER);
        if (i == 0)
            svg_path(svg, first_x, first_y);
        else
            svg_line_to(svg, first_x, first_y);
        int64_t turn = (int64_t)(at.x - before.x) * (after.y - at.y) -
                       (int64_t)(at.y - before.y) * (after.x - at.x);
        int32_t across = last_x > first_x ? last_x - first_x : first_x - last_x;
        int32_t down = last_y > first_y ? last_y - first_y : first_y - last_y;
        if (across == down && across > 0) {
            svg_arc_to(svg, across, turn > 0, last_x, last_y);
        } else {
            svg_line_to(svg, at.x, at.y);
            svg_line_to(svg, last_x, last_y);
        }
    }
    svg_path_back(svg);
}

/* A household's name, clean, in the buffer. */
static void take_name(struct genogram_painter *painter, uint32_t household)
{
    buffer_clear(&painter->words);
    prose_clean(&painter->words, painter->family->households[household].name);
}

static void draw_households(struct genogram_painter *painter, const struct genogram_area *area)
{
    const struct genogram *genogram = painter->genogram;
    struct svg *svg = &painter->svg;
    struct buffer title;
    buffer_init(&title, WORDS_BYTES);
    svg_open(svg, "g");
    svg_word(svg, "class", "households");
    for (uint32_t i = 0; i < genogram->outline_count; i++) {
        const struct genogram_outline *outline = &genogram->outlines[i];
        if (!points_meet(painter, area, outline->first_point, outline->point_count))
            continue;
        draw_border(painter, &genogram->points[outline->first_point], outline->point_count);
        svg_word(svg, "class", "household");
        svg_attribute(svg, "data-household", painter->family->households[outline->household].name);
        take_name(painter, outline->household);
        buffer_clear(&title);
        phrase_with(painter->look->phrases, "genogram-household", &title, words(painter));
        svg_element(svg, "title", buffer_text(&title));
        svg_close(svg);
        painter->failed = painter->failed || buffer_failed(&title);
    }
    svg_close(svg);
    buffer_release(&title);
}

/* Whether a symbol or an upright line lies in a box that is as high as a line of text. */
static bool is_crossed(const struct genogram_painter *painter, int32_t left, int32_t right,
                       int32_t y)
{
    const struct genogram *genogram = painter->genogram;
    for (uint32_t i = 0; i < painter->family->count; i++) {
        const struct genogram_symbol *symbol = &genogram->symbols[i];
        if (symbol->x + SYMBOL / 2 >= left && symbol->x - SYMBOL / 2 <= right &&
            symbol->y - SYMBOL / 2 <= y + ADDRESS_SIZE / 2 &&
            symbol->y + SYMBOL / 2 >= y - ADDRESS_SIZE / 2)
            return true;
    }
    for (uint32_t i = 0; i < genogram->stroke_count; i++) {
        const struct genogram_stroke *stroke = &genogram->strokes[i];
        const struct genogram_point *points = &genogram->points[stroke->first_point];
        for (uint32_t j = 1; j < stroke->point_count; j++) {
            int32_t top = points[j - 1].y < points[j].y ? points[j - 1].y : points[j].y;
            int32_t bottom = points[j - 1].y < points[j].y ? points[j].y : points[j - 1].y;
            if (points[j].x == points[j - 1].x && points[j].x >= left && points[j].x <= right &&
                top <= y + ADDRESS_SIZE / 2 && bottom >= y - ADDRESS_SIZE / 2)
                return true;
        }
    }
    return false;
}

/* Where the name of an outline stands: on its upper edge or just above, as far left as nothing is
 * in the way. */
static struct genogram_point place_name(const struct genogram_painter *painter,
                                        const struct genogram_outline *outline, int32_t width)
{
    const struct genogram *genogram = painter->genogram;
    const struct genogram_point *corner = &genogram->points[outline->first_point];
    int32_t first = corner[0].x + CORNER, last = corner[1].x - CORNER - width;
    if (((uint64_t)genogram->stroke_count + painter->family->count) * genogram->outline_count >
        ADDRESS_WORK)
        return (struct genogram_point){first, corner->y};
    for (int32_t up = 0; up <= ADDRESS_UP; up += ADDRESS_UP)
        for (int32_t x = first; x <= last || x == first; x += ADDRESS_STEP)
            if (!is_crossed(painter, x - ADDRESS_STEP, x + width + ADDRESS_STEP, corner->y - up))
                return (struct genogram_point){x, corner->y - up};
    return (struct genogram_point){first, corner->y - ADDRESS_UP};
}

static void name_household(struct genogram_painter *painter, const struct genogram_outline *outline)
{
    struct svg *svg = &painter->svg;
    struct lettering lettering = {ADDRESS_SIZE, false};
    take_name(painter, outline->household);
    int32_t width = lettering_width(&lettering, words(painter));
    struct genogram_point at = place_name(painter, outline, width);
    /* The line gives way to its name. */
    svg_rectangle(svg, at.x - ADDRESS_STEP, at.y - ADDRESS_SIZE / 2, width + 2 * ADDRESS_STEP,
                  ADDRESS_SIZE);
    svg_word(svg, "class", "ground");
    svg_close(svg);
    svg_open(svg, "text");
    svg_lettering(svg, &lettering, SVG_START);
    svg_word(svg, "class", "address");
    svg_length(svg, "x", at.x);
    svg_length(svg, "y", at.y + ADDRESS_SIZE / 3);
    svg_content(svg, words(painter));
    svg_close(svg);
}

/* Names of households, when there are several. */
static void name_households(struct genogram_painter *painter, const struct genogram_area *area)
{
    const struct genogram *genogram = painter->genogram;
    if (painter->family->household_count < 2)
        return;
    for (uint32_t i = 0; i < genogram->outline_count; i++) {
        const struct genogram_outline *outline = &genogram->outlines[i];
        const struct genogram_point *corner = &genogram->points[outline->first_point];
        if ((i > 0 && genogram->outlines[i - 1].household == outline->household) ||
            !meets(area, corner->x, corner->y, corner->x, corner->y))
            continue;
        name_household(painter, outline);
    }
}

/* --- People ---------------------------------------------------------------------------------- */

enum { BRACKET_FROM = 60, BRACKET_WIDTH = 32, BRACKET_HALF = 205 };

/* Brackets round an adopted child, within the room that neighbours keep. */
static void draw_brackets(struct svg *svg, int32_t x, int32_t y)
{
    for (int32_t side = -1; side <= 1; side += 2) {
        int32_t outer = x + side * (SYMBOL / 2 + BRACKET_FROM);
        int32_t inner = outer - side * BRACKET_WIDTH;
        svg_path(svg, inner, y - BRACKET_HALF);
        svg_line_to(svg, outer, y - BRACKET_HALF);
        svg_line_to(svg, outer, y + BRACKET_HALF);
        svg_line_to(svg, inner, y + BRACKET_HALF);
        svg_word(svg, "class", "bracket");
        svg_close(svg);
    }
}

static void draw_person(struct genogram_painter *painter, uint32_t number, bool belongs)
{
    struct svg *svg = &painter->svg;
    const struct family_person *person = &painter->family->people[number];
    const struct genogram_symbol *symbol = &painter->genogram->symbols[number];
    enum family_kind kind;
    svg_open(svg, "g");
    if (belongs) {
        svg_word(svg, "class", "person");
        svg_ids(svg, "data-person", &person->id, 1);
    } else {
        svg_word(svg, "class", "person elsewhere");
    }
    buffer_clear(&painter->words);
    buffer_add(&painter->words, genogram_name(painter->look, &painter->labels, number));
    genogram_describe(painter->look, number, true, &painter->words);
    svg_element(svg, "title", words(painter));
    genogram_symbol(svg, person, painter->look->unknown, symbol->x, symbol->y);
    svg_close(svg);
    if (genogram_is_other_kind(painter->family, number, &kind) && kind == FAMILY_ADOPTIVE &&
        !genogram_is_lost(person))
        draw_brackets(svg, symbol->x, symbol->y);
}

static void draw_label(struct genogram_painter *painter, uint32_t number, bool belongs)
{
    struct svg *svg = &painter->svg;
    const struct label *label = &painter->labels.labels[number];
    const struct genogram_symbol *symbol = &painter->genogram->symbols[number];
    const struct genogram_label *size = &painter->labels.sizes[number];
    int32_t y = symbol->y + SYMBOL / 2 + genogram_measure_default.label_gap;
    if (label->count == 0)
        return;
    svg_open(svg, "g");
    if (belongs)
        svg_ids(svg, "data-label-for", &painter->family->people[number].id, 1);
    else
        svg_word(svg, "class", "elsewhere");
    for (uint32_t i = 0; i < label->count; i++) {
        const struct label_line *line = &painter->labels.lines[label->first + i];
        struct lettering lettering = {line->name ? NAME_SIZE : DATE_SIZE, false};
        const int32_t box[] = {symbol->x - size->width / 2, y, size->width,
                               lettering_step(&lettering)};
        svg_open(svg, "text");
        svg_lettering(svg, &lettering, SVG_MIDDLE);
        if (!line->name)
            svg_word(svg, "class", "quiet");
        svg_length(svg, "x", symbol->x);
        svg_length(svg, "y", y + lettering_ascent(&lettering));
        if (belongs)
            svg_lengths(svg, "data-bbox", box, 4);
        svg_content(svg, line->text);
        svg_close(svg);
        y += lettering_step(&lettering);
    }
    svg_close(svg);
}

/* Those of other sheets are shown at the edge when they can be seen whole. */
static bool shows(const struct genogram_painter *painter, uint32_t person,
                  const struct genogram_area *area, bool belongs)
{
    struct genogram_area own = genogram_person_area(painter, person);
    return belongs || (own.left >= area->left && own.right <= area->right && own.top >= area->top &&
                       own.bottom <= area->bottom);
}

void genogram_paint(struct genogram_painter *painter, const struct genogram_area *area,
                    const uint32_t *sheet_of, uint32_t sheet)
{
    uint32_t count = painter->family->count;
    draw_households(painter, area);
    draw_lines(painter, area);
    name_households(painter, area);
    for (uint32_t i = 0; i < count; i++) {
        bool belongs = !area || sheet_of[i] == sheet;
        if (shows(painter, i, area, belongs))
            draw_person(painter, i, belongs);
    }
    for (uint32_t i = 0; i < count; i++) {
        bool belongs = !area || sheet_of[i] == sheet;
        if (shows(painter, i, area, belongs))
            draw_label(painter, i, belongs);
    }
}

/* --- Beginning and end ----------------------------------------------------------------------- */

bool genogram_painter_init(struct genogram_painter *painter, const struct genogram_look *look)
{
    *painter = (struct genogram_painter){.look = look, .family = look->family};
    buffer_init(&painter->words, WORDS_BYTES);
    if (labels_make(&painter->labels, look))
        painter->genogram = genogram_new(look->family, painter->labels.sizes,
                                         look->family->household_count > 0
                                             ? &genogram_measure_households
                                             : &genogram_measure_default);
    return painter->genogram || report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void genogram_painter_release(struct genogram_painter *painter)
{
    genogram_free(painter->genogram);
    labels_release(&painter->labels);
    buffer_release(&painter->words);
}
