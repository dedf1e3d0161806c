/* eh-review: plans, reviews, scales and episodes in; what is due, what it shows, and whether it
 * helps out. */
#include "cmd/review.h"

#define TAKES_TABLE(option, table)                                                                 \
    static bool take_##option(struct front *front, const char *argument)                           \
    {                                                                                              \
        review_settings_of(front)->tables[table] = argument;                                       \
        return true;                                                                               \
    }

TAKES_TABLE(episodes, REVIEW_EPISODES)
TAKES_TABLE(contacts, REVIEW_CONTACTS)
TAKES_TABLE(referrals, REVIEW_REFERRALS)
TAKES_TABLE(assessments, REVIEW_ASSESSMENTS)
TAKES_TABLE(plans, REVIEW_PLANS)
TAKES_TABLE(reviews, REVIEW_REVIEWS)
TAKES_TABLE(scales, REVIEW_SCALES)
TAKES_TABLE(outcomes, REVIEW_OUTCOMES)
TAKES_TABLE(levels, REVIEW_LEVELS)
TAKES_TABLE(consent, REVIEW_CONSENT)
TAKES_TABLE(feedback, REVIEW_FEEDBACK)
TAKES_TABLE(population, REVIEW_POPULATION)
TAKES_TABLE(people, REVIEW_PEOPLE)
TAKES_TABLE(actions, REVIEW_ACTIONS)
TAKES_TABLE(indicators, REVIEW_INDICATORS)

#define TAKES_TEXT(option)                                                                         \
    static bool take_##option(struct front *front, const char *argument)                           \
    {                                                                                              \
        review_settings_of(front)->option = argument;                                              \
        return true;                                                                               \
    }

#define TAKES_NOTHING(option)                                                                      \
    static bool take_##option(struct front *front, const char *argument)                           \
    {                                                                                              \
        (void)argument;                                                                            \
        review_settings_of(front)->option = true;                                                  \
        return true;                                                                               \
    }

TAKES_TEXT(within)
TAKES_TEXT(grace)
TAKES_TEXT(holidays)
TAKES_TEXT(intervals)
TAKES_TEXT(rules)
TAKES_TEXT(outcome_set)
TAKES_TEXT(period)
TAKES_TEXT(by)
TAKES_TEXT(compare)
TAKES_NOTHING(suppress)
TAKES_NOTHING(working_days)
TAKES_NOTHING(todo)

static bool take_since(struct front *front, const char *argument)
{
    return front_date(front, "since", argument, &review_settings_of(front)->since);
}

static bool take_round(struct front *front, const char *argument)
{
    uint64_t *round = &review_settings_of(front)->round;
    return text_to_unsigned(text_of(argument), 2, 1000, round) ||
           front_usage(front, "--round takes a whole number, such as 5 or 10");
}

static bool take_from(struct front *front, const char *argument)
{
    bool episodes = text_equal(text_of(argument), TEXT("episodes"));
    review_settings_of(front)->from_episodes = episodes;
    return episodes || text_equal(text_of(argument), TEXT("assessments")) ||
           front_takes(front, "--from", TEXT("assessments or episodes"), text_of(argument));
}

#define OPTION_INTERVALS                                                                           \
    {                                                                                              \
        "intervals", "FILE", "intervals of your own", take_intervals                               \
    }
#define OPTION_RULES                                                                               \
    {                                                                                              \
        "rules", "DIR", "rules of your own", take_rules                                            \
    }
#define OPTION_OUTCOME_SET                                                                         \
    {                                                                                              \
        "outcome-set", "NAME|DIR", "outcomes to go by", take_outcome_set                           \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

static bool take_differences(struct front *front, const char *argument)
{
    review_settings_of(front)->differences = argument;
    front->own_output = argument;
    return true;
}

static const struct front_option due_options[] = {
    {"reviews", "FILE", "reviews that were booked and held", take_reviews},
    {"within", "TIME", "how far ahead to look: 14d, 2w or 1m", take_within},
    {"grace", "TIME", "how long after its day a review is not late yet", take_grace},
    {"working-days", NULL, "count working days only", take_working_days},
    {"holidays", "FILE", "bank holidays of your own: date, name", take_holidays},
    {"todo", NULL, "ics: tasks, not days in the calendar", take_todo},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option decide_options[] = {
    {"plans", "FILE", "plans: level, lead practitioner, start", take_plans},
    {"actions", "FILE", "actions of the plans", take_actions},
    {"scales", "FILE", "readings of the scale", take_scales},
    {"levels", "FILE", "levels now, of eh-threshold", take_levels},
    {"indicators", "FILE", "indicators now: what is new, what is serious", take_indicators},
    {"outcomes", "FILE", "evidence of outcomes", take_outcomes},
    OPTION_RULES,
    OPTION_OUTCOME_SET,
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option outcomes_options[] = {
    {"by", "headline|family", "a row for each of these; default: each outcome", take_by},
    OPTION_OUTCOME_SET,
    OPTION_END};
static const struct front_option scales_options[] = {
    {"by", "family", "a row for each of these, all views together", take_by},
    {"people", "FILE", "people, for --initials and --years alone", take_people},
    {"initials", NULL, "initials for names: who gave scores, and --people", front_take_initials},
    {"years", NULL, "years instead of the dates of birth of --people", front_take_years},
    OPTION_END};
static const struct front_option measures_options[] = {
    {"episodes", "FILE", "", take_episodes},
    {"contacts", "FILE", "", take_contacts},
    {"referrals", "FILE", "", take_referrals},
    {"assessments", "FILE", "", take_assessments},
    {"plans", "FILE", "", take_plans},
    {"reviews", "FILE", "", take_reviews},
    {"scales", "FILE", "", take_scales},
    {"outcomes", "FILE", "", take_outcomes},
    {"levels", "FILE", "", take_levels},
    {"consent", "FILE", "", take_consent},
    {"feedback", "FILE", "", take_feedback},
    {"population", "FILE", "", take_population},
    {"indicators", "FILE", "a measure whose tables are missing is left out", take_indicators},
    {"people", "FILE", "people of the families: whose family a child is in", take_people},
    {"since", "DATE", "first day of the window; default: a year back", take_since},
    {"period", "month|quarter|year", "a row for each of these, beside the window's", take_period},
    {"by", "organisation|area|both", "a row for each of these, beside that of all", take_by},
    {"compare", "FILE", "targets or a comparator: measure, value", take_compare},
    {"suppress", NULL, "hide small counts and whatever would give them away", take_suppress},
    {"round", "5|10", "round counts, half up", take_round},
    OPTION_RULES,
    OPTION_OUTCOME_SET,
    {"holidays", "FILE", "bank holidays of your own: date, name", take_holidays},
    {"working-days", NULL, "count working days only", take_working_days},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option annex_options[] = {
    {"assessments", "FILE", "early help assessments", take_assessments},
    {"episodes", "FILE", "early help episodes", take_episodes},
    {"people", "FILE", "people of the families: gender, ethnicity, birth", take_people},
    {"from", "assessments|episodes", "which of the two makes the list", take_from},
    {"differences", "FILE", "write there where the two differ", take_differences},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option list_options[] = {OPTION_RULES, OPTION_OUTCOME_SET, OPTION_END};

#define RECORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

enum { ON_ROWS = FRONT_READS | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY };

static const struct front_verb verbs[] = {
    {
        .name = "due",
        .operands = "[FILE]...",
        .about = "plans, episodes or actions in, reviews overdue or due soon out",
        .example = "eh-review due --reviews reviews.csv -t text plans.csv",
        .groups = ON_ROWS | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = due_options,
        .inputs = RECORDS("plans", "episodes", "actions", "reviews"),
        .fitting = RECORDS("episodes", "actions", "levels"),
        .output = "reviews-due",
        .formats = "csv, text, json, rec, html or ics",
        .run = review_due,
    },
    {
        .name = "decide",
        .operands = "[FILE]...",
        .about = "reviews in; close, continue or escalate for each family out",
        .example = "eh-review decide --actions plan.csv --scales scales.csv reviews.csv -t text",
        .groups = ON_ROWS | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = decide_options,
        .inputs = RECORDS("reviews", "plans", "actions", "scales", "levels", "indicators",
                          "outcome-evidence"),
        .output = "decisions",
        .run = review_decide,
    },
    {
        .name = "outcomes",
        .operands = "[FILE]...",
        .about = "evidence in, outcomes achieved and what is still missing out",
        .example = "eh-review outcomes evidence.csv -t text",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = outcomes_options,
        .inputs = RECORDS("outcome-evidence"),
        .output = "outcome-results",
        .run = review_outcomes,
    },
    {
        .name = "scales",
        .operands = "[FILE]...",
        .about = "readings from 0 to 10 in, how they changed out; also drawn",
        .example = "eh-review scales -t svg scales.csv -o star.svg",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = scales_options,
        .inputs = RECORDS("scales", "people"),
        .output = "scale-changes",
        .formats = "csv, text, json, rec, html or svg",
        .run = review_scales,
    },
    {
        .name = "measures",
        .operands = "",
        .about = "tables in, the measures of the performance framework out",
        .example = "eh-review measures --episodes episodes.csv --contacts contacts.csv -t html",
        .groups = ON_ROWS | FRONT_FRAMEWORK,
        .options = measures_options,
        .inputs = RECORDS("episodes", "contacts", "referrals", "assessments", "plans", "reviews",
                          "scales", "outcome-evidence", "levels", "recorded", "consent", "feedback",
                          "population", "people", "indicators"),
        .output = "measures",
        .run = review_measures,
    },
    {
        .name = "annex-a",
        .operands = "",
        .about = "assessments and episodes in, list 2 of Annex A out",
        .example = "eh-review annex-a --assessments assessments.csv --episodes episodes.csv",
        .groups = ON_ROWS,
        .options = annex_options,
        .inputs = RECORDS("assessments", "episodes", "people"),
        .output = "annex-a-list-2",
        .run = review_annex_a,
    },
    {
        .name = "list",
        .operands = "outcomes|headlines|measures|rules",
        .about = "print the outcomes, the measures, the rules of decisions",
        .example = "eh-review list measures -t text",
        .options = list_options,
        .least_files = 1,
        .most_files = 1,
        .run = review_list,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {"eh-review",
                                                 "tell what is due, and whether help helps", verbs};
    struct review_settings settings = {.since = DATE_DAY_OPEN_START};
    return front_main(&program, &settings, argc, argv);
}
