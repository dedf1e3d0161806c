/* eh-timeline: what happened to a family, in order and to scale. */
#include "cmd/timeline.h"

static struct timeline_settings *settings_of(struct front *front)
{
    return front->own;
}

static bool take_people(struct front *front, const char *argument)
{
    settings_of(front)->people = argument;
    return true;
}

static bool take_family(struct front *front, const char *argument)
{
    settings_of(front)->family = argument;
    return true;
}

static bool take_directory(struct front *front, const char *argument)
{
    settings_of(front)->directory = argument;
    front->own_directory = argument;
    return true;
}

static bool take_title(struct front *front, const char *argument)
{
    settings_of(front)->title = argument;
    return true;
}

/* A birth is often known by its year alone: the first day that the date may mean. */
static bool take_from(struct front *front, const char *argument)
{
    struct date date;
    if (date_read(text_of(argument), &date) != DATE_READ || date.precision == DATE_NONE ||
        date.earliest == DATE_DAY_OPEN_START)
        return front_usage(front,
                           "--from takes a date, as 2011-03-22, 22/03/2011, Mar 2011 or 2011");
    settings_of(front)->start = date.earliest;
    return true;
}

static bool take_width(struct front *front, const char *argument)
{
    uint64_t pixels;
    if (!text_to_unsigned(text_of(argument), TIMELINE_LEAST / 10, TIMELINE_MOST / 10, &pixels))
        return front_usage(front, "--width takes pixels, %d to %d", TIMELINE_LEAST / 10,
                           TIMELINE_MOST / 10);
    settings_of(front)->width = (int32_t)pixels * 10;
    return true;
}

static bool take_page(struct front *front, const char *argument)
{
    static const char *const papers[] = {"fit", "A4", "A3"};
    for (int i = 0; i < 3; i++)
        if (text_equal_folded(text_of(argument), text_of(papers[i]))) {
            settings_of(front)->paper = (enum timeline_paper)i;
            settings_of(front)->paper_given = true;
            return true;
        }
    return front_takes(front, "--page", TEXT("A4, A3 or fit"), text_of(argument));
}

static bool take_plo(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->court = true;
    return true;
}

static bool take_gap(struct front *front, const char *argument)
{
    return chronology_length_read(text_of(argument), &settings_of(front)->gap) ||
           front_usage(front, "--gap takes a length of time, as 14d, 2w, 1m or 1y");
}

static bool take_as(struct front *front, const char *argument)
{
    struct timeline_settings *settings = settings_of(front);
    if (settings->as_count == TIMELINE_AS)
        return front_usage(front, "--as may be given %d times", TIMELINE_AS);
    settings->as[settings->as_count++] = argument;
    return true;
}

static bool take_top(struct front *front, const char *argument)
{
    return text_to_unsigned(text_of(argument), 1, UINT32_MAX, &settings_of(front)->top) ||
           front_usage(front, "--top takes a whole number from 1");
}

static bool take_least(struct front *front, const char *argument)
{
    return text_to_unsigned(text_of(argument), 1, UINT32_MAX, &settings_of(front)->least) ||
           front_usage(front, "--least takes a whole number from 1");
}

static bool take_within(struct front *front, const char *argument)
{
    settings_of(front)->within_given = true;
    return interval_read(text_of(argument), &settings_of(front)->within) ||
           front_usage(front, "--within takes a length of time, as 14d, 2w or 1m");
}

static bool take_each(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->each = true;
    return true;
}

static bool take_lines(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->lines = true;
    return true;
}

#define OPTION_END                                                                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

static const struct front_option draw_options[] = {
    {"directory", "DIR", "write a file for each family there", take_directory},
    {"people", "FILE", "people of the families: births, ages and names", take_people},
    {"from", "DATE", "where the line starts; default: the first birth", take_from},
    {"family", "ID", "rows of this family alone", take_family},
    {"width", "PIXELS", "width of the drawing; default: what it needs", take_width},
    {"page", "A4|A3|fit", "lay out for paper; fit: in one piece of any size", take_page},
    {"initials", NULL, "initials instead of the names of --people", front_take_initials},
    {"years", NULL, "years instead of the dates of birth of --people", front_take_years},
    {"plo", NULL, "a chronology as courts use it, with text or html", take_plo},
    {"title", "TEXT", "title instead of the family's id", take_title},
    OPTION_END};

static const struct front_option check_options[] = {
    {"gap", "TIME", "longest time without an event; default: 6m", take_gap},
    {"people", "FILE", "people of the families: births, ages and names", take_people},
    {"from", "DATE", "where the line starts; default: the first birth", take_from},
    {"family", "ID", "rows of this family alone", take_family},
    OPTION_END};

static const struct front_option journey_options[] = {
    {"as", "RECORD[=FILE]", "read FILE, or all files, as rows of this record", take_as},
    {"top", "N", "the N commonest journeys, counted", take_top},
    {"least", "N", "with --top: journeys of fewer children together", take_least},
    {"within", "TIME", "how soon after its end help begins again: 12m", take_within},
    OPTION_END};

static const struct front_option table_options[] = {
    {"people", "FILE", "people of the families: whose family a child is in", take_people},
    {"as", "RECORD[=FILE]", "read FILE, or all files, as rows of this record", take_as},
    {"family", "ID", "rows of this family alone", take_family},
    {"each", NULL, "an event for each row: put nothing together", take_each},
    {"lines", NULL, "say in which line of which file each event stands", take_lines},
    OPTION_END};

#define RECORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct front_verb verbs[] = {
    {
        .name = "draw",
        .operands = "[FILE]...",
        .about = "events in, a timeline to scale out",
        .example = "eh-timeline --people people.csv events.csv -o timeline.svg",
        .groups = FRONT_READS | FRONT_SUMMARY,
        .options = draw_options,
        .letters = "d",
        .inputs = RECORDS("events", "people"),
        .formats = "svg, text or html",
        .run = timeline_draw,
    },
    {
        .name = "check",
        .operands = "[FILE]...",
        .about = "gaps, clusters, doubles and dates that cannot be",
        .example = "eh-timeline check --people people.csv events.csv -t text",
        .groups = FRONT_READS | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY,
        .options = check_options,
        .inputs = RECORDS("events", "people"),
        .output = "problems",
        .run = timeline_check,
    },
    {
        .name = "table",
        .operands = "[FILE]...",
        .about = "records of any kind in, what happened and when out",
        .example = "eh-timeline table people.csv contacts.csv episodes.csv | eh-timeline -o x.svg",
        .groups = FRONT_READS | FRONT_FRAMEWORK | FRONT_SUMMARY,
        .options = table_options,
        .inputs = RECORDS("events", "people", "indicators", "contacts", "referrals", "episodes",
                          "assessments", "plans", "reviews", "statutory"),
        .fitting = RECORDS("people", "indicators", "contacts", "referrals", "episodes",
                           "assessments", "plans", "reviews", "statutory", "notes", "actions",
                           "drafts", "scales", "consent", "sharing", "feedback", "outcome-evidence",
                           "override", "recorded", "relationships", "levels", "services",
                           "attendance", "population", "comparators"),
        .output = "events",
        .run = timeline_table,
    },
    {
        .name = "journey",
        .operands = "[FILE]...",
        .about = "contacts, episodes and more in, a line for each child out",
        .example = "eh-timeline journey --top 20 contacts.csv referrals.csv episodes.csv",
        .groups = FRONT_READS | FRONT_DATED | FRONT_SUMMARY,
        .options = journey_options,
        .inputs = RECORDS("episodes", "statutory", "contacts", "referrals", "assessments", "plans",
                          "events"),
        .fitting = RECORDS("statutory", "contacts", "referrals", "assessments", "plans", "events"),
        .output = "journeys",
        .run = timeline_journey,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {"eh-timeline",
                                                 "draw what happened to a family, to scale", verbs};
    struct timeline_settings settings = {.start = DATE_DAY_OPEN_START};
    return front_main(&program, &settings, argc, argv);
}
