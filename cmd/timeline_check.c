#include "cmd/timeline.h"

bool timeline_check(struct front *front)
{
    const struct timeline_settings *settings = front->own;
    struct phrases *phrases = phrases_new(&front->reporter);
    struct chronology_checks *checks = chronology_checks_new(&front->reporter);
    struct event_rows rows = {.table = NULL};
    struct chronology chronology = {.store = NULL};
    struct writer *writer = NULL;
    uint64_t count = 0;
    bool done = phrases && checks && timeline_read(front, phrases, NULL, &rows, &chronology) &&
                (writer = front_writer(front, NULL, NULL, phrase(phrases, "timeline-check-title"),
                                       TEXT("")));
    if (done && (settings->gap.days > 0 || settings->gap.months > 0))
        chronology_checks_set_gap(checks, settings->gap);
    for (size_t i = 0; done && i < chronology.family_count; i++)
        if (!chronology_check(checks, &chronology.families[i], front->as_of, writer, &count))
            done = report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    done = done && writer_finish(writer);
    if (done) {
        front->flagged = count > 0;
        front_summary(front, "families: %zu; problems: %llu; rows rejected: %llu",
                      chronology.family_count, (unsigned long long)count,
                      (unsigned long long)(table_reject_count(rows.table) + front->rejected));
    }
    writer_free(writer);
    chronology_release(&chronology);
    event_rows_close(&rows);
    chronology_checks_free(checks);
    phrases_free(phrases);
    return done;
}
