/*
 * Layer: domain. What is a step of a child's journey through services, and what a step means:
 * share/journeys/.
 *
 * steps.csv: `step` is the code as a journey shows it, `end` the code of its end; without one the
 * step is a moment. `level` is the level of response, 1 the lowest; blank: none. `order` and
 * `end_order` say what comes first on one day, the lowest first. Of a step that `joins`, one that
 * begins before another has ended, or on that day, goes on with it. Of one that `repeats`,
 * beginning again is counted.
 *
 * sources.csv: what row of which record is which step. A rule holds where the file has one of the
 * columns in `has` and the column `when` one of `values`; blank ones always hold. Of the rules with
 * one `start` column, which stand together, the first that holds tells. Without `step`, the words
 * in the column `when` do. A record without `start` tells no step: files of it are recognised, so
 * that they are not taken for something else; these records stand last. Of records that fit a file
 * alike the first is taken.
 *
 * words.csv: what an event of these words is, by the code of a step or of its end. Letters and
 * digits count, without case, up to the first `:`, `,`, `;`, `(` or ` -`.
 *
 * The codes are those of the tools with which analysts draw journeys from Annex A lists
 * (data-to-insight, patch, child event journeys), and so is the order on one day.
 */
#ifndef DOMAIN_TIMELINE_JOURNEY_RULES_H
#define DOMAIN_TIMELINE_JOURNEY_RULES_H

#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"

enum { JOURNEY_STEPS = 64, JOURNEY_LEVELS = 16 };

struct journey_step {
    struct text code, name, end_code, end_name; /* end_code empty: a moment */
    uint32_t level;                             /* 0: not a response; below JOURNEY_LEVELS */
    uint32_t order, end_order;
    bool joins, repeats;
};

struct journey_source {
    uint32_t record;    /* its number in `records` */
    struct text has;    /* columns, parted by `;` */
    struct text when;   /* a column; may be empty */
    struct text values; /* parted by `;` */
    uint32_t step;      /* LOOKUP_NONE: by the words of `when` */
    struct text start, end;
};

/* What some words of an event are: a step, or its end. */
struct journey_word {
    uint32_t step;
    bool end;
};

struct journey_rules {
    struct journey_step *steps;
    size_t step_count;
    struct lookup codes; /* of steps, in their order */
    struct journey_source *sources;
    size_t source_count, source_capacity;
    struct lookup records; /* in the order in which sources.csv names them first */
    size_t telling;        /* how many of them, the first, tell steps */
    struct lookup words;
    struct journey_word *meanings; /* by the number of the words */
    size_t word_capacity;
    struct buffer key; /* reused */
    struct arena arena;
};

/* The rules that are compiled in. NULL after messages. The caller owns them. */
struct journey_rules *journey_rules_new(const struct reporter *);
void journey_rules_free(struct journey_rules *);

/* What the words of an event are; false when they are no step. `*no_memory` is set when there was
 * no memory to tell. */
bool journey_rules_word(struct journey_rules *, struct text event, struct journey_word *,
                        bool *no_memory);

#endif
