#include "domain/threshold/caseload.h"

#include "base/memory.h"
#include "domain/threshold/entries.h"

/*
 * Rows wait while the memory that they need is fetched: for HALF_WAIT others until their slot has
 * come, and for as many again until their entry has. Rows of one child that come together wait as
 * one.
 */
enum { HALF_WAIT = 8, WAITING = 2 * HALF_WAIT, WAITING_IDS = 48 };

/* Agency names looked up lately: few of them make up most rows. */
enum { NAMES_AT_HAND = 64 };

struct name_at_hand {
    struct text name; /* in agency_names; NULL where free */
    uint32_t number;
};

/* Two agencies are enough to tell one from several; a rule may ask for more. */
enum { AGENCIES_AT_LEAST = 2 };

static const uint32_t FAMILY_HAS_CHILD = UINT32_MAX;

struct waiting {
    uint64_t hash;
    uint8_t family_length, child_length;
    bool whole_family;
    char ids[WAITING_IDS];
    /* Then: agencies and present indicators, as in an entry. */
};

struct caseload {
    const struct framework *framework;
    const struct reporter *reporter;
    bool by_family;
    size_t agencies; /* that an entry can name: as many as any rule asks for */
    struct entries children, families;
    struct lookup agency_names;
    struct name_at_hand at_hand[NAMES_AT_HAND];
    indicator_set *merged;
    char *waiting;                        /* WAITING of them, waiting_size bytes each */
    size_t waiting_size, waiting_present; /* bytes to the present indicators */
    uint32_t posted, taken;               /* groups of rows so far: those between wait */
    struct waiting *last;                 /* where the row before waits; NULL when it was added */
};

struct caseload *caseload_new(const struct framework *framework, bool by_family,
                              const struct reporter *reporter)
{
    struct caseload *caseload = memory_new(1, sizeof *caseload);
    if (caseload) {
        caseload->framework = framework;
        caseload->reporter = reporter;
        caseload->by_family = by_family;
        caseload->agencies = AGENCIES_AT_LEAST;
        for (size_t i = 0; i < framework->rule_count; i++)
            if (framework->rules[i].min_agencies > caseload->agencies)
                caseload->agencies = framework->rules[i].min_agencies;
        /* Ids come from outside: a hash that they cannot foresee keeps a table from being flooded.
         */
        uint64_t seed = (uint64_t)(uintptr_t)caseload * 0x9e3779b97f4a7c15u;
        entries_init(&caseload->children, framework->words, caseload->agencies, seed);
        entries_init(&caseload->families, framework->words, caseload->agencies, seed);
        lookup_init(&caseload->agency_names);
        caseload->waiting_present = (sizeof(struct waiting) +
                                     caseload->agencies * sizeof(uint32_t) + 7) /
                                    8 * 8;
        caseload->waiting_size = caseload->waiting_present +
                                 framework->words * sizeof(indicator_set);
        caseload->waiting = memory_new(WAITING, caseload->waiting_size);
        caseload->merged = memory_new(framework->words, sizeof(indicator_set));
        if (caseload->waiting && caseload->merged)
            return caseload;
        caseload_free(caseload);
    }
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return NULL;
}

void caseload_free(struct caseload *caseload)
{
    if (!caseload)
        return;
    entries_release(&caseload->children);
    entries_release(&caseload->families);
    lookup_release(&caseload->agency_names);
    memory_free(caseload->waiting);
    memory_free(caseload->merged);
    memory_free(caseload);
}

void caseload_clear(struct caseload *caseload)
{
    entries_clear(&caseload->children);
    entries_clear(&caseload->families);
    lookup_clear(&caseload->agency_names);
    memset(caseload->at_hand, 0, sizeof caseload->at_hand);
    caseload->posted = caseload->taken = 0;
    caseload->last = NULL;
}

/* Adds an agency to those that an entry or a waiting row names, when it is new and there is room:
 * more are not told apart. */
static inline void name_agency(uint32_t *agencies, size_t most, uint32_t agency)
{
    for (size_t i = 0; i < most; i++) {
        if (agencies[i] == agency)
            return;
        if (agencies[i] == ENTRIES_NO_AGENCY) {
            agencies[i] = agency;
            return;
        }
    }
}

/* Whether a row's agency is one to be counted: named, and on a need that counts. */
static inline bool agency_counts(const struct caseload *caseload, uint32_t indicator, bool counts,
                                 struct text agency)
{
    return counts && agency.length > 0 && indicator_set_has(caseload->framework->needs, indicator);
}

/* The number of an agency. LOOKUP_NONE when there is no memory. */
static uint32_t number_agency(struct caseload *caseload, struct text agency)
{
    unsigned char first = (unsigned char)agency.data[0],
                  last = (unsigned char)agency.data[agency.length - 1];
    struct name_at_hand
        *at_hand = &caseload->at_hand[(agency.length * 7 + first * 3 + last) % NAMES_AT_HAND];
    if (!at_hand->name.data || !text_equal(at_hand->name, agency)) {
        at_hand->name.data = NULL;
        at_hand->number = lookup_add(&caseload->agency_names, agency, NULL);
        if (at_hand->number != LOOKUP_NONE)
            at_hand->name = lookup_key(&caseload->agency_names, at_hand->number);
    }
    return at_hand->number;
}

static bool no_memory(const struct caseload *caseload)
{
    return report(caseload->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static inline struct entries *entries_of(struct caseload *caseload, bool whole_family)
{
    return whole_family ? &caseload->families : &caseload->children;
}

/* The entry with these ids, added when it is new. NULL when there is no memory. */
static struct entry *entry_for(struct caseload *caseload, bool whole_family, uint64_t hash,
                               struct text family, struct text child)
{
    struct entries *entries = entries_of(caseload, whole_family);
    uint32_t count = entries->count;
    entry_ref ref = entries_add(entries, hash, family, child);
    if (ref == ENTRIES_END)
        return NULL;
    struct entry *entry = entries_at(entries, ref);
    if (entries->count > count)
        entry->position = caseload->children.count;
    return entry;
}

static inline struct waiting *waiting_at(const struct caseload *caseload, uint32_t number)
{
    return (struct waiting *)(void *)(caseload->waiting +
                                      number % WAITING * caseload->waiting_size);
}

static inline uint32_t *waiting_agencies(struct waiting *waiting)
{
    return (uint32_t *)(void *)(waiting + 1);
}

static inline indicator_set *waiting_present(const struct caseload *caseload,
                                             struct waiting *waiting)
{
    return (indicator_set *)(void *)((char *)waiting + caseload->waiting_present);
}

/* Takes the rows that have waited longest. */
static bool take_waiting(struct caseload *caseload)
{
    struct waiting *rows = waiting_at(caseload, caseload->taken++);
    struct text family = {rows->ids, rows->family_length},
                child = {rows->ids + rows->family_length, rows->child_length};
    struct entry *entry = entry_for(caseload, rows->whole_family, rows->hash, family, child);
    if (!entry)
        return no_memory(caseload);
    indicator_set *present = entry_present(entries_of(caseload, rows->whole_family), entry);
    const indicator_set *more = waiting_present(caseload, rows);
    for (size_t i = 0; i < caseload->framework->words; i++)
        present[i] |= more[i];
    const uint32_t *agencies = waiting_agencies(rows);
    for (size_t i = 0; i < caseload->agencies && agencies[i] != ENTRIES_NO_AGENCY; i++)
        name_agency(entry_agencies(entry), caseload->agencies, agencies[i]);
    return true;
}

static bool take_all(struct caseload *caseload)
{
    caseload->last = NULL;
    while (caseload->taken != caseload->posted)
        if (!take_waiting(caseload))
            return false;
    return true;
}

struct entry_id caseload_add(struct caseload *caseload, struct text family, struct text child,
                             uint32_t indicator, bool counts, struct text agency)
{
    if (caseload->by_family && family.length > 0)
        child = TEXT("");
    bool whole_family = child.length == 0 && !caseload->by_family, sound = true;
    if (!take_all(caseload))
        return ENTRY_NONE;
    struct entry *entry = entry_for(
        caseload, whole_family, entries_hash(&caseload->children, family, child), family, child);
    if (entry && counts)
        indicator_set_add(entry_present(entries_of(caseload, whole_family), entry), indicator);
    if (entry && agency_counts(caseload, indicator, counts, agency)) {
        uint32_t number = number_agency(caseload, agency);
        sound = number != LOOKUP_NONE;
        if (sound)
            name_agency(entry_agencies(entry), caseload->agencies, number);
    }
    if (!entry || !sound) {
        no_memory(caseload);
        return ENTRY_NONE;
    }
    return (struct entry_id){entry->number, whole_family};
}

/* Whether rows that wait are about these ids. */
static inline bool waits_for(const struct waiting *rows, struct text family, struct text child)
{
    return text_equal(child, (struct text){rows->ids + rows->family_length, rows->child_length}) &&
           text_equal(family, (struct text){rows->ids, rows->family_length});
}

/* Starts a new group of waiting rows with these ids. */
static struct waiting *start_waiting(struct caseload *caseload, struct text family,
                                     struct text child)
{
    struct waiting *rows = waiting_at(caseload, caseload->posted++);
    rows->whole_family = child.length == 0 && !caseload->by_family;
    rows->family_length = (uint8_t)family.length;
    rows->child_length = (uint8_t)child.length;
    if (family.length > 0)
        memcpy(rows->ids, family.data, family.length);
    if (child.length > 0)
        memcpy(rows->ids + family.length, child.data, child.length);
    for (size_t i = 0; i < caseload->agencies; i++)
        waiting_agencies(rows)[i] = ENTRIES_NO_AGENCY;
    memset(waiting_present(caseload, rows), 0, caseload->framework->words * sizeof(indicator_set));
    rows->hash = entries_hash(&caseload->children, family, child);
    entries_fetch_slot(entries_of(caseload, rows->whole_family), rows->hash);
    if (caseload->posted - caseload->taken > HALF_WAIT) {
        const struct waiting *half = waiting_at(caseload, caseload->posted - 1 - HALF_WAIT);
        entries_fetch_entry(entries_of(caseload, half->whole_family), half->hash);
    }
    return rows;
}

bool caseload_post(struct caseload *caseload, struct text family, struct text child,
                   uint32_t indicator, bool counts, struct text agency)
{
    if (caseload->by_family && family.length > 0)
        child = TEXT("");
    struct waiting *rows = caseload->last;
    if (!rows || !waits_for(rows, family, child)) {
        if (family.length > WAITING_IDS || child.length > WAITING_IDS - family.length)
            return caseload_add(caseload, family, child, indicator, counts, agency).number !=
                   UINT32_MAX;
        if (caseload->posted - caseload->taken == WAITING && !take_waiting(caseload))
            return false;
        caseload->last = rows = start_waiting(caseload, family, child);
    }
    if (counts)
        indicator_set_add(waiting_present(caseload, rows), indicator);
    if (!agency_counts(caseload, indicator, counts, agency))
        return true;
    uint32_t number = number_agency(caseload, agency);
    if (number == LOOKUP_NONE)
        return no_memory(caseload);
    name_agency(waiting_agencies(rows), caseload->agencies, number);
    return true;
}

/* The rows about the whole family of a child, when there are any. */
static entry_ref whole_family_of(const struct caseload *caseload, const struct entry *child)
{
    if (caseload->families.count == 0 || child->family_length == 0)
        return ENTRIES_END;
    struct text family = entry_family(&caseload->children, child);
    return entries_find(&caseload->families, entries_hash(&caseload->families, family, TEXT("")),
                        family, TEXT(""));
}

/* Marks the families of which a child appears. */
static void link_families(struct caseload *caseload)
{
    if (caseload->families.count == 0)
        return;
    for (entry_ref ref = entries_first(&caseload->children); ref != ENTRIES_END;
         ref = entries_behind(&caseload->children, ref)) {
        entry_ref family = whole_family_of(caseload, entries_at(&caseload->children, ref));
        if (family != ENTRIES_END)
            entries_at(&caseload->families, family)->position = FAMILY_HAS_CHILD;
    }
}

/* Different agencies of both, counted up to what an entry can name of one. */
static uint32_t count_agencies(const struct caseload *caseload, struct entry *child,
                               struct entry *family)
{
    const uint32_t *own = entry_agencies(child), *theirs = family ? entry_agencies(family) : NULL;
    uint32_t count = 0;
    while (count < caseload->agencies && own[count] != ENTRIES_NO_AGENCY)
        count++;
    uint32_t named = count;
    for (size_t i = 0; theirs && i < caseload->agencies && theirs[i] != ENTRIES_NO_AGENCY; i++) {
        uint32_t same = 0;
        while (same < named && own[same] != theirs[i])
            same++;
        count += same == named;
    }
    return count;
}

static void fill_row(struct caseload *caseload, const struct entries *entries, struct entry *entry,
                     struct entry *family, struct caseload_row *row)
{
    row->family = entry_family(entries, entry);
    row->child = entry_child(entries, entry);
    row->standing.present = entry_present(entries, entry);
    row->standing.agencies = count_agencies(caseload, entry, family);
    row->own = (struct entry_id){entry->number, entries == &caseload->families};
    row->whole_family = ENTRY_NONE;
    if (!family)
        return;
    const indicator_set *theirs = entry_present(&caseload->families, family);
    for (size_t i = 0; i < caseload->framework->words; i++)
        caseload->merged[i] = row->standing.present[i] | theirs[i];
    row->standing.present = caseload->merged;
    row->whole_family = (struct entry_id){family->number, true};
}

/*
 * A position holds references plus one, so that zero is the start, and POSITION_END past the last.
 */
static const uint32_t POSITION_END = UINT32_MAX;

static uint32_t position_of(entry_ref ref)
{
    return ref == ENTRIES_END ? POSITION_END : ref + 1;
}

bool caseload_next(struct caseload *caseload, struct caseload_position *position,
                   struct caseload_row *row, bool *failed)
{
    struct entries *children = &caseload->children, *families = &caseload->families;
    *failed = !take_all(caseload);
    if (*failed)
        return false;
    if (position->child == 0 && position->family == 0)
        link_families(caseload);
    if (position->child == 0)
        position->child = position_of(entries_first(children));
    if (position->family == 0)
        position->family = position_of(entries_first(families));
    struct entry *child = position->child == POSITION_END
                              ? NULL
                              : entries_at(children, position->child - 1);
    while (position->family != POSITION_END) {
        struct entry *family = entries_at(families, position->family - 1);
        if (family->position != FAMILY_HAS_CHILD && child && family->position > child->number)
            break;
        position->family = position_of(entries_behind(families, position->family - 1));
        if (family->position != FAMILY_HAS_CHILD) {
            fill_row(caseload, families, family, NULL, row);
            return true;
        }
    }
    if (!child)
        return false;
    entry_ref family = whole_family_of(caseload, child);
    fill_row(caseload, children, child, family == ENTRIES_END ? NULL : entries_at(families, family),
             row);
    position->child = position_of(entries_behind(children, position->child - 1));
    return true;
}

size_t caseload_count(const struct caseload *caseload)
{
    return (size_t)caseload->children.count + caseload->families.count;
}
