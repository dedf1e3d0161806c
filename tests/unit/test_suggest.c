/*
 * Suggested levels, held to an evaluator that reads the rule files anew and asks each rule in the
 * plainest way: for each framework all mixtures of a strength, needs of early help in three
 * domains, a child in need and significant harm, with up to three agencies.
 */
#include "base/embedded.h"
#include "definitions/framework.h"
#include "domain/threshold/suggest.h"
#include "hear.h"
#include "tap.h"

#include <stdio.h>

enum { WORDS = 8, RULES_MOST = 32 };

/* A row of rules.csv. */
struct plain_rule {
    struct text level, indicator_level;
    uint64_t domains, agencies;
};

static size_t read_rules(const char *framework, struct plain_rule *rules)
{
    char path[100];
    struct text file, line, cell;
    size_t count = 0;
    snprintf(path, sizeof path, "frameworks/%s/rules.csv", framework);
    if (!embedded_find(text_of(path), &file))
        return 0;
    for (bool header = true; text_next(&file, '\n', &line); header = false) {
        struct plain_rule rule = {.domains = 0};
        if (header || line.length == 0 || count == RULES_MOST)
            continue;
        text_next(&line, ',', &rule.level);
        text_next(&line, ',', &rule.indicator_level);
        if (text_next(&line, ',', &cell))
            text_to_unsigned(cell, 0, 100, &rule.domains);
        if (text_next(&line, ',', &cell))
            text_to_unsigned(cell, 0, 100, &rule.agencies);
        rules[count++] = rule;
    }
    return count;
}

/* What is present, in words. */
struct plain_standing {
    const struct indicator *indicators[16];
    size_t count;
    uint32_t agencies;
};

static bool is_need(const struct indicator *indicator)
{
    return indicator->level != INDICATOR_UNIVERSAL;
}

static uint64_t count_domains(const struct plain_standing *standing)
{
    uint64_t count = 0;
    for (size_t i = 0; i < standing->count; i++) {
        bool first = is_need(standing->indicators[i]);
        for (size_t j = 0; j < i; j++)
            if (is_need(standing->indicators[j]) &&
                standing->indicators[j]->domain == standing->indicators[i]->domain)
                first = false;
        count += first;
    }
    return count;
}

static bool has_level(const struct plain_standing *standing, struct text level)
{
    for (size_t i = 0; i < standing->count; i++)
        if (text_equal(level, text_of(indicator_level_codes[standing->indicators[i]->level])))
            return true;
    return false;
}

static bool holds(const struct plain_rule *rule, const struct plain_standing *standing)
{
    if (rule->indicator_level.length > 0 && !has_level(standing, rule->indicator_level))
        return false;
    return count_domains(standing) >= rule->domains && standing->agencies >= rule->agencies;
}

/* The gravest level of which a rule holds. */
static uint32_t plain_level(const struct framework *framework, const struct plain_rule *rules,
                            size_t count, const struct plain_standing *standing)
{
    uint32_t level = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t of_rule = framework_level(framework, rules[i].level);
        if (of_rule > level && holds(&rules[i], standing))
            level = of_rule;
    }
    return level;
}

/* Whether an indicator is one that the level hangs on: a rule of that level that holds asks for it,
 * or counts it. */
static bool plain_driver(const struct framework *framework, const struct plain_rule *rules,
                         size_t count, const struct plain_standing *standing, uint32_t level,
                         const struct indicator *indicator)
{
    for (size_t i = 0; i < count; i++) {
        const struct plain_rule *rule = &rules[i];
        if (framework_level(framework, rule->level) != level || !holds(rule, standing))
            continue;
        if (rule->indicator_level.length == 0 && rule->domains == 0 && rule->agencies == 0)
            continue;
        bool counts = rule->domains > 1 || rule->agencies > 1 || rule->indicator_level.length == 0;
        if (counts ? is_need(indicator)
                   : text_equal(rule->indicator_level,
                                text_of(indicator_level_codes[indicator->level])))
            return true;
    }
    return false;
}

/* The first indicator of a level in a domain, or in any for LOOKUP_NONE. */
static uint32_t pick(const struct framework *framework, enum indicator_level level, uint32_t domain)
{
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        if (framework->indicators[i].level == level &&
            (domain == LOOKUP_NONE || framework->indicators[i].domain == domain))
            return i;
    return 0;
}

enum { KINDS = 6 };

static size_t wrong_level, wrong_domains, wrong_support, wrong_drivers, wrong_gravest, wrong_rule;

static void compare(const struct framework *framework, const struct plain_rule *rules, size_t count,
                    const uint32_t kinds[KINDS], unsigned mixture, uint32_t agencies)
{
    indicator_set present[WORDS] = {0}, drivers[WORDS];
    struct plain_standing plain = {.agencies = agencies};
    int gravest = INDICATOR_UNIVERSAL;
    for (size_t i = 0; i < KINDS; i++) {
        if (!(mixture >> i & 1))
            continue;
        const struct indicator *indicator = &framework->indicators[kinds[i]];
        indicator_set_add(present, kinds[i]);
        plain.indicators[plain.count++] = indicator;
        if ((int)indicator->level > gravest)
            gravest = (int)indicator->level;
    }
    struct standing standing = {present, agencies};
    struct suggestion suggestion = suggest_level(framework, standing);
    uint64_t domains = count_domains(&plain);
    wrong_level += suggestion.level != plain_level(framework, rules, count, &plain);
    wrong_domains += suggestion.domains != domains;
    wrong_support += suggestion.multi_agency != (domains >= 2 || agencies >= 2);
    wrong_gravest += (int)gravest_level(framework, present) != gravest;
    const struct rule *rule = &framework->rules[suggestion.rule];
    wrong_rule += rule->level != suggestion.level ||
                  !rule_holds(framework, rule, standing, suggestion.domains);
    suggest_drivers(framework, standing, suggestion, drivers);
    for (uint32_t i = 0; i < framework->words * 64; i++) {
        bool is = i < framework->indicator_count && indicator_set_has(present, i) &&
                  plain_driver(framework, rules, count, &plain, suggestion.level,
                               &framework->indicators[i]);
        wrong_drivers += indicator_set_has(drivers, i) != is;
    }
}

static void test_all_mixtures(const char *name)
{
    static struct plain_rule rules[RULES_MOST];
    struct framework *framework = framework_new(name, &hearing);
    size_t count = read_rules(name, rules);
    if (!ok(framework && framework->words <= WORDS && count > 0, name))
        return;
    wrong_level = wrong_domains = wrong_support = wrong_drivers = wrong_gravest = wrong_rule = 0;
    /* The needs of early help lie in three domains; those of the graver levels in the first two of
     * them. */
    const uint32_t kinds[KINDS] = {
        pick(framework, INDICATOR_UNIVERSAL, LOOKUP_NONE),
        pick(framework, INDICATOR_EARLY_HELP, 0),
        pick(framework, INDICATOR_EARLY_HELP, 1),
        pick(framework, INDICATOR_EARLY_HELP, 3),
        pick(framework, INDICATOR_CHILD_IN_NEED, 1),
        pick(framework, INDICATOR_SIGNIFICANT_HARM, 0),
    };
    for (unsigned mixture = 0; mixture < 1u << KINDS; mixture++)
        for (uint32_t agencies = 0; agencies <= 3; agencies++)
            compare(framework, rules, count, kinds, mixture, agencies);
    is_number(wrong_level, 0, "the level is that of the gravest rule that holds");
    is_number(wrong_rule, 0, "by a rule that does hold");
    is_number(wrong_domains, 0, "domains are those with a need");
    is_number(wrong_support, 0, "two domains or agencies call for several agencies");
    is_number(wrong_gravest, 0, "the gravest indicator level is told");
    is_number(wrong_drivers, 0, "drivers are what the rules that hold ask for");
    framework_free(framework);
}

/* One indicator alone: its level decides, for every one of them. */
static void test_single(void)
{
    struct framework *framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    if (!ok(framework && framework->words <= WORDS, "each indicator alone"))
        return;
    static const char *const levels[] = {"universal", "early-help", "child-in-need",
                                         "significant-harm"};
    size_t wrong = 0;
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        indicator_set present[WORDS] = {0};
        indicator_set_add(present, i);
        const struct indicator *indicator = &framework->indicators[i];
        struct suggestion suggestion = suggest_level(framework, (struct standing){present, 0});
        wrong += !text_equal(framework->levels[suggestion.level].code,
                             text_of(levels[indicator->level]));
        uint64_t domain = is_need(indicator) ? (uint64_t)1 << indicator->domain : 0;
        wrong += domains_of(framework, present) != domain;
        for (uint32_t level = 0; level < framework->level_count; level++) {
            uint64_t routes = routes_for(framework, level, present);
            for (size_t route = 0; route < framework->route_count; route++) {
                const struct route *way = &framework->routes[route];
                struct text tags = indicator->tags, tag;
                bool leads = way->when_tag.length == 0;
                while (is_need(indicator) && text_next(&tags, ';', &tag))
                    leads |= tag.length > 0 && text_equal(tag, way->when_tag);
                leads &= way->when_level == LOOKUP_NONE || level >= way->when_level;
                wrong += (routes >> route & 1) != leads;
            }
        }
    }
    is_number(wrong, 0, "gives its level, its domain and its routes");
    framework_free(framework);
}

/* Nothing that is added ever lowers a level: strengths never count against a need. */
static void test_never_lower(const char *name)
{
    struct framework *framework = framework_new(name, &hearing);
    if (!ok(framework && framework->words <= WORDS, name))
        return;
    uint64_t state = 88172645463325252u;
    size_t lower = 0;
    for (int run = 0; run < 200; run++) {
        indicator_set present[WORDS] = {0};
        uint32_t agencies = 0;
        uint32_t before = 0;
        for (int step = 0; step < 30; step++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            indicator_set_add(present,
                              (uint32_t)(state >> 20) % (uint32_t)framework->indicator_count);
            agencies += state >> 62 == 0;
            uint32_t level = suggest_level(framework, (struct standing){present, agencies}).level;
            lower += level < before;
            before = level;
        }
    }
    is_number(lower, 0, "more on record never lowers the level");
    framework_free(framework);
}

int main(void)
{
    for (size_t i = 0; framework_embedded(i); i++) {
        char name[64];
        snprintf(name, sizeof name, "%s", framework_embedded(i));
        test_all_mixtures(name);
        test_never_lower(name);
    }
    test_single();
    is_text(heard_text(), TEXT(""), "nothing was reported");
    buffer_release(&heard);
    return done();
}
