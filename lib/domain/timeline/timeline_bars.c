/* What lasts, and what may have been at any time of a span: bars beside the line. */
#include "base/memory.h"
#include "domain/timeline/timeline_private.h"

enum {
    MAYBE_LEAST = 140, /* a shorter bar would hide behind its mark */
    FADE = 100,        /* that a bar which is not certain reaches farther */
    FADE_OPEN = 600    /* the same on an open side */
};

/* What a bar covers, in half days; the fades are no days, but lengths. */
struct extent {
    enum timeline_bar_kind kind;
    int64_t start, end;
    int32_t fade_left, fade_right;
};

static bool is_vague(const struct date_point *point)
{
    return point->approximate || point->uncertain;
}

static bool find_extent(const struct work *work, const struct chronology_event *event,
                        struct extent *extent)
{
    const struct date *date = &event->date, *end = &event->end;
    int64_t mark = chronology_mark(date);
    if (end->precision != DATE_NONE || event->ongoing) {
        *extent = (struct extent){TIMELINE_SPAN, mark, 2 * (int64_t)work->end, 0, FADE};
        if (end->precision != DATE_NONE && end->latest != DATE_DAY_OPEN_END) {
            extent->end = chronology_mark(end) + (end->earliest == end->latest ? 2 : 0);
            bool sure = end->earliest == end->latest && !is_vague(&end->start);
            extent->fade_right = sure ? 0 : FADE;
        }
        extent->end = extent->end > mark ? extent->end : mark;
        return true;
    }
    *extent = (struct extent){TIMELINE_MAYBE, 2 * (int64_t)chronology_first(date),
                              2 * (int64_t)chronology_last(date) + 2, 0, 0};
    if (is_vague(&date->start))
        extent->fade_left = extent->fade_right = FADE;
    if (date->precision == DATE_INTERVAL)
        extent->fade_right = is_vague(&date->end) ? FADE : 0;
    if (date->earliest == DATE_DAY_OPEN_START) {
        extent->start = extent->end;
        extent->fade_left = FADE_OPEN;
    }
    if (date->latest == DATE_DAY_OPEN_END) {
        extent->end = extent->start;
        extent->fade_right = FADE_OPEN;
    }
    return date->earliest != date->latest || extent->fade_left > 0;
}

static bool add_bar(struct work *work, const struct timeline_bar *bar)
{
    struct timeline *timeline = work->timeline;
    void *bars = timeline->bars;
    if (!memory_reserve(&bars, &timeline->bar_capacity, timeline->bar_count + 1,
                        sizeof *timeline->bars))
        return false;
    timeline->bars = bars;
    timeline->bars[timeline->bar_count++] = *bar;
    return true;
}

/* The lowest level on which something from `from` to `to` meets nothing; the first when there is
 * none. */
static unsigned find_level(struct levels *levels, int side, int32_t from, int32_t to)
{
    unsigned level = 0;
    while (level < levels->most[side] && levels->ends[side][level] > from)
        level++;
    level = level == levels->most[side] ? 0 : level;
    if (levels->used[side] < level + 1)
        levels->used[side] = level + 1;
    if (levels->ends[side][level] < to)
        levels->ends[side][level] = to;
    return level;
}

/* Cuts a bar out of the extent for a row; false when nothing of it is to be seen there. */
static bool cut_bar(const struct timeline_row *row, const struct extent *extent, bool here,
                    struct timeline_bar *bar)
{
    int64_t first = 2 * (int64_t)row->first, end = 2 * (int64_t)row->end;
    if (!here && (extent->end <= first || extent->start >= end))
        return false;
    bar->kind = extent->kind;
    bar->goes_on_left = extent->start < first;
    bar->goes_on_right = extent->end > end;
    bar->fades_left = extent->fade_left > 0 && !bar->goes_on_left;
    bar->fades_right = extent->fade_right > 0 && !bar->goes_on_right;
    int32_t from = timeline_x(row, bar->goes_on_left ? first : extent->start);
    int32_t to = timeline_x(row, bar->goes_on_right ? end : extent->end);
    if (bar->fades_left)
        from -= extent->fade_left;
    if (bar->fades_right && !(extent->kind == TIMELINE_SPAN && to >= row->right))
        to += extent->fade_right;
    bar->x = from > 0 ? from : 0;
    bar->width = to - bar->x;
    return bar->kind == TIMELINE_SPAN || bar->width >= MAYBE_LEAST;
}

/* Gives the marks and bars of a row their levels, in y for now. */
bool timeline_bars_add(struct work *work, size_t row_number, struct levels *levels)
{
    struct timeline *timeline = work->timeline;
    const struct timeline_row *row = &timeline->rows[row_number];
    for (size_t i = 0; i < work->count; i++) {
        uint32_t event = work->items[i].event;
        struct timeline_mark *mark = &timeline->marks[event];
        struct extent extent;
        bool here = mark->row == row_number;
        struct timeline_bar bar = {.event = event, .row = (uint32_t)row_number};
        bool has_bar = find_extent(work, &work->request->family->events[event], &extent) &&
                       cut_bar(row, &extent, here, &bar);
        if (!here && !has_bar)
            continue;
        int32_t from = here ? mark->x : bar.x, to = here ? mark->x + MARKS_APART : bar.x;
        if (has_bar) {
            /* Times that meet may stand side by side. */
            int32_t end = bar.x + bar.width + (bar.kind == TIMELINE_SPAN ? MARK : -CLEAR);
            from = bar.x < from ? bar.x : from;
            to = end > to ? end : to;
        }
        unsigned level = find_level(levels, mark->above ? TIMELINE_ABOVE : TIMELINE_BELOW, from,
                                    to);
        if (here)
            mark->y = (int32_t)level;
        bar.y = (int32_t)level;
        if (has_bar && !add_bar(work, &bar))
            return false;
    }
    return true;
}
