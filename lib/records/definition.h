/*
 * Layer: records. What a record is: its columns, the headings that other systems give them, and how
 * coded values are read.
 *
 * All of it is data: share/records/columns.csv, share/maps/headings.csv, share/maps/dialects.csv
 * and share/maps/values.csv. Headings and values are compared after normalisation: see heading_key
 * and value_key.
 *
 * The cell `people` of columns.csv is the heading under which text and html show the column; blank,
 * they do not. Two words may stand in front, and are no part of the heading: `page:Next step` is
 * shown in html alone, being too long for a line of a terminal; `unlike level:Suggested` has a cell
 * only in the rows where it differs from the column `level`, and is left out as a whole when there
 * is no such row.
 *
 * Some records are others written by one verb: its rows go wherever rows of those do, under the
 * same name. share/records/kinds.csv says which.
 */
#ifndef RECORDS_DEFINITION_H
#define RECORDS_DEFINITION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"

enum column_type {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_DATE,
    COLUMN_INTEGER,
    COLUMN_NUMBER,
    COLUMN_FIGURE, /* a number, or a mark of one that is not told: a code of the column's list */
    COLUMN_BOOLEAN
};

struct column_definition {
    struct text name;   /* `child_id` */
    struct text people; /* heading for people in text and html; empty: not shown there */
    struct text
        unlike; /* name of a column; people are shown only what differs from it; may be empty */
    struct text description; /* one phrase */
    struct text values; /* name of its value list in values.csv; empty: values are not decoded */
    enum column_type type;
    bool required;
    bool page_only; /* people are shown it in html alone */
};

/* A heading that stands for a column; rows of one column are in order of preference. */
struct heading_definition {
    struct text heading; /* as listed, for people */
    struct text key;     /* normalised */
    struct text dialect; /* `ssd`, `annex-a`, `common` */
    size_t column;
};

/* The mark by which files with headings of a dialect tell that a cell is blank. */
struct dialect_definition {
    struct text dialect, missing;
};

struct record_definition {
    struct text name; /* `mentions` */
    struct text kind; /* what the rows are called where they are written: `indicators`; the name,
                         where nothing else is said */
    struct column_definition *columns;
    size_t column_count;
    struct heading_definition *headings;
    size_t heading_count;
    struct dialect_definition *dialects;
    size_t dialect_count;
    struct arena arena;
};

/*
 * The definition of a record, from the data compiled in. NULL with a message when there is no such
 * record (the caller's mistake), no memory, or the data are broken. The caller owns it.
 */
struct record_definition *record_definition_new(struct text name, const struct reporter *);
void record_definition_free(struct record_definition *);

/* The definitions of several records, which takes hardly longer than one. False with a message, and
 * none of them, when one is missing. */
bool record_definitions_new(const struct text *names, size_t count,
                            struct record_definition **definitions, const struct reporter *);

/* The number of a column by its exact name; column_count when there is none. */
size_t record_definition_column(const struct record_definition *, struct text name);

/*
 * Adds to `key` what of a heading counts when headings are compared: letters and digits only, ASCII
 * letters in lower case. Blanks (no-break ones too), underscores, hyphens, quotation marks straight
 * or curly, brackets and question marks do not count.
 */
bool heading_key(struct text heading, struct buffer *key);

/*
 * How the values of one column are read: `value` to code. Values are compared without case, with
 * blanks trimmed and runs of them as one, and without a leading letter mark such as `a) ` or `p1)
 * `.
 */
struct value_list {
    struct text name;
    struct lookup values; /* keys; the number is the place in `codes` */
    struct text *codes;   /* into the arena, one a value */
    size_t code_capacity;
    struct arena arena;
    struct buffer key; /* reused */
};

/* The value list `name` from the data compiled in; as record_definition_new. */
struct value_list *value_list_new(struct text name, const struct reporter *);
void value_list_free(struct value_list *);

/* The code for a value; false when the value has none. The code lives as long as the list. */
bool value_list_decode(struct value_list *, struct text value, struct text *code);

/* `present, negated, historic`: the codes in order of the data, each once. Written to `words`. */
bool value_list_words(const struct value_list *, struct buffer *words);

#endif
