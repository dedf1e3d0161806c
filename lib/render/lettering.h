/*
 * Layer: render. How much room text takes in a drawing, without a font library.
 *
 * Lengths are whole tenths of a pixel, as in all drawings. Widths are sums of advance widths,
 * rounded up. For Latin (with Extended-A, B and Additional), Greek, Cyrillic and general
 * punctuation they are those of DejaVu Sans 2.37, regular and bold, in units of 1/2048 of the size
 * (the font's own, table hmtx), with what kerning draws apart (table kern) and without what it
 * draws together. Other scripts count with the widest letter of their block in that font; what the
 * font does not hold counts 1 em (the scripts of South Asia and emoji more), and what takes no
 * column (base/utf8.h) nothing. Drawings ask for DejaVu Sans, then Arial, which is narrower; not
 * for Verdana, whose capital I and J, blanks and hyphens are wider.
 *
 * Texts are clean (records/prose.h). Lines are broken between what people see as letters: a letter
 * stays with its marks, an emoji with what it is joined to, whatever the direction of writing.
 */
#ifndef RENDER_LETTERING_H
#define RENDER_LETTERING_H

#include "base/text.h"

struct lettering {
    int32_t size; /* from 1 to LETTERING_LARGEST */
    bool bold;
};

/* No size is larger, no width or height is told to be more, so that a few may be added. */
#define LETTERING_LARGEST 10000
#define LETTERING_WIDEST ((int32_t)1 << 28)

/* Above and below the baseline, with accents and tails; and from one baseline to the next. */
int32_t lettering_ascent(const struct lettering *);
int32_t lettering_descent(const struct lettering *);
int32_t lettering_step(const struct lettering *);

/* The width of a text on one line. */
int32_t lettering_width(const struct lettering *, struct text);

/*
 * Takes a line of at most `width` off `*rest`, whose data are NULL when nothing is left. Lines
 * break at a line break, at blanks, behind a hyphen or slash within a word (before a digit they do
 * not: dates stay whole); a word that is wider than a line is broken between letters. A single
 * letter may be wider than `width`. Nothing is lost but blanks at the ends of lines. An empty text
 * is one empty line.
 */
struct text lettering_line(const struct lettering *, struct text *rest, int32_t width);

/* The box that the lines of a text fill when broken to `width`. */
struct lettering_box {
    size_t lines;
    int32_t width;  /* of the widest line */
    int32_t height; /* from the ascent of the first line to the descent of the last */
};

struct lettering_box lettering_box(const struct lettering *, struct text, int32_t width);

#endif
