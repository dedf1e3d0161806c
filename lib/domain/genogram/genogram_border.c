/* The border of boxes that overlap: one line round what they cover together, and one round each
 * hole in it. */
#include "domain/genogram/genogram_private.h"

#include "base/memory.h"

#include <stdlib.h>

/* The plane, cut where a box begins or ends. */
struct grid {
    int32_t *xs, *ys;
    uint32_t columns, rows; /* cells */
    bool *filled;
    uint8_t *edges; /* of a corner: bits of directions in which the border goes on from it */
};

enum { GO_RIGHT = 1, GO_DOWN = 2, GO_LEFT = 4, GO_UP = 8 };

static uint32_t sort_unique(int32_t *list, uint32_t count)
{
    uint32_t kept = 0;
    qsort(list, count, sizeof *list, compare_lengths);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || list[kept - 1] != list[i])
            list[kept++] = list[i];
    return kept;
}

/* The place of a length that is in the list. */
static uint32_t place_in(const int32_t *list, uint32_t count, int32_t length)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list[middle] < length)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void fill_box(struct grid *grid, const struct box *box)
{
    uint32_t left = place_in(grid->xs, grid->columns, box->left);
    uint32_t right = place_in(grid->xs, grid->columns, box->right);
    uint32_t bottom = place_in(grid->ys, grid->rows, box->bottom);
    for (uint32_t y = place_in(grid->ys, grid->rows, box->top); y < bottom; y++)
        for (uint32_t x = left; x < right; x++)
            grid->filled[(size_t)y * (grid->columns + 1) + x] = true;
}

static bool fill_grid(struct grid *grid, struct pool *pool, const struct box *boxes, uint32_t count)
{
    grid->xs = pool_room(pool, (size_t)count * 2, sizeof(int32_t));
    grid->ys = pool_room(pool, (size_t)count * 2, sizeof(int32_t));
    if (!grid->xs || !grid->ys)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        grid->xs[2 * i] = boxes[i].left;
        grid->xs[2 * i + 1] = boxes[i].right;
        grid->ys[2 * i] = boxes[i].top;
        grid->ys[2 * i + 1] = boxes[i].bottom;
    }
    grid->columns = sort_unique(grid->xs, 2 * count) - 1;
    grid->rows = sort_unique(grid->ys, 2 * count) - 1;
    size_t corners = (size_t)(grid->columns + 1) * (grid->rows + 1);
    grid->filled = pool_room(pool, corners, sizeof(bool));
    grid->edges = pool_room(pool, corners, 1);
    if (!grid->filled || !grid->edges)
        return false;
    for (uint32_t i = 0; i < count; i++)
        fill_box(grid, &boxes[i]);
    return true;
}

static bool is_filled(const struct grid *grid, int64_t x, int64_t y)
{
    return x >= 0 && y >= 0 && x < grid->columns && y < grid->rows &&
           grid->filled[(size_t)y * (grid->columns + 1) + (size_t)x];
}

/* The border goes round what is filled clockwise. */
static void mark_edges(struct grid *grid)
{
    uint32_t width = grid->columns + 1;
    for (int64_t y = 0; y < grid->rows; y++)
        for (int64_t x = 0; x < grid->columns; x++) {
            if (!is_filled(grid, x, y))
                continue;
            size_t at = (size_t)y * width + (size_t)x;
            if (!is_filled(grid, x, y - 1))
                grid->edges[at] |= GO_RIGHT;
            if (!is_filled(grid, x + 1, y))
                grid->edges[at + 1] |= GO_DOWN;
            if (!is_filled(grid, x, y + 1))
                grid->edges[at + width + 1] |= GO_LEFT;
            if (!is_filled(grid, x - 1, y))
                grid->edges[at + width] |= GO_UP;
        }
}

static bool add_point(struct genogram *genogram, int32_t x, int32_t y)
{
    void *array = genogram->points;
    if (!memory_reserve(&array, &genogram->point_capacity, (size_t)genogram->point_count + 1,
                        sizeof *genogram->points))
        return false;
    genogram->points = array;
    genogram->points[genogram->point_count++] = (struct genogram_point){x, y};
    return true;
}

static bool begin_outline(struct genogram *genogram, uint32_t household)
{
    void *array = genogram->outlines;
    if (!memory_reserve(&array, &genogram->outline_capacity, (size_t)genogram->outline_count + 1,
                        sizeof *genogram->outlines))
        return false;
    genogram->outlines = array;
    genogram->outlines[genogram->outline_count++] = (struct genogram_outline){
        household, genogram->point_count, 0};
    return true;
}

/* Follows the border from a corner where it goes to the right, until it comes back. */
static bool follow(struct grid *grid, struct genogram *genogram, size_t start)
{
    static const uint8_t turns[4][3] = {
        {GO_DOWN, GO_RIGHT, GO_UP}, /* going right */
        {GO_LEFT, GO_DOWN, GO_RIGHT},
        {GO_UP, GO_LEFT, GO_DOWN},
        {GO_RIGHT, GO_UP, GO_LEFT},
    };
    uint32_t width = grid->columns + 1;
    struct genogram_outline *outline = &genogram->outlines[genogram->outline_count - 1];
    size_t at = start;
    uint8_t direction = GO_RIGHT, before = 0;
    do {
        if (direction != before) {
            if (!add_point(genogram, grid->xs[at % width], grid->ys[at / width]))
                return false;
            outline->point_count++;
        }
        grid->edges[at] &= (uint8_t)~direction;
        at = direction == GO_RIGHT  ? at + 1
             : direction == GO_LEFT ? at - 1
             : direction == GO_DOWN ? at + width
                                    : at - width;
        before = direction;
        const uint8_t *turn = turns[direction == GO_RIGHT  ? 0
                                    : direction == GO_DOWN ? 1
                                    : direction == GO_LEFT ? 2
                                                           : 3];
        for (int i = 2; i >= 0; i--)
            if (grid->edges[at] & turn[i])
                direction = turn[i];
    } while (at != start && grid->edges[at] != 0);
    return true;
}

bool draw_border(struct pool *pool, struct genogram *genogram, const struct box *boxes,
                 uint32_t count, uint32_t household)
{
    struct grid grid = {0};
    if (count == 0)
        return true;
    if (!fill_grid(&grid, pool, boxes, count))
        return false;
    mark_edges(&grid);
    size_t corners = (size_t)(grid.columns + 1) * (grid.rows + 1);
    for (size_t at = 0; at < corners; at++)
        if (grid.edges[at] & GO_RIGHT)
            if (!begin_outline(genogram, household) || !follow(&grid, genogram, at))
                return false;
    return true;
}
