/*
 * Disclosure control. With `tables` as its argument it reads tables from standard input instead,
 * for tests/property/disclosure.t: a line of cells `VALUE` or `VALUE:unseen` or `VALUE:sensitive`,
 * lines
 * `= TOTAL PART...` of cell numbers, and a line `.`; it answers with a line of letters, one a cell
 * that was given: s shown, p and h hidden (small, or for their sake), u unseen; and ` widened`.
 */
#include "domain/disclosure/disclosure.h"

#include "base/memory.h"
#include "hear.h"
#include "tap.h"
#include <stdlib.h>

enum { MOST = 5 };

static const struct reporter *const reporter = &hearing;

static struct disclosure *table_of(const uint64_t *values, size_t count)
{
    struct disclosure *d = disclosure_new(reporter);
    for (size_t i = 0; i < count; i++)
        disclosure_cell(d, values[i], DISCLOSURE_PRINTED);
    return d;
}

static char letter_of(const struct disclosure *d, uint32_t cell)
{
    return "sph"[disclosure_state(d, cell)];
}

static const char *states(const struct disclosure *d, uint32_t count)
{
    static char letters[256];
    for (uint32_t i = 0; i < count; i++)
        letters[i] = letter_of(d, i);
    letters[count] = '\0';
    return letters;
}

#define PARTS(...)                                                                                 \
    (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)

static void test_row(const char *name, const uint64_t *values, uint32_t count, const char *wanted)
{
    struct disclosure *d = table_of(values, count);
    uint32_t parts[16];
    for (uint32_t i = 0; i + 1 < count; i++)
        parts[i] = i;
    ok(disclosure_sum(d, count - 1, parts, count - 1, DISCLOSURE_UNSEEN), name);
    ok(disclosure_solve(d, MOST), name);
    is_string(states(d, count), wanted, name);
    disclosure_free(d);
}

#define ROW(name, wanted, ...)                                                                     \
    test_row(name, (const uint64_t[]){__VA_ARGS__},                                                \
             (uint32_t)(sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t)), wanted)

static void test_rows(void)
{
    ROW("nothing small, nothing hidden", "sss", 10, 20, 30);
    ROW("zero is shown, and needs nothing", "sss", 0, 20, 20);
    ROW("the smallest other part is hidden too", "phss", 3, 20, 30, 53);
    ROW("zero cannot help, so the next does", "pshs", 3, 0, 9, 12);
    ROW("two small ones keep each other", "ppss", 3, 4, 30, 37);
    ROW("two of 1 are what 2 must be: a third is hidden", "pphs", 1, 1, 30, 32);
    ROW("5 is small, 6 is not", "phs", 5, 6, 11);
    ROW("a part that is all of its total", "pp", 4, 4);
}

static void test_single(void)
{
    struct disclosure *d = table_of((const uint64_t[]){3, 0, 7}, 3);
    ok(disclosure_solve(d, MOST), "cells without sums");
    is_string(states(d, 3), "pss", "cells without sums: the small one alone is hidden");
    struct disclosure_counts counts = disclosure_count(d);
    is_number(counts.cells, 3, "cells are counted");
    is_number(counts.primary, 1, "small ones are counted");
    is_number(counts.secondary, 0, "others are counted");
    ok(!counts.widened, "nothing was given up");
    disclosure_free(d);
    d = disclosure_new(reporter);
    ok(disclosure_solve(d, MOST), "an empty table");
    disclosure_free(d);
}

/* Organisations by quarters, with all of each. */
static void test_table(void)
{
    static const uint64_t values[] = {12, 3, 9, 24, 8, 20, 15, 43, 7, 30, 11, 48, 27, 53, 35, 115};
    static const uint32_t within[] = {3, 3, 3, DISCLOSURE_NONE};
    const struct disclosure_dimension dimensions[] = {{within, 4}, {within, 4}};
    uint32_t cells[16];
    struct disclosure *d = table_of(values, 16);
    for (uint32_t i = 0; i < 16; i++)
        cells[i] = i;
    ok(disclosure_table(d, dimensions, 2, cells, DISCLOSURE_UNSEEN), "a table by two dimensions");
    ok(disclosure_solve(d, MOST), "is solved");
    is_number(disclosure_count(d).primary, 1, "one count is small");
    is_number(disclosure_count(d).secondary, 3, "three more make a rectangle");
    is_number(disclosure_state(d, 15), DISCLOSURE_SHOWN, "no total is among them");
    for (uint32_t i = 0; i < 16; i++) {
        if (disclosure_state(d, i) != DISCLOSURE_SECONDARY)
            continue;
        disclosure_set_state(d, i, DISCLOSURE_SHOWN);
        hear_nothing();
        ok(!disclosure_check(d, MOST), "with one of them shown the check fails");
        is_text(heard_text(),
                TEXT("a count that was to be hidden could be worked back from the table: nothing "
                     "is printed\n"),
                "and says so");
        disclosure_set_state(d, i, DISCLOSURE_SECONDARY);
    }
    ok(disclosure_check(d, MOST), "with all of them hidden it does not");
    disclosure_set_state(d, 1, DISCLOSURE_SHOWN);
    ok(!disclosure_check(d, MOST), "a small count that is shown fails it");
    disclosure_free(d);
}

/* Three dimensions: no network, so the other search must find it. */
static void test_cube(void)
{
    static const uint32_t within[] = {3, 3, 3, DISCLOSURE_NONE};
    const struct disclosure_dimension dimensions[] = {{within, 4}, {within, 4}, {within, 4}};
    uint64_t inner[3][3][3], values[64];
    uint32_t cells[64];
    for (int i = 0; i < 27; i++)
        inner[i / 9][i / 3 % 3][i % 3] = i == 13 ? 2 : (uint64_t)(10 + i);
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t place[3] = {i / 16, i / 4 % 4, i % 4};
        values[i] = 0;
        cells[i] = i;
        for (uint32_t j = 0; j < 27; j++) {
            uint32_t at[3] = {j / 9, j / 3 % 3, j % 3};
            bool in = true;
            for (int k = 0; k < 3; k++)
                in = in && (place[k] == 3 || place[k] == at[k]);
            values[i] += in ? inner[at[0]][at[1]][at[2]] : 0;
        }
    }
    struct disclosure *d = table_of(values, 64);
    ok(disclosure_table(d, dimensions, 3, cells, DISCLOSURE_UNSEEN), "a table by three dimensions");
    ok(disclosure_solve(d, MOST), "is solved");
    is_number(disclosure_count(d).secondary, 7, "seven more make a box");
    ok(!disclosure_count(d).widened, "and the search does not give up");
    disclosure_free(d);
}

static void test_parts(void)
{
    /* A numerator of a denominator that is shown: six of six would be told by a total of twelve. */
    struct disclosure *d = table_of((const uint64_t[]){5, 6, 5, 6}, 4);
    ok(disclosure_sum(d, 1, PARTS(0), DISCLOSURE_SENSITIVE), "a numerator and its denominator");
    ok(disclosure_sum(d, 3, PARTS(2), DISCLOSURE_UNSEEN), "and another");
    ok(disclosure_solve(d, MOST), "are solved");
    is_string(states(d, 4), "psps", "a numerator within its denominator is not told");
    ok(!disclosure_ratio_shown(d, 0, 1), "but their ratio would tell it");
    ok(disclosure_ratio_shown(d, 1, 3), "and that of others would not");
    disclosure_free(d);

    d = table_of((const uint64_t[]){40, 42}, 2);
    disclosure_sum(d, 1, PARTS(0), DISCLOSURE_SENSITIVE);
    ok(disclosure_solve(d, MOST), "a small rest that is sensitive");
    is_number(disclosure_count(d).secondary, 1, "hides one of both");
    disclosure_free(d);
    d = table_of((const uint64_t[]){40, 42}, 2);
    disclosure_sum(d, 1, PARTS(0), DISCLOSURE_UNSEEN);
    ok(disclosure_solve(d, MOST), "a small rest that is not");
    is_number(disclosure_count(d).secondary, 0, "hides none");
    disclosure_free(d);

    /* Families that two organisations help count twice. */
    d = table_of((const uint64_t[]){3, 20, 21}, 3);
    disclosure_sum(d, 2, PARTS(0, 1), DISCLOSURE_UNSEEN);
    ok(disclosure_solve(d, MOST), "parts that come to more than the total");
    is_string(states(d, 3), "pss", "do not tell one another");
    disclosure_free(d);
}

static void test_limits(void)
{
    struct disclosure *d = disclosure_new(reporter);
    hear_nothing();
    ok(disclosure_cell(d, UINT64_C(1000000000001), DISCLOSURE_PRINTED) == DISCLOSURE_NONE,
       "a count that is too large");
    is_text(heard_text(),
            TEXT("more than 1048576 counts or sums of counts in a table, or a count over "
                 "1000000000000: too large for disclosure control\n"),
            "is told of");
    disclosure_cell(d, 1000000000000, DISCLOSURE_PRINTED);
    disclosure_cell(d, 3, DISCLOSURE_PRINTED);
    disclosure_cell(d, 999999999997, DISCLOSURE_PRINTED);
    disclosure_sum(d, 0, PARTS(1, 2), DISCLOSURE_UNSEEN);
    ok(disclosure_solve(d, MOST), "the largest count");
    disclosure_free(d);
}

static void test_rounding(void)
{
    is_number(disclosure_rounded(25, 10), 30, "half goes up, to 10");
    is_number(disclosure_rounded(24, 10), 20, "less goes down, to 10");
    is_number(disclosure_rounded(2, 5), 0, "2 is 0 to 5");
    is_number(disclosure_rounded(3, 5), 5, "3 is 5 to 5");
    is_number(disclosure_rounded(7, 5), 5, "7 is 5 to 5");
    is_number(disclosure_rounded(8, 5), 10, "8 is 10 to 5");
    is_number(disclosure_rounded(0, 10), 0, "0 stays");
    is_number(disclosure_rounded(17, 0), 17, "no base, no rounding");
    ok(disclosure_rounded(UINT64_MAX, 10) == UINT64_MAX - 5, "the largest number stays a number");
}

static enum disclosure_kind kind_of(const char *word)
{
    return *word != ':'     ? DISCLOSURE_PRINTED
           : word[1] == 'u' ? DISCLOSURE_UNSEEN
                            : DISCLOSURE_SENSITIVE;
}

static int answer_tables(void)
{
    static char line[1 << 22];
    struct disclosure *d = NULL;
    char *kinds = NULL;
    uint32_t given = 0;
    while (fgets(line, sizeof line, stdin)) {
        char *at = line;
        if (line[0] == '.') {
            if (!disclosure_solve(d, MOST))
                return 1;
            for (uint32_t i = 0; i < given; i++)
                putchar(kinds[i] == 'u' ? 'u' : letter_of(d, i));
            puts(disclosure_count(d).widened ? " widened" : "");
            disclosure_free(d);
            memory_free(kinds);
            d = NULL;
        } else if (line[0] == '=') {
            uint32_t *parts = memory_new(strlen(line), sizeof *parts), count = 0;
            uint32_t total = (uint32_t)strtoul(at + 1, &at, 10);
            while (*at == ' ')
                parts[count++] = (uint32_t)strtoul(at, &at, 10);
            if (!disclosure_sum(d, total, parts, count, DISCLOSURE_UNSEEN))
                return 1;
            memory_free(parts);
        } else {
            d = disclosure_new(reporter);
            kinds = memory_new(strlen(line), 1);
            for (given = 0; *at && *at != '\n'; given++) {
                uint64_t value = strtoull(at, &at, 10);
                kinds[given] = *at == ':' ? 'u' : 's';
                disclosure_cell(d, value, kind_of(at));
                at += strcspn(at, " \n");
                at += *at == ' ';
            }
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "tables") == 0)
        return answer_tables();
    test_rows();
    test_single();
    test_table();
    test_cube();
    test_parts();
    test_limits();
    test_rounding();
    return done();
}
