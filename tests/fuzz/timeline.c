/*
 * The layout of a timeline: whatever the events and the timeline_sizes of their labels, no label
 * lies on another, columns stand in the order of the marks, and no leader runs through a label. The
 * first two bytes choose the paper, then four are an event: days since the one before, width and
 * height of its label, and what it meant with how exact its date is.
 */
#include "domain/timeline/timeline_private.h"
#include "tests/fuzz/must.h"

enum { TIMELINE_MOST_EVENTS = 120, TIMELINE_SETTINGS = 2, TIMELINE_BYTES = 4 };

static struct timeline_size timeline_sizes[TIMELINE_MOST_EVENTS];

static void timeline_measure_label(void *context, size_t event, unsigned form,
                                   struct timeline_size *size)
{
    (void)context;
    size->width = timeline_sizes[event].width -
                  (int32_t)(form % TIMELINE_WIDTHS) * timeline_sizes[event].width / 8;
    size->height = timeline_sizes[event].height + (int32_t)(form % TIMELINE_WIDTHS) * 90;
}

/* Whether `to` is farther from the line than `from`, or as far. */
static bool is_outward(bool above, int32_t from, int32_t to)
{
    return above ? to <= from : to >= from;
}

static void look_at_pair(const struct timeline_mark *a, const struct timeline_mark *b)
{
    if (a->row != b->row || a->above != b->above)
        return;
    /* Leaders keep the order of the marks from end to end. */
    if (a->x < b->x)
        must(a->column < b->column && a->foot <= b->foot);
    bool beside = a->label_x + a->size.width <= b->label_x ||
                  b->label_x + b->size.width <= a->label_x;
    bool over = a->label_y + a->size.height <= b->label_y ||
                b->label_y + b->size.height <= a->label_y;
    must(beside || over);
    /* The upright part of b's leader, from where it has turned to its label's far edge. */
    int32_t far = b->above ? b->label_y : b->label_y + b->size.height;
    bool within = b->column > a->label_x && b->column < a->label_x + a->size.width;
    if (within)
        must(is_outward(b->above, far, a->above ? a->label_y + a->size.height : a->label_y));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct chronology_event events[TIMELINE_MOST_EVENTS];
    size_t count = size < TIMELINE_SETTINGS ? 0 : (size - TIMELINE_SETTINGS) / TIMELINE_BYTES;
    count = count > TIMELINE_MOST_EVENTS ? TIMELINE_MOST_EVENTS : count;
    if (count == 0)
        return 0;
    date_day day = 10000;
    struct chronology_family family = {.events = events,
                                       .event_count = count,
                                       .dated_count = count,
                                       .start = 10000 + data[1],
                                       .first = 10000};
    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = data + TIMELINE_SETTINGS + i * TIMELINE_BYTES;
        day += at[0] * at[0] / 8;
        events[i] = (struct chronology_event){.date = date_of_day(day)};
        events[i].impact = (enum event_impact)(at[3] % IMPACTS);
        events[i].date.latest += at[3] / 32 * 30;
        events[i].ongoing = at[3] % 32 == 31;
        timeline_sizes[i] = (struct timeline_size){100 + at[1] * 20, 140 + at[2] * 10};
        family.last = events[i].date.latest > family.last ? events[i].date.latest : family.last;
    }
    family.last = family.last > family.start ? family.last : family.start;
    bool too_large;
    struct timeline_request request = {
        .family = &family,
        .measure = {timeline_measure_label, NULL, data[0] % 7 * 100, 400},
        .width = data[0] % 3 == 0 ? 0 : 3000 + data[0] * 100,
        .page_height = data[0] % 3 == 2 ? 2000 + data[1] * 50 : 0};
    struct timeline *timeline = timeline_new(&request, &too_large);
    must(timeline && !too_large && timeline->mark_count == count);
    for (size_t i = 0; i < count; i++) {
        const struct timeline_mark *mark = &timeline->marks[i];
        const struct timeline_row *row = &timeline->rows[mark->row];
        must(mark->x == timeline_x(row, chronology_mark(&events[i].date)));
        must(mark->label_y >= 0 && mark->label_y + mark->size.height <= row->height);
        for (size_t j = 0; j < count; j++)
            if (i != j)
                look_at_pair(mark, &timeline->marks[j]);
    }
    timeline_free(timeline);
    return 0;
}
