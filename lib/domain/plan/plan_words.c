#include "domain/plan/plan_words.h"

#include "base/limits.h"

bool plan_words_key(struct text text, struct buffer *key)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 'A' && byte <= 'Z')
            byte = (unsigned char)(byte | 0x20);
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80)
            buffer_add_byte(key, (char)byte);
    }
    return !buffer_failed(key);
}

static bool in_word(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* The next word; `*rest` moves past it. */
static bool next_word(struct text *rest, struct text *word)
{
    size_t start = 0, end;
    while (start < rest->length && !in_word(rest->data[start]))
        start++;
    for (end = start; end < rest->length && in_word(rest->data[end]);)
        end++;
    *word = text_part(*rest, start, end - start);
    *rest = text_part(*rest, end, SIZE_MAX);
    return word->length > 0;
}

bool plan_words_no_measure(struct plan_rules *rules, struct text action, struct text goal)
{
    if (plan_rules_find(rules, PLAN_WORDS_SEEN, action, NULL) ||
        plan_rules_find(rules, PLAN_WORDS_SEEN, goal, NULL))
        return false;
    struct text rest = text_part(action, 0, LIMIT_SENTENCE_BYTES), word;
    uint32_t count = 0;
    while (next_word(&rest, &word))
        count++;
    return count < rules->rules[PLAN_NO_MEASURE].least ||
           plan_rules_find(rules, PLAN_WORDS_VAGUE, action, NULL) ||
           plan_rules_find(rules, PLAN_WORDS_UNCLEAR, action, NULL) ||
           plan_rules_find(rules, PLAN_WORDS_UNCLEAR, goal, NULL);
}

/* A word without the end that its form gives it. */
static struct text stem(struct text word)
{
    static const struct text ends[] = {{"ing", 3}, {"ed", 2}, {"es", 2}, {"s", 1}, {"e", 1}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (word.length > ends[i].length + 2 &&
            text_equal_folded(text_part(word, word.length - ends[i].length, SIZE_MAX), ends[i]))
            return text_part(word, 0, word.length - ends[i].length);
    return word;
}

static bool stands_in(struct text word, struct text text)
{
    struct text other;
    while (next_word(&text, &other))
        if (text_equal_folded(stem(word), stem(other)))
            return true;
    return false;
}

static bool equal_keys(struct plan_rules *rules, struct text a, struct text b)
{
    struct buffer first, second;
    buffer_init(&first, LIMIT_CELL_BYTES);
    buffer_init(&second, LIMIT_CELL_BYTES);
    bool made = plan_words_key(a, &first) && plan_words_key(b, &second);
    bool equal = made && text_equal(buffer_text(&first), buffer_text(&second));
    if (!made)
        rules->failed = true;
    buffer_release(&first);
    buffer_release(&second);
    return equal;
}

bool plan_words_circular(struct plan_rules *rules, struct text action, struct text who,
                         struct text goal)
{
    struct text rest = goal, word;
    size_t count = 0;
    if (goal.length == 0 || goal.length > LIMIT_SENTENCE_BYTES ||
        action.length > LIMIT_SENTENCE_BYTES)
        return false;
    if (equal_keys(rules, action, goal))
        return true;
    while (next_word(&rest, &word)) {
        if (plan_rules_find(rules, PLAN_WORDS_SMALL, word, NULL))
            continue;
        if (!stands_in(word, action) && !stands_in(word, who))
            return false;
        count++;
    }
    return count > 1;
}

enum plan_owner plan_words_owner(struct plan_rules *rules, struct text owner, struct text agency,
                                 struct buffer *words)
{
    if (owner.length == 0 || plan_rules_find(rules, PLAN_WORDS_NOBODY, owner, words))
        return OWNER_NOBODY;
    bool person = plan_rules_find(rules, PLAN_WORDS_PERSON, owner, NULL);
    if (!person && plan_rules_find(rules, PLAN_WORDS_GROUP, owner, words))
        return OWNER_GROUP;
    if (!person && agency.length > 0 && equal_keys(rules, owner, agency))
        return OWNER_GROUP;
    if (plan_rules_find(rules, PLAN_WORDS_POST, owner, NULL))
        return OWNER_PROFESSIONAL;
    if (plan_rules_find(rules, PLAN_WORDS_FAMILY, owner, NULL))
        return OWNER_FAMILY;
    return agency.length > 0 ? OWNER_PROFESSIONAL : OWNER_SOMEBODY;
}
