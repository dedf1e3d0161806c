/* Who is a couple, and whose children are whose. */
#include "domain/family/family_private.h"

#include "base/memory.h"

#include <stdlib.h>

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

void family_sort_partners(struct family_build *build)
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
    family_sort_partners(build);
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

bool family_build_sibships(struct family *family)
{
    struct memberships all = {NULL, 0, 0};
    bool done = gather_memberships(family, &all) && build_sibships(family, &all);
    memory_free(all.list);
    return done;
}
