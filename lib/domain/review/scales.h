/*
 * Layer: domain. Readings of a scale from 0 (most worry) to 10 (success), and how they changed.
 *
 * Each reading is one person's on one day, about how things are as a whole or about one domain. A
 * person is known by family and name, exactly as written. A date that names a month or a year
 * counts as its first day for the order. Of two readings of one person and domain with the same
 * date the row that stands later counts, but no blank score takes the place of a given one. What is
 * dated after `as_of` is left out. A row whose score is blank says that none was given: it is no
 * reading, and no zero, but a gap that drawings show.
 *
 * Scores and changes are whole twentieths, SCALE_POINT to a point: a score has one decimal, and the
 * middle between two scores is exact.
 */
#ifndef DOMAIN_REVIEW_SCALES_H
#define DOMAIN_REVIEW_SCALES_H

#include "base/arena.h"
#include "domain/people/privacy.h"
#include "domain/threshold/child_index.h"
#include "records/table.h"
#include "records/writer.h"

enum { SCALE_POINT = 20, SCALE_MOST = 10 * SCALE_POINT, SCALE_NO_SCORE = -1 };

struct scale_reading {
    struct date date;
    struct text reasons;
    int32_t score; /* or SCALE_NO_SCORE */
};

enum scale_direction { SCALE_BETTER, SCALE_WORSE, SCALE_SAME, SCALE_ONE_READING, SCALE_DIRECTIONS };

/* `better`, `worse`, `same`, `one-reading`. */
extern const char *const scale_direction_names[SCALE_DIRECTIONS];

/*
 * From the first reading to the last. The changes are 0 for one reading.
 *
 * The change of a family is how far the one in the middle has come: the median of the changes of
 * all its people and domains that have two readings or more, so that nobody who comes or goes, and
 * no single reading, moves it. Measures and decisions go by the same median. It is not the
 * difference of two medians; so none of the first scores is told.
 */
struct scale_change {
    size_t readings; /* with a score; of a family, all of them */
    struct date first_date, last_date;
    int32_t first, last; /* of a family, no score, and the median of all last scores */
    int32_t change;      /* last less first; of a family, the median of these */
    int32_t change_last; /* last less the one before; of a family, the median of these */
    enum scale_direction direction;
    bool furthest; /* of three people or more, the last score lies furthest from their median */
};

struct scale_person {
    struct text name;
    struct text role; /* as at the last reading that gives one; may be empty */
};

/* What one person said about one domain; there is at least one score. */
struct scale_series {
    size_t person, domain; /* of the family */
    const struct scale_reading *readings;
    size_t count; /* with those that have no score */
    struct scale_change change;
};

/* People and domains are in order of first appearance; series go by person, then by domain. */
struct scale_family {
    struct text id;
    const struct scale_person *people;
    const struct text *domains; /* empty: how things are as a whole */
    const struct scale_series *series;
    size_t person_count, domain_count, series_count;
    struct scale_change change; /* of all together */
};

/* Families are in order of first appearance; each has at least one series. Memory grows with the
 * rows. */
struct scale_book {
    struct scale_family *families;
    size_t family_count;
    struct scale_person *people;
    struct text *domains;
    struct scale_series *series;
    struct scale_reading *readings;
    struct lookup names;    /* of families */
    uint32_t *family_place; /* by their numbers; LOOKUP_NONE for one without a score */
    struct child_index person_names, domain_names;
    struct arena arena;
    uint64_t read;     /* rows that could be used: those below, and the readings */
    uint64_t same_day; /* another row of the same date counts instead */
    uint64_t after;    /* dated after the day asked about */
    uint64_t without;  /* no score was given */
    uint64_t rejected;
};

/*
 * Reads the files. Rejected are rows without family, name or date, with a date that cannot be read,
 * and with a score that is not a number from 0 to 10 with one decimal at most. No file gives an
 * empty book. False after a fatal message. The book must be released either way.
 */
bool scale_book_open(struct scale_book *, const struct table_settings *, const char *const *files,
                     size_t count, date_day as_of, const struct reporter *);
void scale_book_release(struct scale_book *);

/*
 * Hides whom the privacy knows, and who gave the scores, family or practitioner: in names, roles,
 * domains and reasons, and in ids of families, which are then called by their place. Of people of
 * one family whose initials are the same the second is `D.S. 2`. False when there is no memory.
 */
bool scale_book_hide(struct scale_book *, struct privacy *);

/* The family of that id, or NULL. */
const struct scale_family *scale_book_find(const struct scale_book *, struct text family);

/* Works out the changes of a family and its series; scale_book_open has done it. False when there
 * is no memory. */
bool scale_changes_make(struct scale_family *, struct scale_series *);

/*
 * Writes the rows of the scale-changes record: one a series, or one a family (`by_family`), which
 * has neither name nor domain. False when the writer has failed.
 */
bool scale_changes_write(const struct scale_book *, bool by_family, struct writer *);

/* The median of at least one score or change, which are put in order. Exact: scores are even, and
 * so are their differences. */
int32_t scale_median(int32_t *scores, size_t count);

/* Reads a score, `7` or `6.5`; zeros at the end do not count as decimals: `6.50`. */
bool scale_score_read(struct text, int32_t *score);

/* Writes a score or a change: `6.5`, `-0.25`; with `sign`, `+2` for a rise. */
#define SCALE_SCORE_BYTES 16
struct text scale_score_text(int32_t score, bool sign, char digits[SCALE_SCORE_BYTES]);

#endif
