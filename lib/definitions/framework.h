/*
 * Layer: definitions. A framework: a partnership's threshold guidance as data. Its indicators of
 * need, the levels of response, and the rules that lead from one to the other
 * (eh-framework(5)).
 *
 * Three frameworks are compiled in, others are directories of CSV files; one parser reads both. A
 * framework may extend another: it then takes over the other's domains and indicators (its own rows
 * are added, replace those of the same code, or leave an indicator out), and each of the other's
 * remaining files that it has not itself.
 *
 * Everything is immutable once loaded and may be shared between threads.
 */
#ifndef DEFINITIONS_FRAMEWORK_H
#define DEFINITIONS_FRAMEWORK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"

/* The framework that is used when none is named. */
#define FRAMEWORK_DEFAULT "solihull-2024"

/* A set of indicators, one bit each; framework.words words of it. */
typedef uint64_t indicator_set;

/* How grave an indicator is: the columns of the guidance (Right Help, Right Time, Right Response,
 * March 2024, pages 9 to 17). */
enum indicator_level {
    INDICATOR_UNIVERSAL,        /* U: a strength */
    INDICATOR_EARLY_HELP,       /* EH */
    INDICATOR_CHILD_IN_NEED,    /* CIN */
    INDICATOR_SIGNIFICANT_HARM, /* SH */
    INDICATOR_LEVELS
};

/* `U`, `EH`, `CIN`, `SH`. */
extern const char *const indicator_level_codes[INDICATOR_LEVELS];

struct domain {
    struct text code, name;
};

struct indicator {
    struct text code, label, applies_to, tags, ref;
    uint32_t domain;
    enum indicator_level level;
};

struct contact {
    struct text code, name, phone, email, hours;
};

struct level {
    struct text code, name, response, consent;
    uint32_t rank;         /* higher is graver */
    uint32_t contact;      /* or LOOKUP_NONE */
    uint32_t review_weeks; /* 0: none given */
    bool early_help;       /* a rule on EH indicators leads here: `support` is told at this level */
};

/* Suggests `level` when an indicator of `indicator_level` is present and needs span that many
 * domains and named agencies. */
struct rule {
    uint32_t level;
    bool always; /* no indicator is asked for */
    enum indicator_level indicator_level;
    uint32_t min_domains, min_agencies;
    uint64_t line; /* in rules.csv */
};

/* A team to involve, when an indicator with the tag is present and the level is at least
 * `when_level`. */
struct route {
    struct text code, when_tag, reason;
    uint32_t when_level; /* or LOOKUP_NONE: any */
    uint32_t contact;    /* or LOOKUP_NONE */
};

struct framework {
    struct text name, title, publisher, version, published, review_due, extends;
    const char *directory;  /* of one's own framework; NULL when it is compiled in */
    struct text rules_file; /* where the rules stand, for references: `solihull-2024/rules.csv` */
    struct domain *domains;
    struct level *levels; /* in order of rank */
    struct indicator *indicators;
    struct rule *rules; /* gravest level first; the file's order within a level */
    struct route *routes;
    struct contact *contacts;
    size_t domain_count, level_count, indicator_count, rule_count, route_count, contact_count;
    struct lookup domain_codes, level_codes, indicator_codes,
        contact_codes;            /* code, as in the file, to number */
    struct lookup left_out_codes; /* indicators of what is extended that it does not have */

    size_t words;                              /* of an indicator_set */
    indicator_set *of_level[INDICATOR_LEVELS]; /* the indicators of each level */
    indicator_set *needs;                      /* those of EH, CIN and SH */
    uint8_t *domain_of; /* by indicator: its domain; LIMIT_FRAMEWORK_BITS domains at most */
    uint64_t
        *routes_of; /* by indicator of need: a bit for each route that one of its tags leads to */
    uint64_t *routes_at;         /* by level: a bit for each route that asks for no graver one */
    uint64_t routes_without_tag; /* a bit for each route that asks for no tag */
    struct arena arena;
};

/*
 * The framework called `name`: one that is compiled in, or a directory. NULL after messages when it
 * is broken in any way that makes it unusable; all that is wrong is reported, not the first thing
 * only. The caller owns it.
 */
struct framework *framework_new(const char *name, const struct reporter *);

/* Whether a name is that of a framework compiled in; a path with a slash never is. */
bool framework_is_built_in(struct text name);
void framework_free(struct framework *);

/*
 * Reports what does not make a framework unusable but should not be: a label over 80 characters or
 * given twice, a missing ref, a route, contact or domain that nothing uses. Notes, with file and
 * line.
 */
void framework_lint(const struct framework *, const struct reporter *);

/* Names of the frameworks compiled in, in bytewise order; NULL past the last. Valid until the next
 * call in the same thread. */
const char *framework_embedded(size_t number);

/*
 * The number of an indicator by its code, ASCII case and blanks round it aside; LOOKUP_NONE when
 * there is none. Fast: it runs once a row.
 */
uint32_t framework_indicator(const struct framework *, struct text code);

/* The known codes nearest to a wrong one, at most three, parted by `, `; empty when none is near.
 */
bool framework_nearest_indicators(const struct framework *, struct text code, struct buffer *names);

/* The number of a level by its code, ASCII case aside; LOOKUP_NONE when there is none. */
uint32_t framework_level(const struct framework *, struct text code);

/* `universal, early-help, ...` in order of rank. */
bool framework_level_words(const struct framework *, struct buffer *words);

/* True when the set holds the indicator. */
static inline bool indicator_set_has(const indicator_set *set, uint32_t indicator)
{
    return set[indicator / 64] >> (indicator % 64) & 1;
}

static inline void indicator_set_add(indicator_set *set, uint32_t indicator)
{
    set[indicator / 64] |= (uint64_t)1 << (indicator % 64);
}

static inline bool indicator_sets_meet(const indicator_set *a, const indicator_set *b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    return false;
}

#endif
