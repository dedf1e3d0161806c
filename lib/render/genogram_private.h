/* Layer: render. What the files of the genogram's drawing share. */
#ifndef RENDER_GENOGRAM_PRIVATE_H
#define RENDER_GENOGRAM_PRIVATE_H

#include "base/buffer.h"
#include "render/genogram.h"
#include "render/svg.h"

enum {
    NAME_SIZE = 120,
    DATE_SIZE = 105,
    TITLE_SIZE = 180,
    KEY_SIZE = 110,
    LABEL_WIDTH = 1050,
    SYMBOL = 400
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
    struct text *names; /* as shown: whole or initials */
    struct text *full;  /* all of it in one line, for title elements */
};

bool labels_make(struct labels *, const struct family *, const struct genogram_style *);
void labels_release(struct labels *);

/* Everything about a person in words, for readers who do not see the drawing. */
bool describe_person(const struct family *, const struct genogram_style *, uint32_t person,
                     struct text name, struct buffer *);

/* The symbol about a point. `small` for keys. */
void draw_symbol(struct svg *, const struct family_person *, enum genogram_unknown, int32_t x,
                 int32_t y);
bool is_lost(const struct family_person *); /* a miscarriage or abortion */
bool is_index_child(const struct family_person *);

/* The key: how high it is when as wide as `width`, and the key itself with its top at y. */
int32_t key_height(const struct family *, const struct genogram_style *, int32_t width);
void draw_key(struct svg *, const struct family *, const struct genogram_style *, int32_t width,
              int32_t y);

/* Words. */
const char *status_word(enum family_status);
const char *kind_word(enum family_kind);
bool is_other_kind(const struct family *, uint32_t person, enum family_kind *kind);

#endif
