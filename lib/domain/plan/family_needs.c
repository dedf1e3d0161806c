#include "domain/plan/family_needs.h"

#include "base/memory.h"
#include "domain/threshold/caseload.h"
#include "domain/threshold/child_index.h"
#include "domain/threshold/indicator_rows.h"
#include "domain/threshold/level_rows.h"
#include "domain/threshold/suggest.h"

/* A child, or a family about which there is a row as a whole, in order of first appearance. */
struct held_child {
    uint32_t family;
    uint32_t level;
};

struct held_family {
    uint32_t level;
    uint32_t children; /* about whom there are rows of their own */
    struct date as_of;
};

struct family_needs_private {
    const struct framework *framework;
    struct child_index families; /* by family_id, or by child_id where that is blank */
    struct child_index children;
    struct held_family *family;
    struct held_child *child;
    indicator_set *needs; /* of each child, framework.words words */
    size_t family_capacity, child_capacity, needs_capacity;
    struct needing_child *all; /* of all families, those of one together */
};

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* The number of the family that a row is about, added when it is new; LOOKUP_NONE when there is no
 * memory. */
static uint32_t add_family(struct family_needs_private *own, struct text family, struct text child)
{
    bool added;
    uint32_t number = child_index_add(&own->families, family, family.length > 0 ? TEXT("") : child,
                                      &added);
    void *all = own->family;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&all, &own->family_capacity, (size_t)number + 1, sizeof *own->family))
        return LOOKUP_NONE;
    own->family = all;
    if (added)
        own->family[number] = (struct held_family){.as_of = {.precision = DATE_NONE}};
    return number;
}

/* The needs of a child, to be added to, when its level is at least this; NULL when there is no
 * memory. */
static indicator_set *add_child(struct family_needs_private *own, struct text family,
                                struct text child, uint32_t level)
{
    bool added;
    size_t words = own->framework->words;
    uint32_t of = add_family(own, family, child),
             number = child_index_add(&own->children, family, child, &added);
    void *all = own->child, *needs = own->needs;
    if (of == LOOKUP_NONE || number == LOOKUP_NONE ||
        !memory_reserve(&all, &own->child_capacity, (size_t)number + 1, sizeof *own->child))
        return NULL;
    own->child = all;
    if (!memory_reserve(&needs, &own->needs_capacity, ((size_t)number + 1) * words,
                        sizeof *own->needs))
        return NULL;
    own->needs = needs;
    indicator_set *set = own->needs + number * words;
    if (added) {
        own->child[number] = (struct held_child){of, level};
        own->family[of].children += child.length > 0;
        memset(set, 0, words * sizeof *set);
    }
    if (level > own->child[number].level)
        own->child[number].level = level;
    if (level > own->family[of].level)
        own->family[of].level = level;
    return set;
}

static void add_set(indicator_set *to, const indicator_set *from, size_t words)
{
    for (size_t i = 0; i < words; i++)
        to[i] |= from[i];
}

/* Indicator rows */

static bool gather_indicators(struct family_needs_private *own, struct indicator_rows *rows,
                              struct caseload *caseload, uint64_t *count,
                              const struct reporter *reporter)
{
    struct indicator_row row;
    enum table_result result;
    while ((result = indicator_rows_next(rows, &row)) == TABLE_ROW) {
        indicator_rows_count_values(rows);
        ++*count;
        /* The order of families is that of the rows; that of the caseload goes by child. */
        if (add_family(own, row.family, row.child) == LOOKUP_NONE)
            return no_memory(reporter);
        if (!caseload_post(caseload, row.family, row.child, row.indicator,
                           row.standing == ROW_COUNTS, row.agency))
            return false;
    }
    return result == TABLE_END;
}

static bool read_indicators(struct family_needs_private *own, struct indicator_rows *rows,
                            uint64_t *count, const struct reporter *reporter)
{
    const struct framework *framework = own->framework;
    struct caseload *caseload = caseload_new(framework, false, reporter);
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool done = caseload && gather_indicators(own, rows, caseload, count, reporter), failed = false;
    while (done && caseload_next(caseload, &position, &row, &failed)) {
        indicator_set *set = add_child(own, row.family, row.child,
                                       suggest_level(framework, row.standing).level);
        done = set != NULL;
        if (!done)
            no_memory(reporter);
        for (size_t i = 0; set && i < framework->words; i++)
            set[i] |= row.standing.present[i] & framework->needs[i];
    }
    caseload_free(caseload);
    return done && !failed;
}

/* Level rows */

/* Adds the codes of the cell that are needs; false when the row is rejected for one. */
static bool read_needs(const struct framework *framework, struct table *table, size_t column,
                       indicator_set *set)
{
    struct text rest = table_cell(table, column), code;
    memset(set, 0, framework->words * sizeof *set);
    while (text_next(&rest, ';', &code)) {
        if (code.length == 0)
            continue;
        uint32_t indicator = framework_indicator(framework, code);
        if (indicator == LOOKUP_NONE)
            return indicator_reject_code(framework, table, column, code);
        indicator_set_add(set, indicator);
    }
    for (size_t i = 0; i < framework->words; i++)
        set[i] &= framework->needs[i];
    return true;
}

static bool read_levels(struct family_needs_private *own, struct level_rows *rows, uint64_t *count,
                        const struct reporter *reporter)
{
    const struct framework *framework = own->framework;
    size_t needs = record_definition_column(rows->definition, TEXT("needs"));
    indicator_set *read = memory_new(framework->words, sizeof *read), *set = read;
    struct level_row row;
    enum table_result result = TABLE_FAILED;
    table_need_either(rows->table, needs, rows->drivers);
    while (set && (result = level_rows_next(rows, &row)) == TABLE_ROW) {
        if (!read_needs(framework, rows->table,
                        table_has(rows->table, needs) ? needs : rows->drivers, read))
            continue;
        ++*count;
        set = add_child(own, row.family, row.child, row.level);
        if (!set)
            break;
        add_set(set, read, framework->words);
        struct held_family *family = &own->family[add_family(own, row.family, row.child)];
        if (family->as_of.precision == DATE_NONE)
            family->as_of = row.as_of;
    }
    memory_free(read);
    return set ? result == TABLE_END : no_memory(reporter);
}

/* All of them together */

/* What a family has as a whole is each of its children's too; it stands for itself where no child
 * is known. */
static bool settle(struct family_needs_list *list, const struct reporter *reporter)
{
    struct family_needs_private *own = list->own;
    size_t words = own->framework->words, children = own->children.keys.count, next = 0;
    list->families = memory_new(own->families.keys.count + 1, sizeof *list->families);
    own->all = memory_new(children + 1, sizeof *own->all);
    if (!list->families || !own->all)
        return no_memory(reporter);
    list->count = own->families.keys.count;
    for (uint32_t i = 0; i < list->count; i++) {
        struct family_needs *family = &list->families[i];
        family->family = child_index_family(&own->families, i);
        family->level = own->family[i].level;
        family->as_of = own->family[i].as_of;
        family->children = own->all + next;
        next += own->family[i].children > 0 ? own->family[i].children : 1;
    }
    for (uint32_t i = 0; i < children; i++) {
        const struct held_child *held = &own->child[i];
        struct family_needs *family = &list->families[held->family];
        struct text child = child_index_child(&own->children, i);
        indicator_set *set = own->needs + i * words;
        if (child.length == 0 && own->family[held->family].children > 0)
            continue;
        uint32_t whole = child.length > 0 && family->family.length > 0
                             ? child_index_exact(&own->children, family->family, TEXT(""))
                             : LOOKUP_NONE;
        if (whole != LOOKUP_NONE)
            add_set(set, own->needs + whole * words, words);
        family->children[family->child_count++] = (struct needing_child){child, held->level, set};
    }
    return true;
}

static bool read_rows(struct family_needs_list *list, const struct family_needs_request *request,
                      struct record_definition *levels, struct record_definition *indicators,
                      struct table *table, const struct reporter *reporter)
{
    struct family_needs_private *own = list->own;
    struct level_rows level_rows;
    struct indicator_rows indicator_rows;
    /* A file with neither is no file of levels: it may hold indicators and a level beside each. */
    table_need_either(table, record_definition_column(levels, TEXT("needs")),
                      record_definition_column(levels, TEXT("drivers")));
    table_or(table, indicators);
    if (table_prepare(table) == TABLE_FAILED)
        return false;
    table_drop_extras(table);
    if (table_definition(table) == levels) {
        level_rows_over(&level_rows, levels, table, request->framework);
        return read_levels(own, &level_rows, &list->rows, reporter);
    }
    indicator_rows_over(&indicator_rows, indicators, table, request->framework, request->as_of,
                        DATE_DAY_OPEN_START, request->table->unmapped);
    return read_indicators(own, &indicator_rows, &list->rows, reporter);
}

bool family_needs_read(struct family_needs_list *list, const struct family_needs_request *request,
                       uint64_t *rejected, const struct reporter *reporter)
{
    struct record_definition *levels = record_definition_new(TEXT("levels"), reporter),
                             *indicators = record_definition_new(TEXT("indicators"), reporter);
    struct table *table = levels && indicators ? table_new(request->table, levels, request->files,
                                                           request->file_count, reporter)
                                               : NULL;
    *list = (struct family_needs_list){.own = table ? memory_new(1, sizeof *list->own) : NULL};
    bool done = list->own;
    if (done) {
        list->own->framework = request->framework;
        child_index_init(&list->own->families);
        child_index_init(&list->own->children);
        done = read_rows(list, request, levels, indicators, table, reporter) &&
               settle(list, reporter);
        *rejected += table_reject_count(table);
    } else if (table) {
        no_memory(reporter);
    }
    table_free(table);
    record_definition_free(levels);
    record_definition_free(indicators);
    return done;
}

void family_needs_release(struct family_needs_list *list)
{
    struct family_needs_private *own = list->own;
    if (own) {
        child_index_release(&own->families);
        child_index_release(&own->children);
        memory_free(own->family);
        memory_free(own->child);
        memory_free(own->needs);
        memory_free(own->all);
        memory_free(own);
    }
    memory_free(list->families);
    *list = (struct family_needs_list){.families = NULL};
}
