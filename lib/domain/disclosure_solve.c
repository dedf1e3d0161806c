#include "domain/disclosure_private.h"

#include "base/limits.h"
#include "base/memory.h"

/*
 * Two unknowns of each open cell, how far it goes up and how far down, at the price of the cell;
 * the target goes one step up or down; sums stay in balance. The simplex method over whole numbers:
 * the tableau is kept times its last pivot, so that division leaves no rest (Edmonds). Up and down
 * of a cell are one column, turned round when the other way is wanted. What comes out is held
 * against all bounds by disclosure_proves, so this file may fail to find, but cannot do harm.
 */

enum {
    NO_WAY = 1 << 30,
    STEP_PRICE = 1,
    PRICE_SCALE = 16,
    MOST_NEAR = 16,
    FEW = 2,
    NEAR_CELLS = 1000,
    SHARES = 64,
    SMALL_TABLE = 600
};

struct programme {
    struct disclosure *d;
    uint32_t target;
    bool may_hide, overflow;
    uint32_t *columns;     /* cells */
    bool *chosen;          /* of a cell: it is a column */
    uint32_t *left, *lone; /* of a sum: cells that may change; sums that have one */
    uint32_t *met;         /* of a cell: sums met that it stands in */
    bool *turned;          /* the column is of the way down */
    bool *basic;
    uint32_t *places;     /* of a row, that are not zero */
    size_t width, height; /* columns, rows; a row has one place more, its value */
    uint32_t *row_of;     /* of a sum, or DISCLOSURE_NONE */
    int64_t *rows, *prices;
    int64_t
        *lacks; /* prices while sums are out of balance: what each column would mend, negative */
    uint32_t *basis; /* of a row: a column, or DISCLOSURE_NONE while it is out of balance */
    int64_t scale;
};

static int64_t price_of(const struct programme *p, size_t column)
{
    return (int64_t)disclosure_price(&p->d->cells[p->columns[column]]) * PRICE_SCALE + STEP_PRICE;
}

static bool can_fall(const struct disclosure_cell *cell)
{
    return cell->value > disclosure_least(cell);
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
        if (p->turned[j] || can_fall(&p->d->cells[p->columns[j]]))
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

/* What the tableau says, into `found`; its price, or NO_WAY. False: no memory. */
static bool read_change(struct programme *p, int32_t change, uint64_t *price)
{
    struct disclosure *d = p->d;
    *price = NO_WAY;
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
    return ((uint64_t)disclosure_price(cell) << 1) + !can_fall(cell);
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

/* The cheaper of both directions. False: no memory. */
static bool solve_both(struct programme *p, uint64_t *best)
{
    struct disclosure *d = p->d;
    struct disclosure_step *kept = NULL;
    size_t kept_count = 0;
    bool done = true;
    for (int32_t change = 1; done && change >= -1; change -= 2) {
        uint64_t price;
        if (change < 0 && (!can_fall(&d->cells[p->target]) || *best == 0))
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

enum disclosure_found disclosure_find_change(struct disclosure *d, uint32_t target, bool may_hide)
{
    struct programme p = {.d = d, .target = target, .may_hide = may_hide};
    /* Places near the target first; all where the table is small, or that finds nothing. */
    static const struct nearness tries[] = {{2, 2}, {0, 4}, {4, 4}, {2, MOST_NEAR}};
    const size_t count = sizeof tries / sizeof *tries;
    size_t first = d->cell_count <= SMALL_TABLE ? count : 0, end = d->hurry ? count : count + 1;
    uint64_t best = NO_WAY;
    bool done = programme_init(&p);
    if (done && !may_hide && !peel(&p))
        end = 0;
    for (size_t i = first; done && best == NO_WAY && i < end; i++) {
        bool fits;
        done = choose(&p, i < count ? &tries[i] : NULL, &fits) && (!fits || solve_both(&p, &best));
    }
    programme_release(&p);
    if (!done)
        return DISCLOSURE_NO_MEMORY;
    return best == NO_WAY ? DISCLOSURE_NOTHING : DISCLOSURE_FOUND;
}
