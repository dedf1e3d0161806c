/*
 * Rows of a record as a program reads them, and as a filter writes them again. The first three
 * bytes choose the settings.
 */
#include "records/table.h"
#include "records/writer.h"
#include "tests/fuzz/must.h"

enum { OUTPUT_MOST = 1 << 24, SETTINGS = 3 };

/* Reads every row with every kind of question, counting them, and takes away what is rejected. */
static void read_table(const struct table_settings *settings, struct record_definition *definition,
                       struct text bytes, unsigned choices)
{
    struct table *table = table_of_bytes(settings, definition, bytes, "fuzz", &silent);
    uint64_t rows = 0, rejected = 0;
    must(table);
    if (choices & 1)
        table_need_either(table, 0, 1);
    while (table_next(table) == TABLE_ROW) {
        bool turned_down = false;
        rows++;
        for (size_t i = 0; i < definition->column_count; i++) {
            struct text cell = table_cell(table, i);
            struct date date;
            bool known = true;
            must(text_equal(cell, text_trim(cell)));
            must(table_has(table, i) || cell.length == 0);
            if (definition->columns[i].type == COLUMN_DATE)
                turned_down |= !table_date(table, i, &date);
            else if (definition->columns[i].type == COLUMN_CODE)
                table_code(table, i, &known);
            must(known || cell.length > 0);
        }
        for (size_t i = 0; i < table_extra_count(table); i++) {
            bool quoted;
            struct text cell = table_extra_cell(table, i, &quoted);
            must(!quoted || cell.length == 0);
        }
        rejected += turned_down;
    }
    must(rows == table_row_count(table));
    must(rejected <= table_reject_count(table));
    table_free(table);
}

static void count_choice(void *context, const struct heading_choice *choice)
{
    must(choice->how.length > 0);
    ++*(size_t *)context;
}

/* The whole records of `bytes`, written as csv: what a filter would make of them. */
static void rewrite(struct text bytes, char delimiter, struct output *output)
{
    struct input *input = input_of_bytes(bytes, "fuzz", &silent);
    struct reader *reader = reader_new(input, delimiter, &silent);
    struct record record;
    struct writer *writer = NULL;
    size_t width = 0;
    must(input && reader);
    output_to_memory(output, OUTPUT_MOST, &silent);
    while (reader_next(reader, &record) == READER_RECORD) {
        if (record.state != RECORD_WHOLE || record.count > 1000)
            continue;
        if (!writer) {
            static struct writer_column columns[1000];
            struct writer_settings settings = {.format = WRITER_CSV};
            width = record.count;
            for (size_t i = 0; i < width; i++)
                columns[i] = (struct writer_column){.name = reader_text(reader, &record.cells[i])};
            must((writer = writer_new(&settings, columns, width, output, &silent)));
            continue;
        }
        if (record.count != width)
            continue;
        for (size_t i = 0; i < width; i++) {
            struct text cell = reader_text(reader, &record.cells[i]);
            writer_passed(writer, cell, record.cells[i].quoted);
        }
        must(writer_end_row(writer));
    }
    must(!writer || writer_finish(writer));
    writer_free(writer);
    reader_free(reader);
    input_free(input);
}

/*
 * Written and read again, the cells are the same, so writing them again gives the same bytes. A
 * first heading that begins with a byte order mark, which our own never does, would be one.
 */
static void pass_through(struct text bytes, char delimiter)
{
    struct output once, twice;
    rewrite(bytes, delimiter, &once);
    rewrite(output_memory(&once), ',', &twice);
    must(text_starts_folded(output_memory(&once), TEXT("\xef\xbb\xbf")) ||
         text_equal(output_memory(&once), output_memory(&twice)));
    output_close(&once, false);
    output_close(&twice, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const records[] = {"indicators", "levels", "override", "people"};
    static struct record_definition *definitions[4];
    static const char delimiters[] = {',', ';', '\t', '|'};
    unsigned choices = fuzz_setting(data, size, 0), lines = fuzz_setting(data, size, 1),
             which = fuzz_setting(data, size, 2) % 4;
    struct text bytes = fuzz_text(data, size, SETTINGS);
    if (!definitions[which])
        must((definitions[which] = record_definition_new(text_of(records[which]), &silent)));
    const struct heading_map map = {definitions[which]->columns[0].name, TEXT("Whose")};
    struct output output;
    struct rejects rejects;
    output_to_memory(&output, OUTPUT_MOST, &silent);
    rejects_init(&rejects, &output);
    struct table_settings settings = {
        .delimiter = delimiters[choices >> 6],
        .skip_lines = choices & 2 ? lines : 0,
        .missing = choices & 4 ? TEXT("NULL") : TEXT(""),
        .maps = &map,
        .map_count = choices & 8 ? 1 : 0,
        .maps_must_fit = choices & 16,
        .rejects = &rejects,
        .unmapped = unmapped_new(&silent),
    };
    must(settings.unmapped);
    rejects.delimiter = settings.delimiter;
    read_table(&settings, definitions[which], bytes, choices);
    must(!output.failed);

    size_t headings = 0;
    struct table *table = table_of_bytes(&settings, definitions[which], bytes, "fuzz", &silent);
    must(table);
    if (table_explain(table, count_choice, &headings))
        must(headings >= definitions[which]->column_count);
    table_free(table);

    pass_through(bytes, settings.delimiter);
    unmapped_free(settings.unmapped);
    rejects_release(&rejects);
    output_close(&output, false);
    return 0;
}
