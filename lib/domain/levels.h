/*
 * Layer: domain. The `levels` record: one row a child with the suggested level, its reasons, and what goes with it (design, sections 3 and 6).
 */
#ifndef DOMAIN_LEVELS_H
#define DOMAIN_LEVELS_H

#include "definitions/crosswalk.h"
#include "definitions/phrases.h"
#include "domain/caseload.h"
#include "domain/decisions.h"
#include "domain/grouping.h"
#include "domain/indicator_rows.h"
#include "records/writer.h"

/* What is asked for. All of it is borrowed. */
struct levels_request {
    const struct framework *framework;
    const struct phrases *phrases;
    date_day as_of, since;
    struct consent_list *consents;   /* or NULL: nothing is known of consent */
    struct decision_list *decisions; /* or NULL */
    const struct framework *as;      /* tell levels in this framework's terms; NULL: the framework's own */
    const struct crosswalk *crosswalk;
    uint32_t flag; /* count rows at this level (of the framework whose terms are told) or above; LOOKUP_NONE: none */
    bool by_family;
    bool sorted; /* rows of a family come together: answer as soon as it ends */
};

/* What was done, for --summary and --exit-code. */
struct levels_count {
    uint64_t rows, children, flagged, decided;
    uint64_t not_counted; /* rows of a status other than present, ended, or before --since */
    uint64_t of_level[64]; /* children at each level told, by its place; levels past the 63rd together in the last */
};

/* One child's result. Texts are borrowed until the next. */
struct level_result {
    struct text family, child;
    struct standing standing;
    struct suggestion suggestion;
    const struct decision *decision;   /* or NULL */
    uint32_t level;                    /* what stands: decided or suggested */
    uint32_t told_level, told_suggested; /* the same in the terms asked for */
    enum consent_state consent;
};

/* Works out one caseload row. */
void level_of_row(const struct levels_request *, const struct caseload_row *,
                  struct level_result *);

/* The framework whose levels are told. */
const struct framework *levels_told(const struct levels_request *);

/* What the level asks of consent, and with a consent record how it stands: `required`, `given`, `refused`, ... */
struct text consent_word(const struct levels_request *, const struct level_result *);

/* Adds the codes of a set of needs, worst first, parted by `;`. */
void add_needs(const struct framework *, const indicator_set *, struct buffer *cell);

/* Whether what stands or what is suggested is at the level asked about, or above. */
bool level_is_flagged(const struct levels_request *, const struct level_result *);

/* Whether a route is to be taken at a level with these indicators present. */
bool route_applies(const struct framework *, size_t route, uint32_t level,
                   const indicator_set *present);

/* Writes the rows of a caseload to a writer that has the columns of the levels record. */
struct level_writer;
struct level_writer *level_writer_new(const struct levels_request *, struct writer *,
                                      struct levels_count *, const struct reporter *);
void level_writer_free(struct level_writer *);
bool level_writer_rows(struct level_writer *, struct caseload *);

/*
 * Reads all indicator rows: hands each to `take`, and calls `end` when those before it make a whole: at the end, and with `sorted` behind each family. False
 * after a fatal message, or as soon as one of the two returns false.
 */
bool levels_gather(const struct levels_request *, struct indicator_rows *, struct levels_count *,
                   bool (*take)(void *, struct indicator_rows *, const struct indicator_row *),
                   bool (*end)(void *), void *context, const struct reporter *);

/*
 * Reads indicator rows and writes level rows. False after a fatal message; a failure to write is the output's to report.
 */
bool levels_write(const struct levels_request *, struct indicator_rows *, struct writer *,
                  struct levels_count *, const struct reporter *);

#endif
