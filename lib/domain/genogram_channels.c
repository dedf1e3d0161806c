/*
 * The lines between two rows: which upright ones meet which level one, and which level line is
 * above which, so that few cross.
 */
#include "domain/genogram_private.h"

#include <stdlib.h>

enum { NEAR = 35, NUDGES = 9, ALIGN = 30 };

struct building {
    struct plan *plan;
    struct channel *channels;
    uint32_t *bar_room, *leg_room; /* a channel */
};

/* The channel in which a pair's long line runs. */
static uint32_t channel_of_pair(const struct plan *plan, const struct pair *pair)
{
    return plan->items[pair->items[0]].row + (pair->way == WAY_UNDER ? 1 : 0);
}

static uint32_t channel_of_comb(const struct plan *plan, const struct comb *comb)
{
    return plan->items[comb->host].row + 1;
}

uint32_t twin_run(const struct plan *plan, const struct comb *comb, uint32_t first)
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

static bool count_room(struct building *building)
{
    struct plan *plan = building->plan;
    uint32_t channels = plan->row_count + 1;
    building->bar_room = pool_room(plan->pool, channels, sizeof(uint32_t));
    building->leg_room = pool_room(plan->pool, channels, sizeof(uint32_t));
    building->channels = pool_room(plan->pool, channels, sizeof(struct channel));
    if (!building->bar_room || !building->leg_room || !building->channels)
        return false;
    for (uint32_t i = 0; i < plan->pair_count; i++)
        if (plan->pairs[i].way != WAY_BESIDE) {
            building->bar_room[channel_of_pair(plan, &plan->pairs[i])]++;
            building->leg_room[channel_of_pair(plan, &plan->pairs[i])] += 3;
        }
    for (uint32_t i = 0; i < plan->comb_count; i++) {
        building->bar_room[channel_of_comb(plan, &plan->combs[i])]++;
        building->leg_room[channel_of_comb(plan, &plan->combs[i])] += plan->combs[i].count + 1;
    }
    for (uint32_t i = 0; i < channels; i++) {
        building->channels[i].bars = pool_room(plan->pool, building->bar_room[i],
                                               sizeof(struct bar));
        building->channels[i].legs = pool_room(plan->pool, building->leg_room[i], sizeof(int32_t));
        if (!building->channels[i].bars || !building->channels[i].legs)
            return false;
    }
    return true;
}

static void add_leg(struct channel *channel, int32_t x)
{
    channel->legs[channel->leg_count++] = x;
}

static void measure_bar(struct channel *channel, struct bar *bar)
{
    bar->low = INT32_MAX;
    bar->high = INT32_MIN;
    for (uint32_t i = 0; i < bar->up_count + bar->down_count; i++) {
        int32_t x = channel->legs[bar->first_up + i];
        bar->low = x < bar->low ? x : bar->low;
        bar->high = x > bar->high ? x : bar->high;
    }
    bar->straight = bar->low == bar->high;
}

static void add_pair(struct building *building, uint32_t number)
{
    const struct plan *plan = building->plan;
    const struct pair *pair = &plan->pairs[number];
    if (pair->way == WAY_BESIDE)
        return;
    struct channel *channel = &building->channels[channel_of_pair(plan, pair)];
    struct bar *bar = &channel->bars[channel->count++];
    *bar = (struct bar){.pair = number, .comb = NONE, .first_up = channel->leg_count};
    bar->up_count = pair->way == WAY_UNDER ? 2 : 0;
    bar->down_count = pair->way == WAY_UNDER ? pair->comb != NONE : 2;
    bar->first_down = bar->first_up + bar->up_count;
    add_leg(channel, pair->leave[0].x);
    add_leg(channel, pair->leave[1].x);
    if (pair->way == WAY_UNDER && pair->comb != NONE)
        add_leg(channel, plan->combs[pair->comb].x);
    measure_bar(channel, bar);
}

/* Where a line comes down onto an item: several are spread over its top. */
static int32_t drop_x(const struct plan *plan, uint32_t number, const struct comb *comb)
{
    const struct item *item = &plan->items[number];
    if (item->person == NONE || item->above_count < 2)
        return item->x;
    uint32_t before = 0;
    for (uint32_t i = 0; i < item->above_count; i++) {
        const struct comb *other = &plan->combs[plan->above[item->first_above + i]];
        before += other != comb && (other->x < comb->x || (other->x == comb->x && other < comb));
    }
    int32_t step = plan->measure->symbol / 4;
    if ((int32_t)item->above_count > 3)
        step = plan->measure->symbol * 3 / 4 / (int32_t)item->above_count;
    return item->x + step * (int32_t)before - step * (int32_t)(item->above_count - 1) / 2;
}

/* Where the lines to a run of twins part: in the middle, but not on the line of somebody who stands
 * between them. */
static int32_t parting_x(const struct plan *plan, const struct comb *comb, uint32_t first,
                         uint32_t run)
{
    enum { STEP = 70, TRIES = 12 };
    const struct item *one = &plan->items[plan->below[comb->first + first]];
    const struct item *last = &plan->items[plan->below[comb->first + first + run - 1]];
    int32_t middle = (drop_x(plan, plan->below[comb->first + first], comb) +
                      drop_x(plan, plan->below[comb->first + first + run - 1], comb)) /
                     2;
    const uint32_t *order = &plan->order[plan->row_start[one->row]];
    if (last->place < one->place + run)
        return middle;
    /* Other twins may part between these as well: each comb begins elsewhere. */
    middle += ((int32_t)((comb - plan->combs) % 5) - 2) * STEP;
    for (int32_t i = 0; i < TRIES; i++) {
        int32_t x = middle + (i % 2 ? -1 : 1) * ((i + 1) / 2) * STEP;
        bool clear = true;
        for (uint32_t place = one->place + 1; place < last->place && clear; place++) {
            const struct item *item = &plan->items[order[place]];
            int32_t apart = item->x - x;
            clear = item->above_count == 0 || apart > plan->measure->symbol / 4 ||
                    apart < -plan->measure->symbol / 4;
        }
        if (clear)
            return x;
    }
    return middle;
}

static void add_comb(struct building *building, uint32_t number)
{
    struct plan *plan = building->plan;
    const struct comb *comb = &plan->combs[number];
    struct channel *channel = &building->channels[channel_of_comb(plan, comb)];
    struct bar *bar = &channel->bars[channel->count++];
    *bar = (struct bar){.pair = NONE, .comb = number, .first_up = channel->leg_count};
    bar->up_count = 1;
    bar->first_down = bar->first_up + 1;
    add_leg(channel, comb->x);
    for (uint32_t i = 0; i < comb->count;) {
        uint32_t run = twin_run(plan, comb, i);
        add_leg(channel, run == 1 ? drop_x(plan, plan->below[comb->first + i], comb)
                                  : parting_x(plan, comb, i, run));
        channel->twins |= run > 1;
        bar->down_count++;
        i += run;
    }
    measure_bar(channel, bar);
}

/* --- Lines that would run along each other ---------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* How many of the sorted numbers are near `x`. */
static uint32_t count_near(const int32_t *sorted, uint32_t count, int32_t x)
{
    uint32_t low = 0, high = count, found = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sorted[middle] <= x - NEAR)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < count && sorted[low] < x + NEAR) {
        low++;
        found++;
    }
    return found;
}

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
        int32_t one = pair->leave[0].x, other_end = pair->leave[1].x;
        *low = one < other_end ? one : other_end;
        *high = one < other_end ? other_end : one;
    } else if (pair->way == WAY_BESIDE) {
        const struct item *other = &plan->items[comb->other];
        const struct item *left = host->x < other->x ? host : other;
        const struct item *right = left == host ? other : host;
        int32_t lane = plan->measure->lane;
        *low = left->x + left->half + lane * (int32_t)(left->lanes[RIGHT] + 1) - lane / 2;
        *high = right->x - right->half - lane * (int32_t)(right->lanes[LEFT] + 1) + lane / 2;
    }
}

/* Where lines come down onto the row below `row`, sorted. */
static uint32_t list_downs(const struct plan *plan, uint32_t row, int32_t *downs)
{
    uint32_t count = 0;
    for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
        const struct item *item = &plan->items[plan->order[i]];
        for (uint32_t j = 0; j < item->hosted_count; j++) {
            const struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + j]];
            for (uint32_t k = 0; k < comb->count; k++)
                downs[count++] = drop_x(plan, plan->below[comb->first + k], comb);
        }
    }
    for (uint32_t i = plan->row_start[row + 1];
         row + 1 < plan->row_count && i < plan->row_start[row + 2]; i++) {
        const struct item *item = &plan->items[plan->order[i]];
        for (uint32_t j = 0; j < item->pair_count; j++) {
            const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + j]];
            if (pair->way == WAY_OVER && pair->items[0] == plan->order[i]) {
                downs[count++] = pair->leave[0].x;
                downs[count++] = pair->leave[1].x;
            }
        }
    }
    if (count > 1)
        qsort(downs, count, sizeof *downs, compare_numbers);
    return count;
}

/* A trunk in a lane takes the lane with it. */
static void set_trunk_x(struct plan *plan, struct comb *comb, int32_t x)
{
    comb->x = x;
    if (comb->other == NONE) {
        comb->leave.x = x;
    } else if (plan->pairs[comb->pair].way == WAY_OVER) {
        struct pair *pair = &plan->pairs[comb->pair];
        pair->leave[pair->items[0] == comb->host ? 0 : 1].x = x;
    }
}

/* A trunk that nearly stands over what alone hangs from it goes there. True when it does. */
static bool straighten(struct plan *plan, struct comb *comb)
{
    if (twin_run(plan, comb, 0) != comb->count)
        return false;
    int32_t only = comb->count == 1 ? drop_x(plan, plan->below[comb->first], comb)
                                    : parting_x(plan, comb, 0, comb->count);
    if (comb->x == only)
        return true;
    if (comb->x - only >= ALIGN || only - comb->x >= ALIGN)
        return false;
    int32_t low, high;
    room_of(plan, comb, &low, &high);
    if (only < low || only > high)
        return false;
    set_trunk_x(plan, comb, only);
    return true;
}

/* Moves a trunk aside that stands on another family's line down. */
static void move_aside(struct plan *plan, struct comb *comb, const int32_t *downs, uint32_t count)
{
    int32_t low, high;
    room_of(plan, comb, &low, &high);
    for (int32_t step = 1; step <= NUDGES; step++) {
        int32_t right = comb->x + step * NEAR, left = comb->x - step * NEAR;
        if (right <= high && count_near(downs, count, right) == 0) {
            set_trunk_x(plan, comb, right);
            return;
        }
        if (left >= low && count_near(downs, count, left) == 0) {
            set_trunk_x(plan, comb, left);
            return;
        }
    }
}

static bool part_lines(struct plan *plan)
{
    int32_t *downs = pool_room(plan->pool, (size_t)plan->item_count * 2 + 2 * plan->pair_count + 4,
                               sizeof *downs);
    if (!downs)
        return false;
    for (uint32_t row = 0; row < plan->row_count; row++) {
        uint32_t count = list_downs(plan, row, downs);
        for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
            const struct item *item = &plan->items[plan->order[i]];
            for (uint32_t j = 0; j < item->hosted_count; j++) {
                struct comb *comb = &plan->combs[plan->hosted[item->first_hosted + j]];
                bool straight = straighten(plan, comb);
                if (count_near(downs, count, comb->x) > (uint32_t)straight)
                    move_aside(plan, comb, downs, count);
            }
        }
    }
    return true;
}

/* --- Which is above which -------------------------------------------------------------------- */

static uint32_t legs_within(const struct channel *channel, uint32_t first, uint32_t count,
                            const struct bar *bar)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        int32_t x = channel->legs[first + i];
        found += x > bar->low && x < bar->high;
    }
    return found;
}

/* Upright lines that would run along each other if `upper` were above `lower`. */
static uint32_t legs_along(const struct channel *channel, const struct bar *upper,
                           const struct bar *lower)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < upper->down_count; i++)
        for (uint32_t j = 0; j < lower->up_count; j++) {
            int32_t apart = channel->legs[upper->first_down + i] -
                            channel->legs[lower->first_up + j];
            found += apart > -NEAR && apart < NEAR;
        }
    return found;
}

static uint32_t crossings_above(const struct channel *channel, const struct bar *upper,
                                const struct bar *lower)
{
    return legs_within(channel, upper->first_down, upper->down_count, lower) +
           legs_within(channel, lower->first_up, lower->up_count, upper);
}

/* Of which couple a bar's lines are; of which sibship, for one parent alone. */
static uint64_t family_of(const struct plan *plan, const struct bar *bar)
{
    if (bar->pair != NONE)
        return plan->pairs[bar->pair].couple;
    const struct comb *comb = &plan->combs[bar->comb];
    if (comb->kind == COMB_PARTNER)
        return comb->owner;
    uint32_t couple = plan->family->sibships[comb->owner].couple;
    return couple != FAMILY_NONE ? couple : ((uint64_t)1 << 32) + comb->owner;
}

static bool one_family(const struct plan *plan, const struct bar *a, const struct bar *b)
{
    return family_of(plan, a) == family_of(plan, b);
}

enum { ALONG = 100, OWN = 100000 };

static int64_t price_above(const struct plan *plan, const struct channel *channel,
                           const struct bar *upper, const struct bar *lower)
{
    int64_t price = (int64_t)crossings_above(channel, upper, lower) +
                    (int64_t)ALONG * legs_along(channel, upper, lower);
    /* A long partner line is above the line to the children of the two. */
    if (one_family(plan, upper, lower))
        return lower->pair != NONE && upper->comb != NONE ? OWN : 0;
    return price;
}

enum { APART = 60 };

static bool overlap(const struct bar *a, const struct bar *b)
{
    return a->low <= b->high + APART && b->low <= a->high + APART;
}

struct order_edge {
    uint32_t upper, lower;
    int64_t weight;
};

struct ordering {
    struct order_edge *edges;
    uint32_t count;
    size_t capacity;
    uint32_t *first; /* edges of a bar, both ways */
    uint32_t *list;
    int64_t *balance; /* what speaks for a bar above the others that are left */
    uint32_t *sequence;
    bool *placed;
    uint32_t *taken;
};

static int compare_bars(const void *a, const void *b)
{
    const struct bar *one = a, *other = b;
    if (one->straight != other->straight)
        return one->straight ? 1 : -1;
    if (one->low != other->low)
        return one->low < other->low ? -1 : 1;
    if (one->high != other->high)
        return one->high < other->high ? -1 : 1;
    if (one->pair != other->pair)
        return one->pair < other->pair ? -1 : 1;
    return one->comb < other->comb ? -1 : one->comb > other->comb;
}

static bool list_edges(const struct plan *plan, const struct channel *channel, uint32_t bars,
                       struct ordering *ordering)
{
    for (int pass = 0; pass < 2; pass++) {
        ordering->count = 0;
        for (uint32_t i = 0; i < bars; i++)
            for (uint32_t j = i + 1; j < bars; j++) {
                const struct bar *a = &channel->bars[i], *b = &channel->bars[j];
                if (b->low > a->high + APART)
                    break;
                if (!overlap(a, b))
                    continue;
                if (pass == 1) {
                    int64_t ab = price_above(plan, channel, a, b);
                    int64_t ba = price_above(plan, channel, b, a);
                    struct order_edge *edge = &ordering->edges[ordering->count];
                    *edge = ab <= ba ? (struct order_edge){i, j, ba - ab}
                                     : (struct order_edge){j, i, ab - ba};
                }
                ordering->count++;
            }
        if (pass == 0 &&
            !(ordering->edges = pool_room(plan->pool, ordering->count, sizeof *ordering->edges)))
            return false;
    }
    return true;
}

/* Puts bars in an order from top to bottom that breaks few edges: again and again the one for which
 * most speaks, after Eades, Lin and Smyth (1993). */
static bool sequence_bars(const struct plan *plan, uint32_t bars, struct ordering *ordering)
{
    ordering->first = pool_room(plan->pool, (size_t)bars + 2, sizeof(uint32_t));
    ordering->list = pool_room(plan->pool, (size_t)ordering->count * 2, sizeof(uint32_t));
    ordering->balance = pool_room(plan->pool, bars, sizeof(int64_t));
    ordering->sequence = pool_room(plan->pool, bars, sizeof(uint32_t));
    ordering->placed = pool_room(plan->pool, bars, sizeof(bool));
    ordering->taken = pool_room(plan->pool, (size_t)bars + 1, sizeof(uint32_t));
    int64_t *against = pool_room(plan->pool, bars, sizeof *against);
    if (!ordering->first || !ordering->list || !ordering->balance || !ordering->sequence ||
        !ordering->placed || !ordering->taken || !against)
        return false;
    for (uint32_t i = 0; i < ordering->count; i++) {
        ordering->first[ordering->edges[i].upper + 2]++;
        ordering->first[ordering->edges[i].lower + 2]++;
    }
    for (uint32_t i = 2; i < bars + 2; i++)
        ordering->first[i] += ordering->first[i - 1];
    for (uint32_t i = 0; i < ordering->count; i++) {
        const struct order_edge *edge = &ordering->edges[i];
        ordering->list[ordering->first[edge->upper + 1]++] = i;
        ordering->list[ordering->first[edge->lower + 1]++] = i;
        ordering->balance[edge->upper] += edge->weight;
        against[edge->lower] += edge->weight;
    }
    for (uint32_t done = 0; done < bars; done++) {
        uint32_t best = NONE;
        for (uint32_t i = 0; i < bars; i++) {
            if (ordering->placed[i])
                continue;
            if (best == NONE || ((against[i] == 0) > (against[best] == 0)) ||
                ((against[i] == 0) == (against[best] == 0) &&
                 ordering->balance[i] - against[i] > ordering->balance[best] - against[best]))
                best = i;
        }
        ordering->placed[best] = true;
        ordering->sequence[done] = best;
        for (uint32_t i = ordering->first[best]; i < ordering->first[best + 1]; i++) {
            const struct order_edge *edge = &ordering->edges[ordering->list[i]];
            if (edge->upper == best)
                against[edge->lower] -= edge->weight;
            else
                ordering->balance[edge->upper] -= edge->weight;
        }
    }
    return true;
}

/* Gives each bar the highest track that its order and its neighbours leave. */
static void set_tracks(struct channel *channel, uint32_t bars, struct ordering *ordering)
{
    memset(ordering->placed, 0, bars * sizeof *ordering->placed);
    for (uint32_t i = 0; i <= bars; i++)
        ordering->taken[i] = NONE;
    for (uint32_t i = 0; i < bars; i++) {
        uint32_t number = ordering->sequence[i], track = 0;
        for (uint32_t j = ordering->first[number]; j < ordering->first[number + 1]; j++) {
            const struct order_edge *edge = &ordering->edges[ordering->list[j]];
            uint32_t other = edge->upper == number ? edge->lower : edge->upper;
            if (!ordering->placed[other])
                continue;
            ordering->taken[channel->bars[other].track] = number;
            if (edge->lower == number && edge->weight > 0 && channel->bars[other].track + 1 > track)
                track = channel->bars[other].track + 1;
        }
        while (ordering->taken[track] == number)
            track++;
        ordering->placed[number] = true;
        channel->bars[number].track = track;
        channel->tracks = track + 1 > channel->tracks ? track + 1 : channel->tracks;
    }
}

static bool set_order(const struct plan *plan, struct channel *channel)
{
    struct ordering ordering = {0};
    uint32_t bars = 0;
    if (channel->count > 1)
        qsort(channel->bars, channel->count, sizeof *channel->bars, compare_bars);
    while (bars < channel->count && !channel->bars[bars].straight)
        bars++;
    if (!list_edges(plan, channel, bars, &ordering) || !sequence_bars(plan, bars, &ordering))
        return false;
    set_tracks(channel, bars, &ordering);
    return true;
}

bool plan_channels(struct plan *plan, struct channel **channels)
{
    struct building building = {.plan = plan};
    if (!part_lines(plan) || !count_room(&building))
        return false;
    for (uint32_t i = 0; i < plan->pair_count; i++)
        add_pair(&building, i);
    for (uint32_t i = 0; i < plan->comb_count; i++)
        add_comb(&building, i);
    for (uint32_t i = 0; i <= plan->row_count; i++)
        if (!set_order(plan, &building.channels[i]))
            return false;
    *channels = building.channels;
    return true;
}

uint32_t channel_crossings(const struct plan *plan, const struct channel *channel)
{
    uint32_t crossings = 0;
    for (uint32_t i = 0; i < channel->count; i++)
        for (uint32_t j = i + 1; j < channel->count; j++) {
            const struct bar *a = &channel->bars[i], *b = &channel->bars[j];
            if (a->straight || b->low > a->high || one_family(plan, a, b))
                continue;
            if (b->straight)
                crossings += b->low > a->low && b->low < a->high;
            else
                crossings += a->track < b->track ? crossings_above(channel, a, b)
                                                 : crossings_above(channel, b, a);
        }
    return crossings;
}
