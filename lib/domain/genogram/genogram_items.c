/* Items, combs and pairs of a family whose rows are known. */
#include "domain/genogram/genogram_private.h"

/* What is gathered before its number is known. */
struct making {
    struct plan *plan;
    const uint32_t *row_of;
    uint32_t below_count;
    uint32_t items_room, combs_room, pairs_room, below_room;
};

static uint32_t add_item(struct making *making, uint32_t person, uint32_t row)
{
    struct plan *plan = making->plan;
    if (plan->item_count == making->items_room)
        return NONE;
    plan->items[plan->item_count] = (struct item){
        .person = person,
        .row = row,
        .group = NONE,
        .group2 = NONE,
    };
    return plan->item_count++;
}

static struct comb *add_comb(struct making *making, enum comb_kind kind, uint32_t owner,
                             uint32_t host, uint32_t other, bool begins)
{
    struct plan *plan = making->plan;
    struct comb *comb = &plan->combs[plan->comb_count++];
    *comb = (struct comb){
        .kind = kind,
        .owner = owner,
        .host = host,
        .other = other,
        .first = making->below_count,
        .begins = begins,
        .pair = NONE,
    };
    return comb;
}

static void add_below(struct making *making, struct comb *comb, uint32_t item)
{
    making->plan->below[making->below_count++] = item;
    comb->count++;
}

static uint32_t row_at(const struct making *making, uint32_t item)
{
    return making->plan->items[item].row;
}

/* The partner line of the upper of two comes down to the row of the lower. */
static uint32_t bring_down(struct making *making, uint32_t couple, uint32_t upper, uint32_t row)
{
    uint32_t at = upper;
    for (uint32_t r = row_at(making, upper) + 1; r <= row; r++) {
        struct comb *comb = add_comb(making, COMB_PARTNER, couple, at, NONE, at == upper);
        at = add_item(making, NONE, r);
        add_below(making, comb, at);
    }
    return at;
}

static uint32_t eldest_below(const struct making *making, const struct family_sibship *sibship,
                             uint32_t row)
{
    const struct plan *plan = making->plan;
    uint32_t rank = 0;
    while (row_at(making, plan->local[plan->family->children[sibship->first + rank].person]) <= row)
        rank++;
    return rank;
}

/* The children of one couple: a comb a row, as far down as there are children. */
static void lead_down(struct making *making, uint32_t number, uint32_t host, uint32_t other)
{
    const struct plan *plan = making->plan;
    const struct family_sibship *sibship = &plan->family->sibships[number];
    uint32_t row = row_at(making, host), deepest = row;
    for (uint32_t i = 0; i < sibship->count; i++) {
        uint32_t child = plan->local[plan->family->children[sibship->first + i].person];
        deepest = row_at(making, child) > deepest ? row_at(making, child) : deepest;
    }
    for (bool begins = true; row < deepest; row++, begins = false) {
        struct comb *comb = add_comb(making, COMB_CHILDREN, number, host, other, begins);
        for (uint32_t i = 0; i < sibship->count; i++) {
            uint32_t child = plan->local[plan->family->children[sibship->first + i].person];
            if (row_at(making, child) == row + 1)
                add_below(making, comb, child);
        }
        if (row + 1 < deepest) {
            host = add_item(making, NONE, row + 1);
            other = NONE;
            add_below(making, comb, host);
            /* It stands in the age order for the eldest of those further down. */
            plan->items[host].group = number;
            plan->items[host].rank = eldest_below(making, sibship, row + 1);
        }
    }
}

static uint32_t distance(const struct making *making, uint32_t a, uint32_t b)
{
    uint32_t x = making->row_of[a], y = making->row_of[b];
    return x > y ? x - y : y - x;
}

/* How many items, combs, pairs there will be. */
static bool make_room(struct making *making)
{
    struct plan *plan = making->plan;
    const struct family *family = plan->family;
    uint64_t items = plan->person_count, combs = 0, pairs = 0, below = 0;
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i];
        for (uint32_t j = family->first_couple[person]; j < family->first_couple[person + 1]; j++) {
            const struct family_couple *couple = &family->couples[family->couples_of[j]];
            uint32_t other = plan->local[couple->partners[couple->partners[0] == person]];
            pairs++;
            items += distance(making, i, other);
            combs += distance(making, i, other);
        }
        for (uint32_t j = family->first_sibship[person]; j < family->first_sibship[person + 1];
             j++) {
            const struct family_sibship *sibship = &family->sibships[family->sibships_of[j]];
            uint32_t steps = distance(making, i, plan->local[sibship->parents[0]]);
            items += steps;
            combs += steps;
            below += 2;
        }
    }
    below += items;
    if (items > NONE / 4 || below > NONE / 4)
        return false;
    making->items_room = (uint32_t)items;
    plan->items = pool_room(plan->pool, (size_t)items, sizeof *plan->items);
    plan->combs = pool_room(plan->pool, (size_t)combs + 1, sizeof *plan->combs);
    plan->pairs = pool_room(plan->pool, (size_t)pairs + 1, sizeof *plan->pairs);
    plan->below = pool_room(plan->pool, (size_t)below + 1, sizeof *plan->below);
    return plan->items && plan->combs && plan->pairs && plan->below;
}

static void add_couple(struct making *making, uint32_t number)
{
    struct plan *plan = making->plan;
    const struct family_couple *couple = &plan->family->couples[number];
    uint32_t a = plan->local[couple->partners[0]], b = plan->local[couple->partners[1]];
    struct pair *pair = &plan->pairs[plan->pair_count++];
    if (row_at(making, a) > row_at(making, b)) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    if (row_at(making, a) < row_at(making, b))
        a = bring_down(making, number, a, row_at(making, b));
    *pair = (struct pair){.items = {a, b}, .couple = number, .comb = NONE};
    if (couple->sibship != FAMILY_NONE) {
        /* The trunk stays with the partner who has fewer: where the other line must be long, it
         * ends there. */
        const struct family *family = plan->family;
        const uint32_t *first = family->first_couple;
        uint32_t host = a, other = b;
        if (plan->items[a].person == NONE) {
            host = b;
            other = a;
        } else {
            uint32_t x = plan->items[a].person, y = plan->items[b].person;
            uint32_t of_x = first[x + 1] - first[x], of_y = first[y + 1] - first[y];
            bool parents_x = family->first_sibship[x] != family->first_sibship[x + 1];
            bool parents_y = family->first_sibship[y] != family->first_sibship[y + 1];
            if (of_y < of_x || (of_y == of_x && parents_x && !parents_y)) {
                host = b;
                other = a;
            }
        }
        pair->comb = plan->comb_count;
        lead_down(making, couple->sibship, host, other);
        plan->combs[pair->comb].pair = (uint32_t)(pair - plan->pairs);
    }
}

/* Which sibships' order each child keeps. */
static void set_ranks(struct plan *plan)
{
    const struct family *family = plan->family;
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i], start = family->first_sibship[person];
        for (uint32_t j = start; j < family->first_sibship[person + 1] && j < start + 2; j++) {
            uint32_t number = family->sibships_of[j], rank = 0;
            const struct family_sibship *sibship = &family->sibships[number];
            while (family->children[sibship->first + rank].person != person)
                rank++;
            if (j == start) {
                plan->items[i].group = number;
                plan->items[i].rank = rank;
            } else {
                plan->items[i].group2 = number;
                plan->items[i].rank2 = rank;
            }
        }
    }
}

/* For each item the combs above, those it hosts, its pairs. */
static bool index_items(struct plan *plan)
{
    uint32_t above = 0, hosted = 0, paired = 0;
    struct item *items = plan->items;
    for (uint32_t i = 0; i < plan->comb_count; i++) {
        items[plan->combs[i].host].hosted_count++;
        for (uint32_t j = 0; j < plan->combs[i].count; j++)
            items[plan->below[plan->combs[i].first + j]].above_count++;
    }
    for (uint32_t i = 0; i < plan->pair_count; i++)
        for (int side = 0; side < 2; side++)
            items[plan->pairs[i].items[side]].pair_count++;
    for (uint32_t i = 0; i < plan->item_count; i++) {
        items[i].first_above = above;
        items[i].first_hosted = hosted;
        items[i].first_pair = paired;
        above += items[i].above_count;
        hosted += items[i].hosted_count;
        paired += items[i].pair_count;
        items[i].above_count = items[i].hosted_count = items[i].pair_count = 0;
    }
    plan->above = pool_room(plan->pool, above, sizeof(uint32_t));
    plan->hosted = pool_room(plan->pool, hosted, sizeof(uint32_t));
    plan->paired = pool_room(plan->pool, paired, sizeof(uint32_t));
    if (!plan->above || !plan->hosted || !plan->paired)
        return false;
    for (uint32_t i = 0; i < plan->comb_count; i++) {
        struct item *host = &items[plan->combs[i].host];
        plan->hosted[host->first_hosted + host->hosted_count++] = i;
        for (uint32_t j = 0; j < plan->combs[i].count; j++) {
            struct item *item = &items[plan->below[plan->combs[i].first + j]];
            plan->above[item->first_above + item->above_count++] = i;
        }
    }
    for (uint32_t i = 0; i < plan->pair_count; i++)
        for (int side = 0; side < 2; side++) {
            struct item *item = &items[plan->pairs[i].items[side]];
            uint32_t comb = plan->pairs[i].comb;
            plan->paired[item->first_pair + item->pair_count++] = i;
            item->shares_host |= (comb != NONE && items[plan->combs[comb].host].hosted_count > 1);
        }
    for (uint32_t i = 0; i < plan->item_count; i++)
        items[i].shares_host |= items[i].hosted_count > 1;
    return true;
}

bool plan_items(struct plan *plan, const uint32_t *row_of)
{
    struct making making = {.plan = plan, .row_of = row_of};
    const struct family *family = plan->family;
    if (!make_room(&making))
        return false;
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i];
        add_item(&making, person, row_of[i]);
        plan->households |= family->people[person].household_count > 0;
    }
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i];
        for (uint32_t j = family->first_couple[person]; j < family->first_couple[person + 1]; j++)
            if (family->couples[family->couples_of[j]].partners[0] == person)
                add_couple(&making, family->couples_of[j]);
    }
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i];
        for (uint32_t j = family->first_sibship[person]; j < family->first_sibship[person + 1];
             j++) {
            uint32_t number = family->sibships_of[j];
            const struct family_sibship *sibship = &family->sibships[number];
            if (sibship->couple == FAMILY_NONE && family->children[sibship->first].person == person)
                lead_down(&making, number, plan->local[sibship->parents[0]], NONE);
        }
    }
    set_ranks(plan);
    if (!index_items(plan))
        return false;
    plan->row_start = pool_room(plan->pool, (size_t)plan->row_count + 2, sizeof(uint32_t));
    plan->order = pool_room(plan->pool, plan->item_count, sizeof(uint32_t));
    if (!plan->row_start || !plan->order)
        return false;
    for (uint32_t i = 0; i < plan->item_count; i++)
        plan->row_start[plan->items[i].row + 1]++;
    for (uint32_t i = 1; i <= plan->row_count; i++)
        plan->row_start[i] += plan->row_start[i - 1];
    return true;
}
