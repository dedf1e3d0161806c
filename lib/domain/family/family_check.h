/*
 * Layer: domain. What to look at in people and relationships before anybody relies on a drawing of
 * them, by the rules of definitions/family_rules.h.
 *
 * Findings come in the order of the rows, people before relationships, those of a row in the order
 * of family_rule_kind. They name ids, codes, ages and lines, and no other word of a cell.
 *
 * Of dates only what is sure counts: the first and the last day that each may mean, and a date that
 * is about right may be out by a month, or by two years when only the year is given. Ages at birth
 * and deaths are looked at for parents by birth; a child who is younger than a parent of another
 * kind is a warning of its own. One pair in several rows is no finding when the rows say the same,
 * when one says no more than `partner`, or when each has dates: people marry and divorce.
 */
#ifndef DOMAIN_FAMILY_FAMILY_CHECK_H
#define DOMAIN_FAMILY_FAMILY_CHECK_H

#include "definitions/family_rules.h"
#include "domain/family/family_book.h"
#include "records/writer.h"

struct family_check_count {
    uint64_t of_severity[FAMILY_SEVERITIES];
    uint64_t of_rule[FAMILY_RULES];
};

/* Writes the findings as rows of genogram-problems. False after a message. */
bool family_check_write(const struct family_book *, const struct family_rules *, date_day as_of,
                        struct writer *, struct family_check_count *, const struct reporter *);

#endif
