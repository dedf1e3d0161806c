/*
 * Takes small bends out of lines: moves what stands together in a row a little, where there is
 * room, so that parents stand exactly above the middle of their children.
 */
#include "domain/genogram/genogram_private.h"

/* What a tenth of a pixel costs: of a bend on the way to an only child, of a trunk beside the
 * middle of several, of the width of a sibship, of the distance of partners, of one beyond so many
 * symbols. */
enum {
    PRICE_BEND = 8,
    PRICE_BESIDE = 5,
    PRICE_SPAN = 2,
    PRICE_PARTNERS = 3,
    PRICE_FAR_PARTNERS = 6,
    FAR = 3,
    ROUNDS = 8
};

/* Items next to each other in a row, which move as one. */
struct stretch {
    uint32_t row, first, end; /* places */
};

/* A stretch and how far it goes; the parents of one of its items go along, to stay above the middle
 * of their children. */
struct move {
    struct stretch stretches[2];
    int32_t left[2], right[2]; /* how far each may go */
    int32_t by[2];
    uint32_t count;
};

struct straightening {
    struct plan *plan;
    uint32_t *combs; /* those that a move has to do with, each once */
    uint32_t comb_count;
    uint32_t *seen, clock; /* of a comb */
};

static int64_t away(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

static void note(struct straightening *all, uint32_t comb)
{
    if (all->seen[comb] == all->clock)
        return;
    all->seen[comb] = all->clock;
    all->combs[all->comb_count++] = comb;
}

static void find_combs(struct straightening *all, const struct stretch *stretch)
{
    const struct plan *plan = all->plan;
    const uint32_t *order = row_order(plan, stretch->row);
    for (uint32_t place = stretch->first; place < stretch->end; place++) {
        const struct item *item = &plan->items[order[place]];
        for (uint32_t i = 0; i < item->above_count; i++)
            note(all, plan->above[item->first_above + i]);
        for (uint32_t i = 0; i < item->hosted_count; i++)
            note(all, plan->hosted[item->first_hosted + i]);
        for (uint32_t i = 0; i < item->pair_count; i++) {
            const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
            if (pair->comb != NONE)
                note(all, pair->comb);
        }
    }
}

/* From the middle of what hangs from a comb to its trunk. */
static int64_t bend_of(const struct plan *plan, uint32_t comb)
{
    return trunk_about(plan, &plan->combs[comb]) - middle_below(plan, &plan->combs[comb]);
}

static int64_t span_of(const struct plan *plan, const struct comb *comb)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint32_t i = 0; i < comb->count; i++) {
        int64_t x = plan->items[plan->below[comb->first + i]].x;
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    return high - low;
}

static int64_t price_of_partners(const struct plan *plan, const struct stretch *stretch)
{
    const uint32_t *order = row_order(plan, stretch->row);
    int64_t price = 0;
    for (uint32_t place = stretch->first; place < stretch->end; place++) {
        const struct item *item = &plan->items[order[place]];
        for (uint32_t i = 0; i < item->pair_count; i++) {
            const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
            int64_t apart = away(plan->items[pair->items[0]].x, plan->items[pair->items[1]].x);
            int64_t far = apart - (int64_t)FAR * plan->measure->symbol;
            price += PRICE_PARTNERS * apart + (far > 0 ? PRICE_FAR_PARTNERS * far : 0);
        }
    }
    return price;
}

static int64_t price_of(const struct straightening *all, const struct move *move)
{
    const struct plan *plan = all->plan;
    int64_t price = 0;
    for (uint32_t i = 0; i < all->comb_count; i++) {
        const struct comb *comb = &plan->combs[all->combs[i]];
        price += (comb->count == 1 ? PRICE_BEND : PRICE_BESIDE) *
                     away(bend_of(plan, all->combs[i]), 0) +
                 PRICE_SPAN * span_of(plan, comb);
    }
    for (uint32_t i = 0; i < move->count; i++)
        price += price_of_partners(plan, &move->stretches[i]);
    return price;
}

static void shift(struct plan *plan, const struct stretch *stretch, int32_t by)
{
    const uint32_t *order = row_order(plan, stretch->row);
    for (uint32_t place = stretch->first; place < stretch->end; place++)
        plan->items[order[place]].x += by;
}

/* How far a stretch may go without pushing its neighbours. */
static void room_of(const struct plan *plan, const struct stretch *stretch, int32_t *left,
                    int32_t *right)
{
    const uint32_t *order = row_order(plan, stretch->row);
    *left = INT32_MIN / 4;
    *right = INT32_MAX / 4;
    if (stretch->first > 0) {
        uint32_t one = order[stretch->first - 1], other = order[stretch->first];
        *left = plan->items[one].x + plan_distance(plan, one, other) - plan->items[other].x;
    }
    if (stretch->end < row_length(plan, stretch->row)) {
        uint32_t one = order[stretch->end - 1], other = order[stretch->end];
        *right = plan->items[other].x - plan_distance(plan, one, other) - plan->items[one].x;
    }
}

/* Partners who stand side by side, from the first to the last. */
static struct stretch run_of(const struct plan *plan, uint32_t row, uint32_t place)
{
    const uint32_t *order = row_order(plan, row);
    struct stretch run = {row, place, place + 1};
    while (run.first > 0 && pair_of(plan, order[run.first - 1], order[run.first]))
        run.first--;
    while (run.end < row_length(plan, row) && pair_of(plan, order[run.end - 1], order[run.end]))
        run.end++;
    return run;
}

static int32_t fitted(const struct plan *plan, const struct move *move, uint32_t which, int64_t by)
{
    int32_t left = move->left[which], right = move->right[which];
    by = by < left ? left : by > right ? right : by;
    return plan->column ? (int32_t)(by / plan->column * plan->column) : (int32_t)by;
}

static void apply(struct plan *plan, const struct move *move, int32_t sign)
{
    for (uint32_t i = 0; i < move->count; i++)
        shift(plan, &move->stretches[i], sign * move->by[i]);
}

/* Tries a shift of the first stretch of a move; the second lets the comb that joins them run
 * straight. */
static void try_shift(struct straightening *all, struct move *move, uint32_t joining, int64_t by,
                      int64_t *price, struct move *best)
{
    struct plan *plan = all->plan;
    move->by[0] = fitted(plan, move, 0, by);
    move->by[1] = 0;
    if (move->by[0] == 0)
        return;
    shift(plan, &move->stretches[0], move->by[0]);
    if (move->count > 1) {
        move->by[1] = fitted(plan, move, 1, -bend_of(plan, joining));
        shift(plan, &move->stretches[1], move->by[1]);
    }
    int64_t after = price_of(all, move);
    if (after < *price) {
        *price = after;
        *best = *move;
    }
    apply(plan, move, -1);
}

/* Tries all shifts that let one of the lines of the first stretch run straight. */
static bool try_move(struct straightening *all, struct move *move, uint32_t joining)
{
    struct plan *plan = all->plan;
    struct move best = {.count = 0};
    all->clock++;
    all->comb_count = 0;
    find_combs(all, &move->stretches[0]);
    uint32_t own = all->comb_count;
    if (own == 0)
        return false;
    if (move->count > 1)
        find_combs(all, &move->stretches[1]);
    for (uint32_t i = 0; i < move->count; i++)
        room_of(plan, &move->stretches[i], &move->left[i], &move->right[i]);
    if (move->left[0] == 0 && move->right[0] == 0)
        return false;
    int64_t price = price_of(all, move);
    for (uint32_t i = 0; i < own; i++) {
        int64_t bend = bend_of(plan, all->combs[i]);
        for (int times = -2; times <= 2; times++)
            try_shift(all, move, joining, bend * times, &price, &best);
    }
    if (move->count > 1) {
        /* Together with the parents, as near to the others as can be. */
        try_shift(all, move, joining, INT32_MIN / 4, &price, &best);
        try_shift(all, move, joining, INT32_MAX / 4, &price, &best);
    }
    apply(plan, &best, 1);
    return best.count > 0;
}

/* Moves a stretch so that one of its lines runs straight, if all in all that is better: alone, and
 * with the parents of its first or last item. */
static bool improve(struct straightening *all, const struct stretch *stretch)
{
    const struct plan *plan = all->plan;
    struct move move = {.stretches = {*stretch}, .count = 1};
    bool better = try_move(all, &move, NONE);
    for (uint32_t place = stretch->first; place < stretch->end; place++) {
        const struct item *item = &plan->items[row_order(plan, stretch->row)[place]];
        if (item->above_count != 1)
            continue;
        uint32_t joining = plan->above[item->first_above];
        const struct item *host = &plan->items[plan->combs[joining].host];
        move.stretches[1] = run_of(plan, host->row, host->place);
        move.count = 2;
        better |= try_move(all, &move, joining);
    }
    return better;
}

/* The siblings in this row of which the item at `place` is the first, with all between them. */
static uint32_t sibship_end(const struct plan *plan, uint32_t row, uint32_t place)
{
    const uint32_t *order = row_order(plan, row);
    const struct item *item = &plan->items[order[place]];
    uint32_t end = place + 1;
    if (item->above_count == 0)
        return end;
    const struct comb *comb = &plan->combs[plan->above[item->first_above]];
    for (uint32_t i = 0; i < comb->count; i++) {
        uint32_t other = plan->items[plan->below[comb->first + i]].place;
        if (other < place)
            return place + 1;
        end = other + 1 > end ? other + 1 : end;
    }
    return end;
}

static bool improve_row(struct straightening *all, uint32_t row)
{
    struct plan *plan = all->plan;
    const uint32_t *order = row_order(plan, row);
    uint32_t length = row_length(plan, row);
    bool better = false;
    for (uint32_t first = 0; first < length;) {
        uint32_t end = first + 1;
        while (end < length && pair_of(plan, order[end - 1], order[end]))
            end++;
        /* The partners, those left or right of one of their lines, all siblings. */
        better |= improve(all, &(struct stretch){row, first, end});
        for (uint32_t place = first; place < end; place++) {
            uint32_t siblings = sibship_end(plan, row, place);
            if (place > first) {
                better |= improve(all, &(struct stretch){row, first, place});
                better |= improve(all, &(struct stretch){row, place, end});
            }
            if (siblings > place + 1)
                better |= improve(all, &(struct stretch){row, place, siblings});
        }
        first = end;
    }
    return better;
}

bool plan_straighten(struct plan *plan)
{
    struct straightening all = {
        .plan = plan,
        .combs = pool_room(plan->pool, plan->comb_count, sizeof(uint32_t)),
        .seen = pool_room(plan->pool, plan->comb_count, sizeof(uint32_t)),
    };
    if (!all.combs || !all.seen)
        return false;
    bool better = true;
    for (int round = 0; round < ROUNDS && better; round++) {
        better = false;
        for (uint32_t row = plan->row_count; row-- > 0;)
            better |= improve_row(&all, row);
        for (uint32_t row = 0; row < plan->row_count; row++)
            better |= improve_row(&all, row);
    }
    return true;
}
