#include "definitions/value_names.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

static struct text key_of(struct value_names *names, struct text list, struct text code)
{
    buffer_clear(&names->key);
    buffer_add(&names->key, list);
    buffer_add_byte(&names->key, '\n');
    buffer_add(&names->key, code);
    return buffer_text(&names->key);
}

static bool load(struct value_names *names, struct share_file *file)
{
    enum { LIST, CODE, NAME };
    static const char *const columns[] = {"list", "code", "name", NULL};
    if (!share_file_columns(file, columns))
        return false;
    while (share_file_next(file)) {
        bool added;
        void *list = names->names;
        struct text key = key_of(names, share_file_cell(file, LIST), share_file_cell(file, CODE));
        if (buffer_failed(&names->key) || lookup_add(&names->keys, key, &added) == LOOKUP_NONE)
            return share_file_no_memory(file);
        if (!added)
            return share_file_broken(file, CODE);
        if (!memory_reserve(&list, &names->capacity, names->keys.count, sizeof *names->names))
            return share_file_no_memory(file);
        names->names = list;
        struct text name = arena_copy(&names->arena, share_file_cell(file, NAME));
        if (!name.data)
            return share_file_no_memory(file);
        names->names[names->keys.count - 1] = name;
    }
    return share_file_done(file);
}

struct value_names *value_names_new(const struct reporter *reporter)
{
    struct value_names *names = memory_new(1, sizeof *names);
    if (!names) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    lookup_init(&names->keys);
    arena_init(&names->arena);
    buffer_init(&names->key, LIMIT_CELL_BYTES * 2);
    struct share_file *file = share_file_open("maps/value-names.csv", reporter);
    bool loaded = file && load(names, file);
    share_file_free(file);
    if (loaded)
        return names;
    value_names_free(names);
    return NULL;
}

void value_names_free(struct value_names *names)
{
    if (!names)
        return;
    lookup_release(&names->keys);
    arena_release(&names->arena);
    buffer_release(&names->key);
    memory_free(names->names);
    memory_free(names);
}

struct text value_name(struct value_names *names, struct text list, struct text code)
{
    struct text key = key_of(names, list, code);
    uint32_t number = buffer_failed(&names->key) ? LOOKUP_NONE : lookup_find(&names->keys, key);
    return number == LOOKUP_NONE ? code : names->names[number];
}
