/*
 * Layer: definitions, private to framework*.c: what a loaded framework holds besides its public
 * part.
 *
 * An indicator is found by its code once for every input row: codes of up to 16 bytes are packed
 * into two words, upper-cased there, and looked up with one multiplication.
 */
#ifndef DEFINITIONS_FRAMEWORK_PRIVATE_H
#define DEFINITIONS_FRAMEWORK_PRIVATE_H

#include "definitions/framework.h"

enum { CODE_BYTES = 16 };

struct code {
    uint64_t low, high, length;
};

/*
 * A small table of numbers, so that it stays in the nearest cache, and the codes that they stand
 * for. The factor of the hash is chosen, of CODE_FACTORS, for the fewest codes that do not find
 * their own slot free.
 */
struct code_table {
    struct code *codes; /* by indicator, in upper case; those that are too long are zero */
    uint16_t *slots;    /* CODE_NONE where free */
    size_t mask;
    unsigned shift; /* leaves the topmost bits of a hash, which hang on every byte */
    uint64_t factor;
};

enum { CODE_NONE = UINT16_MAX, CODE_FACTORS = 8 };

/* ASCII letters of eight bytes in upper case. */
static inline uint64_t code_upper(uint64_t word)
{
    const uint64_t tops = 0x8080808080808080u, ones = 0x0101010101010101u;
    uint64_t low = word & ~tops;
    uint64_t from_a = low + ones * (0x80 - 'a'), past_z = low + ones * (0x7f - 'z');
    uint64_t lower = ~word & (from_a ^ past_z) & tops;
    return word ^ (lower >> 2);
}

/* A code of at most CODE_BYTES bytes, packed: its first and its last eight, which overlap. Two
 * codes are equal when these are. */
static inline struct code code_pack(struct text text)
{
    struct code code = {0, 0, text.length};
    if (text.length >= 8) {
        memcpy(&code.low, text.data, 8);
        memcpy(&code.high, text.data + text.length - 8, 8);
    } else {
        memcpy(&code.low, text.data, text.length);
    }
    return code;
}

/* The code in upper case. */
static inline struct code code_folded(struct code code)
{
    return (struct code){code_upper(code.low), code_upper(code.high), code.length};
}

static inline bool code_equal(const struct code *a, const struct code *b)
{
    return a->low == b->low && a->high == b->high && a->length == b->length;
}

/* The slot where a code belongs: the same for a letter in both cases, whose bytes differ in the bit
 * left out. */
static inline size_t code_slot(const struct code_table *table, struct code code)
{
    const uint64_t caseless = 0xdfdfdfdfdfdfdfdfu;
    uint64_t low = code.low & caseless, high = code.high & caseless;
    return (size_t)(((low ^ (high * 0x9e3779b97f4a7c15u)) * table->factor) >> table->shift);
}

struct loaded_framework {
    struct framework framework; /* first: the public pointer is a pointer to the whole */
    struct code_table codes;
    struct arena paths; /* names of files that the places below point to */
    struct place *indicator_places, *route_places, *contact_places, *domain_places;
};

/* Makes the sets and the code table once everything is read. False when there is no memory. */
bool framework_prepare(struct loaded_framework *);

#endif
