#include "cmd/genogram.h"

#include "domain/family_part.h"
#include "domain/family_rows.h"

#include <stdio.h>

enum { GENERATIONS = 2 };

static struct family *read_family(struct front *front)
{
    const struct genogram_settings *settings = front->own;
    struct family *family = family_new();
    struct table_settings side = front->table;
    uint32_t circles = 0;
    bool done = false;
    side.maps_must_fit = false;
    if (!family) {
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    if (family_read_people(family, &front->table, front->files, front->file_count,
                           &front->reporter) &&
        (settings->relationship_count == 0 ||
         family_read_relationships(family, &side, settings->relationships,
                                   settings->relationship_count, &front->reporter))) {
        done = family_complete(family, &circles);
        if (!done)
            report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    if (done && circles > 0) {
        char digits[24];
        report_with(&front->reporter, PLACE_NONE, MESSAGE_FAMILY_CIRCLE,
                    number_text(circles, digits));
    }
    if (done)
        return family;
    family_free(family);
    return NULL;
}

/* The part that is asked for, in place of the whole. */
static bool choose_part(struct front *front, struct family **family)
{
    const struct genogram_settings *settings = front->own;
    struct family *part = NULL;
    if (settings->focus) {
        uint32_t person = family_person_named(*family, text_of(settings->focus));
        if (person == FAMILY_NONE)
            return report_with(&front->reporter, PLACE_NONE, MESSAGE_NO_SUCH_PERSON,
                               text_of(settings->focus));
        part = family_around(*family, person,
                             settings->generations == UINT32_MAX ? GENERATIONS
                                                                 : settings->generations);
    } else if (settings->household) {
        if (!family_has_household(*family, text_of(settings->household)))
            return report_with(&front->reporter, PLACE_NONE, MESSAGE_NO_SUCH_HOUSEHOLD,
                               text_of(settings->household));
        part = family_of_household(*family, text_of(settings->household));
    } else {
        return true;
    }
    if (!part)
        return report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    family_free(*family);
    *family = part;
    return true;
}

static void summarise(struct front *front, const struct family *family,
                      const struct genogram_counts *counts)
{
    front_summary(front, "people: %u; couples: %u; families that nothing joins: %u", family->count,
                  family->couple_count, family->component_count);
    if (front->format != WRITER_SVG)
        return;
    front_summary(front, "generations: %u; crossings of lines: %u; partners side by side: %u of %u",
                  counts->rows, counts->crossings, counts->adjacent, counts->couples);
}

bool genogram_draw(struct front *front)
{
    const struct genogram_settings *settings = front->own;
    struct genogram_counts counts = {0};
    char caption[64] = "", day[DATE_TEXT_BYTES];
    if (settings->focus && settings->household)
        return front_usage(front, "--focus and --household do not go together");
    if (settings->generations != UINT32_MAX && !settings->focus)
        return front_usage(front, "--generations goes with --focus");
    struct family *family = read_family(front);
    if (!family)
        return false;
    struct date as_of = date_of_day(front->as_of);
    date_write(&as_of, day);
    if (!settings->no_date)
        snprintf(caption, sizeof caption, "Drawn %s", day);
    struct genogram_style style = {
        .title = text_of(settings->title),
        .caption = text_of(caption),
        .initials = settings->initials,
        .ages = settings->ages,
        .no_key = settings->no_key,
        .as_of = front->as_of,
        .unknown = settings->unknown,
    };
    bool done = choose_part(front, &family);
    if (done && front->format == WRITER_TEXT)
        done = genogram_write_text(family, &style, front_width(), &front->output, &front->reporter);
    else if (done)
        done = genogram_write_svg(family, &style, &front->output, &counts, &front->reporter);
    if (done)
        summarise(front, family, &counts);
    family_free(family);
    return done;
}
