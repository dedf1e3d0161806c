/*
 * Layer: domain. Rows of people and relationships as they stand, for those who look for what is
 * wrong in them: nothing is left out, and every row knows where it is. Memory grows with rows.
 */
#ifndef DOMAIN_FAMILY_FAMILY_BOOK_H
#define DOMAIN_FAMILY_FAMILY_BOOK_H

#include "base/arena.h"
#include "base/lookup.h"
#include "domain/family/family_take.h"

/* A cell that holds a date. */
struct family_day {
    struct date date; /* no date where there is none, or none that is read */
    uint64_t line;
    bool unreadable;
};

struct family_entry {
    struct text family, id, name, relationship, household, twins;
    enum family_gender gender;
    bool unborn;
    bool bad_gender, bad_outcome; /* a code that no decoding knows */
    struct family_day born, died;
    const char *file;
    uint64_t line;
};

struct family_tie {
    struct text ids[2], type;
    uint32_t people[2]; /* numbers of entries, the first of each id; or FAMILY_NONE */
    enum relation relation;
    enum family_status status;
    enum family_kind kind;
    bool bad_type, bad_status, bad_kind;
    bool of_person; /* told by the column relationship of a person */
    struct family_day start, end;
    const char *file;
    uint64_t line;
};

struct family_book {
    struct family_entry *entries;
    uint32_t entry_count;
    struct family_tie *ties;
    uint32_t tie_count;
    uint32_t *first; /* of each id: its first entry */
    struct lookup ids;
    struct arena texts;
    size_t entry_capacity, tie_capacity, first_capacity;
    const struct reporter *reporter;
};

void family_book_init(struct family_book *, const struct reporter *);
void family_book_release(struct family_book *);

/* A sink that adds rows to the book. */
struct family_sink family_book_sink(struct family_book *);

#endif
