/*
 * Layer: render. Writes drawings as SVG, piece by piece.
 *
 * What goes out is well-formed XML, and fits into an html page: elements are closed in turn, values
 * are escaped, no attribute stands twice in an element, ids begin with the drawing's prefix, and
 * rules of style hold for the one drawing alone. Texts may hold anything: control characters,
 * overrides of the writing direction and bytes that are no UTF-8 become U+FFFD, as in
 * records/prose.h; line breaks and tabs become blanks. Names of elements, attributes and classes
 * and all that stands in rules are the program's own and go out as they are.
 *
 * Lengths are tenths of a pixel and go out as decimals: 125 is `12.5`.
 *
 * A call that does not fit (an attribute behind content, nothing left to close) is an error of the
 * program, which tests shall meet: it and all calls after it write nothing, svg_end closes what is
 * open and returns false. Failing writes are known to the output (base/output.h).
 *
 *     svg_begin(&svg, output, &document);
 *     svg_open(&svg, "g");
 *     svg_word(&svg, "class", "person");
 *     svg_circle(&svg, 200, 200, 120);
 *     svg_close(&svg);
 *     svg_close(&svg);
 *     done = svg_end(&svg);
 */
#ifndef RENDER_SVG_H
#define RENDER_SVG_H

#include "base/output.h"
#include "render/lettering.h"

/* Elements within one another, and attributes of one. */
#define SVG_DEEPEST 16
#define SVG_ATTRIBUTES 24

struct svg {
    struct output *output;
    const char *prefix;
    const char *open[SVG_DEEPEST];
    const char *attributes[SVG_ATTRIBUTES]; /* of the start tag under way */
    size_t depth, attribute_count;
    size_t tight; /* the depth of an open <text>, in which a line break would show; or 0 */
    bool in_tag;  /* attributes may follow */
    bool in_path; /* so may steps of a path */
    bool misused;
};

/* `selector` within the drawing, so that `.name` holds for `#PREFIX .name`. */
struct svg_rule {
    const char *selector, *declarations;
};

struct svg_document {
    const char *prefix; /* of ids: a letter, then letters, digits, hyphens; one a drawing */
    bool in_page;       /* part of an html page; else a file of its own */
    bool background;    /* white, for programs that show none as black */
    int32_t width, height;
    int32_t left, top; /* of what is shown, for sheets of a larger drawing */
    struct text title; /* for screen readers, like the description, which may be empty */
    struct text description;
    const struct svg_rule *rules;
    size_t rule_count;
};

/* Opens the drawing. `prefix` must live until svg_end, the rest is only read here. Texts are set in
 * the fonts that lettering.h measures, in PALETTE_INK, unless a rule says otherwise. */
void svg_begin(struct svg *, struct output *, const struct svg_document *);

/* Closes it. False when a call did not fit, an element left open too, or the output has failed. */
bool svg_end(struct svg *);

void svg_open(struct svg *, const char *element);
void svg_close(struct svg *);

/* Attributes of the element just opened. */
void svg_attribute(struct svg *, const char *name, struct text value);
void svg_word(struct svg *, const char *name, const char *value); /* the program's own */
void svg_length(struct svg *, const char *name, int32_t length);
void svg_lengths(struct svg *, const char *name, const int32_t *lengths, size_t count);
void svg_translate(struct svg *, int32_t x, int32_t y);

/* Ids of people, events and the like, joined by blanks. A blank within one goes out as `%20`, `%`
 * as
 * `%25`: also a single id is written with this, so that it looks alike everywhere. */
void svg_ids(struct svg *, const char *name, const struct text *ids, size_t count);

/* The id of an element in the page, PREFIX-NAME, and `url(#PREFIX-NAME)` for it. */
void svg_id(struct svg *, const char *name);
void svg_reference(struct svg *, const char *attribute, const char *name);

/* Text within an element, as its content; and a whole element that holds nothing else. */
void svg_content(struct svg *, struct text);
void svg_element(struct svg *, const char *element, struct text content);

/* Open a shape, for more attributes and svg_close. */
void svg_rectangle(struct svg *, int32_t x, int32_t y, int32_t width, int32_t height);
void svg_circle(struct svg *, int32_t x, int32_t y, int32_t radius);
void svg_line(struct svg *, int32_t x1, int32_t y1, int32_t x2, int32_t y2);

/* Open a path that begins at a point; then go on from point to point, and begin anew. An arc is a
 * part of a circle, not more than half of it; `clockwise` as seen. */
void svg_path(struct svg *, int32_t x, int32_t y);
void svg_move_to(struct svg *, int32_t x, int32_t y);
void svg_line_to(struct svg *, int32_t x, int32_t y);
void svg_arc_to(struct svg *, int32_t radius, bool clockwise, int32_t x, int32_t y);
void svg_path_back(struct svg *); /* to where the path began, and closes it */

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/*
 * The size and weight of a <text> just opened, and what of each line stands at x. No rule may set
 * them otherwise, or the text would not be as wide as lettering.h says.
 */
void svg_lettering(struct svg *, const struct lettering *, enum svg_anchor);

/*
 * The lines of a text within a <text>, broken to `width` as lettering_line does, a <tspan> each;
 * the first baseline is at y. Returns the baseline of a next line.
 */
int32_t svg_lines(struct svg *, const struct lettering *, int32_t x, int32_t y, int32_t width,
                  struct text);

/* A whole <text> of one line. */
void svg_label(struct svg *, const struct lettering *, enum svg_anchor, int32_t x, int32_t y,
               struct text);

#endif
