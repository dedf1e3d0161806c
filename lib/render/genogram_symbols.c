/* The symbols. */
#include "render/genogram_private.h"

enum {
    LOST = 140,     /* half of the cross for a miscarriage or abortion */
    INNER = 50,     /* between the borders round the index child */
    STILLBORN = 130 /* half of a stillborn child's symbol */
};

void genogram_shape(struct svg *svg, enum family_gender gender, enum genogram_unknown unknown,
                    int32_t x, int32_t y, int32_t half)
{
    if (gender == FAMILY_MALE) {
        svg_rectangle(svg, x - half, y - half, 2 * half, 2 * half);
    } else if (gender == FAMILY_FEMALE) {
        svg_circle(svg, x, y, half);
    } else if (gender == FAMILY_GENDER_OTHER || unknown == GENOGRAM_DIAMOND) {
        svg_path(svg, x, y - half);
        svg_line_to(svg, x + half, y);
        svg_line_to(svg, x, y + half);
        svg_line_to(svg, x - half, y);
        svg_path_back(svg);
    } else {
        svg_path(svg, x, y - half);
        svg_line_to(svg, x + half, y + half);
        svg_line_to(svg, x - half, y + half);
        svg_path_back(svg);
    }
    svg_close(svg);
}

void genogram_cross(struct svg *svg, int32_t x, int32_t y, int32_t half)
{
    svg_path(svg, x - half, y - half);
    svg_line_to(svg, x + half, y + half);
    svg_move_to(svg, x - half, y + half);
    svg_line_to(svg, x + half, y - half);
    svg_word(svg, "class", "cross");
    svg_close(svg);
}

void genogram_symbol(struct svg *svg, const struct family_person *person,
                     enum genogram_unknown unknown, int32_t x, int32_t y)
{
    int32_t half = SYMBOL / 2;
    if (genogram_is_lost(person)) {
        genogram_cross(svg, x, y - half + LOST, LOST);
        return;
    }
    if (person->outcome == FAMILY_STILLBIRTH) {
        y += STILLBORN - half;
        half = STILLBORN;
    }
    genogram_shape(svg, person->gender, unknown, x, y, half);
    bool triangle = person->gender == FAMILY_GENDER_UNKNOWN && unknown != GENOGRAM_DIAMOND;
    if (genogram_is_index_child(person))
        genogram_shape(svg, person->gender, unknown, x, triangle ? y + INNER / 2 : y, half - INNER);
    if (triangle && unknown == GENOGRAM_QUESTION) {
        struct lettering lettering = {half * 4 / 5, true};
        svg_label(svg, &lettering, SVG_MIDDLE, x, y + half * 7 / 10, TEXT("?"));
    }
    /* Corner to corner of a square; not beyond the others' edges by more than shows. */
    if (person->dead)
        genogram_cross(svg, x, y, person->gender == FAMILY_MALE ? half : half * 3 / 4);
}
