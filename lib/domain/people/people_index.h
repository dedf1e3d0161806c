/*
 * Layer: domain. The people of the people record by their ids, and the members of each family.
 *
 * A person_id of the people record is a child_id of the other records. Rows without family_id are
 * found by the person alone; so is a child whose own family is not given, as long as one family
 * only has a person of that id. People are numbered from 0 in the order in which they are added;
 * what is known of them is the caller's.
 */
#ifndef DOMAIN_PEOPLE_PEOPLE_INDEX_H
#define DOMAIN_PEOPLE_PEOPLE_INDEX_H

#include "domain/threshold/child_index.h"

struct people_index {
    struct child_index index; /* family and person, to number */
    struct lookup alone;      /* person, to a place in `only` */
    struct lookup families;   /* to a place in `members` */
    uint32_t *only;           /* LOOKUP_NONE when several families have a person of that id */
    uint32_t *behind;         /* by number: the next of the family, or LOOKUP_NONE */
    struct people_family {
        uint32_t first, last;
    } * members;
    size_t only_capacity, behind_capacity, members_capacity;
};

void people_index_init(struct people_index *);
void people_index_release(struct people_index *);

/* The number of these ids exactly, added when new, as `*added` tells; LOOKUP_NONE when there is no
 * memory. */
uint32_t people_index_add(struct people_index *, struct text family, struct text person,
                          bool *added);

/* The number of the exact person, else of one whose row names no family, else, for a child without
 * a family, of the only one of that id; or LOOKUP_NONE. */
uint32_t people_index_find(struct people_index *, struct text family, struct text person);

/* The number of a family, perhaps the one without an id, in the order of adding; or LOOKUP_NONE.
 * Its first member is never none. */
uint32_t people_index_family(const struct people_index *, struct text family);
uint32_t people_index_member(const struct people_index *, uint32_t family);

/* The first member of a family, and the one behind another, in the order of adding; LOOKUP_NONE
 * past the last, and for the empty family. */
uint32_t people_index_first(const struct people_index *, struct text family);
uint32_t people_index_behind(const struct people_index *, uint32_t number);

/* The person_id of a number. */
struct text people_index_person(const struct people_index *, uint32_t number);

#endif
