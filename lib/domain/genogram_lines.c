/* Heights, and the lines themselves. */
#include "domain/genogram_private.h"

#include "base/memory.h"

struct drawing {
    struct plan *plan;
    struct channel *channels;
    struct genogram *genogram;
    int32_t *row_y; /* middles of symbols */
    int32_t left, top;
    bool failed;
};

static bool grow(void **array, size_t *capacity, uint32_t count, size_t size)
{
    return count < NONE - 1 && memory_reserve(array, capacity, (size_t)count + 1, size);
}

static void add_point(struct drawing *drawing, int32_t x, int32_t y)
{
    struct genogram *genogram = drawing->genogram;
    struct genogram_stroke *stroke = &genogram->strokes[genogram->stroke_count - 1];
    x += drawing->left;
    y += drawing->top;
    if (stroke->point_count > 0) {
        const struct genogram_point *last = &genogram->points[genogram->point_count - 1];
        if (last->x == x && last->y == y)
            return;
    }
    void *array = genogram->points;
    if (drawing->failed ||
        !grow(&array, &genogram->point_capacity, genogram->point_count, sizeof *genogram->points)) {
        drawing->failed = true;
        return;
    }
    genogram->points = array;
    genogram->points[genogram->point_count++] = (struct genogram_point){x, y};
    stroke->point_count++;
}

static void add_child(struct drawing *drawing, uint32_t person)
{
    struct genogram *genogram = drawing->genogram;
    void *array = genogram->stroke_children;
    if (drawing->failed || !grow(&array, &genogram->child_capacity, genogram->stroke_child_count,
                                 sizeof *genogram->stroke_children)) {
        drawing->failed = true;
        return;
    }
    genogram->stroke_children = array;
    genogram->stroke_children[genogram->stroke_child_count++] = person;
    genogram->strokes[genogram->stroke_count - 1].child_count++;
}

static struct genogram_stroke *begin(struct drawing *drawing, enum genogram_stroke_kind kind,
                                     uint32_t owner)
{
    static struct genogram_stroke nowhere;
    struct genogram *genogram = drawing->genogram;
    void *array = genogram->strokes;
    if (drawing->failed || !grow(&array, &genogram->stroke_capacity, genogram->stroke_count,
                                 sizeof *genogram->strokes)) {
        drawing->failed = true;
        return &nowhere;
    }
    genogram->strokes = array;
    struct genogram_stroke *stroke = &genogram->strokes[genogram->stroke_count++];
    *stroke = (struct genogram_stroke){
        .kind = kind,
        .owner = owner,
        .first_point = genogram->point_count,
        .first_child = genogram->stroke_child_count,
    };
    return stroke;
}

static void add_slashes(struct drawing *drawing, struct genogram_stroke *stroke, int32_t x,
                        int32_t y)
{
    stroke->slashes = true;
    stroke->slash_at = (struct genogram_point){x + drawing->left, y + drawing->top};
}

/* Whom a comb leads to: children of the sibship in this row and those below. */
static void add_children(struct drawing *drawing, const struct comb *comb, uint32_t item)
{
    const struct plan *plan = drawing->plan;
    const struct family_sibship *sibship = &plan->family->sibships[comb->owner];
    if (item != NONE && plan->items[item].person != NONE) {
        add_child(drawing, plan->items[item].person);
        return;
    }
    uint32_t row = plan->items[comb->host].row + 1 + (item != NONE);
    for (uint32_t i = 0; i < sibship->count; i++) {
        uint32_t person = plan->family->children[sibship->first + i].person;
        if (plan->items[plan->local[person]].row >= row)
            add_child(drawing, person);
    }
}

static void begin_comb(struct drawing *drawing, const struct comb *comb, uint32_t item)
{
    if (comb->kind == COMB_PARTNER) {
        begin(drawing, GENOGRAM_PARTNERS, comb->owner);
    } else {
        begin(drawing, GENOGRAM_CHILDREN, comb->owner);
        add_children(drawing, comb, item);
    }
}

/* Where a line that comes down onto an item ends. */
static int32_t foot_of(const struct drawing *drawing, uint32_t number)
{
    const struct item *item = &drawing->plan->items[number];
    int32_t y = drawing->row_y[item->row];
    return item->person == NONE ? y : y - drawing->plan->measure->symbol / 2;
}

enum { TWIN_ZONE = 260 };

/* From the symbols, or the partner line, down to `y`. */
static void trunk_points(struct drawing *drawing, const struct comb *comb, int32_t y)
{
    const struct plan *plan = drawing->plan;
    const struct item *host = &plan->items[comb->host];
    int32_t start = drawing->row_y[host->row];
    if (comb->other == NONE) {
        if (comb->begins) {
            add_point(drawing, host->x, start + comb->leave.level);
            add_point(drawing, comb->x, start + comb->leave.level);
        } else {
            add_point(drawing, host->x, start);
        }
    } else {
        const struct pair *pair = &plan->pairs[comb->pair];
        const struct channel *channel = &drawing->channels[host->row + 1];
        const struct leave *leave = &pair->leave[pair->items[0] == comb->host ? 0 : 1];
        if (pair->way == WAY_OVER)
            start += leave->level;
        for (uint32_t i = 0; pair->way == WAY_UNDER && i < channel->count; i++)
            if (channel->bars[i].pair == comb->pair)
                start = channel->bars[i].y;
        add_point(drawing, comb->x, start);
    }
    add_point(drawing, comb->x, y);
}

static void draw_twins(struct drawing *drawing, const struct comb *comb, uint32_t first,
                       uint32_t count, int32_t x)
{
    const struct plan *plan = drawing->plan;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t item = plan->below[comb->first + first + i];
        int32_t foot = foot_of(drawing, item);
        begin_comb(drawing, comb, item);
        add_point(drawing, x, foot - TWIN_ZONE);
        add_point(drawing, plan->items[item].x, foot);
    }
}

/* Down from the level line to what hangs there. */
static int32_t leg_end(struct drawing *drawing, const struct comb *comb, uint32_t first,
                       uint32_t run)
{
    int32_t foot = foot_of(drawing, drawing->plan->below[comb->first + first]);
    return run > 1 ? foot - TWIN_ZONE : foot;
}

static void add_run(struct drawing *drawing, const struct comb *comb, uint32_t first, uint32_t run)
{
    begin_comb(drawing, comb, drawing->plan->below[comb->first + first]);
    for (uint32_t i = 1; i < run; i++)
        add_children(drawing, comb, drawing->plan->below[comb->first + first + i]);
}

static void draw_comb(struct drawing *drawing, const struct channel *channel, const struct bar *bar)
{
    const struct plan *plan = drawing->plan;
    const struct comb *comb = &plan->combs[bar->comb];
    const int32_t *downs = &channel->legs[bar->first_down];
    uint32_t first_run = twin_run(plan, comb, 0);
    if (bar->down_count == 1) {
        add_run(drawing, comb, 0, first_run);
        if (bar->straight) {
            trunk_points(drawing, comb, leg_end(drawing, comb, 0, first_run));
        } else {
            trunk_points(drawing, comb, bar->y);
            add_point(drawing, downs[0], bar->y);
            add_point(drawing, downs[0], leg_end(drawing, comb, 0, first_run));
        }
        if (first_run > 1)
            draw_twins(drawing, comb, 0, first_run, downs[0]);
        return;
    }
    begin_comb(drawing, comb, NONE);
    trunk_points(drawing, comb, bar->y);
    begin_comb(drawing, comb, NONE);
    add_point(drawing, bar->low, bar->y);
    add_point(drawing, bar->high, bar->y);
    for (uint32_t i = 0, leg = 0; i < comb->count; leg++) {
        uint32_t run = twin_run(plan, comb, i);
        add_run(drawing, comb, i, run);
        add_point(drawing, downs[leg], bar->y);
        add_point(drawing, downs[leg], leg_end(drawing, comb, i, run));
        if (run > 1)
            draw_twins(drawing, comb, i, run, downs[leg]);
        i += run;
    }
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Side by side: the slashes go to the side that has more room beside the trunk. */
static void draw_beside(struct drawing *drawing, const struct pair *pair)
{
    const struct plan *plan = drawing->plan;
    const struct item *a = &plan->items[pair->items[0]], *b = &plan->items[pair->items[1]];
    const struct item *left = a->x < b->x ? a : b, *right = left == a ? b : a;
    int32_t y = drawing->row_y[a->row], half = plan->measure->symbol / 2;
    struct genogram_stroke *stroke = begin(drawing, GENOGRAM_PARTNERS, pair->couple);
    int32_t low = left->x + (left->person == NONE ? 0 : half);
    int32_t high = right->x - (right->person == NONE ? 0 : half);
    int32_t first = high, last = low; /* upright lines between the two */
    if (pair->comb != NONE)
        first = last = plan->combs[pair->comb].x;
    if (left->lanes[RIGHT] > 0)
        first = least(first, left->x + left->half + plan->measure->lane);
    if (left->lanes[RIGHT] > 0 && pair->comb == NONE)
        last = left->x + left->half + plan->measure->lane * (int32_t)left->lanes[RIGHT];
    if (right->lanes[LEFT] > 0) {
        last = right->x - right->half - plan->measure->lane;
        if (first == high)
            first = right->x - right->half - plan->measure->lane * (int32_t)right->lanes[LEFT];
    }
    int32_t x = first - low >= high - last ? (low + first) / 2 : (last + high) / 2;
    add_slashes(drawing, stroke, x, y);
    add_point(drawing, left->x, y);
    add_point(drawing, right->x, y);
}

static void draw_long(struct drawing *drawing, const struct bar *bar)
{
    const struct plan *plan = drawing->plan;
    const struct pair *pair = &plan->pairs[bar->pair];
    int32_t row = drawing->row_y[plan->items[pair->items[0]].row];
    struct genogram_stroke *stroke = begin(drawing, GENOGRAM_PARTNERS, pair->couple);
    int32_t from = pair->leave[0].x, to = pair->leave[1].x, x = (from + to) / 2;
    if (pair->way == WAY_UNDER && pair->comb != NONE) {
        int32_t trunk = plan->combs[pair->comb].x;
        int32_t low = from < to ? from : to, high = from < to ? to : from;
        x = trunk - low > high - trunk ? (low + trunk) / 2 : (trunk + high) / 2;
    }
    add_slashes(drawing, stroke, x, bar->y);
    for (int end = 0; end < 2; end++) {
        const struct item *item = &plan->items[pair->items[end]];
        const struct leave *leave = &pair->leave[end];
        if (end == 1)
            add_point(drawing, leave->x, bar->y);
        if (end == 0)
            add_point(drawing, item->x, row + leave->level);
        add_point(drawing, leave->x, row + leave->level);
        if (end == 0)
            add_point(drawing, leave->x, bar->y);
        else
            add_point(drawing, item->x, row + leave->level);
    }
}

/* Heights of rows and level lines. */
static void set_heights(struct drawing *drawing, int32_t *height)
{
    const struct plan *plan = drawing->plan;
    const struct genogram_measure *measure = plan->measure;
    int32_t y = 0;
    for (uint32_t row = 0; row <= plan->row_count; row++) {
        struct channel *channel = &drawing->channels[row];
        bool outer = row == 0 || row == plan->row_count;
        channel->top = y;
        channel->height = channel->tracks == 0 && outer
                              ? 0
                              : (int32_t)(channel->tracks ? channel->tracks - 1 : 0) *
                                        measure->track +
                                    measure->clear * 2 + (channel->twins ? TWIN_ZONE : 0);
        for (uint32_t i = 0; i < channel->count; i++)
            channel->bars[i].y = y + measure->clear +
                                 (int32_t)channel->bars[i].track * measure->track;
        y += channel->height;
        if (row == plan->row_count)
            break;
        drawing->row_y[row] = y + measure->symbol / 2;
        int32_t label = 0;
        for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++) {
            uint32_t person = plan->items[plan->order[i]].person;
            if (person != NONE && plan->labels[person].height > label)
                label = plan->labels[person].height;
        }
        plan->row_top[row] = y;
        y += measure->symbol + (label ? measure->label_gap + label : 0);
        plan->row_bottom[row] = y;
    }
    *height = y;
}

bool plan_draw(struct plan *plan, struct channel *channels, struct genogram *genogram, int32_t left,
               int32_t top, int32_t *width, int32_t *height)
{
    struct drawing drawing = {
        .plan = plan,
        .channels = channels,
        .genogram = genogram,
        .row_y = pool_room(plan->pool, plan->row_count, sizeof(int32_t)),
        .left = left,
        .top = top,
    };
    plan->row_top = pool_room(plan->pool, plan->row_count, sizeof(int32_t));
    plan->row_bottom = pool_room(plan->pool, plan->row_count, sizeof(int32_t));
    if (!drawing.row_y || !plan->row_top || !plan->row_bottom)
        return false;
    set_heights(&drawing, height);
    *width = 0;
    for (uint32_t i = 0; i < plan->item_count; i++) {
        const struct item *item = &plan->items[i];
        int32_t right = item->x + item->half + plan->measure->lane * (int32_t)item->lanes[RIGHT];
        *width = right > *width ? right : *width;
        if (item->person != NONE)
            genogram->symbols[item->person] = (struct genogram_symbol){
                item->x + left, drawing.row_y[item->row] + top};
    }
    for (uint32_t i = 0; i < plan->pair_count; i++)
        if (plan->pairs[i].way == WAY_BESIDE)
            draw_beside(&drawing, &plan->pairs[i]);
    for (uint32_t i = 0; i <= plan->row_count; i++)
        for (uint32_t j = 0; j < channels[i].count; j++) {
            const struct bar *bar = &channels[i].bars[j];
            if (bar->pair != NONE)
                draw_long(&drawing, bar);
            else
                draw_comb(&drawing, &channels[i], bar);
        }
    return !drawing.failed;
}
