#include "cmd/review.h"

#include "base/limits.h"
#include "base/memory.h"
#include "definitions/phrases.h"
#include "domain/measures/measure_compare.h"
#include "domain/measures/measure_disclosure.h"
#include "domain/measures/measure_run.h"
#include "domain/measures/measure_write.h"
#include "records/share.h"
#include "render/measures_page.h"

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

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct intervals *intervals;
    struct disclosure_rules *rules;
    struct measures *measures;
    struct dashboard *dashboard;
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
           front_takes(front, "--by", TEXT("organisation, area or both"),
                       text_of(review_settings_of(front)->by));
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
    return front_takes(front, "--period", TEXT("month, quarter or year"),
                       text_of(review_settings_of(front)->period));
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

/* Whether counts may be rounded as they are to be. */
static bool may_round(struct front *front, const struct disclosure_rules *rules)
{
    uint64_t base = review_settings_of(front)->round;
    struct buffer words;
    buffer_init(&words, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < rules->base_count; i++) {
        buffer_add(&words, i > 0 ? TEXT(" or ") : TEXT(""));
        buffer_add_number(&words, rules->bases[i]);
    }
    bool may = base == 0 || disclosure_rules_round(rules, base);
    if (!may)
        front_usage(front, "--round takes %.*s", (int)words.length, words.data);
    buffer_release(&words);
    return may;
}

static bool desk_open(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    struct measure_request *request = &desk->request;
    if (!take_tables(front, request) || !read_by(front, request) || !read_period(front, request) ||
        !read_window(front, request) ||
        !share_user_path(settings->rules, "organisations.csv", &desk->organisations, reporter))
        return false;
    desk->side = front_side(front);
    desk->phrases = phrases_new(reporter);
    desk->intervals = desk->phrases ? intervals_new(settings->intervals, reporter) : NULL;
    desk->rules = desk->intervals ? disclosure_rules_new(settings->rules, reporter) : NULL;
    desk->measures = desk->rules && may_round(front, desk->rules)
                         ? measures_new(settings->rules, desk->intervals, reporter)
                         : NULL;
    desk->dashboard = desk->measures ? dashboard_new(settings->rules, desk->measures, reporter)
                                     : NULL;
    desk->outcomes = desk->dashboard
                         ? outcome_set_of(settings->outcome_set, front->framework, reporter)
                         : NULL;
    if (desk->outcomes && settings->working_days)
        desk->holidays = holidays_new(settings->holidays, reporter);
    request->measures = desk->measures;
    request->intervals = desk->intervals;
    request->phrases = desk->phrases;
    request->framework = front->framework;
    request->outcomes = desk->outcomes;
    request->holidays = desk->holidays;
    request->organisations = desk->organisations;
    request->rules = desk->rules;
    request->table = &desk->side;
    return desk->outcomes && (desk->holidays || !settings->working_days);
}

static void desk_release(struct desk *desk)
{
    measure_results_release(&desk->results);
    holidays_free(desk->holidays);
    outcome_set_free(desk->outcomes);
    dashboard_free(desk->dashboard);
    measures_free(desk->measures);
    disclosure_rules_free(desk->rules);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
    memory_free(desk->organisations);
}

static bool write_results(struct front *front, const struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    struct measures_page page = {
        .phrases = desk->phrases,
        .dashboard = desk->dashboard,
        .results = &desk->results,
        .period = desk->request.period,
        .most_small = settings->suppress ? desk->rules->most_small : 0,
        .round = settings->round,
        .rejected = desk->results.rejected + desk->comparison.rejected,
        .width = front_width(),
    };
    if (front->format == WRITER_TEXT)
        return measures_page_text(&page, &front->output, &front->reporter);
    if (front->format == WRITER_HTML)
        return measures_page_html(&page, &front->output, &front->reporter);
    struct writer *writer = front_writer(front, NULL, NULL, TEXT(""), TEXT(""));
    bool done = writer && measures_write(&desk->results, desk->rules->hidden_mark, writer) &&
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
    front_summary(front, "%.*s: %.*s:%llu; rows written: %zu", (int)code.length, code.data,
                  (int)note->measure->file.length, note->measure->file.data,
                  (unsigned long long)note->measure->line, note->count);
    if (note->undated + note->ahead > 0)
        front_summary(front, "  without the date it goes by: %llu; after --as-of: %llu",
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
        front_summary(front, "counts: %llu; hidden as small: %llu; for their sake: %llu",
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
    if (settings->suppress)
        front_step("hiding small counts");
    if (settings->suppress && !measures_suppress(&desk->results, desk->rules->most_small,
                                                 &desk->hidden, &front->reporter))
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
                 measures_compare(&desk.results, desk.measures, desk.rules, settings->compare,
                                  &desk.side, &desk.comparison, &front->reporter)) &&
                write_results(front, &desk);
    if (done) {
        front->flagged = desk.comparison.missed > 0;
        front->rejected += desk.results.rejected + desk.comparison.rejected;
        summarise(front, &desk);
    }
    desk_release(&desk);
    return done;
}
