#include "cmd/plan.h"

#include "definitions/plan_goals.h"
#include "domain/plan/plan_check.h"

/* --- check --------------------------------------------------------------------------------------
 */

/* What the verb needs beside its input. */
struct rulebook {
    struct plan_rules *rules;
    struct phrases *phrases;
    struct intervals *intervals;
    struct outcome_set *outcomes;
    struct owners *owners;
    struct plan_facts_list *facts;
};

static bool rulebook_load(struct rulebook *book, struct front *front,
                          const struct table_settings *side)
{
    const struct plan_settings *settings = plan_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    *book = (struct rulebook){.rules = NULL};
    return (book->rules = plan_rules_new(settings->rules, reporter)) &&
           (book->phrases = phrases_new(reporter)) &&
           (book->intervals = intervals_new(settings->intervals, reporter)) &&
           (book->outcomes = outcome_set_of(NULL, front->framework, reporter)) &&
           (book->owners = owners_new(NULL, reporter)) &&
           (!settings->plans || (book->facts = plan_facts_list_new(NULL, side, &settings->plans, 1,
                                                                   &front->rejected, reporter)));
}

static void rulebook_release(struct rulebook *book)
{
    plan_facts_list_free(book->facts);
    owners_free(book->owners);
    outcome_set_free(book->outcomes);
    intervals_free(book->intervals);
    phrases_free(book->phrases);
    plan_rules_free(book->rules);
}

static void summarise(struct front *front, const struct plan_rules *rules,
                      const struct plan_check_count *count)
{
    front_summary(front, "plans: %llu; actions: %llu", (unsigned long long)count->plans,
                  (unsigned long long)count->actions);
    if (plan_settings_of(front)->goals || plan_settings_of(front)->concerns)
        front_summary(front, "goals: %llu; concerns ticked: %llu", (unsigned long long)count->goals,
                      (unsigned long long)count->concerns);
    front_summary(front, "rows rejected: %llu", (unsigned long long)front->rejected);
    front_summary(front, "errors: %llu; warnings: %llu; notes: %llu",
                  (unsigned long long)count->of_severity[PLAN_ERROR],
                  (unsigned long long)count->of_severity[PLAN_WARNING],
                  (unsigned long long)count->of_severity[PLAN_NOTE]);
    for (uint32_t order = 0; order < PLAN_RULES; order++)
        for (size_t i = 0; i < PLAN_RULES; i++)
            if (rules->rules[i].order == order && count->of_rule[i] > 0)
                front_summary(front, "  %.*s: %llu", (int)rules->rules[i].code.length,
                              rules->rules[i].code.data, (unsigned long long)count->of_rule[i]);
}

bool plan_check(struct front *front)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct table_settings side = front_side(front);
    struct rulebook book;
    struct plan_check *check = NULL;
    struct writer *writer = NULL;
    bool done = rulebook_load(&book, front, &side);
    struct plan_check_request request = {
        .rules = book.rules,
        .phrases = book.phrases,
        .intervals = book.intervals,
        .outcomes = book.outcomes,
        .owners = book.owners,
        .facts = book.facts,
        .side = &side,
        .goals = settings->goals,
        .concerns = settings->concerns,
        .people = settings->people,
        .as_of = front->as_of,
    };
    done = done &&
           (check = plan_check_new(&request, &front->table, front->files, front->file_count,
                                   &front->rejected, &front->reporter)) &&
           (writer = front_writer(front, NULL, NULL, phrase(book.phrases, "plan-check-title"),
                                  TEXT(""))) &&
           plan_check_write(check, writer, &front->reporter) && writer_finish(writer);
    if (done) {
        const struct plan_check_count *count = plan_check_counts(check);
        front->flagged = count->of_severity[PLAN_ERROR] + count->of_severity[PLAN_WARNING] > 0;
        summarise(front, book.rules, count);
    }
    writer_free(writer);
    plan_check_free(check);
    rulebook_release(&book);
    return done;
}

/* --- list ---------------------------------------------------------------------------------------
 */

static bool list_goals(struct front *front, struct writer *writer)
{
    struct plan_goals *goals = plan_goals_new(&front->reporter);
    for (size_t i = 0; goals && i < goals->count; i++) {
        writer_cell(writer, goals->list[i].code);
        writer_cell(writer, goals->list[i].goal);
        writer_end_row(writer);
    }
    plan_goals_free(goals);
    return goals != NULL;
}

/* A rule that rules.csv does not have stands behind the others, as off. */
static bool list_rules(struct front *front, struct writer *writer)
{
    struct plan_rules *rules = plan_rules_new(plan_settings_of(front)->rules, &front->reporter);
    for (uint32_t order = 0; rules && order <= PLAN_RULES; order++)
        for (size_t i = 0; i < PLAN_RULES; i++) {
            const struct plan_rule *rule = &rules->rules[i];
            if (rule->order != order)
                continue;
            writer_cell(writer, rule->code);
            writer_cell(writer, text_of(plan_severity_names[rule->severity]));
            if (rule->least > 0)
                writer_number(writer, rule->least);
            else
                writer_plain(writer, TEXT(""));
            writer_cell(writer, rule->problem);
            writer_cell(writer, rule->suggestion);
            writer_cell(writer, rule->source);
            writer_end_row(writer);
        }
    plan_rules_free(rules);
    return rules != NULL;
}

static bool list_words(struct front *front, struct writer *writer)
{
    struct plan_rules *rules = plan_rules_new(plan_settings_of(front)->rules, &front->reporter);
    for (size_t i = 0; rules && i < rules->word_count; i++) {
        const struct plan_word *word = &rules->words[i];
        writer_cell(writer, text_of(plan_list_names[word->list]));
        writer_cell(writer, word->word);
        writer_cell(writer, word->pattern);
        writer_cell(writer, word->example);
        writer_cell(writer, word->near_miss);
        writer_end_row(writer);
    }
    plan_rules_free(rules);
    return rules != NULL;
}

bool plan_list(struct front *front)
{
    static const struct {
        const char *name, *record, *title;
        bool (*write)(struct front *, struct writer *);
    } lists[] = {
        {"goals", "plan-goal-list", "What success looks like", list_goals},
        {"rules", "plan-rule-list", "What plans are checked for", list_rules},
        {"words", "plan-word-list", "Words that the rules look for", list_words},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!text_equal(text_of(front->files[0]), text_of(lists[i].name)))
            continue;
        struct writer *writer = front_writer(front, lists[i].record, NULL, text_of(lists[i].title),
                                             TEXT(""));
        bool done = writer && lists[i].write(front, writer) && writer_finish(writer);
        writer_free(writer);
        return done;
    }
    return front_takes(front, "list", TEXT("goals|rules|words"), text_of(front->files[0]));
}
