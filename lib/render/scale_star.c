#include "render/scale_star.h"

#include "base/memory.h"
#include "render/palette.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    CENTRE = 2450, /* from the left */
    RADIUS = 1150,
    LABEL_GAP = 110, /* from the end of an axis to its label */
    LABEL_LINES = 3,
    LABEL_WIDTH = 1130,
    KEY_LEFT = 4800,
    KEY_WIDTH = SCALE_STAR_WIDTH - KEY_LEFT,
    KEY_TEXT = 480, /* behind the sample of the line */
    KEY_STEP = 210,
    TITLE_LINES = 2,
    MARGIN = 120
};

static const struct lettering title_lettering = {125, true}, label_lettering = {110, false},
                              ring_lettering = {90, false}, key_lettering = {105, false},
                              latest_lettering = {105, true}, note_lettering = {100, false};

/* Of the latest day, and of those before it: paler and thinner the older. All have a contrast of
 * 3 to 1 at least on white. */
static const struct {
    const char *colour, *width, *dash;
} strokes[SCALE_STAR_DAYS] = {
    {PALETTE_ACCENT, "2.6", "none"},
    {"#4d565c", "1.8", "8 3"},
    {"#6e777d", "1.5", "2 2"},
    {"#8b9398", "1.2", "9 3 2 3"},
};

/* ---- directions ---- */

/* The sine of a part of a quarter turn, both in 1/2^30: Taylor's series, exact enough for 1/100000.
 */
static int64_t sine_of(int64_t part)
{
    const int64_t quarter = 1686629713; /* half of pi */
    int64_t angle = part * quarter >> 30, square = angle * angle >> 30, term = angle, sum = angle;
    for (int64_t i = 2; i <= 10; i += 2) {
        term = -(term * square >> 30) / (i * (i + 1));
        sum += term;
    }
    return sum;
}

static int32_t scaled(int64_t sine, int32_t length)
{
    return (int32_t)((sine * length + ((int64_t)1 << 29)) >> 30);
}

struct point {
    int32_t x, y;
};

/* From the middle along an axis; the first points up, the others follow clockwise. */
static struct point along(const struct scale_star *star, size_t axis, int32_t length)
{
    uint64_t turn = ((uint64_t)axis << 32) / star->axis_count;
    int64_t part = (int64_t)(turn & 0x3fffffff), whole = (int64_t)1 << 30;
    int32_t ahead = scaled(sine_of(part), length), aside = scaled(sine_of(whole - part), length);
    switch (turn >> 30) {
    case 0:
        return (struct point){CENTRE + ahead, star->middle - aside};
    case 1:
        return (struct point){CENTRE + aside, star->middle + ahead};
    case 2:
        return (struct point){CENTRE - ahead, star->middle + aside};
    default:
        return (struct point){CENTRE - aside, star->middle - ahead};
    }
}

static struct point point_of(const struct scale_star *star, size_t axis, int32_t score)
{
    return along(star, axis, score * RADIUS / SCALE_MOST);
}

/* ---- readings ---- */

static bool is_axis(const struct scale_view *view, size_t domain)
{
    return scale_view_count(view, domain) > 0 && view->family->domains[domain].length > 0;
}

/* The series of a person; `*end` gets where they end. Series of one person stand together. */
static size_t series_of(const struct scale_family *family, size_t person, size_t *end)
{
    size_t low = 0, high = family->series_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (family->series[middle].person < person)
            low = middle + 1;
        else
            high = middle;
    }
    for (*end = low; *end < family->series_count && family->series[*end].person == person;)
        (*end)++;
    return low;
}

bool scale_star_is_due(const struct scale_view *view, size_t person)
{
    size_t end, start = series_of(view->family, person, &end), domains = 0;
    if (view->named_domains > SCALE_STAR_MOST)
        return false;
    for (size_t i = start; i < end; i++)
        domains += is_axis(view, view->family->series[i].domain);
    return domains >= SCALE_STAR_LEAST;
}

/* Adds a day, unless it is there or older than all there is room for. */
static void add_day(struct scale_star *star, const struct date *date)
{
    size_t place = 0;
    while (place < star->day_count && date_compare(date, &star->days[place]) < 0)
        place++;
    if (place == SCALE_STAR_DAYS ||
        (place < star->day_count && date_compare(date, &star->days[place]) == 0))
        return;
    star->day_count += star->day_count < SCALE_STAR_DAYS;
    for (size_t i = star->day_count - 1; i > place; i--)
        star->days[i] = star->days[i - 1];
    star->days[place] = *date;
}

static void set_scores(struct scale_star *star, const struct scale_series *series, size_t axis)
{
    for (size_t i = 0; i < series->count; i++)
        for (size_t day = 0; day < star->day_count; day++)
            if (date_compare(&series->readings[i].date, &star->days[day]) == 0)
                star->scores[day * star->axis_count + axis] = series->readings[i].score;
}

static bool gather(struct scale_star *star)
{
    const struct scale_view *view = star->view;
    const struct scale_family *family = view->family;
    size_t end, start = series_of(family, star->person, &end);
    star->domains = memory_new(view->named_domains, sizeof *star->domains);
    star->scores = memory_new(view->named_domains * SCALE_STAR_DAYS, sizeof *star->scores);
    if (!star->domains || !star->scores)
        return false;
    for (size_t i = 0; i < family->domain_count; i++)
        if (is_axis(view, i))
            star->domains[star->axis_count++] = i;
    for (size_t i = start; i < end; i++)
        for (size_t j = 0; j < family->series[i].count; j++)
            if (is_axis(view, family->series[i].domain) &&
                family->series[i].readings[j].score != SCALE_NO_SCORE)
                add_day(star, &family->series[i].readings[j].date);
    size_t cells = star->axis_count * star->day_count;
    for (size_t i = 0; i < cells; i++)
        star->scores[i] = SCALE_NO_SCORE;
    for (size_t i = start, axis = 0; i < end; i++) {
        while (axis < star->axis_count && star->domains[axis] < family->series[i].domain)
            axis++;
        if (axis < star->axis_count && star->domains[axis] == family->series[i].domain)
            set_scores(star, &family->series[i], axis);
    }
    for (size_t i = 0; i < cells; i++)
        star->gaps = star->gaps || star->scores[i] == SCALE_NO_SCORE;
    return true;
}

static bool is_numbered(const struct scale_star *star)
{
    return star->axis_count > SCALE_STAR_NAMED;
}

/* ---- layout ---- */

static struct text title_of(const struct scale_star *star)
{
    return star->view->full[star->person];
}

static int32_t title_height(const struct scale_star *star)
{
    return lettering_step(&title_lettering) *
           (int32_t)scale_lines(&title_lettering, title_of(star), SCALE_STAR_WIDTH, TITLE_LINES);
}

static int32_t lines_height(const struct lettering *lettering, struct text text, int32_t width,
                            size_t most)
{
    return lettering_step(lettering) * (int32_t)scale_lines(lettering, text, width, most);
}

static struct text gap_words(const struct scale_star *star)
{
    return phrase(star->view->phrases, "scale-star-gap");
}

/* Width of the name of a numbered axis in the key. */
static int32_t named_width(void)
{
    return KEY_WIDTH - 280;
}

static int64_t key_height(const struct scale_star *star)
{
    int64_t height = (int64_t)star->day_count * KEY_STEP + MARGIN;
    if (star->gaps)
        height += lines_height(&note_lettering, gap_words(star), KEY_WIDTH, LABEL_LINES) + MARGIN;
    for (size_t i = 0; is_numbered(star) && i < star->axis_count; i++)
        height += lines_height(&note_lettering, star->view->domains[star->domains[i]],
                               named_width(), TITLE_LINES);
    return height;
}

/* What stands at the end of an axis: the name of the domain, or the number of the axis. */
static struct text axis_words(const struct scale_star *star, size_t axis, char number[24])
{
    return is_numbered(star) ? number_text(axis + 1, number)
                             : star->view->domains[star->domains[axis]];
}

static int32_t axis_height(const struct scale_star *star, size_t axis)
{
    char number[24];
    return lines_height(&label_lettering, axis_words(star, axis, number), LABEL_WIDTH, LABEL_LINES);
}

bool scale_star_make(struct scale_star *star, const struct scale_view *view, size_t person)
{
    *star = (struct scale_star){.view = view, .person = person};
    if (!gather(star))
        return false;
    int32_t top = title_height(star) + MARGIN, highest = 0;
    for (size_t i = 0; i < star->axis_count; i++)
        highest = axis_height(star, i) > highest ? axis_height(star, i) : highest;
    int64_t least = 2 * (RADIUS + LABEL_GAP + (int64_t)highest), height = key_height(star);
    height = top + (height > least ? height : least);
    star->middle = top + (int32_t)least / 2;
    star->height = (int32_t)(height < LETTERING_WIDEST ? height : LETTERING_WIDEST);
    return true;
}

void scale_star_release(struct scale_star *star)
{
    memory_free(star->domains);
    memory_free(star->scores);
    *star = (struct scale_star){.view = NULL};
}

/* ---- the ground ---- */

static void draw_ring(const struct scale_star *star, struct svg *svg, int32_t score)
{
    for (size_t i = 0; i < star->axis_count; i++) {
        struct point point = point_of(star, i, score);
        if (i == 0)
            svg_path(svg, point.x, point.y);
        else
            svg_line_to(svg, point.x, point.y);
    }
    svg_path_back(svg);
    svg_word(svg, "class", score == SCALE_MOST ? "edge" : "grid");
    svg_close(svg);
}

static void draw_axis_label(const struct scale_star *star, struct svg *svg, size_t axis)
{
    char number[24];
    struct point end = along(star, axis, RADIUS + LABEL_GAP);
    struct text words = axis_words(star, axis, number);
    int32_t aside = end.x - CENTRE, down = end.y - star->middle;
    int32_t step = lettering_step(&label_lettering);
    int32_t block = axis_height(star, axis);
    enum svg_anchor anchor = aside > RADIUS / 20    ? SVG_START
                             : aside < -RADIUS / 20 ? SVG_END
                                                    : SVG_MIDDLE;
    /* Above the end of an axis that points up, below one that points down. */
    int32_t top = end.y - block / 2 + (int32_t)((int64_t)down * block / 2 / (RADIUS + LABEL_GAP));
    svg_open(svg, "g");
    svg_attribute(svg, "data-axis", star->view->family->domains[star->domains[axis]]);
    scale_write(svg, &label_lettering, anchor, end.x,
                top + (step + lettering_ascent(&label_lettering)) / 2 - 14, LABEL_WIDTH,
                LABEL_LINES, words);
    svg_close(svg);
}

static void draw_ground(const struct scale_star *star, struct svg *svg)
{
    for (int32_t score = 2 * SCALE_POINT; score <= SCALE_MOST; score += 2 * SCALE_POINT)
        draw_ring(star, svg, score);
    for (size_t i = 0; i < star->axis_count; i++) {
        struct point end = point_of(star, i, SCALE_MOST);
        svg_line(svg, CENTRE, star->middle, end.x, end.y);
        svg_word(svg, "class", "grid");
        svg_close(svg);
        draw_axis_label(star, svg, i);
    }
}

/* Over the outlines, or they could not be read. */
static void draw_scores(const struct scale_star *star, struct svg *svg)
{
    char digits[SCALE_SCORE_BYTES];
    svg_open(svg, "g");
    svg_word(svg, "class", "quiet over");
    for (int32_t score = 0; score <= SCALE_MOST; score += 2 * SCALE_POINT)
        svg_label(svg, &ring_lettering, SVG_END, CENTRE - 55,
                  point_of(star, 0, score).y + lettering_ascent(&ring_lettering) / 2 - 12,
                  scale_score_text(score, false, digits));
    svg_close(svg);
}

/* ---- outlines ---- */

/* The style of an outline's line, for an element just opened. */
static void put_stroke(struct svg *svg, size_t day)
{
    svg_word(svg, "fill", "none");
    svg_word(svg, "stroke", strokes[day].colour);
    svg_word(svg, "stroke-width", strokes[day].width);
    svg_word(svg, "stroke-dasharray", strokes[day].dash);
    svg_word(svg, "stroke-linejoin", "round");
}

static void open_mark(struct svg *svg, size_t day, struct point at, int32_t radius)
{
    char style[40];
    palette_mark(svg, day, at.x, at.y, radius);
    snprintf(style, sizeof style, "fill:%s", strokes[day].colour);
    svg_word(svg, "class", "mark");
    svg_word(svg, "style", style);
}

/* Joins each two axes side by side that both have a score. */
static void draw_outline(const struct scale_star *star, struct svg *svg, size_t day)
{
    const int32_t *scores = star->scores + day * star->axis_count;
    bool drawn = false, joined = false, whole = true;
    for (size_t i = 0; i < star->axis_count; i++) {
        size_t next = (i + 1) % star->axis_count;
        bool both = scores[i] != SCALE_NO_SCORE && scores[next] != SCALE_NO_SCORE;
        struct point from = point_of(star, i, scores[i]), to = point_of(star, next, scores[next]);
        if (both && !drawn)
            svg_path(svg, from.x, from.y);
        else if (both && !joined)
            svg_move_to(svg, from.x, from.y);
        whole = whole && both;
        if (both && !(whole && next == 0))
            svg_line_to(svg, to.x, to.y);
        drawn = drawn || both;
        joined = both;
    }
    if (!drawn)
        return;
    if (whole)
        svg_path_back(svg);
    put_stroke(svg, day);
    svg_close(svg);
}

static void draw_day(const struct scale_star *star, struct svg *svg, size_t day)
{
    const struct scale_family *family = star->view->family;
    svg_open(svg, "g");
    scale_date_attribute(svg, &star->days[day]);
    draw_outline(star, svg, day);
    for (size_t i = 0; i < star->axis_count; i++) {
        int32_t score = star->scores[day * star->axis_count + i];
        if (score == SCALE_NO_SCORE)
            continue;
        open_mark(svg, day, point_of(star, i, score), day == 0 ? 46 : 36);
        svg_attribute(svg, "data-domain", family->domains[star->domains[i]]);
        scale_date_attribute(svg, &star->days[day]);
        scale_score_attribute(svg, score);
        svg_close(svg);
    }
    svg_close(svg);
}

/* ---- the key ---- */

static void draw_key_day(const struct scale_star *star, struct svg *svg, size_t day, int32_t middle)
{
    const struct lettering *lettering = day == 0 ? &latest_lettering : &key_lettering;
    char words[DATE_TEXT_BYTES + 16];
    struct buffer date = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    svg_line(svg, KEY_LEFT, middle, KEY_LEFT + 360, middle);
    put_stroke(svg, day);
    svg_close(svg);
    open_mark(svg, day, (struct point){KEY_LEFT + 180, middle}, day == 0 ? 46 : 36);
    svg_close(svg);
    scale_date_words(&star->days[day], &date);
    svg_label(svg, lettering, SVG_START, KEY_LEFT + KEY_TEXT,
              middle + lettering_ascent(lettering) / 2 - 14, buffer_text(&date));
}

static void draw_key(const struct scale_star *star, struct svg *svg)
{
    char number[24];
    int32_t y = title_height(star) + MARGIN;
    for (size_t i = 0; i < star->day_count; i++, y += KEY_STEP)
        draw_key_day(star, svg, i, y + KEY_STEP / 2);
    y += MARGIN;
    if (star->gaps) {
        svg_open(svg, "g");
        svg_word(svg, "class", "quiet");
        scale_write(svg, &note_lettering, SVG_START, KEY_LEFT, y, KEY_WIDTH, LABEL_LINES,
                    gap_words(star));
        svg_close(svg);
        y += lines_height(&note_lettering, gap_words(star), KEY_WIDTH, LABEL_LINES) + MARGIN;
    }
    for (size_t i = 0; is_numbered(star) && i < star->axis_count && y < LETTERING_WIDEST; i++) {
        struct text name = star->view->domains[star->domains[i]];
        svg_label(svg, &note_lettering, SVG_END, KEY_LEFT + 200, y, number_text(i + 1, number));
        scale_write(svg, &note_lettering, SVG_START, KEY_LEFT + 280, y, named_width(), TITLE_LINES,
                    name);
        y += lines_height(&note_lettering, name, named_width(), TITLE_LINES);
    }
}

void scale_star_draw(const struct scale_star *star, struct svg *svg)
{
    svg_open(svg, "g");
    svg_attribute(svg, "data-person", star->view->family->people[star->person].name);
    scale_write(svg, &title_lettering, SVG_START, 0, lettering_ascent(&title_lettering),
                SCALE_STAR_WIDTH, TITLE_LINES, title_of(star));
    draw_ground(star, svg);
    for (size_t i = star->day_count; i-- > 0;)
        draw_day(star, svg, i);
    draw_scores(star, svg);
    draw_key(star, svg);
    svg_close(svg);
}

void scale_star_tell(const struct scale_star *star, struct buffer *to)
{
    const struct scale_view *view = star->view;
    char digits[SCALE_SCORE_BYTES];
    for (size_t day = 0; day < star->day_count; day++) {
        scale_date_words(&star->days[day], to);
        buffer_put(to, ": ");
        for (size_t i = 0; i < star->axis_count; i++) {
            if (i > 0)
                buffer_put(to, ", ");
            buffer_add(to, view->domains[star->domains[i]]);
            buffer_put(to, " ");
            buffer_add(to,
                       scale_score_words(view, star->scores[day * star->axis_count + i], digits));
        }
        buffer_put(to, ". ");
    }
}
