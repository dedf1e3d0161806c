#include "cmd/assess.h"

#include "domain/notes/pattern_files.h"
#include "domain/notes/pattern_lint.h"

#include <string.h>

bool assess_lint(struct front *front)
{
    const struct assess_settings *settings = front->own;
    for (size_t i = 0; i < front->file_count; i++)
        if (strcmp(front->files[i], "-") == 0)
            return front_usage(front, "lint takes files, not -: each is read more than once");
    if (settings->anchors) {
        if (front->file_count == 0)
            return front_usage(front, "--anchors needs the file that is to be filled in");
        return pattern_files_fill(front->files, front->file_count, &front->output,
                                  &front->reporter);
    }
    struct writer *writer = front_writer(front, NULL, NULL, TEXT("Problems"), TEXT(""));
    uint64_t problems = 0;
    bool done = writer != NULL &&
                pattern_lint(front->framework, front->files, front->file_count, writer, &problems,
                             &front->reporter) &&
                writer_finish(writer);
    front->flagged = problems > 0;
    if (done)
        front_summary(front, "problems: %llu", (unsigned long long)problems);
    writer_free(writer);
    return done;
}
