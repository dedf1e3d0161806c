#include "domain/disclosure/disclosure_private.h"

#include "base/memory.h"

/*
 * Where every cell stands in two sums at most, a change runs from sum to sum: a cell that takes one
 * away from a sum gives or takes it in its other. A state is a sum that is out of balance by one,
 * up or down; cells of one sum alone lead to the outside, which takes anything. The cheapest way
 * back to the cell's other sum is the cheapest change (Dijkstra).
 */

static const uint64_t FAR = UINT64_MAX;

struct reached {
    uint64_t cost;
    size_t from;   /* state */
    uint32_t cell; /* by which it was reached */
    int32_t change;
    bool done;
};

struct waiting {
    uint64_t cost;
    size_t state;
};

struct search {
    struct disclosure *d;
    uint32_t target;
    bool may_hide;
    struct reached *states; /* two of each sum, down and up, then the outside */
    size_t outside;
    struct waiting *heap;
    size_t heap_count, heap_capacity;
};

static bool is_before(const struct waiting *a, const struct waiting *b)
{
    return a->cost != b->cost ? a->cost < b->cost : a->state < b->state;
}

static bool heap_push(struct search *search, struct waiting entry)
{
    void *heap = search->heap;
    if (!memory_reserve(&heap, &search->heap_capacity, search->heap_count + 1, sizeof entry))
        return false;
    search->heap = heap;
    size_t at = search->heap_count++;
    for (; at > 0 && is_before(&entry, &search->heap[(at - 1) / 2]); at = (at - 1) / 2)
        search->heap[at] = search->heap[(at - 1) / 2];
    search->heap[at] = entry;
    return true;
}

static struct waiting heap_pop(struct search *search)
{
    struct waiting first = search->heap[0], last = search->heap[--search->heap_count];
    size_t at = 0, child;
    while ((child = at * 2 + 1) < search->heap_count) {
        if (child + 1 < search->heap_count &&
            is_before(&search->heap[child + 1], &search->heap[child]))
            child++;
        if (!is_before(&search->heap[child], &last))
            break;
        search->heap[at] = search->heap[child];
        at = child;
    }
    search->heap[at] = last;
    return first;
}

static size_t state_of(uint32_t sum, int32_t imbalance)
{
    return (size_t)sum * 2 + (imbalance > 0);
}

static bool reach(struct search *search, size_t from, size_t to, uint32_t cell, int32_t change)
{
    uint64_t cost = (from == SIZE_MAX ? 0 : search->states[from].cost) +
                    (cell == search->target ? 0 : disclosure_price(&search->d->cells[cell]));
    struct reached *state = &search->states[to];
    if (cost >= state->cost)
        return true;
    *state = (struct reached){.cost = cost, .from = from, .cell = cell, .change = change};
    return heap_push(search, (struct waiting){cost, to});
}

/* One step from a sum that is out of balance, or from the outside, by a cell. */
static bool step(struct search *search, size_t from, uint32_t sum, uint32_t number, int32_t change)
{
    const struct disclosure_cell *cell = &search->d->cells[number];
    if (number == search->target || !disclosure_is_open(cell, search->may_hide) ||
        (change < 0 && cell->value <= disclosure_least(cell)))
        return true;
    const struct disclosure_term *uses = &search->d->uses[cell->first];
    if (sum != DISCLOSURE_NONE && cell->degree == 1)
        return reach(search, from, search->outside, number, change);
    const struct disclosure_term *to = &uses[cell->degree == 2 && uses[0].other == sum];
    return reach(search, from, state_of(to->other, to->sign * change), number, change);
}

static bool expand(struct search *search, size_t state)
{
    const struct disclosure *d = search->d;
    if (state == search->outside) {
        for (size_t i = 0; i < d->edge_count; i++)
            if (!step(search, state, DISCLOSURE_NONE, d->edges[i], 1) ||
                !step(search, state, DISCLOSURE_NONE, d->edges[i], -1))
                return false;
        return true;
    }
    uint32_t sum = (uint32_t)(state / 2);
    int32_t imbalance = state % 2 ? 1 : -1;
    for (size_t i = DISCLOSURE_SUM_START(d, sum); i < DISCLOSURE_SUM_END(d, sum); i++)
        if (!step(search, state, sum, d->terms[i].other, -imbalance * d->terms[i].sign))
            return false;
    return true;
}

/* The cheapest way for one direction of change of the target; its cost, or FAR. False: no memory.
 */
static bool search_way(struct search *search, int32_t change, uint64_t *cost, size_t *goal)
{
    const struct disclosure_cell *cell = &search->d->cells[search->target];
    const struct disclosure_term *uses = &search->d->uses[cell->first];
    for (size_t i = 0; i <= search->outside; i++)
        search->states[i] = (struct reached){.cost = FAR};
    search->heap_count = 0;
    *cost = FAR;
    *goal = cell->degree == 1 ? search->outside : state_of(uses[0].other, -uses[0].sign * change);
    const struct disclosure_term *start = &uses[cell->degree - 1];
    if (!reach(search, SIZE_MAX, state_of(start->other, start->sign * change), search->target,
               change))
        return false;
    while (search->heap_count > 0) {
        struct waiting next = heap_pop(search);
        struct reached *state = &search->states[next.state];
        if (state->done || next.cost > state->cost)
            continue;
        state->done = true;
        if (next.state == *goal) {
            *cost = next.cost;
            return true;
        }
        if (!expand(search, next.state))
            return false;
    }
    return true;
}

static bool keep_way(struct search *search, size_t goal)
{
    search->d->found_count = 0;
    for (size_t at = goal; at != SIZE_MAX; at = search->states[at].from)
        if (!disclosure_add_step(search->d, search->states[at].cell, search->states[at].change))
            return false;
    return true;
}

enum disclosure_found disclosure_find_path(struct disclosure *d, uint32_t target, bool may_hide)
{
    const struct disclosure_cell *cell = &d->cells[target];
    struct search search = {
        .d = d, .target = target, .may_hide = may_hide, .outside = d->sum_count * 2};
    uint64_t best = FAR;
    bool done = (search.states = memory_new(search.outside + 1, sizeof *search.states)) != NULL;
    for (int32_t change = 1; done && change >= -1; change -= 2) {
        uint64_t cost;
        size_t goal;
        if (change < 0 && cell->value <= disclosure_least(cell))
            break;
        done = search_way(&search, change, &cost, &goal) &&
               (cost >= best || keep_way(&search, goal));
        if (cost < best)
            best = cost;
    }
    memory_free(search.states);
    memory_free(search.heap);
    if (!done)
        return DISCLOSURE_NO_MEMORY;
    return best == FAR ? DISCLOSURE_NOTHING : DISCLOSURE_FOUND;
}
