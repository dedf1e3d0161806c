#include "cmd/timeline.h"

#include "base/limits.h"
#include "definitions/phrases.h"
#include "domain/timeline/journey_counts.h"
#include "domain/timeline/journey_rows.h"

#include <inttypes.h>

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct intervals *intervals;
    struct journey_rules *rules;
    struct journey_reader reader;
    struct journeys journeys;
};

static const struct timeline_settings *settings_of(const struct front *front)
{
    return front->own;
}

static bool open_desk(struct desk *desk, struct front *front)
{
    const struct timeline_settings *settings = settings_of(front);
    desk->phrases = phrases_new(&front->reporter);
    desk->intervals = desk->phrases ? intervals_new(NULL, &front->reporter) : NULL;
    desk->rules = desk->intervals ? journey_rules_new(&front->reporter) : NULL;
    if (!desk->rules)
        return false;
    struct interval window = settings->within;
    if (!settings->within_given)
        window = *intervals_find(desk->intervals, TEXT("reopening_window"));
    journeys_init(&desk->journeys, desk->rules, window, &front->reporter);
    /* Of several kinds of file each has headings of its own. */
    front->table.maps_must_fit = front->table.maps_must_fit && front->file_count == 1;
    return journey_reader_init(&desk->reader, desk->rules, &front->table, &front->reporter);
}

static void close_desk(struct desk *desk)
{
    if (desk->reader.rules)
        journey_reader_release(&desk->reader);
    if (desk->journeys.rules)
        journeys_release(&desk->journeys);
    journey_rules_free(desk->rules);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
}

/* --- Reading --------------------------------------------------------------------------------- */

static bool read_files(struct front *front, struct desk *desk)
{
    bool done = timeline_check_as(front, front->verb->inputs);
    for (size_t i = 0; done && i < front->file_count; i++) {
        struct text said = timeline_as(front, front->files[i]);
        done = journey_reader_read(&desk->reader, front->files[i],
                                   journey_reader_record(&desk->reader, said), &desk->journeys);
    }
    return done && journeys_settle(&desk->journeys);
}

/* --- Writing --------------------------------------------------------------------------------- */

/* What --summary tells. */
struct sums {
    uint64_t children, states[JOURNEY_STATES], steps, ups, downs, repeats, unsure, undated, rows;
    struct journey_codes codes;
};

static void add_to_sums(struct sums *sums, const struct journey_rules *rules,
                        const struct journey *journey, date_day as_of)
{
    sums->children++;
    sums->states[journey_state(rules, journey, as_of)]++;
    sums->steps += journey->steps;
    sums->ups += journey->ups;
    sums->downs += journey->downs;
    sums->repeats += journey->repeats;
    sums->unsure += journey->unsure;
    sums->undated += journey->count - journey->dated;
    sums->rows += journey->rows;
    journey_codes_add(&sums->codes, journey);
}

static void summarise(struct front *front, const struct desk *desk, const struct sums *sums)
{
    front_summary(front,
                  "children: %" PRIu64 "; open: %" PRIu64 "; ended: %" PRIu64
                  "; no response: %" PRIu64,
                  sums->children, sums->states[JOURNEY_OPEN], sums->states[JOURNEY_ENDED],
                  sums->states[JOURNEY_NO_RESPONSE]);
    front_summary(front,
                  "steps: %" PRIu64 ", from %" PRIu64 " rows; up: %" PRIu64 "; down: %" PRIu64
                  "; early help again: %" PRIu64,
                  sums->steps, sums->rows, sums->ups, sums->downs, sums->repeats);
    front_summary(front, "dates not sure to the day: %" PRIu64 "; codes without a date: %" PRIu64,
                  sums->unsure, sums->undated);
    front_summary(front,
                  "events that are no step: %" PRIu64
                  "; children whose family is not sure: %" PRIu64 "; rows rejected: %" PRIu64,
                  desk->reader.other_events, desk->journeys.unsure_children,
                  desk->reader.reject_count);
}

static bool for_people(const struct front *front)
{
    return front->format == WRITER_TEXT || front->format == WRITER_HTML;
}

/* A writer, the legend of the codes standing at the head. */
static struct writer *open_writer(struct front *front, const struct desk *desk, const char *record,
                                  const char *title, const char *explanation,
                                  const struct journey_codes *codes, const uint64_t numbers[2])
{
    struct buffer legend, words;
    char digits[2][24];
    struct writer *writer = NULL;
    buffer_init(&legend, LIMIT_CELL_BYTES);
    buffer_init(&words, LIMIT_CELL_BYTES);
    journey_codes_words(codes, desk->rules, &legend);
    phrase_with(desk->phrases, explanation, &words, buffer_text(&legend),
                number_text(numbers[0], digits[0]), number_text(numbers[1], digits[1]));
    if (buffer_failed(&legend) || buffer_failed(&words))
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else
        writer = front_writer(front, record, NULL, phrase(desk->phrases, title),
                              legend.length > 0 ? buffer_text(&words) : TEXT(""));
    buffer_release(&legend);
    buffer_release(&words);
    return writer;
}

/* Goes through all journeys: what is written for people begins with what is in all of them. */
static bool gather_codes(struct desk *desk, struct journey_codes *codes)
{
    struct journey journey;
    bool failed;
    while (journeys_next(&desk->journeys, &journey, &failed))
        journey_codes_add(codes, &journey);
    journeys_rewind(&desk->journeys);
    return !failed;
}

static bool write_each(struct front *front, struct desk *desk, struct sums *sums)
{
    const bool told = for_people(front);
    struct journey_codes codes = {0};
    struct journey journey;
    struct buffer cell;
    bool failed = told && !gather_codes(desk, &codes);
    const uint64_t none[2] = {0};
    struct writer *writer = failed
                                ? NULL
                                : open_writer(front, desk, told ? "journey-list" : NULL,
                                              "journey-title", "journey-explanation", &codes, none);
    bool done = writer;
    buffer_init(&cell, LIMIT_OUTPUT_CELL_BYTES);
    while (done && journeys_next(&desk->journeys, &journey, &failed)) {
        add_to_sums(sums, desk->rules, &journey, front->as_of);
        done = told ? journey_write_told(desk->rules, desk->phrases, &journey, front->as_of, writer,
                                         &cell)
                    : journey_write(desk->rules, &journey, front->as_of, writer, &cell);
        if (buffer_failed(&cell))
            report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    done = done && !failed && writer_finish(writer);
    buffer_release(&cell);
    writer_free(writer);
    return done;
}

static bool write_top(struct front *front, struct desk *desk, struct sums *sums)
{
    struct journey_counts counts;
    struct journey journey;
    struct writer *writer = NULL;
    bool failed = false, done = true;
    journey_counts_init(&counts);
    while (done && journeys_next(&desk->journeys, &journey, &failed)) {
        add_to_sums(sums, desk->rules, &journey, front->as_of);
        done = journey_counts_add(&counts, desk->rules, &journey) ||
               report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    const uint64_t least = settings_of(front)->least;
    const uint64_t numbers[2] = {counts.children, counts.journeys.count};
    struct text others = phrase(desk->phrases, "journey-others");
    done = done && !failed &&
           (writer = open_writer(front, desk, "journey-counts", "journey-top-title",
                                 counts.children < least ? "journey-few"
                                                         : "journey-top-explanation",
                                 &sums->codes, numbers));
    if (done &&
        !journey_counts_write(&counts, (size_t)settings_of(front)->top, least, others, writer))
        done = report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    done = done && writer_finish(writer);
    writer_free(writer);
    journey_counts_release(&counts);
    return done;
}

bool timeline_journey(struct front *front)
{
    if (settings_of(front)->least > 0 && settings_of(front)->top == 0)
        return front_usage(front, "--least goes with --top");
    struct desk desk = {.phrases = NULL};
    struct sums sums = {.children = 0};
    bool done = open_desk(&desk, front) && read_files(front, &desk);
    if (done)
        front_step("following each child");
    done = done && (settings_of(front)->top > 0 ? write_top(front, &desk, &sums)
                                                : write_each(front, &desk, &sums));
    if (done)
        summarise(front, &desk, &sums);
    close_desk(&desk);
    return done;
}
