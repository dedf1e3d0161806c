#include "records/rejects.h"

#include "base/limits.h"

void rejects_init(struct rejects *rejects, struct output *output)
{
    *rejects = (struct rejects){.output = output, .delimiter = ','};
    buffer_init(&rejects->header, 2 * LIMIT_RECORD_BYTES);
}

void rejects_release(struct rejects *rejects)
{
    buffer_release(&rejects->header);
}

/* Writes the bytes and, at the end of a row, a line end when it has none. */
static bool write_row(struct rejects *rejects, struct text row, bool more)
{
    output_write(rejects->output, row);
    char last = row.length > 0 ? row.data[row.length - 1] : '\0';
    if (!more && last != '\n' && last != '\r')
        output_byte(rejects->output, '\n');
    return !rejects->output->failed;
}

bool rejects_header(struct rejects *rejects, struct text header_line)
{
    if (rejects->header.length > 0 && text_equal(buffer_text(&rejects->header), header_line))
        return true;
    buffer_clear(&rejects->header);
    if (!buffer_add(&rejects->header, header_line)) {
        rejects->output->failed = true;
        return report(rejects->output->reporter, place_of_file(rejects->output->name),
                      MESSAGE_OUT_OF_MEMORY);
    }
    output_put(rejects->output, "file");
    output_byte(rejects->output, rejects->delimiter);
    output_put(rejects->output, "line");
    output_byte(rejects->output, rejects->delimiter);
    output_put(rejects->output, "reason");
    output_byte(rejects->output, rejects->delimiter);
    return write_row(rejects, header_line, false);
}

static void write_quoted(struct output *output, struct text cell)
{
    output_byte(output, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            output_byte(output, '"');
        output_byte(output, cell.data[i]);
    }
    output_byte(output, '"');
}

bool rejects_row(struct rejects *rejects, const char *file, uint64_t line, struct text reason,
                 struct text row, bool more)
{
    char digits[24];
    write_quoted(rejects->output, text_of(file));
    output_byte(rejects->output, rejects->delimiter);
    output_write(rejects->output, number_text(line, digits));
    output_byte(rejects->output, rejects->delimiter);
    write_quoted(rejects->output, reason);
    output_byte(rejects->output, rejects->delimiter);
    return write_row(rejects, row, more);
}

bool rejects_piece(struct rejects *rejects, struct text bytes, bool more)
{
    return write_row(rejects, bytes, more);
}

/* A reporter that hands a message on and writes the line with its reason. */
struct line_rejection {
    struct rejects *rejects;
    const struct reporter *reporter;
    struct text line;
};

static void take_line(void *context, const struct diagnostic *diagnostic)
{
    const struct line_rejection *rejection = context;
    struct rejects *rejects = rejection->rejects;
    if (rejection->reporter->sink)
        rejection->reporter->sink(rejection->reporter->context, diagnostic);
    if (!rejects || !rejects_header(rejects, TEXT("text\n")))
        return;
    struct buffer reason;
    buffer_init(&reason, 2 * LIMIT_MESSAGE_BYTES);
    buffer_add(&reason, diagnostic->place.column);
    if (reason.length > 0)
        buffer_put(&reason, ": ");
    buffer_add(&reason, diagnostic->reason);
    if (buffer_failed(&reason)) {
        rejects->output->failed = true;
        report(rejects->output->reporter, place_of_file(rejects->output->name),
               MESSAGE_OUT_OF_MEMORY);
    }
    rejects_row(rejects, diagnostic->place.file, diagnostic->place.line, buffer_text(&reason),
                TEXT(""), true);
    buffer_release(&reason);
    write_quoted(rejects->output, rejection->line);
    output_byte(rejects->output, '\n');
}

bool rejects_line(struct rejects *rejects, const struct reporter *reporter, struct place place,
                  enum message message, const struct text *words, size_t count, struct text line)
{
    struct line_rejection rejection = {rejects, reporter, line};
    struct reporter taker = {take_line, &rejection};
    return report_words(&taker, place, message, words, count);
}
