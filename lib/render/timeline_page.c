#include "base/limits.h"
#include "records/page.h"
#include "records/writer.h"
#include "render/timeline_private.h"

#include "domain/date_words.h"

#include <stdio.h>

/* A page with the drawing and a table of the events; and the list for a terminal. */

static const char style[] =
    "main{max-width:80rem;margin:0 auto}\n"
    "h1.next{margin-top:4rem}\n"
    "figure{margin:1.5rem 0 2rem;overflow-x:auto}\n"
    "figure svg{display:block;max-width:100%;height:auto;margin:0 0 .5rem}\n"
    "table{width:100%;border-collapse:collapse}\n"
    "caption{text-align:left;font-weight:600;padding:0 0 .5rem}\n"
    "th,td{padding:.375rem .5rem;border:1px solid #6b777e;text-align:left;vertical-align:top;\n"
    " overflow-wrap:break-word}\n"
    "th{background:#f1f3f4;font-size:.875rem;font-weight:600}\n"
    "td.number{text-align:right;width:2.5rem}\n"
    "td.date{width:8.5rem}\n"
    "td.wide{width:40%;overflow-wrap:anywhere}\n"
    "tr.after td{border-top:2.5px solid #1d262b}\n"
    "td .key{display:none}\n"
    "@media screen and (max-width:40rem){\n"
    " body{padding:1.25rem 1rem}\n"
    " figure svg{max-width:none}\n"
    " table,tbody,tr,td,td.number,td.date,td.wide{display:block;width:auto;text-align:left}\n"
    " thead,td:empty{display:none}\n"
    " tr{padding:.5rem 0;border-bottom:1px solid #6b777e}\n"
    " tr.after{border-top:2.5px solid #1d262b}\n"
    " td,tr.after td{padding:.125rem 0;border:0}\n"
    " td .key{display:inline;color:#46525a;font-size:.875rem}\n"
    "}\n"
    "@media print{\n"
    " main{max-width:none}\n"
    " h1.next{break-before:page;margin-top:0}\n"
    " figure{margin:4mm 0;overflow:visible}\n"
    " figure svg{max-height:145mm;margin:0;break-inside:avoid}\n"
    " figure+table{break-before:page}\n"
    " thead{display:table-header-group}\n"
    " tr{break-inside:avoid}\n"
    " td,th{font-size:9pt;padding:1mm 1.5mm}\n"
    "}\n";

/* What stands in a column of the table. */
enum column { NUMBER, DATE, AGES, IMPACT, EVENT, WHO, SOURCE, COLUMNS };

static const char *const headings[COLUMNS] = {"timeline-number", "timeline-date",  "timeline-ages",
                                              "timeline-impact", "timeline-event", "timeline-who",
                                              "timeline-source"};

struct table_shape {
    bool shown[COLUMNS];
    const char *names[COLUMNS]; /* keys of the headings */
};

static struct table_shape shape_of(const struct timeline_look *look)
{
    struct table_shape shape = {{true, true, false, false, true, false, false}, {NULL}};
    const struct chronology_family *family = look->family;
    for (int i = 0; i < COLUMNS; i++)
        shape.names[i] = headings[i];
    if (look->court) {
        shape.shown[SOURCE] = true;
        shape.names[EVENT] = "timeline-plo-detail";
        shape.names[SOURCE] = "timeline-plo-reference";
        return shape;
    }
    shape.shown[AGES] = family->child_count > 0 || family->start_kind == START_BIRTH_EVENT;
    for (size_t i = 0; i < family->event_count; i++) {
        const struct chronology_event *event = &family->events[i];
        shape.shown[IMPACT] = shape.shown[IMPACT] || event->impact != IMPACT_NOT_SAID;
        shape.shown[WHO] = shape.shown[WHO] || event->who.length > 0;
        shape.shown[SOURCE] = shape.shown[SOURCE] || event->source.length > 0;
    }
    return shape;
}

static struct text impact_words(const struct timeline_look *look, enum event_impact impact)
{
    static const char *const keys[IMPACTS] = {
        [IMPACT_POSITIVE] = "timeline-positive",
        [IMPACT_NEGATIVE] = "timeline-negative",
        [IMPACT_NEUTRAL] = "timeline-neutral",
    };
    return keys[impact] ? phrase(look->phrases, keys[impact]) : TEXT("");
}

/* What stands in a cell; in the buffer, or borrowed from the event. */
static struct text cell_of(const struct timeline_look *look, size_t number, enum column column,
                           struct buffer *buffer)
{
    const struct chronology_event *event = &look->family->events[number];
    buffer_clear(buffer);
    switch (column) {
    case NUMBER:
        buffer_add_number(buffer, number + 1);
        break;
    case DATE:
        date_words_event(look->phrases, event, buffer);
        break;
    case AGES:
        timeline_ages(look, event, buffer);
        break;
    case IMPACT:
        return impact_words(look, event->impact);
    case EVENT:
        return event->event;
    case WHO:
        return event->who;
    case SOURCE:
        return event->source;
    case COLUMNS:
        break;
    }
    return buffer_text(buffer);
}

/* --- The page -------------------------------------------------------------------------------- */

static void put(const struct timeline_look *look, const char *markup)
{
    output_write(look->output, text_of(markup));
}

/* Gives a buffer back; false, with a message, when it had failed. */
static bool give_back(const struct timeline_look *look, struct buffer *buffer)
{
    bool failed = buffer_failed(buffer);
    buffer_release(buffer);
    return !failed || report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

bool timeline_page_open(const struct timeline_look *look)
{
    struct buffer title;
    buffer_init(&title, LIMIT_CELL_BYTES * 2);
    struct page page = {
        .title = timeline_title(look, &title),
        .explanation = look->court ? TEXT("") : phrase(look->phrases, "timeline-explanation"),
        .style = style,
        .landscape = !look->court,
    };
    page_open(look->output, &page);
    return give_back(look, &title) && !look->output->failed;
}

void timeline_page_close(const struct timeline_look *look)
{
    page_close(look->output);
}

/* Each child's age in one piece, parted from the next by a comma. */
static void put_ages(const struct timeline_look *look, struct text ages)
{
    struct text age;
    for (bool first = true; text_next_joined(&ages, TEXT(", "), &age); first = false) {
        put(look, first ? "<span>" : ", <span>");
        page_text(look->output, age);
        put(look, "</span>");
    }
}

static bool put_table(const struct timeline_look *look)
{
    const struct chronology_family *family = look->family;
    struct table_shape shape = shape_of(look);
    struct buffer buffer;
    buffer_init(&buffer, LIMIT_CELL_BYTES * 4);
    put(look, "<table>\n<thead><tr>");
    for (int i = 0; i < COLUMNS; i++) {
        if (!shape.shown[i])
            continue;
        put(look, "<th scope=\"col\">");
        page_text(look->output, phrase(look->phrases, shape.names[i]));
        put(look, "</th>");
    }
    put(look, "</tr></thead>\n<tbody>\n");
    bool before = false, failed = false;
    for (size_t i = 0; i < family->event_count; i++) {
        bool early = i < family->dated_count && family->start_kind != START_NONE &&
                     chronology_last(&family->events[i].date) < family->start;
        /* A heavier line stands between what came before the start and what came after. */
        put(look, before && !early ? "<tr class=\"after\">" : "<tr>");
        before = early;
        for (int j = 0; j < COLUMNS; j++) {
            if (!shape.shown[j])
                continue;
            put(look, j == NUMBER  ? "<td class=\"number\">"
                      : j == DATE  ? "<td class=\"date\">"
                      : j == EVENT ? "<td class=\"wide\">"
                                   : "<td>");
            struct text cell = cell_of(look, i, (enum column)j, &buffer);
            if (cell.length > 0)
                page_key(look->output, phrase(look->phrases, shape.names[j]));
            if (j == AGES)
                put_ages(look, cell);
            else
                page_text(look->output, cell);
            failed = failed || buffer_failed(&buffer);
            put(look, "</td>");
        }
        put(look, "</tr>\n");
    }
    put(look, "</tbody>\n</table>\n");
    buffer.failed = buffer.failed || failed;
    return give_back(look, &buffer) && !look->output->failed;
}

static bool put_drawing(const struct timeline_look *look, size_t number)
{
    struct timeline_painter painter;
    struct timeline_look own = *look;
    char prefix[48];
    bool done = timeline_painter_init(&painter, &own);
    size_t rows = painter.timeline ? painter.timeline->row_count : 0;
    if (done && rows > 0) {
        snprintf(prefix, sizeof prefix, "timeline-%zu-1", number);
        page_figure(look->output, NULL, prefix);
    }
    for (size_t i = 0; done && i < rows; i++) {
        snprintf(prefix, sizeof prefix, "timeline-%zu-%zu", number, i + 1);
        done = timeline_painter_draw(&painter, i, i + 1, i == 0, i + 1 == rows, true, prefix);
    }
    if (done && rows > 0)
        put(look, "</figure>\n");
    timeline_painter_release(&painter);
    return done;
}

bool timeline_page_add(const struct timeline_look *look, size_t number)
{
    if (number > 1) {
        struct buffer title;
        buffer_init(&title, LIMIT_CELL_BYTES * 2);
        put(look, "<h1 class=\"next\">");
        page_text(look->output, timeline_title(look, &title));
        put(look, "</h1>\n");
        if (!give_back(look, &title))
            return false;
    }
    if (!look->court && !put_drawing(look, number))
        return false;
    return put_table(look);
}

/* --- The list -------------------------------------------------------------------------------- */

bool timeline_text(const struct timeline_look *look)
{
    struct table_shape shape = shape_of(look);
    struct writer_column columns[COLUMNS];
    size_t count = 0;
    struct buffer title, buffer;
    buffer_init(&title, LIMIT_CELL_BYTES * 2);
    buffer_init(&buffer, LIMIT_CELL_BYTES * 4);
    for (int i = 0; i < COLUMNS; i++)
        if (shape.shown[i])
            columns[count++] = (struct writer_column){
                .name = text_of(headings[i]),
                .heading = phrase(look->phrases, shape.names[i]),
                .kind = i == NUMBER ? WRITER_IS_NUMBER : WRITER_IS_TEXT,
                .for_people = true,
            };
    timeline_sentence(look, &buffer);
    struct writer_settings settings = {
        .format = WRITER_TEXT,
        .record = TEXT("chronology"),
        .title = timeline_title(look, &title),
        .explanation = look->court ? TEXT("") : buffer_text(&buffer),
        .width = look->columns,
    };
    bool failed = buffer_failed(&title) || buffer_failed(&buffer);
    struct writer *writer = writer_new(&settings, columns, count, look->output, look->reporter);
    for (size_t i = 0; writer && i < look->family->event_count; i++) {
        for (int j = 0; j < COLUMNS; j++)
            if (shape.shown[j]) {
                writer_cell(writer, cell_of(look, i, (enum column)j, &buffer));
                failed = failed || buffer_failed(&buffer);
            }
        writer_end_row(writer);
    }
    bool done = writer && writer_finish(writer);
    writer_free(writer);
    buffer_release(&title);
    buffer.failed = failed;
    return give_back(look, &buffer) && done;
}
