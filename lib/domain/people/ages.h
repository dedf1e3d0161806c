/*
 * Layer: domain. How old children are, from the dates of birth of the people record, and whether an
 * age lies within the limits of a service.
 *
 * Whom the ids mean is told in people_index.h. Of several rows about a person the last that tells a
 * birth counts. A date of birth that is not exact to the day is the span of days that it may mean.
 * People whose pregnancy ended before birth, and who have died, have no age.
 */
#ifndef DOMAIN_PEOPLE_AGES_H
#define DOMAIN_PEOPLE_AGES_H

#include "records/table.h"

/* One end of the ages that something is meant for. */
struct age_limit {
    int months; /* completed months of age; below 0: from before birth */
    bool whole; /* written as whole years: as the oldest age, the year of life counts to its end */
    bool given;
};

struct age_limits {
    struct age_limit youngest, oldest;
};

/*
 * Reads an age in years: 0 to 150 with decimals or without, or -1 for before birth; blank is no
 * limit. Decimals are kept to the nearest month. False when it is none of these.
 */
bool age_limit_read(struct text, struct age_limit *);

/* Whether there are ages from the youngest to the oldest. */
bool age_limits_possible(struct age_limits);

/* When a child was born, or that it has not been. */
struct birth {
    date_day earliest, latest;
    bool unborn;
    struct text child; /* borrowed from the book */
};

enum age_fit {
    AGE_OUTSIDE,
    AGE_UNKNOWN, /* nobody's age is known, or not exactly enough to tell */
    AGE_INSIDE
};

/*
 * Where a child's age on a day lies. Limits count the age at last birthday: an oldest age of 4
 * holds until the fifth birthday. An oldest age with decimals holds until the day on which the
 * child is that old. A child who is born after the day is unborn on it. Without limits every age is
 * inside, a known one or not.
 */
enum age_fit age_fit(struct age_limits, const struct birth *, date_day);

/* The children that something is about; owned by whoever initialises it. */
struct births {
    struct birth *list;
    size_t count, capacity;
};

void births_init(struct births *);
void births_release(struct births *);
void births_clear(struct births *);

/* The best that any of the children comes to: inside before unknown before outside. Without any
 * child the age is unknown. */
enum age_fit births_fit(struct age_limits, const struct births *, date_day);

struct age_book;

/* Reads the people record of the files. NULL after a fatal message. The caller owns the book. */
struct age_book *age_book_new(const struct table_settings *, const char *const *files, size_t count,
                              uint64_t *rejected, const struct reporter *);
void age_book_free(struct age_book *);

/*
 * Adds the child's birth to the list when the book, which may be NULL, has it; `*known` (may be
 * NULL) tells. False when there is no memory.
 */
bool age_book_child(struct age_book *, struct text family, struct text child, struct births *,
                    bool *known);

/*
 * Adds the births of the people of a family who are under 18 or unborn on the day, surely or
 * perhaps. Nobody for a book that is NULL and for the empty family. False when there is no memory.
 */
bool age_book_family(struct age_book *, struct text family, date_day, struct births *);

#endif
