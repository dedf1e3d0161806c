/*
 * Layer: render. One measure over the periods, as a small line.
 *
 * The scale begins at nought and ends at `top`, a round number that charts to be compared share.
 * Points that follow one another are joined; the line stops where a figure is not shown, and its
 * mark (c, : or z) stands under the axis in that place: not at any height, so that it cannot be
 * taken for nought. The point of a period that the window cuts is hollow and its line dashed. The
 * dotted line is the target. Classes are styled by the page (measures_html.h).
 */
#ifndef RENDER_MEASURES_CHART_H
#define RENDER_MEASURES_CHART_H

#include "render/measures_view.h"
#include "render/svg.h"

struct measures_chart {
    const struct figure *figures; /* one a piece of the window */
    const struct figure *beside;  /* those of all together, as a grey line; or NULL */
    const bool *whole;            /* not cut by the window */
    size_t count;
    size_t marked; /* the point to look at; SIZE_MAX: none */
    int64_t top;   /* tenths */
    bool has_target;
    int64_t target;          /* tenths */
    struct text first, last; /* words under the ends of the axis; may be empty */
    struct text top_words;   /* over the top of the scale; may be empty */
    bool marks;              /* room for marks, also when this chart has none */
    int32_t width, plot_height;
};

/* A round number not below `most`, in tenths: 1, 2, 2.5, 4, 5, 8 or 10 times a power of ten, and
 * whole. */
int64_t measures_chart_top(int64_t most);

int32_t measures_chart_height(const struct measures_chart *);

/* Draws it within what is open, from 0,0 to its width and height. */
void measures_chart_draw(const struct measures_chart *, struct svg *);

#endif
