/*
 * Layer: render. The explanation of suggested levels as something to read: text for a terminal, or
 * one html page (domain/threshold/explain.h says what is explained).
 *
 * A child has a heading with the level and whether it is suggested or decided, the reason, and
 * under headings of their own, each left out when there is nothing to say: what sets the level,
 * what else counts, strengths, what does not count and why, what would change the level, whom to
 * involve, consent. All words but the framework's and the rows' own stand in share/phrases.csv.
 * Where the references of all the framework's indicators begin alike (the title of one document),
 * the beginning stands once, at the top. Dates are ISO. Nothing that comes from a file reaches a
 * terminal or a page uncleaned (records/prose.h).
 *
 * Text goes out child by child and holds one child at a time. A page begins with links to its
 * children, so html is held until the end, LIMIT_TABLE_BYTES at most. On A4 each child begins a
 * sheet of its own, so that what is about one family can be kept apart from what is about others.
 */
#ifndef RENDER_EXPLANATION_H
#define RENDER_EXPLANATION_H

#include "domain/people/privacy.h"
#include "domain/threshold/explain.h"

struct explanation_settings {
    const struct levels_request *request; /* what explain_write gets */
    bool html;                            /* else text */
    size_t width;                         /* columns of the terminal, for text */
    struct text introduction;             /* a sentence under the title */
    struct privacy *privacy;              /* hides who somebody is; or NULL */
};

struct explanation;

/* Begins; writes the top of a text. All is borrowed. NULL with a message when there is no memory.
 */
struct explanation *explanation_new(const struct explanation_settings *, struct output *,
                                    const struct reporter *);

/* Frees; does not finish. NULL is fine. */
void explanation_free(struct explanation *);

/* Takes what explain_write tells. */
struct explain_sink explanation_sink(struct explanation *);

/* Writes what is held back. False when anything failed. Does not close the output. */
bool explanation_finish(struct explanation *);

#endif
