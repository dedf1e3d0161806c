/*
 * Layer: definitions. An outcome's expression: which of its clauses must be met for the outcome to
 * be achieved, such as `(a & b) | c`.
 *
 *     expression = all, or several parted by |     one of them is enough
 *     all        = part, or several parted by &    each of them is needed; & binds closer than |
 *     part       = a letter a to z, or an expression in ( and )
 *
 * Spaces and tabs may stand anywhere. There is no "not", so more clauses met never make an outcome
 * less achieved. An expression is immutable and lives as long as the arena that it was parsed into.
 */
#ifndef DEFINITIONS_EXPRESSION_H
#define DEFINITIONS_EXPRESSION_H

#include "base/arena.h"
#include "base/message.h"

/* How many different clauses an expression can name. */
enum { CLAUSE_LETTERS = 26 };

/* What is known of a clause, and of a whole expression. Nothing recorded is CLAUSE_UNKNOWN. */
enum clause_state { CLAUSE_NOT_MET = -1, CLAUSE_UNKNOWN = 0, CLAUSE_MET = 1 };

/* A set of clauses: bit 0 is a, bit 25 is z. */
typedef uint32_t clause_set;

struct expression {
    struct text program; /* letters and signs in postfix order: `ab&c|`; empty: never parsed */
    clause_set clauses;
};

/*
 * Parses `text`. False, with `*expression` empty, after a message at `place` that says what is
 * wrong at which character of the text (from 1); also when the expression has more than
 * LIMIT_EXPRESSION_BYTES letters and signs, more than LIMIT_EXPRESSION_DEPTH parentheses inside one
 * another, or there is no memory.
 */
bool expression_parse(struct expression *, struct text text, struct arena *, struct place place,
                      const struct reporter *);

/* The clauses that it names. */
clause_set expression_clauses(const struct expression *);

/*
 * Whether the outcome is met, by what is known of its clauses (states[0] is a). Kleene's three
 * values: all of `&` must be met, and one that is not met settles it; one of `|` that is met
 * settles it; what is still open is unknown. As there is no "not", the answer is unknown only when
 * the unknown clauses could still turn it either way. Must have been parsed.
 */
enum clause_state expression_value(const struct expression *,
                                   const enum clause_state states[CLAUSE_LETTERS]);

/* The number of a clause letter, 0 for a; false, with `*number` unchanged, for anything else. */
bool clause_number(struct text letter, uint32_t *number);

/* The letter of a number below CLAUSE_LETTERS. */
struct text clause_letter(uint32_t number);

static inline bool clause_set_has(clause_set set, uint32_t number)
{
    return set >> number & 1;
}

#endif
