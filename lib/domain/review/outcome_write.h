/*
 * Layer: domain. The outcomes of families as tables: the records outcome-results, headlines-reached
 * and families-outcomes; and a set of outcomes itself, for `list`.
 *
 * Families stand in the order in which they come first, their outcomes and headlines in the order
 * of the set. What a function writes is finished by the caller. All of them are false after a
 * message when there is no memory; a failure to write is the output's to report.
 */
#ifndef DOMAIN_REVIEW_OUTCOME_WRITE_H
#define DOMAIN_REVIEW_OUTCOME_WRITE_H

#include "domain/review/outcome_results.h"
#include "records/writer.h"

/* For --summary. Outcomes are counted once for each family. */
struct outcome_counts {
    uint64_t outcomes, of_result[OUTCOME_RESULTS];
    uint64_t headlines, headlines_achieved; /* headlines that are needs, and achieved ones */
};

bool outcome_count(const struct outcome_book *, date_day day, struct outcome_counts *,
                   const struct reporter *);

/* A row for each family and outcome with evidence: `outcome-results`. */
bool outcome_results_write(const struct outcome_book *, date_day day, struct writer *,
                           const struct reporter *);

/* A row for each family and headline of the set: `headlines-reached`. A headline that is no need
 * has no result. */
bool headlines_reached_write(const struct outcome_book *, date_day day, struct writer *,
                             const struct reporter *);

/* A row for each family: `families-outcomes`. `since` is the day from which all of its headlines
 * have been achieved without a break. */
bool families_outcomes_write(const struct outcome_book *, date_day day, struct writer *,
                             const struct reporter *);

/* The outcomes of a set with their clauses, `outcome-list`, and its headlines, `headline-list`. */
bool outcome_list_write(const struct outcome_set *, struct writer *, const struct reporter *);
bool headline_list_write(const struct outcome_set *, struct writer *, const struct reporter *);

#endif
