#include "render/genogram_private.h"

#include "base/memory.h"
#include "records/prose.h"
#include "render/palette.h"

#include <stdio.h>

struct picture {
    const struct family *family;
    const struct genogram_style *style;
    const struct genogram *genogram;
    const struct labels *labels;
    struct svg svg;
    struct buffer words;
};

static const struct svg_rule rules[] = {
    {".line, .cross", "fill:none;stroke:" PALETTE_INK ";stroke-width:1.5px;stroke-linejoin:round"},
    {".line", "stroke-linecap:square"},
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
    {".address", "fill:" PALETTE_QUIET ";stroke:" PALETTE_PAPER
                 ";stroke-width:4px;paint-order:stroke;font-style:italic"},
};

/* --- Lines ----------------------------------------------------------------------------------- */

static void put_people(struct picture *picture, const char *attribute, const uint32_t *people,
                       uint32_t count)
{
    struct text few[16] = {{NULL, 0}};
    struct text *ids = count <= 16 ? few : memory_new(count, sizeof *ids);
    if (!ids)
        return;
    for (uint32_t i = 0; i < count; i++)
        ids[i] = picture->family->people[people[i]].id;
    svg_ids(&picture->svg, attribute, ids, count);
    if (ids != few)
        memory_free(ids);
}

static void put_partners(struct picture *picture, const struct family_couple *couple)
{
    put_people(picture, "data-partners", couple->partners, 2);
}

static void draw_points(struct picture *picture, const struct genogram_stroke *stroke, int32_t down)
{
    const struct genogram_point *points = &picture->genogram->points[stroke->first_point];
    svg_path(&picture->svg, points[0].x, points[0].y + down);
    for (uint32_t i = 1; i < stroke->point_count; i++)
        svg_line_to(&picture->svg, points[i].x, points[i].y + down);
}

enum { SLASH_WIDTH = 45, SLASH_HEIGHT = 80, SLASH_APART = 60, DOUBLE = 20 };

static void draw_slash(struct picture *picture, const struct family_couple *couple, int32_t x,
                       int32_t y)
{
    svg_line(&picture->svg, x - SLASH_WIDTH, y + SLASH_HEIGHT, x + SLASH_WIDTH, y - SLASH_HEIGHT);
    svg_word(&picture->svg, "class", "line");
    put_partners(picture, couple);
    svg_close(&picture->svg);
}

static void draw_partners(struct picture *picture, const struct genogram_stroke *stroke)
{
    const struct family_couple *couple = &picture->family->couples[stroke->owner];
    const char *class = couple->status == FAMILY_TRANSITORY ? "line transitory" : "line";
    bool twice = couple->related && stroke->slashes && stroke->point_count == 2;
    for (int32_t i = 0; i <= (twice ? 1 : 0); i++) {
        draw_points(picture, stroke, twice ? (i ? DOUBLE : -DOUBLE) : 0);
        svg_word(&picture->svg, "class", class);
        put_partners(picture, couple);
        svg_close(&picture->svg);
    }
    if (!stroke->slashes)
        return;
    int32_t x = stroke->slash_at.x, y = stroke->slash_at.y;
    if (couple->status == FAMILY_SEPARATED) {
        draw_slash(picture, couple, x, y);
    } else if (couple->status == FAMILY_DIVORCED) {
        draw_slash(picture, couple, x - SLASH_APART / 2, y);
        draw_slash(picture, couple, x + SLASH_APART / 2, y);
    }
}

/* The kind of all children that a stroke leads to, or birth when they differ. */
static enum family_kind kind_of(const struct picture *picture, const struct genogram_stroke *stroke)
{
    const struct family_sibship *sibship = &picture->family->sibships[stroke->owner];
    enum family_kind kind = FAMILY_BIRTH;
    for (uint32_t i = 0; i < stroke->child_count; i++) {
        uint32_t person = picture->genogram->stroke_children[stroke->first_child + i];
        for (uint32_t j = 0; j < sibship->count; j++) {
            const struct family_child *child = &picture->family->children[sibship->first + j];
            if (child->person != person)
                continue;
            if (i > 0 && child->kind != kind)
                return FAMILY_BIRTH;
            kind = child->kind;
        }
    }
    return kind;
}

static void draw_children(struct picture *picture, const struct genogram_stroke *stroke)
{
    static const char *const classes[] = {"line", "line adopted", "line kinship", "line fostered",
                                          "line kinship"};
    const struct family_sibship *sibship = &picture->family->sibships[stroke->owner];
    draw_points(picture, stroke, 0);
    svg_word(&picture->svg, "class", classes[kind_of(picture, stroke)]);
    put_people(picture, "data-child", &picture->genogram->stroke_children[stroke->first_child],
               stroke->child_count);
    put_people(picture, "data-parents", sibship->parents,
               sibship->parents[1] == FAMILY_NONE ? 1 : 2);
    svg_close(&picture->svg);
}

static void draw_lines(struct picture *picture)
{
    svg_open(&picture->svg, "g");
    svg_word(&picture->svg, "class", "lines");
    for (uint32_t i = 0; i < picture->genogram->stroke_count; i++) {
        const struct genogram_stroke *stroke = &picture->genogram->strokes[i];
        if (stroke->point_count < 2)
            continue;
        if (stroke->kind == GENOGRAM_PARTNERS)
            draw_partners(picture, stroke);
        else
            draw_children(picture, stroke);
    }
    svg_close(&picture->svg);
}

/* --- Households ------------------------------------------------------------------------------ */

enum { CORNER = 90, ADDRESS_SIZE = 95 };

static int32_t towards(int32_t from, int32_t to, int32_t by)
{
    int32_t far = to > from ? to - from : from - to;
    if (far == 0)
        return from;
    int32_t step = far / 2 < by ? far / 2 : by;
    return to > from ? from + step : from - step;
}

/* With rounded corners. */
static void draw_border(struct picture *picture, const struct genogram_point *points,
                        uint32_t count)
{
    struct svg *svg = &picture->svg;
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

static void draw_households(struct picture *picture)
{
    const struct genogram *genogram = picture->genogram;
    svg_open(&picture->svg, "g");
    svg_word(&picture->svg, "class", "households");
    for (uint32_t i = 0; i < genogram->outline_count; i++) {
        const struct genogram_outline *outline = &genogram->outlines[i];
        struct text name = picture->family->households[outline->household].name;
        draw_border(picture, &genogram->points[outline->first_point], outline->point_count);
        svg_word(&picture->svg, "class", "household");
        svg_attribute(&picture->svg, "data-household", name);
        buffer_clear(&picture->words);
        buffer_put(&picture->words, "Household ");
        prose_clean(&picture->words, name);
        svg_element(&picture->svg, "title", buffer_text(&picture->words));
        svg_close(&picture->svg);
    }
    svg_close(&picture->svg);
}

/* Names of households, when there are several; over the lines, or they could not be read. */
static void name_households(struct picture *picture)
{
    const struct genogram *genogram = picture->genogram;
    struct lettering lettering = {ADDRESS_SIZE, false};
    if (picture->family->household_count < 2)
        return;
    for (uint32_t i = 0; i < genogram->outline_count; i++) {
        const struct genogram_outline *outline = &genogram->outlines[i];
        if (i > 0 && genogram->outlines[i - 1].household == outline->household)
            continue;
        const struct genogram_point *corner = &genogram->points[outline->first_point];
        svg_open(&picture->svg, "text");
        svg_lettering(&picture->svg, &lettering, SVG_START);
        svg_word(&picture->svg, "class", "address");
        svg_length(&picture->svg, "x", corner->x + CORNER);
        svg_length(&picture->svg, "y", corner->y + ADDRESS_SIZE / 3);
        buffer_clear(&picture->words);
        prose_clean(&picture->words, picture->family->households[outline->household].name);
        svg_content(&picture->svg, buffer_text(&picture->words));
        svg_close(&picture->svg);
    }
}

/* --- People ---------------------------------------------------------------------------------- */

static void draw_person(struct picture *picture, uint32_t number)
{
    struct svg *svg = &picture->svg;
    const struct family_person *person = &picture->family->people[number];
    const struct genogram_symbol *symbol = &picture->genogram->symbols[number];
    svg_open(svg, "g");
    svg_word(svg, "class", "person");
    svg_ids(svg, "data-person", &person->id, 1);
    buffer_clear(&picture->words);
    describe_person(picture->family, picture->style, number, picture->labels->names[number],
                    &picture->words);
    svg_element(svg, "title", buffer_text(&picture->words));
    draw_symbol(svg, person, picture->style->unknown, symbol->x, symbol->y);
    svg_close(svg);
}

static void draw_label(struct picture *picture, uint32_t number)
{
    struct svg *svg = &picture->svg;
    const struct label *label = &picture->labels->labels[number];
    const struct genogram_symbol *symbol = &picture->genogram->symbols[number];
    const struct genogram_label *size = &picture->labels->sizes[number];
    int32_t y = symbol->y + SYMBOL / 2 + genogram_measure_default.label_gap;
    if (label->count == 0)
        return;
    svg_open(svg, "g");
    svg_ids(svg, "data-label-for", &picture->family->people[number].id, 1);
    for (uint32_t i = 0; i < label->count; i++) {
        const struct label_line *line = &picture->labels->lines[label->first + i];
        struct lettering lettering = {line->name ? NAME_SIZE : DATE_SIZE, false};
        const int32_t box[] = {symbol->x - size->width / 2, y, size->width,
                               lettering_step(&lettering)};
        svg_open(svg, "text");
        svg_lettering(svg, &lettering, SVG_MIDDLE);
        if (!line->name)
            svg_word(svg, "class", "quiet");
        svg_length(svg, "x", symbol->x);
        svg_length(svg, "y", y + lettering_ascent(&lettering));
        svg_lengths(svg, "data-bbox", box, 4);
        svg_content(svg, line->text);
        svg_close(svg);
        y += lettering_step(&lettering);
    }
    svg_close(svg);
}

/* --- The page -------------------------------------------------------------------------------- */

enum { MARGIN = 300, HEAD = 420, FOOT = 300 };

static void describe(struct picture *picture, struct buffer *words)
{
    const struct family *family = picture->family;
    buffer_format(words, "Family of %u %s in %u %s; %u %s", family->count,
                  family->count == 1 ? "person" : "people", picture->genogram->counts.rows,
                  picture->genogram->counts.rows == 1 ? "generation" : "generations",
                  family->couple_count, family->couple_count == 1 ? "couple" : "couples");
    if (family->household_count > 0)
        buffer_format(words, "; %u %s", family->household_count,
                      family->household_count == 1 ? "household" : "households");
}

static bool write_picture(struct picture *picture, struct output *output)
{
    const struct genogram_style *style = picture->style;
    const struct genogram *genogram = picture->genogram;
    struct lettering title = {TITLE_SIZE, true}, small = {DATE_SIZE, false};
    struct buffer description;
    int32_t inner = genogram->width;
    int32_t title_width = style->title.length ? lettering_width(&title, style->title) : 0;
    inner = inner > title_width ? inner : title_width;
    inner = inner > 4200 ? inner : 4200;
    int32_t head = style->title.length ? HEAD : 0;
    int32_t key = key_height(picture->family, style, inner);
    int32_t foot = style->caption.length ? FOOT : 0;
    int32_t below = head + genogram->height + (key ? MARGIN : 0);
    int32_t shift = (inner - genogram->width) / 2;
    buffer_init(&description, 1 << 16);
    describe(picture, &description);
    struct svg_document document = {
        .prefix = style->prefix ? style->prefix : "genogram",
        .in_page = style->in_page,
        .background = !style->in_page,
        .width = inner + 2 * MARGIN,
        .height = below + key + foot + 2 * MARGIN,
        .title = style->title.length ? style->title : TEXT("Genogram"),
        .description = buffer_text(&description),
        .rules = rules,
        .rule_count = sizeof rules / sizeof *rules,
    };
    struct svg *svg = &picture->svg;
    svg_begin(svg, output, &document);
    svg_open(svg, "g");
    svg_translate(svg, MARGIN, MARGIN);
    if (style->title.length)
        svg_label(svg, &title, SVG_START, 0, TITLE_SIZE, style->title);
    svg_open(svg, "g");
    svg_translate(svg, shift, head);
    draw_households(picture);
    draw_lines(picture);
    for (uint32_t i = 0; i < picture->family->count; i++)
        draw_person(picture, i);
    name_households(picture);
    for (uint32_t i = 0; i < picture->family->count; i++)
        draw_label(picture, i);
    svg_close(svg);
    draw_key(svg, picture->family, style, inner, below);
    if (style->caption.length) {
        svg_open(svg, "g");
        svg_word(svg, "class", "quiet");
        svg_label(svg, &small, SVG_START, 0, below + key + FOOT - 60, style->caption);
        svg_close(svg);
    }
    svg_close(svg);
    buffer_release(&description);
    return svg_end(svg);
}

bool genogram_write_svg(const struct family *family, const struct genogram_style *style,
                        struct output *output, struct genogram_counts *counts,
                        const struct reporter *reporter)
{
    struct labels labels;
    bool made = labels_make(&labels, family, style);
    struct genogram *genogram = made ? genogram_new(family, labels.sizes,
                                                    family->household_count > 0
                                                        ? &genogram_measure_households
                                                        : &genogram_measure_default)
                                     : NULL;
    bool done = genogram != NULL;
    if (!done) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    } else {
        struct picture picture = {
            .family = family,
            .style = style,
            .genogram = genogram,
            .labels = &labels,
        };
        buffer_init(&picture.words, (size_t)1 << 22);
        done = write_picture(&picture, output);
        buffer_release(&picture.words);
        if (counts)
            *counts = genogram->counts;
    }
    genogram_free(genogram);
    labels_release(&labels);
    return done;
}
