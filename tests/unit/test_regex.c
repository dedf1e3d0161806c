#include "base/limits.h"
#include "base/regex.h"
#include "tap.h"

static struct regex_engine *engine;

static bool compile(struct regex *regex, const char *source, bool anchored)
{
    size_t at;
    char reason[128];
    *regex = (struct regex){.anchored = anchored};
    return regex_compile(engine, regex, text_of(source), &at, reason, sizeof reason);
}

static void test_found(void)
{
    struct regex regex;
    struct regex_match match;
    if (!ok(compile(&regex, "b(?<inner>c+)(d)?", false), "an expression"))
        return;
    /* Often enough to try both the interpreter and the machine code. */
    for (int i = 0; i < 60; i++) {
        enum regex_result result = regex_find(engine, &regex, TEXT("abccabcd"), 0, &match);
        bool held = result == REGEX_FOUND && match.groups[0].start == 1 &&
                    match.groups[0].end == 4 && match.count == 2 && match.groups[1].start == 2 &&
                    match.groups[1].end == 4;
        if (i == 0 || i == 59 || !held)
            ok(held, i == 0 ? "found" : "found as before");
        result = regex_find(engine, &regex, TEXT("abccabcd"), 2, &match);
        held = result == REGEX_FOUND && match.groups[0].start == 5 && match.groups[0].end == 8;
        if (i == 0 || i == 59 || !held)
            ok(held, "found from a place");
        held = regex_find(engine, &regex, TEXT("abccabcd"), 6, &match) == REGEX_NOT_FOUND &&
               regex_find(engine, &regex, TEXT(""), 0, &match) == REGEX_NOT_FOUND;
        if (i == 0 || i == 59 || !held)
            ok(held, "not found");
    }
    is_number(regex_group(&regex, "inner"), 1, "only named groups are told");
    is_number(regex_group(&regex, "other"), 0, "no such group");
    regex_release(&regex);
    ok(regex.code == NULL, "released");
}

static void test_anchored(void)
{
    struct regex regex;
    struct regex_match match;
    if (!ok(compile(&regex, "bc", true), "an expression at a place"))
        return;
    for (int i = 0; i < 60; i++) {
        bool held = regex_find(engine, &regex, TEXT("abcbc"), 0, &match) == REGEX_NOT_FOUND &&
                    regex_find(engine, &regex, TEXT("abcbc"), 1, &match) == REGEX_FOUND &&
                    match.groups[0].end == 3 &&
                    regex_find(engine, &regex, TEXT("abcbc"), 2, &match) == REGEX_NOT_FOUND;
        if (i == 0 || i == 59 || !held)
            ok(held, "only at the place");
    }
    regex_release(&regex);
}

static void test_utf8(void)
{
    struct regex regex;
    struct regex_match match;
    if (!ok(compile(&regex, "caf.s", false), "letters of several bytes"))
        return;
    ok(regex_find(engine, &regex, TEXT("a caf\xC3\xA9s"), 0, &match) == REGEX_FOUND &&
           match.groups[0].start == 2 && match.groups[0].end == 8,
       "a dot is one of them");
    regex_release(&regex);
}

static void test_wrong(void)
{
    static const char *const wrong[] = {"(", "a)", "[a", "*", "a**b{2,1}", "(?<n", "\\"};
    static char large[LIMIT_PATTERN_BYTES + 2];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct regex regex = {0};
        size_t at = 0;
        char reason[128] = "";
        ok(!regex_compile(engine, &regex, text_of(wrong[i]), &at, reason, sizeof reason), wrong[i]);
        ok(reason[0] != '\0' && at <= strlen(wrong[i]) && regex.code == NULL, "with a reason");
    }
    memset(large, 'a', sizeof large - 1);
    struct regex regex;
    ok(!compile(&regex, large, false), "longer than the limit");
}

/* What would take for ever ends, and is told apart from what is not found. */
static void test_limits(void)
{
    struct regex regex;
    struct regex_match match;
    static char text[4096];
    memset(text, 'a', sizeof text);
    if (!ok(compile(&regex, "(?:a+)+b", false), "an expression that goes back and back"))
        return;
    bool limited = true;
    for (int i = 0; i < 30; i++)
        limited = limited &&
                  regex_find(engine, &regex, (struct text){text, 40}, 0, &match) != REGEX_FOUND;
    ok(limited, "gives up");
    ok(regex_find(engine, &regex, (struct text){text, sizeof text}, 0, &match) != REGEX_FOUND,
       "on a long text too");
    ok(regex_find(engine, &regex, TEXT("aab"), 0, &match) == REGEX_FOUND, "and goes on");
    regex_release(&regex);
    if (!ok(compile(&regex, "(?:(?:a|a)(?:a|a))*[bc]", false), "one that forks"))
        return;
    ok(regex_find(engine, &regex, (struct text){text, sizeof text}, 0, &match) == REGEX_LIMIT,
       "the limit is told");
    regex_release(&regex);
}

int main(void)
{
    engine = regex_engine_new();
    if (!ok(engine != NULL, "an engine"))
        return done();
    test_found();
    test_anchored();
    test_utf8();
    test_wrong();
    test_limits();
    regex_engine_free(engine);
    regex_engine_free(NULL);
    return done();
}
