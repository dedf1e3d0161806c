/* Layer: render, for the files of explanations alone. */
#ifndef RENDER_EXPLANATION_PRIVATE_H
#define RENDER_EXPLANATION_PRIVATE_H

#include "render/explanation.h"

enum { KEY_BYTES = 80 }; /* of a phrase */

enum section { REASON, SETS, ELSE, STRENGTHS, NOT_COUNTED, CHANGE, INVOLVE, CONSENT, SECTIONS };

struct part {
    struct output written;
    struct text code, ref; /* of the indicator whose rows are being written */
};

/* A team to involve. Texts are the framework's. */
struct involved {
    const struct contact *contact; /* or NULL */
    struct text code, reason;      /* empty: the contact of the level itself */
};

struct explanation {
    const struct levels_request *request;
    const struct phrases *phrases;
    struct output *output;
    const struct reporter *reporter;
    bool html;
    bool failed; /* there was no memory for some words */
    size_t width, indent;
    struct text introduction;
    struct privacy *privacy; /* or NULL */
    struct text source;      /* what the references of all indicators begin with */
    uint64_t children;
    struct output list, body; /* html: what is held back */
    struct buffer words, clean;

    /* The child at hand. */
    struct buffer name, heading;
    struct part parts[SECTIONS];
    struct involved involved[LIMIT_FRAMEWORK_BITS + 1];
    size_t involved_count;
    const struct level *suggested; /* in the terms of the framework whose rules are applied */
    struct text response;          /* what the guidance says to do at the level that stands */
    bool reasoned;                 /* a rule has been named */
};

/* What stands in a buffer; that it did not fit is not forgotten. */
struct text explanation_text_in(struct explanation *explanation, const struct buffer *buffer);

/* Whether there was memory for all so far, else a message. */
bool explanation_check(const struct explanation *explanation);

/* A phrase with words; it stands until the next one. */
struct text explanation_say(struct explanation *explanation, const char *key,
                            const struct text *words, size_t count);
#define SAY(explanation, key, ...)                                                                 \
    explanation_say((explanation), (key), (const struct text[]){__VA_ARGS__},                      \
                    sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* The phrase `KEY-WORD`, or NULL when there is none. */
const char *explanation_key(const struct explanation *explanation, const char *key,
                            struct text word, char made[KEY_BYTES]);

/* The name of a level within a sentence: without its capital, unless it has others (`Children's
 * Services`). */
struct text explanation_level_within(struct explanation *explanation, const struct level *level,
                                     struct buffer *name);

/* A text at its indent, in html between two tags: nothing when it is empty; tags alone, in html; a
 * sentence in a section. */
void explanation_put(struct explanation *explanation, struct output *to, struct text text,
                     size_t indent, const char *open, const char *close);
void explanation_tag(struct explanation *explanation, struct output *to, const char *tags);
void explanation_put_sentence(struct explanation *explanation, enum section section,
                              struct text text);

/* An indicator: its head; and the end of its rows, if any were begun. */
void explanation_put_head(struct explanation *explanation, struct output *to, struct text code,
                          struct text label);
void explanation_end_indicator(struct explanation *explanation, struct part *part);

/* --- explanation_lines.c */

/* Adds a word to a list that commas part; a phrase with a word behind what stands. Nothing for an
 * empty word. */
void explanation_add_fact(struct buffer *to, struct text word);
void explanation_add_words(struct explanation *explanation, struct buffer *to, const char *key,
                           struct text word);

/* The level that somebody decided on, with the reason. */
void explanation_take_decision(struct explanation *explanation, const struct decision *decision);

/* Takes a line of the child at hand into the sections: of a struct explain_sink. */
bool explanation_take_line(void *context, const struct explained_line *line);

#endif
