/*
 * Layer: definitions. Intervals and thresholds of the toolkit's own working (when a first review is
 * due, how long a closed family counts as reopened), each with its unit and the source of its
 * value: share/intervals.csv. Immutable once loaded; may be shared between threads.
 */
#ifndef DEFINITIONS_INTERVALS_H
#define DEFINITIONS_INTERVALS_H

#include "base/date.h"
#include "base/lookup.h"
#include "base/message.h"

enum interval_unit {
    INTERVAL_DAYS,
    INTERVAL_WEEKS,
    INTERVAL_MONTHS,
    INTERVAL_NEEDS,
    INTERVAL_PERCENT,
    INTERVAL_TERMS,
    INTERVAL_SERVICES,
    INTERVAL_UNITS
};

/* `days`, `weeks`, `months`, `needs`, `percent`, `terms`, `services`. */
extern const char *const interval_unit_names[INTERVAL_UNITS];

struct interval {
    struct text name;
    uint32_t value;
    enum interval_unit unit;
    struct text ref; /* where the value comes from */
};

struct intervals {
    struct interval *list; /* in the order of share/intervals.csv */
    size_t count;
    struct lookup names;
    struct arena arena;
};

/*
 * The intervals that are compiled in, or, where the user's `file` (may be NULL) has a row, the
 * user's. Its columns are `interval,value[,unit][,ref]`: names as in share/intervals.csv, each
 * once; a blank unit is the default's; days, weeks and months may stand for one another. NULL after
 * messages when anything in it cannot be used; all that is wrong is reported. The caller owns it.
 */
struct intervals *intervals_new(const char *file, const struct reporter *);
void intervals_free(struct intervals *);

/* The interval called `name`, or NULL. */
const struct interval *intervals_find(const struct intervals *, struct text name);

/*
 * The day that lies the interval after `day`: calendar days, weeks, or months as date_add_months
 * has them. An open end stays as it is; so does any day for a unit that is not of time.
 */
date_day interval_after(const struct interval *, date_day day);

/*
 * Reads a length of time as people give it to a program: a whole number from 0 to 9999 and, with
 * nothing between, `d` for days, `w` for weeks or `m` for months: `14d`, `2w`, `1m`. False, with
 * the interval unchanged, for anything else.
 */
bool interval_read(struct text, struct interval *);

#endif
