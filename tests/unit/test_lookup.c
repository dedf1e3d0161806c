#include "base/lookup.h"
#include "tap.h"

static struct text key_of(uint32_t number, char digits[8])
{
    size_t at = 8;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return (struct text){digits + at, 8 - at};
}

static void test_few(void)
{
    struct lookup lookup;
    lookup_init(&lookup);
    bool added = true;
    is_number(lookup_find(&lookup, TEXT("a")), LOOKUP_NONE, "nothing is found in an empty table");
    is_number(lookup_add(&lookup, TEXT("neglect"), &added), 0, "the first key is 0");
    ok(added, "and new");
    is_number(lookup_add(&lookup, TEXT("housing"), &added), 1, "the second is 1");
    ok(added, "and new, too");
    is_number(lookup_add(&lookup, TEXT("neglect"), &added), 0, "the first again is still 0");
    ok(!added, "and not new");
    is_number(lookup_add(&lookup, TEXT("Neglect"), NULL), 2, "case makes another key");
    is_number(lookup_add(&lookup, TEXT(""), NULL), 3, "the empty text is a key");
    is_number(lookup_add(&lookup, (struct text){NULL, 0}, &added), 3, "nothing is the same key");
    ok(!added, "and not new");
    is_number(lookup_add(&lookup, TEXT("a\0b"), NULL), 4, "a key may hold NUL");
    is_number(lookup_find(&lookup, TEXT("a\0c")), LOOKUP_NONE, "what stands behind it counts");
    is_number(lookup_find(&lookup, TEXT("a")), LOOKUP_NONE, "a prefix is not found");
    is_number(lookup_find(&lookup, TEXT("housing")), 1, "a key is found");
    is_text(lookup_key(&lookup, 1), TEXT("housing"), "and the key of its number is itself");
    is_number(lookup.count, 5, "five keys are there");

    char own[] = "mine";
    uint32_t number = lookup_add(&lookup, text_of(own), NULL);
    own[0] = 'l';
    is_text(lookup_key(&lookup, number), TEXT("mine"), "keys are copied");

    lookup_clear(&lookup);
    is_number(lookup_find(&lookup, TEXT("housing")), LOOKUP_NONE, "cleared, all is forgotten");
    is_number(lookup_add(&lookup, TEXT("housing"), &added), 0, "and numbers start at 0");
    ok(added, "with new keys");
    lookup_release(&lookup);
    is_number(lookup_find(&lookup, TEXT("housing")), LOOKUP_NONE, "released, it is empty");
    is_number(lookup_add(&lookup, TEXT("again"), NULL), 0, "and can be used again");
    lookup_release(&lookup);
}

static void test_many(void)
{
    enum { MANY = 200000 };
    struct lookup lookup;
    lookup_init(&lookup);
    char digits[8];
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < MANY; i++)
        wrong += lookup_add(&lookup, key_of(i, digits), NULL) != i;
    is_number(wrong, 0, "200,000 keys are numbered in order of adding");
    struct text first = lookup_key(&lookup, 0);
    for (uint32_t i = 0; i < MANY; i++) {
        struct text key = key_of(i, digits);
        wrong += lookup_find(&lookup, key) != i || !text_equal(lookup_key(&lookup, i), key) ||
                 lookup_add(&lookup, key, NULL) != i;
    }
    is_number(wrong, 0, "all are found again under their numbers");
    is_number(lookup.count, MANY, "and none twice");
    for (uint32_t i = MANY; i < 2 * MANY; i++)
        wrong += lookup_find(&lookup, key_of(i, digits)) != LOOKUP_NONE;
    is_number(wrong, 0, "no other is found");
    lookup_add(&lookup, TEXT("one more"), NULL);
    ok(lookup_key(&lookup, 0).data == first.data, "the bytes of a key stay where they are");
    lookup_release(&lookup);
}

static void test_same_start(void)
{
    struct lookup lookup;
    lookup_init(&lookup);
    char long_key[5000];
    memset(long_key, 'k', sizeof long_key);
    uint32_t wrong = 0;
    for (uint32_t i = 1; i <= sizeof long_key; i += 7)
        wrong += lookup_add(&lookup, (struct text){long_key, i}, NULL) != i / 7;
    is_number(wrong, 0, "keys that start alike and differ in length are different");
    lookup_release(&lookup);
}

int main(void)
{
    test_few();
    test_many();
    test_same_start();
    return done();
}
