/*
 * Layer: definitions. A set of outcomes: what early help works towards, in clauses that can be seen
 * to be met, under headlines; which indicator of need points to which outcome; and the concerns of
 * the assessment form.
 *
 * One set is compiled in, others are directories with the same five files, and one parser reads
 * both. A directory that has only indicators.csv is the set that is compiled in, with these rows
 * added, or instead of those of the same indicators:
 *
 *     headlines.csv   headline,name
 *     outcomes.csv    code,headline,need,expression,ref
 *     clauses.csv     code,clause,label
 *     indicators.csv  indicator,outcome
 *     concerns.csv    concern,label,outcome,indicators
 *
 * What a loaded set is sure of: no code stands twice, each reference is to something in the set,
 * each clause of an expression has a row and each row is of a clause of its expression. Whether the
 * set goes with a framework is told by outcome_set_lint. Everything is immutable once loaded and
 * may be shared between threads.
 */
#ifndef DEFINITIONS_OUTCOMES_H
#define DEFINITIONS_OUTCOMES_H

#include "base/lookup.h"
#include "definitions/expression.h"
#include "definitions/framework.h"

/* The set that is used when none is named. */
#define OUTCOMES_DEFAULT "supporting-families"

/* What indicators.csv says where no outcome fits an indicator. */
#define OUTCOME_NONE "none"

enum outcome_file {
    OUTCOME_HEADLINES,
    OUTCOME_OUTCOMES,
    OUTCOME_CLAUSES,
    OUTCOME_INDICATORS,
    OUTCOME_CONCERNS,
    OUTCOME_FILES
};

struct headline {
    struct text code, name;
    uint64_t line; /* in its file, as with those below */
};

struct outcome {
    struct text code, need, ref;
    uint32_t headline;
    struct text text; /* of the expression, as in the file */
    struct expression expression;
    struct text labels[CLAUSE_LETTERS]; /* of the clauses, by letter; empty for other letters */
    uint64_t label_lines[CLAUSE_LETTERS];
    uint64_t line;
};

struct indicator_outcome {
    struct text indicator; /* code */
    uint32_t outcome;      /* or LOOKUP_NONE: none fits */
    bool own;              /* not compiled in */
    uint64_t line;
};

struct concern {
    struct text code, label;
    uint32_t outcome;
    struct text indicators; /* codes parted by `;`: walk them with text_next */
    uint64_t line;
};

/* Each array is in the order of its file. */
struct outcome_set {
    struct text name;
    struct headline *headlines;
    struct outcome *outcomes;
    struct indicator_outcome *indicators;
    struct concern *concerns;
    size_t headline_count, outcome_count, indicator_count, concern_count;
    struct lookup codes[OUTCOME_FILES]; /* code, as in the file, to number; clauses have none */
    const char *files[OUTCOME_FILES];   /* names for messages */
    bool own;                           /* they are not compiled in */
    const char *own_indicators;         /* indicators.csv that was added; or NULL */
    struct arena arena;
};

/*
 * The set called `name`: the one that is compiled in, or a directory. NULL after messages when it
 * is broken in any way that makes it unusable; all that is wrong is reported, not the first thing
 * only (of one expression, the first). The caller owns it.
 */
struct outcome_set *outcome_set_new(const char *name, const struct reporter *);
void outcome_set_free(struct outcome_set *);

/*
 * The set called `name`; where that is NULL, the directory `outcomes` of a framework of the user's
 * own, if there is one, else the set that is compiled in. `framework` may be NULL.
 */
struct outcome_set *outcome_set_of(const char *name, const struct framework *framework,
                                   const struct reporter *);

/*
 * Reports what does not make a set unusable but should not be: a missing name, need, label or ref,
 * a headline that no outcome has; and, unless `framework` is NULL, a row for an indicator that the
 * framework does not have, in indicators.csv or concerns.csv, and an EH, CIN or SH indicator of the
 * framework that has no row in indicators.csv. Notes, with file and, where there is one, line.
 */
void outcome_set_lint(const struct outcome_set *, const struct framework *framework,
                      const struct reporter *);

/*
 * The number of an outcome or a concern by its code, ASCII case and blanks round it aside;
 * LOOKUP_NONE when there is none.
 */
uint32_t outcome_set_outcome(const struct outcome_set *, struct text code);
uint32_t outcome_set_concern(const struct outcome_set *, struct text code);

/*
 * The outcome that an indicator points to, by the indicator's code, case and blanks aside;
 * LOOKUP_NONE for `none`. False, with `*outcome` LOOKUP_NONE too, when the set has no row for it.
 */
bool outcome_set_of_indicator(const struct outcome_set *, struct text code, uint32_t *outcome);

#endif
