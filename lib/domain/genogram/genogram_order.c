/* A first order of each row, by walking through the family. */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

struct task {
    uint32_t number;
    bool comb; /* go down this comb; else visit this item */
};

struct walk {
    struct plan *plan;
    struct task *tasks;
    uint32_t depth, room;
    bool *placed, *descended;
    bool *opened;     /* of an item: its siblings have been asked for */
    uint32_t *filled; /* items in each row so far */
};

static void push(struct walk *walk, uint32_t number, bool comb)
{
    if (walk->depth < walk->room)
        walk->tasks[walk->depth++] = (struct task){number, comb};
}

static void append(struct walk *walk, uint32_t number)
{
    struct plan *plan = walk->plan;
    uint32_t row = plan->items[number].row;
    plan->order[plan->row_start[row] + walk->filled[row]++] = number;
    walk->placed[number] = true;
}

/* A partner who brings no family stands on the left when another stands on the right. */
static void append_left_partner(struct walk *walk, uint32_t number)
{
    const struct plan *plan = walk->plan;
    const struct item *item = &plan->items[number];
    uint32_t free_partners = 0, first = NONE;
    for (uint32_t i = 0; i < item->pair_count; i++) {
        uint32_t partner = partner_in(&plan->pairs[plan->paired[item->first_pair + i]], number);
        if (plan->items[partner].group == NONE && !walk->placed[partner] &&
            plan->items[partner].person != NONE) {
            first = first == NONE ? partner : first;
            free_partners++;
        }
    }
    bool eldest = item->group != NONE && item->rank == 0 &&
                  plan->family->sibships[item->group].count > 1;
    if (free_partners > 1 || (eldest && free_partners == 1 && item->pair_count == 1)) {
        append(walk, first);
        const struct item *partner = &plan->items[first];
        for (uint32_t i = partner->hosted_count; i-- > 0;)
            push(walk, plan->hosted[partner->first_hosted + i], true);
    }
}

static void visit(struct walk *walk, uint32_t number)
{
    const struct plan *plan = walk->plan;
    const struct item *item = &plan->items[number];
    if (walk->placed[number])
        return;
    if (item->group != NONE && !walk->opened[number]) {
        const struct family_sibship *sibship = &plan->family->sibships[item->group];
        for (uint32_t i = 0; i < sibship->count; i++)
            walk->opened[plan->local[plan->family->children[sibship->first + i].person]] = true;
        walk->opened[number] = true;
        push(walk, number, false);
        for (int side = 2; side-- > 0;)
            if (sibship->parents[side] != FAMILY_NONE)
                push(walk, plan->local[sibship->parents[side]], false);
        return;
    }
    for (uint32_t i = item->hosted_count; i-- > 0;)
        push(walk, plan->hosted[item->first_hosted + i], true);
    append_left_partner(walk, number);
    append(walk, number);
    for (uint32_t i = item->pair_count; i-- > 0;)
        push(walk, partner_in(&plan->pairs[plan->paired[item->first_pair + i]], number), false);
}

static void descend(struct walk *walk, uint32_t number)
{
    const struct comb *comb = &walk->plan->combs[number];
    if (walk->descended[number])
        return;
    walk->descended[number] = true;
    for (uint32_t i = comb->count; i-- > 0;)
        push(walk, walk->plan->below[comb->first + i], false);
}

static void run(struct walk *walk)
{
    while (walk->depth > 0) {
        struct task task = walk->tasks[--walk->depth];
        if (task.comb)
            descend(walk, task.number);
        else
            visit(walk, task.number);
    }
}

/* A sibship's member in a row. */
struct member {
    uint32_t group, rank, item;
};

static int compare_members(const void *a, const void *b)
{
    const struct member *one = a, *other = b;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;
    return one->rank < other->rank ? -1 : one->rank > other->rank;
}

/* For each item of a row the next older sibling there, in both sibships that it may be of. */
static void find_elders(struct ages *ages, const struct plan *plan, const uint32_t *order,
                        uint32_t count)
{
    uint32_t members = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct item *item = &plan->items[order[i]];
        ages->elder[2 * order[i]] = ages->elder[2 * order[i] + 1] = NONE;
        ages->placed[order[i]] = false;
        if (item->group != NONE)
            ages->members[members++] = (struct member){item->group, item->rank, order[i]};
        if (item->group2 != NONE)
            ages->members[members++] = (struct member){item->group2, item->rank2, order[i]};
    }
    qsort(ages->members, members, sizeof *ages->members, compare_members);
    for (uint32_t i = 1; i < members; i++) {
        const struct member *one = &ages->members[i - 1], *other = &ages->members[i];
        if (one->group == other->group)
            ages->elder[2 * other->item + (plan->items[other->item].group2 == other->group)] =
                one->item;
    }
}

/* Siblings of a first sibship take each other's places. */
static void sort_places(const struct plan *plan, uint32_t *order, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct item *item = &plan->items[order[i]];
        if (item->group == NONE)
            continue;
        uint32_t at = i;
        for (uint32_t j = i; j-- > 0;) {
            const struct item *other = &plan->items[order[j]];
            if (other->group != plan->items[order[at]].group ||
                other->rank < plan->items[order[at]].rank)
                continue;
            uint32_t swap = order[at];
            order[at] = order[j];
            order[j] = swap;
            at = j;
        }
    }
}

void plan_keep_ages(struct plan *plan, struct ages *ages, uint32_t row)
{
    uint32_t *order = &plan->order[plan->row_start[row]];
    uint32_t count = plan->row_start[row + 1] - plan->row_start[row], filled = 0;
    sort_places(plan, order, count);
    find_elders(ages, plan, order, count);
    /* Where somebody has two sibships: elders first, then who follows them. */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t depth = 0;
        ages->stack[depth++] = order[i];
        while (depth > 0) {
            uint32_t item = ages->stack[depth - 1], elder = NONE;
            for (uint32_t side = 0; side < 2 && elder == NONE; side++) {
                elder = ages->elder[2 * item + side];
                /* Asked for once only: two sibships may contradict each other. */
                ages->elder[2 * item + side] = NONE;
                if (elder != NONE && ages->placed[elder])
                    elder = NONE;
            }
            if (elder != NONE && depth < count) {
                ages->stack[depth++] = elder;
                continue;
            }
            depth--;
            if (!ages->placed[item])
                ages->sorted[filled++] = item;
            ages->placed[item] = true;
        }
    }
    memcpy(order, ages->sorted, count * sizeof *order);
    for (uint32_t i = 0; i < count; i++)
        plan->items[order[i]].place = i;
}

bool ages_init(struct ages *ages, const struct plan *plan)
{
    size_t count = plan->item_count;
    ages->members = pool_room(plan->pool, 2 * count, sizeof *ages->members);
    ages->elder = pool_room(plan->pool, 2 * count, sizeof *ages->elder);
    ages->placed = pool_room(plan->pool, count, sizeof *ages->placed);
    ages->stack = pool_room(plan->pool, count + 1, sizeof *ages->stack);
    ages->sorted = pool_room(plan->pool, count, sizeof *ages->sorted);
    return ages->members && ages->elder && ages->placed && ages->stack && ages->sorted;
}

bool plan_first_order(struct plan *plan, struct ages *ages, uint32_t start)
{
    uint64_t room = (uint64_t)plan->item_count * 8 + (uint64_t)plan->pair_count * 4 +
                    (uint64_t)plan->comb_count * 4 + 16;
    struct walk walk = {
        .plan = plan,
        .room = (uint32_t)room,
        .tasks = pool_room(plan->pool, (size_t)room, sizeof(struct task)),
        .placed = pool_room(plan->pool, plan->item_count, sizeof(bool)),
        .descended = pool_room(plan->pool, plan->comb_count, sizeof(bool)),
        .opened = pool_room(plan->pool, plan->item_count, sizeof(bool)),
        .filled = pool_room(plan->pool, plan->row_count, sizeof(uint32_t)),
    };
    if (!walk.tasks || !walk.placed || !walk.descended || !walk.opened || !walk.filled)
        return false;
    push(&walk, start, false);
    run(&walk);
    for (uint32_t i = 0; i < plan->item_count; i++)
        if (!walk.placed[i]) {
            push(&walk, i, false);
            run(&walk);
        }
    for (uint32_t row = 0; row < plan->row_count; row++)
        plan_keep_ages(plan, ages, row);
    plan_set_places(plan);
    return true;
}
