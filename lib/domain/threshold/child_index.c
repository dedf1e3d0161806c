#include "domain/threshold/child_index.h"

#include "base/limits.h"

/* A key is family_id, a NUL, child_id: no cell holds a NUL. */

void child_index_init(struct child_index *index)
{
    lookup_init(&index->keys);
    buffer_init(&index->key, 2 * LIMIT_CELL_BYTES + 1);
}

void child_index_release(struct child_index *index)
{
    lookup_release(&index->keys);
    buffer_release(&index->key);
}

static bool make_key(struct child_index *index, struct text family, struct text child)
{
    buffer_clear(&index->key);
    buffer_add(&index->key, family);
    buffer_add_byte(&index->key, '\0');
    buffer_add(&index->key, child);
    return !buffer_failed(&index->key);
}

uint32_t child_index_add(struct child_index *index, struct text family, struct text child,
                         bool *added)
{
    if (!make_key(index, family, child))
        return LOOKUP_NONE;
    return lookup_add(&index->keys, buffer_text(&index->key), added);
}

uint32_t child_index_exact(struct child_index *index, struct text family, struct text child)
{
    /* A key longer than all of those added is none of them; others need no new memory. */
    if (family.length + 1 + child.length > index->key.capacity || !make_key(index, family, child))
        return LOOKUP_NONE;
    return lookup_find(&index->keys, buffer_text(&index->key));
}

uint32_t child_index_for(struct child_index *index, struct text family, struct text child)
{
    uint32_t number = child_index_exact(index, family, child);
    if (number == LOOKUP_NONE && family.length > 0 && child.length > 0)
        number = child_index_exact(index, family, TEXT(""));
    if (number == LOOKUP_NONE && family.length > 0 && child.length > 0)
        number = child_index_exact(index, TEXT(""), child);
    return number;
}

struct text child_index_family(const struct child_index *index, uint32_t number)
{
    struct text key = lookup_key(&index->keys, number);
    return text_part(key, 0, (size_t)((const char *)memchr(key.data, '\0', key.length) - key.data));
}

struct text child_index_child(const struct child_index *index, uint32_t number)
{
    struct text key = lookup_key(&index->keys, number);
    return text_part(key, child_index_family(index, number).length + 1, key.length);
}
