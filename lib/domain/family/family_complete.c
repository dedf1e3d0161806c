/* Settles a family: what its rows say together. */
#include "domain/family/family_private.h"

#include "base/memory.h"

#include <stdlib.h>

static int compare_people(const void *a, const void *b)
{
    const struct family_person *one = a, *other = b;
    int order = family_compare_ids(one->family, other->family);
    return order ? order : family_compare_ids(one->id, other->id);
}

/* People by family and id; rows then name them by their new places. */
static bool sort_people(struct family *family)
{
    struct family_build *build = family->build;
    build->numbers = memory_new(family->count, sizeof *build->numbers);
    if (!build->numbers)
        return false;
    if (family->count > 1)
        qsort(family->people, family->count, sizeof *family->people, compare_people);
    for (uint32_t i = 0; i < family->count; i++)
        build->numbers[family->people[i].row] = i;
    for (uint32_t i = 0; i < build->partner_count; i++)
        for (int side = 0; side < 2; side++)
            build->partners[i].people[side] = build->numbers[build->partners[i].people[side]];
    for (uint32_t i = 0; i < family->link_count; i++) {
        family->links[i].parent = build->numbers[family->links[i].parent];
        family->links[i].child = build->numbers[family->links[i].child];
    }
    return true;
}

struct numbered {
    struct text key; /* family and name */
    uint32_t number;
};

static int compare_numbered(const void *a, const void *b)
{
    return family_compare_ids(((const struct numbered *)a)->key, ((const struct numbered *)b)->key);
}

/* Households by family and name, too. */
static bool sort_households(struct family *family)
{
    uint32_t count = family->household_count;
    struct numbered *list = memory_new(count, sizeof *list);
    struct family_household *sorted = memory_new(count, sizeof *sorted);
    uint32_t *places = memory_new(count, sizeof *places);
    bool done = list && sorted && places;
    for (uint32_t i = 0; done && i < count; i++)
        list[i] = (struct numbered){lookup_key(&family->build->households, i), i};
    if (done && count > 1)
        qsort(list, count, sizeof *list, compare_numbered);
    for (uint32_t i = 0; done && i < count; i++) {
        sorted[i] = family->households[list[i].number];
        places[list[i].number] = i;
    }
    for (uint32_t i = 0; done && i < family->build->membership_count; i++)
        family->memberships[i] = places[family->memberships[i]];
    if (done && count > 0)
        memcpy(family->households, sorted, count * sizeof *sorted);
    memory_free(list);
    memory_free(sorted);
    memory_free(places);
    return done;
}

static int compare_links(const void *a, const void *b)
{
    const struct family_link *one = a, *other = b;
    if (one->child != other->child)
        return one->child < other->child ? -1 : 1;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return one->parent < other->parent ? -1 : one->parent > other->parent;
}

static void sort_links(struct family *family)
{
    uint32_t kept = 0;
    if (family->link_count > 1)
        qsort(family->links, family->link_count, sizeof *family->links, compare_links);
    for (uint32_t i = 0; i < family->link_count; i++)
        if (kept == 0 || compare_links(&family->links[kept - 1], &family->links[i]) != 0)
            family->links[kept++] = family->links[i];
    family->link_count = kept;
}

/* For each person the first of their parent links, which are sorted by child. */
static uint32_t *first_links(const struct family *family)
{
    uint32_t *first = memory_new((size_t)family->count + 1, sizeof *first);
    for (uint32_t i = 0, person = 0; first && person <= family->count; person++) {
        first[person] = i;
        while (i < family->link_count && family->links[i].child == person)
            i++;
    }
    return first;
}

/*
 * Goes up from every person, without recursion, and leaves out each link that leads back to
 * somebody on the way.
 */
static bool cut_circles(struct family *family, const uint32_t *first, uint32_t *circles)
{
    enum { NEW, ON_THE_WAY, DONE };
    uint8_t *state = memory_new(family->count, sizeof *state);
    uint32_t *way = memory_new(family->count, sizeof *way);
    uint32_t *next = memory_new(family->count, sizeof *next);
    bool done = state && way && next;
    *circles = 0;
    for (uint32_t start = 0; done && start < family->count; start++) {
        uint32_t depth = 0;
        if (state[start] != NEW)
            continue;
        way[depth++] = start;
        state[start] = ON_THE_WAY;
        next[start] = first[start];
        while (depth > 0) {
            uint32_t person = way[depth - 1];
            if (next[person] == first[person + 1]) {
                state[person] = DONE;
                depth--;
                continue;
            }
            struct family_link *link = &family->links[next[person]++];
            if (state[link->parent] == ON_THE_WAY) {
                link->drawn = false;
                (*circles)++;
            } else if (state[link->parent] == NEW) {
                state[link->parent] = ON_THE_WAY;
                next[link->parent] = first[link->parent];
                way[depth++] = link->parent;
            }
        }
    }
    memory_free(state);
    memory_free(way);
    memory_free(next);
    return done;
}

/* --- Who belongs to what --------------------------------------------------------------------- */

static uint32_t *lists_of_people(uint32_t count, uint32_t entries, uint32_t **first)
{
    *first = memory_new((size_t)count + 2, sizeof **first);
    uint32_t *list = memory_new(entries, sizeof *list);
    return *first ? list : (memory_free(list), NULL);
}

/* Turns counts at [person + 2] into places at [person + 1], ready to be filled. */
static void sum_up(uint32_t *first, uint32_t count)
{
    for (uint32_t i = 2; i <= count + 1; i++)
        first[i] += first[i - 1];
}

static bool index_sibships(struct family *family)
{
    family->sibships_of = lists_of_people(family->count, family->child_count,
                                          &family->first_sibship);
    if (!family->sibships_of)
        return false;
    for (uint32_t i = 0; i < family->child_count; i++)
        family->first_sibship[family->children[i].person + 2]++;
    sum_up(family->first_sibship, family->count);
    /* Birth first, then the other kinds: the kinds in turn. */
    for (int kind = FAMILY_BIRTH; kind <= FAMILY_STEP; kind++)
        for (uint32_t i = 0; i < family->sibship_count; i++)
            for (uint32_t j = 0; j < family->sibships[i].count; j++) {
                const struct family_child *child = &family->children[family->sibships[i].first + j];
                if ((int)child->kind == kind)
                    family->sibships_of[family->first_sibship[child->person + 1]++] = i;
            }
    return true;
}

/* When a couple began: by its own date, else by its eldest child's. */
static date_day beginning(const struct family *family, const struct family_couple *couple)
{
    if (couple->start.precision != DATE_NONE && couple->start.earliest != DATE_DAY_OPEN_START)
        return couple->start.earliest;
    if (couple->start.precision != DATE_NONE)
        return couple->start.latest;
    if (couple->sibship != FAMILY_NONE) {
        const struct family_sibship *sibship = &family->sibships[couple->sibship];
        for (uint32_t i = 0; i < sibship->count; i++) {
            const struct date *born = &family->people[family->children[sibship->first + i].person]
                                           .born;
            if (born->precision != DATE_NONE && born->earliest != DATE_DAY_OPEN_START)
                return born->earliest;
        }
    }
    return DATE_DAY_OPEN_END;
}

static bool index_couples(struct family *family)
{
    family->couples_of = lists_of_people(family->count, 2 * family->couple_count,
                                         &family->first_couple);
    if (!family->couples_of)
        return false;
    uint32_t *first = family->first_couple;
    for (uint32_t i = 0; i < family->couple_count; i++)
        for (int side = 0; side < 2; side++)
            first[family->couples[i].partners[side] + 2]++;
    sum_up(first, family->count);
    for (uint32_t i = 0; i < family->couple_count; i++)
        for (int side = 0; side < 2; side++) {
            uint32_t person = family->couples[i].partners[side];
            family->couples_of[first[person + 1]++] = i;
        }
    for (uint32_t person = 0; person < family->count; person++)
        for (uint32_t i = first[person]; i < first[person + 1]; i++) {
            uint32_t at = i, couple = family->couples_of[i];
            date_day day = beginning(family, &family->couples[couple]);
            for (; at > first[person] &&
                   day < beginning(family, &family->couples[family->couples_of[at - 1]]);
                 at--)
                family->couples_of[at] = family->couples_of[at - 1];
            family->couples_of[at] = couple;
        }
    return true;
}

static uint32_t root_of(uint32_t *up, uint32_t person)
{
    while (up[person] != person) {
        up[person] = up[up[person]];
        person = up[person];
    }
    return person;
}

static void join(uint32_t *up, uint32_t a, uint32_t b)
{
    a = root_of(up, a);
    b = root_of(up, b);
    up[a > b ? a : b] = a > b ? b : a;
}

static bool number_components(struct family *family)
{
    uint32_t *up = memory_new(family->count, sizeof *up);
    family->component = memory_new(family->count, sizeof *family->component);
    if (!up || !family->component) {
        memory_free(up);
        return false;
    }
    for (uint32_t i = 0; i < family->count; i++)
        up[i] = i;
    for (uint32_t i = 0; i < family->couple_count; i++)
        join(up, family->couples[i].partners[0], family->couples[i].partners[1]);
    for (uint32_t i = 0; i < family->sibship_count; i++)
        for (uint32_t j = 0; j < family->sibships[i].count; j++)
            join(up, family->sibships[i].parents[0],
                 family->children[family->sibships[i].first + j].person);
    for (uint32_t i = 0; i < family->count; i++)
        family->component[i] = root_of(up, i) == i ? family->component_count++
                                                   : family->component[up[i]];
    memory_free(up);
    return true;
}

/* --- Couples with an ancestor in common ------------------------------------------------------ */

enum { ANCESTORS_MOST = 4096 };

/* Marks a person and their ancestors with `mark`; true when one of them has the mark `other`. */
static bool mark_ancestors(const struct family *family, const uint32_t *first, uint32_t person,
                           uint32_t *marks, uint32_t mark, uint32_t other, uint32_t *way)
{
    uint32_t count = 0, done = 0;
    way[count++] = person;
    while (done < count) {
        uint32_t at = way[done++];
        if (marks[at] == other)
            return true;
        marks[at] = mark;
        for (uint32_t i = first[at]; i < first[at + 1]; i++)
            if (family->links[i].drawn && family->links[i].kind == FAMILY_BIRTH &&
                marks[family->links[i].parent] != mark && count < ANCESTORS_MOST) {
                if (marks[family->links[i].parent] == other)
                    return true;
                marks[family->links[i].parent] = mark;
                way[count++] = family->links[i].parent;
            }
    }
    return false;
}

static bool find_relations(struct family *family, const uint32_t *first)
{
    uint32_t *marks = memory_new(family->count, sizeof *marks);
    uint32_t *way = memory_new(ANCESTORS_MOST, sizeof *way);
    bool done = marks && way;
    for (uint32_t i = 0; done && i < family->couple_count; i++) {
        struct family_couple *couple = &family->couples[i];
        mark_ancestors(family, first, couple->partners[0], marks, 2 * i + 1, FAMILY_NONE, way);
        couple->related = mark_ancestors(family, first, couple->partners[1], marks, 2 * i + 2,
                                         2 * i + 1, way);
    }
    memory_free(marks);
    memory_free(way);
    return done;
}

bool family_complete(struct family *family, uint32_t *circles)
{
    uint32_t *first = NULL;
    if (!sort_people(family) || !sort_households(family))
        return false;
    sort_links(family);
    family_sort_partners(family->build);
    bool done = (first = first_links(family)) && cut_circles(family, first, circles) &&
                family_build_sibships(family) && index_sibships(family) && index_couples(family) &&
                number_components(family) && find_relations(family, first);
    memory_free(first);
    return done;
}
