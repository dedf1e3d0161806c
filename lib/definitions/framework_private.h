/*
 * Layer: definitions, private to framework*.c: what a loaded framework holds besides its public part.
 *
 * An indicator is found by its code once for every input row: codes of up to 16 bytes are packed into two words, upper-cased there, and looked up with one
 * multiplication.
 */
#ifndef DEFINITIONS_FRAMEWORK_PRIVATE_H
#define DEFINITIONS_FRAMEWORK_PRIVATE_H

#include "definitions/framework.h"

enum { CODE_BYTES = 16 };

struct code {
    uint64_t low, high;
};

struct code_slot {
    struct code code;
    uint32_t number;
    bool used;
};

struct code_table {
    struct code_slot *slots;
    size_t mask;
};

/* ASCII letters of eight bytes in upper case. */
static inline uint64_t code_upper(uint64_t word)
{
    const uint64_t tops = 0x8080808080808080u, ones = 0x0101010101010101u;
    uint64_t low = word & ~tops;
    uint64_t from_a = low + ones * (0x80 - 'a'), past_z = low + ones * (0x7f - 'z');
    uint64_t lower = ~word & (from_a ^ past_z) & tops;
    return word ^ (lower >> 2);
}

/* A code of at most CODE_BYTES bytes, packed. Two codes of equal length are equal but for case when these are. */
static inline struct code code_pack(struct text text)
{
    struct code code = {0, 0};
    if (text.length >= 8) {
        memcpy(&code.low, text.data, 8);
        memcpy(&code.high, text.data + text.length - 8, 8);
    } else {
        memcpy(&code.low, text.data, text.length);
    }
    code.low = code_upper(code.low);
    code.high = code_upper(code.high) ^ text.length;
    return code;
}

static inline size_t code_hash(struct code code)
{
    uint64_t hash = (code.low ^ (code.high * 0x9e3779b97f4a7c15u)) * 0xd6e8feb86659fd93u;
    return (size_t)(hash ^ (hash >> 32));
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
