#include "domain/notes/mentions.h"

#include "base/memory.h"
#include <stdlib.h>

bool mentions_init(struct mentions *mentions, const struct patterns *patterns)
{
    *mentions = (struct mentions){.patterns = patterns};
    mentions->company = memory_new(patterns->framework->indicator_count + 1,
                                   sizeof *mentions->company);
    return mentions->company != NULL;
}

void mentions_release(struct mentions *mentions)
{
    memory_free(mentions->matches);
    memory_free(mentions->reach);
    memory_free(mentions->gathered);
    memory_free(mentions->company);
    *mentions = (struct mentions){0};
}

void mentions_clear(struct mentions *mentions)
{
    mentions->match_count = mentions->gathered_count = 0;
}

static bool append(struct mention **list, size_t *count, size_t *capacity,
                   const struct mention *mention)
{
    void *array = *list;
    if (!memory_reserve(&array, capacity, *count + 1, sizeof **list))
        return false;
    *list = array;
    (*list)[(*count)++] = *mention;
    return true;
}

bool mentions_add(struct mentions *mentions, const struct mention *mention)
{
    return append(&mentions->matches, &mentions->match_count, &mentions->match_capacity, mention);
}

/* Which patterns find each indicator present. */
static void count_company(struct mentions *mentions)
{
    mentions->note++;
    for (size_t i = 0; i < mentions->match_count; i++) {
        const struct mention *match = &mentions->matches[i];
        struct company *company = &mentions->company[match->indicator];
        if (match->status != MENTION_PRESENT)
            continue;
        if (company->note != mentions->note)
            *company = (struct company){mentions->note, {match->pattern, LOOKUP_NONE}};
        else if (company->pattern[0] != match->pattern && company->pattern[1] == LOOKUP_NONE)
            company->pattern[1] = match->pattern;
    }
}

/* Whether the pattern counts: it asks for no other, or another finds one of the indicators that it
 * asks for. */
static bool has_company(const struct mentions *mentions, uint32_t number)
{
    const struct patterns *patterns = mentions->patterns;
    const struct pattern *pattern = &patterns->tables.rows[number];
    for (uint32_t i = 0; i < pattern->beside.count; i++) {
        uint32_t indicator =
            patterns->indicator_of[patterns->tables.numbers[pattern->beside.first + i]];
        if (indicator == LOOKUP_NONE)
            continue;
        const struct company *company = &mentions->company[indicator];
        if (company->note == mentions->note &&
            (company->pattern[0] != number || company->pattern[1] != LOOKUP_NONE))
            return true;
    }
    return pattern->beside.count == 0;
}

/* By indicator and status, then place; of one place the longest first. */
static int order_of_matches(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    if (x->status != y->status)
        return x->status < y->status ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

static int order_of_mentions(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    return (x->status > y->status) - (x->status < y->status);
}

/* Leaves out what counts only in company and has none; the rest in order. */
static void keep_what_counts(struct mentions *mentions)
{
    size_t kept = 0;
    for (size_t i = 0; i < mentions->match_count; i++)
        if (has_company(mentions, mentions->matches[i].pattern))
            mentions->matches[kept++] = mentions->matches[i];
    mentions->match_count = kept;
    if (kept > 1)
        qsort(mentions->matches, kept, sizeof *mentions->matches, order_of_matches);
}

/* How far the present passages reach, from each indicator's first to its last. */
static bool measure_reach(struct mentions *mentions)
{
    void *reach = mentions->reach;
    if (!memory_reserve(&reach, &mentions->reach_capacity, mentions->match_count + 1,
                        sizeof *mentions->reach))
        return false;
    mentions->reach = reach;
    for (size_t i = 0; i < mentions->match_count; i++) {
        const struct mention *match = &mentions->matches[i];
        uint32_t before = i > 0 && match[-1].indicator == match->indicator ? mentions->reach[i - 1]
                                                                           : 0;
        mentions->reach[i] = match->end > before ? match->end : before;
    }
    return true;
}

/* Whether one of the present passages from `first` up to `end` of the list overlaps the match. */
static bool overlaps_present(const struct mentions *mentions, size_t first, size_t end,
                             const struct mention *match)
{
    size_t low = first, high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mentions->matches[middle].start < match->end)
            low = middle + 1;
        else
            high = middle;
    }
    return low > first && mentions->reach[low - 1] > match->start;
}

bool mentions_gather(struct mentions *mentions)
{
    size_t first = 0, present_end = 0; /* the present passages of the indicator at hand */
    uint32_t covered = 0;              /* end of the passages counted */
    mentions->gathered_count = 0;
    count_company(mentions);
    keep_what_counts(mentions);
    if (!measure_reach(mentions))
        return false;
    for (size_t i = 0; i < mentions->match_count; i++) {
        const struct mention *match = &mentions->matches[i];
        if (i == 0 || match[-1].indicator != match->indicator)
            first = present_end = i;
        if (match->status == MENTION_PRESENT)
            present_end = i + 1;
        else if (overlaps_present(mentions, first, present_end, match))
            continue;
        struct mention *last = mentions->gathered_count > 0
                                   ? &mentions->gathered[mentions->gathered_count - 1]
                                   : NULL;
        if (last && last->indicator == match->indicator && last->status == match->status) {
            last->matches += match->start >= covered;
            covered = match->end > covered ? match->end : covered;
            continue;
        }
        if (!append(&mentions->gathered, &mentions->gathered_count, &mentions->gathered_capacity,
                    match))
            return false;
        covered = match->end;
    }
    if (mentions->gathered_count > 1)
        qsort(mentions->gathered, mentions->gathered_count, sizeof *mentions->gathered,
              order_of_mentions);
    return true;
}
