#include "base/embedded.h"
#include "base/limits.h"
#include "definitions/outcomes.h"
#include "hear.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char directory[] = "/tmp/eh-outcomes-XXXXXX";

static const char *const file_names[] = {"headlines.csv", "outcomes.csv", "clauses.csv",
                                         "indicators.csv", "concerns.csv"};

static void path_of(size_t file, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", directory, file_names[file]);
}

/* Writes one file of the directory; NULL removes it. */
static void put(size_t file, const char *text)
{
    char path[128];
    path_of(file, path, sizeof path);
    unlink(path);
    if (!text)
        return;
    FILE *to = fopen(path, "wb");
    bool written = to && fwrite(text, 1, strlen(text), to) == strlen(text);
    if (!to || fclose(to) != 0 || !written)
        ok(false, path);
}

/* A small set without fault. */
static void put_small(void)
{
    put(0, "headline,name\nH1,Home\nH2,School\n");
    put(1, "code,headline,need,expression,ref\n"
           "X-1,H1,Home is cold,(a & b) | c,Plan p. 1\n"
           "X-2,H2,No school place,a,Plan p. 2\n");
    put(2, "code,clause,label\nX-1,a,Heating works\nX-1,b,Bills paid\nX-1,c,Family moved\n"
           "X-2,a,Place found\n");
    put(3, "indicator,outcome\nHEA-EH-01,X-1\nEDU-EH-04,X-2\nSOC-SH-04,none\n");
    put(4, "concern,label,outcome,indicators\ncold,Cold home,X-1,HEA-EH-01; EDU-EH-04\n");
    hear_nothing();
}

static struct outcome_set *load(void)
{
    hear_nothing();
    return outcome_set_new(directory, &hearing);
}

/* One file of the small set replaced: what is said, and that the set is then no use. */
static void refused(size_t file, const char *text, const char *said, const char *name)
{
    put_small();
    put(file, text);
    struct outcome_set *set = load();
    ok(!set, name);
    is_text(heard_text(), text_of(said), "is reported");
    outcome_set_free(set);
}

static void test_embedded(void)
{
    hear_nothing();
    struct outcome_set *set = outcome_set_new(OUTCOMES_DEFAULT, &hearing);
    if (!ok(set != NULL, "the outcomes that are compiled in"))
        return;
    is_text(heard_text(), TEXT(""), "are read without a word");
    is_text(set->name, TEXT("supporting-families"), "under their name");
    is_number(set->headline_count, 10, "10 headlines");
    is_number(set->outcome_count, 34, "34 outcomes");
    is_number(set->indicator_count, 171, "171 indicators");
    is_number(set->concern_count, 7, "7 concerns");

    uint32_t number = outcome_set_outcome(set, TEXT(" sf-3.1\t"));
    if (!ok(number < set->outcome_count, "an outcome is found, case and blanks aside"))
        return;
    const struct outcome *outcome = &set->outcomes[number];
    is_text(outcome->code, TEXT("SF-3.1"), "which is SF-3.1");
    is_text(set->headlines[outcome->headline].name, TEXT("Better mental and physical health"),
            "under its headline");
    is_text(outcome->text, TEXT("(a & b) | c"), "with its expression");
    is_number(expression_clauses(&outcome->expression), 7, "of three clauses");
    is_text(outcome->labels[2], TEXT("Early bond between parent and baby is stronger"),
            "each with its label");
    is_text(outcome->labels[3], TEXT(""), "and no other");
    ok(outcome->ref.length > 0, "and where it comes from");
    is_number(outcome_set_outcome(set, TEXT("SF-11.1")), LOOKUP_NONE, "another is not");
    is_number(outcome_set_outcome(set, TEXT("none")), LOOKUP_NONE, "none is none");

    ok(outcome_set_of_indicator(set, TEXT("EDU-SH-02"), &number), "an indicator has a row");
    is_text(set->outcomes[number].code, TEXT("SF-1.2"), "with its outcome");
    ok(outcome_set_of_indicator(set, TEXT("edu-sh-02 "), &number) &&
           text_equal(set->outcomes[number].code, TEXT("SF-1.2")),
       "also when it is written in small letters");
    number = 7;
    ok(outcome_set_of_indicator(set, TEXT("SOC-EH-02"), &number),
       "one that no outcome fits has one");
    is_number(number, LOOKUP_NONE, "which says so");
    number = 7;
    ok(!outcome_set_of_indicator(set, TEXT("HEA-U-01"), &number), "a strength has none");
    is_number(number, LOOKUP_NONE, "so no outcome");

    number = outcome_set_concern(set, TEXT("health"));
    if (ok(number < set->concern_count, "a concern is found")) {
        is_text(set->concerns[number].indicators, TEXT("HEA-EH-05;HEA-EH-09;FAM-EH-05"),
                "with its indicators");
        is_text(set->outcomes[set->concerns[number].outcome].code, TEXT("SF-3.3"),
                "and its outcome");
    }
    is_number(outcome_set_concern(set, TEXT("weather")), LOOKUP_NONE, "another is not");
    outcome_set_free(set);
}

static void test_with_frameworks(void)
{
    struct outcome_set *set = outcome_set_new(OUTCOMES_DEFAULT, &hearing);
    for (size_t i = 0; framework_embedded(i); i++) {
        hear_nothing();
        struct framework *framework = framework_new(framework_embedded(i), &hearing);
        if (!ok(set && framework, framework_embedded(i)))
            continue;
        outcome_set_lint(set, framework, &hearing);
        is_text(heard_text(), TEXT(""), "goes with the outcomes: nothing to note");
        unsigned needs = 0, without = 0;
        for (size_t j = 0; j < framework->indicator_count; j++) {
            uint32_t outcome;
            if (framework->indicators[j].level == INDICATOR_UNIVERSAL)
                continue;
            needs++;
            without += !outcome_set_of_indicator(set, framework->indicators[j].code, &outcome);
        }
        is_number(needs, 171, "171 indicators of need");
        is_number(without, 0, "each has a row");
        framework_free(framework);
    }
    outcome_set_free(set);
}

static void test_directory(void)
{
    put_small();
    struct outcome_set *set = load();
    if (ok(set != NULL, "a directory of the user's")) {
        is_text(heard_text(), TEXT(""), "is read without a word");
        is_text(set->name, text_of(directory), "under its name");
        is_number(set->outcome_count, 2, "two outcomes");
        is_number(set->outcomes[1].headline, 1, "under their headlines");
        is_text(set->outcomes[0].labels[1], TEXT("Bills paid"), "with their clauses");
        enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_MET, CLAUSE_NOT_MET};
        is_number(expression_value(&set->outcomes[0].expression, states), CLAUSE_UNKNOWN,
                  "and expressions");
        outcome_set_lint(set, NULL, &hearing);
        is_text(heard_text(), TEXT(""), "nothing to note");
    }
    outcome_set_free(set);

    put(1, "ref,code,need,headline,expression,remark\r\nP,X-2,Place,H2,a,\r\n"
           "P,X-1,Cold,H1,a|b&c,ours\r\n");
    set = load();
    ok(set && set->outcome_count == 2 && text_equal(set->outcomes[1].code, TEXT("X-1")),
       "columns in any order, and others, and CRLF");
    outcome_set_free(set);

    put_small();
    put(3, "indicator,outcome\n");
    put(4, "concern,label,outcome,indicators\nc,C,X-1,\n");
    set = load();
    ok(set && set->indicator_count == 0 && set->concerns[0].indicators.length == 0,
       "without indicators");
    outcome_set_free(set);
}

static void test_faults(void)
{
    refused(0, "headline,name\nH1,Home\nH1,School\n,Blank\n",
            "headlines.csv:3: headline: 'H1' stands twice\n"
            "headlines.csv:4: headline: blank, but a value is needed\n"
            "outcomes.csv:3: headline: 'H2' is not known\n",
            "a headline repeated, blank or missing");
    refused(1,
            "code,headline,need,expression,ref\n"
            "X-1,H9,Cold,(a & b) | c,P\nX-2,,School,a,P\nX-2,H1,Other,a,P\n"
            ",H1,Blank,a,P\nnone,H1,None,a,P\n",
            "outcomes.csv:2: headline: 'H9' is not known\n"
            "outcomes.csv:3: headline: blank, but a value is needed\n"
            "outcomes.csv:4: code: 'X-2' stands twice\n"
            "outcomes.csv:5: code: blank, but a value is needed\n"
            "outcomes.csv:6: code: not a value that can stand here\n"
            "outcomes.csv:6: expression: clause 'a' of none has no row in clauses.csv\n",
            "an outcome repeated, blank, called none, or under an unknown headline");
    refused(1,
            "code,headline,need,expression,ref\n"
            "X-1,H1,Cold,(a & b | c,P\nX-2,H2,School,a b,P\n",
            "outcomes.csv:2: expression: character 1: '(' that is never closed\n"
            "outcomes.csv:3: expression: character 3: '&', '|' or ')' is wanted here\n",
            "an expression that cannot be read, and no guess at its clauses");
    refused(1,
            "code,headline,need,expression,ref\n"
            "X-1,H1,Cold,(a & b) | d,P\nX-2,H2,School,,P\n",
            "outcomes.csv:3: expression: blank, but a value is needed\n"
            "clauses.csv:4: clause: clause 'c' is not in the expression of X-1\n"
            "outcomes.csv:2: expression: clause 'd' of X-1 has no row in clauses.csv\n",
            "a clause without a row, and a row without a clause");
    refused(2, "code,clause,label\nX-1,a,A\nX-1,b,B\nX-1,b,C\nX-9,c,C\nX-2,A,A\nX-2,ab,A\nX-2,,A\n",
            "clauses.csv:4: clause: 'b' stands twice\n"
            "clauses.csv:5: code: 'X-9' is not known; nearest: X-1\n"
            "clauses.csv:6: clause: not a single letter a to z\n"
            "clauses.csv:7: clause: not a single letter a to z\n"
            "clauses.csv:8: clause: not a single letter a to z\n"
            "outcomes.csv:2: expression: clause 'c' of X-1 has no row in clauses.csv\n"
            "outcomes.csv:3: expression: clause 'a' of X-2 has no row in clauses.csv\n",
            "clause rows repeated, of no outcome, or of no letter");
    refused(3,
            "indicator,outcome\nHEA-EH-01,X-1\nHEA-EH-01,X-2\nHEA-EH-02,X-3\nHEA-EH-03,\n"
            ",none\nHEA-EH-04,quite elsewhere\n",
            "indicators.csv:3: indicator: 'HEA-EH-01' stands twice\n"
            "indicators.csv:4: outcome: 'X-3' is not known; nearest: X-1\n"
            "indicators.csv:5: outcome: blank, but a value is needed\n"
            "indicators.csv:6: indicator: blank, but a value is needed\n"
            "indicators.csv:7: outcome: 'quite elsewhere' is not known\n",
            "an indicator repeated, blank or to no outcome");
    refused(4,
            "concern,label,outcome,indicators\ncold,Cold,X-1,\ncold,Cold,X-2,\nwet,Wet,X-3,\n"
            "dry,Dry,none,\n",
            "concerns.csv:3: concern: 'cold' stands twice\n"
            "concerns.csv:4: outcome: 'X-3' is not known; nearest: X-1\n"
            "concerns.csv:5: outcome: 'none' is not known\n",
            "a concern repeated or to no outcome");
}

static void test_broken_files(void)
{
    refused(0, NULL, "headlines.csv: cannot open: No such file or directory\n",
            "a missing file, and nothing about what refers to it");
    refused(2, "code,letter,label\n", "clauses.csv:1: no column clause\n", "a missing column");
    refused(1, "code,headline,need,expression,ref\nX-1,H1,Cold,a,P\nX-2,H2,School\n",
            "outcomes.csv:3: cells in this row: 3; in the header line: 5\n"
            "clauses.csv:3: clause: clause 'b' is not in the expression of X-1\n"
            "clauses.csv:4: clause: clause 'c' is not in the expression of X-1\n",
            "a row that breaks off, and nothing about outcomes behind it");
    refused(4, "", "concerns.csv: no header line: the file is empty\n", "an empty file");
    refused(3, "indicator,outcome\n\"HEA-EH-01,X-1\n",
            "indicators.csv:2: not a row that can be read, near cell 1\n", "an unclosed quote");

    hear_nothing();
    ok(!outcome_set_new("no-such-outcomes", &hearing), "neither a set nor a directory");
    is_text(heard_text(),
            TEXT("no outcomes 'no-such-outcomes': neither compiled in nor a directory with an "
                 "outcomes.csv\n"),
            "is reported once");
    hear_nothing();
    ok(!outcome_set_new("", &hearing) && heard.length > 0, "nor is the empty name one");
    put_small();
    put(1, NULL);
    ok(!load() && heard.length > 0, "nor a directory without outcomes.csv");
    ok(!outcome_set_new("no-such-outcomes", NULL), "nobody need listen");

    struct buffer many;
    buffer_init(&many, 1 << 20);
    buffer_put(&many, "indicator,outcome\n");
    for (unsigned i = 0; i < LIMIT_FRAMEWORK_ROWS + 5; i++)
        buffer_format(&many, "I-%u,none\n", i);
    buffer_add_byte(&many, '\0');
    refused(3, many.data, "indicators.csv:10002: more than 10000 rows\n", "too many rows");
    buffer_release(&many);
}

static void test_all_at_once(void)
{
    put_small();
    put(0, "headline,name\nH1,Home\n");
    put(1, "code,headline,need,expression,ref\nX-1,H1,Cold,a &,P\nX-2,H2,School,a,P\n");
    put(2, "code,clause,label\nX-3,a,A\n");
    put(3, "indicator,outcome\nHEA-EH-01,X-4\n");
    put(4, "concern,label,outcome\n");
    ok(!load(), "faults in every file");
    is_text(heard_text(),
            TEXT("outcomes.csv:2: expression: ends where a clause letter a to z or '(' is wanted\n"
                 "outcomes.csv:3: headline: 'H2' is not known\n"
                 "clauses.csv:2: code: 'X-3' is not known; nearest: X-1\n"
                 "indicators.csv:2: outcome: 'X-4' is not known; nearest: X-1\n"
                 "concerns.csv:1: no column indicators\n"
                 "outcomes.csv:3: expression: clause 'a' of X-2 has no row in clauses.csv\n"),
            "are all reported");
}

static void test_lint(void)
{
    put_small();
    put(0, "headline,name\nH1,Home\nH2,\nH3,Work\n");
    put(1, "code,headline,need,expression,ref\nX-1,H1,,a | b,\nX-2,H2,School,a,P\n");
    put(2, "code,clause,label\nX-1,a,A\nX-1,b,\nX-2,a,A\n");
    put(4, "concern,label,outcome,indicators\ncold,,X-1,HEA-EH-01\n");
    struct outcome_set *set = load();
    if (!ok(set != NULL, "a set that leaves out what may be left out"))
        return;
    outcome_set_lint(set, NULL, &hearing);
    is_text(heard_text(),
            TEXT("note: headlines.csv:3: name: H2 has no label\n"
                 "note: headlines.csv:4: headline: no outcome has the headline H3\n"
                 "note: outcomes.csv:2: need: X-1 has no label\n"
                 "note: outcomes.csv:2: ref: X-1 has no ref: nobody could hold the official text "
                 "beside it\n"
                 "note: clauses.csv:3: label: b has no label\n"
                 "note: concerns.csv:2: label: cold has no label\n"),
            "is noted");
    outcome_set_free(set);

    put_small();
    put(3, "indicator,outcome\nhea-eh-01,X-1\nEDU-EH-99,X-2\n");
    put(4,
        "concern,label,outcome,indicators\ncold,Cold home,X-1,HEA-EH-01; EDU-EH-98 ;HEA-EH-00\n");
    set = load();
    struct framework *framework = framework_new("solihull-2024", &hearing);
    if (ok(set && framework, "a set that does not go with the framework")) {
        outcome_set_lint(set, framework, &hearing);
        struct text said = heard_text(), line;
        static const char *const first[] = {
            "note: indicators.csv:3: indicator: framework solihull-2024 has no indicator "
            "'EDU-EH-99'",
            "note: concerns.csv:2: indicators: framework solihull-2024 has no indicator "
            "'EDU-EH-98'",
            "note: concerns.csv:2: indicators: framework solihull-2024 has no indicator "
            "'HEA-EH-00'",
            "note: indicators.csv: no row for indicator HEA-EH-02 of framework solihull-2024",
        };
        for (size_t i = 0; i < sizeof first / sizeof *first && text_next(&said, '\n', &line); i++)
            is_text(line, text_of(first[i]), "is noted");
        unsigned lines = 4;
        while (text_next(&said, '\n', &line))
            lines += line.length > 0;
        is_number(lines, 3 + 170, "and so is each of the 170 indicators without a row");
    }
    framework_free(framework);
    outcome_set_free(set);
    outcome_set_free(NULL);
}

int main(void)
{
    if (!mkdtemp(directory))
        return 1;
    test_embedded();
    test_with_frameworks();
    test_directory();
    test_faults();
    test_broken_files();
    test_all_at_once();
    test_lint();
    for (size_t i = 0; i < OUTCOME_FILES; i++)
        put(i, NULL);
    rmdir(directory);
    buffer_release(&heard);
    return done();
}
