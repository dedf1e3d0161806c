/* What is said of a person. */
#include "records/prose.h"
#include "render/genogram_private.h"

#include "domain/date_words.h"
/* Whether anything is to be said beyond what stands there. */
static bool is_exact(const struct date *date)
{
    const struct date_point *start = &date->start;
    return (date->precision == DATE_DAY || date->precision == DATE_MONTH ||
            date->precision == DATE_YEAR) &&
           start->unspecified == 0 && !start->uncertain && !start->approximate;
}

bool genogram_is_lost(const struct family_person *person)
{
    return person->outcome == FAMILY_MISCARRIAGE || person->outcome == FAMILY_ABORTION;
}

bool genogram_is_index_child(const struct family_person *person)
{
    return text_equal_folded(person->relationship, TEXT("self")) ||
           text_equal_folded(person->relationship, TEXT("index child")) ||
           text_equal_folded(person->relationship, TEXT("focus child")) ||
           text_equal_folded(person->relationship, TEXT("subject child"));
}

bool genogram_is_other_kind(const struct family *family, uint32_t person, enum family_kind *kind)
{
    for (uint32_t i = family->first_sibship[person]; i < family->first_sibship[person + 1]; i++) {
        const struct family_sibship *sibship = &family->sibships[family->sibships_of[i]];
        for (uint32_t j = 0; j < sibship->count; j++) {
            const struct family_child *child = &family->children[sibship->first + j];
            if (child->person == person && child->kind != FAMILY_BIRTH) {
                *kind = child->kind;
                return true;
            }
        }
    }
    return false;
}

struct text genogram_title(const struct genogram_look *look, struct buffer *buffer)
{
    char digits[24];
    struct buffer id;
    buffer_init(&id, WORDS_BYTES);
    buffer_clear(buffer);
    prose_clean(&id, look->id);
    if (look->title.length > 0)
        prose_clean(buffer, look->title);
    else if (id.length > 0)
        phrase_with(look->phrases, "genogram-title-family", buffer, buffer_text(&id));
    else if (look->families > 1)
        phrase_with(look->phrases, "genogram-title-families", buffer,
                    number_text(look->families, digits));
    else
        buffer_add(buffer, phrase(look->phrases, "genogram-title"));
    buffer->failed = buffer->failed || buffer_failed(&id);
    buffer_release(&id);
    return buffer_text(buffer);
}

struct text genogram_name(const struct genogram_look *look, const struct labels *labels,
                          uint32_t person)
{
    static const char *const unnamed[] = {
        [FAMILY_LIVE] = "genogram-unnamed",        [FAMILY_MISCARRIAGE] = "genogram-miscarriage",
        [FAMILY_ABORTION] = "genogram-abortion",   [FAMILY_STILLBIRTH] = "genogram-stillborn-child",
        [FAMILY_UNBORN] = "genogram-unborn-child",
    };
    struct text name = labels->names[person];
    return name.length > 0 ? name
                           : phrase(look->phrases, unnamed[look->family->people[person].outcome]);
}

void genogram_add_date(const struct genogram_look *look, struct text given, struct buffer *to)
{
    struct date date;
    char written[DATE_TEXT_BYTES];
    if (date_read(given, &date) != DATE_READ || date.precision == DATE_NONE) {
        prose_clean(to, given);
    } else if (is_exact(&date)) {
        date_write(&date, written);
        buffer_add(to, text_of(written));
    } else {
        date_words(look->phrases, &date, DATE_IN_FULL, to);
    }
}

/* A date in a sentence: `born {1}`. */
static void add_with_date(const struct genogram_look *look, const char *key, struct text given,
                          struct buffer *to)
{
    struct buffer words;
    buffer_init(&words, WORDS_BYTES);
    genogram_add_date(look, given, &words);
    to->failed = to->failed || buffer_failed(&words);
    phrase_with(look->phrases, key, to, buffer_text(&words));
    buffer_release(&words);
}

static bool is_known(const struct date *date)
{
    return date->precision != DATE_NONE && date->earliest != DATE_DAY_OPEN_START &&
           date->latest != DATE_DAY_OPEN_END;
}

void genogram_add_age(const struct genogram_look *look, uint32_t number, enum age_form form,
                      struct buffer *to)
{
    const struct family_person *person = &look->family->people[number];
    if (!look->ages || person->outcome != FAMILY_LIVE || !is_known(&person->born) ||
        (person->dead && !is_known(&person->died)))
        return;
    date_day first = person->dead ? person->died.earliest : look->as_of;
    date_day last = person->dead ? person->died.latest : look->as_of;
    int least = date_age(person->born.latest, first), most = date_age(person->born.earliest, last);
    char digits[2][24];
    if (most < 0)
        return;
    bool sure = least == most;
    struct text from = number_text(least < 0 ? 0 : (uint64_t)least, digits[0]);
    struct text until = number_text((uint64_t)most, digits[1]);
    if (sure && most == 0)
        from = phrase(look->phrases, "genogram-under-one");
    if (form == AGE_IN_WORDS) {
        buffer_put(to, ", ");
        phrase_with(look->phrases, sure ? "genogram-aged" : "genogram-aged-between", to, from,
                    until);
        return;
    }
    buffer_put(to, " (");
    buffer_add(to, from);
    if (!sure) {
        buffer_put(to, "\u2013");
        buffer_add(to, until);
    }
    buffer_put(to, ")");
}

struct text genogram_gender(const struct genogram_look *look, uint32_t number)
{
    static const char *const genders[] = {
        [FAMILY_GENDER_UNKNOWN] = "genogram-gender-unknown",
        [FAMILY_MALE] = "genogram-male",
        [FAMILY_FEMALE] = "genogram-female",
        [FAMILY_GENDER_OTHER] = "genogram-gender-other",
    };
    return phrase(look->phrases, genders[look->family->people[number].gender]);
}

void genogram_add_born(const struct genogram_look *look, uint32_t number, struct buffer *to)
{
    const struct family_person *person = &look->family->people[number];
    bool dated = person->born_text.length > 0;
    if (person->outcome == FAMILY_UNBORN && dated)
        add_with_date(look, "genogram-due", person->born_text, to);
    else if (person->outcome == FAMILY_UNBORN)
        buffer_add(to, phrase(look->phrases, "genogram-unborn"));
    else if (person->outcome == FAMILY_STILLBIRTH && dated)
        add_with_date(look, "genogram-stillborn-on", person->born_text, to);
    else if (person->outcome == FAMILY_STILLBIRTH)
        buffer_add(to, phrase(look->phrases, "genogram-stillborn"));
    else if (dated)
        genogram_add_date(look, person->born_text, to);
}

struct text genogram_kind(const struct genogram_look *look, enum family_kind kind)
{
    static const char *const keys[] = {
        [FAMILY_BIRTH] = "genogram-birth",     [FAMILY_ADOPTIVE] = "genogram-adopted",
        [FAMILY_KINSHIP] = "genogram-kinship", [FAMILY_FOSTER] = "genogram-fostered",
        [FAMILY_STEP] = "genogram-step",
    };
    return phrase(look->phrases, keys[kind]);
}

void genogram_add_to_list(const struct genogram_look *look, struct text item, uint32_t place,
                          uint32_t count, struct buffer *list)
{
    if (place > 0 && place + 1 == count) {
        buffer_put(list, " ");
        buffer_add(list, phrase(look->phrases, "genogram-and"));
        buffer_put(list, " ");
    } else if (place > 0) {
        buffer_put(list, ", ");
    }
    buffer_add(list, item);
}

void genogram_add_households(const struct genogram_look *look, uint32_t number, struct buffer *to)
{
    const struct family *family = look->family;
    const struct family_person *person = &family->people[number];
    struct buffer list, name;
    buffer_init(&list, WORDS_BYTES);
    buffer_init(&name, WORDS_BYTES);
    for (uint32_t i = 0; i < person->household_count; i++) {
        buffer_clear(&name);
        prose_clean(&name,
                    family->households[family->memberships[person->first_household + i]].name);
        to->failed = to->failed || buffer_failed(&name);
        genogram_add_to_list(look, buffer_text(&name), i, person->household_count, &list);
    }
    buffer_add(to, buffer_text(&list));
    to->failed = to->failed || buffer_failed(&list);
    buffer_release(&list);
    buffer_release(&name);
}

/* Where a pregnancy is told of, that says more than an unknown gender. */
static void add_gender(const struct genogram_look *look, uint32_t number, struct buffer *to)
{
    const struct family_person *person = &look->family->people[number];
    bool lost = genogram_is_lost(person);
    if (lost && person->name.length == 0)
        return;
    if (!lost && person->outcome != FAMILY_LIVE && person->gender == FAMILY_GENDER_UNKNOWN)
        return;
    buffer_put(to, ", ");
    if (lost)
        buffer_add(to, phrase(look->phrases, person->outcome == FAMILY_ABORTION
                                                 ? "genogram-abortion"
                                                 : "genogram-miscarriage"));
    else
        buffer_add(to, genogram_gender(look, number));
}

void genogram_describe(const struct genogram_look *look, uint32_t number, bool with_kind,
                       struct buffer *to)
{
    const struct family_person *person = &look->family->people[number];
    enum family_kind kind;
    add_gender(look, number, to);
    /* Without a name and a date, what is said instead of a name says it all. */
    bool told = person->name.length == 0 && person->born_text.length == 0;
    if (person->outcome != FAMILY_LIVE && told) {
        /* Nothing more. */
    } else if (person->outcome == FAMILY_UNBORN || person->outcome == FAMILY_STILLBIRTH ||
               (genogram_is_lost(person) && person->born_text.length > 0)) {
        buffer_put(to, ", ");
        genogram_add_born(look, number, to);
    } else if (person->born_text.length > 0) {
        buffer_put(to, ", ");
        add_with_date(look, "genogram-born", person->born_text, to);
    }
    if (person->dead && person->died_text.length > 0) {
        buffer_put(to, ", ");
        add_with_date(look, "genogram-died-on", person->died_text, to);
    } else if (person->dead) {
        buffer_put(to, ", ");
        buffer_add(to, phrase(look->phrases, "genogram-died"));
    }
    genogram_add_age(look, number, AGE_IN_WORDS, to);
    if (person->twins != FAMILY_NONE) {
        buffer_put(to, ", ");
        buffer_add(to, phrase(look->phrases, "genogram-twin"));
    }
    if (with_kind && genogram_is_other_kind(look->family, number, &kind)) {
        buffer_put(to, ", ");
        buffer_add(to, genogram_kind(look, kind));
    }
    if (genogram_is_index_child(person)) {
        buffer_put(to, ", ");
        buffer_add(to, phrase(look->phrases, "genogram-index-child"));
    }
    if (person->household_count > 0) {
        struct buffer list;
        buffer_init(&list, WORDS_BYTES);
        genogram_add_households(look, number, &list);
        buffer_put(to, ", ");
        phrase_with(look->phrases, "genogram-household", to, buffer_text(&list));
        to->failed = to->failed || buffer_failed(&list);
        buffer_release(&list);
    }
    if (person->family.length > 0 && !text_equal(person->family, look->id) &&
        (look->families > 1 || look->id.length > 0)) {
        struct buffer clean;
        buffer_init(&clean, WORDS_BYTES);
        prose_clean(&clean, person->family);
        buffer_put(to, ", ");
        phrase_with(look->phrases, "genogram-of-family", to, buffer_text(&clean));
        to->failed = to->failed || buffer_failed(&clean);
        buffer_release(&clean);
    }
}

/* When it was: `since 2019`, `2006 to 2018`. A couple that has parted is not together since. */
static void add_time(const struct genogram_look *look, const struct family_couple *couple,
                     struct buffer *to)
{
    bool parted = couple->status == FAMILY_SEPARATED || couple->status == FAMILY_DIVORCED;
    bool ends = couple->end.precision != DATE_NONE && couple->end.latest != DATE_DAY_OPEN_END;
    char end[DATE_TEXT_BYTES] = "";
    struct buffer from, until;
    if (couple->start_text.length == 0 && !ends)
        return;
    buffer_init(&from, WORDS_BYTES);
    buffer_init(&until, WORDS_BYTES);
    genogram_add_date(look, couple->start_text, &from);
    if (ends)
        date_write(&couple->end, end);
    genogram_add_date(look, text_of(end), &until);
    buffer_put(to, " (");
    if (!ends)
        phrase_with(look->phrases, parted ? "genogram-from" : "genogram-since", to,
                    buffer_text(&from));
    else if (couple->start_text.length == 0)
        phrase_with(look->phrases, "genogram-until", to, buffer_text(&until));
    else
        phrase_with(look->phrases, "genogram-from-until", to, buffer_text(&from),
                    buffer_text(&until));
    buffer_put(to, ")");
    to->failed = to->failed || buffer_failed(&from) || buffer_failed(&until);
    buffer_release(&from);
    buffer_release(&until);
}

void genogram_add_partner(const struct genogram_look *look, const struct family_couple *couple,
                          struct text whom, struct buffer *to)
{
    static const char *const keys[] = {
        [FAMILY_PARENTS] = "genogram-with-parents",
        [FAMILY_PARTNERS] = "genogram-with-partners",
        [FAMILY_MARRIED] = "genogram-with-married",
        [FAMILY_COHABITING] = "genogram-with-cohabiting",
        [FAMILY_TRANSITORY] = "genogram-with-transitory",
        [FAMILY_SEPARATED] = "genogram-with-separated",
        [FAMILY_DIVORCED] = "genogram-with-divorced",
    };
    phrase_with(look->phrases, keys[couple->status], to, whom);
    add_time(look, couple, to);
    if (couple->related) {
        buffer_put(to, ", ");
        buffer_add(to, phrase(look->phrases, "genogram-related"));
    }
}
