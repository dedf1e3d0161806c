/*
 * Where the items of each row stand: children under the middle of their parents, partners close.
 *
 * Each row is a chain of least distances. What pulls at a row from above or below gives each item a
 * wished x; the nearest x that keep the distances are found exactly, by pooling neighbours that
 * press against each other (isotonic regression). Rows are pulled in turn, down and up.
 */
#include "domain/genogram/genogram_private.h"

/* Neighbours that press against each other; they move as one. */
struct press {
    int64_t weight, sum; /* sum of weight times wish, distances taken off */
    uint32_t count;
};

struct placing {
    struct plan *plan;
    int64_t *wish, *weight;
    int64_t *offset; /* of an item in its row: the sum of least distances before it */
    bool *tied;      /* to the item before it in the row: partners who stand side by side */
    struct press *presses;
};

static int64_t divide(int64_t a, int64_t b)
{
    int64_t half = b / 2;
    return a >= 0 ? (a + half) / b : -((-a + half) / b);
}

/* The columns of a row lie between those of the rows above and below, so that what hangs from two
 * rows cannot meet. */
static int64_t to_column(const struct plan *plan, uint32_t row, int64_t x)
{
    int64_t first = row % 2 ? plan->column / 2 : 0;
    return plan->column ? divide(x - first, plan->column) * plan->column + first : x;
}

static void press_row(struct placing *placing, uint32_t row)
{
    struct plan *plan = placing->plan;
    uint32_t start = plan->row_start[row], end = plan->row_start[row + 1], count = 0;
    struct press *presses = placing->presses;
    for (uint32_t i = start; i < end; i++) {
        uint32_t number = plan->order[i];
        int64_t weight = placing->weight[number];
        struct press press = {weight, weight * (placing->wish[number] - placing->offset[number]),
                              1};
        if (placing->tied[number] && count > 0) {
            presses[count - 1].weight += press.weight;
            presses[count - 1].sum += press.sum;
            presses[count - 1].count++;
        } else {
            presses[count++] = press;
        }
        while (count > 1 && (!(i + 1 < end && placing->tied[plan->order[i + 1]])) &&
               presses[count - 2].sum * presses[count - 1].weight >
                   presses[count - 1].sum * presses[count - 2].weight) {
            presses[count - 2].weight += presses[count - 1].weight;
            presses[count - 2].sum += presses[count - 1].sum;
            presses[count - 2].count += presses[count - 1].count;
            count--;
        }
    }
    for (uint32_t i = 0, at = start; i < count; i++) {
        int64_t x = to_column(plan, row, divide(presses[i].sum, presses[i].weight));
        for (uint32_t j = 0; j < presses[i].count; j++, at++)
            plan->items[plan->order[at]].x = (int32_t)(x + placing->offset[plan->order[at]]);
    }
}

int64_t middle_below(const struct plan *plan, const struct comb *comb)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint32_t i = 0; i < comb->count; i++) {
        int64_t x = plan->items[plan->below[comb->first + i]].x;
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    return (low + high) / 2;
}

enum { TRUNK_REACH = 3 };

int64_t trunk_about(const struct plan *plan, const struct comb *comb)
{
    const struct genogram_measure *measure = plan->measure;
    const struct item *host = &plan->items[comb->host];
    if (host->person == NONE && comb->other == NONE)
        return host->x;
    if (comb->other == NONE) {
        int64_t lane = host->half + (int64_t)measure->lane * comb->leave.lane;
        return comb->leave.side == LEFT ? host->x - lane : host->x + lane;
    }
    const struct item *other = &plan->items[comb->other];
    if (comb->pair != NONE && plan->pairs[comb->pair].way != WAY_BESIDE) {
        const struct pair *pair = &plan->pairs[comb->pair];
        const struct leave *leave = &pair->leave[pair->items[0] == comb->host ? 0 : 1];
        int64_t lane = host->half + (int64_t)measure->lane * leave->lane;
        lane = leave->side == LEFT ? host->x - lane : host->x + lane;
        /* Under a row the trunk may hang anywhere from the line: in its middle, if that is near. */
        int64_t away = pair->way == WAY_UNDER ? ((int64_t)host->x + other->x) / 2 - lane : 0;
        int64_t most = (int64_t)measure->symbol * TRUNK_REACH;
        return lane + (away > most ? most : away < -most ? -most : away);
    }
    const struct item *left = host->x < other->x ? host : other;
    const struct item *right = host->x < other->x ? other : host;
    return ((int64_t)left->x + left->half + right->x - right->half) / 2;
}

enum { WEIGHT_LOOSE = 1, WEIGHT_PARTNER = 3, WEIGHT_PULLED = 8, WEIGHT_PASSING = 24 };

/* Where an item below a comb would stand, from the middle, if all stood as close as they can. */
static int64_t tight_place(const struct placing *placing, const struct comb *comb, uint32_t number)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint32_t i = 0; i < comb->count; i++) {
        int64_t offset = placing->offset[placing->plan->below[comb->first + i]];
        low = offset < low ? offset : low;
        high = offset > high ? offset : high;
    }
    return placing->offset[number] - (low + high) / 2;
}

/* What pulls at an item from above (as a child), from below (as a parent), and partners who do not
 * stand beside it. */
static void wish_of(struct placing *placing, uint32_t number, bool from_above, bool from_below)
{
    struct plan *plan = placing->plan;
    const struct item *item = &plan->items[number];
    int64_t sum = 0, pulls = 0;
    if (from_above)
        for (uint32_t i = 0; i < item->above_count; i++) {
            const struct comb *comb = &plan->combs[plan->above[item->first_above + i]];
            int64_t weight = item->person == NONE ? WEIGHT_PASSING : WEIGHT_PULLED;
            sum += weight *
                   (trunk_about(plan, comb) + tight_place(placing, comb, number) - item->x);
            pulls += weight;
        }
    if (from_below)
        for (uint32_t i = 0; i < item->hosted_count; i++) {
            const struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + i]];
            int64_t weight = item->person == NONE ? WEIGHT_PASSING : WEIGHT_PULLED;
            sum += weight * (middle_below(plan, comb) - trunk_about(plan, comb));
            pulls += weight;
        }
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        if (pair->way == WAY_BESIDE)
            continue;
        sum += WEIGHT_PARTNER *
               ((int64_t)plan->items[pair->items[pair->items[0] == number]].x - item->x);
        pulls += WEIGHT_PARTNER;
    }
    placing->wish[number] = item->x + (pulls ? divide(sum, pulls) : 0);
    placing->weight[number] = pulls ? pulls : WEIGHT_LOOSE;
}

static void pull_row(struct placing *placing, uint32_t row, bool from_above, bool from_below)
{
    const struct plan *plan = placing->plan;
    for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++)
        wish_of(placing, plan->order[i], from_above, from_below);
    press_row(placing, row);
}

static void measure_rows(struct placing *placing)
{
    struct plan *plan = placing->plan;
    for (uint32_t row = 0; row < plan->row_count; row++) {
        int64_t offset = 0;
        for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
            uint32_t number = plan->order[i];
            if (i > plan->row_start[row]) {
                offset += plan_distance(plan, plan->order[i - 1], number);
                placing->tied[number] = pair_of(plan, plan->order[i - 1], number) != NULL;
            }
            placing->offset[number] = offset;
            plan->items[number].x = (int32_t)offset;
        }
    }
}

enum { ROUNDS = 24 };

bool plan_place(struct plan *plan)
{
    struct placing placing = {
        .plan = plan,
        .wish = pool_room(plan->pool, plan->item_count, sizeof(int64_t)),
        .weight = pool_room(plan->pool, plan->item_count, sizeof(int64_t)),
        .offset = pool_room(plan->pool, plan->item_count, sizeof(int64_t)),
        .tied = pool_room(plan->pool, plan->item_count, sizeof(bool)),
        .presses = pool_room(plan->pool, plan->item_count, sizeof(struct press)),
    };
    if (!placing.wish || !placing.weight || !placing.offset || !placing.tied || !placing.presses)
        return false;
    measure_rows(&placing);
    uint32_t rows = plan->row_count;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        bool last = round + 4 >= ROUNDS;
        for (uint32_t row = 1; row < rows; row++)
            pull_row(&placing, row, true, last);
        for (uint32_t row = rows - 1; row-- > 0;)
            pull_row(&placing, row, last, true);
    }
    if ((!plan->rough && !plan_straighten(plan)) || !plan_keep_ages_over_rows(plan))
        return false;
    int32_t low = INT32_MAX;
    for (uint32_t i = 0; i < plan->item_count; i++) {
        int32_t left = plan->items[i].x - plan->items[i].half -
                       (int32_t)plan->items[i].lanes[LEFT] * plan->measure->lane;
        low = left < low ? left : low;
    }
    for (uint32_t i = 0; i < plan->item_count; i++)
        plan->items[i].x -= low;
    return true;
}

/* --- Lanes and trunks ------------------------------------------------------------------------ */

static void set_lane(const struct plan *plan, uint32_t number, struct leave *leave)
{
    const struct item *item = &plan->items[number];
    int32_t away = item->person == NONE ? 0
                                        : item->half + plan->measure->lane * (int32_t)leave->lane;
    if (leave->rising > 0)
        away = leave->rising;
    leave->x = leave->side == LEFT ? item->x - away : item->x + away;
}

/* The only item below, whom a straight line may reach; NONE when there are several. */
static uint32_t only_below(const struct plan *plan, const struct comb *comb)
{
    return comb->count == 1 ? plan->below[comb->first] : NONE;
}

static void set_trunk(const struct plan *plan, struct comb *comb)
{
    const struct item *host = &plan->items[comb->host];
    uint32_t child = only_below(plan, comb);
    if (comb->other == NONE) {
        comb->x = comb->begins ? comb->leave.x : host->x;
        return;
    }
    const struct pair *pair = &plan->pairs[comb->pair];
    const struct leave *leave = &pair->leave[pair->items[0] == comb->host ? 0 : 1];
    if (pair->way == WAY_OVER) {
        comb->x = leave->x;
        return;
    }
    int32_t low, high, middle;
    if (pair->way == WAY_UNDER) {
        int32_t a = pair->leave[0].x, b = pair->leave[1].x;
        low = a < b ? a : b;
        high = a < b ? b : a;
        middle = (int32_t)middle_below(plan, comb);
    } else {
        uint32_t other = comb->other;
        const struct item *left = host->x < plan->items[other].x ? host : &plan->items[other];
        const struct item *right = left == host ? &plan->items[other] : host;
        low = left->x + left->half + plan->measure->lane * (int32_t)(left->lanes[RIGHT] + 1);
        high = right->x - right->half - plan->measure->lane * (int32_t)(right->lanes[LEFT] + 1);
        middle = (left->x + right->x) / 2;
        if (child != NONE && plan->items[child].x >= low && plan->items[child].x <= high)
            middle = plan->items[child].x;
    }
    comb->x = middle < low ? low : middle > high ? high : middle;
    if (plan->column && pair->way == WAY_BESIDE &&
        (child == NONE || comb->x != plan->items[child].x))
        comb->x = low + (comb->x - low) / plan->column * plan->column;
}

void plan_trunks(struct plan *plan)
{
    for (uint32_t i = 0; i < plan->pair_count; i++)
        for (int end = 0; end < 2; end++)
            set_lane(plan, plan->pairs[i].items[end], &plan->pairs[i].leave[end]);
    for (uint32_t i = 0; i < plan->comb_count; i++) {
        set_lane(plan, plan->combs[i].host, &plan->combs[i].leave);
        set_trunk(plan, &plan->combs[i]);
    }
}
