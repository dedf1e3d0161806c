/* Moves that the age order allows, each kept when it costs less; sweeps by the middle of what hangs
 * together. */
#include "domain/genogram/genogram_search.h"

#include <stdlib.h>

/* --- What moves as one ----------------------------------------------------------------------- */

static bool glued(const struct plan *plan, uint32_t a, uint32_t b, enum level level)
{
    if (level == SINGLE)
        return false;
    if (pair_of(plan, a, b))
        return true;
    return level == SIBSHIP && plan->items[a].group != NONE &&
           plan->items[a].group == plan->items[b].group;
}

uint32_t unit_end(const struct plan *plan, uint32_t row, uint32_t place, enum level level)
{
    const uint32_t *order = row_order(plan, row);
    uint32_t count = row_length(plan, row);
    while (++place < count && glued(plan, order[place - 1], order[place], level)) {
    }
    return place;
}

uint32_t unit_start(const struct plan *plan, uint32_t row, uint32_t end, enum level level)
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
    plan_keep_ages(plan, &search->ages, row);
}

void sweep(struct search *search, bool down, enum level level)
{
    struct plan *plan = search->plan;
    for (uint32_t i = 1; i < plan->row_count; i++)
        sort_row(search, down ? i : plan->row_count - 1 - i, down, level);
    plan_set_places(plan);
}

/* --- Moves ----------------------------------------------------------------------------------- */

/* Exchanges two neighbouring units of a row if the age order allows it; adds to the cost. */
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
            search->moves--;
        }
    return true;
}

/* Moves the unit at places first to end so that it begins at `to`; what that costs is known. */
static void carry(struct search *search, uint32_t row, uint32_t first, uint32_t end, uint32_t to)
{
    struct plan *plan = search->plan;
    uint32_t *order = row_order(plan, row);
    for (; first > to; first--, end--)
        for (uint32_t i = first; i < end; i++)
            swap_items(plan, order[i - 1], order[i]);
    for (; first < to; first++, end++)
        for (uint32_t i = end; i > first; i--)
            swap_items(plan, order[i - 1], order[i]);
}

/* What hangs together with an item is worth another look. */
static void mark_near(struct search *search, uint32_t number)
{
    const struct plan *plan = search->plan;
    const struct item *item = &plan->items[number];
    search->changed[number] = search->clock;
    for (uint32_t i = 0; i < item->above_count; i++) {
        const struct comb *comb = &plan->combs[plan->above[item->first_above + i]];
        search->changed[comb->host] = search->clock;
        if (comb->other != NONE)
            search->changed[comb->other] = search->clock;
        for (uint32_t j = 0; j < comb->count; j++)
            search->changed[plan->below[comb->first + j]] = search->clock;
    }
    for (uint32_t i = 0; i < item->hosted_count; i++) {
        const struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + i]];
        for (uint32_t j = 0; j < comb->count; j++)
            search->changed[plan->below[comb->first + j]] = search->clock;
    }
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        search->changed[pair->items[0]] = search->changed[pair->items[1]] = search->clock;
        if (pair->comb != NONE)
            for (uint32_t j = 0; j < plan->combs[pair->comb].count; j++)
                search->changed[plan->below[plan->combs[pair->comb].first + j]] = search->clock;
    }
}

void mark_changed(struct search *search, uint32_t row, uint32_t first, uint32_t end)
{
    search->clock++;
    for (uint32_t i = first; i < end; i++)
        mark_near(search, row_order(search->plan, row)[i]);
}

bool step_over(struct search *search, struct unit *unit, uint32_t row, enum level level,
               bool to_right, int64_t *cost)
{
    const struct plan *plan = search->plan;
    uint32_t end = unit->first + unit->count, next;
    /* A single item steps over single items, all else over partners as one. */
    if (level != SINGLE)
        level = PARTNERS;
    if (to_right ? end >= row_length(plan, row) : unit->first == 0)
        return false;
    next = to_right ? unit_end(plan, row, end, level) : unit_start(plan, row, unit->first, level);
    if (to_right ? !exchange_units(search, row, unit->first, end, next, cost)
                 : !exchange_units(search, row, next, unit->first, end, cost))
        return false;
    unit->first = to_right ? next - unit->count : next;
    return true;
}

/* How many crossings more a unit may cause on the way to a better place. */
enum { PATIENCE = 3 };

/* Tries the unit at places first to end in other places of its row; true when it found a better. */
static bool move_unit(struct search *search, uint32_t row, uint32_t first, uint32_t end,
                      enum level level)
{
    int64_t best = 0;
    uint32_t best_at = first, length = end - first;
    for (int side = 0; side < 2; side++) {
        struct unit unit = {.first = first, .count = length};
        int64_t cost = 0;
        for (uint32_t steps = 0; steps < search->reach; steps++) {
            if (!step_over(search, &unit, row, level, side == 0, &cost))
                break;
            if (cost < best) {
                best = cost;
                best_at = unit.first;
            }
            if (cost > best + PATIENCE * COST_CROSSING)
                break;
        }
        carry(search, row, unit.first, unit.first + length, side == 0 ? first : best_at);
    }
    search->cost += best;
    if (best_at != first)
        mark_changed(search, row, first < best_at ? first : best_at,
                     (first > best_at ? first : best_at) + length);
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
        uint32_t number = search->buffer[i], place = plan->items[number].place;
        uint32_t *looked = &search->looked[number * LEVELS + level];
        if (search->changed[number] <= *looked)
            continue;
        *looked = search->clock;
        uint32_t first = unit_start(plan, row, place + 1, level);
        if (first != place && level != SINGLE)
            place = first;
        better |= move_unit(search, row, first, unit_end(plan, row, place, level), level);
    }
    return better;
}

void improve(struct search *search)
{
    struct plan *plan = search->plan;
    for (bool better = true; better && search->moves > 0;) {
        better = false;
        for (int level = SIBSHIP; level >= SINGLE; level--)
            for (uint32_t row = 0; row < plan->row_count; row++)
                better |= improve_row(search, row, (enum level)level);
    }
}

void look_at_all(struct search *search)
{
    search->clock++;
    for (uint32_t i = 0; i < search->plan->item_count; i++)
        search->changed[i] = search->clock;
}
