/*
 * Layer: render, for the modules of the dashboard's page alone: what they share. Texts are clean
 * (records/prose.h).
 */
#ifndef RENDER_MEASURES_HTML_H
#define RENDER_MEASURES_HTML_H

#include "render/measures_chart.h"

struct measures_painter {
    const struct measures_view *view;
    const struct phrases *phrases;
    struct output *output;
    const struct reporter *reporter;
    struct buffer made;                   /* reused */
    struct figure *figures, *of_together; /* of the pieces of a series, reused */
    bool *whole, *of_a_day;               /* of each piece: not cut by the window; no piece is */
    size_t pieces;
    bool marks;  /* lines leave room for marks */
    bool failed; /* a chart was misused, or there is no memory */
};

/* False after a message. To be closed either way; closing is false when anything has failed. */
bool measures_painter_open(struct measures_painter *, const struct measures_view *, struct output *,
                           const struct reporter *);
bool measures_painter_close(struct measures_painter *, bool done);

/* The buffer, emptied; one that has failed stays so. */
struct buffer *measures_begin(struct measures_painter *);

void measures_put(struct measures_painter *, const char *markup);
void measures_put_number(struct measures_painter *, size_t);

/* A text between two tags; nothing when it is empty. */
void measures_tagged(struct measures_painter *, const char *open, struct text, const char *close);
void measures_phrase(struct measures_painter *, const char *open, const char *key,
                     const char *close);

/* A figure; a mark with its meaning. With its unit: `66.2%`, `13.5 days`. */
void measures_put_figure(struct measures_painter *, const struct figure *);
void measures_put_with_unit(struct measures_painter *, const struct measures_tile *,
                            const struct figure *);

/* Figures of the pieces of a series into `to`; the largest that is shown, or 0. */
int64_t measures_pieces(struct measures_painter *, const struct measures_tile *,
                        const struct measures_series *, struct figure *to);

/* A series over the periods, `figures` being those of its pieces, as a drawing called `KIND-A-B`
 * with what it shows in words. */
void measures_put_chart(struct measures_painter *, const struct measures_tile *,
                        const struct measures_series *, const struct measures_chart *,
                        const char *kind, size_t a, size_t b);

/* A bar as long as the figure is of `top`; nothing for one that is not shown. */
void measures_put_bar(struct measures_painter *, const struct figure *, int64_t top);

/* The categories of a split measure, all organisations together, as bars. */
void measures_put_categories(struct measures_painter *, const struct measures_tile *);

/* The parts of the page. */
void measures_put_panels(struct measures_painter *);
void measures_put_tables(struct measures_painter *);
void measures_put_notes(struct measures_painter *);

extern const char measures_style[];

#endif
