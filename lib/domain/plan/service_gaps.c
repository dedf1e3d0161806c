#include "domain/plan/service_gaps.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

#define NOBODY UINT32_MAX  /* no child, or none that is named: the whole family */
#define NOWHERE UINT32_MAX /* an area that is not known */
#define NO_NEED UINT32_MAX

/* A need of an action, for one child or for the whole family. */
struct asking {
    uint32_t action, need, area, family, child;
};

struct gap {
    uint32_t need, area, last_action;
    uint64_t families, children, actions;
};

/* A family, and a child of it, for whom there is a gap. */
struct affected {
    uint32_t gap, family, child;
};

struct known_child {
    uint32_t behind; /* of the same family, or NOBODY */
};

struct known_family {
    uint32_t first, last; /* child, or NOBODY */
};

struct run {
    const struct service_gaps_request *request;
    struct action_rows *rows;
    struct service_gaps_counts *counts;
    const struct reporter *reporter;
    struct child_index family_index, child_index;
    struct lookup areas, gap_index;
    struct arena arena;
    struct buffer key;
    struct births births;
    struct known_family *families;
    struct known_child *children;
    struct text *spellings; /* of areas, as first seen */
    struct asking *askings;
    struct gap *gaps;
    struct affected *affected;
    size_t family_capacity, child_capacity, spelling_capacity, asking_count, asking_capacity,
        gap_count, gap_capacity, affected_count, affected_capacity;
};

static struct text cell(struct run *run, enum action_column column)
{
    return action_rows_cell(run->rows, column);
}

/* The number of a family; a child without one is a family of its own. NOBODY without any id.
 * `*made` is false when there is no memory. */
static uint32_t family_of(struct run *run, struct text family, struct text child, bool *made)
{
    bool added;
    *made = true;
    if (family.length == 0 && child.length == 0)
        return NOBODY;
    uint32_t number = child_index_add(&run->family_index, family,
                                      family.length > 0 ? TEXT("") : child, &added);
    void *families = run->families;
    *made = number != LOOKUP_NONE && memory_reserve(&families, &run->family_capacity,
                                                    (size_t)number + 1, sizeof *run->families);
    if (!*made)
        return NOBODY;
    run->families = families;
    if (added)
        run->families[number] = (struct known_family){NOBODY, NOBODY};
    return number;
}

/* The number of a child of a family, which thereby becomes known. NOBODY when there is no memory.
 */
static uint32_t child_of(struct run *run, uint32_t family, struct text family_id, struct text child)
{
    bool added;
    uint32_t number = child_index_add(&run->child_index, family_id, child, &added);
    void *children = run->children;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&children, &run->child_capacity, (size_t)number + 1, sizeof *run->children))
        return NOBODY;
    run->children = children;
    if (!added)
        return number;
    struct known_family *known = &run->families[family];
    run->children[number] = (struct known_child){NOBODY};
    if (known->last == NOBODY)
        known->first = number;
    else
        run->children[known->last].behind = number;
    known->last = number;
    return number;
}

/* The number of an area, case aside. `*made` is false when there is no memory. */
static uint32_t area_number(struct run *run, struct text area, bool *made)
{
    bool added;
    *made = true;
    if (area.length == 0)
        return NOWHERE;
    buffer_clear(&run->key);
    for (size_t i = 0; i < area.length; i++)
        buffer_add_byte(&run->key, area.data[i] >= 'A' && area.data[i] <= 'Z'
                                       ? (char)(area.data[i] - 'A' + 'a')
                                       : area.data[i]);
    uint32_t number = buffer_failed(&run->key)
                          ? LOOKUP_NONE
                          : lookup_add(&run->areas, buffer_text(&run->key), &added);
    void *spellings = run->spellings;
    *made = number != LOOKUP_NONE && memory_reserve(&spellings, &run->spelling_capacity,
                                                    (size_t)number + 1, sizeof *run->spellings);
    if (!*made)
        return NOWHERE;
    run->spellings = spellings;
    if (added)
        run->spellings[number] = arena_copy(&run->arena, area);
    *made = run->spellings[number].data != NULL;
    return number;
}

static uint32_t area_of_plan(struct run *run, struct text family, struct text child, bool *made)
{
    const struct plan_facts *facts = plan_facts_for(run->request->plans, family, child);
    return area_number(run, facts ? facts->area : TEXT(""), made);
}

/* --- Reading --- */

static bool ask(struct run *run, struct asking asking)
{
    void *askings = run->askings;
    if (!memory_reserve(&askings, &run->asking_capacity, run->asking_count + 1,
                        sizeof *run->askings))
        return false;
    run->askings = askings;
    run->askings[run->asking_count++] = asking;
    return true;
}

/* Asks for one need of the action: for each child that it names, or for the whole family. */
static bool ask_for_children(struct run *run, struct asking asking)
{
    struct text family = cell(run, ACTION_FAMILY), own = cell(run, ACTION_CHILD),
                others = cell(run, ACTION_CHILDREN), child;
    bool made, named = false, own_is_next = own.length > 0;
    while (own_is_next || text_next(&others, ';', &child)) {
        if (own_is_next)
            child = own;
        own_is_next = false;
        if (child.length == 0)
            continue;
        named = true;
        asking.family = family_of(run, family, child, &made);
        if (!made || (asking.child = child_of(run, asking.family, family, child)) == NOBODY)
            return false;
        asking.area = area_of_plan(run, family, child, &made);
        if (!made || !ask(run, asking))
            return false;
    }
    if (named)
        return true;
    asking.child = NOBODY;
    asking.family = family_of(run, family, TEXT(""), &made);
    if (made)
        asking.area = area_of_plan(run, family, TEXT(""), &made);
    return made && ask(run, asking);
}

/* Asks for the needs that the codes of a cell name. `*known` counts them. False when there is no
 * memory. */
static bool ask_for_codes(struct run *run, struct asking asking, enum action_column column,
                          size_t *known, size_t *unknown)
{
    struct text rest = cell(run, column), code;
    while (codes_next(&rest, &code)) {
        asking.need = need_of_code(run->request->framework, run->request->outcomes, code);
        if (asking.need == LOOKUP_NONE) {
            ++*unknown;
            continue;
        }
        ++*known;
        if (!ask_for_children(run, asking))
            return false;
    }
    return true;
}

static void reject_codes(struct run *run, bool others_count)
{
    const struct service_gaps_request *request = run->request;
    struct text rest = cell(run, ACTION_NEEDS), code;
    while (codes_next(&rest, &code))
        if (need_of_code(request->framework, request->outcomes, code) == LOOKUP_NONE)
            need_reject(request->framework, request->outcomes, run->rows->table,
                        run->rows->columns[ACTION_NEEDS], code, others_count, run->reporter);
}

/* Every row tells of children, whatever its action has come to. */
static bool meet_children(struct run *run)
{
    struct text family = cell(run, ACTION_FAMILY), child = cell(run, ACTION_CHILD),
                others = cell(run, ACTION_CHILDREN);
    if (family.length == 0)
        return true;
    do {
        bool made;
        uint32_t number = family_of(run, family, child, &made);
        if (!made || (child.length > 0 && child_of(run, number, family, child) == NOBODY))
            return false;
    } while (text_next(&others, ';', &child));
    return true;
}

/* False when there is no memory. */
static bool read_action(struct run *run, const struct action_row *row)
{
    struct asking asking = {.need = NO_NEED};
    size_t known = 0, unknown = 0;
    if (!meet_children(run))
        return false;
    if (!action_is_open(row->status) && row->status != ACTION_FOR_REVIEW)
        return true;
    bool judged = run->request->services ||
                  action_has_flag(cell(run, ACTION_FLAGS), FLAG_NO_SERVICE);
    size_t asked = run->asking_count;
    if (run->counts->actions >= NOBODY)
        return false;
    asking.action = (uint32_t)run->counts->actions++;
    bool by_outcome = cell(run, ACTION_NEEDS).length == 0;
    if (!ask_for_codes(run, asking, by_outcome ? ACTION_OUTCOME : ACTION_NEEDS, &known, &unknown))
        return false;
    if (unknown > 0 && !by_outcome)
        reject_codes(run, known > 0);
    if (!judged)
        run->asking_count = asked;
    if (known > 0 || (unknown > 0 && !by_outcome))
        return true;
    run->counts->unnamed++;
    /* Without a code there is nothing to judge, but a flag stands by itself. */
    return run->request->services || !judged || ask_for_children(run, asking);
}

/* --- Judging --- */

/* Makes the children known whom the people record has, and gathers the births of all. */
static bool gather_family(struct run *run, uint32_t family)
{
    const struct service_gaps_request *request = run->request;
    struct text id = child_index_family(&run->family_index, family);
    if (!age_book_family(request->ages, id, request->as_of, &run->births))
        return false;
    for (size_t i = 0; i < run->births.count; i++)
        if (child_of(run, family, id, run->births.list[i].child) == NOBODY)
            return false;
    for (uint32_t i = run->families[family].first; i != NOBODY; i = run->children[i].behind)
        if (!age_book_child(request->ages, id, child_index_child(&run->child_index, i),
                            &run->births, NULL))
            return false;
    return true;
}

/* Readies births and area. False when there is no memory. */
static bool gather(struct run *run, struct asking *asking)
{
    bool made = true;
    births_clear(&run->births);
    if (asking->family == NOBODY)
        return true;
    if (asking->child != NOBODY)
        return age_book_child(
            run->request->ages, child_index_family(&run->child_index, asking->child),
            child_index_child(&run->child_index, asking->child), &run->births, NULL);
    if (!gather_family(run, asking->family))
        return false;
    struct text id = child_index_family(&run->family_index, asking->family);
    for (uint32_t i = run->families[asking->family].first;
         i != NOBODY && made && asking->area == NOWHERE; i = run->children[i].behind)
        asking->area = area_of_plan(run, id, child_index_child(&run->child_index, i), &made);
    return made;
}

/* The gap of a need and an area, made when new; NULL when there is no memory. */
static struct gap *gap_of(struct run *run, uint32_t need, uint32_t area)
{
    const uint32_t key[] = {need, area};
    bool added;
    uint32_t number = lookup_add(
        &run->gap_index, (struct text){(const char *)(const void *)key, sizeof key}, &added);
    void *gaps = run->gaps;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&gaps, &run->gap_capacity, (size_t)number + 1, sizeof *run->gaps))
        return NULL;
    run->gaps = gaps;
    if (added) {
        run->gaps[number] = (struct gap){.need = need, .area = area, .last_action = UINT32_MAX};
        run->gap_count = (size_t)number + 1;
    }
    return &run->gaps[number];
}

static bool affect(struct run *run, struct affected affected)
{
    void *all = run->affected;
    if (!memory_reserve(&all, &run->affected_capacity, run->affected_count + 1,
                        sizeof *run->affected))
        return false;
    run->affected = all;
    run->affected[run->affected_count++] = affected;
    return true;
}

static bool count_gap(struct run *run, const struct asking *asking)
{
    struct gap *gap = gap_of(run, asking->need, asking->area);
    if (!gap)
        return false;
    gap->actions += gap->last_action != asking->action;
    gap->last_action = asking->action;
    struct affected affected = {(uint32_t)(gap - run->gaps), asking->family, asking->child};
    if (asking->family == NOBODY)
        return true;
    if (asking->child != NOBODY || run->families[asking->family].first == NOBODY)
        return affect(run, affected);
    for (uint32_t i = run->families[asking->family].first; i != NOBODY;
         i = run->children[i].behind) {
        affected.child = i;
        if (!affect(run, affected))
            return false;
    }
    return true;
}

static bool judge(struct run *run, uint32_t *last_action)
{
    const struct service_gaps_request *request = run->request;
    for (size_t i = 0; i < run->asking_count; i++) {
        struct asking *asking = &run->askings[i];
        if (!gather(run, asking))
            return false;
        if (request->services) {
            struct service_fit fit;
            struct service_wish wish = {
                .need = asking->need,
                .births = &run->births,
                .area = asking->area == NOWHERE ? TEXT("") : run->spellings[asking->area],
                .level = LOOKUP_NONE,
                .as_of = request->as_of,
            };
            if (service_book_fits(request->services, &wish, &fit, 1) > 0)
                continue;
        }
        if (!count_gap(run, asking))
            return false;
        run->counts->in_gaps += *last_action != asking->action;
        *last_action = asking->action;
    }
    return true;
}

static int compare_affected(const void *left, const void *right)
{
    const struct affected *a = left, *b = right;
    if (a->gap != b->gap)
        return a->gap < b->gap ? -1 : 1;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    return (a->child > b->child) - (a->child < b->child);
}

/* Counts each family and each child of a gap once. */
static void count_affected(struct run *run)
{
    if (run->affected_count > 0)
        qsort(run->affected, run->affected_count, sizeof *run->affected, compare_affected);
    for (size_t i = 0; i < run->affected_count; i++) {
        const struct affected *one = &run->affected[i], *before = i > 0 ? one - 1 : NULL;
        struct gap *gap = &run->gaps[one->gap];
        bool family_is_new = !before || before->gap != one->gap || before->family != one->family;
        gap->families += family_is_new;
        gap->children += one->child != NOBODY && (family_is_new || before->child != one->child);
    }
}

/* --- Writing --- */

/* A gap with the name of its area, so that a comparison needs nothing else. */
struct line {
    const struct gap *gap;
    struct text area;
};

static int compare_lines(const void *left, const void *right)
{
    const struct line *a = left, *b = right;
    if (a->gap->families != b->gap->families)
        return a->gap->families > b->gap->families ? -1 : 1;
    if (a->gap->need != b->gap->need)
        return a->gap->need < b->gap->need ? -1 : 1;
    bool a_known = a->area.length > 0, b_known = b->area.length > 0;
    return a_known == b_known ? text_compare(a->area, b->area) : b_known - a_known;
}

static bool write_line(struct run *run, struct writer *writer, const struct line *line)
{
    const struct framework *framework = run->request->framework;
    const struct outcome_set *outcomes = run->request->outcomes;
    uint32_t need = line->gap->need, outcome = LOOKUP_NONE;
    struct text code = TEXT(""), label = TEXT("");
    if (need != NO_NEED) {
        if (need < framework->indicator_count)
            code = need_code(framework, outcomes, need);
        label = need_label(framework, outcomes, need);
        outcome = need_outcome(framework, outcomes, need);
    }
    writer_cell(writer, code);
    writer_cell(writer, label);
    writer_cell(writer, outcome == LOOKUP_NONE ? TEXT("") : outcomes->outcomes[outcome].code);
    writer_cell(writer, line->area);
    writer_number(writer, line->gap->families);
    writer_number(writer, line->gap->children);
    writer_number(writer, line->gap->actions);
    run->counts->gaps++;
    run->counts->without_area += line->area.length == 0;
    return writer_end_row(writer);
}

static bool write_gaps(struct run *run, struct writer *writer)
{
    struct line *lines = memory_new(run->gap_count + 1, sizeof *lines);
    bool done = lines != NULL;
    if (!lines)
        return report(run->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < run->gap_count; i++) {
        uint32_t area = run->gaps[i].area;
        lines[i] = (struct line){&run->gaps[i], area == NOWHERE ? TEXT("") : run->spellings[area]};
    }
    if (run->gap_count > 0)
        qsort(lines, run->gap_count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < run->gap_count && done; i++)
        done = write_line(run, writer, &lines[i]);
    memory_free(lines);
    return done;
}

static void run_init(struct run *run)
{
    child_index_init(&run->family_index);
    child_index_init(&run->child_index);
    lookup_init(&run->areas);
    lookup_init(&run->gap_index);
    arena_init(&run->arena);
    buffer_init(&run->key, LIMIT_CELL_BYTES);
    births_init(&run->births);
}

static void run_release(struct run *run)
{
    child_index_release(&run->family_index);
    child_index_release(&run->child_index);
    lookup_release(&run->areas);
    lookup_release(&run->gap_index);
    arena_release(&run->arena);
    buffer_release(&run->key);
    births_release(&run->births);
    memory_free(run->families);
    memory_free(run->children);
    memory_free(run->spellings);
    memory_free(run->askings);
    memory_free(run->gaps);
    memory_free(run->affected);
}

bool service_gaps_write(const struct service_gaps_request *request, struct action_rows *rows,
                        struct writer *writer, struct service_gaps_counts *counts,
                        const struct reporter *reporter)
{
    struct run run = {.request = request, .rows = rows, .counts = counts, .reporter = reporter};
    struct action_row row;
    enum table_result result;
    uint32_t last_action = UINT32_MAX;
    bool done = true;
    run_init(&run);
    while (done && (result = action_rows_next(rows, &row)) == TABLE_ROW)
        done = read_action(&run, &row);
    if (!done || (result == TABLE_END && !judge(&run, &last_action)))
        done = report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else
        done = result == TABLE_END;
    if (done) {
        count_affected(&run);
        done = write_gaps(&run, writer);
    }
    run_release(&run);
    return done;
}
