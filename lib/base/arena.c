#include "base/arena.h"

#include "base/memory.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct arena_block {
    struct arena_block *next;
    char bytes[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){.next_size = FIRST_BLOCK};
}

void arena_release(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        memory_free(arena->blocks);
        arena->blocks = next;
    }
    arena_init(arena);
}

char *arena_room(struct arena *arena, size_t length)
{
    if (length > arena->left) {
        size_t size = length > arena->next_size ? length : arena->next_size;
        if (size > SIZE_MAX - sizeof(struct arena_block))
            return NULL;
        struct arena_block *block = memory_resize(NULL, sizeof *block + size, 1);
        if (!block)
            return NULL;
        block->next = arena->blocks;
        arena->blocks = block;
        arena->at = block->bytes;
        arena->left = size;
        if (arena->next_size < LARGEST_BLOCK)
            arena->next_size *= 2;
    }
    char *room = arena->at;
    arena->at += length;
    arena->left -= length;
    return room;
}

struct text arena_copy(struct arena *arena, struct text text)
{
    char *room = arena_room(arena, text.length + 1);
    if (!room)
        return (struct text){NULL, 0};
    if (text.length > 0)
        memcpy(room, text.data, text.length);
    room[text.length] = '\0';
    return (struct text){room, text.length};
}
