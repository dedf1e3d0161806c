/* The goals that plans are drafted with, and the days that a plan's actions and its review fall on
 * (definitions/plan_goals.h, domain/plan/plan_days.h). */
#include "domain/plan/plan_draft.h"

#include "files.h"
#include "hear.h"
#include "tap.h"

static void test_goals(void)
{
    struct plan_goals *goals = plan_goals_new(&hearing);
    struct outcome_set *outcomes = outcome_set_new(OUTCOMES_DEFAULT, &hearing);
    if (ok(goals && outcomes, "goals and outcomes")) {
        for (size_t i = 0; i < outcomes->outcome_count; i++)
            ok(plan_goals_find(goals, outcomes->outcomes[i].code).length > 0,
               outcomes->outcomes[i].code.data);
        for (size_t i = 0; i < outcomes->indicator_count; i++)
            if (outcomes->indicators[i].outcome == LOOKUP_NONE)
                ok(plan_goals_find(goals, outcomes->indicators[i].indicator).length > 0,
                   outcomes->indicators[i].indicator.data);
        is_text(plan_goals_find(goals, TEXT("SF-0.0")), TEXT(""), "an unknown code has no goal");
        is_text(plan_goals_find(goals, goals->list[0].code), goals->list[0].goal,
                "a goal is found by its code");
    }
    plan_goals_free(goals);
    outcome_set_free(outcomes);
}

static date_day day(const char *text)
{
    struct date date;
    date_read(text_of(text), &date);
    return date.earliest;
}

/* The review and the due day of a plan, `2026-12-28 2027-01-04`. */
static void falls(const struct intervals *intervals, const struct holidays *holidays,
                  const char *start, uint32_t weeks, const char *wanted)
{
    struct plan_days days = {intervals, holidays};
    char due[DATE_TEXT_BYTES], review[DATE_TEXT_BYTES], got[2 * DATE_TEXT_BYTES + 1];
    date_day reviewed = plan_review_day(&days, day(start), weeks);
    struct date at = date_of_day(plan_due_day(&days, day(start), reviewed));
    date_write(&at, due);
    at = date_of_day(reviewed);
    date_write(&at, review);
    snprintf(got, sizeof got, "%s %s", due, review);
    is_string(got, wanted, start);
}

static struct intervals *intervals_of(const char *rows)
{
    return intervals_new(files_put("intervals.csv", text_of(rows)), &hearing);
}

static void test_days(void)
{
    struct intervals *usual = intervals_new(NULL, &hearing),
                     *days = intervals_of("interval,value,unit\nfirst_review_early_help,5,days\n"
                                          "action_before_review,1,days\n"),
                     *months = intervals_of(
                         "interval,value,unit\nfirst_review_early_help,3,months\n"
                         "action_before_review,1,months\n"),
                     *long_before = intervals_of("interval,value,unit\n"
                                                 "action_before_review,9,weeks\n");
    struct holidays *holidays = holidays_new(NULL, &hearing);
    if (ok(usual && days && months && long_before && holidays, "definitions")) {
        is_number(plan_draft_most(usual), 5, "needs that a plan takes up");
        falls(usual, NULL, "2026-11-23", 6, "2026-12-28 2027-01-04");
        falls(usual, NULL, "2026-11-23", 0, "2026-12-28 2027-01-04");
        falls(usual, NULL, "2026-11-23", 2, "2026-11-30 2026-12-07");
        falls(usual, NULL, "2026-11-23", 1, "2026-11-23 2026-11-30");
        falls(usual, holidays, "2026-11-23", 6, "2026-12-31 2027-01-07");
        falls(usual, holidays, "2026-11-23", 0, "2026-12-31 2027-01-07");
        falls(usual, holidays, "2026-11-28", 2, "2026-12-04 2026-12-11");
        falls(usual, holidays, "2026-11-28", 1, "2026-11-30 2026-12-04");
        falls(usual, holidays, "2026-12-22", 2, "2026-12-31 2027-01-08");
        falls(days, NULL, "2026-11-23", 0, "2026-11-27 2026-11-28");
        falls(days, holidays, "2026-11-23", 0, "2026-11-27 2026-11-30");
        falls(days, holidays, "2026-12-25", 0, "2026-12-29 2026-12-30");
        falls(months, NULL, "2026-11-30", 0, "2027-01-28 2027-02-28");
        falls(months, holidays, "2026-11-30", 0, "2027-02-01 2027-03-01");
        falls(long_before, NULL, "2026-11-23", 6, "2026-11-23 2027-01-04");
        falls(long_before, holidays, "2026-11-21", 6, "2026-11-23 2027-01-06");
    }
    intervals_free(usual);
    intervals_free(days);
    intervals_free(months);
    intervals_free(long_before);
    holidays_free(holidays);
}

int main(void)
{
    if (files_make()) {
        test_goals();
        test_days();
        files_remove();
    }
    is_text(heard_text(), TEXT(""), "nothing to complain of");
    buffer_release(&heard);
    return done();
}
