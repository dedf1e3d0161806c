/*
 * Layer: domain. What the printed counts of measures are counts of, and which are parts of which:
 * what a reader can add up across measures (for domain/measures/measure_disclosure.h).
 *
 * A kind of count has a base (what is counted once, in which table, by which date) and is a set of
 * what the base counts: the whole of it, what has some codes in a column, or something else that is
 * told apart by words. Counts of one kind, place and period are one number, in whichever measures
 * they are printed.
 */
#ifndef DOMAIN_MEASURES_MEASURE_COUNTS_H
#define DOMAIN_MEASURES_MEASURE_COUNTS_H

#include "base/buffer.h"
#include "base/lookup.h"
#include "domain/measures/measure_results.h"

#define COUNT_NONE UINT32_MAX

enum count_figure { COUNT_NUMERATOR, COUNT_DENOMINATOR, COUNT_PENDING, COUNT_FIGURES };

enum count_set { COUNT_WHOLE, COUNT_CODES, COUNT_OTHER };

struct count_kind {
    struct text base;
    enum count_set set;
    struct text column, codes; /* codes parted by |; `*`: any value; `?`: one without a decoding;
                                  empty: none */
    struct text words;         /* of other sets */
    uint32_t within[2];        /* kinds that it is a part of, beside what its codes say, or
                                  COUNT_NONE */
    struct text partition;     /* kinds within one, of one partition, have nothing in common */
    uint32_t no_more_than;     /* a kind of another base, never less than this one, or COUNT_NONE */
    bool printed;              /* for the caller to set */
};

struct count_kinds {
    struct count_kind *list;
    size_t count, capacity;
    struct lookup keys;
    struct buffer key, words;
    struct arena arena;
};

void count_kinds_init(struct count_kinds *);
void count_kinds_release(struct count_kinds *);

/* The number of the kind that a figure of a measure is, `category` empty for the measure as a
 * whole; added when new. COUNT_NONE when there is no memory. */
uint32_t count_kind_of(struct count_kinds *, const struct measure *, enum count_figure,
                       struct text category);

/* Whether all that the kind `part` counts is counted by `whole` too. False for the kind itself. */
bool count_kind_contains(const struct count_kinds *, uint32_t whole, uint32_t part);

/* Whether two kinds of one base have nothing in common. */
bool count_kinds_apart(const struct count_kinds *, uint32_t one, uint32_t other);

/*
 * Printed kinds that a kind is made of: batches of kinds that are its parts, of no other printed
 * part of it, and have nothing in common with others of their batch. `parts` has room for all
 * kinds; `ends` too. Returns the number of batches; batch i ends before ends[i].
 */
size_t count_kind_parts(const struct count_kinds *, uint32_t whole, uint32_t *parts, size_t *ends);

#endif
