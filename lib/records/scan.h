/*
 * Layer: records. Finds the bytes that part a CSV row, 64 at a time: the delimiter, the quotation
 * mark, and control bytes up to CR, which holds LF, CR and NUL (and a few that are plain content,
 * which the caller passes over).
 */
#ifndef RECORDS_SCAN_H
#define RECORDS_SCAN_H

#include "base/inlining.h"

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(EH_PORTABLE_SCAN)
#include <emmintrin.h>
#define SCAN_SSE2 1
#endif

enum { SCAN_BLOCK = 64 };

/* Bit i of `special`: byte i parts something. Bit i of `high`: byte i is not ASCII. */
struct scan {
    uint64_t special;
    uint64_t high;
};

#ifdef SCAN_SSE2
/* Scans 16 bytes. */
static inline struct scan scan_part(const char *bytes, __m128i part)
{
    const __m128i quote = _mm_set1_epi8('"'), control = _mm_set1_epi8('\r');
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, part), _mm_cmpeq_epi8(v, quote)),
                               _mm_cmpeq_epi8(_mm_min_epu8(v, control), v));
    return (struct scan){(uint32_t)_mm_movemask_epi8(hit), (uint32_t)_mm_movemask_epi8(v)};
}
#endif

/* Scans SCAN_BLOCK bytes, all of which must be readable. */
static INLINE struct scan scan_block(const char *bytes, char delimiter)
{
#ifdef SCAN_SSE2
    const __m128i part = _mm_set1_epi8(delimiter);
    struct scan a = scan_part(bytes, part), b = scan_part(bytes + 16, part),
                c = scan_part(bytes + 32, part), d = scan_part(bytes + 48, part);
    return (struct scan){a.special | b.special << 16 | c.special << 32 | d.special << 48,
                         a.high | b.high << 16 | c.high << 32 | d.high << 48};
#else
    /* Eight bytes in a word; a byte's top bit tells. Exact for each byte: no carry leaves it. */
    struct scan scan = {0, 0};
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    for (int i = 0; i < SCAN_BLOCK / 8; i++) {
        uint64_t word, high, hit, x;
        uint64_t bits = 0, highs = 0;
        memcpy(&word, bytes + 8 * i, 8);
        high = word & tops;
        x = word ^ (ones * (unsigned char)delimiter);
        hit = ~(((x & ~tops) + ~tops) | x | ~tops);
        x = word ^ (ones * (unsigned char)'"');
        hit |= ~(((x & ~tops) + ~tops) | x | ~tops);
        hit |= ~(((word & ~tops) + ones * (0x7f - '\r')) | word) & tops;
        for (int j = 0; j < 8; j++) {
            unsigned char hit_byte, high_byte;
            memcpy(&hit_byte, (const char *)&hit + j, 1);
            memcpy(&high_byte, (const char *)&high + j, 1);
            bits |= (uint64_t)(hit_byte >> 7) << j;
            highs |= (uint64_t)(high_byte >> 7) << j;
        }
        scan.special |= bits << (8 * i);
        scan.high |= highs << (8 * i);
    }
    return scan;
#endif
}

#endif
