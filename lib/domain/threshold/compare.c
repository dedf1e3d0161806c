#include "domain/threshold/compare.h"

#include "base/limits.h"
#include "base/memory.h"

struct held_level {
    uint32_t level;
    struct date date;
    bool used;
};

struct recorded_list {
    struct child_index index;
    struct held_level *held;
    size_t capacity;
};

bool comparison_kappa(const struct comparison *comparison, double *kappa)
{
    double total = 0, observed = 0, expected = 0;
    for (size_t i = 0; i < comparison->levels; i++) {
        double row = 0, column = 0;
        for (size_t j = 0; j < comparison->levels; j++) {
            row += (double)comparison->table[i * comparison->levels + j];
            column += (double)comparison->table[j * comparison->levels + i];
        }
        observed += (double)comparison->table[i * comparison->levels + i];
        expected += row * column;
        total += row;
    }
    if (total <= 0)
        return false;
    observed /= total;
    expected /= total * total;
    if (expected >= 1)
        return false;
    *kappa = (observed - expected) / (1 - expected);
    return true;
}

void comparison_release(struct comparison *comparison)
{
    memory_free(comparison->table);
    *comparison = (struct comparison){0};
}

static bool hold_level(struct recorded_list *list, const struct level_row *row, struct date date,
                       const struct reporter *reporter)
{
    bool added;
    uint32_t number = child_index_add(&list->index, row->family, row->child, &added);
    void *held = list->held;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&held, &list->capacity, (size_t)number + 1, sizeof *list->held))
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    list->held = held;
    struct held_level *place = &list->held[number];
    bool dated = date.precision != DATE_NONE, was_dated = place->date.precision != DATE_NONE;
    if (added || !was_dated || (dated && date_compare(&date, &place->date) >= 0))
        *place = (struct held_level){row->level, date, false};
    return true;
}

struct recorded_list *recorded_list_new(const struct framework *terms,
                                        const struct table_settings *settings,
                                        const char *const *files, size_t count, uint64_t *rejected,
                                        const struct reporter *reporter)
{
    struct level_rows rows;
    if (!level_rows_open(&rows, "recorded", terms, settings, files, count, reporter))
        return NULL;
    struct recorded_list *list = memory_new(1, sizeof *list);
    enum table_result result = TABLE_FAILED;
    bool done = list != NULL;
    if (list) {
        struct level_row row;
        size_t date_column = record_definition_column(rows.definition, TEXT("date"));
        child_index_init(&list->index);
        while (done && (result = level_rows_next(&rows, &row)) == TABLE_ROW) {
            struct date date;
            if (table_date(rows.table, date_column, &date))
                done = hold_level(list, &row, date, reporter);
        }
    } else {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    *rejected += table_reject_count(rows.table);
    level_rows_close(&rows);
    if (done && result == TABLE_END)
        return list;
    recorded_list_free(list);
    return NULL;
}

void recorded_list_free(struct recorded_list *list)
{
    if (!list)
        return;
    child_index_release(&list->index);
    memory_free(list->held);
    memory_free(list);
}

struct comparer {
    const struct framework *terms;
    struct recorded_list *recorded;
    struct writer *writer;
    struct comparison *comparison;
    struct table *extras; /* whose extra columns are passed on, or NULL */
    struct buffer cell;
};

static struct text code_of(const struct framework *framework, uint32_t level)
{
    return level == LOOKUP_NONE ? TEXT("") : framework->levels[level].code;
}

/* Counts a pair of levels and tells how they stand to each other. */
static struct text judge(struct comparison *comparison, uint32_t suggested, uint32_t recorded)
{
    if (recorded == LOOKUP_NONE) {
        comparison->not_recorded++;
        return TEXT("not-recorded");
    }
    if (suggested == LOOKUP_NONE) {
        comparison->no_indicators++;
        return TEXT("no-indicators");
    }
    comparison->table[suggested * comparison->levels + recorded]++;
    if (recorded == suggested) {
        comparison->agree++;
        return TEXT("agree");
    }
    if (recorded < suggested) {
        comparison->under++;
        return TEXT("under");
    }
    comparison->over++;
    return TEXT("over");
}

static bool write_pair(struct comparer *comparer, struct text family, struct text child,
                       uint32_t suggested, uint32_t recorded, struct text drivers, bool has_row)
{
    struct writer *writer = comparer->writer;
    struct text result = judge(comparer->comparison, suggested, recorded);
    if (!writer)
        return true;
    writer_cell(writer, family);
    writer_cell(writer, child);
    writer_cell(writer, code_of(comparer->terms, suggested));
    writer_cell(writer, code_of(comparer->terms, recorded));
    writer_plain(writer, result);
    if (suggested == LOOKUP_NONE || recorded == LOOKUP_NONE)
        writer_plain(writer, TEXT(""));
    else
        writer_number(writer, suggested > recorded ? suggested - recorded : recorded - suggested);
    writer_cell(writer, drivers);
    for (size_t i = 0; comparer->extras && i < table_extra_count(comparer->extras); i++) {
        bool quoted = false;
        struct text cell = has_row ? table_extra_cell(comparer->extras, i, &quoted) : TEXT("");
        writer_passed(writer, cell, quoted);
    }
    return writer_end_row(writer);
}

/* The level on record about a child; LOOKUP_NONE when there is none. */
static uint32_t recorded_for(struct recorded_list *list, struct text family, struct text child)
{
    uint32_t number = child_index_for(&list->index, family, child);
    if (number == LOOKUP_NONE)
        return LOOKUP_NONE;
    list->held[number].used = true;
    return list->held[number].level;
}

/* Those on the record about whom nothing else was said. */
static bool write_rest(struct comparer *comparer)
{
    struct recorded_list *list = comparer->recorded;
    for (uint32_t i = 0; i < list->index.keys.count; i++)
        if (!list->held[i].used && !write_pair(comparer, child_index_family(&list->index, i),
                                               child_index_child(&list->index, i), LOOKUP_NONE,
                                               list->held[i].level, TEXT(""), false))
            return false;
    return true;
}

static bool comparison_init(struct comparison *comparison, const struct framework *terms,
                            const struct reporter *reporter)
{
    *comparison = (struct comparison){.levels = terms->level_count};
    comparison->table = memory_new(terms->level_count * terms->level_count, sizeof(uint64_t));
    return comparison->table || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

struct compare_gathering {
    const struct levels_request *request;
    struct comparer *comparer;
    struct caseload *caseload;
    indicator_set *drivers;
    const struct reporter *reporter;
};

static bool take_row(void *context, struct indicator_rows *rows, const struct indicator_row *row)
{
    indicator_rows_count_values(rows);
    return caseload_post(((struct compare_gathering *)context)->caseload, row->family, row->child,
                         row->indicator, row->standing == ROW_COUNTS, row->agency);
}

static bool end_group(void *context)
{
    struct compare_gathering *gathering = context;
    struct comparer *comparer = gathering->comparer;
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    while (caseload_next(gathering->caseload, &position, &row, &failed)) {
        struct level_result result;
        level_of_row(gathering->request, &row, &result);
        suggest_drivers(gathering->request->framework, result.standing, result.suggestion,
                        gathering->drivers);
        buffer_clear(&comparer->cell);
        add_needs(gathering->request->framework, gathering->drivers, &comparer->cell);
        if (buffer_failed(&comparer->cell))
            return report(gathering->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        if (!write_pair(comparer, row.family, row.child, result.told_suggested,
                        recorded_for(comparer->recorded, row.family, row.child),
                        buffer_text(&comparer->cell), true))
            return false;
    }
    caseload_clear(gathering->caseload);
    return !failed;
}

bool compare_indicators(const struct levels_request *request, struct indicator_rows *rows,
                        struct recorded_list *recorded, struct writer *writer,
                        struct comparison *comparison, const struct reporter *reporter)
{
    struct comparer comparer = {levels_told(request), recorded, writer, comparison, NULL, {0}};
    struct compare_gathering gathering = {
        request, &comparer, caseload_new(request->framework, request->by_family, reporter),
        memory_new(request->framework->words, sizeof(indicator_set)), reporter};
    struct levels_count count = {0};
    buffer_init(&comparer.cell, LIMIT_OUTPUT_CELL_BYTES);
    bool done = comparison_init(comparison, comparer.terms, reporter) && gathering.caseload &&
                (gathering.drivers || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY)) &&
                levels_gather(request, rows, &count, take_row, end_group, &gathering, reporter) &&
                write_rest(&comparer);
    buffer_release(&comparer.cell);
    memory_free(gathering.drivers);
    caseload_free(gathering.caseload);
    return done;
}

bool compare_levels(struct level_rows *rows, struct recorded_list *recorded, struct writer *writer,
                    struct comparison *comparison, const struct reporter *reporter)
{
    struct comparer comparer = {rows->framework, recorded, writer, comparison, rows->table, {0}};
    if (!comparison_init(comparison, comparer.terms, reporter))
        return false;
    struct level_row row;
    enum table_result result;
    while ((result = level_rows_next(rows, &row)) == TABLE_ROW)
        if (!write_pair(&comparer, row.family, row.child,
                        row.suggested == LOOKUP_NONE ? row.level : row.suggested,
                        recorded_for(recorded, row.family, row.child), row.drivers, true))
            return false;
    return result == TABLE_END && write_rest(&comparer);
}
