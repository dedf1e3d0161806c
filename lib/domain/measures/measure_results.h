/*
 * Layer: domain. The results of the measures as plain rows: what the records, disclosure control
 * and the dashboard are made from.
 *
 * Rows stand in the order of the measures, then by category in the order of the data, organisation,
 * area (all of them first, then by name, bytewise) and period (the window first). For one measure
 * every category, group and period that occurs has its row, zeros too.
 *
 * A value is in tenths, rounded half up from whole numbers. A measure split by categories has one
 * denominator for all of them in a group and period, unless `own_denominators` is set.
 */
#ifndef DOMAIN_MEASURES_MEASURE_RESULTS_H
#define DOMAIN_MEASURES_MEASURE_RESULTS_H

#include "definitions/measures.h"
#include "domain/measures/measure_periods.h"

struct measure_result {
    const struct measure *measure;
    struct text category, category_name;       /* empty: the measure as a whole */
    struct text organisation, area;            /* shown; empty: all of them */
    uint32_t organisation_number, area_number; /* equal for equal ones; UINT32_MAX: all */
    size_t category_number;                    /* from 0 within the measure */
    size_t period;                             /* into measure_results.periods */
    uint64_t numerator, denominator, pending;
    bool has_denominator, has_value, has_quarters, has_pending;
    int64_t value, lower, upper; /* tenths */
    bool has_target, has_difference;
    int64_t target;          /* millionths */
    struct text target_text; /* as in the file */
    int64_t difference;      /* tenths: value less target */
    /* Disclosure control: not to be shown. What is made of a hidden figure is hidden with it. */
    bool hide_numerator, hide_denominator, hide_value, hide_pending;
};

/* What is told of a measure beside its rows. */
struct measure_note {
    const struct measure
        *measure; /* the way it was counted; the first of its ways when it was not */
    bool counted;
    struct text missing;                      /* why not: tables and columns that are not there */
    size_t first, count;                      /* its rows */
    bool adds_over_groups, adds_over_periods; /* rows of single ones add up to those of all */
    bool own_denominators;
    uint64_t undated, ahead; /* rows without the date it goes by; dated after --as-of */
    uint64_t pending;        /* too early to tell, in the window */
};

struct measure_results {
    struct measure_result *list;
    size_t count, capacity;
    struct measure_note *notes; /* in the order of the measures */
    size_t note_count;
    struct periods periods;
    uint64_t rows, rejected;  /* of all tables */
    uint64_t in_two_families; /* children */
    uint64_t swapped;         /* episodes that end before they start, rejected */
    struct arena arena;
};

void measure_results_init(struct measure_results *);
void measure_results_release(struct measure_results *);

/* `numerator` of `denominator` as tenths of `scale` (100: per cent), half up; false for a
 * denominator of 0 or a number that would overflow. */
bool measure_ratio(uint64_t numerator, uint64_t denominator, uint64_t scale, int64_t *tenths);

/*
 * A quantile of `count` sorted whole numbers as tenths, half up: `quarter` 1, 2 (the median) or 3
 * of four, at the place (count - 1) * quarter / 4 from 0 and in between in proportion, as
 * spreadsheets have it (QUARTILE.INC).
 */
int64_t measure_quartile(const int64_t *sorted, size_t count, unsigned quarter);

/* `52.6`, `-3.0`: tenths as text; returns it in `out`. */
enum { MEASURE_TENTHS_BYTES = 32 };
struct text measure_tenths(int64_t tenths, char out[MEASURE_TENTHS_BYTES]);

#endif
