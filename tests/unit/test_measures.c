#include "definitions/measures.h"
#include "domain/measures/measure_grid.h"
#include "domain/measures/measure_keys.h"
#include "domain/measures/measure_periods.h"
#include "domain/measures/measure_results.h"
#include "domain/measures/measure_source.h"
#include "tests/unit/tap.h"

#include <stdio.h>

/* A name with a word in it. */
static const char *with(const char *what, const char *word)
{
    static char name[200];
    snprintf(name, sizeof name, "%s: %s", what, word);
    return name;
}

static const char *at(const char *what, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    return with(what, digits);
}

static date_day day(const char *text)
{
    struct date date;
    date_read(text_of(text), &date);
    return date.earliest;
}

static void test_ratio(void)
{
    static const struct {
        uint64_t numerator, denominator, scale;
        int64_t tenths;
    } cases[] = {{539, 1024, 100, 526}, {277, 1024, 100, 271},     {51, 1024, 100, 50},
                 {1, 8, 100, 125},      {1, 2000, 100, 1},         {1, 2001, 100, 0},
                 {0, 7, 100, 0},        {7, 7, 100, 1000},         {3411, 83000, 10000, 4110},
                 {3, 2, 100, 1500},     {1, 1000000000000, 100, 0}};
    int64_t tenths;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ok(measure_ratio(cases[i].numerator, cases[i].denominator, cases[i].scale, &tenths),
           at("there is a share", i));
        ok(tenths == cases[i].tenths, at("half up", i));
    }
    ok(!measure_ratio(1, 0, 100, &tenths), "of nothing");
    ok(!measure_ratio(UINT64_MAX, 3, 100, &tenths), "no overflow of the numerator");
    ok(!measure_ratio(1, UINT64_MAX, 100, &tenths), "no overflow of the denominator");
}

static void test_quartile(void)
{
    static const int64_t four[] = {1, 2, 3, 4}, two[] = {4, 7}, one[] = {9}, below[] = {-3, 0};
    ok(measure_quartile(four, 4, 1) == 18, "1.75 is 1.8");
    ok(measure_quartile(four, 4, 2) == 25, "the median of an even number");
    ok(measure_quartile(four, 4, 3) == 33, "3.25 is 3.3");
    ok(measure_quartile(two, 2, 1) == 48, "4.75 is 4.8");
    ok(measure_quartile(one, 1, 3) == 90, "of one number");
    ok(measure_quartile(below, 2, 2) == -15, "below zero");
    ok(measure_quartile(below, 2, 3) == -7, "half up below zero: -0.75 is -0.7");
}

static void test_tenths(void)
{
    char out[MEASURE_TENTHS_BYTES];
    ok(text_equal(measure_tenths(526, out), TEXT("52.6")), "a decimal");
    ok(text_equal(measure_tenths(-5, out), TEXT("-0.5")), "below zero");
    ok(text_equal(measure_tenths(0, out), TEXT("0.0")), "zero");
    ok(text_equal(measure_tenths(INT64_MIN, out), TEXT("-922337203685477580.8")), "the smallest");
}

static void test_periods(void)
{
    struct periods periods;
    static const char *const quarters[] = {"2025-11-23/2026-05-10", "2025-11-23/2025-12-31",
                                           "2026-Q1", "2026-04-01/2026-05-10"};
    ok(periods_init(&periods, day("2025-11-23"), day("2026-05-10"), PERIOD_QUARTER, 1, NULL),
       "quarters");
    ok(periods.count == 4 && periods.base == 1, "the window and three pieces");
    for (size_t i = 0; i < periods.count; i++)
        ok(text_equal(periods.list[i].name, text_of(quarters[i])), quarters[i]);
    ok(periods_of(&periods, day("2025-12-31")) == 1, "the last day of a piece");
    ok(periods_of(&periods, day("2026-01-01")) == 2, "the first day of the next");
    ok(periods_of(&periods, day("2025-11-22")) == SIZE_MAX, "before the window");
    ok(periods_of(&periods, day("2026-05-11")) == SIZE_MAX, "after it");
    periods_release(&periods);
    ok(periods_init(&periods, day("2024-02-29"), day("2024-02-29"), PERIOD_MONTH, 1, NULL),
       "one day");
    ok(periods.count == 2 && text_equal(periods.list[1].name, TEXT("2024-02-29/2024-02-29")),
       "a piece of it");
    periods_release(&periods);
    ok(periods_init(&periods, day("2025-04-01"), day("2026-03-31"), PERIOD_YEAR, 4, NULL),
       "a year from April");
    ok(periods.count == 2 && text_equal(periods.list[1].name, TEXT("2025-04-01/2026-03-31")),
       "by its first and last day");
    periods_release(&periods);
    ok(periods_init(&periods, day("2026-01-01"), day("2026-06-30"), PERIOD_NONE, 1, NULL),
       "the window alone");
    ok(periods.count == 1 && periods.base == 0 && periods_of(&periods, day("2026-03-01")) == 0,
       "is its own piece");
    periods_release(&periods);
    ok(!periods_init(&periods, day("1000-01-01"), day("2026-06-30"), PERIOD_NONE, 1, NULL),
       "too long");
    periods_release(&periods);
}

static void test_names(void)
{
    struct names names;
    names_init(&names);
    uint32_t upper = names_number(&names, TEXT("HARBOUR  HUB"));
    ok(names_number(&names, TEXT("")) == 0, "the blank name is number 0");
    ok(upper == names_number(&names, TEXT("Harbour\xc2\xa0Hub")), "case and blanks aside");
    ok(upper == names_number(&names, TEXT("harbour hub")), "once more");
    uint32_t other = names_number(&names, TEXT("Barn"));
    ok(other != upper, "another name");
    ok(names_order(&names), "in order");
    ok(text_equal(names.shown[upper], TEXT("Harbour\xc2\xa0Hub")), "capitals and small letters");
    ok(names.rank[0] == 0 && names.rank[other] == 1 && names.rank[upper] == 2, "ranks");
    names_release(&names);
}

static void test_keys(void)
{
    struct keys keys;
    keys_init(&keys);
    ok(keys_person(&keys, &keys.people, TEXT("F2"), TEXT("C1")), "a person");
    ok(keys_person(&keys, &keys.people, TEXT("F1"), TEXT("C1")), "in another family too");
    ok(keys.in_two_families == 1, "is told");
    ok(text_equal(keys_family_of(&keys, TEXT("C1")), TEXT("F1")), "the first id counts");
    uint32_t child = keys_child(&keys, TEXT("C1"), true),
             alone = keys_child(&keys, TEXT("F1"), true);
    uint32_t family = keys_family(&keys, TEXT("F1"), TEXT(""), KEY_NONE, true);
    ok(keys_family(&keys, TEXT(""), TEXT("C1"), child, true) == family, "a child's family");
    ok(keys_family(&keys, TEXT(""), TEXT("F1"), alone, true) != family,
       "a child with a family's id is no such family");
    ok(keys_family(&keys, TEXT("F9"), TEXT(""), KEY_NONE, false) == KEY_NONE, "not known");
    ok(keys_family(&keys, TEXT(""), TEXT(""), KEY_NONE, true) == KEY_NONE, "no ids");
    ok(keys_child(&keys, TEXT(""), true) == KEY_NONE, "no child");
    keys_release(&keys);
}

static void test_numbers(void)
{
    struct disclosure_rules *rules = disclosure_rules_new(NULL, NULL);
    static const struct {
        const char *text;
        int64_t millionths;
        bool read, hidden;
    } cases[] = {{"3", 3000000, true, false},
                 {"-2.5", -2500000, true, false},
                 {"0.000001", 1, true, false},
                 {"c", 0, true, true},
                 {":", 0, true, true},
                 {"z", 0, true, true},
                 {"", 0, false, false},
                 {"3.", 0, false, false},
                 {".5", 0, false, false},
                 {"1e3", 0, false, false},
                 {"1,5", 0, false, false},
                 {"0.0000001", 0, false, false},
                 {"-", 0, false, false},
                 {"9999999999999", 0, false, false},
                 {"999999999999.999999", 999999999999999999, true, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t millionths = 0;
        bool hidden = false,
             read = source_number(text_of(cases[i].text), rules, &millionths, &hidden);
        ok(read == cases[i].read, with("read or not", cases[i].text));
        ok(!read || (millionths == cases[i].millionths && hidden == cases[i].hidden),
           with("number", cases[i].text));
    }
    disclosure_rules_free(rules);
}

static void test_grid(void)
{
    struct grid grid;
    grid_init(&grid, 2, 3);
    grid_at(&grid, (struct group){1, 1}, 0, 1)->numerator += 2;
    grid_at(&grid, (struct group){1, 2}, 0, 2)->numerator += 3;
    grid_at(&grid, (struct group){2, 1}, 1, 1)->numerator += 5;
    ok(grid_fold(&grid, 1), "folded");
    ok(grid_at(&grid, (struct group){GROUP_ALL, GROUP_ALL}, 0, 0)->numerator == 5, "all");
    ok(grid_at(&grid, (struct group){1, GROUP_ALL}, 0, 2)->numerator == 3, "an organisation");
    ok(grid_at(&grid, (struct group){GROUP_ALL, 1}, 1, 0)->numerator == 5, "an area, a category");
    ok(grid_at(&grid, (struct group){GROUP_ALL, 2}, 0, 1)->numerator == 0, "nothing there");
    ok(grid.group_count == 8, "three single ones and what they are part of");
    grid_release(&grid);
    grid_init(&grid, 3000, 3000);
    ok(grid_group(&grid, (struct group){1, 1}) == GROUP_ALL && grid.full, "too many cells");
    grid_release(&grid);
}

static void test_conditions(void)
{
    struct intervals *intervals = intervals_new(NULL, NULL);
    struct measure_conditions conditions;
    static const char *const wrong[] = {
        "outcome", "=close",       "outcome=",
        "a<=",     "a<=b+nothing", "a<=b+satisfied",
        "a>=b",    "a>=b*nothing", "a>=b*review_grace",
        ";",       "a=b;",         "a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1"};
    ok(measure_conditions_read(&conditions, TEXT(""), intervals, PLACE_NONE, NULL) &&
           conditions.count == 0,
       "no condition");
    ok(measure_conditions_read(&conditions,
                               TEXT("outcome=close|continue; nfa = yes ;held_date<=due_date+"
                                    "review_grace;score>=max_score*satisfied;date=*"),
                               intervals, PLACE_NONE, NULL) &&
           conditions.count == 5,
       "five of them");
    ok(conditions.list[0].test == TEST_CODES &&
           text_equal(conditions.list[0].codes, TEXT("close|continue")),
       "codes");
    ok(text_equal(conditions.list[1].column, TEXT("nfa")), "blanks round a sign");
    ok(conditions.list[2].test == TEST_BY && conditions.list[2].interval, "a day by another");
    ok(conditions.list[3].test == TEST_SHARE && conditions.list[3].interval->value == 70,
       "so much of a number");
    ok(conditions.list[4].test == TEST_NOT_BLANK, "anything");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ok(!measure_conditions_read(&conditions, text_of(wrong[i]), intervals, PLACE_NONE, NULL),
           with("no condition", wrong[i]));
    struct measures *measures = measures_new(NULL, intervals, NULL);
    ok(measures && measures->codes.count == 24, "the measures compiled in");
    for (size_t i = 1; measures && i < measures->count; i++)
        ok(measures->list[i].number ==
               measures->list[i - 1].number + !measures->list[i].alternative,
           with("in order", measures->list[i].code.data));
    measures_free(measures);
    intervals_free(intervals);
}

int main(void)
{
    test_ratio();
    test_quartile();
    test_tenths();
    test_periods();
    test_names();
    test_keys();
    test_numbers();
    test_grid();
    test_conditions();
    return done();
}
