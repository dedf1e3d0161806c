/*
 * Layer: domain. Takes rows of people and relationships into a family.
 *
 * A date that cannot be read does not lose the person: it is reported, shown as it stands, and
 * decides no order. `XXXX` as date of death says that the person died. Relationships that a
 * genogram does not draw (a friend, a cousin) are reported, and so are ids that no person has, with
 * file and line.
 */
#ifndef DOMAIN_FAMILY_FAMILY_TAKE_H
#define DOMAIN_FAMILY_FAMILY_TAKE_H

#include "domain/family/family_rows.h"

/* What the codes of a relationship mean: `partner` to `divorced`, `parent`, `child`, kinds of
 * either, `twin`. */
enum relation {
    RELATION_PARTNERS,
    RELATION_PARENT, /* from parent to child */
    RELATION_CHILD,  /* from child to parent */
    RELATION_TWINS,
    RELATION_OTHER /* not drawn, or no known code */
};

/* What a type is; `*status` gets the partners' status and `*kind` the parent's when the type itself
 * tells it, else FAMILY_PARTNERS and FAMILY_BIRTH. */
enum relation family_relation(struct text type, enum family_status *status, enum family_kind *kind);

/* `male`, `female`, `x`; anything else is not known. */
enum family_gender family_gender_of(struct text code);

/* The status and the kind of a code; false when it is none. */
bool family_status_of(struct text code, enum family_status *);
bool family_kind_of(struct text code, enum family_kind *);

struct family_taker {
    struct family *family;
    const struct reporter *reporter;
};

/* A sink that adds rows to the taker's family, which is borrowed. */
struct family_sink family_sink(struct family_taker *);

#endif
