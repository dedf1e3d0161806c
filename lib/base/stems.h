/*
 * Layer: base. Finds, in one pass over a text, the words that begin with one of many stems.
 *
 * A word is a run of ASCII letters and digits; case is folded. A stem is such a run, 15 letters at
 * most, in which `#` stands for any digit, for all digits of the word or none: `##th` finds any
 * two-figure ordinal, `17` finds `17th`, `1#` finds nothing. One that ends with `$` finds whole
 * words only. Looking costs the same however many stems there are: a word meets only those that
 * share its first four letters, or all of theirs.
 */
#ifndef BASE_STEMS_H
#define BASE_STEMS_H

#include "base/lookup.h"

/* The longest stem, without its `$`. */
#define STEM_LETTERS 15

/* Buckets of the index; a power of two. */
#define STEM_BUCKET_BITS 17
#define STEM_BUCKETS ((size_t)1 << STEM_BUCKET_BITS)

struct stem_key {
    uint64_t value[2], mask[2]; /* the first letter lowest; masked where none is asked for */
    uint32_t stem;
};

/* What is looked in. Borrowed: it may be compiled in. */
struct stem_index {
    const struct stem_key *keys; /* by bucket */
    const uint32_t *buckets;     /* STEM_BUCKETS + 1 places in `keys`: where each begins */
    const uint64_t *filled;      /* a bit for each bucket: small enough to stay near at hand */
};

/* What stems are added to. */
struct stems {
    struct lookup texts; /* a stem's number is that of its text */
    struct stem_key *keys;
    uint32_t *buckets;
    uint64_t *filled;
};

/* A word of the text that begins with a stem. */
struct stem_hit {
    uint32_t stem;
    uint32_t at; /* first byte of the word, counted from the start of the text */
};

struct stem_hits {
    struct stem_hit *hits;
    size_t count, capacity;
};

void stems_init(struct stems *);
void stems_release(struct stems *);

/* Whether a text can be a stem: 1 to 15 letters, digits and `#`, then perhaps `$`. */
bool stem_is_sound(struct text);

/* The number of a stem, added when it is new, folded. LOOKUP_NONE when there is no memory or the
 * text is no stem. */
uint32_t stems_add(struct stems *, struct text stem);

/* Makes the index of the stems added so far; good until the next is added. False when there is no
 * memory. */
bool stems_index(struct stems *, struct stem_index *);

/*
 * Adds to `hits` each stem that a word of `text` begins with, once a word, words in order; the
 * order among the stems of one word means nothing. `text` is shorter than 4 GiB. False when there
 * is no memory.
 */
bool stems_find(struct stem_index, struct text text, struct stem_hits *hits);

/* True for the bytes that words are made of; what `\w` is to a pattern, `_` aside. */
bool stem_is_letter(char byte);

#endif
