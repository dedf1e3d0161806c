#include "domain/measure_disclosure.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/lookup.h"
#include "base/memory.h"

enum { PER_CENT = 100, PER_10000 = 10000 };

/* The cells of a result. */
struct result_cells {
    uint32_t numerator, denominator, pending; /* or DISCLOSURE_NONE */
};

struct hiding {
    struct measure_results *results;
    struct disclosure *disclosure;
    struct result_cells *cells; /* one for each result */
    struct lookup identities;   /* what is counted, where and when; */
    uint32_t *of_identity;      /* its cell */
    size_t identity_capacity;
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

/* --- What a count is -------------------------------------------------------------------------- */

static void add_part(struct buffer *key, struct text part)
{
    buffer_add(key, part);
    buffer_add_byte(key, '\0');
}

/* Whether the figures of a period are those of its last day. */
static bool is_snapshot(enum measure_kind kind)
{
    return kind == MEASURE_OPEN || kind == MEASURE_NEEDS || kind == MEASURE_STANDING ||
           kind == MEASURE_AGREEMENT || kind == MEASURE_ACHIEVED;
}

enum figure { NUMERATOR, DENOMINATOR, PENDING };

/* What is counted, whom and by which date: equal for equal counts of two measures. */
static void add_base(struct buffer *key, const struct measure *measure)
{
    enum measure_kind kind = measure->kind;
    bool open = kind == MEASURE_NEEDS || kind == MEASURE_STANDING;
    enum measure_kind like = open ? MEASURE_OPEN : kind;
    add_part(key, text_of(measure_kind_names[like]));
    add_part(key, text_of(measure_table_names[measure->table]));
    add_part(key, measure->date_text);
    add_part(key, measure->each_text);
    if (like != MEASURE_OPEN && like != MEASURE_EVENTS) {
        add_part(key, measure->then_text);
        add_part(key, measure->within ? measure->within->name : TEXT(""));
    }
}

static void add_figure(struct buffer *key, const struct measure *measure, enum figure figure,
                       struct text category)
{
    bool counted = figure == NUMERATOR && measure->counted.count > 0;
    bool other = figure == NUMERATOR &&
                 (measure->kind == MEASURE_FOLLOWED || measure->kind == MEASURE_DAYS ||
                  measure->kind == MEASURE_AGREEMENT || measure->kind == MEASURE_ACHIEVED);
    bool own = measure->kind == MEASURE_ACHIEVED;
    add_part(key, measure->among_text);
    add_part(key, counted ? measure->counted_text : TEXT(""));
    add_part(key, counted && measure->kind == MEASURE_STANDING ? measure->then_text : TEXT(""));
    add_part(key, figure == PENDING ? TEXT("pending") : other ? TEXT("numerator") : TEXT(""));
    add_part(key, figure == NUMERATOR || own ? category : TEXT(""));
    add_part(key, figure == NUMERATOR && category.length > 0 ? measure->split : TEXT(""));
}

static uint32_t cell_of(struct hiding *hiding, const struct measure_result *result,
                        enum figure figure, uint64_t value)
{
    const struct periods *periods = &hiding->results->periods;
    size_t period = result->period == 0 && is_snapshot(result->measure->kind) ? periods->count - 1
                                                                              : result->period;
    bool added;
    buffer_clear(&hiding->key);
    add_base(&hiding->key, result->measure);
    add_figure(&hiding->key, result->measure, figure, result->category);
    buffer_format(&hiding->key, "%lu %lu %zu", (unsigned long)result->organisation_number,
                  (unsigned long)result->area_number, period);
    uint32_t number = buffer_failed(&hiding->key)
                          ? LOOKUP_NONE
                          : lookup_add(&hiding->identities, buffer_text(&hiding->key), &added);
    void *list = hiding->of_identity;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &hiding->identity_capacity, hiding->identities.count,
                        sizeof *hiding->of_identity)) {
        no_memory(hiding);
        return DISCLOSURE_NONE;
    }
    hiding->of_identity = list;
    if (added)
        hiding->of_identity[number] = disclosure_cell(hiding->disclosure, value,
                                                      DISCLOSURE_PRINTED);
    return hiding->of_identity[number];
}

static bool make_cells(struct hiding *hiding)
{
    struct measure_results *results = hiding->results;
    for (size_t i = 0; i < results->count; i++) {
        const struct measure_result *result = &results->list[i];
        struct result_cells *cells = &hiding->cells[i];
        bool counted = result->has_denominator && (result->measure->out_of == MEASURE_OUT_OF_GROUP);
        *cells = (struct result_cells){DISCLOSURE_NONE, DISCLOSURE_NONE, DISCLOSURE_NONE};
        cells->numerator = cell_of(hiding, result, NUMERATOR, result->numerator);
        if (cells->numerator == DISCLOSURE_NONE)
            return false;
        if (counted && (cells->denominator = cell_of(hiding, result, DENOMINATOR,
                                                     result->denominator)) == DISCLOSURE_NONE)
            return false;
        if (result->has_pending &&
            (cells->pending = cell_of(hiding, result, PENDING, result->pending)) == DISCLOSURE_NONE)
            return false;
    }
    return true;
}

/* --- What adds up ----------------------------------------------------------------------------- */

/* Rows of one measure and category: groups, each with all periods. */
struct block {
    size_t first, groups, periods;
};

static uint32_t figure_cell(const struct hiding *hiding, size_t result, enum figure figure)
{
    const struct result_cells *cells = &hiding->cells[result];
    return figure == NUMERATOR     ? cells->numerator
           : figure == DENOMINATOR ? cells->denominator
                                   : cells->pending;
}

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

static bool sum_groups(struct hiding *hiding, const struct block *block, enum figure figure)
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
                uint32_t total = figure_cell(hiding, at, figure);
                for (size_t i = 0; i < block->groups; i++)
                    if (is_part(&list[i * block->periods], whole, dimension))
                        add_cell(hiding, &count, total,
                                 figure_cell(hiding, block->first + i * block->periods + period,
                                             figure));
                if (!tell(hiding, names[dimension], total, count))
                    return false;
            }
        }
    return true;
}

static bool sum_periods(struct hiding *hiding, const struct block *block, enum figure figure)
{
    for (size_t group = 0; group < block->groups && block->periods > 1; group++) {
        size_t count = 0, at = block->first + group * block->periods;
        uint32_t total = figure_cell(hiding, at, figure);
        for (size_t period = 1; period < block->periods; period++)
            add_cell(hiding, &count, total, figure_cell(hiding, at + period, figure));
        if (!tell(hiding, "periods", total, count))
            return false;
    }
    return true;
}

/* Numerators, or those of all categories, and the rest make up the denominator; or, with their own
 * denominators, categories the whole. */
static bool sum_categories(struct hiding *hiding, const struct measure_note *note, size_t width,
                           enum figure of, enum figure figure)
{
    size_t blocks = note->count / width;
    bool own = note->own_denominators;
    size_t from = own && (of == figure) ? 1 : 0;
    for (size_t i = 0; i < width; i++) {
        uint32_t total = figure_cell(hiding, note->first + i, of);
        size_t count = 0;
        for (size_t block = from; block < blocks; block++)
            add_cell(hiding, &count, total,
                     figure_cell(hiding, note->first + block * width + i, figure));
        if (!tell(hiding, "categories", total, count))
            return false;
    }
    return true;
}

static bool sum_own(struct hiding *hiding, const struct measure_note *note)
{
    for (size_t i = note->first; i < note->first + note->count; i++) {
        hiding->parts[0] = hiding->cells[i].numerator;
        if (hiding->cells[i].denominator != hiding->cells[i].numerator &&
            !tell(hiding, "rest", hiding->cells[i].denominator, 1))
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

static bool sum_note(struct hiding *hiding, const struct measure_note *note)
{
    size_t width = width_of(hiding, note), periods = hiding->results->periods.count;
    for (size_t first = 0; first < note->count; first += width) {
        struct block block = {note->first + first, width / periods, periods};
        for (enum figure figure = NUMERATOR; figure <= PENDING; figure++)
            if (!sum_groups(hiding, &block, figure) ||
                (note->adds_over_periods && !sum_periods(hiding, &block, figure)))
                return false;
    }
    if (note->own_denominators)
        return sum_own(hiding, note) && sum_categories(hiding, note, width, NUMERATOR, NUMERATOR) &&
               sum_categories(hiding, note, width, DENOMINATOR, DENOMINATOR);
    /* Needs are several to a family: they do not add up, and each is a part of its own. */
    return note->measure->kind == MEASURE_NEEDS
               ? sum_own(hiding, note)
               : sum_categories(hiding, note, width, DENOMINATOR, NUMERATOR);
}

/* --- Measures that tell of one another -------------------------------------------------------- */

static bool same_base(const struct measure *one, const struct measure *other)
{
    return one->table == other->table && text_equal(one->date_text, other->date_text) &&
           text_equal(one->each_text, other->each_text);
}

static bool has_code(struct text codes, struct text code)
{
    struct text one;
    while (text_next(&codes, '|', &one))
        if (text_equal(one, code))
            return true;
    return false;
}

/* The result of another measure about the same group and period; SIZE_MAX when it has none. */
static size_t beside(const struct hiding *hiding, const struct measure_note *note, size_t block,
                     size_t width, const struct measure_result *result)
{
    for (size_t i = 0; i < width; i++) {
        size_t at = note->first + block * width + i;
        const struct measure_result *other = &hiding->results->list[at];
        if (other->organisation_number == result->organisation_number &&
            other->area_number == result->area_number && other->period == result->period)
            return at;
    }
    return SIZE_MAX;
}

/* Closures by reason tell how many were closed with some of these reasons, or with any. */
static bool tie_split(struct hiding *hiding, const struct measure_note *note,
                      const struct measure_note *split)
{
    const struct measure *measure = note->measure;
    const struct measure_condition *condition = &measure->counted.list[0];
    size_t width = width_of(hiding, split);
    for (size_t i = note->first; i < note->first + note->count; i++) {
        size_t count = 0, recorded = 0;
        size_t all = beside(hiding, split, 0, width, &hiding->results->list[i]);
        uint32_t total = hiding->cells[i].numerator;
        if (all == SIZE_MAX)
            continue;
        for (size_t block = 0; block < split->count / width; block++) {
            size_t at = beside(hiding, split, block, width, &hiding->results->list[i]);
            if (at != SIZE_MAX && has_code(condition->codes, hiding->results->list[at].category))
                add_cell(hiding, &count, total, hiding->cells[at].numerator);
        }
        if (!tell(hiding, "codes", total, count))
            return false;
        total = hiding->cells[all].denominator;
        add_cell(hiding, &recorded, total, hiding->cells[i].denominator);
        if (!tell(hiding, "recorded", total, recorded))
            return false;
    }
    return true;
}

/* Families closed are those whose time is over and those for whom it is too early. */
static bool tie_followed(struct hiding *hiding, const struct measure_note *note,
                         const struct measure_note *events)
{
    size_t width = width_of(hiding, events);
    for (size_t i = note->first; i < note->first + note->count; i++) {
        size_t at = beside(hiding, events, 0, width, &hiding->results->list[i]), count = 0;
        if (at == SIZE_MAX)
            continue;
        uint32_t total = hiding->cells[at].denominator;
        add_cell(hiding, &count, total, hiding->cells[i].denominator);
        add_cell(hiding, &count, total, hiding->cells[i].pending);
        if (!tell(hiding, "followed", total, count))
            return false;
    }
    return true;
}

static bool tie_notes(struct hiding *hiding)
{
    struct measure_results *results = hiding->results;
    for (size_t i = 0; i < results->note_count; i++)
        for (size_t j = 0; j < results->note_count; j++) {
            const struct measure_note *one = &results->notes[i], *other = &results->notes[j];
            if (i == j || one->count == 0 || other->count == 0 ||
                other->measure->kind != MEASURE_EVENTS || !same_base(one->measure, other->measure))
                continue;
            bool codes = one->measure->kind == MEASURE_EVENTS && one->measure->counted.count == 1 &&
                         one->measure->counted.list[0].test == TEST_CODES &&
                         other->measure->split.length > 0 &&
                         text_equal(one->measure->counted.list[0].column, other->measure->split);
            if (codes && !tie_split(hiding, one, other))
                return false;
            if (one->measure->kind == MEASURE_FOLLOWED &&
                text_equal(one->measure->among_text, other->measure->among_text) &&
                !tie_followed(hiding, one, other))
                return false;
        }
    return true;
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
        result->hide_numerator = is_hidden(hiding, cells->numerator);
        result->hide_denominator = is_hidden(hiding, cells->denominator);
        result->hide_pending = is_hidden(hiding, cells->pending);
    }
    /* A denominator of all together is the numerator of the rows about all. */
    for (size_t i = 0; i < hiding->results->note_count; i++) {
        const struct measure_note *note = &hiding->results->notes[i];
        bool total = note->measure->out_of == MEASURE_OUT_OF_TOTAL;
        for (size_t j = note->first; total && j < note->first + note->count; j++) {
            struct measure_result *result = &hiding->results->list[j];
            result->hide_denominator = is_hidden(
                hiding, hiding->cells[note->first + result->period].numerator);
        }
    }
    for (size_t i = 0; i < hiding->results->count; i++) {
        struct measure_result *result = &hiding->results->list[i];
        result->hide_value = result->hide_numerator || result->hide_denominator;
    }
}

static bool solve(struct hiding *hiding, uint64_t most, struct disclosure_counts *counts)
{
    bool done = start_parts(hiding, hiding->results->count) && make_cells(hiding);
    for (size_t i = 0; i < hiding->results->note_count && done; i++)
        if (hiding->results->notes[i].count > 0)
            done = sum_note(hiding, &hiding->results->notes[i]);
    done = done && tie_notes(hiding) && disclosure_solve(hiding->disclosure, most);
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
    lookup_init(&hiding.identities);
    lookup_init(&hiding.summed);
    buffer_init(&hiding.key, LIMIT_OUTPUT_CELL_BYTES);
    hiding.cells = memory_new(results->count + 1, sizeof *hiding.cells);
    hiding.disclosure = hiding.cells ? disclosure_new(reporter) : NULL;
    if (!hiding.cells)
        no_memory(&hiding);
    bool done = hiding.disclosure && solve(&hiding, most, counts);
    disclosure_free(hiding.disclosure);
    lookup_release(&hiding.identities);
    lookup_release(&hiding.summed);
    buffer_release(&hiding.key);
    memory_free(hiding.cells);
    memory_free(hiding.of_identity);
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
