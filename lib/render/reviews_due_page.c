#include "render/reviews_due_page.h"

#include "records/page.h"
#include "render/due_sheet.h"

/* Columns of a table of the page. */
enum column { WHEN, FAMILY, CHILD, DUE, BASIS, STARTED, WEEKS, HELD, LEVEL, COLUMNS };

static const struct due_column columns[COLUMNS] = {
    [WHEN] = {NULL, "due-when", 13},
    [FAMILY] = {"family_id", NULL, 10},
    [CHILD] = {"child_id", NULL, 10},
    [DUE] = {"due_date", NULL, 13},
    [BASIS] = {NULL, "review-due-basis", 16},
    [STARTED] = {"started", NULL, 11},
    [WEEKS] = {"age_weeks", NULL, 8},
    [HELD] = {"last_held", NULL, 11},
    [LEVEL] = {"level", NULL, 13},
};

struct painter {
    struct due_sheet sheet;
    const struct reviews_due_page *page;
    bool shown[COLUMNS];
};

static bool painter_open(struct painter *painter, const struct reviews_due_page *page,
                         struct output *output, const struct reporter *reporter)
{
    *painter = (struct painter){.page = page};
    return due_sheet_open(&painter->sheet, page->phrases, TEXT("reviews-due"), page->width, output,
                          reporter);
}

/* ---- words ---- */

static struct text date_text(const struct date *date, char digits[DATE_TEXT_BYTES])
{
    date_write(date, digits);
    return text_of(digits);
}

static void add_when(struct painter *painter, const struct review_due *due)
{
    int64_t ahead = (int64_t)due->day - painter->page->request->as_of;
    if (ahead < 0 && due->days_late <= 0) /* a day off in working days */
        due_sheet_add(&painter->sheet, "review-due-at-once");
    else
        due_sheet_add_days(&painter->sheet, ahead < 0 ? -due->days_late : ahead);
}

static void add_basis(struct painter *painter, const struct review_due *due)
{
    static const char *const keys[REVIEW_BASES] = {"review-due-by-next-review",
                                                   "review-due-by-review", "review-due-by-plan",
                                                   "review-due-by-level", "review-due-by-default"};
    due_sheet_add(&painter->sheet, keys[due->basis]);
}

static void add_date(struct painter *painter, const struct review_due *due, const char *key,
                     const char *key_of_span)
{
    char written[DATE_TEXT_BYTES];
    due_sheet_add_date(&painter->sheet, date_text(&due->due, written), due->day, key, key_of_span);
}

static void add_age(struct painter *painter, const struct review_due *due)
{
    int64_t weeks = review_due_weeks(due, painter->page->request->as_of);
    if (weeks < 0)
        return;
    if (weeks < 2)
        due_sheet_add(&painter->sheet,
                      weeks == 0 ? "review-due-began-now" : "review-due-began-one");
    else
        due_sheet_add_number(&painter->sheet, "review-due-began", (uint64_t)weeks);
    buffer_put(&painter->sheet.made, "; ");
}

static struct text level_name(const struct painter *painter, const struct review_due *due)
{
    return due->level == LOOKUP_NONE ? TEXT("")
                                     : painter->page->request->framework->levels[due->level].name;
}

static void add_ids(struct painter *painter, const struct review_due *due)
{
    due_sheet_add_part(&painter->sheet, "due-family", due->family, "");
    due_sheet_add_part(&painter->sheet, "due-child", due->child, ", ");
    if (painter->sheet.made.length == 0)
        due_sheet_add(&painter->sheet, "review-due-plan");
}

static struct text counts_of(struct painter *painter, const struct review_lead *lead)
{
    const struct due_count counts[] = {{"due-person-overdue", lead->overdue},
                                       {"due-person-soon", lead->soon},
                                       {"due-person-longest", (uint64_t)lead->longest}};
    due_sheet_begin(&painter->sheet);
    due_sheet_add_counts(&painter->sheet, counts, sizeof counts / sizeof *counts);
    return due_sheet_ready(&painter->sheet);
}

static struct text name_of(struct painter *painter, const struct review_lead *lead)
{
    struct buffer *made = due_sheet_begin(&painter->sheet);
    if (lead->name.length == 0)
        due_sheet_add(&painter->sheet, "review-due-nobody");
    else if (lead->agency.length == 0)
        buffer_add(made, lead->name);
    else
        phrase_with(painter->page->phrases, "review-due-lead", made, lead->name, lead->agency);
    return due_sheet_ready(&painter->sheet);
}

static struct text explanation_of(struct painter *painter)
{
    const struct reviews_due_request *request = painter->page->request;
    struct buffer *made = due_sheet_begin(&painter->sheet);
    due_sheet_add_explanation(&painter->sheet, request->as_of, request->until);
    if (request->holidays) {
        buffer_put(made, " ");
        due_sheet_add(&painter->sheet, "review-due-working");
    }
    return due_sheet_ready(&painter->sheet);
}

/* ---- text ---- */

static void measure_labels(struct painter *painter)
{
    const struct reviews_due *list = painter->page->list;
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0 && list->rows[i].day == list->rows[i - 1].day)
            continue;
        due_sheet_begin(&painter->sheet);
        add_when(painter, &list->rows[i]);
        due_sheet_measure(&painter->sheet);
    }
}

static void text_review(struct painter *painter, const struct review_due *due)
{
    struct due_sheet *sheet = &painter->sheet;
    char held[DATE_TEXT_BYTES];
    due_sheet_begin(sheet);
    add_when(painter, due);
    due_sheet_label(sheet);
    struct buffer *made = due_sheet_begin(sheet);
    add_ids(painter, due);
    buffer_put(made, "; ");
    add_date(painter, due, "due-on", "due-on-last");
    buffer_put(made, ": ");
    add_basis(painter, due);
    due_sheet_line(sheet, due_sheet_ready(sheet), false);
    due_sheet_begin(sheet);
    add_age(painter, due);
    if (due->last_held.precision == DATE_NONE)
        due_sheet_add(sheet, "review-due-none-held");
    else
        phrase_with(sheet->phrases, "review-due-held", made, date_text(&due->last_held, held));
    if (level_name(painter, due).length > 0) {
        buffer_put(made, "; ");
        buffer_add(made, level_name(painter, due));
    }
    due_sheet_line(sheet, due_sheet_ready(sheet), true);
}

bool reviews_due_text(const struct reviews_due_page *page, struct output *output,
                      const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        measure_labels(&painter);
        due_sheet_prose(&painter.sheet, phrase(page->phrases, "review-due-title"));
        due_sheet_prose(&painter.sheet, explanation_of(&painter));
    }
    for (size_t i = 0; done && i < page->leads->count; i++) {
        const struct review_lead *lead = &page->leads->leads[i];
        output_put(output, "\n");
        due_sheet_prose(&painter.sheet, name_of(&painter, lead));
        due_sheet_prose(&painter.sheet, counts_of(&painter, lead));
        for (size_t j = 0; j < lead->count; j++)
            text_review(&painter, page->leads->rows[lead->first + j]);
    }
    return due_sheet_close(&painter.sheet, done);
}

/* ---- html ---- */

/* What a cell of the page holds, into what is made. */
static void add_cell(struct painter *painter, const struct review_due *due, enum column column)
{
    char digits[DATE_TEXT_BYTES];
    int64_t weeks = review_due_weeks(due, painter->page->request->as_of);
    struct buffer *made = due_sheet_begin(&painter->sheet);
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
        add_date(painter, due, "due-date", "due-date-last");
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
            painter->shown[column] = painter->sheet.made.length > 0;
        }
}

static void html_review(struct painter *painter, const struct review_due *due)
{
    due_sheet_row(&painter->sheet, due->state == REVIEW_OVERDUE);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        add_cell(painter, due, (enum column)i);
        due_sheet_cell(&painter->sheet, columns, i);
    }
    due_sheet_row_end(&painter->sheet);
}

static void html_lead(struct painter *painter, const struct review_lead *lead)
{
    due_sheet_heading(&painter->sheet, name_of(painter, lead));
    due_sheet_paragraph(&painter->sheet, counts_of(painter, lead));
    due_sheet_table(&painter->sheet, columns, painter->shown, COLUMNS);
    for (size_t i = 0; i < lead->count; i++)
        html_review(painter, painter->page->leads->rows[lead->first + i]);
    due_sheet_table_end(&painter->sheet);
}

bool reviews_due_html(const struct reviews_due_page *page, struct output *output,
                      const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        choose_columns(&painter);
        struct page frame = {.title = phrase(page->phrases, "review-due-title"),
                             .explanation = explanation_of(&painter),
                             .style = due_sheet_style,
                             .landscape = true};
        page_open(output, &frame);
        for (size_t i = 0; i < page->leads->count; i++)
            html_lead(&painter, &page->leads->leads[i]);
        page_close(output);
    }
    return due_sheet_close(&painter.sheet, done);
}

/* ---- calendar ---- */

static bool make_uid(struct due_diary *diary, const struct review_due *due)
{
    char started[DATE_TEXT_BYTES], held[DATE_TEXT_BYTES];
    struct text ids[5] = {due->family, due->child,
                          due->plan_id.length > 0 ? due->plan_id
                                                  : date_text(&due->started, started),
                          date_text(&due->last_held, held)};
    return due_diary_uid(diary, TEXT("review"), ids, 4);
}

static struct text summary_of(struct painter *painter, const struct review_due *due)
{
    struct due_sheet *sheet = &painter->sheet;
    due_sheet_begin(sheet);
    if (due->review_id.length > 0)
        due_sheet_add_part(sheet, "review-due-event-id", due->review_id, "");
    else
        due_sheet_add(sheet, "review-due-event");
    due_sheet_add_part(sheet, "due-family", due->family, ", ");
    due_sheet_add_part(sheet, "due-child", due->child, ", ");
    due_sheet_add(sheet, "due-event-end");
    return due_sheet_ready(sheet);
}

bool reviews_due_calendar(const struct reviews_due_page *page, struct output *output,
                          const struct reporter *reporter)
{
    const struct calendar_settings settings = {.product = TEXT("eh-review"),
                                               .name = phrase(page->phrases, "review-due-title"),
                                               .as_of = page->request->as_of,
                                               .tasks = page->tasks};
    struct painter painter;
    struct due_diary diary;
    due_diary_init(&diary, &settings);
    bool done = painter_open(&painter, page, output, reporter);
    if (done)
        calendar_begin(output, &settings);
    for (size_t i = 0; done && i < page->list->count; i++) {
        const struct review_due *due = &page->list->rows[i];
        done = make_uid(&diary, due) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        if (!done)
            break;
        struct calendar_entry entry = {
            .uid = buffer_text(&diary.uid), .summary = summary_of(&painter, due), .day = due->day};
        calendar_add(output, &settings, &entry);
    }
    if (done)
        calendar_end(output);
    due_diary_release(&diary);
    return due_sheet_close(&painter.sheet, done);
}
