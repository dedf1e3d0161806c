/*
 * Layer: render. What lists of what is due share, be it actions (due_page.h) or reviews
 * (reviews_due_page.h): the words for days, lines behind a label for a terminal, tables of a page,
 * and ids of calendar entries. Words stand in share/phrases.csv, from `due-` on.
 *
 * A line or cell is put together in one buffer: due_sheet_begin, then what adds, then
 * due_sheet_ready, which cleans it (records/prose.h). When memory fails, texts come out empty and
 * due_sheet_close tells.
 */
#ifndef RENDER_DUE_SHEET_H
#define RENDER_DUE_SHEET_H

#include "base/lookup.h"
#include "definitions/phrases.h"
#include "domain/people/privacy.h"
#include "records/definition.h"
#include "render/calendar.h"

struct due_sheet {
    const struct phrases *phrases;
    struct privacy *privacy; /* hides who somebody is: set once open; or NULL */
    struct output *output;
    const struct reporter *reporter;
    struct buffer made, clean;        /* reused */
    struct record_definition *record; /* for the headings of columns */
    size_t width;                     /* columns of the terminal */
    size_t indent;                    /* text: where what stands behind labels begins */
};

/* Opens a sheet for the rows of a record. It must be closed, also when this is false, after a
 * message. */
bool due_sheet_open(struct due_sheet *, const struct phrases *, struct text record, size_t width,
                    struct output *, const struct reporter *);

/* Whether all went well; `done` false is passed on. A message where memory has failed. */
bool due_sheet_close(struct due_sheet *, bool done);

/* ---- words ---- */

/* Empties what is made, and returns its buffer. */
struct buffer *due_sheet_begin(struct due_sheet *);

/* What is made, or another text, cleaned. Borrowed until the next. */
struct text due_sheet_ready(struct due_sheet *);
struct text due_sheet_clean(struct due_sheet *, struct text);

/* Each adds: a phrase; one with a number; one with a word, `parting` before it when something
 * stands there already, and nothing at all for an empty word. */
void due_sheet_add(struct due_sheet *, const char *key);
void due_sheet_add_number(struct due_sheet *, const char *key, uint64_t number);
void due_sheet_add_part(struct due_sheet *, const char *key, struct text word, const char *parting);

/* Adds `today`, `tomorrow`, `in 5 days`, or for less than none `1 day late`, `5 days late`. */
void due_sheet_add_days(struct due_sheet *, int64_t ahead);

/* Adds the day in the phrase `key`; or, when the date as written is there and names another (a
 * month its last), both in `key_of_span`. */
void due_sheet_add_date(struct due_sheet *, struct text written, date_day, const char *key,
                        const char *key_of_span);

/* Adds phrases with their numbers, parted by `, `, those of 0 left out. */
struct due_count {
    const char *key;
    uint64_t number;
};
void due_sheet_add_counts(struct due_sheet *, const struct due_count *, size_t count);

/* Adds what the list tells: as of when, and up to when. */
void due_sheet_add_explanation(struct due_sheet *, date_day as_of, date_day until);

/* ---- text ---- */

/* Makes room for what is made as a label. On a narrow terminal labels have lines of their own. */
void due_sheet_measure(struct due_sheet *);

/* Writes what is made as a label; the line behind it is to be written next. */
void due_sheet_label(struct due_sheet *);

/* Writes a text behind a label; with `again` a further line below it. */
void due_sheet_line(struct due_sheet *, struct text, bool again);

/* Writes a line of its own, as wide as the terminal. */
void due_sheet_prose(struct due_sheet *, struct text);

/* ---- html ---- */

/* Rules of the page. */
extern const char due_sheet_style[];

/* A column of the tables; its heading is that of the record's column `name`, or else a phrase. */
struct due_column {
    const char *name, *phrase;
    unsigned char part; /* of the width, beside the others' */
};

/* All tables of a page have the same columns, those that are `shown`, and so the same widths. */
void due_sheet_table(struct due_sheet *, const struct due_column *, const bool *shown,
                     size_t count);
void due_sheet_table_end(struct due_sheet *);

/* A row has a cell for each column shown, of what is made; the first column tells how late it is.
 * On a narrow screen cells stand below one another, each behind its heading. */
void due_sheet_row(struct due_sheet *, bool late);
void due_sheet_cell(struct due_sheet *, const struct due_column *, size_t column);
void due_sheet_row_end(struct due_sheet *);

/* A heading, or a paragraph below it. */
void due_sheet_heading(struct due_sheet *, struct text);
void due_sheet_paragraph(struct due_sheet *, struct text);

/* ---- calendar ---- */

/* The ids that a calendar has given. */
struct due_diary {
    struct calendar_settings settings;
    struct lookup uids;
    uint64_t *times; /* how often each has come */
    size_t capacity;
    struct buffer uid;
};

void due_diary_init(struct due_diary *, const struct calendar_settings *);
void due_diary_release(struct due_diary *);

/* Makes `uid` of the ids, which have room for one more: where all are those of an entry before, it
 * gets a number. False when there is no memory. */
bool due_diary_uid(struct due_diary *, struct text kind, struct text *ids, size_t count);

#endif
