#include "domain/disclosure_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include <stdlib.h>

enum {
    CELL_PRICE = 1000,
    TOTAL_PRICE = 300, /* more for a total */
    DIGIT_PRICE = 4,   /* more for each doubling of the count */
    SMALL_TABLE = 400, /* cells up to which several orders are tried */
    ORDERS = 6,
    WIDER = 6 /* times that more is hidden beside a cell */
};

/* --- The system of sums --- */

static bool no_memory(struct disclosure *d)
{
    d->no_memory = true;
    return report(d->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static bool list_uses(struct disclosure *d)
{
    memory_free(d->uses);
    memory_free(d->edges);
    memory_free(d->balance);
    d->uses = memory_new(d->term_count + 1, sizeof *d->uses);
    d->edges = memory_new(d->cell_count + 1, sizeof *d->edges);
    d->balance = memory_new(d->sum_count + 1, sizeof *d->balance);
    if (!d->uses || !d->edges || !d->balance)
        return no_memory(d);
    for (size_t i = 0; i < d->cell_count; i++)
        d->cells[i].degree = 0;
    for (size_t i = 0; i < d->term_count; i++)
        d->cells[d->terms[i].other].degree++;
    uint32_t next = 0;
    d->edge_count = 0;
    for (uint32_t i = 0; i < d->cell_count; i++) {
        struct disclosure_cell *cell = &d->cells[i];
        cell->first = next;
        next += cell->degree;
        if (cell->degree == 1)
            d->edges[d->edge_count++] = i;
        cell->degree = 0;
    }
    for (uint32_t sum = 0; sum < d->sum_count; sum++)
        for (size_t i = DISCLOSURE_SUM_START(d, sum); i < DISCLOSURE_SUM_END(d, sum); i++) {
            struct disclosure_cell *cell = &d->cells[d->terms[i].other];
            d->uses[cell->first + cell->degree++] = (struct disclosure_term){sum, d->terms[i].sign};
        }
    return true;
}

static void set_prices(struct disclosure *d)
{
    for (size_t i = 0; i < d->cell_count; i++) {
        struct disclosure_cell *cell = &d->cells[i];
        cell->price = CELL_PRICE;
        for (uint32_t j = cell->first; j < cell->first + cell->degree; j++)
            if (d->uses[j].sign < 0) {
                cell->price += TOTAL_PRICE;
                break;
            }
        for (int64_t value = cell->value; value > 0; value /= 2)
            cell->price += DIGIT_PRICE;
    }
}

/* Zero is shown and never changes, so it joins nothing. */
static bool joins(const struct disclosure_cell *cell)
{
    return cell->value > 0 || cell->kind != DISCLOSURE_PRINTED;
}

/* Numbers the parts of the table that sums hold together. */
static bool find_parts(struct disclosure *d)
{
    uint32_t *waiting = memory_new(d->cell_count + 1, sizeof *waiting);
    bool *seen = memory_new(d->sum_count + 1, sizeof *seen);
    memory_free(d->is_path);
    d->is_path = memory_new(d->cell_count + 1, sizeof *d->is_path);
    if (!waiting || !seen || !d->is_path) {
        memory_free(waiting);
        memory_free(seen);
        return no_memory(d);
    }
    d->parts = 0;
    for (size_t i = 0; i < d->cell_count; i++)
        d->cells[i].part = DISCLOSURE_NONE;
    for (uint32_t start = 0; start < d->cell_count; start++) {
        size_t count = 0;
        uint32_t part = (uint32_t)d->parts;
        if (d->cells[start].part != DISCLOSURE_NONE)
            continue;
        d->is_path[part] = true;
        d->cells[start].part = part;
        waiting[count++] = start;
        while (count > 0) {
            const struct disclosure_cell *cell = &d->cells[waiting[--count]];
            if (!joins(cell))
                continue;
            d->is_path[part] = d->is_path[part] && cell->degree <= 2;
            for (uint32_t i = cell->first; i < cell->first + cell->degree; i++) {
                uint32_t sum = d->uses[i].other;
                if (seen[sum])
                    continue;
                seen[sum] = true;
                for (size_t j = d->sums[sum]; j < d->sums[sum + 1]; j++) {
                    struct disclosure_cell *other = &d->cells[d->terms[j].other];
                    if (other->part != DISCLOSURE_NONE || !joins(other))
                        continue;
                    other->part = part;
                    waiting[count++] = d->terms[j].other;
                }
            }
        }
        d->parts++;
    }
    memory_free(waiting);
    memory_free(seen);
    return true;
}

static bool prepare(struct disclosure *d)
{
    d->no_memory = d->widened = false;
    d->work = 0;
    if (d->sum_count == 0) {
        void *sums = d->sums;
        if (!memory_reserve(&sums, &d->sum_capacity, 1, sizeof *d->sums))
            return no_memory(d);
        d->sums = sums;
        d->sums[0] = 0;
    }
    if (!list_uses(d) || !find_parts(d))
        return false;
    set_prices(d);
    return true;
}

/* --- Changes --- */

bool disclosure_add_step(struct disclosure *d, uint32_t cell, int64_t change)
{
    void *found = d->found;
    if (!memory_reserve(&found, &d->found_capacity, d->found_count + 1, sizeof *d->found)) {
        d->no_memory = true;
        return false;
    }
    d->found = found;
    d->found[d->found_count++] = (struct disclosure_step){cell, change};
    return true;
}

static int by_cell(const void *left, const void *right)
{
    const struct disclosure_step *a = left, *b = right;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* Steps of one cell become one, and those that cancel out go. */
static void merge_steps(struct disclosure *d)
{
    size_t count = 0;
    if (d->found_count > 1)
        qsort(d->found, d->found_count, sizeof *d->found, by_cell);
    for (size_t i = 0, end; i < d->found_count; i = end) {
        struct disclosure_step step = {d->found[i].cell, 0};
        for (end = i; end < d->found_count && d->found[end].cell == step.cell; end++)
            step.change += d->found[end].change;
        if (step.change != 0)
            d->found[count++] = step;
    }
    d->found_count = count;
}

static void add_balance(struct disclosure *d, const struct disclosure_step *step, int64_t times)
{
    const struct disclosure_cell *cell = &d->cells[step->cell];
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++)
        d->balance[d->uses[i].other] += step->change * d->uses[i].sign * times;
}

bool disclosure_proves(struct disclosure *d, uint32_t target, bool may_hide)
{
    bool changes_it = false, holds = true;
    merge_steps(d);
    for (size_t i = 0; i < d->found_count; i++) {
        const struct disclosure_step *step = &d->found[i];
        const struct disclosure_cell *cell = &d->cells[step->cell];
        changes_it |= step->cell == target;
        holds = holds && disclosure_is_open(cell, may_hide) &&
                step->change <= (int64_t)LIMIT_DISCLOSURE_COUNT &&
                step->change >= disclosure_least(cell) - cell->value;
    }
    if (!holds || !changes_it)
        return false;
    for (size_t i = 0; i < d->found_count; i++)
        add_balance(d, &d->found[i], 1);
    for (size_t i = 0; i < d->found_count; i++) {
        const struct disclosure_cell *cell = &d->cells[d->found[i].cell];
        for (uint32_t j = cell->first; j < cell->first + cell->degree; j++)
            holds = holds && d->balance[d->uses[j].other] == 0;
    }
    for (size_t i = 0; i < d->found_count; i++)
        add_balance(d, &d->found[i], -1);
    return holds;
}

/* Twice this part of the table: prints the same when all of it is hidden. */
static bool find_twice(struct disclosure *d, uint32_t part)
{
    d->found_count = 0;
    for (uint32_t i = 0; i < d->cell_count; i++)
        if (d->cells[i].part == part && d->cells[i].value > 0 &&
            !disclosure_add_step(d, i, d->cells[i].value))
            return no_memory(d);
    return true;
}

/* Looks for a change of the cell, into `found`, that is proved to be one. */
static enum disclosure_found find_proved(struct disclosure *d, uint32_t cell, bool may_hide)
{
    enum disclosure_found found = DISCLOSURE_NOTHING;
    if (d->cells[cell].degree == 0) {
        d->found_count = 0;
        return disclosure_add_step(d, cell, 1) ? DISCLOSURE_FOUND : DISCLOSURE_NO_MEMORY;
    }
    if (d->is_path[d->cells[cell].part]) {
        found = disclosure_find_path(d, cell, may_hide);
        if (found == DISCLOSURE_NOTHING)
            return found;
    }
    if (found == DISCLOSURE_FOUND && !disclosure_proves(d, cell, may_hide))
        found = DISCLOSURE_NOTHING;
    if (found == DISCLOSURE_NOTHING && !d->no_memory)
        found = disclosure_find_change(d, cell, may_hide);
    if (found == DISCLOSURE_FOUND && !disclosure_proves(d, cell, may_hide))
        found = DISCLOSURE_NOTHING;
    if (found == DISCLOSURE_NO_MEMORY || d->no_memory) {
        no_memory(d);
        return DISCLOSURE_NO_MEMORY;
    }
    return found;
}

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
        return no_memory(d);
    changes->steps = steps;
    if (!memory_reserve(&starts, &changes->start_capacity, changes->count + 2,
                        sizeof *changes->starts))
        return no_memory(d);
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
        found = find_proved(d, cell, true);
    if (found == DISCLOSURE_NOTHING) {
        d->widened = true;
        return find_twice(d, d->cells[cell].part) && keep_found(d);
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
        found = find_proved(d, number, false);
    if (found == DISCLOSURE_NOTHING)
        found = find_proved(d, number, true);
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
        found = find_proved(d, i, false);
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
    if (!prepare(d))
        return false;
    struct outcome best = {.states = memory_new(d->cell_count + 1, sizeof *best.states)};
    uint32_t *list = memory_new(d->cell_count + 1, sizeof *list);
    struct place_in_order *places = memory_new(d->cell_count + 1, sizeof *places);
    unsigned orders = d->cell_count <= SMALL_TABLE ? ORDERS : 1;
    bool done = best.states && list && places;
    if (!done)
        no_memory(d);
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
            return no_memory(d);
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
    enum disclosure_found found = find_proved(d, cell, false);
    if (found != DISCLOSURE_NOTHING)
        return found;
    if (!find_twice(d, d->cells[cell].part))
        return DISCLOSURE_NO_MEMORY;
    return disclosure_proves(d, cell, false) ? DISCLOSURE_FOUND : DISCLOSURE_NOTHING;
}

bool disclosure_check(struct disclosure *d, uint64_t most)
{
    if (!prepare(d))
        return false;
    bool *holds = memory_new(d->cell_count + 1, sizeof *holds);
    bool done = holds || no_memory(d), safe = true;
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
