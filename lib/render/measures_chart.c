#include "render/measures_chart.h"

enum {
    PAD = 60,    /* left and right of the first and last point */
    HEAD = 150,  /* for the words over the scale */
    ROW = 150,   /* a row of words */
    ROOM = 60,   /* over the top of the scale and under nought, for points */
    RADIUS = 26, /* of a point */
    MARKED_RADIUS = 40,
    CLOSE = 110, /* nearer points have no dots, nearer marks stand once a run */
    WORDS = 110,
};

static const struct lettering lettering = {WORDS, false};

int64_t measures_chart_top(int64_t most)
{
    static const int64_t steps[] = {10, 20, 25, 40, 50, 80, 100};
    int64_t power = 10;
    for (;;) {
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            int64_t top = steps[i] * power / 10;
            if (top % 10 == 0 && top >= most)
                return top;
        }
        if (power > INT64_MAX / 1000)
            return most;
        power *= 10;
    }
}

static bool has_marks(const struct measures_chart *chart)
{
    bool marks = chart->marks;
    for (size_t i = 0; i < chart->count && !marks; i++)
        marks = chart->figures[i].state != FIGURE_SHOWN;
    return marks;
}

static int32_t head_of(const struct measures_chart *chart)
{
    return ROOM + (chart->top_words.length > 0 ? HEAD : 0);
}

static int32_t floor_of(const struct measures_chart *chart)
{
    return head_of(chart) + chart->plot_height;
}

int32_t measures_chart_height(const struct measures_chart *chart)
{
    return floor_of(chart) + ROOM + (has_marks(chart) ? ROW : 0) +
           (chart->first.length + chart->last.length > 0 ? ROW : 0);
}

static int32_t x_of(const struct measures_chart *chart, size_t piece)
{
    int64_t room = chart->width - 2 * PAD;
    if (chart->count < 2)
        return chart->width / 2;
    return PAD + (int32_t)(room * (int64_t)piece / (int64_t)(chart->count - 1));
}

static int32_t y_of(const struct measures_chart *chart, int64_t tenths)
{
    int64_t top = chart->top > 0 ? chart->top : 1;
    int64_t held = tenths < 0 ? 0 : tenths > top ? top : tenths;
    while (top > INT64_MAX / 100000) {
        top /= 2;
        held /= 2;
    }
    return floor_of(chart) - (int32_t)(held * chart->plot_height / top);
}

static bool shown(const struct figure *figures, size_t piece)
{
    return figures[piece].state == FIGURE_SHOWN;
}

static void draw_line(struct svg *svg, const char *class, int32_t x1, int32_t y1, int32_t x2,
                      int32_t y2)
{
    svg_line(svg, x1, y1, x2, y2);
    svg_word(svg, "class", class);
    svg_close(svg);
}

static void draw_frame(const struct measures_chart *chart, struct svg *svg)
{
    int32_t top = y_of(chart, chart->top), floor = floor_of(chart);
    draw_line(svg, "grid", 0, top, chart->width, top);
    draw_line(svg, "axis", 0, floor, chart->width, floor);
    if (chart->top_words.length > 0)
        svg_label(svg, &lettering, SVG_START, 0, top - ROOM, chart->top_words);
    if (chart->has_target && chart->target <= chart->top)
        draw_line(svg, "target", 0, y_of(chart, chart->target), chart->width,
                  y_of(chart, chart->target));
}

/* Runs of points that are joined, as paths; those that touch a period cut by the window apart. */
static void draw_runs(const struct measures_chart *chart, struct svg *svg,
                      const struct figure *figures, const char *class, bool cut)
{
    bool drawn = false, joined = false;
    for (size_t i = 1; i < chart->count; i++) {
        bool touches = !chart->whole[i] || !chart->whole[i - 1];
        bool here = shown(figures, i) && shown(figures, i - 1) && touches == cut;
        int32_t x = x_of(chart, i - 1), y = y_of(chart, figures[i - 1].tenths);
        if (here && !drawn)
            svg_path(svg, x, y);
        else if (here && !joined)
            svg_move_to(svg, x, y);
        if (here)
            svg_line_to(svg, x_of(chart, i), y_of(chart, figures[i].tenths));
        drawn |= here;
        joined = here;
    }
    if (!drawn)
        return;
    svg_word(svg, "class", class);
    svg_close(svg);
}

static void draw_points(const struct measures_chart *chart, struct svg *svg)
{
    bool close = chart->count > 1 && x_of(chart, 1) - x_of(chart, 0) < CLOSE;
    for (size_t i = 0; i < chart->count; i++) {
        bool alone = (i == 0 || !shown(chart->figures, i - 1)) &&
                     (i + 1 == chart->count || !shown(chart->figures, i + 1));
        if (!shown(chart->figures, i) || (close && !alone && i != chart->marked))
            continue;
        svg_circle(svg, x_of(chart, i), y_of(chart, chart->figures[i].tenths),
                   i == chart->marked ? MARKED_RADIUS : RADIUS);
        svg_word(svg, "class", chart->whole[i] ? "point" : "cut");
        svg_close(svg);
    }
}

/* Where points are close, marks of one kind in a row stand once. */
static void draw_marks(const struct measures_chart *chart, struct svg *svg)
{
    bool close = chart->count > 1 && x_of(chart, 1) - x_of(chart, 0) < CLOSE;
    int32_t base = floor_of(chart) + ROOM + lettering_ascent(&lettering);
    char word[8];
    for (size_t i = 0, end; i < chart->count; i = end) {
        struct buffer made = {.data = word, .capacity = sizeof word, .maximum = sizeof word};
        for (end = i + 1;
             close && end < chart->count && chart->figures[end].state == chart->figures[i].state;)
            end++;
        if (shown(chart->figures, i))
            continue;
        measures_figure_words(&chart->figures[i], &made);
        svg_open(svg, "text");
        svg_length(svg, "x", (x_of(chart, i) + x_of(chart, end - 1)) / 2);
        svg_length(svg, "y", base);
        svg_lettering(svg, &lettering, SVG_MIDDLE);
        svg_word(svg, "class", "mark");
        svg_content(svg, buffer_text(&made));
        svg_close(svg);
    }
}

static void draw_ends(const struct measures_chart *chart, struct svg *svg)
{
    int32_t base = measures_chart_height(chart) - lettering_descent(&lettering);
    if (chart->first.length > 0)
        svg_label(svg, &lettering, SVG_START, 0, base, chart->first);
    if (chart->last.length > 0)
        svg_label(svg, &lettering, SVG_END, chart->width, base, chart->last);
}

void measures_chart_draw(const struct measures_chart *chart, struct svg *svg)
{
    draw_frame(chart, svg);
    if (chart->beside) {
        draw_runs(chart, svg, chart->beside, "beside", false);
        draw_runs(chart, svg, chart->beside, "beside", true);
    }
    draw_runs(chart, svg, chart->figures, "line", false);
    draw_runs(chart, svg, chart->figures, "line dash", true);
    draw_points(chart, svg);
    draw_marks(chart, svg);
    draw_ends(chart, svg);
}
