#include "render/reviews_due_page.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/page.h"
#include "records/prose.h"
#include "render/calendar.h"

enum { NARROW = 56, MARGIN = 2 };

/* Columns of a table of the page. */
enum column { WHEN, FAMILY, CHILD, DUE, BASIS, STARTED, WEEKS, HELD, LEVEL, COLUMNS };

struct painter {
    const struct reviews_due_page *page;
    const struct phrases *phrases;
    struct output *output;
    const struct reporter *reporter;
    struct buffer made, clean;        /* reused */
    struct record_definition *record; /* for the headings of columns */
    bool shown[COLUMNS];
    size_t indent; /* text: where a review begins */
};

static bool painter_open(struct painter *painter, const struct reviews_due_page *page,
                         struct output *output, const struct reporter *reporter)
{
    *painter = (struct painter){
        .page = page, .phrases = page->phrases, .output = output, .reporter = reporter};
    buffer_init(&painter->made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&painter->clean, LIMIT_OUTPUT_CELL_BYTES);
    painter->record = record_definition_new(TEXT("reviews-due"), reporter);
    return painter->record != NULL;
}

/* False, with a message, when a buffer has failed on the way. */
static bool painter_close(struct painter *painter, bool done)
{
    if (done && (buffer_failed(&painter->made) || buffer_failed(&painter->clean)))
        done = report(painter->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&painter->made);
    buffer_release(&painter->clean);
    record_definition_free(painter->record);
    return done && !painter->output->failed;
}

/* ---- words ---- */

static struct text date_text(const struct date *date, char digits[DATE_TEXT_BYTES])
{
    date_write(date, digits);
    return text_of(digits);
}

static struct text day_text(date_day day, char digits[DATE_TEXT_BYTES])
{
    struct date date = date_of_day(day);
    return date_text(&date, digits);
}

/* The parts of a line go into `made`, which then is cleaned. A buffer that has failed stays so. */
static struct buffer *begin(struct painter *painter)
{
    if (!buffer_failed(&painter->made))
        buffer_clear(&painter->made);
    return &painter->made;
}

static struct text ready(struct painter *painter)
{
    if (!buffer_failed(&painter->clean)) {
        buffer_clear(&painter->clean);
        prose_clean(&painter->clean, buffer_text(&painter->made));
    }
    return buffer_text(&painter->clean);
}

static void add(struct painter *painter, const char *key)
{
    buffer_add(&painter->made, phrase(painter->phrases, key));
}

static void add_number(struct painter *painter, const char *key, uint64_t number)
{
    char digits[24];
    phrase_with(painter->phrases, key, &painter->made, number_text(number, digits));
}

/* Adds the phrase behind what there is, unless the word is empty. */
static void add_part(struct painter *painter, const char *key, struct text word,
                     const char *parting)
{
    if (word.length == 0)
        return;
    if (painter->made.length > 0)
        buffer_add(&painter->made, text_of(parting));
    phrase_with(painter->phrases, key, &painter->made, word);
}

static void add_when(struct painter *painter, const struct review_due *due)
{
    int64_t ahead = (int64_t)due->day - painter->page->request->as_of;
    if (ahead == 0)
        add(painter, "review-due-today");
    else if (ahead == 1)
        add(painter, "review-due-tomorrow");
    else if (ahead > 1)
        add_number(painter, "review-due-ahead", (uint64_t)ahead);
    else if (due->days_late <= 0) /* a day off in working days */
        add(painter, "review-due-at-once");
    else if (due->days_late == 1)
        add(painter, "review-due-one-late");
    else
        add_number(painter, "review-due-late", (uint64_t)due->days_late);
}

static void add_basis(struct painter *painter, const struct review_due *due)
{
    static const char *const keys[REVIEW_BASES] = {"review-due-by-next-review",
                                                   "review-due-by-review", "review-due-by-plan",
                                                   "review-due-by-level", "review-due-by-default"};
    add(painter, keys[due->basis]);
}

/* The date as on the record, and the day when that is another: of a month its last. */
static void add_date(struct painter *painter, const struct review_due *due, const char *key,
                     const char *key_of_span)
{
    char written[DATE_TEXT_BYTES], digits[DATE_TEXT_BYTES];
    struct text date = date_text(&due->due, written), day = day_text(due->day, digits);
    if (date.length > 0 && !text_equal(date, day))
        phrase_with(painter->phrases, key_of_span, &painter->made, date, day);
    else if (key)
        phrase_with(painter->phrases, key, &painter->made, day);
    else
        buffer_add(&painter->made, day);
}

static void add_age(struct painter *painter, const struct review_due *due)
{
    int64_t weeks = review_due_weeks(due, painter->page->request->as_of);
    if (weeks < 0)
        return;
    if (weeks < 2)
        add(painter, weeks == 0 ? "review-due-began-now" : "review-due-began-one");
    else
        add_number(painter, "review-due-began", (uint64_t)weeks);
    buffer_put(&painter->made, "; ");
}

static struct text level_name(const struct painter *painter, const struct review_due *due)
{
    return due->level == LOOKUP_NONE ? TEXT("")
                                     : painter->page->request->framework->levels[due->level].name;
}

static void add_ids(struct painter *painter, const struct review_due *due)
{
    begin(painter);
    add_part(painter, "review-due-family", due->family, "");
    add_part(painter, "review-due-child", due->child, ", ");
    if (painter->made.length == 0)
        add(painter, "review-due-plan");
}

static void add_counts(struct painter *painter, const struct review_lead *lead)
{
    const struct {
        const char *key;
        uint64_t number;
    } parts[] = {{"review-due-count-overdue", lead->overdue},
                 {"review-due-count-soon", lead->soon},
                 {"review-due-longest", (uint64_t)lead->longest}};
    begin(painter);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].number == 0)
            continue;
        if (painter->made.length > 0)
            buffer_put(&painter->made, ", ");
        add_number(painter, parts[i].key, parts[i].number);
    }
}

static void add_lead(struct painter *painter, const struct review_lead *lead)
{
    begin(painter);
    if (lead->name.length == 0)
        add(painter, "review-due-nobody");
    else if (lead->agency.length == 0)
        buffer_add(&painter->made, lead->name);
    else
        phrase_with(painter->phrases, "review-due-lead", &painter->made, lead->name, lead->agency);
}

static void add_explanation(struct painter *painter)
{
    const struct reviews_due_request *request = painter->page->request;
    char as_of[DATE_TEXT_BYTES], until[DATE_TEXT_BYTES];
    begin(painter);
    phrase_with(painter->phrases, "review-due-explanation", &painter->made,
                day_text(request->as_of, as_of), day_text(request->until, until));
    if (request->holidays) {
        buffer_put(&painter->made, " ");
        add(painter, "review-due-working");
    }
}

/* ---- text ---- */

static void measure_labels(struct painter *painter)
{
    const struct reviews_due *list = painter->page->list;
    size_t widest = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0 && list->rows[i].day == list->rows[i - 1].day)
            continue;
        begin(painter);
        add_when(painter, &list->rows[i]);
        size_t width = utf8_width(ready(painter));
        widest = width > widest ? width : widest;
    }
    painter->indent = painter->page->width < NARROW ? 2 * MARGIN : MARGIN + widest + 2;
}

static void text_review(struct painter *painter, const struct review_due *due)
{
    struct output *output = painter->output;
    size_t width = painter->page->width;
    char held[DATE_TEXT_BYTES];
    begin(painter);
    add_when(painter, due);
    struct text when = ready(painter);
    prose_blanks(output, MARGIN);
    output_write(output, when);
    if (width < NARROW) {
        output_put(output, "\n");
        prose_blanks(output, painter->indent);
    } else {
        size_t room = painter->indent - MARGIN, used = utf8_width(when);
        prose_blanks(output, room > used ? room - used : 1); /* less room: memory has failed */
    }
    add_ids(painter, due);
    buffer_put(&painter->made, "; ");
    add_date(painter, due, "review-due-on", "review-due-on-last");
    buffer_put(&painter->made, ": ");
    add_basis(painter, due);
    prose_put(output, ready(painter), painter->indent, width);
    begin(painter);
    add_age(painter, due);
    if (due->last_held.precision == DATE_NONE)
        add(painter, "review-due-none-held");
    else
        phrase_with(painter->phrases, "review-due-held", &painter->made,
                    date_text(&due->last_held, held));
    if (level_name(painter, due).length > 0) {
        buffer_put(&painter->made, "; ");
        buffer_add(&painter->made, level_name(painter, due));
    }
    prose_blanks(output, painter->indent);
    prose_put(output, ready(painter), painter->indent, width);
}

bool reviews_due_text(const struct reviews_due_page *page, struct output *output,
                      const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        measure_labels(&painter);
        prose_put(output, phrase(page->phrases, "review-due-title"), 0, page->width);
        add_explanation(&painter);
        prose_put(output, ready(&painter), 0, page->width);
    }
    for (size_t i = 0; done && i < page->leads->count; i++) {
        const struct review_lead *lead = &page->leads->leads[i];
        output_put(output, "\n");
        add_lead(&painter, lead);
        prose_put(output, ready(&painter), 0, page->width);
        add_counts(&painter, lead);
        prose_put(output, ready(&painter), 0, page->width);
        for (size_t j = 0; j < lead->count; j++)
            text_review(&painter, page->leads->rows[lead->first + j]);
    }
    return painter_close(&painter, done);
}

/* ---- html ---- */

static const char style[] =
    "h2{margin:1.75rem 0 .25rem;font-size:1.1875rem;font-weight:600}\n"
    "h2+p{margin:0 0 .5rem}\n"
    "table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:46rem}\n"
    "th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;\n"
    " border-bottom:1px solid #c5ced4}\n"
    "th{border-bottom:2px solid #46525a;font-weight:600}\n"
    "td{overflow-wrap:anywhere}\n"
    ".late .when{font-weight:600}\n"
    "@media print{\n"
    " table{min-width:0}\n"
    " h2{break-after:avoid;font-size:11.5pt}\n"
    " h2+p{break-after:avoid}\n"
    " thead{break-after:avoid}\n"
    " tr{break-inside:avoid}\n"
    " th,td{border-color:#444}\n"
    "}\n";

/* What a cell of the page holds, into `made`. */
static void add_cell(struct painter *painter, const struct review_due *due, enum column column)
{
    char digits[DATE_TEXT_BYTES];
    int64_t weeks = review_due_weeks(due, painter->page->request->as_of);
    struct buffer *made = begin(painter);
    switch (column) {
    case WHEN:
        add_when(painter, due);
        break;
    case FAMILY:
        buffer_add(made, due->family);
        break;
    case CHILD:
        buffer_add(made, due->child);
        break;
    case DUE:
        add_date(painter, due, NULL, "review-due-date-last");
        break;
    case BASIS:
        add_basis(painter, due);
        break;
    case STARTED:
        buffer_add(made, date_text(&due->started, digits));
        break;
    case WEEKS:
        if (weeks >= 0)
            buffer_add_number(made, (uint64_t)weeks);
        break;
    case HELD:
        buffer_add(made, date_text(&due->last_held, digits));
        break;
    default:
        buffer_add(made, level_name(painter, due));
    }
}

static void choose_columns(struct painter *painter)
{
    const struct reviews_due *list = painter->page->list;
    for (size_t column = 0; column < COLUMNS; column++)
        for (size_t i = 0; i < list->count && !painter->shown[column]; i++) {
            add_cell(painter, &list->rows[i], (enum column)column);
            painter->shown[column] = painter->made.length > 0;
        }
}

static struct text heading_of(const struct painter *painter, enum column column)
{
    static const char *const names[COLUMNS] = {
        [FAMILY] = "family_id", [CHILD] = "child_id", [DUE] = "due_date", [STARTED] = "started",
        [WEEKS] = "age_weeks",  [HELD] = "last_held", [LEVEL] = "level"};
    if (!names[column])
        return phrase(painter->phrases, column == WHEN ? "review-due-when" : "review-due-basis");
    size_t number = record_definition_column(painter->record, text_of(names[column]));
    return painter->record->columns[number].people;
}

/* The same widths for all tables of the page, so that they stand below one another. */
static void begin_table(struct painter *painter)
{
    static const unsigned char parts[COLUMNS] = {13, 10, 10, 13, 16, 11, 8, 11, 13};
    struct output *output = painter->output;
    unsigned whole = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        whole += painter->shown[i] ? parts[i] : 0;
    output_put(output, "<table>\n<colgroup>");
    for (size_t i = 0; i < COLUMNS; i++) {
        char digits[24];
        if (!painter->shown[i])
            continue;
        output_put(output, "<col style=\"width:");
        output_write(output, number_text(parts[i] * 100u / whole, digits));
        output_put(output, "%\">");
    }
    output_put(output, "</colgroup>\n<thead>\n<tr>");
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        output_put(output, "<th scope=\"col\">");
        page_text(output, heading_of(painter, (enum column)i));
        output_put(output, "</th>");
    }
    output_put(output, "</tr>\n</thead>\n<tbody>\n");
}

static void html_review(struct painter *painter, const struct review_due *due)
{
    struct output *output = painter->output;
    if (due->state == REVIEW_OVERDUE)
        output_put(output, "<tr class=\"late\">");
    else
        output_put(output, "<tr>");
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        if (i == WHEN)
            output_put(output, "<td class=\"when\">");
        else
            output_put(output, "<td>");
        add_cell(painter, due, (enum column)i);
        page_words(output, ready(painter));
        output_put(output, "</td>");
    }
    output_put(output, "</tr>\n");
}

static void html_lead(struct painter *painter, const struct review_lead *lead)
{
    struct output *output = painter->output;
    output_put(output, "<h2>");
    add_lead(painter, lead);
    page_text(output, ready(painter));
    output_put(output, "</h2>\n<p>");
    add_counts(painter, lead);
    page_text(output, ready(painter));
    output_put(output, "</p>\n");
    begin_table(painter);
    for (size_t i = 0; i < lead->count; i++)
        html_review(painter, painter->page->leads->rows[lead->first + i]);
    output_put(output, "</tbody>\n</table>\n");
}

bool reviews_due_html(const struct reviews_due_page *page, struct output *output,
                      const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        choose_columns(&painter);
        add_explanation(&painter);
        struct page frame = {.title = phrase(page->phrases, "review-due-title"),
                             .explanation = ready(&painter),
                             .style = style,
                             .landscape = true};
        page_open(output, &frame);
        for (size_t i = 0; i < page->leads->count; i++)
            html_lead(&painter, &page->leads->leads[i]);
        page_close(output);
    }
    return painter_close(&painter, done);
}

/* ---- calendar ---- */

struct diary {
    struct painter painter;
    struct calendar_settings settings;
    struct lookup uids;
    uint64_t *times; /* how often each has come */
    size_t capacity;
};

/* How often a review of this uid has come, this one included; 0 when there is no memory. */
static uint64_t times_seen(struct diary *diary, struct text uid)
{
    bool added;
    uint32_t number = lookup_add(&diary->uids, uid, &added);
    void *times = diary->times;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&times, &diary->capacity, (size_t)number + 1, sizeof *diary->times))
        return 0;
    diary->times = times;
    diary->times[number] = added ? 1 : diary->times[number] + 1;
    return diary->times[number];
}

static bool add_uid(struct diary *diary, const struct review_due *due, struct buffer *uid)
{
    char started[DATE_TEXT_BYTES], held[DATE_TEXT_BYTES], digits[24];
    struct text ids[5] = {due->family, due->child,
                          due->plan_id.length > 0 ? due->plan_id
                                                  : date_text(&due->started, started),
                          date_text(&due->last_held, held)};
    buffer_clear(uid);
    calendar_uid(uid, &diary->settings, TEXT("review"), ids, 4);
    uint64_t times = buffer_failed(uid) ? 0 : times_seen(diary, buffer_text(uid));
    if (times > 1) {
        ids[4] = number_text(times, digits);
        buffer_clear(uid);
        calendar_uid(uid, &diary->settings, TEXT("review"), ids, 5);
    }
    return times > 0 && !buffer_failed(uid);
}

static void add_summary(struct painter *painter, const struct review_due *due)
{
    begin(painter);
    if (due->review_id.length > 0)
        add_part(painter, "review-due-event-id", due->review_id, "");
    else
        add(painter, "review-due-event");
    add_part(painter, "review-due-family", due->family, ", ");
    add_part(painter, "review-due-child", due->child, ", ");
    add(painter, "review-due-event-end");
}

bool reviews_due_calendar(const struct reviews_due_page *page, struct output *output,
                          const struct reporter *reporter)
{
    struct diary diary = {.settings = {.product = TEXT("eh-review"),
                                       .name = phrase(page->phrases, "review-due-title"),
                                       .as_of = page->request->as_of,
                                       .tasks = page->tasks}};
    struct buffer uid;
    lookup_init(&diary.uids);
    buffer_init(&uid, LIMIT_OUTPUT_CELL_BYTES);
    bool done = painter_open(&diary.painter, page, output, reporter);
    if (done)
        calendar_begin(output, &diary.settings);
    for (size_t i = 0; done && i < page->list->count; i++) {
        const struct review_due *due = &page->list->rows[i];
        done = add_uid(&diary, due, &uid) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        if (!done)
            break;
        add_summary(&diary.painter, due);
        struct calendar_entry entry = {
            .uid = buffer_text(&uid), .summary = ready(&diary.painter), .day = due->day};
        calendar_add(output, &diary.settings, &entry);
    }
    if (done)
        calendar_end(output);
    buffer_release(&uid);
    memory_free(diary.times);
    lookup_release(&diary.uids);
    return painter_close(&diary.painter, done);
}
