/*
 * Layer: domain. Why a level is suggested, line by line, and what would change it.
 *
 * For each child, in this order: the level; a practitioner's decision; the rules that hold; each
 * indicator row that counts, worst first; strengths; rows that do not count, and why; what would
 * change the level; routes and contacts; consent. Holds all rows of a child (with `sorted`, of a
 * family) in memory. The lines go to a sink: explain_to_writer makes the `explanations` record of
 * them, render/explanation.h something to read.
 */
#ifndef DOMAIN_THRESHOLD_EXPLAIN_H
#define DOMAIN_THRESHOLD_EXPLAIN_H

#include "domain/threshold/levels.h"

enum explained {
    EXPLAINED_LEVEL,
    EXPLAINED_DECISION,
    EXPLAINED_RULE,
    EXPLAINED_INDICATOR,
    EXPLAINED_STRENGTH,
    EXPLAINED_NOT_COUNTED,
    EXPLAINED_CHANGE,
    EXPLAINED_ROUTE,
    EXPLAINED_CONSENT
};

/* What an indicator row said. Texts are as they stood, but dates, which are ISO. */
struct explained_row {
    struct text date, end_date, status, subject, agency, source, evidence;
    const char *file;
    uint64_t line;
    uint32_t indicator;
    enum row_standing standing;
};

/* One line. What is named for certain kinds is empty, NULL or false in the others. */
struct explained_line {
    enum explained kind;
    struct text code, label; /* of the level, indicator or route; a rule's level and the rule in
                                words; consent and the next step */
    struct text ref;         /* where the official text, or the rule, stands */
    struct text effect;      /* what it does to the level, in words */
    const struct indicator *indicator; /* indicator, strength, not counted */
    const struct explained_row *row;   /* the same */
    bool driver, whole_family; /* indicator: it sets the level; the row is about the whole family */
    const struct rule *rule;   /* rule */
    const struct level *becomes; /* indicator: suggested without it alone, when that is another
                                    level; change: what could be suggested */
    struct text
        without; /* change: codes, without all of which; empty: with one more need or agency */
    const struct contact *contact; /* route, consent: or NULL */
};

/* Where the explanation of a child goes: first `child`, then `line` for each line. All is borrowed
 * for the call; false stops the work. */
struct explain_sink {
    void *context;
    bool (*child)(void *context, const struct level_result *);
    bool (*line)(void *context, const struct explained_line *);
};

/*
 * Reads indicator rows and explains them to the sink. False after a fatal message, or when the sink
 * returned false; a failure to write is the output's to report.
 */
bool explain_write(const struct levels_request *, struct indicator_rows *,
                   const struct explain_sink *, struct levels_count *, const struct reporter *);

/* The sink that writes rows of the explanations record; the caller sets the first two. */
struct explain_records {
    const struct levels_request *request;
    struct writer *writer;
    const struct level_result *result; /* of the child at hand */
    char as_of[DATE_TEXT_BYTES];
};
struct explain_sink explain_to_writer(struct explain_records *);

/* A rule in words: `at least one EH indicator, with needs in at least 2 domains`. */
bool explain_rule(const struct phrases *, const struct rule *, struct buffer *words);

/* The same for people who do not know the codes: `at least one early help (EH) indicator, ...`. */
bool explain_rule_to_people(const struct phrases *, const struct rule *, struct buffer *words);

#endif
