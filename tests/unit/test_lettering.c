#include "render/lettering.h"
#include "tap.h"

#include <stdio.h>

/* With a size of 2048 the lengths are those of the font. */
static const struct lettering usual = {120, false}, strong = {120, true}, units = {2048, false};

static void test_width(void)
{
    is_number(lettering_width(&units, TEXT("A")), 1401, "A, in the units of the font");
    is_number(lettering_width(&usual, TEXT("A")), 83, "at 12 pixels: 82.1 tenths, rounded up");
    is_number(lettering_width(&strong, TEXT("A")), 93, "and bold");
    is_number(lettering_width(&units, TEXT("")), 0, "nothing");
    is_number(lettering_width(&units, TEXT("Ff. 1-2")), 1178 + 721 + 2 * 651 + 2 * 1303 + 739,
              "a sum of letters, digits and signs");
    is_number(lettering_width(&units, TEXT("\u0141\u00f3\u017a")), 1151 + 1253 + 1075,
              "Latin letters with marks");
    is_number(lettering_width(&units, TEXT("\u03b1\u0434\u1ebf\u2013")), 1350 + 1416 + 1260 + 1024,
              "Greek, Cyrillic, Vietnamese, a dash");
    is_number(lettering_width(&units, TEXT("co-op")), 1126 + 2 * 1253 + 739 + 1300 + 2 * 38,
              "letters that stand apart from a hyphen");
    is_number(lettering_width(&units, TEXT("e\u0301")), 1260, "a combining mark takes no room");
    is_number(lettering_width(&units, TEXT("\u6f22\u5b57")), 4096, "Chinese: 1 em each");
    is_number(lettering_width(&units, TEXT("\U0001f600")), 2560, "an emoji: more than 1 em");
    is_number(lettering_width(&units, TEXT("\u0645")), 2611, "Arabic: the widest letter");
    is_number(lettering_width(&units, TEXT("\xff")), 2100, "no UTF-8: U+FFFD");
    is_number(lettering_width(&units, TEXT("\x01")), 2048, "a control character has room, too");

    static char many[200000];
    memset(many, 'W', sizeof many);
    struct lettering large = {LETTERING_LARGEST, true}, none = {0, false};
    is_number(lettering_width(&large, (struct text){many, sizeof many}), LETTERING_WIDEST,
              "no width is larger than the largest");
    is_number(lettering_width(&none, TEXT("A")), 0, "no size, no width");

    is_number(lettering_ascent(&usual), 112, "the ascent at 12 pixels");
    is_number(lettering_descent(&usual), 29, "the descent");
    is_number(lettering_step(&usual), 150, "from line to line");
    ok(lettering_ascent(&usual) + lettering_descent(&usual) <= lettering_step(&usual),
       "lines do not touch");
}

/* The lines that a text is broken into, each in brackets. */
static void is_broken(struct text text, int32_t width, struct text wanted, const char *name)
{
    char lines[1000];
    size_t length = 0;
    do {
        struct text line = lettering_line(&units, &text, width);
        int added = snprintf(lines + length, sizeof lines - length, "[%.*s]", (int)line.length,
                             line.data);
        length += added > 0 ? (size_t)added : 0;
    } while (text.data && length < sizeof lines);
    is_text((struct text){lines, length}, wanted, name);
}

static void test_lines(void)
{
    /* Units: o 1253, blank 651, hyphen 739, digit 1303. */
    enum { TEN = 12530 };
    is_broken(TEXT("one two three"), 1 << 20, TEXT("[one two three]"), "what fits stays whole");
    is_broken(TEXT(""), TEN, TEXT("[]"), "nothing is an empty line");
    is_broken((struct text){NULL, 0}, TEN, TEXT("[]"), "so is no text");
    is_broken(TEXT("ooooo ooo ooooo"), TEN, TEXT("[ooooo ooo][ooooo]"), "broken at a blank");
    is_broken(TEXT("oooooooooo oooooooooo"), TEN, TEXT("[oooooooooo][oooooooooo]"),
              "a line is filled to its end");
    is_broken(TEXT("  oo   oooooooo  "), TEN, TEXT("[oo][oooooooo]"),
              "no blanks at the ends of lines");
    is_broken(TEXT("oo\noo"), TEN, TEXT("[oo][oo]"), "a line break");
    is_broken(TEXT("oo\n\noo"), TEN, TEXT("[oo][][oo]"), "an empty line");
    is_broken(TEXT("oo\r\noo\too"), TEN, TEXT("[oo][oo\too]"), "returns and tabs are blanks");
    is_broken(TEXT("oo oooo-ooooo"), TEN, TEXT("[oo oooo-][ooooo]"), "behind a hyphen");
    is_broken(TEXT("oo oooo/ooooo"), TEN, TEXT("[oo oooo/][ooooo]"), "behind a slash");
    is_broken(TEXT("oo oooo\u2013ooooo"), TEN, TEXT("[oo oooo\u2013][ooooo]"), "behind a dash");
    is_broken(TEXT("ooooo oooo --ooo"), TEN, TEXT("[ooooo oooo][--ooo]"), "not before a word");
    is_broken(TEXT("oooo 2015-03-12"), 15000, TEXT("[oooo][2015-03-12]"), "a date stays whole");
    is_broken(TEXT("oooo 12/03/2015"), 15000, TEXT("[oooo][12/03/2015]"), "with slashes, too");
    is_broken(TEXT("oooooo oo\u00a0oo"), TEN, TEXT("[oooooo][oo\u00a0oo]"),
              "not at a blank that does not break");
    is_broken(TEXT("oo oooooooooooooo oo"), TEN, TEXT("[oo][oooooooooo][oooo oo]"),
              "a word wider than a line is broken between letters");
    is_broken(TEXT("abc"), 0, TEXT("[a][b][c]"), "no width: a letter a line");
    is_broken(TEXT("abc"), -1, TEXT("[a][b][c]"), "less than that, too");
}

static void test_clusters(void)
{
    is_broken(TEXT("e\u0301e\u0301\u0302e"), 1, TEXT("[e\u0301][e\u0301\u0302][e]"),
              "a letter keeps its marks");
    is_broken(TEXT("\u0915\u093e\u0915\u094d\u0937\u093f"), 1,
              TEXT("[\u0915\u093e][\u0915\u094d\u0937\u093f]"), "a syllable of Hindi stays whole");
    is_broken(TEXT("\u0e01\u0e33\u0e01"), 1, TEXT("[\u0e01\u0e33][\u0e01]"), "Thai vowels");
    is_broken(TEXT("\u05d0\u05b8\u05d1"), 1, TEXT("[\u05d0\u05b8][\u05d1]"), "Hebrew points");
    is_broken(TEXT("\U0001f468\u200d\U0001f467x"), 1, TEXT("[\U0001f468\u200d\U0001f467][x]"),
              "joined emoji");
    is_broken(TEXT("\U0001f44b\U0001f3fd\u2764\ufe0f"), 1,
              TEXT("[\U0001f44b\U0001f3fd][\u2764\ufe0f]"), "shades and variants of emoji");
    is_broken(TEXT("\U0001f1ec\U0001f1e7\U0001f1ee\U0001f1ea"), 1,
              TEXT("[\U0001f1ec\U0001f1e7][\U0001f1ee\U0001f1ea]"), "flags are two and two");
    is_broken(TEXT("\u6f22\u5b57\u6f22"), 4096, TEXT("[\u6f22\u5b57][\u6f22]"),
              "Chinese is broken anywhere");
    is_broken(TEXT("o \u0301o"), 1, TEXT("[o][ \u0301][o]"), "a blank with a mark is a letter");
    is_broken(TEXT("oo-\u0301o"), 3300, TEXT("[oo-\u0301][o]"), "so is a hyphen");
}

static void test_box(void)
{
    struct lettering_box box = lettering_box(&units, TEXT("ooo oo ooo"), 6 * 1253);
    is_number(box.lines, 2, "two lines");
    is_number(box.width, 5 * 1253 + 651, "as wide as the wider");
    is_number(box.height, 2560 + 1901 + 483, "as high as both");
    box = lettering_box(&usual, TEXT(""), 100);
    ok(box.lines == 1 && box.width == 0 && box.height == 141, "nothing has the height of a line");

    static char many[2000];
    memset(many, 'o', sizeof many);
    box = lettering_box(&units, (struct text){many, sizeof many}, 1253);
    ok(box.lines == 2000 && box.width == 1253 && box.height == 1999 * 2560 + 2384,
       "no letter of a long text is lost");
}

int main(void)
{
    test_width();
    test_lines();
    test_clusters();
    test_box();
    return done();
}
