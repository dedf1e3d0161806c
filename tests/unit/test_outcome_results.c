/* Results of outcomes: truth tables for every expression of share/, and the fewest clauses missing.
 */
#include "base/limits.h"
#include "domain/review/outcome_results.h"
#include "hear.h"
#include "tap.h"

#include <stdlib.h>

/* Each expression of share/outcomes, as a C condition over a set of clauses. */
#define HAS(letter) (clause_set_has(set, (uint32_t)(letter) - 'a'))
#define CONDITION(name, condition)                                                                 \
    static bool name(clause_set set)                                                               \
    {                                                                                              \
        return condition;                                                                          \
    }
CONDITION(one, HAS('a'))
CONDITION(both, HAS('a') && HAS('b'))
CONDITION(all_three, HAS('a') && HAS('b') && HAS('c'))
CONDITION(all_four, HAS('a') && HAS('b') && HAS('c') && HAS('d'))
CONDITION(either, HAS('a') || HAS('b'))
CONDITION(any_of_three, HAS('a') || HAS('b') || HAS('c'))
CONDITION(both_or_third, (HAS('a') && HAS('b')) || HAS('c'))
CONDITION(either_and_third, (HAS('a') || HAS('b')) && HAS('c'))

static const struct {
    const char *text;
    uint32_t letters;
    bool (*met)(clause_set);
    /* By hand: a for achieved, p partly, n not, u unknown; each clause met, not met, unknown, the
     * last clause changing fastest. */
    const char *table;
} expressions[] = {
    {"a", 1, one, "anu"},
    {"a & b", 2, both,
     "app"
     "pnn"
     "pnu"},
    {"a | b", 2, either,
     "aaa"
     "anu"
     "auu"},
    {"a & b & c", 3, all_three,
     "app"
     "ppp"
     "ppp"
     "ppp"
     "pnn"
     "pnn"
     "ppp"
     "pnn"
     "pnu"},
    {"a | b | c", 3, any_of_three,
     "aaa"
     "aaa"
     "aaa"
     "aaa"
     "anu"
     "auu"
     "aaa"
     "auu"
     "auu"},
    {"(a & b) | c", 3, both_or_third,
     "aaa"
     "app"
     "app"
     "app"
     "anu"
     "anu"
     "app"
     "anu"
     "auu"},
    {"(a | b) & c", 3, either_and_third,
     "app"
     "app"
     "app"
     "app"
     "pnn"
     "pnu"
     "app"
     "pnu"
     "pnu"},
    {"a & b & c & d", 4, all_four,
     "app"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "pnn"
     "pnn"
     "ppp"
     "pnn"
     "pnn"
     "ppp"
     "ppp"
     "ppp"
     "ppp"
     "pnn"
     "pnn"
     "ppp"
     "pnn"
     "pnu"},
};
enum { EXPRESSIONS = sizeof expressions / sizeof *expressions };

static size_t which(struct text text)
{
    size_t i = 0;
    while (i < EXPRESSIONS && !text_equal(text, text_of(expressions[i].text)))
        i++;
    return i;
}

/* The fewest more letters that make `met` hold, tried one set after the other. */
static clause_set brute(bool (*met)(clause_set), uint32_t letters, clause_set have)
{
    clause_set best = 0;
    bool found = false;
    for (clause_set more = 0; more < (clause_set)1 << letters; more++) {
        if ((more & have) != 0 || !met(have | more))
            continue;
        int order = found ? __builtin_popcount(more) - __builtin_popcount(best) : -1;
        /* Of two sets of one size, the one that has the first letter in which they differ. */
        clause_set differ = more ^ best;
        if (order < 0 || (order == 0 && (differ & (~differ + 1) & more)))
            best = more;
        found = true;
    }
    return best;
}

static void test_truth(const struct outcome *outcome)
{
    size_t number = which(outcome->text);
    static const enum clause_state values[] = {CLAUSE_MET, CLAUSE_NOT_MET, CLAUSE_UNKNOWN};
    bool right = true, least = true;
    char name[64];
    snprintf(name, sizeof name, "%.*s: its expression has a table", (int)outcome->code.length,
             outcome->code.data);
    if (!ok(number < EXPRESSIONS, name))
        return;
    const char *table = expressions[number].table;
    for (size_t row = 0; table[row]; row++) {
        enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_UNKNOWN};
        clause_set met = 0, open = 0;
        size_t rest = row;
        for (uint32_t i = expressions[number].letters; i-- > 0; rest /= 3) {
            states[i] = values[rest % 3];
            met |= (clause_set)(states[i] == CLAUSE_MET) << i;
            open |= (clause_set)(states[i] == CLAUSE_UNKNOWN) << i;
        }
        enum outcome_result result = outcome_result_of(&outcome->expression, states);
        char reasoned = expressions[number].met(met)          ? 'a'
                        : met != 0                            ? 'p'
                        : expressions[number].met(met | open) ? 'u'
                                                              : 'n';
        right &= outcome_result_names[result][0] == table[row] && reasoned == table[row];
        least &= outcome_missing(&outcome->expression, met) ==
                 brute(expressions[number].met, expressions[number].letters, met);
    }
    snprintf(name, sizeof name, "%.*s: every row of the table", (int)outcome->code.length,
             outcome->code.data);
    ok(right, name);
    snprintf(name, sizeof name, "%.*s: the fewest missing", (int)outcome->code.length,
             outcome->code.data);
    ok(least, name);
}

/* ---- expressions of any kind ---- */

static struct expression current;

static bool current_met(clause_set set)
{
    enum clause_state states[CLAUSE_LETTERS];
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        states[i] = clause_set_has(set, i) ? CLAUSE_MET : CLAUSE_NOT_MET;
    return expression_value(&current, states) == CLAUSE_MET;
}

static bool parse(struct arena *arena, const char *text)
{
    return expression_parse(&current, text_of(text), arena, PLACE_NONE, &hearing);
}

static void test_random(struct arena *arena)
{
    enum { LETTERS = 7, TRIES = 4000 };
    uint32_t seed = 20261122;
    bool same = true;
    for (int i = 0; i < TRIES && same; i++) {
        char text[128];
        size_t length = 0;
        int depth = 0;
        for (int part = 0; part < 9; part++) {
            seed = seed * 1664525u + 1013904223u;
            if ((seed >> 12) % 3 == 0) {
                text[length++] = '(';
                depth++;
            }
            text[length++] = (char)('a' + (seed >> 16) % LETTERS);
            if (depth > 0 && (seed >> 20) % 2 == 0) {
                text[length++] = ')';
                depth--;
            }
            if (part < 8)
                text[length++] = (seed >> 24) % 2 ? '&' : '|';
        }
        while (depth-- > 0)
            text[length++] = ')';
        text[length] = '\0';
        same = parse(arena, text);
        for (clause_set have = 0; have < 1 << LETTERS && same; have += 5)
            same = outcome_missing(&current, have) ==
                   brute(current_met, LETTERS, have & expression_clauses(&current));
        if (!same)
            fprintf(stderr, "# %s\n", text);
    }
    ok(same, "random expressions: the fewest missing, by trying every set");
}

static void test_large(struct arena *arena)
{
    char text[LIMIT_EXPRESSION_BYTES];
    size_t length = 0;
    for (char c = 'a'; c <= 'z'; c += 2)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s(%c|%c)",
                                   c > 'a' ? "&" : "", c, c + 1);
    ok(parse(arena, text), "13 pairs of letters");
    is_number(outcome_missing(&current, 0), 0x1555555, "one of each pair, the first");
    is_number(outcome_missing(&current, 2), 0x1555554, "of all but one pair");
    /* Two of three of every three letters in a circle: letters stand again and again. */
    length = 0;
    for (int i = 0; i < 26; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s(%c&%c|%c&%c)",
                                   i > 0 ? "&" : "", 'a' + i, 'a' + (i * 7 + 3) % 26,
                                   'a' + (i * 5 + 11) % 26, 'a' + (i * 3 + 1) % 26);
    ok(parse(arena, text), "a tangle of 26 letters");
    clause_set missing = outcome_missing(&current, 0);
    bool needed = true;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        if (clause_set_has(missing, i))
            needed &= !current_met(missing & ~((clause_set)1 << i));
    ok(current_met(missing), "the set is enough");
    ok(needed, "none of it can be left out");
}

int main(void)
{
    struct arena arena;
    struct outcome_set *set = outcome_set_new(OUTCOMES_DEFAULT, &hearing);
    arena_init(&arena);
    if (ok(set != NULL, "the outcomes are there")) {
        for (size_t i = 0; i < set->outcome_count; i++)
            test_truth(&set->outcomes[i]);
        test_random(&arena);
        test_large(&arena);
    }
    outcome_set_free(set);
    arena_release(&arena);
    return done();
}
