/*
 * Layer: domain. The `explanations` record: why a level is suggested, row by row, and what would change it (design, section 6).
 *
 * For each child, in this order: the level; a practitioner's decision; the rules that hold; each indicator row that counts, worst first; strengths; rows that do not
 * count, and why; what would change the level; routes and contacts; consent. Holds all rows of a child (with `sorted`, of a family) in memory.
 */
#ifndef DOMAIN_EXPLAIN_H
#define DOMAIN_EXPLAIN_H

#include "domain/levels.h"

/* Reads indicator rows and writes explanation rows. False after a fatal message; a failure to write is the output's to report. */
bool explain_write(const struct levels_request *, struct indicator_rows *, struct writer *,
                   struct levels_count *, const struct reporter *);

/* A rule in words: `at least one EH indicator, with needs in at least 2 domains`. */
bool explain_rule(const struct phrases *, const struct rule *, struct buffer *words);

#endif
