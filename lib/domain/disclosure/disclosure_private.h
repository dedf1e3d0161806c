/*
 * Layer: domain. What the files of disclosure control share: the table as a system of equations,
 * and the two searches for another table that prints the same.
 *
 * A change is a whole number for each cell. It keeps a table printing the same when the changes of
 * each sum cancel out, cells that are shown do not change, and no other falls below its least. A
 * search may take shown cells too, as if they were hidden, at their price.
 */
#ifndef DOMAIN_DISCLOSURE_DISCLOSURE_PRIVATE_H
#define DOMAIN_DISCLOSURE_DISCLOSURE_PRIVATE_H

#include "domain/disclosure/disclosure.h"

/* A cell in a sum, or a sum of a cell. */
struct disclosure_term {
    uint32_t other; /* cell, or sum */
    int32_t sign;   /* 1 for a part, -1 for a total */
};

struct disclosure_cell {
    int64_t value;
    uint32_t first, degree; /* of its terms in `uses` */
    uint32_t price;         /* of hiding it */
    uint32_t part;          /* of the table: cells joined by sums have the same */
    uint32_t proof;         /* the change that keeps it from being worked back, or NONE */
    enum disclosure_kind kind;
    enum disclosure_state state;
};

struct disclosure_step {
    uint32_t cell;
    int64_t change;
};

/* Steps of one change stand together; a change starts at `starts[i]`, ends at the next start. */
struct disclosure_changes {
    struct disclosure_step *steps;
    size_t step_count, step_capacity;
    size_t *starts;
    size_t count, start_capacity;
};

struct disclosure {
    struct disclosure_cell *cells;
    size_t cell_count, cell_capacity;
    struct disclosure_term *terms; /* of sums */
    size_t term_count, term_capacity;
    size_t *sums; /* where the terms of a sum start; one more at the end */
    size_t sum_count, sum_capacity;
    struct disclosure_term *uses; /* of cells */
    uint32_t *edges;              /* cells of a single sum */
    size_t edge_count;
    bool *is_path; /* a part of the table: no cell of it stands in more than two sums */
    size_t parts;
    struct disclosure_changes changes;
    struct disclosure_step *found; /* by a search */
    size_t found_count, found_capacity;
    int64_t *balance; /* of each sum; all zero between uses */
    uint64_t work;    /* done by the search for changes in tables that are no network */
    bool no_memory, widened;
    bool hurry; /* look only near the cell */
    const struct reporter *reporter;
};

#define DISCLOSURE_SUM_START(d, sum) ((d)->sums[(sum)])
#define DISCLOSURE_SUM_END(d, sum) ((d)->sums[(sum) + 1])

/* The least that a cell may be, for the reader. */
static inline int64_t disclosure_least(const struct disclosure_cell *cell)
{
    return cell->kind == DISCLOSURE_PRINTED ? 1 : 0;
}

/* A change may take the cell: for nothing, or (`may_hide`) at its price. */
static inline bool disclosure_is_open(const struct disclosure_cell *cell, bool may_hide)
{
    return cell->kind != DISCLOSURE_PRINTED || cell->state != DISCLOSURE_SHOWN ||
           (may_hide && cell->value > 0);
}

static inline uint32_t disclosure_price(const struct disclosure_cell *cell)
{
    return cell->kind == DISCLOSURE_PRINTED && cell->state == DISCLOSURE_SHOWN ? cell->price : 0;
}

/* Adds a step to what a search found. False when there is no memory. */
bool disclosure_add_step(struct disclosure *, uint32_t cell, int64_t change);

enum disclosure_found { DISCLOSURE_FOUND, DISCLOSURE_NOTHING, DISCLOSURE_NO_MEMORY };

/*
 * The cheapest change that changes the cell, into `found`, where no cell of its part of the table
 * stands in more than two sums: a way from sum to sum. What it finds may fail the proof, when a way
 * crosses itself.
 */
enum disclosure_found disclosure_find_path(struct disclosure *, uint32_t cell, bool may_hide);

/*
 * The same for any table, as a linear programme over whole numbers. May find nothing where there is
 * something.
 */
enum disclosure_found disclosure_find_change(struct disclosure *, uint32_t cell, bool may_hide);

/*
 * A change of the cell in any table, found fast, one step at a time, and not the cheapest. What it
 * finds is proved.
 */
enum disclosure_found disclosure_find_repair(struct disclosure *, uint32_t cell, bool may_hide);

/* Whether the change in `found` keeps the table printing the same, but for cells it would hide, and
 * changes the cell. */
bool disclosure_proves(struct disclosure *, uint32_t cell, bool may_hide);

/* Looks for a change of the cell, into `found`, that is proved to be one. */
enum disclosure_found disclosure_find_proved(struct disclosure *, uint32_t cell, bool may_hide);

/* Twice a part of the table, into `found`: prints the same when all of it is hidden. False after a
 * message when there is no memory. */
bool disclosure_find_twice(struct disclosure *, uint32_t part);

/* Makes the system of sums, its parts and the prices of cells. False after a message. */
bool disclosure_prepare(struct disclosure *);

/* Says so, and returns false. */
bool disclosure_no_memory(struct disclosure *);

#endif
