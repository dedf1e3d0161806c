#include "domain/disclosure/disclosure_programme.h"

#include "base/limits.h"
#include "base/memory.h"

/* Which cells and sums the programme is made of: of a large table those near the target first. */

enum { MOST_NEAR = 16, FEW = 2, NEAR_CELLS = 1000, SMALL_TABLE = 600 };

/* How many cells of each sum of the target are tried: hidden ones, and others. */
struct nearness {
    size_t free, priced;
};

static void choose_cell(struct programme *p, uint32_t number)
{
    const struct disclosure_cell *cell = &p->d->cells[number];
    if (p->chosen[number])
        return;
    p->chosen[number] = true;
    if (number != p->target)
        p->columns[p->width++] = number;
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++)
        p->left[p->d->uses[i].other]++;
}

/* Order in which cells are wanted. */
static uint64_t rank_of(const struct disclosure_cell *cell)
{
    return ((uint64_t)disclosure_price(cell) << 1) + !disclosure_can_fall(cell);
}

/* The `most` cheapest open cells of a sum, of those that are free or of the others; of equals the
 * larger, which can fall. */
static void choose_cheapest(struct programme *p, uint32_t sum, size_t most, bool are_free)
{
    const struct disclosure *d = p->d;
    uint32_t best[MOST_NEAR];
    size_t count = 0;
    for (size_t i = DISCLOSURE_SUM_START(d, sum); i < DISCLOSURE_SUM_END(d, sum); i++) {
        uint32_t number = d->terms[i].other;
        const struct disclosure_cell *cell = &d->cells[number];
        uint64_t rank = rank_of(cell);
        if (!disclosure_is_open(cell, p->may_hide) || number == p->target ||
            (disclosure_price(cell) == 0) != are_free ||
            (count == most && (most == 0 || rank_of(&d->cells[best[most - 1]]) <= rank)))
            continue;
        size_t at = count < most ? count++ : most - 1;
        for (; at > 0 && rank_of(&d->cells[best[at - 1]]) > rank; at--)
            best[at] = best[at - 1];
        best[at] = number;
    }
    for (size_t i = 0; i < count; i++)
        choose_cell(p, best[i]);
}

/* Meets the sums of one more cell, and chooses what stands in two sums that were met: such cells
 * close the ways that others open. So do free ones of a single sum. */
static void choose_closing(struct programme *p, uint32_t from)
{
    const struct disclosure *d = p->d;
    const struct disclosure_cell *cell = &d->cells[from];
    for (uint32_t i = cell->first; i < cell->first + cell->degree; i++) {
        uint32_t sum = d->uses[i].other;
        if (p->row_of[sum] != DISCLOSURE_NONE)
            continue;
        p->lone[p->height] = sum;
        p->row_of[sum] = (uint32_t)p->height++;
        for (size_t j = DISCLOSURE_SUM_START(d, sum); j < DISCLOSURE_SUM_END(d, sum); j++) {
            uint32_t number = d->terms[j].other;
            const struct disclosure_cell *other = &d->cells[number];
            if (disclosure_is_open(other, p->may_hide) &&
                (p->met[number]++ > 0 || (other->degree == 1 && disclosure_price(other) == 0)))
                choose_cell(p, number);
        }
    }
}

/* The target, the cheapest of each of its sums, and what closes ways between them: of a table by
 * dimensions, a smaller one with a few other places of each. A sum that is met and has no second
 * cell gets some. */
static void choose_near(struct programme *p, const struct nearness *near)
{
    const struct disclosure_cell *target = &p->d->cells[p->target];
    memset(p->left, 0, p->d->sum_count * sizeof *p->left);
    choose_cell(p, p->target);
    for (uint32_t i = target->first; i < target->first + target->degree; i++) {
        choose_cheapest(p, p->d->uses[i].other, near->free, true);
        choose_cheapest(p, p->d->uses[i].other, near->priced, false);
    }
    choose_closing(p, p->target);
    size_t closed = 0, row = 0;
    while (closed < p->width || (row < p->height && p->width < NEAR_CELLS)) {
        if (closed < p->width) {
            choose_closing(p, p->columns[closed++]);
        } else if (p->left[p->lone[row]] < 2) {
            choose_cheapest(p, p->lone[row], FEW, true);
            choose_cheapest(p, p->lone[row++], FEW, false);
        } else {
            row++;
        }
    }
}

/* A sum with a single open cell tells it: such cells go, and with them their other sums may be left
 * with one. `left` counts for each sum its open cells, `columns` serves as a list. False when the
 * target goes. */
static bool peel(struct programme *p)
{
    const struct disclosure *d = p->d;
    uint32_t *left = p->left;
    uint32_t part = d->cells[p->target].part;
    size_t count = 0;
    memset(left, 0, d->sum_count * sizeof *left);
    for (uint32_t i = 0; i < d->cell_count; i++) {
        const struct disclosure_cell *cell = &d->cells[i];
        p->chosen[i] = cell->part == part && disclosure_is_open(cell, p->may_hide);
        for (uint32_t j = cell->first; p->chosen[i] && j < cell->first + cell->degree; j++)
            left[d->uses[j].other]++;
    }
    for (uint32_t i = 0; i < d->sum_count; i++)
        if (left[i] == 1)
            p->lone[count++] = i;
    while (count > 0 && p->chosen[p->target]) {
        uint32_t sum = p->lone[--count], told = DISCLOSURE_NONE;
        for (size_t i = DISCLOSURE_SUM_START(d, sum); i < DISCLOSURE_SUM_END(d, sum); i++)
            if (p->chosen[d->terms[i].other])
                told = d->terms[i].other;
        if (told == DISCLOSURE_NONE)
            continue;
        p->chosen[told] = false;
        const struct disclosure_cell *cell = &d->cells[told];
        for (uint32_t j = cell->first; j < cell->first + cell->degree; j++)
            if (--left[d->uses[j].other] == 1)
                p->lone[count++] = d->uses[j].other;
    }
    return p->chosen[p->target];
}

/* False when the target can be told at a glance. */
static bool choose_all(struct programme *p)
{
    const struct disclosure *d = p->d;
    if (!peel(p))
        return false;
    for (uint32_t i = 0; i < d->cell_count; i++) {
        const struct disclosure_cell *cell = &d->cells[i];
        if (!p->chosen[i])
            continue;
        if (i != p->target)
            p->columns[p->width++] = i;
        for (uint32_t j = cell->first; j < cell->first + cell->degree; j++)
            if (p->row_of[d->uses[j].other] == DISCLOSURE_NONE)
                p->row_of[d->uses[j].other] = (uint32_t)p->height++;
    }
    return true;
}

/* The columns and rows for the target; `near` NULL for all. False: no memory. `*fits` tells whether
 * there is to be a tableau of them. */
static bool choose(struct programme *p, const struct nearness *near, bool *fits)
{
    struct disclosure *d = p->d;
    memset(p->chosen, 0, d->cell_count * sizeof *p->chosen);
    memset(p->met, 0, d->cell_count * sizeof *p->met);
    for (size_t i = 0; i < d->sum_count; i++)
        p->row_of[i] = DISCLOSURE_NONE;
    p->width = p->height = 0;
    *fits = false;
    if (near)
        choose_near(p, near);
    else if (!choose_all(p))
        return true;
    *fits = p->height > 0 && p->width + 1 <= LIMIT_DISCLOSURE_TABLEAU / p->height;
    if (!*fits)
        return true;
    memory_free(p->rows);
    memory_free(p->basis);
    p->rows = memory_new(p->height * (p->width + 1), sizeof *p->rows);
    p->basis = memory_new(p->height, sizeof *p->basis);
    return p->rows && p->basis;
}

static bool programme_init(struct programme *p)
{
    size_t count = p->d->cell_count + 1;
    p->columns = memory_new(count, sizeof *p->columns);
    p->chosen = memory_new(count, sizeof *p->chosen);
    p->met = memory_new(count, sizeof *p->met);
    p->prices = memory_new(count, sizeof *p->prices);
    p->lacks = memory_new(count, sizeof *p->lacks);
    p->turned = memory_new(count, sizeof *p->turned);
    p->basic = memory_new(count, sizeof *p->basic);
    p->places = memory_new(count, sizeof *p->places);
    p->row_of = memory_new(p->d->sum_count + 1, sizeof *p->row_of);
    p->left = memory_new(p->d->sum_count + 1, sizeof *p->left);
    p->lone = memory_new(p->d->term_count + p->d->sum_count + 1, sizeof *p->lone);
    return p->columns && p->chosen && p->met && p->prices && p->lacks && p->turned && p->basic &&
           p->places && p->row_of && p->left && p->lone;
}

static void programme_release(struct programme *p)
{
    memory_free(p->columns);
    memory_free(p->chosen);
    memory_free(p->met);
    memory_free(p->prices);
    memory_free(p->lacks);
    memory_free(p->turned);
    memory_free(p->basic);
    memory_free(p->places);
    memory_free(p->row_of);
    memory_free(p->left);
    memory_free(p->lone);
    memory_free(p->rows);
    memory_free(p->basis);
}

/* Looks near the target (`near` NULL: everywhere); the cheapest of what is found. False: no memory.
 */
static bool look(struct programme *p, const struct nearness *near, uint64_t *best)
{
    bool fits;
    return choose(p, near, &fits) && (!fits || programme_solve(p, best));
}

/* Near the target first; everywhere where the table is small, or when that finds nothing. */
static enum disclosure_found find(struct programme *p)
{
    static const struct nearness tries[] = {{2, 2}, {0, 4}, {4, 4}, {2, MOST_NEAR}};
    struct disclosure *d = p->d;
    bool small = d->cell_count <= SMALL_TABLE && !d->hurry, done = true;
    uint64_t best = PROGRAMME_NO_WAY;
    if (!p->may_hide && !peel(p))
        return DISCLOSURE_NOTHING; /* it can be told at a glance */
    for (size_t i = 0;
         !small && done && best == PROGRAMME_NO_WAY && i < sizeof tries / sizeof *tries; i++)
        done = look(p, &tries[i], &best);
    if (small)
        done = look(p, NULL, &best);
    if (done && best == PROGRAMME_NO_WAY && !d->hurry) {
        enum disclosure_found found = disclosure_find_repair(d, p->target, p->may_hide);
        if (found != DISCLOSURE_NOTHING)
            return found;
        done = small || look(p, NULL, &best);
    }
    return !done                      ? DISCLOSURE_NO_MEMORY
           : best == PROGRAMME_NO_WAY ? DISCLOSURE_NOTHING
                                      : DISCLOSURE_FOUND;
}

enum disclosure_found disclosure_find_change(struct disclosure *d, uint32_t target, bool may_hide)
{
    struct programme p = {.d = d, .target = target, .may_hide = may_hide};
    enum disclosure_found found = programme_init(&p) ? find(&p) : DISCLOSURE_NO_MEMORY;
    programme_release(&p);
    return found;
}
