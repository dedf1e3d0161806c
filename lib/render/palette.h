/*
 * Layer: render. The colours of all drawings: few and calm, and never the only difference.
 *
 * On white, colours for text have a contrast of at least 4.5 to 1, those for lines and areas 3 to 1
 * (WCAG 2.2, success criteria 1.4.3 and 1.4.11). The series differ in lightness, hence in greyscale
 * as well, and stay apart for readers who see red, green or blue weakly or not at all (least
 * distance 19 in CIELAB, by the simulation of Machado, Oliveira and Fernandes 2009); each also has
 * a dash for lines and a mark for points.
 *
 * Dashes are for charts. A genogram's broken and dotted lines have meanings of their own.
 */
#ifndef RENDER_PALETTE_H
#define RENDER_PALETTE_H

#include "render/svg.h"

/* For text as well; the first three are those of html pages. */
#define PALETTE_INK "#1d262b"
#define PALETTE_QUIET "#46525a"
#define PALETTE_ACCENT "#1f5f8b"
#define PALETTE_POSITIVE "#1d7a5f"
#define PALETTE_NEGATIVE "#7a2414"

/* For lines and outlines. */
#define PALETTE_LINE "#7d8890"

/* Grounds, on which all the above may stand; and a grid, which nobody needs to see. */
#define PALETTE_PAPER "#ffffff"
#define PALETTE_TINT "#eef4f8"
#define PALETTE_GRID "#d5dbdf"

enum { PALETTE_SERIES = 6 };

struct palette_series {
    const char *colour;
    const char *dash; /* stroke-dasharray; "none" for an unbroken line */
};

/* The first ones differ most. */
extern const struct palette_series palette_series[PALETTE_SERIES];

/* Attributes of an element just opened: a line without area. Series behind the last begin anew. */
void palette_line(struct svg *, size_t series);

/* Opens the mark of a series about a point, for more attributes and svg_close. All of a radius look
 * alike in size. */
void palette_mark(struct svg *, size_t series, int32_t x, int32_t y, int32_t radius);

#endif
