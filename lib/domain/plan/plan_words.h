/*
 * Layer: domain. What the words of one action say: the rules of definitions/plan_rules.h that need
 * no more than a row. Cells are valid UTF-8.
 */
#ifndef DOMAIN_PLAN_PLAN_WORDS_H
#define DOMAIN_PLAN_PLAN_WORDS_H

#include "definitions/plan_rules.h"
#include "domain/plan/owners.h"

/* Adds to `key` what counts when two texts are compared: ASCII letters in lower case, digits and
 * bytes of other characters, all else left out. False when the buffer has failed. */
bool plan_words_key(struct text, struct buffer *key);

/*
 * no-measure: neither the action nor the goal tells of anything that can be seen, and the action is
 * vague, one of them is unclear, or the action has fewer words than the rule's `least`.
 */
bool plan_words_no_measure(struct plan_rules *, struct text action, struct text goal);

/*
 * circular: all words of the goal stand in the action or in `who`. Small words do not count, nor
 * whether a word ends with `s`, `ed`, `d` or `ing`; without any other word the two must be equal.
 */
bool plan_words_circular(struct plan_rules *, struct text action, struct text who,
                         struct text goal);

enum plan_owner { OWNER_NOBODY, OWNER_GROUP, OWNER_FAMILY, OWNER_PROFESSIONAL, OWNER_SOMEBODY };

/* What one owner is: entries that tell a group or nobody are added to `words` (or NULL). With an
 * `agency`, somebody is a professional, and an owner of the agency's own name is a group. */
enum plan_owner plan_words_owner(struct plan_rules *, struct text owner, struct text agency,
                                 struct buffer *words);

#endif
