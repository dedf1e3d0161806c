#include "base/memory.h"
#include "domain/timeline/timeline_private.h"

/* The labels of one row: which side each is on, and where. */

bool timeline_fill_init(struct timeline_fill *fill, size_t count)
{
    *fill = (struct timeline_fill){.count = 0};
    fill->sizes = memory_new(count + 1, sizeof *fill->sizes);
    fill->chosen = memory_new(count + 1, sizeof *fill->chosen);
    fill->above = memory_new(count + 1, sizeof *fill->above);
    for (int i = 0; i < TIMELINE_SIDES; i++) {
        fill->tops[i] = memory_new(count + 1, sizeof *fill->tops[i]);
        if (!timeline_side_init(&fill->sides[i], count) || !fill->tops[i])
            return false;
    }
    return fill->sizes && fill->chosen && fill->above;
}

void timeline_fill_release(struct timeline_fill *fill)
{
    memory_free(fill->sizes);
    memory_free(fill->chosen);
    memory_free(fill->above);
    for (int i = 0; i < TIMELINE_SIDES; i++) {
        memory_free(fill->tops[i]);
        timeline_side_release(&fill->sides[i]);
    }
    *fill = (struct timeline_fill){.count = 0};
}

/* A staircase under way: the last column of each label that no later one reaches over, with the
 * height of its far edge. */
struct stairs {
    struct timeline_stair *list;
    size_t depth;
};

static int32_t step_up(const struct stairs *stairs, int32_t reach, size_t *depth)
{
    int32_t under = 0;
    for (*depth = stairs->depth; *depth > 0 && stairs->list[*depth - 1].x < reach; --*depth)
        if (stairs->list[*depth - 1].top > under)
            under = stairs->list[*depth - 1].top;
    return under;
}

/* Where a label would stand on a side: its width, the height of its far edge, and how much of the
 * staircase is left then. */
struct stand {
    unsigned chosen;
    int32_t top;
    size_t depth;
};

/* The width in which a label stands lowest; the first is left only for a good reason. */
static struct stand stand_on(const struct timeline_fill *fill, const struct stairs *stairs,
                             size_t number)
{
    const struct timeline_item *item = &fill->items[number];
    const struct timeline_size *sizes = fill->widths(fill->context, item->event);
    struct stand best = {fill->first_width, INT32_MAX, 0};
    for (unsigned i = 0; i < fill->width_count; i++) {
        const struct timeline_size *size = &sizes[fill->first_width + i];
        struct stand stand = {.chosen = fill->first_width + i};
        stand.top = step_up(stairs, item->x + size->width + LABEL_APART, &stand.depth) +
                    size->height + LABEL_ABOVE;
        if (best.top == INT32_MAX || stand.top + WIDTH_GAIN < best.top)
            best = stand;
    }
    return best;
}

/*
 * Gives each event its side and its label a width, from the right: where the label hangs lowest
 * when columns stand on their marks. Of two sides that are equal, the one that the next event is
 * not on, and above for the last. `by_impact`: positive events above, negative ones below.
 */
static void choose_sides(struct timeline_fill *fill, bool by_impact)
{
    struct stairs stairs[TIMELINE_SIDES] = {{fill->tops[0], 0}, {fill->tops[1], 0}};
    bool last = false;
    for (size_t i = fill->count; i-- > 0;) {
        const struct timeline_item *item = &fill->items[i];
        struct stand stands[TIMELINE_SIDES];
        for (int side = 0; side < TIMELINE_SIDES; side++)
            stands[side] = stand_on(fill, &stairs[side], i);
        int32_t above = stands[TIMELINE_ABOVE].top, below = stands[TIMELINE_BELOW].top;
        bool up = above < below || (above == below && !last);
        if (by_impact && item->impact == IMPACT_POSITIVE)
            up = true;
        if (by_impact && item->impact == IMPACT_NEGATIVE)
            up = false;
        last = fill->above[i] = up;
        int side = up ? TIMELINE_ABOVE : TIMELINE_BELOW;
        fill->chosen[i] = stands[side].chosen;
        fill->sizes[i] = fill->widths(fill->context, item->event)[stands[side].chosen];
        stairs[side].depth = stands[side].depth;
        stairs[side].list[stairs[side].depth++] = (struct timeline_stair){item->x,
                                                                          stands[side].top};
    }
}

/* Places the labels on the sides that they have. Returns the score. */
static int64_t place(struct timeline_fill *fill)
{
    for (int s = 0; s < TIMELINE_SIDES; s++)
        fill->sides[s].count = 0;
    for (size_t i = 0; i < fill->count; i++) {
        struct timeline_side *side = &fill->sides[fill->above[i] ? TIMELINE_ABOVE : TIMELINE_BELOW];
        side->choosing = fill->width_count > 1;
        side->choices[side->count] = fill->widths(fill->context, fill->items[i].event);
        side->wished[side->count] = fill->chosen[i];
        side->x[side->count] = fill->items[i].x;
        side->width[side->count] = fill->sizes[i].width;
        side->height[side->count++] = fill->sizes[i].height;
    }
    int64_t score = 0;
    for (int s = 0; s < TIMELINE_SIDES; s++) {
        fill->sides[s].shift_weight = fill->shift_weight;
        timeline_side_place(&fill->sides[s], fill->left, fill->right);
        score += timeline_side_score(&fill->sides[s]);
    }
    size_t next[TIMELINE_SIDES] = {0, 0};
    for (size_t i = 0; i < fill->count && fill->width_count > 1; i++) {
        int s = fill->above[i] ? TIMELINE_ABOVE : TIMELINE_BELOW;
        size_t at = next[s]++;
        fill->chosen[i] = fill->sides[s].chosen[at];
        fill->sizes[i] = fill->sides[s].choices[at][fill->chosen[i]];
    }
    return score;
}

void timeline_fill_place(struct timeline_fill *fill, bool by_impact)
{
    choose_sides(fill, by_impact);
    fill->score = place(fill);
    fill->height = 0;
    fill->shift = 0;
    for (int s = 0; s < TIMELINE_SIDES; s++) {
        if (fill->sides[s].count > 0)
            fill->height += fill->sides[s].top + fill->sides[s].fan;
        fill->shift += fill->sides[s].shift;
    }
}
