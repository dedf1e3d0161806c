/*
 * Layer: domain. What people have decided or agreed, from side files: consent, a practitioner's own
 * decision on the level, the level on record.
 *
 * Of several rows about the same child the latest by date counts, of equals the one that stands
 * later. Rows that cannot be used are rejected by the table like any other.
 */
#ifndef DOMAIN_THRESHOLD_DECISIONS_H
#define DOMAIN_THRESHOLD_DECISIONS_H

#include "definitions/framework.h"
#include "domain/threshold/child_index.h"
#include "records/table.h"

enum consent_state { CONSENT_NOT_RECORDED, CONSENT_GIVEN, CONSENT_REFUSED, CONSENT_WITHDRAWN };

struct consent_list;

/* Reads the consent record of the files. NULL after a fatal message. The caller owns the list. */
struct consent_list *consent_list_new(const struct table_settings *, const char *const *files,
                                      size_t count, uint64_t *rejected, const struct reporter *);
void consent_list_free(struct consent_list *);
enum consent_state consent_for(struct consent_list *, struct text family, struct text child);

struct decision {
    uint32_t level;
    struct text by, reason;
    struct date date;
};

struct decision_list;

/* Reads the override record: a row without a reason, or with a level that the framework does not
 * have, is rejected. */
struct decision_list *decision_list_new(const struct framework *, const struct table_settings *,
                                        const char *const *files, size_t count, uint64_t *rejected,
                                        const struct reporter *);
void decision_list_free(struct decision_list *);

/* The decision that stands for a child; NULL when there is none. Marks it as used. */
const struct decision *decision_for(struct decision_list *, struct text family, struct text child);

/* Decisions that decision_for has never returned: no indicator rows are about those children. */
size_t decision_list_unused(const struct decision_list *);

/*
 * The level that a cell names: one of the framework's own, else by share/maps/values.csv.
 * LOOKUP_NONE after rejecting the row.
 */
uint32_t decision_level(const struct framework *, struct table *, size_t column);

#endif
