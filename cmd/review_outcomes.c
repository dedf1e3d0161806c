#include "cmd/review.h"

#include "definitions/phrases.h"
#include "domain/measures/measure_write.h"
#include "domain/review/outcome_write.h"
#include "domain/review/review_decide.h"

/* The three tables that the verb writes: `by` is what --by takes. */
static const struct table_of_outcomes {
    const char *by, *record, *title, *explanation;
    bool (*write)(const struct outcome_book *, date_day, struct writer *, const struct reporter *);
} tables[] = {
    {NULL, "outcome-results", "outcomes-title", "outcomes-explanation", outcome_results_write},
    {"headline", "headlines-reached", "headlines-title", "headlines-explanation",
     headlines_reached_write},
    {"family", "families-outcomes", "families-outcomes-title", "headlines-explanation",
     families_outcomes_write},
};

static const struct table_of_outcomes *table_by(const char *by)
{
    if (!by)
        return &tables[0];
    for (size_t i = 1; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(by, tables[i].by) == 0)
            return &tables[i];
    return NULL;
}

static struct outcome_set *open_set(struct front *front)
{
    return outcome_set_of(review_settings_of(front)->outcome_set, front->framework,
                          &front->reporter);
}

static bool write_table(struct front *front, const struct table_of_outcomes *table,
                        const struct outcome_book *book)
{
    char as_of[DATE_TEXT_BYTES];
    struct date date = date_of_day(front->as_of);
    struct phrases *phrases = phrases_new(&front->reporter);
    struct buffer explanation;
    struct writer *writer = NULL;
    date_write(&date, as_of);
    buffer_init(&explanation, 1 << 16);
    bool done = phrases && (phrase_with(phrases, table->explanation, &explanation, text_of(as_of),
                                        book->set->name) ||
                            report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY));
    done = done &&
           (writer = front_writer(front, table->record, NULL, phrase(phrases, table->title),
                                  buffer_text(&explanation))) &&
           table->write(book, front->as_of, writer, &front->reporter) && writer_finish(writer);
    writer_free(writer);
    buffer_release(&explanation);
    phrases_free(phrases);
    return done;
}

static void summarise(struct front *front, const struct outcome_book *book,
                      const struct outcome_counts *counts)
{
    front_summary(front, "rows used: %zu; rejected: %llu; after the day asked about: %llu",
                  book->row_count, (unsigned long long)front->rejected,
                  (unsigned long long)book->later);
    front_summary(front, "rows that say otherwise than another of the same day: %llu",
                  (unsigned long long)book->contradicted);
    front_summary(front, "families: %zu; outcomes: %llu", book->family_count,
                  (unsigned long long)counts->outcomes);
    for (size_t i = 0; i < OUTCOME_RESULTS; i++)
        front_summary(front, "  %s: %llu", outcome_result_names[i],
                      (unsigned long long)counts->of_result[i]);
    front_summary(front, "headlines that are needs: %llu of %zu; achieved: %llu",
                  (unsigned long long)counts->headlines,
                  book->family_count * book->set->headline_count,
                  (unsigned long long)counts->headlines_achieved);
}

bool review_outcomes(struct front *front)
{
    const struct table_of_outcomes *table = table_by(review_settings_of(front)->by);
    struct outcome_book book = {.rows = NULL};
    struct outcome_counts counts;
    if (!table)
        return front_takes(front, "--by", TEXT("headline or family"),
                           text_of(review_settings_of(front)->by));
    struct outcome_set *set = open_set(front);
    bool opened = set != NULL;
    bool done = opened &&
                outcome_book_open(&book, set, &front->table, front->files, front->file_count,
                                  front->as_of, &front->rejected, &front->reporter) &&
                outcome_count(&book, front->as_of, &counts, &front->reporter) &&
                write_table(front, table, &book);
    if (done) {
        front->flagged = counts.of_result[OUTCOME_ACHIEVED] < counts.outcomes;
        summarise(front, &book, &counts);
    }
    if (opened)
        outcome_book_release(&book);
    outcome_set_free(set);
    return done;
}

/* ---- list ---- */

static bool list_outcomes(struct front *front, struct writer *writer)
{
    struct outcome_set *set = open_set(front);
    bool done = set && outcome_list_write(set, writer, &front->reporter);
    outcome_set_free(set);
    return done;
}

static bool list_headlines(struct front *front, struct writer *writer)
{
    struct outcome_set *set = open_set(front);
    bool done = set && headline_list_write(set, writer, &front->reporter);
    outcome_set_free(set);
    return done;
}

static bool list_rules(struct front *front, struct writer *writer)
{
    struct decision_rules *rules = decision_rules_new(review_settings_of(front)->rules,
                                                      &front->reporter);
    bool done = rules && decision_rules_write(rules, writer);
    decision_rules_free(rules);
    return done;
}

static bool list_measures(struct front *front, struct writer *writer)
{
    struct intervals *intervals = intervals_new(NULL, &front->reporter);
    struct measures *measures = intervals ? measures_new(review_settings_of(front)->rules,
                                                         intervals, &front->reporter)
                                          : NULL;
    bool done = measures && measures_list_write(measures, writer);
    measures_free(measures);
    intervals_free(intervals);
    return done;
}

static const struct list {
    const char *name, *record, *title, *explanation;
    bool (*write)(struct front *, struct writer *);
} lists[] = {
    {"outcomes", "outcome-list", "outcome-list-title", NULL, list_outcomes},
    {"headlines", "headline-list", "headline-list-title", NULL, list_headlines},
    {"measures", "measure-list", "measure-list-title", "measure-list-explanation", list_measures},
    {"rules", "review-rules", "decide-rules-title", NULL, list_rules},
};

static const struct list *list_named(const char *name)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(name, lists[i].name) == 0)
            return &lists[i];
    return NULL;
}

bool review_list(struct front *front)
{
    const struct list *list = list_named(front->files[0]);
    if (!list)
        return front_takes(front, "list", text_of(front->verb->operands), text_of(front->files[0]));
    struct phrases *phrases = phrases_new(&front->reporter);
    struct writer *writer = phrases ? front_writer(
                                          front, list->record, NULL, phrase(phrases, list->title),
                                          list->explanation ? phrase(phrases, list->explanation)
                                                            : TEXT(""))
                                    : NULL;
    bool done = writer && list->write(front, writer) && writer_finish(writer);
    writer_free(writer);
    phrases_free(phrases);
    return done;
}
