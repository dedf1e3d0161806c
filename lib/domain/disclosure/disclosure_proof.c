#include "domain/disclosure/disclosure_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include <stdlib.h>

enum {
    CELL_PRICE = 1000,
    TOTAL_PRICE = 300, /* more for a total */
    DIGIT_PRICE = 4    /* more for each doubling of the count */
};

/* --- The system of sums --- */

bool disclosure_no_memory(struct disclosure *d)
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
        return disclosure_no_memory(d);
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
        return disclosure_no_memory(d);
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

bool disclosure_prepare(struct disclosure *d)
{
    d->no_memory = d->widened = false;
    d->work = 0;
    if (d->sum_count == 0) {
        void *sums = d->sums;
        if (!memory_reserve(&sums, &d->sum_capacity, 1, sizeof *d->sums))
            return disclosure_no_memory(d);
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

bool disclosure_find_twice(struct disclosure *d, uint32_t part)
{
    d->found_count = 0;
    for (uint32_t i = 0; i < d->cell_count; i++)
        if (d->cells[i].part == part && d->cells[i].value > 0 &&
            !disclosure_add_step(d, i, d->cells[i].value))
            return disclosure_no_memory(d);
    return true;
}

enum disclosure_found disclosure_find_proved(struct disclosure *d, uint32_t cell, bool may_hide)
{
    enum disclosure_found found = DISCLOSURE_NOTHING;
    if (d->cells[cell].degree == 0) {
        d->found_count = 0;
        return disclosure_add_step(d, cell, 1) || disclosure_no_memory(d) ? DISCLOSURE_FOUND
                                                                          : DISCLOSURE_NO_MEMORY;
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
        disclosure_no_memory(d);
        return DISCLOSURE_NO_MEMORY;
    }
    return found;
}
