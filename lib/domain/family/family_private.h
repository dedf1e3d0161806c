/* Layer: domain. What family.c and family_complete.c share: rows as they came, before they are
 * settled. */
#ifndef DOMAIN_FAMILY_FAMILY_PRIVATE_H
#define DOMAIN_FAMILY_FAMILY_PRIVATE_H

#include "base/buffer.h"
#include "domain/family/family.h"

struct family_partners {
    uint32_t people[2];
    enum family_status status;
    struct date start, end;
    struct text start_text;
    uint32_t row;
};

struct family_build {
    struct arena texts;
    struct lookup ids, households, twins;
    struct buffer key;
    struct family_partners *partners;
    uint32_t partner_count, membership_count;
    uint32_t sorted_count; /* of the partners, those that are in order */
    size_t partner_capacity, person_capacity, household_capacity, membership_capacity,
        link_capacity;
    uint32_t *numbers; /* of a person by order of adding */
};

/* As memory_reserve, for counts of 32 bits. */
bool family_grow(void **array, size_t *capacity, size_t wanted, size_t size);

/* Puts the rows of partners in order, and couples and sibships together (family_sibships.c). False
 * when there is no memory. */
void family_sort_partners(struct family_build *);
bool family_build_sibships(struct family *);

/* Puts the children of a sibship in age order (family_ages.c). */
void family_sort_children(const struct family *, struct family_child *, uint32_t count);

/* How many days a date that is about right may be out (family_ages.c): a month, or two years when
 * only the year is given. */
int64_t family_doubt(const struct date *);

/* Adds a copy of a person of another, complete family. False when there is no memory. */
bool family_copy_person(struct family *copy, const struct family *, uint32_t person);

#endif
