#include "domain/family/family_privacy.h"

#include "domain/family/family_private.h"

enum {
    INITIALS_BYTES = 1 << 20,
    YEAR_DIGITS = 4,
    OLD_YEARS = 999 /* which base/date.h does not read */
};

bool family_names_learn(const struct family *family, struct privacy *privacy)
{
    for (uint32_t i = 0; i < family->count; i++)
        if (!privacy_learn(privacy, family->people[i].name))
            return false;
    return true;
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
    enum { LEAST_LETTERS = 3 };
    size_t letters = 0;
    for (size_t i = 0; i < text.length && letters < LEAST_LETTERS; i++) {
        char byte = text.data[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                      (unsigned char)byte >= 0x80;
        letters = letter ? letters + 1 : 0;
    }
    return letters >= LEAST_LETTERS;
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

bool family_to_initials(struct family *family, const struct privacy *privacy)
{
    struct buffer buffer;
    bool done = true;
    buffer_init(&buffer, INITIALS_BYTES);
    for (uint32_t i = 0; done && i < family->count; i++) {
        struct family_person *person = &family->people[i];
        buffer_clear(&buffer);
        done = privacy_add_name(privacy, &buffer, person->name) &&
               replace(family, &person->name, &buffer) &&
               number_instead(family, privacy_tells(privacy, person->id), &person->id, "person-", i,
                              &buffer);
        if (privacy_tells(privacy, person->family))
            person->family = TEXT("");
    }
    for (uint32_t i = 0; done && i < family->household_count; i++) {
        struct text *name = &family->households[i].name;
        done = number_instead(family, has_words(*name) || privacy_tells(privacy, *name), name,
                              "no. ", i, &buffer);
    }
    buffer_release(&buffer);
    return done;
}

/* --- Years ----------------------------------------------------------------------------------- */

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
