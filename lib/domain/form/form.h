/*
 * Layer: domain. An assessment or review in memory: the records of one file (definitions/forms.h
 * says what they are).
 *
 * Names of types and fields are compared without case. A field that stands twice in a record is
 * one when it is a list (`;` between) or a long text (a line break between); of another the first
 * counts, and the second is reported. Records of which nothing is filled but what an empty form
 * gives are blank: they are passed over by all functions here. A form is borrowed until form_free,
 * and so are its texts.
 */
#ifndef DOMAIN_FORM_FORM_H
#define DOMAIN_FORM_FORM_H

#include "definitions/forms.h"
#include "records/rec.h"

struct form_value {
    size_t field;
    struct text text; /* trimmed */
    uint64_t line;
};

struct form_record {
    size_t type;
    uint64_t line;
    size_t first, count; /* of form->values */
    bool blank;
};

struct form_id {
    struct text id;
    const struct form_record *record;
};

/* How many scores there are: the tenths from 0 to 10. */
#define FORM_SCORES 101

struct form {
    const char *name; /* of the file, for messages */
    struct form_definitions *definitions;
    struct rec_reader *reader;
    struct form_record *records;
    size_t record_count, record_capacity;
    struct form_value *values;
    size_t value_count, value_capacity;
    const struct form_record **firsts; /* of each type, without the blank ones; may hold NULL */
    struct form_id *ids;               /* of records that are not blank, in order */
    size_t id_count;
    struct arena arena;
};

/*
 * Reads a file. Lines, types and fields that are not known are reported (severity reject) and
 * passed over. NULL after a message when the file cannot be read. The caller owns the form.
 */
struct form *form_read(struct form_definitions *, const char *name, const char *encoding,
                       const struct reporter *);

/* The same over bytes in memory. */
struct form *form_of_bytes(struct form_definitions *, struct text bytes, const char *name,
                           const struct reporter *);

/* A form without records, to be laid out blank. NULL after a message. */
struct form *form_empty(struct form_definitions *, const struct reporter *);

void form_free(struct form *);

/* The next record of a type that is not blank and meets the condition, from `*at` on, which moves
 * behind it; NULL at the end. A NULL condition is always met. */
const struct form_record *form_next(const struct form *, size_t type, const struct form_condition *,
                                    size_t *at);

/* The first record of a type that is not blank, or NULL. */
const struct form_record *form_first(const struct form *, size_t type);

/* The value of a record's field, or NULL when it has none or a blank one. A NULL record has none.
 */
const struct form_value *form_value(const struct form *, const struct form_record *, size_t field);

/* Its text; empty when there is none. */
struct text form_text(const struct form *, const struct form_record *, size_t field);

/* The line of a field, blank or not; of the record where it has none. */
uint64_t form_line(const struct form *, const struct form_record *, size_t field);

/* The text at a path, from the record at hand; `*in` (may be NULL) is the record it stands in, NULL
 * where there is none. */
struct text form_at(const struct form *, const struct form_record *, struct form_path,
                    const struct form_record **in);

/* The same as a code where the field has a list of values. */
struct text form_code_at(const struct form *, const struct form_record *, struct form_path);

bool form_meets(const struct form *, const struct form_record *, const struct form_condition *);

/* Reads a score, `7` or `6.5`: 0 to 10 with one decimal at most. */
bool form_score(struct text, size_t *tenths);

/* The same written again, at `digits`. */
struct text form_score_text(size_t tenths, char digits[24]);

/* Bytewise order, ASCII letters without case: negative, zero, positive. */
int form_order(struct text, struct text);

/* `assessment` or `review`; empty when the form does not tell. */
struct text form_type(const struct form *);

/* The value of a field of the Form record; empty when there is none. */
struct text form_named(const struct form *, const char *field);

/* The Id of a record, or the empty text. Letters of Ids are compared without case. */
struct text form_id(const struct form *, const struct form_record *);

/* The first record of `type` whose Id is `id`, or NULL. */
const struct form_record *form_with_id(const struct form *, size_t type, struct text id);

#endif
