#include "render/measures_page.h"

#include "records/page.h"
#include "render/measures_html.h"

/* ---- in short ---- */

enum short_list { MISSED, MET, WORSE, BETTER, SHORT_LISTS };

static bool is_on_list(const struct measures_view *view, const struct measures_tile *tile,
                       enum short_list list)
{
    struct measures_aim aim = measures_aim(tile, tile->lead);
    struct measures_turn turn = measures_turn(view, tile, tile->lead);
    switch (list) {
    case MISSED:
        return aim.known && aim.judgement == JUDGED_WORSE;
    case MET:
        return aim.known && aim.judgement == JUDGED_BETTER;
    case WORSE:
        return turn.judgement == JUDGED_WORSE;
    default:
        return turn.judgement == JUDGED_BETTER;
    }
}

static size_t count_of(const struct measures_view *view, enum short_list list)
{
    size_t count = 0;
    for (size_t i = 0; i < view->tile_count; i++)
        count += is_on_list(view, &view->tiles[i], list);
    return count;
}

/* `66.2%, target 90`, `66.7% to 63.6%`. */
static void put_reason(struct measures_painter *painter, const struct measures_tile *tile,
                       enum short_list list)
{
    struct measures_aim aim = measures_aim(tile, tile->lead);
    struct measures_turn turn = measures_turn(painter->view, tile, tile->lead);
    bool of_aim = list == MISSED || list == MET;
    struct figure first = measures_figure(tile, &tile->lead->results[of_aim ? 0 : turn.before]);
    struct figure last = measures_figure(tile, &tile->lead->results[turn.now]);
    measures_put(painter, " <small>");
    measures_put_with_unit(painter, tile, &first);
    if (of_aim) {
        phrase_with(painter->phrases, "dashboard-list-target", measures_begin(painter), aim.words);
        measures_tagged(painter, ", ", buffer_text(&painter->made), "");
    } else {
        measures_phrase(painter, " ", "dashboard-list-to", " ");
        measures_put_with_unit(painter, tile, &last);
    }
    measures_put(painter, "</small>");
}

static void put_short_list(struct measures_painter *painter, enum short_list list)
{
    static const char *const keys[SHORT_LISTS] = {"dashboard-list-missed", "dashboard-list-met",
                                                  "dashboard-list-worse", "dashboard-list-better"};
    const struct measures_view *view = painter->view;
    bool first = true;
    measures_phrase(painter,
                    list == MISSED || list == WORSE ? "<div class=\"bad\"><dt>" : "<div><dt>",
                    keys[list], "</dt><dd>");
    for (size_t i = 0; i < view->tile_count; i++) {
        const struct measures_tile *tile = &view->tiles[i];
        if (!is_on_list(view, tile, list))
            continue;
        measures_put(painter, first ? "<a href=\"#tile-" : "; <a href=\"#tile-");
        measures_put_number(painter, tile->number);
        measures_tagged(painter, "\">", tile->title, "</a>");
        put_reason(painter, tile, list);
        first = false;
    }
    if (first)
        measures_phrase(painter, "", "dashboard-list-none", "");
    measures_put(painter, "</dd></div>\n");
}

/* What a board asks first. A pair of lists stands when there is anything to compare. */
static void put_short(struct measures_painter *painter)
{
    const struct measures_view *view = painter->view;
    bool open = false;
    for (int list = MISSED; list < SHORT_LISTS; list += 2) {
        enum short_list bad = (enum short_list)list, good = (enum short_list)(list + 1);
        if (count_of(view, bad) + count_of(view, good) == 0)
            continue;
        if (!open)
            measures_phrase(painter,
                            "<section class=\"short\" aria-labelledby=\"short\">\n"
                            "<h2 id=\"short\">",
                            "dashboard-short", "</h2>\n<dl>\n");
        open = true;
        put_short_list(painter, bad);
        put_short_list(painter, good);
    }
    if (open)
        measures_put(painter, "</dl>\n</section>\n");
}

/* ---- tiles ---- */

static void put_way(struct measures_painter *painter, enum measures_way way,
                    enum measures_judgement judgement)
{
    static const char *const shapes[] = {"", "M5 1.2L9.4 8.8H.6z", "M5 8.8L.6 1.2h8.8z",
                                         "M1 3.5h8v3H1z"};
    measures_put(painter,
                 judgement == JUDGED_WORSE ? "<p class=\"turn bad\">" : "<p class=\"turn\">");
    measures_put(painter, "<svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path d=\"");
    measures_put(painter, shapes[way]);
    measures_put(painter, "\"/></svg>");
}

/* `4.2 points`, `3 days`, `5`. */
static void add_distance(struct measures_painter *painter, const struct measures_tile *tile,
                         const struct figure *by, struct buffer *to)
{
    char words[64];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    enum measure_unit unit = tile->entry.shows == DASHBOARD_VALUE ? tile->measure->unit
                                                                  : MEASURE_NUMBER;
    measures_figure_words(by, &made);
    if (unit == MEASURE_PER_CENT)
        phrase_with(painter->phrases, "dashboard-points", to, buffer_text(&made));
    else
        buffer_add(to, buffer_text(&made));
    if (unit == MEASURE_DAYS_UNIT) {
        buffer_put(to, " ");
        buffer_add(to, phrase(painter->phrases, "dashboard-days"));
    }
}

/* ` (3 of 4)`: a share of few goes up and down by chance. */
static void put_counts(struct measures_painter *painter, const struct measures_tile *tile,
                       const struct measure_result *result)
{
    struct figure counted = measures_counted(result), out_of = measures_out_of(result);
    if (tile->entry.shows != DASHBOARD_VALUE || tile->measure->unit != MEASURE_PER_CENT)
        return;
    measures_put(painter, " (");
    measures_put_figure(painter, &counted);
    measures_phrase(painter, " ", "dashboard-of", " ");
    measures_put_figure(painter, &out_of);
    measures_put(painter, ")");
}

static void put_turn(struct measures_painter *painter, const struct measures_tile *tile)
{
    static const char *const ways[] = {"", "dashboard-up", "dashboard-down", "dashboard-same"};
    static const char *const judgements[] = {"", "dashboard-better", "dashboard-worse"};
    struct measures_turn turn = measures_turn(painter->view, tile, tile->lead);
    char distance[128];
    struct buffer by = {.data = distance, .capacity = sizeof distance, .maximum = sizeof distance};
    if (turn.way == WAY_NOT_KNOWN)
        return;
    put_way(painter, turn.way, turn.judgement);
    add_distance(painter, tile, &turn.by, &by);
    phrase_with(painter->phrases, ways[turn.way], measures_begin(painter), buffer_text(&by));
    if (turn.judgement != JUDGED_NEITHER)
        buffer_add(&painter->made, phrase(painter->phrases, judgements[turn.judgement]));
    measures_tagged(painter, "<b>", buffer_text(&painter->made), "</b>");
    for (int i = 0; i < 2; i++) {
        size_t period = i == 0 ? turn.before : turn.now;
        struct figure figure = measures_figure(tile, &tile->lead->results[period]);
        measures_tagged(painter, i == 0 ? "<small><span>" : ", <span>", tile->periods[period], " ");
        measures_put_with_unit(painter, tile, &figure);
        put_counts(painter, tile, &tile->lead->results[period]);
        measures_put(painter, "</span>");
    }
    measures_put(painter, "</small></p>\n");
}

static void put_aim(struct measures_painter *painter, const struct measures_tile *tile)
{
    static const char *const beside[] = {"", "dashboard-target-above", "dashboard-target-below",
                                         "dashboard-target-same"};
    struct measures_aim aim = measures_aim(tile, tile->lead);
    char distance[128];
    struct buffer by = {.data = distance, .capacity = sizeof distance, .maximum = sizeof distance};
    if (!aim.known)
        return;
    const char *key = aim.judgement == JUDGED_WORSE    ? "dashboard-target-missed"
                      : aim.judgement == JUDGED_BETTER ? "dashboard-target-met"
                                                       : beside[aim.way];
    measures_put(painter,
                 aim.judgement == JUDGED_WORSE ? "<p class=\"turn bad\">" : "<p class=\"turn\">");
    measures_put(painter,
                 "<svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" "
                 "r=\"3.8\"/>");
    measures_put(painter, aim.judgement == JUDGED_BETTER
                              ? "<path class=\"tick\" d=\"M2.9 5.2l1.5 1.5 2.7-3.2\"/></svg>"
                              : "</svg>");
    add_distance(painter, tile, &aim.by, &by);
    phrase_with(painter->phrases, key, measures_begin(painter), aim.words, buffer_text(&by));
    measures_tagged(painter, "<b>", buffer_text(&painter->made), "</b></p>\n");
}

static void put_line(struct measures_painter *painter, const struct measures_tile *tile)
{
    struct measures_turn turn = measures_turn(painter->view, tile, tile->lead);
    struct measures_aim aim = measures_aim(tile, tile->lead);
    char top[64];
    struct buffer words = {.data = top, .capacity = sizeof top, .maximum = sizeof top};
    int64_t most = measures_pieces(painter, tile, tile->lead, painter->figures);
    bool has_target = aim.known && tile->measure->unit != MEASURE_NUMBER;
    bool any = false;
    for (size_t i = 0; i < painter->pieces; i++)
        any = any || painter->figures[i].state == FIGURE_SHOWN;
    measures_put(painter, "<div class=\"chart\">");
    if (any) {
        if (has_target && aim.target.tenths > most)
            most = aim.target.tenths;
        struct measures_chart chart = {
            .figures = painter->figures,
            .whole = tile->snapshot ? painter->of_a_day : painter->whole,
            .count = painter->pieces,
            .marked = turn.now > 0 ? turn.now - 1 : SIZE_MAX,
            .top = measures_chart_top(most),
            .has_target = has_target,
            .target = aim.target.tenths,
            .first = tile->periods[1],
            .last = tile->periods[painter->pieces],
            .marks = painter->marks,
            .width = 2600,
            .plot_height = 440,
        };
        struct figure figure = {.whole = true, .tenths = chart.top};
        measures_figure_words(&figure, &words);
        if (tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit == MEASURE_PER_CENT)
            buffer_add(&words, phrase(painter->phrases, "dashboard-per-cent"));
        chart.top_words = buffer_text(&words);
        measures_put_chart(painter, tile, tile->lead, &chart, "line", tile->number, 0);
    }
    measures_put(painter, "</div>\n");
}

/* The large figure; in its place a mark with its meaning. */
static void put_large(struct measures_painter *painter, const struct measures_tile *tile)
{
    struct figure figure = measures_figure(tile, &tile->lead->results[0]);
    bool shown = figure.state == FIGURE_SHOWN;
    bool tight = tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit == MEASURE_PER_CENT;
    measures_figure_words(&figure, measures_begin(painter));
    measures_tagged(painter, shown ? "<p class=\"figure\"><b>" : "<p class=\"figure none\"><b>",
                    buffer_text(&painter->made), "</b>");
    measures_begin(painter);
    if (shown)
        measures_unit_words(painter->view, tile, &painter->made);
    else
        buffer_add(&painter->made, measures_state_words(painter->view, figure.state));
    measures_tagged(painter, shown && tight ? "<i class=\"tight\">" : " <i>",
                    buffer_text(&painter->made), "</i>");
    measures_put(painter, "</p>\n");
}

/* `47 of 71 reviews; on 22 Nov 2026; 5 too early to tell`. */
static void put_parts(struct measures_painter *painter, const struct measures_tile *tile)
{
    const struct measure_result *result = &tile->lead->results[0];
    struct figure pending = measures_pending(result);
    char words[128];
    struct buffer made = {.data = words, .capacity = sizeof words, .maximum = sizeof words};
    measures_parts_words(painter->view, tile, tile->lead, 0, measures_begin(painter));
    if (tile->snapshot) {
        if (painter->made.length > 0)
            buffer_put(&painter->made, ", ");
        phrase_with(painter->phrases, "dashboard-on-day", &painter->made, tile->periods[0]);
    }
    if (pending.state == FIGURE_HIDDEN || pending.tenths > 0) {
        buffer_clear(&made);
        measures_figure_words(&pending, &made);
        if (painter->made.length > 0)
            buffer_put(&painter->made, "; ");
        phrase_with(painter->phrases, "dashboard-pending", &painter->made, buffer_text(&made));
    }
    measures_put(painter, "<p class=\"parts\">");
    page_text(painter->output, buffer_text(&painter->made));
    measures_put(painter, "</p>\n");
}

static void put_tile(struct measures_painter *painter, const struct measures_tile *tile)
{
    measures_put(painter, tile->split ? "<article class=\"tile wide\" id=\"tile-"
                                      : "<article class=\"tile\" id=\"tile-");
    measures_put_number(painter, tile->number);
    measures_put(painter, "\">\n<h3><a href=\"#figures-");
    measures_put_number(painter, tile->number);
    measures_tagged(painter, "\">", tile->title, "</a></h3>\n");
    measures_put(painter, "<div class=\"large\">\n");
    put_large(painter, tile);
    put_parts(painter, tile);
    measures_put(painter, "</div>\n");
    put_line(painter, tile);
    measures_put(painter, "<div class=\"turns\">\n");
    put_turn(painter, tile);
    put_aim(painter, tile);
    measures_put(painter, "</div>\n");
    if (tile->split)
        measures_put_categories(painter, tile);
    measures_put(painter, "</article>\n");
}

/* Whether a line of a group has a gap: then all leave room, so that their axes are in line. */
static bool any_gap(const struct measures_view *view, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        for (size_t j = 1; j <= measures_piece_count(view); j++)
            if (measures_figure(&view->tiles[i], &view->tiles[i].lead->results[j]).state !=
                FIGURE_SHOWN)
                return true;
    return false;
}

/* Tiles of whole measures, then the wider ones of those split by a category. */
static void put_group(struct measures_painter *painter, size_t quadrant)
{
    static const char *const keys[MEASURE_QUADRANTS] = {"dashboard-how-much", "dashboard-how-well",
                                                        "dashboard-better-off"};
    const struct measures_view *view = painter->view;
    size_t from = view->starts[quadrant], end = view->starts[quadrant + 1];
    if (from == end)
        return;
    measures_put(painter, "<section class=\"group\" aria-labelledby=\"group-");
    measures_put_number(painter, quadrant + 1);
    measures_put(painter, "\">\n<h2 id=\"group-");
    measures_put_number(painter, quadrant + 1);
    measures_phrase(painter, "\">", keys[quadrant], "</h2>\n");
    painter->marks = any_gap(view, from, end);
    for (int split = 0; split < 2; split++) {
        bool open = false;
        for (size_t i = from; i < end; i++) {
            if (view->tiles[i].split != (split == 1))
                continue;
            if (!open)
                measures_put(painter, split == 1 ? "<div class=\"tiles pairs\">\n"
                                                 : "<div class=\"tiles\">\n");
            open = true;
            put_tile(painter, &view->tiles[i]);
        }
        if (open)
            measures_put(painter, "</div>\n");
    }
    measures_put(painter, "</section>\n");
}

static void put_tiles(struct measures_painter *painter)
{
    put_short(painter);
    for (size_t i = 0; i < MEASURE_QUADRANTS; i++)
        put_group(painter, i);
    if (painter->view->tile_count == 0)
        measures_phrase(painter, "<p>", "dashboard-nothing", "</p>\n");
}

/* ---- the page ---- */

bool measures_page_html(const struct measures_page *asked, struct output *output,
                        const struct reporter *reporter)
{
    struct measures_view view;
    struct measures_painter painter = {.failed = false};
    bool made = measures_view_make(&view, asked, reporter);
    bool done = made && measures_painter_open(&painter, &view, output, reporter);
    if (done) {
        measures_window_words(&view, measures_begin(&painter));
        struct page page = {
            .title = phrase(asked->phrases, "dashboard-title"),
            .notice = asked->most_small > 0 ? phrase(asked->phrases, "dashboard-notice-hidden")
                                            : TEXT(""),
            .explanation = buffer_text(&painter.made),
            .style = measures_style,
        };
        page_open(output, &page);
        put_tiles(&painter);
        measures_put_panels(&painter);
        measures_put_tables(&painter);
        measures_put_notes(&painter);
        page_close(output);
    }
    done = made && measures_painter_close(&painter, done);
    measures_view_release(&view);
    return done;
}
