#include "domain/caseload.h"

#include "base/memory.h"
#include "domain/entries.h"

/* Rows that wait: each waits for HALF_WAIT others for its slot, and for as many again for its entry. */
enum { HALF_WAIT = 8, WAITING = 2 * HALF_WAIT, WAITING_IDS = 48 };

/* Two agencies are enough to tell one from several; a rule may ask for more. */
enum { AGENCIES_AT_LEAST = 2 };

static const uint32_t FAMILY_HAS_CHILD = UINT32_MAX;

struct waiting {
    uint64_t hash;
    uint32_t indicator, agency; /* agency: its number, or ENTRIES_NO_AGENCY */
    uint8_t family_length, child_length;
    bool whole_family;
    bool again; /* the same child as the row before: nothing to fetch */
    bool counts;
    char ids[WAITING_IDS];
};

struct caseload {
    const struct framework *framework;
    const struct reporter *reporter;
    bool by_family, families_linked;
    size_t agencies; /* that an entry can name: as many as any rule asks for */
    struct entries children, families;
    struct lookup agency_names;
    entry_ref last; /* the child of the row before, or ENTRIES_END: rows of one child often come together */
    indicator_set *merged;
    struct waiting waiting[WAITING];
    uint32_t posted, taken; /* rows posted and taken so far: those between wait */
    bool last_was_posted;   /* the row before was posted, not added */
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
        /* Ids come from outside: a hash that they cannot foresee keeps a table from being flooded. */
        uint64_t seed = (uint64_t)(uintptr_t)caseload * 0x9e3779b97f4a7c15u;
        entries_init(&caseload->children, framework->words, caseload->agencies, seed);
        entries_init(&caseload->families, framework->words, caseload->agencies, seed);
        lookup_init(&caseload->agency_names);
        caseload->last = ENTRIES_END;
        caseload->merged = memory_new(framework->words, sizeof(indicator_set));
        if (caseload->merged)
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
    memory_free(caseload->merged);
    memory_free(caseload);
}

void caseload_clear(struct caseload *caseload)
{
    entries_clear(&caseload->children);
    entries_clear(&caseload->families);
    lookup_clear(&caseload->agency_names);
    caseload->families_linked = false;
    caseload->last = ENTRIES_END;
    caseload->posted = caseload->taken = 0;
    caseload->last_was_posted = false;
}

static void name_agency(const struct caseload *caseload, struct entry *entry, uint32_t agency)
{
    uint32_t *agencies = entry_agencies(entry);
    for (size_t i = 0; i < caseload->agencies; i++) {
        if (agencies[i] == agency)
            return;
        if (agencies[i] == ENTRIES_NO_AGENCY) {
            agencies[i] = agency;
            return;
        }
    }
}

/* The number of a row's agency, when it is one to be counted: named, and on a need that counts. False when there is no memory. */
static bool number_agency(struct caseload *caseload, uint32_t indicator, bool counts,
                          struct text agency, uint32_t *number)
{
    *number = ENTRIES_NO_AGENCY;
    if (!counts || agency.length == 0 ||
        caseload->framework->indicators[indicator].level == INDICATOR_UNIVERSAL)
        return true;
    *number = lookup_add(&caseload->agency_names, agency, NULL);
    return *number != LOOKUP_NONE;
}

/* Adds a row to the entry with these ids. ENTRIES_END when there is no memory. */
static entry_ref take(struct caseload *caseload, const struct waiting *row, struct text family,
                      struct text child)
{
    struct entries *entries = row->whole_family ? &caseload->families : &caseload->children;
    entry_ref ref = caseload->last;
    if (!row->again || ref == ENTRIES_END) {
        uint32_t count = entries->count;
        ref = entries_add(entries, row->hash, family, child);
        if (ref == ENTRIES_END)
            return ref;
        if (entries->count > count)
            entries_at(entries, ref)->position = caseload->children.count;
    }
    if (!row->whole_family)
        caseload->last = ref;
    struct entry *entry = entries_at(entries, ref);
    if (row->counts) {
        indicator_set_add(entry_present(entries, entry), row->indicator);
        if (row->agency != ENTRIES_NO_AGENCY)
            name_agency(caseload, entry, row->agency);
    }
    return ref;
}

static bool no_memory(const struct caseload *caseload)
{
    return report(caseload->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* Takes the row that has waited longest. */
static bool take_waiting(struct caseload *caseload)
{
    const struct waiting *row = &caseload->waiting[caseload->taken++ % WAITING];
    struct text family = {row->ids, row->family_length},
                child = {row->ids + row->family_length, row->child_length};
    return take(caseload, row, family, child) != ENTRIES_END || no_memory(caseload);
}

static bool take_all(struct caseload *caseload)
{
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
    struct waiting row = {
        .hash = entries_hash(&caseload->children, family, child),
        .indicator = indicator,
        .counts = counts,
        .whole_family = child.length == 0 && !caseload->by_family,
    };
    entry_ref ref = ENTRIES_END;
    caseload->last_was_posted = false;
    if (!take_all(caseload))
        return ENTRY_NONE;
    if (number_agency(caseload, indicator, counts, agency, &row.agency))
        ref = take(caseload, &row, family, child);
    if (ref == ENTRIES_END) {
        no_memory(caseload);
        return ENTRY_NONE;
    }
    const struct entries *entries = row.whole_family ? &caseload->families : &caseload->children;
    return (struct entry_id){entries_at(entries, ref)->number, row.whole_family};
}

/* Whether the row posted last is about the same child. */
static bool is_again(const struct caseload *caseload, struct text family, struct text child)
{
    if (!caseload->last_was_posted)
        return false;
    const struct waiting *row = &caseload->waiting[(caseload->posted - 1) % WAITING];
    return !row->whole_family &&
           text_equal(child, (struct text){row->ids + row->family_length, row->child_length}) &&
           text_equal(family, (struct text){row->ids, row->family_length});
}

bool caseload_post(struct caseload *caseload, struct text family, struct text child,
                   uint32_t indicator, bool counts, struct text agency)
{
    if (caseload->by_family && family.length > 0)
        child = TEXT("");
    if (family.length > WAITING_IDS || child.length > WAITING_IDS - family.length)
        return caseload_add(caseload, family, child, indicator, counts, agency).number !=
               UINT32_MAX;
    if (caseload->posted - caseload->taken == WAITING && !take_waiting(caseload))
        return false;
    bool again = is_again(caseload, family, child);
    struct waiting *row = &caseload->waiting[caseload->posted % WAITING];
    row->indicator = indicator;
    row->counts = counts;
    row->again = again;
    if (!number_agency(caseload, indicator, counts, agency, &row->agency))
        return no_memory(caseload);
    row->whole_family = child.length == 0 && !caseload->by_family;
    row->family_length = (uint8_t)family.length;
    row->child_length = (uint8_t)child.length;
    if (family.length > 0)
        memcpy(row->ids, family.data, family.length);
    if (child.length > 0)
        memcpy(row->ids + family.length, child.data, child.length);
    if (!again) {
        row->hash = entries_hash(&caseload->children, family, child);
        entries_fetch_slot(row->whole_family ? &caseload->families : &caseload->children,
                           row->hash);
    }
    caseload->posted++;
    caseload->last_was_posted = true;
    if (caseload->posted - caseload->taken >= HALF_WAIT) {
        const struct waiting *half = &caseload->waiting[(caseload->posted - HALF_WAIT) % WAITING];
        if (!half->again)
            entries_fetch_entry(half->whole_family ? &caseload->families : &caseload->children,
                                half->hash);
    }
    return true;
}

/* The rows about the whole family of a child, when there are any. */
static entry_ref whole_family_of(const struct caseload *caseload, const struct entry *child)
{
    if (caseload->families.count == 0 || child->family_length == 0)
        return ENTRIES_END;
    struct text family = entry_family(&caseload->children, child);
    return entries_find(&caseload->families,
                        entries_hash(&caseload->families, family, TEXT("")), family, TEXT(""));
}

/* Marks the families of which a child appears. */
static void link_families(struct caseload *caseload)
{
    caseload->families_linked = true;
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
    if (!caseload->families_linked)
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
    fill_row(caseload, children, child,
             family == ENTRIES_END ? NULL : entries_at(families, family), row);
    position->child = position_of(entries_behind(children, position->child - 1));
    return true;
}

size_t caseload_count(const struct caseload *caseload)
{
    return (size_t)caseload->children.count + caseload->families.count;
}
