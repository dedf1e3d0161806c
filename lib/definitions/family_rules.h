/*
 * Layer: definitions. By what people and relationships are checked: share/genogram-rules.csv, or a
 * user's file with the same columns.
 *
 *     rule        what is looked at is fixed by it
 *     severity    error, warning, note, or off
 *     least,most  the range that is right, where the rule has one: ages in years; months after a
 *                 father's death or after the day a child was expected; days between twins; birth
 *                 parents of a child
 *     words       what the rule looks for, parted by `;`, where it looks for words
 *     problem     what people read; {1}, {2}, ... stand for what was found
 *     suggestion  what to look at
 *     source      why
 *
 * A rule without a row is not applied. Immutable once loaded.
 */
#ifndef DEFINITIONS_FAMILY_RULES_H
#define DEFINITIONS_FAMILY_RULES_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/message.h"

/* In the order in which the findings of a row are told. */
enum family_rule_kind {
    RULE_BLANK_ID,
    RULE_DUPLICATE_ID,
    RULE_SAME_PERSON,
    RULE_UNKNOWN_ID,
    RULE_SELF,
    RULE_BAD_CODE,
    RULE_NOT_DRAWN,
    RULE_BAD_DATE,
    RULE_DIED_BEFORE_BIRTH,
    RULE_ENDS_BEFORE,
    RULE_FUTURE,
    RULE_UNBORN_LATE,
    RULE_NO_CHILD,
    RULE_TWIN_DATES,
    RULE_HOUSEHOLD_SPELLING,
    RULE_STARTS_BEFORE_BIRTH,
    RULE_LOOP,
    RULE_PARENT_YOUNGER,
    RULE_CARER_YOUNGER,
    RULE_MOTHER_AGE,
    RULE_FATHER_AGE,
    RULE_PARENT_AGE,
    RULE_MOTHER_DEAD,
    RULE_FATHER_DEAD,
    RULE_TWO_MOTHERS,
    RULE_TWO_FATHERS,
    RULE_MANY_PARENTS,
    RULE_CONFLICT,
    RULE_ALONE,
    FAMILY_RULES
};

enum family_severity { FAMILY_ERROR, FAMILY_WARNING, FAMILY_NOTE, FAMILY_OFF, FAMILY_SEVERITIES };

/* `error`, `warning`, `note`, `off`. */
extern const char *const family_severity_names[FAMILY_SEVERITIES];

struct family_rule {
    struct text code; /* `mother-age` */
    enum family_severity severity;
    int least, most; /* 0 where the cell is blank */
    struct text words, problem, suggestion, source;
};

struct family_rules {
    struct family_rule rules[FAMILY_RULES]; /* by kind */
    struct arena arena;
    struct lookup seen;
};

/* The rules that are compiled in, or those of the user's `file` (may be NULL) instead. NULL after
 * messages; all that is wrong is reported. The caller owns them. */
struct family_rules *family_rules_new(const char *file, const struct reporter *);
void family_rules_free(struct family_rules *);

/* Whether `word` is one of the rule's words, ASCII case aside. */
bool family_rule_has_word(const struct family_rule *, struct text word);

#endif
