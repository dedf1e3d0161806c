/*
 * Layer: domain. Disclosure control of tables of counts: which cells are hidden so that no small
 * count can be read or worked back.
 *
 * The rule is the Department for Education's for children in need statistics: counts from 1 to 5
 * are hidden and shown as `c`, zero is shown, and further cells are hidden where a hidden one could
 * be worked back. How large a small count is, and its mark, is for the caller to say.
 *
 * A table is cells, which are counts, and sums, which say that some cells add up to another: parts
 * and totals over any number of dimensions and levels. A cell is printed, or nobody sees it: those
 * who come after a part of a total, such as the families without a known organisation.
 *
 * What a reader is taken to know, who would work a hidden count back:
 *   - every count that is shown, exactly; and every sum;
 *   - that a hidden cell is a whole number of 1 or more, since zero is always shown, and that a
 * cell that nobody sees is a whole number of 0 or more;
 *   - not which hidden cells are small ones and which are hidden for their sake: they have one
 * mark. A hidden cell can be worked back when all tables of whole numbers that fit this have the
 * same number there. A count that can be narrowed to two numbers or more is not worked back. What a
 * reader knows from elsewhere (another table, another period, this family) is not thought of; nor
 * is what might be guessed from the choice of cells, since the choice is the cheapest of several.
 *
 * How it is made sure: for each hidden cell another table is found that prints the same and holds
 * another number there. Such a table is a proof, and is held against every sum and bound in whole
 * numbers before it counts. A cell without one counts as worked back, so that more is hidden, never
 * less. When the search gives up (disclosure_counts.widened), every count above zero that is joined
 * to the cell by sums is hidden; twice the whole table is then another that prints the same.
 *
 * Further cells are chosen so that few are hidden, of those first that are no total, then the
 * smaller; a cell that turns out not to be needed is shown again.
 */
#ifndef DOMAIN_DISCLOSURE_DISCLOSURE_H
#define DOMAIN_DISCLOSURE_DISCLOSURE_H

#include "base/message.h"

enum disclosure_kind {
    DISCLOSURE_PRINTED,  /* in the table; hidden when it is small */
    DISCLOSURE_UNSEEN,   /* in no table, and may be worked back */
    DISCLOSURE_SENSITIVE /* in no table, and if small must not be worked back either */
};

enum disclosure_state {
    DISCLOSURE_SHOWN,
    DISCLOSURE_PRIMARY,  /* hidden because it is small */
    DISCLOSURE_SECONDARY /* hidden for the sake of others */
};

struct disclosure_counts {
    uint64_t cells, primary, secondary; /* printed cells; of them hidden */
    bool widened; /* the search gave up somewhere, and all that was joined was hidden */
};

struct disclosure;

#define DISCLOSURE_NONE UINT32_MAX

/* An empty table. NULL with a message when there is no memory. The caller owns it. */
struct disclosure *disclosure_new(const struct reporter *);
void disclosure_free(struct disclosure *);

/*
 * Adds a cell and returns its number, from 0. DISCLOSURE_NONE after a message when there is no
 * memory, or it is one too many (LIMIT_DISCLOSURE_CELLS), or the count is over 10^12.
 */
uint32_t disclosure_cell(struct disclosure *, uint64_t value, enum disclosure_kind);

/*
 * Says that the parts, `count` different cells, are parts of the total. When they do not make it
 * up, the difference is taken as a cell that nobody sees, and a reader as knowing that there is
 * one: what is in no part when they come to less, of the kind `rest`; what is in several parts when
 * they come to more. Use it for a numerator and its denominator too. False after a message when
 * there is no memory or the sums have too many parts (LIMIT_DISCLOSURE_TERMS).
 */
bool disclosure_sum(struct disclosure *, uint32_t total, const uint32_t *parts, size_t count,
                    enum disclosure_kind rest);

/*
 * A dimension of a table: for each of its places the place that it is a part of, or
 * DISCLOSURE_NONE. Organisations and all of them, months and their quarters and the year.
 */
struct disclosure_dimension {
    const uint32_t *within;
    size_t count;
};

/*
 * Says all sums of a table with these dimensions. `cells` has a cell for each combination of
 * places, the last dimension running fastest, or DISCLOSURE_NONE where there is none: the others
 * then come to what there is. As disclosure_sum otherwise.
 */
bool disclosure_table(struct disclosure *, const struct disclosure_dimension *, size_t dimensions,
                      const uint32_t *cells, enum disclosure_kind rest);

/*
 * Decides what is hidden, counts from 1 to `most` being small, and then checks it as
 * disclosure_check does. False after a message when there is no memory or a hidden cell gives way:
 * nothing may then be printed.
 */
bool disclosure_solve(struct disclosure *, uint64_t most);

/* What became of a cell; shown before disclosure_solve, and for a cell that nobody sees. */
enum disclosure_state disclosure_state(const struct disclosure *, uint32_t cell);

/* Puts a cell into a state, for tables in which something is hidden already, and for tests. */
void disclosure_set_state(struct disclosure *, uint32_t cell, enum disclosure_state);

/*
 * Tries to work back every hidden cell from what is shown: for each there must be another table,
 * one that was found before or a new one, that stands the whole proof now. False after a message
 * when one gives way, or is small and not hidden, or there is no memory.
 */
bool disclosure_check(struct disclosure *, uint64_t most);

/*
 * Whether a figure made of two cells, such as a percentage, may be shown: only when both are. With
 * one of them hidden it would give that one away, since a percentage with a decimal tells a
 * numerator up to a thousand; with both hidden it would tell what they have in common. The same
 * holds for a median or mean over a count: give the count twice.
 */
bool disclosure_ratio_shown(const struct disclosure *, uint32_t numerator, uint32_t denominator);

/* After disclosure_solve. */
struct disclosure_counts disclosure_count(const struct disclosure *);

/*
 * The count rounded to a multiple of `base`, half up: 25 is 30 to the base 10. Totals are rounded
 * on their own, so rounded parts need not add up. Figures made of counts must be made of the
 * rounded ones, or they would tell what rounding hides.
 */
uint64_t disclosure_rounded(uint64_t value, uint64_t base);

#endif
