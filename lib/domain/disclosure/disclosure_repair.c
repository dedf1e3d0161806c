#include "domain/disclosure/disclosure_private.h"

#include "base/memory.h"

/*
 * One step up or down for the target, and then a cell for each sum that this puts out of balance,
 * until none is: the cheapest cell that mends most sums and spoils fewest. It looks neither back
 * nor ahead, so it may fail where there is a way, and finds dear ones; but it is fast in tables of
 * any shape, and what it finds is held against all bounds as everything is.
 */

enum { STEPS_MOST = 400, TRIES = 40 };

struct repair {
    struct disclosure *d;
    int32_t *moved, *off; /* of a cell; of a sum */
    uint32_t *visits;     /* of a cell: how often it was moved */
    bool *listed;         /* of a sum */
    uint32_t *cells;      /* that were moved, in order */
    uint32_t *sums;       /* that were ever put out of balance, in order */
    size_t cell_count, sum_count;
    size_t begin;             /* which cell of a sum is looked at first */
    uint64_t price, spoiling; /* so far; of putting one more sum out of balance */
    bool may_hide;
};

static void move(struct repair *repair, uint32_t number, int32_t change)
{
    const struct disclosure *d = repair->d;
    const struct disclosure_cell *cell = &d->cells[number];
    repair->moved[number] += change;
    if (repair->visits[number]++ == 0) {
        repair->cells[repair->cell_count++] = number;
        repair->price += disclosure_price(cell);
    }
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++) {
        uint32_t sum = d->uses[i].other;
        if (!repair->listed[sum])
            repair->sums[repair->sum_count++] = sum;
        repair->listed[sum] = true;
        repair->off[sum] += d->uses[i].sign * change;
    }
}

/* What it costs to take a cell; sums that it mends make it cheaper, and having been taken before
 * dearer, against running in circles. */
static int64_t cost_of(const struct repair *repair, uint32_t number, int32_t change)
{
    const struct disclosure *d = repair->d;
    const struct disclosure_cell *cell = &d->cells[number];
    int64_t visits = repair->visits[number];
    int64_t cost = visits == 0 ? (int64_t)disclosure_price(cell)
                               : visits * (int64_t)repair->spoiling;
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++) {
        int32_t off = repair->off[d->uses[i].other], after = off + d->uses[i].sign * change;
        cost += ((after < 0 ? -after : after) - (off < 0 ? -off : off)) * (int64_t)repair->spoiling;
    }
    return cost;
}

/* The direction in which a cell of a sum mends it; 0 when it cannot. */
static int32_t mending(const struct repair *repair, uint32_t sum,
                       const struct disclosure_term *term)
{
    const struct disclosure_cell *cell = &repair->d->cells[term->other];
    int32_t step = repair->off[sum] > 0 ? -term->sign : term->sign;
    return term->other == repair->cells[0] || !disclosure_is_open(cell, repair->may_hide) ||
                   cell->value + repair->moved[term->other] + step < disclosure_least(cell)
               ? 0
               : step;
}

/* Mends a sum by one with the best cell for it; of equals the first, beginning somewhere. False
 * when none can. */
static bool mend(struct repair *repair, uint32_t sum)
{
    struct disclosure *d = repair->d;
    size_t start = DISCLOSURE_SUM_START(d, sum), count = DISCLOSURE_SUM_END(d, sum) - start;
    int64_t best = INT64_MAX;
    uint32_t chosen = DISCLOSURE_NONE;
    int32_t change = 0;
    for (size_t i = 0; i < count; i++) {
        const struct disclosure_term *term = &d->terms[start + (i + repair->begin) % count];
        int32_t step = mending(repair, sum, term);
        int64_t cost = step == 0 ? INT64_MAX : cost_of(repair, term->other, step);
        if (cost >= best)
            continue;
        best = cost;
        chosen = term->other;
        change = step;
    }
    d->work += count;
    if (chosen != DISCLOSURE_NONE)
        move(repair, chosen, change);
    return chosen != DISCLOSURE_NONE;
}

/* The sum out of balance that fewest cells can mend; DISCLOSURE_NONE when all are in balance. */
static uint32_t hardest(const struct repair *repair)
{
    struct disclosure *d = repair->d;
    uint32_t hardest = DISCLOSURE_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < repair->sum_count && least > 1; i++) {
        uint32_t sum = repair->sums[i];
        size_t count = 0;
        if (repair->off[sum] == 0)
            continue;
        for (size_t j = DISCLOSURE_SUM_START(d, sum); j < DISCLOSURE_SUM_END(d, sum); j++)
            count += mending(repair, sum, &d->terms[j]) != 0;
        d->work += DISCLOSURE_SUM_END(d, sum) - DISCLOSURE_SUM_START(d, sum);
        if (count < least) {
            least = count;
            hardest = sum;
        }
    }
    return hardest;
}

/* Leaves in `cells` and `moved` what brings all sums back into balance. */
static bool repair_all(struct repair *repair, uint32_t target, int32_t change)
{
    uint32_t sum;
    size_t steps = 0;
    move(repair, target, change);
    while ((sum = hardest(repair)) != DISCLOSURE_NONE)
        if (++steps >= STEPS_MOST || !mend(repair, sum))
            return false;
    return true;
}

static void forget(struct repair *repair)
{
    for (size_t i = 0; i < repair->cell_count; i++)
        repair->moved[repair->cells[i]] = 0;
    for (size_t i = 0; i < repair->cell_count; i++)
        repair->visits[repair->cells[i]] = 0;
    for (size_t i = 0; i < repair->sum_count; i++)
        repair->off[repair->sums[i]] = 0;
    for (size_t i = 0; i < repair->sum_count; i++)
        repair->listed[repair->sums[i]] = false;
    repair->cell_count = repair->sum_count = 0;
    repair->price = 0;
}

/* Takes down in `found` what was moved. False: no memory. */
static bool take_down(struct repair *repair)
{
    repair->d->found_count = 0;
    for (size_t i = 0; i < repair->cell_count; i++)
        if (!disclosure_add_step(repair->d, repair->cells[i], repair->moved[repair->cells[i]]))
            return false;
    return true;
}

/* One of the tries: both directions, several prices of spoiling a sum, several beginnings. */
static bool try_repair(struct repair *repair, uint32_t target, unsigned which)
{
    static const uint64_t spoiling[] = {300, 1000, 3000, 20000};
    const struct disclosure_cell *cell = &repair->d->cells[target];
    int32_t change = which % 2 == 0 ? 1 : -1;
    repair->spoiling = spoiling[which / 2 % 4];
    repair->begin = which / 8;
    return (change > 0 || cell->value > disclosure_least(cell)) &&
           repair_all(repair, target, change);
}

static bool search(struct repair *repair, uint32_t target, enum disclosure_found *found)
{
    uint64_t best = UINT64_MAX;
    unsigned best_try = 0;
    bool done = true;
    *found = DISCLOSURE_NOTHING;
    for (unsigned i = 0; done && i < TRIES; i++) {
        if (try_repair(repair, target, i) && repair->price < best) {
            done = take_down(repair);
            if (done && disclosure_proves(repair->d, target, repair->may_hide)) {
                best = repair->price;
                best_try = i;
                *found = DISCLOSURE_FOUND;
            }
        }
        forget(repair);
    }
    if (done && *found == DISCLOSURE_FOUND) {
        done = try_repair(repair, target, best_try) && take_down(repair) &&
               disclosure_proves(repair->d, target, repair->may_hide);
        forget(repair);
    }
    return done;
}

enum disclosure_found disclosure_find_repair(struct disclosure *d, uint32_t target, bool may_hide)
{
    enum disclosure_found found = DISCLOSURE_NOTHING;
    struct repair repair = {.d = d, .may_hide = may_hide};
    size_t cells = d->cell_count + 1, sums = d->sum_count + 1;
    repair.moved = memory_new(cells, sizeof *repair.moved);
    repair.visits = memory_new(cells, sizeof *repair.visits);
    repair.cells = memory_new(cells, sizeof *repair.cells);
    repair.off = memory_new(sums, sizeof *repair.off);
    repair.listed = memory_new(sums, sizeof *repair.listed);
    repair.sums = memory_new(sums, sizeof *repair.sums);
    bool done = repair.moved && repair.visits && repair.cells && repair.off && repair.listed &&
                repair.sums && search(&repair, target, &found);
    memory_free(repair.moved);
    memory_free(repair.visits);
    memory_free(repair.cells);
    memory_free(repair.off);
    memory_free(repair.listed);
    memory_free(repair.sums);
    return done ? found : DISCLOSURE_NO_MEMORY;
}
