/*
 * Layer: base. What a compiler is told of a few functions that run once a row or a cell: values
 * stay in registers where a function holds few of them.
 */
#ifndef BASE_INLINING_H
#define BASE_INLINING_H

/* INLINE: made part of every caller. ALONE: kept out of its callers, since it seldom runs. FETCH:
 * asks for memory that is looked at soon. */
#if defined(__GNUC__)
#define INLINE inline __attribute__((always_inline))
#define ALONE __attribute__((noinline))
#define FETCH(address) __builtin_prefetch(address)
#else
#define INLINE inline
#define ALONE
#define FETCH(address) ((void)(address))
#endif

#endif
