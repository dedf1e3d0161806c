#include "base/memory.h"
#include "domain/timeline/timeline_private.h"

enum {
    LABELS_MANY = 100,
    ROUNDS = 3,     /* in which columns and the room behind stacks come to agree */
    WORSE_MOST = 3, /* heights that are tried behind one that was better */
    LINE = 80,      /* finer steps make no difference */
    FAN_FLAT = 70,  /* the most that leaders count as apart, lest one be flatter than 1 to 7 */
    LEADERS_APART = 10
};

bool timeline_side_init(struct timeline_side *side, size_t count)
{
    size_t room = count + 1;
    *side = (struct timeline_side){.count = 0};
    side->x = memory_new(room, sizeof *side->x);
    side->width = memory_new(room, sizeof *side->width);
    side->height = memory_new(room, sizeof *side->height);
    side->choices = memory_new(room, sizeof *side->choices);
    side->wished = memory_new(room, sizeof *side->wished);
    side->chosen = memory_new(room, sizeof *side->chosen);
    side->column = memory_new(room, sizeof *side->column);
    side->climb = memory_new(room, sizeof *side->climb);
    side->apart = memory_new(room, sizeof *side->apart);
    side->sum = memory_new(room, sizeof *side->sum);
    side->cost = memory_new(room, sizeof *side->cost);
    side->size = memory_new(room, sizeof *side->size);
    side->stack = memory_new(room, sizeof *side->stack);
    side->from = memory_new(room, sizeof *side->from);
    return side->x && side->width && side->height && side->choices && side->wished &&
           side->chosen && side->column && side->climb && side->apart && side->sum && side->cost &&
           side->size && side->stack && side->from;
}

void timeline_side_release(struct timeline_side *side)
{
    memory_free(side->x);
    memory_free(side->width);
    memory_free(side->height);
    memory_free(side->choices);
    memory_free(side->wished);
    memory_free(side->chosen);
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
        while (blocks > 1 &&
               sum[blocks - 2] * size[blocks - 1] > sum[blocks - 1] * size[blocks - 2]) {
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

/* What a label that reaches so far hangs over, of `*depth` columns that none reaches over yet;
 * `*depth` becomes what is left of them. */
static int32_t under_label(const struct timeline_side *side, int32_t reach, size_t *depth)
{
    int32_t under = 0;
    while (*depth > 0 && side->column[side->stack[*depth - 1]] < reach + LABEL_APART) {
        uint32_t covered = side->stack[--*depth];
        under = larger(under, side->climb[covered] + side->height[covered] + LABEL_ABOVE);
    }
    return under;
}

/* Takes the width in which a label's far edge is lowest, and leaves the one that it has only for a
 * good reason, and never to reach over the edge of the paper. */
static void choose_width(struct timeline_side *side, size_t number, size_t depth, int32_t right)
{
    const struct timeline_size *sizes = side->choices[number];
    int32_t column = side->column[number], best = INT32_MAX;
    for (unsigned i = 0; i < TIMELINE_WIDTHS; i++) {
        size_t left = depth;
        unsigned choice = i == 0 ? side->chosen[number] : i - (i <= side->chosen[number]);
        int32_t top = under_label(side, column + sizes[choice].width, &left) + sizes[choice].height;
        if (best != INT32_MAX && (top + WIDTH_GAIN > best || column + sizes[choice].width > right))
            continue;
        best = top;
        side->width[number] = sizes[choice].width;
        side->height[number] = sizes[choice].height;
        side->climb[number] = (int32_t)choice;
    }
    side->chosen[number] = (unsigned)side->climb[number];
}

/* The whole part of a square root. */
static int32_t root_of(int32_t square)
{
    int32_t root = 0;
    for (int32_t bit = 1 << 14; bit > 0; bit >>= 1)
        if ((root + bit) * (root + bit) <= square)
            root += bit;
    return root;
}

/* How far a leader is from the next ones, at its mark or at its column, where that is farther; no
 * more than what a lone one may count on. */
static int32_t nearest_leader(const struct timeline_side *side, size_t number)
{
    int32_t nearest = FAN_FLAT;
    for (size_t i = number > 0 ? number - 1 : 0; i <= number && i + 1 < side->count; i++) {
        int32_t marks = side->x[i + 1] - side->x[i];
        int32_t apart = larger(marks, side->column[i + 1] - side->column[i]);
        nearest = apart < nearest ? apart : nearest;
    }
    return nearest;
}

/* The height in which a leader goes so far aside, and keeps LEADERS_APART from one that runs beside
 * it at this distance, measured along the line. */
static int32_t fan_for(int32_t away, int32_t apart)
{
    int32_t square = apart * apart - LEADERS_APART * LEADERS_APART;
    return (int32_t)((int64_t)away * LEADERS_APART / root_of(larger(square, 1)));
}

/* The heights of the labels, from the right: over all columns that each reaches over. */
static void climb(struct timeline_side *side, int32_t right)
{
    size_t depth = 0;
    side->top = 0;
    side->shift = 0;
    side->fan = FAN;
    side->beyond = 0;
    for (size_t i = side->count; i-- > 0;) {
        if (side->choosing)
            choose_width(side, i, depth, right);
        int32_t reach = side->column[i] + side->width[i];
        side->climb[i] = under_label(side, reach, &depth);
        side->stack[depth++] = (uint32_t)i;
        int32_t away = side->column[i] - side->x[i];
        away = away < 0 ? -away : away;
        side->shift += away;
        side->top = larger(side->top, side->climb[i] + side->height[i]);
        side->fan = larger(side->fan, FAN + fan_for(away, nearest_leader(side, i)));
        side->beyond = larger(side->beyond, reach - right);
    }
}

/* Gives the labels the widths that are best where columns stand on their marks, or those that read
 * best: an earlier try may have changed them. */
static void wish(struct timeline_side *side, bool natural)
{
    for (size_t i = 0; side->choosing && i < side->count; i++) {
        side->chosen[i] = natural ? side->wished[i] : 0;
        side->width[i] = side->choices[i][side->chosen[i]].width;
        side->height[i] = side->choices[i][side->chosen[i]].height;
    }
}

static void place_naturally(struct timeline_side *side, int32_t left, int32_t right)
{
    wish(side, true);
    for (size_t i = 0; i < side->count; i++)
        side->apart[i] = side->column_apart;
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
            tight = tight + side->column_apart > wide ? tight + side->column_apart : wide;
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
    int32_t room = side->column_apart;
    for (size_t i = first; i < end; i++)
        room = larger(room, side->width[i] + LABEL_APART - (column[end - 1] - column[i]));
    return room;
}

static void place_in_stacks(struct timeline_side *side, int32_t limit, int32_t left, int32_t right)
{
    wish(side, false);
    break_stacks(side, limit, right);
    for (size_t i = 0; i < side->count; i++)
        side->column[i] = side->x[i];
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < side->count; i++)
            side->apart[i] = side->column_apart;
        for (size_t end = side->count; end > 0; end = side->from[end])
            side->apart[end - 1] = room_behind(side, side->from[end], end);
        settle(side, left, right);
    }
    climb(side, right);
}

int64_t timeline_side_score(const struct timeline_side *side)
{
    if (side->count == 0)
        return 0;
    int64_t over = side->beyond > 0 ? side->beyond : 0;
    return side->top + side->fan + side->shift * side->shift_weight / (10 * (int64_t)side->count) +
           100 * over;
}

/* The score of stacks of at most this height, and the best so far. */
static int64_t try_limit(struct timeline_side *side, int32_t limit, int32_t left, int32_t right,
                         int64_t *best, int32_t *best_limit)
{
    place_in_stacks(side, limit, left, right);
    int64_t score = timeline_side_score(side);
    if (score < *best) {
        *best = score;
        *best_limit = limit;
    }
    return score;
}

/* A height under which stacks surely find no room: their labels alone fill more. */
static int32_t least_limit(const struct timeline_side *side, int32_t left, int32_t right)
{
    int64_t area = 0;
    int32_t least = 0;
    for (size_t i = 0; i < side->count; i++) {
        area += (int64_t)(side->width[i] + LABEL_APART) * (side->height[i] + LABEL_ABOVE);
        least = larger(least, side->height[i]);
    }
    area /= right > left ? right - left : 1;
    /* Where little is to be tried, the lower heights are too. */
    return side->count > LABELS_MANY && area / 2 > least ? (int32_t)(area / 2) : least;
}

void timeline_side_place(struct timeline_side *side, int32_t left, int32_t right)
{
    if (side->count > 0) {
        int32_t room = (int32_t)(((int64_t)right - left) * 4 / 10 / (int64_t)side->count);
        side->column_apart = room > COLUMN_APART ? COLUMN_APART : larger(room, COLUMN_LEAST);
    }
    place_naturally(side, left, right);
    int64_t best = timeline_side_score(side), last = INT64_MAX;
    int32_t least = least_limit(side, left, right), best_limit = 0, natural = side->top;
    bool many = side->count > LABELS_MANY;
    /* Low stacks need much room, tall ones little: the score falls, and then rises again. */
    int worse = 0;
    for (int32_t limit = least; limit < natural && worse < (many ? 1 : WORSE_MOST);
         limit += limit / 3) {
        int64_t score = try_limit(side, limit, left, right, &best, &best_limit);
        worse = score > last ? worse + 1 : 0;
        last = score;
    }
    int32_t finest = many ? best_limit / 16 : LINE;
    for (int32_t step = best_limit / 6; step > finest && step > LINE; step /= 2) {
        int32_t about = best_limit;
        try_limit(side, about - step, left, right, &best, &best_limit);
        try_limit(side, about + step, left, right, &best, &best_limit);
    }
    if (best_limit > 0)
        place_in_stacks(side, best_limit, left, right);
    else
        place_naturally(side, left, right);
}
