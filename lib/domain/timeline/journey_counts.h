/*
 * Layer: domain. The commonest journeys, as rows of the record `journey-counts`: those of most
 * children first, then the shortest, counted in codes, then bytewise.
 */
#ifndef DOMAIN_TIMELINE_JOURNEY_COUNTS_H
#define DOMAIN_TIMELINE_JOURNEY_COUNTS_H

#include "domain/timeline/journey_writer.h"

struct journey_counts {
    struct lookup journeys; /* the texts */
    struct journey_count *counts;
    struct journey_length *lengths; /* one a child for whom they are known */
    size_t count_capacity, length_count, length_capacity;
    uint64_t children;
    struct buffer text; /* reused */
};

void journey_counts_init(struct journey_counts *);
void journey_counts_release(struct journey_counts *);

/* One more child. False when there is no memory. */
bool journey_counts_add(struct journey_counts *, const struct journey_rules *,
                        const struct journey *);

/*
 * Writes the first `most`. With `least` above 0 those of fewer children, and those behind `most`,
 * are one row at the end, which is called `others`: it has at least as many, since as many journeys
 * more go into it as that takes; when all together are fewer, there is no row. False when there is
 * no memory.
 */
bool journey_counts_write(const struct journey_counts *, size_t most, uint64_t least,
                          struct text others, struct writer *);

#endif
