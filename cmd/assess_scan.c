#include "cmd/assess.h"

#include "definitions/phrases.h"
#include "domain/notes/note_rows.h"

static struct assess_settings *settings_of(struct front *front)
{
    return front->own;
}

static void summarise(struct front *front, const struct note_counts *count, uint64_t rejected)
{
    front_summary(front, "notes read: %llu; without text: %llu; with a need: %llu",
                  (unsigned long long)count->notes, (unsigned long long)count->blank,
                  (unsigned long long)count->with_needs);
    front_summary(front, "rows rejected: %llu", (unsigned long long)rejected);
    for (size_t i = 0; i < MENTION_STATUSES; i++)
        front_summary(front, "mentions %s: %llu", mention_status_codes[i],
                      (unsigned long long)count->of_status[i]);
}

bool assess_scan(struct front *front)
{
    const struct assess_settings *settings = settings_of(front);
    struct note_request request = {.all = settings->all, .explained = settings->explain};
    struct note_counts count = {0};
    struct table *table = NULL;
    struct record_definition *definition = NULL;
    struct writer *writer = NULL;
    struct phrases *phrases = phrases_new(&front->reporter);
    bool done = false;
    if (phrases &&
        note_rows_open(&table, &definition, &front->table, front->files, front->file_count,
                       &front->reporter) &&
        table_prepare(table) != TABLE_FAILED &&
        (request.patterns = patterns_new(front->framework, settings->patterns,
                                         settings->pattern_count, &front->reporter)))
        writer = front_writer(front, settings->explain ? "mentions-explained" : "mentions", table,
                              phrase(phrases, "mentions-title"),
                              phrase(phrases, "mentions-explanation"));
    if (writer)
        done = note_rows_write(&request, table, writer, &count, &front->reporter) &&
               writer_finish(writer);
    if (done) {
        front->flagged = count.with_needs > 0;
        summarise(front, &count, table_reject_count(table));
    }
    writer_free(writer);
    patterns_free(request.patterns);
    table_free(table);
    record_definition_free(definition);
    phrases_free(phrases);
    return done;
}
