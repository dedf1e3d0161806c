#include "base/lookup.h"

#include "base/memory.h"

enum { FIRST_SLOTS = 64 };

void lookup_init(struct lookup *lookup)
{
    *lookup = (struct lookup){.seed = 0x2545f4914f6cdd1du};
    arena_init(&lookup->arena);
}

void lookup_release(struct lookup *lookup)
{
    arena_release(&lookup->arena);
    memory_free(lookup->keys);
    memory_free(lookup->slots);
    lookup_init(lookup);
}

void lookup_clear(struct lookup *lookup)
{
    arena_release(&lookup->arena);
    lookup->count = 0;
    for (size_t i = 0; i < lookup->slot_count; i++)
        lookup->slots[i] = LOOKUP_NONE;
}

/* The slot that holds `key`, or the free one where it belongs. The table is never full. */
static size_t slot_of(const struct lookup *lookup, struct text key)
{
    size_t mask = lookup->slot_count - 1;
    size_t slot = (size_t)text_hash(key, lookup->seed) & mask;
    while (lookup->slots[slot] != LOOKUP_NONE &&
           !text_equal(lookup->keys[lookup->slots[slot]], key))
        slot = (slot + 1) & mask;
    return slot;
}

uint32_t lookup_find(const struct lookup *lookup, struct text key)
{
    return lookup->slot_count ? lookup->slots[slot_of(lookup, key)] : LOOKUP_NONE;
}

static bool grow(struct lookup *lookup)
{
    size_t slot_count = lookup->slot_count ? lookup->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = memory_resize(NULL, slot_count, sizeof *slots);
    if (!slots)
        return false;
    memory_free(lookup->slots);
    lookup->slots = slots;
    lookup->slot_count = slot_count;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = LOOKUP_NONE;
    for (size_t i = 0; i < lookup->count; i++)
        slots[slot_of(lookup, lookup->keys[i])] = (uint32_t)i;
    return true;
}

uint32_t lookup_add(struct lookup *lookup, struct text key, bool *added)
{
    if (added)
        *added = false;
    if (lookup->count + 1 > lookup->slot_count / 2 && !grow(lookup))
        return LOOKUP_NONE;
    size_t slot = slot_of(lookup, key);
    if (lookup->slots[slot] != LOOKUP_NONE)
        return lookup->slots[slot];
    void *keys = lookup->keys;
    if (lookup->count >= LOOKUP_NONE ||
        !memory_reserve(&keys, &lookup->keys_capacity, lookup->count + 1, sizeof *lookup->keys))
        return LOOKUP_NONE;
    lookup->keys = keys;
    struct text copy = arena_copy(&lookup->arena, key);
    if (!copy.data)
        return LOOKUP_NONE;
    lookup->keys[lookup->count] = copy;
    lookup->slots[slot] = (uint32_t)lookup->count;
    if (added)
        *added = true;
    return (uint32_t)lookup->count++;
}
