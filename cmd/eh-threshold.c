/* eh-threshold: indicators of need in, a suggested level of response out, with its reasons. */
#include "cmd/threshold.h"

static struct threshold_settings *settings_of(struct front *front)
{
    return front->own;
}

static bool take_by(struct front *front, const char *argument)
{
    bool family = text_equal(text_of(argument), TEXT("family"));
    settings_of(front)->by_family = family;
    return family || text_equal(text_of(argument), TEXT("child")) ||
           front_takes(front, "--by", TEXT("child or family"), text_of(argument));
}

static bool take_since(struct front *front, const char *argument)
{
    return front_date(front, "since", argument, &settings_of(front)->since);
}

static bool take_consent(struct front *front, const char *argument)
{
    settings_of(front)->consent = argument;
    return true;
}

static bool take_override(struct front *front, const char *argument)
{
    settings_of(front)->override = argument;
    return true;
}

static bool take_recorded(struct front *front, const char *argument)
{
    settings_of(front)->recorded = argument;
    return true;
}

static bool take_counts(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->counts = true;
    return true;
}

static bool take_suppress(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->suppress = true;
    return true;
}

static bool take_people(struct front *front, const char *argument)
{
    settings_of(front)->people = argument;
    return true;
}

static bool take_as(struct front *front, const char *argument)
{
    settings_of(front)->as = argument;
    return true;
}

static bool take_flag(struct front *front, const char *argument)
{
    settings_of(front)->flag = argument;
    return true;
}

static bool take_sorted(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->sorted = true;
    return true;
}

#define OPTION_SIDE_FILES                                                                          \
    {"consent", "FILE", "consent on record: given, refused or withdrawn", take_consent},           \
    {                                                                                              \
        "override", "FILE", "practitioners' own decisions, with their reasons", take_override      \
    }
#define OPTION_ROWS                                                                                \
    {"by", "child|family", "a row for each of these; default: child", take_by},                    \
        {"since", "DATE", "leave out rows dated before", take_since},                              \
    {                                                                                              \
        "sorted", NULL, "rows of a family stand together: constant memory", take_sorted            \
    }
#define OPTION_AS                                                                                  \
    {                                                                                              \
        "as", "NAME", "tell levels in the terms of another framework", take_as                     \
    }
#define OPTION_FLAG                                                                                \
    {                                                                                              \
        "flag", "LEVEL", "what --exit-code asks about: this level or above", take_flag             \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

static const struct front_option level_options[] = {OPTION_ROWS, OPTION_SIDE_FILES, OPTION_AS,
                                                    OPTION_FLAG, OPTION_END};
static const struct front_option explain_options[] = {
    OPTION_ROWS,
    OPTION_SIDE_FILES,
    OPTION_AS,
    OPTION_FLAG,
    {"people", "FILE", "people, for --initials and --years alone", take_people},
    {"initials", NULL, "initials instead of the names of --people", front_take_initials},
    {"years", NULL, "years instead of the dates of birth of --people", front_take_years},
    OPTION_END};
static const struct front_option compare_options[] = {
    {"recorded", "FILE", "levels on record: family_id, child_id, level", take_recorded},
    {"counts", NULL, "how many children, level by level, instead of rows", take_counts},
    {"suppress", NULL, "hide small counts and whatever would give them away", take_suppress},
    OPTION_ROWS,
    OPTION_AS,
    OPTION_END};
static const struct front_option move_options[] = {OPTION_FLAG, OPTION_END};

enum { ON_ROWS = FRONT_READS | FRONT_FRAMEWORK | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY };

#define RECORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct front_verb verbs[] = {
    {
        .name = "level",
        .operands = "[FILE]...",
        .about = "indicators in, a suggested level for each child out",
        .example = "eh-threshold indicators.csv -o levels.csv",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = level_options,
        .inputs = RECORDS("indicators", "consent", "override"),
        .output = "levels",
        .run = threshold_level,
    },
    {
        .name = "explain",
        .operands = "[FILE]...",
        .about = "why: the rules and indicators behind each level",
        .example = "eh-threshold explain -t text indicators.csv",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = explain_options,
        .inputs = RECORDS("indicators", "consent", "override", "people"),
        .output = "explanations",
        .run = threshold_explain,
    },
    {
        .name = "compare",
        .operands = "--recorded FILE [FILE]...",
        .about = "suggested levels beside those on record",
        .example = "eh-threshold compare --recorded recorded.csv --summary indicators.csv",
        .groups = ON_ROWS | FRONT_FAMILY,
        .options = compare_options,
        .inputs = RECORDS("indicators", "levels", "recorded"),
        .alternative = "levels",
        .output = "comparisons",
        .run = threshold_compare,
    },
    {
        .name = "move",
        .operands = "BEFORE AFTER",
        .about = "two level files in, who stepped up or down out",
        .example = "eh-threshold move levels-spring.csv levels-autumn.csv",
        .groups = ON_ROWS & ~FRONT_DATED,
        .options = move_options,
        .inputs = RECORDS("levels"),
        .output = "moves",
        .least_files = 2,
        .most_files = 2,
        .run = threshold_move,
    },
    {
        .name = "list",
        .operands = "indicators|levels|rules|domains|contacts|routes|frameworks",
        .about = "print the definitions of a framework",
        .example = "eh-threshold list levels -t text",
        .groups = FRONT_FRAMEWORK,
        .least_files = 1,
        .most_files = 1,
        .run = threshold_list,
    },
    {
        .name = "lint",
        .operands = "DIR...",
        .about = "check a framework directory",
        .example = "eh-threshold lint my-framework -t text",
        .groups = FRONT_FLAGS | FRONT_SUMMARY | FRONT_READS_NAMED,
        .output = "problems",
        .least_files = 1,
        .run = threshold_lint,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {
        "eh-threshold", "suggest a level of response from indicators", verbs};
    struct threshold_settings settings = {.since = DATE_DAY_OPEN_START};
    return front_main(&program, &settings, argc, argv);
}
