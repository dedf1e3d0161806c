/*
 * Layer: definitions. What a review's evidence suggests: share/reviews/decisions.csv, rules that
 * stand for the three ways in which the guidance lets a review end (early help guidance (Solihull),
 * process flow chart, step 3):
 *
 *     a  progress has been made and kept: the plan can be closed
 *     b  progress, but more is needed; or a reason why there is none, something new, a specialist
 *        service: new actions and another review date
 *     c  no progress: look at the level again, seek support
 *
 * Columns: rule (its code), suggestion (close, continue, escalate or insufficient), step (a, b, c,
 * or blank for insufficient alone), a column for each fact, sentence, next_step, ref. A cell of a
 * fact is blank, which goes with anything, or the values that the rule goes with, parted by `|`.
 * The first rule that holds counts.
 *
 * The facts, and how they are found, stand in domain/review/review_facts.h. What is made sure of
 * here, for a partnership's own rules too, by trying every combination of the facts: some rule
 * holds for each; each rule is the first that holds for some; and no rule closes unless progress is
 * `made` (and nothing slipped back), no serious concern is open (`none`), and nothing is left to do
 * (unmet is `no`). Immutable once loaded.
 */
#ifndef DEFINITIONS_DECISION_RULES_H
#define DEFINITIONS_DECISION_RULES_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/message.h"

enum decision_fact {
    FACT_PROGRESS, /* made, mixed, none, unknown */
    FACT_KEPT,     /* yes, no, unknown */
    FACT_CONCERN,  /* none, standing, graver, unknown */
    FACT_UNMET,    /* no, yes, unknown */
    FACT_NEW,      /* no, yes */
    DECISION_FACTS
};

enum { PROGRESS_MADE, PROGRESS_MIXED, PROGRESS_NONE, PROGRESS_UNKNOWN };
enum { KEPT_YES, KEPT_NO, KEPT_UNKNOWN };
enum { CONCERN_NONE, CONCERN_STANDING, CONCERN_GRAVER, CONCERN_UNKNOWN };
enum { UNMET_NO, UNMET_YES, UNMET_UNKNOWN };
enum { NEW_NO, NEW_YES };

enum { DECISION_VALUES_MOST = 4 };

/* `progress`, ... and their values, in the order above; unused places are NULL. */
extern const char *const decision_fact_names[DECISION_FACTS];
extern const char *const decision_value_names[DECISION_FACTS][DECISION_VALUES_MOST];

enum decision_suggestion {
    SUGGEST_CLOSE,
    SUGGEST_CONTINUE,
    SUGGEST_ESCALATE,
    SUGGEST_INSUFFICIENT,
    SUGGESTIONS
};

/* `close`, `continue`, `escalate`, `insufficient`. */
extern const char *const decision_suggestion_names[SUGGESTIONS];

struct decision_rule {
    struct text code, step, sentence, next_step, ref;
    struct text cells[DECISION_FACTS]; /* as in the file */
    enum decision_suggestion suggestion;
    unsigned allowed[DECISION_FACTS]; /* a bit for each value of the fact */
    uint64_t line;
};

#define DECISION_RULES_MOST 1000

struct decision_rules {
    struct decision_rule *list; /* in the order of the file */
    size_t count, capacity;
    struct lookup codes;
    struct arena arena;
    const char *file;
};

/*
 * The rules that are compiled in, or, when `directory` is not NULL and has a decisions.csv, those.
 * NULL after messages; all that is wrong is reported, of what a combination of facts shows the
 * first. The caller owns them.
 */
struct decision_rules *decision_rules_new(const char *directory, const struct reporter *);
void decision_rules_free(struct decision_rules *);

/* The first rule that holds; values by fact. */
const struct decision_rule *decision_rules_find(const struct decision_rules *,
                                                const unsigned values[DECISION_FACTS]);

#endif
