/*
 * Layer: render. What is due, for people: a list for a terminal, a page to print, a calendar.
 *
 * A list has the actions under the headings overdue, due soon and, when they were asked for, those
 * without a date; with people, under the name of each who is to do something, with counts, most
 * overdue first. Each action tells how many days late it is, what is to be done, who, the ids, and
 * the day. All words stand in share/phrases.csv. Dates are ISO. Nothing that comes from a file
 * reaches a terminal or a page uncleaned (records/prose.h).
 *
 * A calendar has an entry for each action, whose text names ids alone: neither who is to do it nor
 * what. Its UID is made of family, child and action id; where an id or the family is missing, of
 * the action's text too, case and blanks aside. So it is the same on every run, whatever the order
 * of the rows; actions that are equal in all this get `-2`, `-3` in the order of the list.
 */
#ifndef RENDER_DUE_PAGE_H
#define RENDER_DUE_PAGE_H

#include "definitions/phrases.h"
#include "domain/people/privacy.h"
#include "domain/plan/actions_due.h"

struct due_page {
    const struct phrases *phrases;
    const struct due_list *list;
    const struct due_people *people; /* or NULL: not by person */
    struct privacy *privacy;         /* hides who somebody is in lists; or NULL */
    date_day as_of, until;
    size_t width; /* columns of the terminal, for text */
    bool tasks;   /* calendar: tasks, not days */
};

/* Each writes the whole. False after a message; what the output has failed at is told by it. */
bool due_page_text(const struct due_page *, struct output *, const struct reporter *);
bool due_page_html(const struct due_page *, struct output *, const struct reporter *);
bool due_page_calendar(const struct due_page *, struct output *, const struct reporter *);

#endif
