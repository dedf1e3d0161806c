/* eh-assess: case notes and assessment forms in, indicators of need, problems, tables and pages
 * out. */
#include "cmd/assess.h"

static struct assess_settings *settings_of(struct front *front)
{
    return front->own;
}

static bool take_blank(struct front *front, const char *argument)
{
    settings_of(front)->blank = argument;
    return true;
}

static bool take_as(struct front *front, const char *argument)
{
    settings_of(front)->as = argument;
    return true;
}

static bool take_from(struct front *front, const char *argument)
{
    settings_of(front)->from = argument;
    return true;
}

static bool take_all(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->all = true;
    return true;
}

static bool take_explain(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->explain = true;
    return true;
}

static bool take_exclude_authorised(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->exclude_authorised = true;
    return true;
}

static bool take_terms(struct front *front, const char *argument)
{
    settings_of(front)->terms = argument;
    return true;
}

static bool take_intervals(struct front *front, const char *argument)
{
    settings_of(front)->intervals = argument;
    return true;
}

static bool take_anchors(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->anchors = true;
    return true;
}

static bool take_patterns(struct front *front, const char *argument)
{
    struct assess_settings *settings = settings_of(front);
    if (settings->pattern_count == ASSESS_PATTERN_FILES)
        return front_usage(front, "--patterns may be given %d times", ASSESS_PATTERN_FILES);
    settings->patterns[settings->pattern_count++] = argument;
    return true;
}

#define OPTION_END                                                                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

static const struct front_option scan_options[] = {
    {"all", NULL, "every mention: negated, historic, ... as well", take_all},
    {"explain", NULL, "name the pattern and the trigger behind each row", take_explain},
    {"patterns", "FILE", "patterns of your own as well; repeatable", take_patterns},
    OPTION_END};
static const struct front_option form_options[] = {
    {"blank", "FORM", "an empty one: assessment, review or referral", take_blank},
    {"as", "FORM", "laid out as another form: referral", take_as},
    {"initials", NULL, "initials instead of the family's names", front_take_initials},
    {"years", NULL, "years instead of dates of birth and death", front_take_years},
    OPTION_END};
static const struct front_option attendance_options[] = {
    {"exclude-authorised", NULL, "absence with leave is none, where the need allows",
     take_exclude_authorised},
    {"all", NULL, "every run of terms with its result, need or not", take_all},
    {"terms", "FILE", "school terms, if not autumn, spring and summer", take_terms},
    {"intervals", "FILE", "intervals of your own", take_intervals},
    OPTION_END};
static const struct front_option lint_options[] = {
    {"anchors", NULL, "print the last file with its anchors filled in", take_anchors}, OPTION_END};
static const struct front_option new_options[] = {
    {"from", "FILE", "take over what an earlier form of the family says", take_from}, OPTION_END};

static const struct front_verb verbs[] = {
    {
        .name = "scan",
        .operands = "[FILE]...",
        .about = "case notes in, the indicators of need that they assert out",
        .example = "eh-assess notes.csv -o indicators.csv",
        .groups = FRONT_READS | FRONT_FRAMEWORK | FRONT_FLAGS | FRONT_SUMMARY | FRONT_FAMILY,
        .options = scan_options,
        .inputs = (const char *const[]){"notes", NULL},
        .output = "mentions",
        .run = assess_scan,
    },
    {
        .name = "check",
        .operands = "[FILE]...",
        .about = "assessment or review forms in, what is missing or odd out",
        .example = "eh-assess check -t text smith.rec",
        .groups = FRONT_RECORDS | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY,
        .output = "problems",
        .run = assess_check,
    },
    {
        .name = "form",
        .operands = "[FILE]...",
        .about = "a form laid out to read or print, filled or blank",
        .example = "eh-assess form -t html smith.rec -o smith.html",
        .groups = FRONT_RECORDS,
        .formats = "text or html",
        .options = form_options,
        .run = assess_form,
    },
    {
        .name = "table",
        .operands = "TABLE [FILE]...",
        .about = "one table out of forms, for the other programs",
        .example = "eh-assess table people smith.rec",
        .groups = FRONT_RECORDS,
        .writes = assess_writes,
        .run = assess_table,
    },
    {
        .name = "new",
        .operands = "[assessment|review]",
        .about = "an empty form to fill in with an editor",
        .example = "eh-assess new assessment -o smith.rec",
        .formats = "rec",
        .options = new_options,
        .most_files = 1,
        .run = assess_new,
    },
    {
        .name = "attendance",
        .operands = "[FILE]...",
        .about = "termly attendance in, the needs that it shows out",
        .example = "eh-assess attendance attendance.csv -o needs.csv",
        .groups = FRONT_READS | FRONT_FLAGS | FRONT_SUMMARY | FRONT_FAMILY,
        .options = attendance_options,
        .inputs = (const char *const[]){"attendance", NULL},
        .output = "attendance-needs",
        .run = assess_attendance,
    },
    {
        .name = "lint",
        .operands = "[FILE]...",
        .about = "patterns in, what is wrong with them out",
        .example = "eh-assess lint my-patterns.csv",
        .groups = FRONT_FRAMEWORK | FRONT_FLAGS | FRONT_SUMMARY,
        .options = lint_options,
        .output = "problems",
        .run = assess_lint,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {
        "eh-assess", "read what practitioners write: forms and notes", verbs};
    struct assess_settings settings = {.blank = NULL};
    return front_main(&program, &settings, argc, argv);
}
