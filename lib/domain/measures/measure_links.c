#include "domain/measures/measure_private.h"

#include "base/memory.h"

#include <stdlib.h>

/* Days of the other events by whom they are about, in order. */
struct link_index {
    date_day *days;
    size_t *starts;
    size_t keys;
};

struct links {
    struct link_index of_child, of_family, of_family_alone; /* alone: no child named */
};

/* --- Reading ---------------------------------------------------------------------------------- */

bool links_row(struct measure_run *run, struct tally *tally, struct source *source)
{
    struct happening happening;
    date_day day;
    if (!event_day(run, tally, source, &day) ||
        !conditions_hold(&tally->among, source, run->request->as_of))
        return true;
    if (!happening_from(run, source, true, &happening))
        return false;
    happening.day = day;
    happening.among = true;
    return happenings_add(run, &tally->kept, &happening);
}

bool links_other(struct measure_run *run, struct tally *tally, struct source *source)
{
    const struct source_day *day = &source->days[tally->then_day];
    bool before = tally->measure->kind == MEASURE_DAYS;
    date_day since = run->request->since;
    struct happening happening;
    if (!source_day_is(day) || day->first > run->request->as_of ||
        (before ? interval_after(tally->measure->within, day->first) : day->first) < since)
        return true;
    bool add = !run->read[measure_file_of(tally->measure->table)];
    if (!happening_from(run, source, add, &happening))
        return false;
    if (happening.child >= KEY_UNKNOWN && happening.family == KEY_NONE)
        return true;
    happening.day = day->first;
    return happenings_add(run, &tally->others, &happening);
}

/* --- Matching --------------------------------------------------------------------------------- */

static int compare_days(const void *a, const void *b)
{
    const struct happening *first = a, *second = b;
    return (first->day > second->day) - (first->day < second->day);
}

enum link_key { BY_CHILD, BY_FAMILY, BY_FAMILY_ALONE };

static uint32_t key_of(const struct happening *happening, enum link_key key)
{
    if (key == BY_CHILD)
        return happening->child == KEY_UNKNOWN ? KEY_NONE : happening->child;
    return key == BY_FAMILY || happening->child == KEY_NONE ? happening->family : KEY_NONE;
}

/* `others` stand in order of day. */
static bool index_make(struct link_index *index, const struct happenings *others,
                       enum link_key which, size_t keys)
{
    uint32_t *of = memory_new(others->count + 1, sizeof *of);
    date_day *days = memory_new(others->count + 1, sizeof *days);
    size_t count = 0, *order = NULL;
    index->days = memory_new(others->count + 1, sizeof *index->days);
    index->keys = keys;
    bool done = of && days && index->days;
    for (size_t i = 0; i < others->count && done; i++) {
        uint32_t key = key_of(&others->list[i], which);
        if (key == KEY_NONE)
            continue;
        of[count] = key;
        days[count++] = others->list[i].day;
    }
    done = done && (order = order_by(of, count, keys, &index->starts));
    for (size_t i = 0; i < count && done; i++)
        index->days[i] = days[order[i]];
    memory_free(order);
    memory_free(of);
    memory_free(days);
    return done;
}

static void links_release(struct links *links)
{
    struct link_index *all[] = {&links->of_child, &links->of_family, &links->of_family_alone};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        memory_free(all[i]->days);
        memory_free(all[i]->starts);
    }
}

/* How many of a key's days lie before `day`. */
static size_t days_before(const struct link_index *index, uint32_t key, date_day day)
{
    size_t low = index->starts[key], high = index->starts[key + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first day from `day` on, or the last up to it; `best` when that is better. */
static date_day nearest(const struct link_index *index, uint32_t key, date_day day, bool before,
                        date_day best)
{
    if (key == KEY_NONE || key >= index->keys)
        return best;
    size_t at = before ? days_before(index, key, day + 1) : days_before(index, key, day);
    if (before)
        return at > index->starts[key] && index->days[at - 1] > best ? index->days[at - 1] : best;
    return at < index->starts[key + 1] && index->days[at] < best ? index->days[at] : best;
}

/*
 * The day of the event that goes with one: about the same child, or about the same family when
 * families are counted or one of the two names no child.
 */
static date_day match(const struct tally *tally, const struct links *links,
                      const struct happening *event, bool before, date_day day)
{
    bool whole = tally->measure->each == EACH_FAMILY || event->child == KEY_NONE;
    date_day best = before ? DATE_DAY_OPEN_START : DATE_DAY_OPEN_END;
    best = nearest(&links->of_child, event->child, day, before, best);
    return nearest(whole ? &links->of_family : &links->of_family_alone, event->family, day, before,
                   best);
}

/* --- Followed --------------------------------------------------------------------------------- */

static bool count_followed(struct measure_run *run, struct tally *tally, const struct links *links)
{
    /* The same day counts in another table; in its own, the row itself must not. */
    bool same = measure_file_of(tally->measure->then) == measure_file_of(tally->measure->table);
    for (size_t i = 0; i < tally->kept.count; i++) {
        const struct happening *event = &tally->kept.list[i];
        date_day limit = interval_after(tally->measure->within, event->day);
        struct cell_count *cell = grid_at(&tally->grid, event->group, 0,
                                          periods_of(&run->results->periods, event->day));
        if (!cell)
            return tally->grid.full || measure_no_memory(run);
        if (limit > run->request->as_of) {
            cell->pending++;
            continue;
        }
        cell->denominator++;
        cell->numerator += match(tally, links, event, false, event->day + same) <= limit;
    }
    return grid_fold(&tally->grid, run->results->periods.base) || tally->grid.full ||
           measure_no_memory(run);
}

/* --- Days ------------------------------------------------------------------------------------- */

struct taken {
    size_t cell; /* group and period */
    int64_t days;
};

static int compare_taken(const void *a, const void *b)
{
    const struct taken *first = a, *second = b;
    if (first->cell != second->cell)
        return first->cell < second->cell ? -1 : 1;
    return (first->days > second->days) - (first->days < second->days);
}

static bool make_quarters(struct tally *tally, struct taken *taken, size_t count)
{
    size_t width = tally->grid.group_count * tally->grid.periods;
    int64_t *days = memory_new(count + 1, sizeof *days);
    tally->quarters = memory_new(width * 3 + 1, sizeof *tally->quarters);
    bool done = days && tally->quarters;
    if (done && count > 0)
        qsort(taken, count, sizeof *taken, compare_taken);
    for (size_t i = 0, next; i < count && done; i = next) {
        for (next = i; next < count && taken[next].cell == taken[i].cell; next++)
            days[next - i] = taken[next].days;
        for (unsigned quarter = 1; quarter <= 3; quarter++)
            tally->quarters[taken[i].cell * 3 + quarter - 1] = measure_quartile(days, next - i,
                                                                                quarter);
    }
    memory_free(days);
    return done;
}

/* Counts an event in its groups and periods, and takes down its days there. */
static bool count_taken(struct measure_run *run, struct tally *tally, const struct happening *event,
                        bool measured, int64_t days, struct taken *taken, size_t *count)
{
    size_t piece = periods_of(&run->results->periods, event->day);
    struct group margins[GROUP_MARGINS];
    size_t groups = grid_margins(event->group, margins);
    for (size_t i = 0; i < groups; i++) {
        uint32_t group = grid_group(&tally->grid, margins[i]);
        if (group == GROUP_ALL)
            return false;
        for (size_t period = piece;; period = 0) {
            struct cell_count *cell = grid_cell(&tally->grid, group, 0, period);
            cell->denominator++;
            cell->numerator += measured;
            if (measured)
                taken[(*count)++] = (struct taken){group * tally->grid.periods + period, days};
            if (period == 0)
                break;
        }
    }
    return true;
}

static bool count_days(struct measure_run *run, struct tally *tally, const struct links *links)
{
    const struct holidays *holidays = run->request->holidays;
    struct taken *taken = memory_new(tally->kept.count * GROUP_MARGINS * 2 + 1, sizeof *taken);
    size_t count = 0;
    bool done = taken;
    for (size_t i = 0; i < tally->kept.count && done; i++) {
        const struct happening *event = &tally->kept.list[i];
        date_day from = match(tally, links, event, true, event->day);
        bool measured = from != DATE_DAY_OPEN_START &&
                        interval_after(tally->measure->within, from) >= event->day;
        int64_t days = 0;
        if (measured)
            days = holidays ? holidays_working_days_between(holidays, from, event->day)
                            : (int64_t)event->day - from;
        done = count_taken(run, tally, event, measured, days, taken, &count);
    }
    done = done && make_quarters(tally, taken, count);
    memory_free(taken);
    return done || tally->grid.full || measure_no_memory(run);
}

bool links_finish(struct measure_run *run, struct tally *tally)
{
    struct links links = {.of_child = {NULL, NULL, 0}};
    size_t children = run->keys.children.count, families = keys_family_count(&run->keys);
    happenings_merge(run, tally);
    if (tally->others.count > 0)
        qsort(tally->others.list, tally->others.count, sizeof *tally->others.list, compare_days);
    bool done = index_make(&links.of_child, &tally->others, BY_CHILD, children) &&
                index_make(&links.of_family, &tally->others, BY_FAMILY, families) &&
                index_make(&links.of_family_alone, &tally->others, BY_FAMILY_ALONE, families);
    if (!done)
        measure_no_memory(run);
    else if (tally->measure->kind == MEASURE_DAYS)
        done = count_days(run, tally, &links);
    else
        done = count_followed(run, tally, &links);
    links_release(&links);
    return done;
}
