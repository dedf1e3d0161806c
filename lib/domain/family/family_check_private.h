/* Layer: domain. What the files of the check share. */
#ifndef DOMAIN_FAMILY_FAMILY_CHECK_PRIVATE_H
#define DOMAIN_FAMILY_FAMILY_CHECK_PRIVATE_H

#include "base/buffer.h"
#include "domain/family/family_check.h"

enum { FINDING_WORDS = 4 };

/* In which rows. */
enum finding_group { OF_PERSON, OF_TIE };

struct finding {
    enum finding_group group;
    enum family_rule_kind kind;
    uint32_t row, order;
    const char *field;
    uint64_t line;
    struct text words[FINDING_WORDS];
};

struct check {
    const struct family_book *book;
    const struct family_rules *rules;
    date_day as_of;
    struct finding *findings;
    size_t count, capacity;
    struct arena texts;
    struct buffer key;
    bool failed;
};

/* Adds a finding, with words that are copied; `line` 0: that of the row. */
void check_add(struct check *, enum finding_group, uint32_t row, enum family_rule_kind,
               const char *field, uint64_t line, const struct text *words, size_t count);
#define check_tell(check, group, row, kind, field, ...)                                            \
    check_add((check), (group), (row), (kind), (field), 0, (const struct text[]){__VA_ARGS__},     \
              sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

void check_no_memory(struct check *);

/* What a date surely is: the first and the last day, and as much again as it may be out. An open
 * end stays open. */
date_day check_first(const struct date *);
date_day check_last(const struct date *);

/* True when every day that `a` may mean lies more than `days` before every one of `b`. */
bool check_before(const struct date *a, const struct date *b, int days);

void check_ties(struct check *);
void check_parents(struct check *);
void check_pairs(struct check *);

#endif
