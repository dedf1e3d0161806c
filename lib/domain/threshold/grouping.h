/*
 * Layer: domain. Input that comes grouped by family (a child without a family is a group of its
 * own): tells where a group ends, and notices one that comes back, in memory that does not grow. It
 * is noticed for certain as long as no other family has taken its place among LIMIT_SORTED_MEMORY;
 * a file that is not grouped at all is noticed at once.
 */
#ifndef DOMAIN_THRESHOLD_GROUPING_H
#define DOMAIN_THRESHOLD_GROUPING_H

#include "base/buffer.h"
#include "base/message.h"

enum group { GROUP_SAME, GROUP_NEW, GROUP_CAME_BACK, GROUP_FAILED };

struct grouping;

/* NULL with a message when there is no memory. */
struct grouping *grouping_new(const struct reporter *);
void grouping_free(struct grouping *);

/* What the row's ids mean: the same group as the row before, the start of a new one (the first
 * too), or one that has ended before. */
enum group grouping_row(struct grouping *, struct text family, struct text child);

#endif
