/* Who should stand together in a row: members of a household, twins. What it costs when others
 * stand between them. */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

/* A household or birth in a row, and an item of it. */
struct belonging {
    uint32_t row, kind, number, item;
};

enum { OF_HOUSEHOLD, OF_BIRTH };

static int compare_belongings(const void *a, const void *b)
{
    const struct belonging *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    if (one->number != other->number)
        return one->number < other->number ? -1 : 1;
    return one->item < other->item ? -1 : one->item > other->item;
}

static bool is_one_bond(const struct belonging *a, const struct belonging *b)
{
    return a->row == b->row && a->kind == b->kind && a->number == b->number;
}

/* All belongings of the family, sorted; those that nobody shares in a row are left out. */
static struct belonging *list_belongings(const struct plan *plan, uint32_t *count)
{
    const struct family *family = plan->family;
    size_t total = 0;
    for (uint32_t i = 0; i < plan->person_count; i++)
        total += (size_t)family->people[plan->people[i]].household_count + 1;
    struct belonging *list = pool_room(plan->pool, total, sizeof *list);
    uint32_t listed = 0, kept = 0;
    for (uint32_t i = 0; list && i < plan->person_count; i++) {
        const struct family_person *person = &family->people[plan->people[i]];
        for (uint32_t j = 0; j < person->household_count; j++)
            list[listed++] = (struct belonging){plan->items[i].row, OF_HOUSEHOLD,
                                                family->memberships[person->first_household + j],
                                                i};
        if (person->twins != FAMILY_NONE)
            list[listed++] = (struct belonging){plan->items[i].row, OF_BIRTH, person->twins, i};
    }
    if (listed > 1)
        qsort(list, listed, sizeof *list, compare_belongings);
    for (uint32_t i = 0; i < listed; i++)
        if ((i > 0 && is_one_bond(&list[i - 1], &list[i])) ||
            (i + 1 < listed && is_one_bond(&list[i], &list[i + 1])))
            list[kept++] = list[i];
    *count = kept;
    return list;
}

bool plan_bonds(struct plan *plan)
{
    uint32_t count, bonds = 0;
    struct belonging *list = list_belongings(plan, &count);
    plan->bonds = pool_room(plan->pool, count, sizeof *plan->bonds);
    plan->bonded = pool_room(plan->pool, count, sizeof *plan->bonded);
    plan->bonds_of = pool_room(plan->pool, count, sizeof *plan->bonds_of);
    if (!list || !plan->bonds || !plan->bonded || !plan->bonds_of)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || !is_one_bond(&list[i - 1], &list[i]))
            plan->bonds[bonds++] = (struct bond){
                i, 0, list[i].kind == OF_HOUSEHOLD ? COST_STRANGER : COST_TWINS_APART};
        plan->bonds[bonds - 1].count++;
        plan->bonded[i] = list[i].item;
        plan->items[list[i].item].bond_count++;
    }
    plan->bond_count = bonds;
    for (uint32_t i = 0, first = 0; i < plan->item_count; i++) {
        plan->items[i].first_bond = first;
        first += plan->items[i].bond_count;
        plan->items[i].bond_count = 0;
    }
    for (uint32_t i = 0; i < bonds; i++)
        for (uint32_t j = 0; j < plan->bonds[i].count; j++) {
            struct item *item = &plan->items[plan->bonded[plan->bonds[i].first + j]];
            plan->bonds_of[item->first_bond + item->bond_count++] = i;
        }
    return true;
}

/* A lost pregnancy stands in nobody's way. */
static bool is_stranger(const struct plan *plan, const struct item *item)
{
    return item->person == NONE || plan->family->people[item->person].outcome == FAMILY_LIVE;
}

static bool has_bond(const struct plan *plan, const struct item *item, uint32_t bond)
{
    for (uint32_t i = 0; i < item->bond_count; i++)
        if (plan->bonds_of[item->first_bond + i] == bond)
            return true;
    return false;
}

/* What it adds when `item` goes past its neighbour, to the right or to the left. */
static int64_t pass_cost(const struct plan *plan, const struct item *item,
                         const struct item *neighbour, bool to_right)
{
    int64_t cost = 0;
    for (uint32_t i = 0; i < item->bond_count; i++) {
        uint32_t number = plan->bonds_of[item->first_bond + i];
        const struct bond *bond = &plan->bonds[number];
        if (has_bond(plan, neighbour, number))
            continue;
        bool behind = false, ahead = false;
        for (uint32_t j = 0; j < bond->count; j++) {
            uint32_t place = plan->items[plan->bonded[bond->first + j]].place;
            behind |= to_right ? place < item->place : place > item->place;
            ahead |= to_right ? place > item->place : place < item->place;
        }
        cost += bond->weight * ((int)behind - (int)ahead);
    }
    return cost;
}

int64_t bond_swap_cost(const struct plan *plan, const struct item *left, const struct item *right)
{
    int64_t cost = 0;
    if (left->bond_count > 0 && is_stranger(plan, right))
        cost += pass_cost(plan, left, right, true);
    if (right->bond_count > 0 && is_stranger(plan, left))
        cost += pass_cost(plan, right, left, false);
    return cost;
}

int64_t plan_bond_cost(const struct plan *plan)
{
    int64_t cost = 0;
    for (uint32_t i = 0; i < plan->bond_count; i++) {
        const struct bond *bond = &plan->bonds[i];
        const uint32_t *order = row_order(plan, plan->items[plan->bonded[bond->first]].row);
        uint32_t low = NONE, high = 0;
        for (uint32_t j = 0; j < bond->count; j++) {
            uint32_t place = plan->items[plan->bonded[bond->first + j]].place;
            low = place < low ? place : low;
            high = place > high ? place : high;
        }
        for (uint32_t place = low + 1; place < high; place++) {
            const struct item *item = &plan->items[order[place]];
            cost += is_stranger(plan, item) && !has_bond(plan, item, i) ? bond->weight : 0;
        }
    }
    return cost;
}
