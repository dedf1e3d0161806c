/* A better order: first orders from several people on, what moves make of them, and then kicks: a
 * unit is put elsewhere, the rest gets used to it, and the better order stays. */
#include "domain/genogram/genogram_search.h"

#include <stdlib.h>

static int64_t full_cost(struct plan *plan)
{
    int64_t apart;
    return plan_cost(plan, &apart);
}

static int64_t best_cost(const struct search *search)
{
    return search->kept_count == 0 ? INT64_MAX : search->kept[search->newest].cost;
}

/* Keeps what stands if it is no worse than the best. */
static void keep_best(struct search *search)
{
    struct plan *plan = search->plan;
    size_t bytes = plan->item_count * sizeof *plan->order;
    if (search->cost > best_cost(search) ||
        (search->kept_count > 0 &&
         memcmp(search->kept[search->newest].order, plan->order, bytes) == 0))
        return;
    search->newest = (search->newest + 1) % CANDIDATES;
    search->kept_count += search->kept_count < CANDIDATES;
    search->kept[search->newest].cost = search->cost;
    memcpy(search->kept[search->newest].order, plan->order, bytes);
}

void plan_take(struct plan *plan, const struct candidate *candidate)
{
    memcpy(plan->order, candidate->order, plan->item_count * sizeof *plan->order);
    plan_set_places(plan);
}

static void take_best(struct search *search)
{
    plan_take(search->plan, &search->kept[search->newest]);
    search->cost = best_cost(search);
}

/* --- Kicks ----------------------------------------------------------------------------------- */

static uint32_t random_below(struct search *search, uint32_t bound)
{
    search->random ^= search->random << 13;
    search->random ^= search->random >> 7;
    search->random ^= search->random << 17;
    return (uint32_t)((search->random >> 32) * bound >> 32);
}

enum { KICK_MOST = 6 };

/* Puts something elsewhere, lets the rest get used to it, and sees whether that is better. */
static void kick(struct search *search)
{
    struct plan *plan = search->plan;
    uint32_t number = random_below(search, plan->item_count), row = plan->items[number].row;
    enum level level = (enum level)random_below(search, LEVELS);
    uint32_t first = unit_start(plan, row, plan->items[number].place + 1, level);
    struct unit unit = {.first = first, .count = unit_end(plan, row, first, level) - first};
    int64_t before = search->cost, cost = 0;
    uint32_t steps = 1 + random_below(search, KICK_MOST);
    bool to_right = random_below(search, 2);
    search->moves--;
    while (steps > 0 && step_over(search, &unit, row, level, to_right, &cost))
        steps--;
    uint32_t at = unit.first, length = unit.count;
    if (at == first)
        return;
    search->cost += cost;
    mark_changed(search, row, first < at ? first : at, (first > at ? first : at) + length);
    /* What was put elsewhere stays there until all others have been tried. */
    for (uint32_t i = at; i < at + length; i++)
        for (uint32_t j = 0; j < LEVELS; j++)
            search->looked[row_order(plan, row)[i] * LEVELS + j] = search->clock;
    improve(search);
    if (search->cost >= before) {
        mark_changed(search, row, plan->items[number].place, plan->items[number].place + 1);
        improve(search);
    }
    keep_best(search);
    if (search->cost > best_cost(search))
        take_best(search);
}

/* --- The search ------------------------------------------------------------------------------ */

/* Improves what stands, then what sweeps make of it. */
static void settle(struct search *search, uint32_t sweeps)
{
    look_at_all(search);
    improve(search);
    search->cost = full_cost(search->plan);
    keep_best(search);
    for (uint32_t i = 0; i < sweeps && best_cost(search) > 0 && search->moves > 0; i++) {
        sweep(search, i % 2 == 0, i / 2 % 2 == 0 ? SIBSHIP : PARTNERS);
        search->cost = full_cost(search->plan);
        keep_best(search);
        look_at_all(search);
        improve(search);
        search->cost = full_cost(search->plan);
        keep_best(search);
    }
}

struct start {
    uint32_t person;
    int64_t cost;
};

static int compare_starts(const void *a, const void *b)
{
    const struct start *one = a, *other = b;
    if (one->cost != other->cost)
        return one->cost < other->cost ? -1 : 1;
    return one->person < other->person ? -1 : one->person > other->person;
}

enum { STARTS = 12, SWEEPS = 2, LEAST_MOVES = 16000 };

/* What a family of so many items and less is worth: fewer moves an item where there are many, so
 * that the time stays in bounds. */
struct effort {
    uint32_t items;
    int64_t moves; /* swaps an item that may be tried */
    uint32_t starts, reach, candidates;
};

static const struct effort *effort_for(uint32_t items)
{
    static const struct effort efforts[] = {
        {8, 0, 1, 8, CANDIDATES},
        {150, 160, 6, 8, CANDIDATES},
        {350, 2000, STARTS, 16, CANDIDATES},
        {600, 1200, STARTS, 16, CANDIDATES},
        {1500, 350, STARTS, 16, 2},
        {2500, 300, STARTS, 16, 2},
        {NONE, 300, 3, 16, 2},
    };
    const struct effort *effort = efforts;
    while (items > effort->items)
        effort++;
    return effort;
}

static bool make_room(struct search *search)
{
    for (uint32_t i = 0; i < CANDIDATES; i++) {
        search->kept[i].order = pool_room(search->plan->pool, search->plan->item_count,
                                          sizeof(uint32_t));
        if (!search->kept[i].order)
            return false;
    }
    return true;
}

/* The candidates from the best on. */
static bool hand_over(struct search *search, uint32_t most)
{
    struct plan *plan = search->plan;
    plan->candidates = pool_room(plan->pool, CANDIDATES, sizeof *plan->candidates);
    if (!plan->candidates)
        return false;
    plan->candidate_count = search->kept_count < most ? search->kept_count : most;
    for (uint32_t i = plan->candidate_count; i-- > 0;) {
        struct candidate *candidate = &plan->candidates[i];
        *candidate = search->kept[(search->newest + CANDIDATES - i) % CANDIDATES];
        plan_take(plan, candidate);
        plan_cost(plan, &candidate->apart);
    }
    return true;
}

/* First orders from so many people on, the cheapest first. False when there is no memory. */
static bool try_starts(struct search *search, struct start *starts, uint32_t count)
{
    struct plan *plan = search->plan;
    for (uint32_t i = 0; i < count; i++) {
        starts[i].person = (uint32_t)((uint64_t)i * plan->person_count / count);
        if (!plan_first_order(plan, &search->ages, starts[i].person))
            return false;
        starts[i].cost = full_cost(plan);
    }
    qsort(starts, count, sizeof *starts, compare_starts);
    return true;
}

bool plan_search(struct plan *plan)
{
    const struct effort *effort = effort_for(plan->item_count);
    struct search search = {
        .plan = plan,
        .reach = effort->reach,
        .buffer = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .units = pool_room(plan->pool, plan->item_count, sizeof(struct unit)),
        .changed = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .looked = pool_room(plan->pool, (size_t)plan->item_count * LEVELS, sizeof(uint32_t)),
        .random = 0x9E3779B97F4A7C15u, /* any number but 0 */
    };
    struct start starts[STARTS] = {{0, 0}};
    if (!plan_bonds(plan) || !ages_init(&search.ages, plan) || !make_room(&search) ||
        !search.buffer || !search.units || !search.changed || !search.looked ||
        !try_starts(&search, starts, effort->starts))
        return false;
    search.moves = effort->moves * plan->item_count;
    if (search.moves < LEAST_MOVES)
        search.moves = LEAST_MOVES;
    /* Half of the budget goes into different starts, what is left into the best of them. */
    int64_t half = search.moves / 2;
    for (uint32_t i = 0; i < effort->starts && best_cost(&search) > 0 && search.moves > half; i++) {
        if (i > 0 && starts[i].cost == starts[i - 1].cost)
            continue;
        if (!plan_first_order(plan, &search.ages, starts[i].person))
            return false;
        search.cost = starts[i].cost;
        settle(&search, SWEEPS);
    }
    take_best(&search);
    while (best_cost(&search) > 0 && search.moves > 0)
        kick(&search);
    return hand_over(&search, effort->candidates);
}
