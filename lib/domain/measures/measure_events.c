#include "domain/measures/measure_private.h"

#include "base/memory.h"

#include <stdlib.h>

/* --- Conditions ------------------------------------------------------------------------------- */

static bool share_holds(const struct bound_condition *condition, struct source *source)
{
    int64_t score, most;
    bool hidden, hidden_most;
    if (!source_number(table_cell(source->table, condition->slot), source->marks, &score,
                       &hidden) ||
        !source_number(table_cell(source->table, condition->other), source->marks, &most,
                       &hidden_most) ||
        hidden || hidden_most)
        return false;
    return score / 100 * 100 == score && most <= INT64_MAX / 10000 && score <= INT64_MAX / 10000 &&
           score * 100 >= most * (int64_t)condition->interval->value;
}

static bool holds(const struct bound_condition *condition, struct source *source, date_day as_of)
{
    switch (condition->test) {
    case TEST_NOT_BLANK:
        return table_cell(source->table, condition->slot).length > 0;
    case TEST_CODES:
        return (source_codes_of(source, condition->slot).codes & condition->codes) != 0;
    case TEST_SHARE:
        return share_holds(condition, source);
    case TEST_BY:
        break;
    }
    const struct source_day *day = &source->days[condition->slot];
    const struct source_day *by = &source->days[condition->other];
    if (!source_day_is(day) || !source_day_is(by) || day->first > as_of)
        return false;
    date_day last = condition->interval ? interval_after(condition->interval, by->last) : by->last;
    return day->first <= last;
}

bool conditions_hold(const struct bound_conditions *conditions, struct source *source,
                     date_day as_of)
{
    for (size_t i = 0; i < conditions->count; i++)
        if (holds(&conditions->list[i], source, as_of))
            return true;
    return conditions->any;
}

/* --- What is kept ----------------------------------------------------------------------------- */

bool happenings_add(struct measure_run *run, struct happenings *happenings,
                    const struct happening *happening)
{
    void *list = happenings->list;
    if (!memory_reserve(&list, &happenings->capacity, happenings->count + 1,
                        sizeof *happenings->list))
        return measure_no_memory(run);
    happenings->list = list;
    happenings->list[happenings->count++] = *happening;
    return true;
}

/* Whether where a row belongs is told by its family alone. */
static bool needs_home(const struct measure_run *run, const struct source *source)
{
    return run->homes_known &&
           ((source->organisations_wanted && source->organisation == SIZE_MAX) ||
            (source->areas_wanted && source->area == SIZE_MAX));
}

bool happening_from(struct measure_run *run, struct source *source, bool add,
                    struct happening *happening)
{
    struct text family = source->family == SIZE_MAX ? TEXT("")
                                                    : table_cell(source->table, source->family);
    struct text child = source->child == SIZE_MAX ? TEXT("")
                                                  : table_cell(source->table, source->child);
    *happening = (struct happening){.other = DATE_DAY_OPEN_START};
    happening->child = keys_child(&run->keys, child, add);
    happening->family = keys_family(&run->keys, family, child, happening->child, add);
    if (add && ((child.length > 0 && happening->child == KEY_NONE) ||
                (family.length + child.length > 0 && happening->family == KEY_NONE)))
        return table_no_memory(source->table);
    if (child.length > 0 && happening->child == KEY_NONE)
        happening->child = KEY_UNKNOWN;
    if (!source_group(source, &run->organisations, &run->areas, &happening->group))
        return false;
    if (!run->homes_known)
        return true;
    if (source->organisations_wanted && source->organisation == SIZE_MAX)
        happening->group.organisation = GROUP_HOME;
    if (source->areas_wanted && source->area == SIZE_MAX)
        happening->group.area = GROUP_HOME;
    return true;
}

/* The organisation or area of a family's last stay; not recorded where only others have one. */
static uint32_t home_of(uint32_t number, bool any)
{
    return number == GROUP_ALL && any ? 0 : number;
}

struct group happening_group(const struct measure_run *run, const struct happening *happening)
{
    struct group group = happening->group;
    const struct stay *stay = NULL;
    if (group.organisation != GROUP_HOME && group.area != GROUP_HOME)
        return group;
    if (happening->family != KEY_NONE && happening->family < run->home_count) {
        size_t home = run->homes[happening->family];
        if (home != SIZE_MAX)
            stay = home < run->episodes.count ? &run->episodes.list[home]
                                              : &run->plans.list[home - run->episodes.count];
    }
    if (group.organisation == GROUP_HOME)
        group.organisation = home_of(stay ? stay->group.organisation : GROUP_ALL,
                                     run->home_organisations);
    if (group.area == GROUP_HOME)
        group.area = home_of(stay ? stay->group.area : GROUP_ALL, run->home_areas);
    return group;
}

/* --- Events ----------------------------------------------------------------------------------- */

/* The day that decides, or false when the row has none in the window. */
bool event_day(struct measure_run *run, struct tally *tally, struct source *source, date_day *day)
{
    const struct source_day *dated = &source->days[tally->days[0]];
    if (!source_day_is(dated) && tally->days[1] != SIZE_MAX)
        dated = &source->days[tally->days[1]];
    if (!source_day_is(dated)) {
        tally->undated++;
        return false;
    }
    *day = dated->first;
    tally->ahead += *day > run->request->as_of;
    return *day >= run->request->since && *day <= run->request->as_of;
}

static bool count_event(struct tally *tally, struct group group, size_t period, size_t category,
                        bool among, bool counted)
{
    struct cell_count *cell = grid_at(&tally->grid, group, 0, period);
    if (!cell)
        return false;
    cell->denominator += among;
    cell->numerator += among && counted;
    if (category > 0 && among && counted)
        grid_at(&tally->grid, group, category, period)->numerator++;
    return true;
}

bool events_row(struct measure_run *run, struct tally *tally, struct source *source)
{
    struct happening happening;
    date_day day;
    if (!event_day(run, tally, source, &day))
        return true;
    bool among = conditions_hold(&tally->among, source, run->request->as_of);
    if (!among)
        return true;
    bool counted = conditions_hold(&tally->counted, source, run->request->as_of);
    size_t category = tally->split == SIZE_MAX
                          ? 0
                          : source_codes_of(source, tally->split).category + (size_t)1;
    if (tally->measure->each == EACH_ROW && !needs_home(run, source)) {
        struct group group;
        if (!source_group(source, &run->organisations, &run->areas, &group))
            return false;
        return count_event(tally, group, periods_of(&run->results->periods, day), category, true,
                           counted) ||
               tally->grid.full || measure_no_memory(run);
    }
    if (!happening_from(run, source, true, &happening))
        return false;
    happening.day = day;
    happening.category = (uint32_t)category;
    happening.among = true;
    happening.counted = counted;
    return happenings_add(run, &tally->kept, &happening);
}

/* Rows about one family (or child) and one day are one event. */
static uint32_t who_of(const struct measure_run *run, const struct tally *tally,
                       const struct happening *happening)
{
    if (tally->measure->each == EACH_ROW)
        return KEY_NONE;
    if (tally->measure->each == EACH_CHILD && happening->child != KEY_NONE)
        return happening->child;
    return happening->family == KEY_NONE ? KEY_NONE
                                         : (uint32_t)run->keys.children.count + happening->family;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_happenings(const void *a, const void *b)
{
    const struct happening *first = a, *second = b;
    int order = compare_numbers(first->detail, second->detail);
    if (order == 0)
        order = compare_numbers(first->day, second->day);
    if (order == 0)
        order = compare_numbers(first->category, second->category);
    if (order == 0)
        order = compare_numbers(first->group.organisation, second->group.organisation);
    return order != 0 ? order : compare_numbers(first->group.area, second->group.area);
}

/* Numbers of names as their rank, so that which of equals comes first does not hang on the order of
 * rows; and back. */
static void rank_groups(const struct measure_run *run, struct happenings *happenings, bool back)
{
    for (size_t i = 0; i < happenings->count; i++) {
        struct group *group = &happenings->list[i].group;
        if (group->organisation < GROUP_HOME)
            group->organisation = back ? (uint32_t)run->organisations.sorted[group->organisation]
                                       : run->organisations.rank[group->organisation];
        if (group->area < GROUP_HOME)
            group->area = back ? (uint32_t)run->areas.sorted[group->area]
                               : run->areas.rank[group->area];
    }
}

void happenings_merge(struct measure_run *run, struct tally *tally)
{
    struct happenings *kept = &tally->kept;
    size_t count = 0;
    for (size_t i = 0; i < kept->count; i++) {
        kept->list[i].group = happening_group(run, &kept->list[i]);
        kept->list[i].detail = who_of(run, tally, &kept->list[i]);
    }
    rank_groups(run, kept, false);
    if (kept->count > 0)
        qsort(kept->list, kept->count, sizeof *kept->list, compare_happenings);
    rank_groups(run, kept, true);
    for (size_t i = 0; i < kept->count; i++) {
        struct happening *last = count > 0 ? &kept->list[count - 1] : NULL;
        if (last && last->detail == kept->list[i].detail && last->day == kept->list[i].day &&
            last->detail != KEY_NONE)
            last->counted |= kept->list[i].counted;
        else
            kept->list[count++] = kept->list[i];
    }
    kept->count = count;
}

bool events_finish(struct measure_run *run, struct tally *tally)
{
    happenings_merge(run, tally);
    for (size_t i = 0; i < tally->kept.count; i++) {
        const struct happening *event = &tally->kept.list[i];
        if (!count_event(tally, event->group, periods_of(&run->results->periods, event->day),
                         event->category, event->among, event->counted))
            return tally->grid.full || measure_no_memory(run);
    }
    return grid_fold(&tally->grid, run->results->periods.base) || tally->grid.full ||
           measure_no_memory(run);
}
