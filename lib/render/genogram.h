/*
 * Layer: render. A family drawn as a genogram, as a page with the drawing and a table of the
 * people, or told as an indented list.
 *
 * Symbols and lines are those of the guidance on drawing a genogram (Early Help Toolkit, Appendix
 * 1): square male, circle female, triangle gender unknown; a cross through who has died; partners
 * on one line, unbroken or broken, one slash for separation and two for divorce; children from left
 * to right, eldest first; twins from one stalk; a diagonal cross for a miscarriage or abortion; a
 * dotted line round each household; names and dates of birth under the symbols. Beyond it, and in
 * the key when used: adopted, fostered and kinship children (a broken line down to them and the
 * word), unborn and stillborn children, related partners (a double line), the child whom it is
 * about (a double border), another gender (a diamond). What parts one thing from another is a shape
 * or a kind of line, never a colour alone.
 *
 * Every part says in data- attributes what it is: data-person, data-label-for, data-partners,
 * data-child with data-parents, data-household. In a drawing over several sheets each person has
 * them once, on the sheet where they belong; who stands on a neighbouring sheet and is seen at the
 * edge is grey there and has none.
 */
#ifndef RENDER_GENOGRAM_H
#define RENDER_GENOGRAM_H

#include "base/output.h"
#include "definitions/phrases.h"
#include "domain/genogram/genogram.h"

enum genogram_unknown { GENOGRAM_TRIANGLE, GENOGRAM_DIAMOND, GENOGRAM_QUESTION };

/* Sheets lying across; GENOGRAM_FIT: one as large as the drawing. */
enum genogram_paper { GENOGRAM_FIT, GENOGRAM_A4, GENOGRAM_A3 };

struct genogram_look {
    const struct phrases *phrases;
    const struct family *family; /* complete */
    struct text id;              /* of the family, for the title; may be empty */
    struct text title;           /* empty: one made of the id */
    uint32_t families;           /* how many ids there are, for a title without one */
    bool from_people;            /* lines are what the column relationship of people tells */
    bool ages;                   /* beside dates of birth and death, on `as_of` */
    bool no_key, no_date;
    date_day as_of;
    enum genogram_unknown unknown;
    enum genogram_paper paper;
    size_t columns; /* of the terminal */
    struct output *output;
    const struct reporter *reporter;
};

/*
 * Writes the drawing as a file of its own. On paper it is as wide as a sheet less 10 mm on each
 * side, and as high as its sheets, one below the other; no type is smaller than 7 points. False
 * after a message, or when the output fails. `*counts` (or NULL) tells what the layout came to.
 */
bool genogram_svg(const struct genogram_look *, struct genogram_counts *counts);

/* Begins a page, adds families to it (a drawing and a table each), ends it. False as above. */
bool genogram_page_open(const struct genogram_look *first);
bool genogram_page_add(const struct genogram_look *, size_t number, struct genogram_counts *);
void genogram_page_close(const struct genogram_look *);

/* Tells the family as an indented list, for a terminal. */
bool genogram_text(const struct genogram_look *);

#endif
