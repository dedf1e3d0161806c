#include "cmd/genogram.h"

#include "definitions/phrases.h"
#include "domain/family/family_check.h"

static void summarise(struct front *front, const struct family_book *book,
                      const struct family_rules *rules, const struct family_check_count *count)
{
    front_summary(front, "people: %u; relationships: %u", book->entry_count, book->tie_count);
    front_summary(front, "errors: %llu; warnings: %llu; notes: %llu",
                  (unsigned long long)count->of_severity[FAMILY_ERROR],
                  (unsigned long long)count->of_severity[FAMILY_WARNING],
                  (unsigned long long)count->of_severity[FAMILY_NOTE]);
    for (size_t i = 0; i < FAMILY_RULES; i++)
        if (count->of_rule[i] > 0)
            front_summary(front, "  %.*s: %llu", (int)rules->rules[i].code.length,
                          rules->rules[i].code.data, (unsigned long long)count->of_rule[i]);
}

bool genogram_check(struct front *front)
{
    const struct genogram_settings *settings = front->own;
    const struct reporter *reporter = &front->reporter;
    struct phrases *phrases = phrases_new(reporter);
    struct family_rules *rules = phrases ? family_rules_new(settings->rules, reporter) : NULL;
    struct family_check_count count = {{0}, {0}};
    struct writer *writer = NULL;
    struct family_book book;
    family_book_init(&book, reporter);
    struct family_sink sink = family_book_sink(&book);
    bool done = rules && genogram_read(front, &sink) &&
                (writer = front_writer(front, NULL, NULL, phrase(phrases, "genogram-check-title"),
                                       TEXT(""))) &&
                family_check_write(&book, rules, front->as_of, writer, &count, reporter) &&
                writer_finish(writer);
    if (done) {
        front->flagged = count.of_severity[FAMILY_ERROR] + count.of_severity[FAMILY_WARNING] > 0;
        summarise(front, &book, rules, &count);
    }
    writer_free(writer);
    family_book_release(&book);
    family_rules_free(rules);
    phrases_free(phrases);
    return done;
}
