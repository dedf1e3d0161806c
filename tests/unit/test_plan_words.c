/* What the words of an action and its owner say (definitions/plan_rules.h,
 * domain/plan/plan_words.h). */
#include "domain/plan/plan_words.h"

#include "hear.h"
#include "tap.h"

static void test_owners(struct plan_rules *rules)
{
    static const struct {
        const char *owner, *agency;
        enum plan_owner what;
    } owners[] = {
        {"", "", OWNER_NOBODY},
        {"TBC", "School", OWNER_NOBODY},
        {"school", "", OWNER_GROUP},
        {"Team Around the Family", "", OWNER_GROUP},
        {"Sure-Steps", "sure steps", OWNER_GROUP},
        {"Mum", "", OWNER_FAMILY},
        {"Mum", "School", OWNER_FAMILY},
        {"Robin\xE2\x80\x99s nan", "", OWNER_FAMILY},
        {"Family support worker", "", OWNER_PROFESSIONAL},
        {"School nurse", "", OWNER_PROFESSIONAL},
        {"Ms Lark", "School", OWNER_PROFESSIONAL},
        {"Ms Lark", "", OWNER_SOMEBODY},
        {"Dawn Sparrow", "", OWNER_SOMEBODY},
    };
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        ok(plan_words_owner(rules, text_of(owners[i].owner), text_of(owners[i].agency), NULL) ==
               owners[i].what,
           owners[i].owner);
}

static void test_circular(struct plan_rules *rules)
{
    static const struct {
        const char *action, *who, *goal;
        bool circular;
    } plans[] = {
        {"Attend the course", "Mum", "Mum attends the course", true},
        {"Attend the course", "Dad", "Mum attends the course", false},
        {"Attend the course", "", "ATTEND THE COURSE.", true},
        {"Attend the course", "", "", false},
        {"Attend the course", "", "Attending", false},
        {"Attend the course", "", "Attends the course 9 times", false},
        {"The and", "", "and the", false},
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        ok(plan_words_circular(rules, text_of(plans[i].action), text_of(plans[i].who),
                               text_of(plans[i].goal)) == plans[i].circular,
           plans[i].goal);
}

static void test_lists(struct plan_rules *rules)
{
    struct buffer words;
    buffer_init(&words, 1000);
    ok(plan_rules_find(rules, PLAN_WORDS_VAGUE, TEXT("Monitor, SUPPORT and monitor"), &words) &&
           text_equal(buffer_text(&words), TEXT("support; monitor")),
       "entries are named in the order of the list, each once");
    buffer_clear(&words);
    ok(!plan_rules_find(rules, PLAN_WORDS_DATE, TEXT("not ASAP at all"), &words) &&
           words.length == 0,
       "a list that is whole finds no part");
    ok(plan_rules_find(rules, PLAN_WORDS_DATE, TEXT(" a.s.a.p. "), NULL),
       "signs and blanks at the ends aside");
    struct text masked = plan_rules_mask(rules, PLAN_WORDS_ONE,
                                         TEXT("Ring the GP and book a visit"));
    ok(masked.length == 28 && memchr(masked.data, '_', masked.length) &&
           !plan_rules_find(rules, PLAN_WORDS_JOINED, masked, NULL),
       "what is masked is not found");
    buffer_release(&words);
}

int main(void)
{
    struct plan_rules *rules = plan_rules_new(NULL, &hearing);
    is_text(heard_text(), TEXT(""), "what is compiled in is read without a word");
    if (ok(rules != NULL, "the rules are compiled in")) {
        test_owners(rules);
        test_circular(rules);
        test_lists(rules);
        ok(!rules->failed, "and there was memory");
    }
    plan_rules_free(rules);
    buffer_release(&heard);
    return done();
}
