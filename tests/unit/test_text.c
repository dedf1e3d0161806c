#include "base/text.h"
#include "tap.h"

static const struct text nothing = {NULL, 0};

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static struct text known(const void *context, size_t i)
{
    const struct text *words = context;
    return words[i];
}

static void test_parts(void)
{
    is_text(text_of("abc"), TEXT("abc"), "text_of a string");
    is_text(text_of(NULL), TEXT(""), "text_of NULL is empty");
    ok(text_of(NULL).data != NULL, "and has an address");
    struct text whole = TEXT("abcdef");
    is_text(text_part(whole, 2, 3), TEXT("cde"), "a part in the middle");
    is_text(text_part(whole, 4, 99), TEXT("ef"), "a part is cut to what is there");
    is_text(text_part(whole, 4, SIZE_MAX), TEXT("ef"), "also when the sum would overflow");
    is_text(text_part(whole, 6, 1), TEXT(""), "a part at the end is empty");
    is_text(text_part(whole, 7, 1), TEXT(""), "a part past the end is empty");
    is_text(text_part(nothing, 0, 5), TEXT(""), "a part of nothing");
}

static void test_comparing(void)
{
    ok(text_equal(TEXT("a\0b"), TEXT("a\0b")), "equal with a NUL inside");
    ok(!text_equal(TEXT("a\0b"), TEXT("a\0c")), "bytes behind a NUL count");
    ok(!text_equal(TEXT("abc"), TEXT("ab")), "a prefix is not equal");
    ok(text_equal(nothing, TEXT("")), "nothing is equal to the empty text");
    ok(!text_equal(TEXT("A"), TEXT("a")), "case counts in text_equal");
    ok(text_equal_folded(TEXT("Date Of Birth"), TEXT("date of birth")), "folded: case aside");
    ok(!text_equal_folded(TEXT("abc"), TEXT("ab")), "folded: a prefix is not equal");
    ok(!text_equal_folded(TEXT("\xc3\x89"), TEXT("\xc3\xa9")), "folded: ASCII only");
    ok(!text_equal_folded(TEXT("@["), TEXT("`{")), "folded: signs beside the letters are kept");
    ok(text_equal_folded(nothing, nothing), "folded: nothing is equal to nothing");
    is_number(sign(text_compare(TEXT("a"), TEXT("b"))), -1, "a before b");
    is_number(sign(text_compare(TEXT("b"), TEXT("a"))), 1, "b after a");
    is_number(sign(text_compare(TEXT("a"), TEXT("a"))), 0, "a is a");
    is_number(sign(text_compare(TEXT("a"), TEXT("ab"))), -1, "a prefix comes first");
    is_number(sign(text_compare(TEXT("ab"), TEXT("a"))), 1, "and what it starts after it");
    is_number(sign(text_compare(TEXT("z"), TEXT("\xc3\xa9"))), -1, "bytes are unsigned");
    is_number(sign(text_compare(nothing, TEXT("a"))), -1, "nothing comes first");
    is_number(sign(text_compare(nothing, TEXT(""))), 0, "nothing is the empty text in order too");
    ok(text_starts_folded(TEXT("Annex A List 2"), TEXT("annex a")), "starts with, case aside");
    ok(text_starts_folded(TEXT("x"), TEXT("")), "everything starts with the empty text");
    ok(!text_starts_folded(TEXT("an"), TEXT("annex")), "a start longer than the whole");
}

static void test_trimming(void)
{
    is_text(text_trim(TEXT("  a b\t\r\n")), TEXT("a b"),
            "blanks at both ends go, inside they stay");
    is_text(text_trim(TEXT("\v\f a \v\f")), TEXT("a"), "vertical tab and form feed");
    is_text(text_trim(TEXT("\xc2\xa0 \xc2\xa0 a\xc2\xa0 \xc2\xa0")), TEXT("a"), "no-break spaces");
    is_text(text_trim(TEXT("\xc2\xa0")), TEXT(""), "a no-break space alone");
    is_text(text_trim(TEXT(" \t ")), TEXT(""), "only blanks");
    is_text(text_trim(TEXT("")), TEXT(""), "the empty text");
    is_text(text_trim(nothing), TEXT(""), "nothing");
    is_text(text_trim(TEXT("\xc3\xa0")), TEXT("\xc3\xa0"), "a letter that ends in A0 stays whole");
    is_text(text_trim(TEXT("\xc2\xa3 ")), TEXT("\xc2\xa3"),
            "a sign that starts with C2 stays whole");
    is_text(text_trim(TEXT("a\0 ")), TEXT("a\0"), "NUL is no blank");
}

static void test_pieces(void)
{
    struct text rest = TEXT("a; b ;;c"), piece;
    ok(text_next(&rest, ';', &piece), "a first piece");
    is_text(piece, TEXT("a"), "is what stands before the separator");
    ok(text_next(&rest, ';', &piece), "a second piece");
    is_text(piece, TEXT("b"), "is trimmed");
    ok(text_next(&rest, ';', &piece), "a third piece");
    is_text(piece, TEXT(""), "between two separators, is empty");
    ok(text_next(&rest, ';', &piece), "a last piece");
    is_text(piece, TEXT("c"), "runs to the end");
    ok(!text_next(&rest, ';', &piece), "then nothing is left");
    ok(!text_next(&rest, ';', &piece), "and again nothing");

    rest = TEXT("a;");
    ok(text_next(&rest, ';', &piece) && text_next(&rest, ';', &piece), "two pieces of `a;`");
    is_text(piece, TEXT(""), "the second is empty");
    ok(!text_next(&rest, ';', &piece), "and the last");
    rest = TEXT("");
    ok(text_next(&rest, ';', &piece), "the empty text is one piece");
    is_text(piece, TEXT(""), "an empty one");
    ok(!text_next(&rest, ';', &piece), "and no more");
    rest = nothing;
    ok(!text_next(&rest, ';', &piece), "nothing has no piece");

    rest = TEXT("one | two|three |  | ");
    ok(text_next_joined(&rest, TEXT(" | "), &piece), "a first piece before a joint");
    is_text(piece, TEXT("one"), "is trimmed of nothing");
    ok(text_next_joined(&rest, TEXT(" | "), &piece), "a second piece");
    is_text(piece, TEXT("two|three"), "may hold a part of the joint");
    ok(text_next_joined(&rest, TEXT(" | "), &piece), "a third piece");
    is_text(piece, TEXT(""), "between two joints, is empty");
    ok(!text_next_joined(&rest, TEXT(" | "), &piece), "nothing is left behind the last joint");
    rest = TEXT("");
    ok(!text_next_joined(&rest, TEXT(" | "), &piece), "nor in the empty text");
}

static void test_hash(void)
{
    ok(text_hash(TEXT("family"), 1) == text_hash(TEXT("family"), 1), "a hash is stable");
    ok(text_hash(TEXT("family"), 1) != text_hash(TEXT("family"), 2), "the seed changes it");
    ok(text_hash(TEXT(""), 1) != text_hash(TEXT("\0"), 1), "a NUL byte changes it");
    ok(text_hash(nothing, 1) == text_hash(TEXT(""), 1), "nothing and the empty text are alike");
    char shifted[] = "xABCDEFGHIJ";
    ok(text_hash((struct text){shifted + 1, 10}, 7) == text_hash(TEXT("ABCDEFGHIJ"), 7),
       "the address does not change it");
    unsigned char used[1 << 16] = {0};
    int clashes = 0;
    for (unsigned i = 0; i < 1000; i++) {
        char digits[4] = {(char)('0' + i / 100), (char)('0' + i / 10 % 10), (char)('0' + i % 10),
                          0};
        uint16_t low = (uint16_t)text_hash((struct text){digits, 3}, 0);
        clashes += used[low];
        used[low] = 1;
    }
    ok(clashes < 40, "the low bits of a thousand short keys are spread");
}

static const struct {
    const char *text;
    uint64_t min, max;
    bool read;
    uint64_t value;
} numbers[] = {
    {"0", 0, 10, true, 0},
    {"007", 0, 10, true, 7},
    {"10", 0, 10, true, 10},
    {"11", 0, 10, false, 0},
    {"4", 5, 10, false, 0},
    {"18446744073709551615", 0, UINT64_MAX, true, UINT64_MAX},
    {"18446744073709551616", 0, UINT64_MAX, false, 0},
    {"99999999999999999999", 0, UINT64_MAX, false, 0},
    {"000000000000000000001", 0, UINT64_MAX, false, 0},
    {"", 0, 10, false, 0},
    {" 1", 0, 10, false, 0},
    {"1 ", 0, 10, false, 0},
    {"+1", 0, 10, false, 0},
    {"-1", 0, 10, false, 0},
    {"1.0", 0, 10, false, 0},
    {"1e1", 0, 10, false, 0},
    {"0x1", 0, 10, false, 0},
    {"/", 0, 10, false, 0},
    {":", 0, 10, false, 0},
    {"\xd9\xa1", 0, 10, false, 0},
};

static void test_numbers(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint64_t value = 12345;
        bool read = text_to_unsigned(text_of(numbers[i].text), numbers[i].min, numbers[i].max,
                                     &value);
        ok(read == numbers[i].read, numbers[i].text);
        ok(value == (read ? numbers[i].value : 12345), "and the value is set only then");
    }
    uint64_t value = 3;
    ok(!text_to_unsigned(TEXT("1\0"), 0, 10, &value) && value == 3, "a NUL is no digit");
    ok(!text_to_unsigned(nothing, 0, 10, &value) && value == 3, "nothing is no number");
}

static const struct {
    const char *a, *b;
    size_t distance;
} distances[] = {
    {"", "", 0},
    {"", "abc", 3},
    {"abc", "", 3},
    {"consent", "consent", 0},
    {"Consent", "cONSENT", 0},
    {"consent", "concent", 1},
    {"consent", "consnet", 1},
    {"consent", "cosent", 1},
    {"consent", "connsent", 1},
    {"kitten", "sitting", 3},
    {"review", "threshold", 7},
    {"ab", "ba", 1},
    {"ca", "abc", 3},
};

static void test_distance(void)
{
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        struct text a = text_of(distances[i].a), b = text_of(distances[i].b);
        is_number(text_distance(a, b), distances[i].distance, distances[i].b);
        is_number(text_distance(b, a), distances[i].distance, "the same the other way");
    }
    char sixty_five[65];
    memset(sixty_five, 'a', sizeof sixty_five);
    struct text longest = {sixty_five, 64}, too_long = {sixty_five, 65};
    is_number(text_distance(longest, TEXT("")), 64, "64 bytes are compared");
    is_number(text_distance(longest, longest), 0, "with 64 bytes");
    is_number(text_distance(too_long, too_long), 65, "65 bytes are far away, even from themselves");
    is_number(text_distance(TEXT(""), too_long), 65, "on either side");

    static const struct text words[] = {
        {"family_id", 9}, {"child_id", 8}, {"date", 4}, {"data", 4}};
    is_number(text_nearest(TEXT("Familyid"), 4, known, words), 0, "the nearest word");
    is_number(text_nearest(TEXT("chlid_id"), 4, known, words), 1, "two letters swapped");
    is_number(text_nearest(TEXT("datx"), 4, known, words), 2, "the first of equals");
    is_number(text_nearest(TEXT("data"), 4, known, words), 3, "the word itself wins");
    is_number(text_nearest(TEXT("postcode"), 4, known, words), 4, "none is near enough");
    is_number(text_nearest(TEXT("date"), 0, known, words), 0, "no word at all");
    is_number(text_nearest(too_long, 4, known, words), 4, "a long word is near nothing");
    struct text list = TEXT("csv, text, or html|early-help;family_id");
    is_text(text_nearest_word(TEXT("cvs"), list), TEXT("csv"), "the nearest of a list");
    is_text(text_nearest_word(TEXT("htm"), list), TEXT("html"), "behind `or`");
    is_text(text_nearest_word(TEXT("Family-id"), list), TEXT("family_id"), "the last");
    is_text(text_nearest_word(TEXT("erly-help"), list), TEXT("early-help"), "between bars");
    is_text(text_nearest_word(TEXT("or"), list), TEXT(""), "`or` is none of them");
    is_text(text_nearest_word(TEXT(""), list), TEXT(""), "nothing is near nothing");
    is_text(text_nearest_word(TEXT("csv"), TEXT("")), TEXT(""), "no list");
}

static void test_lines(void)
{
    static const char *const lines[] = {"a", "b", "c", "", "d", "", "e"};
    struct text rest = TEXT("a\nb\r\nc\r\rd\n\re"), line;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ok(text_take_line(&rest, &line) && text_equal(line, text_of(lines[i])),
           "LF, CRLF and CR end lines");
    ok(!text_take_line(&rest, &line), "none behind the last");
    rest = TEXT("a\n");
    ok(text_take_line(&rest, &line) && !text_take_line(&rest, &line), "none behind the last end");
}

int main(void)
{
    test_parts();
    test_comparing();
    test_trimming();
    test_pieces();
    test_hash();
    test_numbers();
    test_distance();
    test_lines();
    return done();
}
