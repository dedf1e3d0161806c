/* Families: who belongs to whom, and in which order. */
#include "domain/family/family.h"

#include "tap.h"

static struct family *family;

static uint32_t add(const char *id, const char *born, uint32_t order)
{
    struct family_person person = {
        .id = text_of(id), .name = text_of(id), .born_text = text_of(born), .birth_order = order};
    bool twice;
    family_date(person.born_text, &person.born);
    family_date(TEXT(""), &person.died);
    ok(family_add_person(family, &person, TEXT(""), TEXT(""), &twice) && !twice, "a person");
    return family->count - 1;
}

static void begin(void)
{
    family = family_new();
    add("mother", "1970", 0);
}

/* The ids of the children of the first sibship, in order. */
static void children_are(const char *wanted, const char *name)
{
    char got[200] = "";
    size_t length = 0;
    uint32_t circles;
    ok(family_complete(family, &circles), "settled");
    const struct family_sibship *sibship = &family->sibships[0];
    for (uint32_t i = 0; i < sibship->count; i++) {
        struct text id = family->people[family->children[sibship->first + i].person].id;
        length += (size_t)snprintf(got + length, sizeof got - length, "%s%.*s", i ? " " : "",
                                   (int)id.length, id.data);
    }
    is_string(got, wanted, name);
    family_free(family);
}

static void child(const char *id, const char *born, uint32_t order)
{
    uint32_t number = add(id, born, order);
    ok(family_add_parent(family, 0, number, FAMILY_BIRTH), "a child");
}

static void test_ages(void)
{
    begin();
    child("late", "2010-05-01", 0);
    child("old", "0987", 0);
    child("early", "2001", 0);
    children_are("old early late", "dates decide");
    begin();
    child("a", "2010", 2);
    child("b", "2010", 1);
    child("c", "2005", 3);
    children_are("c b a", "birth orders that dates speak against decide where dates do not");
    begin();
    child("a", "2004", 1);
    child("b", "", 2);
    child("c", "2009", 3);
    children_are("a b c", "a child without a date takes the place of its birth order");
    begin();
    child("x", "", 0);
    child("dated", "2009", 0);
    child("b", "", 0);
    child("a", "", 0);
    children_are("dated x b a", "children without dates come last, in the order of rows");
    begin();
    child("P10", "", 0);
    child("P9", "", 0);
    children_are("P9 P10", "by the numbers in their ids, where each has one");
}

static void test_undated(void)
{
    begin();
    child("P10", "", 0);
    child("P9", "", 0);
    child("P8", "2015", 0);
    children_are("P8 P9 P10", "numbers in ids stand for the order, after the dated");
    begin();
    child("zoe", "", 0);
    child("anna", "", 0);
    child("bo", "2015", 0);
    children_are("bo zoe anna", "rows do where ids are names");
    begin();
    child("9f3a", "", 0);
    child("07cc", "", 0);
    children_are("9f3a 07cc", "and where they end in no number");
    begin();
    child("@I12@", "", 0);
    child("@I3@", "", 0);
    children_are("@I3@ @I12@", "pointers of GEDCOM are numbered too");
    begin();
    child("P9", "", 2);
    child("P10", "", 1);
    children_are("P10 P9", "birth orders come before ids");
}

static void test_twins(void)
{
    begin();
    child("one", "2001-02-03", 0);
    child("between", "2001-02-03", 0);
    child("two", "2001-02-03", 0);
    ok(family_add_twins(family, 1, 3), "twins");
    children_are("one two between", "twins stand side by side");
}

static void test_circles(void)
{
    struct date none;
    uint32_t circles = 9;
    family_date(TEXT(""), &none);
    family = family_new();
    uint32_t a = add("a", "", 0), b = add("b", "", 0), c = add("c", "", 0);
    ok(family_add_parent(family, a, b, FAMILY_BIRTH) &&
           family_add_parent(family, b, a, FAMILY_BIRTH) &&
           family_add_partners(family, c, a, FAMILY_MARRIED, TEXT(""), &none, &none) &&
           family_add_partners(family, a, c, FAMILY_DIVORCED, TEXT(""), &none, &none),
       "rows");
    ok(family_complete(family, &circles), "settled");
    is_number(circles, 1, "a row that would close a circle is left out");
    is_number(family->couple_count, 1, "a pair entered both ways is one");
    is_number(family->couples[0].status, FAMILY_DIVORCED, "with what came last");
    is_number(family->component_count, 1, "all are joined");
    family_free(family);
}

static void test_ids(void)
{
    ok(family_compare_ids(TEXT("P9"), TEXT("P10")) < 0, "numbers in ids count as numbers");
    ok(family_compare_ids(TEXT("P09"), TEXT("P9")) != 0, "ids that differ are not equal");
    ok(family_compare_ids(TEXT("a"), TEXT("b")) < 0, "letters by bytes");
    ok(family_compare_ids(TEXT("a1b"), TEXT("a1b")) == 0, "equal ids are equal");
}

int main(void)
{
    test_ages();
    test_undated();
    test_twins();
    test_circles();
    test_ids();
    return done();
}
