/*
 * Layer: domain. A family as it is drawn: people, couples, children of one couple in age order.
 *
 * People and relationships are added one by one, in any order of relationships; family_complete
 * then settles them. After it, people stand in the order of their family and id (numbers in them
 * count as numbers), so that nothing below depends on the order of rows, but for what only the
 * rows tell. That is the order of children of one couple whom neither date nor birth order puts in
 * one: they come after the dated, the unborn last. Ids that all end in a number (P7, P12, @I3@)
 * were given in some order and stand for it, so that a table sorted otherwise draws the same; where
 * ids tell no order (anna, 3f9a), rows do. Who wants another order gives birth orders.
 *
 * Numbers name everything: a person is a place in `people`, and so on. Texts are copied and die
 * with the family.
 */
#ifndef DOMAIN_FAMILY_FAMILY_H
#define DOMAIN_FAMILY_FAMILY_H

#include "base/date.h"
#include "base/lookup.h"
#include "base/message.h"

#define FAMILY_NONE UINT32_MAX

enum family_gender { FAMILY_GENDER_UNKNOWN, FAMILY_MALE, FAMILY_FEMALE, FAMILY_GENDER_OTHER };

enum family_outcome {
    FAMILY_LIVE,
    FAMILY_MISCARRIAGE,
    FAMILY_ABORTION,
    FAMILY_STILLBIRTH,
    FAMILY_UNBORN
};

/* How a couple stands. FAMILY_PARENTS: no row says that they are partners, a child does. */
enum family_status {
    FAMILY_PARENTS,
    FAMILY_PARTNERS,
    FAMILY_MARRIED,
    FAMILY_COHABITING,
    FAMILY_TRANSITORY,
    FAMILY_SEPARATED,
    FAMILY_DIVORCED
};

enum family_kind { FAMILY_BIRTH, FAMILY_ADOPTIVE, FAMILY_KINSHIP, FAMILY_FOSTER, FAMILY_STEP };

struct family_person {
    struct text id, name, relationship;
    struct text born_text, died_text; /* as the input has them */
    struct date born, died;
    struct text family;   /* family_id; may be empty */
    uint32_t row;         /* order of adding */
    uint32_t twins;       /* number of the birth they share, or FAMILY_NONE */
    uint32_t birth_order; /* 0: not given */
    enum family_gender gender;
    enum family_outcome outcome;
    bool dead;
    uint32_t first_household, household_count; /* in `memberships` */
};

struct family_couple {
    uint32_t partners[2]; /* the lower number first */
    enum family_status status;
    struct date start, end;
    struct text start_text;
    uint32_t sibship; /* their children, or FAMILY_NONE */
    bool related;     /* they have an ancestor in common */
};

/* A child's place in a sibship. */
struct family_child {
    uint32_t person;
    enum family_kind kind;
};

/* Children of one couple or of one parent alone, eldest first. */
struct family_sibship {
    uint32_t parents[2];   /* the second is FAMILY_NONE for one parent alone */
    uint32_t couple;       /* FAMILY_NONE for one parent alone */
    uint32_t first, count; /* in `children` */
};

/* A parent of a child, each pair and kind once, by child, kind and parent. */
struct family_link {
    uint32_t parent, child;
    enum family_kind kind;
    bool drawn;  /* false: a line would go round in a circle */
    bool paired; /* with the other parent, while sibships are built */
};

struct family_household {
    struct text name;
};

struct family {
    struct family_person *people;
    uint32_t count;
    struct family_couple *couples;
    uint32_t couple_count;
    struct family_sibship *sibships;
    uint32_t sibship_count;
    struct family_child *children;
    uint32_t child_count;
    struct family_link *links;
    uint32_t link_count;
    struct family_household *households;
    uint32_t household_count;
    uint32_t *memberships;
    /* Set by family_complete: people who are joined by lines have one number, from 0, in order of
     * their first person. */
    uint32_t *component;
    uint32_t component_count;
    uint32_t *sibships_of; /* sibships that a person is a child in: places first_sibship[person] up
                              to first_sibship[person + 1] */
    uint32_t *first_sibship;
    uint32_t *couples_of; /* couples of a person, in order of time; first_couple likewise */
    uint32_t *first_couple;
    struct family_build *build; /* what is gathered before family_complete */
};

/* A family without people. NULL when there is no memory. The caller owns it. */
struct family *family_new(void);
void family_free(struct family *);

/* Adds a person; the texts are copied, `households` is a list parted by semicolons, `twins` the
 * name of the birth shared (may be empty). False when there is no memory; `*twice` tells that the
 * id stands already, and nothing is added. */
bool family_add_person(struct family *, const struct family_person *, struct text households,
                       struct text twins, bool *twice);

/* The number of the person with this id, in order of adding, or FAMILY_NONE. Before
 * family_complete. */
uint32_t family_find(const struct family *, struct text id);

/* Say that two people (numbers in order of adding) are or were partners; that one is the other's
 * parent; that two are twins. False when there is no memory. */
bool family_add_partners(struct family *, uint32_t, uint32_t, enum family_status, struct text start,
                         const struct date *from, const struct date *to);
bool family_add_parent(struct family *, uint32_t parent, uint32_t child, enum family_kind);
bool family_add_twins(struct family *, uint32_t, uint32_t);

/*
 * Settles everything. A parent row that would make a person their own ancestor is left out of the
 * sibships, and counted in `*circles`. False when there is no memory.
 */
bool family_complete(struct family *, uint32_t *circles);

/* The number of a person by id after family_complete, or FAMILY_NONE. */
uint32_t family_person_named(const struct family *, struct text id);

/* Ids in the order in which people would list them: runs of digits compare as numbers. */
int family_compare_ids(struct text, struct text);

/*
 * Reads a date as base/date.h does, and years 0001 to 0999 in EDTF beside, as old pedigrees have
 * them. False when it is neither; `*date` is then no date.
 */
bool family_date(struct text cell, struct date *date);

#endif
