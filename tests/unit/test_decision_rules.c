/* The rules of decisions: every combination of the facts against a table written by hand, and what
 * is wrong with rules of a partnership's own. */
#include "definitions/decision_rules.h"
#include "files.h"
#include "hear.h"

/*
 * A row for each progress and concern; in it, for unmet no, yes, unknown: new no, then yes: kept
 * yes, no, unknown. A close (step a), B continue (b), C escalate (c), i insufficient.
 */
static const char *const wanted[4][4] = {
    /* made */
    {
        "ABi BBB  BBB BBB  iBi BBB", /* none */
        "BBB BBB  BBB BBB  BBB BBB", /* standing */
        "CCC CCC  CCC CCC  CCC CCC", /* graver */
        "iBi BBB  BBB BBB  iBi BBB", /* unknown */
    },
    /* mixed */
    {
        "BBB BBB  BBB BBB  BBB BBB",
        "BBB BBB  BBB BBB  BBB BBB",
        "CCC CCC  CCC CCC  CCC CCC",
        "BBB BBB  BBB BBB  BBB BBB",
    },
    /* none */
    {
        "CCC BBB  CCC BBB  CCC BBB",
        "CCC CCC  CCC CCC  CCC CCC",
        "CCC CCC  CCC CCC  CCC CCC",
        "CCC BBB  CCC BBB  CCC BBB",
    },
    /* unknown */
    {
        "iii iii  iii iii  iii iii",
        "iii iii  iii iii  iii iii",
        "CCC CCC  CCC CCC  CCC CCC",
        "iii iii  iii iii  iii iii",
    },
};

static char letter_of(const struct decision_rule *rule)
{
    char step = rule->step.length == 1 ? rule->step.data[0] : 'i';
    static const char steps[SUGGESTIONS] = {'a', 'b', 'c', 'i'}, letters[] = "ABCi";
    return step == steps[rule->suggestion] ? letters[rule->suggestion] : '?';
}

static void test_combinations(const struct decision_rules *rules)
{
    unsigned values[DECISION_FACTS];
    for (values[FACT_PROGRESS] = 0; values[FACT_PROGRESS] < 4; values[FACT_PROGRESS]++)
        for (values[FACT_CONCERN] = 0; values[FACT_CONCERN] < 4; values[FACT_CONCERN]++) {
            char got[64], name[64];
            size_t length = 0;
            for (values[FACT_UNMET] = 0; values[FACT_UNMET] < 3; values[FACT_UNMET]++)
                for (values[FACT_NEW] = 0; values[FACT_NEW] < 2; values[FACT_NEW]++) {
                    if (length > 0)
                        got[length++] = ' ';
                    if (length > 0 && values[FACT_NEW] == NEW_NO)
                        got[length++] = ' ';
                    for (values[FACT_KEPT] = 0; values[FACT_KEPT] < 3; values[FACT_KEPT]++)
                        got[length++] = letter_of(decision_rules_find(rules, values));
                }
            got[length] = '\0';
            snprintf(name, sizeof name, "progress %s, concern %s",
                     decision_value_names[FACT_PROGRESS][values[FACT_PROGRESS]],
                     decision_value_names[FACT_CONCERN][values[FACT_CONCERN]]);
            is_string(got, wanted[values[FACT_PROGRESS]][values[FACT_CONCERN]], name);
        }
}

#define HEAD "rule,suggestion,step,progress,kept,concern,unmet,new,sentence,next_step,ref\n"

/* What is said of rules of one's own. */
static void refuses(const char *rows, const char *message, const char *name)
{
    struct buffer file;
    buffer_init(&file, 1 << 20);
    buffer_put(&file, HEAD);
    buffer_add(&file, text_of(rows));
    files_put("decisions.csv", buffer_text(&file));
    buffer_release(&file);
    hear_nothing();
    struct decision_rules *rules = decision_rules_new(files.directory, &hearing);
    ok(rules == NULL, name);
    is_text(heard_text(), text_of(message), name);
    decision_rules_free(rules);
}

static void test_own(void)
{
    refuses("",
            "decisions.csv: no rule holds for progress made, kept yes, concern none, unmet no, "
            "new no\n",
            "no rule at all");
    refuses("x,continue,b,made|mixed,,,,,Go on,,\n",
            "decisions.csv: no rule holds for progress none, kept yes, concern none, unmet no, new "
            "no\n",
            "a combination without a rule");
    static const char only[] = ": a plan is closed only when progress is made, concern is none and "
                               "unmet is no\n";
    static const struct {
        const char *row, *when;
    } closing[] = {
        {"x,close,a,,,,,,Close,,\n", "progress made, kept yes, concern none, unmet yes, new no"},
        {"x,close,a,,,,no,,Close,,\n",
         "progress made, kept yes, concern standing, unmet no, new no"},
        {"x,close,a,,,none,no,,Close,,\n",
         "progress mixed, kept yes, concern none, unmet no, new no"},
        {"x,close,a,made,,none,no|unknown,,Close,,\n",
         "progress made, kept yes, concern none, unmet unknown, new no"},
    };
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        char rows[256], message[512];
        snprintf(rows, sizeof rows, "%sy,continue,b,,,,,,Go on,,\n", closing[i].row);
        snprintf(message, sizeof message, "decisions.csv:2: closes for %s%s", closing[i].when,
                 only);
        refuses(rows, message, "a rule that closes too much");
    }
    refuses("x,continue,b,,,,,,Go on,,\ny,escalate,c,none,,,,,Look again,,\n",
            "decisions.csv:3: never the first rule that holds\n", "a rule behind all others");
    refuses("x,stop,b,made|better,,,,,,,\nx,continue,,,,,,,Go on,,\ny,continue,d,,,,,,Go on,,\n",
            "decisions.csv:2: suggestion: 'stop' is not one of close, continue, escalate, "
            "insufficient\n"
            "decisions.csv:2: progress: 'better' is not one of made, mixed, none, unknown\n"
            "decisions.csv:2: sentence: blank, but a value is needed\n"
            "decisions.csv:3: rule: 'x' stands twice\n"
            "decisions.csv:4: step: 'd' is not one of a, b, c\n",
            "all that is wrong is told");
    files_put("decisions.csv", TEXT(HEAD "x,continue,b,,,,,,Go on,,\n"));
    hear_nothing();
    struct decision_rules *rules = decision_rules_new(files.directory, &hearing);
    ok(rules && rules->count == 1, "one rule that goes on always");
    decision_rules_free(rules);
    files_take_away("decisions.csv");
    rules = decision_rules_new(files.directory, &hearing);
    ok(rules && rules->count > 1, "a directory without the file: those compiled in");
    decision_rules_free(rules);
    is_text(heard_text(), TEXT(""), "nothing is said of either");
    rules = decision_rules_new("/nowhere", &hearing);
    ok(!rules && heard_text().length > 0, "a directory that is not there");
    decision_rules_free(rules);
}

int main(void)
{
    struct decision_rules *rules = decision_rules_new(NULL, &hearing);
    if (ok(rules != NULL, "the rules are there"))
        test_combinations(rules);
    is_text(heard_text(), TEXT(""), "nothing is said of them");
    decision_rules_free(rules);
    files_make();
    test_own();
    files_remove();
    return done();
}
