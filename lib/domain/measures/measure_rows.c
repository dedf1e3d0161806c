#include "domain/measures/measure_private.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

enum { PER_CENT = 100, PER_10000 = 10000 };

/* --- Population ------------------------------------------------------------------------------- */

/* The children living in one area on a day: the latest figure that holds by then, else the earliest
 * of all. */
static bool population_of(const struct measure_run *run, uint32_t area, date_day day,
                          uint64_t *children)
{
    const struct population *best = NULL;
    for (size_t i = 0; i < run->population_count; i++) {
        const struct population *figure = &run->populations[i];
        if (figure->area != area)
            continue;
        bool holds = figure->period <= day, best_holds = best && best->period <= day;
        if (!best || (holds && (!best_holds || figure->period >= best->period)) ||
            (!holds && !best_holds && figure->period < best->period))
            best = figure;
    }
    *children = best ? best->children : 0;
    return best != NULL;
}

/* Of an area, or of all: the row without an area, else the areas together. */
static bool find_population(const struct measure_run *run, uint32_t area, date_day day,
                            uint64_t *children)
{
    uint64_t sum = 0, one;
    bool any = false;
    if (area != GROUP_ALL)
        return area != 0 && population_of(run, area, day, children);
    if (population_of(run, 0, day, children))
        return true;
    for (uint32_t number = 1; number < run->areas.folded.count; number++)
        if (population_of(run, number, day, &one)) {
            any = true;
            sum += one;
        }
    *children = sum;
    return any;
}

/* --- Groups in order -------------------------------------------------------------------------- */

struct ordered_group {
    uint32_t number;             /* in the grid */
    uint64_t organisation, area; /* rank + 1; 0: all */
};

static int compare_groups(const void *a, const void *b)
{
    const struct ordered_group *first = a, *second = b;
    if (first->organisation != second->organisation)
        return first->organisation < second->organisation ? -1 : 1;
    return (first->area > second->area) - (first->area < second->area);
}

/* The groups to print, in order; `*count` of them. */
static struct ordered_group *order_groups(const struct measure_run *run, const struct tally *tally,
                                          size_t *count)
{
    struct ordered_group *list = memory_new(tally->grid.group_count + 1, sizeof *list);
    bool rate = tally->measure->unit == MEASURE_PER_10000;
    *count = 0;
    for (uint32_t i = 0; list && i < tally->grid.group_count; i++) {
        struct group group = tally->grid.groups[i];
        bool both = group.organisation != GROUP_ALL && group.area != GROUP_ALL;
        if ((both && !run->request->by_both) || (rate && group.organisation != GROUP_ALL))
            continue;
        list[(*count)++] = (struct ordered_group){
            .number = i,
            .organisation = group.organisation == GROUP_ALL
                                ? 0
                                : run->organisations.rank[group.organisation] + (uint64_t)1,
            .area = group.area == GROUP_ALL ? 0 : run->areas.rank[group.area] + (uint64_t)1,
        };
    }
    if (list && *count > 1)
        qsort(list, *count, sizeof *list, compare_groups);
    return list;
}

/* --- One row ---------------------------------------------------------------------------------- */

static struct text shown_name(const struct measure_run *run, const struct names *names,
                              uint32_t number)
{
    if (number == GROUP_ALL)
        return TEXT("");
    struct text name = number == 0 ? phrase(run->request->phrases, "measures-not-recorded")
                                   : names->shown[number];
    return arena_copy(&run->results->arena, name);
}

static void set_value(struct measure_result *result, const struct tally *tally, uint32_t group)
{
    const int64_t *quarters;
    switch (tally->measure->unit) {
    case MEASURE_NUMBER:
        result->has_value = result->numerator <= INT64_MAX / 10;
        result->value = result->has_value ? (int64_t)result->numerator * 10 : 0;
        break;
    case MEASURE_PER_CENT:
        result->has_value = measure_ratio(result->numerator, result->denominator, PER_CENT,
                                          &result->value);
        break;
    case MEASURE_PER_10000:
        result->has_value = measure_ratio(result->numerator, result->denominator, PER_10000,
                                          &result->value);
        break;
    default:
        result->has_value = result->has_quarters = result->numerator > 0;
        quarters = &tally->quarters[(group * tally->grid.periods + result->period) * 3];
        if (result->has_value) {
            result->lower = quarters[0];
            result->value = quarters[1];
            result->upper = quarters[2];
        }
        break;
    }
}

static void set_counts(const struct measure_run *run, struct tally *tally, uint32_t group,
                       size_t category, struct measure_result *result)
{
    const struct measure *measure = tally->measure;
    size_t period = result->period;
    const struct cell_count *cell = grid_cell(&tally->grid, group, category, period);
    const struct cell_count *whole = grid_cell(&tally->grid, group, 0, period);
    uint32_t all = grid_group(&tally->grid, (struct group){GROUP_ALL, GROUP_ALL});
    result->numerator = cell->numerator;
    result->denominator = tally->own_denominators ? cell->denominator : whole->denominator;
    result->has_denominator = measure->unit != MEASURE_NUMBER;
    if (measure->out_of == MEASURE_OUT_OF_TOTAL)
        result->denominator = grid_cell(&tally->grid, all, 0, period)->denominator;
    if (measure->out_of == MEASURE_OUT_OF_POPULATION)
        result->has_denominator = find_population(run, result->area_number,
                                                  run->results->periods.list[period].last,
                                                  &result->denominator);
    if (!result->has_denominator)
        result->denominator = 0;
    result->has_pending = measure->kind == MEASURE_FOLLOWED;
    result->pending = cell->pending;
}

static bool add_result(struct measure_run *run, const struct measure_result *result)
{
    struct measure_results *results = run->results;
    void *list = results->list;
    char digits[24];
    if (results->count == LIMIT_MEASURE_RESULTS)
        return report_with(run->reporter, PLACE_NONE, MESSAGE_MEASURE_RESULTS,
                           number_text(LIMIT_MEASURE_RESULTS, digits));
    if (!memory_reserve(&list, &results->capacity, results->count + 1, sizeof *results->list))
        return measure_no_memory(run);
    results->list = list;
    results->list[results->count++] = *result;
    return true;
}

/* --- One measure ------------------------------------------------------------------------------ */

/* A category has rows when it occurs; those of the scale always. */
static bool occurs(struct tally *tally, size_t category)
{
    uint32_t all = grid_group(&tally->grid, (struct group){GROUP_ALL, GROUP_ALL});
    if (tally->measure->kind == MEASURE_CHANGE)
        return true;
    for (size_t period = 0; period < tally->grid.periods; period++) {
        const struct cell_count *cell = grid_cell(&tally->grid, all, category, period);
        if (cell->numerator > 0 || (tally->own_denominators && cell->denominator > 0))
            return true;
    }
    return false;
}

static bool add_category(struct measure_run *run, struct tally *tally, size_t category,
                         const struct ordered_group *groups, size_t group_count,
                         const struct text (*names)[2])
{
    for (size_t i = 0; i < group_count; i++) {
        struct group group = tally->grid.groups[groups[i].number];
        for (size_t period = 0; period < tally->grid.periods; period++) {
            struct measure_result result = {
                .measure = tally->measure,
                .category = category > 0 ? tally->category_codes[category - 1] : TEXT(""),
                .category_name = category > 0 ? tally->category_names[category - 1] : TEXT(""),
                .organisation = names[i][0],
                .area = names[i][1],
                .organisation_number = group.organisation,
                .area_number = group.area,
                .category_number = category,
                .period = period,
            };
            set_counts(run, tally, groups[i].number, category, &result);
            set_value(&result, tally, groups[i].number);
            if (!add_result(run, &result))
                return false;
        }
    }
    return true;
}

static bool add_tally(struct measure_run *run, struct tally *tally, struct measure_note *note)
{
    size_t count = 0;
    struct ordered_group *groups = order_groups(run, tally, &count);
    struct text(*names)[2] = memory_new(count + 1, sizeof *names);
    bool done = groups && names, split = tally->category_count > 0;
    for (size_t i = 0; i < count && done; i++) {
        struct group group = tally->grid.groups[groups[i].number];
        names[i][0] = shown_name(run, &run->organisations, group.organisation);
        names[i][1] = shown_name(run, &run->areas, group.area);
        done = names[i][0].data && names[i][1].data;
    }
    if (!done)
        measure_no_memory(run);
    note->first = run->results->count;
    if (done && (!split || tally->own_denominators))
        done = add_category(run, tally, 0, groups, count, (const struct text(*)[2])names);
    for (size_t category = 1; category <= tally->category_count && done; category++)
        if (occurs(tally, category))
            done = add_category(run, tally, category, groups, count,
                                (const struct text(*)[2])names);
    note->count = run->results->count - note->first;
    note->adds_over_groups = tally->adds_over_groups;
    note->adds_over_periods = tally->adds_over_periods;
    note->own_denominators = tally->own_denominators;
    note->undated = tally->undated;
    note->ahead = tally->ahead;
    uint32_t all = grid_group(&tally->grid, (struct group){GROUP_ALL, GROUP_ALL});
    note->pending = grid_cell(&tally->grid, all, 0, 0)->pending;
    memory_free(groups);
    memory_free(names);
    return done;
}

bool results_make(struct measure_run *run)
{
    char digits[24];
    for (size_t i = 0, at = 0; i < run->results->note_count; i++) {
        struct measure_note *note = &run->results->notes[i];
        if (!note->counted)
            continue;
        struct tally *tally = &run->tallies[at++];
        if (tally->grid.full)
            return report_with(run->reporter, PLACE_NONE, MESSAGE_MEASURE_RESULTS,
                               number_text(LIMIT_MEASURE_RESULTS, digits));
        if (!add_tally(run, tally, note))
            return false;
    }
    return true;
}
