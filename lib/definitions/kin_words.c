#include "definitions/kin_words.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/definition.h"
#include "records/share.h"

enum { WORD, TYPE, OF, ROLE };

static const struct {
    const char *type;
    enum kin_tie tie;
} types[] = {
    {"self", KIN_SELF},          {"perhaps-self", KIN_PERHAPS_SELF},
    {"birth", KIN_PARENT},       {"adoptive", KIN_PARENT},
    {"foster", KIN_PARENT},      {"step", KIN_PARENT},
    {"kinship", KIN_PARENT},     {"birth-child", KIN_OFFSPRING},
    {"partner", KIN_PARTNER},    {"married", KIN_PARTNER},
    {"cohabiting", KIN_PARTNER}, {"transitory", KIN_PARTNER},
    {"separated", KIN_PARTNER},  {"divorced", KIN_PARTNER},
    {"sibling", KIN_SIBLING},    {"twin", KIN_TWIN},
};

enum { TYPES = sizeof types / sizeof *types };

static const char *const roles[] = {"", "mother", "father", "child"};

static struct text type_at(const void *context, size_t i)
{
    (void)context;
    return text_of(types[i].type);
}

static bool read_type(struct share_file *file, struct kin_word *word)
{
    struct text cell = share_file_cell(file, TYPE);
    for (size_t i = 0; i < TYPES; i++)
        if (text_equal(cell, text_of(types[i].type))) {
            word->tie = types[i].tie;
            word->code = text_of(types[i].type);
            return true;
        }
    return share_file_unknown(file, TYPE, cell, TYPES, type_at, NULL);
}

static bool read_role(struct share_file *file, size_t column, enum kin_role *role)
{
    struct text cell = share_file_cell(file, column);
    for (int i = KIN_NO_ROLE; i <= KIN_CHILD; i++)
        if (text_equal(cell, text_of(roles[i]))) {
            *role = (enum kin_role)i;
            return true;
        }
    return share_file_wrong_words(file, column, MESSAGE_DEFINITION_CELL, NULL, 0);
}

/* Whether a tie of this sort can lead to that person. */
static bool leads_to(enum kin_tie tie, enum kin_role of)
{
    switch (tie) {
    case KIN_SELF:
    case KIN_PERHAPS_SELF:
        return of == KIN_NO_ROLE;
    case KIN_SIBLING:
    case KIN_TWIN:
        return of == KIN_CHILD;
    case KIN_OFFSPRING:
    case KIN_PARTNER:
        return of == KIN_MOTHER || of == KIN_FATHER;
    case KIN_PARENT:
        break;
    }
    return of != KIN_NO_ROLE;
}

static bool read_word(struct share_file *file, struct kin_word *word)
{
    if (!read_type(file, word) || !read_role(file, OF, &word->of) ||
        !read_role(file, ROLE, &word->role))
        return false;
    bool by_birth = text_equal(word->code, TEXT("birth"));
    if (!leads_to(word->tie, word->of) ||
        (word->tie == KIN_PARENT && !by_birth && word->of != KIN_CHILD))
        return share_file_wrong_words(file, OF, MESSAGE_DEFINITION_CELL, NULL, 0);
    if (word->role == KIN_CHILD ||
        (word->role != KIN_NO_ROLE && !(by_birth && word->of == KIN_CHILD)))
        return share_file_wrong_words(file, ROLE, MESSAGE_DEFINITION_CELL, NULL, 0);
    return true;
}

static bool load(struct kin_words *words, struct share_file *file)
{
    static const char *const names[] = {"word", "type", "of", "role", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct kin_word word = {.tie = KIN_SELF};
        bool added;
        if (!read_word(file, &word))
            continue;
        buffer_clear(&words->key);
        if (!heading_key(share_file_cell(file, WORD), &words->key))
            return share_file_no_memory(file);
        uint32_t number = lookup_add(&words->keys, buffer_text(&words->key), &added);
        if (number == LOOKUP_NONE || !memory_reserve((void **)&words->list, &words->capacity,
                                                     (size_t)number + 1, sizeof *words->list))
            return share_file_no_memory(file);
        if (!added || words->key.length == 0)
            share_file_wrong_words(file, WORD, MESSAGE_DEFINITION_CELL, NULL, 0);
        words->list[number] = word;
    }
    return share_file_sound(file);
}

struct kin_words *kin_words_new(const struct reporter *reporter)
{
    struct kin_words *words = memory_new(1, sizeof *words);
    if (!words) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    lookup_init(&words->keys);
    buffer_init(&words->key, LIMIT_CELL_BYTES);
    struct share_file *file = share_file_open("kin.csv", reporter);
    bool loaded = file && load(words, file);
    share_file_free(file);
    if (loaded)
        return words;
    kin_words_free(words);
    return NULL;
}

void kin_words_free(struct kin_words *words)
{
    if (!words)
        return;
    lookup_release(&words->keys);
    buffer_release(&words->key);
    memory_free(words->list);
    memory_free(words);
}

bool kin_words_find(struct kin_words *words, struct text cell, const struct kin_word **word)
{
    *word = NULL;
    buffer_clear(&words->key);
    if (!heading_key(cell, &words->key))
        return false;
    uint32_t number = lookup_find(&words->keys, buffer_text(&words->key));
    if (number != LOOKUP_NONE)
        *word = &words->list[number];
    return true;
}
