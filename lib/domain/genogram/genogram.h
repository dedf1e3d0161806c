/*
 * Layer: domain. Where everything of a genogram stands: symbols, labels, lines, households.
 *
 * Nobody is lost and nobody stands twice; no two symbols or labels overlap, no line runs through
 * one or along another's; the children of a couple stand in age order; a household's outline holds
 * its members and nobody else's symbol. Within that the layout looks for few crossings and puts
 * partners side by side. Lengths are tenths of a pixel and all arithmetic is in integers: the same
 * family gives the same drawing everywhere. The work is bounded by the number of people, not by
 * time; nothing recurses.
 *
 * The layout knows sizes, not texts: whoever draws measures the labels.
 */
#ifndef DOMAIN_GENOGRAM_GENOGRAM_H
#define DOMAIN_GENOGRAM_GENOGRAM_H

#include "domain/family/family.h"

/* The label under a symbol: all lines of it together. */
struct genogram_label {
    int32_t width, height;
};

struct genogram_measure {
    int32_t symbol;     /* side of a square, diameter of a circle */
    int32_t label_gap;  /* between a symbol and its label */
    int32_t gap;        /* least between neighbours' labels */
    int32_t lane;       /* least between two upright lines, or a line and a label */
    int32_t track;      /* least between two level lines */
    int32_t clear;      /* least between a row's labels and the first level line, and between the
                           last one and the next row */
    int32_t apart;      /* between families that nothing joins */
    int32_t outline;    /* least room round a household's members */
    int32_t page_width; /* wished width of the whole; families are put side by side up to it */
};

/* Sizes that look right for a symbol of 40 pixels. */
extern const struct genogram_measure genogram_measure_default;

/* The same with room for outlines between neighbours and lines. */
extern const struct genogram_measure genogram_measure_households;

struct genogram_symbol {
    int32_t x, y; /* middle; the label hangs below, its middle under it */
};

enum genogram_stroke_kind {
    GENOGRAM_PARTNERS, /* `owner` is a couple */
    GENOGRAM_CHILDREN  /* `owner` is a sibship */
};

struct genogram_point {
    int32_t x, y;
};

/* A line with corners. */
struct genogram_stroke {
    enum genogram_stroke_kind kind;
    uint32_t owner;
    uint32_t first_point, point_count;
    uint32_t first_child, child_count; /* in `stroke_children`: to whom this part leads */
    bool slashes; /* the part of a partner line on which separation is marked, at `slash_at` */
    struct genogram_point slash_at;
};

/* One closed line round members of a household who stand together. */
struct genogram_outline {
    uint32_t household;
    uint32_t first_point, point_count;
};

struct genogram_counts {
    uint32_t crossings, couples, adjacent, rows, components;
};

struct genogram {
    struct genogram_symbol *symbols; /* one a person of the family */
    struct genogram_stroke *strokes;
    uint32_t stroke_count;
    struct genogram_point *points;
    uint32_t point_count;
    uint32_t *stroke_children;
    uint32_t stroke_child_count;
    struct genogram_outline *outlines;
    uint32_t outline_count;
    int32_t width, height; /* everything lies between 0 and these */
    struct genogram_counts counts;
    size_t stroke_capacity, point_capacity, child_capacity, outline_capacity;
};

/* Lays a complete family out. `labels` has one a person. NULL when there is no memory or the
 * drawing would be too large for the numbers. The caller owns it. */
struct genogram *genogram_new(const struct family *, const struct genogram_label *labels,
                              const struct genogram_measure *);
void genogram_free(struct genogram *);

#endif
