#include "base/memory.h"
#include "base/stems.h"
#include "tap.h"

#include <stdlib.h>

static struct stems stems;

static struct stem_index index_now(void)
{
    struct stem_index index = {0};
    ok(stems_index(&stems, &index), "an index");
    return index;
}

/* `stem@at` of each hit, by place and then by the order in which the stems were added. */
static int order_of_hits(const void *a, const void *b)
{
    const struct stem_hit *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

static bool finds(const char *text, const char *wanted)
{
    static char got[4096];
    struct stem_hits hits = {0};
    size_t length = 0;
    bool found = stems_find(index_now(), text_of(text), &hits);
    if (hits.count > 1)
        qsort(hits.hits, hits.count, sizeof *hits.hits, order_of_hits);
    got[0] = '\0';
    for (size_t i = 0; i < hits.count; i++) {
        struct text stem = lookup_key(&stems.texts, hits.hits[i].stem);
        length += (size_t)snprintf(got + length, sizeof got - length, "%s%.*s@%u", i ? " " : "",
                                   (int)stem.length, stem.data, hits.hits[i].at);
    }
    memory_free(hits.hits);
    return found && is_string(got, wanted, text);
}

static void test_sound(void)
{
    static const char *const sound[] = {
        "a", "a$", "abc", "ABC$", "17", "##th", "1#", "abcdefghijklmno", "abcdefghijklmno$"};
    static const char *const unsound[] = {"",
                                          "$",
                                          "a$$",
                                          "a b",
                                          "a-b",
                                          "a'",
                                          "a$b",
                                          "_a",
                                          "\xC3\xA9",
                                          "abcdefghijklmnop",
                                          "abcdefghijklmnop$"};
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        ok(stem_is_sound(text_of(sound[i])), sound[i]);
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++) {
        ok(!stem_is_sound(text_of(unsound[i])), unsound[i]);
        ok(stems_add(&stems, text_of(unsound[i])) == LOOKUP_NONE, "and is not taken");
    }
    for (int byte = 0; byte < 256; byte++) {
        bool letter = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                      (byte >= 'A' && byte <= 'Z');
        if (stem_is_letter((char)byte) != letter)
            ok(false, "letters are ASCII letters and digits");
    }
}

static void test_found(void)
{
    finds("", "");
    finds("nothing here", "");
    is_number(stems_add(&stems, TEXT("drink")), 0, "the first");
    is_number(stems_add(&stems, TEXT("drinks$")), 1, "the second");
    is_number(stems_add(&stems, TEXT("DRINK")), 0, "capitals do not matter");
    finds("drink", "drink@0");
    finds("Drinking, DRINKS; drinks", "drink@0 drink@10 drinks$@10 drink@18 drinks$@18");
    finds("a drin k", "");
    finds("undrinkable", "");
    stems_add(&stems, TEXT("a"));
    stems_add(&stems, TEXT("a$"));
    stems_add(&stems, TEXT("ab"));
    stems_add(&stems, TEXT("ab$"));
    stems_add(&stems, TEXT("abc$"));
    finds("a ab abc", "a@0 a$@0 a@2 ab@2 ab$@2 a@5 ab@5 abc$@5");
    /* What parts words, and what does not: `_` is in the middle of a word. */
    finds("x-ab.ab'ab", "a@2 ab@2 ab$@2 a@5 ab@5 ab$@5 a@8 ab@8 ab$@8");
    finds("x_ab _ab", "");
    finds("ab\xC3\xA9", "a@0 ab@0 ab$@0");
    /* Stems of the greatest length. */
    stems_add(&stems, TEXT("zyxwvutsrqponml"));
    stems_add(&stems, TEXT("zyxwvutsrqponml$"));
    finds("zyxwvutsrqponml", "zyxwvutsrqponml@0 zyxwvutsrqponml$@0");
    finds("zyxwvutsrqponmlk", "zyxwvutsrqponml@0");
    finds("zyxwvutsrqponmlkjihgfedcba", "zyxwvutsrqponml@0");
    finds("zyxwvutsrqponm", "");
    /* Digits: themselves, or any. */
    stems_add(&stems, TEXT("17"));
    stems_add(&stems, TEXT("##th"));
    stems_add(&stems, TEXT("#$"));
    stems_add(&stems, TEXT("1#"));
    stems_add(&stems, TEXT("yr#"));
    finds("17", "17@0");
    finds("17th 5 98th yr6", "17@0 ##th@0 #$@5 ##th@7 yr#@12");
    finds("10", "");
    finds("ab1", "a@0 ab@0"); /* once, though the word is looked up with `#` for 1, too */
}

/* A text of one word kind after another costs what it is long: hits are told, none twice. */
static void test_many(void)
{
    enum { WORDS = 20000 };
    struct stem_hits hits = {0};
    static char text[WORDS * 6 + 1];
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 6, "drink ", 6);
    ok(stems_find(index_now(), (struct text){text, WORDS * 6}, &hits), "many words");
    is_number(hits.count, WORDS, "a hit each");
    bool ordered = true;
    for (size_t i = 0; i < hits.count; i++)
        ordered = ordered && hits.hits[i].at == i * 6;
    ok(ordered, "in order");
    ok(stems_find(index_now(), TEXT("drink"), &hits), "once more");
    is_number(hits.count, WORDS + 1, "hits are added to those that are there");
    memory_free(hits.hits);
}

int main(void)
{
    stems_init(&stems);
    test_sound();
    test_found();
    test_many();
    stems_release(&stems);
    return done();
}
