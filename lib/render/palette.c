#include "render/palette.h"

const struct palette_series palette_series[PALETTE_SERIES] = {
    {"#27276e", "none"},    {"#2ea283", "8 3"}, {"#965a03", "2 2"},
    {"#8e6eb1", "9 3 2 3"}, {"#7a2414", "4 2"}, {"#7b3e75", "12 3 2 3 2 3"},
};

static size_t in_turn(size_t series)
{
    return series % PALETTE_SERIES;
}

void palette_line(struct svg *svg, size_t series)
{
    svg_word(svg, "fill", "none");
    svg_word(svg, "stroke", palette_series[in_turn(series)].colour);
    svg_word(svg, "stroke-dasharray", palette_series[in_turn(series)].dash);
}

/* Corners of the marks, in tenths of the radius; of the first, a circle, none. */
static const struct {
    size_t count;
    int8_t corners[12][2];
} marks[PALETTE_SERIES] = {
    {0, {{0, 0}}},
    {4, {{-9, -9}, {9, -9}, {9, 9}, {-9, 9}}},
    {3, {{0, -12}, {11, 8}, {-11, 8}}},
    {4, {{0, -13}, {13, 0}, {0, 13}, {-13, 0}}},
    {3, {{-11, -8}, {11, -8}, {0, 12}}},
    {12,
     {{-4, -11},
      {4, -11},
      {4, -4},
      {11, -4},
      {11, 4},
      {4, 4},
      {4, 11},
      {-4, 11},
      {-4, 4},
      {-11, 4},
      {-11, -4},
      {-4, -4}}},
};

void palette_mark(struct svg *svg, size_t series, int32_t x, int32_t y, int32_t radius)
{
    size_t which = in_turn(series);
    if (marks[which].count == 0)
        svg_circle(svg, x, y, radius);
    for (size_t i = 0; i < marks[which].count; i++) {
        int32_t at_x = x + marks[which].corners[i][0] * radius / 10;
        int32_t at_y = y + marks[which].corners[i][1] * radius / 10;
        if (i == 0)
            svg_path(svg, at_x, at_y);
        else
            svg_line_to(svg, at_x, at_y);
    }
    if (marks[which].count > 0)
        svg_path_back(svg);
    svg_word(svg, "fill", palette_series[which].colour);
}
