#include "domain/threshold/lists.h"

#include "base/limits.h"
#include "base/memory.h"
#include "definitions/crosswalk.h"
#include "domain/problems.h"
#include "domain/threshold/explain.h"

#include <unistd.h>

static void write_code(struct writer *writer, const struct lookup *codes, uint32_t number)
{
    writer_cell(writer, number == LOOKUP_NONE ? TEXT("") : lookup_key(codes, number));
}

static bool write_indicators(const struct framework *framework, struct writer *writer,
                             const struct reporter *reporter)
{
    struct outcome_set *outcomes = outcome_set_of(NULL, framework, reporter);
    if (!outcomes)
        return false;
    for (size_t i = 0; i < framework->indicator_count; i++) {
        const struct indicator *indicator = &framework->indicators[i];
        uint32_t outcome;
        writer_cell(writer, indicator->code);
        writer_cell(writer, framework->domains[indicator->domain].code);
        writer_cell(writer, text_of(indicator_level_codes[indicator->level]));
        writer_cell(writer, indicator->label);
        writer_cell(writer, indicator->applies_to);
        writer_cell(writer, indicator->tags);
        writer_cell(writer, indicator->ref);
        outcome_set_of_indicator(outcomes, indicator->code, &outcome);
        writer_cell(writer, outcome == LOOKUP_NONE ? TEXT("") : outcomes->outcomes[outcome].code);
        writer_end_row(writer);
    }
    outcome_set_free(outcomes);
    return true;
}

static bool write_levels(const struct framework *framework, struct writer *writer,
                         const struct reporter *reporter)
{
    (void)reporter;
    for (size_t i = 0; i < framework->level_count; i++) {
        const struct level *level = &framework->levels[i];
        writer_cell(writer, level->code);
        writer_number(writer, level->rank);
        writer_cell(writer, level->name);
        writer_cell(writer, level->response);
        writer_cell(writer, level->consent);
        write_code(writer, &framework->contact_codes, level->contact);
        if (level->review_weeks > 0)
            writer_number(writer, level->review_weeks);
        else
            writer_plain(writer, TEXT(""));
        writer_end_row(writer);
    }
    return true;
}

static bool write_rules(const struct framework *framework, struct writer *writer,
                        const struct reporter *reporter)
{
    struct phrases *phrases = phrases_new(reporter);
    if (!phrases)
        return false;
    struct buffer words;
    bool done = true;
    buffer_init(&words, LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < framework->rule_count && done; i++) {
        const struct rule *rule = &framework->rules[i];
        buffer_clear(&words);
        done = explain_rule(phrases, rule, &words) ||
               report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        writer_cell(writer, framework->levels[rule->level].code);
        writer_cell(writer, rule->always ? TEXT("")
                                         : text_of(indicator_level_codes[rule->indicator_level]));
        writer_number(writer, rule->min_domains);
        writer_number(writer, rule->min_agencies);
        writer_cell(writer, buffer_text(&words));
        writer_end_row(writer);
    }
    buffer_release(&words);
    phrases_free(phrases);
    return done;
}

static bool write_domains(const struct framework *framework, struct writer *writer,
                          const struct reporter *reporter)
{
    (void)reporter;
    for (uint32_t i = 0; i < framework->domain_count; i++) {
        uint64_t count = 0;
        for (size_t j = 0; j < framework->indicator_count; j++)
            count += framework->indicators[j].domain == i;
        writer_cell(writer, framework->domains[i].code);
        writer_cell(writer, framework->domains[i].name);
        writer_number(writer, count);
        writer_end_row(writer);
    }
    return true;
}

static bool write_contacts(const struct framework *framework, struct writer *writer,
                           const struct reporter *reporter)
{
    (void)reporter;
    for (size_t i = 0; i < framework->contact_count; i++) {
        const struct contact *contact = &framework->contacts[i];
        writer_cell(writer, contact->code);
        writer_cell(writer, contact->name);
        writer_cell(writer, contact->phone);
        writer_cell(writer, contact->email);
        writer_cell(writer, contact->hours);
        writer_end_row(writer);
    }
    return true;
}

static bool write_routes(const struct framework *framework, struct writer *writer,
                         const struct reporter *reporter)
{
    (void)reporter;
    for (size_t i = 0; i < framework->route_count; i++) {
        const struct route *route = &framework->routes[i];
        writer_cell(writer, route->code);
        writer_cell(writer, route->when_tag);
        write_code(writer, &framework->level_codes, route->when_level);
        write_code(writer, &framework->contact_codes, route->contact);
        writer_cell(writer, route->reason);
        writer_end_row(writer);
    }
    return true;
}

static void write_framework(const struct framework *framework, struct writer *writer)
{
    struct buffer levels;
    buffer_init(&levels, LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < framework->level_count; i++) {
        if (i > 0)
            buffer_add_byte(&levels, ';');
        buffer_add(&levels, framework->levels[i].code);
    }
    writer_cell(writer, framework->name);
    writer_cell(writer, framework->title);
    writer_cell(writer, framework->publisher);
    writer_cell(writer, framework->version);
    writer_cell(writer, framework->published);
    writer_cell(writer, framework->review_due);
    writer_cell(writer, framework->extends);
    writer_cell(writer, buffer_text(&levels));
    writer_number(writer, framework->indicator_count);
    writer_end_row(writer);
    buffer_release(&levels);
}

/* Those compiled in, and the one asked for when it is a directory of the user's. */
static bool write_frameworks(const struct framework *asked, struct writer *writer,
                             const struct reporter *reporter)
{
    bool among = false;
    const char *name;
    for (size_t i = 0; (name = framework_embedded(i)); i++) {
        struct framework *framework = framework_new(name, reporter);
        if (!framework)
            return false;
        among |= text_equal(framework->name, asked->name);
        write_framework(framework, writer);
        framework_free(framework);
    }
    if (!among)
        write_framework(asked, writer);
    return true;
}

static const struct list lists[] = {
    {"indicators", "indicator-list", "Indicators of need and strengths", write_indicators},
    {"levels", "level-list", "Levels of response", write_levels},
    {"rules", "rule-list", "Rules, gravest level first: the first that holds is suggested",
     write_rules},
    {"domains", "domain-list", "Domains of a child's life", write_domains},
    {"contacts", "contact-list", "Whom to contact", write_contacts},
    {"routes", "route-list", "Teams to involve", write_routes},
    {"frameworks", "framework-list", "Frameworks of threshold guidance", write_frameworks},
};

const char list_names[] = "indicators|levels|rules|domains|contacts|routes|frameworks";

const struct list *list_named(struct text name)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (text_equal(name, text_of(lists[i].name)))
            return &lists[i];
    return NULL;
}

/* --- Lint ---------------------------------------------------------------------------------------
 */

/*
 * `DIRECTORY/NAME` when it is there, else NULL; the caller owns it. False when there is no memory.
 */
static bool existing(const char *directory, const char *name, char **path)
{
    struct buffer made;
    buffer_init(&made, LIMIT_CELL_BYTES);
    buffer_format(&made, "%s/%s", directory, name);
    char *copy = buffer_detach(&made);
    buffer_release(&made);
    bool there = copy && access(copy, F_OK) == 0;
    *path = there ? copy : NULL;
    if (copy && !there)
        memory_free(copy);
    return copy != NULL;
}

static void lint_outcomes(const char *name, const struct framework *framework,
                          const struct reporter *reporter)
{
    struct outcome_set *outcomes = outcome_set_new(name, reporter);
    if (outcomes)
        outcome_set_lint(outcomes, framework, reporter);
    outcome_set_free(outcomes);
}

/* The framework's own levels-crosswalk.csv: against itself, and against those compiled in that it
 * names. */
static void lint_crosswalk(const struct framework *framework, const struct reporter *reporter)
{
    const char *name;
    struct crosswalk *own = crosswalk_own(framework, reporter);
    if (own)
        crosswalk_lint(own, framework, reporter);
    for (size_t i = 0; own && own->level_count > 0 && (name = framework_embedded(i)); i++) {
        struct framework *other = framework_new(name, reporter);
        if (other)
            crosswalk_lint(own, other, reporter);
        framework_free(other);
    }
    crosswalk_free(own);
}

bool lint_directory(const char *directory, struct writer *writer, uint64_t *problems,
                    const struct reporter *reporter)
{
    struct problems found_here = {.writer = writer, .reporter = reporter};
    const struct reporter keeper = {problems_take, &found_here};
    char *own_outcomes = NULL, *outcomes = NULL, *facts = NULL;
    bool looked = existing(directory, "outcomes", &own_outcomes) &&
                  existing(directory, "outcomes.csv", &outcomes) &&
                  existing(directory, "framework.csv", &facts);
    bool found = outcomes || facts;
    if (!looked) {
        found_here.failed = true;
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    } else if (!found) {
        report_with(reporter, PLACE_NONE, MESSAGE_NOT_A_FRAMEWORK, text_of(directory));
    } else if (!facts) {
        lint_outcomes(directory, NULL, &keeper);
    } else {
        struct framework *framework = framework_new(directory, &keeper);
        if (framework) {
            framework_lint(framework, &keeper);
            lint_outcomes(own_outcomes ? own_outcomes : OUTCOMES_DEFAULT, framework, &keeper);
            lint_crosswalk(framework, &keeper);
        }
        framework_free(framework);
    }
    memory_free(own_outcomes);
    memory_free(outcomes);
    memory_free(facts);
    *problems = found_here.count;
    return found && !found_here.failed;
}
