#include "base/limits.h"
#include "domain/timeline/timeline_private.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

/* --- Pushing apart --------------------------------------------------------------------------- */

static int64_t squares(const int32_t *wish, const int32_t *place, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (int64_t)(place[i] - wish[i]) * (place[i] - wish[i]);
    return sum;
}

/* No place, and no run of places, can be moved by one so that the squares get fewer. */
static bool is_best(const int32_t *wish, const int32_t *apart, const int32_t *place, size_t count)
{
    int64_t now = squares(wish, place, count);
    int32_t other[16];
    for (size_t first = 0; first < count; first++)
        for (size_t end = first + 1; end <= count; end++)
            for (int32_t by = -2; by <= 2; by += 4) {
                bool fits = true;
                for (size_t i = 0; i < count; i++)
                    other[i] = place[i] + (i >= first && i < end ? by : 0);
                for (size_t i = 0; i + 1 < count; i++)
                    fits = fits && other[i + 1] - other[i] >= apart[i];
                if (fits && squares(wish, other, count) < now)
                    return false;
            }
    return true;
}

static void test_push(void)
{
    int32_t wish[16], apart[16], place[16];
    int64_t sum[16];
    uint32_t size[16], seed = 1;
    bool all_apart = true, best = true;
    for (int round = 0; round < 2000; round++) {
        size_t count = 1 + (size_t)round % 12;
        int32_t at = 0;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            at += (int32_t)(seed >> 24) % 60;
            wish[i] = at;
            apart[i] = (int32_t)(seed >> 16) % 90;
        }
        timeline_push(wish, apart, count, sum, size, place);
        for (size_t i = 0; i + 1 < count; i++)
            all_apart = all_apart && place[i + 1] - place[i] >= apart[i];
        best = best && is_best(wish, apart, place, count);
    }
    ok(all_apart, "places stand apart");
    ok(best, "and no nearer to where they were wished can they be");
    timeline_push(wish, apart, 0, sum, size, place);
    wish[0] = -5;
    timeline_push(wish, apart, 1, sum, size, place);
    is_number(place[0], -5, "a lone place stays");
}

/* --- A side ---------------------------------------------------------------------------------- */

static void test_side(void)
{
    struct timeline_side side;
    if (!ok(timeline_side_init(&side, 40), "room for a side"))
        return;
    side.shift_weight = 20;
    timeline_side_place(&side, 0, 10000);
    is_number(timeline_side_score(&side), 0, "a side without labels costs nothing");

    side.count = 3;
    for (int i = 0; i < 3; i++) {
        side.x[i] = 5000 + i * 100;
        side.width[i] = 800;
        side.height[i] = 300;
    }
    timeline_side_place(&side, 0, 10000);
    is_number(side.shift, 0, "where there is room leaders are straight");
    is_number(side.climb[2], 0, "the last label stands at the fan");
    is_number(side.climb[1], 300 + LABEL_ABOVE, "one that reaches over it stands above");
    is_number(side.top, 3 * 300 + 2 * LABEL_ABOVE, "a staircase");

    /* Many on one day: no label on another, columns in order, all on the paper. */
    side.count = 40;
    for (int i = 0; i < 40; i++) {
        side.x[i] = 5000;
        side.width[i] = 900 + 37 * (i % 7);
        side.height[i] = 300 + 100 * (i % 3);
    }
    side.shift_weight = 5;
    timeline_side_place(&side, 0, 10000);
    bool ordered = true, apart = true, inside = true;
    for (int i = 0; i < 40; i++) {
        inside = inside && side.column[i] >= 0 && side.column[i] + side.width[i] <= 10000;
        for (int j = i + 1; j < 40; j++) {
            ordered = ordered && side.column[j] - side.column[i] >= side.column_apart;
            bool beside = side.column[i] + side.width[i] < side.column[j];
            apart = apart && (beside || side.climb[i] >= side.climb[j] + side.height[j]);
        }
    }
    ok(inside, "forty labels of one day are on the paper");
    ok(ordered, "in the order of their events");
    ok(apart, "and none lies on another");
    ok(side.top < 40 * 300 / 2, "in several staircases");
    timeline_side_release(&side);
}

/* --- Ticks ----------------------------------------------------------------------------------- */

static date_day day(int year, int month, int number)
{
    date_day at = 0;
    date_day_of(year, month, number, &at);
    return at;
}

static void test_ticks(void)
{
    struct timeline_row row = {.first = day(2010, 1, 1), .end = day(2020, 1, 1), .right = 10000};
    struct timeline_step step = timeline_step(&row, (struct timeline_step){1, 0}, 500);
    is_number(step.months, 12, "years on a line of ten years");
    step = timeline_step(&row, (struct timeline_step){1, 0}, 1500);
    is_number(step.months, 24, "every second year with less room");
    step = timeline_step(&row, (struct timeline_step){1, 0}, 1);
    is_number(step.days, 1, "days with much");
    step = timeline_step(&row, (struct timeline_step){0, 3}, 1);
    is_number(step.months, 3, "but none shorter than asked for");

    struct timeline_step years = {0, 24}, months = {0, 1}, weeks = {7, 0};
    is_number(timeline_tick(years, day(2011, 3, 2)), day(2012, 1, 1), "a tick at even years");
    is_number(timeline_tick(years, day(2012, 1, 1)), day(2012, 1, 1), "on the day itself");
    is_number(timeline_tick_next(years, day(2012, 1, 1)), day(2014, 1, 1), "and the next");
    is_number(timeline_tick(months, day(2012, 12, 2)), day(2013, 1, 1), "at months");
    is_number(timeline_tick(weeks, day(2026, 11, 22)), day(2026, 11, 23), "at Mondays");
    is_number(timeline_tick(weeks, day(2026, 11, 23)), day(2026, 11, 23), "on a Monday");
    is_number(timeline_birthday(day(2012, 2, 29), 1), day(2013, 3, 1), "29 February");
    is_number(timeline_birthday(day(2012, 2, 29), 4), day(2016, 2, 29), "in a leap year");
    row = (struct timeline_row){.first = 0, .end = 10, .left = 100, .right = 200};
    is_number(timeline_x(&row, 0), 100, "x of the first day");
    is_number(timeline_x(&row, 20), 200, "of the end");
    is_number(timeline_x(&row, 11), 155, "of half a day");
}

/* --- A family -------------------------------------------------------------------------------- */

static void measure(void *context, size_t event, unsigned form, struct timeline_size *size)
{
    (void)context;
    *size = (struct timeline_size){1000 + (int32_t)(event % 5) * 200 - (int32_t)form * 20,
                                   300 + (int32_t)form * 10};
}

static void test_family(void)
{
    struct chronology_event events[60] = {{.ongoing = false}};
    for (int i = 0; i < 60; i++) {
        events[i].date = date_of_day(day(2010, 1, 1) + i * i);
        events[i].impact = (enum event_impact)(i % IMPACTS);
    }
    events[59].date.latest += 365;
    struct chronology_family family = {
        .events = events,
        .event_count = 60,
        .dated_count = 60,
        .start = day(2010, 1, 11),
        .first = day(2010, 1, 1),
        .last = events[59].date.latest,
    };
    static const struct {
        int32_t width, page;
    } papers[] = {{0, 0}, {8000, 0}, {10000, 6000}, {10000, 1}};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        bool too_large;
        struct timeline_request request = {.family = &family,
                                           .measure = {measure, NULL, 500, 400},
                                           .width = papers[i].width,
                                           .page_height = papers[i].page};
        struct timeline *timeline = timeline_new(&request, &too_large);
        if (!ok(timeline != NULL, "a layout"))
            continue;
        bool placed = true, levels = true, scale = true;
        is_number(timeline->mark_count, 60, "each event has a mark");
        for (size_t j = 0; j < 60; j++) {
            const struct timeline_mark *mark = &timeline->marks[j];
            const struct timeline_row *row = &timeline->rows[mark->row];
            scale = scale && mark->x == timeline_x(row, chronology_mark(&events[j].date));
            placed = placed && mark->label_y >= 0 &&
                     mark->label_y + mark->size.height <= row->height && mark->label_x >= 0 &&
                     mark->label_x + mark->size.width <= timeline->width;
            int32_t foot = row->band + 400;
            levels = levels &&
                     (mark->above ? mark->label_y + mark->size.height <= mark->turned &&
                                        mark->turned < mark->turn && mark->turn < mark->y &&
                                        mark->y < row->band
                                  : mark->label_y >= mark->turned && mark->turned > mark->turn &&
                                        mark->turn > mark->y && mark->y > foot);
        }
        ok(placed, "labels are on the paper");
        ok(levels, "line, marks, slants and labels follow one another outwards");
        ok(scale, "marks stand at their dates");
        for (size_t j = 0; j + 1 < timeline->row_count; j++)
            ok(timeline->rows[j].end == timeline->rows[j + 1].first, "rows go on");
        timeline_free(timeline);
    }
    timeline_free(NULL);
}

int main(void)
{
    test_push();
    test_side();
    test_ticks();
    test_family();
    return done();
}
