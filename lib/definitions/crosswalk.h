/*
 * Layer: definitions. Crosswalks: which levels of two frameworks mean the same, and which of the
 * factors identified at the end of an assessment, a list of the Department for Education's children
 * in need census, an indicator may stand for.
 *
 * They are compiled in; a directory of the user's may hold others under the same names:
 *
 *     levels-crosswalk.csv  framework,level,when,as_framework,as_level
 *     cin-factors.csv       indicator,subject,factor
 *     cin-factor-names.csv  factor,name
 *
 * Immutable once loaded; may be shared between threads.
 */
#ifndef DEFINITIONS_CROSSWALK_H
#define DEFINITIONS_CROSSWALK_H

#include "base/lookup.h"
#include "definitions/framework.h"

enum crosswalk_file {
    CROSSWALK_LEVELS,
    CROSSWALK_FACTORS,
    CROSSWALK_FACTOR_NAMES,
    CROSSWALK_FILES
};

/* `level` of `framework` is `as_level` of `as_framework`. */
struct level_match {
    struct text framework, level;
    struct text when; /* `single-agency`, `multi-agency`, an indicator level's code, or blank */
    struct text as_framework, as_level;
    uint64_t line;
};

/* A factor of the census. */
struct factor {
    struct text code, name;
};

/* An indicator, in a person who is `subject` (blank: whoever it is), is a factor. */
struct factor_match {
    uint32_t indicator;  /* number in crosswalk.indicator_codes */
    struct text subject; /* `child`, `parent`, `sibling`, `household`, `family` or blank */
    uint32_t factor;
    uint32_t next; /* the next match of the indicator, or LOOKUP_NONE */
    uint64_t line;
};

/* Each array is in the order of its file. */
struct crosswalk {
    struct level_match *levels;
    struct factor *factors;
    struct factor_match *matches;
    size_t level_count, factor_count, match_count;
    struct lookup factor_codes;
    struct lookup indicator_codes;      /* indicators with a factor, as in the file */
    uint32_t *first;                    /* by indicator: its first match */
    const char *files[CROSSWALK_FILES]; /* names for messages */
    struct arena arena;
};

/*
 * The crosswalks of the user's `directory`, or those compiled in when it is NULL. NULL after
 * messages when they are broken in any way that makes them unusable: a blank or repeated row, an
 * unknown factor, subject or `when`. All that is wrong is reported. The caller owns it.
 */
struct crosswalk *crosswalk_new(const char *directory, const struct reporter *);
void crosswalk_free(struct crosswalk *);

/*
 * Adds the rows of the levels-crosswalk.csv that a framework of the user's own has in its
 * directory, if it has one. False after messages when it is broken.
 */
bool crosswalk_add(struct crosswalk *, const struct framework *, const struct reporter *);

/* These rows alone, for crosswalk_lint. The caller owns it. */
struct crosswalk *crosswalk_own(const struct framework *, const struct reporter *);

/*
 * Reports, for `framework`, a row with a level or an indicator that it does not have, and a level
 * of it that is not led, by a row with a blank `when`, to another framework that its other levels
 * are led to. Notes, with file and line.
 */
void crosswalk_lint(const struct crosswalk *, const struct framework *framework,
                    const struct reporter *);

/*
 * What `level` of the framework `from` is called in the framework `to`; codes as the frameworks
 * write them. A row goes first whose `when` is `support` (`single-agency`, `multi-agency`) or
 * `indicator_level` (the code of the gravest one present, `SH`; blank for none), the first of
 * several in the file; then the row with a blank `when`. A framework in itself keeps its level.
 * Empty when no row tells.
 */
struct text crosswalk_level(const struct crosswalk *, struct text from, struct text level,
                            struct text support, struct text indicator_level, struct text to);

/*
 * The next factor of an indicator in a person who is `subject`, in the order of the file; NULL
 * after the last. `*at` is 0 at the start. Those that hold whoever it is are among them; for a
 * blank subject they are all. Codes as in the framework.
 *
 *     for (size_t at = 0; (factor = crosswalk_factor(crosswalk, code, subject, &at));)
 */
const struct factor *crosswalk_factor(const struct crosswalk *, struct text indicator,
                                      struct text subject, size_t *at);

/* The factor with a code, or NULL. */
const struct factor *crosswalk_factor_named(const struct crosswalk *, struct text code);

#endif
