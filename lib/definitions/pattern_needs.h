/*
 * Layer: definitions, for the files of patterns alone. What a pattern, or a piece of one, cannot
 * match without: sets of stems (base/stems.h), and which of them let least of a text through.
 *
 * A need without memory for its stems, or with too many of them, is unsound, which is never wrong:
 * it says that nothing can be told.
 */
#ifndef DEFINITIONS_PATTERN_NEEDS_H
#define DEFINITIONS_PATTERN_NEEDS_H

#include "definitions/pattern_text.h"

/* A set of stems, one of which must be there; unsound when it cannot be told which. */
struct need {
    struct buffer stems; /* `a|b$` */
    size_t count;
    bool sound;
    struct text word_class; /* the class that these are stems of, borrowed, or empty */
    bool held;              /* those that it holds, not those that it begins with */
    double breadth;         /* how much of a text it lets through; below 0: not reckoned yet */
};

enum { NEEDS_BEST = 3 };

/* What a sequence or a choice needs: where it begins, and the best beside that, best first. */
struct needs {
    struct need lead, best[NEEDS_BEST];
    bool may_be_empty;
};

void need_init(struct need *);
void need_release(struct need *);

/* Adds stems, `count` of them, parted by `|`. */
void need_add(struct need *, struct text stems, size_t count);

/* Adds what another has; of an unsound one both become unsound. */
void need_join(struct need *, const struct need *from);

/* Adds the stems of a class to an empty need. */
void need_add_class(struct need *, struct text name, struct text stems, bool held);

void need_swap(struct need *, struct need *);

/* Whether it is sound and has stems. */
bool need_is_useful(const struct need *);

/* Of a million words about how many it lets through. */
double need_breadth(const struct word_classes *, struct need *);

/* Writes the set as an anchor has it: the name of its class, or its stems, each once, without
 * those that another covers. */
void need_write(const struct need *, struct buffer *);

/* Writes the stems, whatever class they are of. */
void need_write_stems(const struct need *, struct buffer *);

/* Nothing needed, as of an empty piece. */
void needs_init(struct needs *);
void needs_release(struct needs *);

/* Keeps a need among the best, in order, if it is one of them; `need` is used up. */
void needs_keep(const struct word_classes *, struct needs *, struct need *need);

#endif
