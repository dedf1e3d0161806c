#include "base/buffer.h"
#include "base/memory.h"
#include "tap.h"

static void test_growing(void)
{
    struct buffer buffer;
    buffer_init(&buffer, 1 << 20);
    is_text(buffer_text(&buffer), TEXT(""), "a new buffer is empty");
    ok(buffer_text(&buffer).data != NULL, "and its text has an address");
    ok(buffer.data == NULL, "nothing is allocated yet");
    ok(buffer_add(&buffer, TEXT("")), "the empty text can be added");
    ok(buffer_add(&buffer, (struct text){NULL, 0}), "so can nothing");
    ok(buffer_put(&buffer, "family ") && buffer_add_byte(&buffer, '#'), "a text and a byte");
    ok(buffer_add_number(&buffer, 0) && buffer_add_byte(&buffer, ' '), "the number 0");
    ok(buffer_add_number(&buffer, UINT64_MAX), "the largest number");
    ok(buffer_format(&buffer, " %s-%03d", "x", 7), "formatted text");
    is_text(buffer_text(&buffer), TEXT("family #0 18446744073709551615 x-007"), "all in order");
    ok(buffer_add(&buffer, TEXT("\0|")), "a NUL byte");
    is_number(buffer.length, 38, "counts as any other");

    buffer_clear(&buffer);
    is_text(buffer_text(&buffer), TEXT(""), "cleared, it is empty");
    ok(buffer.capacity > 0, "and keeps its memory");
    bool grown = true;
    for (int i = 0; i < 100000; i++)
        grown &= buffer_add_byte(&buffer, (char)('a' + i % 26));
    ok(grown && buffer.length == 100000, "a hundred thousand bytes one by one");
    bool kept = true;
    for (int i = 0; i < 100000; i++)
        kept &= buffer.data[i] == (char)('a' + i % 26);
    ok(kept, "are all there");
    buffer_release(&buffer);
    ok(buffer.data == NULL && buffer.length == 0 && buffer.maximum == 1 << 20,
       "released, it is as new and keeps its maximum");
    ok(buffer_put(&buffer, "again"), "and can be used again");
    buffer_release(&buffer);
}

static void test_maximum(size_t maximum, const char *name)
{
    struct buffer buffer;
    buffer_init(&buffer, maximum);
    size_t fitted = 0;
    while (fitted < maximum + 100 && buffer_add_byte(&buffer, 'x'))
        fitted++;
    is_number(fitted, maximum, name);
    ok(buffer_failed(&buffer), "one byte more marks it failed");
    is_number(buffer.length, maximum, "what fitted stays");
    ok(!buffer_add(&buffer, TEXT("")), "then even the empty text is refused");
    ok(!buffer_format(&buffer, "%d", 1), "formatted text too");
    ok(!buffer_add_number(&buffer, 1), "a number too");
    ok(!buffer_reserve(&buffer, 0), "and room");
    ok(buffer_detach(&buffer) == NULL, "it cannot be detached");
    is_number(buffer.length, maximum, "all of that changed nothing");
    buffer_clear(&buffer);
    ok(!buffer_failed(&buffer) && buffer.length == 0, "cleared, it is sound");
    if (maximum > 0)
        ok(buffer_add_byte(&buffer, 'y'), "and takes bytes");
    buffer_release(&buffer);
}

static void test_refusing(void)
{
    struct buffer buffer;
    buffer_init(&buffer, 100);
    ok(buffer_put(&buffer, "start"), "a buffer of at most 100");
    ok(!buffer_reserve(&buffer, SIZE_MAX), "no room for the largest size");
    ok(!buffer_put(&buffer, "x"), "nor for a byte after that");
    is_text(buffer_text(&buffer), TEXT("start"), "what was there is still there");
    buffer_clear(&buffer);
    ok(!buffer_format(&buffer, "%200d", 1), "formatted text past the maximum");
    ok(buffer_failed(&buffer) && buffer.length == 0, "fails whole: no part of it is added");
    buffer_clear(&buffer);
    ok(buffer_reserve(&buffer, 100), "room for exactly the maximum");
    ok(buffer.capacity <= 100, "is not more than the maximum");
    buffer_release(&buffer);
}

static void test_detaching(void)
{
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    char *empty = buffer_detach(&buffer);
    if (is_string(empty, "", "an empty buffer detaches as the empty string"))
        memory_free(empty);
    buffer_put(&buffer, "kept");
    char *bytes = buffer_detach(&buffer);
    is_string(bytes, "kept", "the bytes come with a NUL");
    ok(buffer.data == NULL && buffer.length == 0, "the buffer is empty and has let go");
    buffer_put(&buffer, "next");
    is_string(bytes, "kept", "new bytes do not touch the old");
    memory_free(bytes);
    buffer_release(&buffer);
}

static void test_filling(void)
{
    const struct text words[] = {TEXT("one"), TEXT("{1}")};
    struct buffer buffer;
    buffer_init(&buffer, 100);
    ok(buffer_fill(&buffer, TEXT("{1}, {2}, {3}, {0}, {, {1"), words, 2), "words are filled in");
    is_text(buffer_text(&buffer), TEXT("one, {1}, {3}, {0}, {, {1"), "where there is one");
    buffer_release(&buffer);
}

int main(void)
{
    test_growing();
    test_maximum(1000, "a buffer of at most 1000 takes 1000");
    test_maximum(64, "a buffer of at most 64 takes 64");
    test_maximum(65, "a buffer of at most 65 takes 65");
    test_maximum(10, "a buffer of at most 10 takes 10");
    test_maximum(0, "a buffer of at most 0 takes none");
    test_refusing();
    test_detaching();
    test_filling();
    return done();
}
