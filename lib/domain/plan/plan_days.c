#include "domain/plan/plan_days.h"

enum { WORKING_DAYS_OF_WEEK = 5, DAYS_OF_WEEK = 7 };

static const struct interval *interval_of(const struct intervals *intervals, const char *name)
{
    return intervals_find(intervals, text_of(name));
}

static date_day working_day_from(const struct holidays *holidays, date_day day)
{
    return !holidays || holidays_is_working_day(holidays, day)
               ? day
               : holidays_add_working_days(holidays, day, 1);
}

date_day plan_review_day(const struct plan_days *days, date_day start, uint32_t weeks)
{
    const struct holidays *holidays = days->holidays;
    const struct interval *interval = interval_of(days->intervals, "first_review_early_help");
    bool in_weeks = weeks > 0 || interval->unit == INTERVAL_WEEKS;
    if (weeks == 0)
        weeks = interval->value;
    if (!in_weeks)
        return working_day_from(holidays, interval_after(interval, start));
    if (!holidays)
        return start + (date_day)(weeks * DAYS_OF_WEEK);
    return working_day_from(
        holidays,
        holidays_add_working_days(holidays, start, (int32_t)(weeks * WORKING_DAYS_OF_WEEK)));
}

static date_day interval_before(const struct interval *interval, date_day day)
{
    switch (interval->unit) {
    case INTERVAL_WEEKS:
        return day - (date_day)(interval->value * DAYS_OF_WEEK);
    case INTERVAL_MONTHS:
        return date_add_months(day, -(int)interval->value);
    default:
        return day - (date_day)interval->value;
    }
}

date_day plan_due_day(const struct plan_days *days, date_day start, date_day review)
{
    const struct holidays *holidays = days->holidays;
    date_day due = interval_before(interval_of(days->intervals, "action_before_review"), review);
    if (holidays && due >= start && !holidays_is_working_day(holidays, due))
        due = holidays_add_working_days(holidays, due, -1);
    if (due >= start)
        return due;
    due = working_day_from(holidays, start);
    return due <= review ? due : start;
}
