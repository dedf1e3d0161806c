/*
 * Layer: definitions. What the words in the column relationship of people tell: share/kin.csv, a
 * row for each word.
 *
 *     word  who somebody is to the child, as `stepfather`; compared as headings are (heading_key)
 *     type  what this person is to the one in `of`, in the codes of a relationship: `birth` and the
 *           other kinds of parent, `birth-child`, `partner` and the other states of a couple,
 *           `sibling`, `twin`. `self` is the child; `perhaps-self` is one when nobody in the
 *           family is `self`
 *     of    `child`, `mother` or `father`; blank for `self`
 *     role  `mother` or `father`, of whom the rows of the others speak; blank for neither
 *
 * A word stands here only when it tells its place for sure: `half brother` does not. Immutable once
 * loaded.
 */
#ifndef DEFINITIONS_KIN_WORDS_H
#define DEFINITIONS_KIN_WORDS_H

#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"

enum kin_tie {
    KIN_SELF,
    KIN_PERHAPS_SELF,
    KIN_PARENT, /* `code` is the kind */
    KIN_OFFSPRING,
    KIN_PARTNER, /* `code` is the status */
    KIN_SIBLING,
    KIN_TWIN
};

/* Of whom a word speaks. */
enum kin_role { KIN_NO_ROLE, KIN_MOTHER, KIN_FATHER, KIN_CHILD };

struct kin_word {
    enum kin_tie tie;
    struct text code;   /* as `type` has it */
    enum kin_role of;   /* KIN_NO_ROLE for the child itself */
    enum kin_role role; /* KIN_MOTHER, KIN_FATHER or KIN_NO_ROLE */
};

struct kin_words {
    struct lookup keys;
    struct kin_word *list; /* by the number of the key */
    size_t capacity;
    struct buffer key; /* reused */
};

/* The words compiled in. NULL after messages. The caller owns them. */
struct kin_words *kin_words_new(const struct reporter *);
void kin_words_free(struct kin_words *);

/* What a word tells; `*word` is NULL when it is none of them. False when there is no memory. */
bool kin_words_find(struct kin_words *, struct text cell, const struct kin_word **word);

#endif
