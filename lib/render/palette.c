#include "render/palette.h"

const struct palette_series palette_series[PALETTE_SERIES] = {
    {"#27276e", "none"},    {"#2ea283", "8 3"}, {"#965a03", "2 2"},
    {"#8e6eb1", "9 3 2 3"}, {"#7a2414", "4 2"}, {"#7b3e75", "12 3 2 3 2 3"},
};

static const char *const hatch_names[PALETTE_SERIES] = {
    "hatch-1", "hatch-2", "hatch-3", "hatch-4", "hatch-5", "hatch-6",
};

/* Lines across a tile of 6 by 6 pixels, in the data of a path; the first series is filled. */
static const char *const hatch_lines[PALETTE_SERIES] = {
    "M0 3H6", "M-1 1L1 -1M0 6L6 0M5 7L7 5", "M2 2H4M5 5H7M-1 5H1", "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "M3 0V6", "M0 0L6 6M0 6L6 0",
};
static const char *const hatch_widths[PALETTE_SERIES] = {"6", "2", "2", "2", "2", "1.4"};

static size_t in_turn(size_t series)
{
    return series % PALETTE_SERIES;
}

void palette_hatches(struct svg *svg, size_t count)
{
    svg_open(svg, "defs");
    for (size_t i = 0; i < count && i < PALETTE_SERIES; i++) {
        svg_open(svg, "pattern");
        svg_id(svg, hatch_names[i]);
        svg_word(svg, "patternUnits", "userSpaceOnUse");
        svg_length(svg, "width", 60);
        svg_length(svg, "height", 60);
        svg_rectangle(svg, 0, 0, 60, 60);
        svg_word(svg, "fill", PALETTE_PAPER);
        svg_close(svg);
        svg_open(svg, "path");
        svg_word(svg, "d", hatch_lines[i]);
        svg_word(svg, "stroke", palette_series[i].colour);
        svg_word(svg, "stroke-width", hatch_widths[i]);
        svg_close(svg);
        svg_close(svg);
    }
    svg_close(svg);
}

void palette_area(struct svg *svg, size_t series)
{
    svg_reference(svg, "fill", hatch_names[in_turn(series)]);
    svg_word(svg, "stroke", palette_series[in_turn(series)].colour);
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
