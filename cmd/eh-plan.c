/* eh-plan: levels and needs in, a plan to agree with the family out; and plans checked and chased.
 */
#include "cmd/plan.h"

#define TAKES_TEXT(option)                                                                         \
    static bool take_##option(struct front *front, const char *argument)                           \
    {                                                                                              \
        plan_settings_of(front)->option = argument;                                                \
        return true;                                                                               \
    }

#define TAKES_NOTHING(option)                                                                      \
    static bool take_##option(struct front *front, const char *argument)                           \
    {                                                                                              \
        (void)argument;                                                                            \
        plan_settings_of(front)->option = true;                                                    \
        return true;                                                                               \
    }

TAKES_TEXT(plans)
TAKES_TEXT(plan)
TAKES_TEXT(services)
TAKES_TEXT(people)
TAKES_TEXT(goals)
TAKES_TEXT(concerns)
TAKES_TEXT(holidays)
TAKES_TEXT(intervals)
TAKES_TEXT(rules)
TAKES_TEXT(within)
TAKES_NOTHING(working_days)
TAKES_NOTHING(split)
TAKES_NOTHING(undated)
TAKES_NOTHING(todo)

static bool take_start(struct front *front, const char *argument)
{
    return front_date(front, "start", argument, &plan_settings_of(front)->start);
}

static bool take_most(struct front *front, const char *argument)
{
    return text_to_unsigned(text_of(argument), 1, 1000, &plan_settings_of(front)->most) ||
           front_usage(front, "--most takes a number from 1 to 1000");
}

static bool take_by(struct front *front, const char *argument)
{
    plan_settings_of(front)->by_who = true;
    return text_equal(text_of(argument), TEXT("who")) ||
           front_takes(front, "--by", TEXT("who"), text_of(argument));
}

static bool take_for(struct front *front, const char *argument)
{
    bool professionals = text_equal(text_of(argument), TEXT("professionals"));
    plan_settings_of(front)->for_professionals = professionals;
    return professionals || text_equal(text_of(argument), TEXT("family")) ||
           front_takes(front, "--for", TEXT("family or professionals"), text_of(argument));
}

#define OPTION_PLANS                                                                               \
    {                                                                                              \
        "plans", "FILE", "plans: lead practitioner, start, review and area", take_plans            \
    }
#define OPTION_PEOPLE                                                                              \
    {                                                                                              \
        "people", "FILE", "people of the families: births, for their ages", take_people            \
    }
#define OPTION_INTERVALS                                                                           \
    {                                                                                              \
        "intervals", "FILE", "intervals of your own", take_intervals                               \
    }
#define OPTION_RULES                                                                               \
    {                                                                                              \
        "rules", "DIR", "rules of your own", take_rules                                            \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

static const struct front_option draft_options[] = {
    {"plan", "FILE", "actions that stand already; the rest is drafted", take_plan},
    OPTION_PLANS,
    {"services", "FILE", "directory of services", take_services},
    OPTION_PEOPLE,
    {"start", "DATE", "day the plan starts; default: --as-of", take_start},
    {"most", "N", "needs taken up at once; the rest wait for a review", take_most},
    {"working-days", NULL, "count working days only", take_working_days},
    {"holidays", "FILE", "bank holidays of your own: date, name", take_holidays},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option services_options[] = {
    {"services", "FILE", "directory of services", take_services},
    OPTION_PLANS,
    OPTION_PEOPLE,
    {"most", "N", "services proposed for each need; default: 3", take_most},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option gaps_options[] = {
    {"services", "FILE", "directory of services", take_services},
    OPTION_PLANS,
    OPTION_PEOPLE,
    OPTION_END};
static const struct front_option check_options[] = {
    {"goals", "FILE", "goals: each needs an action", take_goals},
    {"concerns", "FILE", "concerns of the form: each ticked one needs a goal", take_concerns},
    {"plans", "FILE", "plans: start and review, where actions have none", take_plans},
    {"people", "FILE", "people of the families, who may carry out actions", take_people},
    OPTION_RULES,
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option due_options[] = {
    {"within", "TIME", "how far ahead to look: 14d, 2w or 1m", take_within},
    {"by", "who", "a row for each of these, with counts", take_by},
    {"split", NULL, "several names in one cell are several people", take_split},
    {"people", "FILE", "people, for --initials and --years alone", take_people},
    {"initials", NULL, "initials instead of the names of --people", front_take_initials},
    {"years", NULL, "years instead of the dates of birth of --people", front_take_years},
    {"undated", NULL, "also actions that have no date", take_undated},
    {"todo", NULL, "ics: tasks, not days in the calendar", take_todo},
    OPTION_INTERVALS,
    OPTION_END};
static const struct front_option form_options[] = {
    {"for", "family|professionals", "whom the page is for; default: family", take_for},
    {"plans", "FILE", "plans: lead practitioner, how to reach them, dates", take_plans},
    {"people", "FILE", "people of the families: what children are called", take_people},
    {"initials", NULL, "initials instead of the names of --people", front_take_initials},
    {"years", NULL, "years instead of the dates of birth of --people", front_take_years},
    OPTION_END};
static const struct front_option list_options[] = {OPTION_RULES, OPTION_END};

#define RECORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

enum { ON_ROWS = FRONT_READS | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY };

static const struct front_verb verbs[] = {
    {
        .name = "draft",
        .operands = "[FILE]...",
        .about = "levels or indicators in, a plan to agree with the family out",
        .example = "eh-threshold indicators.csv | eh-plan --start 2026-12-01 -o plan.csv",
        .groups = ON_ROWS | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = draft_options,
        .inputs = RECORDS("levels", "indicators", "actions", "plans", "services", "people"),
        .alternative = "indicators",
        .output = "drafts",
        .run = plan_draft,
    },
    {
        .name = "services",
        .operands = "--services FILE [FILE]...",
        .about = "levels or indicators in, services that fit each need out",
        .example = "eh-plan services --services directory.csv levels.csv -t text",
        .groups = ON_ROWS | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = services_options,
        .inputs = RECORDS("levels", "indicators", "services", "plans", "people"),
        .alternative = "indicators",
        .output = "proposals",
        .run = plan_services,
    },
    {
        .name = "gaps",
        .operands = "[FILE]...",
        .about = "plans in, needs for which there is no service out",
        .example = "eh-plan gaps --services directory.csv plans/*.csv -t text",
        .groups = ON_ROWS | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = gaps_options,
        .inputs = RECORDS("actions", "services", "plans", "people"),
        .output = "gaps",
        .run = plan_gaps,
    },
    {
        .name = "check",
        .operands = "[FILE]...",
        .about = "actions in, what keeps them from being specific and timely out",
        .example = "eh-plan check -t text plan.csv",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = check_options,
        .inputs = RECORDS("actions", "goals", "concerns", "plans", "people"),
        .output = "plan-problems",
        .run = plan_check,
    },
    {
        .name = "due",
        .operands = "[FILE]...",
        .about = "actions in, those that are overdue or due soon out, soonest first",
        .example = "eh-plan due --within 14d --by who -t text plan.csv",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = due_options,
        .inputs = RECORDS("actions", "people"),
        .output = "actions-due",
        .formats = "csv, text, json, rec, html or ics",
        .run = plan_due,
    },
    {
        .name = "form",
        .operands = "[FILE]...",
        .about = "actions in, each family's plan on a page out",
        .example = "eh-plan form --for family -t html plan.csv -o plan.html",
        .groups = FRONT_READS | FRONT_DATED | FRONT_SUMMARY | FRONT_FRAMEWORK | FRONT_FAMILY,
        .options = form_options,
        .inputs = RECORDS("actions", "plans", "people"),
        .formats = "text or html",
        .run = plan_form,
    },
    {
        .name = "progress",
        .operands = "BEFORE AFTER...",
        .about = "versions of a plan in, oldest first; what became of it out",
        .example = "eh-plan progress plan-march.csv plan-may.csv -t text",
        .groups = FRONT_READS | FRONT_FLAGS | FRONT_SUMMARY,
        .inputs = RECORDS("actions"),
        .output = "plan-progress",
        .least_files = 2,
        .run = plan_progress,
    },
    {
        .name = "list",
        .operands = "goals|rules|words",
        .about = "print what plans are drafted from and checked by",
        .example = "eh-plan list rules -t text",
        .options = list_options,
        .least_files = 1,
        .most_files = 1,
        .run = plan_list,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {
        "eh-plan", "draft, check and chase plans agreed with families", verbs};
    struct plan_settings settings = {.start = DATE_DAY_OPEN_START};
    return front_main(&program, &settings, argc, argv);
}
