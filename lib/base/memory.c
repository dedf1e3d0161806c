#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memory_new(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return calloc(count ? count : 1, size ? size : 1);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    return realloc(old, bytes ? bytes : 1);
}

int memory_reserve(void **array, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return 1;
    size_t next = *capacity ? *capacity : 8;
    while (next < wanted) {
        if (next > SIZE_MAX / 2)
            return 0;
        next *= 2;
    }
    void *grown = memory_resize(*array, next, size);
    if (!grown)
        return 0;
    *array = grown;
    *capacity = next;
    return 1;
}

char *memory_copy(const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = malloc(length + 1);
    if (!copy)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void memory_free(void *memory)
{
    free(memory);
}
