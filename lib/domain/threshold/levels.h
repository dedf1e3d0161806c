/*
 * Layer: domain. The `levels` record: one row a child with the suggested level, its reasons, and
 * what goes with it.
 */
#ifndef DOMAIN_THRESHOLD_LEVELS_H
#define DOMAIN_THRESHOLD_LEVELS_H

#include "base/limits.h"
#include "definitions/crosswalk.h"
#include "definitions/phrases.h"
#include "domain/threshold/caseload.h"
#include "domain/threshold/decisions.h"
#include "domain/threshold/grouping.h"
#include "domain/threshold/indicator_rows.h"
#include "records/writer.h"

/* What is asked for. All of it is borrowed. */
struct levels_request {
    const struct framework *framework;
    const struct phrases *phrases;
    date_day as_of, since;
    struct consent_list *consents;   /* or NULL: nothing is known of consent */
    struct decision_list *decisions; /* or NULL */
    const struct framework
        *as; /* tell levels in this framework's terms; NULL: the framework's own */
    const struct crosswalk *crosswalk;
    uint32_t flag; /* count rows at this level (of the framework whose terms are told) or above;
                      LOOKUP_NONE: none */
    bool by_family;
    bool sorted; /* rows of a family come together: answer as soon as it ends */
};

/* What was done, for --summary and --exit-code. */
struct levels_count {
    uint64_t rows, children, flagged, decided;
    uint64_t not_counted; /* rows of a status other than present, ended, or before --since */
    uint64_t of_level[LIMIT_FRAMEWORK_BITS]; /* children at each level told */
};

/* One child's result. Texts are borrowed until the next. */
struct level_result {
    struct text family, child;
    struct standing standing;
    struct suggestion suggestion;
    const struct decision *decision;     /* or NULL */
    uint32_t level;                      /* what stands: decided or suggested */
    uint32_t told_level, told_suggested; /* the same in the terms asked for */
    enum consent_state consent;
};

/* Works out one caseload row. */
void level_of_row(const struct levels_request *, const struct caseload_row *,
                  struct level_result *);

/* The framework whose levels are told. */
const struct framework *levels_told(const struct levels_request *);

/* `single-agency` or `multi-agency` at levels of early help, else empty; single-agency when consent
 * is refused or withdrawn. */
struct text support_word(const struct framework *, uint32_t level, const struct level_result *);

/* What the level asks of consent, and with a consent record how it stands: `required`, `given`,
 * `refused`, ... */
struct text consent_word(const struct levels_request *, const struct level_result *);

/*
 * Adds what to do next: the level's response, or what is left of it when consent is refused or
 * withdrawn where it is needed. Where the level needs none in the face of significant harm, an SH
 * indicator that is present is that.
 */
bool add_next_step(const struct levels_request *, const struct level_result *,
                   struct buffer *words);

/* Adds a code to a cell of codes, behind a `;` when it is not the first. */
void add_code(struct buffer *cell, struct text code);

/* Adds the codes of a set of needs, worst first, parted by `;`. */
void add_needs(const struct framework *, const indicator_set *, struct buffer *cell);

/* Whether what stands or what is suggested is at the level asked about, or above. */
bool level_is_flagged(const struct levels_request *, const struct level_result *);

/*
 * Reads all indicator rows: hands each to `take`, and calls `end` when those before it make a
 * whole: at the end, and with `sorted` behind each family. False after a fatal message, or as soon
 * as one of the two returns false.
 */
bool levels_gather(const struct levels_request *, struct indicator_rows *, struct levels_count *,
                   bool (*take)(void *, struct indicator_rows *, const struct indicator_row *),
                   bool (*end)(void *), void *context, const struct reporter *);

/*
 * Reads indicator rows and writes level rows. False after a fatal message; a failure to write is
 * the output's to report.
 */
bool levels_write(const struct levels_request *, struct indicator_rows *, struct writer *,
                  struct levels_count *, const struct reporter *);

#endif
