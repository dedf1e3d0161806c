/*
 * Layer: domain. Notes in, indicator rows out: the scan over files of notes.
 *
 * The rows stand in the order of the notes, within a note in the order of their words. A note
 * without text gives none; one without a date, or with one that is no single year, is scanned
 * without regard to years that it names.
 */
#ifndef DOMAIN_NOTES_NOTE_ROWS_H
#define DOMAIN_NOTES_NOTE_ROWS_H

#include "domain/notes/note_scan.h"
#include "records/table.h"
#include "records/writer.h"

struct note_request {
    struct patterns *patterns;
    bool all;       /* every status, not the present ones only */
    bool explained; /* name the pattern and the trigger */
};

struct note_counts {
    uint64_t notes, blank, with_needs; /* read; without text; in which a need is present */
    uint64_t of_status[MENTION_STATUSES];
};

/* The table of the notes. False after a fatal message. */
bool note_rows_open(struct table **, struct record_definition **, const struct table_settings *,
                    const char *const *files, size_t count, const struct reporter *);

/*
 * Scans all rows of `table` and writes a row for each mention: the columns of the record `mentions`
 * (or `mentions-explained`), then the extra columns of the table. False after a fatal message.
 */
bool note_rows_write(const struct note_request *, struct table *, struct writer *,
                     struct note_counts *, const struct reporter *);

#endif
