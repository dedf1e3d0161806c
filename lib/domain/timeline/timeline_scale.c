#include "domain/timeline/timeline.h"

static const struct timeline_step steps[] = {
    {1, 0},  {7, 0},   {0, 1},   {0, 3},   {0, 12},   {0, 24},
    {0, 60}, {0, 120}, {0, 240}, {0, 600}, {0, 1200}, {0, 2400},
};

enum { STEPS = sizeof steps / sizeof *steps, MONTHS = 12, MONDAY = 1, WEEK = 7 };

/* Days that a step has at least. */
static int64_t least_days(struct timeline_step step)
{
    return step.days > 0          ? step.days
           : step.months < MONTHS ? 28 * step.months
                                  : step.months / MONTHS * 365;
}

struct timeline_step timeline_step(const struct timeline_row *row, struct timeline_step least,
                                   int32_t room)
{
    int64_t length = row->right - row->left, days = (int64_t)row->end - row->first;
    for (int i = 0; i < STEPS; i++)
        if (least_days(steps[i]) >= least_days(least) &&
            least_days(steps[i]) * length >= (int64_t)room * days)
            return steps[i];
    return steps[STEPS - 1];
}

date_day timeline_tick(struct timeline_step step, date_day from)
{
    int year, month, day;
    date_day tick = from;
    if (step.days == WEEK)
        return from + (WEEK - date_weekday(from) + MONDAY) % WEEK;
    if (step.days > 0)
        return from;
    date_split(from, &year, &month, &day);
    int months = year * MONTHS + month - 1 + (day > 1);
    months += (step.months - months % step.months) % step.months;
    date_day_of(months / MONTHS, months % MONTHS + 1, 1, &tick);
    return tick;
}

date_day timeline_tick_next(struct timeline_step step, date_day tick)
{
    return step.days > 0 ? tick + step.days : date_add_months(tick, step.months);
}

date_day timeline_birthday(date_day born, int years)
{
    int year, month, day;
    date_day birthday = born;
    date_split(born, &year, &month, &day);
    if (!date_day_of(year + years, month, day, &birthday))
        date_day_of(year + years, 3, 1, &birthday);
    return birthday;
}
