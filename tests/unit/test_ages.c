/* Ages and their limits (domain/people/ages.h). */
#include "domain/people/ages.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static const struct table_settings settings = {.delimiter = ','};

static date_day day_of(const char *iso)
{
    struct date date;
    date_read(text_of(iso), &date);
    return date.earliest;
}

static void test_reading(void)
{
    static const struct {
        const char *cell;
        int months; /* -2: cannot be read */
        bool whole;
    } cells[] = {
        {"0", 0, true},      {"4", 48, true},     {"4.0", 48, true},
        {"4.00", 48, true},  {"150", 1800, true}, {"-1", -1, true},
        {"-1.0", -1, true},  {"0.5", 6, false},   {"2.25", 27, false},
        {"4.99", 60, false}, {"0.01", 0, false},  {"1.333333333333", 16, false},
        {"151", -2, false},  {"-2", -2, false},   {"-0.5", -2, false},
        {"-1.5", -2, false}, {".5", -2, false},   {"4.", -2, false},
        {"4,5", -2, false},  {"0-5", -2, false},  {"four", -2, false},
        {"4.x", -2, false},  {"+4", -2, false},   {"4.5.1", -2, false},
    };
    struct age_limit limit;
    ok(age_limit_read(TEXT(""), &limit) && !limit.given, "blank is no limit");
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        bool read = age_limit_read(text_of(cells[i].cell), &limit);
        ok(read == (cells[i].months > -2), cells[i].cell);
        if (!read)
            continue;
        is_number(limit.months, cells[i].months, "in months");
        ok(limit.whole == cells[i].whole && limit.given, "whole or not");
    }
}

static struct age_limits limits_of(const char *youngest, const char *oldest)
{
    struct age_limits limits;
    age_limit_read(text_of(youngest), &limits.youngest);
    age_limit_read(text_of(oldest), &limits.oldest);
    return limits;
}

static void test_possible(void)
{
    ok(age_limits_possible(limits_of("4", "4")), "one year of life");
    ok(age_limits_possible(limits_of("4.5", "4")), "half of one");
    ok(!age_limits_possible(limits_of("5", "4")), "no year");
    ok(age_limits_possible(limits_of("5", "4.99")), "five is 4.99, to the month");
    ok(!age_limits_possible(limits_of("0", "-1")), "born and unborn");
    ok(age_limits_possible(limits_of("-1", "-1")), "unborn");
    ok(age_limits_possible(limits_of("", "-1")) && age_limits_possible(limits_of("9", "")),
       "one limit alone");
}

/* The fit on 1 December 2026: in, out or maybe. */
static const char *fit(const char *youngest, const char *oldest, const char *born)
{
    static const char *const words[] = {"out", "maybe", "in"};
    struct date date;
    date_read(text_of(born), &date);
    struct birth birth = {.earliest = date.earliest, .latest = date.latest};
    return words[age_fit(limits_of(youngest, oldest), &birth, day_of("2026-12-01"))];
}

static void test_fit(void)
{
    static const struct {
        const char *youngest, *oldest, *born, *wanted;
    } cases[] = {
        {"", "4", "2021-12-02", "in"},     {"", "4", "2021-12-01", "out"},
        {"5", "", "2021-12-01", "in"},     {"5", "", "2021-12-02", "out"},
        {"", "4.5", "2022-06-01", "in"},   {"", "4.5", "2022-05-31", "out"},
        {"2.5", "", "2024-06-01", "in"},   {"2.5", "", "2024-06-02", "out"},
        {"", "4.99", "2021-12-01", "in"},  {"", "4.99", "2021-11-30", "out"},
        {"0", "", "2026-12-01", "in"},     {"0", "", "2026-12-02", "out"},
        {"-1", "", "2026-12-02", "in"},    {"", "1", "2027-03", "in"},
        {"-1", "-1", "2026-12-01", "out"}, {"-1", "-1", "2027-01-01", "in"},
        {"1", "", "2027-01-01", "out"},    {"", "4", "2021", "maybe"},
        {"", "4", "2022", "in"},           {"", "4", "2020", "out"},
        {"3", "3", "2018/2026", "maybe"},  {"5", "", "../2010", "in"},
        {"", "5", "2010/..", "maybe"},     {"", "5", "../2010", "out"},
        {"", "", "../2010", "in"},         {"18", "25", "2008-12-01", "in"},
        {"0", "17", "2026", "maybe"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is_string(fit(cases[i].youngest, cases[i].oldest, cases[i].born), cases[i].wanted,
                  cases[i].born);
    struct age_limits five = limits_of("5", "");
    struct birth leap = {.earliest = day_of("2020-02-29"), .latest = day_of("2020-02-29")};
    is_number(age_fit(five, &leap, day_of("2025-02-28")), AGE_OUTSIDE, "29 February waits");
    is_number(age_fit(five, &leap, day_of("2025-03-01")), AGE_INSIDE, "for 1 March");
}

static void test_book(void)
{
    const char *path = files_put("people.csv",
                                 TEXT("family_id,person_id,name,gender,dob,dod,outcome\n"
                                      "F1,C1,,,2020-05-01,,\n"
                                      "F1,M,,,1990-05-01,,\n"
                                      "F1,B,,,,,unborn\n"
                                      "F1,L,,,2019-05-01,2020-01-01,\n"
                                      "F1,S,,,2018-01-01,,stillbirth\n"
                                      "F2,C1,,,2010-05-01,,\n"
                                      ",C9,,,2012-05-01,,\n"
                                      "F2,C3,,,2011-05-01,,\n"
                                      "F2,C3,,,,,\n"
                                      "F2,C4,,,31/02/2011,,\n"
                                      "F2,,,,2011-05-01,,\n"
                                      "F3,Y,,,2008,,\n"));
    uint64_t rejected = 0;
    hear_nothing();
    struct age_book *book = age_book_new(&settings, &path, 1, &rejected, &hearing);
    if (!ok(book != NULL, "a book"))
        return;
    is_number(rejected, 2, "two rows are rejected");
    is_text(heard_text(),
            TEXT("reject: people.csv:11: dob: no such day in the calendar, or a year outside 1000 "
                 "to 2999\nreject: people.csv:12: person_id: blank, but a value is needed\n"),
            "and told");
    static const struct {
        const char *family, *child, *born; /* NULL: not known */
    } children[] = {
        {"F1", "C1", "2020-05-01"}, {"F2", "C1", "2010-05-01"}, {"", "C1", NULL},
        {"F7", "C1", NULL},         {"F7", "C9", "2012-05-01"}, {"", "C9", "2012-05-01"},
        {"", "C3", "2011-05-01"},   {"F1", "L", NULL},          {"F1", "S", NULL},
        {"F1", "nobody", NULL},
    };
    struct births births;
    births_init(&births);
    for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
        bool known;
        births_clear(&births);
        ok(age_book_child(book, text_of(children[i].family), text_of(children[i].child), &births,
                          &known),
           "memory");
        is_number(known, children[i].born != NULL, children[i].child);
        if (known && children[i].born)
            is_number(births.list[0].earliest, day_of(children[i].born), "born");
    }
    births_clear(&births);
    ok(age_book_family(book, TEXT("F1"), day_of("2026-12-01"), &births),
       "the children of a family");
    is_number(births.count, 2, "are those under 18, and the unborn");
    is_text(births.list[0].child, TEXT("C1"), "with their ids");
    ok(births.list[1].unborn, "in order");
    births_clear(&births);
    ok(age_book_family(book, TEXT("F3"), day_of("2026-12-01"), &births) && births.count == 1,
       "somebody who may be under 18 is one of them");
    births_clear(&births);
    ok(age_book_family(book, TEXT(""), day_of("2026-12-01"), &births) && births.count == 0,
       "no family has no children");
    ok(age_book_family(NULL, TEXT("F1"), 0, &births) && births.count == 0, "nor has no book");
    is_number(births_fit(limits_of("", "4"), &births, 0), AGE_UNKNOWN, "nobody's age is unknown");
    is_number(births_fit(limits_of("", ""), NULL, 0), AGE_INSIDE, "without limits all is well");
    births_release(&births);
    age_book_free(book);
}

int main(void)
{
    files_make();
    test_reading();
    test_possible();
    test_fit();
    test_book();
    age_book_free(NULL);
    files_remove();
    buffer_release(&heard);
    return done();
}
