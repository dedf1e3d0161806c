#include "domain/measures/measure_keys.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

#include <stdlib.h>

bool names_fold(struct text name, struct buffer *key)
{
    bool blank = false;
    buffer_clear(key);
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.data[i];
        bool wide = byte == 0xc2 && i + 1 < name.length && (unsigned char)name.data[i + 1] == 0xa0;
        if (wide || byte == ' ' || (byte >= '\t' && byte <= '\r')) {
            i += wide;
            blank = true;
            continue;
        }
        if (blank && key->length > 0)
            buffer_add_byte(key, ' ');
        blank = false;
        buffer_add_byte(key, byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : (char)byte);
    }
    return !buffer_failed(key);
}

void names_init(struct names *names)
{
    *names = (struct names){.last_number = KEY_NONE};
    lookup_init(&names->raw);
    lookup_init(&names->folded);
    lookup_init(&names->spelling);
    arena_init(&names->arena);
    buffer_init(&names->key, LIMIT_CELL_BYTES * 2);
}

void names_release(struct names *names)
{
    lookup_release(&names->raw);
    lookup_release(&names->folded);
    lookup_release(&names->spelling);
    arena_release(&names->arena);
    buffer_release(&names->key);
    memory_free(names->of_raw);
    memory_free(names->shown);
    memory_free(names->means);
    memory_free(names->rank);
    memory_free(names->sorted);
}

bool names_load(struct names *names, const char *file, const struct reporter *reporter)
{
    static const char *const columns[] = {"spelling", "organisation", NULL};
    struct share_file *list = share_file_open_user(file, reporter);
    bool done = list && share_file_columns(list, columns);
    while (done && share_file_next(list)) {
        struct text spelling = share_file_cell(list, 0), name = share_file_cell(list, 1);
        bool added;
        if (spelling.length == 0 || name.length == 0) {
            share_file_wrong_words(list, spelling.length == 0 ? 0 : 1, MESSAGE_DEFINITION_BLANK,
                                   NULL, 0);
            continue;
        }
        void *means = names->means;
        done = names_fold(spelling, &names->key) &&
               lookup_add(&names->spelling, buffer_text(&names->key), &added) != LOOKUP_NONE &&
               memory_reserve(&means, &names->means_capacity, names->spelling.count,
                              sizeof *names->means);
        names->means = means;
        struct text copy = done ? arena_copy(&names->arena, name) : TEXT("");
        if (!done || !copy.data)
            done = share_file_no_memory(list);
        else if (!added)
            share_file_wrong(list, 0, MESSAGE_DEFINITION_CODE_TWICE, spelling, spelling);
        else
            names->means[names->spelling.count - 1] = copy;
    }
    done = done && share_file_sound(list);
    share_file_free(list);
    return done;
}

bool names_known(struct names *names, struct text name)
{
    return names->spelling.count == 0 || name.length == 0 || !names_fold(name, &names->key) ||
           lookup_find(&names->spelling, buffer_text(&names->key)) != LOOKUP_NONE;
}

static bool has_letters(struct text name, char first, char last)
{
    for (size_t i = 0; i < name.length; i++)
        if (name.data[i] >= first && name.data[i] <= last)
            return true;
    return false;
}

/* Capitals and small letters both: nobody's shift key was stuck. */
static bool is_mixed(struct text name)
{
    return has_letters(name, 'A', 'Z') && has_letters(name, 'a', 'z');
}

static bool is_better_spelling(struct text name, struct text other)
{
    bool mixed = is_mixed(name);
    return mixed != is_mixed(other) ? mixed : text_compare(name, other) < 0;
}

/* The number of a name not seen in this spelling before. */
static uint32_t add_spelling(struct names *names, struct text name)
{
    bool added;
    struct text shown = name;
    if (!names_fold(name, &names->key))
        return KEY_NONE;
    uint32_t listed = lookup_find(&names->spelling, buffer_text(&names->key));
    if (listed != LOOKUP_NONE) {
        shown = names->means[listed];
        if (!names_fold(shown, &names->key))
            return KEY_NONE;
    }
    uint32_t number = lookup_add(&names->folded, buffer_text(&names->key), &added);
    void *list = names->shown;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &names->shown_capacity, names->folded.count, sizeof *names->shown))
        return KEY_NONE;
    names->shown = list;
    if (added || is_better_spelling(shown, names->shown[number])) {
        struct text copy = arena_copy(&names->arena, shown);
        if (!copy.data)
            return KEY_NONE;
        names->shown[number] = copy;
    }
    return number;
}

static uint32_t find_name(struct names *names, struct text name)
{
    bool added;
    uint32_t raw = lookup_add(&names->raw, name, &added);
    if (raw == LOOKUP_NONE)
        return KEY_NONE;
    if (!added)
        return names->of_raw[raw];
    void *list = names->of_raw;
    if (!memory_reserve(&list, &names->raw_capacity, names->raw.count, sizeof *names->of_raw))
        return KEY_NONE;
    names->of_raw = list;
    return names->of_raw[raw] = add_spelling(names, name);
}

uint32_t names_number(struct names *names, struct text name)
{
    if (names->folded.count == 0 && find_name(names, TEXT("")) == KEY_NONE)
        return KEY_NONE;
    if (name.length == 0)
        return 0;
    if (names->last_number != KEY_NONE &&
        text_equal(name, (struct text){names->last, names->last_length}))
        return names->last_number;
    uint32_t number = find_name(names, name);
    if (number != KEY_NONE && name.length <= sizeof names->last) {
        memcpy(names->last, name.data, name.length);
        names->last_length = name.length;
        names->last_number = number;
    }
    return number;
}

struct ranked {
    struct text name;
    size_t number;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *first = a, *second = b;
    return text_compare(first->name, second->name);
}

bool names_order(struct names *names)
{
    if (names_number(names, TEXT("")) == KEY_NONE)
        return false;
    size_t count = names->folded.count;
    struct ranked *ranked = memory_new(count, sizeof *ranked);
    names->rank = memory_new(count, sizeof *names->rank);
    names->sorted = memory_new(count, sizeof *names->sorted);
    bool done = ranked && names->rank && names->sorted;
    for (size_t i = 0; i < count && done; i++)
        ranked[i] = (struct ranked){names->shown[i], i};
    if (done)
        qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count && done; i++) {
        names->sorted[i] = ranked[i].number;
        names->rank[ranked[i].number] = (uint32_t)i;
    }
    memory_free(ranked);
    return done;
}

void keys_init(struct keys *keys)
{
    *keys = (struct keys){.in_two_families = 0};
    lookup_init(&keys->children);
    lookup_init(&keys->named);
    lookup_init(&keys->people.children);
    lookup_init(&keys->learned.children);
    arena_init(&keys->arena);
}

void keys_release(struct keys *keys)
{
    lookup_release(&keys->children);
    lookup_release(&keys->named);
    lookup_release(&keys->people.children);
    lookup_release(&keys->learned.children);
    arena_release(&keys->arena);
    memory_free(keys->people.families);
    memory_free(keys->learned.families);
}

bool keys_person(struct keys *keys, struct family_map *map, struct text family, struct text child)
{
    bool added;
    if (family.length == 0 || child.length == 0)
        return true;
    uint32_t number = lookup_add(&map->children, child, &added);
    void *list = map->families;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &map->capacity, map->children.count, sizeof *map->families))
        return false;
    map->families = list;
    if (!added && text_equal(map->families[number], family))
        return true;
    keys->in_two_families += !added;
    if (!added && text_compare(family, map->families[number]) >= 0)
        return true;
    struct text copy = arena_copy(&keys->arena, family);
    if (copy.data)
        map->families[number] = copy;
    else if (added)
        map->families[number] = TEXT("");
    return copy.data != NULL;
}

static struct text family_in(const struct family_map *map, struct text child)
{
    uint32_t number = child.length > 0 ? lookup_find(&map->children, child) : LOOKUP_NONE;
    return number == LOOKUP_NONE ? TEXT("") : map->families[number];
}

struct text keys_family_of(const struct keys *keys, struct text child)
{
    struct text family = family_in(&keys->people, child);
    return family.length == 0 && keys->learned_known ? family_in(&keys->learned, child) : family;
}

static uint32_t number_of(struct lookup *lookup, struct text key, bool add)
{
    return add ? lookup_add(lookup, key, NULL) : lookup_find(lookup, key);
}

uint32_t keys_child(struct keys *keys, struct text child, bool add)
{
    return child.length == 0 ? KEY_NONE : number_of(&keys->children, child, add);
}

size_t keys_family_count(const struct keys *keys)
{
    size_t most = keys->children.count > keys->named.count ? keys->children.count
                                                           : keys->named.count;
    return 2 * most + 1;
}

uint32_t keys_family(struct keys *keys, struct text family, struct text child,
                     uint32_t child_number, bool add)
{
    if (family.length == 0 && (keys->people.children.count > 0 || keys->learned_known))
        family = keys_family_of(keys, child);
    if (family.length > 0) {
        uint32_t number = number_of(&keys->named, family, add);
        return number < KEY_NONE / 2 ? 2 * number : KEY_NONE;
    }
    return child_number < KEY_NONE / 2 ? 2 * child_number + 1 : KEY_NONE;
}
