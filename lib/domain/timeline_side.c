#include "base/memory.h"
#include "domain/timeline_private.h"

enum {
    ROUNDS = 3,       /* in which columns and the room behind stacks come to agree */
    WORSE_MOST = 3,   /* heights that are tried behind one that was better */
    SHIFT_WEIGHT = 2, /* height that a mean shift of as much is worth */
    FAN_SLOPE = 4     /* to one: how flat leaders may be */
};

bool timeline_side_init(struct timeline_side *side, size_t count)
{
    size_t room = count + 1;
    *side = (struct timeline_side){.count = 0};
    side->x = memory_new(room, sizeof *side->x);
    side->width = memory_new(room, sizeof *side->width);
    side->height = memory_new(room, sizeof *side->height);
    side->column = memory_new(room, sizeof *side->column);
    side->climb = memory_new(room, sizeof *side->climb);
    side->apart = memory_new(room, sizeof *side->apart);
    side->sum = memory_new(room, sizeof *side->sum);
    side->cost = memory_new(room, sizeof *side->cost);
    side->size = memory_new(room, sizeof *side->size);
    side->stack = memory_new(room, sizeof *side->stack);
    side->from = memory_new(room, sizeof *side->from);
    return side->x && side->width && side->height && side->column && side->climb && side->apart &&
           side->sum && side->cost && side->size && side->stack && side->from;
}

void timeline_side_release(struct timeline_side *side)
{
    memory_free(side->x);
    memory_free(side->width);
    memory_free(side->height);
    memory_free(side->column);
    memory_free(side->climb);
    memory_free(side->apart);
    memory_free(side->sum);
    memory_free(side->cost);
    memory_free(side->size);
    memory_free(side->stack);
    memory_free(side->from);
    *side = (struct timeline_side){.count = 0};
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int64_t floor_of(int64_t sum, int64_t count)
{
    int64_t quotient = sum / count;
    return quotient * count > sum ? quotient - 1 : quotient;
}

/* Less the room that must lie before each, the places only have to rise: neighbours that do not are
 * pooled at their mean (isotonic regression by pooling adjacent violators). */
void timeline_push(const int32_t *wish, const int32_t *apart, size_t count, int64_t *sum,
                   uint32_t *size, int32_t *place)
{
    size_t blocks = 0;
    int64_t before = 0;
    for (size_t i = 0; i < count; i++) {
        sum[blocks] = wish[i] - before;
        size[blocks++] = 1;
        before += apart[i];
        while (blocks > 1 && sum[blocks - 2] * size[blocks - 1] > sum[blocks - 1] * size[blocks - 2]) {
            sum[blocks - 2] += sum[blocks - 1];
            size[blocks - 2] += size[blocks - 1];
            blocks--;
        }
    }
    size_t i = 0;
    before = 0;
    for (size_t block = 0; block < blocks; block++) {
        int64_t mean = floor_of(sum[block], size[block]);
        for (uint32_t j = 0; j < size[block]; j++, i++) {
            place[i] = (int32_t)(mean + before);
            before += apart[i];
        }
    }
}

/* Sets the columns by `apart`, and keeps labels between the edges as far as they fit. */
static void settle(struct timeline_side *side, int32_t left, int32_t right)
{
    timeline_push(side->x, side->apart, side->count, side->sum, side->size, side->column);
    int64_t most = INT64_MAX, room = 0;
    for (size_t i = 0; i + 1 < side->count; i++)
        room += side->apart[i];
    for (size_t i = side->count; i-- > 0;) {
        int64_t own = (int64_t)right - side->width[i] - room;
        most = own < most ? own : most;
        if (side->column[i] - room > most)
            side->column[i] = (int32_t)(most + room);
        if (i > 0)
            room -= side->apart[i - 1];
    }
    for (size_t i = 0; i < side->count; i++) {
        if (side->column[i] < left + room)
            side->column[i] = (int32_t)(left + room);
        room += side->apart[i];
    }
}

/* The heights of the labels, from the right: over all columns that each reaches over. */
static void climb(struct timeline_side *side, int32_t right)
{
    size_t depth = 0;
    side->top = 0;
    side->shift = 0;
    side->farthest = 0;
    side->beyond = 0;
    for (size_t i = side->count; i-- > 0;) {
        int32_t reach = side->column[i] + side->width[i], under = 0;
        while (depth > 0 && side->column[side->stack[depth - 1]] < reach + LABEL_APART) {
            uint32_t covered = side->stack[--depth];
            under = larger(under, side->climb[covered] + side->height[covered] + LABEL_ABOVE);
        }
        side->stack[depth++] = (uint32_t)i;
        side->climb[i] = under;
        int32_t away = side->column[i] - side->x[i];
        away = away < 0 ? -away : away;
        side->shift += away;
        side->top = larger(side->top, under + side->height[i]);
        side->farthest = larger(side->farthest, away);
        side->beyond = larger(side->beyond, reach - right);
    }
}

static void place_naturally(struct timeline_side *side, int32_t left, int32_t right)
{
    for (size_t i = 0; i < side->count; i++)
        side->apart[i] = COLUMN_APART;
    settle(side, left, right);
    climb(side, right);
}

/*
 * Breaks the labels into stacks of at most `limit` height so that they need as little more room as
 * possible than lies between their marks: from[j] is the first label of the stack that ends before
 * label j.
 */
static void break_stacks(struct timeline_side *side, int32_t limit, int32_t right)
{
    side->cost[0] = 0;
    for (size_t end = 1; end <= side->count; end++) {
        int64_t height = -LABEL_ABOVE, tight = 0, reach = INT64_MIN;
        int64_t next = end < side->count ? side->x[end] : right;
        side->cost[end] = INT64_MAX;
        for (size_t first = end; first-- > 0;) {
            height += side->height[first] + LABEL_ABOVE;
            if (height > limit && first + 1 < end)
                break;
            int64_t wide = side->width[first] + LABEL_APART, x = side->x[first];
            tight = tight + COLUMN_APART > wide ? tight + COLUMN_APART : wide;
            reach = x + wide > reach ? x + wide : reach;
            int64_t over = tight - (next - x), loose = reach - next;
            int64_t cost = side->cost[first] + (over > 0 ? 4 * over : 0) + (loose > 0 ? loose : 0);
            if (cost < side->cost[end]) {
                side->cost[end] = cost;
                side->from[end] = (uint32_t)first;
            }
        }
    }
}

/* The room that must lie between the last column of a stack and the next one. */
static int32_t room_behind(const struct timeline_side *side, size_t first, size_t end)
{
    const int32_t *column = side->column;
    int32_t room = COLUMN_APART;
    for (size_t i = first; i < end; i++)
        room = larger(room, side->width[i] + LABEL_APART - (column[end - 1] - column[i]));
    return room;
}

static void place_in_stacks(struct timeline_side *side, int32_t limit, int32_t left, int32_t right)
{
    break_stacks(side, limit, right);
    for (size_t i = 0; i < side->count; i++)
        side->column[i] = side->x[i];
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < side->count; i++)
            side->apart[i] = COLUMN_APART;
        for (size_t end = side->count; end > 0; end = side->from[end])
            side->apart[end - 1] = room_behind(side, side->from[end], end);
        settle(side, left, right);
    }
    climb(side, right);
}

int32_t timeline_side_fan(const struct timeline_side *side)
{
    return side->farthest == 0 ? FAN : FAN + side->farthest / FAN_SLOPE;
}

int64_t timeline_side_score(const struct timeline_side *side)
{
    if (side->count == 0)
        return 0;
    int64_t over = side->beyond > 0 ? side->beyond : 0;
    return side->top + timeline_side_fan(side) +
           SHIFT_WEIGHT * (side->shift / (int64_t)side->count) + 100 * over;
}

void timeline_side_place(struct timeline_side *side, int32_t left, int32_t right)
{
    place_naturally(side, left, right);
    int64_t best = timeline_side_score(side), last = INT64_MAX;
    int32_t least = 0, best_limit = 0, natural = side->top;
    for (size_t i = 0; i < side->count; i++)
        least = larger(least, side->height[i]);
    /* Low stacks need much room, tall ones little: the score falls, and then rises again. */
    int worse = 0;
    for (int32_t limit = least; limit < natural && worse < WORSE_MOST; limit += limit / 3) {
        place_in_stacks(side, limit, left, right);
        int64_t score = timeline_side_score(side);
        worse = score > last ? worse + 1 : 0;
        last = score;
        if (score < best) {
            best = score;
            best_limit = limit;
        }
    }
    if (best_limit > 0)
        place_in_stacks(side, best_limit, left, right);
    else
        place_naturally(side, left, right);
}
