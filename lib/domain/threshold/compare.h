/*
 * Layer: domain. The `comparisons` record: the level that the rules suggest beside the level on
 * record.
 *
 * `under` means that the record lies below the suggestion, `over` that it lies above. Agreement is
 * told as Cohen's kappa: (observed - expected) / (1 - expected), over the children that have both
 * (Cohen 1960, A coefficient of agreement for nominal scales).
 */
#ifndef DOMAIN_THRESHOLD_COMPARE_H
#define DOMAIN_THRESHOLD_COMPARE_H

#include "domain/threshold/level_rows.h"
#include "domain/threshold/levels.h"

struct comparison {
    size_t levels;
    uint64_t *table; /* suggested times levels plus recorded: children with both */
    uint64_t agree, under, over, not_recorded, no_indicators;
};

/* Cohen's kappa of a comparison; false when it is not defined: no children, or all at one level in
 * both. */
bool comparison_kappa(const struct comparison *, double *kappa);
void comparison_release(struct comparison *);

/* Levels on record, to compare with. */
struct recorded_list;

/* Reads the recorded record. NULL after a fatal message. `terms` is the framework of its levels. */
struct recorded_list *recorded_list_new(const struct framework *terms,
                                        const struct table_settings *, const char *const *files,
                                        size_t count, uint64_t *rejected, const struct reporter *);
void recorded_list_free(struct recorded_list *);

/*
 * Compares what level_of_row works out of indicator rows. Rows come in order of first appearance,
 * then those of the record about whom there are no indicators. With NULL for a writer they are
 * counted alone.
 */
bool compare_indicators(const struct levels_request *, struct indicator_rows *,
                        struct recorded_list *, struct writer *, struct comparison *,
                        const struct reporter *);

/* The same over level rows, each compared by its `suggested` column, or `level` where that is
 * blank. Extra columns are passed on. */
bool compare_levels(struct level_rows *, struct recorded_list *, struct writer *,
                    struct comparison *, const struct reporter *);

#endif
