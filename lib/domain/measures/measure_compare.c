#include "domain/measures/measure_compare.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/measures/measure_keys.h"
#include "domain/measures/measure_source.h"

enum { MEASURE, VALUE, CATEGORY, ORGANISATION, AREA, PERIOD, COLUMNS };
enum { TENTH = 100000, WAYS = 16, DECIMALS = 6 };

struct comparator {
    int64_t value;
    struct text text;
    bool used;
};

struct comparators {
    struct lookup keys;
    struct comparator *list;
    size_t capacity;
    struct buffer key, folded;
    struct arena *arena;
    const struct disclosure_rules *rules;
    bool failed; /* there was no memory for a key */
};

static bool add_part(struct comparators *comparators, struct text part)
{
    return names_fold(part, &comparators->folded) &&
           buffer_add(&comparators->key, buffer_text(&comparators->folded)) &&
           buffer_add_byte(&comparators->key, '\0');
}

static bool make_key(struct comparators *comparators, const struct text parts[5])
{
    buffer_clear(&comparators->key);
    for (size_t i = 0; i < 5; i++)
        if (!add_part(comparators, parts[i]))
            return false;
    return true;
}

static struct text code_of(const void *context, size_t number)
{
    return lookup_key(context, (uint32_t)number);
}

static void reject_measure(struct table *table, size_t column, const struct measures *measures,
                           struct text code)
{
    table_reject_code(table, column, TEXT("measure"), code, measures->codes.count, code_of,
                      &measures->codes);
}

static bool take_row(struct comparators *comparators, struct table *table,
                     const size_t columns[COLUMNS], const struct measures *measures)
{
    struct text cells[COLUMNS];
    int64_t value;
    bool hidden;
    char digits[24];
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = table_cell(table, columns[i]);
    if (lookup_find(&measures->codes, cells[MEASURE]) == LOOKUP_NONE) {
        reject_measure(table, columns[MEASURE], measures, cells[MEASURE]);
        return true;
    }
    if (cells[VALUE].length == 0)
        return true;
    if (!source_number(cells[VALUE], comparators->rules, &value, &hidden)) {
        table_reject(table, columns[VALUE], MESSAGE_MEASURE_NUMBER, number_text(DECIMALS, digits));
        return true;
    }
    if (hidden)
        return true;
    const struct text parts[5] = {cells[MEASURE], cells[CATEGORY], cells[ORGANISATION], cells[AREA],
                                  cells[PERIOD]};
    uint32_t number = make_key(comparators, parts)
                          ? lookup_add(&comparators->keys, buffer_text(&comparators->key), NULL)
                          : LOOKUP_NONE;
    void *list = comparators->list;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &comparators->capacity, comparators->keys.count,
                        sizeof *comparators->list))
        return table_no_memory(table);
    comparators->list = list;
    struct text text = arena_copy(comparators->arena, cells[VALUE]);
    comparators->list[number] = (struct comparator){value, text, false};
    return text.data != NULL || table_no_memory(table);
}

static bool read_rows(struct comparators *comparators, const struct measures *measures,
                      const char *file, const struct table_settings *settings, uint64_t *rejected,
                      const struct reporter *reporter)
{
    static const char *const names[COLUMNS] = {"measure",      "value", "category",
                                               "organisation", "area",  "period"};
    struct record_definition *definition = record_definition_new(TEXT("comparators"), reporter);
    struct table *table = definition ? table_new(settings, definition, &file, 1, reporter) : NULL;
    size_t columns[COLUMNS];
    enum table_result result = TABLE_FAILED;
    bool done = table != NULL;
    for (size_t i = 0; i < COLUMNS && done; i++)
        columns[i] = record_definition_column(definition, text_of(names[i]));
    while (done && (result = table_next(table)) == TABLE_ROW)
        done = take_row(comparators, table, columns, measures);
    if (table)
        *rejected += table_reject_count(table);
    table_free(table);
    record_definition_free(definition);
    return done && result == TABLE_END;
}

/* The target of a result: the row that names most of it, in the order of the header. */
static struct comparator *find_target(struct comparators *comparators,
                                      const struct measure_result *result, struct text period)
{
    for (unsigned way = WAYS; way-- > 0;) {
        const struct text parts[5] = {result->measure->code, way & 8 ? result->category : TEXT(""),
                                      way & 4 ? result->organisation : TEXT(""),
                                      way & 2 ? result->area : TEXT(""),
                                      way & 1 ? period : TEXT("")};
        if (!make_key(comparators, parts)) {
            comparators->failed = true;
            return NULL;
        }
        uint32_t number = lookup_find(&comparators->keys, buffer_text(&comparators->key));
        if (number != LOOKUP_NONE)
            return &comparators->list[number];
    }
    return NULL;
}

/* Tenths of value less target, half up. */
static bool difference_of(const struct measure_result *result, int64_t *difference)
{
    if (result->value > INT64_MAX / TENTH / 4 || result->value < -(INT64_MAX / TENTH / 4) ||
        result->target > INT64_MAX / 4 || result->target < -(INT64_MAX / 4))
        return false;
    int64_t exact = result->value * TENTH - result->target + TENTH / 2;
    *difference = exact / TENTH - (exact % TENTH < 0);
    return true;
}

/* Whether a result is worse than its target: false where neither direction is better. */
static bool measure_misses(const struct measure_result *result)
{
    if (!result->has_target || !result->has_value || result->value > INT64_MAX / TENTH)
        return false;
    int64_t value = result->value * TENTH;
    return result->measure->better == MEASURE_HIGHER  ? value < result->target
           : result->measure->better == MEASURE_LOWER ? value > result->target
                                                      : false;
}

static bool compare(struct measure_results *results, struct comparators *comparators,
                    struct measure_comparison *comparison)
{
    for (size_t i = 0; i < results->count; i++) {
        struct measure_result *result = &results->list[i];
        struct comparator *target = find_target(comparators, result,
                                                results->periods.list[result->period].name);
        if (comparators->failed)
            return false;
        if (!target)
            continue;
        target->used = true;
        result->target = target->value;
        result->target_text = target->text;
        result->has_target = true;
        result->has_difference = result->has_value && difference_of(result, &result->difference);
        comparison->compared++;
        comparison->missed += measure_misses(result);
    }
    for (size_t i = 0; comparators->list && i < comparators->keys.count; i++)
        comparison->unused += !comparators->list[i].used;
    return true;
}

bool measures_compare(struct measure_results *results, const struct measures *measures,
                      const struct disclosure_rules *rules, const char *file,
                      const struct table_settings *settings, struct measure_comparison *comparison,
                      const struct reporter *reporter)
{
    struct comparators comparators = {.arena = &results->arena, .rules = rules};
    *comparison = (struct measure_comparison){.compared = 0};
    lookup_init(&comparators.keys);
    buffer_init(&comparators.key, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&comparators.folded, LIMIT_OUTPUT_CELL_BYTES);
    bool done = read_rows(&comparators, measures, file, settings, &comparison->rejected, reporter);
    if (done && !compare(results, &comparators, comparison))
        done = report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    lookup_release(&comparators.keys);
    buffer_release(&comparators.key);
    buffer_release(&comparators.folded);
    memory_free(comparators.list);
    return done;
}
