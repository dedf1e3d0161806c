#include "domain/measures/measure_private.h"

#include "base/memory.h"

#include <stdlib.h>

bool stay_is_open(const struct stay *stay, date_day day)
{
    return stay->start <= day && day < stay->end;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* The bits of the measures whose conditions hold for the row. */
static void set_bits(struct measure_run *run, struct stays *stays, struct source *source,
                     struct stay *stay)
{
    for (size_t i = 0; i < run->tally_count; i++) {
        struct tally *tally = &run->tallies[i];
        if (tally->stay_bit == SIZE_MAX || measure_stays(run, tally->measure->table) != stays)
            continue;
        uint64_t bit = (uint64_t)1 << tally->stay_bit;
        if (conditions_hold(&tally->among, source, run->request->as_of))
            stay->among |= bit;
        if (tally->measure->kind != MEASURE_STANDING &&
            conditions_hold(&tally->counted, source, run->request->as_of))
            stay->counted |= bit;
        if (tally->stay_split != SIZE_MAX)
            stays->splits[stays->count * stays->split_count + tally->stay_split] =
                (uint8_t)(source_codes_of(source, tally->split).category + 1);
    }
}

static bool reserve(struct measure_run *run, struct stays *stays)
{
    void *list = stays->list, *splits = stays->splits;
    if (!memory_reserve(&list, &stays->capacity, stays->count + 1, sizeof *stays->list))
        return measure_no_memory(run);
    stays->list = list;
    if (stays->split_count > 0 && !memory_reserve(&splits, &stays->split_capacity,
                                                  (stays->count + 1) * stays->split_count, 1))
        return measure_no_memory(run);
    stays->splits = splits;
    return true;
}

bool stays_row(struct measure_run *run, struct stays *stays, struct source *source)
{
    const struct source_day *start = &source->days[stays->day[0]], *end = NULL;
    struct happening ids;
    if (stays->day[1] != SIZE_MAX)
        end = &source->days[stays->day[1]];
    if (!source_day_is(start))
        return table_reject_words(source->table, source->days[stays->day[0]].column,
                                  MESSAGE_CELL_BLANK, NULL, 0) ||
               true;
    date_day ends = end && source_day_is(end) ? end->last : DATE_DAY_OPEN_END;
    if (ends < start->first) {
        run->results->swapped++;
        return table_reject_words(source->table, end->column, MESSAGE_ENDS_BEFORE, NULL, 0) || true;
    }
    if (start->first > run->request->as_of || ends < run->request->since)
        return true;
    if (!reserve(run, stays) || !happening_from(run, source, true, &ids))
        return false;
    if (ids.group.organisation == GROUP_HOME)
        ids.group.organisation = GROUP_ALL;
    if (ids.group.area == GROUP_HOME)
        ids.group.area = GROUP_ALL;
    struct stay *stay = &stays->list[stays->count];
    *stay = (struct stay){
        .family = ids.family,
        .child = ids.child,
        .group = ids.group,
        .start = start->first,
        .end = ends > run->request->as_of ? DATE_DAY_OPEN_END : ends,
        .worker = KEY_NONE,
    };
    if (stays->workers && stays->worker_column != SIZE_MAX) {
        struct text worker = table_cell(source->table, stays->worker_column);
        if (worker.length > 0 && (stay->worker = names_number(&run->workers, worker)) == KEY_NONE)
            return table_no_memory(source->table);
    }
    if (stays->level_slot != SIZE_MAX)
        stay->level = source_codes_of(source, stays->level_slot).category;
    set_bits(run, stays, source, stay);
    stays->count++;
    return stays != &run->episodes || source->family == SIZE_MAX || source->child == SIZE_MAX ||
           keys_person(&run->keys, &run->keys.learned, table_cell(source->table, source->family),
                       table_cell(source->table, source->child)) ||
           table_no_memory(source->table);
}

bool stays_learn(struct measure_run *run)
{
    struct stays *stays = &run->episodes;
    run->keys.learned_known = run->keys.learned.children.count > 0;
    for (size_t i = 0; i < stays->count && run->keys.learned_known; i++) {
        struct stay *stay = &stays->list[i];
        if (!keys_is_own(stay->family))
            continue;
        stay->family = keys_family(&run->keys, TEXT(""),
                                   lookup_key(&run->keys.children, stay->child), stay->child, true);
        if (stay->family == KEY_NONE)
            return measure_no_memory(run);
    }
    return true;
}

/* --- In order --------------------------------------------------------------------------------- */

size_t *order_by(const uint32_t *keys, size_t count, size_t key_count, size_t **starts)
{
    size_t *order = memory_new(count + 1, sizeof *order);
    size_t *at = memory_new(key_count + 2, sizeof *at);
    if (!order || !at) {
        memory_free(order);
        memory_free(at);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        at[keys[i] + 2]++;
    for (size_t key = 2; key < key_count + 2; key++)
        at[key] += at[key - 1];
    for (size_t i = 0; i < count; i++)
        order[at[keys[i] + 1]++] = i;
    *starts = at;
    return order;
}

static bool group_set_add(struct group_set *set, struct group group)
{
    void *list = set->list;
    for (size_t i = 0; i < set->count; i++)
        if (set->list[i].organisation == group.organisation && set->list[i].area == group.area)
            return true;
    if (!memory_reserve(&list, &set->capacity, set->count + 1, sizeof *set->list))
        return false;
    set->list = list;
    set->list[set->count++] = group;
    return true;
}

/* --- Open on a day ---------------------------------------------------------------------------- */

/* Whom a stay is counted as, from 0; `count` is their number. A stay of a whole family is one
 * child. */
static uint32_t who_of(const struct measure_run *run, const struct tally *tally,
                       const struct stay *stay)
{
    if (tally->measure->each == EACH_FAMILY)
        return stay->family;
    if (tally->measure->each == EACH_COLUMN)
        return stay->worker;
    return stay->child != KEY_NONE ? stay->child
                                   : (uint32_t)run->keys.children.count + stay->family;
}

static size_t who_count(const struct measure_run *run, const struct tally *tally)
{
    if (tally->measure->each == EACH_COLUMN)
        return run->workers.folded.count;
    if (tally->measure->each == EACH_FAMILY)
        return keys_family_count(&run->keys);
    return run->keys.children.count + keys_family_count(&run->keys);
}

bool open_count(struct tally *tally, const struct open_visit *visit, size_t category, bool counted,
                bool among)
{
    for (size_t i = 0; i < visit->groups.count; i++) {
        struct cell_count *cell = grid_at(&tally->grid, visit->groups.list[i], category,
                                          visit->period);
        if (!cell)
            return false;
        cell->numerator += counted;
        cell->denominator += among;
    }
    return true;
}

/* Adds the groups that those of the set are part of. */
static bool add_margins(struct group_set *set)
{
    struct group margins[GROUP_MARGINS];
    size_t leaves = set->count;
    for (size_t i = 0; i < leaves; i++) {
        size_t count = grid_margins(set->list[i], margins);
        for (size_t j = 1; j < count; j++)
            if (!group_set_add(set, margins[j]))
                return false;
    }
    return true;
}

static bool walk_periods(struct measure_run *run, struct tally *tally, struct open_visit *visit,
                         open_visitor visitor)
{
    const struct periods *periods = &run->results->periods;
    uint64_t bit = (uint64_t)1 << tally->stay_bit;
    for (visit->period = 0; visit->period < periods->count; visit->period++) {
        visit->day = periods->list[visit->period].last;
        visit->groups.count = 0;
        for (size_t i = 0; i < visit->count; i++)
            if (visit->stays[i]->among & bit && stay_is_open(visit->stays[i], visit->day) &&
                !group_set_add(&visit->groups, visit->stays[i]->group))
                return false;
        if (visit->groups.count > 0 &&
            (!add_margins(&visit->groups) || !visitor(run, tally, visit)))
            return false;
    }
    return true;
}

bool open_walk(struct measure_run *run, struct tally *tally, open_visitor visitor)
{
    const struct stays *stays = measure_stays(run, tally->measure->table);
    struct open_visit visit = {.count = 0};
    size_t people = who_count(run, tally), used = 0, *starts = NULL;
    uint32_t *keys = memory_new(stays->count + 1, sizeof *keys);
    const struct stay **list = memory_new(stays->count + 1, sizeof *list);
    const struct stay **sorted = memory_new(stays->count + 1, sizeof *sorted);
    size_t *order = NULL;
    bool done = keys && list && sorted;
    for (size_t i = 0; i < stays->count && done; i++) {
        uint32_t who = who_of(run, tally, &stays->list[i]);
        if (who != KEY_NONE && (who != 0 || tally->measure->each != EACH_COLUMN)) {
            keys[used] = who;
            list[used++] = &stays->list[i];
        }
    }
    done = done && (order = order_by(keys, used, people, &starts));
    for (size_t i = 0; i < used && done; i++)
        sorted[i] = list[order[i]];
    for (size_t who = 0; who < people && done; who++)
        if (starts[who + 1] > starts[who]) {
            visit.stays = sorted + starts[who];
            visit.count = starts[who + 1] - starts[who];
            done = walk_periods(run, tally, &visit, visitor);
        }
    memory_free(order);
    memory_free(starts);
    memory_free(keys);
    memory_free(list);
    memory_free(sorted);
    memory_free(visit.groups.list);
    return done || tally->grid.full || measure_no_memory(run);
}

static bool count_open(struct measure_run *run, struct tally *tally, const struct open_visit *visit)
{
    uint64_t bit = (uint64_t)1 << tally->stay_bit;
    bool counted = false;
    (void)run;
    for (size_t i = 0; i < visit->count; i++)
        counted |= visit->stays[i]->counted & bit && stay_is_open(visit->stays[i], visit->day);
    return open_count(tally, visit, 0, counted, true);
}

bool open_finish(struct measure_run *run, struct tally *tally)
{
    return open_walk(run, tally, count_open);
}

/* --- A family's unbroken times ---------------------------------------------------------------- */

struct sorted_stay {
    const struct stay *stay;
    size_t number;
    uint32_t organisation, area; /* ranks */
    const uint8_t *splits;
    size_t split_count;
};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By start; what tells apart those of one start is what is shown of them, so that the order of rows
 * does not matter. */
static int compare_stays(const void *a, const void *b)
{
    const struct sorted_stay *first = a, *second = b;
    int order = compare_numbers(first->stay->start, second->stay->start);
    if (order == 0)
        order = compare_numbers(first->stay->end, second->stay->end);
    if (order == 0)
        order = compare_numbers(second->organisation, first->organisation);
    if (order == 0)
        order = compare_numbers(second->area, first->area);
    if (order == 0 && first->split_count > 0)
        order = memcmp(second->splits, first->splits, first->split_count);
    if (order == 0)
        order = (first->stay->counted > second->stay->counted) -
                (first->stay->counted < second->stay->counted);
    return order;
}

static uint32_t rank_of(const struct names *names, uint32_t number)
{
    return number >= GROUP_HOME ? number : names->rank[number];
}

static bool add_spell(struct measure_run *run, const struct spell *spell)
{
    void *spells = run->spells;
    if (!memory_reserve(&spells, &run->spell_capacity, run->spell_count + 1, sizeof *run->spells))
        return false;
    run->spells = spells;
    run->spells[run->spell_count++] = *spell;
    return true;
}

static bool add_spells(struct measure_run *run, struct sorted_stay *list, size_t count,
                       const struct interval *gap)
{
    if (count > 1)
        qsort(list, count, sizeof *list, compare_stays);
    struct spell spell = {list[0].stay->family, list[0].stay->start, list[0].stay->end,
                          list[0].number};
    for (size_t i = 1; i < count; i++) {
        const struct stay *stay = list[i].stay;
        if (stay->start > interval_after(gap, spell.end)) {
            if (!add_spell(run, &spell))
                return false;
            spell = (struct spell){stay->family, stay->start, stay->end, list[i].number};
        } else if (stay->end >= spell.end) {
            spell.end = stay->end;
            spell.last = list[i].number;
        }
    }
    return add_spell(run, &spell);
}

bool spells_make(struct measure_run *run)
{
    const struct stays *stays = &run->episodes;
    const struct interval *gap = intervals_find(run->request->intervals, TEXT("episode_gap"));
    size_t *starts = NULL, *order = NULL, families = keys_family_count(&run->keys);
    uint32_t *keys = memory_new(stays->count + 1, sizeof *keys);
    struct sorted_stay *sorted = memory_new(stays->count + 1, sizeof *sorted);
    bool done = keys && sorted;
    for (size_t i = 0; i < stays->count && done; i++)
        keys[i] = stays->list[i].family;
    done = done && (order = order_by(keys, stays->count, families, &starts));
    for (size_t i = 0; i < stays->count && done; i++) {
        const struct stay *stay = &stays->list[order[i]];
        sorted[i] = (struct sorted_stay){
            .stay = stay,
            .number = order[i],
            .organisation = rank_of(&run->organisations, stay->group.organisation),
            .area = rank_of(&run->areas, stay->group.area),
            .splits = stays->splits + order[i] * stays->split_count,
            .split_count = stays->split_count,
        };
    }
    for (size_t family = 0; family < families && done; family++)
        if (starts[family + 1] > starts[family])
            done = add_spells(run, sorted + starts[family], starts[family + 1] - starts[family],
                              gap);
    memory_free(order);
    memory_free(starts);
    memory_free(keys);
    memory_free(sorted);
    return done || measure_no_memory(run);
}

bool closings_finish(struct measure_run *run, struct tally *tally)
{
    const struct periods *periods = &run->results->periods;
    const struct stays *stays = &run->episodes;
    uint64_t bit = (uint64_t)1 << tally->stay_bit;
    const struct interval *within = tally->measure->within;
    for (size_t i = 0; i < run->spell_count; i++) {
        const struct spell *spell = &run->spells[i];
        const struct stay *last = &stays->list[spell->last];
        size_t period = periods_of(periods, spell->end);
        if (spell->end == DATE_DAY_OPEN_END || period == SIZE_MAX || !(last->among & bit))
            continue;
        struct cell_count *cell = grid_at(&tally->grid, last->group, 0, period);
        if (!cell)
            return tally->grid.full || measure_no_memory(run);
        if (tally->measure->kind == MEASURE_FOLLOWED) {
            date_day limit = interval_after(within, spell->end);
            bool again = i + 1 < run->spell_count && spell[1].family == spell->family &&
                         spell[1].start <= limit;
            cell->pending += limit > run->request->as_of;
            cell->denominator += limit <= run->request->as_of;
            cell->numerator += limit <= run->request->as_of && again;
            continue;
        }
        cell->denominator++;
        cell->numerator += (last->counted & bit) != 0;
        if (tally->stay_split != SIZE_MAX)
            grid_at(&tally->grid, last->group,
                    stays->splits[spell->last * stays->split_count + tally->stay_split], period)
                ->numerator++;
    }
    return grid_fold(&tally->grid, periods->base) || tally->grid.full || measure_no_memory(run);
}

/* --- Homes ------------------------------------------------------------------------------------ */

/* Whether a stay says better than another where the family is: it began later; of equals, the
 * organisation and area that come first. */
static bool says_better(const struct measure_run *run, const struct stay *stay,
                        const struct stay *other)
{
    if (stay->start != other->start)
        return stay->start > other->start;
    uint32_t organisation = rank_of(&run->organisations, stay->group.organisation),
             other_organisation = rank_of(&run->organisations, other->group.organisation);
    if (organisation != other_organisation)
        return organisation < other_organisation;
    return rank_of(&run->areas, stay->group.area) < rank_of(&run->areas, other->group.area);
}

bool homes_make(struct measure_run *run)
{
    run->home_count = keys_family_count(&run->keys);
    run->homes = memory_new(run->home_count + 1, sizeof *run->homes);
    if (!run->homes)
        return measure_no_memory(run);
    for (size_t i = 0; i < run->home_count; i++)
        run->homes[i] = SIZE_MAX;
    for (size_t i = 0; i < run->episodes.count; i++) {
        size_t *home = &run->homes[run->episodes.list[i].family];
        if (*home == SIZE_MAX ||
            says_better(run, &run->episodes.list[i], &run->episodes.list[*home]))
            *home = i;
    }
    for (size_t i = 0; i < run->plans.count; i++) {
        size_t *home = &run->homes[run->plans.list[i].family];
        if (*home == SIZE_MAX ||
            (*home >= run->episodes.count &&
             says_better(run, &run->plans.list[i], &run->plans.list[*home - run->episodes.count])))
            *home = i + run->episodes.count;
    }
    return true;
}
