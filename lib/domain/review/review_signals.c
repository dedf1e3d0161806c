#include "domain/review/review_signals.h"

#include "base/memory.h"
#include "domain/review/review_plans.h"
#include "domain/threshold/indicator_rows.h"
#include "domain/threshold/level_rows.h"

#include <stdlib.h>

struct child_level {
    uint32_t family, level;
    date_day day; /* OPEN_END without one */
};

struct reading {
    struct review_signals *signals;
    const struct table_settings *settings;
    uint64_t *rejected;
    const struct reporter *reporter;
};

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* Rejects a row that names no family: a concern that is somebody's must not be lost unsaid. */
static bool names_family(struct table *table, size_t column, struct text family)
{
    return family.length > 0 || table_reject_words(table, column, MESSAGE_CELL_BLANK, NULL, 0);
}

/* The number of a family with reviews, or LOOKUP_NONE, counted. */
static uint32_t family_number(struct review_signals *signals, struct text name)
{
    const struct review_family *family = review_book_find(signals->book, name);
    signals->strangers += family == NULL;
    return family ? (uint32_t)(family - signals->book->families) : LOOKUP_NONE;
}

/* The day from which a date counts; false when it lies ahead. No date: DATE_DAY_OPEN_END. */
static bool day_of(const struct review_signals *signals, const struct date *date, date_day *day)
{
    *day = DATE_DAY_OPEN_END;
    if (date->precision == DATE_NONE)
        return true;
    *day = date->latest < signals->as_of ? date->latest : signals->as_of;
    return date->earliest <= signals->as_of;
}

/* ---- plans ---- */

/* Of several plans the earliest start and the gravest level count. */
static void join_plan(struct plan_signals *plans, date_day started, uint32_t level)
{
    if (!plans->any || plans->started == DATE_DAY_OPEN_START ||
        (started != DATE_DAY_OPEN_START && started < plans->started))
        plans->started = started;
    if (!plans->any || plans->level == LOOKUP_NONE ||
        (level != LOOKUP_NONE && level > plans->level))
        plans->level = level;
    plans->any = true;
}

/* The plans that were open at the review; where none was, the plan that started last before it. A
 * plan that began after it and goes on stands by. */
static void take_plan(struct review_signals *signals, const struct review_plan *plan)
{
    uint32_t number = family_number(signals, plan->family);
    struct family_signals *family = number == LOOKUP_NONE ? NULL : &signals->families[number];
    date_day started, day = signals->as_of;
    if (!family || !day_of(signals, &plan->start, &started))
        return;
    if (family->now)
        day = review_held_day(family->now, signals->as_of);
    started = started == DATE_DAY_OPEN_END ? DATE_DAY_OPEN_START : started;
    bool dated = plan->end.precision != DATE_NONE;
    bool goes_on = !dated || plan->end.earliest > signals->as_of;
    if (started > day) {
        if (goes_on)
            join_plan(&family->later, started, plan->level);
        return;
    }
    family->goes_on |= goes_on;
    if (!dated || plan->end.latest >= day) {
        if (!family->plan_open)
            family->plan.any = false;
        family->plan_open = true;
        join_plan(&family->plan, started, plan->level);
    } else if (!family->plan_open && (!family->plan.any || started >= family->plan.started)) {
        family->plan = (struct plan_signals){started, plan->level, true};
    }
}

/* A review of a plan that is over is none of the plan that has begun since. */
static void settle_plans(struct review_signals *signals, const struct reporter *reporter)
{
    for (size_t i = 0; i < signals->book->family_count; i++) {
        struct family_signals *family = &signals->families[i];
        if (!family->now || !family->later.any || family->goes_on)
            continue;
        if (!family->plan.any)
            report(reporter, place_of_line(family->now->file, family->now->line),
                   MESSAGE_REVIEW_BEFORE_PLAN);
        family->now = NULL;
        family->plan = family->later;
    }
}

static bool read_plans(struct reading *reading, const char *file)
{
    struct review_plans plans;
    struct review_plan plan;
    enum table_result result = TABLE_FAILED;
    if (review_plans_open(&plans, reading->signals->framework, reading->settings, &file, 1, true,
                          reading->reporter))
        while ((result = review_plans_next(&plans, &plan)) == TABLE_ROW)
            if (plans.from_actions ||
                names_family(plans.table, plans.columns[REVIEW_PLAN_FAMILY], plan.family))
                take_plan(reading->signals, &plan);
    if (plans.table)
        *reading->rejected += table_reject_count(plans.table);
    review_plans_close(&plans);
    settle_plans(reading->signals, reading->reporter);
    return result == TABLE_END;
}

/* ---- levels ---- */

static bool take_level(struct review_signals *signals, const struct level_row *row)
{
    struct child_level level = {family_number(signals, row->family), row->level, 0};
    void *levels = signals->levels;
    bool added;
    if (level.family == LOOKUP_NONE || !day_of(signals, &row->as_of, &level.day))
        return true;
    uint32_t number = child_index_add(&signals->children, row->family, row->child, &added);
    if (number == LOOKUP_NONE || !memory_reserve(&levels, &signals->level_capacity,
                                                 (size_t)number + 1, sizeof *signals->levels))
        return false;
    signals->levels = levels;
    if (added || level.day >= signals->levels[number].day)
        signals->levels[number] = level;
    return true;
}

static bool read_levels(struct reading *reading, const char *file)
{
    struct review_signals *signals = reading->signals;
    struct level_rows rows = {0};
    struct level_row row;
    enum table_result result;
    if (!level_rows_open(&rows, "levels", signals->framework, reading->settings, &file, 1,
                         reading->reporter))
        return false;
    table_drop_extras(rows.table);
    while ((result = level_rows_next(&rows, &row)) == TABLE_ROW)
        if (names_family(rows.table, rows.family, row.family) && !take_level(signals, &row)) {
            result = TABLE_FAILED;
            no_memory(reading->reporter);
            break;
        }
    *reading->rejected += table_reject_count(rows.table);
    level_rows_close(&rows);
    for (size_t i = 0; result == TABLE_END && i < signals->children.keys.count; i++) {
        const struct child_level *level = &signals->levels[i];
        struct family_signals *family = &signals->families[level->family];
        if (family->level == LOOKUP_NONE || level->level > family->level)
            family->level = level->level;
        if (level->day > family->level_day)
            family->level_day = level->day;
    }
    return result == TABLE_END;
}

/* ---- indicators ---- */

static bool take_indicator(struct review_signals *signals, const struct indicator_row *row)
{
    struct signal_indicator one = {family_number(signals, row->family), row->indicator, 0};
    void *indicators = signals->indicators;
    if (one.family == LOOKUP_NONE || !day_of(signals, &row->date, &one.day))
        return true;
    signals->families[one.family].assessed = true;
    if (row->standing != ROW_COUNTS)
        return true;
    if (one.day == DATE_DAY_OPEN_END)
        one.day = DATE_DAY_OPEN_START;
    if (!memory_reserve(&indicators, &signals->indicator_capacity, signals->indicator_count + 1,
                        sizeof one))
        return false;
    signals->indicators = indicators;
    signals->indicators[signals->indicator_count++] = one;
    return true;
}

static bool read_indicators(struct reading *reading, const char *file)
{
    struct review_signals *signals = reading->signals;
    struct indicator_rows rows = {0};
    struct indicator_row row;
    enum table_result result;
    if (!indicator_rows_open(&rows, signals->framework, reading->settings, &file, 1, signals->as_of,
                             DATE_DAY_OPEN_START, reading->reporter))
        return false;
    rows.dates_wanted = true;
    table_drop_extras(rows.table);
    while ((result = indicator_rows_next(&rows, &row)) == TABLE_ROW)
        if (names_family(rows.table, rows.columns[ROW_FAMILY], row.family) &&
            !take_indicator(signals, &row)) {
            result = TABLE_FAILED;
            no_memory(reading->reporter);
            break;
        }
    *reading->rejected += table_reject_count(rows.table);
    indicator_rows_close(&rows);
    return result == TABLE_END;
}

/* ---- in order ---- */

static int by_number(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* By family, then in the order of the framework, then latest first. */
static int order_of_indicators(const void *left, const void *right)
{
    const struct signal_indicator *a = left, *b = right;
    int order = by_number(a->family, b->family);
    if (order == 0)
        order = by_number(a->indicator, b->indicator);
    return order != 0 ? order : a->day > b->day ? -1 : a->day < b->day;
}

/* Of several rows of an indicator the latest stays. */
static void settle(struct review_signals *signals)
{
    size_t kept = 0;
    if (signals->indicator_count > 0)
        qsort(signals->indicators, signals->indicator_count, sizeof *signals->indicators,
              order_of_indicators);
    for (size_t i = 0; i < signals->indicator_count; i++) {
        const struct signal_indicator *one = &signals->indicators[i];
        struct family_signals *family = &signals->families[one->family];
        if (family->indicator_count > 0 &&
            signals->indicators[kept - 1].indicator == one->indicator)
            continue;
        if (family->indicator_count++ == 0)
            family->first_indicator = kept;
        signals->indicators[kept++] = *one;
    }
    signals->indicator_count = kept;
}

bool review_signals_open(struct review_signals *signals, const struct review_book *book,
                         const struct framework *framework, date_day as_of,
                         const struct table_settings *settings, const struct review_tables *tables,
                         uint64_t *rejected, const struct reporter *reporter)
{
    struct reading reading = {signals, settings, rejected, reporter};
    *signals = (struct review_signals){
        .book = book,
        .framework = framework,
        .as_of = as_of,
        .families = memory_new(book->family_count + 1, sizeof *signals->families),
    };
    child_index_init(&signals->children);
    if (!signals->families)
        return no_memory(reporter);
    for (size_t i = 0; i < book->family_count; i++)
        signals->families[i] = (struct family_signals){
            .now = review_last_held(book, &book->families[i], DATE_DAY_OPEN_START, as_of),
            .plan = {DATE_DAY_OPEN_START, LOOKUP_NONE, false},
            .level = LOOKUP_NONE,
            .level_day = DATE_DAY_OPEN_START,
        };
    if ((tables->plans && !read_plans(&reading, tables->plans)) ||
        (tables->levels && !read_levels(&reading, tables->levels)) ||
        (tables->indicators && !read_indicators(&reading, tables->indicators)))
        return false;
    settle(signals);
    return true;
}

void review_signals_release(struct review_signals *signals)
{
    memory_free(signals->families);
    memory_free(signals->indicators);
    memory_free(signals->levels);
    child_index_release(&signals->children);
    *signals = (struct review_signals){.families = NULL};
}
