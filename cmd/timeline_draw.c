#include "cmd/directory.h"
#include "cmd/timeline.h"

#include "definitions/phrases.h"

enum form { AS_SVG, AS_TEXT, AS_HTML };

static enum form form_of(const struct front *front)
{
    if (front->own_format.length > 0)
        return AS_SVG;
    return front->format == WRITER_TEXT ? AS_TEXT : AS_HTML;
}

/* A list and a chronology for a court have no drawing. */
static bool draws(const struct front *front)
{
    const struct timeline_settings *settings = front->own;
    return form_of(front) != AS_TEXT && !settings->court;
}

static struct timeline_look look_of(struct front *front, const struct phrases *phrases,
                                    const struct chronology_family *family)
{
    const struct timeline_settings *settings = front->own;
    struct timeline_look look = {
        .phrases = phrases,
        .family = family,
        .title = text_of(settings->title),
        .width = settings->width,
        .paper = settings->paper,
        .columns = front_width(),
        .court = settings->court,
        .output = &front->output,
        .reporter = &front->reporter,
    };
    /* A page is for printing. */
    if (form_of(front) == AS_HTML && !settings->paper_given && settings->width == 0)
        look.paper = TIMELINE_A4;
    return look;
}

/* --- A file for each family ------------------------------------------------------------------ */

static bool write_family(struct front *front, const struct timeline_look *look)
{
    switch (form_of(front)) {
    case AS_SVG:
        return timeline_svg(look);
    case AS_TEXT:
        return timeline_text(look);
    case AS_HTML:
        if (!timeline_page_open(look) || !timeline_page_add(look, 1))
            return false;
        timeline_page_close(look);
        return !look->output->failed;
    }
    return false;
}

static bool write_file(struct front *front, const struct timeline_look *look,
                       struct directory *directory)
{
    static const char *const endings[] = {".svg", ".txt", ".html"};
    struct output output;
    if (!directory_file(directory, look->family->id, endings[form_of(front)], &output))
        return false;
    struct timeline_look own = *look;
    own.output = &output;
    bool done = write_family(front, &own);
    return output_close(&output, done) && done;
}

static bool write_files(struct front *front, const struct phrases *phrases,
                        const struct chronology *chronology)
{
    const struct timeline_settings *settings = front->own;
    struct directory directory;
    bool done = true;
    directory_init(&directory, settings->directory, &front->reporter);
    for (size_t i = 0; done && i < chronology->family_count; i++) {
        struct timeline_look look = look_of(front, phrases, &chronology->families[i]);
        done = write_file(front, &look, &directory);
    }
    directory_release(&directory);
    return done;
}

/* --- One file for all ------------------------------------------------------------------------ */

static bool write_all(struct front *front, const struct phrases *phrases,
                      const struct chronology *chronology)
{
    bool done = true;
    for (size_t i = 0; done && i < chronology->family_count; i++) {
        struct timeline_look look = look_of(front, phrases, &chronology->families[i]);
        if (form_of(front) == AS_HTML) {
            done = (i > 0 || timeline_page_open(&look)) && timeline_page_add(&look, i + 1);
            if (done && i + 1 == chronology->family_count)
                timeline_page_close(&look);
            continue;
        }
        if (form_of(front) == AS_TEXT && i > 0)
            output_put(&front->output, "\n");
        done = write_family(front, &look);
    }
    return done && !front->output.failed;
}

/* Leaves the family that is asked for alone. */
static bool pick_family(struct front *front, struct chronology *chronology)
{
    const struct timeline_settings *settings = front->own;
    if (!settings->family)
        return true;
    for (size_t i = 0; i < chronology->family_count; i++)
        if (text_equal(chronology->families[i].id, text_of(settings->family))) {
            chronology->families[0] = chronology->families[i];
            chronology->family_count = 1;
            return true;
        }
    return front_usage(front, "--family %s: no event is of this family", settings->family);
}

static void summarise(struct front *front, const struct chronology *chronology, uint64_t rejected)
{
    size_t events = 0, undated = 0, added = 0, without_birth = 0, told_again = 0;
    for (size_t i = 0; i < chronology->family_count; i++) {
        const struct chronology_family *family = &chronology->families[i];
        events += family->event_count;
        undated += family->event_count - family->dated_count;
        for (size_t j = 0; j < family->event_count; j++)
            added += family->events[j].added;
        struct chronology_family drawn = chronology_drawn(family);
        for (size_t j = 0; j < drawn.dated_count; j++)
            told_again += drawn.events[j].told_again > 0;
        without_birth += family->start_kind == START_EARLIEST;
    }
    front_summary(front, "events: %zu; of them births added from people: %zu; without a date: %zu",
                  events, added, undated);
    if (draws(front))
        front_summary(front, "told twice, drawn once: %zu", told_again);
    front_summary(front, "rows rejected: %llu", (unsigned long long)rejected);
    front_summary(
        front, "families: %zu; of them with no birth known, which start at the earliest event: %zu",
        chronology->family_count, without_birth);
}

static bool check_options(struct front *front)
{
    const struct timeline_settings *settings = front->own;
    if (settings->court && form_of(front) == AS_SVG)
        return front_usage(front, "--plo is a table: it goes with --to html or --to text");
    if (!front_check_privacy(front, settings->people != NULL))
        return false;
    if (settings->width > 0 && settings->paper_given && settings->paper != TIMELINE_FIT)
        return front_usage(front, "--width and --page both say how wide the drawing is");
    return true;
}

bool timeline_read(struct front *front, const struct phrases *phrases, struct privacy *privacy,
                   struct event_rows *rows, struct chronology *chronology)
{
    const struct timeline_settings *settings = front->own;
    struct chronology_request request = {
        .phrases = phrases,
        .people = settings->people,
        .people_settings = front_side(front),
        .start = settings->start,
        .privacy = privacy,
    };
    return event_rows_open(rows, &front->table, front->files, front->file_count,
                           &front->reporter) &&
           chronology_read(chronology, &request, rows, &front->rejected, &front->reporter) &&
           pick_family(front, chronology);
}

bool timeline_draw(struct front *front)
{
    const struct timeline_settings *settings = front->own;
    struct phrases *phrases = phrases_new(&front->reporter);
    struct event_rows rows = {.table = NULL};
    struct chronology chronology = {.store = NULL};
    struct privacy privacy;
    bool done = privacy_init(&privacy, front->initials, front->years, &front->reporter) &&
                phrases && check_options(front) &&
                timeline_read(front, phrases, &privacy, &rows, &chronology) &&
                (chronology_hide(&chronology, &privacy) ||
                 report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY));
    if (done && form_of(front) == AS_SVG && !settings->directory && chronology.family_count > 1)
        done = front_usage(front,
                           "%zu families, which do not go into one drawing: -d DIR writes a file "
                           "for each, --family ID draws one",
                           chronology.family_count);
    if (done && chronology.family_count == 0)
        done = report(&front->reporter, place_of_file(front->files[0]), MESSAGE_NO_EVENTS);
    front_step("drawing");
    if (done)
        done = settings->directory ? write_files(front, phrases, &chronology)
                                   : write_all(front, phrases, &chronology);
    if (done)
        summarise(front, &chronology, table_reject_count(rows.table) + front->rejected);
    chronology_release(&chronology);
    event_rows_close(&rows);
    privacy_release(&privacy);
    phrases_free(phrases);
    return done;
}
