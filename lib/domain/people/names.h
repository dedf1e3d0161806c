/*
 * Layer: domain. What people are called, from the people record, and who of a family is a child.
 *
 * Whom the ids mean is told in people_index.h. Of several rows about a person the last that gives a
 * name counts.
 */
#ifndef DOMAIN_PEOPLE_NAMES_H
#define DOMAIN_PEOPLE_NAMES_H

#include "domain/people/privacy.h"
#include "records/table.h"

struct name_book;

/* Reads the people record of the files, and tells a privacy (may be NULL) of all names and births
 * in it, also of those in rows that are rejected. NULL after a fatal message. The caller owns the
 * book. */
struct name_book *name_book_new(const struct table_settings *, const char *const *files,
                                size_t count, struct privacy *, uint64_t *rejected,
                                const struct reporter *);
void name_book_free(struct name_book *);

/* The name of a person; empty when the book, which may be NULL, does not have one. Lives as long as
 * the book. */
struct text name_book_find(struct name_book *, struct text family, struct text person);

/*
 * Walks the people of a family, in the order of the files, who on the day are surely under 18,
 * living and born. `*at` starts as 0. False when there is no further one, for the empty family, and
 * for a book that is NULL.
 */
bool name_book_child(const struct name_book *, struct text family, date_day, size_t *at,
                     struct text *person);

#endif
