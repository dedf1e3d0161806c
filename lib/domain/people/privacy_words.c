#include "base/utf8.h"
#include "domain/people/privacy_private.h"

/* U+00C0 to U+00FF without their accents; blank for what is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

uint32_t letter_fold(uint32_t c)
{
    enum { LATIN = 0xc0, LATIN_END = 0x100 };
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c >= 'a' && c <= 'z' ? c : 0;
    if (c < LATIN)
        return c == 0xaa || c == 0xba ? c : 0;
    if (c < LATIN_END)
        return latin[c - LATIN] == ' ' ? 0 : (uint32_t)(unsigned char)latin[c - LATIN];
    if (c >= 0x300 && c <= 0x36f)
        return LETTER_MARK;
    /* Latin Extended-A has small letters at odd numbers, in two stretches at even ones. */
    if (c == 0x178)
        return 'y';
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
        return c + (c & 1);
    if (c < 0x178)
        return c | 1;
    if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40f)
        return c + 0x50;
    bool sign = (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x303f) ||
                (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff20) || c == 0xfffd;
    return sign ? 0 : c;
}

/* --- Dates ----------------------------------------------------------------------------------- */

enum {
    LONGEST_DATE = 40,
    ENDS_MOST = 5,
    /* `12th of May, 2016`, `2016-05-12T10:00` */ CENTURY = 100,
    LAST_CENTURY = 1900,
    THIS_CENTURY = 2000
};

static void to_year(struct date_point *point)
{
    point->month = point->day = 0;
    point->unspecified &= DATE_X_YEAR | DATE_X_DECADE;
}

static bool same_year(const struct date_point *a, const struct date_point *b)
{
    return a->year == b->year && a->unspecified == b->unspecified && a->uncertain == b->uncertain &&
           a->approximate == b->approximate && a->open == b->open && a->unknown == b->unknown;
}

void date_to_years(struct date *date)
{
    to_year(&date->start);
    to_year(&date->end);
    if (date->precision == DATE_INTERVAL && same_year(&date->start, &date->end))
        date->precision = DATE_YEAR;
}

/* The same with the days that the year may mean. */
static void to_whole_years(struct date *date)
{
    char written[DATE_TEXT_BYTES];
    struct date read;
    date_to_years(date);
    date_write(date, written);
    if (date_read(text_of(written), &read) == DATE_READ)
        *date = read;
}

static struct text key_of(const date_day *day)
{
    return (struct text){(const char *)day, sizeof *day};
}

bool privacy_learn_birth(struct privacy *privacy, const struct date *date)
{
    return !privacy->years || date->precision != DATE_DAY ||
           lookup_add(&privacy->births, key_of(&date->earliest), NULL) != LOOKUP_NONE;
}

static bool is_birth(const struct privacy *privacy, const struct date *date)
{
    return privacy->years && date->precision == DATE_DAY &&
           lookup_find(&privacy->births, key_of(&date->earliest)) != LOOKUP_NONE;
}

void privacy_birth(const struct privacy *privacy, struct date *date)
{
    if (privacy && privacy->years && date->precision != DATE_NONE)
        to_whole_years(date);
}

void privacy_date(const struct privacy *privacy, struct date *date)
{
    if (privacy && is_birth(privacy, date))
        to_whole_years(date);
}

static bool is_number(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool in_word(struct text text, size_t at)
{
    if (at >= text.length)
        return false;
    size_t length;
    return is_number(text.data[at]) ||
           letter_fold(utf8_first(text_part(text, at, text.length), &length)) != 0;
}

/* Takes one or two digits off a text. */
static bool take_number(struct text *rest, int *number)
{
    size_t digits = 0;
    for (*number = 0; digits < 2 && digits < rest->length && is_number(rest->data[digits]);
         digits++)
        *number = *number * 10 + (rest->data[digits] - '0');
    *rest = text_part(*rest, digits, rest->length);
    return digits > 0;
}

/* `12/2/16`: the length, when it is a day of birth in one of the two centuries. */
static size_t short_birth(const struct privacy *privacy, struct text text, int *year)
{
    static const int centuries[] = {THIS_CENTURY, LAST_CENTURY};
    struct text rest = text;
    int parts[3];
    char sign = 0;
    for (int i = 0; i < 3; i++) {
        if (!take_number(&rest, &parts[i]))
            return 0;
        if (i == 2)
            break;
        bool parted = rest.length > 0 && strchr("/.-", rest.data[0]) && rest.data[0] != '\0';
        if (!parted || (i == 1 && rest.data[0] != sign))
            return 0;
        sign = rest.data[0];
        rest = text_part(rest, 1, rest.length);
    }
    if (in_word(rest, 0))
        return 0;
    for (size_t i = 0; i < sizeof centuries / sizeof *centuries; i++) {
        date_day day;
        *year = centuries[i] + parts[2] % CENTURY;
        if (date_day_of(*year, parts[1], parts[0], &day) &&
            lookup_find(&privacy->births, key_of(&day)) != LOOKUP_NONE)
            return text.length - rest.length;
    }
    return 0;
}

/* Reads what may be a date; `12th of March, 2016` as `12th March 2016`. Of an interval each end is
 * a date of its own. */
static bool read_date(struct text text, struct date *date)
{
    static const struct {
        const char *from;
        char to; /* NUL: nothing */
    } plainer[] = {{" of", 0},
                   {",", 0},
                   {"\n", ' '},
                   {"\xc2\xa0", ' '},
                   {"\xe2\x80\xaf", ' '},
                   {"\xe2\x80\x90", '-'},
                   {"\xe2\x80\x91", '-'},
                   {"\xe2\x80\x93", '-'}};
    char plain[LONGEST_DATE];
    size_t length = 0, taken;
    for (size_t i = 0; i < text.length; i += taken) {
        plain[length] = text.data[i];
        taken = 1;
        for (size_t j = 0; j < sizeof plainer / sizeof *plainer; j++)
            if (text_starts_folded(text_part(text, i, text.length), text_of(plainer[j].from))) {
                plain[length] = plainer[j].to;
                taken = text_of(plainer[j].from).length;
            }
        length += plain[length] != '\0';
    }
    return date_read((struct text){plain, length}, date) == DATE_READ &&
           date->precision != DATE_NONE && date->precision != DATE_INTERVAL;
}

size_t privacy_date_at(const struct privacy *privacy, struct text text, int *year)
{
    size_t ends[ENDS_MOST], count = 0;
    struct date date;
    *year = 0;
    text = text_part(text, 0, LONGEST_DATE + 1);
    for (size_t i = 1; i <= text.length && i <= LONGEST_DATE && count < ENDS_MOST; i++)
        if (in_word(text, i - 1) && !in_word(text, i))
            ends[count++] = i;
    while (count-- > 0)
        if (read_date(text_part(text, 0, ends[count]), &date)) {
            if (is_birth(privacy, &date))
                *year = date.start.year;
            return ends[count];
        }
    if (privacy->years) {
        size_t length = short_birth(privacy, text, year);
        if (length > 0)
            return length;
    }
    *year = 0;
    return 0;
}
