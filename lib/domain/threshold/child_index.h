/*
 * Layer: domain. Finds what side files (consent, decisions, recorded levels) say about a child. A
 * row of a side file may be about one child, about a whole family (no child_id), or about a child
 * whose family is not given; the most exact one that there is counts.
 */
#ifndef DOMAIN_THRESHOLD_CHILD_INDEX_H
#define DOMAIN_THRESHOLD_CHILD_INDEX_H

#include "base/buffer.h"
#include "base/lookup.h"

struct child_index {
    struct lookup keys;
    struct buffer key; /* reused */
};

void child_index_init(struct child_index *);
void child_index_release(struct child_index *);

/* The number of these ids exactly, added when new; LOOKUP_NONE when there is no memory. `*added`
 * may be NULL. */
uint32_t child_index_add(struct child_index *, struct text family, struct text child, bool *added);

/* The number of these ids exactly, or LOOKUP_NONE. */
uint32_t child_index_exact(struct child_index *, struct text family, struct text child);

/* The number of what counts for the child: these ids, else the whole family, else the child without
 * a family; or LOOKUP_NONE. */
uint32_t child_index_for(struct child_index *, struct text family, struct text child);

/* The ids of a number. */
struct text child_index_family(const struct child_index *, uint32_t number);
struct text child_index_child(const struct child_index *, uint32_t number);

#endif
