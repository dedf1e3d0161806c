/*
 * Layer: domain. Journeys of children through services: what happened to each child, in order.
 *
 * Rows are added in any order, and the journeys are the same for any. A child is known by family
 * and child id; rows without a family belong to the only family that has a child of that id, and
 * stand by themselves when there are several. Rows about a whole family belong to each child of it
 * that other rows name, and to the family when none does.
 *
 * Of one child, one step that begins on one date is one, however many rows tell it; the later of
 * their ends counts, and a known end before none. An end told by itself ends whatever of its step
 * was begun before and has no end. Steps that join (journey_rules.h) are one for as long as they
 * overlap or touch, and what ends within is part of them.
 *
 * Codes stand in order of the first day that their date may mean, then the last, then the rules'
 * order; an end never stands before its own beginning. What has no date stands behind all that has.
 *
 * The level on a day is the highest of what was begun on it or still goes on behind it. A step up
 * is a rise of the level, a step down a fall to one that is still a level; after a time without any
 * response the next one is held against the last when it begins within the reopening window, and is
 * a fresh start else. A repeat is a step that repeats and begins, with none of its kind going on,
 * within the window after one has ended. Of dates that are not a day the first day counts.
 *
 * Memory: 24 bytes a row (48 while the rows grow), some 100 a child, 32 for a date that is not a
 * plain day.
 */
#ifndef DOMAIN_TIMELINE_JOURNEYS_H
#define DOMAIN_TIMELINE_JOURNEYS_H

#include "definitions/intervals.h"
#include "domain/threshold/child_index.h"
#include "domain/timeline/journey_rules.h"

/* A day, or the place of another kind of date. */
struct journey_date {
    date_day day;
    uint32_t inexact; /* 0: the day; else one more than a place in journeys.dates */
};

/* What one row tells. */
struct journey_row {
    uint32_t behind; /* the next row of the child, LOOKUP_NONE past the last */
    uint8_t step;
    bool begins; /* false: the row tells the end alone */
    struct journey_date start, end;
};

/* One code of a journey. */
struct journey_mark {
    uint32_t step;
    bool end;
    bool alone;       /* an end whose beginning has no date, or is not told */
    struct date date; /* no date for those behind the others */
    date_day day;     /* the first day that it may mean, for an end never before its beginning */
    date_day last;
    uint32_t order;
};

/* From the beginning of a step to its end. */
struct journey_spell {
    uint32_t step;
    bool begins;
    struct date start, end;
};

/* One child's journey; borrowed until the next. */
struct journey {
    struct text family, child;
    const struct journey_mark *marks;
    size_t count, dated; /* of marks; those with a date come first */
    const struct journey_spell *spells;
    size_t spell_count; /* in the order of steps, then of dates */
    uint64_t rows;
    uint32_t steps, ups, downs, repeats, unsure;
    bool responded; /* some step of it has a level */
};

struct journeys {
    const struct journey_rules *rules;
    const struct reporter *reporter;
    struct interval window;

    struct child_index index;
    uint32_t *heads; /* by child: its first row */
    struct journey_row *rows;
    struct date *dates;
    size_t head_capacity, row_count, row_capacity, date_count, date_capacity;

    uint32_t *order; /* children, sorted by family and child */
    size_t order_count, next;
    bool has_families;        /* there are rows about whole families */
    uint64_t unsure_children; /* without a family, of an id that several families have */

    struct journey_spell *spells;
    struct journey_mark *marks;
    size_t spell_capacity, mark_capacity;
};

/* `rules`, `reporter` are borrowed. */
void journeys_init(struct journeys *, const struct journey_rules *, struct interval window,
                   const struct reporter *);
void journeys_release(struct journeys *);

/*
 * One more row: `start` is NULL where it tells an end alone, `end` may be NULL or no date. One of
 * the ids may be blank. False after a message.
 */
bool journeys_add(struct journeys *, struct text family, struct text child, uint32_t step,
                  const struct date *start, const struct date *end);

/* Call once, behind the last row. False after a message. */
bool journeys_settle(struct journeys *);

/* The next journey, by family, then child, bytewise. False past the last, and after a message, as
 * `*failed` tells. */
bool journeys_next(struct journeys *, struct journey *, bool *failed);

/* Goes back to the first. */
void journeys_rewind(struct journeys *);

/* Whether a spell goes on at a day: begun, and not surely ended. */
bool journey_spell_open(const struct journey_spell *, date_day);

/* The code of a mark. */
struct text journey_code(const struct journey_rules *, const struct journey_mark *);

/* Days between two marks, from the first day of each; false when there is no telling. `*sure` is
 * whether both are known to the day. */
bool journey_days(const struct journey_mark *, const struct journey_mark *later, int64_t *days,
                  bool *sure);

/* Whether a date is a day that is neither approximate nor uncertain. */
bool journey_date_sure(const struct date *);

#endif
