/*
 * Layer: domain. What the search for a better order shares: genogram_search.c tries first orders
 * and kicks, genogram_moves.c improves what stands.
 *
 * What moves as one, a unit, is an item, partners who stand side by side, or siblings with their
 * partners.
 */
#ifndef DOMAIN_GENOGRAM_GENOGRAM_SEARCH_H
#define DOMAIN_GENOGRAM_GENOGRAM_SEARCH_H

#include "domain/genogram/genogram_private.h"

enum level { SINGLE, PARTNERS, SIBSHIP, LEVELS };

struct unit {
    uint32_t first, count; /* places in the row */
    int64_t key;
    uint32_t number;
};

struct search {
    struct plan *plan;
    int64_t cost;
    int64_t moves;                     /* swaps that may still be tried */
    uint32_t reach;                    /* how many units far a unit is tried */
    struct candidate kept[CANDIDATES]; /* the newest is the best */
    uint32_t newest, kept_count;
    struct unit *units;
    struct ages ages;
    uint32_t *buffer;
    uint32_t clock;    /* counts moves that were kept */
    uint32_t *changed; /* of an item: when something near it changed last */
    uint32_t *looked;  /* of an item and level: when it was tried last */
    uint64_t random;
};

/* The place behind the unit that begins at `place`; where the unit begins that ends before `end`.
 */
uint32_t unit_end(const struct plan *, uint32_t row, uint32_t place, enum level);
uint32_t unit_start(const struct plan *, uint32_t row, uint32_t end, enum level);

/* Exchanges a unit with its neighbour on a side if there is one and the age order allows it; adds
 * to the cost. */
bool step_over(struct search *, struct unit *, uint32_t row, enum level, bool to_right,
               int64_t *cost);

/* Sorts every row by the middle of what hangs from it or what it hangs from. */
void sweep(struct search *, bool down, enum level);

/* Says what is worth another look: what hangs together with the items at these places; all. */
void mark_changed(struct search *, uint32_t row, uint32_t first, uint32_t end);
void look_at_all(struct search *);

/* Moves units as long as that makes the order cost less. */
void improve(struct search *);

#endif
