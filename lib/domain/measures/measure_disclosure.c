#include "domain/measures/measure_disclosure.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "domain/measures/measure_counts.h"

enum { PER_CENT = 100, PER_10000 = 10000 };

/* The cells of a result. */
struct result_cells {
    uint32_t of[COUNT_FIGURES]; /* or DISCLOSURE_NONE */
};

/* What is counted, where and when. */
struct point {
    uint32_t kind, organisation, area, period;
};

struct hiding {
    struct measure_results *results;
    struct disclosure *disclosure;
    struct result_cells *cells; /* one for each result */
    struct count_kinds kinds;
    struct lookup points; /* their bytes; a number is that of the cell: no others are
                             made before */
    struct lookup summed; /* sums that have been told of */
    struct buffer key;
    uint32_t *parts;
    size_t part_capacity;
    const struct reporter *reporter;
};

static bool no_memory(const struct hiding *hiding)
{
    return report(hiding->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- Cells ------------------------------------------------------------------------------------ */

static struct text point_key(const struct point *point)
{
    return (struct text){(const char *)point, sizeof *point};
}

/* The cell of a count, made when it is the first of it: the same count in two measures is one. */
static bool take_cell(struct hiding *hiding, const struct measure_result *result, uint32_t kind,
                      uint64_t value, uint32_t *cell)
{
    size_t last = hiding->results->periods.count - 1;
    bool added, snapshot = result->period == 0 && measure_is_snapshot(result->measure->kind);
    const struct point point = {kind, result->organisation_number, result->area_number,
                                (uint32_t)(snapshot ? last : result->period)};
    *cell = lookup_add(&hiding->points, point_key(&point), &added);
    if (*cell == LOOKUP_NONE)
        return no_memory(hiding);
    if (added && disclosure_cell(hiding->disclosure, value, DISCLOSURE_PRINTED) == DISCLOSURE_NONE)
        return false;
    hiding->kinds.list[kind].printed = true;
    return true;
}

/* The cells of one figure in rows of one measure and category. */
static bool make_figure(struct hiding *hiding, size_t first, size_t count, enum count_figure figure)
{
    const struct measure_result *list = hiding->results->list + first;
    const struct measure *measure = list->measure;
    bool wanted = figure == COUNT_NUMERATOR ||
                  (figure == COUNT_PENDING && measure->kind == MEASURE_FOLLOWED) ||
                  (figure == COUNT_DENOMINATOR && measure->out_of == MEASURE_OUT_OF_GROUP);
    uint32_t kind = wanted ? count_kind_of(&hiding->kinds, measure, figure, list->category)
                           : COUNT_NONE;
    if (wanted && kind == COUNT_NONE)
        return no_memory(hiding);
    for (size_t i = 0; i < count; i++) {
        uint32_t *cell = &hiding->cells[first + i].of[figure];
        uint64_t value = figure == COUNT_NUMERATOR     ? list[i].numerator
                         : figure == COUNT_DENOMINATOR ? list[i].denominator
                                                       : list[i].pending;
        *cell = DISCLOSURE_NONE;
        if (wanted && !take_cell(hiding, &list[i], kind, value, cell))
            return false;
    }
    return true;
}

/* --- What adds up ----------------------------------------------------------------------------- */

/* Rows of one measure and category: groups, each with all periods. */
struct block {
    size_t first, groups, periods;
};

static bool start_parts(struct hiding *hiding, size_t most)
{
    void *parts = hiding->parts;
    bool done = memory_reserve(&parts, &hiding->part_capacity, most + 1, sizeof *hiding->parts);
    hiding->parts = parts;
    return done || no_memory(hiding);
}

/* Parts that are different cells from the total; equal ones stand once. */
static void add_cell(struct hiding *hiding, size_t *count, uint32_t total, uint32_t part)
{
    if (part != DISCLOSURE_NONE && part != total)
        hiding->parts[(*count)++] = part;
}

/* Tells a sum, unless its total has been told the same sum before. */
static bool tell(struct hiding *hiding, const char *what, uint32_t total, size_t count)
{
    bool added;
    if (total == DISCLOSURE_NONE || count == 0)
        return true;
    buffer_clear(&hiding->key);
    buffer_format(&hiding->key, "%s %lu %lu", what, (unsigned long)total,
                  (unsigned long)hiding->parts[0]);
    if (lookup_add(&hiding->summed, buffer_text(&hiding->key), &added) == LOOKUP_NONE)
        return no_memory(hiding);
    return !added ||
           disclosure_sum(hiding->disclosure, total, hiding->parts, count, DISCLOSURE_SENSITIVE);
}

/* Whether a group is a part of another along one dimension: 0 organisations, 1 areas. */
static bool is_part(const struct measure_result *part, const struct measure_result *whole,
                    int dimension)
{
    uint32_t own = dimension == 0 ? part->organisation_number : part->area_number;
    uint32_t of = dimension == 0 ? whole->organisation_number : whole->area_number;
    uint32_t other = dimension == 0 ? part->area_number : part->organisation_number;
    uint32_t of_other = dimension == 0 ? whole->area_number : whole->organisation_number;
    return of == UINT32_MAX && own != UINT32_MAX && other == of_other;
}

static bool sum_groups(struct hiding *hiding, const struct block *block, enum count_figure figure)
{
    const struct measure_result *list = hiding->results->list + block->first;
    static const char *const names[] = {"organisations", "areas"};
    for (size_t group = 0; group < block->groups; group++)
        for (int dimension = 0; dimension < 2; dimension++) {
            const struct measure_result *whole = &list[group * block->periods];
            bool open = dimension == 0 ? whole->organisation_number == UINT32_MAX
                                       : whole->area_number == UINT32_MAX;
            for (size_t period = 0; open && period < block->periods; period++) {
                size_t count = 0, at = block->first + group * block->periods + period;
                uint32_t total = hiding->cells[at].of[figure];
                for (size_t i = 0; i < block->groups; i++)
                    if (is_part(&list[i * block->periods], whole, dimension))
                        add_cell(
                            hiding, &count, total,
                            hiding->cells[block->first + i * block->periods + period].of[figure]);
                if (!tell(hiding, names[dimension], total, count))
                    return false;
            }
        }
    return true;
}

static bool sum_periods(struct hiding *hiding, const struct block *block, enum count_figure figure)
{
    for (size_t group = 0; group < block->groups && block->periods > 1; group++) {
        size_t count = 0, at = block->first + group * block->periods;
        uint32_t total = hiding->cells[at].of[figure];
        for (size_t period = 1; period < block->periods; period++)
            add_cell(hiding, &count, total, hiding->cells[at + period].of[figure]);
        if (!tell(hiding, "periods", total, count))
            return false;
    }
    return true;
}

static size_t width_of(const struct hiding *hiding, const struct measure_note *note)
{
    const struct measure_result *list = hiding->results->list;
    size_t width = 1;
    while (width < note->count &&
           list[note->first + width].category_number == list[note->first].category_number)
        width++;
    return width;
}

static bool make_cells(struct hiding *hiding, const struct measure_note *note)
{
    size_t width = width_of(hiding, note);
    for (size_t first = 0; first < note->count; first += width)
        for (enum count_figure figure = COUNT_NUMERATOR; figure < COUNT_FIGURES; figure++)
            if (!make_figure(hiding, note->first + first, width, figure))
                return false;
    return true;
}

static bool sum_note(struct hiding *hiding, const struct measure_note *note)
{
    size_t width = width_of(hiding, note), periods = hiding->results->periods.count;
    for (size_t first = 0; first < note->count; first += width) {
        struct block block = {note->first + first, width / periods, periods};
        for (enum count_figure figure = COUNT_NUMERATOR; figure < COUNT_FIGURES; figure++)
            if (!sum_groups(hiding, &block, figure) ||
                (note->adds_over_periods && !sum_periods(hiding, &block, figure)))
                return false;
    }
    return true;
}

/* --- Counts that are parts of others ---------------------------------------------------------- */

/* The cell of a kind where another is; DISCLOSURE_NONE when it has none: nothing was counted. */
static uint32_t cell_beside(const struct hiding *hiding, struct point point, uint32_t kind)
{
    point.kind = kind;
    return lookup_find(&hiding->points, point_key(&point));
}

/* Tells that some kinds are parts of another, wherever that is printed. What is left of it is
 * printed nowhere, but when small it must not be worked back either. */
static bool sum_kinds(struct hiding *hiding, uint32_t whole, const uint32_t *parts, size_t count,
                      enum disclosure_kind rest)
{
    for (uint32_t cell = 0; cell < hiding->points.count; cell++) {
        struct point point;
        size_t found = 0;
        memcpy(&point, lookup_key(&hiding->points, cell).data, sizeof point);
        if (point.kind != whole)
            continue;
        for (size_t i = 0; parts && i < count; i++)
            add_cell(hiding, &found, cell, cell_beside(hiding, point, parts[i]));
        if (found > 0 && !disclosure_sum(hiding->disclosure, cell, hiding->parts, found, rest))
            return false;
    }
    return true;
}

static bool sum_parts(struct hiding *hiding, uint32_t whole, uint32_t *parts, size_t *ends)
{
    size_t batches = count_kind_parts(&hiding->kinds, whole, parts, ends);
    for (size_t i = 0, start = 0; i < batches; start = ends[i++])
        if (!sum_kinds(hiding, whole, parts + start, ends[i] - start, DISCLOSURE_SENSITIVE))
            return false;
    uint32_t larger = hiding->kinds.list[whole].no_more_than;
    return larger == COUNT_NONE || sum_kinds(hiding, larger, &whole, 1, DISCLOSURE_UNSEEN);
}

static bool sum_all_kinds(struct hiding *hiding)
{
    size_t count = hiding->kinds.count;
    uint32_t *parts = memory_new(count + 1, sizeof *parts);
    size_t *ends = memory_new(count + 1, sizeof *ends);
    bool done = (parts && ends) || no_memory(hiding);
    for (uint32_t kind = 0; kind < count && done; kind++)
        if (hiding->kinds.list[kind].printed)
            done = sum_parts(hiding, kind, parts, ends);
    memory_free(parts);
    memory_free(ends);
    return done;
}

/* --- All of it -------------------------------------------------------------------------------- */

static bool is_hidden(const struct hiding *hiding, uint32_t cell)
{
    return cell != DISCLOSURE_NONE &&
           disclosure_state(hiding->disclosure, cell) != DISCLOSURE_SHOWN;
}

static void set_hidden(struct hiding *hiding)
{
    for (size_t i = 0; i < hiding->results->count; i++) {
        struct measure_result *result = &hiding->results->list[i];
        const struct result_cells *cells = &hiding->cells[i];
        result->hide_numerator = is_hidden(hiding, cells->of[COUNT_NUMERATOR]);
        result->hide_denominator = is_hidden(hiding, cells->of[COUNT_DENOMINATOR]);
        result->hide_pending = is_hidden(hiding, cells->of[COUNT_PENDING]);
    }
    /* A denominator of all together is the numerator of the rows about all. */
    for (size_t i = 0; i < hiding->results->note_count; i++) {
        const struct measure_note *note = &hiding->results->notes[i];
        bool total = note->measure->out_of == MEASURE_OUT_OF_TOTAL;
        for (size_t j = note->first; total && j < note->first + note->count; j++) {
            struct measure_result *result = &hiding->results->list[j];
            result->hide_denominator = is_hidden(
                hiding, hiding->cells[note->first + result->period].of[COUNT_NUMERATOR]);
        }
    }
    for (size_t i = 0; i < hiding->results->count; i++) {
        struct measure_result *result = &hiding->results->list[i];
        result->hide_value = result->hide_numerator || result->hide_denominator;
    }
}

static bool solve(struct hiding *hiding, uint64_t most, struct disclosure_counts *counts)
{
    bool done = start_parts(hiding, hiding->results->count + LIMIT_FRAMEWORK_ROWS);
    const struct measure_note *notes = hiding->results->notes;
    for (size_t i = 0; i < hiding->results->note_count && done; i++)
        done = notes[i].count == 0 || make_cells(hiding, &notes[i]);
    for (size_t i = 0; i < hiding->results->note_count && done; i++)
        done = notes[i].count == 0 || sum_note(hiding, &notes[i]);
    done = done && sum_all_kinds(hiding) && disclosure_solve(hiding->disclosure, most);
    if (done) {
        *counts = disclosure_count(hiding->disclosure);
        set_hidden(hiding);
    }
    return done;
}

bool measures_suppress(struct measure_results *results, uint64_t most,
                       struct disclosure_counts *counts, const struct reporter *reporter)
{
    struct hiding hiding = {.results = results, .reporter = reporter};
    lookup_init(&hiding.points);
    count_kinds_init(&hiding.kinds);
    lookup_init(&hiding.summed);
    buffer_init(&hiding.key, LIMIT_OUTPUT_CELL_BYTES);
    hiding.cells = memory_new(results->count + 1, sizeof *hiding.cells);
    hiding.disclosure = hiding.cells ? disclosure_new(reporter) : NULL;
    if (!hiding.cells)
        no_memory(&hiding);
    bool done = hiding.disclosure && solve(&hiding, most, counts);
    disclosure_free(hiding.disclosure);
    lookup_release(&hiding.points);
    count_kinds_release(&hiding.kinds);
    lookup_release(&hiding.summed);
    buffer_release(&hiding.key);
    memory_free(hiding.cells);
    memory_free(hiding.parts);
    return done;
}

void measures_round(struct measure_results *results, uint64_t base)
{
    for (size_t i = 0; i < results->count; i++) {
        struct measure_result *result = &results->list[i];
        enum measure_unit unit = result->measure->unit;
        result->numerator = disclosure_rounded(result->numerator, base);
        result->pending = disclosure_rounded(result->pending, base);
        if (unit != MEASURE_PER_10000)
            result->denominator = disclosure_rounded(result->denominator, base);
        if (unit == MEASURE_NUMBER)
            result->value = (int64_t)result->numerator * 10;
        else if (unit != MEASURE_DAYS_UNIT)
            result->has_value = measure_ratio(result->numerator, result->denominator,
                                              unit == MEASURE_PER_CENT ? PER_CENT : PER_10000,
                                              &result->value);
    }
}
