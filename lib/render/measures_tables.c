/* The tables behind the dashboard, how each measure is counted, and what was left out. */
#include "records/page.h"
#include "records/prose.h"
#include "render/measures_html.h"

/* Periods of one table beside the window; up to SOME all stand in one. */
enum { SOME = 7, COLUMNS = 6, FEW = 3 };

/* A table: the periods from `first` to before `end`, behind the window in the first one. */
struct sheet {
    const struct measures_tile *tile;
    size_t first, end;
    bool window, targets, first_of_all;
    size_t columns; /* beside the names of rows */
};

static bool has_targets(const struct measures_tile *tile)
{
    for (size_t i = 0; i < tile->series_count; i++)
        if (tile->series[i].results->has_target)
            return true;
    return false;
}

/* ---- cells ---- */

static void put_pending(struct measures_painter *painter, const struct measure_result *result)
{
    struct figure pending = measures_pending(result);
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    if (pending.state != FIGURE_HIDDEN && pending.tenths == 0)
        return;
    measures_figure_words(&pending, &made);
    phrase_with(painter->phrases, "dashboard-pending", measures_begin(painter), buffer_text(&made));
    measures_tagged(painter, "<small>", buffer_text(&painter->made), "</small>");
}

/* The value, and under it what it is made of. */
static void put_cell(struct measures_painter *painter, const struct measure_result *result)
{
    const struct measure *measure = result->measure;
    struct figure value = measures_value(result), counted = measures_counted(result);
    struct figure out_of = measures_out_of(result);
    char lower[MEASURE_TENTHS_BYTES], upper[MEASURE_TENTHS_BYTES];
    measures_put(painter, "<td>");
    measures_put_figure(painter, &value);
    if (measure->unit != MEASURE_NUMBER) {
        measures_put(painter, "<small>");
        measures_put_figure(painter, &counted);
        if (result->has_denominator && measure->unit != MEASURE_DAYS_UNIT) {
            measures_phrase(painter, " ", "dashboard-of", " ");
            measures_put_figure(painter, &out_of);
        }
        measures_put(painter, "</small>");
    }
    if (result->has_quarters && value.state == FIGURE_SHOWN) {
        phrase_with(painter->phrases, "dashboard-range", measures_begin(painter),
                    measure_tenths(result->lower, lower), measure_tenths(result->upper, upper));
        measures_tagged(painter, "<small>", buffer_text(&painter->made), "</small>");
    }
    put_pending(painter, result);
    measures_put(painter, "</td>");
}

static void put_target(struct measures_painter *painter, const struct measure_result *result)
{
    struct figure difference = measures_difference(result);
    if (!result->has_target) {
        measures_put(painter, "<td></td><td></td>");
        return;
    }
    prose_clean(measures_begin(painter), result->target_text);
    measures_put(painter, "<td>");
    page_text(painter->output, buffer_text(&painter->made));
    measures_put(painter, "</td><td>");
    measures_put_figure(painter, &difference);
    measures_put(painter, "</td>");
}

static void put_row(struct measures_painter *painter, const struct sheet *sheet,
                    const struct measures_series *series, bool by_category)
{
    measures_put(painter, series->group == GROUP_TOGETHER && sheet->tile->grouped
                              ? "<tr class=\"together\"><th scope=\"row\">"
                              : "<tr><th scope=\"row\">");
    page_text(painter->output, by_category ? series->category : series->name);
    measures_put(painter, "</th>");
    if (sheet->window)
        put_cell(painter, series->results);
    for (size_t i = sheet->first; i < sheet->end; i++)
        put_cell(painter, &series->results[i]);
    if (sheet->targets)
        put_target(painter, series->results);
    measures_put(painter, "</tr>\n");
}

/* ---- tables ---- */

static void put_heading(struct measures_painter *painter, struct text words)
{
    measures_tagged(painter, "<th scope=\"col\">", words, "</th>");
}

static void put_head(struct measures_painter *painter, const struct sheet *sheet)
{
    const struct measures_tile *tile = sheet->tile;
    measures_tagged(painter, "<caption>", tile->title, "");
    if (!sheet->first_of_all)
        measures_phrase(painter, ", ", "dashboard-continued", "");
    measures_put(painter, "</caption>\n<thead><tr>");
    if (tile->grouped || tile->split)
        measures_phrase(painter, "<th scope=\"col\">",
                        tile->grouped ? "dashboard-group" : "dashboard-category", "</th>");
    else
        measures_put(painter, "<td></td>");
    if (sheet->window && painter->pieces > 0)
        put_heading(painter, phrase(painter->phrases, "dashboard-whole"));
    else if (sheet->window)
        put_heading(painter, sheet->tile->periods[0]);
    for (size_t i = sheet->first; i < sheet->end; i++)
        put_heading(painter, sheet->tile->periods[i]);
    if (sheet->targets) {
        put_heading(painter, phrase(painter->phrases, "dashboard-target"));
        put_heading(painter, phrase(painter->phrases, "dashboard-difference"));
    }
    measures_put(painter, "</tr></thead>\n<tbody>\n");
}

/* Each category under a heading of its own where there are groups, else a row. */
static void put_table(struct measures_painter *painter, struct sheet sheet)
{
    const struct measures_tile *tile = sheet.tile;
    bool headed = tile->split && tile->grouped;
    struct text last = TEXT("");
    sheet.columns = sheet.window + (sheet.end - sheet.first) + (sheet.targets ? 2 : 0);
    measures_put(painter,
                 "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"figures-");
    measures_put_number(painter, tile->number);
    measures_put(painter, sheet.columns > FEW ? "\">\n<table>\n" : "\">\n<table class=\"few\">\n");
    put_head(painter, &sheet);
    for (size_t i = 0; i < tile->series_count; i++) {
        const struct measures_series *series = &tile->series[i];
        if (headed && !text_equal(series->category, last) && series->category.length > 0) {
            measures_put(
                painter,
                "</tbody>\n<tbody>\n<tr class=\"category\"><th scope=\"rowgroup\" colspan=\"");
            measures_put_number(painter, sheet.columns + 1);
            measures_tagged(painter, "\">", series->category, "</th></tr>\n");
            last = series->category;
        }
        put_row(painter, &sheet, series, tile->split && !headed && series->category.length > 0);
    }
    measures_put(painter, "</tbody>\n</table>\n</div>\n");
}

static void put_tables(struct measures_painter *painter, const struct measures_tile *tile)
{
    size_t pieces = painter->pieces, step = pieces > SOME ? COLUMNS : SOME;
    bool targets = has_targets(tile);
    for (size_t first = 0; first == 0 || first < pieces; first += step)
        put_table(painter,
                  (struct sheet){.tile = tile,
                                 .first = first + 1,
                                 .end = (first + step < pieces ? first + step : pieces) + 1,
                                 .window = first == 0 && (pieces == 0 || !tile->snapshot),
                                 .first_of_all = first == 0,
                                 .targets = targets && first == 0});
}

/* ---- how it is counted ---- */

static void put_left_out(struct measures_painter *painter, const char *key, uint64_t rows)
{
    struct figure figure = measures_rows(painter->view->page, rows);
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    if (rows == 0)
        return;
    measures_figure_words(&figure, &made);
    phrase_with(painter->phrases, key, measures_begin(painter), buffer_text(&made));
    measures_tagged(painter, " ", buffer_text(&painter->made), "");
}

static void put_measure(struct measures_painter *painter, const struct measures_tile *tile)
{
    static const char *const better[MEASURE_BETTERS] = {NULL, "dashboard-more-is-better",
                                                        "dashboard-less-is-better"};
    measures_put(painter, "<div class=\"measure\">\n<h3 id=\"figures-");
    measures_put_number(painter, tile->number);
    measures_tagged(painter, "\">", tile->title, "</h3>\n");
    measures_tagged(painter, "<p class=\"parts\">", tile->counts, "");
    if (better[tile->measure->better])
        measures_phrase(painter, " ", better[tile->measure->better], "");
    put_left_out(painter, "dashboard-undated", tile->note->undated);
    put_left_out(painter, "dashboard-ahead", tile->note->ahead);
    phrase_with(painter->phrases, "dashboard-source", measures_begin(painter), tile->ref);
    measures_tagged(painter, " ", buffer_text(&painter->made), "</p>\n");
    put_tables(painter, tile);
    measures_put(painter, "</div>\n");
}

void measures_put_tables(struct measures_painter *painter)
{
    const struct measures_view *view = painter->view;
    if (view->tile_count == 0)
        return;
    measures_phrase(painter,
                    "<section class=\"figures\" aria-labelledby=\"figures\">\n"
                    "<h2 id=\"figures\">",
                    "dashboard-figures", "</h2>\n");
    for (size_t i = 0; i < view->tile_count; i++)
        put_measure(painter, &view->tiles[i]);
    measures_put(painter, "</section>\n");
}

/* ---- notes ---- */

static void note_number(struct measures_painter *painter, const char *key, struct figure figure)
{
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    measures_figure_words(&figure, &made);
    phrase_with(painter->phrases, key, measures_begin(painter), buffer_text(&made));
    measures_tagged(painter, "<li>", buffer_text(&painter->made), "</li>\n");
}

static void note_hidden(struct measures_painter *painter, struct figure most)
{
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    measures_figure_words(&most, &made);
    phrase_with(painter->phrases, "dashboard-note-c", measures_begin(painter), buffer_text(&made));
    buffer_put(&painter->made, " ");
    buffer_add(&painter->made, phrase(painter->phrases, "dashboard-note-gap"));
    measures_tagged(painter, "<li>", buffer_text(&painter->made), "</li>\n");
}

static void note_marks(struct measures_painter *painter)
{
    const struct measures_page *page = painter->view->page;
    if (page->most_small > 0)
        note_hidden(painter, measures_count(page->most_small, false));
    if (measures_any(painter->view, FIGURE_NOT_AVAILABLE))
        measures_phrase(painter, "<li>", "dashboard-note-not-available", "</li>\n");
    if (measures_any(painter->view, FIGURE_NOT_APPLICABLE))
        measures_phrase(painter, "<li>", "dashboard-note-not-applicable", "</li>\n");
    if (page->round > 0)
        note_number(painter, "dashboard-note-rounded", measures_count(page->round, false));
}

static void note_periods(struct measures_painter *painter)
{
    bool cut = false;
    for (size_t i = 0; i < painter->pieces; i++)
        cut = cut || !painter->whole[i];
    if (cut)
        measures_phrase(painter, "<li>", "dashboard-note-cut", "</li>\n");
    measures_phrase(painter, "<li>", "dashboard-note-open", "</li>\n");
}

/* Measures that could not be counted, with what they need. */
static void note_missing(struct measures_painter *painter)
{
    const struct measure_results *results = painter->view->page->results;
    for (size_t i = 0; i < results->note_count; i++) {
        const struct measure_note *note = &results->notes[i];
        if (note->counted)
            continue;
        char words[1024];
        struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
        prose_clean(&made, note->missing);
        prose_clean(measures_begin(painter), note->measure->title);
        measures_tagged(painter, "<li>", buffer_text(&painter->made), ": ");
        phrase_with(painter->phrases, "dashboard-note-needs", measures_begin(painter),
                    buffer_text(&made));
        page_words(painter->output, buffer_text(&painter->made));
        measures_put(painter, "</li>\n");
    }
}

void measures_put_notes(struct measures_painter *painter)
{
    const struct measures_page *page = painter->view->page;
    bool missing = false;
    for (size_t i = 0; i < page->results->note_count; i++)
        missing |= !page->results->notes[i].counted;
    measures_phrase(painter,
                    "<section class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">",
                    "dashboard-notes", "</h2>\n<ul>\n");
    note_marks(painter);
    note_periods(painter);
    note_number(painter, "dashboard-note-rejected", measures_rows(page, page->rejected));
    measures_phrase(painter, "<li>", "dashboard-note-suggests", "</li>\n");
    measures_put(painter, "</ul>\n");
    if (missing) {
        measures_phrase(painter, "<h3>", "dashboard-missing", "</h3>\n<ul class=\"missing\">\n");
        note_missing(painter);
        measures_put(painter, "</ul>\n");
    }
    measures_put(painter, "</section>\n");
}
