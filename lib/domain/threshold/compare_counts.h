/*
 * Layer: domain. A comparison as a table of counts: how many children are suggested one level and
 * have another on record, with the sums of rows and columns; small counts may be hidden
 * (domain/disclosure/disclosure.h), so that the table can be handed on.
 */
#ifndef DOMAIN_THRESHOLD_COMPARE_COUNTS_H
#define DOMAIN_THRESHOLD_COMPARE_COUNTS_H

#include "domain/threshold/compare.h"

struct compare_counts {
    size_t places;    /* in a row, and rows: one a level, and last all levels together */
    uint64_t *values; /* suggested times places plus recorded */
    bool *hidden;     /* of each value */
    struct text mark; /* what stands for a hidden one; borrowed */
};

/* Counts from 1 to `most_small` are hidden, and what would give them away; 0: none. False after a
 * message; to be released either way. */
bool compare_counts_make(struct compare_counts *, const struct comparison *, uint64_t most_small,
                         struct text mark, const struct reporter *);
void compare_counts_release(struct compare_counts *);

/* One of the counts: a number, or the mark. */
void compare_counts_cell(const struct compare_counts *, size_t suggested, size_t recorded,
                         struct writer *);

/* Rows of the record `comparison-counts`, one a pair of levels; blank levels are all together. */
bool compare_counts_write(const struct compare_counts *, const struct framework *terms,
                          struct writer *);

/* The same with a row a suggested level and a column a recorded one, for people: the level's name,
 * the counts, and the sum. `all` names the last row. */
bool compare_counts_write_across(const struct compare_counts *, const struct framework *terms,
                                 struct text all, struct writer *);

#endif
