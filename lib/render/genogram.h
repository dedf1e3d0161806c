/*
 * Layer: render. A family drawn as a genogram, or told as an indented list.
 *
 * Symbols and lines are those of the guidance on drawing a genogram (Early Help Toolkit, Appendix
 * 1): square male, circle female, triangle gender unknown; a cross through who has died; partners
 * on one line, unbroken or broken, one slash for separation and two for divorce; children from left
 * to right, eldest first; twins from one stalk; a diagonal cross for a miscarriage or abortion; a
 * dotted line round each household; names and dates of birth under the symbols. Beyond it, and in
 * the key when used: adopted, fostered and kinship children (a broken line down to them and the
 * word), unborn and stillborn children, related partners (a double line), the child whom it is
 * about (a double border), another gender (a diamond).
 *
 * Every part says in data- attributes what it is: data-person, data-label-for, data-partners,
 * data-child with data-parents, data-household.
 */
#ifndef RENDER_GENOGRAM_H
#define RENDER_GENOGRAM_H

#include "base/output.h"
#include "domain/genogram.h"

enum genogram_unknown { GENOGRAM_TRIANGLE, GENOGRAM_DIAMOND, GENOGRAM_QUESTION };

enum genogram_page { GENOGRAM_FIT, GENOGRAM_A4, GENOGRAM_A3 };

struct genogram_style {
    struct text title;   /* empty: none */
    struct text caption; /* a line under the drawing, such as the day it was drawn; or empty */
    const char *prefix;  /* of ids, when several drawings stand in one page; NULL: `genogram` */
    bool in_page;        /* part of an html page */
    bool initials;       /* no names */
    bool ages;           /* beside dates of birth, on `as_of` */
    bool no_key;
    date_day as_of;
    enum genogram_unknown unknown;
    enum genogram_page page;
};

/* Draws a complete family as SVG. False when there is no memory (reported) or the output fails.
 * `*counts` (or NULL) tells what the layout came to. */
bool genogram_write_svg(const struct family *, const struct genogram_style *, struct output *,
                        struct genogram_counts *counts, const struct reporter *);

/* Tells a complete family as an indented list, for a terminal of `width` columns. */
bool genogram_write_text(const struct family *, const struct genogram_style *, size_t width,
                         struct output *, const struct reporter *);

#endif
