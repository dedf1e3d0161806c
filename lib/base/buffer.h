/*
 * Layer: base. A growing run of bytes with a maximum.
 *
 * A buffer that could not grow (no memory, or past its maximum) is marked failed; every later
 * append does nothing and returns false, so a run of appends may be checked once at its end with
 * buffer_failed. buffer_clear takes the mark away.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/text.h"

#include <stdarg.h>

struct buffer {
    char *data;
    size_t length;
    size_t capacity;
    size_t maximum;
    bool failed;
};

/* An empty buffer that may grow to `maximum` bytes. Allocates nothing yet. */
void buffer_init(struct buffer *, size_t maximum);

/* Gives the memory back; the buffer is as after buffer_init. */
void buffer_release(struct buffer *);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *);

/* Makes room for `more` bytes behind the length. */
static inline bool buffer_reserve(struct buffer *, size_t more);

static inline bool buffer_add(struct buffer *, struct text);
static inline bool buffer_add_byte(struct buffer *, char);

/* Adds a string literal. */
#define buffer_put(buffer, literal) buffer_add((buffer), TEXT(literal))

/* Adds formatted text, as printf. */
bool buffer_format(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buffer_format_list(struct buffer *, const char *format, va_list)
    __attribute__((format(printf, 2, 0)));

/* Adds a whole number in decimal. */
bool buffer_add_number(struct buffer *, uint64_t);

/* Adds the text with `{1}`, `{2}`, ... replaced by the words; `{3}` stays where there are two. */
bool buffer_fill(struct buffer *, struct text, const struct text *words, size_t count);

/* True when an append since buffer_clear did not fit. */
static inline bool buffer_failed(const struct buffer *buffer)
{
    return buffer->failed;
}

/* What stands in the buffer; borrowed until the next change. */
static inline struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){buffer->data ? buffer->data : "", buffer->length};
}

/* The bytes with a NUL behind them, taken out of the buffer. The caller owns them. NULL on failure.
 */
char *buffer_detach(struct buffer *);

/* What buffer_reserve does when there is no such room yet. */
bool buffer_grow(struct buffer *, size_t more);

static inline bool buffer_reserve(struct buffer *buffer, size_t more)
{
    if (!buffer->failed && more <= buffer->capacity - buffer->length)
        return true;
    return buffer_grow(buffer, more);
}

static inline bool buffer_add(struct buffer *buffer, struct text text)
{
    if (!buffer_reserve(buffer, text.length))
        return false;
    if (text.length > 0)
        memcpy(buffer->data + buffer->length, text.data, text.length);
    buffer->length += text.length;
    return true;
}

static inline bool buffer_add_byte(struct buffer *buffer, char byte)
{
    if (!buffer_reserve(buffer, 1))
        return false;
    buffer->data[buffer->length++] = byte;
    return true;
}

#endif
