/*
 * Layer: render. Reviews that are due, for people: a list for a terminal, a page to print, a
 * calendar.
 *
 * List and page go by lead practitioner, with counts; each review tells how many days late it is or
 * how many days are left, the ids, the day and where it comes from, how many weeks ago the plan
 * began, when the last review was held, and the level. All words stand in share/phrases.csv. Dates
 * are ISO. Nothing that comes from a file reaches a terminal or a page uncleaned (records/prose.h).
 *
 * A calendar has an entry for each review, with ids alone in its text. Its UID is made of family,
 * child, plan id (else the day the plan began) and the day of the last review held: so it is the
 * same on every run, whatever the order of the rows and however the day is moved, until the review
 * is held and another follows. Reviews that are equal in all this get `_2`, `_3` in the order of
 * the list.
 */
#ifndef RENDER_REVIEWS_DUE_PAGE_H
#define RENDER_REVIEWS_DUE_PAGE_H

#include "definitions/phrases.h"
#include "domain/review/reviews_due.h"

struct reviews_due_page {
    const struct phrases *phrases;
    const struct reviews_due *list;
    const struct review_leads *leads; /* not for a calendar */
    const struct reviews_due_request *request;
    size_t width; /* columns of the terminal, for text */
    bool tasks;   /* calendar: tasks, not days */
};

/* Each writes the whole. False after a message; what the output has failed at is told by it. */
bool reviews_due_text(const struct reviews_due_page *, struct output *, const struct reporter *);
bool reviews_due_html(const struct reviews_due_page *, struct output *, const struct reporter *);
bool reviews_due_calendar(const struct reviews_due_page *, struct output *,
                          const struct reporter *);

#endif
