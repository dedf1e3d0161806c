/*
 * Layer: base. Regular expressions by PCRE2, over UTF-8, within limits.
 *
 * An expression is compiled when it is first tried and turned into machine code once it has been
 * tried a few times: most of a large set is never needed, and a short run needs none of them twice.
 * A search that meets a limit counts as no match and says so.
 *
 * Only named groups are captured. Not for two threads at once.
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

/* Groups that a match tells of, the whole match included; further ones are not told. */
#define REGEX_GROUPS 16

/* What the expressions share. */
struct regex_engine;

struct regex {
    void *code;     /* NULL until it is compiled */
    uint32_t tries; /* no further than it takes for machine code */
    bool fast;      /* turned into machine code */
    bool anchored;  /* matches at the place given only; set before compiling */
};

struct regex_span {
    size_t start, end; /* SIZE_MAX, SIZE_MAX for a group that took no part */
};

struct regex_match {
    struct regex_span groups[REGEX_GROUPS];
    size_t count;
};

enum regex_result { REGEX_FOUND, REGEX_NOT_FOUND, REGEX_LIMIT, REGEX_NO_MEMORY };

/* NULL when there is no memory. */
struct regex_engine *regex_engine_new(void);
void regex_engine_free(struct regex_engine *);

/*
 * Compiles. False when the expression is wrong or there is no memory: `*offset` is then where in
 * `source`, and `reason` (100 bytes or more) holds PCRE2's words for it.
 */
bool regex_compile(struct regex_engine *, struct regex *, struct text source, size_t *offset,
                   char *reason, size_t reason_size);
void regex_release(struct regex *);

/* The first match at or behind `from` (at it alone, when anchored). The text is valid UTF-8. */
enum regex_result regex_find(struct regex_engine *, struct regex *, struct text, size_t from,
                             struct regex_match *);

/* The number of the group of that name; 0 when there is none. */
uint32_t regex_group(const struct regex *, const char *name);

#endif
