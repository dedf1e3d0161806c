#include "render/measures_view.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/date_words.h"
#include "records/prose.h"
#include "render/scale_view.h"

#include <stdlib.h>

enum { DIGITS = 3, TENTH_OF_TARGET = 100000 };

/* ---- figures ---- */

static struct figure not_shown(enum figure_state state)
{
    return (struct figure){.state = state};
}

struct figure measures_count(uint64_t number, bool hidden)
{
    if (hidden)
        return not_shown(FIGURE_HIDDEN);
    uint64_t most = INT64_MAX / 10;
    return (struct figure){.whole = true, .tenths = (int64_t)(number < most ? number : most) * 10};
}

/* What is hidden goes first: whether a hidden denominator is 0 is nobody's to know. */
struct figure measures_value(const struct measure_result *result)
{
    enum measure_unit unit = result->measure->unit;
    if (result->hide_value || result->hide_numerator || result->hide_denominator)
        return not_shown(FIGURE_HIDDEN);
    if (result->has_value)
        return (struct figure){.whole = unit == MEASURE_NUMBER, .tenths = result->value};
    if (result->has_pending && (result->hide_pending || result->pending > 0))
        return not_shown(FIGURE_NOT_AVAILABLE);
    return not_shown(unit == MEASURE_PER_10000 && !result->has_denominator ? FIGURE_NOT_AVAILABLE
                                                                           : FIGURE_NOT_APPLICABLE);
}

struct figure measures_counted(const struct measure_result *result)
{
    return measures_count(result->numerator, result->hide_numerator);
}

struct figure measures_out_of(const struct measure_result *result)
{
    return result->has_denominator ? measures_count(result->denominator, result->hide_denominator)
                                   : not_shown(FIGURE_NOT_APPLICABLE);
}

struct figure measures_pending(const struct measure_result *result)
{
    return result->has_pending ? measures_count(result->pending, result->hide_pending)
                               : not_shown(FIGURE_NOT_APPLICABLE);
}

struct figure measures_rows(const struct measures_page *page, uint64_t rows)
{
    return measures_count(rows, rows > 0 && rows <= page->most_small);
}

bool measures_any(const struct measures_view *view, enum figure_state state)
{
    const struct measure_results *results = view->page->results;
    for (size_t i = 0; i < results->count; i++)
        if (measures_value(&results->list[i]).state == state)
            return true;
    return false;
}

struct figure measures_figure(const struct measures_tile *tile, const struct measure_result *result)
{
    switch (tile->entry.shows) {
    case DASHBOARD_COUNTED:
        return measures_counted(result);
    case DASHBOARD_OUT_OF:
        return measures_out_of(result);
    default:
        return measures_value(result);
    }
}

struct figure measures_difference(const struct measure_result *result)
{
    struct figure value = measures_value(result);
    if (value.state != FIGURE_SHOWN)
        return value;
    if (!result->has_difference)
        return not_shown(FIGURE_NOT_AVAILABLE);
    return (struct figure){.tenths = result->difference};
}

static void add_grouped(uint64_t number, struct buffer *to)
{
    char digits[24];
    struct text all = number_text(number, digits);
    for (size_t i = 0; i < all.length; i++) {
        if (i > 0 && (all.length - i) % DIGITS == 0)
            buffer_add_byte(to, ',');
        buffer_add_byte(to, all.data[i]);
    }
}

void measures_figure_words(const struct figure *figure, struct buffer *to)
{
    static const char *const marks[] = {"", "c", ":", "z"};
    if (figure->state != FIGURE_SHOWN) {
        buffer_add(to, text_of(marks[figure->state]));
        return;
    }
    uint64_t tenths = figure->tenths < 0 ? 0 - (uint64_t)figure->tenths : (uint64_t)figure->tenths;
    if (figure->tenths < 0)
        buffer_put(to, "\xe2\x88\x92");
    add_grouped(tenths / 10, to);
    if (!figure->whole) {
        buffer_add_byte(to, '.');
        buffer_add_byte(to, (char)('0' + tenths % 10));
    }
}

struct text measures_state_words(const struct measures_view *view, enum figure_state state)
{
    static const char *const keys[] = {"dashboard-shown", "dashboard-hidden",
                                       "dashboard-not-available", "dashboard-not-applicable"};
    return phrase(view->page->phrases, keys[state]);
}

void measures_unit_words(const struct measures_view *view, const struct measures_tile *tile,
                         struct buffer *to)
{
    static const char *const keys[MEASURE_UNITS] = {NULL, "dashboard-per-cent",
                                                    "dashboard-per-population", "dashboard-days"};
    const char *key = tile->entry.shows == DASHBOARD_VALUE ? keys[tile->measure->unit] : NULL;
    buffer_add(to, key ? phrase(view->page->phrases, key) : tile->entry.noun);
}

static bool is_zero(const struct figure *figure)
{
    return figure->state == FIGURE_SHOWN && figure->tenths == 0;
}

static void add_quarters(const struct measures_view *view, const struct measure_result *result,
                         struct buffer *to)
{
    char lower[MEASURE_TENTHS_BYTES], upper[MEASURE_TENTHS_BYTES];
    if (!result->has_quarters || measures_value(result).state != FIGURE_SHOWN)
        return;
    phrase_with(view->page->phrases, "dashboard-quarters", to, measure_tenths(result->lower, lower),
                measure_tenths(result->upper, upper));
}

void measures_parts_words(const struct measures_view *view, const struct measures_tile *tile,
                          const struct measures_series *series, size_t period, struct buffer *to)
{
    const struct measure_result *result = &series->results[period];
    struct figure counted = measures_counted(result), out_of = measures_out_of(result);
    char one[64], all[64];
    struct buffer first = {.data = one, .capacity = sizeof one, .maximum = sizeof one};
    struct buffer second = {.data = all, .capacity = sizeof all, .maximum = sizeof all};
    if (tile->entry.shows != DASHBOARD_VALUE || tile->measure->unit == MEASURE_NUMBER ||
        is_zero(&out_of))
        return;
    measures_figure_words(&counted, &first);
    measures_figure_words(&out_of, &second);
    const char *key = tile->measure->unit == MEASURE_DAYS_UNIT ? "dashboard-median"
                      : !result->has_denominator               ? "dashboard-without"
                      : series->category.length > 0            ? "dashboard-parts-category"
                                                               : "dashboard-parts";
    phrase_with(view->page->phrases, key, to, buffer_text(&first), tile->entry.noun,
                buffer_text(&second), series->category);
    add_quarters(view, result, to);
}

/* ---- periods ---- */

static void add_day(date_day day, bool with_month, bool with_year, struct buffer *to)
{
    int year, month, of_month;
    date_split(day, &year, &month, &of_month);
    buffer_format(to, "%d", of_month);
    if (with_month)
        buffer_format(to, " %s", scale_months[month - 1]);
    if (with_year)
        buffer_format(to, " %d", year);
}

void measures_days_words(date_day first, date_day last, struct buffer *to)
{
    int year[2], month[2], day[2], next_year, next_month, next_day;
    date_split(first, &year[0], &month[0], &day[0]);
    date_split(last, &year[1], &month[1], &day[1]);
    date_split(last + 1, &next_year, &next_month, &next_day);
    bool one_year = year[0] == year[1], one_month = one_year && month[0] == month[1];
    if (day[0] == 1 && next_day == 1) {
        if (one_year && month[0] == 1 && month[1] == 12) {
            buffer_format(to, "%d", year[0]);
            return;
        }
        if (!one_month)
            buffer_add(to, text_of(scale_months[month[0] - 1]));
        if (!one_year)
            buffer_format(to, " %d ", year[0]);
        if (!one_month)
            buffer_put(to, "\xe2\x80\x93");
        buffer_format(to, "%s%s %d", one_year ? "" : " ", scale_months[month[1] - 1], year[1]);
        return;
    }
    if (first != last) {
        add_day(first, !one_month, !one_year, to);
        buffer_add(to, one_month ? TEXT("\xe2\x80\x93") : TEXT(" \xe2\x80\x93 "));
    }
    add_day(last, true, true, to);
}

void measures_window_words(const struct measures_view *view, struct buffer *made)
{
    static const char *const keys[] = {"dashboard-window", "dashboard-window-months",
                                       "dashboard-window-quarters", "dashboard-window-years"};
    const struct measures_page *page = view->page;
    const struct period *window = &page->results->periods.list[0];
    char first[64], last[64];
    struct buffer from = {.data = first, .capacity = sizeof first, .maximum = sizeof first};
    struct buffer to = {.data = last, .capacity = sizeof last, .maximum = sizeof last};
    struct date begin = date_of_day(window->first), end = date_of_day(window->last);
    bool said = date_words(page->phrases, &begin, DATE_IN_FULL, &from) &&
                date_words(page->phrases, &end, DATE_IN_FULL, &to);
    phrase_with(page->phrases, keys[page->period], made, buffer_text(&from), buffer_text(&to));
    made->failed = made->failed || !said;
}

size_t measures_piece_count(const struct measures_view *view)
{
    return view->period_count > 2 ? view->period_count - 1 : 0;
}

/* ---- directions ---- */

static enum measures_way way_of(int64_t difference)
{
    return difference > 0 ? WAY_UP : difference < 0 ? WAY_DOWN : WAY_SAME;
}

static enum measures_judgement judge(const struct measures_tile *tile, enum measures_way way)
{
    enum measure_better better = tile->measure->better;
    bool value = tile->entry.shows == DASHBOARD_VALUE || tile->measure->unit == MEASURE_NUMBER;
    if (!value || better == MEASURE_NEITHER || way == WAY_SAME || way == WAY_NOT_KNOWN)
        return JUDGED_NEITHER;
    return (way == WAY_UP) == (better == MEASURE_HIGHER) ? JUDGED_BETTER : JUDGED_WORSE;
}

static int64_t far_apart(int64_t difference)
{
    return difference < 0 ? -difference : difference;
}

struct measures_turn measures_turn(const struct measures_view *view,
                                   const struct measures_tile *tile,
                                   const struct measures_series *series)
{
    const struct periods *periods = &view->page->results->periods;
    for (size_t now = periods->count; now-- > 2;) {
        struct figure last = measures_figure(tile, &series->results[now]);
        struct figure first = measures_figure(tile, &series->results[now - 1]);
        if (!tile->snapshot && (!periods->list[now].whole || !periods->list[now - 1].whole))
            continue;
        if (last.state == FIGURE_NOT_AVAILABLE || first.state == FIGURE_NOT_AVAILABLE)
            continue;
        struct measures_turn turn = {.now = now, .before = now - 1};
        if (last.state != FIGURE_SHOWN || first.state != FIGURE_SHOWN)
            return turn;
        turn.way = way_of(last.tenths - first.tenths);
        turn.judgement = judge(tile, turn.way);
        turn.by = (struct figure){.whole = last.whole,
                                  .tenths = far_apart(last.tenths - first.tenths)};
        return turn;
    }
    return (struct measures_turn){.now = 0};
}

struct measures_aim measures_aim(const struct measures_tile *tile,
                                 const struct measures_series *series)
{
    const struct measure_result *result = &series->results[0];
    struct figure difference = measures_difference(result);
    bool value = tile->entry.shows == DASHBOARD_VALUE || tile->measure->unit == MEASURE_NUMBER;
    if (!value || !result->has_target || difference.state != FIGURE_SHOWN)
        return (struct measures_aim){.known = false};
    struct measures_aim aim = {
        .known = true,
        .target = {.tenths = result->target / TENTH_OF_TARGET},
        .words = result->target_text,
        .way = way_of(difference.tenths),
        .by = {.whole = tile->measure->unit == MEASURE_NUMBER && difference.tenths % 10 == 0,
               .tenths = far_apart(difference.tenths)},
    };
    if (tile->measure->better != MEASURE_NEITHER)
        aim.judgement = judge(tile, aim.way) == JUDGED_WORSE ? JUDGED_WORSE : JUDGED_BETTER;
    return aim;
}

/* ---- making ---- */

static struct text keep(struct measures_view *view, struct buffer *made, struct text from)
{
    buffer_clear(made);
    prose_clean(made, from);
    return buffer_failed(made) ? (struct text){NULL, 0}
                               : arena_copy(&view->arena, buffer_text(made));
}

static bool make_periods(struct measures_view *view, struct buffer *made)
{
    const struct periods *periods = &view->page->results->periods;
    view->periods = memory_new(periods->count + 1, sizeof *view->periods);
    view->days = memory_new(periods->count + 1, sizeof *view->days);
    view->period_count = periods->count;
    for (size_t i = 0; view->periods && view->days && i < periods->count; i++) {
        const struct period *period = &periods->list[i];
        buffer_clear(made);
        measures_days_words(period->first, period->last, made);
        if (buffer_failed(made))
            return false;
        view->periods[i] = arena_copy(&view->arena, buffer_text(made));
        buffer_clear(made);
        measures_days_words(period->last, period->last, made);
        if (buffer_failed(made))
            return false;
        view->days[i] = arena_copy(&view->arena, buffer_text(made));
        if (!view->periods[i].data || !view->days[i].data)
            return false;
    }
    return view->periods && view->days;
}

/* A measure without a row of its own has what suits it. */
static struct dashboard_entry entry_of(const struct dashboard *dashboard,
                                       const struct measure *measure)
{
    uint32_t number = dashboard_find(dashboard, measure->code);
    if (number != LOOKUP_NONE)
        return dashboard->list[number];
    bool counted = measure->unit == MEASURE_NUMBER || measure->out_of == MEASURE_OUT_OF_TOTAL;
    return (struct dashboard_entry){.measure = measure->code,
                                    .shows = counted ? DASHBOARD_COUNTED : DASHBOARD_VALUE};
}

static bool make_series(struct measures_view *view, struct buffer *made,
                        const struct measure_result *results, struct measures_series *series)
{
    bool one = results->organisation_number != UINT32_MAX,
         other = results->area_number != UINT32_MAX;
    *series = (struct measures_series){.results = results,
                                       .group = one && other ? GROUP_BOTH
                                                : one        ? GROUP_ORGANISATION
                                                : other      ? GROUP_AREA
                                                             : GROUP_TOGETHER,
                                       .category = keep(view, made, results->category_name)};
    if (series->group == GROUP_TOGETHER)
        series->name = phrase(view->page->phrases, "dashboard-together");
    else if (series->group != GROUP_BOTH)
        series->name = keep(view, made, one ? results->organisation : results->area);
    else {
        struct text name = keep(view, made, results->organisation);
        struct text area = keep(view, made, results->area);
        if (!name.data || !area.data)
            return false;
        buffer_clear(made);
        buffer_add(made, name);
        buffer_put(made, ", ");
        buffer_add(made, area);
        if (buffer_failed(made))
            return false;
        series->name = arena_copy(&view->arena, buffer_text(made));
    }
    return series->name.data && series->category.data;
}

/* The series of all together whose figure is the tile's: of the category asked for, of the measure
 * as a whole, or, when a split measure has neither, out of how many. */
static void find_lead(struct measures_tile *tile)
{
    const struct measures_series *first = NULL;
    for (size_t i = 0; i < tile->series_count; i++) {
        const struct measures_series *series = &tile->series[i];
        tile->split |= series->results->category.length > 0;
        tile->grouped |= series->group != GROUP_TOGETHER;
        if (series->group != GROUP_TOGETHER)
            continue;
        if (!first)
            first = series;
        if (!tile->lead && text_equal(series->results->category, tile->entry.category))
            tile->lead = series;
    }
    if (!tile->lead) {
        tile->lead = first;
        if (tile->entry.shows == DASHBOARD_VALUE && tile->split)
            tile->entry.shows = DASHBOARD_OUT_OF;
    }
}

static bool is_unnamed(const struct measures_series *series)
{
    return series->results->organisation_number == 0 || series->results->area_number == 0;
}

static int order_of_series(const void *one, const void *other)
{
    const struct measures_series *a = one, *b = other;
    if (a->results->category_number != b->results->category_number)
        return a->place < b->place ? -1 : 1;
    if (is_unnamed(a) != is_unnamed(b))
        return is_unnamed(a) ? 1 : -1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static bool make_tile(struct measures_view *view, struct buffer *made,
                      const struct measure_note *note, struct measures_series *series)
{
    struct measures_tile *tile = &view->tiles[view->tile_count];
    const struct measure *measure = note->measure;
    size_t width = view->period_count;
    *tile = (struct measures_tile){
        .note = note,
        .measure = measure,
        .entry = entry_of(view->page->dashboard, measure),
        .title = keep(view, made, measure->title),
        .counts = keep(view, made, measure->counts),
        .ref = keep(view, made, measure->ref),
        .series = series,
        .snapshot = measure_is_snapshot(measure->kind),
    };
    tile->periods = tile->snapshot ? view->days : view->periods;
    tile->entry.noun = keep(view, made, tile->entry.noun);
    for (size_t i = 0; i + width <= note->count; i += width, tile->series_count++) {
        if (!make_series(view, made, &view->page->results->list[note->first + i],
                         &series[tile->series_count]))
            return false;
        series[tile->series_count].place = tile->series_count;
    }
    qsort(series, tile->series_count, sizeof *series, order_of_series);
    find_lead(tile);
    view->tile_count += tile->lead != NULL;
    return tile->title.data && tile->counts.data && tile->ref.data && tile->entry.noun.data;
}

/* The measures of a group: those with a row on the dashboard in the order of the rows, then the
 * others. */
static bool make_group(struct measures_view *view, struct buffer *made, size_t *used,
                       enum measure_quadrant quadrant)
{
    const struct measures_page *page = view->page;
    size_t places = page->dashboard->count;
    view->starts[quadrant] = view->tile_count;
    for (size_t place = 0; place <= places; place++)
        for (size_t i = 0; i < page->results->note_count; i++) {
            const struct measure_note *note = &page->results->notes[i];
            uint32_t own = dashboard_find(page->dashboard, note->measure->code);
            if (note->count == 0 || note->measure->quadrant != quadrant ||
                (own == LOOKUP_NONE ? places : own) != place)
                continue;
            if (!make_tile(view, made, note, &view->series[*used]))
                return false;
            *used += note->count / view->period_count;
        }
    return true;
}

static bool make_all(struct measures_view *view, struct buffer *made)
{
    const struct measure_results *results = view->page->results;
    size_t used = 0;
    if (!make_periods(view, made))
        return false;
    view->tiles = memory_new(results->note_count + 1, sizeof *view->tiles);
    view->series = memory_new(results->count / view->period_count + 1, sizeof *view->series);
    if (!view->tiles || !view->series)
        return false;
    for (size_t i = 0; i < MEASURE_QUADRANTS; i++)
        if (!make_group(view, made, &used, (enum measure_quadrant)i))
            return false;
    view->starts[MEASURE_QUADRANTS] = view->tile_count;
    for (size_t i = 0; i < view->tile_count; i++)
        view->tiles[i].number = i + 1;
    return true;
}

bool measures_view_make(struct measures_view *view, const struct measures_page *page,
                        const struct reporter *reporter)
{
    struct buffer made;
    *view = (struct measures_view){.page = page};
    arena_init(&view->arena);
    buffer_init(&made, LIMIT_OUTPUT_CELL_BYTES);
    bool done = make_all(view, &made) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&made);
    return done;
}

void measures_view_release(struct measures_view *view)
{
    memory_free(view->tiles);
    memory_free(view->series);
    memory_free(view->periods);
    memory_free(view->days);
    arena_release(&view->arena);
    *view = (struct measures_view){.page = NULL};
}
