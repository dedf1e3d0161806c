#include "domain/suggest.h"

uint32_t count_domains(const struct framework *framework, const indicator_set *present)
{
    uint32_t domains = 0;
    for (size_t i = 0; i < framework->domain_count; i++)
        for (size_t j = 0; j < framework->words; j++)
            if (present[j] & framework->needs[j] & framework->of_domain[i][j]) {
                domains++;
                break;
            }
    return domains;
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
    uint32_t domains = count_domains(framework, standing.present), rule = 0;
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
    const struct rule *rule = &framework->rules[suggestion.rule];
    const indicator_set *asked = rule->min_domains > 1 || rule->min_agencies > 1
                                     ? framework->needs
                                     : framework->of_level[rule->indicator_level];
    for (size_t i = 0; i < framework->words; i++)
        drivers[i] = rule->always ? 0 : standing.present[i] & asked[i];
}
