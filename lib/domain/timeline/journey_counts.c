#include "domain/timeline/journey_counts.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

struct journey_count {
    uint64_t children;
    size_t codes;
};

struct journey_length {
    uint32_t journey;
    uint32_t days;
};

void journey_counts_init(struct journey_counts *counts)
{
    *counts = (struct journey_counts){.counts = NULL};
    lookup_init(&counts->journeys);
    buffer_init(&counts->text, LIMIT_OUTPUT_CELL_BYTES);
}

void journey_counts_release(struct journey_counts *counts)
{
    lookup_release(&counts->journeys);
    memory_free(counts->counts);
    memory_free(counts->lengths);
    buffer_release(&counts->text);
}

static bool add_length(struct journey_counts *counts, uint32_t number,
                       const struct journey *journey)
{
    int64_t days;
    bool sure;
    void *lengths = counts->lengths;
    if (journey->dated == 0 ||
        !journey_days(&journey->marks[0], &journey->marks[journey->dated - 1], &days, &sure))
        return true;
    if (!memory_reserve(&lengths, &counts->length_capacity, counts->length_count + 1,
                        sizeof *counts->lengths))
        return false;
    counts->lengths = lengths;
    counts->lengths[counts->length_count++] = (struct journey_length){number, (uint32_t)days};
    return true;
}

bool journey_counts_add(struct journey_counts *counts, const struct journey_rules *rules,
                        const struct journey *journey)
{
    bool added;
    buffer_clear(&counts->text);
    if (!journey_text(rules, journey, &counts->text))
        return false;
    uint32_t number = lookup_add(&counts->journeys, buffer_text(&counts->text), &added);
    void *list = counts->counts;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &counts->count_capacity, (size_t)number + 1, sizeof *counts->counts))
        return false;
    counts->counts = list;
    if (added)
        counts->counts[number] = (struct journey_count){.codes = journey->count};
    counts->counts[number].children++;
    counts->children++;
    return add_length(counts, number, journey);
}

/* --- The table ------------------------------------------------------------------------------- */

struct line {
    struct text journey;
    struct journey_count count;
    uint32_t number;
};

static int compare_lines(const void *a, const void *b)
{
    const struct line *first = a, *second = b;
    if (first->count.children != second->count.children)
        return first->count.children > second->count.children ? -1 : 1;
    if (first->count.codes != second->count.codes)
        return first->count.codes < second->count.codes ? -1 : 1;
    return text_compare(first->journey, second->journey);
}

static int compare_days(const void *a, const void *b)
{
    const uint32_t *first = a, *second = b;
    return (*first > *second) - (*first < *second);
}

/* A number of tenths, as `12.5`. */
static struct text tenths(uint64_t number, char words[32])
{
    char digits[24];
    struct text whole = number_text(number / 10, digits);
    memcpy(words, whole.data, whole.length);
    words[whole.length] = '.';
    words[whole.length + 1] = (char)('0' + number % 10);
    return (struct text){words, whole.length + 2};
}

/* The days of each journey together, in the order of the journeys; `starts` has one more place than
 * there are journeys. */
static uint32_t *group_days(const struct journey_counts *counts, size_t *starts)
{
    uint32_t *days = memory_new(counts->length_count + 1, sizeof *days);
    size_t kinds = counts->journeys.count;
    for (size_t i = 0; i < counts->length_count; i++)
        starts[counts->lengths[i].journey + 1]++;
    for (size_t i = 0; i < kinds; i++)
        starts[i + 1] += starts[i];
    for (size_t i = counts->length_count; days && i-- > 0;)
        days[--starts[counts->lengths[i].journey + 1]] = counts->lengths[i].days;
    /* Each start has moved one place on. */
    for (size_t i = 0; i < kinds; i++)
        starts[i] = starts[i + 1];
    starts[kinds] = counts->length_count;
    return days;
}

static void write_line(const struct journey_counts *counts, const struct line *line, uint32_t *days,
                       size_t count, struct writer *writer)
{
    char words[32];
    writer_cell(writer, line->journey);
    writer_number(writer, line->count.children);
    /* Half up. */
    writer_plain(writer, tenths((line->count.children * 2000 / counts->children + 1) / 2, words));
    qsort(days, count, sizeof *days, compare_days);
    uint64_t twice = count > 0 ? (uint64_t)days[(count - 1) / 2] + days[count / 2] : 0;
    if (count == 0)
        writer_plain(writer, TEXT(""));
    else if (twice % 2 == 0)
        writer_number(writer, twice / 2);
    else
        writer_plain(writer, tenths(twice * 5, words));
    writer_end_row(writer);
}

/* How many of the sorted lines are written; `*rest` gets the children of the others. */
static size_t lines_shown(const struct journey_counts *counts, const struct line *lines,
                          size_t most, uint64_t least, uint64_t *rest)
{
    size_t shown = 0;
    *rest = counts->children;
    while (shown < counts->journeys.count && shown < most && lines[shown].count.children >= least)
        *rest -= lines[shown++].count.children;
    while (shown > 0 && *rest > 0 && *rest < least)
        *rest += lines[--shown].count.children;
    return shown;
}

bool journey_counts_write(const struct journey_counts *counts, size_t most, uint64_t least,
                          struct text others, struct writer *writer)
{
    uint64_t rest = 0;
    size_t kinds = counts->journeys.count;
    struct line *lines = memory_new(kinds + 1, sizeof *lines);
    size_t *starts = memory_new(kinds + 2, sizeof *starts);
    uint32_t *days = starts ? group_days(counts, starts) : NULL;
    for (uint32_t i = 0; lines && i < kinds; i++)
        lines[i] = (struct line){lookup_key(&counts->journeys, i), counts->counts[i], i};
    if (lines)
        qsort(lines, kinds, sizeof *lines, compare_lines);
    size_t shown = lines ? lines_shown(counts, lines, most, least, &rest) : 0;
    for (size_t i = 0; days && i < shown; i++) {
        size_t start = starts[lines[i].number], end = starts[lines[i].number + 1];
        write_line(counts, &lines[i], days + start, end - start, writer);
    }
    if (lines && days && least > 0 && rest >= least)
        write_line(counts, &(struct line){others, {.children = rest}, 0}, days, 0, writer);
    bool done = lines && days;
    memory_free(lines);
    memory_free(starts);
    memory_free(days);
    return done;
}
