/*
 * Layer: render. An assessment, a review or a referral laid out to be read, printed or handed to a
 * family: text for a terminal, or one html page for A4. share/forms/sections.csv and places.csv say
 * what stands where.
 *
 * A filled form leaves out no section: what is not filled says so, in few words, and what the
 * layout leaves to be written by hand has its lines. A blank one has room to write. Dates are
 * written as people in England do, `28 March 2015`. Nothing that comes from a file reaches a
 * terminal or a page uncleaned (records/prose.h).
 */
#ifndef RENDER_FORM_PAGE_H
#define RENDER_FORM_PAGE_H

#include "base/output.h"
#include "domain/form/form.h"
#include "domain/people/privacy.h"

struct form_page_settings {
    bool html;               /* else text */
    bool blank;              /* with room to write */
    size_t width;            /* columns of the terminal, for text */
    struct privacy *privacy; /* hides who somebody is; or NULL */
};

/* Writes the forms one behind the other, on sheets of their own. `look` NULL: each by its own type.
 * False after a message. */
bool form_page_write(const struct form_page_settings *, struct form *const *forms, size_t count,
                     const struct form_look *look, struct output *, const struct reporter *);

#endif
