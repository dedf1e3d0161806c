/*
 * Layer: records. The frame of an html page: one file that holds all it needs, without script, that
 * prints on A4 and passes WCAG AA.
 *
 * Between page_open and page_close stands what is in the page. Texts are clean (records/prose.h);
 * the functions here make them fit for html.
 */
#ifndef RECORDS_PAGE_H
#define RECORDS_PAGE_H

#include "base/output.h"

struct page {
    struct text title;
    struct text notice;      /* stands out above the explanation; may be empty */
    struct text explanation; /* under the title; may be empty */
    const char *style;       /* CSS behind that of the frame; or NULL */
    bool landscape;          /* on paper; else portrait */
};

void page_open(struct output *, const struct page *);

/* What a further page of the same file begins with: its heading has the class `next`. */
void page_next(struct output *, const struct page *);

void page_close(struct output *);

/* A text as content of an element; line breaks stay. */
void page_text(struct output *, struct text);

/* The same between two tags; nothing when it is empty. */
void page_tagged(struct output *, const char *open, struct text, const char *close);

/* The same, where codes and dates do not break at their hyphens, and lists of codes may break
 * behind a semicolon. */
void page_words(struct output *, struct text);

/* The heading of a cell and a colon before its text, which style shows where columns do not fit. */
void page_key(struct output *, struct text heading);

/*
 * `<figure>` round a drawing that may be wider than a narrow screen: it scrolls in its own box, by
 * the keys as well, and bears the name of the drawing, whose title has the id `NAME-title`. `class`
 * may be NULL.
 */
void page_figure(struct output *, const char *class, const char *name);

#endif
