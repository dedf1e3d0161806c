#include "domain/threshold/suggest.h"

#include "base/bits.h"

uint64_t domains_of(const struct framework *framework, const indicator_set *present)
{
    uint64_t domains = 0;
    for (size_t word = 0; word < framework->words; word++)
        for (uint64_t bits = present[word] & framework->needs[word]; bits; bits &= bits - 1)
            domains |= (uint64_t)1 << framework->domain_of[word * 64 + bits_lowest(bits)];
    return domains;
}

uint64_t routes_for(const struct framework *framework, uint32_t level, const indicator_set *present)
{
    uint64_t routes = framework->routes_without_tag;
    for (size_t word = 0; word < framework->words; word++)
        for (uint64_t bits = present[word] & framework->needs[word]; bits; bits &= bits - 1)
            routes |= framework->routes_of[word * 64 + bits_lowest(bits)];
    return routes & framework->routes_at[level];
}

enum indicator_level gravest_level(const struct framework *framework, const indicator_set *present)
{
    int level = INDICATOR_LEVELS - 1;
    while (level > INDICATOR_UNIVERSAL &&
           !indicator_sets_meet(present, framework->of_level[level], framework->words))
        level--;
    return (enum indicator_level)level;
}

bool rule_holds(const struct framework *framework, const struct rule *rule,
                struct standing standing, uint32_t domains)
{
    return domains >= rule->min_domains && standing.agencies >= rule->min_agencies &&
           (rule->always ||
            indicator_sets_meet(standing.present, framework->of_level[rule->indicator_level],
                                framework->words));
}

struct suggestion suggest_level(const struct framework *framework, struct standing standing)
{
    uint32_t domains = bits_count(domains_of(framework, standing.present)), rule = 0;
    /* The last rule is the lowest level's, which always holds: framework_new sees to it. */
    while (rule + 1 < framework->rule_count &&
           !rule_holds(framework, &framework->rules[rule], standing, domains))
        rule++;
    return (struct suggestion){
        .level = framework->rules[rule].level,
        .rule = rule,
        .domains = domains,
        .multi_agency = domains >= 2 || standing.agencies >= 2,
    };
}

void suggest_drivers(const struct framework *framework, struct standing standing,
                     struct suggestion suggestion, indicator_set *drivers)
{
    for (size_t i = 0; i < framework->words; i++)
        drivers[i] = 0;
    for (size_t i = suggestion.rule;
         i < framework->rule_count && framework->rules[i].level == suggestion.level; i++) {
        const struct rule *rule = &framework->rules[i];
        bool counts = rule->min_domains > 1 || rule->min_agencies > 1;
        if ((rule->always && !rule->min_domains && !rule->min_agencies) ||
            !rule_holds(framework, rule, standing, suggestion.domains))
            continue;
        const indicator_set *asked = rule->always || counts
                                         ? framework->needs
                                         : framework->of_level[rule->indicator_level];
        for (size_t j = 0; j < framework->words; j++)
            drivers[j] |= standing.present[j] & asked[j];
    }
}
