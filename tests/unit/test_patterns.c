/*
 * The language data that is compiled in: every pattern, tried without regard to its stems, finds
 * nothing that its stems would have kept it from, and begins where they say. A sample: each pattern
 * on every so many of the sentences that the data holds, from another one on.
 */
#include "base/limits.h"
#include "base/memory.h"
#include "definitions/patterns.h"
#include "hear.h"
#include "records/share.h"
#include "tap.h"

#include <stdlib.h>

enum { SENTENCES_MOST = 200000, STRIDE = 61 };

static struct patterns *patterns;
static struct text *sentences;
static struct stem_hits *hits;
static struct regex *plain;
static size_t sentence_count;
static unsigned long found_count, wrong_count;

static void read_sentences(struct arena *arena)
{
    static const char *const names[] = {"example", "near_miss", NULL};
    struct share_file *file = share_file_open("patterns/indicators.csv", &hearing);
    ok(file && share_file_columns(file, names), "examples and near misses");
    while (share_file_next(file))
        for (size_t column = 0; column < 2; column++) {
            struct text rest = share_file_keep(file, column, arena), text;
            while (rest.length > 0 && text_next(&rest, '|', &text))
                if (text.length > 0 && sentence_count < SENTENCES_MOST) {
                    char *lowered = memory_copy(text.data, text.length);
                    for (size_t i = 0; i < text.length; i++)
                        if (lowered[i] >= 'A' && lowered[i] <= 'Z')
                            lowered[i] = (char)(lowered[i] | 0x20);
                    sentences[sentence_count++] = (struct text){lowered, text.length};
                }
        }
    share_file_free(file);
}

/* The expression of a part, free to match anywhere. */
static struct regex *plain_regex(uint32_t part)
{
    if (plain[part].code)
        return &plain[part];
    struct buffer expression;
    size_t at;
    char reason[128];
    buffer_init(&expression, LIMIT_PATTERN_BYTES);
    pattern_expand(&patterns->classes,
                   pool_text(&patterns->tables, patterns->tables.parts[part].source), &expression,
                   &at);
    if (!regex_compile(patterns->engine, &plain[part], buffer_text(&expression), &at, reason,
                       sizeof reason))
        ok(false, reason);
    buffer_release(&expression);
    return &plain[part];
}

/* Whether a word of the sentence, at `at` unless that is SIZE_MAX, begins with a stem of the set.
 */
static bool meets(uint32_t set, size_t sentence, size_t at)
{
    for (size_t i = 0; i < hits[sentence].count; i++)
        if ((at == SIZE_MAX || hits[sentence].hits[i].at == at) &&
            stem_set_has(&patterns->tables, set, hits[sentence].hits[i].stem))
            return true;
    return false;
}

static void try_row(const struct pattern *row, size_t sentence)
{
    const uint32_t *parts = patterns->tables.numbers + row->parts.first,
                   *needs = patterns->tables.numbers + row->needs.first;
    bool kept = true;
    for (uint32_t i = 0; i < row->parts.count; i++) {
        struct regex_match match;
        uint32_t lead = patterns->tables.parts[parts[i]].lead;
        if (regex_find(patterns->engine, plain_regex(parts[i]), sentences[sentence], 0, &match) !=
            REGEX_FOUND)
            return;
        kept = kept && (lead == LOOKUP_NONE || meets(lead, sentence, match.groups[0].start));
    }
    for (uint32_t i = 0; i < row->needs.count; i++)
        kept = kept && meets(needs[i], sentence, SIZE_MAX);
    found_count++;
    if (!kept && wrong_count++ < 10) {
        char name[64];
        snprintf(name, sizeof name, "the row of line %u is not kept from what it finds", row->line);
        ok(false, name);
        tap_tell("sentence", sentences[sentence]);
    }
}

/* Each trigger compiles. */
static void try_triggers(void)
{
    bool compiled = true;
    for (size_t i = 0; i < patterns->tables.trigger_count; i++) {
        const struct trigger *trigger = &patterns->tables.triggers[i];
        compiled = compiled && patterns_regex(patterns, trigger->part,
                                              trigger_place(patterns, trigger), &hearing);
        compiled = compiled && trigger_text(patterns, trigger).length > 0;
    }
    ok(compiled && patterns->tables.trigger_count > 0, "every trigger compiles");
}

int main(void)
{
    struct framework *framework = framework_new("solihull-2024", &hearing);
    struct arena arena;
    arena_init(&arena);
    patterns = framework ? patterns_new(framework, NULL, 0, &hearing) : NULL;
    if (!ok(patterns != NULL, "the patterns compiled in"))
        return done();
    sentences = calloc(SENTENCES_MOST, sizeof *sentences);
    hits = calloc(SENTENCES_MOST, sizeof *hits);
    plain = calloc(patterns->tables.part_count + 1, sizeof *plain);
    read_sentences(&arena);
    bool looked = true;
    for (size_t i = 0; i < sentence_count; i++)
        looked = looked && stems_find(patterns->tables.stems, sentences[i], &hits[i]);
    ok(looked && sentence_count > 0, "there are sentences");
    for (size_t row = 0; row < patterns->tables.row_count; row++)
        for (size_t i = row % STRIDE; i < sentence_count; i += STRIDE)
            try_row(&patterns->tables.rows[row], i);
    ok(found_count > 0, "patterns find sentences");
    ok(wrong_count == 0, "no pattern is kept from what it finds");
    try_triggers();
    is_text(heard_text(), TEXT(""), "nothing was said");
    for (size_t i = 0; i < patterns->tables.part_count; i++)
        regex_release(&plain[i]);
    for (size_t i = 0; i < sentence_count; i++) {
        memory_free((char *)(uintptr_t)sentences[i].data);
        memory_free(hits[i].hits);
    }
    free(sentences);
    free(hits);
    free(plain);
    patterns_free(patterns);
    framework_free(framework);
    arena_release(&arena);
    buffer_release(&heard);
    return done();
}
