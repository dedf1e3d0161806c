#include "domain/family_privacy.h"

#include "base/utf8.h"
#include "domain/family_private.h"

enum {
    LEAST_WORD = 2,    /* bytes of a word that counts when it stands alone */
    LEAST_PART = 3,    /* and within another */
    LONGEST_WORD = 64, /* more of a word does not count */
    INITIALS_BYTES = 1 << 20,
    YEAR_DIGITS = 4,
    OLD_YEARS = 999 /* which base/date.h does not read */
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 0x80;
}

/* Takes the next word off `*rest`, in small letters. False when there is none. */
static bool take_word(struct text *rest, char word[LONGEST_WORD], size_t *length)
{
    size_t start = 0, end;
    while (start < rest->length && !is_letter(rest->data[start]))
        start++;
    for (end = start; end < rest->length && is_letter(rest->data[end]); end++)
        if (end - start < LONGEST_WORD)
            word[end - start] = rest->data[end] >= 'A' && rest->data[end] <= 'Z'
                                    ? (char)(rest->data[end] - 'A' + 'a')
                                    : rest->data[end];
    *length = end - start < LONGEST_WORD ? end - start : LONGEST_WORD;
    *rest = text_part(*rest, end, rest->length);
    return *length > 0;
}

bool family_names_read(struct family_names *names, const struct family *family)
{
    char word[LONGEST_WORD];
    size_t length;
    lookup_init(&names->words);
    for (uint32_t i = 0; i < family->count; i++)
        for (struct text rest = family->people[i].name; take_word(&rest, word, &length);)
            if (length >= LEAST_WORD &&
                lookup_add(&names->words, (struct text){word, length}, NULL) == LOOKUP_NONE)
                return false;
    return true;
}

void family_names_release(struct family_names *names)
{
    lookup_release(&names->words);
}

static bool is_word(const struct family_names *names, const char *word, size_t length)
{
    return lookup_find(&names->words, (struct text){word, length}) != LOOKUP_NONE;
}

bool family_names_tell(const struct family_names *names, struct text text)
{
    char word[LONGEST_WORD];
    size_t length;
    while (take_word(&text, word, &length)) {
        if (is_word(names, word, length))
            return true;
        for (size_t start = 0; start + LEAST_PART <= length; start++)
            for (size_t part = LEAST_PART; start + part <= length; part++)
                if (is_word(names, word + start, part))
                    return true;
    }
    return false;
}

/* The first letter of each word. */
static bool add_initials(struct text name, struct buffer *to)
{
    bool begins = true;
    size_t length;
    for (size_t at = 0; at < name.length; at += length) {
        uint32_t c = utf8_first(text_part(name, at, name.length), &length);
        if (c <= ' ' || c == 0xa0) {
            begins = true;
        } else if (begins && is_letter(name.data[at])) {
            begins = false;
            buffer_add(to, text_part(name, at, length));
            buffer_put(to, ".");
        }
    }
    return !buffer_failed(to);
}

static bool replace(struct family *family, struct text *text, const struct buffer *with)
{
    if (buffer_failed(with))
        return false;
    *text = arena_copy(&family->build->texts, buffer_text(with));
    return text->data;
}

/* Whether a text is more than a code such as `H1`. */
static bool has_words(struct text text)
{
    char word[LONGEST_WORD];
    size_t length;
    while (take_word(&text, word, &length))
        if (length >= LEAST_PART)
            return true;
    return false;
}

/* `person-3`. */
static bool number_instead(struct family *family, bool hide, struct text *text, const char *word,
                           uint32_t place, struct buffer *buffer)
{
    if (!hide)
        return true;
    buffer_clear(buffer);
    buffer_add(buffer, text_of(word));
    buffer_add_number(buffer, (uint64_t)place + 1);
    return replace(family, text, buffer);
}

bool family_to_initials(struct family *family, const struct family_names *names)
{
    struct buffer buffer;
    bool done = true;
    buffer_init(&buffer, INITIALS_BYTES);
    for (uint32_t i = 0; done && i < family->count; i++) {
        struct family_person *person = &family->people[i];
        buffer_clear(&buffer);
        done = add_initials(person->name, &buffer) && replace(family, &person->name, &buffer) &&
               number_instead(family, family_names_tell(names, person->id), &person->id, "person-",
                              i, &buffer);
        if (family_names_tell(names, person->family))
            person->family = TEXT("");
    }
    for (uint32_t i = 0; done && i < family->household_count; i++) {
        struct text *name = &family->households[i].name;
        done = number_instead(family, has_words(*name) || family_names_tell(names, *name), name,
                              "no. ", i, &buffer);
    }
    buffer_release(&buffer);
    return done;
}

/* --- Years ----------------------------------------------------------------------------------- */

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

static void date_to_years(struct date *date)
{
    to_year(&date->start);
    to_year(&date->end);
    if (date->precision == DATE_INTERVAL && same_year(&date->start, &date->end))
        date->precision = DATE_YEAR;
}

static bool text_to_years(struct family *family, struct text *text)
{
    struct date date;
    char years[DATE_TEXT_BYTES] = "";
    uint64_t year;
    if (text->length == 0)
        return true;
    if (date_read(*text, &date) == DATE_READ) {
        date_to_years(&date);
        date_write(&date, years);
    } else if (text->length >= YEAR_DIGITS &&
               text_to_unsigned(text_part(*text, 0, YEAR_DIGITS), 0, OLD_YEARS, &year)) {
        memcpy(years, text->data, YEAR_DIGITS);
        years[YEAR_DIGITS] = '\0';
    }
    *text = arena_copy(&family->build->texts, text_of(years));
    return text->data;
}

bool family_to_years(struct family *family)
{
    for (uint32_t i = 0; i < family->count; i++)
        if (!text_to_years(family, &family->people[i].born_text) ||
            !text_to_years(family, &family->people[i].died_text))
            return false;
    for (uint32_t i = 0; i < family->couple_count; i++) {
        date_to_years(&family->couples[i].start);
        date_to_years(&family->couples[i].end);
        if (!text_to_years(family, &family->couples[i].start_text))
            return false;
    }
    return true;
}
