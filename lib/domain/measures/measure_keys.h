/*
 * Layer: domain. Whom and what measures count by, as numbers: organisations and areas, children and
 * families.
 *
 * Organisations (and areas) whose names differ in case or in blanks only are one. Of the spellings
 * one with capitals and small letters is shown, of these the first in bytewise order: the order of
 * rows does not matter. A list of a
 * partnership's own (organisations.csv: spelling,organisation) makes further spellings one.
 *
 * A family is known by its family_id; a row that names a child alone is of the family that --people
 * or, failing that, the episodes give the child, and else of a family of its own. A child who is
 * given two families is taken to be in the one whose id comes first in bytewise order, and counted.
 */
#ifndef DOMAIN_MEASURES_MEASURE_KEYS_H
#define DOMAIN_MEASURES_MEASURE_KEYS_H

#include "base/buffer.h"
#include "base/lookup.h"
#include "records/table.h"

#define KEY_NONE UINT32_MAX
/* A child is named, and nothing that is counted is about that child. */
#define KEY_UNKNOWN (UINT32_MAX - 1)

/* Names of one kind: the number of a name, and the name of a number. */
struct names {
    struct lookup raw; /* as written */
    uint32_t *of_raw;  /* to number */
    size_t raw_capacity;
    struct lookup folded; /* what counts of a name */
    struct text *shown;   /* the spelling shown */
    size_t shown_capacity;
    uint32_t *rank;         /* place in bytewise order; after names_order */
    size_t *sorted;         /* numbers in that order */
    struct lookup spelling; /* a partnership's list: folded spelling */
    struct text *means;
    size_t means_capacity;
    struct arena arena;
    struct buffer key;
    char last[64]; /* the name last asked for, which is often the next too */
    size_t last_length;
    uint32_t last_number;
};

/* What of a name counts: ASCII letters in lower case, a run of blanks as one, none at the ends.
 * False when the buffer has failed. */
bool names_fold(struct text name, struct buffer *key);

void names_init(struct names *);
void names_release(struct names *);

/* Reads a partnership's list of spellings, `spelling,name`. False after messages. */
bool names_load(struct names *, const char *file, const struct reporter *);

/* Whether the list, if there is one, has the name. */
bool names_known(struct names *, struct text name);

/* The number of a name; number 0 is the blank name. KEY_NONE when there is no memory. */
uint32_t names_number(struct names *, struct text name);

/* Puts the names in order; no name may be added after that. False when there is no memory. */
bool names_order(struct names *);

/* Which family a child is in. */
struct family_map {
    struct lookup children;
    struct text *families;
    size_t capacity;
};

/* Children and families. */
struct keys {
    struct lookup children, named; /* ids of children, and of families that have one */
    struct family_map people;      /* as --people says */
    struct family_map learned;     /* as the episodes that are kept say; looked at once
                                      `learned_known` */
    bool learned_known;
    uint64_t in_two_families;
    struct arena arena;
};

void keys_init(struct keys *);
void keys_release(struct keys *);

/* Takes a row of people, or of episodes. False when there is no memory. */
bool keys_person(struct keys *, struct family_map *, struct text family, struct text child);

/* The number of a child; KEY_NONE for a blank id, when there is no memory, or with `add` false when
 * it is not known. */
uint32_t keys_child(struct keys *, struct text child, bool add);

/* One more than the largest number of a family. */
size_t keys_family_count(const struct keys *);

/* The number of the family that a row is about: even for one with an id, odd for a child's own,
 * whose number as a child is given. */
uint32_t keys_family(struct keys *, struct text family, struct text child, uint32_t child_number,
                     bool add);

/* Whether the number of a family is that of a child on its own. */
static inline bool keys_is_own(uint32_t family)
{
    return family % 2 == 1 && family != KEY_NONE;
}

/* The id of the family that --people, or else the episodes, give a child; empty for none. */
struct text keys_family_of(const struct keys *, struct text child);

#endif
