/* Layer: render, for form_page.c and the two ways that a form is written. All texts are clean
 * (records/prose.h), and none may be NULL. */
#ifndef RENDER_FORM_CANVAS_H
#define RENDER_FORM_CANVAS_H

#include "definitions/phrases.h"
#include "render/form_page.h"

struct form_canvas {
    struct output *output;
    const struct phrases *phrases;
    size_t width;
    bool blank;
    bool in_part;                       /* sections stand under a heading */
    bool headed;                        /* and the section has one of its own */
    bool failed;                        /* there was no memory for some words */
    const struct form_section *section; /* of the table that is open, or the ticks */
    bool in_box;                        /* text: what follows stands in a box */
    size_t column; /* text: where the line has come to; in a table, whether a row came before */
};

/*
 * What one way does. A heading is followed by what it stands over. `value` in fact and cell is
 * empty when nothing is recorded; `hand` says that it is to be written by hand.
 */
struct form_way {
    void (*begin)(struct form_canvas *, const struct form_look *, bool first);
    void (*end)(struct form_canvas *);
    void (*part)(struct form_canvas *, struct text heading);
    void (*heading)(struct form_canvas *, struct text heading, struct text help);
    void (*facts)(struct form_canvas *, bool open);
    void (*fact)(struct form_canvas *, struct text label, struct text value, bool wide, bool hand);
    void (*table)(struct form_canvas *, bool open);
    void (*cell)(struct form_canvas *, const struct form_place *, struct text value, bool hand);
    void (*row)(struct form_canvas *, bool open);
    void (*nothing)(struct form_canvas *); /* instead of rows or words */
    void (*box)(struct form_canvas *, struct text label, bool open);
    void (*said)(struct form_canvas *, struct text who, struct text text);
    void (*room)(struct form_canvas *, unsigned lines); /* to write by hand, in a box */
    void (*ticks)(struct form_canvas *, bool open);
    void (*tick)(struct form_canvas *, struct text label, struct text code, struct text notes);
    void (*list)(struct form_canvas *, bool open);
    void (*item)(struct form_canvas *, uint64_t number, struct text text);
    /* From 0 to 10, with what was given marked (form_score): a score between two whole ones has a
     * mark of its own there. */
    void (*scale)(struct form_canvas *, const bool given[FORM_SCORES]);
};

extern const struct form_way form_as_html, form_as_text;

#endif
