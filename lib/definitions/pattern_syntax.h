/*
 * Layer: definitions, for the files of patterns alone. How a pattern is spelt: where its groups,
 * classes of characters and alternatives end, and how often an element may stand. Nothing here
 * allocates or fails: of a pattern that PCRE2 would refuse, lengths end with the text.
 */
#ifndef DEFINITIONS_PATTERN_SYNTAX_H
#define DEFINITIONS_PATTERN_SYNTAX_H

#include "base/text.h"
#include <stdbool.h>

/* The length of a quantifier at the start of the text, or 0; `*least` is 0 when it lets the thing
 * be missing, else 1. */
size_t pattern_quantifier(struct text, int *least);

/* The length of the group or class of characters that the text begins with, its brackets
 * included. */
size_t pattern_group_length(struct text);

enum group_kind {
    GROUP_PLAIN,       /* what it holds stands in the text: `(`, `(?:`, `(?>`, named ones */
    GROUP_LOOK_AROUND, /* nothing of the text is used; a comment is one, too */
    GROUP_UNKNOWN      /* settings, recursion and the like */
};

/* What a group does, by its first characters; `*inner` is what a plain one holds. */
enum group_kind pattern_group_kind(struct text group, struct text *inner);

/* The length of the first of the alternatives that the text consists of. */
size_t pattern_branch_length(struct text);

/* Whether every alternative ends with a blank, which leaves the next word at its start. */
bool pattern_ends_with_blanks(struct text);

/* Whether what follows is sure to be an edge of a word: a blank, a gap, a sign of punctuation; at
 * the end of the text what `edge_at_end` says. */
bool pattern_edge_follows(struct text rest, bool edge_at_end);

/* Whether all that a class of characters holds are blanks, hyphens and the like: what parts
 * words. */
bool pattern_parts_words(struct text brackets);

/* The digits that a class of characters stands for; 0 when it holds anything else. */
size_t pattern_digits(struct text brackets, char digits[10]);

/* The letters that a class of characters stands for, parted by `|`: how many bytes; 0 when it holds
 * anything else, ranges too, or has more than there is room for. */
size_t pattern_letters(struct text brackets, char *letters, size_t room);

#endif
