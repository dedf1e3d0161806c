#include "cmd/assess.h"

#include "domain/notes/attendance.h"

/* What the verb needs beside its input. */
struct rulebook {
    struct phrases *phrases;
    struct intervals *intervals;
    struct term_calendar *calendar;
    struct attendance_rules *rules;
};

static bool rulebook_load(struct rulebook *book, const struct assess_settings *settings,
                          const struct reporter *reporter)
{
    return (book->phrases = phrases_new(reporter)) &&
           (book->intervals = intervals_new(settings->intervals, reporter)) &&
           (book->calendar = term_calendar_new(settings->terms, reporter)) &&
           (book->rules = attendance_rules_new(book->intervals, reporter));
}

static void rulebook_release(struct rulebook *book)
{
    attendance_rules_free(book->rules);
    term_calendar_free(book->calendar);
    intervals_free(book->intervals);
    phrases_free(book->phrases);
}

static void summarise(struct front *front, const struct attendance_rules *rules,
                      const struct attendance_counts *count, uint64_t rejected)
{
    front_summary(front, "rows used: %llu; rejected: %llu", (unsigned long long)count->rows,
                  (unsigned long long)rejected);
    front_summary(front,
                  "children: %llu; with a need: %llu; without terms enough one after another: %llu",
                  (unsigned long long)count->children, (unsigned long long)count->with_needs,
                  (unsigned long long)count->unjudged);
    for (size_t i = 0; i < rules->count; i++)
        front_summary(front, "  %.*s: %llu", (int)rules->list[i].outcome.length,
                      rules->list[i].outcome.data, (unsigned long long)count->of_rule[i]);
    front_summary(front, "terms: %llu; of them not counted, as no session was possible: %llu",
                  (unsigned long long)count->terms, (unsigned long long)count->without_sessions);
}

bool assess_attendance(struct front *front)
{
    const struct assess_settings *settings = front->own;
    struct rulebook book = {.phrases = NULL};
    struct attendance_counts count = {.rows = 0};
    struct table *table = NULL;
    struct record_definition *definition = NULL;
    struct writer *writer = NULL;
    bool done = rulebook_load(&book, settings, &front->reporter);
    struct attendance_request request = {
        .calendar = book.calendar,
        .rules = book.rules,
        .phrases = book.phrases,
        .exclude_authorised = settings->exclude_authorised,
        .all = settings->all,
    };
    done = done &&
           attendance_open(&request, &table, &definition, &front->table, front->files,
                           front->file_count, &front->reporter) &&
           table_prepare(table) != TABLE_FAILED &&
           (writer = front_writer(front, NULL, NULL, phrase(book.phrases, "attendance-title"),
                                  phrase(book.phrases, "attendance-explanation"))) &&
           attendance_write(&request, table, writer, &count, &front->reporter) &&
           writer_finish(writer);
    if (done) {
        front->flagged = count.with_needs > 0;
        summarise(front, book.rules, &count, table_reject_count(table));
    }
    writer_free(writer);
    table_free(table);
    record_definition_free(definition);
    rulebook_release(&book);
    return done;
}
