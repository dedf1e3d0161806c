#include "domain/problems.h"

/* `indicators` of `DIR/indicators.csv`: what kind of row the problem is in. */
static struct text record_of(const char *file)
{
    struct text name = text_of(file);
    for (size_t i = name.length; i-- > 0;)
        if (name.data[i] == '/') {
            name = text_part(name, i + 1, name.length);
            break;
        }
    static const struct text ending = {".csv", 4};
    if (name.length > ending.length &&
        text_equal(text_part(name, name.length - ending.length, ending.length), ending))
        name.length -= ending.length;
    return name;
}

void problems_take(void *context, const struct diagnostic *diagnostic)
{
    struct problems *problems = context;
    struct writer *writer = problems->writer;
    if (diagnostic->message == MESSAGE_OUT_OF_MEMORY ||
        diagnostic->message == MESSAGE_CANNOT_READ) {
        problems->failed = true;
        if (problems->reporter && problems->reporter->sink)
            problems->reporter->sink(problems->reporter->context, diagnostic);
        return;
    }
    problems->count++;
    writer_cell(writer, text_of(diagnostic->place.file));
    if (diagnostic->place.line > 0)
        writer_number(writer, diagnostic->place.line);
    else
        writer_cell(writer, TEXT(""));
    writer_cell(writer, record_of(diagnostic->place.file));
    writer_cell(writer, diagnostic->place.column);
    writer_plain(writer, diagnostic->severity == SEVERITY_NOTE ? TEXT("warning") : TEXT("error"));
    writer_cell(writer, diagnostic->reason);
    writer_end_row(writer);
}
