#include "cmd/review.h"

#include "base/memory.h"
#include "definitions/phrases.h"
#include "domain/measures/annex_a.h"
#include "records/schema.h"

static bool write_differences(struct front *front, struct annex *annex, const char *name)
{
    struct output output;
    struct record_definition *definition = NULL;
    struct writer_column *columns = NULL;
    struct writer *writer = NULL;
    size_t count;
    if (!name)
        return annex_compare(annex, NULL);
    if (!output_to_file(&output, name, &front->reporter))
        return false;
    bool done = (definition = record_definition_new(TEXT("annex-a-differences"),
                                                    &front->reporter)) &&
                (columns = schema_columns(definition, NULL, &count, &front->reporter));
    struct writer_settings settings = {.format = WRITER_CSV, .excel = front->excel};
    done = done && (writer = writer_new(&settings, columns, count, &output, &front->reporter)) &&
           annex_compare(annex, writer) && writer_finish(writer);
    writer_free(writer);
    memory_free(columns);
    record_definition_free(definition);
    return output_close(&output, done) && done;
}

static unsigned long long number(uint64_t value)
{
    return (unsigned long long)value;
}

static void summarise(struct front *front, const struct annex_request *request,
                      const struct annex_counts *counts)
{
    static const char *const names[ANNEX_SOURCES] = {"assessments", "episodes"};
    enum annex_source from = request->from;
    for (int i = 0; i < ANNEX_SOURCES; i++)
        if (request->files[i])
            front_summary(front, "%s: %llu; in the window or open: %llu; later than the day: %llu",
                          names[i], number(counts->used[i]), number(counts->listed[i]),
                          number(counts->later[i]));
    front_summary(front, "rows rejected: %llu", number(counts->rejected));
    front_summary(front,
                  "on the list, from %s: %llu; without gender: %llu; ethnic group: %llu; "
                  "date of birth: %llu; organisation: %llu",
                  names[from], number(counts->listed[from]), number(counts->no_gender),
                  number(counts->no_ethnicity), number(counts->no_birth),
                  number(counts->no_organisation));
    for (int i = 0; i < ANNEX_DIFFERENCES; i++)
        if (counts->differences[i] > 0)
            front_summary(front, "  %s: %llu", annex_difference_names[i],
                          number(counts->differences[i]));
}

static bool write_list(struct front *front, struct annex *annex, const struct phrases *phrases)
{
    struct writer *writer = front_writer(front, NULL, NULL, phrase(phrases, "annex-a-title"),
                                         phrase(phrases, "annex-a-explanation"));
    bool done = writer && annex_write(annex, writer) && writer_finish(writer);
    writer_free(writer);
    return done;
}

bool review_annex_a(struct front *front)
{
    const struct review_settings *settings = review_settings_of(front);
    struct table_settings side = front_side(front);
    struct annex_request request = {
        .as_of = front->as_of,
        .from = settings->from_episodes ? ANNEX_EPISODES : ANNEX_ASSESSMENTS,
        .files = {settings->tables[REVIEW_ASSESSMENTS], settings->tables[REVIEW_EPISODES]},
        .people = settings->tables[REVIEW_PEOPLE],
    };
    if (!request.files[request.from])
        return front_usage(front, "annex-a needs --%s, which makes the list",
                           settings->from_episodes ? "episodes" : "assessments");
    if (settings->differences && !(request.files[0] && request.files[1]))
        return front_usage(front, "--differences needs both --assessments and --episodes");
    struct phrases *phrases = phrases_new(&front->reporter);
    struct intervals *intervals = phrases ? intervals_new(settings->intervals, &front->reporter)
                                          : NULL;
    struct annex *annex = NULL;
    if (intervals) {
        request.window = intervals_find(intervals, TEXT("annex_a_window"));
        annex = annex_new(&request, &side, &front->reporter);
    }
    bool done = annex && write_list(front, annex, phrases) &&
                write_differences(front, annex, settings->differences);
    if (done) {
        struct annex_counts counts = annex_count(annex);
        front->rejected += counts.rejected;
        for (int i = 0; i < ANNEX_DIFFERENCES; i++)
            front->flagged |= counts.differences[i] > 0;
        summarise(front, &request, &counts);
    }
    annex_free(annex);
    intervals_free(intervals);
    phrases_free(phrases);
    return done;
}
