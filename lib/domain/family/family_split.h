/*
 * Layer: domain. The families of one file, each as a family of its own.
 *
 * A family is the people of one family_id, in the order of the ids; people without one are a family
 * without a name. Who is a partner, parent or child of somebody in it but belongs to another family
 * stands in both, so that no line is lost, and so does the other parent of such a child, so that
 * nobody seems to have one parent alone. The work is linear in people and lines, however many
 * families there are.
 */
#ifndef DOMAIN_FAMILY_FAMILY_SPLIT_H
#define DOMAIN_FAMILY_FAMILY_SPLIT_H

#include "domain/family/family.h"

struct family_split {
    uint32_t count;
    const struct family *family; /* the whole */
    uint32_t *first;             /* person of each family, and the end of the last */
    struct family_split_lines {  /* what touches a family: first[n] up to first[n + 1] in `list` */
        uint32_t *first, *list;
    } couples, links;
    uint32_t *first_link; /* parents of each person: first_link[n] up to first_link[n + 1] */
    uint32_t *told;       /* children whose parents are copied: the family, or FAMILY_NONE */
    uint32_t *number;     /* of a person in the family under way, or FAMILY_NONE */
    uint32_t *people;     /* of the family under way */
};

/* Splits a complete family, which must outlive it. NULL when there is no memory. The caller owns
 * it. */
struct family_split *family_split_new(const struct family *);
void family_split_free(struct family_split *);

/* The family_id of a family; may be empty. */
struct text family_split_id(const struct family_split *, uint32_t number);

/* A family by its place, from 0; complete. NULL when there is no memory. The caller owns it. */
struct family *family_split_take(struct family_split *, uint32_t number);

#endif
