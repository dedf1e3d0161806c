#include "records/unmapped.h"

#include "base/limits.h"
#include "base/memory.h"

struct counted {
    size_t column_length; /* the key is the column, a NUL and the value */
    uint64_t count;
    const char *file;
    uint64_t line;
};

struct unmapped {
    struct lookup keys;
    struct counted *counts;
    size_t capacity;
    struct buffer key;
    const struct reporter *reporter;
    bool full;
};

struct unmapped *unmapped_new(const struct reporter *reporter)
{
    struct unmapped *unmapped = memory_new(1, sizeof *unmapped);
    if (!unmapped) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    lookup_init(&unmapped->keys);
    buffer_init(&unmapped->key, 2 * LIMIT_CELL_BYTES);
    unmapped->reporter = reporter;
    return unmapped;
}

void unmapped_free(struct unmapped *unmapped)
{
    if (!unmapped)
        return;
    lookup_release(&unmapped->keys);
    buffer_release(&unmapped->key);
    memory_free(unmapped->counts);
    memory_free(unmapped);
}

void unmapped_add(struct unmapped *unmapped, struct text column, struct text value,
                  struct place place)
{
    buffer_clear(&unmapped->key);
    buffer_add(&unmapped->key, column);
    buffer_add_byte(&unmapped->key, '\0');
    buffer_add(&unmapped->key, value);
    uint32_t number = lookup_find(&unmapped->keys, buffer_text(&unmapped->key));
    if (number != LOOKUP_NONE) {
        unmapped->counts[number].count++;
        return;
    }
    void *counts = unmapped->counts;
    char digits[24];
    if (unmapped->keys.count >= LIMIT_UNMAPPED_VALUES) {
        if (!unmapped->full)
            report_with(unmapped->reporter, PLACE_NONE, MESSAGE_UNMAPPED_FULL,
                        number_text(LIMIT_UNMAPPED_VALUES, digits));
        unmapped->full = true;
        return;
    }
    if (buffer_failed(&unmapped->key) ||
        !memory_reserve(&counts, &unmapped->capacity, unmapped->keys.count + 1,
                        sizeof *unmapped->counts) ||
        (unmapped->counts = counts,
         lookup_add(&unmapped->keys, buffer_text(&unmapped->key), NULL) == LOOKUP_NONE)) {
        report(unmapped->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return;
    }
    unmapped->counts[unmapped->keys.count - 1] = (struct counted){column.length, 1, place.file,
                                                                  place.line};
}

size_t unmapped_count(const struct unmapped *unmapped)
{
    return unmapped->keys.count;
}

struct unmapped_value unmapped_get(const struct unmapped *unmapped, size_t number)
{
    const struct counted *counted = &unmapped->counts[number];
    struct text key = lookup_key(&unmapped->keys, (uint32_t)number);
    return (struct unmapped_value){
        .column = text_part(key, 0, counted->column_length),
        .value = text_part(key, counted->column_length + 1, key.length),
        .count = counted->count,
        .file = counted->file,
        .line = counted->line,
    };
}
