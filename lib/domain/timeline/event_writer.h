/* Layer: domain. Writes merged events as rows of the events record, in their order. */
#ifndef DOMAIN_TIMELINE_EVENT_WRITER_H
#define DOMAIN_TIMELINE_EVENT_WRITER_H

#include "domain/timeline/event_files.h"
#include "records/writer.h"

/*
 * The columns of the record, then those of the events files that it does not have. The caller gives
 * the array back with memory_free; its texts belong to `definition` and the files. NULL after a
 * message.
 */
struct writer_column *event_writer_columns(struct record_definition *definition,
                                           const struct event_files *, size_t *count);

/*
 * Writes them all. A date that is not known is `Unknown`. The source is the row's own, else the
 * record and the file; with `lines` the file and the lines stand behind in any case. False when
 * something failed, after a message.
 */
bool event_writer_write(const struct event_files *, bool lines, struct writer *);

#endif
