#include "domain/threshold/entries.h"

#include "base/inlining.h"
#include "base/memory.h"

enum { FIRST_SLOTS = 16, UNIT = 8 };

static const uint32_t CHUNK_UNITS = (uint32_t)1 << ENTRIES_CHUNK_BITS;
static const uint64_t SLOT_FREE = UINT64_MAX;

void entries_init(struct entries *entries, size_t words, size_t agencies, uint64_t seed)
{
    *entries = (struct entries){.words = words, .agencies = agencies, .seed = seed};
    size_t facts = sizeof(struct entry) + agencies * sizeof(uint32_t);
    entries->present_offset = (facts + UNIT - 1) / UNIT * UNIT;
    entries->ids_offset = entries->present_offset + words * sizeof(indicator_set);
}

void entries_release(struct entries *entries)
{
    for (size_t i = 0; i < entries->chunks_made; i++)
        memory_free(entries->chunks[i]);
    memory_free(entries->chunks);
    memory_free(entries->used);
    memory_free(entries->slots);
    entries_init(entries, entries->words, entries->agencies, entries->seed);
}

void entries_clear(struct entries *entries)
{
    entries->count = 0;
    entries->chunk_count = 0;
    for (size_t i = 0; i < entries->slot_count; i++)
        entries->slots[i] = SLOT_FREE;
}

uint64_t entries_hash(const struct entries *entries, struct text family, struct text child)
{
    return text_hash(child, text_hash(family, entries->seed));
}

/* The slot of the entry with these ids, or the free one where it belongs. There is a table, and it
 * is never full. */
static size_t find_slot(const struct entries *entries, uint64_t hash, struct text family,
                        struct text child)
{
    size_t mask = entries->slot_count - 1, slot = (size_t)(hash >> 32) & mask;
    for (; entries->slots[slot] != SLOT_FREE; slot = (slot + 1) & mask)
        if (entries->slots[slot] >> 32 == hash >> 32 &&
            entry_is(entries, entries_at(entries, (entry_ref)entries->slots[slot]), family, child))
            break;
    return slot;
}

entry_ref entries_find(const struct entries *entries, uint64_t hash, struct text family,
                       struct text child)
{
    return entries->slot_count == 0
               ? ENTRIES_END
               : (entry_ref)entries->slots[find_slot(entries, hash, family, child)];
}

static bool grow_slots(struct entries *entries)
{
    size_t slot_count = entries->slot_count ? entries->slot_count * 2 : FIRST_SLOTS;
    uint64_t *slots = memory_resize(NULL, slot_count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = SLOT_FREE;
    for (size_t i = 0; i < entries->slot_count; i++) {
        if (entries->slots[i] == SLOT_FREE)
            continue;
        size_t slot = (size_t)(entries->slots[i] >> 32) & (slot_count - 1);
        while (slots[slot] != SLOT_FREE)
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = entries->slots[i];
    }
    memory_free(entries->slots);
    entries->slots = slots;
    entries->slot_count = slot_count;
    return true;
}

static bool start_chunk(struct entries *entries)
{
    if (entries->chunk_count == entries->chunks_made) {
        void *chunks = entries->chunks, *used = entries->used;
        size_t wanted = entries->chunk_count + 1;
        if (wanted > UINT32_MAX / CHUNK_UNITS ||
            !memory_reserve(&chunks, &entries->chunk_capacity, wanted, sizeof *entries->chunks))
            return false;
        entries->chunks = chunks;
        if (!memory_reserve(&used, &entries->used_capacity, wanted, sizeof *entries->used))
            return false;
        entries->used = used;
        /* Not set: a page that no entry reaches is never touched. */
        char *chunk = memory_resize(NULL, CHUNK_UNITS, UNIT);
        if (!chunk)
            return false;
        entries->chunks[entries->chunks_made++] = chunk;
    }
    entries->used[entries->chunk_count++] = 0;
    return true;
}

static uint32_t units_of(const struct entries *entries, size_t ids)
{
    return (uint32_t)((entries->ids_offset + ids + UNIT - 1) / UNIT);
}

/* An entry with these ids and nothing else, behind the last. */
static entry_ref append(struct entries *entries, struct text family, struct text child)
{
    if (family.length + child.length > (size_t)CHUNK_UNITS * UNIT / 2)
        return ENTRIES_END;
    uint32_t units = units_of(entries, family.length + child.length);
    if (entries->count == UINT32_MAX ||
        ((entries->chunk_count == 0 ||
          entries->used[entries->chunk_count - 1] + units > CHUNK_UNITS) &&
         !start_chunk(entries)))
        return ENTRIES_END;
    uint32_t chunk = (uint32_t)entries->chunk_count - 1;
    entry_ref ref = chunk * CHUNK_UNITS + entries->used[chunk];
    entries->used[chunk] += units;
    struct entry *entry = entries_at(entries, ref);
    *entry = (struct entry){
        .family_length = (uint32_t)family.length,
        .child_length = (uint32_t)child.length,
        .number = entries->count++,
    };
    for (size_t i = 0; i < entries->agencies; i++)
        entry_agencies(entry)[i] = ENTRIES_NO_AGENCY;
    memset(entry_present(entries, entry), 0, entries->words * sizeof(indicator_set));
    char *ids = (char *)entry + entries->ids_offset;
    if (family.length > 0)
        memcpy(ids, family.data, family.length);
    if (child.length > 0)
        memcpy(ids + family.length, child.data, child.length);
    return ref;
}

entry_ref entries_add(struct entries *entries, uint64_t hash, struct text family, struct text child)
{
    if ((size_t)entries->count + 1 > entries->slot_count - entries->slot_count / 4 &&
        !grow_slots(entries))
        return ENTRIES_END;
    size_t slot = find_slot(entries, hash, family, child);
    if (entries->slots[slot] != SLOT_FREE)
        return (entry_ref)entries->slots[slot];
    entry_ref ref = append(entries, family, child);
    if (ref != ENTRIES_END)
        entries->slots[slot] = (hash >> 32 << 32) | ref;
    return ref;
}

void entries_fetch_slot(const struct entries *entries, uint64_t hash)
{
    if (entries->slot_count > 0)
        FETCH(&entries->slots[(size_t)(hash >> 32) & (entries->slot_count - 1)]);
}

void entries_fetch_entry(const struct entries *entries, uint64_t hash)
{
    if (entries->slot_count == 0)
        return;
    uint64_t slot = entries->slots[(size_t)(hash >> 32) & (entries->slot_count - 1)];
    if (slot == SLOT_FREE)
        return;
    const char *entry = (const char *)entries_at(entries, (entry_ref)slot);
    FETCH(entry);
    FETCH(entry + entries->ids_offset);
}

entry_ref entries_first(const struct entries *entries)
{
    return entries->count > 0 ? 0 : ENTRIES_END;
}

entry_ref entries_behind(const struct entries *entries, entry_ref ref)
{
    const struct entry *entry = entries_at(entries, ref);
    ref += units_of(entries, (size_t)entry->family_length + entry->child_length);
    uint32_t chunk = (ref - 1) / CHUNK_UNITS;
    if (ref - chunk * CHUNK_UNITS < entries->used[chunk])
        return ref;
    return chunk + 1 < entries->chunk_count ? (chunk + 1) * CHUNK_UNITS : ENTRIES_END;
}
