#include "cmd/directory.h"
#include "cmd/genogram.h"

#include "base/memory.h"
#include "domain/family/family_part.h"
#include "domain/family/family_privacy.h"
#include "domain/family/family_split.h"

enum { GENERATIONS = 2, NUMBER_BYTES = 64 };

enum form { AS_SVG, AS_TEXT, AS_HTML };

static enum form form_of(const struct front *front)
{
    if (front->own_format.length > 0)
        return AS_SVG;
    return front->format == WRITER_TEXT ? AS_TEXT : AS_HTML;
}

static bool no_memory(struct front *front)
{
    return report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static struct family *read_family(struct front *front)
{
    struct family *family = family_new();
    struct family_taker taker = {family, &front->reporter};
    struct family_sink sink = family_sink(&taker);
    uint32_t circles = 0;
    char digits[24];
    if (!family) {
        no_memory(front);
        return NULL;
    }
    bool read = genogram_read(front, &sink);
    bool done = read && family_complete(family, &circles);
    if (read && !done)
        no_memory(front);
    if (done && circles > 0)
        report_with(&front->reporter, PLACE_NONE, MESSAGE_FAMILY_CIRCLE,
                    number_text(circles, digits));
    if (done)
        return family;
    family_free(family);
    return NULL;
}

/* --- The part that is asked for -------------------------------------------------------------- */

static struct family *pick_family(struct front *front, const struct family *family)
{
    const struct genogram_settings *settings = front->own;
    struct text id = text_of(settings->family);
    struct family_split *split = family_split_new(family);
    struct family *part = NULL;
    bool found = false;
    for (uint32_t i = 0; split && i < split->count; i++)
        if (text_equal(family_split_id(split, i), id)) {
            found = true;
            part = family_split_take(split, i);
        }
    if (split && !found)
        front_usage(front, "--family %s: nobody is of this family", settings->family);
    else if (!part)
        no_memory(front);
    family_split_free(split);
    return part;
}

static struct family *pick_focus(struct front *front, const struct family *family)
{
    const struct genogram_settings *settings = front->own;
    uint32_t person = family_person_named(family, text_of(settings->focus));
    struct family *part = NULL;
    if (person == FAMILY_NONE) {
        report_with(&front->reporter, PLACE_NONE, MESSAGE_NO_SUCH_PERSON, text_of(settings->focus));
        return NULL;
    }
    part = family_around(family, person,
                         settings->generations == UINT32_MAX ? GENERATIONS : settings->generations);
    if (!part)
        no_memory(front);
    return part;
}

static struct text household_name(const void *family, size_t i)
{
    return ((const struct family *)family)->households[i].name;
}

static struct family *pick_household(struct front *front, const struct family *family)
{
    const struct genogram_settings *settings = front->own;
    struct text name = text_of(settings->household);
    if (!family_has_household(family, name)) {
        size_t nearest = text_nearest(name, family->household_count, household_name, family);
        report_with(&front->reporter, PLACE_NONE, MESSAGE_NO_SUCH_HOUSEHOLD, name,
                    nearest < family->household_count ? family->households[nearest].name
                                                      : TEXT(""));
        return NULL;
    }
    struct family *part = family_of_household(family, name);
    if (!part)
        no_memory(front);
    return part;
}

/* Puts a part, or NULL after a message, in place of the whole. */
static bool take_part(struct family **family, struct family *part)
{
    if (!part)
        return false;
    family_free(*family);
    *family = part;
    return true;
}

static bool choose_part(struct front *front, struct family **family)
{
    const struct genogram_settings *settings = front->own;
    return (!settings->family || take_part(family, pick_family(front, *family))) &&
           (!settings->focus || take_part(family, pick_focus(front, *family))) &&
           (!settings->household || take_part(family, pick_household(front, *family)));
}

/* --- What is drawn of it --------------------------------------------------------------------- */

/* Everything that the drawing of one family takes. */
struct work {
    struct front *front;
    const struct phrases *phrases;
    struct privacy privacy;
    struct genogram_counts counts;
    uint32_t drawn; /* families in the page so far */
};

/* Hides what shall not be shown. */
static bool make_private(struct work *work, struct family *family)
{
    return ((!work->front->initials || family_to_initials(family, &work->privacy)) &&
            (!work->front->years || family_to_years(family))) ||
           no_memory(work->front);
}

static struct genogram_look look_of(const struct work *work, const struct family *family,
                                    struct text id, uint32_t families, struct output *output)
{
    struct front *front = work->front;
    const struct genogram_settings *settings = front->own;
    struct genogram_look look = {
        .phrases = work->phrases,
        .family = family,
        .id = id,
        .title = text_of(settings->title),
        .families = families,
        .from_people = settings->kin > 0,
        .ages = settings->ages,
        .no_key = settings->no_key,
        .no_date = settings->no_date,
        .as_of = front->as_of,
        .unknown = settings->unknown,
        .paper = settings->paper,
        .columns = front_width(),
        .output = output,
        .reporter = &front->reporter,
    };
    /* A page is for printing. */
    if (form_of(front) == AS_HTML && !settings->paper_given)
        look.paper = GENOGRAM_A4;
    return look;
}

static void count(struct genogram_counts *all, const struct genogram_counts *one)
{
    all->rows = one->rows > all->rows ? one->rows : all->rows;
    all->crossings += one->crossings;
    all->couples += one->couples;
    all->adjacent += one->adjacent;
}

/* Writes one family as a file of its own, or as one more in the page. */
static bool write_family(struct work *work, const struct genogram_look *look, bool first, bool last)
{
    struct genogram_counts counts = {0};
    bool done = false;
    switch (form_of(work->front)) {
    case AS_SVG:
        done = genogram_svg(look, &counts);
        break;
    case AS_TEXT:
        if (!first)
            output_put(look->output, "\n");
        done = genogram_text(look);
        break;
    case AS_HTML:
        done = (!first || genogram_page_open(look)) &&
               genogram_page_add(look, first ? 1 : work->drawn + 1, &counts);
        if (done && last)
            genogram_page_close(look);
        break;
    }
    work->drawn++;
    count(&work->counts, &counts);
    return done && !look->output->failed;
}

/* What a family is called in titles and as a file. */
struct called {
    struct text title, file;
    struct buffer number; /* instead of an id that tells a name */
};

static void call_family(struct called *called, const struct work *work, struct text id,
                        uint32_t place)
{
    static const char file[] = "family-";
    called->title = called->file = id;
    buffer_clear(&called->number);
    if (!privacy_tells(&work->privacy, id))
        return;
    buffer_put(&called->number, file);
    buffer_add_number(&called->number, (uint64_t)place + 1);
    called->file = buffer_text(&called->number);
    called->title = text_part(called->file, sizeof file - 1, called->file.length);
}

static bool write_file(struct work *work, struct directory *directory, const struct family *family,
                       const struct called *called)
{
    static const char *const endings[] = {".svg", ".txt", ".html"};
    struct output output;
    if (!directory_file(directory, called->file, endings[form_of(work->front)], &output))
        return false;
    struct genogram_look look = look_of(work, family, called->title, 1, &output);
    bool done = write_family(work, &look, true, true);
    return output_close(&output, done) && done;
}

/* Each family by itself, to its own file or one behind the other. */
static bool write_each(struct work *work, const struct family *family, struct directory *directory)
{
    struct front *front = work->front;
    struct family_split *split = family_split_new(family);
    struct called called;
    bool done = true;
    if (!split)
        return no_memory(front);
    buffer_init(&called.number, NUMBER_BYTES);
    for (uint32_t i = 0; done && i < split->count; i++) {
        struct family *part = family_split_take(split, i);
        call_family(&called, work, family_split_id(split, i), i);
        done = (part && !buffer_failed(&called.number)) || no_memory(front);
        done = done && make_private(work, part);
        if (done && directory) {
            done = write_file(work, directory, part, &called);
        } else if (done) {
            struct genogram_look look = look_of(work, part, called.title, 1, &front->output);
            done = write_family(work, &look, i == 0, i + 1 == split->count);
        }
        family_free(part);
    }
    buffer_release(&called.number);
    family_split_free(split);
    return done;
}

static uint32_t count_families(const struct family *family)
{
    uint32_t families = 0;
    for (uint32_t i = 0; i < family->count; i++)
        families += i == 0 || !text_equal(family->people[i].family, family->people[i - 1].family);
    return families;
}

/* Everybody in one drawing, families side by side. */
static bool write_whole(struct work *work, struct family *family, uint32_t families,
                        struct directory *directory)
{
    struct front *front = work->front;
    const struct genogram_settings *settings = front->own;
    struct text id = settings->family ? text_of(settings->family)
                     : families == 1  ? family->people[0].family
                                      : TEXT("");
    struct called called;
    buffer_init(&called.number, NUMBER_BYTES);
    call_family(&called, work, id, 0);
    bool done = !buffer_failed(&called.number) || no_memory(front);
    done = done && make_private(work, family);
    if (done && directory) {
        done = write_file(work, directory, family, &called);
    } else if (done) {
        struct genogram_look look = look_of(work, family, called.title, families, &front->output);
        done = write_family(work, &look, true, true);
    }
    buffer_release(&called.number);
    return done;
}

static void summarise(struct work *work, const struct family *family, uint32_t families,
                      const struct directory *directory)
{
    struct front *front = work->front;
    const struct genogram_counts *counts = &work->counts;
    front_summary(front, "people: %u; couples: %u; families that nothing joins: %u", family->count,
                  family->couple_count, family->component_count);
    if (form_of(front) != AS_TEXT)
        front_summary(front,
                      "generations: %u; crossings of lines: %u; partners side by side: %u of %u",
                      counts->rows, counts->crossings, counts->adjacent, counts->couples);
    if (directory)
        front_summary(front,
                      "families: %u; files written: %llu; of them in place of older ones: %llu",
                      families, (unsigned long long)directory->written,
                      (unsigned long long)directory->replaced);
}

/* Says how many stand alone, where a word of theirs might have told more. */
static bool tell_alone(struct front *front, const struct family *family)
{
    const struct genogram_settings *settings = front->own;
    char digits[2][24];
    uint32_t alone = 0;
    if (!settings->has_words)
        return true;
    uint32_t *joined = memory_new(family->component_count, sizeof *joined);
    if (!joined)
        return no_memory(front);
    for (uint32_t i = 0; i < family->count; i++)
        joined[family->component[i]]++;
    for (uint32_t i = 0; i < family->component_count; i++)
        alone += joined[i] == 1;
    memory_free(joined);
    if (alone > 0)
        report_with(&front->reporter, PLACE_NONE, MESSAGE_KIN_NO_LINE,
                    number_text(alone, digits[0]), number_text(family->count, digits[1]));
    return true;
}

static bool draw_family(struct work *work, struct family *family)
{
    const struct genogram_settings *settings = work->front->own;
    uint32_t families = count_families(family);
    struct directory directory = {.path = settings->directory};
    struct directory *into = settings->directory ? &directory : NULL;
    if (into)
        directory_init(into, settings->directory, &work->front->reporter);
    /* A part that was asked for is one drawing, whoever is in it. */
    bool apart = families > 1 && (into || form_of(work->front) != AS_SVG) && !settings->family &&
                 !settings->focus && !settings->household;
    front_step("drawing");
    bool done = apart ? write_each(work, family, into) : write_whole(work, family, families, into);
    done = done && tell_alone(work->front, family);
    if (done)
        summarise(work, family, families, into);
    if (into)
        directory_release(into);
    return done;
}

static bool check_options(struct front *front)
{
    const struct genogram_settings *settings = front->own;
    if (settings->focus && settings->household)
        return front_usage(front, "--focus and --household do not go together");
    if (settings->generations != UINT32_MAX && !settings->focus)
        return front_usage(front, "--generations goes with --focus");
    if (form_of(front) == AS_TEXT && settings->paper_given)
        return front_usage(front, "--page goes with --to svg or --to html");
    return true;
}

bool genogram_draw(struct front *front)
{
    struct work work = {.front = front};
    struct phrases *phrases = check_options(front) ? phrases_new(&front->reporter) : NULL;
    struct family *family = phrases ? read_family(front) : NULL;
    bool done = family != NULL;
    work.phrases = phrases;
    if (done)
        done = privacy_init(&work.privacy, front->initials, front->years, &front->reporter) &&
               (family_names_learn(family, &work.privacy) || no_memory(front));
    if (family) {
        done = done && choose_part(front, &family) && draw_family(&work, family);
        privacy_release(&work.privacy);
    }
    family_free(family);
    phrases_free(phrases);
    return done;
}
