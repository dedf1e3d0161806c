#include "domain/measures/measure_periods.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdio.h>

enum { MONTHS = 12, NAME_BYTES = 32 };

/* The first day of the month, quarter or year that a day lies in. */
static date_day start_of(date_day day, enum period_length length, unsigned year_starts)
{
    int year, month, dom,
        months = length == PERIOD_YEAR      ? MONTHS
                 : length == PERIOD_QUARTER ? 3
                                            : 1;
    date_day start = day;
    date_split(day, &year, &month, &dom);
    int since_start = (month - (int)year_starts + MONTHS) % MONTHS % months;
    month -= since_start;
    if (month < 1) {
        month += MONTHS;
        year--;
    }
    date_day_of(year, month, 1, &start);
    return start;
}

static date_day next_start(date_day start, enum period_length length)
{
    return date_add_months(start, length == PERIOD_YEAR      ? MONTHS
                                  : length == PERIOD_QUARTER ? 3
                                                             : 1);
}

static bool name_days(struct periods *periods, struct period *period)
{
    char text[2 * DATE_TEXT_BYTES + 1], last[DATE_TEXT_BYTES];
    struct date first_date = date_of_day(period->first), last_date = date_of_day(period->last);
    date_write(&first_date, text);
    date_write(&last_date, last);
    size_t length = strlen(text);
    text[length] = '/';
    memcpy(text + length + 1, last, strlen(last) + 1);
    period->name = arena_copy(&periods->arena, text_of(text));
    return period->name.data != NULL;
}

static bool name_whole(struct periods *periods, struct period *period, enum period_length length,
                       unsigned year_starts)
{
    char text[NAME_BYTES];
    int year, month, day;
    date_split(period->first, &year, &month, &day);
    if (length != PERIOD_MONTH && year_starts != 1)
        return name_days(periods, period);
    if (length == PERIOD_MONTH)
        snprintf(text, sizeof text, "%04d-%02d", year, month);
    else if (length == PERIOD_QUARTER)
        snprintf(text, sizeof text, "%04d-Q%d", year, (month - 1) / 3 + 1);
    else
        snprintf(text, sizeof text, "%04d", year);
    period->name = arena_copy(&periods->arena, text_of(text));
    return period->name.data != NULL;
}

/* The pieces, into `list` unless that is NULL; their number. */
static size_t cut(struct periods *periods, enum period_length length, unsigned year_starts,
                  struct period *list)
{
    size_t count = 0;
    date_day start = start_of(periods->since, length, year_starts);
    while (start <= periods->as_of) {
        date_day next = next_start(start, length);
        if (list) {
            struct period *period = &list[count];
            bool whole = start >= periods->since && next - 1 <= periods->as_of;
            period->whole = whole;
            period->first = start < periods->since ? periods->since : start;
            period->last = next - 1 > periods->as_of ? periods->as_of : next - 1;
            if (whole ? !name_whole(periods, period, length, year_starts)
                      : !name_days(periods, period))
                return 0;
        }
        count++;
        start = next;
    }
    return count;
}

static bool fill(struct periods *periods, enum period_length length, unsigned year_starts)
{
    size_t pieces = length == PERIOD_NONE ? 0 : cut(periods, length, year_starts, NULL);
    size_t days = (size_t)(periods->as_of - periods->since) + 1;
    periods->list = memory_new(pieces + 1, sizeof *periods->list);
    periods->of_day = memory_new(days, sizeof *periods->of_day);
    if (!periods->list || !periods->of_day)
        return false;
    periods->count = pieces + 1;
    periods->base = pieces > 0;
    periods->list[0] = (struct period){.first = periods->since, .last = periods->as_of};
    if (!name_days(periods, &periods->list[0]) ||
        (pieces > 0 && cut(periods, length, year_starts, periods->list + 1) == 0))
        return false;
    for (size_t i = 1; i < periods->count; i++)
        for (date_day day = periods->list[i].first; day <= periods->list[i].last; day++)
            periods->of_day[day - periods->since] = (uint16_t)i;
    return true;
}

bool periods_init(struct periods *periods, date_day since, date_day as_of,
                  enum period_length length, unsigned year_starts, const struct reporter *reporter)
{
    char digits[24];
    *periods = (struct periods){.since = since, .as_of = as_of};
    arena_init(&periods->arena);
    if (date_add_months(since, MONTHS * LIMIT_MEASURE_YEARS) < as_of)
        return report_with(reporter, PLACE_NONE, MESSAGE_MEASURE_WINDOW,
                           number_text(LIMIT_MEASURE_YEARS, digits));
    return fill(periods, length, year_starts) ||
           report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void periods_release(struct periods *periods)
{
    memory_free(periods->list);
    memory_free(periods->of_day);
    arena_release(&periods->arena);
    *periods = (struct periods){.count = 0};
}
