#include "render/measures_page.h"

#include "base/limits.h"
#include "records/prose.h"
#include "records/writer.h"

/* Columns of the list of a group, and of the table of a measure. */
enum { LIST_COLUMNS = 5, TABLE_COLUMNS = 9 };

struct telling {
    const struct measures_view *view;
    const struct phrases *phrases;
    struct output *output;
    const struct reporter *reporter;
    struct buffer made, cell; /* reused */
};

static struct buffer *begin(struct buffer *buffer)
{
    if (!buffer_failed(buffer))
        buffer_clear(buffer);
    return buffer;
}

static struct writer *open_table(struct telling *telling, const char *const *keys,
                                 const enum writer_kind *kinds, size_t count, struct text title,
                                 struct text explanation)
{
    struct writer_column columns[TABLE_COLUMNS];
    struct writer_settings settings = {
        .format = WRITER_TEXT,
        .record = TEXT("measures"),
        .title = title,
        .explanation = explanation,
        .width = telling->view->page->width,
    };
    for (size_t i = 0; i < count; i++)
        columns[i] = (struct writer_column){.name = text_of(keys[i]),
                                            .heading = phrase(telling->phrases, keys[i]),
                                            .kind = kinds[i],
                                            .for_people = true};
    return writer_new(&settings, columns, count, telling->output, telling->reporter);
}

static void figure_cell(struct telling *telling, struct writer *writer, struct figure figure,
                        bool blank)
{
    begin(&telling->cell);
    if (!blank)
        measures_figure_words(&figure, &telling->cell);
    writer_cell(writer, buffer_text(&telling->cell));
}

/* ---- the measures at a glance ---- */

static void add_large(struct telling *telling, const struct measures_tile *tile)
{
    struct figure figure = measures_figure(tile, tile->lead->results);
    bool per_cent = tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit == MEASURE_PER_CENT;
    begin(&telling->cell);
    measures_figure_words(&figure, &telling->cell);
    if (figure.state == FIGURE_SHOWN && per_cent)
        buffer_add(&telling->cell, phrase(telling->phrases, "dashboard-per-cent"));
}

/* What the figure counts, where it does not say so: `referrals`, `days: median of 16 ...`. */
static void add_parts(struct telling *telling, const struct measures_tile *tile)
{
    struct figure figure = measures_figure(tile, tile->lead->results);
    struct figure pending = measures_pending(tile->lead->results);
    bool per_cent = tile->entry.shows == DASHBOARD_VALUE && tile->measure->unit == MEASURE_PER_CENT;
    begin(&telling->made);
    if (figure.state == FIGURE_SHOWN && !per_cent)
        measures_unit_words(telling->view, tile, &telling->made);
    begin(&telling->cell);
    measures_parts_words(telling->view, tile, tile->lead, 0, &telling->cell);
    if (telling->made.length > 0 && telling->cell.length > 0)
        buffer_put(&telling->made, ": ");
    buffer_add(&telling->made, buffer_text(&telling->cell));
    if (pending.state != FIGURE_HIDDEN && pending.tenths == 0)
        return;
    begin(&telling->cell);
    measures_figure_words(&pending, &telling->cell);
    buffer_put(&telling->made, "; ");
    phrase_with(telling->phrases, "dashboard-pending", &telling->made, buffer_text(&telling->cell));
}

static void add_turn(struct telling *telling, const struct measures_tile *tile)
{
    static const char *const ways[] = {"", "dashboard-up", "dashboard-down", "dashboard-same"};
    static const char *const judgements[] = {"", "dashboard-better", "dashboard-worse"};
    struct measures_turn turn = measures_turn(telling->view, tile, tile->lead);
    begin(&telling->made);
    if (turn.way == WAY_NOT_KNOWN)
        return;
    begin(&telling->cell);
    measures_figure_words(&turn.by, &telling->cell);
    phrase_with(telling->phrases, ways[turn.way], &telling->made, buffer_text(&telling->cell));
    if (turn.judgement != JUDGED_NEITHER)
        buffer_add(&telling->made, phrase(telling->phrases, judgements[turn.judgement]));
}

static void add_aim(struct telling *telling, const struct measures_tile *tile)
{
    static const char *const beside[] = {"", "dashboard-target-above", "dashboard-target-below",
                                         "dashboard-target-same"};
    struct measures_aim aim = measures_aim(tile, tile->lead);
    begin(&telling->made);
    if (!aim.known)
        return;
    begin(&telling->cell);
    measures_figure_words(&aim.by, &telling->cell);
    phrase_with(telling->phrases,
                aim.judgement == JUDGED_WORSE    ? "dashboard-target-missed"
                : aim.judgement == JUDGED_BETTER ? "dashboard-target-met"
                                                 : beside[aim.way],
                &telling->made, aim.words, buffer_text(&telling->cell));
}

static bool write_group(struct telling *telling, size_t quadrant)
{
    static const char *const titles[MEASURE_QUADRANTS] = {
        "dashboard-how-much", "dashboard-how-well", "dashboard-better-off"};
    static const char *const keys[LIST_COLUMNS] = {"dashboard-measure", "dashboard-figure",
                                                   "dashboard-made-of", "dashboard-turn",
                                                   "dashboard-target"};
    static const enum writer_kind kinds[LIST_COLUMNS] = {
        WRITER_IS_TEXT, WRITER_IS_NUMBER, WRITER_IS_TEXT, WRITER_IS_TEXT, WRITER_IS_TEXT};
    const struct measures_view *view = telling->view;
    if (view->starts[quadrant] == view->starts[quadrant + 1])
        return true;
    output_byte(telling->output, '\n');
    struct writer *writer = open_table(telling, keys, kinds, LIST_COLUMNS,
                                       phrase(telling->phrases, titles[quadrant]), TEXT(""));
    for (size_t i = view->starts[quadrant]; writer && i < view->starts[quadrant + 1]; i++) {
        const struct measures_tile *tile = &view->tiles[i];
        writer_cell(writer, tile->title);
        add_large(telling, tile);
        writer_cell(writer, buffer_text(&telling->cell));
        add_parts(telling, tile);
        writer_cell(writer, buffer_text(&telling->made));
        add_turn(telling, tile);
        writer_cell(writer, buffer_text(&telling->made));
        add_aim(telling, tile);
        writer_cell(writer, buffer_text(&telling->made));
        writer_end_row(writer);
    }
    bool done = writer && writer_finish(writer);
    writer_free(writer);
    return done;
}

/* ---- a table for each measure ---- */

/* What is told for a day has that of the last period; else the window comes first. */
static size_t first_row(const struct telling *telling, const struct measures_tile *tile)
{
    return tile->snapshot && measures_piece_count(telling->view) > 0;
}

static void write_row(struct telling *telling, struct writer *writer,
                      const struct measures_tile *tile, const struct measures_series *series,
                      size_t period)
{
    const struct measure_result *result = &series->results[period];
    const struct measures_series *above = series > tile->series ? series - 1 : NULL;
    bool number = tile->measure->unit == MEASURE_NUMBER;
    struct figure pending = measures_pending(result);
    bool follows = period > first_row(telling, tile);
    bool again = follows || (above && text_equal(above->category, series->category));
    writer_cell(writer, again ? TEXT("") : series->category);
    writer_cell(writer, follows || !tile->grouped ? TEXT("") : series->name);
    writer_cell(writer, period == 0 && measures_piece_count(telling->view) > 0
                            ? phrase(telling->phrases, "dashboard-whole")
                            : tile->periods[period]);
    figure_cell(telling, writer, measures_counted(result), false);
    figure_cell(telling, writer, measures_out_of(result), !result->has_denominator);
    figure_cell(telling, writer, measures_value(result), number);
    figure_cell(telling, writer, pending,
                pending.state == FIGURE_NOT_APPLICABLE ||
                    (pending.state == FIGURE_SHOWN && pending.tenths == 0));
    begin(&telling->cell);
    if (result->has_target)
        buffer_add(&telling->cell, result->target_text);
    writer_cell(writer, buffer_text(&telling->cell));
    figure_cell(telling, writer, measures_difference(result), !result->has_target);
    writer_end_row(writer);
}

static bool write_measure(struct telling *telling, const struct measures_tile *tile)
{
    static const char *const keys[TABLE_COLUMNS] = {
        "dashboard-category",  "dashboard-group",  "dashboard-period",
        "dashboard-count",     "dashboard-out-of", "dashboard-value",
        "dashboard-too-early", "dashboard-target", "dashboard-difference"};
    static const enum writer_kind kinds[TABLE_COLUMNS] = {
        WRITER_IS_TEXT,   WRITER_IS_TEXT,   WRITER_IS_TEXT,   WRITER_IS_NUMBER, WRITER_IS_NUMBER,
        WRITER_IS_NUMBER, WRITER_IS_NUMBER, WRITER_IS_NUMBER, WRITER_IS_NUMBER};
    static const char *const units[MEASURE_UNITS] = {NULL, "measures-per-cent",
                                                     "dashboard-per-population", "dashboard-days"};
    size_t first = first_row(telling, tile);
    begin(&telling->made);
    buffer_add(&telling->made, tile->title);
    if (units[tile->measure->unit]) {
        buffer_put(&telling->made, " (");
        buffer_add(&telling->made, phrase(telling->phrases, units[tile->measure->unit]));
        buffer_put(&telling->made, ")");
    }
    output_byte(telling->output, '\n');
    struct writer *writer = open_table(telling, keys, kinds, TABLE_COLUMNS,
                                       buffer_text(&telling->made), tile->counts);
    for (size_t i = 0; writer && i < tile->series_count; i++)
        for (size_t period = first; period <= measures_piece_count(telling->view); period++)
            write_row(telling, writer, tile, &tile->series[i], period);
    bool done = writer && writer_finish(writer);
    writer_free(writer);
    return done;
}

/* ---- notes ---- */

static void say(struct telling *telling)
{
    prose_put(telling->output, buffer_text(&telling->made), 0, telling->view->page->width);
}

static void say_number(struct telling *telling, const char *key, struct figure figure)
{
    begin(&telling->cell);
    measures_figure_words(&figure, &telling->cell);
    phrase_with(telling->phrases, key, begin(&telling->made), buffer_text(&telling->cell));
    say(telling);
}

static void say_phrase(struct telling *telling, const char *key)
{
    buffer_add(begin(&telling->made), phrase(telling->phrases, key));
    say(telling);
}

static void write_notes(struct telling *telling)
{
    const struct measures_view *view = telling->view;
    const struct measures_page *page = view->page;
    output_byte(telling->output, '\n');
    say_phrase(telling, "dashboard-notes");
    output_byte(telling->output, '\n');
    if (page->most_small > 0)
        say_number(telling, "dashboard-note-c", measures_count(page->most_small, false));
    if (measures_any(view, FIGURE_NOT_AVAILABLE))
        say_phrase(telling, "dashboard-note-not-available");
    if (measures_any(view, FIGURE_NOT_APPLICABLE))
        say_phrase(telling, "dashboard-note-not-applicable");
    if (page->round > 0)
        say_number(telling, "dashboard-note-rounded", measures_count(page->round, false));
    say_number(telling, "dashboard-note-rejected", measures_rows(page, page->rejected));
    for (size_t i = 0; i < page->results->note_count; i++) {
        const struct measure_note *note = &page->results->notes[i];
        if (note->counted)
            continue;
        prose_clean(begin(&telling->cell), note->missing);
        prose_clean(begin(&telling->made), note->measure->title);
        buffer_put(&telling->made, ": ");
        phrase_with(telling->phrases, "dashboard-note-needs", &telling->made,
                    buffer_text(&telling->cell));
        say(telling);
    }
}

/* ---- the whole ---- */

static bool write_all(struct telling *telling)
{
    const struct measures_view *view = telling->view;
    size_t width = view->page->width;
    prose_put(telling->output, phrase(telling->phrases, "dashboard-title"), 0, width);
    output_byte(telling->output, '\n');
    measures_window_words(view, begin(&telling->made));
    prose_put(telling->output, buffer_text(&telling->made), 0, width);
    if (view->page->most_small > 0)
        prose_put(telling->output, phrase(telling->phrases, "dashboard-notice-hidden"), 0, width);
    if (view->tile_count == 0) {
        output_byte(telling->output, '\n');
        prose_put(telling->output, phrase(telling->phrases, "dashboard-nothing"), 0, width);
    }
    for (size_t i = 0; i < MEASURE_QUADRANTS; i++)
        if (!write_group(telling, i))
            return false;
    for (size_t i = 0; i < view->tile_count; i++)
        if (!write_measure(telling, &view->tiles[i]))
            return false;
    write_notes(telling);
    return true;
}

bool measures_page_text(const struct measures_page *page, struct output *output,
                        const struct reporter *reporter)
{
    struct measures_view view;
    struct telling telling = {
        .view = &view, .phrases = page->phrases, .output = output, .reporter = reporter};
    buffer_init(&telling.made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&telling.cell, LIMIT_OUTPUT_CELL_BYTES);
    bool done = measures_view_make(&view, page, reporter) && write_all(&telling);
    if (done && (buffer_failed(&telling.made) || buffer_failed(&telling.cell)))
        done = report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&telling.made);
    buffer_release(&telling.cell);
    measures_view_release(&view);
    return done && !output->failed;
}
