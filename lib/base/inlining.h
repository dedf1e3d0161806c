/*
 * Layer: base. What a compiler is told of a few functions that run once a row or a cell: values
 * stay in registers where a function holds few of them.
 */
#ifndef BASE_INLINING_H
#define BASE_INLINING_H

/* INLINE: made part of every caller. ALONE: kept out of its callers, since it seldom runs. */
#if defined(__GNUC__)
#define INLINE inline __attribute__((always_inline))
#define ALONE __attribute__((noinline))
#else
#define INLINE inline
#define ALONE
#endif

#endif
