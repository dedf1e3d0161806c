/* A better order: sweeps down and up by the middle of what hangs together, then moves that the age
 * order allows, each kept when it costs less. */
#include "domain/genogram_private.h"

#include <stdlib.h>

struct search {
    struct plan *plan;
    int64_t cost;
    int64_t moves; /* swaps that may still be tried */
    uint32_t *best;
    int64_t best_cost;
    struct unit *units;
    uint32_t *buffer;
    uint64_t random;
};

struct unit {
    uint32_t first, count; /* places in the row */
    int64_t key;
    uint32_t number;
};

static uint32_t row_length(const struct plan *plan, uint32_t row)
{
    return plan->row_start[row + 1] - plan->row_start[row];
}

static uint32_t *row_order(const struct plan *plan, uint32_t row)
{
    return &plan->order[plan->row_start[row]];
}

/* --- What moves as one ----------------------------------------------------------------------- */

enum level { SINGLE, PARTNERS, SIBSHIP };

static bool are_partners(const struct plan *plan, uint32_t a, uint32_t b)
{
    const struct item *item = &plan->items[a];
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        if (pair->items[0] == b || pair->items[1] == b)
            return true;
    }
    return false;
}

static bool glued(const struct plan *plan, uint32_t a, uint32_t b, enum level level)
{
    if (level == SINGLE)
        return false;
    if (are_partners(plan, a, b))
        return true;
    return level == SIBSHIP && plan->items[a].group != NONE &&
           plan->items[a].group == plan->items[b].group;
}

/* The place behind the unit that begins at `place`. */
static uint32_t unit_end(const struct plan *plan, uint32_t row, uint32_t place, enum level level)
{
    const uint32_t *order = row_order(plan, row);
    uint32_t count = row_length(plan, row);
    while (++place < count && glued(plan, order[place - 1], order[place], level)) {
    }
    return place;
}

static uint32_t unit_start(const struct plan *plan, uint32_t row, uint32_t end, enum level level)
{
    const uint32_t *order = row_order(plan, row);
    uint32_t place = end - 1;
    while (place > 0 && glued(plan, order[place - 1], order[place], level))
        place--;
    return place;
}

/* --- Sweeps ---------------------------------------------------------------------------------- */

static int compare_units(const void *a, const void *b)
{
    const struct unit *one = a, *other = b;
    if (one->key != other->key)
        return one->key < other->key ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

/* Sum of the middles of what the item hangs from, or what hangs from it, in sixteenths. */
static int64_t pull(const struct plan *plan, const struct item *item, bool down, uint32_t *count)
{
    int64_t sum = 0;
    uint32_t combs = down ? item->above_count : item->hosted_count;
    for (uint32_t i = 0; i < combs; i++) {
        const struct comb *comb = &plan->combs[down ? plan->above[item->first_above + i]
                                                    : plan->hosted[item->first_hosted + i]];
        if (down) {
            uint32_t other = comb->other == NONE ? comb->host : comb->other;
            sum += 8 * ((int64_t)plan->items[comb->host].place + plan->items[other].place);
        } else {
            sum += 8 * ((int64_t)plan->items[plan->below[comb->first]].place +
                        plan->items[plan->below[comb->first + comb->count - 1]].place);
        }
        (*count)++;
    }
    return sum;
}

static void sort_row(struct search *search, uint32_t row, bool down, enum level level)
{
    struct plan *plan = search->plan;
    uint32_t count = row_length(plan, row), units = 0;
    uint32_t *order = row_order(plan, row);
    int64_t last = 0;
    for (uint32_t place = 0; place < count;) {
        uint32_t end = unit_end(plan, row, place, level), pulls = 0;
        int64_t sum = 0;
        for (uint32_t i = place; i < end; i++)
            sum += pull(plan, &plan->items[order[i]], down, &pulls);
        struct unit *unit = &search->units[units];
        *unit = (struct unit){place, end - place, pulls ? sum * 16 / pulls : last, units};
        last = unit->key;
        units++;
        place = end;
    }
    qsort(search->units, units, sizeof *search->units, compare_units);
    uint32_t filled = 0;
    for (uint32_t i = 0; i < units; i++)
        for (uint32_t j = 0; j < search->units[i].count; j++)
            search->buffer[filled++] = order[search->units[i].first + j];
    memcpy(order, search->buffer, count * sizeof *order);
    plan_keep_ages(plan, row);
}

static void sweep(struct search *search, bool down, enum level level)
{
    struct plan *plan = search->plan;
    for (uint32_t i = 1; i < plan->row_count; i++)
        sort_row(search, down ? i : plan->row_count - 1 - i, down, level);
    plan_set_places(plan);
}

/* --- Moves ----------------------------------------------------------------------------------- */

/* Exchanges two neighbouring units of a row if that may be; adds to the cost. */
static bool exchange_units(struct search *search, uint32_t row, uint32_t first, uint32_t middle,
                           uint32_t end, int64_t *cost)
{
    struct plan *plan = search->plan;
    uint32_t *order = row_order(plan, row);
    for (uint32_t i = first; i < middle; i++)
        for (uint32_t j = middle; j < end; j++)
            if (may_not_swap(plan, order[i], order[j]))
                return false;
    for (uint32_t i = middle; i < end; i++)
        for (uint32_t j = i; j > first + (i - middle); j--) {
            *cost += swap_cost(plan, order[j - 1], order[j]);
            swap_items(plan, order[j - 1], order[j]);
            search->moves--;
        }
    return true;
}

enum { REACH = 24, PATIENCE = 6 };

/* Tries the unit at places first to end in other places of its row; true when it found a better. */
static bool move_unit(struct search *search, uint32_t row, uint32_t first, uint32_t end,
                      enum level level)
{
    struct plan *plan = search->plan;
    uint32_t count = row_length(plan, row), length = end - first;
    int64_t cost = 0, best = 0;
    uint32_t at = first, best_at = first;
    for (uint32_t steps = 0; at + length < count && steps < REACH; steps++) {
        uint32_t next = unit_end(plan, row, at + length, level == SINGLE ? SINGLE : PARTNERS);
        if (!exchange_units(search, row, at, at + length, next, &cost))
            break;
        at = next - length;
        if (cost < best) {
            best = cost;
            best_at = at;
        }
        if (cost > best + PATIENCE * COST_CROSSING)
            break;
    }
    while (at > first) {
        int64_t ignored = 0;
        uint32_t step = at - 1;
        exchange_units(search, row, step, at, at + length, &ignored);
        at = step;
    }
    cost = 0;
    for (uint32_t steps = 0; at > 0 && steps < REACH; steps++) {
        uint32_t next = unit_start(plan, row, at, level == SINGLE ? SINGLE : PARTNERS);
        if (!exchange_units(search, row, next, at, at + length, &cost))
            break;
        at = next;
        if (cost < best) {
            best = cost;
            best_at = at;
        }
        if (cost > best + PATIENCE * COST_CROSSING)
            break;
    }
    while (at != best_at) {
        int64_t ignored = 0;
        if (at < best_at) {
            exchange_units(search, row, at, at + length, at + length + 1, &ignored);
            at++;
        } else {
            exchange_units(search, row, at - 1, at, at + length, &ignored);
            at--;
        }
    }
    search->cost += best;
    return best < 0;
}

static bool improve_row(struct search *search, uint32_t row, enum level level)
{
    struct plan *plan = search->plan;
    bool better = false;
    uint32_t count = row_length(plan, row);
    /* Each unit once: those found by item, since moving one shifts the places of others. */
    memcpy(search->buffer, row_order(plan, row), count * sizeof *search->buffer);
    for (uint32_t i = 0; i < count && search->moves > 0; i++) {
        uint32_t place = plan->items[search->buffer[i]].place;
        uint32_t first = unit_start(plan, row, place + 1, level);
        if (first != place)
            continue;
        better |= move_unit(search, row, first, unit_end(plan, row, place, level), level);
    }
    return better;
}

static void improve(struct search *search)
{
    struct plan *plan = search->plan;
    for (bool better = true; better && search->moves > 0;) {
        better = false;
        for (int level = SIBSHIP; level >= SINGLE; level--)
            for (uint32_t row = 0; row < plan->row_count; row++)
                better |= improve_row(search, row, (enum level)level);
    }
}

static void keep_best(struct search *search)
{
    if (search->cost >= search->best_cost)
        return;
    search->best_cost = search->cost;
    memcpy(search->best, search->plan->order, search->plan->item_count * sizeof *search->best);
}

static void take_best(struct search *search)
{
    memcpy(search->plan->order, search->best, search->plan->item_count * sizeof *search->best);
    plan_set_places(search->plan);
    search->cost = search->best_cost;
}

/* --- The search ------------------------------------------------------------------------------ */

static void settle(struct search *search, uint32_t sweeps)
{
    search->cost = plan_cost(search->plan);
    improve(search);
    search->cost = plan_cost(search->plan);
    keep_best(search);
    for (uint32_t i = 0; i < sweeps && search->best_cost > 0 && search->moves > 0; i++) {
        sweep(search, i % 2 == 0, i / 2 % 2 == 0 ? SIBSHIP : PARTNERS);
        search->cost = plan_cost(search->plan);
        improve(search);
        search->cost = plan_cost(search->plan);
        keep_best(search);
    }
}

bool plan_search(struct plan *plan)
{
    struct search search = {
        .plan = plan,
        .best_cost = INT64_MAX,
        .best = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .buffer = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .units = pool_room(plan->pool, plan->item_count, sizeof(struct unit)),
        .random = 0x9E3779B97F4A7C15u,
    };
    if (!search.best || !search.buffer || !search.units)
        return false;
    uint32_t starts = plan->person_count < 100 ? 8 : plan->person_count < 600 ? 4 : 2;
    search.moves = (int64_t)plan->item_count*(getenv("MV")?atoi(getenv("MV")):600);
    for (uint32_t i = 0; i < starts; i++) {
        if (!plan_first_order(plan, (uint32_t)((uint64_t)i * plan->person_count / starts)))
            return false;
        settle(&search, 6);
        if (search.best_cost == 0)
            break;
    }
    take_best(&search);
    return true;
}
