/*
 * Where upright lines stand between two rows, so that those of different families keep apart:
 * trunks come down from the row above, feet end on the row below, and the lines to twins part from
 * one point, a fan.
 */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

/* Lengths in tenths of a pixel. */
enum {
    NEAR = 35,      /* uprights nearer than this look like one line */
    CLOSE = 20,     /* and this near they may stand where there is no more room */
    ALIGN = 30,     /* a trunk this near to the only child below goes right above it */
    FAN_STEEP = 30, /* a fan is at least a thirtieth as high as it is wide */
    FAN_RISE = 260, /* and at least this high */
    FAN_CLEAR = 15, /* between a fan's point and a line of another fan */
    SPOT_STEP = 10, /* from one place tried to the next */
    SPOTS_TRIED = 800
};

/* What uprights should keep from each other, and what they may where there is no room. */
static const int32_t distances[] = {NEAR, CLOSE, 12};
enum { DISTANCES = sizeof distances / sizeof *distances };

/* The uprights between two rows, in order. */
struct uprights {
    int32_t *x;
    uint32_t count;
};

struct parting {
    struct plan *plan;
    struct uprights uprights;
    uint32_t row;       /* above */
    uint32_t first_fan; /* of the channel */
};

/* --- Feet ------------------------------------------------------------------------------------ */

/* Lines that come down onto one item are spread over its top, in the order of their trunks. */
static int32_t foot_on(const struct plan *plan, uint32_t number, const struct comb *comb)
{
    const struct item *item = &plan->items[number];
    int32_t before = 0, lines = (int32_t)item->above_count;
    if (item->person == NONE || lines < 2)
        return item->x;
    for (uint32_t i = 0; i < item->above_count; i++) {
        const struct comb *other = &plan->combs[plan->above[item->first_above + i]];
        before += other != comb && (other->x < comb->x || (other->x == comb->x && other < comb));
    }
    int32_t room = plan->measure->symbol * 9 / 10, step = plan->column;
    if (step == 0 || step * (lines - 1) > room)
        step = lines == 2 ? plan->measure->symbol / 4 : room / lines;
    return item->x + step * before - step * (lines - 1) / 2;
}

static uint32_t twin_run(const struct plan *plan, const struct comb *comb, uint32_t first)
{
    uint32_t person = plan->items[plan->below[comb->first + first]].person, count = 1;
    if (comb->kind != COMB_CHILDREN || person == NONE)
        return 1;
    uint32_t twins = plan->family->people[person].twins;
    while (twins != FAMILY_NONE && first + count < comb->count) {
        uint32_t next = plan->items[plan->below[comb->first + first + count]].person;
        if (next == NONE || plan->family->people[next].twins != twins)
            break;
        count++;
    }
    return count;
}

/* `first` is a place in plan->below. */
static void add_fan(struct plan *plan, uint32_t comb, uint32_t first, uint32_t count)
{
    struct fan *fan = &plan->fans[plan->fan_count];
    *fan = (struct fan){.comb = comb, .first = first, .count = count};
    fan->low = INT32_MAX;
    fan->high = INT32_MIN;
    for (uint32_t i = first; i < first + count; i++) {
        fan->low = plan->feet[i] < fan->low ? plan->feet[i] : fan->low;
        fan->high = plan->feet[i] > fan->high ? plan->feet[i] : fan->high;
    }
    fan->x = (fan->low + fan->high) / 2;
    int32_t needed = (fan->high - fan->low) / FAN_STEEP;
    fan->rise = needed > FAN_RISE ? needed : FAN_RISE;
    plan->fan_of[first] = plan->fan_count++;
}

/* Where the lines of a comb end, and its twins. */
static void set_feet(struct plan *plan, uint32_t number)
{
    const struct comb *comb = &plan->combs[number];
    for (uint32_t i = 0; i < comb->count; i++) {
        plan->feet[comb->first + i] = foot_on(plan, plan->below[comb->first + i], comb);
        plan->fan_of[comb->first + i] = NONE;
    }
    for (uint32_t i = 0; i < comb->count;) {
        uint32_t run = twin_run(plan, comb, i);
        if (run > 1)
            add_fan(plan, number, comb->first + i, run);
        i += run;
    }
}

/* --- The uprights of a channel --------------------------------------------------------------- */

/* The place of the first upright at `x` or right of it. */
static uint32_t place_of(const struct uprights *uprights, int32_t x)
{
    uint32_t low = 0, high = uprights->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (uprights->x[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_clear(const struct uprights *uprights, int32_t x, int32_t apart)
{
    uint32_t place = place_of(uprights, x - apart + 1);
    return place == uprights->count || uprights->x[place] >= x + apart;
}

/* Moves one upright from a place to another. */
static void shift(struct uprights *uprights, int32_t from, int32_t to)
{
    uint32_t at = place_of(uprights, from);
    for (; to > from && at + 1 < uprights->count && uprights->x[at + 1] < to; at++)
        uprights->x[at] = uprights->x[at + 1];
    for (; to < from && at > 0 && uprights->x[at - 1] > to; at--)
        uprights->x[at] = uprights->x[at - 1];
    uprights->x[at] = to;
}

static void take_out(struct uprights *uprights, int32_t x)
{
    shift(uprights, x, INT32_MAX);
    uprights->count--;
}

static void put_in(struct uprights *uprights, int32_t x)
{
    uprights->x[uprights->count++] = INT32_MAX;
    shift(uprights, INT32_MAX, x);
}

static void gather_item(struct parting *parting, uint32_t number)
{
    struct plan *plan = parting->plan;
    const struct item *item = &plan->items[number];
    struct uprights *uprights = &parting->uprights;
    for (uint32_t i = 0; i < item->hosted_count; i++) {
        const struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + i]];
        uprights->x[uprights->count++] = comb->x;
        for (uint32_t j = 0; j < comb->count; j++) {
            uint32_t fan = plan->fan_of[comb->first + j];
            uprights->x[uprights->count++] = fan == NONE ? plan->feet[comb->first + j]
                                                         : plan->fans[fan].x;
            j += fan == NONE ? 0 : plan->fans[fan].count - 1;
        }
    }
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        if (pair->way == WAY_UNDER)
            uprights->x[uprights->count++] = pair->leave[pair->items[1] == number].x;
    }
}

static void gather(struct parting *parting)
{
    struct plan *plan = parting->plan;
    struct uprights *uprights = &parting->uprights;
    uint32_t row = parting->row;
    uprights->count = 0;
    for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++)
        gather_item(parting, plan->order[i]);
    for (uint32_t i = plan->row_start[row + 1];
         row + 1 < plan->row_count && i < plan->row_start[row + 2]; i++) {
        uint32_t number = plan->order[i];
        const struct item *item = &plan->items[number];
        for (uint32_t j = 0; j < item->pair_count; j++) {
            const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + j]];
            if (pair->way == WAY_OVER)
                uprights->x[uprights->count++] = pair->leave[pair->items[1] == number].x;
        }
    }
    if (uprights->count > 1)
        qsort(uprights->x, uprights->count, sizeof *uprights->x, compare_lengths);
}

/* --- Trunks ---------------------------------------------------------------------------------- */

/* How far a trunk may be moved from where it is. */
static void room_of(const struct plan *plan, const struct comb *comb, int32_t *low, int32_t *high)
{
    const struct item *host = &plan->items[comb->host];
    *low = *high = comb->x;
    if (comb->other == NONE && !comb->begins)
        return;
    /* A lane is wide enough to stand a little beside its middle. */
    *low -= NEAR;
    *high += NEAR;
    if (comb->other == NONE)
        return;
    const struct pair *pair = &plan->pairs[comb->pair];
    if (pair->way == WAY_UNDER) {
        int32_t one = pair->leave[0].x, other = pair->leave[1].x;
        *low = one < other ? one : other;
        *high = one < other ? other : one;
    } else if (pair->way == WAY_BESIDE) {
        const struct item *other = &plan->items[comb->other];
        const struct item *left = host->x < other->x ? host : other;
        const struct item *right = left == host ? other : host;
        int32_t lane = plan->measure->lane;
        *low = left->x + left->half + lane * (int32_t)(left->lanes[RIGHT] + 1) - lane / 2;
        *high = right->x - right->half - lane * (int32_t)(right->lanes[LEFT] + 1) + lane / 2;
    }
}

/* A trunk in a lane takes the lane with it. */
static void move_trunk(struct parting *parting, struct comb *comb, int32_t x)
{
    struct plan *plan = parting->plan;
    shift(&parting->uprights, comb->x, x);
    comb->x = x;
    if (comb->other == NONE) {
        comb->leave.x = x;
    } else if (plan->pairs[comb->pair].way == WAY_OVER) {
        struct pair *pair = &plan->pairs[comb->pair];
        pair->leave[pair->items[0] == comb->host ? 0 : 1].x = x;
    }
}

/* Where the line to a place in plan->below comes down: to twins, where theirs part. */
static int32_t foot_at(const struct plan *plan, uint32_t place)
{
    uint32_t fan = plan->fan_of[place];
    return fan == NONE ? plan->feet[place] : plan->fans[fan].x;
}

/* A trunk right over a line of its own children. */
static bool stands_over_foot(const struct plan *plan, const struct comb *comb)
{
    for (uint32_t i = comb->first; i < comb->first + comb->count; i++)
        if (foot_at(plan, i) == comb->x)
            return true;
    return false;
}

/* A trunk that nearly stands over what alone hangs from it goes there; one that nearly stands over
 * one of several, too. */
static void straighten(struct parting *parting, struct comb *comb)
{
    const struct plan *plan = parting->plan;
    int32_t low, high, nearest = ALIGN;
    for (uint32_t i = comb->first; i < comb->first + comb->count; i++) {
        int32_t apart = foot_at(plan, i) - comb->x;
        if (apart < ALIGN && apart > -ALIGN && abs(apart) < abs(nearest))
            nearest = apart;
    }
    if (nearest == 0 || nearest == ALIGN)
        return;
    room_of(plan, comb, &low, &high);
    if (comb->x + nearest >= low && comb->x + nearest <= high)
        move_trunk(parting, comb, comb->x + nearest);
}

/* The places near a wished one, nearest first. */
static int32_t candidate(int32_t wish, int32_t number)
{
    int32_t step = (number + 1) / 2 * SPOT_STEP;
    return wish / SPOT_STEP * SPOT_STEP + (number % 2 ? step : -step);
}

/* The spot nearest to `wish` from `low` to `high` that keeps its distance from other uprights. */
static bool find_spot(const struct uprights *uprights, int32_t wish, int32_t low, int32_t high,
                      int32_t apart, int32_t *spot)
{
    for (int32_t i = 0; i < SPOTS_TRIED; i++) {
        int32_t x = candidate(wish, i);
        if (x < low || x > high || !is_clear(uprights, x, apart))
            continue;
        *spot = x;
        return true;
    }
    return false;
}

/* Moves a trunk aside that stands too near to another line. */
static void free_trunk(struct parting *parting, struct comb *comb)
{
    struct uprights *uprights = &parting->uprights;
    int32_t low, high, spot = comb->x;
    if (stands_over_foot(parting->plan, comb))
        return;
    room_of(parting->plan, comb, &low, &high);
    if (comb->other != NONE && parting->plan->pairs[comb->pair].way == WAY_UNDER &&
        !(find_spot(uprights, comb->x, low, high, CLOSE, &spot))) {
        /* A line under the row may be as long as it needs to be. */
        low = INT32_MIN / 2;
        high = INT32_MAX / 2;
    }
    take_out(uprights, comb->x);
    bool clear = is_clear(uprights, comb->x, NEAR);
    for (size_t i = 0; i < DISTANCES && !clear; i++)
        clear = find_spot(uprights, comb->x, low, high, distances[i], &spot);
    put_in(uprights, comb->x);
    if (clear && spot != comb->x)
        move_trunk(parting, comb, spot);
}

/* --- Fans ------------------------------------------------------------------------------------ */

/* How high above the feet a fan's line is at `x`, or -1 where it is not. */
static int64_t rise_at(const struct fan *fan, int32_t foot, int32_t x)
{
    int64_t whole = foot - fan->x, part = foot - x;
    if (whole == 0 || (whole > 0 ? part < 0 || part > whole : part > 0 || part < whole))
        return -1;
    return fan->rise * part / whole;
}

static bool point_is_clear(const struct plan *plan, const struct fan *point, const struct fan *fan)
{
    for (uint32_t i = 0; i < fan->count; i++) {
        int64_t rise = rise_at(fan, plan->feet[fan->first + i], point->x);
        if (rise >= 0 && rise > point->rise - FAN_CLEAR && rise < point->rise + FAN_CLEAR)
            return false;
    }
    return true;
}

/* Fans that overlap part at different heights, and none at a line of another. */
static bool fans_are_clear(const struct parting *parting, uint32_t number)
{
    const struct plan *plan = parting->plan;
    const struct fan *fan = &plan->fans[number];
    for (uint32_t i = parting->first_fan; i < number; i++) {
        const struct fan *other = &plan->fans[i];
        if (other->low > fan->high || other->high < fan->low)
            continue;
        if (!point_is_clear(plan, fan, other) || !point_is_clear(plan, other, fan))
            return false;
    }
    return true;
}

static void raise_fan(struct parting *parting, uint32_t number)
{
    const struct plan *plan = parting->plan;
    struct fan *fan = &plan->fans[number];
    int32_t track = plan->measure->track;
    for (uint32_t i = parting->first_fan; i < number;) {
        const struct fan *other = &plan->fans[i];
        int32_t apart = fan->rise - other->rise;
        if (other->low <= fan->high && other->high >= fan->low && apart < track && apart > -track) {
            fan->rise = other->rise + track;
            i = parting->first_fan;
        } else {
            i++;
        }
    }
}

static bool fan_fits(struct parting *parting, uint32_t number, int32_t x, int32_t apart)
{
    struct fan *fan = &parting->plan->fans[number];
    fan->x = x;
    return x > fan->low && x < fan->high && is_clear(&parting->uprights, x, apart) &&
           fans_are_clear(parting, number);
}

/* Lets the lines to twins part where nobody's line comes down. */
static void free_fan(struct parting *parting, uint32_t number)
{
    struct plan *plan = parting->plan;
    struct uprights *uprights = &parting->uprights;
    struct fan *fan = &plan->fans[number];
    const struct comb *comb = &plan->combs[fan->comb];
    int32_t wish = fan->x;
    bool found;
    raise_fan(parting, number);
    take_out(uprights, wish);
    take_out(uprights, comb->x);
    found = (abs(comb->x - wish) < ALIGN && fan_fits(parting, number, comb->x, NEAR)) ||
            fan_fits(parting, number, wish, NEAR);
    for (size_t i = 0; i < DISTANCES; i++)
        for (int32_t j = 0; j < SPOTS_TRIED && !found; j++)
            found = fan_fits(parting, number, candidate(wish, j), distances[i]);
    if (!found)
        fan->x = wish;
    put_in(uprights, fan->x);
    put_in(uprights, comb->x);
}

/* --- All of them ----------------------------------------------------------------------------- */

static void part_channel(struct parting *parting)
{
    enum { FEET, STRAIGHT, FREE, PASSES };
    struct plan *plan = parting->plan;
    parting->first_fan = plan->fan_count;
    for (int pass = FEET; pass < PASSES; pass++) {
        for (uint32_t i = plan->row_start[parting->row]; i < plan->row_start[parting->row + 1];
             i++) {
            const struct item *item = &plan->items[plan->order[i]];
            for (uint32_t j = 0; j < item->hosted_count; j++) {
                uint32_t number = plan->hosted[item->first_hosted + j];
                if (pass == FEET)
                    set_feet(plan, number);
                else if (pass == STRAIGHT)
                    straighten(parting, &plan->combs[number]);
                else
                    free_trunk(parting, &plan->combs[number]);
            }
        }
        if (pass == FEET) {
            gather(parting);
            for (uint32_t i = parting->first_fan; i < plan->fan_count; i++)
                free_fan(parting, i);
        }
    }
}

bool plan_uprights(struct plan *plan)
{
    struct parting parting = {.plan = plan};
    uint32_t below = 0;
    for (uint32_t i = 0; i < plan->comb_count; i++)
        below += plan->combs[i].count;
    plan->feet = pool_room(plan->pool, below, sizeof *plan->feet);
    plan->fan_of = pool_room(plan->pool, below, sizeof *plan->fan_of);
    plan->fans = pool_room(plan->pool, below / 2, sizeof *plan->fans);
    plan->fan_count = 0;
    parting.uprights.x = pool_room(plan->pool,
                                   (size_t)below + plan->comb_count + 2 * (size_t)plan->pair_count,
                                   sizeof *parting.uprights.x);
    if (!plan->feet || !plan->fan_of || !plan->fans || !parting.uprights.x)
        return false;
    for (; parting.row < plan->row_count; parting.row++)
        part_channel(&parting);
    return true;
}
