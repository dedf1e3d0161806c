/*
 * The reader cuts plain rows with a scanner of its own and leaves the others to libcsv. Whatever
 * the bytes, both ways must give the same records, nothing may be lost, and nothing may depend on
 * how the bytes arrive.
 */
#include "base/buffer.h"
#include "both_ways.h"
#include "tap.h"

#include <stdio.h>

/* The scanner twice, under different names: for any machine, and as it is built here. */
#ifndef EH_PORTABLE_SCAN
#define EH_PORTABLE_SCAN
#endif
#define SCAN_BLOCK PORTABLE_BLOCK
#define scan portable_scan
#define scan_block portable_scan_block
#include "records/scan.h"
#undef EH_PORTABLE_SCAN
#undef SCAN_BLOCK
#undef scan
#undef scan_block
#undef RECORDS_SCAN_H
#include "records/scan.h"

/* Numbers that are the same on every run. */
static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 33) % limit;
}

/* Says whether all was well; when not, with which bytes. */
static void judge(struct text bytes, size_t chunk, const char *name)
{
    ok(!trouble, name);
    if (!trouble)
        return;
    fprintf(stderr, "#   not so: %s, with pieces of %zu bytes\n", trouble, chunk);
    tap_tell("bytes", text_part(bytes, 0, 2000));
    trouble = NULL;
}

static const char alphabet[] = {'a', ',', '"', '\n', '\r', '\0', '\xc3', '\xa9'};

/* Sanitizers make each of the many small readings ten times slower. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SLOW 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(SLOW)
#define SLOW 1
#endif

#ifdef SLOW
enum { LONGEST = 3, RANDOM_INPUTS = 400, STEP = 7 };
#else
enum { LONGEST = 5, RANDOM_INPUTS = 2500, STEP = 1 };
#endif
enum { LETTERS = sizeof alphabet };

static void test_all_short_inputs(void)
{
    char bytes[LONGEST];
    size_t tried = 0, all = 0, count = 1;
    for (size_t length = 0; length <= LONGEST && !trouble; length++, count *= LETTERS) {
        all += count;
        for (size_t number = 0; number < count && !trouble; number++) {
            size_t rest = number;
            for (size_t i = 0; i < length; i++, rest /= LETTERS)
                bytes[i] = alphabet[rest % LETTERS];
            both_ways((struct text){bytes, length}, ',', 0, 0);
            tried++;
            if (trouble)
                judge((struct text){bytes, length}, 0, "each");
        }
    }
    is_number(tried, all, "all short inputs of a , \" LF CR NUL C3 A9");
}

/*
 * A text in which each run of `length` letters stands once (a de Bruijn sequence), so that all
 * longer inputs are tried too, if not each at the end of a file.
 */
static size_t all_runs(size_t length, char *to)
{
    size_t digits[16] = {0}, used = 0, at = 1;
    /* Lyndon words in order, those whose length divides `length` one behind the other. */
    to[used++] = alphabet[0];
    while (at > 0) {
        for (size_t i = at; i < length; i++)
            digits[i] = digits[i - at];
        at = length;
        while (at > 0 && digits[at - 1] == LETTERS - 1)
            at--;
        if (at == 0)
            break;
        digits[at - 1]++;
        if (length % at == 0)
            for (size_t i = 0; i < at; i++)
                to[used++] = alphabet[digits[i]];
    }
    for (size_t i = 0; i + 1 < length; i++)
        to[used++] = alphabet[0];
    return used;
}

static void test_all_runs(void)
{
    static char bytes[300000];
    size_t length = all_runs(6, bytes);
    is_number(length, 8 * 8 * 8 * 8 * 8 * 8 + 5, "each run of 6 letters once");
    both_ways((struct text){bytes, length}, ',', 0, 0);
    judge((struct text){bytes, length}, 0, "is read the same both ways");
    both_ways((struct text){bytes, length}, ',', 61, 0);
    judge((struct text){bytes, length}, 61, "in small pieces too");
}

/* Long random inputs: some all signs, some mostly letters with long cells, some with long quoted
 * ones. */
static size_t random_input(char *bytes, size_t most)
{
    size_t length = random_below((uint32_t)most);
    uint32_t kind = random_below(4), rare = 2 + random_below(80);
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (kind == 0 || random_below(rare) == 0)
            bytes[i] = alphabet[random_below(LETTERS)];
        else
            bytes[i] = (char)('a' + random_below(20));
        /* Cells that are quoted as they should be, mostly. */
        if (kind == 3 && bytes[i] == '"') {
            bytes[i] = quoted ? '"' : ',';
            if (i + 1 < length && random_below(40) > 0)
                bytes[++i] = quoted ? ',' : '"';
            quoted = !quoted;
        }
    }
    return length;
}

static void test_random_inputs(void)
{
    static char bytes[4096];
    size_t tried = 0;
    for (; tried < RANDOM_INPUTS && !trouble; tried++) {
        size_t length = random_input(bytes, tried % 8 == 0 ? sizeof bytes : 700);
        size_t chunk = 16 + random_below(65);
        both_ways((struct text){bytes, length}, tried % 2 ? ',' : ';', chunk,
                  tried % 3 ? 0 : 16 + random_below(65));
        if (trouble)
            judge((struct text){bytes, length}, chunk, "each");
    }
    is_number(tried, RANDOM_INPUTS, "random inputs are read the same both ways");
}

/* --- A table of oddities ---------------------------------------------------------------------- */

/*
 * What a record comes to, in one line: `LINE [cell][cell]`, an empty quoted cell `[""]`; or `LINE
 * FAULT CELL`. A line in pieces is told once, with its length; `*held` is what has come of it.
 */
static void tell_record(struct buffer *told, struct reader *reader, struct record *record,
                        size_t *held)
{
    *held += record->bytes.length;
    if (record->bytes.length > LIMIT_RECORD_BYTES)
        buffer_put(told, "held too much: ");
    if (record->state == RECORD_PIECE)
        return;
    buffer_add_number(told, record->line);
    for (size_t i = 0; record->state == RECORD_WHOLE && i < record->count; i++) {
        buffer_add(told, text_of(i == 0 ? " [" : "["));
        struct text cell = reader_text(reader, &record->cells[i]);
        if (record->cells[i].quoted)
            buffer_put(told, "\"\"");
        if (cell.length > 60)
            buffer_format(told, "%zu bytes", cell.length);
        else
            buffer_add(told, cell);
        buffer_put(told, "]");
    }
    if (record->state == RECORD_BROKEN)
        buffer_format(told, " %s %zu", message_name(record->fault), record->fault_cell);
    if (record->state == RECORD_LAST_PIECE)
        buffer_format(told, " %s %zu bytes", message_name(record->fault), *held);
    buffer_put(told, "\n");
    *held = 0;
}

/* All records of the input. */
static void tell(struct buffer *told, struct text bytes, char delimiter, bool libcsv, size_t chunk)
{
    struct reading reading;
    struct record record;
    size_t held = 0;
    buffer_clear(told);
    if (!reading_start(&reading, bytes, delimiter, libcsv, chunk))
        buffer_put(told, "did not start\n");
    enum reader_result result = READER_END;
    while (reading.reader && (result = reader_next(reading.reader, &record)) == READER_RECORD)
        tell_record(told, reading.reader, &record, &held);
    if (result == READER_FAILED)
        buffer_put(told, "failed\n");
    reading_end(&reading);
}

struct oddity {
    const char *name;
    struct text bytes;
    const char *records;
};

#define T(literal)                                                                                 \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct oddity oddities[] = {
    {"nothing", T(""), ""},
    {"one cell", T("a"), "1 [a]\n"},
    {"one line", T("a,b\n"), "1 [a][b]\n"},
    {"the last line without an end", T("a,b\nc,d"), "1 [a][b]\n2 [c][d]\n"},
    {"the last cell empty, without an end", T("a,b\nc,"), "1 [a][b]\n2 [c][]\n"},
    {"CRLF", T("a,b\r\nc,d\r\n"), "1 [a][b]\n2 [c][d]\n"},
    {"CR alone", T("a,b\rc,d\re"), "1 [a][b]\n2 [c][d]\n3 [e]\n"},
    {"line ends of all kinds", T("a\nb\r\nc\rd"), "1 [a]\n2 [b]\n3 [c]\n4 [d]\n"},
    {"blank lines are counted and passed over", T("\n\r\n\ra\n\n\n\r\rb\r\n\r\nc"),
     "4 [a]\n9 [b]\n11 [c]\n"},
    {"nothing but blank lines", T("\n\r\n\r\r\n"), ""},
    {"a line of blanks is a record", T("a\n  \nb\n"), "1 [a]\n2 [  ]\n3 [b]\n"},
    {"empty cells", T(",\n,,\n"), "1 [][]\n2 [][][]\n"},
    {"blanks stay", T(" a , b\n\t,\t\n"), "1 [ a ][ b]\n2 [\t][\t]\n"},
    {"quoted cells", T("\"a\",\"b c\"\n"), "1 [a][b c]\n"},
    {"empty in quotation marks is not nothing", T("\"\",,\"\"\n"), "1 [\"\"][][\"\"]\n"},
    {"one empty quoted cell is a record", T("\"\"\n\"\""), "1 [\"\"]\n2 [\"\"]\n"},
    {"a delimiter in quotes", T("\"a,b\",c\n"), "1 [a,b][c]\n"},
    {"doubled quotes", T("\"a \"\"b\"\" c\",\"\"\"\",\"\"\"\"\"\"\n"), "1 [a \"b\" c][\"][\"\"]\n"},
    {"line ends in quotes", T("\"a\nb\",c\nd\n"), "1 [a\nb][c]\n3 [d]\n"},
    {"CRLF in quotes", T("\"a\r\nb\",c\r\nd\r\n"), "1 [a\r\nb][c]\n3 [d]\n"},
    {"CR in quotes", T("\"a\rb\",c\nd\n"), "1 [a\rb][c]\n3 [d]\n"},
    {"CR at the end of a quoted cell", T("\"a\r\",b\n\"c\n\"\n\"d\r\n\"\ne"),
     "1 [a\r][b]\n3 [c\n]\n5 [d\r\n]\n7 [e]\n"},
    {"CR and LF on both sides of a closing mark", T("\"a\r\"\n\"b\"\n"), "1 [a\r]\n3 [b]\n"},
    {"CR behind a quoted cell", T("\"a\"\r\"b\"\r\nc"), "1 [a]\n2 [b]\n3 [c]\n"},
    {"a quotation mark in an unquoted cell", T("a\"b,c\nd,e\n"), "1 QUOTE_MISPLACED 1\n2 [d][e]\n"},
    {"a quotation mark behind a blank", T("a, \"b\"\nc,d\n"), "1 QUOTE_MISPLACED 2\n2 [c][d]\n"},
    {"text behind a closing mark", T("\"a\"b,c\nd,e\n"), "1 QUOTE_MISPLACED 1\n2 [d][e]\n"},
    {"a blank behind a closing mark", T("x,\"a\" ,c\nd,e\n"), "1 QUOTE_MISPLACED 2\n2 [d][e]\n"},
    {"a mark that is never closed", T("a,\"b\nc,d\ne,f\n"),
     "1 QUOTE_UNCLOSED 2\n2 [c][d]\n3 [e][f]\n"},
    {"never closed, on the last line", T("a,b\nc,\"d"), "1 [a][b]\n2 QUOTE_UNCLOSED 2\n"},
    {"never closed, at the very end", T("a,b\nc,\""), "1 [a][b]\n2 QUOTE_UNCLOSED 2\n"},
    {"never closed, with CRLF", T("a,\"b\r\nc,d\r\n"), "1 QUOTE_UNCLOSED 2\n2 [c][d]\n"},
    {"never closed, with CR", T("a,\"b\rc,d\r"), "1 QUOTE_UNCLOSED 2\n2 [c][d]\n"},
    {"a mark that another row's closes", T("a,\"b\nc,\"d\ne,f\n"),
     "1 QUOTE_MISPLACED 2\n2 QUOTE_UNCLOSED 2\n3 [e][f]\n"},
    {"a slip does not swallow the rows behind it", T("a,5\" pipe\nb,\"x\"\nc,d\n"),
     "1 QUOTE_MISPLACED 2\n2 [b][x]\n3 [c][d]\n"},
    {"a NUL byte", T("a,b\0c\nd\n"), "1 NUL_BYTE 2\n2 [d]\n"},
    {"a NUL byte in quotes", T("\"a\0\",b\nd\n"), "1 NUL_BYTE 1\n2 [d]\n"},
    {"a NUL byte for a line", T("\0\nd\n"), "1 NUL_BYTE 1\n2 [d]\n"},
    {"other control bytes are content", T("\x01\x02,\x0b\x0c\x08\n\x7f"),
     "1 [\x01\x02][\x0b\x0c\x08]\n2 [\x7f]\n"},
    {"UTF-8", T("\xc3\xa9,\xe2\x82\xac\n"), "1 [\xc3\xa9][\xe2\x82\xac]\n"},
    {"what is not UTF-8", T("a,\xe9\nb,c\n"), "1 INVALID_UTF8 2\n2 [b][c]\n"},
    {"a character cut by the delimiter", T("\xc3,\xa9\n"), "1 INVALID_UTF8 1\n"},
    {"a character cut by the end", T("a\n\xe2\x82"), "1 [a]\n2 INVALID_UTF8 1\n"},
    {"what is not UTF-8, in quotes", T("\"\xff\"\"\",b\n"), "1 INVALID_UTF8 1\n"},
    {"the first of several faults", T("a,\xff,\0\n"), "1 INVALID_UTF8 2\n"},
    {"a byte order mark",
     T("\xef\xbb\xbf"
       "a,b\n"),
     "1 [a][b]\n"},
    {"a byte order mark before a quoted cell", T("\xef\xbb\xbf\"a\",b\n"), "1 [a][b]\n"},
    {"a byte order mark and nothing", T("\xef\xbb\xbf"), ""},
    {"two byte order marks: the second is content",
     T("\xef\xbb\xbf\xef\xbb\xbf"
       "a\n"),
     "1 [\xef\xbb\xbf"
     "a]\n"},
    {"UTF-16 with its mark",
     T("\xff\xfe"
       "a\0,\0\xe9\0\n\0"),
     "1 [a][\xc3\xa9]\n"},
    {"other delimiters are content", T("a;b\tc|d\n"), "1 [a;b\tc|d]\n"},
};

/* The byte order mark is not part of any record, and that of UTF-16 changes all bytes. */
static bool begins_with_mark(struct text text)
{
    return text.length > 0 && memchr("\xef\xff\xfe", text.data[0], 3);
}

static void test_oddities(void)
{
    struct buffer told;
    buffer_init(&told, 1 << 16);
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        const struct oddity *oddity = &oddities[i];
        tell(&told, oddity->bytes, ',', false, 0);
        is_text(buffer_text(&told), text_of(oddity->records), oddity->name);
        tell(&told, oddity->bytes, ',', true, 0);
        is_text(buffer_text(&told), text_of(oddity->records), "with libcsv alone too");
        if (!begins_with_mark(oddity->bytes))
            both_ways(oddity->bytes, ',', 0, 0);
        judge(oddity->bytes, 0, "and nothing is lost");
    }
    buffer_release(&told);
}

static void test_delimiters(void)
{
    struct buffer told;
    buffer_init(&told, 1 << 16);
    tell(&told, TEXT("a;\"b;c\";d,e\n"), ';', false, 0);
    is_text(buffer_text(&told), TEXT("1 [a][b;c][d,e]\n"),
            "a semicolon parts cells when asked for");
    tell(&told, TEXT("a\t\"b\tc\"\td,e\n\t\n"), '\t', false, 0);
    is_text(buffer_text(&told), TEXT("1 [a][b\tc][d,e]\n2 [][]\n"), "so does a tab");
    tell(&told, TEXT("a b\nc \"d e\"\n"), ' ', false, 0);
    is_text(buffer_text(&told), TEXT("1 [a][b]\n2 [c][d e]\n"), "so does a blank");
    tell(&told, TEXT("a\x01\"b\"\x01\n"), '\x01', false, 0);
    is_text(buffer_text(&told), TEXT("1 [a][b][]\n"), "so does a control byte");
    for (int delimiter = 1; delimiter < 0x80; delimiter++) {
        char bytes[] = "a,b\"\n\"c,d\"\",\"e\",,\"\"\n,\r\n";
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r')
            continue;
        for (size_t i = 0; i < sizeof bytes - 1; i++)
            if (bytes[i] == ',')
                bytes[i] = (char)delimiter;
        both_ways((struct text){bytes, sizeof bytes - 1}, (char)delimiter, 0, 0);
    }
    judge(TEXT(""), 0, "each ASCII character can part cells");
    buffer_release(&told);
}

/* All oddities one below the other, in one file. */
static void torture(struct buffer *whole)
{
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        buffer_add(whole, oddities[i].bytes);
        buffer_put(whole,
                   "\nplain,\"quoted\",\"dou\"\"bled\",a longer cell that goes past a block\r\n");
    }
}

static void test_pieces(void)
{
    struct buffer whole;
    buffer_init(&whole, 1 << 20);
    torture(&whole);
    struct text bytes = buffer_text(&whole);
    for (size_t chunk = 16; chunk <= 80 && !trouble; chunk++) {
        both_ways(bytes, ',', chunk, 96 - chunk);
        judge(bytes, chunk, "the oddities as one file, in pieces of 16 to 80 bytes");
    }
    size_t tried = 0;
    for (; tried <= bytes.length && !trouble; tried += STEP)
        both_ways(text_part(bytes, 0, tried), ',', 16 + tried % 65, 0);
    ok(tried > bytes.length, "cut off at each byte");
    judge(text_part(bytes, 0, tried), 16 + tried % 65, "the file is read the same both ways");
    for (tried = 0; tried < bytes.length && !trouble; tried += STEP)
        if (!begins_with_mark(text_part(bytes, tried, bytes.length)))
            both_ways(text_part(bytes, tried, bytes.length), ',', 0, 0);
    judge(text_part(bytes, tried, bytes.length), 0, "and begun at each byte");
    buffer_release(&whole);
}

/* --- Limits ----------------------------------------------------------------------------------- */

/* `before`, `length` bytes, `behind`. */
static void long_input(struct buffer *bytes, const char *before, size_t length, const char *behind)
{
    buffer_clear(bytes);
    buffer_add(bytes, text_of(before));
    if (buffer_reserve(bytes, length)) {
        memset(bytes->data + bytes->length, 'x', length);
        bytes->length += length;
    }
    buffer_add(bytes, text_of(behind));
}

static void limit(struct buffer *bytes, const char *records, const char *name)
{
    struct buffer told;
    buffer_init(&told, 1 << 20);
    tell(&told, buffer_text(bytes), ',', false, 0);
    is_text(buffer_text(&told), text_of(records), name);
    both_ways(buffer_text(bytes), ',', 0, 0);
    judge(TEXT("(long)"), 0, "the same both ways, and nothing is lost");
    buffer_release(&told);
}

static void test_long_cells(void)
{
    struct buffer bytes;
    buffer_init(&bytes, (size_t)32 << 20);
    long_input(&bytes, "a,", LIMIT_CELL_BYTES, ",b\nc,d,e\n");
    limit(&bytes, "1 [a][1048576 bytes][b]\n2 [c][d][e]\n", "a cell of 1 MiB");
    long_input(&bytes, "a,", LIMIT_CELL_BYTES + 1, ",b\nc,d,e\n");
    limit(&bytes, "1 CELL_TOO_LONG 2\n2 [c][d][e]\n", "and of one byte more");
    long_input(&bytes, "a,\"", LIMIT_CELL_BYTES, "\"\n");
    limit(&bytes, "1 [a][1048576 bytes]\n", "a quoted cell of 1 MiB");
    long_input(&bytes, "a,\"", LIMIT_CELL_BYTES - 1, "\"\"\"\nb\n");
    limit(&bytes, "1 [a][1048576 bytes]\n2 [b]\n", "with a doubled mark, which counts once");
    long_input(&bytes, "a,\"", LIMIT_CELL_BYTES, "\"\"\"\nb\n");
    limit(&bytes, "1 CELL_TOO_LONG 2\n2 [b]\n", "and of one byte more");
    long_input(&bytes, "", LIMIT_CELL_BYTES + 1, "");
    limit(&bytes, "1 CELL_TOO_LONG 1\n", "the only cell of the file");
    buffer_release(&bytes);
}

/* Rows as long as they can be held have cells that are too long, or very many cells. */
static void many_cells(struct buffer *bytes, size_t length, const char *behind)
{
    long_input(bytes, "", length, behind);
    for (size_t i = 1000; i < length; i += 1000)
        bytes->data[i] = ',';
}

static void test_long_records(void)
{
    enum { FULL = LIMIT_RECORD_BYTES };
    struct buffer bytes;
    buffer_init(&bytes, (size_t)40 << 20);
    many_cells(&bytes, (size_t)12 << 20, "\nb\n");
    bytes.data[(12 << 20) - 1] = ',';
    both_ways(buffer_text(&bytes), ',', 0, 0);
    judge(TEXT("(12 MiB)"), 0, "a row of 12 MiB");
    long_input(&bytes, "a,b\n", (size_t)17 << 20, "\nc,d\n");
    limit(&bytes, "1 [a][b]\n2 RECORD_TOO_LONG 17825793 bytes\n3 [c][d]\n",
          "a line of 17 MiB comes in pieces");
    long_input(&bytes, "", (size_t)17 << 20, "\r\nc,d\n");
    limit(&bytes, "1 RECORD_TOO_LONG 17825794 bytes\n2 [c][d]\n", "with CRLF");
    long_input(&bytes, "", (size_t)35 << 20, "");
    limit(&bytes, "1 RECORD_TOO_LONG 36700160 bytes\n", "one of 35 MiB without an end, in three");
    long_input(&bytes, "a,\"b\n", (size_t)17 << 20, "\nc,d\n");
    limit(&bytes, "1 QUOTE_UNCLOSED 2\n2 RECORD_TOO_LONG 17825793 bytes\n3 [c][d]\n",
          "a mark that is never closed and 17 MiB behind it lose one line");
    buffer_clear(&bytes);
    buffer_put(&bytes, "a,\"b\n");
    while (bytes.length < (size_t)17 << 20)
        buffer_put(&bytes,
                   "a plain row of some length,that stands in the file,many thousand times\n");
    both_ways(buffer_text(&bytes), ',', 0, 0);
    judge(TEXT("(17 MiB of rows)"), 0, "and 17 MiB of rows behind it too");
    buffer_release(&bytes);
}

/* Where exactly a record is too long must not hang on how its bytes arrive. */
static void near_limit(const char *before, const char *behind, size_t length)
{
    struct buffer bytes, told, again;
    buffer_init(&bytes, (size_t)32 << 20);
    buffer_init(&told, 1 << 20);
    buffer_init(&again, 1 << 20);
    long_input(&bytes, before, length, behind);
    tell(&told, buffer_text(&bytes), ',', false, 0);
    /* Pieces of this size leave the last three bytes of 16 MiB free. */
    tell(&again, buffer_text(&bytes), ',', false, 28863);
    if (expect(text_equal(buffer_text(&told), buffer_text(&again)), "the same in pieces"))
        both_ways(buffer_text(&bytes), ',', 0, 100003);
    if (trouble)
        judge(text_of(before), length, "each");
    buffer_release(&bytes);
    buffer_release(&told);
    buffer_release(&again);
}

static void test_longest_record(void)
{
    near_limit("a,b\n", "\nc,d\n", LIMIT_RECORD_BYTES - 1);
    near_limit("\"a\n", "\"\nc,d\n", LIMIT_RECORD_BYTES - 6);
    if (STEP == 1) {
        near_limit("a,b\n", "\nc,d\n", LIMIT_RECORD_BYTES - 2);
        near_limit("\"a\n", "\"\nc,d\n", (size_t)9 << 20);
    }
    judge(TEXT(""), 0, "records of about 16 MiB are the same however they arrive");
}

static void test_many_columns(void)
{
    struct buffer bytes;
    struct reading reading;
    struct record record;
    buffer_init(&bytes, 1 << 20);
    for (size_t i = 0; i < LIMIT_COLUMNS + 99; i++)
        buffer_put(&bytes, "c,");
    buffer_put(&bytes, "c\na,b\n");
    both_ways(buffer_text(&bytes), ',', 0, 0);
    judge(TEXT("(columns)"), 0, "more columns than are held");
    if (reading_start(&reading, buffer_text(&bytes), ',', false, 0)) {
        is_number(reader_next(reading.reader, &record), READER_RECORD, "are read");
        is_number(record.count, LIMIT_COLUMNS + 100, "and counted");
        is_number(reader_next(reading.reader, &record), READER_RECORD, "the next row");
        is_number(record.count, 2, "is as any other");
    }
    reading_end(&reading);
    buffer_release(&bytes);
}

/* --- The scanner ------------------------------------------------------------------------------ */

static bool blocks_agree(const char *bytes, char delimiter)
{
    uint64_t special = 0, high = 0;
    for (size_t i = 0; i < SCAN_BLOCK; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool parts = bytes[i] == delimiter || byte == '"' || byte <= '\r';
        special |= (uint64_t)parts << i;
        high |= (uint64_t)(byte >= 0x80) << i;
    }
    struct scan one = scan_block(bytes, delimiter);
    struct portable_scan two = portable_scan_block(bytes, delimiter);
    return one.special == special && one.high == high && two.special == special && two.high == high;
}

static void test_scanner(void)
{
    static const char delimiters[] = {',', ';', '\t', '|', ' ', '\x01', '\x7f', 'a'};
    char block[SCAN_BLOCK];
    bool agree = true;
    for (size_t d = 0; d < sizeof delimiters; d++)
        for (int byte = 0; byte < 256; byte++)
            for (size_t at = 0; at < SCAN_BLOCK; at++) {
                memset(block, 'm', sizeof block);
                block[at] = (char)byte;
                if (at + 1 < SCAN_BLOCK)
                    block[at + 1] = (char)(byte + 1);
                agree &= blocks_agree(block, delimiters[d]);
            }
    ok(agree, "each byte at each place of a block, by both scanners");
    for (size_t i = 0; i < 100000; i++) {
        /* Bytes near those that part, so that a carry from one byte to the next would show. */
        bool near = i % 2;
        for (size_t at = 0; at < SCAN_BLOCK; at++)
            block[at] = (char)(near ? 0x0b + random_below(4) + (random_below(2) ? 0x80 : 0)
                                    : random_below(256));
        agree &= blocks_agree(block, delimiters[i % sizeof delimiters]);
    }
    ok(agree, "and random blocks");
}

int main(void)
{
    test_oddities();
    test_delimiters();
    test_all_short_inputs();
    test_all_runs();
    test_random_inputs();
    test_pieces();
    test_long_cells();
    test_long_records();
    test_longest_record();
    test_many_columns();
    test_scanner();
    return done();
}
