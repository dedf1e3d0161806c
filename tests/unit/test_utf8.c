#include "base/utf8.h"
#include "tap.h"

/* RFC 3629, section 4 (the grammar), section 3 (the limits of each length). */
static const struct {
    const char *bytes;
    size_t length, valid;
    const char *name;
} sequences[] = {
    {"", 0, 0, "the empty text"},
    {"plain", 5, 5, "ASCII"},
    {"a\0b", 3, 3, "a NUL byte is a character"},
    {"eight by.eight by.", 18, 18, "ASCII of more than two words"},
    {"eight by\xc3\xa9ight by", 17, 17, "a character behind eight bytes"},
    {"eight by.sev\xff", 13, 12, "a bad byte behind twelve"},
    {"\x7f", 1, 1, "U+007F"},
    {"\xc2\x80", 2, 2, "U+0080"},
    {"\xdf\xbf", 2, 2, "U+07FF"},
    {"\xe0\xa0\x80", 3, 3, "U+0800"},
    {"\xed\x9f\xbf", 3, 3, "U+D7FF"},
    {"\xee\x80\x80", 3, 3, "U+E000"},
    {"\xef\xbf\xbf", 3, 3, "U+FFFF"},
    {"\xf0\x90\x80\x80", 4, 4, "U+10000"},
    {"\xf4\x8f\xbf\xbf", 4, 4, "U+10FFFF"},
    {"\x80", 1, 0, "a lone following byte"},
    {"a\xbf", 2, 1, "a lone following byte behind a letter"},
    {"\xc0\x80", 2, 0, "overlong, two bytes for NUL"},
    {"\xc1\xbf", 2, 0, "overlong, two bytes for U+007F"},
    {"\xe0\x9f\xbf", 3, 0, "overlong, three bytes for U+07FF"},
    {"\xf0\x8f\xbf\xbf", 4, 0, "overlong, four bytes for U+FFFF"},
    {"\xed\xa0\x80", 3, 0, "the first surrogate"},
    {"\xed\xbf\xbf", 3, 0, "the last surrogate"},
    {"\xf4\x90\x80\x80", 4, 0, "U+110000"},
    {"\xf5\x80\x80\x80", 4, 0, "a first byte F5"},
    {"\xff", 1, 0, "a byte FF"},
    {"ab\xc3", 3, 2, "two bytes cut after one"},
    {"ab\xe2\x82", 4, 2, "three bytes cut after two"},
    {"ab\xf0\x9f\x98", 5, 2, "four bytes cut after three"},
    {"\xc3(", 2, 0, "a first byte and then a bracket"},
    {"\xe2\x82(", 3, 0, "two of three bytes and then a bracket"},
    {"\xc3\xa9\xff\xc3\xa9", 5, 2, "a bad byte between two characters"},
};

static const struct {
    const char *bytes;
    size_t count, width;
    const char *name;
} columns[] = {
    {"", 0, 0, "nothing"},
    {"family", 6, 6, "ASCII"},
    {"Zo\xc3\xab", 3, 3, "a letter with diaeresis"},
    {"Zoe\xcc\x88", 4, 3, "a letter and a combining diaeresis"},
    {"\xc2\xa3\xc2\xa0\x31", 3, 3, "pound sign, no-break space"},
    {"caf\xc3\xa9\xe2\x80\x99s", 6, 6, "curly apostrophe"},
    {"\xe6\x9d\x8e\xe5\xb0\x8f", 2, 4, "two Han characters"},
    {"\xed\x95\x9c", 1, 2, "a Hangul syllable"},
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 3, 2, "a Hangul syllable of three letters"},
    {"\xef\xbc\xa1", 1, 2, "a fullwidth letter"},
    {"\xef\xbd\xb1", 1, 1, "a halfwidth letter"},
    {"\xf0\x9f\x98\x80", 1, 2, "an emoji"},
    {"\xf0\x9f\x87\xac\xf0\x9f\x87\xa7", 2, 2, "a flag of two letters"},
    {"a\xe2\x80\x8b\x62", 3, 2, "a zero width space"},
    {"\xd7\xa9\xd6\xb8\xd7\x9c", 3, 2, "a Hebrew point"},
    {"\xd9\x85\xd9\x8e", 2, 1, "an Arabic vowel mark"},
    {"\xe0\xa4\x95\xe0\xa5\x81", 2, 1, "a Devanagari vowel sign"},
    {"\xf0\xa0\x80\x80", 1, 2, "a Han character outside the first plane"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        struct text text = {sequences[i].bytes, sequences[i].length};
        is_number(utf8_valid(text), sequences[i].valid, sequences[i].name);
    }
    is_number(utf8_valid((struct text){NULL, 0}), 0, "a text without an address");

    bool moves = true;
    char long_text[40];
    for (size_t at = 0; at < sizeof long_text; at++) {
        memset(long_text, 'a', sizeof long_text);
        long_text[at] = '\xff';
        moves &= utf8_valid((struct text){long_text, sizeof long_text}) == at;
    }
    ok(moves, "a bad byte is found at every place of a long text");

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        is_number(utf8_count(text_of(columns[i].bytes)), columns[i].count, columns[i].name);
        is_number(utf8_width(text_of(columns[i].bytes)), columns[i].width, columns[i].name);
    }

    uint32_t wrong = 0;
    for (uint32_t character = 0; character <= 0x10ffff; character++) {
        if (character >= 0xd800 && character <= 0xdfff)
            continue;
        char bytes[4];
        struct text text = {bytes, utf8_write(character, bytes)};
        size_t length;
        wrong += utf8_first(text, &length) != character || length != text.length ||
                 utf8_valid(text) != text.length || utf8_count(text) != 1 || utf8_width(text) > 2;
    }
    is_number(wrong, 0, "every character is written and read again");

    size_t length = 0;
    char bytes[4];
    is_number(utf8_first(TEXT("\xe2\x82\xacx"), &length), 0x20ac, "the first of two characters");
    is_number(length, 3, "and its length");
    is_number(utf8_first(TEXT("\xffz"), &length), 0xfffd, "a bad byte is U+FFFD");
    is_number(length, 1, "of length 1");
    is_number(utf8_first(TEXT("\xe2\x82"), &length), 0xfffd, "a cut character is U+FFFD");
    is_number(length, 1, "of length 1, too");
    is_number(utf8_first(TEXT(""), &length), 0xfffd, "so is nothing");
    is_number(length, 1, "of length 1, too");
    is_number(utf8_write(0xd800, bytes), 3, "a surrogate is written as U+FFFD");
    ok(memcmp(bytes, "\xef\xbf\xbd", 3) == 0, "in its three bytes");
    is_number(utf8_write(0x110000, bytes), 3, "so is a number above U+10FFFF");
    return done();
}
