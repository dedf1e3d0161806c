#include "domain/measures/measure_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/review/outcome_results.h"
#include "domain/review/scales.h"
#include "domain/threshold/indicator_rows.h"

#include <stdlib.h>

enum { BETTER = 1, SAME = 2, WORSE = 3 };

/* --- Reading ---------------------------------------------------------------------------------- */

static struct text cell_of(struct tally *tally, struct source *source, size_t which)
{
    return tally->cells[which] == SIZE_MAX ? TEXT("")
                                           : table_cell(source->table, tally->cells[which]);
}

/* A reading: who gave it, and about what, make a series of their own in each family. */
static bool scale_row(struct measure_run *run, struct tally *tally, struct source *source,
                      struct happening *happening)
{
    struct text score = cell_of(tally, source, 0), name = cell_of(tally, source, 1);
    int32_t points;
    struct buffer key;
    if (name.length == 0) {
        table_reject_words(source->table, tally->cells[1], MESSAGE_CELL_BLANK, NULL, 0);
        return true;
    }
    if (score.length == 0) /* none was given */
        return true;
    if (!scale_score_read(score, &points)) {
        table_reject_words(source->table, tally->cells[0], MESSAGE_SCALE_TENTHS, NULL, 0);
        return true;
    }
    buffer_init(&key, LIMIT_CELL_BYTES * 4);
    buffer_add(&key, name);
    buffer_add_byte(&key, '\0');
    buffer_add(&key, cell_of(tally, source, 2));
    happening->amount = points;
    happening->detail = buffer_failed(&key) ? LOOKUP_NONE
                                            : lookup_add(&tally->series, buffer_text(&key), NULL);
    buffer_release(&key);
    if (happening->detail == LOOKUP_NONE)
        return table_no_memory(source->table);
    return happenings_add(run, &tally->kept, happening);
}

static bool evidence_row(struct measure_run *run, struct tally *tally, struct source *source,
                         struct happening *happening)
{
    const struct source_day *day = &source->days[tally->days[0]];
    const struct outcome_columns columns = {tally->cells[0], tally->cells[1], tally->cells[2]};
    struct outcome_said said;
    if (!outcome_said_read(source->table, &columns, run->request->outcomes, &said))
        return true;
    happening->day = day->last < run->request->as_of ? day->last : run->request->as_of;
    happening->detail = said.outcome;
    happening->category = said.clause;
    happening->amount = said.state;
    return happenings_add(run, &tally->kept, happening);
}

/* An indicator of need that points to an outcome. */
static bool need_row(struct measure_run *run, struct tally *tally, struct source *source,
                     struct happening *happening)
{
    const struct source_day *end = tally->days[1] == SIZE_MAX ? NULL
                                                              : &source->days[tally->days[1]];
    struct text code = cell_of(tally, source, 0);
    uint32_t outcome;
    bool known = outcome_set_of_indicator(run->request->outcomes, code, &outcome);
    if (!known && framework_indicator(run->request->framework, code) == LOOKUP_NONE) {
        indicator_reject_code(run->request->framework, source->table, tally->cells[0], code);
        return true;
    }
    if (outcome == LOOKUP_NONE)
        return true;
    if (tally->split != SIZE_MAX && cell_of(tally, source, 1).length > 0 &&
        !(source_codes_of(source, tally->split).codes &
          source_code_bit(source, tally->split, TEXT("present"))))
        return true;
    happening->category = outcome;
    happening->other = end && source_day_is(end) ? end->last : DATE_DAY_OPEN_END;
    return happenings_add(run, &tally->others, happening);
}

static bool level_row(struct measure_run *run, struct tally *tally, struct source *source,
                      struct happening *happening)
{
    size_t slot = tally->split;
    if (tally->cells[0] != SIZE_MAX && cell_of(tally, source, 0).length > 0)
        slot = tally->cells[1];
    happening->category = source_codes_of(source, slot).category;
    if (happening->category >= source->codes[slot]->code_count)
        return true;
    return happenings_add(run, &tally->others, happening);
}

static const struct source_day no_day = {.first = DATE_DAY_OPEN_START, .last = DATE_DAY_OPEN_END};

bool families_row(struct measure_run *run, struct tally *tally, struct source *source)
{
    enum measure_kind kind = tally->measure->kind;
    bool own = kind == MEASURE_CHANGE || kind == MEASURE_ACHIEVED;
    size_t slot = own ? tally->days[0] : tally->then_day;
    const struct source_day *day = slot == SIZE_MAX ? &no_day : &source->days[slot];
    struct happening happening;
    if (!source_day_is(day) && (own || kind == MEASURE_STANDING)) {
        tally->undated++;
        return true;
    }
    if (source_day_is(day) && day->first > run->request->as_of) {
        tally->ahead += own;
        return true;
    }
    if (!happening_from(run, source, own, &happening))
        return false;
    if (happening.family == KEY_NONE && happening.child >= KEY_UNKNOWN)
        return true;
    happening.day = source_day_is(day) ? day->first : DATE_DAY_OPEN_START;
    if (own)
        happening.other = (date_day)tally->kept.count; /* of one day the later row counts */
    switch (kind) {
    case MEASURE_CHANGE:
        return scale_row(run, tally, source, &happening);
    case MEASURE_ACHIEVED:
        return evidence_row(run, tally, source, &happening);
    case MEASURE_NEEDS:
        return need_row(run, tally, source, &happening);
    case MEASURE_AGREEMENT:
        return level_row(run, tally, source, &happening);
    default:
        happening.counted = conditions_hold(&tally->counted, source, run->request->as_of);
        return happenings_add(run, &tally->others, &happening);
    }
}

/* --- Runs of one family ----------------------------------------------------------------------- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By day; what was said on one day so that the more cautious stands last. */
static int compare_by_day(const void *a, const void *b)
{
    const struct happening *first = a, *second = b;
    int order = compare_numbers(first->day, second->day);
    if (order == 0)
        order = compare_numbers(second->amount, first->amount);
    if (order == 0)
        order = compare_numbers(second->counted, first->counted);
    return order != 0 ? order : compare_numbers(first->category, second->category);
}

/* Rows of a family and a detail, by day, those of one day as they came. */
static int compare_said(const void *a, const void *b)
{
    const struct happening *first = a, *second = b;
    int order = compare_numbers(first->family, second->family);
    if (order == 0)
        order = compare_numbers(first->detail, second->detail);
    if (order == 0)
        order = compare_numbers(first->day, second->day);
    return order != 0 ? order : compare_numbers(first->other, second->other);
}

static bool count_in_groups(struct measure_run *run, struct tally *tally, struct group group,
                            size_t category, size_t period, bool counted, bool among)
{
    struct group margins[GROUP_MARGINS];
    size_t count = grid_margins(group, margins);
    for (size_t i = 0; i < count; i++) {
        struct cell_count *cell = grid_at(&tally->grid, margins[i], category, period);
        if (!cell)
            return tally->grid.full || measure_no_memory(run);
        cell->numerator += counted;
        cell->denominator += among;
    }
    return true;
}

/* --- Change on the scale ---------------------------------------------------------------------- */

/* The change of one series in a period; false when there are no two readings to tell one by. */
static bool change_of(const struct happening *list, size_t count, const struct period *period,
                      int32_t *change)
{
    size_t first = count, last = count;
    for (size_t i = 0; i < count && list[i].day <= period->last; i++) {
        if (first == count || list[i].day == list[first].day)
            first = i; /* of one day the last */
        if (list[i].day >= period->first)
            last = i;
    }
    if (last == count || list[last].day == list[first].day)
        return false;
    *change = (int32_t)(list[last].amount - list[first].amount);
    return true;
}

/* Families by the middle of the changes of all their people; `changes` has room for all. */
static bool count_change(struct measure_run *run, struct tally *tally, const struct happening *list,
                         size_t count, int32_t *changes)
{
    struct group group = happening_group(run, &list[0]);
    for (size_t period = 0; period < run->results->periods.count; period++) {
        size_t found = 0;
        for (size_t i = 0, next; i < count; i = next) {
            for (next = i; next < count && list[next].detail == list[i].detail; next++)
                continue;
            found += change_of(list + i, next - i, &run->results->periods.list[period],
                               &changes[found]);
        }
        int32_t middle = found > 0 ? scale_median(changes, found) : 0;
        size_t category = middle > 0 ? BETTER : middle < 0 ? WORSE : SAME;
        if (found > 0 && (!count_in_groups(run, tally, group, 0, period, true, true) ||
                          !count_in_groups(run, tally, group, category, period, true, false)))
            return false;
    }
    return true;
}

/* --- Outcomes achieved ------------------------------------------------------------------------ */

static bool count_outcome(struct measure_run *run, struct tally *tally,
                          const struct happening *list, size_t count)
{
    const struct outcome *outcome = &run->request->outcomes->outcomes[list[0].detail];
    struct group group = happening_group(run, &list[0]);
    for (size_t period = 0; period < run->results->periods.count; period++) {
        enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_UNKNOWN};
        bool any = false;
        for (size_t i = 0; i < count && list[i].day <= run->results->periods.list[period].last;
             i++) {
            states[list[i].category] = (enum clause_state)list[i].amount;
            any = true;
        }
        bool met = any && expression_value(&outcome->expression, states) == CLAUSE_MET;
        if (any &&
            (!count_in_groups(run, tally, group, 0, period, met, true) ||
             !count_in_groups(run, tally, group, outcome->headline + (size_t)1, period, met, true)))
            return false;
    }
    return true;
}

static bool finish_own(struct measure_run *run, struct tally *tally)
{
    struct happenings *kept = &tally->kept;
    bool change = tally->measure->kind == MEASURE_CHANGE, going = true;
    int32_t *changes = memory_new(change ? kept->count + 1 : 1, sizeof *changes);
    if (!changes)
        return measure_no_memory(run);
    if (kept->count > 0)
        qsort(kept->list, kept->count, sizeof *kept->list, compare_said);
    for (size_t i = 0, next; i < kept->count && going && !tally->grid.full; i = next) {
        for (next = i; next < kept->count && kept->list[next].family == kept->list[i].family &&
                       (change || kept->list[next].detail == kept->list[i].detail);
             next++)
            continue;
        going = change ? count_change(run, tally, kept->list + i, next - i, changes)
                       : count_outcome(run, tally, kept->list + i, next - i);
    }
    memory_free(changes);
    return going;
}

/* --- Said of open families -------------------------------------------------------------------- */

/* The last of a run that was said by the day; NULL when there is none. The run stands in order of
 * day. */
static const struct happening *last_said(const struct tally *tally, const size_t *order,
                                         size_t from, size_t to, date_day day)
{
    size_t low = from, high = to;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tally->others.list[order[middle]].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > from ? &tally->others.list[order[low - 1]] : NULL;
}

static bool visit_standing(struct measure_run *run, struct tally *tally,
                           const struct open_visit *visit)
{
    uint32_t family = visit->stays[0]->family;
    const struct happening *last = last_said(tally, tally->order, tally->starts[family],
                                             tally->starts[family + 1], visit->day);
    (void)run;
    return open_count(tally, visit, 0, last && last->counted, true);
}

static bool visit_needs(struct measure_run *run, struct tally *tally,
                        const struct open_visit *visit)
{
    uint32_t family = visit->stays[0]->family;
    (void)run;
    tally->stamp++;
    if (!open_count(tally, visit, 0, true, true))
        return false;
    for (size_t i = tally->starts[family]; i < tally->starts[family + 1]; i++) {
        const struct happening *need = &tally->others.list[tally->order[i]];
        if (need->day > visit->day || need->other <= visit->day ||
            tally->stamps[need->category] == tally->stamp)
            continue;
        tally->stamps[need->category] = tally->stamp;
        if (!open_count(tally, visit, need->category + (size_t)1, true, false))
            return false;
    }
    return true;
}

/* The level last suggested for a child, or else for its whole family. */
static const struct happening *suggested(const struct tally *tally, const struct stay *stay,
                                         date_day day)
{
    const struct happening *last = NULL;
    if (stay->child != KEY_NONE)
        last = last_said(tally, tally->alone, tally->alone_starts[stay->child],
                         tally->alone_starts[stay->child + 1], day);
    return last ? last
                : last_said(tally, tally->order, tally->starts[stay->family],
                            tally->starts[stay->family + 1], day);
}

static bool visit_agreement(struct measure_run *run, struct tally *tally,
                            const struct open_visit *visit)
{
    const struct stay *known = NULL;
    uint64_t bit = (uint64_t)1 << tally->stay_bit;
    (void)run;
    for (size_t i = 0; i < visit->count; i++) {
        const struct stay *stay = visit->stays[i];
        if (stay_is_open(stay, visit->day) && stay->among & bit &&
            stay->level < tally->level_codes &&
            (!known || stay->start > known->start ||
             (stay->start == known->start && stay->level > known->level)))
            known = stay;
    }
    const struct happening *said = known ? suggested(tally, known, visit->day) : NULL;
    return !said || open_count(tally, visit, 0, said->category == known->level, true);
}

static bool index_others(struct measure_run *run, struct tally *tally, bool by_child,
                         size_t **order, size_t **starts)
{
    struct happenings *others = &tally->others;
    size_t keys = by_child ? run->keys.children.count : keys_family_count(&run->keys);
    uint32_t *of = memory_new(others->count + 1, sizeof *of);
    if (!of)
        return measure_no_memory(run);
    /* One key more for those without: their run is behind all others. Levels of one child are not
     * the family's. */
    for (size_t i = 0; i < others->count; i++) {
        const struct happening *other = &others->list[i];
        bool own = tally->measure->kind == MEASURE_AGREEMENT && other->child != KEY_NONE;
        uint32_t key = by_child ? other->child : own ? KEY_NONE : other->family;
        of[i] = key >= KEY_UNKNOWN ? (uint32_t)keys : key;
    }
    *order = order_by(of, others->count, keys + 1, starts);
    memory_free(of);
    return *order || measure_no_memory(run);
}

static bool finish_open(struct measure_run *run, struct tally *tally)
{
    static const open_visitor visitors[MEASURE_KINDS] = {
        [MEASURE_STANDING] = visit_standing,
        [MEASURE_NEEDS] = visit_needs,
        [MEASURE_AGREEMENT] = visit_agreement,
    };
    struct happenings *others = &tally->others;
    if (others->count > 0)
        qsort(others->list, others->count, sizeof *others->list, compare_by_day);
    tally->stamps = memory_new(tally->category_count + 1, sizeof *tally->stamps);
    if (!tally->stamps)
        return measure_no_memory(run);
    return index_others(run, tally, false, &tally->order, &tally->starts) &&
           index_others(run, tally, true, &tally->alone, &tally->alone_starts) &&
           open_walk(run, tally, visitors[tally->measure->kind]);
}

bool families_finish(struct measure_run *run, struct tally *tally)
{
    enum measure_kind kind = tally->measure->kind;
    return kind == MEASURE_CHANGE || kind == MEASURE_ACHIEVED ? finish_own(run, tally)
                                                              : finish_open(run, tally);
}
