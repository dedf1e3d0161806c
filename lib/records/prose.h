/*
 * Layer: records. Text for people to read: cleaned, measured in columns of a terminal, broken into
 * lines.
 *
 * What is cleaned is valid UTF-8 and holds no control character but the line feed, so that nothing
 * of somebody's file reaches a terminal as a command. The other functions take clean text.
 */
#ifndef RECORDS_PROSE_H
#define RECORDS_PROSE_H

#include "base/output.h"

/*
 * Adds `from`: one blank for a run of them, none at the ends of a line; one empty line for a run of
 * them, none at the ends; U+FFFD for control characters, overrides of the writing direction and
 * bytes that are no UTF-8. False when the buffer has failed.
 */
bool prose_clean(struct buffer *to, struct text from);

/* Raises `*widest` to the longest line, `*longest` to the longest word; true for several lines. */
bool prose_measure(struct text, size_t *widest, size_t *longest);

/*
 * Takes a line of at most `width` columns off `*rest`, whose data are NULL when nothing is left,
 * and tells the columns it takes in `*used`. Lines break at a line break, at a blank, behind a
 * semicolon (lists of codes); when there is none of these, behind a hyphen, and else within a word.
 */
struct text prose_line(struct text *rest, size_t width, size_t *used);

void prose_blanks(struct output *, size_t count);

/*
 * Writes a text between the columns `indent` and `width`, each line ended. What stands before the
 * first line has been written already, up to `indent`.
 */
void prose_put(struct output *, struct text, size_t indent, size_t width);

#endif
