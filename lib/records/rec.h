/*
 * Layer: records. Reads text records as GNU recutils write them (recutils 1.9, manual, chapter "The
 * Rec Format").
 *
 * A line is `Name: value`; `+` begins a line that goes on with the value, a line break before it,
 * and one blank or tab behind the colon or the `+` belongs to neither; a backslash at the end of a
 * line joins the next one as it stands; `#` begins a comment; a blank line ends a record. A record
 * with the field `%rec` describes those that follow it and names their type.
 *
 * Lines end with LF, with CRLF when the first one does, or with CR alone when there is no LF. What
 * cannot be read is reported with its line (severity reject) and passed over: a line that is none
 * of the above, or a field with a NUL byte, with bytes that are not UTF-8, or of more than
 * LIMIT_CELL_BYTES; everything else is handed out. This inverts what records/writer.h writes as
 * rec.
 *
 * A file that is not UTF-8, holds no character beyond ASCII that is, and only bytes that
 * Windows-1252 has, is read as Windows-1252, and a note says so; an encoding that the user names
 * comes first.
 */
#ifndef RECORDS_REC_H
#define RECORDS_REC_H

#include "base/message.h"

struct rec_field {
    struct text name, value; /* live as long as the reader */
    uint64_t line;           /* of the name */
};

struct rec {
    struct rec_field *fields; /* borrowed until the next record */
    size_t count;
    uint64_t line;    /* of the first field */
    struct text type; /* first word of the `%rec` before it; empty without one */
};

enum rec_result {
    REC_RECORD,
    REC_DESCRIPTOR, /* a record with `%rec`; `type` is the one that it names */
    REC_END
};

struct rec_reader;

/*
 * Reads the whole file `name` (`-` is standard input; borrowed), LIMIT_REC_BYTES at most.
 * `encoding` is an iconv name or NULL. NULL with a message when it cannot be read. The caller owns
 * the reader.
 */
struct rec_reader *rec_reader_open(const char *name, const char *encoding, const struct reporter *);

/* The same over bytes in memory, which are borrowed for the call. */
struct rec_reader *rec_reader_of_bytes(struct text bytes, const char *name,
                                       const struct reporter *);
void rec_reader_free(struct rec_reader *);

/* The next record. REC_END also when there is no memory, which rec_reader_failed tells. */
enum rec_result rec_next(struct rec_reader *, struct rec *);
bool rec_reader_failed(const struct rec_reader *);

/* The name for messages. */
const char *rec_reader_name(const struct rec_reader *);

/* True when the text can be the name of a field: a letter, then letters, digits and `_`; with
 * `%` before it, of a descriptor's. */
bool rec_is_name(struct text);

#endif
