/*
 * Layer: base. The only place that asks the system for memory.
 *
 * Every size is checked before it is multiplied. A failed request returns NULL and changes nothing;
 * callers report MESSAGE_OUT_OF_MEMORY and unwind. Nothing here exits.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Room for `count` things of `size` bytes, all zero. The caller owns it. NULL when there is no
 * memory or the size overflows. */
void *memory_new(size_t count, size_t size);

/* `old` (or NULL) resized to `count` things of `size` bytes; new bytes are not set. NULL on
 * failure, `old` is then still valid. */
void *memory_resize(void *old, size_t count, size_t size);

/*
 * Makes room in a growing array: when `*capacity` is below `wanted`, doubles it until it fits and
 * resizes `*array`. Returns 1, or 0 with both unchanged on failure.
 */
int memory_reserve(void **array, size_t *capacity, size_t wanted, size_t size);

/* A copy of `length` bytes with one zero byte behind them. The caller owns it. NULL on failure. */
char *memory_copy(const char *bytes, size_t length);

/* Gives back what the functions above returned; NULL is fine. */
void memory_free(void *memory);

#endif
