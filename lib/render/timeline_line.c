#include "render/palette.h"
#include "render/timeline_private.h"

/* The line itself: a band with years, months or days, and a row of ages for each child. */

enum {
    SCALE = 180, /* height of the row of years */
    AGES = 150,  /* height of a row of ages */
    TICK = 40,
    CELL_PAD = 60,
    AGE_ROOM = 170, /* that an age needs */
    NAMES_WIDEST = 1600,
    AGE_MOST = 150,
    CHEVRON = 50
};

static bool has_ages(const struct timeline_painter *painter)
{
    return painter->family->child_count > 0 || painter->family->start_kind == START_BIRTH_EVENT;
}

static size_t age_rows(const struct timeline_painter *painter)
{
    return painter->family->child_count > 0 ? painter->family->child_count : has_ages(painter);
}

int32_t timeline_line_height(const struct timeline_painter *painter)
{
    return SCALE + (int32_t)age_rows(painter) * painter->name_height;
}

/* --- Years ----------------------------------------------------------------------------------- */

static void tick_words(struct timeline_painter *painter, date_day tick)
{
    struct buffer *words = &painter->buffer;
    int year, month, day;
    date_split(tick, &year, &month, &day);
    bool days = painter->step.days > 0, months = days || painter->step.months % 12 != 0;
    timeline_clear(painter);
    if (months) {
        struct text rest = phrase(painter->look->phrases, "date-months"), name = TEXT("");
        for (int i = 0; i < month && text_next(&rest, ' ', &name);)
            i++;
        if (days) {
            buffer_add_number(words, (uint64_t)day);
            buffer_add_byte(words, ' ');
        }
        buffer_add(words, name);
        if (month != 1 || (days && day > painter->step.days))
            return;
        buffer_add_byte(words, ' ');
    }
    buffer_add_number(words, (uint64_t)year);
}

static void draw_ticks(struct timeline_painter *painter, const struct timeline_row *row, int32_t y,
                       struct timeline_step step, int32_t height)
{
    struct svg *svg = &painter->svg;
    svg_path(svg, row->left, y);
    for (date_day tick = timeline_tick(step, row->first); tick < row->end;
         tick = timeline_tick_next(step, tick)) {
        int32_t x = timeline_x(row, 2 * (int64_t)tick);
        svg_move_to(svg, x, y);
        svg_line_to(svg, x, y + height);
    }
    svg_word(svg, "class", "tick");
    svg_close(svg);
}

/* The step below, for ticks without words. */
static struct timeline_step finer(struct timeline_step step)
{
    if (step.days > 0)
        return (struct timeline_step){1, 0};
    if (step.months <= 1)
        return (struct timeline_step){7, 0};
    if (step.months <= 3)
        return (struct timeline_step){0, 1};
    if (step.months <= 12)
        return (struct timeline_step){0, 3};
    return (struct timeline_step){0, step.months <= 60 ? 12 : 120};
}

static void draw_years(struct timeline_painter *painter, const struct timeline_row *row, int32_t y)
{
    struct svg *svg = &painter->svg;
    const struct lettering *letters = &timeline_year_letters;
    int32_t base = y + (SCALE + lettering_ascent(letters) - lettering_descent(letters)) / 2;
    struct timeline_step fine = timeline_step(row, finer(painter->step), 40);
    draw_ticks(painter, row, y, fine, TICK);
    draw_ticks(painter, row, y, painter->step, SCALE);
    svg_open(svg, "g");
    svg_word(svg, "class", "year");
    date_day tick = timeline_tick(painter->step, row->first);
    /* The time before the first tick is named as well, where there is room. */
    bool part = tick > row->first;
    date_day from = part ? row->first : tick;
    while (from < row->end) {
        date_day next = part ? tick : timeline_tick_next(painter->step, from);
        int32_t x = timeline_x(row, 2 * (int64_t)from);
        int32_t end = next < row->end ? timeline_x(row, 2 * (int64_t)next) : row->right;
        if (part && painter->step.months > 0) {
            int year, month, day;
            date_split(from, &year, &month, &day);
            date_day_of(year, painter->step.months < 12 ? month : 1, 1, &from);
        }
        tick_words(painter, from);
        struct text words = buffer_text(&painter->buffer);
        bool many = painter->step.months > 12;
        if (!(part && many) && lettering_width(letters, words) + CELL_PAD <= end - x) {
            if (many)
                svg_label(svg, letters, SVG_START, x + CELL_PAD / 2, base, words);
            else
                svg_label(svg, letters, SVG_MIDDLE, x + (end - x) / 2, base, words);
        } else if (many && !part && next >= row->end) {
            svg_label(svg, letters, SVG_START, x + CELL_PAD / 2, base, words);
        }
        part = false;
        from = next;
    }
    svg_close(svg);
}

/* --- Ages ------------------------------------------------------------------------------------ */

static int age_step(const struct timeline_row *row)
{
    static const int steps[] = {1, 2, 5, 10};
    int64_t days = (int64_t)row->end - row->first, length = row->right - row->left;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * 365 * length >= AGE_ROOM * days)
            return steps[i];
    return 20;
}

static void draw_ages(struct timeline_painter *painter, const struct timeline_row *row, int32_t y,
                      date_day born, const struct date *died)
{
    struct svg *svg = &painter->svg;
    const struct lettering *letters = &timeline_age_letters;
    int32_t height = painter->name_height;
    int32_t base = y + (height + lettering_ascent(letters) - lettering_descent(letters)) / 2;
    date_day end = row->end;
    char digits[24];
    if (died && died->precision != DATE_NONE && chronology_last(died) < end)
        end = chronology_last(died);
    int step = age_step(row);
    int first = born >= row->first ? 0 : date_age(born, row->first);
    first -= first % step;
    svg_open(svg, "g");
    svg_word(svg, "class", "age");
    for (int age = first; age <= AGE_MOST; age += step) {
        date_day from = timeline_birthday(born, age), to = timeline_birthday(born, age + step);
        if (from >= end)
            break;
        to = to < end ? to : end;
        int32_t x = timeline_x(row, 2 * (int64_t)(from > row->first ? from : row->first));
        int32_t right = timeline_x(row, 2 * (int64_t)to);
        struct text words = number_text((uint64_t)age, digits);
        if (from >= row->first) {
            svg_line(svg, x, y, x, y + (age == 0 ? height : TICK));
            svg_word(svg, "class", "tick");
            svg_close(svg);
        }
        if (lettering_width(letters, words) + CELL_PAD / 2 > right - x)
            continue;
        if (step == 1)
            svg_label(svg, letters, SVG_MIDDLE, x + (right - x) / 2, base, words);
        else if (from >= row->first)
            svg_label(svg, letters, SVG_START, x + CELL_PAD / 2, base, words);
    }
    svg_close(svg);
}

static void draw_child(struct timeline_painter *painter, const struct timeline_row *row, int32_t y,
                       size_t number)
{
    const struct chronology_family *family = painter->family;
    const struct phrases *phrases = painter->look->phrases;
    struct svg *svg = &painter->svg;
    bool named = family->child_count > 0;
    const struct chronology_child *child = named ? &family->children[number] : NULL;
    date_day born = named ? chronology_first(&child->born) : family->start;
    timeline_clear(painter);
    if (named && child->name.length > 0)
        phrase_with(phrases, "timeline-age-of", &painter->buffer, child->name);
    else
        buffer_add(&painter->buffer, phrase(phrases, "timeline-age"));
    const struct lettering *letters = &timeline_age_letters;
    svg_open(svg, "text");
    svg_word(svg, "class", "quiet");
    svg_lettering(svg, letters, SVG_END);
    int32_t lines = (int32_t)lettering_box(letters, buffer_text(&painter->buffer), NAMES_WIDEST)
                        .lines;
    int32_t high = (lines - 1) * lettering_step(letters);
    svg_lines(
        svg, letters, row->left - CELL_PAD,
        y + (painter->name_height + lettering_ascent(letters) - lettering_descent(letters) - high) /
                2,
        NAMES_WIDEST, buffer_text(&painter->buffer));
    svg_close(svg);
    svg_line(svg, row->left, y, row->right, y);
    svg_word(svg, "class", "grid");
    svg_close(svg);
    if (born < row->end)
        draw_ages(painter, row, y, born, named ? &child->died : NULL);
}

/* --- The band -------------------------------------------------------------------------------- */

static void chevron(struct svg *svg, int32_t x, int32_t y, int32_t height, bool right)
{
    int32_t out = right ? CHEVRON : -CHEVRON;
    svg_path(svg, x + out / 2, y + height / 2 - CHEVRON);
    svg_line_to(svg, x + out / 2 + out, y + height / 2);
    svg_line_to(svg, x + out / 2, y + height / 2 + CHEVRON);
    svg_word(svg, "class", "on");
    svg_close(svg);
}

void timeline_line_draw(struct timeline_painter *painter, const struct timeline_row *row, int32_t y,
                        bool first, bool last)
{
    struct svg *svg = &painter->svg;
    const struct chronology_family *family = painter->family;
    int32_t height = painter->band, from = row->left;
    char iso[DATE_TEXT_BYTES];
    if (family->start > row->first)
        from = family->start >= row->end ? row->right : timeline_x(row, 2 * (int64_t)family->start);
    if (from > row->left) {
        svg_rectangle(svg, row->left, y, from - row->left, height);
        svg_word(svg, "class", "before");
        svg_close(svg);
    }
    if (from < row->right) {
        svg_rectangle(svg, from, y, row->right - from, height);
        struct date start = date_of_day(family->start > row->first ? family->start : row->first);
        date_write(&start, iso);
        svg_attribute(svg, "data-axis", text_of(iso));
        svg_word(svg, "class", "band");
        svg_close(svg);
    }
    draw_years(painter, row, y);
    for (size_t i = 0; i < age_rows(painter); i++)
        draw_child(painter, row, y + SCALE + (int32_t)i * painter->name_height, i);
    svg_path(svg, from, y);
    svg_line_to(svg, row->right, y);
    svg_move_to(svg, from, y + height);
    svg_line_to(svg, row->right, y + height);
    svg_word(svg, "class", "line");
    svg_close(svg);
    if (!first)
        chevron(svg, row->left, y, height, false);
    if (!last)
        chevron(svg, row->right, y, height, true);
}

/* --- Ages in words --------------------------------------------------------------------------- */

void timeline_ages(const struct timeline_look *look, const struct chronology_event *event,
                   struct buffer *to)
{
    const struct chronology_family *family = look->family;
    if (event->date.precision == DATE_NONE)
        return;
    date_day first = chronology_first(&event->date), last = chronology_last(&event->date);
    size_t before = to->length;
    for (size_t i = 0; i < family->child_count; i++) {
        const struct chronology_child *child = &family->children[i];
        int youngest = date_age(chronology_last(&child->born), first);
        int eldest = date_age(chronology_first(&child->born), last);
        bool died = child->died.precision != DATE_NONE && chronology_last(&child->died) < first;
        if (eldest < 0 || died)
            continue;
        if (to->length > before)
            buffer_put(to, ", ");
        buffer_add(to, child->name);
        buffer_put(to, "\u00a0");
        if (youngest >= 0 && youngest < eldest) {
            buffer_add_number(to, (uint64_t)youngest);
            buffer_put(to, "\u2013");
        }
        buffer_add_number(to, (uint64_t)eldest);
    }
    if (family->child_count == 0 && family->start_kind == START_BIRTH_EVENT) {
        const struct date *born = &family->events[family->starts_with].date;
        int youngest = date_age(chronology_last(born), first);
        int eldest = date_age(chronology_first(born), last);
        if (eldest < 0)
            return;
        if (youngest >= 0 && youngest < eldest) {
            buffer_add_number(to, (uint64_t)youngest);
            buffer_put(to, "\u2013");
        }
        buffer_add_number(to, (uint64_t)eldest);
    }
}
