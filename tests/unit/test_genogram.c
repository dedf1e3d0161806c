/* Where a genogram's people, lines and outlines stand. */
#include "domain/genogram/genogram.h"

#include "tap.h"

static struct family *family;
static struct genogram *drawing;

/* --- Families -------------------------------------------------------------------------------- */

static void begin(void)
{
    family = family_new();
}

static uint32_t add_in(const char *id, enum family_gender gender, const char *born,
                       const char *household, const char *twins)
{
    struct family_person person = {
        .id = text_of(id), .name = text_of(id), .born_text = text_of(born), .gender = gender};
    bool twice;
    family_date(person.born_text, &person.born);
    family_date(TEXT(""), &person.died);
    ok(family_add_person(family, &person, text_of(household), text_of(twins), &twice), "a person");
    return family->count - 1;
}

static uint32_t add(const char *id, enum family_gender gender, const char *born)
{
    return add_in(id, gender, born, "", "");
}

static void couple(uint32_t a, uint32_t b, enum family_status status, const char *since)
{
    struct date start, end;
    family_date(text_of(since), &start);
    family_date(TEXT(""), &end);
    ok(family_add_partners(family, a, b, status, text_of(since), &start, &end), "a couple");
}

static void child_of(uint32_t child, uint32_t a, uint32_t b)
{
    ok(family_add_parent(family, a, child, FAMILY_BIRTH) &&
           (b == FAMILY_NONE || family_add_parent(family, b, child, FAMILY_BIRTH)),
       "a child");
}

/* Labels as wide as `width` and two lines high. */
static void lay_out(const struct genogram_measure *measure, int32_t width)
{
    struct genogram_label labels[64];
    uint32_t circles;
    ok(family_complete(family, &circles), "settled");
    for (uint32_t i = 0; i < family->count; i++)
        labels[i] = (struct genogram_label){width, 300};
    drawing = genogram_new(family, labels, measure);
    ok(drawing != NULL, "laid out");
}

static void end(void)
{
    genogram_free(drawing);
    family_free(family);
}

static const struct genogram_symbol *at(const char *id)
{
    return &drawing->symbols[family_person_named(family, text_of(id))];
}

/* The ids of everybody of one row, from the left. */
static void row_is(const char *one, const char *wanted, const char *name)
{
    char got[400] = "";
    size_t length = 0;
    int32_t y = at(one)->y, last = INT32_MIN;
    for (;;) {
        uint32_t next = FAMILY_NONE;
        for (uint32_t i = 0; i < family->count; i++)
            if (drawing->symbols[i].y == y && drawing->symbols[i].x > last &&
                (next == FAMILY_NONE || drawing->symbols[i].x < drawing->symbols[next].x))
                next = i;
        if (next == FAMILY_NONE)
            break;
        struct text id = family->people[next].id;
        last = drawing->symbols[next].x;
        length += (size_t)snprintf(got + length, sizeof got - length, "%s%.*s", length ? " " : "",
                                   (int)id.length, id.data);
    }
    is_string(got, wanted, name);
}

/* Strokes that lead to a child, or of a couple, and how many of their pieces are level. */
static uint32_t count_strokes(enum genogram_stroke_kind kind, uint32_t owner, uint32_t *level)
{
    uint32_t count = 0;
    *level = 0;
    for (uint32_t i = 0; i < drawing->stroke_count; i++) {
        const struct genogram_stroke *stroke = &drawing->strokes[i];
        if (stroke->kind != kind || stroke->owner != owner)
            continue;
        count++;
        for (uint32_t j = 1; j < stroke->point_count; j++)
            *level += drawing->points[stroke->first_point + j].y ==
                      drawing->points[stroke->first_point + j - 1].y;
    }
    return count;
}

/* --- One couple ------------------------------------------------------------------------------ */

static void test_couple(void)
{
    uint32_t level;
    begin();
    uint32_t mother = add("mother", FAMILY_FEMALE, "1970"), father = add("father", FAMILY_MALE, "");
    couple(mother, father, FAMILY_MARRIED, "");
    child_of(add("child", FAMILY_FEMALE, "2010"), mother, father);
    lay_out(&genogram_measure_default, 700);
    row_is("mother", "father mother", "a man stands left of a woman");
    is_number(at("child")->x, (at("mother")->x + at("father")->x) / 2, "a child below the middle");
    is_number(count_strokes(GENOGRAM_CHILDREN, 0, &level), 1, "by one line");
    is_number(level, 0, "without a bend");
    is_number(drawing->counts.adjacent, 1, "side by side");
    is_number(at("mother")->x - at("father")->x, 700 + genogram_measure_default.gap,
              "as near as labels allow");
    end();
    begin();
    mother = add("a", FAMILY_FEMALE, "");
    father = add("b", FAMILY_FEMALE, "");
    couple(mother, father, FAMILY_MARRIED, "");
    for (int i = 0; i < 4; i++)
        child_of(add((const char *[]){"k4", "k1", "k3", "k2"}[i], FAMILY_MALE,
                     (const char *[]){"2009", "2001", "2007", "2003"}[i]),
                 mother, father);
    lay_out(&genogram_measure_default, 700);
    row_is("k1", "k1 k2 k3 k4", "the eldest furthest left");
    is_number(at("a")->x + at("b")->x, at("k1")->x + at("k4")->x, "parents above the middle");
    end();
}

static void test_one_parent(void)
{
    begin();
    uint32_t mother = add("mother", FAMILY_FEMALE, "1970");
    child_of(add("child", FAMILY_FEMALE, "2010"), mother, FAMILY_NONE);
    lay_out(&genogram_measure_default, 700);
    ok(at("child")->y > at("mother")->y, "a child is below its only parent");
    is_number(drawing->counts.couples, 0, "who is no couple");
    end();
}

/* --- Several partners ------------------------------------------------------------------------ */

static void test_partners(void)
{
    begin();
    uint32_t man = add("man", FAMILY_MALE, "1970"), first = add("first", FAMILY_FEMALE, "");
    uint32_t second = add("second", FAMILY_FEMALE, ""), third = add("third", FAMILY_FEMALE, "");
    couple(man, third, FAMILY_MARRIED, "2015");
    couple(man, second, FAMILY_SEPARATED, "2005");
    couple(man, first, FAMILY_DIVORCED, "1995");
    child_of(add("c3", FAMILY_MALE, "2016"), man, third);
    child_of(add("c2", FAMILY_MALE, "2006"), man, second);
    child_of(add("c1", FAMILY_MALE, "1996"), man, first);
    lay_out(&genogram_measure_default, 700);
    row_is("man", "first man second third", "the earliest partner left, then in order of time");
    row_is("c1", "c1 c2 c3", "half-siblings below their own parents");
    is_number(drawing->counts.adjacent, 2, "two stand beside");
    is_number(drawing->counts.crossings, 0, "no lines cross");
    end();
    begin();
    uint32_t his = add("his", FAMILY_FEMALE, ""), tom = add("tom", FAMILY_MALE, "");
    uint32_t jo = add("jo", FAMILY_FEMALE, ""), hers = add("hers", FAMILY_MALE, "");
    couple(tom, his, FAMILY_DIVORCED, "2000");
    couple(jo, hers, FAMILY_SEPARATED, "2001");
    couple(tom, jo, FAMILY_MARRIED, "2010");
    lay_out(&genogram_measure_default, 700);
    row_is("tom", "his tom jo hers", "of those together now the man stands left");
    end();
}

/* --- Twins, losses --------------------------------------------------------------------------- */

static void test_twins(void)
{
    begin();
    uint32_t mother = add("mother", FAMILY_FEMALE, "1970");
    child_of(add_in("t1", FAMILY_MALE, "2010-01-01", "", "T"), mother, FAMILY_NONE);
    child_of(add_in("t2", FAMILY_MALE, "2010-01-01", "", "T"), mother, FAMILY_NONE);
    child_of(add("after", FAMILY_MALE, "2012"), mother, FAMILY_NONE);
    lay_out(&genogram_measure_default, 700);
    const struct genogram_point *from[2] = {NULL, NULL};
    uint32_t slanting = 0;
    for (uint32_t i = 0; i < drawing->stroke_count; i++) {
        const struct genogram_stroke *stroke = &drawing->strokes[i];
        const struct genogram_point *points = &drawing->points[stroke->first_point];
        if (stroke->point_count == 2 && points[0].x != points[1].x && points[0].y != points[1].y &&
            slanting < 2)
            from[slanting++] = points;
    }
    ok(slanting == 2 && from[0]->x == from[1]->x && from[0]->y == from[1]->y,
       "the lines to twins part from one point");
    end();
}

/* --- Households ------------------------------------------------------------------------------ */

static bool holds(uint32_t household, const char *id)
{
    const struct genogram_symbol *symbol = at(id);
    bool inside = false;
    for (uint32_t i = 0; i < drawing->outline_count; i++) {
        const struct genogram_outline *outline = &drawing->outlines[i];
        const struct genogram_point *points = &drawing->points[outline->first_point];
        if (outline->household != household)
            continue;
        for (uint32_t j = 0, k = outline->point_count - 1; j < outline->point_count; k = j++)
            if ((points[j].y > symbol->y) != (points[k].y > symbol->y) && points[j].x > symbol->x)
                inside = !inside;
    }
    return inside;
}

static void test_households(void)
{
    begin();
    uint32_t gran = add_in("gran", FAMILY_FEMALE, "1950", "home", "");
    uint32_t mother = add("mother", FAMILY_FEMALE, "1975");
    uint32_t father = add_in("father", FAMILY_MALE, "1974", "flat", "");
    child_of(mother, gran, FAMILY_NONE);
    child_of(add_in("k1", FAMILY_MALE, "2010", "home", ""), mother, father);
    child_of(add_in("k2", FAMILY_MALE, "2012", "home;flat", ""), mother, father);
    lay_out(&genogram_measure_households, 700);
    uint32_t home = text_equal(family->households[0].name, TEXT("home")) ? 0 : 1;
    is_number(drawing->outline_count, 2, "one outline for each, over a row of strangers too");
    ok(holds(home, "gran") && holds(home, "k1") && holds(home, "k2"), "members are inside");
    ok(!holds(home, "mother") && !holds(home, "father"), "nobody else is");
    ok(holds(1 - home, "father") && holds(1 - home, "k2") && !holds(1 - home, "k1"),
       "a child of two homes is in both");
    end();
}

/* --- Several families ------------------------------------------------------------------------ */

static void two_families(bool another_child)
{
    begin();
    uint32_t a = add("A1", FAMILY_MALE, ""), b = add("A2", FAMILY_FEMALE, "");
    couple(a, b, FAMILY_MARRIED, "");
    child_of(add("A3", FAMILY_MALE, "2001"), a, b);
    uint32_t c = add("B1", FAMILY_MALE, "");
    child_of(add("B2", FAMILY_MALE, "2001"), c, FAMILY_NONE);
    if (another_child)
        child_of(add("B3", FAMILY_MALE, "2003"), c, FAMILY_NONE);
    lay_out(&genogram_measure_default, 700);
}

static void test_components(void)
{
    struct genogram_symbol before[3];
    const char *ids[] = {"A1", "A2", "A3"};
    two_families(false);
    is_number(drawing->counts.components, 2, "two families");
    ok(at("B1")->x > at("A2")->x && at("B1")->y == at("A1")->y, "side by side");
    for (int i = 0; i < 3; i++)
        before[i] = *at(ids[i]);
    end();
    two_families(true);
    for (int i = 0; i < 3; i++)
        ok(at(ids[i])->x == before[i].x && at(ids[i])->y == before[i].y,
           "a child of one family moves nobody of another");
    end();
    begin();
    for (int i = 0; i < 40; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        add(id, FAMILY_MALE, "");
    }
    lay_out(&genogram_measure_default, 700);
    ok(drawing->width <= genogram_measure_default.page_width, "no wider than wished");
    ok(at("39")->y > at("0")->y, "in several shelves");
    end();
    begin();
    lay_out(&genogram_measure_default, 0);
    is_number(drawing->stroke_count, 0, "nobody, nothing");
    end();
}

/* --- Relatives who marry --------------------------------------------------------------------- */

static void test_relatives(void)
{
    begin();
    uint32_t a = add("a", FAMILY_MALE, "1940"), b = add("b", FAMILY_FEMALE, "1942");
    uint32_t uncle = add("uncle", FAMILY_MALE, "1960"),
             sister = add("sister", FAMILY_FEMALE, "1958");
    uint32_t niece = add("niece", FAMILY_FEMALE, "1980");
    couple(a, b, FAMILY_MARRIED, "");
    child_of(uncle, a, b);
    child_of(sister, a, b);
    child_of(niece, sister, FAMILY_NONE);
    couple(uncle, niece, FAMILY_MARRIED, "");
    child_of(add("child", FAMILY_MALE, "2005"), uncle, niece);
    lay_out(&genogram_measure_default, 700);
    ok(at("niece")->y > at("uncle")->y, "a niece stands below her uncle, though she married him");
    ok(at("child")->y > at("niece")->y, "and their child below her");
    row_is("uncle", "sister uncle", "the elder left");
    end();
}

int main(void)
{
    test_couple();
    test_one_parent();
    test_partners();
    test_twins();
    test_households();
    test_components();
    test_relatives();
    return done();
}
