/*
 * Layer: domain. Rows of the people and relationships records, whatever they were read from, and
 * where they go: into a family that is drawn, a book that is checked, or a table.
 *
 * A source (the tables below, GEDCOM, a pedigree) hands every row to a sink, all people before all
 * relationships. Cells are trimmed; codes are decoded where they can be, else they stand as they
 * are. All of a row is borrowed for the call.
 */
#ifndef DOMAIN_FAMILY_FAMILY_ROWS_H
#define DOMAIN_FAMILY_FAMILY_ROWS_H

#include "domain/family/family.h"
#include "records/rejects.h"
#include "records/table.h"

/* The columns of the two records, in their order. */
enum person_cell {
    PERSON_FAMILY_ID,
    PERSON_ID,
    PERSON_NAME,
    PERSON_GENDER,
    PERSON_DOB,
    PERSON_DOD,
    PERSON_RELATIONSHIP,
    PERSON_HOUSEHOLD,
    PERSON_BIRTH_ORDER,
    PERSON_TWIN_GROUP,
    PERSON_OUTCOME,
    PERSON_ETHNICITY,
    PERSON_DISABILITY,
    PERSON_ADDRESS,
    PERSON_CELLS
};

enum relationship_cell {
    RELATION_FROM,
    RELATION_TO,
    RELATION_TYPE,
    RELATION_STATUS,
    RELATION_KIND,
    RELATION_START,
    RELATION_END,
    RELATION_CELLS
};

#define FAMILY_CELLS PERSON_CELLS /* the larger number */

extern const char *const person_columns[PERSON_CELLS + 1];
extern const char *const relationship_columns[RELATION_CELLS + 1];

/* A line of a file that is no table. */
struct family_line {
    uint64_t line;
    struct text bytes;
};

struct family_row {
    struct text cells[FAMILY_CELLS];
    bool undecoded[FAMILY_CELLS]; /* a code that no decoding knows */
    struct text notes;            /* of a source that has such */
    bool of_person; /* a relationship that the row of a person tells in its one cell */
    const char *file;
    struct family_line whole; /* where the row is */

    struct table *table; /* that it is a row of; or NULL, and the rest tells where its cells are */
    const size_t *columns;           /* of the table, where each cell stands */
    const struct family_line *lines; /* of each cell; line 0: where the row is */
    const char *const *fields;       /* what the file calls each cell */
    struct rejects *rejects;
    const struct reporter *reporter;
};

struct family_sink {
    /* Before the rows of a table; may be NULL. */
    bool (*begin)(void *context, struct table *);
    /* Each false after a fatal message. */
    bool (*person)(void *context, const struct family_row *);
    bool (*relationship)(void *context, const struct family_row *);
    void *context;
    bool whole; /* wants the cells that no drawing shows, too: ethnicity and the like */
};

/* Hand over every person, every relationship, of CSV files. False after a fatal message. */
bool family_rows_people(const struct table_settings *, const char *const *files, size_t count,
                        const struct family_sink *, const struct reporter *);
bool family_rows_relationships(const struct table_settings *, const char *const *files,
                               size_t count, const struct family_sink *, const struct reporter *);

/* The same over one CSV file in memory, of people or of relationships. */
bool family_rows_bytes(const struct table_settings *, struct text bytes, bool relationships,
                       const struct family_sink *, const struct reporter *);

/* Reports that a cell cannot be used, and writes its row or line to the rejects. Returns false. */
bool family_row_reject_words(const struct family_row *, size_t cell, enum message,
                             const struct text *words, size_t count);
#define family_row_reject(row, cell, message, ...)                                                 \
    family_row_reject_words((row), (cell), (message), (const struct text[]){__VA_ARGS__},          \
                            sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* The line on which a cell stands. */
uint64_t family_row_line(const struct family_row *, size_t cell);

/* A date of somebody who died, or of what happened, on a day that nobody knows: nothing but X, `?`
 * and `-`. */
bool family_is_unknown_date(struct text cell);

/* In a column of dates of death, the words for a person who lives. */
bool family_says_no(struct text cell);

#endif
