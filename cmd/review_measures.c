#include "cmd/review.h"

#include "base/limits.h"
#include "base/memory.h"
#include "definitions/phrases.h"
#include "domain/measure_compare.h"
#include "domain/measure_disclosure.h"
#include "domain/measure_run.h"
#include "domain/measure_write.h"
#include "records/schema.h"

#include <stdio.h>
#include <unistd.h>

/* Which of the program's tables each table of the measures is. */
static const enum review_table tables[MEASURE_FILES] = {
    [MEASURE_EPISODES] = REVIEW_EPISODES,     [MEASURE_CONTACTS] = REVIEW_CONTACTS,
    [MEASURE_REFERRALS] = REVIEW_REFERRALS,   [MEASURE_ASSESSMENTS] = REVIEW_ASSESSMENTS,
    [MEASURE_PLANS] = REVIEW_PLANS,           [MEASURE_REVIEWS] = REVIEW_REVIEWS,
    [MEASURE_SCALES] = REVIEW_SCALES,         [MEASURE_OUTCOMES] = REVIEW_OUTCOMES,
    [MEASURE_LEVELS] = REVIEW_LEVELS,         [MEASURE_CONSENT] = REVIEW_CONSENT,
    [MEASURE_FEEDBACK] = REVIEW_FEEDBACK,     [MEASURE_POPULATION] = REVIEW_POPULATION,
    [MEASURE_INDICATORS] = REVIEW_INDICATORS,
};

/* The Department for Education's rule for statistics of children in need. */
enum { MOST_SMALL = 5 };

enum { COLUMNS_MOST = 32 };

static const char *const unit_words[MEASURE_UNITS] = {"", "per cent", "per 10,000 children",
                                                      "days"};

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct intervals *intervals;
    struct measures *measures;
    struct outcome_set *outcomes;
    struct holidays *holidays;
    char *organisations;
    struct table_settings side;
    struct measure_request request;
    struct measure_results results;
    struct measure_comparison comparison;
    struct disclosure_counts hidden;
};

static bool read_by(struct front *front, struct measure_request *request)
{
    struct text by = text_of(review_settings_of(front)->by);
    request->by_both = text_equal(by, TEXT("both"));
    request->by_organisation = request->by_both || text_equal(by, TEXT("organisation"));
    request->by_area = request->by_both || text_equal(by, TEXT("area"));
    return by.length == 0 || request->by_organisation || request->by_area ||
           front_usage(front, "--by takes organisation, area or both");
}

static bool read_period(struct front *front, struct measure_request *request)
{
    static const char *const names[] = {"", "month", "quarter", "year"};
    struct text period = text_of(review_settings_of(front)->period);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(period, text_of(names[i]))) {
            request->period = (enum period_length)i;
            return true;
        }
    return front_usage(front, "--period takes month, quarter or year");
}

/* The window is the year that ends with --as-of, unless --since says when it begins. */
static bool read_window(struct front *front, struct measure_request *request)
{
    date_day since = review_settings_of(front)->since;
    request->as_of = front->as_of;
    request->since = since != DATE_DAY_OPEN_START ? since : date_add_months(front->as_of, -12) + 1;
    return request->since <= request->as_of || front_usage(front, "--since lies after --as-of");
}

static bool take_tables(struct front *front, struct measure_request *request)
{
    const struct review_settings *settings = review_settings_of(front);
    bool any = false;
    for (size_t i = 0; i < MEASURE_FILES; i++) {
        request->files[i] = settings->tables[tables[i]];
        any |= request->files[i] != NULL;
    }
    request->people = settings->tables[REVIEW_PEOPLE];
    return any || front_usage(front, "measures needs a table, such as --episodes FILE");
}

/* A partnership's list of spellings, when the directory of --rules has one. */
static bool find_organisations(struct front *front, struct desk *desk)
{
    const char *directory = review_settings_of(front)->rules;
    if (!directory)
        return true;
    struct buffer path;
    buffer_init(&path, strlen(directory) + 64);
    buffer_format(&path, "%s/organisations.csv", directory);
    desk->organisations = buffer_detach(&path);
    if (!desk->organisations)
        return report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (access(desk->organisations, F_OK) == 0)
        desk->request.organisations = desk->organisations;
    return true;
}

static bool desk_open(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    struct measure_request *request = &desk->request;
    if (!take_tables(front, request) || !read_by(front, request) || !read_period(front, request) ||
        !read_window(front, request) || !find_organisations(front, desk))
        return false;
    desk->side = review_side(front);
    desk->phrases = phrases_new(reporter);
    desk->intervals = desk->phrases ? intervals_new(settings->intervals, reporter) : NULL;
    desk->measures = desk->intervals ? measures_new(settings->rules, desk->intervals, reporter)
                                     : NULL;
    desk->outcomes = desk->measures ? outcome_set_new(settings->outcome_set ? settings->outcome_set
                                                                            : OUTCOMES_DEFAULT,
                                                      reporter)
                                    : NULL;
    if (desk->outcomes && settings->working_days)
        desk->holidays = holidays_new(settings->holidays, reporter);
    request->measures = desk->measures;
    request->intervals = desk->intervals;
    request->phrases = desk->phrases;
    request->framework = front->framework;
    request->outcomes = desk->outcomes;
    request->holidays = desk->holidays;
    request->table = &desk->side;
    return desk->outcomes && (desk->holidays || !settings->working_days);
}

static void desk_release(struct desk *desk)
{
    measure_results_release(&desk->results);
    holidays_free(desk->holidays);
    outcome_set_free(desk->outcomes);
    measures_free(desk->measures);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
    memory_free(desk->organisations);
}

/* A table of one measure for reading, under its title. */
static bool write_measure(struct front *front, const struct desk *desk,
                          const struct measure_note *note, const struct writer_column *own)
{
    const size_t *order;
    struct writer_column columns[COLUMNS_MOST];
    size_t count = measures_reading_order(&order);
    struct buffer title;
    struct writer_settings settings = {
        .format = WRITER_TEXT,
        .record = TEXT("measures"),
        .explanation = note->measure->counts,
        .width = front_width(),
    };
    buffer_init(&title, LIMIT_OUTPUT_CELL_BYTES);
    buffer_add(&title, note->measure->title);
    if (note->measure->unit != MEASURE_NUMBER)
        buffer_format(&title, " (%s)", unit_words[note->measure->unit]);
    settings.title = buffer_text(&title);
    for (size_t i = 0; i < count; i++) {
        columns[i] = own[order[i]];
        columns[i].for_people = true;
        columns[i].page_only = false;
    }
    struct writer *writer = buffer_failed(&title) ? NULL
                                                  : writer_new(&settings, columns, count,
                                                               &front->output, &front->reporter);
    bool done = writer &&
                measures_write(&desk->results, note->first, note->count, order, count, TEXT("c"),
                               writer) &&
                writer_finish(writer);
    if (!done && buffer_failed(&title))
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    writer_free(writer);
    buffer_release(&title);
    return done;
}

static bool write_text(struct front *front, const struct desk *desk)
{
    struct record_definition *record = record_definition_new(TEXT("measures"), &front->reporter);
    size_t count, written = 0;
    struct writer_column *own = record ? schema_columns(record, NULL, &count, &front->reporter)
                                       : NULL;
    bool done = own != NULL;
    for (size_t i = 0; i < desk->results.note_count && done; i++) {
        const struct measure_note *note = &desk->results.notes[i];
        if (note->count == 0)
            continue;
        if (written++ > 0)
            output_byte(&front->output, '\n');
        done = write_measure(front, desk, note, own);
    }
    memory_free(own);
    record_definition_free(record);
    return done;
}

static bool write_results(struct front *front, const struct desk *desk)
{
    if (front->format == WRITER_TEXT)
        return write_text(front, desk);
    struct writer *writer = front_writer(front, NULL, NULL, phrase(desk->phrases, "measures-title"),
                                         phrase(desk->phrases, "measures-explanation"));
    bool done = writer &&
                measures_write(&desk->results, 0, desk->results.count, NULL, 0, TEXT("c"),
                               writer) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

static void summarise_note(struct front *front, const struct measure_note *note)
{
    struct text code = note->measure->code;
    if (!note->counted) {
        front_summary(front, "left out: %.*s needs %.*s", (int)code.length, code.data,
                      (int)note->missing.length, note->missing.data);
        return;
    }
    front_summary(front, "%.*s: %.*s:%llu, rows written: %zu", (int)code.length, code.data,
                  (int)note->measure->file.length, note->measure->file.data,
                  (unsigned long long)note->measure->line, note->count);
    if (note->undated + note->ahead > 0)
        front_summary(front, "  not counted: without the date it goes by %llu, after --as-of %llu",
                      (unsigned long long)note->undated, (unsigned long long)note->ahead);
    if (note->pending > 0)
        front_summary(front, "  too early to tell: %llu", (unsigned long long)note->pending);
}

static void summarise(struct front *front, const struct desk *desk)
{
    const struct measure_results *results = &desk->results;
    front_summary(front, "rows read: %llu; rejected: %llu", (unsigned long long)results->rows,
                  (unsigned long long)results->rejected);
    if (results->swapped > 0)
        front_summary(front, "episodes that end before they begin: %llu",
                      (unsigned long long)results->swapped);
    if (results->in_two_families > 0)
        front_summary(front, "children given more than one family: %llu times",
                      (unsigned long long)results->in_two_families);
    for (size_t i = 0; i < results->note_count; i++)
        summarise_note(front, &results->notes[i]);
    if (review_settings_of(front)->suppress)
        front_summary(front, "counts: %llu; hidden as small: %llu, for their sake: %llu",
                      (unsigned long long)desk->hidden.cells,
                      (unsigned long long)desk->hidden.primary,
                      (unsigned long long)desk->hidden.secondary);
    if (desk->hidden.widened)
        front_summary(front, "  too large to choose with care: all that adds up with a small count "
                             "is hidden");
    if (review_settings_of(front)->compare)
        front_summary(front,
                      "compared: %llu; on the wrong side of the target: %llu; targets without a "
                      "result: %llu",
                      (unsigned long long)desk->comparison.compared,
                      (unsigned long long)desk->comparison.missed,
                      (unsigned long long)desk->comparison.unused);
}

/* Hidden first, then rounded; a target is held beside what is printed. */
static bool protect(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    if (settings->suppress &&
        !measures_suppress(&desk->results, MOST_SMALL, &desk->hidden, &front->reporter))
        return false;
    if (settings->round > 0)
        measures_round(&desk->results, settings->round);
    return true;
}

bool review_measures(struct front *front)
{
    const struct review_settings *settings = review_settings_of(front);
    struct desk desk = {.phrases = NULL};
    measure_results_init(&desk.results);
    bool done = desk_open(front, &desk) &&
                measures_run(&desk.request, &desk.results, &front->reporter) &&
                protect(front, &desk) &&
                (!settings->compare ||
                 measures_compare(&desk.results, desk.measures, settings->compare, &desk.side,
                                  &desk.comparison, &front->reporter)) &&
                write_results(front, &desk);
    if (done) {
        front->flagged = desk.comparison.missed > 0;
        front->rejected += desk.results.rejected + desk.comparison.rejected;
        summarise(front, &desk);
    }
    desk_release(&desk);
    return done;
}
