/*
 * Layer: definitions. The language data of the scan: what practitioners write, and which indicators
 * it asserts (eh-patterns(5)).
 *
 *   patterns/common.csv      how common words are: a pattern is looked for at its rarest
 *   patterns/words.csv       classes of words that patterns name: `<parent>`
 *   patterns/indicators.csv  patterns and the indicators they assert
 *   patterns/context.csv     triggers that turn a match into something else than a present need,
 *                            what ends their reach, and words that say who is spoken of
 *   patterns/standing.csv    indicators that the past makes present, such as a bereavement
 *
 * The tables made of these files are compiled in, so that a run on one note need not read them; a
 * user's own patterns are read with all others when they are asked for. Expressions are compiled
 * when they are first tried, so a struct patterns serves one thread.
 */
#ifndef DEFINITIONS_PATTERNS_H
#define DEFINITIONS_PATTERNS_H

#include "base/regex.h"
#include "base/stems.h"
#include "definitions/framework.h"
#include "definitions/pattern_text.h"

/* A run of numbers in pattern_tables.numbers. */
struct number_run {
    uint32_t first, count;
};

/* A text in pattern_tables.pool. */
struct pool_text {
    uint32_t at, length;
};

/* A part of a pattern; patterns that share a part share its expression and its matches. */
struct pattern_part {
    struct pool_text source;
    uint32_t lead; /* the set of stems at which its matches begin, or LOOKUP_NONE: anywhere */
    struct number_run needs; /* sets that each match has a word of, where it begins or behind */
};

/* Parts that a pattern may have, and codes that a cell of a row may name. */
enum { PATTERN_PARTS = 8, PATTERN_CODES = 32 };

/* A row of indicators.csv. */
struct pattern {
    struct number_run indicators; /* numbers in patterns.indicator_of */
    struct number_run parts, unless;
    struct number_run needs;  /* sets of stems that a sentence must meet, the rarest first */
    struct number_run beside; /* indicators, one of which another pattern must find in the note */
    uint32_t file;            /* in patterns.files */
    uint32_t line;
};

enum trigger_kind {
    TRIGGER_NEGATED,
    TRIGGER_HISTORIC,
    TRIGGER_HYPOTHETICAL,
    TRIGGER_OTHER,
    TRIGGER_NOTHING, /* looks like a trigger and is none */
    TRIGGER_END,     /* ends the reach of those before and behind it */
    TRIGGER_PERSON,  /* says who is spoken of */
    TRIGGER_KINDS
};

/* Where the words that a trigger speaks of stand. */
enum trigger_direction { DIRECTION_AFTER, DIRECTION_BEFORE, DIRECTION_BOTH };

/* How far a trigger reaches. */
enum trigger_reach { REACH_WORDS, REACH_CLAUSE, REACH_SENTENCE, REACH_LINE };

/* Whose need an indicator row is about. */
enum subject {
    SUBJECT_NONE,
    SUBJECT_CHILD,
    SUBJECT_PARENT,
    SUBJECT_SIBLING,
    SUBJECT_HOUSEHOLD,
    SUBJECT_FAMILY,
    SUBJECTS
};
extern const char *const subject_codes[SUBJECTS];

/* A row of context.csv. */
struct trigger {
    uint32_t kind, direction, reach; /* enum trigger_kind, trigger_direction, trigger_reach */
    uint32_t words;                  /* for REACH_WORDS */
    uint32_t subject; /* for TRIGGER_PERSON; SUBJECT_NONE: a pronoun, whoever was spoken of */
    uint32_t part;
    uint32_t file, line;
};

/* A set of stems, in the order of their numbers. */
struct stem_set {
    uint32_t first, count; /* in pattern_tables.numbers */
};

struct word_class {
    struct pool_text name, pattern;
};

/* All that is read from the files. Numbers instead of addresses, so that it can be compiled in. */
struct pattern_tables {
    const char *pool;
    const struct pattern *rows;
    const struct pattern_part *parts;
    const struct trigger *triggers;
    const struct stem_set *sets;
    const uint32_t *numbers;              /* what number_run and stem_set point into */
    const struct number_run *patterns_of; /* by stem: patterns whose rarest set it is in */
    const struct number_run *triggers_of; /* by stem: triggers that begin with it */
    const struct word_class *classes;
    const struct pool_text *codes;         /* of indicators */
    const struct pool_text *abbreviations; /* words behind which a full stop ends no sentence */
    struct stem_index stems;
    struct number_run standing; /* codes of indicators that the past makes present */
    struct number_run anywhere; /* patterns of which no stem is known: tried everywhere */
    size_t pool_size, row_count, part_count, trigger_count, set_count, number_count, stem_count,
        class_count, code_count, abbreviation_count;
};

struct patterns {
    struct pattern_tables tables;
    struct pattern_store *store;   /* what the tables stand in when they are not compiled in */
    struct pattern_code *compiled; /* by part */
    struct regex_engine *engine;
    struct word_classes classes;
    struct lookup abbreviations;
    const struct framework *framework;
    bool *stands;           /* by indicator: what is told of the past counts as present */
    uint32_t *indicator_of; /* by code: the framework's number, or LOOKUP_NONE */
    const char **files;
};

/*
 * The patterns compiled in, and those of the user's files behind them (borrowed names, for as long
 * as the patterns live). Patterns of indicators that the framework does not have find nothing; in a
 * user's file they are an error. NULL after messages. The caller owns it.
 */
struct patterns *patterns_new(const struct framework *, const char *const *files, size_t count,
                              const struct reporter *);
void patterns_free(struct patterns *);

/*
 * The expression of a part, compiled; NULL when it cannot be, which is reported with the place of
 * the row it was asked for, once.
 */
struct regex *patterns_regex(struct patterns *, uint32_t part, struct place,
                             const struct reporter *);

/* Where a pattern stands: `patterns/indicators.csv`, 12. */
struct place pattern_place(const struct patterns *, const struct pattern *);
struct place trigger_place(const struct patterns *, const struct trigger *);

/* The words of a trigger, as in the file. */
struct text trigger_text(const struct patterns *, const struct trigger *);

static inline struct text pool_text(const struct pattern_tables *tables, struct pool_text text)
{
    return (struct text){tables->pool + text.at, text.length};
}

/* Whether a set holds a stem. */
static inline bool stem_set_has(const struct pattern_tables *tables, uint32_t set, uint32_t stem)
{
    const uint32_t *members = tables->numbers + tables->sets[set].first;
    size_t low = 0, high = tables->sets[set].count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (members[middle] < stem)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tables->sets[set].count && members[low] == stem;
}

/* The tables of the files compiled in, made by cmd/freeze.c; without rows, the files are read. */
extern const struct pattern_tables pattern_image;

#endif
