/*
 * Layer: definitions. The measures of the performance framework: share/measures/measures.csv, a row
 * for each way in which a measure can be counted.
 *
 *     measure    its code; several rows of one code stand together and are ways to count the same
 *                thing: the first whose tables and columns are there is used
 *     title      for people; as quadrant, unit and better, the same in all rows of a code
 *     quadrant   how-much, how-well, better-off ("is anyone better off")
 *     unit       number, per-cent, per-10000, days
 *     better     higher, lower, or blank where neither is
 *     kind       how it is counted; see enum measure_kind
 *     table      where the rows come from; see measure_table_names
 *     date       the column that decides the period; `close_date|date`: the first that is not
 *                blank; `start_date/end_date`: what is open from the one to the other
 *     each       what is counted once: row, child, family, or a column such as `worker`
 *     counted    conditions: what counts for the numerator; blank: everything
 *     among      conditions: what counts for the denominator; blank: everything
 *     split      a coded column: a row for each of its values; or what the kind splits by
 *     out_of     the denominator: group (the same organisation and area), total (all of them),
 *                population, or blank for none
 *     then       another table's date: what must follow, or come before; `referrals.date`
 *     within     an interval (definitions/intervals.h): how long after, or before
 *     counts     the rule in a sentence
 *     ref        where the measure comes from
 *
 * Conditions are parted by `;`, and one of them is enough:
 *
 *     outcome=no-further-action|step-down      the coded cell is one of these
 *     outcome=*                                the cell is not blank
 *     held_date<=due_date+review_grace         the one day lies no later than the other (and the
 *                                              interval, which may be left out)
 *     score>=max_score*satisfied               the one number is at least so many per cent of the
 *                                              other
 *
 * Loading checks all of it: tables, columns, codes and intervals must exist and fit together.
 * Immutable once loaded.
 */
#ifndef DEFINITIONS_MEASURES_H
#define DEFINITIONS_MEASURES_H

#include "definitions/intervals.h"

enum measure_kind {
    MEASURE_EVENTS,    /* rows whose date lies in the period */
    MEASURE_OPEN,      /* what is open on the last day of the period */
    MEASURE_FOLLOWED,  /* events that another follows within a time */
    MEASURE_DAYS,      /* days to an event from the last one of another table before it */
    MEASURE_CHANGE,    /* readings of the scale: better, same or worse than the first */
    MEASURE_ACHIEVED,  /* outcomes with evidence: achieved by the last day of the period */
    MEASURE_NEEDS,     /* open families by the outcomes that their needs point to */
    MEASURE_STANDING,  /* open families by what another table said of them last */
    MEASURE_AGREEMENT, /* open children whose level is the one last suggested */
    MEASURE_OFF,       /* not counted at all: for a directory of a partnership's own */
    MEASURE_KINDS
};

enum measure_table {
    MEASURE_EPISODES,
    MEASURE_CONTACTS,
    MEASURE_REFERRALS,
    MEASURE_ASSESSMENTS,
    MEASURE_PLANS,
    MEASURE_REVIEWS,
    MEASURE_SCALES,
    MEASURE_OUTCOMES,
    MEASURE_LEVELS,
    MEASURE_CONSENT,
    MEASURE_FEEDBACK,
    MEASURE_POPULATION,
    MEASURE_INDICATORS,
    MEASURE_FILES,                    /* those above are files; those below are made of episodes: */
    MEASURE_CLOSINGS = MEASURE_FILES, /* ends of a family's unbroken time in early help */
    MEASURE_OPENINGS,                 /* and their starts */
    MEASURE_TABLES
};

enum measure_quadrant { MEASURE_HOW_MUCH, MEASURE_HOW_WELL, MEASURE_BETTER_OFF, MEASURE_QUADRANTS };
enum measure_unit {
    MEASURE_NUMBER,
    MEASURE_PER_CENT,
    MEASURE_PER_10000,
    MEASURE_DAYS_UNIT,
    MEASURE_UNITS
};
enum measure_better { MEASURE_NEITHER, MEASURE_HIGHER, MEASURE_LOWER, MEASURE_BETTERS };
enum measure_out_of {
    MEASURE_OUT_OF_NONE,
    MEASURE_OUT_OF_GROUP,
    MEASURE_OUT_OF_TOTAL,
    MEASURE_OUT_OF_POPULATION,
    MEASURE_OUT_OFS
};
enum measure_each { EACH_ROW, EACH_CHILD, EACH_FAMILY, EACH_COLUMN };

/* Words of the file, each in the order of its enum. `off` ends the kinds. */
extern const char *const measure_kind_names[MEASURE_KINDS];
extern const char *const measure_table_names[MEASURE_TABLES];
extern const char *const measure_quadrant_names[MEASURE_QUADRANTS];
extern const char *const measure_unit_names[MEASURE_UNITS];
extern const char *const measure_better_names[MEASURE_BETTERS];
extern const char *const measure_out_of_names[MEASURE_OUT_OFS];

/* The record that a table's rows are of: `outcome-evidence` for outcomes. */
extern const char *const measure_table_records[MEASURE_TABLES];

enum measure_test {
    TEST_NOT_BLANK,
    TEST_CODES, /* one of `codes` */
    TEST_BY,    /* `column` <= `other` + `interval` */
    TEST_SHARE  /* `column` >= `other` * `interval` per cent */
};

struct measure_condition {
    enum measure_test test;
    struct text column, other;
    struct text codes;               /* parted by | */
    const struct interval *interval; /* or NULL */
};

enum { MEASURE_CONDITIONS_MOST = 8 };

struct measure_conditions {
    struct measure_condition list[MEASURE_CONDITIONS_MOST];
    size_t count; /* 0: everything */
};

struct measure {
    struct text code, title, counts, ref;
    struct text counted_text, among_text; /* as in the file, as are: */
    struct text date_text, each_text, then_text;
    enum measure_quadrant quadrant;
    enum measure_unit unit;
    enum measure_better better;
    enum measure_kind kind;
    enum measure_table table, then; /* `then` MEASURE_TABLES: none */
    enum measure_out_of out_of;
    enum measure_each each;
    struct text dates[2]; /* the columns; the second may be empty */
    bool from_to;         /* they are start and end */
    struct text each_column, split, then_column;
    struct measure_conditions counted, among;
    const struct interval *within;
    uint32_t number;  /* of its code, from 0, in the order in which measures are printed */
    bool alternative; /* a further way to count the measure of the row before */
    struct text file; /* where it stands, for people */
    uint64_t line;
};

struct measures {
    struct measure *list; /* in order of number, then in the order of the file */
    size_t count;
    struct lookup codes;               /* code to number */
    const struct intervals *intervals; /* borrowed */
    struct arena arena;
};

/*
 * The measures compiled in. With a `directory` (may be NULL) that has a measures.csv, its rows take
 * the place of all rows of the same code, and new codes come behind the others; kind `off` takes a
 * measure out. NULL after messages when anything in it cannot be used; all that is wrong is told.
 * The caller owns it; `intervals` must outlive it.
 */
struct measures *measures_new(const char *directory, const struct intervals *,
                              const struct reporter *);
void measures_free(struct measures *);

/* Whether the figures of a period are those of its last day. */
bool measure_is_snapshot(enum measure_kind);

/* The conditions for people and for reading again: a blank text is the empty list. False after a
 * message at the place of the file. For tests. */
bool measure_conditions_read(struct measure_conditions *, struct text, const struct intervals *,
                             struct place, const struct reporter *);

#endif
