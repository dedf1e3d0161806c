/*
 * Layer: records. Cuts the bytes of one CSV file into records and cells.
 *
 * libcsv, strict and with blanks kept, is the parser of record. Rows that are plain or plainly
 * quoted (quotes only round whole cells, doubled inside) are cut by a scanner of our own, 64 bytes
 * at a time; every other row goes through libcsv. A differential test holds both to the same cells
 * on any bytes. Lines end with LF, CRLF or CR alone; line numbers count those ends, inside quotes
 * too. Blank lines are counted and passed over. No result depends on how the bytes arrive.
 *
 * A record that cannot be used is handed out as broken, with the reason and with its bytes as they
 * stand in the file. When a quotation mark is misplaced or never closed, the broken record is the
 * first physical line only and reading goes on at the next one: a slip in one row does not swallow
 * the rows behind it. A line over LIMIT_RECORD_BYTES comes in pieces.
 */
#ifndef RECORDS_READER_H
#define RECORDS_READER_H

#include "base/input.h"

/* One cell. Its bytes are borrowed until the next record is read. */
struct cell {
    const char *data;
    uint32_t length;
    bool quoted;  /* empty and in quotation marks: `""`, where an empty cell without them is nothing
                   */
    bool doubled; /* still holds doubled quotation marks: read it with reader_text */
};

enum record_state {
    RECORD_WHOLE,
    RECORD_BROKEN, /* `fault` and `fault_cell` say why */
    RECORD_PIECE,  /* the first or a middle piece of a line over LIMIT_RECORD_BYTES */
    RECORD_LAST_PIECE
};

struct record {
    struct cell *cells;
    size_t count;      /* cells in the row; those past LIMIT_COLUMNS are counted, not held */
    uint64_t line;     /* physical line on which it starts, from 1 */
    struct text bytes; /* as in the file (after conversion to UTF-8), line end included */
    enum record_state state;
    enum message fault; /* MESSAGE_NUL_BYTE, _INVALID_UTF8, _QUOTE_MISPLACED, _QUOTE_UNCLOSED,
                           _CELL_TOO_LONG, _RECORD_TOO_LONG */
    size_t fault_cell;  /* from 1; 0 when not known */
};

enum reader_result {
    READER_RECORD,
    READER_END,
    READER_FAILED /* a read error or no memory; it has been reported */
};

struct reader;

/* A reader of `input`, which is borrowed, with cells parted by `delimiter`. NULL with a message
 * when there is no memory. */
struct reader *reader_new(struct input *, char delimiter, const struct reporter *);
void reader_free(struct reader *);

/* The next record; blank lines are passed over. */
enum reader_result reader_next(struct reader *, struct record *);

/* The cell's text with doubled quotation marks made single. Borrowed until the next record. */
static inline struct text reader_text(struct reader *, struct cell *);

/* For tests: sends every row through libcsv. */
void reader_use_libcsv_only(struct reader *);

/* For tests: asks the input for at most `bytes` at a time (16 at the least). */
void reader_set_chunk(struct reader *, size_t bytes);

/* Undoubles in place of the cell; used by reader_text. */
void reader_undouble(struct reader *, struct cell *);

static inline struct text reader_text(struct reader *reader, struct cell *cell)
{
    if (cell->doubled)
        reader_undouble(reader, cell);
    return (struct text){cell->data, cell->length};
}

#endif
