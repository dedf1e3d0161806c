/*
 * Layer: base. Where bytes come from: a file, standard input, or memory; always handed on as UTF-8
 * without a byte order mark.
 *
 * A UTF-16 file is known by its mark and converted; another encoding is named by the user and
 * converted through iconv. A byte that the named encoding does not have is handed on as 0xFF, which
 * is not UTF-8, so that the row that holds it is rejected, not altered.
 */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include "base/message.h"

struct input;

/* The name that messages use for standard input. */
#define INPUT_STANDARD "<stdin>"

/*
 * Opens `name` (`-` is standard input). `encoding` is an iconv name or NULL for UTF-8. NULL with a
 * message when it cannot be opened, is a directory, or the encoding is not known. The name is
 * borrowed and must outlive the input. The caller owns the input.
 */
struct input *input_open(const char *name, const char *encoding, const struct reporter *);

/* Reads from bytes in memory, which are borrowed, as if from a file called `name`. */
struct input *input_of_bytes(struct text bytes, const char *name, const struct reporter *);

/* Names the encoding of what input_of_bytes gave, an iconv name, before the first byte is read.
 * False with a message when it is not known. */
bool input_set_encoding(struct input *, const char *encoding);

/* Closes and frees; NULL is fine. */
void input_free(struct input *);

/* The name for messages. */
const char *input_name(const struct input *);

/*
 * Puts up to `room` bytes at `to` and their number in `*got`; 0 means the end. `room` must be at
 * least 16. False with a message on a read error. A read that a signal interrupts is taken up
 * again.
 */
bool input_read(struct input *, char *to, size_t room, size_t *got);

/* True when the bytes are converted from another encoding, whose name is then given. */
bool input_converted(const struct input *, const char **encoding);

/* Reads everything to the end, at most `maximum` bytes, into `*whole`, a buffer that the caller has
 * initialised. */
struct buffer;
bool input_read_all(struct input *, size_t maximum, struct buffer *whole);

#endif
