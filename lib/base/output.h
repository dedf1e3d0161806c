/*
 * Layer: base. Where results go: a descriptor, a buffer in memory, or a file that appears whole or
 * not at all.
 *
 * Writes are gathered and go out in large pieces. The first failure is reported once with the
 * file's name and remembered; later writes do nothing and output_close returns false, so that a
 * full disk or a closed pipe is never success.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include "base/buffer.h"
#include "base/message.h"

struct output {
    struct buffer pending;
    const char *name; /* for messages; borrowed */
    char *partial;    /* the file beside the final name, until output_close renames it */
    int descriptor;   /* -1: memory only */
    bool failed;
    const struct reporter *reporter;
};

/* Writes to an open descriptor, which stays the caller's. `name` is for messages. */
void output_to_descriptor(struct output *, int descriptor, const char *name,
                          const struct reporter *);

/*
 * Writes to `NAME.eh-XXXXXX` beside `name` with mode 0600; output_close renames it to `name`. False
 * with a message when it cannot be made. A name that is not a regular file (a device, a pipe), or
 * is in /dev, is written to as it is.
 */
bool output_to_file(struct output *, const char *name, const struct reporter *);

/* Gathers in memory up to `maximum` bytes; read it with output_memory. */
void output_to_memory(struct output *, size_t maximum, const struct reporter *);
struct text output_memory(const struct output *);

/* Adds bytes. False once anything has failed. */
bool output_write(struct output *, struct text);
bool output_byte(struct output *, char);
#define output_put(output, literal) output_write((output), TEXT(literal))

/*
 * Room for `length` bytes (at least 1) behind what is pending, for a writer that makes its cells in
 * place; output_filled then adds the bytes it has set. NULL, with a message the first time, when
 * there is no such room. Gathered bytes go out with the next output_write.
 */
static inline char *output_room(struct output *, size_t length);
static inline void output_filled(struct output *, size_t length);

/* Sends what is pending, for results that should be seen as they come. */
bool output_flush(struct output *);

/*
 * Flushes, syncs the file to its disk and closes it, so that all that output_close has left to do
 * is to put the file in place: for several outputs that shall all appear or none. False when
 * anything has failed. Nothing more can be written.
 */
bool output_settle(struct output *);

/*
 * Settles, and renames. Returns false when anything since the opening failed; a partial file is
 * then removed. `keep` false throws the result away (a fatal error came in between): the partial
 * file is removed and true is returned.
 */
bool output_close(struct output *, bool keep);

/* Removes the partial files of all open outputs; async-signal-safe, for a handler of SIGINT,
 * SIGTERM and SIGHUP. */
void output_abandon_all(void);

static inline char *output_room(struct output *output, size_t length)
{
    struct buffer *pending = &output->pending;
    if (length > pending->capacity - pending->length) {
        if (!output_put(output, ""))
            return NULL;
        if (!buffer_reserve(pending, length)) {
            output->failed = true;
            report(output->reporter, place_of_file(output->name), MESSAGE_OUT_OF_MEMORY);
            return NULL;
        }
    }
    return pending->data + pending->length;
}

static inline void output_filled(struct output *output, size_t length)
{
    output->pending.length += length;
}

#endif
