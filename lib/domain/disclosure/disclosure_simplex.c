#include "domain/disclosure/disclosure_programme.h"

#include "base/limits.h"
#include "base/memory.h"

/*
 * Two unknowns of each open cell, how far it goes up and how far down, at the price of the cell;
 * the target goes one step up or down; sums stay in balance. The simplex method over whole numbers:
 * the tableau is kept times its last pivot, so that division leaves no rest (Edmonds). Up and down
 * of a cell are one column, turned round when the other way is wanted. What comes out is held
 * against all bounds by disclosure_proves, so this file may fail to find, but cannot do harm.
 */

enum { STEP_PRICE = 1, PRICE_SCALE = 16, SHARES = 64 };

static int64_t price_of(const struct programme *p, size_t column)
{
    return (int64_t)disclosure_price(&p->d->cells[p->columns[column]]) * PRICE_SCALE + STEP_PRICE;
}

static int64_t *row_at(const struct programme *p, size_t row)
{
    return &p->rows[row * (p->width + 1)];
}

/* a * b - c * e, over `by`. */
static int64_t cross(struct programme *p, int64_t a, int64_t b, int64_t c, int64_t e)
{
    int64_t left, right, both;
    if (__builtin_mul_overflow(a, b, &left) || __builtin_mul_overflow(c, e, &right) ||
        __builtin_sub_overflow(left, right, &both)) {
        p->overflow = true;
        return 0;
    }
    return both / p->scale;
}

/* Takes the pivot's row away from another so often that its column there is nothing. Most places of
 * a row are zero: `places` are the others of the pivot's. */
static void eliminate(struct programme *p, int64_t *row, size_t length, const int64_t *pivot_row,
                      int64_t pivot, size_t column, size_t count)
{
    int64_t factor = row[column];
    if (factor == 0 && pivot == p->scale)
        return;
    if (pivot == 1 && p->scale == 1) {
        for (size_t i = 0; i < count; i++) {
            int64_t *at = &row[p->places[i]], product;
            p->overflow |= __builtin_mul_overflow(factor, pivot_row[p->places[i]], &product) ||
                           __builtin_sub_overflow(*at, product, at);
        }
        p->d->work += count;
        return;
    }
    for (size_t j = 0; j < length; j++)
        row[j] = cross(p, row[j], pivot, factor, pivot_row[j]);
    p->d->work += length;
}

static void turn(struct programme *p, size_t column)
{
    for (size_t i = 0; i < p->height; i++)
        row_at(p, i)[column] = -row_at(p, i)[column];
    p->prices[column] = 2 * price_of(p, column) * p->scale - p->prices[column];
    p->lacks[column] = -p->lacks[column];
    p->turned[column] = !p->turned[column];
}

struct choice {
    size_t column;
    int64_t lack, price;
    bool turned;
};

/* Sums are mended first, at any price. */
static void consider(struct choice *best, struct choice next)
{
    if ((next.lack < 0 || (next.lack == 0 && next.price < 0)) &&
        (next.lack < best->lack || (next.lack == best->lack && next.price < best->price)))
        *best = next;
}

/* The column to come in, turned the right way; `first` takes the first that helps, against running
 * in circles. `width` when none helps. */
static size_t entering(struct programme *p, bool first)
{
    struct choice best = {.column = p->width};
    for (size_t j = 0; j < p->width && !(first && best.column < p->width); j++) {
        if (p->basic[j])
            continue;
        consider(&best, (struct choice){j, p->lacks[j], p->prices[j], false});
        if (p->turned[j] || disclosure_can_fall(&p->d->cells[p->columns[j]]))
            consider(&best, (struct choice){j, -p->lacks[j],
                                            2 * price_of(p, j) * p->scale - p->prices[j], true});
    }
    if (best.column < p->width && best.turned)
        turn(p, best.column);
    return best.column;
}

/* The row that gives way first as the column grows; `height` when none does. */
static size_t leaving(struct programme *p, size_t column)
{
    size_t best = p->height;
    for (size_t i = 0; i < p->height; i++) {
        int64_t at = row_at(p, i)[column];
        if (at <= 0)
            continue;
        if (best == p->height) {
            best = i;
            continue;
        }
        const int64_t *row = row_at(p, i), *other = row_at(p, best);
        int64_t left, right;
        if (__builtin_mul_overflow(row[p->width], other[column], &left) ||
            __builtin_mul_overflow(other[p->width], at, &right)) {
            p->overflow = true;
            return p->height;
        }
        /* Of equals, a row that is out of balance, then the first column. */
        if (left < right || (left == right && p->basis[best] != DISCLOSURE_NONE &&
                             (p->basis[i] == DISCLOSURE_NONE || p->basis[i] < p->basis[best])))
            best = i;
    }
    return best;
}

static void exchange(struct programme *p, size_t row, size_t column)
{
    const int64_t *pivot_row = row_at(p, row);
    int64_t pivot = pivot_row[column];
    size_t count = 0;
    for (size_t j = 0; j < p->width; j++)
        if (pivot_row[j] != 0)
            p->places[count++] = (uint32_t)j;
    eliminate(p, p->prices, p->width, pivot_row, pivot, column, count);
    eliminate(p, p->lacks, p->width, pivot_row, pivot, column, count);
    p->places[count++] = (uint32_t)p->width;
    for (size_t i = 0; i < p->height; i++)
        if (i != row)
            eliminate(p, row_at(p, i), p->width + 1, pivot_row, pivot, column, count);
    p->scale = pivot;
    if (p->basis[row] != DISCLOSURE_NONE)
        p->basic[p->basis[row]] = false;
    p->basis[row] = (uint32_t)column;
    p->basic[column] = true;
    p->d->work += p->height + p->width;
}

static bool optimise(struct programme *p)
{
    const size_t quick = 10 * (p->height + 10), most = 60 * (p->height + 50);
    const uint64_t share = p->d->work + LIMIT_DISCLOSURE_WORK / SHARES;
    for (size_t turns = 0; turns < most && p->d->work < LIMIT_DISCLOSURE_WORK && p->d->work < share;
         turns++) {
        size_t column = entering(p, turns > quick);
        if (column == p->width)
            return !p->overflow;
        size_t row = leaving(p, column);
        if (row == p->height || p->overflow)
            return false;
        exchange(p, row, column);
        if (p->overflow)
            return false;
    }
    return false;
}

static void fill(struct programme *p, int32_t change)
{
    const struct disclosure *d = p->d;
    memset(p->rows, 0, p->height * (p->width + 1) * sizeof *p->rows);
    for (size_t j = 0; j < p->width; j++) {
        const struct disclosure_cell *cell = &d->cells[p->columns[j]];
        for (uint32_t i = cell->first; i < cell->first + cell->degree; i++)
            row_at(p, p->row_of[d->uses[i].other])[j] = d->uses[i].sign;
    }
    const struct disclosure_cell *target = &d->cells[p->target];
    for (uint32_t i = target->first; i < target->first + target->degree; i++)
        row_at(p, p->row_of[d->uses[i].other])[p->width] = -d->uses[i].sign * change;
    for (size_t j = 0; j < p->width; j++) {
        p->prices[j] = price_of(p, j);
        p->lacks[j] = 0;
        p->turned[j] = p->basic[j] = false;
    }
    for (size_t i = 0; i < p->height; i++) {
        int64_t *row = row_at(p, i);
        bool negative = row[p->width] < 0;
        for (size_t j = 0; j <= p->width; j++) {
            row[j] = negative ? -row[j] : row[j];
            if (j < p->width)
                p->lacks[j] -= row[j];
        }
        p->basis[i] = DISCLOSURE_NONE;
    }
    p->scale = 1;
    p->overflow = false;
    p->d->work += p->height * (p->width + 1);
}

/* What the tableau says, into `found`; its price, or PROGRAMME_NO_WAY. False: no memory. */
static bool read_change(struct programme *p, int32_t change, uint64_t *price)
{
    struct disclosure *d = p->d;
    *price = PROGRAMME_NO_WAY;
    for (size_t i = 0; i < p->height; i++)
        if (p->basis[i] == DISCLOSURE_NONE && row_at(p, i)[p->width] != 0)
            return true;
    d->found_count = 0;
    if (!disclosure_add_step(d, p->target, p->scale * change))
        return false;
    uint64_t sum = 0;
    for (size_t i = 0; i < p->height; i++) {
        int64_t value = row_at(p, i)[p->width];
        if (p->basis[i] == DISCLOSURE_NONE || value == 0)
            continue;
        uint32_t column = p->basis[i];
        sum += disclosure_price(&d->cells[p->columns[column]]);
        if (!disclosure_add_step(d, p->columns[column], p->turned[column] ? -value : value))
            return false;
    }
    if (disclosure_proves(d, p->target, p->may_hide))
        *price = sum;
    return !d->no_memory;
}

bool programme_solve(struct programme *p, uint64_t *best)
{
    struct disclosure *d = p->d;
    struct disclosure_step *kept = NULL;
    size_t kept_count = 0;
    bool done = true;
    for (int32_t change = 1; done && change >= -1; change -= 2) {
        uint64_t price;
        if (change < 0 && (!disclosure_can_fall(&d->cells[p->target]) || *best == 0))
            break;
        fill(p, change);
        if (!optimise(p))
            continue;
        done = read_change(p, change, &price);
        if (!done || price >= *best)
            continue;
        *best = price;
        kept_count = d->found_count;
        memory_free(kept);
        kept = memory_new(kept_count + 1, sizeof *kept);
        done = kept != NULL;
        if (done)
            memcpy(kept, d->found, kept_count * sizeof *kept);
    }
    d->found_count = 0;
    for (size_t i = 0; done && i < kept_count; i++)
        done = disclosure_add_step(d, kept[i].cell, kept[i].change);
    memory_free(kept);
    return done;
}
