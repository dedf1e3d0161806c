/* Heights, and the lines themselves. */
#include "domain/genogram/genogram_private.h"

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
    if (drawing->failed)
        return;
    struct genogram_stroke *stroke = &genogram->strokes[genogram->stroke_count - 1];
    x += drawing->left;
    y += drawing->top;
    if (stroke->point_count > 0) {
        const struct genogram_point *last = &genogram->points[genogram->point_count - 1];
        if (last->x == x && last->y == y)
            return;
    }
    void *array = genogram->points;
    if (!grow(&array, &genogram->point_capacity, genogram->point_count, sizeof *genogram->points)) {
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

/* Whom the line at a place in plan->below leads to: one child, or twins, who are a fan. */
static void begin_run(struct drawing *drawing, const struct comb *comb, uint32_t place,
                      const struct fan *fan)
{
    begin_comb(drawing, comb, drawing->plan->below[place]);
    for (uint32_t i = 1; fan && i < fan->count; i++)
        add_children(drawing, comb, drawing->plan->below[place + i]);
}

static int32_t end_of_run(const struct drawing *drawing, uint32_t place, const struct fan *fan)
{
    return foot_of(drawing, drawing->plan->below[place]) - (fan ? fan->rise : 0);
}

/* Down to what hangs at a place in plan->below. */
static void end_run(struct drawing *drawing, const struct comb *comb, uint32_t place,
                    const struct fan *fan)
{
    const struct plan *plan = drawing->plan;
    int32_t foot = foot_of(drawing, plan->below[place]);
    add_point(drawing, fan ? fan->x : plan->feet[place], end_of_run(drawing, place, fan));
    if (!fan)
        return;
    for (uint32_t i = place; i < place + fan->count; i++) {
        begin_comb(drawing, comb, plan->below[i]);
        add_point(drawing, fan->x, foot - fan->rise);
        add_point(drawing, plan->feet[i], foot);
    }
}

static void draw_comb(struct drawing *drawing, const struct bar *bar)
{
    const struct plan *plan = drawing->plan;
    const struct comb *comb = &plan->combs[bar->comb];
    uint32_t end = comb->first + comb->count;
    bool one_leg = bar->down_count == 1;
    if (!one_leg) {
        begin_comb(drawing, comb, NONE);
        trunk_points(drawing, comb, bar->y);
        begin_comb(drawing, comb, NONE);
        add_point(drawing, bar->low, bar->y);
        add_point(drawing, bar->high, bar->y);
    }
    for (uint32_t i = comb->first; i < end;) {
        const struct fan *fan = plan->fan_of[i] == NONE ? NULL : &plan->fans[plan->fan_of[i]];
        begin_run(drawing, comb, i, fan);
        if (one_leg)
            trunk_points(drawing, comb, bar->straight ? end_of_run(drawing, i, fan) : bar->y);
        if (!bar->straight)
            add_point(drawing, fan ? fan->x : plan->feet[i], bar->y);
        end_run(drawing, comb, i, fan);
        i += fan ? fan->count : 1;
    }
}

static void draw_beside(struct drawing *drawing, const struct pair *pair)
{
    const struct plan *plan = drawing->plan;
    const struct item *a = &plan->items[pair->items[0]], *b = &plan->items[pair->items[1]];
    int32_t y = drawing->row_y[a->row];
    struct genogram_stroke *stroke = begin(drawing, GENOGRAM_PARTNERS, pair->couple);
    add_slashes(drawing, stroke, slashes_beside(plan, pair), y);
    add_point(drawing, a->x < b->x ? a->x : b->x, y);
    add_point(drawing, a->x < b->x ? b->x : a->x, y);
}

/* Out of the side of one partner, along above or under the row, and into the side of the other. */
static void draw_long(struct drawing *drawing, struct channel *channel, const struct bar *bar)
{
    const struct plan *plan = drawing->plan;
    const struct pair *pair = &plan->pairs[bar->pair];
    const struct leave *from = &pair->leave[0], *to = &pair->leave[1];
    int32_t row = drawing->row_y[plan->items[pair->items[0]].row];
    struct genogram_stroke *stroke = begin(drawing, GENOGRAM_PARTNERS, pair->couple);
    if (couple_has_slashes(plan, pair))
        add_slashes(drawing, stroke, slashes_along(plan, channel, bar), bar->y);
    if (from->rising == 0)
        add_point(drawing, plan->items[pair->items[0]].x, row + from->level);
    add_point(drawing, from->x, row + from->level);
    add_point(drawing, from->x, bar->y);
    add_point(drawing, to->x, bar->y);
    add_point(drawing, to->x, row + to->level);
    if (to->rising == 0)
        add_point(drawing, plan->items[pair->items[1]].x, row + to->level);
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
                                    measure->clear * 2 + channel->fan_rise;
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
                draw_long(&drawing, &channels[i], bar);
            else
                draw_comb(&drawing, bar);
        }
    return !drawing.failed;
}
