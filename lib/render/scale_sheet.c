#include "render/scale_sheet.h"

#include "base/limits.h"
#include "base/memory.h"
#include "render/palette.h"

enum {
    MARGIN = 160,
    COLUMN_GAP = 300,
    PANEL_GAP = 200, /* below each drawing */
    FAMILY_GAP = 300,
    HEADING_LINES = 3,
    SHEET_WIDTH = SCALE_STAR_WIDTH + 2 * MARGIN
};

static const struct lettering heading_lettering = {160, true};

/* ---- the drawings of a family ---- */

static bool make_lines(struct scale_panels *panels)
{
    const struct scale_view *view = panels->view;
    int32_t columns = view->series_domains > 2 ? 2 : 1;
    int32_t width = (SCALE_STAR_WIDTH - (columns - 1) * COLUMN_GAP) / columns;
    panels->in_row = (size_t)columns;
    panels->lines = memory_new(view->series_domains, sizeof *panels->lines);
    if (!panels->lines)
        return false;
    for (size_t i = 0; i < view->family->domain_count; i++)
        if (scale_view_count(view, i) > 0 &&
            !scale_line_make(&panels->lines[panels->line_count++], view, i, width))
            return false;
    return true;
}

bool scale_panels_make(struct scale_panels *panels, const struct scale_view *view)
{
    size_t people = view->family->person_count, count = 0;
    *panels = (struct scale_panels){.view = view};
    for (size_t i = 0; i < people; i++)
        count += scale_star_is_due(view, i);
    panels->stars = memory_new(count, sizeof *panels->stars);
    if (!panels->stars)
        return false;
    for (size_t i = 0; i < people && panels->star_count < count; i++)
        if (scale_star_is_due(view, i) &&
            !scale_star_make(&panels->stars[panels->star_count++], view, i))
            return false;
    return make_lines(panels);
}

void scale_panels_release(struct scale_panels *panels)
{
    for (size_t i = 0; i < panels->star_count; i++)
        scale_star_release(&panels->stars[i]);
    for (size_t i = 0; i < panels->line_count; i++)
        scale_line_release(&panels->lines[i]);
    memory_free(panels->stars);
    memory_free(panels->lines);
    *panels = (struct scale_panels){.view = NULL};
}

/* The height of a row of lines that begins with this one. */
static int32_t scale_panels_row(const struct scale_panels *panels, size_t line)
{
    int32_t height = 0;
    for (size_t i = line; i < panels->line_count && i < line + panels->in_row; i++)
        height = panels->lines[i].height > height ? panels->lines[i].height : height;
    return height;
}

/* ---- all families ---- */

void scale_sheet_explanation(const struct scale_sheet *sheet, struct buffer *to)
{
    char digits[DATE_TEXT_BYTES];
    struct date date = date_of_day(sheet->as_of);
    date_write(&date, digits);
    phrase_with(sheet->phrases, "scale-explanation", to, text_of(digits));
}

/* Draws the family at `top`, and returns the next place; with svg NULL it is only measured. */
static int64_t draw_family(const struct scale_panels *panels, struct svg *svg, int64_t top)
{
    const struct scale_view *view = panels->view;
    size_t lines = scale_lines(&heading_lettering, view->title, SCALE_STAR_WIDTH, HEADING_LINES);
    if (svg) {
        svg_open(svg, "g");
        svg_attribute(svg, "data-family", view->family->id);
        scale_write(svg, &heading_lettering, SVG_START, MARGIN,
                    (int32_t)top + lettering_ascent(&heading_lettering), SCALE_STAR_WIDTH,
                    HEADING_LINES, view->title);
    }
    top += (int64_t)lines * lettering_step(&heading_lettering) + PANEL_GAP / 2;
    for (size_t i = 0; i < panels->star_count; i++) {
        if (svg) {
            svg_open(svg, "g");
            svg_translate(svg, MARGIN, (int32_t)top);
            scale_star_draw(&panels->stars[i], svg);
            svg_close(svg);
        }
        top += panels->stars[i].height + PANEL_GAP;
    }
    for (size_t i = 0; i < panels->line_count; i++) {
        size_t column = i % panels->in_row;
        if (svg) {
            svg_open(svg, "g");
            svg_translate(svg, MARGIN + (int32_t)column * (panels->lines[i].width + COLUMN_GAP),
                          (int32_t)top);
            scale_line_draw(&panels->lines[i], svg);
            svg_close(svg);
        }
        if (column + 1 == panels->in_row || i + 1 == panels->line_count)
            top += scale_panels_row(panels, i - column) + PANEL_GAP;
    }
    if (svg)
        svg_close(svg);
    return top + FAMILY_GAP;
}

static void tell_family(const struct scale_panels *panels, struct buffer *to)
{
    buffer_put(to, " ");
    buffer_add(to, panels->view->title);
    buffer_put(to, ". ");
    for (size_t i = 0; i < panels->line_count; i++) {
        const struct scale_line *line = &panels->lines[i];
        if (line->titled) {
            buffer_add(to, panels->view->domains[line->domain]);
            buffer_put(to, ": ");
        }
        scale_line_tell(line, to);
    }
    to->length -= to->length > 0 && to->data[to->length - 1] == ' ';
}

/* With svg NULL the families are measured and told. Returns the height, or -1 without memory. */
static int64_t go_through(const struct scale_sheet *sheet, struct svg *svg, struct buffer *told)
{
    int64_t top = MARGIN;
    bool done = true;
    for (size_t i = 0; done && i < sheet->book->family_count && top <= LETTERING_WIDEST; i++) {
        struct scale_view view;
        struct scale_panels panels = {.view = NULL};
        done = scale_view_make(&view, sheet->phrases, &sheet->book->families[i]) &&
               scale_panels_make(&panels, &view);
        if (done) {
            top = draw_family(&panels, svg, top);
            if (!svg)
                tell_family(&panels, told);
        }
        scale_panels_release(&panels);
        scale_view_release(&view);
    }
    return done && !buffer_failed(told) ? top : -1;
}

static bool write_svg(const struct scale_sheet *sheet, struct output *output, int32_t height,
                      struct text description)
{
    struct svg svg;
    struct buffer none;
    struct svg_document document = {
        .prefix = "scales",
        .background = true,
        .width = SHEET_WIDTH,
        .height = height,
        .title = phrase(sheet->phrases, "scale-title"),
        .description = description,
        .rules = scale_rules,
        .rule_count = scale_rule_count,
    };
    buffer_init(&none, 0);
    svg_begin(&svg, output, &document);
    if (sheet->book->family_count == 0)
        svg_label(&svg, &heading_lettering, SVG_START, MARGIN, 2 * MARGIN,
                  phrase(sheet->phrases, "scale-nothing"));
    bool done = go_through(sheet, &svg, &none) >= 0;
    return svg_end(&svg) && done;
}

bool scale_sheet_svg(const struct scale_sheet *sheet, struct output *output,
                     const struct reporter *reporter)
{
    struct buffer told;
    char digits[24];
    buffer_init(&told, LIMIT_OUTPUT_CELL_BYTES);
    scale_sheet_explanation(sheet, &told);
    int64_t height = go_through(sheet, NULL, &told);
    bool done = height >= 0 || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (done && height > LETTERING_WIDEST)
        done = report_with(reporter, PLACE_NONE, MESSAGE_SCALE_TOO_HIGH,
                           number_text(LETTERING_WIDEST / 10, digits));
    if (done) {
        int32_t high = sheet->book->family_count == 0 ? 4 * MARGIN : (int32_t)height - FAMILY_GAP;
        done = write_svg(sheet, output, high, buffer_text(&told)) ||
               (!output->failed && report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY));
    }
    buffer_release(&told);
    return done;
}
