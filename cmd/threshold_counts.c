/* compare --counts: how many children, level by level. */
#include "cmd/threshold.h"

#include "base/memory.h"
#include "definitions/disclosure_rules.h"
#include "domain/threshold/compare_counts.h"

#include <stdio.h>

static void add_sentence(const struct phrases *phrases, const char *key, struct text word,
                         struct buffer *words)
{
    struct buffer sentence;
    buffer_init(&sentence, 1024);
    phrase_with(phrases, key, &sentence, word);
    buffer_add_byte(words, ' ');
    buffer_add(words, buffer_text(&sentence));
    words->failed = words->failed || buffer_failed(&sentence);
    buffer_release(&sentence);
}

/* What the table shows and how far the two agree, for those who read it. */
static struct text explain(struct front *front, const struct comparison *comparison,
                           const struct phrases *phrases, struct buffer *words)
{
    const struct threshold_settings *settings = front->own;
    const uint64_t pairs = comparison->agree + comparison->under + comparison->over;
    char kappa[32], children[24];
    double value = 0;
    buffer_add(words, phrase(phrases, "compare-counts-explanation"));
    if (pairs == 0) {
        add_sentence(phrases, "compare-counts-nobody", TEXT(""), words);
        return buffer_text(words);
    }
    if (settings->suppress)
        add_sentence(phrases, "compare-counts-hidden", TEXT(""), words);
    else
        add_sentence(phrases, "compare-counts-children", number_text(pairs, children), words);
    bool defined = comparison_kappa(comparison, &value);
    snprintf(kappa, sizeof kappa, settings->suppress ? "%.1f" : "%.2f", value);
    add_sentence(phrases, defined ? "compare-counts-kappa" : "compare-counts-no-kappa",
                 text_of(kappa), words);
    return buffer_text(words);
}

/* A writer with a column for each level on record, for people. */
static struct writer *open_across(struct front *front, const struct framework *terms,
                                  const struct phrases *phrases, struct text explanation)
{
    size_t count = terms->level_count + 2;
    struct writer_column *columns = memory_new(count, sizeof *columns);
    struct writer *writer = NULL;
    if (!columns) {
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        columns[i] = (struct writer_column){
            .name = i > 0 && i + 1 < count ? terms->levels[i - 1].code : TEXT("suggested"),
            .heading = i == 0          ? phrase(phrases, "compare-counts-suggested")
                       : i + 1 < count ? terms->levels[i - 1].name
                                       : phrase(phrases, "compare-counts-all"),
            .kind = i > 0 ? WRITER_IS_FIGURE : WRITER_IS_TEXT,
        };
    struct writer_settings settings = {
        .format = front->format,
        .record = TEXT("comparison-counts"),
        .title = phrase(phrases, "compare-counts-title"),
        .explanation = explanation,
        .width = front_width(),
    };
    writer = writer_new(&settings, columns, count, &front->output, &front->reporter);
    memory_free(columns);
    return writer;
}

static bool write_counts(struct front *front, const struct framework *terms,
                         const struct comparison *comparison, const struct compare_counts *counts,
                         const struct phrases *phrases)
{
    bool across = front->format == WRITER_TEXT || front->format == WRITER_HTML;
    struct buffer words;
    buffer_init(&words, 4096);
    struct text explanation = explain(front, comparison, phrases, &words);
    struct writer *writer = NULL;
    if (buffer_failed(&words))
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else if (across)
        writer = open_across(front, terms, phrases, explanation);
    else
        writer = front_writer(front, "comparison-counts", NULL, TEXT(""), TEXT(""));
    bool done = writer &&
                (across ? compare_counts_write_across(counts, terms,
                                                      phrase(phrases, "compare-counts-all"), writer)
                        : compare_counts_write(counts, terms, writer)) &&
                writer_finish(writer);
    writer_free(writer);
    buffer_release(&words);
    return done;
}

bool threshold_write_counts(struct front *front, const struct framework *terms,
                            const struct comparison *comparison, const struct phrases *phrases)
{
    const struct threshold_settings *settings = front->own;
    struct disclosure_rules *rules = disclosure_rules_new(NULL, &front->reporter);
    struct compare_counts counts = {0};
    bool done = rules &&
                compare_counts_make(&counts, comparison, settings->suppress ? rules->most_small : 0,
                                    rules->hidden_mark, &front->reporter) &&
                write_counts(front, terms, comparison, &counts, phrases);
    compare_counts_release(&counts);
    disclosure_rules_free(rules);
    return done;
}
