/*
 * Layer: domain. Counts of one measure: by category, organisation and area, and period.
 *
 * A group is an organisation and an area; GROUP_ALL in the place of either is all of them together.
 * Category 0 is the measure as a whole. What adds up (events) is counted in the groups of single
 * organisations and areas and in the pieces of the window, and folded at the end; what does not
 * (children of two organisations) is counted in each group and period by the caller.
 */
#ifndef DOMAIN_MEASURES_MEASURE_GRID_H
#define DOMAIN_MEASURES_MEASURE_GRID_H

#include "base/message.h"
#include "base/text.h"

#define GROUP_ALL UINT32_MAX

enum { GROUP_MARGINS = 4 };

struct group {
    uint32_t organisation, area; /* numbers of names, or GROUP_ALL */
};

struct cell_count {
    uint64_t numerator, denominator, pending;
};

struct grid {
    size_t categories, periods;
    struct group *groups;
    size_t group_count, group_capacity;
    uint32_t *slots; /* group by organisation and area */
    size_t slot_count;
    struct cell_count *cells;
    size_t cell_capacity;
    struct group last; /* the group last asked for */
    uint32_t last_number;
    bool full; /* past LIMIT_MEASURE_RESULTS */
};

void grid_init(struct grid *, size_t categories, size_t periods);
void grid_release(struct grid *);

/* The number of a group, added when new; GROUP_ALL when there is no memory or no room. */
uint32_t grid_group(struct grid *, struct group);

/* The groups that a single one is part of, itself first; `count` of them in `out`. */
size_t grid_margins(struct group, struct group out[GROUP_MARGINS]);

static inline struct cell_count *grid_cell(struct grid *grid, uint32_t group, size_t category,
                                           size_t period)
{
    return &grid->cells[((size_t)group * grid->categories + category) * grid->periods + period];
}

/* The same, NULL when the group has no memory. */
struct cell_count *grid_at(struct grid *, struct group, size_t category, size_t period);

/* Adds what was counted in single groups and in pieces of the window (from period `base` on; 0: the
 * window alone) to the wider ones. */
bool grid_fold(struct grid *, size_t base);

#endif
