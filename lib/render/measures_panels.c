/* Small multiples: categories, organisations and areas beside one another, each set on one scale.
 */
#include "base/memory.h"
#include "records/page.h"
#include "render/measures_html.h"

#include <stdlib.h>

/* Above so many categories the tile has the largest alone. */
enum { BARS_MOST = 6, BARS_LARGEST = 5 };

struct bar {
    const struct measures_series *series;
    struct figure value; /* what it is as long as */
    size_t place;
};

/* Largest first; what is not shown behind, as it came. */
static int order_of_bars(const void *one, const void *other)
{
    const struct bar *a = one, *b = other;
    bool first = a->value.state == FIGURE_SHOWN, second = b->value.state == FIGURE_SHOWN;
    if (first != second)
        return first ? -1 : 1;
    if (a->value.tenths != b->value.tenths)
        return a->value.tenths > b->value.tenths ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

/* Beside the figure: what it is made of; of a count its share of all, of days how many cases. */
static void add_beside(struct measures_painter *painter, const struct measures_tile *tile,
                       const struct measures_series *series)
{
    struct figure share = measures_value(series->results);
    struct figure counted = measures_counted(series->results);
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    bool value = tile->entry.shows == DASHBOARD_VALUE;
    measures_begin(painter);
    if (value && tile->measure->unit == MEASURE_DAYS_UNIT) {
        measures_figure_words(&counted, &made);
        phrase_with(painter->phrases, "dashboard-many", &painter->made, buffer_text(&made),
                    tile->entry.noun);
    } else if (!value && tile->measure->out_of == MEASURE_OUT_OF_TOTAL &&
               share.state == FIGURE_SHOWN) {
        measures_figure_words(&share, &made);
        phrase_with(painter->phrases, "dashboard-share", &painter->made, buffer_text(&made));
    } else
        measures_parts_words(painter->view, tile, series, 0, &painter->made);
}

static void put_bars(struct measures_painter *painter, const struct measures_tile *tile,
                     const struct bar *bars, size_t count, bool categories)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = bars[i].value.tenths > most ? bars[i].value.tenths : most;
    measures_put(painter, "<ul class=\"bars\">\n");
    for (size_t i = 0; i < count; i++) {
        const struct measures_series *series = bars[i].series;
        struct figure counted = measures_counted(series->results);
        bool share = tile->measure->unit == MEASURE_PER_CENT &&
                     bars[i].value.state == FIGURE_SHOWN && !bars[i].value.whole;
        measures_tagged(painter, "<li><span class=\"name\">",
                        categories ? series->category : series->name, "</span>");
        measures_put(painter, "<span class=\"bar\">");
        measures_put_bar(painter, &bars[i].value, most);
        measures_put(painter, "</span><span class=\"value\">");
        measures_put_figure(painter, &bars[i].value);
        if (share)
            measures_phrase(painter, "", "dashboard-per-cent", "");
        measures_put(painter, "</span><span class=\"count\">");
        if (categories && !bars[i].value.whole)
            measures_put_figure(painter, &counted);
        else if (!categories) {
            add_beside(painter, tile, series);
            page_text(painter->output, buffer_text(&painter->made));
        }
        measures_put(painter, "</span></li>\n");
    }
    measures_put(painter, "</ul>\n");
}

void measures_put_categories(struct measures_painter *painter, const struct measures_tile *tile)
{
    struct bar *bars = memory_new(tile->series_count + 1, sizeof *bars);
    size_t count = 0, shown;
    char digits[24];
    if (!bars) {
        painter->failed = true;
        return;
    }
    for (size_t i = 0; i < tile->series_count; i++)
        if (tile->series[i].group == GROUP_TOGETHER && tile->series[i].category.length > 0) {
            bars[count] = (struct bar){.series = &tile->series[i],
                                       .value = measures_value(tile->series[i].results),
                                       .place = count};
            count++;
        }
    shown = count;
    if (count > BARS_MOST) {
        qsort(bars, count, sizeof *bars, order_of_bars);
        shown = BARS_LARGEST;
    }
    measures_put(painter, "<div class=\"categories\">\n");
    put_bars(painter, tile, bars, shown, true);
    if (shown < count) {
        phrase_with(painter->phrases, "dashboard-more", measures_begin(painter),
                    number_text(count - shown, digits));
        measures_tagged(painter, "<p class=\"parts\">", buffer_text(&painter->made), "</p>\n");
    }
    measures_put(painter, "</div>\n");
    memory_free(bars);
}

/* ---- organisations and areas ---- */

static bool is_panel(const struct measures_tile *tile, const struct measures_series *series,
                     enum measures_group group)
{
    return series->group == group &&
           series->results->category_number == tile->lead->results->category_number;
}

static void put_panel_words(struct measures_painter *painter, const struct measures_tile *tile,
                            const struct measures_series *series)
{
    struct figure figure = measures_figure(tile, series->results);
    measures_tagged(painter, "<figcaption><span class=\"name\">", series->name,
                    "</span><span class=\"value\">");
    measures_put_with_unit(painter, tile, &figure);
    measures_put(painter, "</span><span class=\"count\">");
    add_beside(painter, tile, series);
    page_text(painter->output, buffer_text(&painter->made));
    measures_put(painter, "</span></figcaption>\n");
}

static void put_panel(struct measures_painter *painter, const struct measures_tile *tile,
                      const struct measures_series *series, struct measures_chart *chart)
{
    bool any = false;
    measures_put(painter, "<figure>");
    put_panel_words(painter, tile, series);
    measures_pieces(painter, tile, series, painter->figures);
    for (size_t i = 0; i < painter->pieces; i++)
        any = any || painter->figures[i].state == FIGURE_SHOWN;
    if (any)
        measures_put_chart(painter, tile, series, chart, "panel", tile->number,
                           (size_t)(series - tile->series));
    measures_put(painter, "</figure>\n");
}

/* Over the panels: what the scale is, and how far time goes. */
static void put_scale_words(struct measures_painter *painter, const struct measures_tile *tile,
                            const struct measures_chart *chart)
{
    char words[128];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    struct figure top = {.whole = true, .tenths = chart->top};
    bool share = tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit == MEASURE_PER_CENT;
    measures_figure_words(&top, &made);
    if (share)
        buffer_add(&made, phrase(painter->phrases, "dashboard-per-cent"));
    phrase_with(painter->phrases, "dashboard-scale", measures_begin(painter), buffer_text(&made),
                tile->periods[1], tile->periods[painter->pieces]);
    if (chart->beside) {
        buffer_put(&painter->made, " ");
        buffer_add(&painter->made, phrase(painter->phrases, "dashboard-scale-together"));
    }
    measures_tagged(painter, "<p class=\"parts\">", buffer_text(&painter->made), "</p>\n");
}

static void put_lines(struct measures_painter *painter, const struct measures_tile *tile,
                      enum measures_group group)
{
    bool shares = tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit != MEASURE_NUMBER;
    bool marks = false, any = false;
    int64_t most = 0;
    for (size_t i = 0; i < tile->series_count; i++) {
        if (!is_panel(tile, &tile->series[i], group))
            continue;
        int64_t own = measures_pieces(painter, tile, &tile->series[i], painter->figures);
        most = own > most ? own : most;
        for (size_t j = 0; j < painter->pieces; j++) {
            marks |= painter->figures[j].state != FIGURE_SHOWN;
            any |= painter->figures[j].state == FIGURE_SHOWN;
        }
    }
    if (shares) {
        int64_t own = measures_pieces(painter, tile, tile->lead, painter->of_together);
        most = own > most ? own : most;
    }
    struct measures_chart chart = {.figures = painter->figures,
                                   .beside = shares ? painter->of_together : NULL,
                                   .whole = tile->snapshot ? painter->of_a_day : painter->whole,
                                   .count = painter->pieces,
                                   .marked = SIZE_MAX,
                                   .top = measures_chart_top(most),
                                   .marks = marks,
                                   .width = 2000,
                                   .plot_height = 400};
    if (any)
        put_scale_words(painter, tile, &chart);
    else
        measures_phrase(painter, "<p class=\"parts\">", "dashboard-no-line", "</p>\n");
    measures_put(painter, "<div class=\"panels\">\n");
    for (size_t i = 0; i < tile->series_count; i++)
        if (is_panel(tile, &tile->series[i], group))
            put_panel(painter, tile, &tile->series[i], &chart);
    measures_put(painter, "</div>\n");
}

/* One period: a bar each. */
static void put_group_bars(struct measures_painter *painter, const struct measures_tile *tile,
                           enum measures_group group)
{
    struct bar *bars = memory_new(tile->series_count + 1, sizeof *bars);
    size_t count = 0;
    for (size_t i = 0; bars && i < tile->series_count; i++)
        if (is_panel(tile, &tile->series[i], group))
            bars[count++] = (struct bar){.series = &tile->series[i],
                                         .value = measures_figure(tile, tile->series[i].results)};
    if (bars)
        put_bars(painter, tile, bars, count, false);
    painter->failed |= !bars;
    memory_free(bars);
}

static bool has_group(const struct measures_tile *tile, enum measures_group group)
{
    for (size_t i = 0; i < tile->series_count; i++)
        if (is_panel(tile, &tile->series[i], group))
            return true;
    return false;
}

static void put_section(struct measures_painter *painter, enum measures_group group,
                        const char *open, const char *key)
{
    const struct measures_view *view = painter->view;
    bool any = false;
    for (size_t i = 0; i < view->tile_count; i++) {
        const struct measures_tile *tile = &view->tiles[i];
        if (!has_group(tile, group))
            continue;
        if (!any)
            measures_phrase(painter, open, key, "</h2>\n");
        any = true;
        measures_tagged(painter, "<div class=\"measure\">\n<h3>", tile->title, "</h3>\n");
        if (painter->pieces > 0)
            put_lines(painter, tile, group);
        else
            put_group_bars(painter, tile, group);
        measures_put(painter, "</div>\n");
    }
    if (any)
        measures_put(painter, "</section>\n");
}

void measures_put_panels(struct measures_painter *painter)
{
    put_section(painter, GROUP_ORGANISATION,
                "<section class=\"apart\" aria-labelledby=\"organisations\">\n"
                "<h2 id=\"organisations\">",
                "dashboard-organisations");
    put_section(painter, GROUP_AREA,
                "<section class=\"apart\" aria-labelledby=\"areas\">\n<h2 id=\"areas\">",
                "dashboard-areas");
}
