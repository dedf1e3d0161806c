/*
 * Outlines of households: a box round members who stand side by side, and boxes that join these
 * through the space between rows, where no symbol is.
 */
#include "domain/genogram/genogram_private.h"

#include <stdlib.h>

struct outlining {
    struct plan *plan;
    struct genogram *genogram;
    struct box *boxes;
    uint32_t count, runs, room;
    int32_t inset;
};

enum { BRIDGE = 240, INSETS = 3, BOXES_JOINED = 150 };

static bool lives_in(const struct plan *plan, uint32_t number, uint32_t household)
{
    uint32_t person = plan->items[number].person;
    if (person == NONE)
        return false;
    const struct family_person *who = &plan->family->people[person];
    for (uint32_t i = 0; i < who->household_count; i++)
        if (plan->family->memberships[who->first_household + i] == household)
            return true;
    return false;
}

static bool is_lost(const struct family_person *person)
{
    return person->outcome == FAMILY_MISCARRIAGE || person->outcome == FAMILY_ABORTION;
}

static void add_box(struct outlining *outlining, struct box box)
{
    if (outlining->count < outlining->room)
        outlining->boxes[outlining->count++] = box;
}

/* A box for each run of members in a row. */
static void box_runs(struct outlining *outlining, uint32_t household)
{
    const struct plan *plan = outlining->plan;
    int32_t inset = outlining->inset;
    outlining->count = 0;
    for (uint32_t row = 0; row < plan->row_count; row++) {
        struct box *open = NULL;
        for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
            const struct item *item = &plan->items[plan->order[i]];
            /* A lost pregnancy between members does not part them. */
            if (item->person == NONE || is_lost(&plan->family->people[item->person]))
                continue;
            if (!lives_in(plan, plan->order[i], household)) {
                open = NULL;
                continue;
            }
            if (!open && outlining->count < outlining->room) {
                open = &outlining->boxes[outlining->count];
                add_box(outlining,
                        (struct box){item->x - item->half - inset, 0, plan->row_top[row] - inset,
                                     plan->row_bottom[row] + inset, row, outlining->count});
            }
            if (open)
                open->right = item->x + item->half + inset;
        }
    }
    outlining->runs = outlining->count;
}

static uint32_t part_of(struct outlining *outlining, uint32_t box)
{
    struct box *boxes = outlining->boxes;
    while (boxes[box].part != box)
        box = boxes[box].part = boxes[boxes[box].part].part;
    return box;
}

static int32_t most(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static void join_boxes(struct outlining *outlining, uint32_t a, uint32_t b)
{
    a = part_of(outlining, a);
    b = part_of(outlining, b);
    outlining->boxes[a > b ? a : b].part = a > b ? b : a;
}

/* From a box to one in the next row: straight down where both are, else along between the rows. */
static void bridge_down(struct outlining *outlining, uint32_t upper, uint32_t lower)
{
    const struct box *a = &outlining->boxes[upper], *b = &outlining->boxes[lower];
    int32_t left = most(a->left, b->left), right = least(a->right, b->right);
    struct box bridge = {left, right, a->bottom - 10, b->top + 10, a->row, upper};
    if (right - left < BRIDGE) {
        int32_t middle = (a->bottom + b->top) / 2;
        bool to_right = a->left < b->left;
        const struct box *first = to_right ? a : b, *last = to_right ? b : a;
        bridge.left = most(first->left, first->right - BRIDGE);
        bridge.right = least(last->right, last->left + BRIDGE);
        if (bridge.left > bridge.right - BRIDGE) {
            bridge.left = least(first->left, last->left);
            bridge.right = most(first->right, last->right);
        }
        bridge.top = middle - BRIDGE / 4;
        bridge.bottom = middle + BRIDGE / 4;
        struct box down = {most(a->left, bridge.left),
                           least(a->right, bridge.right),
                           a->bottom - 10,
                           bridge.bottom,
                           a->row,
                           upper};
        struct box on = {most(b->left, bridge.left),
                         least(b->right, bridge.right),
                         bridge.top,
                         b->top + 10,
                         a->row,
                         upper};
        add_box(outlining, down);
        add_box(outlining, on);
    }
    add_box(outlining, bridge);
    join_boxes(outlining, upper, lower);
}

/* To the next box of the same row, below the labels of those between. */
static void bridge_along(struct outlining *outlining, uint32_t left, uint32_t right)
{
    const struct box *a = &outlining->boxes[left], *b = &outlining->boxes[right];
    add_box(outlining, (struct box){a->right - 10, b->left + 10, a->bottom - outlining->inset / 2,
                                    a->bottom + outlining->plan->measure->clear / 2, a->row, left});
    struct box foot = *a;
    foot.top = a->bottom - 10;
    foot.bottom = a->bottom + outlining->plan->measure->clear / 2;
    foot.left = most(a->left, a->right - BRIDGE);
    add_box(outlining, foot);
    foot = *b;
    foot.top = b->bottom - 10;
    foot.bottom = b->bottom + outlining->plan->measure->clear / 2;
    foot.right = least(b->right, b->left + BRIDGE);
    add_box(outlining, foot);
    join_boxes(outlining, left, right);
}

static int32_t apart(const struct box *a, const struct box *b)
{
    return most(a->left, b->left) - least(a->right, b->right);
}

/* --- Over rows in which no member stands ------------------------------------------------------ */

enum { PASSAGE = 80, BETWEEN_PARTNERS = 600 };

/* Where an outline may pass a row, near `wish`: between two people or lines, or beside all. */
static int32_t find_passage(const struct outlining *outlining, uint32_t row, int32_t wish)
{
    const struct plan *plan = outlining->plan;
    int32_t best = INT32_MAX, at = wish, edge = 0;
    for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
        const struct item *item = &plan->items[plan->order[i]];
        bool first = i == plan->row_start[row];
        int32_t left = item->x - item->half, from = first ? left - 4 * PASSAGE : edge;
        int32_t x = (from + left) / 2, cost = most(x - wish, wish - x);
        if (!first && pair_of(plan, plan->order[i], plan->order[i - 1]))
            cost += BETWEEN_PARTNERS;
        if (left - from >= 2 * PASSAGE && cost < best) {
            best = cost;
            at = x;
        }
        edge = item->x + item->half;
    }
    int32_t beside = edge + 2 * PASSAGE;
    return most(beside - wish, wish - beside) < best ? beside : at;
}

/* From a box to one some rows down, through a narrow box in each row between. */
static void bridge_over(struct outlining *outlining, uint32_t upper, uint32_t lower)
{
    const struct plan *plan = outlining->plan;
    uint32_t last = upper, needed = 4 * (outlining->boxes[lower].row - outlining->boxes[upper].row);
    if (outlining->room - outlining->count < needed)
        return;
    for (uint32_t row = outlining->boxes[upper].row + 1; row < outlining->boxes[lower].row; row++) {
        const struct box *a = &outlining->boxes[last], *b = &outlining->boxes[lower];
        int32_t wish = (most(a->left, b->left) + least(a->right, b->right)) / 2;
        int32_t x = find_passage(outlining, row, wish);
        uint32_t next = outlining->count;
        add_box(outlining, (struct box){x - PASSAGE / 2, x + PASSAGE / 2, plan->row_top[row] - 10,
                                        plan->row_bottom[row] + 10, row, next});
        bridge_down(outlining, last, next);
        last = next;
    }
    bridge_down(outlining, last, lower);
}

/* The nearest box of another part some rows further up. */
static uint32_t nearest_above(struct outlining *outlining, uint32_t lower)
{
    struct box *boxes = outlining->boxes;
    uint32_t nearest = NONE;
    for (uint32_t i = 0; i < lower; i++) {
        if (boxes[i].row >= boxes[lower].row || part_of(outlining, i) == part_of(outlining, lower))
            continue;
        if (nearest == NONE || boxes[i].row > boxes[nearest].row ||
            (boxes[i].row == boxes[nearest].row &&
             apart(&boxes[i], &boxes[lower]) < apart(&boxes[nearest], &boxes[lower])))
            nearest = i;
    }
    return nearest;
}

/* --- All boxes of a household ---------------------------------------------------------------- */

static uint32_t nearest_in_row(struct outlining *outlining, uint32_t box, uint32_t row, bool other)
{
    const struct box *boxes = outlining->boxes;
    uint32_t nearest = NONE;
    for (uint32_t i = 0; i < outlining->runs; i++)
        if (boxes[i].row == row && !(other && part_of(outlining, i) == part_of(outlining, box)) &&
            (nearest == NONE ||
             apart(&boxes[box], &boxes[i]) < apart(&boxes[box], &boxes[nearest])))
            nearest = i;
    return nearest;
}

static void bridge_all(struct outlining *outlining)
{
    struct box *boxes = outlining->boxes;
    uint32_t runs = outlining->runs;
    /* Each box to the nearest in the row above. */
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t nearest = boxes[i].row == 0
                               ? NONE
                               : nearest_in_row(outlining, i, boxes[i].row - 1, false);
        if (nearest != NONE)
            bridge_down(outlining, nearest, i);
    }
    /* Each box that is not joined to the one before it in its row to the nearest below it. */
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t nearest = nearest_in_row(outlining, i, boxes[i].row + 1, true);
        if (nearest != NONE)
            bridge_down(outlining, i, nearest);
    }
    for (uint32_t i = 0; i + 1 < runs; i++)
        if (boxes[i].row == boxes[i + 1].row && part_of(outlining, i) != part_of(outlining, i + 1))
            bridge_along(outlining, i, i + 1);
    for (uint32_t i = 1; i < runs; i++)
        if (boxes[i].row != boxes[i - 1].row &&
            part_of(outlining, i) != part_of(outlining, i - 1)) {
            uint32_t nearest = nearest_above(outlining, i);
            if (nearest != NONE)
                bridge_over(outlining, nearest, i);
        }
}

/* So many members that joining them would cost too much: each box for itself. */
static bool draw_each(struct outlining *outlining, uint32_t household)
{
    for (uint32_t i = 0; i < outlining->count; i++)
        if (!draw_border(outlining->plan->pool, outlining->genogram, &outlining->boxes[i], 1,
                         household))
            return false;
    return true;
}

static bool draw_joined(struct outlining *outlining, uint32_t household)
{
    bridge_all(outlining);
    return draw_border(outlining->plan->pool, outlining->genogram, outlining->boxes,
                       outlining->count, household);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The households of the family, each once, in order. */
static uint32_t *list_households(const struct plan *plan, uint32_t *count)
{
    uint32_t total = 0, kept = 0;
    for (uint32_t i = 0; i < plan->person_count; i++)
        total += plan->family->people[plan->people[i]].household_count;
    uint32_t *list = pool_room(plan->pool, total, sizeof *list);
    *count = 0;
    if (!list)
        return NULL;
    for (uint32_t i = 0, at = 0; i < plan->person_count; i++) {
        const struct family_person *person = &plan->family->people[plan->people[i]];
        for (uint32_t j = 0; j < person->household_count; j++)
            list[at++] = plan->family->memberships[person->first_household + j];
    }
    if (total > 1)
        qsort(list, total, sizeof *list, compare_numbers);
    for (uint32_t i = 0; i < total; i++)
        if (kept == 0 || list[kept - 1] != list[i])
            list[kept++] = list[i];
    *count = kept;
    return list;
}

bool plan_outlines(struct plan *plan, struct genogram *genogram)
{
    if (!plan->households)
        return true;
    uint32_t households;
    uint32_t *list = list_households(plan, &households);
    struct outlining outlining = {
        .plan = plan,
        .genogram = genogram,
        .room = plan->person_count * 8 + 8,
    };
    outlining.boxes = pool_room(plan->pool, outlining.room, sizeof *outlining.boxes);
    if (!list || !outlining.boxes)
        return false;
    for (uint32_t i = 0; i < households; i++) {
        outlining.inset = plan->measure->outline -
                          (int32_t)(i % INSETS) * plan->measure->outline / 3;
        box_runs(&outlining, list[i]);
        if (outlining.runs <= BOXES_JOINED ? !draw_joined(&outlining, list[i])
                                           : !draw_each(&outlining, list[i]))
            return false;
    }
    return true;
}
