#include "definitions/disclosure_rules.h"

#include "base/memory.h"
#include "records/definition.h"
#include "records/share.h"

static const char embedded_path[] = "measures/disclosure.csv";
static const char user_file[] = "disclosure.csv";

enum { RULE, VALUE };
enum { COUNT_MOST = 1000 };
enum rule { MOST_SMALL, HIDDEN_MARK, ROUND_BASE, RULES };

static const char *const rule_names[RULES] = {"most_small", "hidden_mark", "round_base"};

bool disclosure_rules_round(const struct disclosure_rules *rules, uint64_t base)
{
    for (size_t i = 0; i < rules->base_count; i++)
        if (rules->bases[i] == base)
            return true;
    return false;
}

bool disclosure_rules_mark(const struct disclosure_rules *rules, struct text cell)
{
    for (size_t i = 0; i < rules->mark_count; i++)
        if (text_equal(rules->marks[i], cell))
            return true;
    return false;
}

static bool load_marks(struct disclosure_rules *rules, const struct reporter *reporter)
{
    struct value_list *list = value_list_new(TEXT("mark"), reporter);
    if (!list)
        return false;
    bool done = true;
    for (size_t i = 0; i < list->values.count && done; i++) {
        if (rules->mark_count == DISCLOSURE_MARKS_MOST ||
            disclosure_rules_mark(rules, list->codes[i]))
            continue;
        rules->marks[rules->mark_count] = arena_copy(&rules->arena, list->codes[i]);
        done = rules->marks[rules->mark_count++].data ||
               report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    value_list_free(list);
    return done;
}

static bool read_number(struct share_file *file, uint64_t least, uint64_t *number)
{
    char digits[24];
    return text_to_unsigned(share_file_cell(file, VALUE), least, COUNT_MOST, number) ||
           share_file_wrong(file, VALUE, MESSAGE_DEFINITION_NUMBER,
                            number_text(COUNT_MOST, digits));
}

static void read_rule(struct disclosure_rules *rules, struct share_file *file, enum rule rule,
                      bool first)
{
    struct text cell = share_file_cell(file, VALUE);
    uint64_t base;
    if (!first && rule != ROUND_BASE) {
        share_file_wrong(file, RULE, MESSAGE_DEFINITION_CODE_TWICE, text_of(rule_names[rule]));
    } else if (rule == MOST_SMALL) {
        read_number(file, 1, &rules->most_small);
    } else if (rule == HIDDEN_MARK) {
        if (disclosure_rules_mark(rules, cell))
            rules->hidden_mark = share_file_keep(file, VALUE, &rules->arena);
        else
            share_file_wrong(file, VALUE, MESSAGE_DEFINITION_CODE_UNKNOWN, cell);
    } else if (read_number(file, 2, &base)) {
        if (first)
            rules->base_count = 0;
        if (rules->base_count == DISCLOSURE_BASES_MOST || disclosure_rules_round(rules, base))
            share_file_wrong(file, VALUE, MESSAGE_DEFINITION_CODE_TWICE, cell);
        else
            rules->bases[rules->base_count++] = base;
    }
}

static bool load(struct disclosure_rules *rules, struct share_file *file)
{
    static const char *const names[] = {"rule", "value", NULL};
    bool seen[RULES] = {false};
    if (!file || !share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct text name = share_file_cell(file, RULE);
        size_t rule = 0;
        while (rule < RULES && !text_equal(name, text_of(rule_names[rule])))
            rule++;
        if (rule == RULES) {
            share_file_not_one_of(file, RULE, TEXT("most_small, hidden_mark, round_base"));
            continue;
        }
        read_rule(rules, file, (enum rule)rule, !seen[rule]);
        seen[rule] = true;
    }
    return share_file_sound(file);
}

static bool load_own(struct disclosure_rules *rules, const char *directory,
                     const struct reporter *reporter)
{
    char *name;
    if (!share_user_path(directory, user_file, &name, reporter))
        return false;
    bool done = true;
    if (name) {
        struct share_file *file = share_file_open_user(name, reporter);
        done = load(rules, file);
        share_file_free(file);
    }
    memory_free(name);
    return done;
}

struct disclosure_rules *disclosure_rules_new(const char *directory,
                                              const struct reporter *reporter)
{
    struct disclosure_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&rules->arena);
    bool done = load_marks(rules, reporter);
    struct share_file *file = done ? share_file_open(embedded_path, reporter) : NULL;
    done = done && load(rules, file);
    share_file_free(file);
    if (done && (!directory || load_own(rules, directory, reporter)))
        return rules;
    disclosure_rules_free(rules);
    return NULL;
}

void disclosure_rules_free(struct disclosure_rules *rules)
{
    if (!rules)
        return;
    arena_release(&rules->arena);
    memory_free(rules);
}
