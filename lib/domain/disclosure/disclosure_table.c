#include "domain/disclosure/disclosure_private.h"

#include "base/limits.h"
#include "base/memory.h"

/* Building a table: cells, sums, dimensions. */

struct disclosure *disclosure_new(const struct reporter *reporter)
{
    struct disclosure *d = memory_new(1, sizeof *d);
    if (!d)
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else
        d->reporter = reporter;
    return d;
}

void disclosure_free(struct disclosure *d)
{
    if (!d)
        return;
    memory_free(d->cells);
    memory_free(d->terms);
    memory_free(d->sums);
    memory_free(d->uses);
    memory_free(d->edges);
    memory_free(d->is_path);
    memory_free(d->changes.steps);
    memory_free(d->changes.starts);
    memory_free(d->found);
    memory_free(d->balance);
    memory_free(d);
}

static bool no_memory(struct disclosure *d)
{
    return report(d->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static bool too_large(struct disclosure *d, size_t most)
{
    char counts[24], count[24];
    return report_with(d->reporter, PLACE_NONE, MESSAGE_DISCLOSURE_TOO_LARGE,
                       number_text(most, counts), number_text(LIMIT_DISCLOSURE_COUNT, count));
}

uint32_t disclosure_cell(struct disclosure *d, uint64_t value, enum disclosure_kind kind)
{
    void *cells = d->cells;
    if (d->cell_count >= LIMIT_DISCLOSURE_CELLS || value > LIMIT_DISCLOSURE_COUNT) {
        too_large(d, LIMIT_DISCLOSURE_CELLS);
        return DISCLOSURE_NONE;
    }
    if (!memory_reserve(&cells, &d->cell_capacity, d->cell_count + 1, sizeof *d->cells)) {
        no_memory(d);
        return DISCLOSURE_NONE;
    }
    d->cells = cells;
    d->cells[d->cell_count] = (struct disclosure_cell){.value = (int64_t)value, .kind = kind};
    return (uint32_t)d->cell_count++;
}

static bool add_term(struct disclosure *d, uint32_t cell, int32_t sign)
{
    void *terms = d->terms;
    if (d->term_count >= LIMIT_DISCLOSURE_TERMS)
        return too_large(d, LIMIT_DISCLOSURE_TERMS);
    if (!memory_reserve(&terms, &d->term_capacity, d->term_count + 1, sizeof *d->terms))
        return no_memory(d);
    d->terms = terms;
    d->terms[d->term_count++] = (struct disclosure_term){cell, sign};
    return true;
}

static bool end_sum(struct disclosure *d, size_t start)
{
    void *sums = d->sums;
    if (!memory_reserve(&sums, &d->sum_capacity, d->sum_count + 2, sizeof *d->sums))
        return no_memory(d);
    d->sums = sums;
    d->sums[d->sum_count++] = start;
    d->sums[d->sum_count] = d->term_count;
    return true;
}

bool disclosure_sum(struct disclosure *d, uint32_t total, const uint32_t *parts, size_t count,
                    enum disclosure_kind rest)
{
    size_t start = d->term_count;
    int64_t left = d->cells[total].value;
    for (size_t i = 0; i < count; i++) {
        left -= d->cells[parts[i]].value;
        if (!add_term(d, parts[i], 1))
            return false;
    }
    if (left != 0) {
        uint32_t cell = disclosure_cell(d, (uint64_t)(left > 0 ? left : -left),
                                        left > 0 ? rest : DISCLOSURE_UNSEEN);
        if (cell == DISCLOSURE_NONE || !add_term(d, cell, left > 0 ? 1 : -1))
            return false;
    }
    return add_term(d, total, -1) && end_sum(d, start);
}

/* The sums of one line of a table along a dimension: from `start`, `stride` cells apart. */
static bool sum_line(struct disclosure *d, const struct disclosure_dimension *dimension,
                     const uint32_t *cells, size_t start, size_t stride, uint32_t *parts,
                     enum disclosure_kind rest)
{
    for (size_t total = 0; total < dimension->count; total++) {
        size_t count = 0;
        if (cells[start + total * stride] == DISCLOSURE_NONE)
            continue;
        for (size_t i = 0; i < dimension->count; i++)
            if (dimension->within[i] == total && cells[start + i * stride] != DISCLOSURE_NONE)
                parts[count++] = cells[start + i * stride];
        if (count > 0 && !disclosure_sum(d, cells[start + total * stride], parts, count, rest))
            return false;
    }
    return true;
}

bool disclosure_table(struct disclosure *d, const struct disclosure_dimension *list,
                      size_t dimensions, const uint32_t *cells, enum disclosure_kind rest)
{
    size_t whole = 1, longest = 1, stride = 1;
    for (size_t i = 0; i < dimensions; i++) {
        if (list[i].count == 0)
            return true;
        if (whole > LIMIT_DISCLOSURE_CELLS / list[i].count)
            return too_large(d, LIMIT_DISCLOSURE_CELLS);
        whole *= list[i].count;
        longest = list[i].count > longest ? list[i].count : longest;
    }
    uint32_t *parts = memory_new(longest, sizeof *parts);
    if (!parts)
        return no_memory(d);
    bool done = true;
    for (size_t i = dimensions; i-- > 0; stride *= list[i].count)
        for (size_t start = 0; done && start < whole; start++)
            if (start / stride % list[i].count == 0)
                done = sum_line(d, &list[i], cells, start, stride, parts, rest);
    memory_free(parts);
    return done;
}

enum disclosure_state disclosure_state(const struct disclosure *d, uint32_t cell)
{
    return d->cells[cell].state;
}

void disclosure_set_state(struct disclosure *d, uint32_t cell, enum disclosure_state state)
{
    d->cells[cell].state = state;
}

bool disclosure_ratio_shown(const struct disclosure *d, uint32_t numerator, uint32_t denominator)
{
    return d->cells[numerator].state == DISCLOSURE_SHOWN &&
           d->cells[denominator].state == DISCLOSURE_SHOWN;
}

uint64_t disclosure_rounded(uint64_t value, uint64_t base)
{
    uint64_t over = base == 0 ? 0 : value % base;
    if (over == 0)
        return value;
    uint64_t up = base - over;
    return over >= up && value <= UINT64_MAX - up ? value + up : value - over;
}
