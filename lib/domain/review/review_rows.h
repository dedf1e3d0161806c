/*
 * Layer: domain. Reads the reviews record: the reviews of a family's plan that were booked and
 * held, and what they decided.
 *
 * A review is done when it was held, not when it was booked: a row with a held_date is a review
 * that was held, a row without one is a booking. A date that names a month falls due on its last
 * day. What a partnership calls its decisions is decoded by the value list `decision`
 * (share/maps/values.csv); a word without a decoding is counted for --unmapped and kept as
 * REVIEW_DECIDED_OTHER.
 */
#ifndef DOMAIN_REVIEW_REVIEW_ROWS_H
#define DOMAIN_REVIEW_REVIEW_ROWS_H

#include "base/arena.h"
#include "definitions/framework.h"
#include "records/table.h"

enum review_decision {
    REVIEW_NOT_DECIDED, /* blank */
    REVIEW_DECIDED_CLOSE,
    REVIEW_DECIDED_CONTINUE,
    REVIEW_DECIDED_ESCALATE,
    REVIEW_DECIDED_INSUFFICIENT,
    REVIEW_DECIDED_OTHER, /* a word that has no decoding */
    REVIEW_DECISIONS
};

/* ``, `close`, `continue`, `escalate`, `insufficient`, `other`. */
extern const char *const review_decision_names[REVIEW_DECISIONS];

/* A row of the record. */
struct review {
    struct text family, review_id, lead_practitioner, agency; /* trimmed */
    struct date due, held, next; /* `next`: the next review that this one agreed on */
    enum review_decision decision;
    uint32_t level; /* of the framework, or LOOKUP_NONE */
    const char *file;
    uint64_t line;
    uint32_t behind;   /* in a book: the next review of the family, or REVIEW_NONE */
    uint32_t same_day; /* in a book: an earlier row of the family held that day, or REVIEW_NONE */
};

#define REVIEW_NONE UINT32_MAX

struct review_family {
    struct text family;
    uint32_t first, last; /* reviews */
    uint32_t count;
};

/* All reviews, those of a family in the order of the files, families in order of first appearance.
 * Memory grows with the rows. */
struct review_book {
    struct review *reviews;
    struct review_family *families;
    size_t review_count, family_count, review_capacity, family_capacity;
    struct lookup names; /* family to its number */
    struct lookup days;  /* family and day held to the number of the day */
    uint32_t *on_day;    /* by number of the day: the first review held then */
    size_t on_day_capacity;
    struct arena arena;
};

/*
 * Reads the files into a book; rows that are rejected are added to `*rejected`: those without a
 * family, with a date that cannot be read, and with a level that the framework, where it is not
 * NULL, does not have. A row with none of the three dates is read, and says nothing. No file gives
 * an empty book. False after a fatal message. The book must be released either way.
 */
bool review_book_open(struct review_book *, const struct framework *, const struct table_settings *,
                      const char *const *files, size_t count, uint64_t *rejected,
                      const struct reporter *);
void review_book_release(struct review_book *);

/* The reviews of a family, or NULL when there are none. */
const struct review_family *review_book_find(const struct review_book *, struct text family);

/* The first review of a family, and the one behind a review; NULL past the last. */
const struct review *review_first(const struct review_book *, const struct review_family *);
const struct review *review_behind(const struct review_book *, const struct review *);

/* Held on the day `as_of` or before. One said to be held later is not held yet: it counts as
 * booked. A month or a year counts as begun. */
bool review_is_held(const struct review *, date_day as_of);

/* The day it was held: the last that its date may mean, but no day after `as_of`. Only for one that
 * is held. */
date_day review_held_day(const struct review *, date_day as_of);

/* The last review of a family that was held from `since` (DATE_DAY_OPEN_START: any) to `as_of`; of
 * several on one day the row that stands later. NULL when there is none, and for a family that is
 * NULL. */
const struct review *review_last_held(const struct review_book *, const struct review_family *,
                                      date_day since, date_day as_of);

/* The earliest booking of a family that falls due after the day `after`, or on or after it when
 * `with` is set, and is not held by `as_of`; of several on one day the row that stands later. NULL
 * when there is none. */
const struct review *review_next_booked(const struct review_book *, const struct review_family *,
                                        date_day after, bool with, date_day as_of);

/* The day of the next review that a held one agreed on; DATE_DAY_OPEN_END when it has none, or none
 * that lies after it. */
date_day review_next_day(const struct review *, date_day as_of);

/*
 * Tells what cannot be so, or leaves a choice, in the reviews of a family: one held on the same day
 * as another, one said to be held after `as_of`, a next review that does not lie after the one that
 * agreed on it. Notes, in the order of the reviews; NULL has none. How many is returned.
 */
uint64_t review_family_tell(const struct review_book *, const struct review_family *,
                            date_day as_of, const struct reporter *);

#endif
