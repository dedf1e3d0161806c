/*
 * GEDCOM and pedigrees: any bytes give records whose lines are clean and rise; the rows made of
 * them hold no broken text; and what a table of them writes reads back as the same rows, byte for
 * byte. The first byte says what the rest is read as.
 */
#include "records/gedcom.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "domain/family/family_book.h"
#include "domain/family/family_gedcom.h"
#include "domain/family/family_pedigree.h"
#include "domain/family/family_table.h"
#include "tests/fuzz/must.h"

static void check_lines(struct text bytes)
{
    struct gedcom_reader *reader = gedcom_reader_of_bytes(bytes, "memory", &silent);
    struct gedcom_record record;
    uint64_t line = 0;
    enum gedcom_result result = GEDCOM_END;
    while (reader && (result = gedcom_next(reader, &record)) == GEDCOM_RECORD) {
        must(record.count > 0 && record.lines[0].level == 0);
        for (size_t i = 0; i < record.count; i++) {
            const struct gedcom_line *one = &record.lines[i];
            must(one->line > line && one->tag.length > 0);
            must(i == 0 || one->level > 0);
            must(utf8_valid(one->value) == one->value.length);
            must(one->value.length <= LIMIT_CELL_BYTES);
            line = one->line;
        }
    }
    must(!reader || result == GEDCOM_END);
    gedcom_reader_free(reader);
}

static bool read_source(struct text bytes, bool pedigree, const struct family_sink *sink)
{
    struct table_settings settings = {.delimiter = ','};
    return pedigree ? family_pedigree_read_bytes(&settings, bytes, "memory", sink, &silent)
                    : family_gedcom_read_bytes(&settings, bytes, "memory", sink, &silent);
}

/* A table of the source; then a table of that table, which must be the same. */
static void check_table(struct text bytes, bool pedigree, bool relationships)
{
    struct writer_settings writing = {.format = WRITER_CSV};
    struct table_settings reading = {.delimiter = ','};
    struct output first, second;
    output_to_memory(&first, (size_t)1 << 28, &silent);
    output_to_memory(&second, (size_t)1 << 28, &silent);
    struct family_table table = {.relationships = relationships,
                                 .notes = !pedigree,
                                 .settings = &writing,
                                 .output = &first,
                                 .reporter = &silent};
    struct family_sink sink = family_table_sink(&table);
    bool done = read_source(bytes, pedigree, &sink);
    must(!done || family_table_finish(&table));
    family_table_release(&table);
    if (done) {
        struct family_table again = {.relationships = relationships,
                                     .settings = &writing,
                                     .output = &second,
                                     .reporter = &silent};
        sink = family_table_sink(&again);
        must(family_rows_bytes(&reading, output_memory(&first), relationships, &sink, &silent));
        must(family_table_finish(&again) && again.rows == table.rows);
        must(text_equal(output_memory(&first), output_memory(&second)));
        family_table_release(&again);
    }
    output_close(&first, false);
    output_close(&second, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool pedigree = fuzz_setting(data, size, 0) == 'p';
    struct text bytes = fuzz_text(data, size, 1);
    struct family_book book;
    if (!pedigree)
        check_lines(bytes);
    check_table(bytes, pedigree, false);
    check_table(bytes, pedigree, true);
    family_book_init(&book, &silent);
    struct family_sink sink = family_book_sink(&book);
    read_source(bytes, pedigree, &sink);
    for (uint32_t i = 0; i < book.entry_count; i++)
        must(utf8_valid(book.entries[i].name) == book.entries[i].name.length);
    for (uint32_t i = 0; i < book.tie_count; i++)
        must(book.ties[i].type.length > 0);
    family_book_release(&book);
    return 0;
}
