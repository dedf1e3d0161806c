/*
 * Layer: domain. Small variable-sized records found by two ids: what a caseload knows of each
 * child. An entry is one piece of memory (facts, indicators, ids), so that finding it costs two
 * cache lines: its slot and itself. Addresses stay valid until entries_clear.
 */
#ifndef DOMAIN_THRESHOLD_ENTRIES_H
#define DOMAIN_THRESHOLD_ENTRIES_H

#include "base/text.h"
#include "definitions/framework.h"

/* A reference to an entry: its place in units of 8 bytes. ENTRIES_END is none. */
typedef uint32_t entry_ref;
#define ENTRIES_END UINT32_MAX

struct entry {
    uint32_t family_length, child_length;
    uint32_t number;   /* from 0, in order of adding */
    uint32_t position; /* the caller's */
    /* Then: agencies (numbers, ENTRIES_NO_AGENCY where free), the present indicators, family_id,
     * child_id. */
};

#define ENTRIES_NO_AGENCY UINT32_MAX

struct entries {
    size_t words, agencies; /* of an entry: words of its indicator set, agencies that it can name */
    size_t present_offset, ids_offset; /* bytes from its start */
    char **chunks;
    size_t chunk_count, chunk_capacity; /* chunks with entries, and room for pointers */
    size_t chunks_made; /* chunks that exist; those past chunk_count are kept for reuse */
    uint32_t *used;     /* units used of each chunk */
    size_t used_capacity;
    uint32_t count;
    uint64_t
        *slots; /* upper half of the hash, which also says where it belongs, and the reference */
    size_t slot_count;
    uint64_t seed;
};

/* No entries yet. `words` of an indicator set, and how many agencies an entry can name. */
void entries_init(struct entries *, size_t words, size_t agencies, uint64_t seed);
void entries_release(struct entries *);
void entries_clear(struct entries *);

uint64_t entries_hash(const struct entries *, struct text family, struct text child);

/* The entry with these ids; ENTRIES_END when there is none. `hash` is theirs. */
entry_ref entries_find(const struct entries *, uint64_t hash, struct text family,
                       struct text child);

/* The same, added when it is new; ENTRIES_END when there is no memory. */
entry_ref entries_add(struct entries *, uint64_t hash, struct text family, struct text child);

/* Ask for the memory that entries_find will look at: first the slot, and when that has come the
 * entry. */
void entries_fetch_slot(const struct entries *, uint64_t hash);
void entries_fetch_entry(const struct entries *, uint64_t hash);

/* The first entry, and the one behind an entry, in order of adding; ENTRIES_END past the last. */
entry_ref entries_first(const struct entries *);
entry_ref entries_behind(const struct entries *, entry_ref);

enum { ENTRIES_CHUNK_BITS = 19 }; /* 2^19 units of 8 bytes: 4 MiB, more than the longest entry */

static inline struct entry *entries_at(const struct entries *entries, entry_ref ref)
{
    const uint32_t within = ((uint32_t)1 << ENTRIES_CHUNK_BITS) - 1;
    return (struct entry *)(void *)(entries->chunks[ref >> ENTRIES_CHUNK_BITS] +
                                    (size_t)(ref & within) * 8);
}

static inline uint32_t *entry_agencies(struct entry *entry)
{
    return (uint32_t *)(void *)(entry + 1);
}

static inline indicator_set *entry_present(const struct entries *entries, struct entry *entry)
{
    return (indicator_set *)(void *)((char *)entry + entries->present_offset);
}

static inline struct text entry_family(const struct entries *entries, const struct entry *entry)
{
    return (struct text){(const char *)entry + entries->ids_offset, entry->family_length};
}

static inline struct text entry_child(const struct entries *entries, const struct entry *entry)
{
    return (struct text){(const char *)entry + entries->ids_offset + entry->family_length,
                         entry->child_length};
}

static inline bool entry_is(const struct entries *entries, const struct entry *entry,
                            struct text family, struct text child)
{
    return text_equal(entry_child(entries, entry), child) &&
           text_equal(entry_family(entries, entry), family);
}

#endif
