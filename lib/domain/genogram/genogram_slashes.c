/* Where the slashes of separated and divorced couples stand: free of other lines. */
#include "domain/genogram/genogram_private.h"

/* Lengths in tenths of a pixel; from the middle of one or two slashes. */
enum { ROOM = 120, NARROW_ROOM = 60, STEP = 30, SPOTS = 400 };

bool couple_has_slashes(const struct plan *plan, const struct pair *pair)
{
    enum family_status status = plan->family->couples[pair->couple].status;
    return status == FAMILY_SEPARATED || status == FAMILY_DIVORCED;
}

int32_t slashes_beside(const struct plan *plan, const struct pair *pair)
{
    const struct item *a = &plan->items[pair->items[0]], *b = &plan->items[pair->items[1]];
    const struct item *left = a->x < b->x ? a : b, *right = left == a ? b : a;
    int32_t lane = plan->measure->lane, symbol = plan->measure->symbol / 2;
    uint32_t left_lanes = left->lanes[RIGHT], right_lanes = right->lanes[LEFT];
    /* Lines that leave on these sides run level, near this one, as far as their lanes. */
    int32_t low = left->x + (left->person == NONE ? 0 : symbol);
    int32_t high = right->x - (right->person == NONE ? 0 : symbol);
    if (left_lanes > 0)
        low = left->x + left->half + lane * (int32_t)left_lanes;
    if (right_lanes > 0)
        high = right->x - right->half - lane * (int32_t)right_lanes;
    if (pair->comb == NONE)
        return (low + high) / 2;
    int32_t trunk = plan->combs[pair->comb].x;
    return trunk - low >= high - trunk ? (low + trunk) / 2 : (trunk + high) / 2;
}

static bool is_free(const struct channel *channel, int32_t x, int32_t room)
{
    for (uint32_t i = 0; i < channel->leg_count; i++)
        if (channel->legs[i] > x - room && channel->legs[i] < x + room)
            return false;
    for (uint32_t i = 0; i < channel->slash_count; i++)
        if (channel->slashes[i] > x - 2 * room && channel->slashes[i] < x + 2 * room)
            return false;
    return true;
}

int32_t slashes_along(const struct plan *plan, struct channel *channel, const struct bar *bar)
{
    const struct pair *pair = &plan->pairs[bar->pair];
    int32_t from = pair->leave[0].x, to = pair->leave[1].x;
    int32_t low = from < to ? from : to, high = from < to ? to : from, wish = (low + high) / 2;
    if (pair->way == WAY_UNDER && pair->comb != NONE) {
        int32_t trunk = plan->combs[pair->comb].x;
        wish = trunk - low > high - trunk ? (low + trunk) / 2 : (trunk + high) / 2;
    }
    int32_t spot = wish;
    bool found = false;
    for (int32_t room = ROOM; room >= NARROW_ROOM && !found; room -= NARROW_ROOM)
        for (int32_t i = 0; i < SPOTS && !found; i++) {
            int32_t x = wish + (i % 2 ? 1 : -1) * (i + 1) / 2 * STEP;
            found = x > low + room && x < high - room && is_free(channel, x, room);
            spot = found ? x : spot;
        }
    channel->slashes[channel->slash_count++] = spot;
    return spot;
}
