/*
 * Layer: base. A text is a borrowed run of bytes with its length. It may hold NUL bytes and need
 * not end with one; it dies with whatever owns the bytes. Functions that fold case fold ASCII only:
 * codes and headings are ASCII, names are never folded.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
    const char *data;
    size_t length;
};

/* A text of a string literal, usable in initialisers. */
#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

/* A text of a string that ends with NUL; NULL gives the empty text. */
struct text text_of(const char *string);

/* The part from `start`, at most `length` bytes; cut to what is there. */
struct text text_part(struct text whole, size_t start, size_t length);

/* Equal byte by byte. Short texts, which codes and ids are, are compared without a call. */
static inline bool text_equal(struct text a, struct text b)
{
    if (a.length != b.length)
        return false;
    if (a.length - 8 <= 8) {
        uint64_t x[2], y[2];
        memcpy(&x[0], a.data, 8);
        memcpy(&x[1], a.data + a.length - 8, 8);
        memcpy(&y[0], b.data, 8);
        memcpy(&y[1], b.data + b.length - 8, 8);
        return ((x[0] ^ y[0]) | (x[1] ^ y[1])) == 0;
    }
    return a.length == 0 || memcmp(a.data, b.data, a.length) == 0;
}

/* Equal when ASCII letters are compared without case. */
bool text_equal_folded(struct text a, struct text b);

/* Bytewise order: negative, zero, positive; a prefix comes first. */
int text_compare(struct text a, struct text b);

/* True when `whole` starts with `start`, ASCII case aside. */
bool text_starts_folded(struct text whole, struct text start);

/* Without blanks at both ends: space, tab, CR, LF, vertical tab, form feed and the no-break space
 * U+00A0. */
static inline struct text text_trim(struct text whole);

/* What text_trim does when there may be something to trim. */
struct text text_trim_ends(struct text whole);

/*
 * The next piece of `*rest` up to `separator`, trimmed; `*rest` moves past it. Returns false when
 * nothing is left. An empty piece between two separators is returned as the empty text.
 */
bool text_next(struct text *rest, char separator, struct text *piece);

/* The same for pieces that a text such as ` | ` joins; false, too, for the empty text. Nothing is
 * left behind a joint at the very end. */
bool text_next_joined(struct text *rest, struct text joint, struct text *piece);

/* The next line of `*rest`, without the LF, CR or CRLF that ends it; `*rest` moves past it. False
 * when nothing is left. */
bool text_take_line(struct text *rest, struct text *line);

/* A 64 bit hash of the bytes, the same on every run for the same `seed`. Not for secrets. */
uint64_t text_hash(struct text whole, uint64_t seed);

/* A whole decimal number without sign, `min` to `max`. False (and `*value` unchanged) for anything
 * else, the empty text too. */
bool text_to_unsigned(struct text whole, uint64_t min, uint64_t max, uint64_t *value);

/*
 * How many single-character changes (insert, delete, replace, swap of two neighbours) turn `a` into
 * `b`, ASCII case aside; for naming the nearest known word. Texts over 64 bytes count as far away
 * (returns 65).
 */
size_t text_distance(struct text a, struct text b);

/*
 * The known word nearest to `word`: `known(context, i)` gives candidate i of `count`. Returns its
 * number, or `count` when none is near enough to be worth naming (more than a third of its letters
 * differ). The first of equals wins.
 */
size_t text_nearest(struct text word, size_t count,
                    struct text (*known)(const void *context, size_t i), const void *context);

/*
 * The same among the words of a list as messages tell it, `csv, text or html` or `child|family`:
 * the nearest, a part of `list`; the empty text when none is near.
 */
struct text text_nearest_word(struct text word, struct text list);

/* True for bytes that no blank begins or ends with. */
static inline bool text_is_ink(char byte)
{
    return (unsigned char)byte > ' ' && (unsigned char)byte < 0x80;
}

static inline struct text text_trim(struct text whole)
{
    if (whole.length == 0 ||
        (text_is_ink(whole.data[0]) && text_is_ink(whole.data[whole.length - 1])))
        return whole;
    return text_trim_ends(whole);
}

#endif
