#include "base/lookup.h"

#include "base/memory.h"

enum { FIRST_SLOTS = 64 };

static const uint64_t SLOT_FREE = UINT64_MAX;

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
        lookup->slots[i] = SLOT_FREE;
}

/*
 * The slot that holds `key`, or the free one where it belongs. The table is never full. A key is
 * looked at only when its hash is right: it lies somewhere else, and to fetch it takes longer than
 * all the rest.
 */
static size_t slot_of(const struct lookup *lookup, uint64_t hash, struct text key)
{
    size_t mask = lookup->slot_count - 1, slot = (size_t)(hash >> 32) & mask;
    for (; lookup->slots[slot] != SLOT_FREE; slot = (slot + 1) & mask)
        if (lookup->slots[slot] >> 32 == hash >> 32 &&
            text_equal(lookup->keys[(uint32_t)lookup->slots[slot]], key))
            break;
    return slot;
}

/* What a slot holds: LOOKUP_NONE when it is free. */
static uint32_t number_at(const struct lookup *lookup, size_t slot)
{
    return (uint32_t)lookup->slots[slot];
}

uint32_t lookup_find(const struct lookup *lookup, struct text key)
{
    return lookup->slot_count
               ? number_at(lookup, slot_of(lookup, text_hash(key, lookup->seed), key))
               : LOOKUP_NONE;
}

static bool grow(struct lookup *lookup)
{
    size_t slot_count = lookup->slot_count ? lookup->slot_count * 2 : FIRST_SLOTS;
    uint64_t *slots = memory_resize(NULL, slot_count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = SLOT_FREE;
    for (size_t i = 0; i < lookup->slot_count; i++) {
        if (lookup->slots[i] == SLOT_FREE)
            continue;
        size_t slot = (size_t)(lookup->slots[i] >> 32) & (slot_count - 1);
        while (slots[slot] != SLOT_FREE)
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = lookup->slots[i];
    }
    memory_free(lookup->slots);
    lookup->slots = slots;
    lookup->slot_count = slot_count;
    return true;
}

uint32_t lookup_add(struct lookup *lookup, struct text key, bool *added)
{
    if (added)
        *added = false;
    if (lookup->count + 1 > lookup->slot_count - lookup->slot_count / 4 && !grow(lookup))
        return LOOKUP_NONE;
    uint64_t hash = text_hash(key, lookup->seed);
    size_t slot = slot_of(lookup, hash, key);
    if (lookup->slots[slot] != SLOT_FREE)
        return number_at(lookup, slot);
    void *keys = lookup->keys;
    if (lookup->count >= LOOKUP_NONE ||
        !memory_reserve(&keys, &lookup->keys_capacity, lookup->count + 1, sizeof *lookup->keys))
        return LOOKUP_NONE;
    lookup->keys = keys;
    struct text copy = arena_copy(&lookup->arena, key);
    if (!copy.data)
        return LOOKUP_NONE;
    lookup->keys[lookup->count] = copy;
    lookup->slots[slot] = (hash >> 32 << 32) | lookup->count;
    if (added)
        *added = true;
    return (uint32_t)lookup->count++;
}
