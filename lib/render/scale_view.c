#include "render/scale_view.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/prose.h"

enum { TOLD = 12 }; /* readings that a sentence lists */

const char *const scale_months[12] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* What is in `made`, cleaned and kept. */
static bool keep(struct scale_view *view, struct text *to)
{
    struct buffer clean;
    buffer_init(&clean, LIMIT_OUTPUT_CELL_BYTES);
    bool done = !buffer_failed(&view->made) && prose_clean(&clean, buffer_text(&view->made));
    *to = done ? arena_copy(&view->arena, buffer_text(&clean)) : (struct text){NULL, 0};
    buffer_release(&clean);
    buffer_clear(&view->made);
    return to->data != NULL;
}

static bool keep_person(struct scale_view *view, size_t number)
{
    const struct scale_person *person = &view->family->people[number];
    buffer_add(&view->made, person->name);
    if (!keep(view, &view->people[number]))
        return false;
    if (person->role.length == 0)
        buffer_add(&view->made, person->name);
    else
        phrase_with(view->phrases, "scale-person", &view->made, person->name, person->role);
    return keep(view, &view->full[number]);
}

static bool keep_words(struct scale_view *view)
{
    const struct scale_family *family = view->family;
    phrase_with(view->phrases, "scale-family", &view->made, family->id);
    bool done = keep(view, &view->title);
    for (size_t i = 0; done && i < family->person_count; i++)
        done = keep_person(view, i);
    for (size_t i = 0; done && i < family->domain_count; i++) {
        struct text domain = family->domains[i];
        buffer_add(&view->made, domain.length > 0 ? domain : phrase(view->phrases, "scale-whole"));
        done = keep(view, &view->domains[i]);
    }
    return done;
}

static void look_at_series(struct scale_view *view)
{
    const struct scale_family *family = view->family;
    view->first = DATE_DAY_OPEN_END;
    view->last = DATE_DAY_OPEN_START;
    for (size_t i = 0; i < family->series_count; i++) {
        const struct scale_series *series = &family->series[i];
        for (size_t j = 0; j < series->count; j++) {
            date_day day = series->readings[j].date.earliest;
            view->first = day < view->first ? day : view->first;
            view->last = day > view->last ? day : view->last;
        }
        view->domain_starts[series->domain + 1]++;
    }
    for (size_t i = 0; i < family->domain_count; i++) {
        bool used = view->domain_starts[i + 1] > 0;
        view->series_domains += used;
        view->named_domains += used && family->domains[i].length > 0;
        view->domain_starts[i + 1] += view->domain_starts[i];
    }
    for (size_t i = family->series_count; i-- > 0;) {
        size_t domain = family->series[i].domain;
        view->by_domain[--view->domain_starts[domain + 1]] = &family->series[i];
    }
    /* Each start has moved one place up, down to where its domain begins. */
    for (size_t i = 0; i < family->domain_count; i++)
        view->domain_starts[i] = view->domain_starts[i + 1];
    view->domain_starts[family->domain_count] = family->series_count;
}

size_t scale_view_count(const struct scale_view *view, size_t domain)
{
    return view->domain_starts[domain + 1] - view->domain_starts[domain];
}

bool scale_view_make(struct scale_view *view, const struct phrases *phrases,
                     const struct scale_family *family)
{
    *view = (struct scale_view){.phrases = phrases, .family = family};
    buffer_init(&view->made, LIMIT_OUTPUT_CELL_BYTES);
    arena_init(&view->arena);
    view->people = memory_new(family->person_count, sizeof *view->people);
    view->full = memory_new(family->person_count, sizeof *view->full);
    view->domains = memory_new(family->domain_count, sizeof *view->domains);
    view->by_domain = memory_new(family->series_count, sizeof *view->by_domain);
    view->domain_starts = memory_new(family->domain_count + 1, sizeof *view->domain_starts);
    if (!view->people || !view->full || !view->domains || !view->by_domain ||
        !view->domain_starts || !keep_words(view))
        return false;
    look_at_series(view);
    return true;
}

void scale_view_release(struct scale_view *view)
{
    memory_free(view->people);
    memory_free(view->full);
    memory_free(view->domains);
    memory_free(view->by_domain);
    memory_free(view->domain_starts);
    buffer_release(&view->made);
    arena_release(&view->arena);
    *view = (struct scale_view){.phrases = NULL};
}

void scale_date_words(const struct date *date, struct buffer *to)
{
    const struct date_point *point = &date->start;
    char digits[DATE_TEXT_BYTES];
    bool plain = (date->precision == DATE_DAY || date->precision == DATE_MONTH) &&
                 !point->approximate && !point->uncertain && point->unspecified == 0;
    date_write(date, digits);
    if (!plain) {
        buffer_add(to, text_of(digits));
        return;
    }
    if (date->precision == DATE_DAY)
        buffer_format(to, "%d ", point->day);
    buffer_format(to, "%s %d", scale_months[point->month - 1], point->year);
}

struct text scale_score_words(const struct scale_view *view, int32_t score,
                              char digits[SCALE_SCORE_BYTES])
{
    return score == SCALE_NO_SCORE ? phrase(view->phrases, "scale-no-score")
                                   : scale_score_text(score, false, digits);
}

void scale_trail(const struct scale_view *view, const struct scale_series *series,
                 struct buffer *to)
{
    char digits[SCALE_SCORE_BYTES];
    for (size_t i = 0; i < series->count; i++) {
        if (i > 0)
            buffer_put(to, " -> ");
        buffer_add(to, scale_score_words(view, series->readings[i].score, digits));
    }
}

void scale_tell(const struct scale_view *view, const struct scale_series *series, struct buffer *to)
{
    char digits[SCALE_SCORE_BYTES], number[24];
    if (series->count > TOLD) {
        phrase_with(view->phrases, "scale-many", to, number_text(series->change.readings, number));
        buffer_put(to, ", ");
    }
    for (size_t i = 0; i < series->count; i++) {
        const struct scale_reading *reading = &series->readings[i];
        if (series->count > TOLD && i > 0 && i + 1 < series->count)
            continue;
        if (i > 0)
            buffer_put(to, ", ");
        buffer_add(to, scale_score_words(view, reading->score, digits));
        buffer_put(to, " (");
        scale_date_words(&reading->date, to);
        buffer_put(to, ")");
    }
}

/* ---- in drawings ---- */

size_t scale_lines(const struct lettering *lettering, struct text text, int32_t width, size_t most)
{
    size_t lines = 0;
    do {
        lettering_line(lettering, &text, width);
        lines++;
    } while (text.data && lines < most);
    return lines;
}

void scale_write(struct svg *svg, const struct lettering *lettering, enum svg_anchor anchor,
                 int32_t x, int32_t y, int32_t width, size_t most, struct text text)
{
    const struct text more = TEXT("\xe2\x80\xa6");
    svg_open(svg, "text");
    svg_lettering(svg, lettering, anchor);
    for (size_t i = 0; text.data && i < most; i++) {
        struct text rest = text, line = lettering_line(lettering, &text, width);
        bool cut = text.data && i + 1 == most;
        if (cut)
            line = lettering_line(lettering, &rest, width - lettering_width(lettering, more));
        svg_open(svg, "tspan");
        svg_length(svg, "x", x);
        svg_length(svg, "y", y);
        svg_content(svg, line);
        if (cut)
            svg_content(svg, more);
        svg_close(svg);
        y += lettering_step(lettering);
    }
    svg_close(svg);
}

void scale_date_attribute(struct svg *svg, const struct date *date)
{
    char digits[DATE_TEXT_BYTES];
    date_write(date, digits);
    svg_word(svg, "data-date", digits);
}

void scale_score_attribute(struct svg *svg, int32_t score)
{
    char digits[SCALE_SCORE_BYTES];
    svg_attribute(svg, "data-score", scale_score_text(score, false, digits));
}
