/*
 * Layer: domain. Gathers indicator rows into what is present for each child.
 *
 * A child is known by family_id and child_id together. A row without child_id is about the whole
 * family: it counts for each child of that family that appears, or, when none does, makes one row
 * of its own. Order is that of first appearance. Memory grows with the number of children, not of
 * rows: for each less than 100 bytes and its ids.
 */
#ifndef DOMAIN_THRESHOLD_CASELOAD_H
#define DOMAIN_THRESHOLD_CASELOAD_H

#include "definitions/framework.h"
#include "domain/threshold/suggest.h"

/* A child, or a family as a whole, each numbered from 0 in order of first appearance. */
struct entry_id {
    uint32_t number;
    bool family;
};
#define ENTRY_NONE ((struct entry_id){UINT32_MAX, false})

struct caseload;

/* An empty caseload. `by_family`: rows are gathered by family, child_id aside (a child without
 * family_id stands alone). NULL with a message. */
struct caseload *caseload_new(const struct framework *, bool by_family, const struct reporter *);
void caseload_free(struct caseload *);

/* Forgets the children, keeps the memory: for input that comes grouped. */
void caseload_clear(struct caseload *);

/*
 * Adds a row; at least one of the ids must not be empty. `counts` false: the child appears, the
 * indicator does not count. `agency` may be empty. Returns where it was added; ENTRY_NONE's number
 * when there is no memory (reported).
 */
struct entry_id caseload_add(struct caseload *, struct text family, struct text child,
                             uint32_t indicator, bool counts, struct text agency);

/*
 * The same for a caller that need not know where: the row may wait for a few more, while the memory
 * that it needs is fetched. False when there is no memory (reported). caseload_next sees every row.
 */
bool caseload_post(struct caseload *, struct text family, struct text child, uint32_t indicator,
                   bool counts, struct text agency);

/* One row of the result. */
struct caseload_row {
    struct text family, child;
    struct standing standing; /* own rows and those of the whole family */
    struct entry_id own;      /* the child, or the family when no child of it appears */
    struct entry_id
        whole_family; /* rows about the whole family that count for the child too; ENTRY_NONE */
};

/* Where caseload_next is; zero bytes stand for the start. */
struct caseload_position {
    uint32_t child, family;
};

/*
 * Goes through the rows in order of first appearance. A row is valid until the next call. False
 * past the last, or when there is no memory for rows that were posted (reported): *failed tells.
 */
bool caseload_next(struct caseload *, struct caseload_position *, struct caseload_row *,
                   bool *failed);

/* Children, and families about which there are rows as a whole. */
size_t caseload_count(const struct caseload *);

#endif
