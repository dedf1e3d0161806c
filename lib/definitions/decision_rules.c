#include "definitions/decision_rules.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

#include <unistd.h>

const char *const decision_fact_names[DECISION_FACTS] = {"progress", "kept", "concern", "unmet",
                                                         "new"};
const char *const decision_value_names[DECISION_FACTS][DECISION_VALUES_MOST] = {
    {"made", "mixed", "none", "unknown"},
    {"yes", "no", "unknown"},
    {"none", "standing", "graver", "unknown"},
    {"no", "yes", "unknown"},
    {"no", "yes"},
};
const char *const decision_suggestion_names[SUGGESTIONS] = {"close", "continue", "escalate",
                                                            "insufficient"};

enum column { RULE, SUGGESTION, STEP, FACTS, SENTENCE = FACTS + DECISION_FACTS, NEXT_STEP, REF };

static const char *const column_names[] = {"rule",     "suggestion", "step",  "progress",
                                           "kept",     "concern",    "unmet", "new",
                                           "sentence", "next_step",  "ref",   NULL};

/* ---- one row ---- */

static unsigned value_named(enum decision_fact fact, struct text name)
{
    for (unsigned i = 0; i < DECISION_VALUES_MOST && decision_value_names[fact][i]; i++)
        if (text_equal(name, text_of(decision_value_names[fact][i])))
            return i;
    return DECISION_VALUES_MOST;
}

/* `close, continue, ...` of names that end with NULL or at `most`. */
static void wrong_value(struct share_file *file, size_t column, struct text cell,
                        const char *const *names, size_t most)
{
    struct buffer words;
    buffer_init(&words, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < most && names[i]; i++) {
        if (i > 0)
            buffer_put(&words, ", ");
        buffer_add(&words, text_of(names[i]));
    }
    share_file_wrong(file, column, MESSAGE_DEFINITION_VALUE, cell, buffer_text(&words));
    buffer_release(&words);
}

static void read_fact(struct share_file *file, struct decision_rule *rule, enum decision_fact fact)
{
    struct text rest = share_file_cell(file, FACTS + (size_t)fact), piece;
    if (rest.length == 0)
        rule->allowed[fact] = (1u << DECISION_VALUES_MOST) - 1;
    while (rest.length > 0 && text_next(&rest, '|', &piece)) {
        unsigned value = value_named(fact, piece);
        if (value == DECISION_VALUES_MOST)
            wrong_value(file, FACTS + (size_t)fact, piece, decision_value_names[fact],
                        DECISION_VALUES_MOST);
        else
            rule->allowed[fact] |= 1u << value;
    }
}

static void read_suggestion(struct share_file *file, struct decision_rule *rule)
{
    struct text cell = share_file_cell(file, SUGGESTION), step = share_file_cell(file, STEP);
    rule->suggestion = SUGGESTIONS;
    for (int i = 0; i < SUGGESTIONS; i++)
        if (text_equal(cell, text_of(decision_suggestion_names[i])))
            rule->suggestion = (enum decision_suggestion)i;
    if (rule->suggestion == SUGGESTIONS)
        wrong_value(file, SUGGESTION, cell, decision_suggestion_names, SUGGESTIONS);
    bool named = step.length == 1 && step.data[0] >= 'a' && step.data[0] <= 'c';
    if (!named && (step.length > 0 || rule->suggestion != SUGGEST_INSUFFICIENT))
        share_file_not_one_of(file, STEP, TEXT("a, b, c"));
}

static bool read_rule(struct decision_rules *rules, struct share_file *file)
{
    uint32_t number = share_file_code(file, RULE, &rules->codes, DECISION_RULES_MOST);
    void *list = rules->list;
    if (number == LOOKUP_NONE)
        return rules->codes.count < DECISION_RULES_MOST;
    if (!memory_reserve(&list, &rules->capacity, rules->count + 1, sizeof *rules->list))
        return share_file_no_memory(file);
    rules->list = list;
    struct decision_rule *rule = &rules->list[rules->count++];
    *rule = (struct decision_rule){
        .code = lookup_key(&rules->codes, number),
        .step = share_file_keep(file, STEP, &rules->arena),
        .sentence = share_file_keep(file, SENTENCE, &rules->arena),
        .next_step = share_file_keep(file, NEXT_STEP, &rules->arena),
        .ref = share_file_keep(file, REF, &rules->arena),
        .line = share_file_place(file, RULE).line,
    };
    read_suggestion(file, rule);
    for (int i = 0; i < DECISION_FACTS; i++) {
        rule->cells[i] = share_file_keep(file, FACTS + (size_t)i, &rules->arena);
        read_fact(file, rule, (enum decision_fact)i);
    }
    if (rule->sentence.length == 0)
        share_file_wrong_words(file, SENTENCE, MESSAGE_DEFINITION_BLANK, NULL, 0);
    return true;
}

/* ---- all of them ---- */

static bool holds(const struct decision_rule *rule, const unsigned values[DECISION_FACTS])
{
    for (size_t i = 0; i < DECISION_FACTS; i++)
        if (!(rule->allowed[i] >> values[i] & 1))
            return false;
    return true;
}

const struct decision_rule *decision_rules_find(const struct decision_rules *rules,
                                                const unsigned values[DECISION_FACTS])
{
    for (size_t i = 0; i < rules->count; i++)
        if (holds(&rules->list[i], values))
            return &rules->list[i];
    return NULL;
}

/* The next combination; false behind the last. */
static bool next_values(unsigned values[DECISION_FACTS])
{
    for (size_t i = DECISION_FACTS; i-- > 0;) {
        unsigned next = values[i] + 1;
        bool there = next < DECISION_VALUES_MOST && decision_value_names[i][next];
        values[i] = there ? next : 0;
        if (there)
            return true;
    }
    return false;
}

/* Reports a combination: `progress made, kept yes, ...`. */
static bool fault(const struct decision_rules *rules, const struct decision_rule *rule,
                  const unsigned values[DECISION_FACTS], enum message message,
                  const struct reporter *reporter)
{
    struct buffer words;
    struct place place = place_of_line(rules->file, rule ? rule->line : 0);
    buffer_init(&words, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < DECISION_FACTS; i++)
        buffer_format(&words, "%s%s %s", i > 0 ? ", " : "", decision_fact_names[i],
                      decision_value_names[i][values[i]]);
    report_with(reporter, place, message, buffer_text(&words));
    buffer_release(&words);
    return false;
}

static bool may_close(const unsigned values[DECISION_FACTS])
{
    return values[FACT_PROGRESS] == PROGRESS_MADE && values[FACT_CONCERN] == CONCERN_NONE &&
           values[FACT_UNMET] == UNMET_NO;
}

/* Tries every combination of the facts. */
static bool check(const struct decision_rules *rules, bool *reached,
                  const struct reporter *reporter)
{
    unsigned values[DECISION_FACTS] = {0};
    do {
        const struct decision_rule *rule = decision_rules_find(rules, values);
        if (!rule)
            return fault(rules, NULL, values, MESSAGE_DECISION_NO_RULE, reporter);
        if (rule->suggestion == SUGGEST_CLOSE && !may_close(values))
            return fault(rules, rule, values, MESSAGE_DECISION_CLOSES, reporter);
        reached[rule - rules->list] = true;
    } while (next_values(values));
    bool sound = true;
    for (size_t i = 0; i < rules->count; i++) {
        if (reached[i])
            continue;
        report(reporter, place_of_line(rules->file, rules->list[i].line),
               MESSAGE_DECISION_UNREACHED);
        sound = false;
    }
    return sound;
}

static bool check_all(const struct decision_rules *rules, const struct reporter *reporter)
{
    bool *reached = memory_new(rules->count + 1, sizeof *reached);
    bool sound = reached ? check(rules, reached, reporter)
                         : report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    memory_free(reached);
    return sound;
}

/* `DIRECTORY/decisions.csv`, which lives as long as the rules; NULL when there is no memory. */
static const char *path_in(struct decision_rules *rules, const char *directory)
{
    struct buffer path;
    struct text copy = {NULL, 0};
    buffer_init(&path, LIMIT_CELL_BYTES);
    if (buffer_format(&path, "%s/decisions.csv", directory))
        copy = arena_copy(&rules->arena, buffer_text(&path));
    buffer_release(&path);
    return copy.data;
}

static bool load(struct decision_rules *rules, const char *directory,
                 const struct reporter *reporter)
{
    const char *own = directory ? path_in(rules, directory) : NULL;
    if (directory && !own)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    /* A directory that is not there is reported by opening what should be in it. */
    bool use_own = own && (access(own, F_OK) == 0 || access(directory, F_OK) != 0);
    rules->file = use_own ? own : "reviews/decisions.csv";
    struct share_file *file = use_own ? share_file_open_user(own, reporter)
                                      : share_file_open(rules->file, reporter);
    bool going = file && share_file_columns(file, column_names);
    while (going && share_file_next(file))
        going = read_rule(rules, file);
    going = going && share_file_sound(file);
    share_file_free(file);
    return going && check_all(rules, reporter);
}

struct decision_rules *decision_rules_new(const char *directory, const struct reporter *reporter)
{
    struct decision_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&rules->arena);
    lookup_init(&rules->codes);
    if (load(rules, directory, reporter))
        return rules;
    decision_rules_free(rules);
    return NULL;
}

void decision_rules_free(struct decision_rules *rules)
{
    if (!rules)
        return;
    memory_free(rules->list);
    lookup_release(&rules->codes);
    arena_release(&rules->arena);
    memory_free(rules);
}
