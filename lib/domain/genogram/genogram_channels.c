/*
 * The lines between two rows: which upright ones meet which level one, and which level line is
 * above which, so that few cross.
 */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

/* Uprights nearer than this look like one line. */
enum { NEAR = 35 };

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
        building->channels[i].slashes = pool_room(plan->pool, building->bar_room[i],
                                                  sizeof(int32_t));
        if (!building->channels[i].bars || !building->channels[i].legs ||
            !building->channels[i].slashes)
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
    for (uint32_t i = comb->first; i < comb->first + comb->count; bar->down_count++) {
        const struct fan *fan = plan->fan_of[i] == NONE ? NULL : &plan->fans[plan->fan_of[i]];
        add_leg(channel, fan ? fan->x : plan->feet[i]);
        if (fan && fan->rise > channel->fan_rise)
            channel->fan_rise = fan->rise;
        i += fan ? fan->count : 1;
    }
    measure_bar(channel, bar);
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
    if (!count_room(&building))
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

/* --- Whether all uprights stand apart --------------------------------------------------------- */

/* An upright line from a track to another; -1 is the row above, the number of tracks that below. */
struct stretch {
    int32_t x, from, to;
    uint64_t family;
};

enum { TOUCHING = 10 };

static int compare_stretches(const void *a, const void *b)
{
    const struct stretch *one = a, *other = b;
    return one->x < other->x ? -1 : one->x > other->x;
}

/* The track of the line under the row from which a comb's trunk comes down, or -1. */
static int32_t track_above(const struct plan *plan, const struct channel *channel,
                           const struct bar *bar)
{
    uint32_t pair = bar->comb == NONE ? NONE : plan->combs[bar->comb].pair;
    for (uint32_t i = 0; pair != NONE && plan->pairs[pair].way == WAY_UNDER && i < channel->count;
         i++)
        if (channel->bars[i].pair == pair)
            return (int32_t)channel->bars[i].track;
    return -1;
}

static uint32_t list_stretches(const struct plan *plan, const struct channel *channel,
                               struct stretch *list)
{
    uint32_t count = 0;
    int32_t bottom = (int32_t)channel->tracks;
    for (uint32_t i = 0; i < channel->count; i++) {
        const struct bar *bar = &channel->bars[i];
        uint64_t family = family_of(plan, bar);
        int32_t top = track_above(plan, channel, bar), track = (int32_t)bar->track;
        for (uint32_t j = 0; j < bar->up_count; j++)
            list[count++] = (struct stretch){channel->legs[bar->first_up + j], top,
                                             bar->straight ? bottom : track, family};
        for (uint32_t j = 0; j < bar->down_count && !bar->straight; j++)
            list[count++] = (struct stretch){channel->legs[bar->first_down + j], track, bottom,
                                             family};
    }
    if (count > 1)
        qsort(list, count, sizeof *list, compare_stretches);
    return count;
}

bool channels_are_clear(struct plan *plan, const struct channel *channels)
{
    for (uint32_t i = 0; i <= plan->row_count; i++) {
        struct stretch *list = pool_room(plan->pool, channels[i].leg_count, sizeof *list);
        if (!list)
            return false;
        uint32_t count = list_stretches(plan, &channels[i], list);
        for (uint32_t a = 0; a < count; a++)
            for (uint32_t b = a + 1; b < count && list[b].x - list[a].x < TOUCHING; b++)
                if (list[a].family != list[b].family && list[a].from <= list[b].to &&
                    list[b].from <= list[a].to)
                    return false;
    }
    return true;
}
