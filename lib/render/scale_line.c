#include "render/scale_line.h"

#include "base/memory.h"
#include "render/palette.h"

#include <stdlib.h>

enum {
    LABEL_LINES = 2,
    TITLE_LINES = 2,
    TICKS_MOST = 64,
    NARROW_HEIGHT = 1300, /* of the plot */
    WIDE_HEIGHT = 2100,
    PAD = 130, /* from the ends of the plot to the first and the last day */
    TICKS_HEIGHT = 230,
    NOTE_HEIGHT = 180,
    LABEL_GAP = 160,   /* from the plot to the labels */
    SCORE_PLACE = 130, /* within a label, behind the mark */
    NAME_PLACE = 365,
    RADIUS = 42,
    SMALL_RADIUS = 26,
    MANY = 60,  /* readings of a drawing */
    ASIDE = 45, /* from one mark to the next that would hide it, to the right */
    ASIDES = 6
};

static const struct lettering name_lettering = {110, false}, score_lettering = {110, true},
                              title_lettering = {125, true}, tick_lettering = {95, false},
                              note_lettering = {100, false};

const struct svg_rule scale_rules[] = {
    {".grid", "fill:none;stroke:" PALETTE_GRID ";stroke-width:1"},
    {".edge", "fill:none;stroke:" PALETTE_LINE ";stroke-width:1"},
    {".leader", "fill:none;stroke:" PALETTE_LINE ";stroke-width:.8;stroke-dasharray:1 3"},
    {".quiet text,text.quiet", "fill:" PALETTE_QUIET},
    {".over text", "paint-order:stroke;stroke:" PALETTE_PAPER ";stroke-width:2.5"},
    {".line", "stroke-width:2;stroke-linejoin:round"},
    {".mark", "stroke:" PALETTE_PAPER ";stroke-width:.8"},
};
const size_t scale_rule_count = sizeof scale_rules / sizeof *scale_rules;

/* ---- layout ---- */

static int32_t day_at(const struct scale_line *line, date_day day)
{
    const struct scale_view *view = line->view;
    int64_t span = (int64_t)view->last - view->first, room = line->plot_width - 2 * PAD;
    int64_t at = span == 0 ? room / 2 : ((int64_t)day - view->first) * room / span;
    return line->left + PAD + (int32_t)at;
}

static int32_t score_at(const struct scale_line *line, int32_t score)
{
    return line->top + line->plot_height -
           (int32_t)((int64_t)score * line->plot_height / SCALE_MOST);
}

static int order_of_labels(const void *one, const void *other)
{
    const struct scale_label *a = one, *b = other;
    if (a->end_y != b->end_y)
        return a->end_y < b->end_y ? -1 : 1;
    return a->series < b->series ? -1 : 1;
}

/* Each as near to its line's end as the ones above leave room, then all up from the floor. */
static void place_labels(struct scale_line *line)
{
    int32_t limit = line->top - name_lettering.size / 2;
    int32_t floor = line->top + line->plot_height + name_lettering.size / 2;
    for (size_t i = 0; i < line->label_count; i++) {
        struct scale_label *label = &line->labels[i];
        int32_t wanted = label->end_y - lettering_step(&name_lettering) / 2;
        label->top = wanted > limit ? wanted : limit;
        if (label->top < LETTERING_WIDEST)
            limit = label->top + label->height;
    }
    for (size_t i = line->label_count; i-- > 0;) {
        struct scale_label *label = &line->labels[i];
        if (label->top + label->height > floor)
            label->top = floor - label->height;
        floor = label->top;
    }
}

static int32_t name_width(const struct scale_line *line)
{
    return line->label_width - NAME_PLACE;
}

/* The width that labels take, a third of the drawing at most, and the height of each. */
static void measure_labels(struct scale_line *line)
{
    int32_t widest = 0, third = line->width / 3;
    for (size_t i = 0; i < line->label_count; i++) {
        size_t person = line->labels[i].series->person;
        int32_t width = lettering_width(&name_lettering, line->view->people[person]);
        widest = width > widest ? width : widest;
    }
    line->label_width = NAME_PLACE + (widest < third - NAME_PLACE ? widest : third - NAME_PLACE);
    for (size_t i = 0; i < line->label_count; i++) {
        struct text name = line->view->people[line->labels[i].series->person];
        size_t lines = scale_lines(&name_lettering, name, name_width(line), LABEL_LINES);
        line->labels[i].height = (int32_t)lines * lettering_step(&name_lettering) + 10;
    }
}

static int32_t gutter(const struct scale_line *line)
{
    if (line->width < SCALE_LINE_WIDE)
        return 230;
    int32_t best = lettering_width(&tick_lettering, phrase(line->view->phrases, "form-best"));
    int32_t worst = lettering_width(&tick_lettering, phrase(line->view->phrases, "form-worst"));
    int32_t most = line->width / 5;
    best = best > worst ? best : worst;
    return (best < most ? best : most) + 290;
}

static void lay_out(struct scale_line *line)
{
    int64_t wanted = line->width < SCALE_LINE_WIDE ? NARROW_HEIGHT : WIDE_HEIGHT, all = 0;
    measure_labels(line);
    for (size_t i = 0; i < line->label_count; i++)
        all += line->labels[i].height;
    line->left = gutter(line);
    line->plot_width = line->width - line->left - LABEL_GAP - line->label_width;
    all = all > wanted ? all : wanted;
    line->plot_height = (int32_t)(all < LETTERING_WIDEST ? all : LETTERING_WIDEST);
    line->top = 80;
    if (line->titled)
        line->top += 80 + lettering_step(&title_lettering) *
                              (int32_t)scale_lines(&title_lettering,
                                                   line->view->domains[line->domain], line->width,
                                                   TITLE_LINES);
    for (size_t i = 0; i < line->label_count; i++) {
        const struct scale_change *change = &line->labels[i].series->change;
        line->labels[i].end_x = day_at(line, change->last_date.earliest);
        line->labels[i].end_y = score_at(line, change->last);
    }
    if (line->label_count > 0)
        qsort(line->labels, line->label_count, sizeof *line->labels, order_of_labels);
    place_labels(line);
    line->height = line->top + line->plot_height + TICKS_HEIGHT + (line->gaps ? NOTE_HEIGHT : 0);
}

/* Whether no score was given between two that were. */
static bool has_gap(const struct scale_series *series)
{
    bool scored = false, without = false;
    for (size_t i = 0; i < series->count; i++) {
        bool given = series->readings[i].score != SCALE_NO_SCORE;
        if (given && without)
            return true;
        scored = scored || given;
        without = scored && !given;
    }
    return false;
}

/* A reading by its place in the drawing. */
struct spot {
    date_day day;
    int32_t score;
    size_t number;
};

static int order_of_spots(const void *one, const void *other)
{
    const struct spot *a = one, *b = other;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->score != b->score)
        return a->score < b->score ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* How far each reading is moved aside, so that none hides another. */
static bool move_aside(struct scale_line *line, size_t readings)
{
    struct spot *spots = memory_new(readings, sizeof *spots);
    size_t count = 0, alike = 0;
    line->asides = memory_new(readings, sizeof *line->asides);
    if (!spots || !line->asides) {
        memory_free(spots);
        return false;
    }
    for (size_t i = 0; i < line->label_count; i++)
        for (size_t j = 0; j < line->series[i]->count; j++, count++)
            spots[count] = (struct spot){line->series[i]->readings[j].date.earliest,
                                         line->series[i]->readings[j].score, count};
    qsort(spots, count, sizeof *spots, order_of_spots);
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && spots[i].day == spots[i - 1].day &&
                    spots[i].score == spots[i - 1].score;
        alike = same ? (alike + 1) % ASIDES : 0;
        line->asides[spots[i].number] = (unsigned char)alike;
    }
    memory_free(spots);
    return true;
}

bool scale_line_make(struct scale_line *line, const struct scale_view *view, size_t domain,
                     int32_t width)
{
    const struct scale_series **series = view->by_domain + view->domain_starts[domain];
    size_t readings = 0;
    *line = (struct scale_line){.view = view,
                                .domain = domain,
                                .width = width,
                                .series = series,
                                .label_count = scale_view_count(view, domain),
                                .titled = view->series_domains > 1 ||
                                          view->family->domains[domain].length > 0};
    line->labels = memory_new(line->label_count, sizeof *line->labels);
    if (!line->labels)
        return false;
    for (size_t i = 0; i < line->label_count; i++) {
        line->labels[i] = (struct scale_label){.series = series[i]};
        line->gaps = line->gaps || has_gap(series[i]);
        readings += series[i]->count;
    }
    line->dense = readings > MANY;
    lay_out(line);
    return move_aside(line, readings);
}

void scale_line_release(struct scale_line *line)
{
    memory_free(line->labels);
    memory_free(line->asides);
    *line = (struct scale_line){.view = NULL};
}

/* ---- the axis of time ---- */

/* Steps between ticks: days, months or years. */
struct step {
    int length;
    char unit;
};

static const struct step steps[] = {
    {1, 'd'}, {2, 'd'}, {7, 'd'}, {14, 'd'}, {28, 'd'}, {1, 'm'},  {2, 'm'},   {3, 'm'},
    {6, 'm'}, {1, 'y'}, {2, 'y'}, {5, 'y'},  {10, 'y'}, {25, 'y'}, {100, 'y'}, {500, 'y'},
};

static const char *const widest_labels[] = {"28 Mar 2026", "Mar 2026", "2026"};

/* The shortest step whose labels have room beside one another. */
static struct step step_of(const struct scale_line *line)
{
    int64_t span = (int64_t)line->view->last - line->view->first;
    int64_t room = line->plot_width - 2 * PAD;
    size_t count = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < count; i++) {
        char unit = steps[i].unit;
        int64_t days = steps[i].length * (unit == 'd' ? 1 : unit == 'm' ? 28 : 365);
        const char *widest = widest_labels[unit == 'd' ? 0 : unit == 'm' ? 1 : 2];
        if (days * room / (span > 0 ? span : 1) >=
            lettering_width(&tick_lettering, text_of(widest)) + 120)
            return steps[i];
    }
    return steps[count - 1];
}

/* The first tick on `day` or after it. */
static date_day first_tick(struct step step, date_day day)
{
    int year, month, of_month;
    date_day tick = day;
    if (step.unit == 'd')
        return day;
    date_split(day, &year, &month, &of_month);
    int months = step.length * (step.unit == 'y' ? 12 : 1);
    int number = year * 12 + month - 1 + (of_month > 1);
    number = (number + months - 1) / months * months;
    date_day_of(number / 12, number % 12 + 1, 1, &tick);
    return tick;
}

static date_day next_tick(struct step step, date_day tick)
{
    return step.unit == 'd' ? tick + step.length
                            : date_add_months(tick, step.length * (step.unit == 'y' ? 12 : 1));
}

static void draw_tick(const struct scale_line *line, struct svg *svg, char unit, date_day day)
{
    char words[40];
    struct buffer label = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    int32_t x = day_at(line, day), floor = line->top + line->plot_height;
    int year, month, of_month;
    date_split(day, &year, &month, &of_month);
    if (unit == 'd')
        buffer_format(&label, "%d ", of_month);
    if (unit != 'y')
        buffer_format(&label, "%s ", scale_months[month - 1]);
    buffer_format(&label, "%d", year);
    svg_line(svg, x, floor, x, floor + 50);
    svg_word(svg, "class", "edge");
    svg_close(svg);
    int32_t half = lettering_width(&tick_lettering, buffer_text(&label)) / 2;
    int32_t least = half, most = line->left + line->plot_width + LABEL_GAP - half;
    svg_label(svg, &tick_lettering, SVG_MIDDLE,
              x < least  ? least
              : x > most ? most
                         : x,
              floor + 50 + lettering_ascent(&tick_lettering), buffer_text(&label));
}

/* Where there is room for one tick alone, the two ends tell more. */
static void draw_time(const struct scale_line *line, struct svg *svg)
{
    const struct scale_view *view = line->view;
    struct step step = step_of(line);
    date_day first = first_tick(step, view->first), day = first;
    svg_open(svg, "g");
    svg_word(svg, "class", "quiet");
    if (view->first < view->last && (first > view->last || next_tick(step, first) > view->last)) {
        draw_tick(line, svg, 'd', view->first);
        draw_tick(line, svg, 'd', view->last);
        day = DATE_DAY_OPEN_END;
    }
    for (int i = 0; day <= view->last && i < TICKS_MOST; i++) {
        draw_tick(line, svg, step.unit, day);
        day = next_tick(step, day);
    }
    svg_close(svg);
}

/* ---- the axis of scores ---- */

static void draw_scores(const struct scale_line *line, struct svg *svg)
{
    int32_t right = line->left + line->plot_width;
    char digits[SCALE_SCORE_BYTES];
    svg_open(svg, "g");
    svg_word(svg, "class", "quiet");
    for (int32_t score = 0; score <= SCALE_MOST; score += 2 * SCALE_POINT) {
        int32_t y = score_at(line, score), base = y + lettering_ascent(&tick_lettering) / 2 - 12;
        svg_line(svg, line->left, y, right, y);
        svg_word(svg, "class", score == 0 ? "edge" : "grid");
        svg_close(svg);
        svg_label(svg, &tick_lettering, SVG_END, line->left - 60, base,
                  scale_score_text(score, false, digits));
        if (line->width < SCALE_LINE_WIDE || (score > 0 && score < SCALE_MOST))
            continue;
        scale_write(svg, &tick_lettering, SVG_START, 0, base, line->left - 230, 1,
                    phrase(line->view->phrases, score == 0 ? "form-worst" : "form-best"));
    }
    svg_close(svg);
}

/* ---- lines ---- */

static int32_t reading_at(const struct scale_line *line, const struct scale_reading *reading,
                          unsigned char aside)
{
    return day_at(line, reading->date.earliest) + aside * ASIDE;
}

/* `asides` are those of the series' readings. */
static void draw_strokes(const struct scale_line *line, struct svg *svg,
                         const struct scale_series *series, const unsigned char *asides)
{
    bool drawn = false, joined = false;
    for (size_t i = 1; i < series->count; i++) {
        const struct scale_reading *from = &series->readings[i - 1], *to = &series->readings[i];
        bool whole = from->score != SCALE_NO_SCORE && to->score != SCALE_NO_SCORE;
        int32_t x = reading_at(line, from, asides[i - 1]), y = score_at(line, from->score);
        if (whole && !drawn)
            svg_path(svg, x, y);
        else if (whole && !joined)
            svg_move_to(svg, x, y);
        if (whole)
            svg_line_to(svg, reading_at(line, to, asides[i]), score_at(line, to->score));
        drawn = drawn || whole;
        joined = whole;
    }
    if (!drawn)
        return;
    svg_word(svg, "class", "line");
    palette_line(svg, series->person);
    svg_close(svg);
}

/* A mark, for more attributes and svg_close. */
static void open_mark(struct svg *svg, size_t person, int32_t x, int32_t y, int32_t radius)
{
    palette_mark(svg, person, x, y, radius);
    svg_word(svg, "class", "mark");
    if (person / PALETTE_SERIES % 2 == 0)
        return;
    char words[60];
    struct buffer style = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    buffer_format(&style, "fill:" PALETTE_PAPER ";stroke:%s;stroke-width:1.6",
                  palette_series[person % PALETTE_SERIES].colour);
    svg_attribute(svg, "style", buffer_text(&style));
}

static void draw_series(const struct scale_line *line, struct svg *svg,
                        const struct scale_series *series, const unsigned char *asides)
{
    svg_open(svg, "g");
    svg_attribute(svg, "data-person", line->view->family->people[series->person].name);
    draw_strokes(line, svg, series, asides);
    for (size_t i = 0; i < series->count; i++) {
        const struct scale_reading *reading = &series->readings[i];
        if (reading->score == SCALE_NO_SCORE)
            continue;
        open_mark(svg, series->person, reading_at(line, reading, asides[i]),
                  score_at(line, reading->score), line->dense ? SMALL_RADIUS : RADIUS);
        scale_date_attribute(svg, &reading->date);
        scale_score_attribute(svg, reading->score);
        svg_close(svg);
    }
    svg_close(svg);
}

static void draw_leader(const struct scale_line *line, struct svg *svg,
                        const struct scale_label *label)
{
    int32_t x = line->left + line->plot_width + LABEL_GAP - 40;
    svg_line(svg, label->end_x, label->end_y, x, label->top + lettering_step(&name_lettering) / 2);
    svg_word(svg, "class", "leader");
    svg_close(svg);
}

static void draw_label(const struct scale_line *line, struct svg *svg,
                       const struct scale_label *label)
{
    const struct scale_series *series = label->series;
    int32_t x = line->left + line->plot_width + LABEL_GAP;
    int32_t middle = label->top + lettering_step(&name_lettering) / 2;
    int32_t base = middle + lettering_ascent(&name_lettering) / 2 - 14;
    char digits[SCALE_SCORE_BYTES];
    svg_open(svg, "g");
    svg_attribute(svg, "data-label-for", line->view->family->people[series->person].name);
    open_mark(svg, series->person, x + 45, middle, RADIUS);
    svg_close(svg);
    svg_label(svg, &score_lettering, SVG_START, x + SCORE_PLACE, base,
              scale_score_text(series->change.last, false, digits));
    scale_write(svg, &name_lettering, SVG_START, x + NAME_PLACE, base, name_width(line),
                LABEL_LINES, line->view->people[series->person]);
    svg_close(svg);
}

void scale_line_draw(const struct scale_line *line, struct svg *svg)
{
    const struct scale_family *family = line->view->family;
    svg_open(svg, "g");
    svg_attribute(svg, "data-domain", family->domains[line->domain]);
    if (line->titled)
        scale_write(svg, &title_lettering, SVG_START, 0, lettering_ascent(&title_lettering),
                    line->width, TITLE_LINES, line->view->domains[line->domain]);
    draw_scores(line, svg);
    draw_time(line, svg);
    for (size_t i = 0; i < line->label_count; i++)
        draw_leader(line, svg, &line->labels[i]);
    const unsigned char *asides = line->asides;
    for (size_t i = 0; i < line->label_count; i++) {
        draw_series(line, svg, line->series[i], asides);
        asides += line->series[i]->count;
    }
    for (size_t i = 0; i < line->label_count; i++)
        draw_label(line, svg, &line->labels[i]);
    if (line->gaps) {
        int32_t y = line->height - lettering_descent(&note_lettering) - 20;
        svg_open(svg, "g");
        svg_word(svg, "class", "quiet");
        scale_write(svg, &note_lettering, SVG_START, 0, y, line->width, 1,
                    phrase(line->view->phrases, "scale-line-gap"));
        svg_close(svg);
    }
    svg_close(svg);
}

void scale_line_tell(const struct scale_line *line, struct buffer *to)
{
    const struct scale_view *view = line->view;
    for (size_t i = 0; i < line->label_count; i++) {
        buffer_add(to, view->full[line->series[i]->person]);
        buffer_put(to, ": ");
        scale_tell(view, line->series[i], to);
        buffer_put(to, ". ");
    }
}
