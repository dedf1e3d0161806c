#include "cmd/timeline.h"

#include "base/memory.h"
#include "definitions/phrases.h"
#include "domain/timeline/event_writer.h"

#include <inttypes.h>

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct event_sources *sources;
    struct event_merge merge;
    struct event_files files;
    struct record_definition *definition; /* of what is written */
};

static const struct timeline_settings *settings_of(const struct front *front)
{
    return front->own;
}

static bool open_desk(struct desk *desk, struct front *front)
{
    const struct timeline_settings *settings = settings_of(front);
    struct table_settings people = front_side(front);
    desk->phrases = phrases_new(&front->reporter);
    desk->sources = desk->phrases ? event_sources_new(NULL, &front->reporter) : NULL;
    if (!desk->sources)
        return false;
    event_merge_init(&desk->merge, desk->sources, front->framework, &front->reporter);
    desk->merge.each = settings->each;
    desk->merge.only = text_of(settings->family);
    /* Of several kinds of file each has headings of its own. */
    front->table.maps_must_fit = front->table.maps_must_fit && front->file_count == 1;
    return event_files_init(&desk->files, &desk->merge, &front->table, &front->reporter) &&
           chronology_people_read(&desk->merge.people, settings->people, &people, &front->rejected,
                                  &front->reporter);
}

static void close_desk(struct desk *desk)
{
    if (desk->files.merge)
        event_files_release(&desk->files);
    if (desk->merge.sources)
        event_merge_release(&desk->merge);
    record_definition_free(desk->definition);
    event_sources_free(desk->sources);
    phrases_free(desk->phrases);
}

static bool read_files(struct front *front, struct desk *desk)
{
    bool done = timeline_check_as(front, source_record_names);
    for (size_t i = 0; done && i < front->file_count; i++)
        done = event_files_read(&desk->files, front->files[i],
                                source_record_named(timeline_as(front, front->files[i])));
    return done && event_merge_finish(&desk->merge);
}

static struct writer *open_writer(struct front *front, struct desk *desk)
{
    size_t count;
    struct writer *writer = NULL;
    desk->definition = record_definition_new(text_of(front->verb->output), &front->reporter);
    struct writer_column *columns = desk->definition ? event_writer_columns(desk->definition,
                                                                            &desk->files, &count)
                                                     : NULL;
    if (columns) {
        struct writer_settings settings = {
            .format = front->format,
            .excel = front->excel,
            .record = desk->definition->name,
            .title = phrase(desk->phrases, "timeline-table-title"),
            .explanation = phrase(desk->phrases, "timeline-explanation"),
            .width = front_width(),
        };
        writer = writer_new(&settings, columns, count, &front->output, &front->reporter);
    }
    memory_free(columns);
    return writer;
}

static void summarise(struct front *front, struct desk *desk)
{
    const struct event_merge *merge = &desk->merge;
    uint64_t rows = 0, silent = 0;
    event_files_count(&desk->files);
    for (size_t i = 0; i < desk->files.file_count; i++) {
        const struct event_file *file = &desk->files.files[i];
        front_summary(front, "%s: %s; rows: %" PRIu64 "; events: %" PRIu64, file->name,
                      source_record_names[file->record], file->rows, file->events);
        rows += file->rows;
        silent += file->rows - file->telling;
    }
    front_summary(front, "rows: %" PRIu64 "; that tell no event: %" PRIu64 "; rejected: %" PRIu64,
                  rows, silent, desk->files.rejected + front->rejected);
    front_summary(front,
                  "events: %zu; families: %" PRIu64 "; without a date: %" PRIu64
                  "; perhaps told twice: %" PRIu64,
                  merge->order_count, merge->family_count, merge->undated, merge->marked);
}

bool timeline_table(struct front *front)
{
    struct desk desk = {.phrases = NULL};
    struct writer *writer = NULL;
    bool done = open_desk(&desk, front) && read_files(front, &desk) &&
                (writer = open_writer(front, &desk)) &&
                event_writer_write(&desk.files, settings_of(front)->lines, writer);
    if (done)
        summarise(front, &desk);
    writer_free(writer);
    close_desk(&desk);
    return done;
}
