/*
 * Layer: records. Writes a table in one of five formats. Rows go out in the order they come,
 * columns in the order given.
 *
 * csv   RFC 4180, LF, header first, quotes only where needed: round a comma, a quotation mark, CR
 *       or LF, and round the empty cell of a table of one column, which would be a blank line.
 *       With `excel`: byte order mark, CRLF, and a leading apostrophe before cells that a
 *       spreadsheet would run as a formula: those that start with = + - @ (full-width forms too),
 *       tab, CR or LF. Plain numbers (`-12`, `+3.5`, `-1e5`) stay as they are, and so do dates,
 *       which never start so; `+` and ten digits or more is a telephone number and is guarded.
 * text  for reading in a terminal: the columns marked `for_people`, aligned, long cells wrapped to
 *       the width, columns without any value left out. Where the width is too small for columns
 *       side by side, each row is a block of lines `heading  value`.
 * json  one object a line; every value a string, but integer and number columns a number, or null
 *       when blank. What is no number in such a column stays a string. Control characters are
 *       escaped.
 * rec   GNU recutils: a %rec descriptor with %mandatory and %type, then a record a row; blank
 *       cells have no field. Names are made fit: what is not an ASCII letter or digit becomes `_`,
 *       `x_` goes before one that does not start with a letter, and a number tells equal ones
 *       apart. A line that ends with a backslash gets a second one and a blank line behind it,
 *       which recutils reads as the first alone: there is no shorter way to write it.
 * html  one self-contained page, no script: the columns marked `for_people`, printable on A4
 *       landscape, WCAG AA.
 *
 * Values are escaped for the format they land in; csv and rec keep every byte. text and html are
 * for reading: runs of blanks are one, line breaks of any kind stay, and control characters and
 * overrides of the writing direction are shown as U+FFFD. When no column is marked `for_people`,
 * all are. text and html hold the table until writer_finish (LIMIT_TABLE_BYTES at most), the
 * others stream.
 */
#ifndef RECORDS_WRITER_H
#define RECORDS_WRITER_H

#include "base/output.h"

enum writer_format { WRITER_CSV, WRITER_TEXT, WRITER_JSON, WRITER_REC, WRITER_HTML };

/* The format called `csv`, `text`, ...; false when there is none of that name. */
bool writer_format_named(struct text name, enum writer_format *);

/*
 * Numbers stand to the right in text and html. rec declares integers `int` and numbers `real`: a
 * column that may hold words is text.
 */
enum writer_kind { WRITER_IS_TEXT, WRITER_IS_NUMBER, WRITER_IS_DATE, WRITER_IS_INTEGER };

struct writer_column {
    struct text name;    /* heading in csv, json and rec: `lead_practitioner` */
    struct text heading; /* heading for people: `Lead practitioner`; empty: made from the name */
    enum writer_kind kind;
    bool required; /* never blank */
    bool for_people;
    bool page_only;     /* for people, but too long for text: html alone shows it */
    struct text unlike; /* name of an earlier column: text and html leave out what is the same
                           there; may be empty */
};

struct writer_settings {
    enum writer_format format;
    bool excel;
    struct text record;      /* for rec and for the caption of html: `levels` */
    struct text title;       /* heading of text and html output; may be empty */
    struct text explanation; /* a sentence or two under the title; may be empty */
    size_t width;            /* columns of the terminal for text; 0 means 100 */
};

struct writer;

/*
 * A writer of the given columns onto `output`, which is borrowed until writer_free, as is the
 * reporter; settings and columns are copied. Writes the header. NULL with a message when there is
 * no memory.
 */
struct writer *writer_new(const struct writer_settings *, const struct writer_column *columns,
                          size_t count, struct output *, const struct reporter *);

/* The next cell of the row, one per column, then writer_end_row. A cell too many is dropped. */
void writer_cell(struct writer *, struct text);

/* The same for a cell that needs no quotes and no guard in csv (our own codes, dates, numbers). */
void writer_plain(struct writer *, struct text);

/* A cell passed through from the input: `quoted` keeps `""` apart from nothing in csv. */
void writer_passed(struct writer *, struct text, bool quoted);

/* A whole number. */
void writer_number(struct writer *, uint64_t);

/*
 * A cell that the caller writes in place, for csv: room for `most` bytes, to be ended with
 * writer_shut and the number used. They must need no quoting. NULL for other formats, and when
 * there is no room: write the cell with writer_cell then.
 */
char *writer_open(struct writer *, size_t most);
void writer_shut(struct writer *, size_t used);

/*
 * Cells that come again and again, made ready once: for csv, `rendered` gets the bytes of `count`
 * cells that do not stand first in a row, and writer_rendered then writes them at one go. False for
 * other formats, where there is nothing to gain: write the cells one by one.
 */
bool writer_render(struct writer *, const struct text *cells, size_t count,
                   struct buffer *rendered);
void writer_rendered(struct writer *, struct text rendered, size_t count);

/* Ends the row; columns without a cell are blank. False once anything has failed. */
bool writer_end_row(struct writer *);

/* Writes what is held back (text, html). False when anything failed. Does not close the output. */
bool writer_finish(struct writer *);

/* Frees; does not finish. NULL is fine. */
void writer_free(struct writer *);

/* Writes a field of a text record, `name: value`: for records that are not a table. */
void writer_rec_field(struct output *, struct text name, struct text value);

/* Writes a text as a JSON string, quotation marks and escapes included: for JSON that is not a
 * table. */
void writer_json_string(struct output *, struct text);

#endif
