/* Layer: base. UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/text.h"

/* How many bytes from the start are valid; the whole length when all are. A character cut off at
 * the end is not valid. */
size_t utf8_valid(struct text);

/*
 * The character at the start of `text` (which must be valid and not empty) and, in `*length`, its
 * bytes (1 to 4). On bytes that are not valid, U+FFFD and 1.
 */
uint32_t utf8_first(struct text, size_t *length);

/* Characters in a valid text. */
size_t utf8_count(struct text);

/* Columns that a valid text takes in a terminal: 0 for combining marks, 2 for wide East Asian and
 * emoji, else 1. */
size_t utf8_width(struct text);

/* Whether a character has no place in something to read: controls, overrides of the writing
 * direction, code points that are no characters (XML does not allow these either). */
bool utf8_is_hidden(uint32_t character);

/* Writes a character as UTF-8 into `bytes`; returns how many (1 to 4). */
size_t utf8_write(uint32_t character, char bytes[4]);

#endif
