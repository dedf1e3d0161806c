/* Layer: base. Many small texts that live and die together. Addresses stay valid until
 * arena_release. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/text.h"

struct arena {
    struct arena_block *blocks;
    char *at;
    size_t left;
    size_t next_size;
};

void arena_init(struct arena *);
void arena_release(struct arena *);

/* `length` bytes without alignment, not set. NULL on failure. */
char *arena_room(struct arena *, size_t length);

/* A copy of the text, with a NUL behind it that does not count. {NULL, 0} on failure; an empty text
 * is copied to a non-NULL address. */
struct text arena_copy(struct arena *, struct text);

#endif
