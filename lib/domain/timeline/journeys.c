#include "domain/timeline/journeys.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/timeline/journey_private.h"

#include <stdlib.h>

static const struct date no_date = {
    .earliest = DATE_DAY_OPEN_START, .latest = DATE_DAY_OPEN_END, .precision = DATE_NONE};

void journeys_init(struct journeys *journeys, const struct journey_rules *rules,
                   struct interval window, const struct reporter *reporter)
{
    *journeys = (struct journeys){.rules = rules, .reporter = reporter, .window = window};
    child_index_init(&journeys->index);
}

void journeys_release(struct journeys *journeys)
{
    child_index_release(&journeys->index);
    memory_free(journeys->heads);
    memory_free(journeys->rows);
    memory_free(journeys->dates);
    memory_free(journeys->order);
    memory_free(journeys->spells);
    memory_free(journeys->marks);
    *journeys = (struct journeys){.rules = NULL};
}

static bool no_memory(const struct journeys *journeys)
{
    return report(journeys->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- Rows ------------------------------------------------------------------------------------ */

bool journey_date_sure(const struct date *date)
{
    return date->precision == DATE_DAY && date->start.unspecified == 0 && !date->start.uncertain &&
           !date->start.approximate;
}

static bool keep_date(struct journeys *journeys, const struct date *date, struct journey_date *kept)
{
    *kept = (struct journey_date){.day = date->earliest};
    if (journey_date_sure(date))
        return true;
    void *dates = journeys->dates;
    if (!memory_reserve(&dates, &journeys->date_capacity, journeys->date_count + 1,
                        sizeof *journeys->dates))
        return no_memory(journeys);
    journeys->dates = dates;
    journeys->dates[journeys->date_count++] = *date;
    kept->inexact = (uint32_t)journeys->date_count;
    return true;
}

static struct date kept_date(const struct journeys *journeys, struct journey_date kept)
{
    if (kept.inexact > 0)
        return journeys->dates[kept.inexact - 1];
    return kept.day == DATE_DAY_OPEN_START ? no_date : date_of_day(kept.day);
}

static uint32_t child_number(struct journeys *journeys, struct text family, struct text child)
{
    bool added;
    uint32_t number = child_index_add(&journeys->index, family, child, &added);
    void *heads = journeys->heads;
    if (number == LOOKUP_NONE || !memory_reserve(&heads, &journeys->head_capacity,
                                                 (size_t)number + 1, sizeof *journeys->heads))
        return LOOKUP_NONE;
    journeys->heads = heads;
    if (added)
        journeys->heads[number] = LOOKUP_NONE;
    return number;
}

bool journeys_add(struct journeys *journeys, struct text family, struct text child, uint32_t step,
                  const struct date *start, const struct date *end)
{
    struct journey_row row = {.step = (uint8_t)step, .begins = start};
    char digits[24];
    if (journeys->row_count == LIMIT_JOURNEY_ROWS)
        return report_with(journeys->reporter, PLACE_NONE, MESSAGE_JOURNEYS_TOO_LARGE,
                           number_text(LIMIT_JOURNEY_ROWS, digits));
    row.start = row.end = (struct journey_date){.day = DATE_DAY_OPEN_START};
    if (start && start->precision != DATE_NONE && !keep_date(journeys, start, &row.start))
        return false;
    if (end && end->precision != DATE_NONE && !keep_date(journeys, end, &row.end))
        return false;
    uint32_t number = child_number(journeys, family, child);
    void *rows = journeys->rows;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&rows, &journeys->row_capacity, journeys->row_count + 1, sizeof row))
        return no_memory(journeys);
    journeys->rows = rows;
    row.behind = journeys->heads[number];
    journeys->heads[number] = (uint32_t)journeys->row_count;
    journeys->rows[journeys->row_count++] = row;
    journeys->has_families = journeys->has_families || child.length == 0;
    return true;
}

/* --- Whose rows they are ---------------------------------------------------------------------- */

/* Gives the rows of one child to another. */
static void hand_over(struct journeys *journeys, uint32_t from, uint32_t to)
{
    uint32_t last = journeys->heads[from];
    if (last == LOOKUP_NONE)
        return;
    while (journeys->rows[last].behind != LOOKUP_NONE)
        last = journeys->rows[last].behind;
    journeys->rows[last].behind = journeys->heads[to];
    journeys->heads[to] = journeys->heads[from];
    journeys->heads[from] = LOOKUP_NONE;
}

/* Children without a family go to the only family that has a child of their id. */
static bool find_families(struct journeys *journeys)
{
    enum { NOBODY = UINT32_MAX, SEVERAL = UINT32_MAX - 1 };
    size_t count = journeys->index.keys.count, with = 0;
    struct lookup alone;
    bool done = true;
    for (uint32_t i = 0; i < count; i++)
        with += child_index_family(&journeys->index, i).length > 0;
    if (with == 0 || with == count)
        return true;
    lookup_init(&alone);
    for (uint32_t i = 0; done && i < count; i++)
        if (child_index_family(&journeys->index, i).length == 0)
            done = lookup_add(&alone, child_index_child(&journeys->index, i), NULL) != LOOKUP_NONE;
    uint32_t *from = done ? memory_new(2 * alone.count + 1, sizeof *from) : NULL;
    uint32_t *to = from ? from + alone.count : NULL;
    for (size_t i = 0; from && i < alone.count; i++)
        to[i] = NOBODY;
    for (uint32_t i = 0; from && alone.count > 0 && i < count; i++) {
        uint32_t place = lookup_find(&alone, child_index_child(&journeys->index, i));
        if (place == LOOKUP_NONE)
            continue;
        if (child_index_family(&journeys->index, i).length == 0)
            from[place] = i;
        else
            to[place] = to[place] == NOBODY ? i : SEVERAL;
    }
    for (size_t i = 0; from && i < alone.count; i++) {
        journeys->unsure_children += to[i] == SEVERAL;
        if (to[i] < SEVERAL)
            hand_over(journeys, from[i], to[i]);
    }
    done = from;
    memory_free(from);
    lookup_release(&alone);
    return done;
}

struct place_in_order {
    struct text key;
    uint32_t number;
};

static int compare_places(const void *a, const void *b)
{
    const struct place_in_order *first = a, *second = b;
    return text_compare(first->key, second->key);
}

/* A key is family, NUL, child: bytewise order is that of families, then of children. */
static bool sort_children(struct journeys *journeys, const bool *shared)
{
    size_t count = journeys->index.keys.count, kept = 0;
    struct place_in_order *places = memory_new(count + 1, sizeof *places);
    journeys->order = memory_new(count + 1, sizeof *journeys->order);
    if (!places || !journeys->order) {
        memory_free(places);
        return false;
    }
    bool sorted = true;
    for (uint32_t i = 0; i < count; i++) {
        if (journeys->heads[i] == LOOKUP_NONE || (shared && shared[i]))
            continue;
        places[kept] = (struct place_in_order){lookup_key(&journeys->index.keys, i), i};
        sorted = sorted && (kept == 0 || compare_places(&places[kept - 1], &places[kept]) < 0);
        kept++;
    }
    if (!sorted)
        qsort(places, kept, sizeof *places, compare_places);
    for (size_t i = 0; i < kept; i++)
        journeys->order[i] = places[i].number;
    journeys->order_count = kept;
    memory_free(places);
    return true;
}

bool journeys_settle(struct journeys *journeys)
{
    size_t count = journeys->index.keys.count;
    bool *shared = NULL; /* rows about a family that children have taken over */
    bool done = find_families(journeys);
    if (done && journeys->has_families)
        done = (shared = memory_new(count + 1, sizeof *shared));
    for (uint32_t i = 0; done && shared && i < count; i++) {
        struct text family = child_index_family(&journeys->index, i);
        if (journeys->heads[i] == LOOKUP_NONE || family.length == 0 ||
            child_index_child(&journeys->index, i).length == 0)
            continue;
        uint32_t whole = child_index_exact(&journeys->index, family, TEXT(""));
        if (whole != LOOKUP_NONE)
            shared[whole] = true;
    }
    done = done && sort_children(journeys, shared);
    memory_free(shared);
    return done || no_memory(journeys);
}

/* --- One after another ------------------------------------------------------------------------ */

static bool add_spells(struct journeys *journeys, uint32_t number, size_t *count)
{
    for (uint32_t at = journeys->heads[number]; at != LOOKUP_NONE; at = journeys->rows[at].behind) {
        const struct journey_row *row = &journeys->rows[at];
        void *spells = journeys->spells;
        if (!memory_reserve(&spells, &journeys->spell_capacity, *count + 1,
                            sizeof *journeys->spells))
            return false;
        journeys->spells = spells;
        journeys->spells[(*count)++] = (struct journey_spell){
            .step = row->step,
            .begins = row->begins,
            .start = kept_date(journeys, row->start),
            .end = kept_date(journeys, row->end),
        };
    }
    return true;
}

bool journeys_next(struct journeys *journeys, struct journey *journey, bool *failed)
{
    *failed = false;
    if (journeys->next == journeys->order_count)
        return false;
    uint32_t number = journeys->order[journeys->next++];
    *journey = (struct journey){
        .family = child_index_family(&journeys->index, number),
        .child = child_index_child(&journeys->index, number),
    };
    size_t count = 0;
    bool done = add_spells(journeys, number, &count);
    if (done && journeys->has_families && journey->family.length > 0 && journey->child.length > 0) {
        uint32_t whole = child_index_exact(&journeys->index, journey->family, TEXT(""));
        done = whole == LOOKUP_NONE || add_spells(journeys, whole, &count);
    }
    void *marks = journeys->marks;
    done = done &&
           memory_reserve(&marks, &journeys->mark_capacity, 2 * count, sizeof *journeys->marks);
    if (!done) {
        *failed = true;
        return no_memory(journeys);
    }
    journeys->marks = marks;
    journey->rows = count;
    journey->spells = journeys->spells;
    journey->spell_count = journey_join(journeys->rules, journeys->spells, count);
    journey_mark_all(journeys->rules, &journeys->window, journeys->marks, journey);
    return true;
}

void journeys_rewind(struct journeys *journeys)
{
    journeys->next = 0;
}
