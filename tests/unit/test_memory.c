#include "base/arena.h"
#include "base/memory.h"
#include "tap.h"

static bool all_zero(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

static void test_new(void)
{
    char *bytes = memory_new(10, 100);
    ok(bytes && all_zero(bytes, 1000), "new memory is zero");
    memory_free(bytes);
    bytes = memory_new(0, 100);
    ok(bytes != NULL, "nothing has an address too");
    memory_free(bytes);
    bytes = memory_new(100, 0);
    ok(bytes != NULL, "so have many things of no size");
    memory_free(bytes);
    ok(!memory_new(SIZE_MAX, 2), "more than can be counted is refused");
    ok(!memory_new(SIZE_MAX / 8 + 1, 8), "just more too, though the product would wrap to 0");
    memory_free(NULL);
}

static void test_resize(void)
{
    uint32_t *numbers = memory_resize(NULL, 4, sizeof *numbers);
    if (!ok(numbers != NULL, "memory from nothing"))
        return;
    for (uint32_t i = 0; i < 4; i++)
        numbers[i] = i * 7;
    uint32_t *more = memory_resize(numbers, 100000, sizeof *numbers);
    if (!ok(more != NULL, "is made larger"))
        return;
    ok(more[1] == 7 && more[3] == 21, "with what was in it");
    ok(!memory_resize(more, SIZE_MAX / 2, sizeof *more), "more than can be counted is refused");
    ok(more[1] == 7 && more[3] == 21, "and the old memory stays");
    more = memory_resize(more, 2, sizeof *more);
    ok(more && more[1] == 7, "it is made smaller");
    void *none = memory_resize(more, 0, sizeof *more);
    ok(none != NULL, "down to nothing, which still has an address");
    memory_free(none);
}

static void test_reserve(void)
{
    void *array = NULL;
    size_t capacity = 0;
    ok(memory_reserve(&array, &capacity, 0, 16) && !array && capacity == 0,
       "no room is made for nothing");
    ok(memory_reserve(&array, &capacity, 1, 16), "room for one");
    ok(array && capacity >= 1, "is there");
    size_t grown = 0;
    for (size_t wanted = 1; wanted < 100000; wanted++) {
        size_t before = capacity;
        if (!memory_reserve(&array, &capacity, wanted, 16) || capacity < wanted)
            break;
        grown += capacity != before;
    }
    ok(capacity >= 99999 && grown < 20, "an array that grows by one is moved now and then only");
    void *old = array;
    size_t held = capacity;
    ok(!memory_reserve(&array, &capacity, SIZE_MAX, 16), "more than can be counted is refused");
    ok(!memory_reserve(&array, &capacity, SIZE_MAX / 2 + 2, 1), "doubling stops in time");
    ok(!memory_reserve(&array, &capacity, SIZE_MAX / 16 + 1, 16), "the size is checked too");
    ok(array == old && capacity == held, "and nothing has changed");
    memory_free(array);
}

static void test_copy(void)
{
    char *copy = memory_copy("one\0two", 7);
    ok(copy && memcmp(copy, "one\0two", 8) == 0, "a copy has a NUL behind it, and may hold one");
    memory_free(copy);
    copy = memory_copy(NULL, 0);
    is_string(copy, "", "nothing is copied as the empty string");
    memory_free(copy);
    ok(!memory_copy("x", SIZE_MAX), "more than can be counted is refused");
}

static void test_arena(void)
{
    struct arena arena;
    arena_init(&arena);
    struct text first = arena_copy(&arena, TEXT("family"));
    struct text empty = arena_copy(&arena, (struct text){NULL, 0});
    struct text bytes = arena_copy(&arena, TEXT("a\0b"));
    is_text(first, TEXT("family"), "a copy");
    ok(first.data && first.data[6] == '\0', "has a NUL behind it");
    ok(empty.data && empty.length == 0, "the empty text has an address");
    is_text(bytes, TEXT("a\0b"), "a NUL byte counts as any other");
    ok(arena_copy(&arena, TEXT("family")).data != first.data, "each copy is of its own");
    arena_release(&arena);
    arena_release(&arena);
    ok(arena_copy(&arena, TEXT("again")).data != NULL, "once released it can be used again");
    arena_release(&arena);
    ok(!arena_room(&arena, SIZE_MAX - 2), "more than can be counted is refused");
    arena_release(&arena);
}

/* Texts of all lengths keep their addresses and their bytes while others are added. */
static void test_arena_of_many(void)
{
    enum { TEXTS = 3000 };
    static struct text texts[TEXTS];
    static char pattern[TEXTS * 3];
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (char)('a' + i % 23);
    bool copied = true, kept = true;
    for (size_t i = 0; i < TEXTS; i++) {
        texts[i] = arena_copy(&arena, (struct text){pattern + i % 23, i * 2});
        copied &= texts[i].data != NULL;
    }
    ok(copied, "3,000 texts of up to 6,000 bytes");
    for (size_t i = 0; i < TEXTS && copied; i++)
        kept &= text_equal(texts[i], (struct text){pattern + i % 23, i * 2}) &&
                texts[i].data[i * 2] == '\0';
    ok(kept, "are all as they were");
    char *large = arena_room(&arena, (size_t)5 << 20);
    if (ok(large != NULL, "one that is larger than any block"))
        memset(large, 'x', (size_t)5 << 20);
    for (size_t i = 0; i < TEXTS && copied; i++)
        kept &= text_equal(texts[i], (struct text){pattern + i % 23, i * 2});
    ok(kept, "touches none of them");
    arena_release(&arena);
}

int main(void)
{
    test_new();
    test_resize();
    test_reserve();
    test_copy();
    test_arena();
    test_arena_of_many();
    return done();
}
