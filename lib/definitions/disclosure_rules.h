/*
 * Layer: definitions. What disclosure control hides, how it marks that, and to what it rounds:
 * share/measures/disclosure.csv, a row for each rule.
 *
 *     most_small   counts from 1 to this are hidden
 *     hidden_mark  what stands in the place of a hidden figure; one of the value list `mark`
 *     round_base   counts may be rounded to a multiple of this; several rows
 *
 * Immutable once loaded.
 */
#ifndef DEFINITIONS_DISCLOSURE_RULES_H
#define DEFINITIONS_DISCLOSURE_RULES_H

#include "base/arena.h"
#include "base/message.h"

enum { DISCLOSURE_BASES_MOST = 8, DISCLOSURE_MARKS_MOST = 8 };

struct disclosure_rules {
    uint64_t most_small;
    struct text hidden_mark;
    struct text marks[DISCLOSURE_MARKS_MOST]; /* of figures that are hidden, not known or do not
                                                 apply: the list `mark` */
    size_t mark_count;
    uint64_t bases[DISCLOSURE_BASES_MOST];
    size_t base_count;
    struct arena arena;
};

/*
 * The rules compiled in or, where `directory` (may be NULL) has a disclosure.csv, the rules that it
 * has a row for in the place of these. NULL after messages when anything in it cannot be used. The
 * caller owns them.
 */
struct disclosure_rules *disclosure_rules_new(const char *directory, const struct reporter *);
void disclosure_rules_free(struct disclosure_rules *);

/* Whether counts may be rounded to it. */
bool disclosure_rules_round(const struct disclosure_rules *, uint64_t base);

/* Whether a cell is the mark of a figure that is not told. */
bool disclosure_rules_mark(const struct disclosure_rules *, struct text cell);

#endif
