#include "domain/disclosure/disclosure_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include <stdlib.h>

enum {
    SMALL_TABLE = 400, /* cells up to which several orders are tried */
    ORDERS = 6,
    WIDER = 6 /* times that more is hidden beside a cell */
};

/* --- Choosing --- */

struct place_in_order {
    uint64_t key;
    uint32_t cell;
};

static int by_key(const void *left, const void *right)
{
    const struct place_in_order *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* The cell is not to be worked back. */
static bool is_guarded(const struct disclosure_cell *cell, uint64_t most)
{
    return cell->kind == DISCLOSURE_PRINTED ? cell->state != DISCLOSURE_SHOWN
                                            : cell->kind == DISCLOSURE_SENSITIVE &&
                                                  cell->value > 0 && (uint64_t)cell->value <= most;
}

static const struct disclosure_step *steps_of(const struct disclosure *d, uint32_t change,
                                              size_t *count)
{
    *count = d->changes.starts[change + 1] - d->changes.starts[change];
    return &d->changes.steps[d->changes.starts[change]];
}

/* Whether the change of a cell's proof touches nothing that is shown. */
static bool is_proved(const struct disclosure *d, const struct disclosure_cell *cell)
{
    size_t count;
    if (cell->proof == DISCLOSURE_NONE)
        return false;
    const struct disclosure_step *steps = steps_of(d, cell->proof, &count);
    for (size_t i = 0; i < count; i++)
        if (!disclosure_is_open(&d->cells[steps[i].cell], false))
            return false;
    return true;
}

/* Keeps what was found: hides its cells, and lets it stand for all of them that have no proof. */
static bool keep_found(struct disclosure *d)
{
    struct disclosure_changes *changes = &d->changes;
    void *steps = changes->steps, *starts = changes->starts;
    if (!memory_reserve(&steps, &changes->step_capacity, changes->step_count + d->found_count,
                        sizeof *changes->steps))
        return disclosure_no_memory(d);
    changes->steps = steps;
    if (!memory_reserve(&starts, &changes->start_capacity, changes->count + 2,
                        sizeof *changes->starts))
        return disclosure_no_memory(d);
    changes->starts = starts;
    changes->starts[changes->count] = changes->step_count;
    for (size_t i = 0; i < d->found_count; i++) {
        struct disclosure_cell *cell = &d->cells[d->found[i].cell];
        changes->steps[changes->step_count++] = d->found[i];
        if (cell->kind == DISCLOSURE_PRINTED && cell->state == DISCLOSURE_SHOWN)
            cell->state = DISCLOSURE_SECONDARY;
    }
    for (size_t i = 0; i < d->found_count; i++) {
        struct disclosure_cell *cell = &d->cells[d->found[i].cell];
        if (!is_proved(d, cell))
            cell->proof = (uint32_t)changes->count;
    }
    changes->starts[++changes->count] = changes->step_count;
    return true;
}

/* Hides the cheapest shown cell of each sum of a cell. False when there is none. */
static bool hide_beside(struct disclosure *d, uint32_t number)
{
    const struct disclosure_cell *cell = &d->cells[number];
    bool hidden = false;
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++) {
        struct disclosure_cell *best = NULL;
        uint32_t sum = d->uses[i].other;
        for (size_t j = DISCLOSURE_SUM_START(d, sum); j < DISCLOSURE_SUM_END(d, sum); j++) {
            struct disclosure_cell *other = &d->cells[d->terms[j].other];
            if (disclosure_price(other) > 0 && other->value > 1 &&
                (!best || other->price < best->price))
                best = other;
        }
        if (best) {
            best->state = DISCLOSURE_SECONDARY;
            hidden = true;
        }
    }
    return hidden;
}

/* A cell for which nothing was found: more is hidden beside it, and in the end all that is joined
 * to it. */
static bool widen(struct disclosure *d, uint32_t cell)
{
    enum disclosure_found found = DISCLOSURE_NOTHING;
    for (int i = 0; found == DISCLOSURE_NOTHING && i < WIDER && hide_beside(d, cell); i++)
        found = disclosure_find_proved(d, cell, true);
    if (found == DISCLOSURE_NOTHING) {
        d->widened = true;
        return disclosure_find_twice(d, d->cells[cell].part) && keep_found(d);
    }
    return found == DISCLOSURE_FOUND && keep_found(d);
}

static void reset(struct disclosure *d, uint64_t most)
{
    d->changes.count = d->changes.step_count = 0;
    for (size_t i = 0; i < d->cell_count; i++) {
        struct disclosure_cell *cell = &d->cells[i];
        bool small = cell->value > 0 && (uint64_t)cell->value <= most;
        cell->proof = DISCLOSURE_NONE;
        cell->state = cell->kind == DISCLOSURE_PRINTED && small ? DISCLOSURE_PRIMARY
                                                                : DISCLOSURE_SHOWN;
    }
}

/* The cell gets a proof, at the least price. */
static bool guard(struct disclosure *d, uint32_t number)
{
    enum disclosure_found found = DISCLOSURE_NOTHING;
    if (is_proved(d, &d->cells[number]))
        return true;
    if (d->cell_count <= SMALL_TABLE)
        found = disclosure_find_proved(d, number, false);
    if (found == DISCLOSURE_NOTHING)
        found = disclosure_find_proved(d, number, true);
    return found == DISCLOSURE_NOTHING ? widen(d, number)
                                       : found == DISCLOSURE_FOUND && keep_found(d);
}

/* Each guarded cell in this order, then those that were hidden beside others. */
static bool guard_all(struct disclosure *d, const uint32_t *order, size_t count, uint64_t most)
{
    for (size_t i = 0; i < count; i++)
        if (!guard(d, order[i]))
            return false;
    bool again = true;
    while (again) {
        again = false;
        for (uint32_t i = 0; i < d->cell_count; i++) {
            if (!is_guarded(&d->cells[i], most) || is_proved(d, &d->cells[i]))
                continue;
            if (!guard(d, i))
                return false;
            again = true;
        }
    }
    return true;
}

/* Tries to do without a cell: shown again when all that leant on it find another proof. */
static bool show_again(struct disclosure *d, uint32_t number, uint64_t most)
{
    enum disclosure_found found = DISCLOSURE_FOUND;
    uint32_t part = d->cells[number].part;
    d->cells[number].state = DISCLOSURE_SHOWN;
    for (uint32_t i = 0; found == DISCLOSURE_FOUND && i < d->cell_count; i++) {
        const struct disclosure_cell *cell = &d->cells[i];
        if (cell->part != part || !is_guarded(cell, most) || is_proved(d, cell))
            continue;
        found = disclosure_find_proved(d, i, false);
        if (found == DISCLOSURE_FOUND && !keep_found(d))
            found = DISCLOSURE_NO_MEMORY;
    }
    if (found != DISCLOSURE_FOUND)
        d->cells[number].state = DISCLOSURE_SECONDARY;
    return found != DISCLOSURE_NO_MEMORY;
}

/* The dearest first. */
static bool show_needless(struct disclosure *d, uint64_t most, struct place_in_order *places)
{
    size_t count = 0;
    d->work = LIMIT_DISCLOSURE_WORK - LIMIT_DISCLOSURE_WORK / 8;
    d->hurry = d->cell_count > SMALL_TABLE;
    for (uint32_t i = 0; i < d->cell_count; i++)
        if (d->cells[i].state == DISCLOSURE_SECONDARY)
            places[count++] = (struct place_in_order){UINT64_MAX - d->cells[i].price, i};
    if (count > 1)
        qsort(places, count, sizeof *places, by_key);
    bool done = true;
    for (size_t i = 0; done && i < count && d->work < LIMIT_DISCLOSURE_WORK; i++)
        done = show_again(d, places[i].cell, most);
    d->hurry = false;
    return done;
}

/* --- Orders in which to guard --- */

static uint64_t key_in(const struct disclosure_cell *cell, uint32_t number, unsigned order)
{
    switch (order) {
    case 0:
        return UINT64_MAX - (uint64_t)cell->value;
    case 1:
        return (uint64_t)cell->value;
    case 2:
        return number;
    case 3:
        return UINT64_MAX - number;
    default:
        return (number + (uint64_t)1) * (UINT64_C(0x9E3779B97F4A7C15) << (order * 4));
    }
}

/* What one order came to. */
struct outcome {
    enum disclosure_state *states;
    uint64_t price;
    bool there, widened;
};

static void keep_outcome(const struct disclosure *d, struct outcome *best)
{
    uint64_t price = 0;
    for (size_t i = 0; i < d->cell_count; i++)
        if (d->cells[i].state == DISCLOSURE_SECONDARY)
            price += d->cells[i].price;
    if (best->there && price >= best->price)
        return;
    best->there = true;
    best->price = price;
    best->widened = d->widened;
    for (size_t i = 0; i < d->cell_count; i++)
        best->states[i] = d->cells[i].state;
}

static bool try_order(struct disclosure *d, uint64_t most, unsigned order, uint32_t *list,
                      struct place_in_order *places, struct outcome *best)
{
    size_t count = 0;
    reset(d, most);
    d->widened = false;
    d->work = 0;
    for (uint32_t i = 0; i < d->cell_count; i++)
        if (is_guarded(&d->cells[i], most))
            places[count++] = (struct place_in_order){key_in(&d->cells[i], i, order), i};
    if (count > 1)
        qsort(places, count, sizeof *places, by_key);
    for (size_t i = 0; i < count; i++)
        list[i] = places[i].cell;
    if (!guard_all(d, list, count, most) || !show_needless(d, most, places))
        return false;
    keep_outcome(d, best);
    return true;
}

bool disclosure_solve(struct disclosure *d, uint64_t most)
{
    if (!disclosure_prepare(d))
        return false;
    struct outcome best = {.states = memory_new(d->cell_count + 1, sizeof *best.states)};
    uint32_t *list = memory_new(d->cell_count + 1, sizeof *list);
    struct place_in_order *places = memory_new(d->cell_count + 1, sizeof *places);
    unsigned orders = d->cell_count <= SMALL_TABLE ? ORDERS : 1;
    bool done = best.states && list && places;
    if (!done)
        disclosure_no_memory(d);
    for (unsigned i = 0; done && i < orders && !(best.there && best.price == 0); i++)
        done = try_order(d, most, i, list, places, &best);
    for (size_t i = 0; done && i < d->cell_count; i++)
        d->cells[i].state = best.states[i];
    memory_free(best.states);
    memory_free(list);
    memory_free(places);
    done = done && disclosure_check(d, most);
    d->widened = done && best.widened;
    return done;
}

/* --- Checking --- */

/* Puts a change that was kept back into `found`; none for DISCLOSURE_NONE. */
static bool recall(struct disclosure *d, uint32_t change)
{
    size_t count;
    d->found_count = 0;
    if (change >= d->changes.count)
        return true;
    const struct disclosure_step *steps = steps_of(d, change, &count);
    for (size_t i = 0; i < count; i++)
        if (!disclosure_add_step(d, steps[i].cell, steps[i].change))
            return disclosure_no_memory(d);
    return true;
}

/* A proof for a hidden cell from what is shown alone: one that was found before, if it still holds.
 */
static enum disclosure_found attack(struct disclosure *d, uint32_t cell)
{
    if (!recall(d, d->cells[cell].proof))
        return DISCLOSURE_NO_MEMORY;
    if (disclosure_proves(d, cell, false))
        return DISCLOSURE_FOUND;
    enum disclosure_found found = disclosure_find_proved(d, cell, false);
    if (found != DISCLOSURE_NOTHING)
        return found;
    if (!disclosure_find_twice(d, d->cells[cell].part))
        return DISCLOSURE_NO_MEMORY;
    return disclosure_proves(d, cell, false) ? DISCLOSURE_FOUND : DISCLOSURE_NOTHING;
}

bool disclosure_check(struct disclosure *d, uint64_t most)
{
    if (!disclosure_prepare(d))
        return false;
    bool *holds = memory_new(d->cell_count + 1, sizeof *holds);
    bool done = holds, safe = true;
    if (!holds)
        disclosure_no_memory(d);
    for (uint32_t i = 0; done && safe && i < d->cell_count; i++) {
        const struct disclosure_cell *cell = &d->cells[i];
        safe = cell->kind != DISCLOSURE_PRINTED || cell->state != DISCLOSURE_SHOWN ||
               cell->value == 0 || (uint64_t)cell->value > most;
        if (!safe || holds[i] || !is_guarded(cell, most))
            continue;
        enum disclosure_found found = attack(d, i);
        done = found != DISCLOSURE_NO_MEMORY;
        safe = found != DISCLOSURE_NOTHING;
        for (size_t j = 0; found == DISCLOSURE_FOUND && j < d->found_count; j++)
            holds[d->found[j].cell] = true;
    }
    memory_free(holds);
    return done && (safe || report(d->reporter, PLACE_NONE, MESSAGE_DISCLOSURE_GIVES_WAY));
}

struct disclosure_counts disclosure_count(const struct disclosure *d)
{
    struct disclosure_counts counts = {.widened = d->widened};
    for (size_t i = 0; i < d->cell_count; i++) {
        if (d->cells[i].kind != DISCLOSURE_PRINTED)
            continue;
        counts.cells++;
        counts.primary += d->cells[i].state == DISCLOSURE_PRIMARY;
        counts.secondary += d->cells[i].state == DISCLOSURE_SECONDARY;
    }
    return counts;
}
