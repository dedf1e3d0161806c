/*
 * Layer: render. Whole plans laid out to be read, printed and signed: one plan a page, as text for
 * a terminal or as one html page for A4. What a plan holds is told in full; a long one runs on.
 *
 * For the family: plain words and no codes but the reference of the plan. Children are called by
 * name; where no name is known there is a line to write it on, beside the reference. A draft's
 * action that is flagged refer-first, and still to be agreed, is left off and told in a note:
 * others must be spoken to before the family is, and that may keep a child safe. For professionals:
 * ids, agencies, days late, services, and codes of needs and outcomes with their words.
 *
 * Order. Plans as in the book. Within a plan goals in order of first appearance (case and blanks
 * aside), then what has no goal, then what is left for the review; within each, the order of the
 * file. Dates are written as people in England do, `28 March 2015`; those that could not be read
 * stand as they were written. Nothing that comes from a file reaches a terminal or a page uncleaned
 * (records/prose.h).
 */
#ifndef RENDER_PLAN_PAGE_H
#define RENDER_PLAN_PAGE_H

#include "definitions/framework.h"
#include "definitions/outcomes.h"
#include "definitions/phrases.h"
#include "domain/people/names.h"
#include "domain/plan/plans.h"

/* What is laid out, and how. All of it is borrowed. */
struct plan_page {
    const struct plan_book *book;
    struct plan_facts_list *facts; /* or NULL: start and review are those of the actions */
    struct name_book *names;       /* or NULL */
    struct privacy *privacy;       /* hides who somebody is; or NULL */
    const struct phrases *phrases;
    const struct framework *framework;  /* words of needs; NULL for the family */
    const struct outcome_set *outcomes; /* words of outcomes; NULL for the family */
    date_day as_of;
    size_t width; /* columns of the terminal, for text */
    bool html;    /* else text */
    bool professionals;
};

/* What was laid out, for --summary. */
struct plan_page_count {
    uint64_t plans, actions, done, late, left;
    uint64_t unnamed;  /* children without a name, once a plan */
    uint64_t withheld; /* actions left off a family's page */
};

/* Writes the plans; without any plan, nothing. False after a message. */
bool plan_page_write(const struct plan_page *, struct output *, struct plan_page_count *,
                     const struct reporter *);

#endif
