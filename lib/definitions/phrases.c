#include "definitions/phrases.h"

#include "base/memory.h"
#include "records/share.h"

static bool load(struct phrases *phrases, struct share_file *file)
{
    enum { KEY, TEXT_CELL };
    static const char *const names[] = {"key", "text", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        bool added;
        void *texts = phrases->texts;
        if (lookup_add(&phrases->keys, share_file_cell(file, KEY), &added) == LOOKUP_NONE)
            return share_file_no_memory(file);
        if (!added)
            return share_file_broken(file, KEY);
        if (!memory_reserve(&texts, &phrases->capacity, phrases->keys.count,
                            sizeof *phrases->texts))
            return share_file_no_memory(file);
        phrases->texts = texts;
        struct text text = arena_copy(&phrases->arena, share_file_cell(file, TEXT_CELL));
        if (!text.data)
            return share_file_no_memory(file);
        phrases->texts[phrases->keys.count - 1] = text;
    }
    return share_file_done(file);
}

struct phrases *phrases_new(const struct reporter *reporter)
{
    struct phrases *phrases = memory_new(1, sizeof *phrases);
    if (!phrases) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    lookup_init(&phrases->keys);
    arena_init(&phrases->arena);
    struct share_file *file = share_file_open("phrases.csv", reporter);
    bool loaded = file && load(phrases, file);
    share_file_free(file);
    if (loaded)
        return phrases;
    phrases_free(phrases);
    return NULL;
}

void phrases_free(struct phrases *phrases)
{
    if (!phrases)
        return;
    lookup_release(&phrases->keys);
    arena_release(&phrases->arena);
    memory_free(phrases->texts);
    memory_free(phrases);
}

struct text phrase(const struct phrases *phrases, const char *key)
{
    uint32_t number = lookup_find(&phrases->keys, text_of(key));
    return number == LOOKUP_NONE ? text_of(key) : phrases->texts[number];
}

bool phrase_words(const struct phrases *phrases, const char *key, struct buffer *to,
                  const struct text *words, size_t count)
{
    return buffer_fill(to, phrase(phrases, key), words, count);
}
