/*
 * Layer: definitions. Which attendance is a need: share/attendance.csv, a row for each outcome.
 *
 *     outcome     `SF-1.1`
 *     below       the interval (definitions/intervals.h) that holds the per cent
 *     terms       the interval that holds how many terms one after another
 *     authorised  `optional`: absence with leave may be left out; `counted`: it is absence too
 *     ref         where the rule stands
 *
 * Immutable once loaded.
 */
#ifndef DEFINITIONS_ATTENDANCE_RULES_H
#define DEFINITIONS_ATTENDANCE_RULES_H

#include "definitions/intervals.h"

#define ATTENDANCE_RULES_MOST 16

struct attendance_rule {
    struct text outcome, ref;
    uint32_t below;           /* per cent; a need is less than this */
    uint32_t terms;           /* at least 1 */
    bool authorised_optional; /* --exclude-authorised applies */
};

struct attendance_rules {
    struct attendance_rule list[ATTENDANCE_RULES_MOST];
    size_t count;
    struct lookup outcomes;
    struct arena arena;
};

/* The rules with the numbers of `intervals`; 0 terms mean 1. NULL after messages. The caller owns
 * them. */
struct attendance_rules *attendance_rules_new(const struct intervals *, const struct reporter *);
void attendance_rules_free(struct attendance_rules *);

#endif
