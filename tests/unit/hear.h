/*
 * What the library says, for unit tests that compare it. A reporter `hearing` keeps every message,
 * a line each:
 *
 *     FILE:LINE: COLUMN: reason
 *
 * with FILE without its directory, and what has no place without it. Notes begin with `note: `,
 * rejected rows with `reject: `, what is fatal has no mark.
 */
#ifndef UNIT_HEAR_H
#define UNIT_HEAR_H

#include "base/buffer.h"
#include "base/message.h"

static struct buffer heard = {.maximum = (size_t)1 << 24};

static inline void hear(void *context, const struct diagnostic *diagnostic)
{
    (void)context;
    if (diagnostic->severity == SEVERITY_NOTE)
        buffer_put(&heard, "note: ");
    if (diagnostic->severity == SEVERITY_REJECT)
        buffer_put(&heard, "reject: ");
    if (diagnostic->place.file) {
        const char *slash = strrchr(diagnostic->place.file, '/');
        buffer_add(&heard, text_of(slash ? slash + 1 : diagnostic->place.file));
        if (diagnostic->place.line > 0) {
            buffer_add_byte(&heard, ':');
            buffer_add_number(&heard, diagnostic->place.line);
        }
        buffer_put(&heard, ": ");
    }
    if (diagnostic->place.column.length > 0) {
        buffer_add(&heard, diagnostic->place.column);
        buffer_put(&heard, ": ");
    }
    buffer_add(&heard, diagnostic->reason);
    buffer_put(&heard, "\n");
}

static const struct reporter hearing = {hear, NULL};

/* What has been said since the last hear_nothing. */
static inline struct text heard_text(void)
{
    return buffer_text(&heard);
}

static inline void hear_nothing(void)
{
    buffer_clear(&heard);
}

#endif
