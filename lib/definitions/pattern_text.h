/*
 * Layer: definitions. The language of patterns: regular expressions with shorthands for the way
 * people write notes (eh-patterns(5)).
 *
 *   <class>   one of a class of words (share/patterns/words.csv)
 *   a blank   any run of blanks and hyphens; with ? behind it, or none
 *   '         a straight or a curly apostrophe, or none
 *   " ~ "     a gap of up to 5 words, " ~~ " of up to 10
 *   " && "    parts, all of which must stand in the sentence, in any order
 *
 * A part begins and ends at the edge of a word. What a gap swallows is no part of what the pattern
 * asserts: "mum ~ drinking" finds "mum has not been drinking", and "not" counts as a trigger.
 */
#ifndef DEFINITIONS_PATTERN_TEXT_H
#define DEFINITIONS_PATTERN_TEXT_H

#include "base/buffer.h"
#include "base/lookup.h"

/* A class of words; borrowed texts. */
struct class_texts {
    struct text pattern;
    struct text stems; /* what its words begin with, `a|b$`, or empty when not known */
    struct text held;  /* stems one of which stands in all that it matches; rarer, or empty */
};

/* The classes: number n of `names` has the n-th of `texts`. */
struct word_classes {
    struct lookup names;
    struct class_texts *texts;
    size_t capacity;
    struct lookup common; /* common words, to tell which stems are rare */
    uint32_t *shares;     /* by common word: of a million words so many are this */
    size_t share_capacity;
};

void word_classes_init(struct word_classes *);
void word_classes_release(struct word_classes *);

/* Sets what the class of that number in `names` stands for; borrowed. False when there is no
 * memory. */
bool word_classes_set(struct word_classes *, uint32_t number, struct class_texts);

/* Adds a common word. False when there is no memory. */
bool word_classes_add_common(struct word_classes *, struct text word, uint32_t share);

/* Of a million words about how many begin with the stem; rare words are taken to be as common as
 * their length has them. */
double stem_breadth(const struct word_classes *, struct text stem);

/* What is wrong with a pattern, beside what PCRE2 says. */
enum pattern_fault {
    PATTERN_FINE,
    PATTERN_UNKNOWN_CLASS,
    PATTERN_TOO_DEEP, /* classes or groups nest too deep, or a class holds itself */
    PATTERN_TOO_LONG, /* or no memory: the buffer is then marked failed */
};

/* The same in words, for messages. */
const char *pattern_fault_text(enum pattern_fault);

/* The next part of a pattern; `*rest` moves past it. */
bool pattern_next_part(struct text *rest, struct text *part);

/* The name of the next class that a pattern, or the pattern of a class, names; `*rest` moves past
 * it. */
bool pattern_next_class(struct text *rest, struct text *name);

/*
 * Adds the expression that a part stands for to `expression`, for text in lower case (ASCII): its
 * own letters are made so. Gaps are groups named `gap`.
 * `*fault_at` (in the part) is set with a fault that has a place.
 */
enum pattern_fault pattern_expand(const struct word_classes *, struct text part,
                                  struct buffer *expression, size_t *fault_at);

/*
 * Adds to `anchor` what a part needs to match, from its letters alone: sets of stems (base/stems.h)
 * parted by ` & `, the stems of a set by `|`; a sentence must have a word of each set. `^` goes
 * before a set when every match begins at a word of it. `<class>` stands for the words that a class
 * begins with, `{class}` for those that it holds. Nothing is added when nothing can be told. False
 * when there is no memory.
 */
bool pattern_anchor(const struct word_classes *, struct text part, struct buffer *anchor);

/* Adds the two sets of a class, derived from its pattern; nothing where they cannot be told, or
 * where the second would let through as much as the first. */
bool pattern_class_stems(const struct word_classes *, uint32_t word_class, struct buffer *stems,
                         struct buffer *held);

#endif
