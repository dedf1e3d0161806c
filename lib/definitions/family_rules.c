#include "definitions/family_rules.h"

#include "base/memory.h"
#include "records/share.h"

enum { NUMBER_MOST = 1000 };

const char *const family_severity_names[FAMILY_SEVERITIES] = {"error", "warning", "note", "off"};

static const char *const rule_names[FAMILY_RULES] = {
    [RULE_BLANK_ID] = "blank-id",
    [RULE_DUPLICATE_ID] = "duplicate-id",
    [RULE_SAME_PERSON] = "same-person",
    [RULE_UNKNOWN_ID] = "unknown-id",
    [RULE_SELF] = "self",
    [RULE_BAD_CODE] = "bad-code",
    [RULE_NOT_DRAWN] = "not-drawn",
    [RULE_BAD_DATE] = "bad-date",
    [RULE_DIED_BEFORE_BIRTH] = "died-before-birth",
    [RULE_ENDS_BEFORE] = "ends-before",
    [RULE_FUTURE] = "future",
    [RULE_UNBORN_LATE] = "unborn-late",
    [RULE_NO_CHILD] = "no-child",
    [RULE_TWIN_DATES] = "twin-dates",
    [RULE_HOUSEHOLD_SPELLING] = "household-spelling",
    [RULE_STARTS_BEFORE_BIRTH] = "starts-before-birth",
    [RULE_LOOP] = "loop",
    [RULE_PARENT_YOUNGER] = "parent-younger",
    [RULE_CARER_YOUNGER] = "carer-younger",
    [RULE_MOTHER_AGE] = "mother-age",
    [RULE_FATHER_AGE] = "father-age",
    [RULE_PARENT_AGE] = "parent-age",
    [RULE_MOTHER_DEAD] = "mother-dead",
    [RULE_FATHER_DEAD] = "father-dead",
    [RULE_TWO_MOTHERS] = "two-mothers",
    [RULE_TWO_FATHERS] = "two-fathers",
    [RULE_MANY_PARENTS] = "many-parents",
    [RULE_CONFLICT] = "conflict",
    [RULE_ALONE] = "alone",
};

/* The names that a cell may hold, for messages. */
struct known {
    const char *const *names;
    size_t count;
};

static struct text name_at(const void *context, size_t i)
{
    return text_of(((const struct known *)context)->names[i]);
}

/* Which of the names a cell is; their count after a message. */
static size_t number_of(struct share_file *file, size_t column, struct known known)
{
    struct text cell = share_file_cell(file, column);
    for (size_t i = 0; i < known.count; i++)
        if (text_equal(cell, text_of(known.names[i])))
            return i;
    share_file_unknown(file, column, cell, known.count, name_at, &known);
    return known.count;
}

static int read_number(struct share_file *file, size_t column)
{
    struct text cell = share_file_cell(file, column);
    uint64_t number = 0;
    char digits[24];
    if (cell.length > 0 && !text_to_unsigned(cell, 0, NUMBER_MOST, &number))
        share_file_wrong(file, column, MESSAGE_DEFINITION_NUMBER, number_text(NUMBER_MOST, digits));
    return (int)number;
}

static bool load(struct family_rules *rules, struct share_file *file)
{
    enum { RULE, SEVERITY, LEAST, MOST, WORDS, PROBLEM, SUGGESTION, SOURCE };
    static const char *const names[] = {"rule",    "severity",    "?least",  "?most", "?words",
                                        "problem", "?suggestion", "?source", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        size_t kind = number_of(file, RULE, (struct known){rule_names, FAMILY_RULES});
        size_t severity = number_of(file, SEVERITY,
                                    (struct known){family_severity_names, FAMILY_SEVERITIES});
        int least = read_number(file, LEAST), most = read_number(file, MOST);
        if (share_file_cell(file, PROBLEM).length == 0)
            share_file_wrong_words(file, PROBLEM, MESSAGE_DEFINITION_BLANK, NULL, 0);
        if (kind == FAMILY_RULES || severity == FAMILY_SEVERITIES ||
            share_file_code(file, RULE, &rules->seen, FAMILY_RULES) == LOOKUP_NONE)
            continue;
        rules->rules[kind] = (struct family_rule){
            .code = text_of(rule_names[kind]),
            .severity = (enum family_severity)severity,
            .least = least,
            .most = most,
            .words = share_file_keep(file, WORDS, &rules->arena),
            .problem = share_file_keep(file, PROBLEM, &rules->arena),
            .suggestion = share_file_keep(file, SUGGESTION, &rules->arena),
            .source = share_file_keep(file, SOURCE, &rules->arena),
        };
    }
    return share_file_sound(file);
}

struct family_rules *family_rules_new(const char *file, const struct reporter *reporter)
{
    struct family_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&rules->arena);
    lookup_init(&rules->seen);
    for (size_t i = 0; i < FAMILY_RULES; i++)
        rules->rules[i] = (struct family_rule){.code = text_of(rule_names[i]),
                                               .severity = FAMILY_OFF};
    struct share_file *share = file ? share_file_open_user(file, reporter)
                                    : share_file_open("genogram-rules.csv", reporter);
    bool done = share && load(rules, share);
    share_file_free(share);
    if (done)
        return rules;
    family_rules_free(rules);
    return NULL;
}

void family_rules_free(struct family_rules *rules)
{
    if (!rules)
        return;
    arena_release(&rules->arena);
    lookup_release(&rules->seen);
    memory_free(rules);
}

bool family_rule_has_word(const struct family_rule *rule, struct text word)
{
    struct text rest = rule->words, one;
    while (rest.length > 0 && text_next(&rest, ';', &one))
        if (text_equal_folded(one, word))
            return true;
    return false;
}
