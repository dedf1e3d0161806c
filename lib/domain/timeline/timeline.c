#include "base/memory.h"
#include "domain/timeline/timeline_private.h"

#include <stdlib.h>

enum {
    LEAST_DAYS = 90, /* of a line */
    ROWS_MOST = 64,
    ROWS_MORE = 4,      /* times as many rows may stand for labels that read better */
    WIDE_LABEL = 4,     /* a label's part of the width for which room is kept at the end */
    CALM_HEIGHT = 2200, /* of the labels, for which no wider paper is looked for */
    CALM_PART = 28,     /* per cent of the width, likewise */
    ENOUGH_PART = 11,   /* per cent of a width that is given: low enough for the labels */
    IMPACT_PART = 105,  /* per cent of the score without, up to which impact decides the sides; */
    IMPACT_PART_FREE = 120, /* where the width is free */
    HIGHEST = 1 << 29,      /* all labels together, */
    WIDEST = 1 << 20        /* and one of them */
};

/* What a way to lay the rows out comes to. */
struct outcome {
    int64_t score, shift;
    int32_t height; /* of the labels of the tallest row */
};

/* --- The line -------------------------------------------------------------------------------- */

int32_t timeline_x(const struct timeline_row *row, int64_t half_days)
{
    int64_t length = row->right - row->left, span = 2 * ((int64_t)row->end - row->first);
    int64_t part = (half_days - 2 * (int64_t)row->first) * length, half = span / 2;
    return row->left + (int32_t)((part + (part < 0 ? -half : half)) / span);
}

static int compare_items(const void *left, const void *right)
{
    const struct timeline_item *a = left, *b = right;
    if (a->mark != b->mark)
        return a->mark < b->mark ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static bool collect(struct work *work)
{
    const struct chronology_family *family = work->request->family;
    work->count = family->dated_count;
    work->items = memory_new(work->count + 1, sizeof *work->items);
    work->sizes = memory_new((work->count + 1) * TIMELINE_FORMS, sizeof *work->sizes);
    if (!work->items || !work->sizes || !timeline_fill_init(&work->fill, work->count))
        return false;
    bool goes_on = false;
    for (size_t i = 0; i < work->count; i++) {
        const struct chronology_event *event = &family->events[i];
        work->items[i] = (struct timeline_item){(uint32_t)i, chronology_mark(&event->date), 0,
                                                event->impact};
        goes_on = goes_on || event->ongoing || event->date.latest == DATE_DAY_OPEN_END ||
                  (event->end.precision != DATE_NONE && event->end.latest == DATE_DAY_OPEN_END);
    }
    if (work->count > 1)
        qsort(work->items, work->count, sizeof *work->items, compare_items);
    work->first = family->first;
    work->end = family->last + 1;
    if (goes_on)
        work->end += (work->end - work->first) / 40;
    if (work->end - work->first < LEAST_DAYS)
        work->end = work->first + LEAST_DAYS;
    return true;
}

static void measure(struct work *work, unsigned form)
{
    const struct timeline_measure *measure = &work->request->measure;
    if (work->measured[form])
        return;
    int64_t height = 0;
    for (size_t i = 0; i < work->count; i++) {
        struct timeline_size *size = &work->sizes[i * TIMELINE_FORMS + form];
        measure->label(measure->context, i, form, size);
        height += size->height + LABEL_ABOVE;
        if (size->width > WIDEST || height > HIGHEST) {
            work->too_large = true;
            *size = (struct timeline_size){0, 0};
        }
    }
    work->measured[form] = true;
}

/* The sizes of a label in the widths of the style that is under way. */
static const struct timeline_size *widths_of(const void *context, uint32_t event)
{
    const struct work *work = context;
    return &work->sizes[event * TIMELINE_FORMS + work->way.style * TIMELINE_WIDTHS];
}

static date_day row_start(const struct work *work, size_t row, size_t rows)
{
    int64_t days = (int64_t)work->end - work->first;
    return work->first + (date_day)(days * (int64_t)row / (int64_t)rows);
}

static bool make_rows(struct work *work, size_t count)
{
    struct timeline *timeline = work->timeline;
    memory_free(timeline->rows);
    timeline->rows = memory_new(count, sizeof *timeline->rows);
    timeline->row_count = timeline->rows ? count : 0;
    for (size_t i = 0; i < timeline->row_count; i++) {
        timeline->rows[i].first = row_start(work, i, count);
        timeline->rows[i].end = row_start(work, i + 1, count);
    }
    return timeline->rows;
}

/* The last item of a row, in turn, and those behind it: the first item that is not in the row. */
static size_t row_items(const struct work *work, size_t row, size_t first)
{
    size_t end = first;
    if (row + 1 == work->timeline->row_count)
        return work->count;
    while (end < work->count && work->items[end].mark < 2 * (int64_t)work->timeline->rows[row].end)
        end++;
    return end;
}

/* Makes the line as long as it can be so that the last labels of each row still fit. All rows have
 * one scale. */
static void set_line(struct work *work, int32_t width)
{
    struct timeline *timeline = work->timeline;
    int32_t left = work->request->measure.gutter;
    int64_t room = width - left, length = room, days = 1;
    size_t next = 0;
    for (size_t i = 0; i < timeline->row_count; i++) {
        const struct timeline_row *row = &timeline->rows[i];
        days = row->end - row->first > days ? row->end - row->first : days;
    }
    for (size_t i = 0; i < timeline->row_count; i++) {
        size_t end = row_items(work, i, next);
        for (; next < end; next++) {
            int64_t at = work->items[next].mark - 2 * (int64_t)timeline->rows[i].first;
            int64_t wide = widths_of(work, work->items[next].event)[work->way.first].width;
            wide = wide > width / WIDE_LABEL ? width / WIDE_LABEL : wide;
            if (at > 0 && (room - wide) * 2 * days / at < length)
                length = (room - wide) * 2 * days / at;
        }
    }
    for (size_t i = 0; i < timeline->row_count; i++) {
        struct timeline_row *row = &timeline->rows[i];
        row->left = left;
        row->right = left + (int32_t)(length * (row->end - row->first) / days);
    }
    timeline->width = width;
}

/* --- Weighing ways to lay the labels out ----------------------------------------------------- */

static void fill_row(struct work *work, size_t row, size_t first, size_t end, bool by_impact)
{
    struct timeline_fill *fill = &work->fill;
    fill->items = &work->items[first];
    fill->count = end - first;
    fill->left = work->request->measure.gutter;
    fill->right = work->timeline->width;
    fill->widths = widths_of;
    fill->context = work;
    fill->first_width = work->way.first;
    fill->width_count = work->way.count;
    fill->shift_weight = work->way.shift_weight;
    for (size_t i = first; i < end; i++)
        work->items[i].x = timeline_x(&work->timeline->rows[row], work->items[i].mark);
    timeline_fill_place(fill, by_impact);
}

static struct outcome weigh(struct work *work, int32_t width, struct way way, bool by_impact)
{
    struct outcome outcome = {0, 0, 0};
    size_t first = 0;
    for (unsigned i = 0; i < way.count; i++)
        measure(work, way.style * TIMELINE_WIDTHS + way.first + i);
    work->way = way;
    set_line(work, width);
    for (size_t row = 0; row < work->timeline->row_count; row++) {
        size_t end = row_items(work, row, first);
        fill_row(work, row, first, end, by_impact);
        outcome.score += work->fill.score;
        outcome.shift += work->fill.shift;
        if (work->fill.height > outcome.height)
            outcome.height = work->fill.height;
        first = end;
    }
    return outcome;
}

static bool has_impact(const struct work *work)
{
    for (size_t i = 0; i < work->count; i++)
        if (work->items[i].impact == IMPACT_POSITIVE || work->items[i].impact == IMPACT_NEGATIVE)
            return true;
    return false;
}

/* The ways of a style: labels of one width each, or each of its own. The first two read best. */
static const struct way ways[] = {
    {0, 0, 1, 0}, {0, 0, TIMELINE_WIDTHS, 0}, {0, 2, 1, 0}, {0, 3, 1, 0}};

/* From calm to dense: the style, and what straight leaders are worth. */
static const struct {
    unsigned style;
    int32_t shift_weight;
} steps[] = {{0, 20}, {0, 5}, {1, 2}, {2, 2}};

enum {
    WAYS = sizeof ways / sizeof *ways,
    WAYS_BEST = 2,
    STEPS = sizeof steps / sizeof *steps,
    EVENTS_MANY = 300 /* for which fewer ways and steps are tried */
};

struct choice {
    struct outcome outcome;
    struct way way;
};

static bool is_quick(const struct work *work)
{
    return work->count > EVENTS_MANY;
}

/* What the labels would fill of the width if they stood side by side without gaps. */
static int32_t least_height(struct work *work, int32_t width)
{
    int64_t area = 0;
    measure(work, 0);
    for (size_t i = 0; i < work->count; i++) {
        const struct timeline_size *size = &work->sizes[i * TIMELINE_FORMS];
        area += (int64_t)size->width * (size->height + LABEL_ABOVE);
    }
    area /= width;
    return area < HIGHEST ? (int32_t)area : HIGHEST;
}

/* The best of the first `count` ways for a step on these sides. */
static struct choice choose_way(struct work *work, int32_t width, size_t step, size_t count,
                                bool by_impact)
{
    struct choice best = {.outcome = {INT64_MAX, 0, INT32_MAX}};
    for (size_t i = 0; i < count; i++) {
        struct way way = ways[i];
        way.style = steps[step].style;
        way.shift_weight = steps[step].shift_weight;
        if (is_quick(work) && (way.count > 1 || way.first > 2))
            continue;
        struct outcome outcome = weigh(work, width, way, by_impact);
        if (outcome.score < best.outcome.score)
            best = (struct choice){outcome, way};
    }
    return best;
}

/*
 * The first step at which the labels are no higher than `enough`, else the one that is best; and
 * whether impact decides the sides. With the width free the first step does: paper grows instead.
 */
static struct outcome choose(struct work *work, int32_t width, int32_t enough, bool free)
{
    struct choice best = {.outcome = {INT64_MAX, 0, INT32_MAX}};
    bool sides = has_impact(work);
    for (size_t step = 0; step < (free ? 1 : STEPS); step++) {
        if (is_quick(work) &&
            (step == 0 ? !free && least_height(work, width) > enough : step + 1 < STEPS))
            continue;
        size_t count = free ? WAYS_BEST : WAYS;
        struct choice here = choose_way(work, width, step, count, false);
        bool by_impact = false;
        if (sides) {
            struct choice parted = here;
            if (is_quick(work))
                parted.outcome = weigh(work, width, here.way, true);
            else
                parted = choose_way(work, width, step, count, true);
            int64_t part = free ? IMPACT_PART_FREE : IMPACT_PART;
            by_impact = parted.outcome.height <= enough ||
                        parted.outcome.score <= here.outcome.score * part / 100;
            here = by_impact ? parted : here;
        }
        bool done = here.outcome.height <= enough;
        if (done || best.outcome.score == INT64_MAX || here.outcome.height < best.outcome.height) {
            best = here;
            work->timeline->by_impact = by_impact;
        }
        if (done)
            break;
    }
    work->way = best.way;
    return best.outcome;
}

/* The height of labels for which no other way is looked for when the width is free. */
static int32_t calm_height(int32_t width)
{
    int32_t part = width / 100 * CALM_PART;
    return part > CALM_HEIGHT ? part : CALM_HEIGHT;
}

/* The least width at which the labels stand at ease. */
static int32_t find_width(struct work *work)
{
    int32_t width = TIMELINE_WIDTH;
    while (least_height(work, width) > calm_height(width) * 2 / 3 && width < TIMELINE_WIDEST)
        width += width / 5;
    for (; width < TIMELINE_WIDEST; width += width / 5) {
        struct outcome outcome = choose(work, width, calm_height(width), true);
        if (outcome.height <= calm_height(width))
            break;
    }
    return width < TIMELINE_WIDEST ? width : TIMELINE_WIDEST;
}

/* What a row takes on both sides of its labels. */
static int32_t frame_height(const struct work *work)
{
    return work->request->measure.band + 2 * (2 * MARK + LEVEL);
}

/* The fewest rows that fit the page with labels in the style that reads best, as long as they are
 * not many more than those that fit it in any; else the lowest. */
static bool find_rows(struct work *work, int32_t width)
{
    size_t best = 1, dense = 0;
    int32_t least = INT32_MAX, room = work->request->page_height - frame_height(work);
    for (size_t rows = 1; rows <= ROWS_MOST; rows += 1 + rows / 4) {
        if (work->end - work->first < (date_day)(2 * rows) ||
            (dense > 0 && rows > dense * ROWS_MORE))
            break;
        if (!make_rows(work, rows))
            return false;
        struct outcome outcome = choose(work, width, room, false);
        if (outcome.height <= room && work->way.style == 0)
            return true;
        if (outcome.height <= room && dense == 0)
            dense = rows;
        if (outcome.height < least) {
            least = outcome.height;
            best = rows;
        }
    }
    if (!make_rows(work, dense > 0 ? dense : best))
        return false;
    choose(work, width, room, false);
    return true;
}

/* --- Putting it together --------------------------------------------------------------------- */

/* What lies between the line and where leaders slant. */
static int32_t mark_zone(unsigned levels)
{
    return 2 * MARK + CLEAR + (levels > 1 ? (int32_t)(levels - 1) * LEVEL : 0);
}

/* The feet of leaders: beside one another at a mark that several share. False when there are so
 * many that they cannot go up side by side. */
static bool place_feet(struct timeline_side *side)
{
    bool apart = true;
    for (size_t i = 0; i < side->count; i++)
        side->apart[i] = FOOT_APART;
    int32_t *feet = side->width; /* no longer needed */
    timeline_push(side->x, side->apart, side->count, side->sum, side->size, feet);
    for (size_t i = 0; i < side->count; i++) {
        if (feet[i] < side->x[i] - FOOT_FAR)
            feet[i] = side->x[i] - FOOT_FAR;
        if (feet[i] > side->x[i] + FOOT_FAR)
            feet[i] = side->x[i] + FOOT_FAR;
        apart = apart && (i == 0 || feet[i] - feet[i - 1] >= FOOT_LEAST);
    }
    return apart;
}

/* Keeps where the labels of a row stand: over the line, upwards from its edges, for now. */
static void keep_row(struct work *work, size_t row, size_t first, bool apart[TIMELINE_SIDES])
{
    struct timeline *timeline = work->timeline;
    struct timeline_fill *fill = &work->fill;
    size_t next[TIMELINE_SIDES] = {0, 0};
    for (int s = 0; s < TIMELINE_SIDES; s++)
        apart[s] = place_feet(&fill->sides[s]);
    for (size_t i = 0; i < fill->count; i++) {
        int s = fill->above[i] ? TIMELINE_ABOVE : TIMELINE_BELOW;
        const struct timeline_side *side = &fill->sides[s];
        size_t at = next[s]++;
        timeline->marks[work->items[first + i].event] = (struct timeline_mark){
            .row = (uint32_t)row,
            .above = fill->above[i],
            .x = side->x[at],
            .foot = side->width[at],
            .column = side->column[at],
            .form = work->way.style * TIMELINE_WIDTHS + fill->chosen[i],
            .size = fill->sizes[i],
            .label_x = side->column[at],
            .label_y = side->climb[at],
            .turned = side->fan,
        };
        timeline->shift += side->column[at] > side->x[at] ? side->column[at] - side->x[at]
                                                          : side->x[at] - side->column[at];
    }
}

/* Gives everything of a row its y. */
static void raise_row(struct work *work, size_t number, const struct levels *levels,
                      const int32_t labels[TIMELINE_SIDES], size_t first_bar)
{
    struct timeline *timeline = work->timeline;
    struct timeline_row *row = &timeline->rows[number];
    int32_t zone[TIMELINE_SIDES];
    for (int s = 0; s < TIMELINE_SIDES; s++)
        zone[s] = levels->used[s] > 0 ? mark_zone(levels->used[s]) : CLEAR;
    row->band = zone[TIMELINE_ABOVE] + labels[TIMELINE_ABOVE];
    int32_t foot = row->band + work->request->measure.band;
    row->height = foot + zone[TIMELINE_BELOW] + labels[TIMELINE_BELOW];
    for (size_t i = 0; i < timeline->mark_count; i++) {
        struct timeline_mark *mark = &timeline->marks[i];
        if (mark->row != number)
            continue;
        int32_t fan = mark->turned, up = mark->label_y;
        int32_t edge = mark->above ? row->band : foot, sign = mark->above ? -1 : 1;
        int32_t base = zone[mark->above ? TIMELINE_ABOVE : TIMELINE_BELOW];
        mark->y = edge + sign * (MARK + mark->y * LEVEL);
        mark->turn = edge + sign * base;
        mark->turned = edge + sign * (base + fan);
        mark->label_y = edge + sign * (base + fan + up) - (mark->above ? mark->size.height : 0);
    }
    for (size_t i = first_bar; i < timeline->bar_count; i++) {
        struct timeline_bar *bar = &timeline->bars[i];
        int32_t away = MARK + bar->y * LEVEL;
        bar->y = timeline->marks[bar->event].above ? row->band - away : foot + away;
    }
}

static bool put_together(struct work *work)
{
    struct timeline *timeline = work->timeline;
    size_t first = 0, count = timeline->row_count;
    int32_t(*labels)[TIMELINE_SIDES] = memory_new(count, sizeof *labels);
    bool(*apart)[TIMELINE_SIDES] = memory_new(count, sizeof *apart);
    timeline->marks = memory_new(work->count + 1, sizeof *timeline->marks);
    timeline->mark_count = work->count;
    bool done = labels && apart && timeline->marks;
    set_line(work, timeline->width);
    for (size_t row = 0; done && row < count; row++) {
        size_t end = row_items(work, row, first);
        fill_row(work, row, first, end, timeline->by_impact);
        for (int s = 0; s < TIMELINE_SIDES; s++) {
            const struct timeline_side *side = &work->fill.sides[s];
            labels[row][s] = side->count > 0 ? side->top + side->fan : 0;
        }
        keep_row(work, row, first, apart[row]);
        first = end;
    }
    for (size_t row = 0; done && row < count; row++) {
        struct levels levels = {.used = {0, 0}};
        for (int s = 0; s < TIMELINE_SIDES; s++)
            levels.most[s] = !apart[row][s] ? 1 : work->count > MANY ? LEVELS_MANY : LEVELS;
        size_t first_bar = timeline->bar_count;
        done = timeline_bars_add(work, row, &levels);
        raise_row(work, row, &levels, labels[row], first_bar);
    }
    memory_free(labels);
    memory_free(apart);
    return done;
}

static bool lay_out(struct work *work)
{
    const struct timeline_request *request = work->request;
    int32_t width = request->width;
    if (request->page_height > 0)
        return find_rows(work, width) && put_together(work);
    if (!make_rows(work, 1))
        return false;
    bool free = width == 0;
    if (free)
        width = find_width(work);
    choose(work, width, free ? calm_height(width) : width / 100 * ENOUGH_PART, free);
    return put_together(work);
}

struct timeline *timeline_new(const struct timeline_request *request, bool *too_large)
{
    struct timeline *timeline = memory_new(1, sizeof *timeline);
    struct work work = {.request = request, .timeline = timeline};
    bool done = timeline && collect(&work) && lay_out(&work);
    *too_large = work.too_large;
    done = done && !work.too_large;
    timeline_fill_release(&work.fill);
    memory_free(work.items);
    memory_free(work.sizes);
    if (done)
        return timeline;
    timeline_free(timeline);
    return NULL;
}

void timeline_free(struct timeline *timeline)
{
    if (!timeline)
        return;
    memory_free(timeline->rows);
    memory_free(timeline->marks);
    memory_free(timeline->bars);
    memory_free(timeline);
}
