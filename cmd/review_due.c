#include "cmd/review.h"

#include "definitions/phrases.h"
#include "render/reviews_due_page.h"

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct intervals *intervals;
    struct holidays *holidays;
    struct interval grace;
    struct reviews_due_request request;
    struct review_book book;
    struct review_plans plans;
    struct reviews_due list;
    struct review_leads leads;
};

static bool is_calendar(const struct front *front)
{
    return front->own_format.length > 0;
}

static bool check_options(struct front *front)
{
    const struct review_settings *settings = review_settings_of(front);
    if (settings->todo && !is_calendar(front))
        return front_usage(front, "--todo goes with --to ics");
    if (settings->holidays && !settings->working_days)
        return front_usage(front, "--holidays goes with --working-days");
    return true;
}

static bool make_request(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    struct interval within;
    if (!front_interval(front, desk->intervals, "within", settings->within, TEXT("due_within"),
                        &within) ||
        !front_interval(front, desk->intervals, "grace", settings->grace, TEXT("review_grace"),
                        &desk->grace))
        return false;
    if (settings->working_days &&
        !(desk->holidays = holidays_new(settings->holidays, &front->reporter)))
        return false;
    desk->request = (struct reviews_due_request){
        .framework = front->framework,
        .grace = &desk->grace,
        .first = intervals_find(desk->intervals, TEXT("first_review_early_help")),
        .holidays = desk->holidays,
        .as_of = front->as_of,
        .until = interval_after(&within, front->as_of),
    };
    return true;
}

static bool desk_open(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    const char *reviews = settings->tables[REVIEW_REVIEWS];
    struct table_settings side = front_side(front);
    if (!check_options(front))
        return false;
    desk->phrases = phrases_new(reporter);
    desk->intervals = desk->phrases ? intervals_new(settings->intervals, reporter) : NULL;
    return desk->intervals && make_request(front, desk) &&
           review_book_open(&desk->book, front->framework, &side, &reviews, reviews ? 1 : 0,
                            &front->rejected, reporter) &&
           review_plans_open(&desk->plans, front->framework, &front->table, front->files,
                             front->file_count, reviews != NULL, reporter);
}

static void desk_release(struct desk *desk)
{
    review_leads_release(&desk->leads);
    reviews_due_release(&desk->list);
    review_plans_close(&desk->plans);
    review_book_release(&desk->book);
    holidays_free(desk->holidays);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
}

static bool write_rows(struct front *front, const struct desk *desk)
{
    struct writer *writer = front_writer(front, "reviews-due", NULL, TEXT(""), TEXT(""));
    bool done = writer && reviews_due_write(&desk->list, &desk->request, writer) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

/* Nothing at all is written when nothing is due, so that cron sends no mail. */
static bool write_due(struct front *front, struct desk *desk)
{
    struct reviews_due_page page = {
        .phrases = desk->phrases,
        .list = &desk->list,
        .leads = &desk->leads,
        .request = &desk->request,
        .width = front_width(),
        .tasks = review_settings_of(front)->todo,
    };
    if (desk->list.count == 0)
        return true;
    if (is_calendar(front))
        return reviews_due_calendar(&page, &front->output, &front->reporter);
    if (front->format != WRITER_TEXT && front->format != WRITER_HTML)
        return write_rows(front, desk);
    if (!review_leads_read(&desk->leads, &desk->list, &front->reporter))
        return false;
    return front->format == WRITER_TEXT ? reviews_due_text(&page, &front->output, &front->reporter)
                                        : reviews_due_html(&page, &front->output, &front->reporter);
}

static void summarise(struct front *front, const struct desk *desk)
{
    const struct reviews_due_counts *counts = &desk->list.counts;
    char until[DATE_TEXT_BYTES];
    struct date last = date_of_day(desk->request.until);
    date_write(&last, until);
    front_summary(front, "plans used: %llu; rows rejected: %llu",
                  (unsigned long long)(counts->overdue + counts->soon + counts->later +
                                       counts->ended + counts->closed + counts->undated),
                  (unsigned long long)(table_reject_count(desk->plans.table) + front->rejected));
    front_summary(front,
                  "overdue: %llu; due soon, by %s: %llu; due later: %llu; in the row of another "
                  "plan: %llu",
                  (unsigned long long)counts->overdue, until, (unsigned long long)counts->soon,
                  (unsigned long long)counts->later, (unsigned long long)counts->shared);
    front_summary(front, "ended: %llu; closed by a review: %llu; without any date: %llu",
                  (unsigned long long)counts->ended, (unsigned long long)counts->closed,
                  (unsigned long long)counts->undated);
    if (review_settings_of(front)->tables[REVIEW_REVIEWS])
        front_summary(front, "reviews: %zu; families with reviews but no plan: %llu",
                      desk->book.review_count, (unsigned long long)counts->without_plan);
}

bool review_due(struct front *front)
{
    struct desk desk = {.phrases = NULL};
    bool done = desk_open(front, &desk) &&
                reviews_due_read(&desk.list, &desk.plans, &desk.book, &desk.request,
                                 &front->reporter) &&
                write_due(front, &desk);
    if (done) {
        front->flagged = desk.list.counts.overdue > 0;
        summarise(front, &desk);
    }
    desk_release(&desk);
    return done;
}
