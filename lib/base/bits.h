/* Layer: base. Bits of a word. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdint.h>

/* The number of the lowest bit set; `word` is not 0. */
static inline unsigned bits_lowest(uint64_t word)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(word);
#else
    unsigned number = 0;
    for (; !(word & 1); word >>= 1)
        number++;
    return number;
#endif
}

/* How many bits are set. */
static inline unsigned bits_count(uint64_t word)
{
    unsigned count = 0;
    for (; word; word &= word - 1)
        count++;
    return count;
}

#endif
