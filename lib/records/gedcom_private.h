/* Layer: records. What gedcom.c and gedcom_charset.c share. */
#ifndef RECORDS_GEDCOM_PRIVATE_H
#define RECORDS_GEDCOM_PRIVATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/input.h"
#include "records/gedcom.h"

/*
 * Cuts a line into level, id, tag and value. False when it has no level or no tag. `line->line` and
 * `pointer` stay as they are.
 */
bool gedcom_cut_line(struct text bytes, struct gedcom_line *line);

/*
 * Makes UTF-8 of the bytes of a file, by what its head says. `name` is for messages. False after a
 * message. Bytes that are no text become 0xFF; `*encoding` is then what they are not, or NULL.
 */
bool gedcom_to_utf8(struct buffer *whole, const char *name, const char **encoding, struct arena *,
                    const struct reporter *);

#endif
