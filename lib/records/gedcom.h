/*
 * Layer: records. Reads GEDCOM, 5.5, 5.5.1 and 7.0: lines `LEVEL [@ID@] TAG [VALUE]`, handed out
 * record by record.
 *
 * Lines end with LF, CR or CRLF, in any mixture; blank lines and blanks before the level are passed
 * over. CONT and CONC lines are joined with the value above them; `@@` is `@` (in 7.0 at the
 * beginning of a value only). What a level or a tag means is not looked at.
 *
 * A mark or two first bytes tell UTF-16; an encoding that the user names comes before what the file
 * says. Text that is UTF-8 is read as that whatever the file says: no accent of ANSEL looks like
 * it. Other text is what `1 CHAR` in the head says (share/gedcom/charsets.csv), or else
 * Windows-1252, and a note says so.
 *
 * What cannot be read is reported with its line (severity reject) and passed over: a line without a
 * level or a tag, a level that leaves one out, a NUL byte, bytes that are no text, a value of more
 * than LIMIT_CELL_BYTES. The file is held whole in memory, LIMIT_GEDCOM_BYTES at most.
 */
#ifndef RECORDS_GEDCOM_H
#define RECORDS_GEDCOM_H

#include "records/rejects.h"

/* All texts live as long as the reader. */
struct gedcom_line {
    uint32_t level;
    struct text id; /* of a record, without the `@`; mostly empty */
    struct text tag;
    struct text value;
    struct text pointer; /* the id that the value points to, without the `@`; else empty */
    struct text bytes;   /* as it stands, without line end and what follows by CONT and CONC */
    uint64_t line;
};

/* A line of level 0 and all below it. */
struct gedcom_record {
    struct gedcom_line *lines; /* borrowed until the next record */
    size_t count;
};

struct gedcom_reader;

/*
 * Reads the whole file `name` (`-` is standard input; borrowed). `encoding` is an iconv name or
 * NULL; `rejects` may be NULL. NULL with a message when it cannot be read, or its first line is
 * none of GEDCOM. The caller owns the reader.
 */
struct gedcom_reader *gedcom_reader_open(const char *name, const char *encoding, struct rejects *,
                                         const struct reporter *);

/* The same over bytes in memory, which are borrowed for the call. */
struct gedcom_reader *gedcom_reader_of_bytes(struct text bytes, const char *name,
                                             const struct reporter *);
void gedcom_reader_free(struct gedcom_reader *);

enum gedcom_result { GEDCOM_RECORD, GEDCOM_END, GEDCOM_FAILED };

/* The next record. GEDCOM_FAILED after a message when there is no memory. */
enum gedcom_result gedcom_next(struct gedcom_reader *, struct gedcom_record *);

/* The name for messages. */
const char *gedcom_reader_name(const struct gedcom_reader *);

#endif
