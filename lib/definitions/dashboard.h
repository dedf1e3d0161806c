/*
 * Layer: definitions. How measures stand on the dashboard: share/measures/dashboard.csv, a row for
 * each, in the order in which they stand within their group.
 *
 *     measure    its code
 *     shows      what stands in large type: value, counted (the numerator) or out-of (the
 *                denominator, over which the categories of a split measure are bars)
 *     category   of a split measure: the category whose figure that is; blank: the measure as a
 *                whole
 *     noun       what is counted, in the plural: `families`; may be blank
 *
 * A measure without a row comes behind those with one and has what suits it: the value; how many,
 * where the value is a share of the total of all; out of how many, where it is split. Immutable
 * once loaded.
 */
#ifndef DEFINITIONS_DASHBOARD_H
#define DEFINITIONS_DASHBOARD_H

#include "definitions/measures.h"

enum dashboard_shows {
    DASHBOARD_VALUE,
    DASHBOARD_COUNTED,
    DASHBOARD_OUT_OF,
    DASHBOARD_KINDS,
};

struct dashboard_entry {
    struct text measure, category, noun;
    enum dashboard_shows shows;
};

struct dashboard {
    struct dashboard_entry *list;
    size_t count, capacity;
    struct lookup codes; /* of measures: place in the list */
    struct arena arena;
};

/*
 * The rows that are compiled in. With a `directory` (may be NULL) that has a dashboard.csv, its
 * rows come first, and those compiled in for other measures behind them. NULL after messages when
 * anything in it cannot be used: its measures must be known. The caller owns it.
 */
struct dashboard *dashboard_new(const char *directory, const struct measures *,
                                const struct reporter *);
void dashboard_free(struct dashboard *);

/* The place of a measure in the list; LOOKUP_NONE when it has no row. */
uint32_t dashboard_find(const struct dashboard *, struct text measure);

#endif
