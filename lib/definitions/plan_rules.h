/*
 * Layer: definitions. By what plans are checked: the rules of share/plans/rules.csv, and the words
 * they look for, share/plans/words.csv with the classes of share/plans/classes.csv.
 *
 *     rules.csv    rule,severity,least,problem,suggestion,source
 *     words.csv    list,word,pattern,example,near_miss
 *     classes.csv  word,pattern
 *
 * What each rule looks at is fixed; the rows say how serious it is, from how many actions (or
 * words, for no-measure) on it holds, and what people read. A rule without a row, or with the
 * severity `off`, is not applied. `{1}` in a problem or suggestion stands for the words that were
 * found,
 * `{2}` and `{3}` for the numbers that the rule counts.
 *
 * A row of words.csv is an entry of a list: `word` is what findings show, `pattern` (in the
 * language of definitions/pattern_text.h; blank: the word itself) is what is looked for. Each entry
 * has an example that it finds; several are parted by ` | `. Lists marked whole in plan_list must
 * match a cell from end to end.
 *
 * Only the first LIMIT_SENTENCE_BYTES of a cell are looked at. Not for two threads at once:
 * patterns are compiled when they are first needed.
 */
#ifndef DEFINITIONS_PLAN_RULES_H
#define DEFINITIONS_PLAN_RULES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"
#include "base/regex.h"
#include "definitions/pattern_text.h"

enum plan_rule_kind {
    PLAN_NO_ACTION_TEXT,
    PLAN_NO_FAMILY,
    PLAN_DUPLICATE_ID,
    PLAN_BAD_DATE,
    PLAN_UNKNOWN_OUTCOME,
    PLAN_TO_AGREE,
    PLAN_VAGUE_VERB,
    PLAN_NO_MEASURE,
    PLAN_TWO_ACTIONS,
    PLAN_CIRCULAR,
    PLAN_NOBODY_NAMED,
    PLAN_GROUP_OWNER,
    PLAN_NO_DATE,
    PLAN_VAGUE_DATE,
    PLAN_DUE_AFTER_REVIEW,
    PLAN_DUE_BEFORE_START,
    PLAN_START_AFTER_REVIEW,
    PLAN_DONE_BEFORE_START,
    PLAN_DONE_IN_FUTURE,
    PLAN_DONE_WITHOUT_DATE,
    PLAN_DONE_DATE_OPEN,
    PLAN_ONLY_PROFESSIONALS,
    PLAN_ONE_PERSON,
    PLAN_GOAL_WITHOUT_ACTION,
    PLAN_CONCERN_UNANSWERED,
    PLAN_UNKNOWN_CONCERN,
    PLAN_RULES
};

enum plan_severity { PLAN_ERROR, PLAN_WARNING, PLAN_NOTE, PLAN_OFF, PLAN_SEVERITIES };

/* `error`, `warning`, `note`, `off`. */
extern const char *const plan_severity_names[PLAN_SEVERITIES];

struct plan_rule {
    struct text code; /* `vague-verb` */
    enum plan_severity severity;
    uint32_t least; /* 0 where the cell is blank */
    struct text problem, suggestion, source;
    uint32_t order; /* place in the file */
};

enum plan_list {
    PLAN_WORDS_VAGUE,   /* verbs that do not say what is done */
    PLAN_WORDS_UNCLEAR, /* other words that nobody can see or count */
    PLAN_WORDS_SEEN,    /* numbers, days, events, verbs whose doing can be seen */
    PLAN_WORDS_JOINED,  /* two actions in one */
    PLAN_WORDS_ONE,     /* what looks like two actions and is one: passed over by joined */
    PLAN_WORDS_AGREE,   /* whole: a placeholder for an action */
    PLAN_WORDS_NOBODY,  /* whole: a placeholder for a name */
    PLAN_WORDS_GROUP,   /* whole: an owner that is no person */
    PLAN_WORDS_PERSON,  /* an owner that is a person after all: titles and posts */
    PLAN_WORDS_POST,    /* an owner that is a professional */
    PLAN_WORDS_FAMILY,  /* an owner of the family */
    PLAN_WORDS_DATE,    /* whole: what stands for a date and is none */
    PLAN_WORDS_SMALL,   /* whole: words that do not count when a goal is held beside its action */
    PLAN_LISTS
};

/* `vague`, `unclear`, ...: as in words.csv. */
extern const char *const plan_list_names[PLAN_LISTS];

struct plan_word {
    struct text word, pattern, example, near_miss;
    enum plan_list list;
    struct regex regex;
};

struct plan_rules {
    struct plan_rule rules[PLAN_RULES]; /* by kind */
    struct plan_word *words;            /* in the order of words.csv */
    size_t word_count, word_capacity;
    struct regex lists[PLAN_LISTS]; /* all entries of a list in one */
    bool apart[PLAN_LISTS];         /* unless that is too large */
    struct word_classes classes;
    struct regex_engine *engine;
    struct lookup seen;
    struct buffer expression, lowered;
    struct arena arena;
    bool failed; /* no memory at some time since it was loaded */
};

/*
 * The rules that are compiled in; or, unless `directory` is NULL, those of its rules.csv, with its
 * words.csv and classes.csv where it has them. Entries of a directory are all compiled and tried on
 * their examples and near misses. NULL after messages; all that is wrong is reported. The caller
 * owns them.
 */
struct plan_rules *plan_rules_new(const char *directory, const struct reporter *);
void plan_rules_free(struct plan_rules *);

/* Whether the rule is applied at all. */
static inline bool plan_rule_applies(const struct plan_rules *rules, enum plan_rule_kind kind)
{
    return rules->rules[kind].severity != PLAN_OFF;
}

/*
 * Whether an entry of the list matches the text, which is valid UTF-8. When it does and `words` is
 * not NULL, the entries that match are added to it, parted by `; `. What `plan_rules_mask` found
 * may be hidden from it by looking in the text that mask gives.
 */
bool plan_rules_find(struct plan_rules *, enum plan_list, struct text, struct buffer *words);

/* The text in lower case with whatever the list matches written over with `_`; borrowed until the
 * next call that takes a text. */
struct text plan_rules_mask(struct plan_rules *, enum plan_list, struct text);

#endif
