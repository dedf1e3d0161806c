/*
 * Layer: render. The drawings of scales of a family, and those of all families as one drawing: for
 * each a heading, the stars (scale_star.h) and the lines over time (scale_line.h), as wide as a
 * sheet of A4. With three domains or more the lines stand two and two.
 */
#ifndef RENDER_SCALE_SHEET_H
#define RENDER_SCALE_SHEET_H

#include "render/scale_line.h"
#include "render/scale_star.h"

/* The drawings of one family. */
struct scale_panels {
    const struct scale_view *view;
    struct scale_star *stars;
    struct scale_line *lines;
    size_t star_count, line_count;
    size_t in_row; /* lines beside one another */
};

/* False when there is no memory. The panels must be released either way. */
bool scale_panels_make(struct scale_panels *, const struct scale_view *);
void scale_panels_release(struct scale_panels *);

struct scale_sheet {
    const struct phrases *phrases;
    const struct scale_book *book;
    date_day as_of;
    size_t width; /* columns of the terminal, for text */
};

/* Adds the sentence that stands above everything. */
void scale_sheet_explanation(const struct scale_sheet *, struct buffer *);

/* Writes all families as one drawing. False after a message, also when it would be too high. */
bool scale_sheet_svg(const struct scale_sheet *, struct output *, const struct reporter *);

#endif
