/* Layer: domain. A part of a family, as a family of its own. */
#ifndef DOMAIN_FAMILY_FAMILY_PART_H
#define DOMAIN_FAMILY_FAMILY_PART_H

#include "domain/family/family.h"

/*
 * The people around one: ancestors up to `generations` above, all who descend from them down to
 * `generations` below, and partners of all these. Of a complete family; the result is complete.
 * NULL when there is no memory. The caller owns it.
 */
struct family *family_around(const struct family *, uint32_t person, uint32_t generations);

/* The members of a household, by its name, and who is one line away from them. */
struct family *family_of_household(const struct family *, struct text name);

/* Whether there is such a household. */
bool family_has_household(const struct family *, struct text name);

#endif
