/* Journeys: what joins, what stands first, what goes up and down (domain/timeline/journeys.h), and
 * the data that say so (share/journeys). */
#include "domain/timeline/journey_counts.h"

#include "hear.h"
#include "tap.h"

enum { ROWS = 64, AS_OF = 20500 }; /* 2026-02-16 */

static const char *const states[JOURNEY_STATES] = {"open", "ended", "no-response"};

static struct journey_rules *rules;
static struct buffer told = {.maximum = (size_t)1 << 20};

/* Adds a row told as `FAMILY/CHILD CODE START END`, without what stands behind as need be. */
static bool add(struct journeys *journeys, struct text row)
{
    struct text id, family, code, cell;
    struct date dates[2] = {{.precision = DATE_NONE}, {.precision = DATE_NONE}};
    uint32_t step = LOOKUP_NONE;
    text_next(&row, ' ', &id);
    text_next(&id, '/', &family);
    text_next(&row, ' ', &code);
    for (size_t i = 0; i < 2 && text_next(&row, ' ', &cell); i++)
        if (date_read(cell, &dates[i]) != DATE_READ)
            return false;
    bool end = false;
    for (uint32_t i = 0; i < rules->step_count; i++)
        if (text_equal(code, rules->steps[i].code))
            step = i;
    for (uint32_t i = 0; step == LOOKUP_NONE && i < rules->step_count; i++)
        if (text_equal(code, rules->steps[i].end_code)) {
            step = i;
            end = true;
        }
    return step != LOOKUP_NONE && journeys_add(journeys, family, id, step, end ? NULL : &dates[0],
                                               end ? &dates[0] : &dates[1]);
}

/* The journeys of rows parted by `;`, a line each. `backwards`: added last first. */
static bool tell(struct text rows, bool backwards)
{
    struct journeys journeys;
    struct journey journey;
    struct text list[ROWS], row;
    size_t count = 0;
    bool failed = false;
    struct interval window = {.value = 12, .unit = INTERVAL_MONTHS};
    buffer_clear(&told);
    journeys_init(&journeys, rules, window, &hearing);
    while (count < ROWS && text_next(&rows, ';', &row))
        list[count++] = row;
    for (size_t i = 0; i < count; i++)
        failed = failed || !add(&journeys, list[backwards ? count - 1 - i : i]);
    failed = failed || !journeys_settle(&journeys);
    while (!failed && journeys_next(&journeys, &journey, &failed)) {
        buffer_add(&told, journey.family);
        buffer_put(&told, "/");
        buffer_add(&told, journey.child);
        buffer_put(&told, ": ");
        journey_text(rules, &journey, &told);
        buffer_format(&told, "; %u up %u down %u again, ", journey.ups, journey.downs,
                      journey.repeats);
        buffer_format(&told, "%s\n", states[journey_state(rules, &journey, AS_OF)]);
    }
    journeys_release(&journeys);
    return !failed;
}

static void tells(const char *rows, const char *wanted, const char *name)
{
    ok(tell(text_of(rows), false), name);
    is_text(buffer_text(&told), text_of(wanted), name);
    ok(tell(text_of(rows), true), name);
    is_text(buffer_text(&told), text_of(wanted), "the same when the rows come backwards");
}

static void test_order(void)
{
    tells("f/b R 2024-01-03;f/a C 2024-01-01;e/z C 2024-01-01;f/a EH 2024-01-02 2024-05-01",
          "e/z: C; 0 up 0 down 0 again, no-response\n"
          "f/a: C EH EH|; 0 up 0 down 0 again, ended\n"
          "f/b: R; 0 up 0 down 0 again, no-response\n",
          "families, then children, then dates");
    tells("/1 LAC 2024-01-01;/1 ICPC 2024-01-01;/1 CPP 2024-01-01;/1 CIN 2024-01-01;/1 S47 "
          "2024-01-01;/1 AS 2024-01-01 2024-01-01;/1 EH 2023-01-01 2024-01-01;/1 R 2024-01-01;/1 C "
          "2024-01-01",
          "/1: EH C R EH| AS AA S47 ICPC CIN CPP LAC; 1 up 0 down 0 again, open\n",
          "on one day in the order of the rules, and one step up");
    tells("/1 C 2024;/1 R 2024-01;/1 S47 2024-01-01;/1 ICPC ../2024-02-01",
          "/1: ICPC S47 R C; 0 up 0 down 0 again, no-response\n",
          "by the first day that a date may mean, then the last");
    tells("/1 EH 2024-05-01 2024", "/1: EH EH|; 0 up 0 down 0 again, ended\n",
          "an end stands behind its beginning");
    tells("/1 EH 2024 2024-01-01", "/1: EH EH|; 0 up 0 down 0 again, ended\n",
          "an end stands behind a beginning that may be later");
    tells("/1 R -;/1 C 2024-01-01;/1 EH - 2024-02-01;/1 CIN -",
          "/1: C EH| ? R EH CIN; 0 up 0 down 0 again, open\n",
          "what has no date stands behind what has one");
}

static void test_doubles(void)
{
    tells("/1 C 2024-01-01;/1 C 2024-01-01;/1 C 2024-01-02",
          "/1: C C; 0 up 0 down 0 again, "
          "no-response\n",
          "one step on one date is one");
    tells("/1 AS 2024-01-01;/1 AS 2024-01-01 2024-02-01", "/1: AS AA; 0 up 0 down 0 again, ended\n",
          "a known end before none");
    tells("/1 AS 2024-01-01 2024-01-20;/1 AS 2024-01-01 2024-02-01;/1 R 2024-01-31",
          "/1: AS R AA; 0 up 0 down 0 again, ended\n", "the later of two ends");
    tells("/1 AS 2024-01-01;/1 AS 2024-01-01~", "/1: AS AS; 0 up 0 down 0 again, open\n",
          "an approximate date is another");
    tells("/1 C -;/1 C -", "/1: ? C C; 0 up 0 down 0 again, no-response\n",
          "without dates there is no telling");
    tells("/1 EH - 2024-01-01;/1 EH - 2024-01-01", "/1: EH| ? EH; 0 up 0 down 0 again, ended\n",
          "but for the same end");
}

static void test_joining(void)
{
    tells("/1 LAC 2024-01-01 2024-03-01;/1 LAC 2024-03-01 2024-05-01;/1 LAC 2024-05-02",
          "/1: LAC LAC| LAC; 0 up 0 down 0 again, open\n", "what touches is one");
    tells("/1 EH 2024-01-01 2024-06-01;/1 EH 2024-02-01 2024-03-01;/1 R 2024-04-01",
          "/1: EH R EH|; 0 up 0 down 0 again, ended\n", "what lies within is part of it");
    tells("/1 EH 2024-01-01;/1 EH 2025-02-01 2025-03-01", "/1: EH; 0 up 0 down 0 again, open\n",
          "what has no end goes on");
    tells("/1 AS 2024-01-01 2024-03-01;/1 AS 2024-02-01 2024-03-05",
          "/1: AS AS AA AA; 0 up 0 down 0 again, ended\n", "assessments do not join");
    tells("/1 EH 2024-01-01;/1 EH| 2024-06-01;/1 EH 2025-01-01;/1 EH| 2022-12-31",
          "/1: EH| EH EH| EH; 0 up 0 down 1 again, open\n", "an end told by itself finds its step");
    tells("/1 EH 2024-01-01 2024-06-01;/1 EH 2024-06-01 2024-08-01;/1 EH| 2024-06-01;/1 EH| "
          "2024-08-01",
          "/1: EH EH|; 0 up 0 down 0 again, ended\n", "an end told twice is one");
    tells("/1 EH 2022-01-01 2023-01-01;/1 EH 2023-01-01 2024-01-01;/1 EH 2025-01-01 2026-01-01;/1 "
          "EH| -;/1 EH| 2023;/1 EH| 2023-01-01",
          "/1: EH EH| EH EH| ? EH|; 0 up 0 down 1 again, ended\n",
          "whatever else is told before it");
    tells("/1 AS 2024-01-01 2024-06-01;/1 AA 2024-06-01;/1 AA -",
          "/1: AS AA ? AA; 0 up 0 down 0 again, ended\n", "so it is where nothing joins");
}

static void test_levels(void)
{
    tells("/1 EH 2024-01-01;/1 CIN 2024-02-01 2024-03-01",
          "/1: EH CIN CIN|; 1 up 1 down 0 again, open\n", "up, and down to what goes on below");
    tells("/1 EH 2024-01-01 2024-02-01;/1 CIN 2024-02-10 2024-03-01",
          "/1: EH EH| CIN CIN|; 1 up 0 down 0 again, ended\n", "an end is no step down");
    tells("/1 EH 2024-01-01 2024-02-01;/1 CIN 2025-02-01 2025-03-01;/1 EH 2026-03-02 2026-03-03",
          "/1: EH EH| CIN CIN| EH EH|; 1 up 0 down 0 again, ended\n",
          "within the window, its last day too, and not behind it");
    tells("/1 CPP 2024-01-01 2024-02-01;/1 LAC 2024-02-01 2024-03-01;/1 CIN 2023-01-01",
          "/1: CIN CPP CPP| LAC LAC|; 2 up 1 down 0 again, open\n",
          "what changes on one day is one change");
    tells("/1 EH 2024-01-01;/1 AS 2024-02-01 2024-02-01;/1 S47 2024-02-02;/1 R 2024-03-01",
          "/1: EH AS AA S47 R; 1 up 1 down 0 again, open\n", "what lasts a day is a step, too");
    tells("/1 EH| 2024-01-01;/1 CIN 2024-06-01", "/1: EH| CIN; 1 up 0 down 0 again, open\n",
          "an end by itself tells the level");
    tells("/1 CIN 2024-01-01;/1 AS 2024-02-01 2024-03-01",
          "/1: CIN AS AA; 0 up 0 down 0 again, "
          "open\n",
          "what is no higher is no step");
}

static void test_repeats(void)
{
    tells("/1 EH 2024-01-01 2024-02-01;/1 EH 2024-05-01 2024-06-01;/1 EH 2025-06-01 2025-07-01;/1 "
          "EH 2026-07-02",
          "/1: EH EH| EH EH| EH EH| EH; 0 up 0 down 2 again, ended\n",
          "early help again, within the window and its last day");
    tells("/1 CIN 2024-01-01 2024-02-01;/1 CIN 2024-05-01",
          "/1: CIN CIN| CIN; 0 up 0 down 0 again, "
          "open\n",
          "only steps that repeat");
    tells("/1 EH 2026-01-01 2026-02-17", "/1: EH EH|; 0 up 0 down 0 again, open\n",
          "open up to the day of its end");
    tells("/1 EH 2026-01-01 2026-02-16", "/1: EH EH|; 0 up 0 down 0 again, ended\n",
          "and ended on it");
    tells("/1 EH 2026-02-17", "/1: EH; 0 up 0 down 0 again, ended\n", "not open before it begins");
}

static void test_whose(void)
{
    tells("f/ EH 2024-01-01;f/1 C 2023-01-01;f/2 R 2023-01-01;g/ EH 2024-01-01",
          "f/1: C EH; 0 up 0 down 0 again, open\n"
          "f/2: R EH; 0 up 0 down 0 again, open\n"
          "g/: EH; 0 up 0 down 0 again, open\n",
          "rows about a family are its children's");
    tells("/1 C 2023-01-01;f/1 EH 2024-01-01;f/ R 2023-06-01;/3 C 2024-01-01",
          "/3: C; 0 up 0 down 0 again, no-response\n"
          "f/1: C R EH; 0 up 0 down 0 again, open\n",
          "a child without a family belongs to the only one that has it");
    tells("/1 C 2023-01-01;f/1 EH 2024-01-01;g/1 EH 2024-02-01",
          "/1: C; 0 up 0 down 0 again, no-response\n"
          "f/1: EH; 0 up 0 down 0 again, open\n"
          "g/1: EH; 0 up 0 down 0 again, open\n",
          "and to none of several");
}

static void test_words(void)
{
    static const struct {
        const char *words, *code;
    } cases[] = {
        {"Early help starts", "EH"},
        {"EARLY  HELP STARTS (Hub): debts", "EH"},
        {"Early help ends: outcomes met", "EH|"},
        {"Social work assessment authorised - no further action", "AA"},
        {"Section-47 enquiry", "S47"},
        {"Contact with Dad stops", ""},
        {"Birthday", ""},
        {"", ""},
        {": Contact", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct journey_word word;
        bool no_memory;
        struct text code = TEXT("");
        if (journey_rules_word(rules, text_of(cases[i].words), &word, &no_memory))
            code = word.end ? rules->steps[word.step].end_code : rules->steps[word.step].code;
        is_text(code, text_of(cases[i].code), cases[i].words);
    }
}

int main(void)
{
    rules = journey_rules_new(&hearing);
    if (!ok(rules, "the rules are sound"))
        return done();
    test_order();
    test_doubles();
    test_joining();
    test_levels();
    test_repeats();
    test_whose();
    test_words();
    is_text(heard_text(), TEXT(""), "and nothing was reported");
    journey_rules_free(rules);
    buffer_release(&told);
    return done();
}
