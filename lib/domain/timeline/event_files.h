/*
 * Layer: domain. Reads files of any records that tell events (event_sources.h) and adds what they
 * tell to a merge.
 *
 * A row is rejected when it names neither family nor child (events and people aside, which may be
 * of one family), when one of its dates cannot be read or is not in the calendar, when it ends
 * before it begins, and for what indicator_rows.h, event_rows.h and the people record reject. A row
 * that tells no event is counted: a review that is still to come, an indicator without a date or
 * that is not present.
 */
#ifndef DOMAIN_TIMELINE_EVENT_FILES_H
#define DOMAIN_TIMELINE_EVENT_FILES_H

#include "definitions/value_names.h"
#include "domain/timeline/event_merge.h"
#include "records/fitting.h"

/* What came of one file. */
struct event_file {
    const char *name;
    enum source_record record;
    uint64_t rows;            /* that could be used */
    uint64_t events, telling; /* what they told, and how many told something */
};

struct event_files {
    struct event_merge *merge;
    const struct event_sources *sources;
    const struct framework *framework;
    const struct table_settings *settings;
    const struct reporter *reporter;
    struct value_names *names;
    struct event_file *files;
    size_t file_count, file_capacity;
    struct lookup extras;      /* headings of the events files' columns that are not ours */
    struct passed_cell *cells; /* of one row; reused */
    size_t cell_capacity;
    struct buffer words; /* reused */
    uint64_t rejected;
};

/* All is borrowed but the names. False after a message; release it all the same. */
bool event_files_init(struct event_files *, struct event_merge *, const struct table_settings *,
                      const struct reporter *);
void event_files_release(struct event_files *);

/* Reads a file, of that record, or of the one that its header fits best (SOURCE_RECORDS). False
 * after a fatal message. */
bool event_files_read(struct event_files *, const char *file, enum source_record said);

/* Counts what each file tells, once the merge is finished. */
void event_files_count(struct event_files *);

#endif
