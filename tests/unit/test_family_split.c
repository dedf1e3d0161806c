/* Families of one file apart, and families without names and dates. */
#include "domain/family/family_privacy.h"
#include "domain/family/family_split.h"

#include "tap.h"

static struct family *family;

static uint32_t add(const char *in, const char *id, const char *name, const char *born,
                    const char *household)
{
    struct family_person person = {.family = text_of(in),
                                   .id = text_of(id),
                                   .name = text_of(name),
                                   .born_text = text_of(born)};
    bool twice;
    family_date(person.born_text, &person.born);
    family_date(TEXT(""), &person.died);
    ok(family_add_person(family, &person, text_of(household), TEXT(""), &twice) && !twice,
       "a person");
    return family->count - 1;
}

/* Ids of a family with those of the parents of each child. */
static void is_family(struct family_split *split, uint32_t number, const char *wanted,
                      const char *name)
{
    char got[400] = "";
    size_t length = 0;
    struct family *part = family_split_take(split, number);
    ok(part, "a part");
    for (uint32_t i = 0; part && i < part->count; i++) {
        length += (size_t)snprintf(got + length, sizeof got - length, "%s%.*s", i ? " " : "",
                                   (int)part->people[i].id.length, part->people[i].id.data);
        for (uint32_t j = 0; j < part->link_count; j++)
            if (part->links[j].child == i)
                length += (size_t)snprintf(got + length, sizeof got - length, "<%.*s",
                                           (int)part->people[part->links[j].parent].id.length,
                                           part->people[part->links[j].parent].id.data);
    }
    is_string(got, wanted, name);
    family_free(part);
}

static void test_split(void)
{
    struct date none;
    uint32_t circles;
    family_date(TEXT(""), &none);
    family = family_new();
    uint32_t a = add("B", "a", "", "", ""), b = add("B", "b", "", "", "");
    uint32_t c = add("A", "c", "", "", ""), d = add("A", "d", "", "", "");
    uint32_t e = add("A", "e", "", "", "");
    add("", "f", "", "", "");
    /* a and c, of two families, have d; b is a's partner; c has e alone. */
    ok(family_add_partners(family, a, b, FAMILY_MARRIED, TEXT(""), &none, &none), "a couple");
    ok(family_add_parent(family, a, d, FAMILY_BIRTH), "a child");
    ok(family_add_parent(family, c, d, FAMILY_BIRTH), "its other parent");
    ok(family_add_parent(family, c, e, FAMILY_BIRTH), "a child of one");
    ok(family_complete(family, &circles), "settled");
    struct family_split *split = family_split_new(family);
    ok(split && split->count == 3, "three families");
    ok(text_equal(family_split_id(split, 0), TEXT("")), "without an id first");
    is_family(split, 0, "f", "one person");
    ok(text_equal(family_split_id(split, 1), TEXT("A")), "then by id");
    is_family(split, 1, "c d<c<a e<c a", "who is joined from elsewhere stands there too");
    is_family(split, 2, "c d<c<a a b", "and so does the other parent of a child");
    is_family(split, 1, "c d<c<a e<c a", "again the same");
    family_split_free(split);
    family_free(family);
}

static void test_initials(void)
{
    struct privacy privacy;
    uint32_t circles;
    family = family_new();
    add("F1", "1", "Mary-Ann O'Neil", "2016-02-12", "H1");
    add("F1", "ONEILS-2", "(Bo) \xc3\x89va Oneils", "", "Mary's;12 Mill Lane");
    add("F1", "maryann3", "", "", "");
    ok(family_complete(family, &circles), "settled");
    ok(privacy_init(&privacy, true, false, NULL) && family_names_learn(family, &privacy),
       "names are read");
    ok(!privacy_tells(&privacy, TEXT("F-104")), "an id that tells nothing");
    ok(privacy_tells(&privacy, TEXT("the MARY file")), "one that tells a name");
    ok(privacy_tells(&privacy, TEXT("xmaryx")), "within a word");
    ok(privacy_tells(&privacy, TEXT("case Bo")), "a short name by itself");
    ok(!privacy_tells(&privacy, TEXT("hobo")), "but not within a word");
    ok(family_to_initials(family, &privacy), "done");
    is_text(family->people[0].name, TEXT("M.O."), "initials");
    is_text(family->people[0].id, TEXT("1"), "the id stays");
    is_text(family->people[2].name, TEXT(""), "no name, no initials");
    is_text(family->people[1].id, TEXT("person-2"), "an id that tells a name is a number");
    is_text(family->people[1].name, TEXT("B.\xc3\x89.O."), "letters that are not ASCII");
    is_text(family->households[1].name, TEXT("H1"), "a household that is a code");
    is_text(family->households[0].name, TEXT("no. 1"), "one that is an address");
    is_text(family->households[2].name, TEXT("no. 3"), "one with a name");
    privacy_release(&privacy);
    family_free(family);
}

static void test_years(void)
{
    static const char *const dates[][2] = {
        {"2016-02-12", "2016"},
        {"12/02/2016", "2016"},
        {"2011-03~", "2011~"},
        {"2010/2012-05", "2010/2012"},
        {"2012-01/2012-05", "2012"},
        {"201X", "201X"},
        {"0950-03-01", "0950"},
        {"someday in 1990", ""},
        {"", ""},
        {"2004-21", "2004"},
        {"95", ""},
    };
    uint32_t circles;
    family = family_new();
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char id[] = {(char)('a' + i), '\0'};
        add("", id, "", dates[i][0], "");
    }
    ok(family_complete(family, &circles) && family_to_years(family), "done");
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        is_text(family->people[i].born_text, text_of(dates[i][1]), dates[i][0]);
    family_free(family);
}

int main(void)
{
    test_split();
    test_initials();
    test_years();
    return done();
}
