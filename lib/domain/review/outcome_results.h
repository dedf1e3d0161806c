/*
 * Layer: domain. Which outcomes a family has achieved, by evidence about their clauses.
 *
 * Evidence is a row of the record outcome-evidence: on this day that clause was met, not met, or it
 * was not known. The latest row of a clause counts, of several on one day the one that stands
 * later; one of these that says otherwise is told. A date that names a month counts from its last
 * day, or from the day asked about when that comes first; rows dated after the day asked about do
 * not count.
 *
 * Three values, as definitions/expression.h has them: met, not met, not known. Clauses without a
 * row are not known. What the expression comes to and whether any clause is met make the result:
 *
 *     expression   no clause met   a clause met
 *     met          (cannot be)     achieved
 *     not met      not             partly
 *     not known    unknown         partly
 *
 * So every family and outcome has exactly one of the four. A headline is to its outcomes what an
 * outcome is to its clauses, all of them needed: achieved when all are, partly when one is achieved
 * or partly achieved, not when one is `not`, else unknown. A family's outcomes are those that it
 * has evidence about.
 */
#ifndef DOMAIN_REVIEW_OUTCOME_RESULTS_H
#define DOMAIN_REVIEW_OUTCOME_RESULTS_H

#include "base/date.h"
#include "definitions/outcomes.h"
#include "records/table.h"

enum outcome_result {
    OUTCOME_ACHIEVED,
    OUTCOME_PARTLY,
    OUTCOME_NOT,
    OUTCOME_UNKNOWN,
    OUTCOME_RESULTS
};

/* `achieved`, `partly`, `not`, `unknown`. */
extern const char *const outcome_result_names[OUTCOME_RESULTS];

/* The result by what is known of the clauses (states[0] is a). */
enum outcome_result outcome_result_of(const struct expression *,
                                      const enum clause_state states[CLAUSE_LETTERS]);

/*
 * The smallest set of clauses that, beside those in `met`, make the outcome achieved: fewest
 * clauses; of equally many the set that comes first when each is written in the order of the
 * letters. Empty when it is achieved. An expression of a user's own that repeats its letters so
 * often that LIMIT_MISSING_STEPS do not settle it gets a set that is enough and of which none can
 * be left out.
 */
clause_set outcome_missing(const struct expression *, clause_set met);

/* Columns of the record outcome-evidence, and what they say of a clause. */
struct outcome_columns {
    size_t outcome, clause, met;
};

struct outcome_said {
    uint32_t outcome; /* of the set */
    uint32_t clause;  /* 0 is a */
    enum clause_state state;
};

/*
 * Reads them from a row. False when it has been rejected: an outcome that the set does not have
 * (the nearest is named), a clause that the outcome does not have, a `met` that the value list
 * `yes-no` does not decode, or a blank cell.
 */
bool outcome_said_read(struct table *, const struct outcome_columns *, const struct outcome_set *,
                       struct outcome_said *);

/* A row that counts. */
struct outcome_evidence {
    const char *file;
    uint64_t line;
    uint64_t order;           /* in which it was read */
    uint32_t family, outcome; /* of the book, of the set */
    date_day day;             /* from which it counts */
    uint8_t clause;           /* 0 is a */
    int8_t state;             /* enum clause_state */
};

/* The evidence about one outcome of one family. */
struct outcome_case {
    uint32_t family, outcome;
    size_t first, count; /* rows of the book, oldest first */
};

struct outcome_family {
    struct text family;
    size_t first, count; /* cases */
};

/* How an outcome stands on a day. */
struct outcome_standing {
    enum outcome_result result;
    clause_set met, not_met;
    date_day since; /* from which the result has held without a break; DATE_DAY_OPEN_START when
                       there is no evidence by that day */
};

/*
 * All evidence, families in the order in which they come first, the outcomes of a family in the
 * order of the set. Memory grows with the rows.
 */
struct outcome_book {
    const struct outcome_set *set;
    struct outcome_evidence *rows;
    struct outcome_case *cases;
    struct outcome_family *families;
    size_t row_count, case_count, family_count;
    struct lookup names;   /* of families */
    uint64_t later;        /* rows dated after the day asked about */
    uint64_t contradicted; /* rows that another of the same day says otherwise than */
    date_day as_of;
    size_t capacity;
};

/*
 * Reads the files, of which there may be none. Rejected are rows without a family or a date, and
 * what outcome_said_read rejects; they are added to `*rejected`. Contradictions are notes. False
 * after a fatal message. The set is borrowed; the book must be released either way.
 */
bool outcome_book_open(struct outcome_book *, const struct outcome_set *,
                       const struct table_settings *, const char *const *files, size_t count,
                       date_day as_of, uint64_t *rejected, const struct reporter *);
void outcome_book_release(struct outcome_book *);

/* The family, or NULL when there is no evidence about it that counts. */
const struct outcome_family *outcome_book_find(const struct outcome_book *, struct text family);

/* How a case stands by the evidence up to and with `day`. */
void outcome_case_standing(const struct outcome_book *, const struct outcome_case *, date_day day,
                           struct outcome_standing *);

/* How a headline stands for a family. */
struct headline_standing {
    uint64_t needs, achieved;   /* outcomes with evidence by that day, and achieved ones */
    enum outcome_result result; /* OUTCOME_UNKNOWN without needs */
    date_day since; /* from which all have been achieved without a break; DATE_DAY_OPEN_START when
                       they are not */
};

/* Fills `standings`, one for each headline of the set. */
void outcome_family_headlines(const struct outcome_book *, const struct outcome_family *,
                              date_day day, struct headline_standing *standings);

#endif
