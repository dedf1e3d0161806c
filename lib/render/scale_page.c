#include "render/scale_page.h"

#include "base/limits.h"
#include "records/page.h"
#include "records/prose.h"

#include <stdio.h>

/* Columns of the table of changes. */
enum column { WHO, ABOUT, SCORES, CHANGE, CHANGE_LAST, DIRECTION, COLUMNS };

static const char *const headings[COLUMNS] = {"scale-who",         "scale-about",
                                              "scale-scores",      "scale-change",
                                              "scale-change-last", "scale-direction"};

struct painter {
    const struct scale_sheet *sheet;
    const struct phrases *phrases;
    struct output *output;
    const struct reporter *reporter;
    struct buffer made;  /* reused */
    struct buffer clean; /* reused */
};

static void painter_init(struct painter *painter, const struct scale_sheet *sheet,
                         struct output *output, const struct reporter *reporter)
{
    *painter = (struct painter){
        .sheet = sheet, .phrases = sheet->phrases, .output = output, .reporter = reporter};
    buffer_init(&painter->made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&painter->clean, LIMIT_OUTPUT_CELL_BYTES);
}

/* False, with a message, when a buffer has failed on the way. */
static bool painter_close(struct painter *painter, bool done)
{
    if (done && (buffer_failed(&painter->made) || buffer_failed(&painter->clean)))
        done = report(painter->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&painter->made);
    buffer_release(&painter->clean);
    return done && !painter->output->failed;
}

/* A buffer that has failed stays so. */
static struct buffer *begin(struct painter *painter)
{
    if (!buffer_failed(&painter->made))
        buffer_clear(&painter->made);
    return &painter->made;
}

/* Whether a family has a row for all views together, and a column for domains. */
static bool has_whole_row(const struct scale_view *view)
{
    return view->family->series_count > 1;
}

static bool has_domains(const struct scale_view *view)
{
    return view->named_domains > 0;
}

/* What stands in a cell; `series` NULL is the row for all together. */
static struct text cell_of(struct painter *painter, const struct scale_view *view,
                           const struct scale_series *series, enum column column)
{
    static const char *const directions[SCALE_DIRECTIONS] = {"scale-better", "scale-worse",
                                                             "scale-same", "scale-one-reading"};
    const struct scale_change *change = series ? &series->change : &view->family->change;
    bool several = change->direction != SCALE_ONE_READING;
    char digits[SCALE_SCORE_BYTES];
    struct buffer *made = begin(painter);
    switch (column) {
    case WHO:
        return series ? view->full[series->person] : phrase(painter->phrases, "scale-together");
    case ABOUT:
        return series ? view->domains[series->domain] : TEXT("");
    case SCORES:
        if (series)
            scale_trail(view, series, made);
        else
            phrase_with(painter->phrases, "scale-now", made,
                        scale_score_text(change->last, false, digits));
        break;
    case CHANGE:
        buffer_add(made, several ? scale_score_text(change->change, true, digits) : TEXT(""));
        break;
    case CHANGE_LAST:
        buffer_add(made, several ? scale_score_text(change->change_last, true, digits) : TEXT(""));
        break;
    default:
        buffer_add(made, phrase(painter->phrases, directions[change->direction]));
        if (change->furthest) {
            buffer_put(made, "; ");
            buffer_add(made, phrase(painter->phrases, "scale-furthest"));
        }
    }
    return buffer_text(made);
}

/* ---- text ---- */

static bool text_family(struct painter *painter, const struct scale_view *view)
{
    struct writer_column columns[COLUMNS];
    size_t count = 0;
    enum column shown[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        if (i == ABOUT && !has_domains(view))
            continue;
        shown[count] = (enum column)i;
        columns[count++] = (struct writer_column){
            .name = text_of(headings[i]),
            .heading = phrase(painter->phrases, headings[i]),
            .kind = i == CHANGE || i == CHANGE_LAST ? WRITER_IS_NUMBER : WRITER_IS_TEXT,
            .for_people = true,
        };
    }
    struct writer_settings settings = {.format = WRITER_TEXT,
                                       .record = TEXT("scale-changes"),
                                       .title = view->title,
                                       .width = painter->sheet->width};
    struct writer *writer = writer_new(&settings, columns, count, painter->output,
                                       painter->reporter);
    size_t rows = view->family->series_count + has_whole_row(view);
    for (size_t i = 0; writer && i < rows; i++) {
        const struct scale_series *series = i < view->family->series_count
                                                ? &view->family->series[i]
                                                : NULL;
        for (size_t j = 0; j < count; j++)
            writer_cell(writer, cell_of(painter, view, series, shown[j]));
        writer_end_row(writer);
    }
    bool done = writer && writer_finish(writer);
    writer_free(writer);
    return done;
}

bool scale_page_text(const struct scale_sheet *sheet, struct output *output,
                     const struct reporter *reporter)
{
    struct painter painter;
    bool done = true;
    painter_init(&painter, sheet, output, reporter);
    prose_put(output, phrase(sheet->phrases, "scale-title"), 0, sheet->width);
    scale_sheet_explanation(sheet, begin(&painter));
    prose_put(output, buffer_text(&painter.made), 0, sheet->width);
    if (sheet->book->family_count == 0) {
        output_put(output, "\n");
        prose_put(output, phrase(sheet->phrases, "scale-nothing"), 0, sheet->width);
    }
    for (size_t i = 0; done && i < sheet->book->family_count; i++) {
        struct scale_view view;
        output_put(output, "\n");
        done = scale_view_make(&view, sheet->phrases, &sheet->book->families[i]) ||
               report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        done = done && text_family(&painter, &view);
        scale_view_release(&view);
    }
    return painter_close(&painter, done);
}

/* ---- html ---- */

static const char style[] =
    "main{max-width:54rem;margin:0 auto}\n"
    "h2{margin:2.5rem 0 1rem;font-size:1.25rem;font-weight:600}\n"
    "h3{margin:1.75rem 0 .5rem;font-size:1rem;font-weight:600}\n"
    "figure{margin:0 0 1.5rem}\n"
    "svg{display:block;max-width:100%;height:auto}\n"
    ".pairs{display:flex;flex-wrap:wrap;gap:1.5rem 2rem;margin:0 0 1.5rem}\n"
    ".pairs figure{margin:0;max-width:100%}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;\n"
    " border-bottom:1px solid #c5ced4;overflow-wrap:anywhere}\n"
    "thead th{border-bottom:2px solid #46525a;font-weight:600;overflow-wrap:normal}\n"
    "tbody th{font-weight:400}\n"
    ".together>*{font-weight:600;border-top:2px solid #46525a}\n"
    ".number{text-align:right;white-space:nowrap}\n"
    ".number+td,.number+th{padding-left:.5rem}\n"
    ".date{white-space:nowrap}\n"
    ".reasons{width:45%}\n"
    "td .key{display:none}\n"
    "@media screen and (max-width:40rem){\n"
    " body{padding:1.25rem 1rem}\n"
    " figure{overflow-x:auto}\n"
    " svg{min-width:32rem}\n"
    " .pairs svg{min-width:0}\n"
    " table,tbody,tr,td,tbody th{display:block;width:auto}\n"
    " thead,td:empty{display:none}\n"
    " tr{padding:.5rem 0;border-bottom:1px solid #c5ced4}\n"
    " td,tbody th,.together>*{padding:.125rem 0;border:0;text-align:left}\n"
    " .number,.number+td{padding-left:0;text-align:left}\n"
    " .reasons{width:auto}\n"
    " tbody th{font-weight:600}\n"
    " td .key{display:inline;color:#46525a;font-size:.875rem}\n"
    "}\n"
    "@media print{\n"
    " main{max-width:none}\n"
    " h2,h3{break-after:avoid}\n"
    " section~section{break-before:page}\n"
    " h2{margin-top:0;font-size:12.5pt}\n"
    " h3{margin-top:5mm;font-size:10.5pt}\n"
    " figure{break-inside:avoid;margin-bottom:4mm}\n"
    " .pairs{display:block}\n"
    " .pairs figure{display:inline-block;vertical-align:top;width:48%;margin:0 1% 3mm 0}\n"
    " thead{display:table-header-group}\n"
    " tr{break-inside:avoid}\n"
    " th,td{border-color:#444}\n"
    "}\n";

static void put(struct painter *painter, const char *markup)
{
    output_write(painter->output, text_of(markup));
}

static void put_heading_cell(struct painter *painter, const char *key, const char *class)
{
    put(painter, "<th scope=\"col\"");
    if (class) {
        put(painter, " class=\"");
        put(painter, class);
        put(painter, "\"");
    }
    put(painter, ">");
    page_text(painter->output, phrase(painter->phrases, key));
    put(painter, "</th>");
}

/* What a cell is about, for where the table has no columns, and its text. */
static void put_keyed(struct painter *painter, const char *key, struct text text)
{
    if (text.length == 0)
        return;
    page_key(painter->output, phrase(painter->phrases, key));
    page_text(painter->output, text);
}

static void html_changes(struct painter *painter, const struct scale_view *view)
{
    size_t count = view->family->series_count, rows = count + has_whole_row(view);
    put(painter, "<table>\n<thead><tr>");
    for (int i = 0; i < COLUMNS; i++)
        if (i != ABOUT || has_domains(view))
            put_heading_cell(painter, headings[i],
                             i == CHANGE || i == CHANGE_LAST ? "number" : NULL);
    put(painter, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < rows; i++) {
        const struct scale_series *series = i < count ? &view->family->series[i] : NULL;
        put(painter, series ? "<tr>" : "<tr class=\"together\">");
        for (int j = 0; j < COLUMNS; j++) {
            if (j == ABOUT && !has_domains(view))
                continue;
            struct text text = cell_of(painter, view, series, (enum column)j);
            if (j == WHO) {
                put(painter, "<th scope=\"row\">");
                page_text(painter->output, text);
                put(painter, "</th>");
                continue;
            }
            put(painter, j == CHANGE || j == CHANGE_LAST ? "<td class=\"number\">" : "<td>");
            put_keyed(painter, headings[j], text);
            put(painter, "</td>");
        }
        put(painter, "</tr>\n");
    }
    put(painter, "</tbody>\n</table>\n");
}

static struct text cleaned(struct painter *painter, struct text from)
{
    if (!buffer_failed(&painter->clean)) {
        buffer_clear(&painter->clean);
        prose_clean(&painter->clean, from);
    }
    return buffer_text(&painter->clean);
}

static void html_reading(struct painter *painter, const struct scale_view *view,
                         const struct scale_series *series, const struct scale_reading *reading)
{
    char digits[SCALE_SCORE_BYTES];
    put(painter, "<tr><th scope=\"row\">");
    page_text(painter->output, view->full[series->person]);
    put(painter, "</th>");
    if (has_domains(view)) {
        put(painter, "<td>");
        page_text(painter->output, view->domains[series->domain]);
        put(painter, "</td>");
    }
    put(painter, "<td class=\"date\">");
    scale_date_words(&reading->date, begin(painter));
    page_text(painter->output, buffer_text(&painter->made));
    put(painter, "</td><td class=\"number\">");
    put_keyed(painter, "scale-score", scale_score_words(view, reading->score, digits));
    put(painter, "</td><td class=\"reasons\">");
    page_text(painter->output, cleaned(painter, reading->reasons));
    put(painter, "</td></tr>\n");
}

static void html_readings(struct painter *painter, const struct scale_view *view)
{
    put(painter, "<h3>");
    page_text(painter->output, phrase(painter->phrases, "scale-readings"));
    put(painter, "</h3>\n<table>\n<thead><tr>");
    put_heading_cell(painter, "scale-who", NULL);
    if (has_domains(view))
        put_heading_cell(painter, "scale-about", NULL);
    put_heading_cell(painter, "scale-date", NULL);
    put_heading_cell(painter, "scale-score", "number");
    put_heading_cell(painter, "scale-reasons", "reasons");
    put(painter, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->family->series_count; i++)
        for (size_t j = 0; j < view->family->series[i].count; j++)
            html_reading(painter, view, &view->family->series[i],
                         &view->family->series[i].readings[j]);
    put(painter, "</tbody>\n</table>\n");
}

/* Begins a drawing of its own; what it shows is in `made`. */
static void begin_figure(struct painter *painter, struct svg *svg, const char *prefix,
                         struct text title, int32_t width, int32_t height)
{
    struct svg_document document = {
        .prefix = prefix,
        .in_page = true,
        .width = width,
        .height = height,
        .title = title,
        .description = buffer_text(&painter->made),
        .rules = scale_rules,
        .rule_count = scale_rule_count,
    };
    page_figure(painter->output, NULL, prefix);
    svg_begin(svg, painter->output, &document);
}

static bool html_panels(struct painter *painter, const struct scale_panels *panels, size_t family)
{
    const struct scale_view *view = panels->view;
    struct svg svg;
    char prefix[64];
    bool done = true;
    for (size_t i = 0; done && i < panels->star_count; i++) {
        const struct scale_star *star = &panels->stars[i];
        scale_star_tell(star, begin(painter));
        snprintf(prefix, sizeof prefix, "star-%zu-%zu", family + 1, i + 1);
        begin_figure(painter, &svg, prefix, view->full[star->person], SCALE_STAR_WIDTH,
                     star->height);
        scale_star_draw(star, &svg);
        done = svg_end(&svg);
        put(painter, "</figure>\n");
    }
    if (panels->in_row > 1)
        put(painter, "<div class=\"pairs\">\n");
    for (size_t i = 0; done && i < panels->line_count; i++) {
        const struct scale_line *line = &panels->lines[i];
        scale_line_tell(line, begin(painter));
        snprintf(prefix, sizeof prefix, "line-%zu-%zu", family + 1, i + 1);
        begin_figure(painter, &svg, prefix, view->domains[line->domain], line->width, line->height);
        scale_line_draw(line, &svg);
        done = svg_end(&svg);
        put(painter, "</figure>\n");
    }
    if (panels->in_row > 1)
        put(painter, "</div>\n");
    return done;
}

static bool html_family(struct painter *painter, size_t number)
{
    struct scale_view view;
    struct scale_panels panels = {.view = NULL};
    bool done = scale_view_make(&view, painter->phrases, &painter->sheet->book->families[number]) &&
                scale_panels_make(&panels, &view);
    if (!done)
        report(painter->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (done) {
        put(painter, "<section>\n<h2>");
        page_text(painter->output, view.title);
        put(painter, "</h2>\n");
        done = html_panels(painter, &panels, number);
        html_changes(painter, &view);
        html_readings(painter, &view);
        put(painter, "</section>\n");
    }
    scale_panels_release(&panels);
    scale_view_release(&view);
    return done;
}

bool scale_page_html(const struct scale_sheet *sheet, struct output *output,
                     const struct reporter *reporter)
{
    struct painter painter;
    bool done = true;
    painter_init(&painter, sheet, output, reporter);
    scale_sheet_explanation(sheet, begin(&painter));
    struct page frame = {.title = phrase(sheet->phrases, "scale-title"),
                         .explanation = buffer_text(&painter.made),
                         .style = style};
    page_open(output, &frame);
    if (sheet->book->family_count == 0) {
        put(&painter, "<p>");
        page_text(output, phrase(sheet->phrases, "scale-nothing"));
        put(&painter, "</p>\n");
    }
    for (size_t i = 0; done && i < sheet->book->family_count; i++)
        done = html_family(&painter, i);
    page_close(output);
    return painter_close(&painter, done);
}
