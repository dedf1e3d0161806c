#include "domain/caseload.h"

#include "base/limits.h"
#include "base/memory.h"

enum { CHUNK_ENTRIES = 1 << 12, FIRST_SLOTS = 16, NO_AGENCY = -1 };

/* What is known of one child, or of a family as a whole. */
struct entry {
    const char *ids; /* family_id, then child_id */
    uint32_t family_length, child_length;
    int32_t agencies;  /* head of a list, or NO_AGENCY */
    uint32_t position; /* of a family: how many children came before it, then FAMILY_HAS_CHILD */
    indicator_set present[];
};

static const uint32_t FAMILY_HAS_CHILD = UINT32_MAX;

/* Entries in order of adding, and a table of slots that finds them: the upper half of the hash, and the entry's number. */
struct store {
    char **chunks;
    size_t chunk_count, chunk_capacity, count;
    uint64_t *slots;
    size_t slot_count;
};

static const uint64_t SLOT_FREE = UINT64_MAX;

/* One agency of an entry. */
struct agency {
    uint32_t name;
    int32_t next;
};

struct caseload {
    const struct framework *framework;
    const struct reporter *reporter;
    bool by_family, families_linked;
    size_t entry_size;
    struct store children, families;
    struct lookup agency_names;
    struct agency *agencies;
    size_t agency_count, agency_capacity;
    struct arena ids;
    uint64_t seed;
    uint32_t last; /* the child of the row before, or UINT32_MAX: rows of one child often come together */
    indicator_set *merged;
};

struct caseload *caseload_new(const struct framework *framework, bool by_family,
                              const struct reporter *reporter)
{
    struct caseload *caseload = memory_new(1, sizeof *caseload);
    if (caseload) {
        caseload->framework = framework;
        caseload->reporter = reporter;
        caseload->by_family = by_family;
        caseload->entry_size = sizeof(struct entry) + framework->words * sizeof(indicator_set);
        caseload->seed = (uint64_t)(uintptr_t)caseload * 0x9e3779b97f4a7c15u;
        caseload->last = UINT32_MAX;
        lookup_init(&caseload->agency_names);
        arena_init(&caseload->ids);
        caseload->merged = memory_new(framework->words, sizeof(indicator_set));
        if (caseload->merged)
            return caseload;
    }
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    caseload_free(caseload);
    return NULL;
}

static void store_release(struct store *store)
{
    for (size_t i = 0; i < store->chunk_count; i++)
        memory_free(store->chunks[i]);
    memory_free(store->chunks);
    memory_free(store->slots);
}

void caseload_free(struct caseload *caseload)
{
    if (!caseload)
        return;
    store_release(&caseload->children);
    store_release(&caseload->families);
    lookup_release(&caseload->agency_names);
    memory_free(caseload->agencies);
    arena_release(&caseload->ids);
    memory_free(caseload->merged);
    memory_free(caseload);
}

static void store_clear(struct store *store)
{
    store->count = 0;
    for (size_t i = 0; i < store->slot_count; i++)
        store->slots[i] = SLOT_FREE;
}

void caseload_clear(struct caseload *caseload)
{
    store_clear(&caseload->children);
    store_clear(&caseload->families);
    lookup_clear(&caseload->agency_names);
    caseload->agency_count = 0;
    arena_release(&caseload->ids);
    caseload->families_linked = false;
    caseload->last = UINT32_MAX;
}

static inline struct entry *entry_at(const struct caseload *caseload, const struct store *store,
                                     uint32_t number)
{
    return (struct entry *)(void *)(store->chunks[number / CHUNK_ENTRIES] +
                                    number % CHUNK_ENTRIES * caseload->entry_size);
}

static inline struct text family_of(const struct entry *entry)
{
    return (struct text){entry->ids, entry->family_length};
}

static inline struct text child_of(const struct entry *entry)
{
    return (struct text){entry->ids + entry->family_length, entry->child_length};
}

static inline bool is_entry(const struct entry *entry, struct text family, struct text child)
{
    return text_equal(family_of(entry), family) && text_equal(child_of(entry), child);
}

static uint64_t caseload_hash(const struct caseload *caseload, struct text family, struct text child)
{
    return text_hash(child, text_hash(family, caseload->seed));
}

/* The slot of an entry with these ids, or the free one where it belongs. */
static size_t find_slot(const struct caseload *caseload, const struct store *store, uint64_t hash,
                        struct text family, struct text child)
{
    size_t mask = store->slot_count - 1, slot = (size_t)hash & mask;
    for (; store->slots[slot] != SLOT_FREE; slot = (slot + 1) & mask)
        if (store->slots[slot] >> 32 == hash >> 32 &&
            is_entry(entry_at(caseload, store, (uint32_t)store->slots[slot]), family, child))
            break;
    return slot;
}

static bool grow_slots(const struct caseload *caseload, struct store *store)
{
    size_t slot_count = store->slot_count ? store->slot_count * 2 : FIRST_SLOTS;
    uint64_t *slots = memory_resize(NULL, slot_count, sizeof *slots);
    if (!slots)
        return false;
    memory_free(store->slots);
    store->slots = slots;
    store->slot_count = slot_count;
    for (size_t i = 0; i < slot_count; i++)
        slots[i] = SLOT_FREE;
    for (uint32_t i = 0; i < store->count; i++) {
        const struct entry *entry = entry_at(caseload, store, i);
        uint64_t hash = caseload_hash(caseload, family_of(entry), child_of(entry));
        size_t slot = (size_t)hash & (slot_count - 1);
        while (slots[slot] != SLOT_FREE)
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (hash >> 32 << 32) | i;
    }
    return true;
}

/* An entry without ids, behind the last. */
static struct entry *append(struct caseload *caseload, struct store *store)
{
    if (store->count >= UINT32_MAX - 1)
        return NULL;
    if (store->count == store->chunk_count * CHUNK_ENTRIES) {
        void *chunks = store->chunks;
        if (!memory_reserve(&chunks, &store->chunk_capacity, store->chunk_count + 1,
                            sizeof *store->chunks))
            return NULL;
        store->chunks = chunks;
        char *chunk = memory_resize(NULL, CHUNK_ENTRIES, caseload->entry_size);
        if (!chunk)
            return NULL;
        store->chunks[store->chunk_count++] = chunk;
    }
    struct entry *entry = entry_at(caseload, store, (uint32_t)store->count++);
    memset(entry, 0, caseload->entry_size);
    entry->agencies = NO_AGENCY;
    return entry;
}

/* The number of the entry with these ids, added when it is new; UINT32_MAX when there is no memory. */
static uint32_t entry_for(struct caseload *caseload, struct store *store, struct text family,
                          struct text child)
{
    if (store->count + 1 > store->slot_count - store->slot_count / 4 &&
        !grow_slots(caseload, store))
        return UINT32_MAX;
    uint64_t hash = caseload_hash(caseload, family, child);
    size_t slot = find_slot(caseload, store, hash, family, child);
    if (store->slots[slot] != SLOT_FREE)
        return (uint32_t)store->slots[slot];
    if (family.length > UINT32_MAX || child.length > UINT32_MAX)
        return UINT32_MAX;
    char *ids = arena_room(&caseload->ids, family.length + child.length);
    struct entry *entry = ids ? append(caseload, store) : NULL;
    if (!entry)
        return UINT32_MAX;
    if (family.length > 0)
        memcpy(ids, family.data, family.length);
    if (child.length > 0)
        memcpy(ids + family.length, child.data, child.length);
    entry->ids = ids;
    entry->family_length = (uint32_t)family.length;
    entry->child_length = (uint32_t)child.length;
    entry->position = (uint32_t)caseload->children.count;
    uint32_t number = (uint32_t)(store->count - 1);
    store->slots[slot] = (hash >> 32 << 32) | number;
    return number;
}

static bool add_agency(struct caseload *caseload, struct entry *entry, struct text name)
{
    uint32_t number = lookup_add(&caseload->agency_names, name, NULL);
    if (number == LOOKUP_NONE)
        return false;
    for (int32_t at = entry->agencies; at != NO_AGENCY; at = caseload->agencies[at].next)
        if (caseload->agencies[at].name == number)
            return true;
    void *agencies = caseload->agencies;
    if (caseload->agency_count >= INT32_MAX ||
        !memory_reserve(&agencies, &caseload->agency_capacity, caseload->agency_count + 1,
                        sizeof *caseload->agencies))
        return false;
    caseload->agencies = agencies;
    caseload->agencies[caseload->agency_count] = (struct agency){number, entry->agencies};
    entry->agencies = (int32_t)caseload->agency_count++;
    return true;
}

struct entry_id caseload_add(struct caseload *caseload, struct text family, struct text child,
                             uint32_t indicator, bool counts, struct text agency)
{
    if (caseload->by_family && family.length > 0)
        child = TEXT("");
    bool whole_family = child.length == 0 && !caseload->by_family;
    struct store *store = whole_family ? &caseload->families : &caseload->children;
    uint32_t number = caseload->last;
    if (whole_family || number == UINT32_MAX ||
        !is_entry(entry_at(caseload, store, number), family, child))
        number = entry_for(caseload, store, family, child);
    if (number == UINT32_MAX) {
        report(caseload->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return ENTRY_NONE;
    }
    if (!whole_family)
        caseload->last = number;
    struct entry *entry = entry_at(caseload, store, number);
    if (counts) {
        indicator_set_add(entry->present, indicator);
        if (agency.length > 0 &&
            caseload->framework->indicators[indicator].level != INDICATOR_UNIVERSAL &&
            !add_agency(caseload, entry, agency)) {
            report(caseload->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
            return ENTRY_NONE;
        }
    }
    return (struct entry_id){number, whole_family};
}

/* The rows about the whole family of a child, when there are any. */
static uint32_t whole_family_of(const struct caseload *caseload, const struct entry *child)
{
    if (caseload->families.count == 0 || child->family_length == 0)
        return UINT32_MAX;
    struct text family = family_of(child);
    uint64_t hash = caseload_hash(caseload, family, TEXT(""));
    size_t slot = find_slot(caseload, &caseload->families, hash, family, TEXT(""));
    uint64_t found = caseload->families.slots[slot];
    return found == SLOT_FREE ? UINT32_MAX : (uint32_t)found;
}

/* Marks the families of which a child appears. */
static void link_families(struct caseload *caseload)
{
    caseload->families_linked = true;
    for (uint32_t i = 0; caseload->families.count > 0 && i < caseload->children.count; i++) {
        uint32_t family =
            whole_family_of(caseload, entry_at(caseload, &caseload->children, i));
        if (family != UINT32_MAX)
            entry_at(caseload, &caseload->families, family)->position = FAMILY_HAS_CHILD;
    }
}

static uint32_t count_agencies(const struct caseload *caseload, const struct entry *child,
                               const struct entry *family)
{
    uint32_t count = 0;
    for (int32_t at = child->agencies; at != NO_AGENCY; at = caseload->agencies[at].next)
        count++;
    for (int32_t at = family ? family->agencies : NO_AGENCY; at != NO_AGENCY;
         at = caseload->agencies[at].next) {
        int32_t same = child->agencies;
        while (same != NO_AGENCY && caseload->agencies[same].name != caseload->agencies[at].name)
            same = caseload->agencies[same].next;
        count += same == NO_AGENCY;
    }
    return count;
}

static void fill_row(struct caseload *caseload, const struct entry *entry,
                     const struct entry *family, struct caseload_row *row)
{
    row->family = family_of(entry);
    row->child = child_of(entry);
    row->standing.present = entry->present;
    row->standing.agencies = count_agencies(caseload, entry, family);
    if (!family)
        return;
    for (size_t i = 0; i < caseload->framework->words; i++)
        caseload->merged[i] = entry->present[i] | family->present[i];
    row->standing.present = caseload->merged;
}

bool caseload_next(struct caseload *caseload, struct caseload_position *position,
                   struct caseload_row *row)
{
    if (!caseload->families_linked)
        link_families(caseload);
    while (position->family < caseload->families.count) {
        const struct entry *family = entry_at(caseload, &caseload->families, position->family);
        if (family->position == FAMILY_HAS_CHILD) {
            position->family++;
            continue;
        }
        if (family->position > position->child)
            break;
        fill_row(caseload, family, NULL, row);
        row->own = (struct entry_id){position->family++, true};
        row->whole_family = ENTRY_NONE;
        return true;
    }
    if (position->child == caseload->children.count)
        return false;
    const struct entry *child = entry_at(caseload, &caseload->children, position->child);
    uint32_t family = whole_family_of(caseload, child);
    fill_row(caseload, child,
             family == UINT32_MAX ? NULL : entry_at(caseload, &caseload->families, family), row);
    row->own = (struct entry_id){position->child++, false};
    row->whole_family =
        family == UINT32_MAX ? ENTRY_NONE : (struct entry_id){family, true};
    return true;
}

size_t caseload_count(const struct caseload *caseload)
{
    return caseload->children.count + caseload->families.count;
}
