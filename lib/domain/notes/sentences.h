/*
 * Layer: domain. Cuts a note into sentences: the stretch of text that a pattern is tried on.
 *
 * A sentence ends at . ! or ? before a blank, and at a line break, unless the next line goes on in
 * lower case, as notes that were wrapped do. A full stop behind an abbreviation ends none. A
 * sentence longer than LIMIT_SENTENCE_BYTES is cut at a blank, so that no note, however made, costs
 * more than its length.
 */
#ifndef DOMAIN_NOTES_SENTENCES_H
#define DOMAIN_NOTES_SENTENCES_H

#include "base/lookup.h"

struct sentence {
    size_t start, end;
    bool new_line; /* it begins a line */
};

/*
 * The sentence at or behind `from`, without blanks at its ends; false when there is none left. The
 * next search starts at its end. `abbreviations` are words in lower case without their last full
 * stop.
 */
bool sentence_next(struct text note, const struct lookup *abbreviations, size_t from,
                   struct sentence *);

#endif
