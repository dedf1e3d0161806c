#include "base/limits.h"
#include "definitions/framework.h"
#include "files.h"
#include "hear.h"
#include "records/share.h"
#include "tap.h"

static const char *const embedded[] = {"sandwell-2022", "solihull-2014", "solihull-2024"};

enum { FRAMEWORKS = sizeof embedded / sizeof *embedded };

static void is_code(const struct framework *framework, uint32_t indicator, const char *code,
                    const char *name)
{
    if (ok(indicator < framework->indicator_count, name))
        is_text(framework->indicators[indicator].code, text_of(code), "is that one");
}

/* --- What is compiled in -----------------------------------------------------------------------
 */

static void test_names(void)
{
    for (size_t i = 0; i < FRAMEWORKS; i++)
        is_string(framework_embedded(i), embedded[i], "a framework that is compiled in");
    is_string(framework_embedded(FRAMEWORKS), NULL, "and no other");
    is_string(framework_embedded(SIZE_MAX), NULL, "whatever the number");
}

static void test_default(const struct framework *framework)
{
    static const char *const levels[] = {"universal", "early-help", "child-in-need",
                                         "significant-harm"};
    is_text(framework->name, TEXT("solihull-2024"), "the default framework");
    is_text(framework->title, TEXT("Right Help, Right Time, Right Response"), "its title");
    is_text(framework->published, TEXT("2024-03"), "when it was published");
    is_text(framework->extends, TEXT(""), "it extends none");
    is_number(framework->indicator_count, 209, "209 indicators");
    is_number(framework->domain_count, 7, "in 7 domains");
    if (!is_number(framework->level_count, 4, "4 levels"))
        return;
    for (uint32_t i = 0; i < 4; i++) {
        is_text(framework->levels[i].code, text_of(levels[i]), "in order");
        is_number(framework->levels[i].rank, i + 1, "of rank");
        is_number(framework_level(framework, text_of(levels[i])), i, "found by their code");
        is_number(framework->levels[i].early_help, i == 1, "early help is told from the others");
    }
    is_number(framework_level(framework, TEXT("Early-HELP")), 1, "case aside");
    is_number(framework_level(framework, TEXT("early help")), LOOKUP_NONE, "but not nearly so");
    is_number(framework_level(framework, TEXT("")), LOOKUP_NONE, "none is none");
    is_number(framework->rule_count, 4, "4 rules");
    is_number(framework->rules[0].level, 3, "the gravest level's first");
    ok(framework->rules[3].always && framework->rules[3].level == 0, "the lowest level's last");

    uint32_t indicator = framework_indicator(framework, TEXT("HEA-EH-01"));
    is_code(framework, indicator, "HEA-EH-01", "an indicator");
    is_number(framework->indicators[indicator].level, INDICATOR_EARLY_HELP, "of early help");
    is_text(framework->domains[framework->indicators[indicator].domain].name, TEXT("Health"),
            "in its domain");
    ok(framework->indicators[indicator].ref.length > 0, "with where it comes from");

    struct buffer words;
    buffer_init(&words, 1000);
    ok(framework_level_words(framework, &words), "the levels in words");
    is_text(buffer_text(&words), TEXT("universal, early-help, child-in-need, significant-harm"),
            "are in order of rank");
    buffer_release(&words);
    buffer_init(&words, 10);
    ok(!framework_level_words(framework, &words), "a buffer that is too small is told");
    buffer_release(&words);
}

static void test_extending(const struct framework *framework, const char *const *levels)
{
    is_text(framework->extends, TEXT("solihull-2024"), "a framework that extends another");
    is_number(framework->indicator_count, 209, "has its 209 indicators");
    is_number(framework->domain_count, 7, "and its domains");
    is_number(framework->level_count, 4, "but levels of its own");
    for (uint32_t i = 0; i < framework->level_count && i < 4; i++)
        is_text(framework->levels[i].code, text_of(levels[i]), "in order");
    is_number(framework->rule_count, 6, "and rules of its own");
    ok(!framework->levels[0].early_help && framework->levels[1].early_help &&
           framework->levels[2].early_help && !framework->levels[3].early_help,
       "two levels of early help");
}

/* Indicators as a file lists them; each is found by its code in capitals and small letters, with
 * blanks. */
static void test_all_codes(const struct framework *framework)
{
    size_t lost = 0, odd = 0;
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        struct text code = framework->indicators[i].code;
        char small[64] = " ";
        for (size_t j = 0; j < code.length && j < 60; j++)
            small[j + 1] = (char)(code.data[j] >= 'A' && code.data[j] <= 'Z' ? code.data[j] + 32
                                                                             : code.data[j]);
        small[code.length + 1] = '\t';
        lost += framework_indicator(framework, code) != i;
        lost += framework_indicator(framework, (struct text){small, code.length + 2}) != i;
        odd += framework->indicators[i].label.length == 0 ||
               framework->indicators[i].ref.length == 0;
    }
    is_number(lost, 0, "each indicator is found by its code");
    is_number(odd, 0, "each has a label and a ref");
}

/* The number of an indicator, by looking at all of them. */
static uint32_t search(const struct framework *framework, struct text code)
{
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        if (text_equal_folded(text_trim(code), framework->indicators[i].code))
            return i;
    return LOOKUP_NONE;
}

/* Whatever is near a code is found when it is one, and not when it is none. */
static void test_near_misses(const struct framework *framework)
{
    static const char signs[] = "Aa0-Z{[@`\xc3 19\x01";
    size_t wrong = 0, tried = 0;
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        struct text code = framework->indicators[i].code;
        char changed[64];
        for (size_t at = 0; at <= code.length; at++) {
            struct text cut = {code.data, at};
            wrong += framework_indicator(framework, cut) != search(framework, cut);
            for (size_t s = 0; s < sizeof signs - 1; s++, tried += 2) {
                memcpy(changed, code.data, code.length);
                if (at < code.length)
                    changed[at] = signs[s];
                cut = (struct text){changed, code.length};
                wrong += framework_indicator(framework, cut) != search(framework, cut);
                memcpy(changed, code.data, at);
                changed[at] = signs[s];
                memcpy(changed + at + 1, code.data + at, code.length - at);
                cut = (struct text){changed, code.length + 1};
                wrong += framework_indicator(framework, cut) != search(framework, cut);
            }
        }
    }
    ok(tried > 1000, "codes with one character changed, left out or put in");
    is_number(wrong, 0, "are taken for what they are");
    is_number(framework_indicator(framework, TEXT("")), LOOKUP_NONE, "none is none");
    is_number(framework_indicator(framework, TEXT("a code that is far too long to be one")),
              LOOKUP_NONE, "nor is anything long");
}

static void test_nearest(const struct framework *framework)
{
    struct buffer names;
    buffer_init(&names, LIMIT_MESSAGE_BYTES);
    ok(framework_nearest_indicators(framework, TEXT("HEA-EH-99"), &names),
       "codes near a wrong one");
    is_text(buffer_text(&names), TEXT("HEA-EH-09"), "the nearest is named");
    buffer_clear(&names);
    framework_nearest_indicators(framework, TEXT("hae-eh-01"), &names);
    is_text(buffer_text(&names), TEXT("HEA-EH-01"), "a swap of letters and small letters");
    buffer_clear(&names);
    framework_nearest_indicators(framework, TEXT("HEA-EH-0"), &names);
    is_text(buffer_text(&names), TEXT("HEA-EH-01, HEA-EH-02, HEA-EH-03"), "three at most");
    buffer_clear(&names);
    framework_nearest_indicators(framework, TEXT("weather"), &names);
    is_text(buffer_text(&names), TEXT(""), "none is near");
    /* What is long may be a sentence about a child: it is near no code, however long the codes. */
    static char sentence[1000];
    memset(sentence, 'x', sizeof sentence);
    for (size_t length = 60; length <= sizeof sentence; length += 47) {
        buffer_clear(&names);
        framework_nearest_indicators(framework, (struct text){sentence, length}, &names);
        if (names.length > 0)
            break;
    }
    is_text(buffer_text(&names), TEXT(""), "least of all a sentence");
    buffer_release(&names);
    buffer_init(&names, 5);
    ok(!framework_nearest_indicators(framework, TEXT("HEA-EH-99"), &names),
       "a buffer that is too small is told");
    buffer_release(&names);
}

static bool has_tag(struct text tags, struct text tag)
{
    struct text piece;
    while (text_next(&tags, ';', &piece))
        if (text_equal(piece, tag))
            return true;
    return false;
}

/* The sets, held to the indicators one by one. */
static void test_sets(const struct framework *framework)
{
    size_t wrong = 0, of_level[INDICATOR_LEVELS] = {0};
    is_number(framework->words, (framework->indicator_count + 63) / 64, "words for all indicators");
    for (uint32_t i = 0; i < framework->words * 64; i++) {
        bool there = i < framework->indicator_count;
        const struct indicator *indicator = there ? &framework->indicators[i] : NULL;
        for (int level = 0; level < INDICATOR_LEVELS; level++) {
            bool has = indicator_set_has(framework->of_level[level], i);
            of_level[level] += has;
            wrong += has != (there && (int)indicator->level == level);
        }
        wrong += indicator_set_has(framework->needs, i) !=
                 (there && indicator->level != INDICATOR_UNIVERSAL);
        if (!there)
            continue;
        wrong += framework->domain_of[i] != indicator->domain;
        for (size_t route = 0; route < framework->route_count; route++) {
            const struct route *way = &framework->routes[route];
            bool leads = indicator->level != INDICATOR_UNIVERSAL && way->when_tag.length > 0 &&
                         has_tag(indicator->tags, way->when_tag);
            wrong += (framework->routes_of[i] >> route & 1) != leads;
        }
    }
    for (size_t route = 0; route < framework->route_count; route++) {
        const struct route *way = &framework->routes[route];
        wrong += (framework->routes_without_tag >> route & 1) != (way->when_tag.length == 0);
        for (uint32_t level = 0; level < framework->level_count; level++)
            wrong += (framework->routes_at[level] >> route & 1) !=
                     (way->when_level == LOOKUP_NONE || level >= way->when_level);
    }
    is_number(wrong, 0, "the sets hold what the indicators and routes say");
    is_number(of_level[0], 38, "38 strengths");
    is_number(of_level[1] + of_level[2] + of_level[3], 171, "171 needs");
}

static void test_set_functions(void)
{
    indicator_set a[3] = {0}, b[3] = {0};
    ok(!indicator_sets_meet(a, b, 3), "empty sets do not meet");
    indicator_set_add(a, 0);
    indicator_set_add(a, 63);
    indicator_set_add(a, 64);
    indicator_set_add(b, 65);
    indicator_set_add(b, 191);
    size_t count = 0;
    for (uint32_t i = 0; i < 192; i++)
        count += indicator_set_has(a, i);
    is_number(count, 3, "a set has what was added");
    ok(indicator_set_has(a, 0) && indicator_set_has(a, 63) && indicator_set_has(a, 64),
       "and only that");
    ok(!indicator_sets_meet(a, b, 3), "sets without a common member do not meet");
    indicator_set_add(a, 191);
    ok(indicator_sets_meet(a, b, 3), "with one they do");
    ok(!indicator_sets_meet(a, b, 2), "but not beyond the words that count");
}

/* --- A directory of the user's -----------------------------------------------------------------
 */

static const char *const small[][2] = {
    {"framework.csv", "key,value\nname,mine\ntitle,Mine\npublished,2026\nextends,\n"},
    {"domains.csv", "domain,name\nHOME,Home\nWORK,Work\n"},
    {"levels.csv", "level,rank,name,response,consent,contact,review_weeks\n"
                   "none,1,None,Nothing,for-referral,,\n"
                   "some,2,Some,Something,required,desk,6\n"},
    {"indicators.csv", "indicator,domain,level,label,applies_to,tags,ref\n"
                       "H-1,HOME,U,A strength,child,,p. 1\n"
                       "H-2,HOME,EH,A need,child,cold; damp,p. 1\n"
                       "W-1,WORK,SH,A grave need,parent,,p. 2\n"},
    {"rules.csv",
     "level,indicator_level,min_domains,min_agencies\nnone,,,\nsome,EH,1,0\nsome,SH,,\n"},
    {"routes.csv", "route,when_tag,when_level,contact,reason\nwarm,damp,,desk,It is damp\n"},
    {"contacts.csv", "contact,name,phone,email,hours\ndesk,Front desk,0121 496 0000,,\n"},
};

enum { SMALL = sizeof small / sizeof *small };

static const char *directory;

static void put_small(void)
{
    char name[64];
    for (size_t i = 0; i < SMALL; i++) {
        snprintf(name, sizeof name, "mine/%s", small[i][0]);
        files_put(name, text_of(small[i][1]));
    }
    hear_nothing();
}

static void replace(const char *file, const char *text)
{
    char name[64];
    snprintf(name, sizeof name, "mine/%s", file);
    if (text)
        files_put(name, text_of(text));
    else
        files_take_away(name);
}

static void test_small(void)
{
    put_small();
    struct framework *framework = framework_new(directory, &hearing);
    is_text(heard_text(), TEXT(""), "a directory of the user's");
    if (!ok(framework != NULL, "is read"))
        return;
    is_text(framework->name, TEXT("mine"), "with its name");
    is_number(framework->indicator_count, 3, "its indicators");
    is_number(framework->levels[1].review_weeks, 6, "its levels");
    is_number(framework->levels[1].contact, 0, "their contacts");
    is_number(framework->levels[0].contact, LOOKUP_NONE, "or none");
    is_number(framework->levels[0].review_weeks, 0, "blank numbers are 0");
    is_text(framework->contacts[0].phone, TEXT("0121 496 0000"), "contacts");
    is_number((int64_t)framework->routes_of[1], 1, "routes by any of several tags");
    is_number(framework_indicator(framework, TEXT("w-1")), 2, "and codes of its own");
    framework_lint(framework, &hearing);
    is_text(heard_text(), TEXT(""), "nothing is to be said of it");
    framework_free(framework);
    framework_free(NULL);
}

/* One file of the small framework replaced: what is said, and that it is then no use. */
static void broken(const char *file, const char *text, const char *said, const char *name)
{
    put_small();
    replace(file, text);
    struct framework *framework = framework_new(directory, &hearing);
    ok(!framework, name);
    is_text(heard_text(), text_of(said), "is reported");
    framework_free(framework);
}

#define LEVELS "level,rank,name,response,consent,contact,review_weeks\n"
#define INDICATORS "indicator,domain,level,label,applies_to,tags,ref\n"
#define RULES "level,indicator_level,min_domains,min_agencies\n"
#define ROUTES "route,when_tag,when_level,contact,reason\n"

static void test_no_framework(void)
{
    put_small();
    replace("framework.csv", NULL);
    ok(!framework_new(directory, &hearing), "a directory without a framework.csv");
    ok(text_starts_folded(heard_text(), TEXT("mine: no framework '")), "is no framework");
    hear_nothing();
    ok(!framework_new("nobody", &hearing), "nor is a name that nobody knows");
    is_text(
        heard_text(),
        TEXT("nobody: no framework 'nobody': neither one that is compiled in (eh-threshold list "
             "frameworks) nor a directory with a framework.csv\n"),
        "which is told");
}

static void test_broken(void)
{
    broken("framework.csv", "key,value\ntitle,Mine\n", "mine: framework.csv gives no name\n",
           "no name");
    broken("framework.csv", "key,value\nname,mine\nsize,3\n",
           "framework.csv:3: key: 'size' is not one of name, title, publisher, version, "
           "published, "
           "review_due, extends\n",
           "an unknown key");
    broken("framework.csv", "key,value\nname,mine\npublished,soonish\n",
           "framework.csv:3: value: not a value that can stand here\n", "a date that is none");
    broken("framework.csv", "name,mine\n", "framework.csv:1: no column key\n", "no header line");
    broken("framework.csv", "", "framework.csv: no header line: the file is empty\n",
           "an empty file");
    broken("domains.csv", NULL, "mine: has no domains.csv, and what it extends has none either\n",
           "no domains");
    broken("domains.csv", "domain,name\nHOME,Home\nWORK,Work\nHOME,House\n",
           "domains.csv:4: domain: 'HOME' stands twice\n", "a domain twice");
    broken("domains.csv", "domain,name\nHOME,Home\n,Work\nWORK,Work\n",
           "domains.csv:3: domain: blank, but a value is needed\n", "a domain without a code");
    broken("levels.csv", NULL, "mine: has no levels.csv, and what it extends has none either\n",
           "no levels");
    broken("levels.csv", LEVELS, "levels.csv: no level in this file\n", "a file without levels");
    broken("levels.csv",
           LEVELS "none,1,None,,for-referral,,\nsome,2,Some,,required,,\nNone,3,x,,required,,\n"
                  "some,4,x,,required,,\n",
           "levels.csv:5: level: 'some' stands twice\n", "a level twice");
    broken("levels.csv", LEVELS "none,1,None,,for-referral,,\nsome,1,Some,,required,,\n",
           "levels.csv:3: rank: two levels have this rank\n", "a rank twice");
    broken("levels.csv", LEVELS "none,1,None,,for-referral,,\nsome,two,Some,,required,,six\n",
           "levels.csv:3: rank: not a whole number from 0 to 1000\n"
           "levels.csv:3: review_weeks: not a whole number from 0 to 520\n",
           "numbers that are none");
    broken("levels.csv", LEVELS "none,1,None,,maybe,,\nsome,2,Some,,required,,\n",
           "levels.csv:2: consent: 'maybe' is not one of for-referral, required, not-required, "
           "required-unless-significant-harm\n",
           "a consent that is none");
    broken("levels.csv", LEVELS "none,1,None,,required,,\nsome,2,Some,,required,disk,\n",
           "levels.csv:3: contact: 'disk' is not known; nearest: desk\n",
           "a contact that is not there");
    broken("indicators.csv", NULL,
           "mine: has no indicators.csv, and what it extends has none either\n", "no indicators");
    broken("indicators.csv",
           INDICATORS
           "H-1,HOME,U,x,,,\nH-1,HOME,U,x,,,\nH-2,HOME,bad,x,,,\nH-3,HOMES,EH,x,,,\n,HOME,U,x,,,\n"
           "H-4,X,EH,x,,,\n",
           "indicators.csv:3: indicator: 'H-1' stands twice\n"
           "indicators.csv:4: level: 'bad' is not one of U, EH, CIN, SH\n"
           "indicators.csv:5: domain: 'HOMES' is not known; nearest: HOME\n"
           "indicators.csv:6: indicator: blank, but a value is needed\n"
           "indicators.csv:7: domain: 'X' is not known\n",
           "all that is wrong is reported");
    broken("indicators.csv", INDICATORS "H-1,HOME,U,x,,,\nh-1,HOME,EH,x,,,\n",
           "indicators.csv:3: indicator: 'h-1' stands twice\n",
           "two codes that differ by case alone");
    broken("indicators.csv", INDICATORS "H-1,HOME,eh,x,,,\n",
           "indicators.csv:2: level: 'eh' is not one of U, EH, CIN, SH; nearest: EH\n",
           "a level in small letters");
    broken("indicators.csv", INDICATORS "H-1,HOME\n",
           "indicators.csv:2: cells in this row: 2; in the header line: 7\n", "cells too few");
    broken("rules.csv", NULL, "mine: has no rules.csv, and what it extends has none either\n",
           "no rules");
    broken("rules.csv", RULES "none,,1,\nsome,EH,1,0\n",
           "rules.csv: no rule for the lowest level that always holds (blank indicator_level, no "
           "minimum)\n",
           "no rule that always holds");
    broken("rules.csv", RULES "none,,,\n", "rules.csv: no rule leads to level 'some'\n",
           "a level without a rule");
    broken("rules.csv", RULES "none,,,\nsome,XX,1,0\nsme,EH,-1,1.5\n",
           "rules.csv:3: indicator_level: 'XX' is not one of U, EH, CIN, SH\n"
           "rules.csv:4: level: 'sme' is not known; nearest: some\n"
           "rules.csv:4: min_domains: not a whole number from 0 to 1000\n"
           "rules.csv:4: min_agencies: not a whole number from 0 to 1000\n",
           "rules that are none");
    broken("routes.csv", NULL, "mine: has no routes.csv, and what it extends has none either\n",
           "no routes");
    broken("routes.csv", ROUTES "warm,damp,sme,dsk,\n,x,,,y\n",
           "routes.csv:2: when_level: 'sme' is not known; nearest: some\n"
           "routes.csv:2: contact: 'dsk' is not known; nearest: desk\n"
           "routes.csv:2: reason: blank, but a value is needed\n"
           "routes.csv:3: route: blank, but a value is needed\n",
           "routes that are none");
    broken("contacts.csv", NULL, "mine: has no contacts.csv, and what it extends has none either\n",
           "no contacts");
    broken("contacts.csv", "contact,name,phone,email,hours\ndesk,a,,,\ndesk,b,,,\n",
           "contacts.csv:3: contact: 'desk' stands twice\n", "a contact twice");
    broken("contacts.csv", "contact,name\ndesk,a\n", "contacts.csv:1: no column phone\n",
           "a column that is missing");
    broken("contacts.csv", "contact,name,phone,email,hours\ndesk,\"a,,,\n",
           "contacts.csv:2: not a row that can be read, near cell 2\n",
           "a file that cannot be read");
}

/* More than there may be of anything. */
static void too_many(const char *file, const char *head, const char *row, size_t count,
                     const char *said, const char *name)
{
    struct buffer text;
    char line[256];
    buffer_init(&text, 1 << 22);
    buffer_add(&text, text_of(head));
    for (size_t i = 0; i < count; i++) {
        /* One % of the row, if any, becomes the number. */
        const char *sign = strchr(row, '%');
        int before = sign ? (int)(sign - row) : (int)strlen(row);
        snprintf(line, sizeof line, "%.*s", before, row);
        buffer_add(&text, text_of(line));
        if (sign) {
            buffer_add_number(&text, i);
            buffer_add(&text, text_of(sign + 1));
        }
    }
    buffer_add_byte(&text, '\0');
    broken(file, text.data, said, name);
    buffer_release(&text);
}

static void test_limits(void)
{
    too_many("contacts.csv", "contact,name,phone,email,hours\n", "c%,,,,\n",
             LIMIT_FRAMEWORK_ROWS + 1,
             "contacts.csv:10002: more than 10000 rows\n"
             "levels.csv:3: contact: 'desk' is not known\n"
             "routes.csv:2: contact: 'desk' is not known\n",
             "too many contacts");
    too_many("domains.csv", "domain,name\nHOME,x\nWORK,x\n", "d%,\n", 63,
             "domains.csv:66: more than 64 rows\n", "too many domains");
    too_many("rules.csv", RULES "none,,,\n", "some,EH,,\n", LIMIT_FRAMEWORK_ROWS,
             "rules.csv:10002: more than 10000 rows\n", "too many rules");
    too_many("routes.csv", ROUTES, "r%,x,,,y\n", 65, "routes.csv:66: more than 64 rows\n",
             "too many routes");
}

static struct framework *load(const char *path)
{
    hear_nothing();
    struct framework *framework = framework_new(path, &hearing);
    is_text(heard_text(), TEXT(""), "a framework is read without a word");
    return framework;
}

/* Own rows are added to those of what is extended, or take their place; own files replace whole
 * ones. */
static void test_extends(void)
{
    put_small();
    const char *other = files_put_directory("other");
    char facts[1200];
    snprintf(facts, sizeof facts, "key,value\nname,other\nextends,%s\n", directory);
    files_put("other/framework.csv", text_of(facts));
    files_put("other/domains.csv", TEXT("domain,name\nPLAY,Play\nHOME,House\n"));
    files_put("other/indicators.csv",
              TEXT(INDICATORS "P-1,PLAY,EH,New,,,\nH-2,PLAY,CIN,Other,,,\n"));
    struct framework *framework = load(other);
    if (!ok(framework != NULL, "a framework that extends another"))
        return;
    is_number(framework->domain_count, 3, "has a domain more");
    is_text(framework->domains[0].name, TEXT("House"), "and one that is called differently");
    is_number(framework->indicator_count, 4, "an indicator more");
    uint32_t indicator = framework_indicator(framework, TEXT("H-2"));
    is_number(indicator, 1, "one that has kept its place");
    is_number(framework->indicators[1].level, INDICATOR_CHILD_IN_NEED, "with another level");
    is_number(framework->domain_of[1], 2, "and domain");
    is_number(framework->level_count, 2, "the levels of the other");
    is_number(framework->rule_count, 3, "and its rules");
    framework_free(framework);

    files_put("other/framework.csv", TEXT("key,value\nname,other\nextends,solihull-2024\n"));
    files_put("other/indicators.csv",
              TEXT(INDICATORS "P-1,PLAY,EH,New,,,\nHEA-EH-01,HEA,U,Other,,,\n"));
    files_put("other/rules.csv", TEXT(RULES "universal,,,\nearly-help,EH,,\nchild-in-need,CIN,,\n"
                                            "significant-harm,SH,,\nsignificant-harm,CIN,,9\n"));
    framework = load(other);
    if (ok(framework != NULL, "one that extends one that is compiled in")) {
        is_number(framework->indicator_count, 210, "has an indicator more");
        is_number(framework->domain_count, 9, "two domains more");
        is_number(framework->rule_count, 5, "rules of its own");
        is_number(framework->rules[1].min_agencies, 9, "in the order of the file within a level");
        is_number(framework->rules[1].line, 6, "which knows their lines");
        uint32_t changed = framework_indicator(framework, TEXT("HEA-EH-01"));
        ok(!indicator_set_has(framework->needs, changed), "an indicator that is now a strength");
    }
    framework_free(framework);

    hear_nothing();
    files_put("other/framework.csv", TEXT("key,value\nname,other\nextends,nobody\n"));
    framework = framework_new(other, &hearing);
    ok(!framework, "one that extends what is not there");
    is_text(heard_text(),
            TEXT("framework.csv:3: value: extends 'nobody', which is neither a framework that is "
                 "compiled in nor a directory with a framework.csv\n"),
            "is told so");

    hear_nothing();
    snprintf(facts, sizeof facts, "key,value\nname,other\nextends,%s\n", other);
    files_put("other/framework.csv", text_of(facts));
    framework = framework_new(other, &hearing);
    ok(!framework, "one that extends itself");
    is_text(heard_text(),
            TEXT("framework.csv:3: value: extends others in a loop, or through too many steps\n"),
            "is told so");

    hear_nothing();
    ok(!framework_new("", &hearing), "a framework without a name");
    is_text(
        heard_text(),
        TEXT(
            "no framework '': neither one that is compiled in (eh-threshold list frameworks) nor a "
            "directory with a framework.csv\n"),
        "is none");
    hear_nothing();
    ok(!framework_new("solihull-2024/../solihull-2014", &hearing), "nor is a path to one");
}

/* Codes that are long, or hold one byte many times. */
static void test_odd_codes(void)
{
    put_small();
    replace("indicators.csv",
            INDICATORS "XBAAAAAAZ,HOME,EH,a,,,p\n"
                       "a-very-long-code-of-an-indicator,HOME,EH,b,,,p\n"
                       "a,HOME,U,c,,,p\n1234567,HOME,SH,d,,,p\n12345678,HOME,SH,e,,,p\n"
                       "1234567890123456,HOME,SH,f,,,p\n"
                       "12345678901234567,HOME,SH,g,,,p\nZ\xc3\xa9,HOME,SH,h,,,p\n");
    struct framework *framework = load(directory);
    if (!ok(framework != NULL, "codes of all lengths"))
        return;
    test_all_codes(framework);
    is_number(framework_indicator(framework, TEXT("XBAAAAAAAZ")), LOOKUP_NONE,
              "one letter more is another code");
    is_number(framework_indicator(framework, TEXT("A-VERY-LONG-CODE-OF-AN-INDICATOR")), 1,
              "case aside in long ones too");
    is_number(framework_indicator(framework, TEXT("z\xc3\xa9")), 7, "ASCII case alone");
    is_number(framework_indicator(framework, TEXT("Z\xc3\x89")), LOOKUP_NONE, "but no other");
    test_near_misses(framework);
    framework_free(framework);
}

static void test_lint(void)
{
    put_small();
    replace("domains.csv", "domain,name\nHOME,Home\nWORK,Work\nPLAY,Play\n");
    replace("contacts.csv", "contact,name,phone,email,hours\ndesk,a,,,\nchair,b,,,\n");
    replace("indicators.csv",
            INDICATORS "H-1,HOME,U,,child,damp,p. 1\nH-2,HOME,EH,A need,child,,\n"
                       "W-1,WORK,SH,A need,parent,,p. 2\n"
                       "W-2,WORK,SH,\xc3\xa9 label of eighty-one characters which are counted as "
                       "characters and not as bytes,parent,,p. 2\n");
    struct framework *framework = load(directory);
    if (!ok(framework != NULL, "a framework that could be better"))
        return;
    framework_lint(framework, &hearing);
    is_text(
        heard_text(),
        TEXT("note: indicators.csv:2: label: H-1 has no label\n"
             "note: indicators.csv:3: ref: H-2 has no ref: nobody could hold the official text "
             "beside it\n"
             "note: indicators.csv:4: label: W-1 has the label of another indicator\n"
             "note: indicators.csv:5: label: label of W-2 has 81 characters; 80 are the most that "
             "fit a report\n"
             "note: domains.csv:4: domain: no indicator is in domain PLAY\n"
             "note: routes.csv:2: route: no indicator has the tag damp, so this route is never "
             "proposed\n"
             "note: contacts.csv:3: contact: no level and no route names contact chair\n"),
        "is told where");
    framework_free(framework);
}

int main(void)
{
    static const char *const levels[][4] = {
        {"universal", "early-help", "multi-agency-early-help", "statutory-social-work"},
        {"1", "2", "3", "4"},
    };
    test_names();
    test_set_functions();
    for (size_t i = 0; i < FRAMEWORKS; i++) {
        struct framework *framework = load(embedded[i]);
        if (!ok(framework != NULL, embedded[i]))
            continue;
        if (i == 2)
            test_default(framework);
        else
            test_extending(framework, levels[i]);
        test_all_codes(framework);
        test_near_misses(framework);
        test_nearest(framework);
        test_sets(framework);
        framework_lint(framework, &hearing);
        framework_free(framework);
    }
    if (files_make()) {
        directory = files_put_directory("mine");
        test_small();
        test_no_framework();
        test_broken();
        test_limits();
        test_odd_codes();
        test_lint();
        test_extends();
        files_remove();
    }
    buffer_release(&heard);
    return done();
}
