/* A better order: sweeps down and up by the middle of what hangs together, then moves that the age
 * order allows, each kept when it costs less. */
#include "domain/genogram_private.h"

#include <stdlib.h>

struct search {
    struct plan *plan;
    int64_t cost;
    int64_t moves;                     /* swaps that may still be tried */
    struct candidate kept[CANDIDATES]; /* the newest is the best */
    uint32_t newest, kept_count;
    struct unit *units;
    struct ages ages;
    uint32_t *buffer;
    uint32_t clock;    /* counts moves that were kept */
    uint32_t *changed; /* of an item: when something near it changed last */
    uint32_t *looked;  /* of an item and level: when it was tried last */
    uint64_t random;
};

struct unit {
    uint32_t first, count; /* places in the row */
    int64_t key;
    uint32_t number;
};

static int64_t full_cost(struct plan *plan)
{
    int64_t apart;
    return plan_cost(plan, &apart);
}

static uint32_t row_length(const struct plan *plan, uint32_t row)
{
    return plan->row_start[row + 1] - plan->row_start[row];
}

static uint32_t *row_order(const struct plan *plan, uint32_t row)
{
    return &plan->order[plan->row_start[row]];
}

/* --- What moves as one ----------------------------------------------------------------------- */

enum level { SINGLE, PARTNERS, SIBSHIP, LEVELS };

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
    plan_keep_ages(plan, &search->ages, row);
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

static void mark_changed(struct search *search, uint32_t row, uint32_t first, uint32_t end)
{
    search->clock++;
    for (uint32_t i = first; i < end; i++)
        mark_near(search, row_order(search->plan, row)[i]);
}

/* How many units far a unit is tried, and how many crossings more on the way there. */
enum { REACH = 16, PATIENCE = 3 };

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
    carry(search, row, at, at + length, first);
    at = first;
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
    carry(search, row, at, at + length, best_at);
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

/* Puts something elsewhere, lets the rest get used to it, and sees whether that is better. */
static void kick(struct search *search)
{
    struct plan *plan = search->plan;
    uint32_t number = random_below(search, plan->item_count);
    uint32_t row = plan->items[number].row, count = row_length(plan, row);
    enum level level = (enum level)random_below(search, LEVELS);
    uint32_t first = unit_start(plan, row, plan->items[number].place + 1, level);
    uint32_t end = unit_end(plan, row, first, level), length = end - first, at = first;
    int64_t before = search->cost, cost = 0;
    uint32_t steps = 1 + random_below(search, 6);
    bool to_right = random_below(search, 2);
    search->moves--;
    for (; steps > 0; steps--) {
        if (to_right) {
            if (at + length >= count)
                break;
            uint32_t next = unit_end(plan, row, at + length, level == SINGLE ? SINGLE : PARTNERS);
            if (!exchange_units(search, row, at, at + length, next, &cost))
                break;
            at = next - length;
        } else {
            if (at == 0)
                break;
            uint32_t next = unit_start(plan, row, at, level == SINGLE ? SINGLE : PARTNERS);
            if (!exchange_units(search, row, next, at, at + length, &cost))
                break;
            at = next;
        }
    }
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

/* Until nothing is left to gain, or to spend, or has been gained for long. */
static void kick_on(struct search *search)
{
    enum { PATIENCE_LEAST = 120, PATIENCE_EACH = 12 };
    uint32_t vain = 0, patience = PATIENCE_LEAST + PATIENCE_EACH * search->plan->item_count;
    while (best_cost(search) > 0 && search->moves > 0 && vain < patience) {
        int64_t before = best_cost(search);
        kick(search);
        vain = best_cost(search) < before ? 0 : vain + 1;
    }
}

/* --- The search ------------------------------------------------------------------------------ */

static void look_at_all(struct search *search)
{
    search->clock++;
    for (uint32_t i = 0; i < search->plan->item_count; i++)
        search->changed[i] = search->clock;
}

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

enum {
    STARTS = 12,
    STARTS_LARGE = 3,
    MANY_PEOPLE = 2000,
    CANDIDATES_LARGE = 2,
    PEOPLE_FOR_FEW_CANDIDATES = 900,
    FEW_PEOPLE = 8,
    SWEEPS = 2
};

/* Swaps that may be tried: fewer an item where there are many, so that the time stays in bounds. */
static int64_t budget(uint32_t items)
{
    static const struct {
        uint32_t items;
        int64_t each;
    } steps[] = {{150, 300}, {350, 2000}, {600, 1200}, {1500, 350}, {NONE, 300}};
    enum { LEAST = 24000 };
    size_t i = 0;
    while (items > steps[i].items)
        i++;
    int64_t moves = items * steps[i].each;
    return moves < LEAST ? LEAST : moves;
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
static bool hand_over(struct search *search)
{
    struct plan *plan = search->plan;
    plan->candidates = pool_room(plan->pool, CANDIDATES, sizeof *plan->candidates);
    if (!plan->candidates)
        return false;
    plan->candidate_count = search->kept_count;
    if (plan->person_count > PEOPLE_FOR_FEW_CANDIDATES && plan->candidate_count > CANDIDATES_LARGE)
        plan->candidate_count = CANDIDATES_LARGE;
    for (uint32_t i = plan->candidate_count; i-- > 0;) {
        struct candidate *candidate = &plan->candidates[i];
        *candidate = search->kept[(search->newest + CANDIDATES - i) % CANDIDATES];
        plan_take(plan, candidate);
        plan_cost(plan, &candidate->apart);
    }
    return true;
}

/* First orders from several people on, the cheapest first. False when there is no memory. */
static bool try_starts(struct search *search, struct start *starts, uint32_t *count)
{
    struct plan *plan = search->plan;
    *count = plan->person_count < FEW_PEOPLE    ? 1
             : plan->person_count > MANY_PEOPLE ? STARTS_LARGE
                                                : STARTS;
    for (uint32_t i = 0; i < *count; i++) {
        starts[i].person = (uint32_t)((uint64_t)i * plan->person_count / *count);
        if (!plan_first_order(plan, &search->ages, starts[i].person))
            return false;
        starts[i].cost = full_cost(plan);
    }
    qsort(starts, *count, sizeof *starts, compare_starts);
    return true;
}

bool plan_search(struct plan *plan)
{
    struct search search = {
        .plan = plan,
        .buffer = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .units = pool_room(plan->pool, plan->item_count, sizeof(struct unit)),
        .changed = pool_room(plan->pool, plan->item_count, sizeof(uint32_t)),
        .looked = pool_room(plan->pool, (size_t)plan->item_count * LEVELS, sizeof(uint32_t)),
        .random = 0x9E3779B97F4A7C15u,
    };
    struct start starts[STARTS] = {{.person = 0}};
    uint32_t count;
    if (!plan_bonds(plan) || !ages_init(&search.ages, plan) || !make_room(&search) ||
        !search.buffer || !search.units || !search.changed || !search.looked ||
        !try_starts(&search, starts, &count))
        return false;
    search.moves = budget(plan->item_count);
    /* Half of the budget goes into different starts, what is left into the best of them. */
    int64_t half = search.moves / 2;
    for (uint32_t i = 0; i < count && best_cost(&search) > 0 && search.moves > half; i++) {
        if (i > 0 && starts[i].cost == starts[i - 1].cost)
            continue;
        if (!plan_first_order(plan, &search.ages, starts[i].person))
            return false;
        search.cost = starts[i].cost;
        settle(&search, SWEEPS);
    }
    take_best(&search);
    kick_on(&search);
    return hand_over(&search);
}
