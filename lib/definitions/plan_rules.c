#include "definitions/plan_rules.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/share.h"

#include <unistd.h>

const char *const plan_severity_names[PLAN_SEVERITIES] = {"error", "warning", "note", "off"};

const char *const plan_list_names[PLAN_LISTS] = {"vague",  "unclear", "seen",  "joined", "one",
                                                 "agree",  "nobody",  "group", "person", "post",
                                                 "family", "date",    "small"};

static const bool list_is_whole[PLAN_LISTS] = {
    [PLAN_WORDS_AGREE] = true, [PLAN_WORDS_NOBODY] = true, [PLAN_WORDS_GROUP] = true,
    [PLAN_WORDS_DATE] = true,  [PLAN_WORDS_SMALL] = true,
};

static const char *const rule_names[PLAN_RULES] = {
    [PLAN_NO_ACTION_TEXT] = "no-action",
    [PLAN_NO_FAMILY] = "no-family",
    [PLAN_DUPLICATE_ID] = "duplicate-id",
    [PLAN_BAD_DATE] = "bad-date",
    [PLAN_UNKNOWN_OUTCOME] = "unknown-outcome",
    [PLAN_TO_AGREE] = "to-agree",
    [PLAN_VAGUE_VERB] = "vague-verb",
    [PLAN_NO_MEASURE] = "no-measure",
    [PLAN_TWO_ACTIONS] = "two-actions",
    [PLAN_CIRCULAR] = "circular",
    [PLAN_NOBODY_NAMED] = "nobody-named",
    [PLAN_GROUP_OWNER] = "group-owner",
    [PLAN_NO_DATE] = "no-date",
    [PLAN_VAGUE_DATE] = "vague-date",
    [PLAN_DUE_AFTER_REVIEW] = "due-after-review",
    [PLAN_DUE_BEFORE_START] = "due-before-start",
    [PLAN_START_AFTER_REVIEW] = "start-after-review",
    [PLAN_DONE_BEFORE_START] = "done-before-start",
    [PLAN_DONE_IN_FUTURE] = "done-in-future",
    [PLAN_DONE_WITHOUT_DATE] = "done-without-date",
    [PLAN_DONE_DATE_OPEN] = "done-date-open",
    [PLAN_ONLY_PROFESSIONALS] = "only-professionals",
    [PLAN_ONE_PERSON] = "one-person",
    [PLAN_GOAL_WITHOUT_ACTION] = "goal-without-action",
    [PLAN_CONCERN_UNANSWERED] = "concern-unanswered",
    [PLAN_UNKNOWN_CONCERN] = "unknown-concern",
};

/* --- Patterns ----------------------------------------------------------------------------------
 */

static struct text pattern_of(const struct plan_word *word)
{
    return word->pattern.length > 0 ? word->pattern : word->word;
}

/* Adds the expression of an entry. */
static enum pattern_fault expand(struct plan_rules *rules, const struct plan_word *word)
{
    size_t unused;
    bool whole = list_is_whole[word->list];
    if (whole)
        buffer_put(&rules->expression, "^[\\s.,!]*(?:");
    enum pattern_fault fault = pattern_expand(&rules->classes, pattern_of(word), &rules->expression,
                                              &unused);
    if (whole)
        buffer_put(&rules->expression, ")[\\s.,!]*$");
    return fault;
}

/* Compiles what stands in `expression`. */
static bool compile(struct plan_rules *rules, struct regex *regex, char *reason, size_t size)
{
    size_t offset;
    return regex_compile(rules->engine, regex, buffer_text(&rules->expression), &offset, reason,
                         size);
}

static bool compile_word(struct plan_rules *rules, struct plan_word *word)
{
    char reason[128];
    if (word->regex.code)
        return true;
    buffer_clear(&rules->expression);
    if (expand(rules, word) == PATTERN_FINE && compile(rules, &word->regex, reason, sizeof reason))
        return true;
    rules->failed = true;
    return false;
}

/* Makes one expression of a list. A long one may be more than PCRE2 takes: its entries are then
 * tried one by one. */
static void compile_list(struct plan_rules *rules, enum plan_list list)
{
    char reason[128];
    if (rules->lists[list].code || rules->apart[list])
        return;
    buffer_clear(&rules->expression);
    bool fine = true, any = false;
    for (size_t i = 0; i < rules->word_count && fine; i++) {
        if (rules->words[i].list != list)
            continue;
        if (any)
            buffer_add_byte(&rules->expression, '|');
        any = true;
        fine = expand(rules, &rules->words[i]) == PATTERN_FINE;
    }
    if (!any)
        buffer_put(&rules->expression, "(?!)");
    rules->apart[list] = !fine || !compile(rules, &rules->lists[list], reason, sizeof reason);
}

static bool matches(struct plan_rules *rules, struct regex *regex, struct text text, size_t from,
                    struct regex_match *match)
{
    enum regex_result result = regex_find(rules->engine, regex, text, from, match);
    if (result == REGEX_NO_MEMORY)
        rules->failed = true;
    return result == REGEX_FOUND;
}

/* The text in lower case, without blanks at its ends, and cut to what is looked at. */
static struct text lower(struct plan_rules *rules, struct text text)
{
    text = text_trim(text);
    if (text.length > LIMIT_SENTENCE_BYTES)
        text = text_part(text, 0, utf8_valid(text_part(text, 0, LIMIT_SENTENCE_BYTES)));
    if (text.length == 0 ||
        (text.data == rules->lowered.data && text.length == rules->lowered.length))
        return text;
    buffer_clear(&rules->lowered);
    buffer_add(&rules->lowered, text);
    for (size_t i = 0; i < rules->lowered.length; i++)
        if (rules->lowered.data[i] >= 'A' && rules->lowered.data[i] <= 'Z')
            rules->lowered.data[i] = (char)(rules->lowered.data[i] | 0x20);
    if (buffer_failed(&rules->lowered))
        rules->failed = true;
    return buffer_text(&rules->lowered);
}

/* The first match of a list at or behind `from`. */
static bool list_matches(struct plan_rules *rules, enum plan_list list, struct text low,
                         size_t from, struct regex_match *match)
{
    struct regex_match other;
    bool found = false;
    compile_list(rules, list);
    if (!rules->apart[list])
        return matches(rules, &rules->lists[list], low, from, match);
    for (size_t i = 0; i < rules->word_count; i++) {
        struct plan_word *word = &rules->words[i];
        if (word->list != list || !compile_word(rules, word) ||
            !matches(rules, &word->regex, low, from, &other))
            continue;
        if (!found || other.groups[0].start < match->groups[0].start)
            *match = other;
        found = true;
    }
    return found;
}

/* Adds an entry, unless it is among them. */
static void add_word(struct buffer *words, struct text word)
{
    struct text rest = buffer_text(words), piece;
    while (text_next(&rest, ';', &piece))
        if (text_equal(piece, word))
            return;
    if (words->length > 0)
        buffer_put(words, "; ");
    buffer_add(words, word);
}

bool plan_rules_find(struct plan_rules *rules, enum plan_list list, struct text text,
                     struct buffer *words)
{
    struct regex_match match;
    struct text low = lower(rules, text);
    if (!list_matches(rules, list, low, 0, &match))
        return false;
    for (size_t i = 0; i < rules->word_count && words; i++) {
        struct plan_word *word = &rules->words[i];
        if (word->list != list || !compile_word(rules, word) ||
            !matches(rules, &word->regex, low, 0, &match))
            continue;
        add_word(words, word->word);
    }
    return true;
}

struct text plan_rules_mask(struct plan_rules *rules, enum plan_list list, struct text text)
{
    struct regex_match match;
    struct text low = lower(rules, text);
    for (size_t from = 0; from < low.length && list_matches(rules, list, low, from, &match);) {
        struct regex_span span = match.groups[0];
        memset(rules->lowered.data + span.start, '_', span.end - span.start);
        from = span.end > from ? span.end : low.length;
    }
    return low;
}

/* --- Loading -----------------------------------------------------------------------------------
 */

/* The number of a cell among names; `count` after a message. */
static size_t number_of(struct share_file *file, size_t column, const char *const *names,
                        size_t count)
{
    struct text cell = share_file_cell(file, column);
    for (size_t i = 0; i < count; i++)
        if (text_equal(cell, text_of(names[i])))
            return i;
    struct buffer known;
    buffer_init(&known, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < count; i++) {
        buffer_add(&known, i > 0 ? TEXT(", ") : TEXT(""));
        buffer_add(&known, text_of(names[i]));
    }
    share_file_not_one_of(file, column, buffer_text(&known));
    buffer_release(&known);
    return count;
}

static bool load_rules(struct plan_rules *rules, struct share_file *file)
{
    enum { RULE, SEVERITY, LEAST, PROBLEM, SUGGESTION, SOURCE };
    static const char *const names[] = {"rule",        "severity", "?least", "problem",
                                        "?suggestion", "?source",  NULL};
    if (!share_file_columns(file, names))
        return false;
    for (uint32_t order = 0; share_file_next(file); order++) {
        size_t kind = number_of(file, RULE, rule_names, PLAN_RULES);
        size_t severity = number_of(file, SEVERITY, plan_severity_names, PLAN_SEVERITIES);
        struct text least = share_file_cell(file, LEAST);
        uint64_t value = 0;
        char digits[24];
        if (least.length > 0 && !text_to_unsigned(least, 0, 1000, &value))
            share_file_wrong(file, LEAST, MESSAGE_DEFINITION_NUMBER, number_text(1000, digits));
        if (share_file_cell(file, PROBLEM).length == 0)
            share_file_wrong_words(file, PROBLEM, MESSAGE_DEFINITION_BLANK, NULL, 0);
        if (kind == PLAN_RULES || severity == PLAN_SEVERITIES)
            continue;
        if (share_file_code(file, RULE, &rules->seen, PLAN_RULES) == LOOKUP_NONE)
            continue;
        rules->rules[kind] = (struct plan_rule){
            .code = text_of(rule_names[kind]),
            .severity = (enum plan_severity)severity,
            .least = (uint32_t)value,
            .problem = share_file_keep(file, PROBLEM, &rules->arena),
            .suggestion = share_file_keep(file, SUGGESTION, &rules->arena),
            .source = share_file_keep(file, SOURCE, &rules->arena),
            .order = order,
        };
    }
    return share_file_sound(file);
}

static bool load_classes(struct plan_rules *rules, struct share_file *file)
{
    enum { WORD, PATTERN };
    static const char *const names[] = {"word", "pattern", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        uint32_t number = share_file_code(file, WORD, &rules->classes.names, LIMIT_PATTERN_ROWS);
        if (share_file_cell(file, PATTERN).length == 0)
            share_file_wrong_words(file, PATTERN, MESSAGE_DEFINITION_BLANK, NULL, 0);
        struct class_texts texts = {.pattern = share_file_keep(file, PATTERN, &rules->arena)};
        if (number != LOOKUP_NONE && !word_classes_set(&rules->classes, number, texts))
            return share_file_no_memory(file);
    }
    return share_file_sound(file);
}

enum { LIST, WORD, PATTERN, EXAMPLE, NEAR_MISS };

/* Compiles an entry and tries it on its examples and near misses. */
static void try_word(struct plan_rules *rules, struct share_file *file, struct plan_word *word)
{
    char reason[128], digits[24];
    struct regex_match match;
    buffer_clear(&rules->expression);
    enum pattern_fault fault = expand(rules, word);
    if (fault != PATTERN_FINE) {
        share_file_wrong(file, PATTERN, MESSAGE_PATTERN_WRONG, text_of(pattern_fault_text(fault)));
        return;
    }
    if (!compile(rules, &word->regex, reason, sizeof reason)) {
        share_file_wrong(file, PATTERN, MESSAGE_PATTERN_WRONG, text_of(reason));
        return;
    }
    struct text rest = word->example, text;
    for (uint64_t i = 1; text_next_joined(&rest, TEXT(" | "), &text); i++)
        if (!matches(rules, &word->regex, lower(rules, text), 0, &match))
            share_file_wrong(file, EXAMPLE, MESSAGE_LINT_EXAMPLE_MISSED, number_text(i, digits));
    rest = word->near_miss;
    for (uint64_t i = 1; text_next_joined(&rest, TEXT(" | "), &text); i++)
        if (matches(rules, &word->regex, lower(rules, text), 0, &match))
            share_file_wrong(file, NEAR_MISS, MESSAGE_LINT_NEAR_MISS_FOUND, number_text(i, digits));
}

static bool load_words(struct plan_rules *rules, struct share_file *file, bool try)
{
    static const char *const names[] = {"list", "word", "?pattern", "?example", "?near_miss", NULL};
    char digits[24];
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        size_t list = number_of(file, LIST, plan_list_names, PLAN_LISTS);
        if (share_file_cell(file, WORD).length == 0)
            share_file_wrong_words(file, WORD, MESSAGE_DEFINITION_BLANK, NULL, 0);
        if (rules->word_count == LIMIT_PATTERN_ROWS)
            return share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                    number_text(LIMIT_PATTERN_ROWS, digits));
        void *words = rules->words;
        if (!memory_reserve(&words, &rules->word_capacity, rules->word_count + 1,
                            sizeof *rules->words))
            return share_file_no_memory(file);
        rules->words = words;
        struct plan_word *word = &rules->words[rules->word_count];
        *word = (struct plan_word){
            .word = share_file_keep(file, WORD, &rules->arena),
            .pattern = share_file_keep(file, PATTERN, &rules->arena),
            .example = share_file_keep(file, EXAMPLE, &rules->arena),
            .near_miss = share_file_keep(file, NEAR_MISS, &rules->arena),
            .list = (enum plan_list)list,
        };
        if (list == PLAN_LISTS || word->word.length == 0)
            continue;
        rules->word_count++;
        if (try)
            try_word(rules, file, word);
    }
    return share_file_sound(file);
}

/* Opens a file of the directory, or the one compiled in when there is none; `*own` tells which. */
static struct share_file *open_file(const char *directory, const char *name, bool needed,
                                    char **path, const struct reporter *reporter)
{
    struct buffer made;
    buffer_init(&made, LIMIT_CELL_BYTES);
    *path = NULL;
    if (directory) {
        buffer_format(&made, "%s/%s", directory, name);
        *path = buffer_detach(&made);
        buffer_release(&made);
        if (!*path) {
            report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
            return NULL;
        }
        if (needed || access(*path, F_OK) == 0)
            return share_file_open_user(*path, reporter);
        memory_free(*path);
        *path = NULL;
    }
    buffer_format(&made, "plans/%s", name);
    *path = buffer_detach(&made);
    buffer_release(&made);
    if (*path)
        return share_file_open(*path, reporter);
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return NULL;
}

static bool load(struct plan_rules *rules, const char *directory, const struct reporter *reporter)
{
    static const char *const names[] = {"rules.csv", "classes.csv", "words.csv"};
    bool sound = true, classes = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path;
        struct share_file *file = open_file(directory, names[i], i == 0, &path, reporter);
        bool loaded = file && (i == 0   ? load_rules(rules, file)
                               : i == 1 ? load_classes(rules, file)
                                        : load_words(rules, file, directory && classes));
        share_file_free(file);
        memory_free(path);
        sound = sound && loaded;
        classes = classes && (i != 1 || loaded);
        if (!file)
            return false;
    }
    if (rules->failed)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return sound;
}

struct plan_rules *plan_rules_new(const char *directory, const struct reporter *reporter)
{
    struct plan_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    for (size_t i = 0; i < PLAN_RULES; i++)
        rules->rules[i] = (struct plan_rule){.code = text_of(rule_names[i]),
                                             .severity = PLAN_OFF,
                                             .problem = TEXT(""),
                                             .suggestion = TEXT(""),
                                             .source = TEXT(""),
                                             .order = PLAN_RULES};
    word_classes_init(&rules->classes);
    arena_init(&rules->arena);
    lookup_init(&rules->seen);
    buffer_init(&rules->expression, LIMIT_PATTERN_BYTES);
    buffer_init(&rules->lowered, LIMIT_CELL_BYTES);
    rules->engine = regex_engine_new();
    if (!rules->engine)
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (rules->engine && load(rules, directory, reporter))
        return rules;
    plan_rules_free(rules);
    return NULL;
}

void plan_rules_free(struct plan_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->word_count; i++)
        regex_release(&rules->words[i].regex);
    for (size_t i = 0; i < PLAN_LISTS; i++)
        regex_release(&rules->lists[i]);
    memory_free(rules->words);
    regex_engine_free(rules->engine);
    word_classes_release(&rules->classes);
    lookup_release(&rules->seen);
    buffer_release(&rules->expression);
    buffer_release(&rules->lowered);
    arena_release(&rules->arena);
    memory_free(rules);
}
