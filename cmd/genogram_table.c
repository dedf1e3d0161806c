#include "cmd/genogram.h"

#include "domain/family/family_table.h"

/* The rows of the table that is asked for. A CSV file is one of them by itself. */
static bool read_rows(struct front *front, bool relationships, const struct family_sink *sink)
{
    const struct genogram_settings *settings = front->own;
    if (genogram_source_of(front) != GENOGRAM_CSV || settings->from_people)
        return genogram_read(front, sink);
    return relationships ? family_rows_relationships(&front->table, front->files, front->file_count,
                                                     sink, &front->reporter)
                         : family_rows_people(&front->table, front->files, front->file_count, sink,
                                              &front->reporter);
}

bool genogram_writes(struct front *front, const char *operand)
{
    return strcmp(operand, "people") == 0 || strcmp(operand, "relationships") == 0 ||
           front_takes(front, "table", TEXT("people or relationships"), text_of(operand));
}

bool genogram_table(struct front *front)
{
    if (!genogram_writes(front, front->words[0]))
        return false;
    struct text name = text_of(front->words[0]);
    bool relationships = text_equal(name, TEXT("relationships"));
    const struct genogram_settings *own = front->own;
    if (own->from_people && !relationships)
        return front_usage(front, "--from-people goes with table relationships");
    if (own->from_people && genogram_source_of(front) != GENOGRAM_CSV)
        return front_usage(front, "--from-people goes with --from csv: other files have their own");
    struct writer_settings settings = {
        .format = front->format,
        .excel = front->excel,
        .record = name,
        .width = front_width(),
    };
    struct family_table table = {
        .relationships = relationships,
        .notes = genogram_source_of(front) == GENOGRAM_GEDCOM,
        .settings = &settings,
        .output = &front->output,
        .reporter = &front->reporter,
    };
    struct family_sink sink = family_table_sink(&table);
    bool done = read_rows(front, relationships, &sink) && family_table_finish(&table);
    if (done)
        front_summary(front, "%s: %llu", front->words[0], (unsigned long long)table.rows);
    family_table_release(&table);
    return done;
}
