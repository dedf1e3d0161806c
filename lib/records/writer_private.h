/*
 * Layer: records, for writer.c and writer_table.c alone. What a writer keeps, and the formats that
 * hold the table before they write it.
 */
#ifndef RECORDS_WRITER_PRIVATE_H
#define RECORDS_WRITER_PRIVATE_H

#include "base/arena.h"
#include "records/writer.h"

/*
 * What one format does. `start` returns false when there is no memory; the others leave failure in
 * the output or the writer.
 */
struct writer_way {
    const char *name;
    bool (*start)(struct writer *);
    void (*cell)(struct writer *, struct text, bool quoted);
    void (*end_row)(struct writer *);
    void (*finish)(struct writer *);
};

struct writer_field {
    struct text name;
    struct text heading; /* for people; cleaned like the cells */
    struct text lead;    /* json and rec: what stands before each value */
    enum writer_kind kind;
    bool required, for_people;
    size_t place;                      /* among the columns for people */
    const struct writer_field *unlike; /* an earlier one: what is the same is not shown; or NULL */

    /* text and html: what the cells held so far are like, in columns of a terminal */
    bool filled;    /* some cell is not blank */
    bool lines;     /* some cell has more than one line */
    bool prose;     /* some cell is a long line of words: narrow, it would be hard to read */
    size_t widest;  /* line */
    size_t longest; /* word: what no line break may fall into */
};

struct writer {
    const struct writer_way *way;
    struct output *output;
    const struct reporter *reporter;
    struct writer_field *fields;
    size_t count;
    size_t column; /* of the next cell */
    bool excel;
    bool begun; /* rec: the row has a field */
    bool failed;
    struct text record, title, explanation;
    size_t width;
    struct arena arena;

    /* text and html: the cells for people, row after row, cleaned; cell n ends at ends[n] */
    struct buffer cells;
    size_t *ends;
    size_t end_count, end_capacity;
};

bool held_start(struct writer *);
void held_cell(struct writer *, struct text, bool quoted);
void held_end_row(struct writer *);
void text_finish(struct writer *);
void html_finish(struct writer *);

#endif
