#include "domain/timeline/journey_private.h"

#include <stdlib.h>

struct text journey_code(const struct journey_rules *rules, const struct journey_mark *mark)
{
    const struct journey_step *step = &rules->steps[mark->step];
    return mark->end ? step->end_code : step->code;
}

bool journey_spell_open(const struct journey_spell *spell, date_day day)
{
    bool ended = spell->end.precision != DATE_NONE && spell->end.latest <= day;
    return spell->begins && !ended && spell->start.earliest <= day;
}

bool journey_days(const struct journey_mark *mark, const struct journey_mark *later, int64_t *days,
                  bool *sure)
{
    if (mark->day == DATE_DAY_OPEN_START || later->day == DATE_DAY_OPEN_START)
        return false;
    *days = (int64_t)later->day - mark->day;
    *sure = journey_date_sure(&mark->date) && journey_date_sure(&later->date);
    return true;
}

/* --- Marks ----------------------------------------------------------------------------------- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_marks(const void *a, const void *b)
{
    const struct journey_mark *first = a, *second = b;
    int order = compare_numbers(first->date.precision == DATE_NONE,
                                second->date.precision == DATE_NONE);
    if (order == 0)
        order = compare_numbers(first->day, second->day);
    if (order == 0)
        order = compare_numbers(first->last, second->last);
    if (order == 0)
        order = compare_numbers(first->order, second->order);
    if (order == 0)
        order = compare_numbers(first->step, second->step);
    if (order == 0)
        order = journey_compare_dates(&first->date, &second->date);
    return order != 0 ? order : compare_numbers(first->alone, second->alone);
}

static struct journey_mark beginning_of(const struct journey_rules *rules,
                                        const struct journey_spell *spell)
{
    return (struct journey_mark){
        .step = spell->step,
        .date = spell->start,
        .day = spell->start.earliest,
        .last = spell->start.latest,
        .order = rules->steps[spell->step].order,
    };
}

static struct journey_mark end_of(const struct journey_rules *rules,
                                  const struct journey_spell *spell)
{
    struct journey_mark mark = {
        .step = spell->step,
        .end = true,
        .alone = !spell->begins || spell->start.precision == DATE_NONE,
        .date = spell->end,
        .day = spell->end.earliest,
        .last = spell->end.latest,
        .order = rules->steps[spell->step].end_order,
    };
    if (!mark.alone && spell->start.earliest > mark.day)
        mark.day = spell->start.earliest;
    if (!mark.alone && spell->start.latest > mark.last)
        mark.last = spell->start.latest;
    return mark;
}

/* An end that another source tells, too, by itself. */
static bool is_told_twice(const struct journey_mark *mark, const struct journey_mark *before)
{
    return mark->end && before->end && mark->step == before->step && mark->alone &&
           mark->date.precision != DATE_NONE &&
           journey_compare_dates(&mark->date, &before->date) == 0;
}

static void make_marks(const struct journey_rules *rules, struct journey_mark *marks,
                       struct journey *journey)
{
    size_t count = 0;
    for (size_t i = 0; i < journey->spell_count; i++) {
        const struct journey_spell *spell = &journey->spells[i];
        const struct journey_step *step = &rules->steps[spell->step];
        journey->steps += spell->begins;
        journey->responded = journey->responded || step->level > 0;
        if (spell->begins)
            marks[count++] = beginning_of(rules, spell);
        if (step->end_code.length > 0 && (!spell->begins || spell->end.precision != DATE_NONE))
            marks[count++] = end_of(rules, spell);
    }
    qsort(marks, count, sizeof *marks, compare_marks);
    for (size_t i = 0; i < count; i++)
        if (journey->count == 0 || !is_told_twice(&marks[i], &marks[journey->count - 1]))
            marks[journey->count++] = marks[i];
    journey->marks = marks;
    while (journey->dated < journey->count && marks[journey->dated].date.precision != DATE_NONE)
        journey->unsure += !journey_date_sure(&marks[journey->dated++].date);
}

/* --- Steps up and down ----------------------------------------------------------------------- */

/* What holds, going from day to day. */
struct sweep {
    const struct interval *window;
    uint32_t open[JOURNEY_LEVELS]; /* by level: how many go on */
    uint32_t level;                /* 0: none */
    uint32_t last;                 /* level before there was none */
    date_day left;                 /* day since which there has been none */
    struct journey *journey;
};

static void move_to(struct sweep *sweep, uint32_t level, date_day day)
{
    uint32_t from = sweep->level;
    if (from == 0 && sweep->last > 0 && day <= interval_after(sweep->window, sweep->left))
        from = sweep->last;
    if (from > 0 && level > 0) {
        sweep->journey->ups += level > from;
        sweep->journey->downs += level < from;
    }
    if (level == 0 && sweep->level > 0) {
        sweep->last = sweep->level;
        sweep->left = day;
    }
    sweep->level = level;
}

/* The marks of one day, from `first` on; returns the first of another day. */
static size_t sweep_day(const struct journey_rules *rules, struct sweep *sweep, size_t first)
{
    const struct journey *journey = sweep->journey;
    date_day day = journey->marks[first].day;
    uint32_t touched = 0, rest = 0;
    size_t i = first;
    for (; i < journey->dated && journey->marks[i].day == day; i++) {
        const struct journey_mark *mark = &journey->marks[i];
        const struct journey_step *step = &rules->steps[mark->step];
        if (mark->end && !mark->alone)
            sweep->open[step->level]--;
        else if (step->level > touched)
            touched = step->level;
        if (!mark->end && step->end_code.length > 0)
            sweep->open[step->level]++;
    }
    for (uint32_t level = 1; level < JOURNEY_LEVELS; level++)
        if (sweep->open[level] > 0)
            rest = level;
    if (touched > sweep->level && touched > rest)
        move_to(sweep, touched, day);
    if (rest != sweep->level)
        move_to(sweep, rest, day);
    return i;
}

static void count_levels(const struct journey_rules *rules, const struct interval *window,
                         struct journey *journey)
{
    struct sweep sweep = {.window = window, .journey = journey};
    for (size_t i = 0; i < journey->dated;)
        i = sweep_day(rules, &sweep, i);
}

static void count_repeats(const struct journey_rules *rules, const struct interval *window,
                          struct journey *journey)
{
    uint32_t going[JOURNEY_STEPS] = {0};
    date_day ended[JOURNEY_STEPS];
    bool has_ended[JOURNEY_STEPS] = {false};
    for (size_t i = 0; i < journey->dated; i++) {
        const struct journey_mark *mark = &journey->marks[i];
        uint32_t step = mark->step;
        if (!rules->steps[step].repeats)
            continue;
        if (mark->end) {
            going[step] -= !mark->alone;
            ended[step] = mark->day;
            has_ended[step] = true;
            continue;
        }
        journey->repeats += going[step] == 0 && has_ended[step] &&
                            mark->day <= interval_after(window, ended[step]);
        going[step] += rules->steps[step].end_code.length > 0;
    }
}

void journey_mark_all(const struct journey_rules *rules, const struct interval *window,
                      struct journey_mark *marks, struct journey *journey)
{
    make_marks(rules, marks, journey);
    count_levels(rules, window, journey);
    count_repeats(rules, window, journey);
}
