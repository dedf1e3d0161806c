/* The words of an action, its goal and its owner, which people write as they like. The text's first
 * three lines are the action, the goal and who. */
#include "domain/plan/plan_words.h"
#include "base/utf8.h"
#include "tests/fuzz/must.h"

enum { WORDS_MOST = 1 << 22 };

/* What is found is an entry of the list, and is found in capitals as well. */
static void one_list(struct plan_rules *rules, enum plan_list list, struct text text)
{
    struct buffer words, loud;
    struct text rest, word;
    buffer_init(&words, WORDS_MOST);
    buffer_init(&loud, WORDS_MOST);
    buffer_add(&loud, text);
    for (size_t i = 0; i < loud.length; i++)
        if (loud.data[i] >= 'a' && loud.data[i] <= 'z')
            loud.data[i] = (char)(loud.data[i] - 32);
    bool found = plan_rules_find(rules, list, text, &words);
    must(plan_rules_find(rules, list, buffer_text(&loud), NULL) == found);
    must(found || words.length == 0);
    rest = buffer_text(&words);
    while (found && text_next(&rest, ';', &word)) {
        bool known = false;
        for (size_t i = 0; i < rules->word_count; i++)
            known |= rules->words[i].list == list && text_equal(rules->words[i].word, word);
        must(known);
    }
    buffer_release(&words);
    buffer_release(&loud);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct plan_rules *rules;
    struct text rest = fuzz_text(data, size, 0), action = TEXT(""), goal = TEXT(""), who = TEXT("");
    if (!rules)
        must((rules = plan_rules_new(NULL, &silent)));
    rest = text_part(rest, 0, utf8_valid(rest));
    text_next(&rest, '\n', &action);
    text_next(&rest, '\n', &goal);
    text_next(&rest, '\n', &who);
    for (int list = 0; list < PLAN_LISTS; list++)
        one_list(rules, (enum plan_list)list, action);
    plan_rules_find(rules, PLAN_WORDS_JOINED, plan_rules_mask(rules, PLAN_WORDS_ONE, action), NULL);
    plan_words_no_measure(rules, action, goal);
    plan_words_circular(rules, action, who, goal);
    must(plan_words_owner(rules, TEXT(""), goal, NULL) == OWNER_NOBODY);
    plan_words_owner(rules, who, goal, NULL);
    must(!rules->failed);
    return 0;
}
