/*
 * Layer: domain. What the files of the layout share: one family that is joined by lines, on its way
 * from rows to lines.
 *
 *   genogram_rows.c   which row each person stands in
 *   genogram_items.c  items, combs, pairs
 *   genogram_order.c  a first order of each row
 *   genogram_cost.c   what an order costs: crossings, partners apart
 *   genogram_bonds.c  the same: who should stand together
 *   genogram_search.c a better order, by genogram_moves.c
 *   genogram_lanes.c  how lines leave symbols
 *   genogram_place.c  x
 *   genogram_straighten.c  small bends taken out
 *   genogram_ages.c   the order of siblings over several rows
 *   genogram_uprights.c  upright lines apart
 *   genogram_channels.c  which level line is above which
 *   genogram_lines.c  y, and the lines themselves
 *   genogram_slashes.c  the marks of separation on them
 *   genogram_household.c  what an outline holds
 *   genogram_border.c its border
 *   genogram.c        families side by side
 *
 * An item stands in a row: a person, or a place where a line passes (a line that spans several
 * rows), or the stand-in of a partner who is in a row above. A comb is what leads from one row to
 * the next: one or two items above, between which its trunk begins, and items below. A pair is two
 * partners in one row. The channel of a comb or pair is the space below its row.
 */
#ifndef DOMAIN_GENOGRAM_GENOGRAM_PRIVATE_H
#define DOMAIN_GENOGRAM_GENOGRAM_PRIVATE_H

#include "domain/genogram/genogram.h"

#include <stddef.h>

#define NONE UINT32_MAX

struct item {
    uint32_t person; /* NONE where a line passes */
    uint32_t row, place;
    uint32_t group, rank;              /* sibship and place in it, or NONE */
    uint32_t group2, rank2;            /* a second sibship whose order is kept as well */
    uint32_t first_above, above_count; /* combs that lead to it, in plan->above */
    uint32_t first_hosted, hosted_count;
    uint32_t first_pair, pair_count;
    uint32_t first_bond, bond_count; /* in plan->bonds_of */
    bool shares_host;                /* it hosts several combs, or a partner of it does */
    int32_t half;                    /* half of the width of symbol and label */
    int32_t x;
    uint32_t lanes[2]; /* upright lines on its left and on its right */
};

enum { LEFT, RIGHT };

/* How a line leaves an item: on a side, to an upright lane beside its label. */
struct leave {
    uint32_t side;
    uint32_t lane;  /* from 1, the nearest to the item; 0: at the top */
    int32_t rising; /* at the top: so far from the middle */
    int32_t level;  /* above (negative) or below the middle of the symbol */
    int32_t x;      /* of the lane */
};

enum way {
    WAY_BESIDE, /* side by side: a straight line */
    WAY_OVER,   /* above the row */
    WAY_UNDER   /* below the labels */
};

enum comb_kind {
    COMB_CHILDREN, /* of `owner`, a sibship */
    COMB_PARTNER   /* brings the line of `owner`, a couple, down a row */
};

struct comb {
    enum comb_kind kind;
    uint32_t owner;
    uint32_t host, other;  /* other is NONE for one item alone */
    uint32_t first, count; /* items below, in plan->below */
    bool begins;           /* at a person or a couple, not at a passing place */
    uint32_t pair;         /* whose children they are, or NONE */
    struct leave leave;    /* of a comb that begins at one item alone */
    int32_t x;             /* of the trunk */
};

struct pair {
    uint32_t items[2];
    uint32_t couple;
    uint32_t comb;        /* their children, or NONE */
    uint32_t over, under; /* lines that a partner line over, or under, all between would cross */
    enum way way;
    struct leave leave[2];
};

/* Items of a row who should stand together, in plan->bonded. */
struct bond {
    uint32_t first, count;
    int32_t weight; /* what each item between them costs */
};

/* The lines to twins, which part from one point. */
struct fan {
    uint32_t comb;
    uint32_t first, count; /* of the twins in plan->below */
    int32_t low, high;     /* of the feet */
    int32_t x, rise;       /* of the point, above the feet */
};

/* Memory of one family's layout, given back together. */
struct pool {
    struct pool_block *blocks;
    char *at;
    size_t left;
};
void *pool_room(struct pool *, size_t count, size_t size); /* zeroed; NULL */

struct candidate;

struct plan {
    const struct family *family;
    const struct genogram_label *labels;
    const struct genogram_measure *measure;
    struct pool *pool;
    uint32_t *people; /* of the family, by number */
    uint32_t person_count;
    const uint32_t *local; /* person to item */
    struct item *items;
    uint32_t item_count;
    struct comb *combs;
    uint32_t comb_count;
    struct pair *pairs;
    uint32_t pair_count;
    struct bond *bonds;
    uint32_t bond_count;
    uint32_t *below, *above, *hosted, *paired, *bonded, *bonds_of;
    uint32_t row_count;
    uint32_t *row_start; /* row r is order[row_start[r]] up to order[row_start[r + 1]] */
    uint32_t *order;
    struct candidate *candidates;
    uint32_t candidate_count;
    bool households;  /* somebody has one */
    bool rough;       /* it is only to see how many lines cross */
    int32_t column;   /* items stand on columns this far apart, or 0: anywhere */
    int32_t *feet;    /* by place in `below`: where the line ends on the item */
    uint32_t *fan_of; /* by place in `below`: the fan that begins there, or NONE */
    struct fan *fans;
    uint32_t fan_count;
    int32_t *row_top, *row_bottom; /* of symbols, and of labels */
};

static inline uint32_t row_length(const struct plan *plan, uint32_t row)
{
    return plan->row_start[row + 1] - plan->row_start[row];
}

static inline uint32_t *row_order(const struct plan *plan, uint32_t row)
{
    return &plan->order[plan->row_start[row]];
}

/* The other item of a pair. */
static inline uint32_t partner_in(const struct pair *pair, uint32_t item)
{
    return pair->items[pair->items[0] == item];
}

/* The pair that two items are, or NULL. */
const struct pair *pair_of(const struct plan *, uint32_t, uint32_t);

/* For qsort and int32_t. */
int compare_lengths(const void *, const void *);

/* Rows, items, combs, pairs. False when there is no memory. */
bool plan_rows(struct plan *, uint32_t *row_of);
bool plan_items(struct plan *, const uint32_t *row_of);

/* What is needed to put siblings in order, made once. */
struct ages {
    struct member *members;
    uint32_t *elder, *stack, *sorted;
    bool *placed;
};
bool ages_init(struct ages *, const struct plan *);

/* A first order: every item in its row, children in age order. `start` chooses where to begin. */
bool plan_first_order(struct plan *, struct ages *, uint32_t start);

/* Puts siblings of a row that stand in the wrong order into each other's places. */
void plan_keep_ages(struct plan *, struct ages *, uint32_t row);

/* Sets each item's place from the order. */
void plan_set_places(struct plan *);

/* --- Costs ----------------------------------------------------------------------------------- */

enum {
    COST_CROSSING = 100,
    COST_INTERLEAVED = 80, /* two long partner lines that each begin within the other */
    COST_APART = 60,       /* partners who do not stand side by side */
    COST_BETWEEN = 3,      /* each item between them */
    COST_STRANGER = 40,    /* each item between members of a household */
    COST_TWINS_APART = 6,  /* each item between twins */
    COST_TIME = 4,         /* a later partner left of an earlier one */
    COST_SIDE = 3,         /* a woman left of a man */
    COST_SIDE_PAST = 1,    /* the same when they have parted */
    COST_WIDTH = 2         /* each symbol's width of the whole */
};

/* Who should stand together, found once; what is between them costs, in all, and what swapping two
 * neighbours adds. */
bool plan_bonds(struct plan *);
int64_t plan_bond_cost(const struct plan *);
int64_t bond_swap_cost(const struct plan *, const struct item *left, const struct item *right);

/* Everything that the order costs; `*apart` is what it costs apart from crossings. */
int64_t plan_cost(struct plan *, int64_t *apart);

/* Swaps two neighbours and tells what that adds to the cost; the second does not ask. */
int64_t swap_cost(struct plan *, uint32_t left, uint32_t right);
void swap_items(struct plan *, uint32_t left, uint32_t right);

/* Whether the age order keeps two neighbours as they stand. */
bool may_not_swap(const struct plan *, uint32_t left, uint32_t right);

/* An order of all rows that the search thought good. */
struct candidate {
    uint32_t *order;
    int64_t cost, apart; /* as plan_cost tells */
};

enum { CANDIDATES = 8 };

/* Improves the order within a budget that grows with the number of items. Keeps the last good ones
 * in plan->candidates, from the best on. */
bool plan_search(struct plan *);
void plan_take(struct plan *, const struct candidate *);

/* --- Lengths --------------------------------------------------------------------------------- */

/* How each line leaves: ways, lanes. False when there is no memory. */
bool plan_lanes(struct plan *);

/* Least distance between the middles of two neighbours of a row. */
int32_t plan_distance(const struct plan *, uint32_t left, uint32_t right);

/* Sets x of items. */
bool plan_place(struct plan *);

/* About where a comb's trunk will be, and the middle of what hangs from it. */
int64_t trunk_about(const struct plan *, const struct comb *);
int64_t middle_below(const struct plan *, const struct comb *);

/* Takes small bends out of lines. */
bool plan_straighten(struct plan *);

/* Moves items to the right until siblings of different rows stand in the order of their age. */
bool plan_keep_ages_over_rows(struct plan *);

/* Sets x of lanes and trunks. */
void plan_trunks(struct plan *);

/* Sets where lines come down, and moves trunks aside that would stand on another's line. */
bool plan_uprights(struct plan *);

/* A level line of a channel, with the upright ones that meet it. */
struct bar {
    uint32_t pair, comb;                                 /* one of them is NONE */
    uint32_t first_up, up_count, first_down, down_count; /* in `legs` of the channel */
    int32_t low, high;
    uint32_t track;
    bool straight; /* one upright line and no level one */
    int32_t y;
};

struct channel {
    struct bar *bars;
    uint32_t count, tracks;
    int32_t *legs;
    uint32_t leg_count;
    int32_t fan_rise; /* of the highest fan at its foot, or 0 */
    int32_t top, height;
    int32_t *slashes; /* x of those that stand already */
    uint32_t slash_count;
};

/* Channel c is above row c; there is one more below the last row. */
bool plan_channels(struct plan *, struct channel **channels);
uint32_t channel_crossings(const struct plan *, const struct channel *);

/* Whether no upright line of a family stands on one of another. False too without memory. */
bool channels_are_clear(struct plan *, const struct channel *channels);

/* Whether a couple's line is marked, and where on a straight line, or on a long one. */
bool couple_has_slashes(const struct plan *, const struct pair *);
int32_t slashes_beside(const struct plan *, const struct pair *);
int32_t slashes_along(const struct plan *, struct channel *, const struct bar *);

/* Writes symbols, strokes and outlines, with `left` and `top` added; sets the size taken. */
bool plan_draw(struct plan *, struct channel *, struct genogram *, int32_t left, int32_t top,
               int32_t *width, int32_t *height);
/* What an outline covers. */
struct box {
    int32_t left, right, top, bottom;
    uint32_t row, part; /* boxes of one part are joined */
};

/* Adds the border of what the boxes cover together. False when there is no memory. */
bool draw_border(struct pool *, struct genogram *, const struct box *, uint32_t count,
                 uint32_t household);

/* Adds the outlines of the households, each as one line where it can be. */
bool plan_outlines(struct plan *, struct genogram *);

#endif
