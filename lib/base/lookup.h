/*
 * Layer: base. Finds numbers by text: the n-th different key added has number n. Keys are copied.
 * Order of adding is the only order: no result depends on hashing.
 */
#ifndef BASE_LOOKUP_H
#define BASE_LOOKUP_H

#include "base/arena.h"

#define LOOKUP_NONE UINT32_MAX

struct lookup {
    struct arena arena;
    struct text *keys;
    size_t count, keys_capacity;
    uint64_t
        *slots; /* the upper half of a key's hash, which says where it belongs, and its number */
    size_t slot_count;
    uint64_t seed;
};

void lookup_init(struct lookup *);
void lookup_release(struct lookup *);

/* Forgets all keys, keeps the tables' memory. */
void lookup_clear(struct lookup *);

/* The number of `key`, or LOOKUP_NONE. */
uint32_t lookup_find(const struct lookup *, struct text key);

/* The number of `key`, added when it is new. LOOKUP_NONE when there is no memory. `*added` (may be
 * NULL) tells which. */
uint32_t lookup_add(struct lookup *, struct text key, bool *added);

/* The key of a number. */
static inline struct text lookup_key(const struct lookup *lookup, uint32_t number)
{
    return lookup->keys[number];
}

#endif
