#include "render/lettering.h"

#include "base/utf8.h"
#include "render/lettering_widths.h"

enum {
    EM = 2048,
    ASCENT = 1901, /* of the font, table hhea */
    DESCENT = 483,
    STEP = 2560,
    JOINER = 0x200d
};

/* Marks that take room and still belong to the letter before: categories Mc of Unicode 14.0 and the
 * Thai and Lao vowels that are alike. */
static const uint16_t marks[][2] = {
    {0x0903, 0x0903}, {0x093b, 0x093b}, {0x093e, 0x094f}, {0x0982, 0x0983}, {0x09be, 0x09cc},
    {0x09d7, 0x09d7}, {0x0a03, 0x0a03}, {0x0a3e, 0x0a40}, {0x0a83, 0x0a83}, {0x0abe, 0x0acc},
    {0x0b02, 0x0b03}, {0x0b3e, 0x0b57}, {0x0bbe, 0x0bcc}, {0x0bd7, 0x0bd7}, {0x0c01, 0x0c03},
    {0x0c41, 0x0c44}, {0x0c82, 0x0c83}, {0x0cbe, 0x0cd6}, {0x0d02, 0x0d03}, {0x0d3e, 0x0d4c},
    {0x0d57, 0x0d57}, {0x0d82, 0x0d83}, {0x0dcf, 0x0ddf}, {0x0df2, 0x0df3}, {0x0e33, 0x0e33},
    {0x0eb3, 0x0eb3}, {0x0f3e, 0x0f3f}, {0x0f7f, 0x0f7f}, {0x102b, 0x103c}, {0x1056, 0x1057},
    {0x1062, 0x1064}, {0x1067, 0x106d}, {0x1083, 0x108c}, {0x108f, 0x108f}, {0x109a, 0x109c},
    {0x1715, 0x1715}, {0x1734, 0x1734}, {0x17b6, 0x17c8}, {0x1923, 0x1938}, {0x1a19, 0x1a1a},
    {0x1a55, 0x1a72}, {0x1b04, 0x1b04}, {0x1b35, 0x1b44}, {0x1b82, 0x1b82}, {0x1ba1, 0x1baa},
    {0x1be7, 0x1bf3}, {0x1c24, 0x1c35}, {0x1ce1, 0x1ce1}, {0x1cf7, 0x1cf7}, {0x302e, 0x302f},
    {0xa823, 0xa827}, {0xa880, 0xa881}, {0xa8b4, 0xa8c3}, {0xa952, 0xa953}, {0xa983, 0xa983},
    {0xa9b4, 0xa9c0}, {0xaa2f, 0xaa34}, {0xaa4d, 0xaa4d}, {0xaa7b, 0xaa7d}, {0xaaeb, 0xaaef},
    {0xaaf5, 0xaaf5}, {0xabe3, 0xabea}, {0xabec, 0xabec},
};

/* Signs without a vowel, which tie the next letter to the one before: combining class 9. */
static const uint16_t ties[] = {
    0x094d, 0x09cd, 0x0a4d, 0x0acd, 0x0b4d, 0x0bcd, 0x0c4d, 0x0ccd, 0x0d3b, 0x0d3c, 0x0d4d,
    0x0dca, 0x0f84, 0x1039, 0x103a, 0x1714, 0x1715, 0x1734, 0x17d2, 0x1a60, 0x1b44, 0x1baa,
    0x1bab, 0x1bf2, 0x1bf3, 0x2d7f, 0xa806, 0xa82c, 0xa8c4, 0xa953, 0xa9c0, 0xaaf6, 0xabed,
};

static bool takes_no_column(uint32_t c)
{
    char bytes[4];
    size_t length = utf8_write(c, bytes);
    return c >= 0x300 && utf8_width((struct text){bytes, length}) == 0;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static uint32_t width_of(uint32_t c, bool bold)
{
    c = is_blank(c) ? ' ' : c;
    for (size_t i = 0; i < lettering_letters_count && c >= lettering_letters[i].first; i++)
        if (c <= lettering_letters[i].last)
            return lettering_letters[i].widths[bold][c - lettering_letters[i].first];
    if (takes_no_column(c))
        return 0;
    for (size_t i = 0; i < lettering_blocks_count && c >= lettering_blocks[i].first; i++)
        if (c <= lettering_blocks[i].last)
            return lettering_blocks[i].widths[bold];
    return EM;
}

static bool is_small(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
}

/* How much farther than by its own width `right` stands behind `left`. */
static uint32_t apart(uint32_t left, uint32_t right, bool bold)
{
    if (is_small(left) && is_small(right))
        return 0;
    uint64_t wanted = (uint64_t)left << 32 | right;
    size_t low = 0, high = lettering_pairs_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct lettering_pair *pair = &lettering_pairs[middle];
        uint64_t found = (uint64_t)pair->left << 32 | pair->right;
        if (found == wanted)
            return pair->widths[bold];
        if (found < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static bool is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && c >= marks[i][0]; i++)
        if (c <= marks[i][1])
            return true;
    return (c >= 0x1f3fb && c <= 0x1f3ff) || takes_no_column(c);
}

static bool is_tie(uint32_t c)
{
    for (size_t i = 0; i < sizeof ties / sizeof *ties && c >= ties[i]; i++)
        if (c == ties[i])
            return true;
    return c == JOINER;
}

/* Two of these make one flag. */
static bool is_half_flag(uint32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* A line may end behind these: hyphens, dashes and the slash. */
static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == '/' || c == 0x2010 || c == 0x2013 || c == 0x2014;
}

/* The character at `at`; 0 at the end. */
static uint32_t character_at(struct text text, size_t at, size_t *length)
{
    *length = 1;
    if (at >= text.length)
        return 0;
    unsigned char byte = (unsigned char)text.data[at];
    return byte < 0x80 ? byte : utf8_first(text_part(text, at, text.length), length);
}

/* Whether words are apart at `at`: a blank with a mark upon it is a letter. */
static bool is_gap(struct text text, size_t at)
{
    size_t length;
    return is_blank(character_at(text, at, &length)) &&
           !is_mark(character_at(text, at + 1, &length));
}

static int32_t scaled(const struct lettering *lettering, uint64_t units)
{
    uint64_t size = (uint64_t)(lettering->size > 0 ? lettering->size : 0);
    if (size > LETTERING_LARGEST || units > (uint64_t)LETTERING_WIDEST * EM / (size + !size))
        return LETTERING_WIDEST;
    return (int32_t)((units * size + EM - 1) / EM);
}

int32_t lettering_ascent(const struct lettering *lettering)
{
    return scaled(lettering, ASCENT);
}

int32_t lettering_descent(const struct lettering *lettering)
{
    return scaled(lettering, DESCENT);
}

int32_t lettering_step(const struct lettering *lettering)
{
    return scaled(lettering, STEP);
}

int32_t lettering_width(const struct lettering *lettering, struct text text)
{
    uint64_t units = 0;
    uint32_t before = ' ';
    size_t length;
    for (size_t at = 0; at < text.length; at += length) {
        uint32_t c = character_at(text, at, &length);
        units += width_of(c, lettering->bold) + apart(before, c, lettering->bold);
        before = c;
    }
    return scaled(lettering, units);
}

static struct text end_line(struct text *rest, struct text whole, size_t start, size_t end,
                            size_t next)
{
    *rest = text_part(whole, next, whole.length);
    return text_part(whole, start, end - start);
}

struct text lettering_line(const struct lettering *lettering, struct text *rest, int32_t width)
{
    struct text whole = *rest;
    uint64_t size = lettering->size > 0 ? (uint64_t)lettering->size : 1;
    uint64_t room = width > 0 ? (uint64_t)width * EM / size : 0, used = 0, blanks = 0;
    size_t start = 0, length;
    while (is_gap(whole, start))
        start++;
    /* Where the line may end, where the next one then starts (0: nowhere), and the same for the
     * letter that is under way. */
    size_t end = start, next = 0, ink = start, letter = start;
    uint32_t before = ' ';
    bool flag = false, hyphen = false;
    for (size_t at = start; at < whole.length; at += length) {
        uint32_t c = character_at(whole, at, &length);
        if (c == '\n')
            return end_line(rest, whole, start, ink, at + 1);
        uint32_t units = width_of(c, lettering->bold) + apart(before, c, lettering->bold);
        if (is_gap(whole, at)) {
            end = ink;
            next = at + 1;
            blanks += units;
            before = ' ';
            hyphen = false;
            continue;
        }
        bool joined = before != ' ' && (is_mark(c) || is_tie(before) || (flag && is_half_flag(c)));
        flag = is_half_flag(c) && !(joined && flag);
        if (!joined)
            letter = at;
        if (!joined && hyphen && !is_digit(c) && !is_hyphen(c))
            end = next = at;
        if (used + blanks + units > room && letter > start)
            return next > 0 ? end_line(rest, whole, start, end, next)
                            : end_line(rest, whole, start, letter, letter);
        used += blanks + units;
        blanks = 0;
        ink = at + length;
        hyphen = is_hyphen(c) && before != ' ';
        before = is_blank(c) ? 0 : c;
    }
    *rest = (struct text){NULL, 0};
    return text_part(whole, start, ink - start);
}

struct lettering_box lettering_box(const struct lettering *lettering, struct text text,
                                   int32_t width)
{
    struct lettering_box box = {0, 0, 0};
    do {
        struct text line = lettering_line(lettering, &text, width);
        int32_t wide = lettering_width(lettering, line);
        box.width = wide > box.width ? wide : box.width;
        box.lines++;
    } while (text.data);
    int64_t height = (int64_t)(box.lines - 1) * lettering_step(lettering) +
                     lettering_ascent(lettering) + lettering_descent(lettering);
    box.height = height < LETTERING_WIDEST ? (int32_t)height : LETTERING_WIDEST;
    return box;
}
