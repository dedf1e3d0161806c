/* eh-genogram: people and relationships in, the family on one page out. */
#include "cmd/genogram.h"

#include "base/limits.h"

static struct genogram_settings *settings_of(struct front *front)
{
    return front->own;
}

static bool take_relationships(struct front *front, const char *argument)
{
    struct genogram_settings *settings = settings_of(front);
    if (settings->relationship_count == GENOGRAM_RELATIONSHIP_FILES)
        return front_usage(front, "--relationships may be given %d times",
                           GENOGRAM_RELATIONSHIP_FILES);
    settings->relationships[settings->relationship_count++] = argument;
    return true;
}

static bool take_directory(struct front *front, const char *argument)
{
    settings_of(front)->directory = argument;
    front->own_directory = argument;
    return true;
}

static bool take_family(struct front *front, const char *argument)
{
    settings_of(front)->family = argument;
    return true;
}

static bool take_page(struct front *front, const char *argument)
{
    static const char *const papers[] = {"fit", "A4", "A3"};
    for (int i = 0; i < 3; i++)
        if (text_equal_folded(text_of(argument), text_of(papers[i]))) {
            settings_of(front)->paper = (enum genogram_paper)i;
            settings_of(front)->paper_given = true;
            return true;
        }
    return front_takes(front, "--page", TEXT("A4, A3 or fit"), text_of(argument));
}

static bool take_title(struct front *front, const char *argument)
{
    settings_of(front)->title = argument;
    return true;
}

static bool take_focus(struct front *front, const char *argument)
{
    settings_of(front)->focus = argument;
    return true;
}

static bool take_generations(struct front *front, const char *argument)
{
    uint64_t number;
    if (!text_to_unsigned(text_of(argument), 0, LIMIT_GENERATIONS, &number))
        return front_usage(front, "--generations takes a number from 0 to %d", LIMIT_GENERATIONS);
    settings_of(front)->generations = (uint32_t)number;
    return true;
}

static bool take_household(struct front *front, const char *argument)
{
    settings_of(front)->household = argument;
    return true;
}

static bool take_ages(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->ages = true;
    return true;
}

static bool take_no_key(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->no_key = true;
    return true;
}

static bool take_no_date(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->no_date = true;
    return true;
}

static bool take_unknown(struct front *front, const char *argument)
{
    static const char *const names[] = {"triangle", "diamond", "question"};
    for (int i = 0; i < 3; i++)
        if (text_equal(text_of(argument), text_of(names[i]))) {
            settings_of(front)->unknown = (enum genogram_unknown)i;
            return true;
        }
    return front_takes(front, "--unknown", TEXT("triangle, diamond or question"),
                       text_of(argument));
}

static bool take_rules(struct front *front, const char *argument)
{
    settings_of(front)->rules = argument;
    return true;
}

static const struct front_option draw_options[] = {
    {"relationships", "FILE", "who is whose partner, parent, twin; repeatable", take_relationships},
    {"directory", "DIR", "write a file for each family there", take_directory},
    {"from", "FORMAT", "csv, gedcom or ped; default: by the file's name", genogram_take_from},
    {"family", "ID", "rows of this family alone", take_family},
    {"focus", "ID", "only the family around this person", take_focus},
    {"generations", "N", "how far up and down from --focus; default: 2", take_generations},
    {"household", "NAME", "only this household and who is one line away", take_household},
    {"page", "A4|A3|fit", "lay out for paper; fit: in one piece of any size", take_page},
    {"initials", NULL, "initials instead of names", front_take_initials},
    {"years", NULL, "years instead of dates", front_take_years},
    {"ages", NULL, "ages beside dates of birth", take_ages},
    {"title", "TEXT", "title instead of the family's id", take_title},
    {"unknown", "triangle|diamond|question", "symbol for gender unknown; default: triangle",
     take_unknown},
    {"no-key", NULL, "leave out the key", take_no_key},
    {"no-date", NULL, "leave out the day it was drawn", take_no_date},
    {NULL, NULL, NULL, NULL}};

static bool take_from_people(struct front *front, const char *argument)
{
    (void)argument;
    settings_of(front)->from_people = true;
    return true;
}

static const struct front_option input_options[] = {
    {"from", "FORMAT", "csv, gedcom or ped; default: by the file's name", genogram_take_from},
    {"from-people", NULL, "relationships that people's own column tells", take_from_people},
    {NULL, NULL, NULL, NULL}};

static const struct front_option check_options[] = {
    {"relationships", "FILE", "who is whose partner, parent, twin; repeatable", take_relationships},
    {"from", "FORMAT", "csv, gedcom or ped; default: by the file's name", genogram_take_from},
    {"rules", "FILE", "rules of your own", take_rules},
    {NULL, NULL, NULL, NULL}};

static const struct front_verb verbs[] = {
    {
        .name = "draw",
        .operands = "[-r RELATIONSHIPS] [PEOPLE]...",
        .about = "people and relationships in, a genogram out",
        .example = "eh-genogram -r relationships.csv people.csv -o family.svg",
        .groups = FRONT_READS | FRONT_DATED | FRONT_SUMMARY,
        .options = draw_options,
        .letters = "rd",
        .inputs = (const char *const[]){"people", "relationships", NULL},
        .formats = "svg, text or html",
        .run = genogram_draw,
    },
    {
        .name = "table",
        .operands = "people|relationships [FILE]...",
        .about = "people or relationships out of any input, as a table",
        .example = "eh-genogram table people family.ged -o people.csv",
        .groups = FRONT_READS | FRONT_SUMMARY,
        .options = input_options,
        .inputs = (const char *const[]){"people", "relationships", NULL},
        .alternative = "relationships",
        .writes = genogram_writes,
        .words = 1,
        .run = genogram_table,
    },
    {
        .name = "check",
        .operands = "[-r RELATIONSHIPS] [PEOPLE]...",
        .about = "people and relationships in, what to look at in them out",
        .example = "eh-genogram check -r relationships.csv people.csv",
        .groups = FRONT_READS | FRONT_DATED | FRONT_FLAGS | FRONT_SUMMARY,
        .options = check_options,
        .letters = "r",
        .inputs = (const char *const[]){"people", "relationships", NULL},
        .output = "genogram-problems",
        .run = genogram_check,
    },
    {.name = NULL},
};

int main(int argc, char **argv)
{
    static const struct front_program program = {"eh-genogram", "draw a family on one page", verbs};
    struct genogram_settings settings = {.generations = UINT32_MAX};
    return front_main(&program, &settings, argc, argv);
}
