#include "domain/measures/measure_counts.h"

#include "base/limits.h"
#include "base/memory.h"

void count_kinds_init(struct count_kinds *kinds)
{
    *kinds = (struct count_kinds){.count = 0};
    lookup_init(&kinds->keys);
    arena_init(&kinds->arena);
    buffer_init(&kinds->key, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&kinds->words, LIMIT_OUTPUT_CELL_BYTES);
}

void count_kinds_release(struct count_kinds *kinds)
{
    memory_free(kinds->list);
    lookup_release(&kinds->keys);
    arena_release(&kinds->arena);
    buffer_release(&kinds->key);
    buffer_release(&kinds->words);
}

/* --- Making kinds ----------------------------------------------------------------------------- */

static void add_part(struct buffer *key, struct text part)
{
    buffer_add(key, part);
    buffer_add_byte(key, '\0');
}

/* The number of a kind like this one, which is copied when new. */
static uint32_t kind_number(struct count_kinds *kinds, const struct count_kind *kind)
{
    bool added;
    char set = (char)('0' + kind->set);
    buffer_clear(&kinds->key);
    add_part(&kinds->key, kind->base);
    add_part(&kinds->key, (struct text){&set, 1});
    add_part(&kinds->key, kind->column);
    add_part(&kinds->key, kind->codes);
    add_part(&kinds->key, kind->words);
    uint32_t number = buffer_failed(&kinds->key)
                          ? LOOKUP_NONE
                          : lookup_add(&kinds->keys, buffer_text(&kinds->key), &added);
    void *list = kinds->list;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &kinds->capacity, kinds->keys.count, sizeof *kinds->list))
        return COUNT_NONE;
    kinds->list = list;
    if (!added)
        return number;
    struct count_kind *copy = &kinds->list[number];
    *copy = *kind;
    struct text *const texts[] = {&copy->base, &copy->column, &copy->codes, &copy->words,
                                  &copy->partition};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_copy(&kinds->arena, *texts[i]);
        if (!texts[i]->data)
            return COUNT_NONE;
    }
    kinds->count = kinds->keys.count;
    return number;
}

/* What is counted once, where, and by which date. Kept in the arena; no data: no memory. */
static struct text base_of(struct count_kinds *kinds, const struct measure *measure,
                           struct text each)
{
    enum measure_kind kind = measure->kind;
    bool open = kind == MEASURE_NEEDS || kind == MEASURE_STANDING || kind == MEASURE_AGREEMENT;
    bool events = kind == MEASURE_FOLLOWED || kind == MEASURE_DAYS;
    enum measure_kind like = open ? MEASURE_OPEN : events ? MEASURE_EVENTS : kind;
    buffer_clear(&kinds->key);
    add_part(&kinds->key, text_of(measure_kind_names[like]));
    add_part(&kinds->key, text_of(measure_table_names[measure->table]));
    add_part(&kinds->key, measure->date_text);
    add_part(&kinds->key, each);
    return buffer_failed(&kinds->key) ? (struct text){NULL, 0}
                                      : arena_copy(&kinds->arena, buffer_text(&kinds->key));
}

/* A set told apart by words, part of another. */
static uint32_t other_kind(struct count_kinds *kinds, uint32_t within, const struct text *words,
                           size_t count, struct text partition)
{
    if (within == COUNT_NONE)
        return COUNT_NONE;
    struct count_kind kind = {.base = kinds->list[within].base,
                              .set = COUNT_OTHER,
                              .within = {within, COUNT_NONE},
                              .partition = partition,
                              .no_more_than = COUNT_NONE};
    buffer_clear(&kinds->words);
    buffer_format(&kinds->words, "%lu", (unsigned long)within);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(&kinds->words, '\0');
        buffer_add(&kinds->words, words[i]);
    }
    kind.words = buffer_text(&kinds->words);
    return buffer_failed(&kinds->words) ? COUNT_NONE : kind_number(kinds, &kind);
}

static uint32_t codes_kind(struct count_kinds *kinds, uint32_t whole, struct text column,
                           struct text codes)
{
    struct count_kind kind = {.base = kinds->list[whole].base,
                              .set = COUNT_CODES,
                              .column = column,
                              .codes = codes,
                              .within = {whole, COUNT_NONE},
                              .no_more_than = COUNT_NONE};
    return kind_number(kinds, &kind);
}

/* All that a measure looks at. There are never more open families than open children: a family is
 * open with a child of its own or as one. */
static uint32_t whole_kind(struct count_kinds *kinds, const struct measure *measure)
{
    struct count_kind kind = {
        .set = COUNT_WHOLE, .within = {COUNT_NONE, COUNT_NONE}, .no_more_than = COUNT_NONE};
    if (measure->from_to && measure->each == EACH_FAMILY) {
        kind.base = base_of(kinds, measure, TEXT("child"));
        uint32_t children = kind.base.data ? kind_number(kinds, &kind) : COUNT_NONE;
        if (children == COUNT_NONE)
            return COUNT_NONE;
        kind.no_more_than = children;
    }
    kind.base = base_of(kinds, measure, measure->each_text);
    return kind.base.data ? kind_number(kinds, &kind) : COUNT_NONE;
}

/* --- Codes ------------------------------------------------------------------------------------ */

static bool has_code(struct text codes, struct text code)
{
    struct text one;
    while (text_next(&codes, '|', &one))
        if (text_equal(one, code))
            return true;
    return false;
}

static bool is_any(struct text codes)
{
    return text_equal(codes, TEXT("*"));
}

/* Whether the codes of a column are all among others of it. */
static bool codes_within(struct text codes, struct text others)
{
    struct text one;
    if (is_any(others))
        return codes.length > 0;
    if (codes.length == 0 || others.length == 0 || is_any(codes))
        return text_equal(codes, others);
    while (text_next(&codes, '|', &one))
        if (!has_code(others, one))
            return false;
    return true;
}

static bool codes_apart(struct text codes, struct text others)
{
    struct text one;
    if (codes.length == 0 || others.length == 0)
        return codes.length != others.length;
    if (is_any(codes) || is_any(others))
        return false;
    while (text_next(&codes, '|', &one))
        if (has_code(others, one))
            return false;
    return true;
}

/* The set that a list of conditions makes of another, `words` being how the list is written. */
static uint32_t conditions_kind(struct count_kinds *kinds, uint32_t of,
                                const struct measure_conditions *conditions, struct text words)
{
    const struct measure_condition *only = &conditions->list[0];
    if (of == COUNT_NONE || conditions->count == 0)
        return of;
    const struct count_kind *set = &kinds->list[of];
    bool codes = conditions->count == 1 &&
                 (only->test == TEST_CODES || only->test == TEST_NOT_BLANK);
    bool whole = set->set == COUNT_WHOLE;
    if (codes && (whole || (set->set == COUNT_CODES && text_equal(set->column, only->column) &&
                            codes_within(only->codes, set->codes))))
        return codes_kind(kinds, whole ? of : set->within[0], only->column, only->codes);
    return other_kind(kinds, of, &words, 1, TEXT(""));
}

/* --- Figures ---------------------------------------------------------------------------------- */

/* What is looked for in another table, and how far: those for whom it is too early and those whose
 * time is over have nothing in common. */
static uint32_t joined_kind(struct count_kinds *kinds, const struct measure *measure,
                            uint32_t within, const char *what)
{
    const struct text words[] = {text_of(what), text_of(measure_kind_names[measure->kind]),
                                 measure->then_text,
                                 measure->within ? measure->within->name : TEXT("")};
    struct text times = TEXT("");
    if (measure->kind == MEASURE_FOLLOWED && strcmp(what, "found") != 0)
        times = words[3];
    return other_kind(kinds, within, words, sizeof words / sizeof *words, times);
}

static uint32_t denominator_kind(struct count_kinds *kinds, const struct measure *measure,
                                 struct text category)
{
    const struct text words[] = {TEXT("category"), category};
    uint32_t whole = whole_kind(kinds, measure);
    uint32_t among = conditions_kind(kinds, whole, &measure->among, measure->among_text);
    switch (measure->kind) {
    case MEASURE_FOLLOWED:
        return joined_kind(kinds, measure, among, "over");
    case MEASURE_AGREEMENT:
        return joined_kind(kinds, measure, among, "both");
    case MEASURE_ACHIEVED:
        return category.length > 0 ? other_kind(kinds, whole, words, 2, words[0]) : whole;
    default:
        return among;
    }
}

/* A category of what a measure counts. */
static uint32_t category_kind(struct count_kinds *kinds, const struct measure *measure, uint32_t of,
                              struct text category)
{
    const struct text words[] = {measure->split, category};
    bool events = measure->kind == MEASURE_EVENTS;
    if (of == COUNT_NONE)
        return of;
    const struct count_kind *set = &kinds->list[of];
    bool blank = events && text_equal(category, TEXT("not-recorded"));
    bool unknown = events && text_equal(category, TEXT("not-decoded"));
    struct text code = blank ? TEXT("") : unknown ? TEXT("?") : category;
    if (events && (set->set == COUNT_WHOLE ||
                   (set->set == COUNT_CODES && text_equal(set->column, measure->split))))
        return codes_kind(kinds, set->set == COUNT_WHOLE ? of : set->within[0], measure->split,
                          code);
    return other_kind(kinds, of, words, 2,
                      measure->kind == MEASURE_NEEDS ? TEXT("") : measure->split);
}

/* Outcomes achieved of a headline are a part of those achieved, and of those of the headline. */
static uint32_t achieved_kind(struct count_kinds *kinds, const struct measure *measure,
                              struct text category)
{
    const struct text achieved = TEXT("achieved");
    uint32_t of = denominator_kind(kinds, measure, category);
    uint32_t all = other_kind(kinds, whole_kind(kinds, measure), &achieved, 1, TEXT(""));
    if (category.length == 0 || all == COUNT_NONE)
        return all;
    uint32_t own = other_kind(kinds, of, &achieved, 1, TEXT(""));
    if (own != COUNT_NONE)
        kinds->list[own].within[1] = all;
    return own;
}

static uint32_t numerator_kind(struct count_kinds *kinds, const struct measure *measure,
                               struct text category)
{
    const struct text standing[] = {measure->counted_text, measure->then_text};
    uint32_t of = denominator_kind(kinds, measure, TEXT(""));
    switch (measure->kind) {
    case MEASURE_FOLLOWED:
    case MEASURE_DAYS:
    case MEASURE_AGREEMENT:
        return joined_kind(kinds, measure, of, "found");
    case MEASURE_STANDING:
        return other_kind(kinds, of, standing, 2, TEXT(""));
    case MEASURE_ACHIEVED:
        return achieved_kind(kinds, measure, category);
    default:
        of = conditions_kind(kinds, of, &measure->counted, measure->counted_text);
        return category.length > 0 ? category_kind(kinds, measure, of, category) : of;
    }
}

uint32_t count_kind_of(struct count_kinds *kinds, const struct measure *measure,
                       enum count_figure figure, struct text category)
{
    if (figure == COUNT_NUMERATOR)
        return numerator_kind(kinds, measure, category);
    if (figure == COUNT_DENOMINATOR)
        return denominator_kind(kinds, measure, category);
    uint32_t whole = whole_kind(kinds, measure);
    return joined_kind(kinds, measure,
                       conditions_kind(kinds, whole, &measure->among, measure->among_text),
                       "pending");
}

/* --- Which is part of which ------------------------------------------------------------------- */

bool count_kind_contains(const struct count_kinds *kinds, uint32_t whole, uint32_t part)
{
    const struct count_kind *all = &kinds->list[whole], *own = &kinds->list[part];
    if (whole == part || !text_equal(all->base, own->base))
        return false;
    if (all->set == COUNT_WHOLE)
        return true;
    if (all->set == COUNT_CODES && own->set == COUNT_CODES)
        return text_equal(all->column, own->column) && codes_within(own->codes, all->codes);
    /* A kind is made after those that it is within, so this comes to an end. */
    for (size_t i = 0; i < 2; i++)
        if (own->within[i] != COUNT_NONE &&
            (own->within[i] == whole || count_kind_contains(kinds, whole, own->within[i])))
            return true;
    return false;
}

bool count_kinds_apart(const struct count_kinds *kinds, uint32_t one, uint32_t other)
{
    const struct count_kind *a = &kinds->list[one], *b = &kinds->list[other];
    if (a->set == COUNT_CODES && b->set == COUNT_CODES && text_equal(a->column, b->column))
        return codes_apart(a->codes, b->codes);
    if (a->within[1] != COUNT_NONE && a->within[1] == b->within[1])
        return count_kinds_apart(kinds, a->within[0], b->within[0]);
    return a->partition.length > 0 && text_equal(a->partition, b->partition) &&
           a->within[0] == b->within[0];
}

/* Whether a part of the whole is none of another part of it. */
static bool is_direct(const struct count_kinds *kinds, uint32_t whole, uint32_t part)
{
    for (uint32_t i = 0; i < kinds->count; i++)
        if (kinds->list[i].printed && count_kind_contains(kinds, whole, i) &&
            count_kind_contains(kinds, i, part))
            return false;
    return true;
}

size_t count_kind_parts(const struct count_kinds *kinds, uint32_t whole, uint32_t *parts,
                        size_t *ends)
{
    size_t count = 0, batches = 0, placed = 0;
    for (uint32_t i = 0; i < kinds->count; i++)
        if (kinds->list[i].printed && count_kind_contains(kinds, whole, i) &&
            is_direct(kinds, whole, i))
            parts[count++] = i;
    while (placed < count) {
        size_t start = placed;
        for (size_t i = placed; i < count; i++) {
            bool apart = true;
            for (size_t j = start; j < placed && apart; j++)
                apart = count_kinds_apart(kinds, parts[i], parts[j]);
            if (!apart)
                continue;
            uint32_t next = parts[i];
            memmove(parts + placed + 1, parts + placed, (i - placed) * sizeof *parts);
            parts[placed++] = next;
        }
        ends[batches++] = placed;
    }
    return batches;
}
