/*
 * Layer: domain. Decisions at reviews: a row of the record `decisions` for each family that has
 * reviews, in the order in which families come first. What the evidence suggests, by the rules
 * (definitions/decision_rules.h) and the facts (domain/review/review_facts.h), with its reasons;
 * and whether what the review decided agrees with it, which is told and never corrected.
 *
 * `reasons` is the code of the rule, then codes of what bears on it, for and against, parted by
 * `;`; `why` says the same in a sentence. Sentences are phrases (share/phrases.csv): `decide-CODE`.
 *
 * `next_review` is blank where closing is suggested. Else it is what the review agreed on, when
 * that lies after it, or what is booked, or else reckoned from the level now (review_weeks) or the
 * interval first_review_early_help after the review.
 */
#ifndef DOMAIN_REVIEW_REVIEW_DECIDE_H
#define DOMAIN_REVIEW_REVIEW_DECIDE_H

#include "definitions/phrases.h"
#include "domain/review/review_facts.h"
#include "records/writer.h"

struct decide_request {
    struct review_sources sources;
    const struct decision_rules *rules;
    const struct phrases *phrases;
    const struct interval *first; /* first_review_early_help */
};

struct decide_counts {
    uint64_t families, of[SUGGESTIONS];
    uint64_t without_review; /* families without a review that was held */
    uint64_t agree, differ;  /* decisions on record */
};

/* Writes all rows; the caller finishes. False after a message when there is no memory. */
bool decisions_write(const struct decide_request *, struct writer *, struct decide_counts *,
                     const struct reporter *);

/* The rules as rows of the record `review-rules`. */
bool decision_rules_write(const struct decision_rules *, struct writer *);

#endif
