/* Layer: render. What the files of the genogram's drawing share. */
#ifndef RENDER_GENOGRAM_PRIVATE_H
#define RENDER_GENOGRAM_PRIVATE_H

#include "base/limits.h"
#include "render/genogram.h"
#include "render/svg.h"

enum {
    NAME_SIZE = 120,
    DATE_SIZE = 105,
    TITLE_SIZE = 180,
    KEY_SIZE = 110,
    LABEL_WIDTH = 1050,
    SYMBOL = 400,
    WORDS_BYTES = 1 << 22
};

struct label_line {
    struct text text; /* in the labels' texts */
    bool name;        /* else a date or a word */
};

struct label {
    uint32_t first, count; /* in `lines` */
};

/* The labels of a family. */
struct labels {
    struct genogram_label *sizes;
    struct label *labels;
    struct label_line *lines;
    uint32_t line_count;
    size_t line_capacity;
    struct arena texts;
    struct text *names; /* clean; empty when not known */
};

bool labels_make(struct labels *, const struct genogram_look *);
void labels_release(struct labels *);

/* --- Words (genogram_words.c) ---------------------------------------------------------------- */

/* The title, clean, in the buffer. */
struct text genogram_title(const struct genogram_look *, struct buffer *);

/* The name of a person, or what is said instead. */
struct text genogram_name(const struct genogram_look *, const struct labels *, uint32_t person);

/* A date; one that is not exact in words, one that cannot be read as it was given. */
void genogram_add_date(const struct genogram_look *, struct text given, struct buffer *);

/* The age now, or at death; `aged` in words or in brackets with a blank before. Nothing when it is
 * not asked for or not known. */
enum age_form { AGE_IN_BRACKETS, AGE_IN_WORDS };
void genogram_add_age(const struct genogram_look *, uint32_t person, enum age_form,
                      struct buffer *);

struct text genogram_gender(const struct genogram_look *, uint32_t person);
void genogram_add_born(const struct genogram_look *, uint32_t person, struct buffer *);
void genogram_add_households(const struct genogram_look *, uint32_t person, struct buffer *);

/* Everything about a person in words but the name, `, male, born 1949`, for readers who do not see
 * the drawing; with the kind of child, adopted or fostered, or not. */
void genogram_describe(const struct genogram_look *, uint32_t person, bool with_kind,
                       struct buffer *);

/* Adds the item at a place, from 0, of a list in words: `A, B and C`. */
void genogram_add_to_list(const struct genogram_look *, struct text item, uint32_t place,
                          uint32_t count, struct buffer *list);

/* `married to Ann (since 1990)`, seen from the other partner; `whom` tells Ann. */
void genogram_add_partner(const struct genogram_look *, const struct family_couple *,
                          struct text whom, struct buffer *);

struct text genogram_kind(const struct genogram_look *, enum family_kind);
bool genogram_is_lost(const struct family_person *); /* a miscarriage or abortion */
bool genogram_is_index_child(const struct family_person *);
bool genogram_is_other_kind(const struct family *, uint32_t person, enum family_kind *);

/* --- Symbols and key (genogram_symbols.c, genogram_key.c) ------------------------------------ */

void genogram_shape(struct svg *, enum family_gender, enum genogram_unknown, int32_t x, int32_t y,
                    int32_t half);
void genogram_cross(struct svg *, int32_t x, int32_t y, int32_t half);

/* The symbol of a person about a point. */
void genogram_symbol(struct svg *, const struct family_person *, enum genogram_unknown, int32_t x,
                     int32_t y);

/* The key, with its top at y: returns how high it is when as wide as `width`. `svg` NULL draws
 * nothing. */
int32_t genogram_key(struct svg *, const struct genogram_look *, int32_t width, int32_t y);

/* --- The drawing (genogram_drawing.c) -------------------------------------------------------- */

struct genogram_area {
    int32_t left, top, right, bottom;
};

struct genogram_painter {
    const struct genogram_look *look;
    const struct family *family;
    struct genogram *genogram;
    struct labels labels;
    struct svg svg;
    struct buffer words;
    bool failed; /* no memory for words */
};

/* Lays the family out. False after a message. Release in any case. */
bool genogram_painter_init(struct genogram_painter *, const struct genogram_look *);
void genogram_painter_release(struct genogram_painter *);

/* The symbol of a person with the label below. */
struct genogram_area genogram_person_area(const struct genogram_painter *, uint32_t person);

/* Draws what can be seen in `area`, all with NULL. `sheet_of` and `sheet` tell who belongs there.
 */
void genogram_paint(struct genogram_painter *, const struct genogram_area *area,
                    const uint32_t *sheet_of, uint32_t sheet);

extern const struct svg_rule genogram_rules[];
extern const size_t genogram_rule_count;

/* --- Sheets (genogram_sheets.c) -------------------------------------------------------------- */

/* A drawing cut into sheets: the cuts between them, and which sheet each person is on. */
struct genogram_sheets {
    uint32_t columns, rows, count;
    int32_t *column_cuts, *row_cuts; /* one more than columns and rows, from 0 to the end */
    uint32_t *number;                /* of a cell, row by row, or FAMILY_NONE for an empty one */
    uint32_t *cells;                 /* of a sheet */
    uint32_t *sheet_of;              /* of a person */
};

/* What of an axis goes onto a sheet: less on the first and on the last one. */
struct genogram_room {
    int32_t most, first_less, last_less;
};

/* Cuts the drawing where few symbols are in the way. False when there is no memory; release in any
 * case. */
bool genogram_sheets_cut(struct genogram_sheets *, const struct genogram_painter *,
                         const struct genogram_room *across, const struct genogram_room *down);
void genogram_sheets_release(struct genogram_sheets *);

/* Writes who goes on on which other sheet: at most `most` names for each. */
bool genogram_sheets_tell(const struct genogram_sheets *, struct genogram_painter *, uint32_t sheet,
                          uint32_t most, struct buffer *);

/* --- Documents (genogram.c) ------------------------------------------------------------------ */

/* Writes the drawing into a page of html, a figure of one or more drawings. */
bool genogram_figure(struct genogram_painter *, size_t number);

#endif
