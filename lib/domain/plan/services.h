/*
 * Layer: domain. A directory of services, from the services record, and which of them fit a need.
 *
 * The cell `needs` of a service holds codes parted by `;` or `,`, ASCII case aside: indicators
 * (`EDU-EH-04`), outcomes (`SF-1.1`), headlines of outcomes (`1` or `SF-1`) and domains (`EDU`). A
 * code that is none of these is reported with the nearest one that is, and the row goes to the
 * rejects to be put right; the codes that are known count all the same. A row without a known code,
 * with ages that cannot be, or with a level that the framework does not have is not used.
 *
 * A service fits a need when it serves it, and neither its ages nor its areas shut out who is asked
 * for. Of those that fit, the better one is told by these questions, each asked where those before
 * it leave two equal:
 *
 *     1. how close its code is: the indicator itself, its outcome, the outcome's headline, its
 * domain
 *     2. ages: within the limits (or there are none), then not known
 *     3. areas: it names the area, it works everywhere, the area is not known
 *     4. level: it is meant for this level, for any, the level asked for is not known, for another
 *     5. the order of the directory
 *
 * Everything is immutable once loaded. Memory grows with the services.
 */
#ifndef DOMAIN_PLAN_SERVICES_H
#define DOMAIN_PLAN_SERVICES_H

#include "definitions/framework.h"
#include "definitions/outcomes.h"
#include "domain/people/ages.h"

struct service {
    struct text name, provider, contact, route, phone, email, hours;
    struct text areas; /* parted by `;`; empty: everywhere */
    struct age_limits ages;
    uint32_t level; /* of the framework, or LOOKUP_NONE: any */
};

struct service_book {
    struct service *services; /* in the order of the files */
    size_t count;
    const struct framework *framework;
    const struct outcome_set *outcomes;
    struct service_book_private *own;
};

/*
 * Reads the services record of the files; framework and outcomes are borrowed. Rows that are
 * reported are added to `*rejected`. NULL after a fatal message. The caller owns the book.
 */
struct service_book *service_book_new(const struct framework *, const struct outcome_set *,
                                      const struct table_settings *, const char *const *files,
                                      size_t count, uint64_t *rejected, const struct reporter *);
void service_book_free(struct service_book *);

/*
 * A need by one number: that of its indicator in the framework or, for an outcome of the set that
 * no indicator led to, the number of indicators and its own. For such a need a service is close
 * when it names the outcome or an indicator that points to it, then when it names the headline.
 */
static inline uint32_t need_of_outcome(const struct framework *framework, uint32_t outcome)
{
    return (uint32_t)framework->indicator_count + outcome;
}

/*
 * The need of a code, an indicator or an outcome; LOOKUP_NONE for any other. Blanks round it and
 * ASCII case do not matter.
 */
uint32_t need_of_code(const struct framework *, const struct outcome_set *, struct text code);

/* Code and words of a need, and its outcome: of an indicator the one that it points to, or
 * LOOKUP_NONE. */
struct text need_code(const struct framework *, const struct outcome_set *, uint32_t need);
struct text need_label(const struct framework *, const struct outcome_set *, uint32_t need);
uint32_t need_outcome(const struct framework *, const struct outcome_set *, uint32_t need);

/* Takes the next code off a cell of codes, which `;` or `,` part; empty ones are passed over. False
 * when none is left. */
bool codes_next(struct text *rest, struct text *code);

/*
 * Says of a code in the column of the table's row that it is no need, naming the nearest code that
 * is, when any is near. The first such code of a row makes it a rejected one, written to the
 * rejects; further ones are reported beside it. `others_count` when the row is used all the same.
 */
void need_reject(const struct framework *, const struct outcome_set *, struct table *,
                 size_t column, struct text code, bool others_count, const struct reporter *);

/* What a service is asked for. */
struct service_wish {
    uint32_t need;
    const struct births *births; /* of the children it is about; NULL or empty: not known */
    struct text area;            /* empty: not known */
    uint32_t level;              /* of the framework, or LOOKUP_NONE: not known */
    date_day as_of;
};

enum service_by { SERVICE_BY_NEED, SERVICE_BY_OUTCOME, SERVICE_BY_HEADLINE, SERVICE_BY_DOMAIN };
enum service_age { SERVICE_AGE, SERVICE_AGE_UNKNOWN };
enum service_area { SERVICE_AREA, SERVICE_EVERYWHERE, SERVICE_AREA_UNKNOWN };
enum service_level { SERVICE_LEVEL, SERVICE_ANY_LEVEL, SERVICE_LEVEL_UNKNOWN, SERVICE_OTHER_LEVEL };

/* A service that fits, and how. */
struct service_fit {
    const struct service *service;
    enum service_by by;
    enum service_age age;
    enum service_area area;
    enum service_level level;
};

/* Writes the services that fit best, the best first, `most` at most; returns how many there are. */
size_t service_book_fits(const struct service_book *, const struct service_wish *,
                         struct service_fit *fits, size_t most);

/*
 * How it fits, in codes parted by `;`: need, outcome, headline or domain; age or age-unknown; area,
 * everywhere or area-unknown; level, any-level, level-unknown or other-level. False when the buffer
 * has failed.
 */
bool service_fit_write(const struct service_fit *, struct buffer *);

/* The same as keys of phrases: `fit-` and the code. */
#define SERVICE_FIT_KEYS 4
void service_fit_keys(const struct service_fit *, const char *keys[SERVICE_FIT_KEYS]);

#endif
