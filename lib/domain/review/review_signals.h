/*
 * Layer: domain. What the tables beside the reviews say of each family that has reviews: its plan,
 * its levels and its indicators. For domain/review/review_facts.h.
 *
 * The plan is that which was open when the last review was held, or else the last before it. When
 * that is over by the day asked about, and another has begun since, no review of the other has been
 * held yet; where there was no plan at all when it was held, that is told as a note.
 *
 * Rows dated after the day asked about do not count, and rows of families without reviews are only
 * counted; rows that name no family are rejected. A date that names a month counts once the month
 * has begun, and then from its last day or the day asked about, whichever comes first.
 */
#ifndef DOMAIN_REVIEW_REVIEW_SIGNALS_H
#define DOMAIN_REVIEW_REVIEW_SIGNALS_H

#include "domain/review/review_rows.h"
#include "domain/threshold/child_index.h"

/* An indicator that is present on the day asked about. */
struct signal_indicator {
    uint32_t family, indicator;
    date_day day; /* the last that its date may mean; DATE_DAY_OPEN_START without a date */
};

/* One plan, or several that are one: the earliest start and the gravest level. */
struct plan_signals {
    date_day started; /* DATE_DAY_OPEN_START: not known */
    uint32_t level;   /* or LOOKUP_NONE */
    bool any;
};

struct family_signals {
    const struct review *now; /* the last review held under the plan, or NULL */
    struct plan_signals plan; /* under review */
    uint32_t level;           /* the gravest of the family's latest levels, or LOOKUP_NONE */
    date_day level_day;       /* the latest of their days; OPEN_END when one has no date */
    bool assessed;            /* there is a row of an indicator about the family, of any status */
    size_t first_indicator, indicator_count;
    /* Within: */
    struct plan_signals later; /* began after the review */
    bool plan_open;            /* the plan was open at the review */
    bool goes_on;              /* one that began before the review is open on the day asked about */
};

struct child_level;

struct review_signals {
    const struct review_book *book;
    const struct framework *framework;
    date_day as_of;
    struct family_signals *families; /* as in the book */
    struct signal_indicator *indicators;
    size_t indicator_count;
    uint64_t strangers; /* rows about families without reviews */
    /* Within: */
    size_t indicator_capacity, level_capacity;
    struct child_index children;
    struct child_level *levels;
};

/* What is read, each may be NULL: names of files. Plans may be episodes or actions too. */
struct review_tables {
    const char *plans, *levels, *indicators;
};

/*
 * Reads the tables. Rejected rows are added to `*rejected`. False after a fatal message; to be
 * released either way. The book and the framework are borrowed.
 */
bool review_signals_open(struct review_signals *, const struct review_book *,
                         const struct framework *, date_day as_of, const struct table_settings *,
                         const struct review_tables *, uint64_t *rejected, const struct reporter *);
void review_signals_release(struct review_signals *);

#endif
