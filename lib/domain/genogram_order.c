/* A first order of each row, by walking through the family. */
#include "domain/genogram_private.h"

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

static uint32_t partner_in(const struct pair *pair, uint32_t item)
{
    return pair->items[pair->items[0] == item];
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
        push(walk, number, false);
        for (int side = 2; side-- > 0;)
            if (sibship->parents[side] != FAMILY_NONE)
                push(walk, plan->local[sibship->parents[side]], false);
        return;
    }
    uint32_t base = walk->depth;
    for (uint32_t i = item->hosted_count; i-- > 0;)
        push(walk, plan->hosted[item->first_hosted + i], true);
    append_left_partner(walk, number);
    append(walk, number);
    (void)base;
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

/* Puts siblings that a row holds in the wrong order into each other's places. */
void plan_keep_ages(struct plan *plan, uint32_t row)
{
    uint32_t *order = &plan->order[plan->row_start[row]];
    uint32_t count = plan->row_start[row + 1] - plan->row_start[row];
    for (uint32_t i = 0; i < count; i++)
        plan->items[order[i]].place = i;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < count; i++) {
            const struct item *item = &plan->items[order[i]];
            if ((pass ? item->group2 : item->group) == NONE)
                continue;
            /* Sorts by insertion over the places that the siblings have. */
            uint32_t at = i;
            for (uint32_t j = i; j-- > 0;)
                if (may_not_swap(plan, order[at], order[j])) {
                    uint32_t swap = order[at];
                    order[at] = order[j];
                    order[j] = swap;
                    at = j;
                }
        }
    for (uint32_t i = 0; i < count; i++)
        plan->items[order[i]].place = i;
}

bool plan_first_order(struct plan *plan, uint32_t start)
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
        plan_keep_ages(plan, row);
    plan_set_places(plan);
    return true;
}
