/*
 * Layer: domain. Where everything of a timeline stands: the line to scale, marks, bars, labels and
 * the leaders between them.
 *
 * What holds of every drawing: the line is exactly to scale, before its start too; every dated
 * event has a mark and a label, nothing is left out; no two labels overlap; a leader crosses no
 * other leader and no label of another event. Where there is much to tell, labels are stacked,
 * pushed aside, and the paper grows. Lengths are whole tenths of a pixel, all arithmetic is in
 * integers: the same family gives the same drawing everywhere. Nothing recurses; the work grows
 * with the number of events times the labels of one stack.
 *
 * How labels are placed. A label hangs to the right of its leader's upright part, its column, like
 * a flag. Columns stand in the order of the dates. A label that reaches over later columns hangs
 * above all their labels; so the labels of a busy time form a staircase that is read from its top.
 * As long as there is room, columns stand on their marks and leaders are straight; where a
 * staircase would grow too tall it is broken into several, whose columns are pushed apart as little
 * as the sum of squares allows.
 *
 * Positive events stand above the line, negative ones below, others wherever there is more room;
 * when that would make the drawing much taller, all stand where there is room (`by_impact` tells).
 *
 * The layout knows sizes, not texts: whoever draws measures the labels.
 */
#ifndef DOMAIN_TIMELINE_TIMELINE_H
#define DOMAIN_TIMELINE_TIMELINE_H

#include "domain/timeline/chronology.h"

struct timeline_size {
    int32_t width, height;
};

/*
 * Ways of setting a label: styles, the one that reads best first, each in several widths, the best
 * first. All labels of a drawing have one style, the first that is low enough. Form STYLE *
 * TIMELINE_WIDTHS + WIDTH.
 */
enum {
    TIMELINE_STYLES = 3,
    TIMELINE_WIDTHS = 4,
    TIMELINE_FORMS = TIMELINE_STYLES * TIMELINE_WIDTHS
};

struct timeline_measure {
    /* The size of the label of event `event` of the family in a form. */
    void (*label)(void *context, size_t event, unsigned form, struct timeline_size *);
    void *context;
    int32_t gutter; /* left of the line, for what names its parts */
    int32_t band;   /* height of the line with what stands in it */
};

struct timeline_request {
    const struct chronology_family *family;
    struct timeline_measure measure;
    int32_t width;       /* of a row; 0: as wide as the events need, TIMELINE_WIDTH at least */
    int32_t page_height; /* for rows that go on: what a row may take; 0: a single row */
};

/* The usual width: what prints on A4 across, with margins of 10 mm, at 96 pixels an inch. */
#define TIMELINE_WIDTH 10470
#define TIMELINE_WIDEST 160000

/* A stretch of the line. y is 0 at the top of the row's highest label. */
struct timeline_row {
    date_day first, end; /* `end` is the day behind the last */
    int32_t left, right; /* x of both */
    int32_t band;        /* y of the upper edge of the line */
    int32_t height;
};

/* The mark and label of a dated event. */
struct timeline_mark {
    uint32_t row;
    bool above;           /* the label, and so the mark, stands above the line */
    int32_t x, y;         /* middle of the mark */
    int32_t foot;         /* x where the leader leaves the mark */
    int32_t turn, turned; /* y from and to which the leader slants */
    int32_t column;       /* x of its upright part */
    unsigned form;
    struct timeline_size size;
    int32_t label_x, label_y; /* upper left corner of the label */
};

enum timeline_bar_kind {
    TIMELINE_SPAN, /* from the date to the end_date */
    TIMELINE_MAYBE /* the days that the date may mean */
};

/* A bar of an event in a row. Where it does not end for certain it fades; where it goes on in the
 * next row it does not end. */
struct timeline_bar {
    uint32_t event, row;
    enum timeline_bar_kind kind;
    int32_t x, width, y; /* y of its middle */
    bool fades_left, fades_right, goes_on_left, goes_on_right;
};

struct timeline {
    struct timeline_row *rows;
    size_t row_count;
    struct timeline_mark *marks; /* one a dated event */
    size_t mark_count;
    struct timeline_bar *bars; /* in the order of events, then of rows */
    size_t bar_count;
    bool by_impact; /* above: positive, below: negative */
    int32_t width;  /* of all rows */
    int64_t shift;  /* sum of how far columns stand from their marks */
    size_t bar_capacity;
};

/*
 * Lays a family out that has a start. NULL when there is no memory, or when the drawing would be
 * too large for the numbers (`*too_large`). The caller owns it.
 */
struct timeline *timeline_new(const struct timeline_request *, bool *too_large);
void timeline_free(struct timeline *);

/* x of a moment in a row, in half days since 1970-01-01; of a day its start. */
int32_t timeline_x(const struct timeline_row *, int64_t half_days);

/* --- What the line is marked with ------------------------------------------------------------ */

/* From one tick to the next: so many days (1, 7), or so many months. */
struct timeline_step {
    int days, months;
};

/* The shortest step, from `least` on, over which a row has at least `room`. Steps are 1 and 7 days,
 * 1 and 3 months, 1, 2, 5, 10, 20, 50, 100 ... years. */
struct timeline_step timeline_step(const struct timeline_row *, struct timeline_step least,
                                   int32_t room);

/* The first tick on or behind a day, and the one behind a tick. */
date_day timeline_tick(struct timeline_step, date_day);
date_day timeline_tick_next(struct timeline_step, date_day tick);

/* The nth birthday: 29 February counts as 1 March in other years. */
date_day timeline_birthday(date_day born, int years);

#endif
