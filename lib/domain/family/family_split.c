#include "domain/family/family_split.h"

#include "base/memory.h"
#include "domain/family/family_private.h"

#include <stdlib.h>

/* The two people whom a line joins. */
typedef void (*ends_of)(const struct family *, uint32_t line, uint32_t ends[2]);

static void ends_of_couple(const struct family *family, uint32_t line, uint32_t ends[2])
{
    ends[0] = family->couples[line].partners[0];
    ends[1] = family->couples[line].partners[1];
}

static void ends_of_link(const struct family *family, uint32_t line, uint32_t ends[2])
{
    ends[0] = family->links[line].parent;
    ends[1] = family->links[line].child;
}

/* Lists for each family the lines with an end in it; `place` tells the family of a person. */
static bool list_lines(const struct family_split *split, struct family_split_lines *lines,
                       const uint32_t *place, uint32_t count, ends_of find)
{
    uint32_t ends[2];
    lines->first = memory_new((size_t)split->count + 2, sizeof *lines->first);
    lines->list = memory_new((size_t)count * 2, sizeof *lines->list);
    if (!lines->first || !lines->list)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        find(split->family, i, ends);
        lines->first[place[ends[0]] + 2]++;
        if (place[ends[0]] != place[ends[1]])
            lines->first[place[ends[1]] + 2]++;
    }
    for (uint32_t i = 2; i < split->count + 2; i++)
        lines->first[i] += lines->first[i - 1];
    for (uint32_t i = 0; i < count; i++) {
        find(split->family, i, ends);
        lines->list[lines->first[place[ends[0]] + 1]++] = i;
        if (place[ends[0]] != place[ends[1]])
            lines->list[lines->first[place[ends[1]] + 1]++] = i;
    }
    return true;
}

/* Links stand by child. */
static bool index_links(struct family_split *split)
{
    const struct family *family = split->family;
    split->first_link = memory_new((size_t)family->count + 1, sizeof *split->first_link);
    split->told = memory_new(family->count, sizeof *split->told);
    if (!split->first_link || !split->told)
        return false;
    for (uint32_t i = 0; i < family->link_count; i++)
        split->first_link[family->links[i].child + 1]++;
    for (uint32_t i = 0; i < family->count; i++) {
        split->first_link[i + 1] += split->first_link[i];
        split->told[i] = FAMILY_NONE;
    }
    return true;
}

struct family_split *family_split_new(const struct family *family)
{
    struct family_split *split = memory_new(1, sizeof *split);
    if (!split)
        return NULL;
    uint32_t *place = memory_new(family->count, sizeof *place);
    split->family = family;
    split->first = memory_new((size_t)family->count + 1, sizeof *split->first);
    split->number = memory_new(family->count, sizeof *split->number);
    split->people = memory_new(family->count, sizeof *split->people);
    bool done = place && split->first && split->number && split->people;
    for (uint32_t i = 0; done && i < family->count; i++) {
        if (i == 0 || !text_equal(family->people[i].family, family->people[i - 1].family))
            split->first[split->count++] = i;
        place[i] = split->count - 1;
        split->number[i] = FAMILY_NONE;
    }
    if (done)
        split->first[split->count] = family->count;
    done = done && index_links(split) &&
           list_lines(split, &split->couples, place, family->couple_count, ends_of_couple) &&
           list_lines(split, &split->links, place, family->link_count, ends_of_link);
    memory_free(place);
    if (done)
        return split;
    family_split_free(split);
    return NULL;
}

void family_split_free(struct family_split *split)
{
    if (!split)
        return;
    memory_free(split->first);
    memory_free(split->first_link);
    memory_free(split->told);
    memory_free(split->number);
    memory_free(split->people);
    memory_free(split->couples.first);
    memory_free(split->couples.list);
    memory_free(split->links.first);
    memory_free(split->links.list);
    memory_free(split);
}

struct text family_split_id(const struct family_split *split, uint32_t number)
{
    return split->family->people[split->first[number]].family;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void mark(struct family_split *split, uint32_t person, uint32_t *count)
{
    if (split->number[person] != FAMILY_NONE)
        return;
    split->number[person] = 0;
    split->people[(*count)++] = person;
}

/* Everybody of the family and whom a line joins to them. */
static uint32_t gather(struct family_split *split, uint32_t number)
{
    uint32_t count = 0, ends[2];
    for (uint32_t i = split->first[number]; i < split->first[number + 1]; i++)
        mark(split, i, &count);
    for (uint32_t i = split->couples.first[number]; i < split->couples.first[number + 1]; i++) {
        ends_of_couple(split->family, split->couples.list[i], ends);
        mark(split, ends[0], &count);
        mark(split, ends[1], &count);
    }
    for (uint32_t i = split->links.first[number]; i < split->links.first[number + 1]; i++) {
        ends_of_link(split->family, split->links.list[i], ends);
        mark(split, ends[0], &count);
        mark(split, ends[1], &count);
        for (uint32_t j = split->first_link[ends[1]]; j < split->first_link[ends[1] + 1]; j++)
            mark(split, split->family->links[j].parent, &count);
    }
    return count;
}

/* Into the order of rows, so that what only rows tell is kept. */
static bool sort_by_row(struct family_split *split, uint32_t count)
{
    uint64_t *keys = memory_new(count, sizeof *keys);
    if (!keys)
        return false;
    for (uint32_t i = 0; i < count; i++)
        keys[i] = (uint64_t)split->family->people[split->people[i]].row << 32 | split->people[i];
    qsort(keys, count, sizeof *keys, compare_numbers);
    for (uint32_t i = 0; i < count; i++)
        split->people[i] = (uint32_t)keys[i];
    memory_free(keys);
    return true;
}

static bool copy_parents(const struct family_split *split, uint32_t child, struct family *copy)
{
    bool done = true;
    for (uint32_t i = split->first_link[child]; done && i < split->first_link[child + 1]; i++) {
        const struct family_link *link = &split->family->links[i];
        done = family_add_parent(copy, split->number[link->parent], split->number[child],
                                 link->kind);
    }
    return done;
}

static bool copy_lines(const struct family_split *split, uint32_t number, struct family *copy)
{
    bool done = true;
    for (uint32_t i = split->couples.first[number]; done && i < split->couples.first[number + 1];
         i++) {
        const struct family_couple *couple = &split->family->couples[split->couples.list[i]];
        /* Parents of one child, which says so itself. */
        if (couple->status != FAMILY_PARENTS)
            done = family_add_partners(copy, split->number[couple->partners[0]],
                                       split->number[couple->partners[1]], couple->status,
                                       couple->start_text, &couple->start, &couple->end);
    }
    for (uint32_t i = split->links.first[number]; done && i < split->links.first[number + 1]; i++) {
        uint32_t child = split->family->links[split->links.list[i]].child;
        if (split->told[child] != number)
            done = copy_parents(split, child, copy);
        split->told[child] = number;
    }
    return done;
}

struct family *family_split_take(struct family_split *split, uint32_t number)
{
    struct family *copy = family_new();
    uint32_t count = gather(split, number), circles;
    bool done = copy && sort_by_row(split, count);
    for (uint32_t i = 0; done && i < count; i++) {
        split->number[split->people[i]] = copy->count;
        done = family_copy_person(copy, split->family, split->people[i]);
    }
    done = done && copy_lines(split, number, copy) && family_complete(copy, &circles);
    for (uint32_t i = 0; i < count; i++)
        split->number[split->people[i]] = split->told[split->people[i]] = FAMILY_NONE;
    if (done)
        return copy;
    family_free(copy);
    return NULL;
}
