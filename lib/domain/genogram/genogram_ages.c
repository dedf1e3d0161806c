/* Siblings who stand in different rows: the elder further left. */
#include "domain/genogram/genogram_private.h"

/* `after` stands right of `before`, in another row. */
struct follows {
    uint32_t before, after;
};

struct aligning {
    struct plan *plan;
    struct follows *follows;
    uint32_t count;
    uint32_t *first; /* of those that an item is before, in `after_of` */
    uint32_t *after_of;
    uint32_t *waiting; /* how many elder siblings an item still waits for */
    uint32_t *reached; /* of a row: how many of its items have their place */
};

/* Neighbours in age of one sibship who stand in different rows. */
static bool list_follows(struct aligning *aligning)
{
    const struct plan *plan = aligning->plan;
    const struct family *family = plan->family;
    for (int pass = 0; pass < 2; pass++) {
        aligning->count = 0;
        for (uint32_t i = 0; i < plan->person_count; i++) {
            uint32_t person = plan->people[i];
            for (uint32_t j = family->first_sibship[person]; j < family->first_sibship[person + 1];
                 j++) {
                const struct family_sibship *sibship = &family->sibships[family->sibships_of[j]];
                const struct family_child *children = &family->children[sibship->first];
                uint32_t rank = 0;
                while (children[rank].person != person)
                    rank++;
                if (rank + 1 == sibship->count)
                    continue;
                uint32_t next = plan->local[children[rank + 1].person];
                if (plan->items[next].row == plan->items[i].row)
                    continue;
                if (pass == 1)
                    aligning->follows[aligning->count] = (struct follows){i, next};
                aligning->count++;
            }
        }
        if (aligning->count == 0)
            return true;
        if (pass == 0 && !(aligning->follows = pool_room(plan->pool, aligning->count,
                                                         sizeof *aligning->follows)))
            return false;
    }
    return true;
}

static bool index_follows(struct aligning *aligning)
{
    const struct plan *plan = aligning->plan;
    size_t items = plan->item_count;
    aligning->first = pool_room(plan->pool, items + 2, sizeof(uint32_t));
    aligning->after_of = pool_room(plan->pool, aligning->count, sizeof(uint32_t));
    aligning->waiting = pool_room(plan->pool, items, sizeof(uint32_t));
    aligning->reached = pool_room(plan->pool, plan->row_count, sizeof(uint32_t));
    if (!aligning->first || !aligning->after_of || !aligning->waiting || !aligning->reached)
        return false;
    for (uint32_t i = 0; i < aligning->count; i++) {
        aligning->first[aligning->follows[i].before + 2]++;
        aligning->waiting[aligning->follows[i].after]++;
    }
    for (size_t i = 2; i < items + 2; i++)
        aligning->first[i] += aligning->first[i - 1];
    for (uint32_t i = 0; i < aligning->count; i++)
        aligning->after_of[aligning->first[aligning->follows[i].before + 1]++] =
            aligning->follows[i].after;
    return true;
}

/* Puts the next item of a row right of the one before it, and those that follow it right of it. */
static void settle_next(struct aligning *aligning, uint32_t row)
{
    struct plan *plan = aligning->plan;
    uint32_t place = plan->row_start[row] + aligning->reached[row]++, number = plan->order[place];
    struct item *item = &plan->items[number];
    if (place > plan->row_start[row]) {
        uint32_t before = plan->order[place - 1];
        int32_t least = plan->items[before].x + plan_distance(plan, before, number);
        item->x = item->x > least ? item->x : least;
    }
    for (uint32_t i = aligning->first[number]; i < aligning->first[number + 1]; i++) {
        struct item *after = &plan->items[aligning->after_of[i]];
        int32_t least = item->x + plan->measure->lane;
        aligning->waiting[aligning->after_of[i]]--;
        if (after->place < aligning->reached[after->row])
            continue; /* it did not wait */
        if (plan->column > 0 && after->x < least)
            least = after->x + (least - after->x + plan->column - 1) / plan->column * plan->column;
        after->x = after->x > least ? after->x : least;
    }
}

bool plan_keep_ages_over_rows(struct plan *plan)
{
    struct aligning aligning = {.plan = plan};
    if (!list_follows(&aligning))
        return false;
    if (aligning.count == 0)
        return true;
    if (!index_follows(&aligning))
        return false;
    for (uint32_t left = plan->item_count; left > 0;) {
        bool moved = false;
        uint32_t stuck = NONE;
        for (uint32_t row = 0; row < plan->row_count; row++) {
            uint32_t length = plan->row_start[row + 1] - plan->row_start[row];
            while (aligning.reached[row] < length) {
                uint32_t next = plan->order[plan->row_start[row] + aligning.reached[row]];
                if (aligning.waiting[next] > 0) {
                    stuck = stuck == NONE ? row : stuck;
                    break;
                }
                settle_next(&aligning, row);
                left--;
                moved = true;
            }
        }
        /* The orders of two rows contradict each other: one sibling does not wait. */
        if (!moved) {
            settle_next(&aligning, stuck);
            left--;
        }
    }
    return true;
}
