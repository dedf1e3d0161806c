/*
 * Layer: domain. The search for another table as a linear programme over whole numbers, for
 * disclosure_solve.c, which chooses what is looked at, and disclosure_simplex.c, which solves it.
 */
#ifndef DOMAIN_DISCLOSURE_DISCLOSURE_PROGRAMME_H
#define DOMAIN_DISCLOSURE_DISCLOSURE_PROGRAMME_H

#include "domain/disclosure/disclosure_private.h"

enum { PROGRAMME_NO_WAY = 1 << 30 };

struct programme {
    struct disclosure *d;
    uint32_t target;
    bool may_hide, overflow;
    uint32_t *columns;     /* cells */
    bool *chosen;          /* of a cell: it is a column */
    uint32_t *left, *lone; /* of a sum: cells that may change; sums that have one */
    uint32_t *met;         /* of a cell: sums met that it stands in */
    bool *turned;          /* the column is of the way down */
    bool *basic;
    uint32_t *places;     /* of a row, that are not zero */
    size_t width, height; /* columns, rows; a row has one place more, its value */
    uint32_t *row_of;     /* of a sum, or DISCLOSURE_NONE */
    int64_t *rows, *prices;
    int64_t
        *lacks; /* prices while sums are out of balance: what each column would mend, negative */
    uint32_t *basis; /* of a row: a column, or DISCLOSURE_NONE while it is out of balance */
    int64_t scale;
};

/* The change of the cell can be downwards. */
static inline bool disclosure_can_fall(const struct disclosure_cell *cell)
{
    return cell->value > disclosure_least(cell);
}

/*
 * The cheaper of both directions of the programme's columns and rows, into `found` of the table and
 * `*best`, when it is cheaper than `*best`. False: no memory.
 */
bool programme_solve(struct programme *, uint64_t *best);

#endif
