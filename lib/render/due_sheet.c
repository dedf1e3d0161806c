#include "render/due_sheet.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/page.h"
#include "records/prose.h"

enum { NARROW = 56, MARGIN = 2 };

bool due_sheet_open(struct due_sheet *sheet, const struct phrases *phrases, struct text record,
                    size_t width, struct output *output, const struct reporter *reporter)
{
    *sheet = (struct due_sheet){.phrases = phrases,
                                .output = output,
                                .reporter = reporter,
                                .width = width,
                                .indent = width < NARROW ? 2 * MARGIN : MARGIN + 2};
    buffer_init(&sheet->made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&sheet->clean, LIMIT_OUTPUT_CELL_BYTES);
    sheet->record = record_definition_new(record, reporter);
    return sheet->record != NULL;
}

bool due_sheet_close(struct due_sheet *sheet, bool done)
{
    if (done && (buffer_failed(&sheet->made) || buffer_failed(&sheet->clean)))
        done = report(sheet->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&sheet->made);
    buffer_release(&sheet->clean);
    record_definition_free(sheet->record);
    return done && !sheet->output->failed;
}

/* ---- words ---- */

/* A buffer that has failed stays so. */
struct buffer *due_sheet_begin(struct due_sheet *sheet)
{
    if (!buffer_failed(&sheet->made))
        buffer_clear(&sheet->made);
    return &sheet->made;
}

struct text due_sheet_clean(struct due_sheet *sheet, struct text text)
{
    if (!buffer_failed(&sheet->clean)) {
        buffer_clear(&sheet->clean);
        privacy_clean(sheet->privacy, &sheet->clean, text);
    }
    return buffer_text(&sheet->clean);
}

struct text due_sheet_ready(struct due_sheet *sheet)
{
    return due_sheet_clean(sheet, buffer_text(&sheet->made));
}

void due_sheet_add(struct due_sheet *sheet, const char *key)
{
    buffer_add(&sheet->made, phrase(sheet->phrases, key));
}

void due_sheet_add_number(struct due_sheet *sheet, const char *key, uint64_t number)
{
    char digits[24];
    phrase_with(sheet->phrases, key, &sheet->made, number_text(number, digits));
}

void due_sheet_add_part(struct due_sheet *sheet, const char *key, struct text word,
                        const char *parting)
{
    if (word.length == 0)
        return;
    if (sheet->made.length > 0)
        buffer_add(&sheet->made, text_of(parting));
    phrase_with(sheet->phrases, key, &sheet->made, word);
}

void due_sheet_add_days(struct due_sheet *sheet, int64_t ahead)
{
    if (ahead == 0)
        due_sheet_add(sheet, "due-today");
    else if (ahead == 1)
        due_sheet_add(sheet, "due-tomorrow");
    else if (ahead == -1)
        due_sheet_add(sheet, "due-one-late");
    else
        due_sheet_add_number(sheet, ahead < 0 ? "due-late" : "due-ahead",
                             (uint64_t)(ahead < 0 ? -ahead : ahead));
}

static struct text day_text(date_day day, char digits[DATE_TEXT_BYTES])
{
    struct date date = date_of_day(day);
    date_write(&date, digits);
    return text_of(digits);
}

void due_sheet_add_date(struct due_sheet *sheet, struct text written, date_day day, const char *key,
                        const char *key_of_span)
{
    char digits[DATE_TEXT_BYTES];
    struct text last = day_text(day, digits);
    if (written.length > 0 && !text_equal(written, last))
        phrase_with(sheet->phrases, key_of_span, &sheet->made, written, last);
    else
        phrase_with(sheet->phrases, key, &sheet->made, last);
}

void due_sheet_add_counts(struct due_sheet *sheet, const struct due_count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (counts[i].number == 0)
            continue;
        if (sheet->made.length > 0)
            buffer_put(&sheet->made, ", ");
        due_sheet_add_number(sheet, counts[i].key, counts[i].number);
    }
}

void due_sheet_add_explanation(struct due_sheet *sheet, date_day as_of, date_day until)
{
    char digits[2][DATE_TEXT_BYTES];
    phrase_with(sheet->phrases, "due-explanation", &sheet->made, day_text(as_of, digits[0]),
                day_text(until, digits[1]));
}

/* ---- text ---- */

void due_sheet_measure(struct due_sheet *sheet)
{
    size_t indent = MARGIN + utf8_width(due_sheet_ready(sheet)) + 2;
    if (sheet->width >= NARROW && indent > sheet->indent)
        sheet->indent = indent;
}

void due_sheet_label(struct due_sheet *sheet)
{
    struct text label = due_sheet_ready(sheet);
    size_t room = sheet->indent - MARGIN, used = utf8_width(label);
    prose_blanks(sheet->output, MARGIN);
    output_write(sheet->output, label);
    if (sheet->width < NARROW) {
        output_put(sheet->output, "\n");
        prose_blanks(sheet->output, sheet->indent);
    } else {
        prose_blanks(sheet->output, room > used ? room - used : 1); /* less: memory has failed */
    }
}

void due_sheet_line(struct due_sheet *sheet, struct text text, bool again)
{
    if (again)
        prose_blanks(sheet->output, sheet->indent);
    prose_put(sheet->output, text, sheet->indent, sheet->width);
}

void due_sheet_prose(struct due_sheet *sheet, struct text text)
{
    prose_put(sheet->output, text, 0, sheet->width);
}

/* ---- html ---- */

const char due_sheet_style[] =
    "h2{margin:1.75rem 0 .25rem;font-size:1.1875rem;font-weight:600}\n"
    "h2+p{margin:0 0 .5rem}\n"
    "table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:46rem}\n"
    "th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;\n"
    " border-bottom:1px solid #c5ced4}\n"
    "th{border-bottom:2px solid #46525a;font-weight:600}\n"
    "td{overflow-wrap:anywhere}\n"
    ".late .when{font-weight:600}\n"
    "td .key{display:none}\n"
    "@media screen and (max-width:40rem){\n"
    " body{padding:1.25rem 1rem}\n"
    " table{min-width:0}\n"
    " table,tbody,tr,td{display:block}\n"
    " thead,td:empty{display:none}\n"
    " tr{padding:.5rem 0;border-bottom:1px solid #c5ced4}\n"
    " td{padding:.125rem 0;border:0}\n"
    " td .key{display:inline;color:#46525a;font-size:.875rem}\n"
    "}\n"
    "@media print{\n"
    " table{min-width:0}\n"
    " h2{break-after:avoid;font-size:11.5pt}\n"
    " h2+p{break-after:avoid}\n"
    " thead{break-after:avoid}\n"
    " tr{break-inside:avoid}\n"
    " th,td{border-color:#444}\n"
    "}\n";

static struct text heading_of(const struct due_sheet *sheet, const struct due_column *column)
{
    if (!column->name)
        return phrase(sheet->phrases, column->phrase);
    size_t number = record_definition_column(sheet->record, text_of(column->name));
    return sheet->record->columns[number].people;
}

static void put_widths(struct due_sheet *sheet, const struct due_column *columns, const bool *shown,
                       size_t count)
{
    unsigned whole = 0;
    for (size_t i = 0; i < count; i++)
        whole += shown[i] ? columns[i].part : 0;
    for (size_t i = 0; i < count; i++) {
        char digits[24];
        if (!shown[i])
            continue;
        output_put(sheet->output, "<col style=\"width:");
        output_write(sheet->output, number_text(columns[i].part * 100u / whole, digits));
        output_put(sheet->output, "%\">");
    }
}

void due_sheet_table(struct due_sheet *sheet, const struct due_column *columns, const bool *shown,
                     size_t count)
{
    output_put(sheet->output, "<table>\n<colgroup>");
    put_widths(sheet, columns, shown, count);
    output_put(sheet->output, "</colgroup>\n<thead>\n<tr>");
    for (size_t i = 0; i < count; i++) {
        if (!shown[i])
            continue;
        output_put(sheet->output, "<th scope=\"col\">");
        page_text(sheet->output, heading_of(sheet, &columns[i]));
        output_put(sheet->output, "</th>");
    }
    output_put(sheet->output, "</tr>\n</thead>\n<tbody>\n");
}

void due_sheet_table_end(struct due_sheet *sheet)
{
    output_put(sheet->output, "</tbody>\n</table>\n");
}

void due_sheet_row(struct due_sheet *sheet, bool late)
{
    output_write(sheet->output, late ? TEXT("<tr class=\"late\">") : TEXT("<tr>"));
}

void due_sheet_cell(struct due_sheet *sheet, const struct due_column *columns, size_t column)
{
    struct text text = due_sheet_ready(sheet);
    output_write(sheet->output, column == 0 ? TEXT("<td class=\"when\">") : TEXT("<td>"));
    if (column > 0 && text.length > 0)
        page_key(sheet->output, heading_of(sheet, &columns[column]));
    page_words(sheet->output, text);
    output_put(sheet->output, "</td>");
}

void due_sheet_row_end(struct due_sheet *sheet)
{
    output_put(sheet->output, "</tr>\n");
}

void due_sheet_heading(struct due_sheet *sheet, struct text text)
{
    output_put(sheet->output, "<h2>");
    page_text(sheet->output, text);
    output_put(sheet->output, "</h2>\n");
}

void due_sheet_paragraph(struct due_sheet *sheet, struct text text)
{
    output_put(sheet->output, "<p>");
    page_text(sheet->output, text);
    output_put(sheet->output, "</p>\n");
}

/* ---- calendar ---- */

void due_diary_init(struct due_diary *diary, const struct calendar_settings *settings)
{
    *diary = (struct due_diary){.settings = *settings};
    lookup_init(&diary->uids);
    buffer_init(&diary->uid, LIMIT_OUTPUT_CELL_BYTES);
}

void due_diary_release(struct due_diary *diary)
{
    memory_free(diary->times);
    lookup_release(&diary->uids);
    buffer_release(&diary->uid);
}

/* How often this uid has come, now included; 0 when there is no memory. */
static uint64_t times_seen(struct due_diary *diary, struct text uid)
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

bool due_diary_uid(struct due_diary *diary, struct text kind, struct text *ids, size_t count)
{
    struct buffer *uid = &diary->uid;
    char digits[24];
    buffer_clear(uid);
    calendar_uid(uid, &diary->settings, kind, ids, count);
    uint64_t times = buffer_failed(uid) ? 0 : times_seen(diary, buffer_text(uid));
    if (times > 1) {
        ids[count] = number_text(times, digits);
        buffer_clear(uid);
        calendar_uid(uid, &diary->settings, kind, ids, count + 1);
    }
    return times > 0 && !buffer_failed(uid);
}
