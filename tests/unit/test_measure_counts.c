/* Which printed counts are parts of which. */
#include "tap.h"

#include "domain/measures/measure_counts.h"

static struct measures *measures;
static struct count_kinds kinds;

static const struct measure *measure_of(const char *code, enum measure_table table)
{
    for (size_t i = 0; i < measures->count; i++)
        if (text_equal(measures->list[i].code, text_of(code)) && measures->list[i].table == table)
            return &measures->list[i];
    return NULL;
}

static uint32_t kind_of(const char *code, enum measure_table table, enum count_figure figure,
                        const char *category)
{
    const struct measure *measure = measure_of(code, table);
    uint32_t kind = measure ? count_kind_of(&kinds, measure, figure, text_of(category))
                            : COUNT_NONE;
    ok(kind != COUNT_NONE, code);
    if (kind != COUNT_NONE)
        kinds.list[kind].printed = true;
    return kind;
}

static void test_closings(void)
{
    uint32_t all = kind_of("closures", MEASURE_CLOSINGS, COUNT_DENOMINATOR, "");
    uint32_t met = kind_of("closures", MEASURE_CLOSINGS, COUNT_NUMERATOR, "outcomes-met");
    uint32_t blank = kind_of("closures", MEASURE_CLOSINGS, COUNT_NUMERATOR, "not-recorded");
    uint32_t odd = kind_of("closures", MEASURE_CLOSINGS, COUNT_NUMERATOR, "not-decoded");
    uint32_t reason = kind_of("positive-outcomes", MEASURE_CLOSINGS, COUNT_DENOMINATOR, "");
    uint32_t good = kind_of("positive-outcomes", MEASURE_CLOSINGS, COUNT_NUMERATOR, "");
    uint32_t over = kind_of("reopened-12m", MEASURE_CLOSINGS, COUNT_DENOMINATOR, "");
    uint32_t early = kind_of("reopened-12m", MEASURE_CLOSINGS, COUNT_PENDING, "");
    uint32_t again = kind_of("reopened-12m", MEASURE_CLOSINGS, COUNT_NUMERATOR, "");
    uint32_t parts[64];
    size_t ends[64];
    ok(count_kind_contains(&kinds, all, reason) && count_kind_contains(&kinds, reason, good) &&
           count_kind_contains(&kinds, good, met) && !count_kind_contains(&kinds, met, good),
       "closed, with a reason, a good one, this one");
    ok(!count_kind_contains(&kinds, reason, blank) && count_kinds_apart(&kinds, reason, blank),
       "with a reason and without have nothing in common");
    ok(count_kind_contains(&kinds, reason, odd) && !count_kind_contains(&kinds, good, odd) &&
           count_kinds_apart(&kinds, good, odd),
       "a reason without a decoding is one, and no good one");
    ok(count_kinds_apart(&kinds, over, early) && count_kind_contains(&kinds, over, again) &&
           !count_kinds_apart(&kinds, over, reason),
       "whose time is over, and not");
    size_t count = count_kind_parts(&kinds, all, parts, ends);
    ok(count == 2 && ends[0] == 2 && ends[1] == 4, "two ways in which closures are made up");
    ok(count_kind_parts(&kinds, again, parts, ends) == 0, "nothing is part of the smallest");
}

static void test_bases(void)
{
    uint32_t families = kind_of("open-families", MEASURE_EPISODES, COUNT_NUMERATOR, "");
    uint32_t children = kind_of("open-children", MEASURE_EPISODES, COUNT_NUMERATOR, "");
    uint32_t consent = kind_of("consent", MEASURE_EPISODES, COUNT_DENOMINATOR, "");
    uint32_t given = kind_of("consent", MEASURE_EPISODES, COUNT_NUMERATOR, "");
    uint32_t rate = kind_of("rate-per-10000", MEASURE_EPISODES, COUNT_NUMERATOR, "");
    uint32_t contacts = kind_of("contacts-nfa", MEASURE_CONTACTS, COUNT_DENOMINATOR, "");
    uint32_t others = kind_of("contacts-to-referral", MEASURE_CONTACTS, COUNT_DENOMINATOR, "");
    uint32_t nfa = kind_of("contacts-nfa", MEASURE_CONTACTS, COUNT_NUMERATOR, "");
    uint32_t referral = kind_of("contacts-to-referral", MEASURE_CONTACTS, COUNT_NUMERATOR, "");
    uint32_t whole = kind_of("outcomes-achieved", MEASURE_OUTCOMES, COUNT_NUMERATOR, "");
    uint32_t one = kind_of("outcomes-achieved", MEASURE_OUTCOMES, COUNT_NUMERATOR, "1");
    uint32_t two = kind_of("outcomes-achieved", MEASURE_OUTCOMES, COUNT_NUMERATOR, "2");
    ok(families == consent && children == rate, "one count in two measures");
    ok(count_kind_contains(&kinds, families, given) &&
           !count_kind_contains(&kinds, children, given),
       "what is no part of another base");
    ok(kinds.list[families].no_more_than == children, "never more families than children");
    ok(contacts == others && count_kinds_apart(&kinds, nfa, referral), "codes of one column");
    ok(count_kind_contains(&kinds, whole, one) && count_kinds_apart(&kinds, one, two),
       "headlines make up the whole");
}

int main(void)
{
    struct intervals *intervals = intervals_new(NULL, NULL);
    measures = measures_new(NULL, intervals, NULL);
    count_kinds_init(&kinds);
    ok(measures != NULL, "the measures");
    if (measures) {
        test_closings();
        test_bases();
    }
    count_kinds_release(&kinds);
    measures_free(measures);
    intervals_free(intervals);
    return done();
}
