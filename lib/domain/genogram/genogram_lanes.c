/* How lines leave the symbols: straight to a neighbour, or by a lane beside the label. */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

static bool is_beside(const struct plan *plan, const struct pair *pair)
{
    uint32_t a = plan->items[pair->items[0]].place, b = plan->items[pair->items[1]].place;
    return a + 1 == b || b + 1 == a;
}

static void choose_ways(struct plan *plan)
{
    for (uint32_t i = 0; i < plan->pair_count; i++) {
        struct pair *pair = &plan->pairs[i];
        if (is_beside(plan, pair))
            pair->way = WAY_BESIDE;
        else if (plan->items[pair->items[0]].person == NONE || pair->under < pair->over)
            pair->way = WAY_UNDER;
        else
            pair->way = WAY_OVER;
    }
}

/* Whether a partner stands right beside on that side. */
static bool has_neighbour(const struct plan *plan, uint32_t number, uint32_t side)
{
    const struct item *item = &plan->items[number];
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        uint32_t partner = pair->items[pair->items[0] == number];
        if (pair->way == WAY_BESIDE &&
            (plan->items[partner].place > item->place) == (side == RIGHT))
            return true;
    }
    return false;
}

/* Lines that leave one item on one side, over or under. */
struct leaving {
    struct leave *leave;
    uint32_t distance; /* to the other end; lines to far ends take the inner lanes */
    bool over;
    bool may_rise; /* nothing hangs from it, so that it may leave at the top */
    uint32_t number;
};

static int compare_leaving(const void *a, const void *b)
{
    const struct leaving *one = a, *other = b;
    if (one->distance != other->distance)
        return one->distance > other->distance ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

static uint32_t gather(struct plan *plan, uint32_t number, uint32_t side, struct leaving *list)
{
    struct item *item = &plan->items[number];
    uint32_t count = 0;
    for (uint32_t i = 0; i < item->pair_count; i++) {
        uint32_t pair_number = plan->paired[item->first_pair + i];
        struct pair *pair = &plan->pairs[pair_number];
        uint32_t own = pair->items[0] == number ? 0 : 1;
        const struct item *partner = &plan->items[pair->items[1 - own]];
        uint32_t towards = partner->place > item->place ? RIGHT : LEFT;
        if (pair->way == WAY_BESIDE || towards != side)
            continue;
        uint32_t distance = towards == RIGHT ? partner->place - item->place
                                             : item->place - partner->place;
        bool trunk = pair->comb != NONE && plan->combs[pair->comb].host == number;
        list[count++] = (struct leaving){&pair->leave[own], distance, pair->way == WAY_OVER,
                                         pair->way == WAY_OVER && !trunk, pair_number};
    }
    for (uint32_t i = 0; i < item->hosted_count; i++) {
        struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + i]];
        if (!comb->begins || comb->other != NONE || comb->leave.side != side)
            continue;
        list[count++] = (struct leaving){&comb->leave, NONE, false, false,
                                         plan->pair_count + (uint32_t)(comb - plan->combs)};
    }
    return count;
}

/* Lengths in tenths of a pixel. */
enum {
    LEAST_STEP = 10, /* between two lines that leave one side */
    REACH_MOST = 190,
    RISING_MOST = 12, /* lines that leave at the top, on one side of its middle */
    RISING_FROM = 80  /* the first of them, from the middle */
};

/* Numbers the lanes. Where one side has no room for all that go over, those to the farthest
 * partners leave at the top. */
static uint32_t number_lanes(struct leaving *list, uint32_t count)
{
    uint32_t over = 0, rising = 0, lanes = 0;
    for (uint32_t i = 0; i < count; i++)
        over += list[i].over;
    uint32_t excess = over > REACH_MOST / LEAST_STEP ? over - REACH_MOST / LEAST_STEP : 0;
    for (uint32_t i = 0; i < count; i++) {
        struct leave *leave = list[i].leave;
        bool rises = list[i].may_rise && rising < excess && rising < RISING_MOST;
        rising += rises;
        lanes += !rises;
        leave->rising = rises ? RISING_FROM + (int32_t)(rising - 1) * LEAST_STEP : 0;
        leave->lane = rises ? 0 : lanes;
        leave->level = 0;
    }
    return lanes;
}

/* The line in the outermost lane leaves at the middle, if nothing else does; the others step by
 * step above or below. */
static void set_levels(const struct plan *plan, struct leaving *list, uint32_t count, bool over,
                       bool *middle_free)
{
    int32_t lines = 0, step = 0, symbol = plan->measure->symbol;
    for (uint32_t i = 0; i < count; i++)
        lines += list[i].over == over && list[i].leave->lane > 0;
    if (lines == 0)
        return;
    int32_t each = symbol * 2 / 5 / lines < symbol / 6 ? symbol * 2 / 5 / lines : symbol / 6;
    if (each < LEAST_STEP)
        each = REACH_MOST / lines < LEAST_STEP ? REACH_MOST / lines : LEAST_STEP;
    bool first = *middle_free;
    for (uint32_t i = count; i-- > 0;) {
        if (list[i].over != over || list[i].leave->lane == 0)
            continue;
        step += !first;
        first = false;
        list[i].leave->level = (over ? -1 : 1) * each * step;
    }
    *middle_free = false;
}

bool plan_lanes(struct plan *plan)
{
    uint32_t most = 1;
    for (uint32_t i = 0; i < plan->item_count; i++) {
        uint32_t lines = plan->items[i].pair_count + plan->items[i].hosted_count;
        most = lines > most ? lines : most;
    }
    struct leaving *list = pool_room(plan->pool, most, sizeof *list);
    if (!list)
        return false;
    choose_ways(plan);
    for (uint32_t i = 0; i < plan->comb_count; i++) {
        struct comb *comb = &plan->combs[i];
        bool left = has_neighbour(plan, comb->host, RIGHT) &&
                    !has_neighbour(plan, comb->host, LEFT);
        comb->leave.side = left ? LEFT : RIGHT;
    }
    for (uint32_t i = 0; i < plan->item_count; i++)
        for (uint32_t side = LEFT; side <= RIGHT; side++) {
            if (plan->items[i].person == NONE)
                continue;
            uint32_t count = gather(plan, i, side, list);
            bool middle_free = !has_neighbour(plan, i, side);
            if (count > 1)
                qsort(list, count, sizeof *list, compare_leaving);
            for (uint32_t j = 0; j < count; j++)
                list[j].leave->side = side;
            plan->items[i].lanes[side] = number_lanes(list, count);
            set_levels(plan, list, count, true, &middle_free);
            set_levels(plan, list, count, false, &middle_free);
        }
    return true;
}

/* A partner line that slashes cross must be seen. */
static int32_t line_length(const struct plan *plan, const struct pair *pair)
{
    return couple_has_slashes(plan, pair) ? plan->measure->symbol : plan->measure->symbol / 2;
}

/* Beside lines in lanes the slashes need room of their own, on either side of a trunk. */
enum { LANES_FOR_SLASHES = 3 };

int32_t plan_distance(const struct plan *plan, uint32_t left, uint32_t right)
{
    const struct genogram_measure *measure = plan->measure;
    const struct item *a = &plan->items[left], *b = &plan->items[right];
    const struct pair *pair = pair_of(plan, left, right);
    uint32_t lanes = a->lanes[RIGHT] + b->lanes[LEFT] + (pair && pair->comb != NONE);
    if (lanes > (pair && pair->comb != NONE) && pair && couple_has_slashes(plan, pair))
        lanes += LANES_FOR_SLASHES;
    int32_t wanted = a->person == NONE || b->person == NONE ? measure->lane : measure->gap;
    int32_t room = (int32_t)(lanes + 1) * measure->lane;
    int32_t distance = a->half + b->half + (lanes > 0 && room > wanted ? room : wanted);
    int32_t least = pair ? measure->symbol + line_length(plan, pair) : 0;
    distance = distance > least ? distance : least;
    return plan->column ? (distance + plan->column - 1) / plan->column * plan->column : distance;
}
