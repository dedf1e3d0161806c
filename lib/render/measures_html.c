#include "render/measures_html.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/page.h"

#include <stdio.h>

enum { TOLD_MOST = 12, PREFIX_BYTES = 80 };

bool measures_painter_open(struct measures_painter *painter, const struct measures_view *view,
                           struct output *output, const struct reporter *reporter)
{
    const struct periods *periods = &view->page->results->periods;
    size_t count = periods->count, pieces = measures_piece_count(view);
    *painter = (struct measures_painter){.view = view,
                                         .phrases = view->page->phrases,
                                         .output = output,
                                         .reporter = reporter,
                                         .pieces = pieces};
    buffer_init(&painter->made, LIMIT_OUTPUT_CELL_BYTES);
    painter->figures = memory_new(count, sizeof *painter->figures);
    painter->of_together = memory_new(count, sizeof *painter->of_together);
    painter->whole = memory_new(count, sizeof *painter->whole);
    painter->of_a_day = memory_new(count, sizeof *painter->of_a_day);
    if (!painter->figures || !painter->of_together || !painter->whole || !painter->of_a_day)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 1; i < count; i++)
        painter->whole[i - 1] = periods->list[i].whole;
    for (size_t i = 0; i < count; i++)
        painter->of_a_day[i] = true;
    return true;
}

bool measures_painter_close(struct measures_painter *painter, bool done)
{
    if (done && (buffer_failed(&painter->made) || painter->failed))
        done = report(painter->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&painter->made);
    memory_free(painter->figures);
    memory_free(painter->of_together);
    memory_free(painter->whole);
    memory_free(painter->of_a_day);
    return done && !painter->output->failed;
}

struct buffer *measures_begin(struct measures_painter *painter)
{
    if (!buffer_failed(&painter->made))
        buffer_clear(&painter->made);
    return &painter->made;
}

void measures_put(struct measures_painter *painter, const char *markup)
{
    output_write(painter->output, text_of(markup));
}

void measures_put_number(struct measures_painter *painter, size_t number)
{
    char digits[24];
    output_write(painter->output, number_text(number, digits));
}

void measures_tagged(struct measures_painter *painter, const char *open, struct text text,
                     const char *close)
{
    if (text.length == 0)
        return;
    measures_put(painter, open);
    page_text(painter->output, text);
    measures_put(painter, close);
}

void measures_phrase(struct measures_painter *painter, const char *open, const char *key,
                     const char *close)
{
    measures_tagged(painter, open, phrase(painter->phrases, key), close);
}

void measures_put_figure(struct measures_painter *painter, const struct figure *figure)
{
    measures_figure_words(figure, measures_begin(painter));
    if (figure->state != FIGURE_SHOWN) {
        measures_put(painter, "<abbr title=\"");
        page_text(painter->output, measures_state_words(painter->view, figure->state));
        measures_put(painter, "\">");
    }
    page_text(painter->output, buffer_text(&painter->made));
    if (figure->state != FIGURE_SHOWN)
        measures_put(painter, "</abbr>");
}

void measures_put_with_unit(struct measures_painter *painter, const struct measures_tile *tile,
                            const struct figure *figure)
{
    measures_put_figure(painter, figure);
    if (figure->state != FIGURE_SHOWN || tile->entry.shows != DASHBOARD_VALUE)
        return;
    if (tile->measure->unit == MEASURE_PER_CENT)
        measures_phrase(painter, "", "dashboard-per-cent", "");
    else if (tile->measure->unit == MEASURE_DAYS_UNIT)
        measures_phrase(painter, " ", "dashboard-days", "");
}

int64_t measures_pieces(struct measures_painter *painter, const struct measures_tile *tile,
                        const struct measures_series *series, struct figure *to)
{
    int64_t most = 0;
    for (size_t i = 0; i < painter->pieces; i++) {
        to[i] = measures_figure(tile, &series->results[i + 1]);
        most = to[i].tenths > most ? to[i].tenths : most;
    }
    return most;
}

static void tell_piece(struct measures_painter *painter, const struct measures_tile *tile,
                       const struct measures_chart *chart, size_t piece)
{
    const struct figure *figure = &chart->figures[piece];
    buffer_add(&painter->made, tile->periods[piece + 1]);
    buffer_put(&painter->made, ": ");
    if (figure->state == FIGURE_SHOWN)
        measures_figure_words(figure, &painter->made);
    else
        buffer_add(&painter->made, measures_state_words(painter->view, figure->state));
}

/* What the line shows, for those who do not see it; of many periods the first and the last. */
static void tell_chart(struct measures_painter *painter, const struct measures_tile *tile,
                       const struct measures_chart *chart)
{
    measures_begin(painter);
    for (size_t i = 0; i < chart->count; i++) {
        if (chart->count > TOLD_MOST && i > 0 && i + 1 < chart->count)
            continue;
        if (i > 0)
            buffer_put(&painter->made, "; ");
        tell_piece(painter, tile, chart, i);
    }
    if (chart->count > TOLD_MOST) {
        buffer_put(&painter->made, ". ");
        buffer_add(&painter->made, phrase(painter->phrases, "dashboard-rest-in-table"));
    }
}

void measures_put_chart(struct measures_painter *painter, const struct measures_tile *tile,
                        const struct measures_series *series, const struct measures_chart *chart,
                        const char *kind, size_t a, size_t b)
{
    struct svg svg;
    char prefix[PREFIX_BYTES];
    snprintf(prefix, sizeof prefix, "%s-%zu-%zu", kind, a, b);
    tell_chart(painter, tile, chart);
    struct svg_document document = {
        .prefix = prefix,
        .in_page = true,
        .width = chart->width,
        .height = measures_chart_height(chart),
        .title = series->group == GROUP_TOGETHER ? tile->title : series->name,
        .description = buffer_text(&painter->made),
    };
    svg_begin(&svg, painter->output, &document);
    measures_chart_draw(chart, &svg);
    painter->failed |= !svg_end(&svg);
}

void measures_put_bar(struct measures_painter *painter, const struct figure *figure, int64_t top)
{
    enum { LONGEST = 1000 };
    if (figure->state != FIGURE_SHOWN)
        return;
    int64_t length = figure->tenths, whole = top > 0 ? top : 1;
    while (whole > INT64_MAX / LONGEST) {
        whole /= 2;
        length /= 2;
    }
    length = length < 0 ? 0 : length > whole ? whole : length;
    measures_put(painter, "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
                          "aria-hidden=\"true\"><rect width=\"");
    measures_put_number(painter, (size_t)(length * LONGEST / whole));
    measures_put(painter, "\" height=\"10\"/></svg>");
}
