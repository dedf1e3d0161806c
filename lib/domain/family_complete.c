/* Settles a family: what its rows say together. */
#include "domain/family_private.h"

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

/* --- Couples --------------------------------------------------------------------------------- */

static int compare_partners(const void *a, const void *b)
{
    const struct family_partners *one = a, *other = b;
    for (int side = 0; side < 2; side++)
        if (one->people[side] != other->people[side])
            return one->people[side] < other->people[side] ? -1 : 1;
    if ((one->status == FAMILY_PARENTS) != (other->status == FAMILY_PARENTS))
        return one->status == FAMILY_PARENTS ? -1 : 1;
    bool dated = one->start.precision != DATE_NONE, dated_too = other->start.precision != DATE_NONE;
    if (dated != dated_too)
        return dated ? 1 : -1;
    int order = dated ? date_compare(&one->start, &other->start) : 0;
    if (order != 0)
        return order;
    if (one->status != other->status)
        return one->status < other->status ? -1 : 1;
    return one->row < other->row ? -1 : one->row > other->row;
}

static void sort_partners(struct family_build *build)
{
    for (uint32_t i = 0; i < build->partner_count; i++) {
        uint32_t *pair = build->partners[i].people;
        if (pair[0] > pair[1]) {
            uint32_t higher = pair[0];
            pair[0] = pair[1];
            pair[1] = higher;
        }
    }
    if (build->partner_count > 1)
        qsort(build->partners, build->partner_count, sizeof *build->partners, compare_partners);
    build->sorted_count = build->partner_count;
}

/* One couple for all rows of a pair: the latest status, the first start. */
static bool join_couples(struct family *family)
{
    struct family_build *build = family->build;
    sort_partners(build);
    family->couples = memory_new(build->partner_count, sizeof *family->couples);
    if (!family->couples)
        return false;
    for (uint32_t i = 0; i < build->partner_count; i++) {
        const struct family_partners *row = &build->partners[i];
        struct family_couple *last = family->couple_count
                                         ? &family->couples[family->couple_count - 1]
                                         : NULL;
        if (!last || memcmp(last->partners, row->people, sizeof row->people) != 0) {
            last = &family->couples[family->couple_count++];
            *last = (struct family_couple){
                .start = row->start, .start_text = row->start_text, .sibship = FAMILY_NONE};
            memcpy(last->partners, row->people, sizeof row->people);
        }
        if (last->start.precision == DATE_NONE) {
            last->start = row->start;
            last->start_text = row->start_text;
        }
        last->status = row->status;
        last->end = row->end;
    }
    return true;
}

static uint32_t find_couple(const struct family *family, uint32_t a, uint32_t b)
{
    uint32_t low = 0, high = family->couple_count;
    if (a > b) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const uint32_t *pair = family->couples[middle].partners;
        if (pair[0] < a || (pair[0] == a && pair[1] < b))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < family->couple_count && family->couples[low].partners[0] == a &&
                 family->couples[low].partners[1] == b;
    return found ? low : FAMILY_NONE;
}

/* --- Sibships -------------------------------------------------------------------------------- */

struct membership {
    uint32_t parents[2], child;
    enum family_kind kind;
};

struct memberships {
    struct membership *list;
    uint32_t count;
    size_t capacity;
};

static bool add_membership(struct memberships *all, uint32_t a, uint32_t b, uint32_t child,
                           enum family_kind kind)
{
    if (!family_grow((void **)&all->list, &all->capacity, (size_t)all->count + 1,
                     sizeof *all->list))
        return false;
    bool swapped = b != FAMILY_NONE && b < a;
    all->list[all->count++] = (struct membership){{swapped ? b : a, swapped ? a : b}, child, kind};
    return true;
}

/* Whether rows make the two a couple. */
static bool are_partners(const struct family *family, uint32_t a, uint32_t b)
{
    struct family_build *build = family->build;
    struct family_partners wanted = {.people = {a < b ? a : b, a < b ? b : a}};
    uint32_t low = 0, high = build->sorted_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const uint32_t *pair = build->partners[middle].people;
        if (pair[0] < wanted.people[0] ||
            (pair[0] == wanted.people[0] && pair[1] < wanted.people[1]))
            low = middle + 1;
        else
            high = middle;
    }
    return low < build->sorted_count &&
           memcmp(build->partners[low].people, wanted.people, sizeof wanted.people) == 0;
}

/*
 * A step-parent who is the partner of a parent needs no line of their own: the couple shows it.
 * Any other who stands alone in their kind, adoptive say, is a parent together with the one birth
 * parent who is their partner.
 */
static uint32_t partner_among(const struct family *family, const struct family_link *links,
                              uint32_t count, uint32_t parent)
{
    uint32_t found = FAMILY_NONE;
    for (uint32_t i = 0; i < count; i++)
        if (links[i].drawn && links[i].kind < FAMILY_STEP && links[i].parent != parent &&
            are_partners(family, links[i].parent, parent)) {
            if (found != FAMILY_NONE && found != links[i].parent)
                return FAMILY_NONE;
            found = links[i].parent;
        }
    return found;
}

/* The parents of one kind that a child has: in pairs, partners first. */
static bool add_parents(struct family *family, struct memberships *all, struct family_link *group,
                        uint32_t count, struct family_link *links, uint32_t link_count)
{
    uint32_t child = group->child;
    enum family_kind kind = group->kind;
    for (uint32_t i = 0; i < count; i++) {
        if (!group[i].drawn || group[i].paired)
            continue;
        uint32_t one = group[i].parent, other = FAMILY_NONE;
        for (uint32_t j = i + 1; j < count; j++)
            if (group[j].drawn && !group[j].paired &&
                (other == FAMILY_NONE || are_partners(family, one, group[j].parent))) {
                other = group[j].parent;
                if (are_partners(family, one, other))
                    break;
            }
        for (uint32_t j = i + 1; j < count && other != FAMILY_NONE; j++)
            group[j].paired |= group[j].parent == other;
        if (other == FAMILY_NONE && kind != FAMILY_BIRTH)
            other = partner_among(family, links, link_count, one);
        if (kind == FAMILY_STEP && other != FAMILY_NONE && count == 1)
            continue;
        if (!add_membership(all, one, other, child, kind))
            return false;
    }
    return true;
}

static bool gather_memberships(struct family *family, struct memberships *all)
{
    for (uint32_t i = 0; i < family->link_count;) {
        struct family_link *links = &family->links[i];
        uint32_t count = 0, group = 0;
        while (i + count < family->link_count && links[count].child == links->child)
            count++;
        while (group < count) {
            uint32_t end = group;
            while (end < count && links[end].kind == links[group].kind)
                end++;
            if (!add_parents(family, all, &links[group], end - group, links, count))
                return false;
            group = end;
        }
        i += count;
    }
    return true;
}

static int compare_memberships(const void *a, const void *b)
{
    const struct membership *one = a, *other = b;
    for (int side = 0; side < 2; side++)
        if (one->parents[side] != other->parents[side])
            return one->parents[side] < other->parents[side] ? -1 : 1;
    if (one->child != other->child)
        return one->child < other->child ? -1 : 1;
    return (int)one->kind - (int)other->kind;
}

static bool build_sibships(struct family *family, struct memberships *all)
{
    struct date none = {DATE_DAY_OPEN_START, DATE_DAY_OPEN_END, DATE_NONE, {0}, {0}};
    if (all->count > 1)
        qsort(all->list, all->count, sizeof *all->list, compare_memberships);
    for (uint32_t i = 0; i < all->count; i++) {
        const uint32_t *pair = all->list[i].parents;
        if (pair[1] != FAMILY_NONE &&
            (i == 0 || memcmp(pair, all->list[i - 1].parents, sizeof all->list[i].parents)) &&
            !are_partners(family, pair[0], pair[1]) &&
            !family_add_partners(family, pair[0], pair[1], FAMILY_PARENTS, TEXT(""), &none, &none))
            return false;
    }
    if (!join_couples(family))
        return false;
    family->children = memory_new(all->count, sizeof *family->children);
    family->sibships = memory_new(all->count, sizeof *family->sibships);
    if (!family->children || !family->sibships)
        return false;
    for (uint32_t i = 0; i < all->count; i++) {
        const struct membership *row = &all->list[i];
        struct family_sibship *last = family->sibship_count
                                          ? &family->sibships[family->sibship_count - 1]
                                          : NULL;
        if (!last || memcmp(last->parents, row->parents, sizeof row->parents) != 0) {
            last = &family->sibships[family->sibship_count++];
            *last = (struct family_sibship){.couple = FAMILY_NONE, .first = family->child_count};
            memcpy(last->parents, row->parents, sizeof row->parents);
            if (row->parents[1] != FAMILY_NONE) {
                last->couple = find_couple(family, row->parents[0], row->parents[1]);
                family->couples[last->couple].sibship = family->sibship_count - 1;
            }
        } else if (family->children[family->child_count - 1].person == row->child) {
            continue; /* of two kinds at once: the first stands */
        }
        family->children[family->child_count++] = (struct family_child){row->child, row->kind};
        last->count++;
    }
    for (uint32_t i = 0; i < family->sibship_count; i++)
        family_sort_children(family, &family->children[family->sibships[i].first],
                             family->sibships[i].count);
    return true;
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
    struct memberships all = {NULL, 0, 0};
    uint32_t *first = NULL;
    if (!sort_people(family) || !sort_households(family))
        return false;
    sort_links(family);
    sort_partners(family->build);
    bool done = (first = first_links(family)) && cut_circles(family, first, circles) &&
                gather_memberships(family, &all) && build_sibships(family, &all) &&
                index_sibships(family) && index_couples(family) && number_components(family) &&
                find_relations(family, first);
    memory_free(first);
    memory_free(all.list);
    return done;
}
