#include "domain/family/family_kin.h"

#include "base/arena.h"
#include "base/memory.h"
#include "definitions/kin_words.h"

/* The most parents of one kind that are told for sure. */
enum { PARENTS = 2 };

/* What counts as one kind of parent of whom. */
enum parent_kind { BY_BIRTH, ADOPTIVE, FOSTER, STEP, KINSHIP, OF_MOTHER, OF_FATHER };

enum { PARENT_KINDS = OF_FATHER + 1, ROLES = KIN_CHILD + 1 };

/* Somebody whose word tells a place. */
struct relative {
    struct text id;
    const struct kin_word *word;
    const char *file;
    uint64_t line;
    uint32_t next; /* of the family, in order of rows; or FAMILY_NONE */
};

struct group {
    uint32_t first, last;
    uint32_t children, perhaps; /* how many are called the child, and how many may be */
    uint32_t parents[PARENT_KINDS];
    uint32_t bearers[ROLES]; /* of each role */
    uint32_t bearer[ROLES];  /* the last of them */
};

struct family_kin {
    struct family_sink to;
    const struct reporter *reporter;
    struct kin_words *words;
    struct arena texts;
    struct lookup ids, families;
    struct relative *people;
    struct group *groups;
    uint32_t count;
    size_t capacity, group_capacity;
    bool has_words;
    uint64_t told;
};

static bool no_memory(const struct family_kin *kin)
{
    return report(kin->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- People ---------------------------------------------------------------------------------- */

static enum parent_kind kind_of(const struct kin_word *word)
{
    static const char *const kinds[] = {"birth", "adoptive", "foster", "step", "kinship"};
    int kind = BY_BIRTH;
    if (word->of != KIN_CHILD)
        return word->of == KIN_MOTHER ? OF_MOTHER : OF_FATHER;
    while (kind < KINSHIP && !text_equal(word->code, text_of(kinds[kind])))
        kind++;
    return (enum parent_kind)kind;
}

static void count_word(struct group *group, const struct kin_word *word, uint32_t person)
{
    group->children += word->tie == KIN_SELF;
    group->perhaps += word->tie == KIN_PERHAPS_SELF;
    if (word->tie == KIN_PARENT)
        group->parents[kind_of(word)]++;
    if (word->role != KIN_NO_ROLE) {
        group->bearers[word->role]++;
        group->bearer[word->role] = person;
    }
}

static struct group *group_of(struct family_kin *kin, struct text family)
{
    bool added;
    uint32_t number = lookup_add(&kin->families, family, &added);
    if (number == LOOKUP_NONE || !memory_reserve((void **)&kin->groups, &kin->group_capacity,
                                                 (size_t)number + 1, sizeof *kin->groups))
        return NULL;
    if (added)
        kin->groups[number] = (struct group){.first = FAMILY_NONE, .last = FAMILY_NONE};
    return &kin->groups[number];
}

static bool add_relative(struct family_kin *kin, const struct family_row *row,
                         const struct kin_word *word)
{
    struct group *group = group_of(kin, row->cells[PERSON_FAMILY_ID]);
    if (!group || !memory_reserve((void **)&kin->people, &kin->capacity, (size_t)kin->count + 1,
                                  sizeof *kin->people))
        return false;
    struct relative *relative = &kin->people[kin->count];
    *relative = (struct relative){
        .id = arena_copy(&kin->texts, row->cells[PERSON_ID]),
        .word = word,
        .file = row->file,
        .line = row->whole.line,
        .next = FAMILY_NONE,
    };
    if (!relative->id.data)
        return false;
    if (group->last == FAMILY_NONE)
        group->first = kin->count;
    else
        kin->people[group->last].next = kin->count;
    group->last = kin->count;
    count_word(group, word, kin->count);
    kin->count++;
    return true;
}

/* Of two rows with one id the first counts, as everywhere. */
static bool take_person(void *context, const struct family_row *row)
{
    struct family_kin *kin = context;
    struct text cell = row->cells[PERSON_RELATIONSHIP], id = row->cells[PERSON_ID];
    const struct kin_word *word;
    bool added;
    if (!kin->to.person(kin->to.context, row))
        return false;
    if (id.length == 0)
        return true;
    if (lookup_add(&kin->ids, id, &added) == LOOKUP_NONE ||
        !kin_words_find(kin->words, cell, &word))
        return no_memory(kin);
    kin->has_words = kin->has_words || cell.length > 0;
    return !added || !word || add_relative(kin, row, word) || no_memory(kin);
}

/* --- Relationships --------------------------------------------------------------------------- */

/* What the row of `of` tells: that `from` is so to `to`. */
static bool tell(struct family_kin *kin, const struct relative *of, const struct relative *from,
                 const struct relative *to, struct text type, struct text status, struct text kind)
{
    struct family_row row = {.file = of->file,
                             .whole = {.line = of->line},
                             .of_person = true,
                             .reporter = kin->reporter};
    for (size_t i = 0; i < FAMILY_CELLS; i++)
        row.cells[i] = TEXT("");
    row.cells[RELATION_FROM] = from->id;
    row.cells[RELATION_TO] = to->id;
    row.cells[RELATION_TYPE] = type;
    row.cells[RELATION_STATUS] = status;
    row.cells[RELATION_KIND] = kind;
    kin->told++;
    return kin->to.relationship(kin->to.context, &row);
}

static bool tell_parent(struct family_kin *kin, const struct relative *of,
                        const struct relative *parent, const struct relative *child,
                        struct text kind)
{
    return tell(kin, of, parent, child, TEXT("parent"), TEXT(""), kind);
}

static bool is_child(const struct group *group, const struct relative *relative)
{
    return relative->word->tie == KIN_SELF ||
           (relative->word->tie == KIN_PERHAPS_SELF && group->children == 0);
}

/* Whether it is told for sure whose parent this is. */
static bool is_sure(const struct group *group, const struct kin_word *word)
{
    return group->parents[kind_of(word)] <= PARENTS ||
           (word->role != KIN_NO_ROLE && group->bearers[word->role] == 1);
}

static bool is_sure_parent(const struct group *group, const struct relative *relative)
{
    return relative->word->tie == KIN_PARENT && is_sure(group, relative->word);
}

static const struct relative *bearer_of(const struct family_kin *kin, const struct group *group,
                                        enum kin_role role)
{
    return group->bearers[role] == 1 ? &kin->people[group->bearer[role]] : NULL;
}

/* The parents by birth of a brother or sister. */
static bool tell_sibling(struct family_kin *kin, const struct group *group,
                         const struct relative *sibling)
{
    for (uint32_t i = group->first; i != FAMILY_NONE; i = kin->people[i].next) {
        const struct relative *parent = &kin->people[i];
        if (is_sure_parent(group, parent) && kind_of(parent->word) == BY_BIRTH &&
            !tell_parent(kin, sibling, parent, sibling, TEXT("birth")))
            return false;
    }
    return true;
}

/* What a word says of the child: of each, or for a twin of the only one. */
static bool tell_of_child(struct family_kin *kin, const struct group *group,
                          const struct relative *relative)
{
    const struct kin_word *word = relative->word;
    bool twin = word->tie == KIN_TWIN;
    if (twin && (group->children > 0 ? group->children : group->perhaps) > 1)
        return true;
    for (uint32_t i = group->first; i != FAMILY_NONE; i = kin->people[i].next) {
        const struct relative *child = &kin->people[i];
        if (is_child(group, child) &&
            !(twin ? tell(kin, relative, relative, child, word->code, TEXT(""), TEXT(""))
                   : tell_parent(kin, relative, relative, child, word->code)))
            return false;
    }
    return true;
}

static bool tell_relative(struct family_kin *kin, const struct group *group,
                          const struct relative *relative)
{
    const struct kin_word *word = relative->word;
    const struct relative *of = bearer_of(kin, group, word->of);
    switch (word->tie) {
    case KIN_SELF:
    case KIN_PERHAPS_SELF:
        break;
    case KIN_PARENT:
        if (!is_sure(group, word))
            break;
        if (word->of == KIN_CHILD)
            return tell_of_child(kin, group, relative);
        return !of || tell_parent(kin, relative, relative, of, word->code);
    case KIN_OFFSPRING:
        return !of || tell_parent(kin, relative, of, relative, TEXT("birth"));
    case KIN_PARTNER:
        return !of || tell(kin, relative, relative, of, TEXT("partner"), word->code, TEXT(""));
    case KIN_TWIN:
        return tell_sibling(kin, group, relative) && tell_of_child(kin, group, relative);
    case KIN_SIBLING:
        return tell_sibling(kin, group, relative);
    }
    return true;
}

bool family_kin_tell(struct family_kin *kin)
{
    for (uint32_t i = 0; i < kin->families.count; i++) {
        const struct group *group = &kin->groups[i];
        for (uint32_t j = group->first; j != FAMILY_NONE; j = kin->people[j].next)
            if (!tell_relative(kin, group, &kin->people[j]))
                return false;
    }
    return true;
}

/* --- All of it ------------------------------------------------------------------------------- */

struct family_kin *family_kin_new(const struct family_sink *to, const struct reporter *reporter)
{
    struct family_kin *kin = memory_new(1, sizeof *kin);
    if (!kin) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    kin->to = *to;
    kin->reporter = reporter;
    arena_init(&kin->texts);
    lookup_init(&kin->ids);
    lookup_init(&kin->families);
    kin->words = kin_words_new(reporter);
    if (kin->words)
        return kin;
    family_kin_free(kin);
    return NULL;
}

void family_kin_free(struct family_kin *kin)
{
    if (!kin)
        return;
    kin_words_free(kin->words);
    arena_release(&kin->texts);
    lookup_release(&kin->ids);
    lookup_release(&kin->families);
    memory_free(kin->people);
    memory_free(kin->groups);
    memory_free(kin);
}

struct family_sink family_kin_sink(struct family_kin *kin)
{
    return (struct family_sink){.person = take_person, .context = kin, .whole = kin->to.whole};
}

bool family_kin_has_words(const struct family_kin *kin)
{
    return kin->has_words;
}

uint64_t family_kin_count(const struct family_kin *kin)
{
    return kin->told;
}
