#include "base/buffer.h"
#include "base/limits.h"
#include "definitions/crosswalk.h"
#include "records/share.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What the library said: `FILE:LINE: COLUMN: reason`, a line each, notes marked; FILE without its
 * directory. */
static struct buffer heard;

static void hear(void *context, const struct diagnostic *diagnostic)
{
    (void)context;
    if (diagnostic->severity == SEVERITY_NOTE)
        buffer_put(&heard, "note: ");
    if (diagnostic->place.file) {
        const char *slash = strrchr(diagnostic->place.file, '/');
        buffer_add(&heard, text_of(slash ? slash + 1 : diagnostic->place.file));
        buffer_put(&heard, ":");
        buffer_add_number(&heard, diagnostic->place.line);
        buffer_put(&heard, ": ");
    }
    if (diagnostic->place.column.length > 0) {
        buffer_add(&heard, diagnostic->place.column);
        buffer_put(&heard, ": ");
    }
    buffer_add(&heard, diagnostic->reason);
    buffer_put(&heard, "\n");
}

static const struct reporter reporter = {hear, NULL};

static char directory[] = "/tmp/eh-crosswalk-XXXXXX";

enum { LEVELS, FACTORS, NAMES, FILES };
static const char *const file_names[FILES] = {"levels-crosswalk.csv", "cin-factors.csv",
                                              "cin-factor-names.csv"};

/* Writes one file of the directory; NULL removes it. */
static void put(size_t file, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, file_names[file]);
    unlink(path);
    if (!text)
        return;
    FILE *to = fopen(path, "wb");
    bool written = to && fwrite(text, 1, strlen(text), to) == strlen(text);
    if (!to || fclose(to) != 0 || !written)
        ok(false, path);
}

static void put_small(void)
{
    put(LEVELS, "framework,level,when,as_framework,as_level\nours,low,,theirs,1\n"
                "ours,high,SH,theirs,3\nours,high,,theirs,2\n");
    put(FACTORS, "indicator,subject,factor\nI-1,child,4A\nI-1,parent,4B\nI-2,,7A\n");
    put(NAMES, "factor,name\n4A,Child\n4B,Parent\n7A,Carer\n");
}

static struct crosswalk *load(void)
{
    buffer_clear(&heard);
    return crosswalk_new(directory, &reporter);
}

static void refused(size_t file, const char *text, const char *said, const char *name)
{
    put_small();
    put(file, text);
    struct crosswalk *crosswalk = load();
    ok(!crosswalk, name);
    is_text(buffer_text(&heard), text_of(said), "is reported");
    crosswalk_free(crosswalk);
}

static void test_levels(const struct crosswalk *crosswalk)
{
    static const struct {
        const char *from, *level, *support, *gravest, *to, *wanted;
    } cases[] = {
        {"solihull-2024", "universal", "", "", "solihull-2014", "1"},
        {"solihull-2024", "universal", "multi-agency", "SH", "solihull-2014", "1"},
        {"solihull-2024", "early-help", "single-agency", "EH", "solihull-2014", "2"},
        {"solihull-2024", "early-help", "multi-agency", "EH", "solihull-2014", "3"},
        {"solihull-2024", "early-help", "", "EH", "solihull-2014", "3"},
        {"solihull-2024", "early-help", "", "", "solihull-2014", "3"},
        {"solihull-2024", "child-in-need", "", "CIN", "solihull-2014", "4"},
        {"solihull-2024", "significant-harm", "", "SH", "solihull-2014", "4"},
        {"solihull-2024", "early-help", "single-agency", "EH", "sandwell-2022", "early-help"},
        {"solihull-2024", "early-help", "multi-agency", "EH", "sandwell-2022",
         "multi-agency-early-help"},
        {"solihull-2024", "significant-harm", "", "SH", "sandwell-2022", "statutory-social-work"},
        {"solihull-2014", "2", "single-agency", "EH", "solihull-2024", "early-help"},
        {"solihull-2014", "3", "multi-agency", "EH", "solihull-2024", "early-help"},
        {"solihull-2014", "4", "", "SH", "solihull-2024", "significant-harm"},
        {"solihull-2014", "4", "multi-agency", "CIN", "solihull-2024", "child-in-need"},
        {"solihull-2014", "4", "", "", "solihull-2024", "child-in-need"},
        {"sandwell-2022", "statutory-social-work", "", "SH", "solihull-2024", "significant-harm"},
        {"sandwell-2022", "statutory-social-work", "", "CIN", "solihull-2024", "child-in-need"},
        {"sandwell-2022", "multi-agency-early-help", "", "EH", "solihull-2014", "3"},
        {"sandwell-2022", "universal", "", "", "sandwell-2022", "universal"},
        {"ours", "anything", "", "", "ours", "anything"},
        {"solihull-2024", "universal", "", "", "ours", ""},
        {"ours", "universal", "", "", "solihull-2024", ""},
        {"solihull-2024", "5", "", "", "solihull-2014", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[160];
        snprintf(name, sizeof name, "%s %s (%s, %s) is %s %s", cases[i].from, cases[i].level,
                 cases[i].support, cases[i].gravest, cases[i].to, cases[i].wanted);
        is_text(crosswalk_level(crosswalk, text_of(cases[i].from), text_of(cases[i].level),
                                text_of(cases[i].support), text_of(cases[i].gravest),
                                text_of(cases[i].to)),
                text_of(cases[i].wanted), name);
    }
}

/* `4A 15A`: the factors of an indicator and subject. */
static void factors_are(const struct crosswalk *crosswalk, const char *indicator,
                        const char *subject, const char *wanted)
{
    struct buffer codes;
    const struct factor *factor;
    char name[64];
    size_t at = 0;
    buffer_init(&codes, 1000);
    while ((factor = crosswalk_factor(crosswalk, text_of(indicator), text_of(subject), &at))) {
        if (codes.length > 0)
            buffer_put(&codes, " ");
        buffer_add(&codes, factor->code);
    }
    snprintf(name, sizeof name, "%s in %s: %s", indicator, subject, wanted);
    is_text(buffer_text(&codes), text_of(wanted), name);
    ok(!crosswalk_factor(crosswalk, text_of(indicator), text_of(subject), &at),
       "and after the last there is none");
    buffer_release(&codes);
}

static void test_factors(const struct crosswalk *crosswalk)
{
    factors_are(crosswalk, "HEA-EH-09", "child", "4A 15A");
    factors_are(crosswalk, "HEA-EH-09", "parent", "4B");
    factors_are(crosswalk, "HEA-EH-09", "sibling", "4C");
    factors_are(crosswalk, "HEA-EH-09", "household", "4C");
    factors_are(crosswalk, "HEA-EH-09", "family", "");
    factors_are(crosswalk, "HEA-EH-09", "", "");
    factors_are(crosswalk, "HEA-CIN-07", "child", "11A 24A");
    factors_are(crosswalk, "HEA-CIN-07", "", "11A 24A");
    factors_are(crosswalk, "SOC-SH-05", "child", "14A 18B 18C");
    factors_are(crosswalk, "SOC-SH-05", "parent", "18B 18C");
    factors_are(crosswalk, "FAM-SH-04", "household", "3B 3C");
    factors_are(crosswalk, "HEA-EH-01", "child", "");
    factors_are(crosswalk, "no such", "child", "");

    size_t at = 0;
    const struct factor *factor = crosswalk_factor(crosswalk, TEXT("HEA-EH-09"), TEXT("parent"),
                                                   &at);
    is_text(factor->name, TEXT("Mental health: parent or carer"), "a factor has its name");
    at = SIZE_MAX;
    ok(!crosswalk_factor(crosswalk, TEXT("HEA-EH-09"), TEXT("parent"), &at),
       "a walk that is over stays over");
    factor = crosswalk_factor_named(crosswalk, TEXT("21"));
    is_text(factor ? factor->name : TEXT(""), TEXT("No factors found"), "a factor by its code");
    ok(!crosswalk_factor_named(crosswalk, TEXT("99")), "another is not found");
}

/* Every row of the file comes out of a walk, and nothing else does. */
static void test_every_row(const struct crosswalk *crosswalk)
{
    enum { INDICATOR, SUBJECT, FACTOR };
    static const char *const names[] = {"indicator", "subject", "factor", NULL};
    struct share_file *file = share_file_open("crosswalks/cin-factors.csv", &reporter);
    unsigned rows = 0, found = 0, walked = 0;
    if (!ok(file && share_file_columns(file, names), "cin-factors.csv row by row"))
        return;
    while (share_file_next(file)) {
        const struct factor *factor;
        size_t at = 0;
        rows++;
        while ((factor = crosswalk_factor(crosswalk, share_file_cell(file, INDICATOR),
                                          share_file_cell(file, SUBJECT), &at)))
            found += text_equal(factor->code, share_file_cell(file, FACTOR));
    }
    share_file_free(file);
    for (uint32_t i = 0; i < crosswalk->indicator_codes.count; i++)
        for (uint32_t j = crosswalk->first[i]; j != LOOKUP_NONE; j = crosswalk->matches[j].next)
            walked += crosswalk->matches[j].indicator == i;
    is_number(rows, 226, "there are 226");
    is_number(found, rows, "each is found");
    is_number(walked, rows, "and no others are there");
}

static void test_with_frameworks(const struct crosswalk *crosswalk)
{
    static const char *const supports[] = {"", "single-agency", "multi-agency"};
    for (size_t i = 0; framework_embedded(i); i++) {
        buffer_clear(&heard);
        struct framework *from = framework_new(framework_embedded(i), &reporter);
        if (!ok(from != NULL, framework_embedded(i)))
            continue;
        crosswalk_lint(crosswalk, from, &reporter);
        is_text(buffer_text(&heard), TEXT(""), "goes with the crosswalks: nothing to note");
        unsigned unknown = 0, lower = 0;
        for (size_t j = 0; framework_embedded(j); j++) {
            struct framework *to = framework_new(framework_embedded(j), &reporter);
            for (size_t support = 0; to && support < 3; support++)
                for (int gravest = -1; gravest < INDICATOR_LEVELS; gravest++) {
                    uint32_t rank = 0;
                    for (size_t k = 0; k < from->level_count; k++) {
                        uint32_t number = framework_level(
                            to, crosswalk_level(
                                    crosswalk, from->name, from->levels[k].code,
                                    text_of(supports[support]),
                                    text_of(gravest < 0 ? "" : indicator_level_codes[gravest]),
                                    to->name));
                        unknown += number == LOOKUP_NONE;
                        if (number == LOOKUP_NONE)
                            continue;
                        lower += to->levels[number].rank < rank;
                        rank = to->levels[number].rank;
                    }
                }
            framework_free(to);
        }
        is_number(unknown, 0, "each level has an equal in each other, whatever the case");
        is_number(lower, 0, "and a graver one never a lower");
        framework_free(from);
    }
}

static void test_directory(void)
{
    put_small();
    struct crosswalk *crosswalk = load();
    if (ok(crosswalk != NULL, "a directory of the user's")) {
        is_text(buffer_text(&heard), TEXT(""), "is read without a word");
        is_text(crosswalk_level(crosswalk, TEXT("ours"), TEXT("high"), TEXT(""), TEXT("SH"),
                                TEXT("theirs")),
                TEXT("3"), "levels");
        factors_are(crosswalk, "I-1", "child", "4A");
        factors_are(crosswalk, "I-2", "sibling", "7A");
    }
    crosswalk_free(crosswalk);

    put(LEVELS, "framework,level,when,as_framework,as_level\nours,x,SH,theirs,3\n"
                "ours,x,multi-agency,theirs,2\n");
    crosswalk = load();
    if (ok(crosswalk != NULL, "levels without a row for other cases")) {
        is_text(crosswalk_level(crosswalk, TEXT("ours"), TEXT("x"), TEXT("multi-agency"),
                                TEXT("SH"), TEXT("theirs")),
                TEXT("3"), "the first row that fits goes first");
        is_text(crosswalk_level(crosswalk, TEXT("ours"), TEXT("x"), TEXT("single-agency"),
                                TEXT("CIN"), TEXT("theirs")),
                TEXT(""), "and where none fits there is no equal");
    }
    crosswalk_free(crosswalk);
}

static void test_faults(void)
{
    refused(LEVELS,
            "framework,level,when,as_framework,as_level\nours,low,,theirs,1\nours,low,,theirs,2\n"
            ",,,,\nours,low,sometimes,theirs,1\nours,low,SH,theirs,1\n",
            "levels-crosswalk.csv:3: level: 'low' stands twice\n"
            "levels-crosswalk.csv:4: framework: blank, but a value is needed\n"
            "levels-crosswalk.csv:4: level: blank, but a value is needed\n"
            "levels-crosswalk.csv:4: as_framework: blank, but a value is needed\n"
            "levels-crosswalk.csv:4: as_level: blank, but a value is needed\n"
            "levels-crosswalk.csv:5: when: 'sometimes' is not one of single-agency, "
            "multi-agency, U, EH, CIN, SH\n",
            "levels repeated, blank or in an unknown case");
    refused(FACTORS,
            "indicator,subject,factor\nI-1,child,4A\nI-1,child,4A\nI-1,,4A\nI-2,,7A\n"
            "I-2,family,7A\n,child,4A\nI-3,uncle,4A\nI-3,child,4C\nI-3,parent,\n"
            "I-4,child,not a factor\n",
            "cin-factors.csv:3: factor: '4A' stands twice\n"
            "cin-factors.csv:4: factor: '4A' stands twice\n"
            "cin-factors.csv:6: factor: '7A' stands twice\n"
            "cin-factors.csv:7: indicator: blank, but a value is needed\n"
            "cin-factors.csv:8: subject: 'uncle' is not one of child, parent, sibling, "
            "household, family\n"
            "cin-factors.csv:9: factor: '4C' is not known\n"
            "cin-factors.csv:10: factor: blank, but a value is needed\n"
            "cin-factors.csv:11: factor: 'not a factor' is not known\n",
            "factors repeated, of nobody, or unknown");
    refused(NAMES, "factor,name\n4A,Child\n4A,Again\n,Blank\n4B,\n",
            "cin-factor-names.csv:3: factor: '4A' stands twice\n"
            "cin-factor-names.csv:4: factor: blank, but a value is needed\n"
            "cin-factor-names.csv:5: name: blank, but a value is needed\n"
            "cin-factors.csv:4: factor: '7A' is not known\n",
            "names repeated, blank or missing");
    refused(NAMES, NULL, "cin-factor-names.csv:0: cannot open: No such file or directory\n",
            "a missing file, and nothing about what refers to it");
    refused(LEVELS, "framework,level,as_framework,as_level\n",
            "levels-crosswalk.csv:1: no column when\n", "a missing column");
    refused(FACTORS, "indicator,subject,factor\nI-1,child\n",
            "cin-factors.csv:2: cells in this row: 2; in the header line: 3\n", "a short row");

    struct buffer many;
    buffer_init(&many, 1 << 20);
    buffer_put(&many, "factor,name\n4A,x\n4B,x\n7A,x\n");
    for (unsigned i = 3; i < LIMIT_FRAMEWORK_ROWS + 5; i++)
        buffer_format(&many, "F-%u,x\n", i);
    buffer_add_byte(&many, '\0');
    refused(NAMES, many.data, "cin-factor-names.csv:10002: more than 10000 rows\n",
            "too many rows");
    buffer_release(&many);
    ok(!crosswalk_new("/tmp/no such directory", NULL), "nobody need listen");
}

static void test_lint(void)
{
    put_small();
    put(LEVELS, "framework,level,when,as_framework,as_level\n"
                "solihull-2024,universal,,theirs,1\nsolihull-2024,early-help,SH,theirs,2\n"
                "solihull-2024,child-in-need,,theirs,3\nsolihull-2024,worst,,theirs,4\n"
                "theirs,4,,solihull-2024,significant\nours,low,,theirs,1\n");
    put(FACTORS, "indicator,subject,factor\nHEA-EH-09,child,4A\nHEA-EH-99,child,4A\n");
    struct crosswalk *crosswalk = load();
    struct framework *framework = framework_new("solihull-2024", &reporter);
    if (ok(crosswalk && framework, "crosswalks that do not go with the framework")) {
        crosswalk_lint(crosswalk, framework, &reporter);
        is_text(buffer_text(&heard),
                TEXT("note: levels-crosswalk.csv:2: no row with a blank 'when' leads level "
                     "'early-help' of solihull-2024 to theirs\n"
                     "note: levels-crosswalk.csv:2: no row with a blank 'when' leads level "
                     "'significant-harm' of solihull-2024 to theirs\n"
                     "note: levels-crosswalk.csv:5: level: framework solihull-2024 has no level "
                     "'worst'\n"
                     "note: levels-crosswalk.csv:6: as_level: framework solihull-2024 has no "
                     "level 'significant'\n"
                     "note: cin-factors.csv:3: indicator: framework solihull-2024 has no "
                     "indicator 'HEA-EH-99'\n"),
                "are noted");
    }
    framework_free(framework);
    crosswalk_free(crosswalk);
    crosswalk_free(NULL);
}

int main(void)
{
    buffer_init(&heard, 1 << 20);
    struct crosswalk *crosswalk = crosswalk_new(NULL, &reporter);
    if (!mkdtemp(directory) || !ok(crosswalk != NULL, "the crosswalks that are compiled in"))
        return 1;
    is_text(buffer_text(&heard), TEXT(""), "are read without a word");
    is_number(crosswalk->level_count, 30, "30 levels");
    is_number(crosswalk->factor_count, 42, "42 factors");
    is_number(crosswalk->match_count, 226, "226 matches");
    test_levels(crosswalk);
    test_factors(crosswalk);
    test_every_row(crosswalk);
    test_with_frameworks(crosswalk);
    crosswalk_free(crosswalk);
    test_directory();
    test_faults();
    test_lint();
    for (size_t i = 0; i < FILES; i++)
        put(i, NULL);
    rmdir(directory);
    buffer_release(&heard);
    return done();
}
