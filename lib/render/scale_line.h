/*
 * Layer: render. Readings of a scale as lines over time: one drawing a domain, with a line for each
 * person.
 *
 * Time runs to scale, from the first reading of the family to the last, the same for all of its
 * drawings; a month or a year stands at its first day. A person has one mark, dash and colour in
 * all drawings of the family; from the seventh on the marks are hollow, from the thirteenth on all
 * begins anew. The line joins one reading to the next and stops where a row says that no score was
 * given. Marks that would hide one another stand side by side, the first where it belongs. Names
 * and last scores stand at the ends of the lines, apart from one another.
 *
 * Hooks: `data-domain` on the drawing, `data-person` on each line with its marks, `data-date` and
 * `data-score` on marks, `data-label-for` on labels.
 */
#ifndef RENDER_SCALE_LINE_H
#define RENDER_SCALE_LINE_H

#include "render/scale_view.h"
#include "render/svg.h"

/* From this width on the ends of the scale are named. */
#define SCALE_LINE_WIDE 5000

/* The label of a line, behind the plot. */
struct scale_label {
    const struct scale_series *series;
    int32_t end_x, end_y; /* of the line */
    int32_t top, height;
};

struct scale_line {
    const struct scale_view *view;
    size_t domain;
    int32_t width, height; /* of the drawing */
    int32_t left, top, plot_width, plot_height, label_width;
    const struct scale_series **series; /* as many as labels */
    struct scale_label *labels;         /* from the top */
    unsigned char *asides;              /* of all readings, series by series */
    size_t label_count;
    bool titled; /* there are drawings of other domains */
    bool gaps;
    bool dense; /* many readings: small marks */
};

/* Lays a drawing out. False when there is no memory. It must be released either way. */
bool scale_line_make(struct scale_line *, const struct scale_view *, size_t domain, int32_t width);
void scale_line_release(struct scale_line *);

/* Draws it within what is open, from 0,0 to its width and height. */
void scale_line_draw(const struct scale_line *, struct svg *);

/* Rules that drawings of lines and stars need. */
extern const struct svg_rule scale_rules[];
extern const size_t scale_rule_count;

/* Adds what it shows, for those who do not see it. */
void scale_line_tell(const struct scale_line *, struct buffer *);

#endif
