/*
 * Layer: records. Reads files as rows of one record: the one input loop of all programs.
 *
 * Several files are one stream, each with its own header line; a header is read and bound when its
 * file is reached. Columns are found by name in any order and by the headings of other systems
 * (records/definition.h). Rows that cannot be used are reported, written to the rejects byte for
 * byte, and passed over; rows of blank cells only are passed over like blank lines.
 *
 * Cells are trimmed of blanks at both ends when they are asked for by column; columns that the
 * record does not have are handed on as they stand.
 */
#ifndef RECORDS_TABLE_H
#define RECORDS_TABLE_H

#include "base/date.h"
#include "records/definition.h"
#include "records/reader.h"
#include "records/rejects.h"

/* A user's own choice of heading for a column: --map NAME=COLUMN. */
struct heading_map {
    struct text column;  /* our name: `child_id` */
    struct text heading; /* theirs */
};

/* Values that no decoding knows, counted: --unmapped. */
struct unmapped;

/* How files are read. All of it is borrowed. */
struct table_settings {
    char delimiter;
    const char *encoding; /* iconv name, or NULL for UTF-8 */
    uint64_t skip_lines;  /* physical lines to pass over before the header */
    struct text missing;  /* a mark that stands for a blank cell; empty: that of the
                             dialect of the headings, if any (maps/dialects.csv) */
    const struct heading_map *maps;
    size_t map_count;
    bool maps_must_fit; /* a map whose heading a file lacks is an error (the main input), not passed
                           over (a side file) */
    struct text family; /* rows of this family alone; empty: of all. A main input must have a column
                           for it, and a row; a side file without the column is read whole */
    struct rejects *rejects;   /* or NULL */
    struct unmapped *unmapped; /* or NULL */
    /* Called now and then, and at the end of each file, with the rows read since; or NULL. */
    void (*progress)(void *context, uint64_t rows);
    void *progress_context;
};

struct table;

enum table_result { TABLE_ROW, TABLE_END, TABLE_FAILED };

/*
 * A table of the files `names` (`-` is standard input), which are borrowed, as is the definition.
 * NULL with a message when there is no memory or a map names no column of the record.
 */
struct table *table_new(const struct table_settings *, struct record_definition *,
                        const char *const *names, size_t count, const struct reporter *);

/* The same over one file in memory, for tests and callers with bytes. */
struct table *table_of_bytes(const struct table_settings *, struct record_definition *,
                             struct text bytes, const char *name, const struct reporter *);
void table_free(struct table *);

/* Every file must have at least one of these two columns. Call before the first table_next. */
void table_need_either(struct table *, size_t column, size_t other);

/*
 * Lets the files be rows of `other` instead: the first file's header decides, by which record's
 * needed columns it has, the table's own first. Call before table_prepare.
 */
void table_or(struct table *, struct record_definition *other);

/* The most records that table_any takes. */
enum { TABLE_OTHERS = 30 };

/*
 * Lets the files be rows of any of these, at most TABLE_OTHERS, or of the table's own record: of
 * those whose needed columns the first file's header has, the one with most columns in it, the
 * table's own first, then in this order. Call before table_prepare.
 */
void table_any(struct table *, struct record_definition *const *others, size_t count);

/* Opens the first file and binds its header, so that table_has and table_definition tell before the
 * first row. TABLE_END when there is no file. */
enum table_result table_prepare(struct table *);

/* The record that the rows are read as. */
const struct record_definition *table_definition(const struct table *);

/* The next usable row. TABLE_FAILED after a message of severity fatal. */
enum table_result table_next(struct table *);

/* Whether the current file has the column. */
bool table_has(const struct table *, size_t column);

/* The trimmed cell of a column; empty when it is blank, marked as missing, or not in the file.
 * Borrowed until the next row. */
static inline struct text table_cell(struct table *, size_t column);

/* The cell with the blanks at its ends, for those who count its bytes. */
struct text table_cell_whole(struct table *, size_t column);

/*
 * The cell decoded by the column's value list. A blank cell gives the empty text. A value without a
 * decoding gives the trimmed value itself and sets
 * `*known` to false; it is counted for --unmapped.
 */
struct text table_code(struct table *, size_t column, bool *known);

/* The words that a column's value list knows, for messages. */
struct text table_code_words(struct table *, size_t column);

/* The cell as a date. False when it is not one: the row has then been rejected. */
bool table_date(struct table *, size_t column, struct date *);

/* Where the row is; `column` SIZE_MAX for the row as a whole. The column is named as the file names
 * it. */
struct place table_place(const struct table *, size_t column);

/* Rejects the row: reports it and writes it to the rejects, once a row however often it is called.
 * Returns false. */
bool table_reject_words(struct table *, size_t column, enum message, const struct text *words,
                        size_t count);
#define table_reject(table, column, message, ...)                                                  \
    table_reject_words((table), (column), (message), (const struct text[]){__VA_ARGS__},           \
                       sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* Rejects the row for a cell that holds none of `words` (`yes, no, unknown`), naming the nearest of
 * them, and all unless that is a long list. Returns false. */
bool table_reject_value(struct table *, size_t column, struct text words);

/*
 * Rejects the row for a code that is none of the `count` known ones: `unknown WHAT`, and the code
 * only when it is near one, which is named (text_nearest). A blank cell is told of as such. Returns
 * false.
 */
bool table_reject_code(struct table *, size_t column, struct text what, struct text code,
                       size_t count, struct text (*known)(const void *context, size_t i),
                       const void *context);

/* Reports that there is no memory; the table then gives no further row. Returns false. */
bool table_no_memory(struct table *);

/* Rows handed out, and rows rejected, so far. */
uint64_t table_row_count(const struct table *);
uint64_t table_reject_count(const struct table *);

/* Says that the columns below are not asked for, so that files may differ in them. Call before the
 * second file is reached. */
void table_drop_extras(struct table *);

/* The columns of the first file that the record does not have, in file order. Call after the first
 * table_next. */
size_t table_extra_count(const struct table *);
struct text table_extra_heading(const struct table *, size_t extra);

/* What tells them apart where several have no name: their headings, with more behind the blank
 * ones; and the heading in it. */
struct text table_extra_key(const struct table *, size_t extra);
struct text table_key_heading(struct text key);

/* The cell of one of them in this row, as it stands; `*quoted` tells `""` from nothing. Empty when
 * this file lacks it. */
struct text table_extra_cell(struct table *, size_t extra, bool *quoted);

/* One heading of a file and what was made of it; or a column that no heading stands for (position
 * 0). */
struct heading_choice {
    const char *file;
    size_t position;     /* from 1; 0: not in the file */
    struct text heading; /* as in the file */
    struct text column;  /* ours; empty: passed through */
    struct text how;    /* `own name`, `ssd`, `annex-a`, `common`, `--map`, `passed through`, `title
                           line`, `missing`, `missing, needed` */
    struct text record; /* that the file is read as; empty: it may be several, and fits none */
};

/* Binds every file's header and reports each choice, without reading rows. False after a fatal
 * message other than a missing column. */
bool table_explain(struct table *, void (*choice)(void *context, const struct heading_choice *),
                   void *context);

/* Unmapped values: make one, hand it to the tables, write it out as rows
 * `column,value,count,file,line` in order of first appearance. */
struct unmapped *unmapped_new(const struct reporter *);
void unmapped_free(struct unmapped *);
struct unmapped_value {
    struct text column, value;
    uint64_t count;
    const char *file; /* where it stood first */
    uint64_t line;
};
size_t unmapped_count(const struct unmapped *);
struct unmapped_value unmapped_get(const struct unmapped *, size_t number);

/* The part of a table that table_cell looks at: it stands first in every struct table. Not for
 * callers. */
struct table_row {
    struct reader *reader;
    struct cell *cells;
    const size_t *places;
    struct text missing;
};

static inline struct text table_cell(struct table *table, size_t column)
{
    const struct table_row *row = (const struct table_row *)(const void *)table;
    size_t place = row->places[column];
    if (place == SIZE_MAX)
        return TEXT("");
    struct text cell = text_trim(reader_text(row->reader, &row->cells[place]));
    if (row->missing.length > 0 && text_equal(cell, row->missing))
        return TEXT("");
    return cell;
}

#endif
