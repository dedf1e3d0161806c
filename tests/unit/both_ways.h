/*
 * Reads bytes both ways, with the scanner and with libcsv alone, and holds the two to each other
 * and to the bytes: the same records, nothing lost, lines counted right. What did not hold is in
 * `trouble`. For unit tests and for fuzzing.
 */
#ifndef UNIT_BOTH_WAYS_H
#define UNIT_BOTH_WAYS_H

#include "base/limits.h"
#include "records/reader.h"

/* The first thing that did not hold; NULL while all is well. */
static const char *trouble;

static inline bool expect(bool held, const char *what)
{
    if (!held && !trouble)
        trouble = what;
    return held;
}

static const struct reporter both_ways_reporter = {NULL, NULL};

/* One reader with its input. */
struct reading {
    struct input *input;
    struct reader *reader;
};

static inline bool reading_start(struct reading *reading, struct text bytes, char delimiter,
                                 bool libcsv, size_t chunk)
{
    reading->reader = NULL;
    reading->input = input_of_bytes(bytes, "memory", &both_ways_reporter);
    if (!reading->input)
        return false;
    reading->reader = reader_new(reading->input, delimiter, &both_ways_reporter);
    if (!reading->reader)
        return false;
    if (libcsv)
        reader_use_libcsv_only(reading->reader);
    if (chunk > 0)
        reader_set_chunk(reading->reader, chunk);
    return true;
}

static inline void reading_end(struct reading *reading)
{
    reader_free(reading->reader);
    input_free(reading->input);
}

static inline bool same_cells(struct reading *a, struct record *one, struct reading *b,
                              struct record *two)
{
    for (size_t i = 0; i < one->count && i < LIMIT_COLUMNS; i++) {
        struct text first = reader_text(a->reader, &one->cells[i]);
        struct text second = reader_text(b->reader, &two->cells[i]);
        if (!text_equal(first, second) || one->cells[i].quoted != two->cells[i].quoted)
            return false;
    }
    return true;
}

/* Where the input has been handed out up to, and the line that comes next. */
struct passed {
    struct text rest;
    uint64_t line;
};

static inline bool at_line_end(struct text text, size_t i)
{
    return text.data[i] == '\n' ||
           (text.data[i] == '\r' && !(i + 1 < text.length && text.data[i + 1] == '\n'));
}

static inline void pass(struct passed *passed, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)passed->rest.data[i] <= '\r')
            passed->line += at_line_end(passed->rest, i);
    passed->rest = text_part(passed->rest, length, passed->rest.length);
}

static inline void pass_blank_lines(struct passed *passed)
{
    while (passed->rest.length > 0 &&
           (passed->rest.data[0] == '\n' || passed->rest.data[0] == '\r'))
        pass(passed, 1);
}

/* The record's bytes stand next in the input, behind blank lines, on the line that it says. */
static inline bool in_place(struct passed *passed, const struct record *record, bool continued)
{
    if (!continued)
        pass_blank_lines(passed);
    bool there = record->bytes.length > 0 &&
                 text_equal(text_part(passed->rest, 0, record->bytes.length), record->bytes) &&
                 record->line == passed->line;
    pass(passed, record->bytes.length);
    return there;
}

/* Reads the bytes both ways at once and holds the two together. */
static inline void both_ways(struct text bytes, char delimiter, size_t plain_chunk,
                             size_t libcsv_chunk)
{
    struct reading a, b;
    struct record one, two;
    struct passed passed = {bytes, 1};
    bool continued = false;
    bool ready = reading_start(&a, bytes, delimiter, false, plain_chunk);
    ready &= reading_start(&b, bytes, delimiter, true, libcsv_chunk);
    while (expect(ready, "the readers start")) {
        enum reader_result first = reader_next(a.reader, &one);
        enum reader_result second = reader_next(b.reader, &two);
        if (!expect(first == second, "both end together") || first != READER_RECORD) {
            expect(first != READER_FAILED, "neither fails");
            break;
        }
        bool same = expect(one.state == two.state, "the same state") &&
                    expect(text_equal(one.bytes, two.bytes), "the same bytes") &&
                    expect(one.line == two.line, "the same line") &&
                    expect(in_place(&passed, &one, continued),
                           "nothing lost, and the line is right");
        if (same && one.state == RECORD_WHOLE)
            same = expect(one.count == two.count, "the same number of cells") &&
                   expect(same_cells(&a, &one, &b, &two), "the same cells");
        else if (same)
            same = expect(one.fault == two.fault, "the same fault") &&
                   expect(one.fault_cell == two.fault_cell, "in the same cell");
        if (!same)
            break;
        continued = one.state == RECORD_PIECE;
    }
    if (!trouble) {
        pass_blank_lines(&passed);
        expect(passed.rest.length == 0, "nothing is left at the end");
    }
    reading_end(&a);
    reading_end(&b);
}

#endif
