/*
 * Text records: any bytes give records whose fields are clean, on lines that rise, and what is
 * written again in the plainest way reads the same.
 */
#include "records/rec.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "tests/fuzz/must.h"

/* A record with its values, each line behind `+`, where `\` at an end is doubled. */
static void write_again(struct buffer *to, const struct rec *rec)
{
    buffer_add_byte(to, '\n');
    for (size_t i = 0; i < rec->count; i++) {
        struct text value = rec->fields[i].value;
        buffer_add(to, rec->fields[i].name);
        buffer_put(to, ": ");
        for (size_t j = 0; j <= value.length; j++) {
            bool end = j == value.length || value.data[j] == '\n';
            if (end && j > 0 && value.data[j - 1] == '\\')
                buffer_put(to, "\\\n");
            if (end)
                buffer_add_byte(to, '\n');
            if (j == value.length)
                break;
            if (end)
                buffer_put(to, "+ ");
            else
                buffer_add_byte(to, value.data[j]);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rec_reader *reader = rec_reader_of_bytes(fuzz_text(data, size, 0), "memory", &silent);
    struct rec rec, other;
    struct buffer again;
    uint64_t line = 0;
    enum rec_result result;
    must(reader);
    buffer_init(&again, 8 * LIMIT_REC_BYTES);
    /* Lines end with LF here, whatever values hold. */
    buffer_put(&again, "# again\n");
    while ((result = rec_next(reader, &rec)) != REC_END) {
        must(rec.count > 0 && rec.line == rec.fields[0].line);
        for (size_t i = 0; i < rec.count; i++) {
            struct text value = rec.fields[i].value;
            must(rec_is_name(rec.fields[i].name));
            must((rec.fields[i].name.data[0] == '%') == (result == REC_DESCRIPTOR));
            must(rec.fields[i].line > line);
            must(utf8_valid(value) == value.length && value.length <= LIMIT_CELL_BYTES);
            must(value.length == 0 || !memchr(value.data, '\0', value.length));
            line = rec.fields[i].line;
        }
        write_again(&again, &rec);
    }
    must(!rec_reader_failed(reader) && !buffer_failed(&again));
    rec_reader_free(reader);

    reader = rec_reader_of_bytes(fuzz_text(data, size, 0), "memory", &silent);
    struct rec_reader *second = rec_reader_of_bytes(buffer_text(&again), "again", &silent);
    must(reader && second);
    do {
        result = rec_next(reader, &rec);
        must(rec_next(second, &other) == result);
        must(result == REC_END || (rec.count == other.count && text_equal(rec.type, other.type)));
        for (size_t i = 0; result != REC_END && i < rec.count; i++) {
            must(text_equal(rec.fields[i].name, other.fields[i].name));
            must(text_equal(rec.fields[i].value, other.fields[i].value));
        }
    } while (result != REC_END);
    rec_reader_free(reader);
    rec_reader_free(second);
    buffer_release(&again);
    return 0;
}
