/*
 * Layer: domain. The periods that measures are told for: the window asked about, and the months,
 * quarters or years that it is cut into.
 *
 * Period 0 is the window; the others follow in order of time. The first and the last are cut at the
 * window's ends, so that the last one is the month, quarter or year to date. A period that is whole
 * is called `2026-03`, `2026-Q1` or `2026`; one that is cut, and the window, and the years and
 * quarters of a year that does not start in January, by their first and last day
 * (`2025-11-23/2026-11-22`).
 */
#ifndef DOMAIN_MEASURES_MEASURE_PERIODS_H
#define DOMAIN_MEASURES_MEASURE_PERIODS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/message.h"

enum period_length { PERIOD_NONE, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };

struct period {
    date_day first, last;
    struct text name;
    bool whole; /* a month, quarter or year that the window does not cut; the window itself not */
};

struct periods {
    date_day since, as_of;
    struct period *list;
    size_t count;     /* the window and the pieces */
    size_t base;      /* the first piece: 1, or 0 when the window is not cut */
    uint16_t *of_day; /* day less `since`: its piece */
    struct arena arena;
};

/*
 * Cuts since..as_of; `year_starts` is the first month of a year, 1 to 12. False after a message:
 * no memory, or more than LIMIT_MEASURE_YEARS years. To be released either way.
 */
bool periods_init(struct periods *, date_day since, date_day as_of, enum period_length,
                  unsigned year_starts, const struct reporter *);
void periods_release(struct periods *);

/* The piece that a day lies in; SIZE_MAX outside the window. */
static inline size_t periods_of(const struct periods *periods, date_day day)
{
    if (day < periods->since || day > periods->as_of)
        return SIZE_MAX;
    return periods->of_day[day - periods->since];
}

#endif
