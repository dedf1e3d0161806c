/*
 * Layer: definitions. Bank holidays, and counting in working days: Monday to Friday without them.
 *
 * Those of England and Wales are compiled in (share/holidays/england-and-wales.csv); a file
 * `date,name` of the user's replaces them. Outside the years that the list covers only weekends are
 * left out. Immutable once loaded; may be shared between threads.
 */
#ifndef DEFINITIONS_HOLIDAYS_H
#define DEFINITIONS_HOLIDAYS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/message.h"

struct holiday {
    date_day day;
    struct text name;
    uint32_t weekdays; /* of the holidays up to this one, those on a Monday to Friday */
};

struct holidays {
    struct holiday *days; /* in order of day */
    size_t count;
    struct arena arena;
};

/*
 * The holidays in the user's `file`, or those compiled in when it is NULL. Rows may be in any
 * order; a date must be one whole day that is sure. NULL after messages when a date cannot be read
 * or stands twice; all such are reported. The caller owns it.
 */
struct holidays *holidays_new(const char *file, const struct reporter *);
void holidays_free(struct holidays *);

/* The holiday on a day, or NULL. */
const struct holiday *holidays_on(const struct holidays *, date_day);

/* True when the day's year lies between the first and the last one of the list. */
bool holidays_cover(const struct holidays *, date_day);

bool holidays_is_working_day(const struct holidays *, date_day);

/*
 * The count-th working day after `day`, or before it for a negative count; `day` itself, working
 * day or not, for 0. `day` does not count: a Friday plus 1 is the Monday after, and so is the
 * Saturday plus 1. An open end stays as it is; a day beyond the numbers becomes the open end on its
 * side.
 */
date_day holidays_add_working_days(const struct holidays *, date_day day, int32_t count);

/*
 * Working days after `from` up to and with `to`; when `to` is earlier, those from `to` up to but
 * without `from`, negative. So it is the count that leads holidays_add_working_days from `from` to
 * `to`, when that is a working day. Both are real days, not open ends.
 */
int64_t holidays_working_days_between(const struct holidays *, date_day from, date_day to);

#endif
