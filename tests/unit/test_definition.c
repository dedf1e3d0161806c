/* What a record is (records/definition.h), how it is told (records/schema.h) and the files that say
 * so (records/share.h). */
#include "base/embedded.h"
#include "base/limits.h"
#include "base/memory.h"
#include "files.h"
#include "hear.h"
#include "records/definition.h"
#include "records/schema.h"
#include "records/share.h"
#include "tap.h"

static void key_is(struct text heading, const char *wanted, const char *name)
{
    struct buffer key;
    buffer_init(&key, 1000);
    ok(heading_key(heading, &key), name);
    is_text(buffer_text(&key), text_of(wanted), "its key");
    buffer_release(&key);
}

static void test_heading_keys(void)
{
    key_is(TEXT(""), "", "the empty heading");
    key_is(TEXT("child_id"), "childid", "underscores do not count");
    key_is(TEXT("Child ID"), "childid", "nor do blanks and case");
    key_is(TEXT("  CHILD\xc2\xa0Id\t\r\n"), "childid", "no-break ones and line breaks too");
    key_is(TEXT("Child\xe2\x80\x99s name (short)?"), "childsnameshort",
           "nor do brackets and curly quotes");
    key_is(TEXT("child's-name/\"short\"."), "childsnameshort",
           "nor straight ones, hyphens and stops");
    key_is(TEXT("\xe2\x80\x8b"
                "a\xe2\x80\x93"
                "b\xe2\x80\xaf"),
           "ab", "nor blanks without width");
    key_is(TEXT("\xef\xbb\xbf"
                "a"),
           "a", "nor a mark in the middle of a file");
    key_is(TEXT("Si\xc3\xb4n 2"), "si\xc3\xb4n2", "letters beyond ASCII and digits do");
    key_is(TEXT("\xc3\x84"), "\xc3\x84", "as they are");
    key_is(TEXT("-_ ?"), "", "some headings have no key");
    struct buffer key;
    buffer_init(&key, 4);
    ok(!heading_key(TEXT("child_id"), &key), "a buffer that is too small is told");
    buffer_release(&key);
}

static void test_records(void)
{
    hear_nothing();
    struct record_definition *indicators = record_definition_new(TEXT("indicators"), &hearing);
    if (!ok(indicators != NULL, "the indicators record"))
        return;
    size_t column = record_definition_column(indicators, TEXT("indicator"));
    if (ok(column < indicators->column_count, "has an indicator column")) {
        ok(indicators->columns[column].required, "which it needs");
        is_number(indicators->columns[column].type, COLUMN_CODE, "and which holds codes");
    }
    column = record_definition_column(indicators, TEXT("status"));
    if (ok(column < indicators->column_count, "a status column"))
        is_text(indicators->columns[column].values, TEXT("status"), "with a value list");
    column = record_definition_column(indicators, TEXT("end_date"));
    if (ok(column < indicators->column_count, "an end_date column"))
        is_number(indicators->columns[column].type, COLUMN_DATE, "which holds dates");
    is_number(record_definition_column(indicators, TEXT("End_Date")), indicators->column_count,
              "names are exact");
    size_t dialects = 0;
    for (size_t i = 0; i < indicators->heading_count; i++) {
        const struct heading_definition *heading = &indicators->headings[i];
        dialects += heading->column >= indicators->column_count || heading->key.length == 0 ||
                    heading->heading.length == 0 || heading->dialect.length == 0;
    }
    ok(indicators->heading_count > 10, "it has headings of other systems");
    is_number(dialects, 0, "each of a column and a dialect");
    record_definition_free(indicators);
    record_definition_free(NULL);
    is_text(heard_text(), TEXT(""), "all without a word");
    ok(!record_definition_new(TEXT("weather"), &hearing), "there is no weather record");
    is_text(heard_text(), TEXT("no record called weather\n"), "which is told");
}

/* Every record of the data can be made, its names and people's headings are fit, and no two
 * headings of one dialect clash. */
static void test_all_records(void)
{
    static const char *const names[] = {"record", NULL};
    struct share_file *file = share_file_open("records/columns.csv", &hearing);
    struct lookup records;
    lookup_init(&records);
    size_t broken = 0, blank = 0, lists = 0;
    bool ready = file && share_file_columns(file, names);
    hear_nothing();
    while (ready && share_file_next(file)) {
        bool added;
        lookup_add(&records, share_file_cell(file, 0), &added);
        struct record_definition *definition = added ? record_definition_new(
                                                           share_file_cell(file, 0), &hearing)
                                                     : NULL;
        broken += added && !definition;
        for (size_t i = 0; definition && i < definition->column_count; i++) {
            const struct column_definition *column = &definition->columns[i];
            blank += column->name.length == 0 || column->description.length == 0;
            blank += record_definition_column(definition, column->name) != i;
            if (column->values.length == 0)
                continue;
            struct value_list *list = value_list_new(column->values, &hearing);
            lists += !list;
            value_list_free(list);
        }
        record_definition_free(definition);
    }
    ok(ready && share_file_done(file) && records.count > 10, "each record of the data");
    is_number(broken, 0, "can be made");
    is_number(blank, 0, "each column of one has a name of its own and a description");
    is_number(lists, 0, "and each value list that one names is there");
    is_text(heard_text(), TEXT(""), "all without a word");
    lookup_release(&records);
    share_file_free(file);
}

static void decodes(struct value_list *list, struct text value, const char *wanted)
{
    struct text code = TEXT("");
    bool known = value_list_decode(list, value, &code);
    char name[80];
    snprintf(name, sizeof name, "'%.60s'", value.data);
    ok(known == (wanted != NULL), name);
    if (known && wanted)
        is_text(code, text_of(wanted), "is decoded");
}

static void test_values(void)
{
    hear_nothing();
    struct value_list *status = value_list_new(TEXT("status"), &hearing);
    if (!ok(status != NULL, "the values of status"))
        return;
    decodes(status, TEXT("present"), "present");
    decodes(status, TEXT("PRESENT"), "present");
    decodes(status, TEXT("  Not   present\t"), "negated");
    decodes(status, TEXT("not\xc2\xa0present"), "negated");
    decodes(status, TEXT("a) Present"), "present");
    decodes(status, TEXT("P1) present"), "present");
    decodes(status, TEXT("ab12)present"), NULL);
    decodes(status, TEXT("a)"), NULL);
    decodes(status, TEXT(")"), NULL);
    decodes(status, TEXT(""), NULL);
    decodes(status, TEXT("presen"), NULL);
    decodes(status, TEXT("presentt"), NULL);
    decodes(status, TEXT("notpresent"), NULL);
    decodes(status, TEXT("\xff\xfe"), NULL);
    struct buffer words;
    buffer_init(&words, 1000);
    ok(value_list_words(status, &words), "the words that are known");
    is_text(buffer_text(&words), TEXT("present, negated, historic, hypothetical, other"),
            "each code once, in the order of the data");
    buffer_release(&words);
    buffer_init(&words, 10);
    ok(!value_list_words(status, &words), "do not fit everywhere");
    buffer_release(&words);
    value_list_free(status);
    value_list_free(NULL);
    is_text(heard_text(), TEXT(""), "all without a word");
    ok(!value_list_new(TEXT("weather"), &hearing), "there is no list of weather");
    is_text(heard_text(), TEXT("no value list called weather\n"), "which is told");
}

/* Every value of the data decodes to the code of its first row in its list. */
static void test_all_values(void)
{
    static const char *const names[] = {"list", "value", "code", NULL};
    struct share_file *file = share_file_open("maps/values.csv", &hearing);
    struct value_list *list = NULL;
    size_t wrong = 0, rows = 0;
    bool ready = file && share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        struct text code;
        if (!list || !text_equal(list->name, share_file_cell(file, 0))) {
            value_list_free(list);
            list = value_list_new(share_file_cell(file, 0), &hearing);
        }
        rows++;
        if (!list || !value_list_decode(list, share_file_cell(file, 1), &code) ||
            !text_equal(code, share_file_cell(file, 2)))
            wrong++;
    }
    value_list_free(list);
    ok(ready && share_file_done(file) && rows > 1000, "each row of values.csv");
    is_number(wrong, 0, "decodes as it says");
    share_file_free(file);
}

/* --- Definition files ----------------------------------------------------------------------- */

static const char *const wanted_columns[] = {"key", "text", "?more", NULL};

/* All rows of a file, `[key|text|more]` each, and what was said. */
static void reads(const char *path, const char *rows, const char *said, const char *name)
{
    struct buffer told;
    buffer_init(&told, 1 << 20);
    hear_nothing();
    struct share_file *file = share_file_open_user(path, &hearing);
    bool done = file && share_file_columns(file, wanted_columns);
    while (done && share_file_next(file)) {
        for (size_t i = 0; i < 3; i++) {
            buffer_add(&told, i == 0 ? TEXT("[") : TEXT("|"));
            buffer_add(&told, share_file_cell(file, i));
        }
        buffer_put(&told, "]");
    }
    is_text(buffer_text(&told), text_of(rows), name);
    is_text(heard_text(), text_of(said), "is told so");
    is_number(file && share_file_done(file), said[0] == '\0', "and how it ended");
    share_file_free(file);
    buffer_release(&told);
}

static void reads_bytes(struct text bytes, const char *rows, const char *said, const char *name)
{
    reads(files_put("words.csv", bytes), rows, said, name);
}

static void test_share_files(void)
{
    reads_bytes(TEXT("key,text,more\na,one,x\nb, two ,\n"), "[a|one|x][b|two|]", "", "a file");
    reads_bytes(TEXT("text,other,key\none,x,a\n"), "[a|one|]", "",
                "columns in any order, one left out");
    reads_bytes(TEXT("key,text\n\n\na,\"one,\n\"\"two\"\"\"\n"), "[a|one,\n\"two\"|]", "",
                "quoted cells and blank lines");
    reads_bytes(TEXT("key,text\r\na,one"), "[a|one|]", "", "CRLF, and no line end at the end");
    reads_bytes(TEXT("\xef\xbb\xbf key ,\"text\"\na,one\n"), "[a|one|]", "",
                "a mark, and blanks in headings");
    reads_bytes(TEXT("key,text\n"), "", "", "no rows");
    reads_bytes(TEXT(""), "", "words.csv: no header line: the file is empty\n", "an empty file");
    reads_bytes(TEXT("key,more\na,b\n"), "", "words.csv:1: no column text\n", "a missing column");
    reads_bytes(TEXT("Key,text\na,b\n"), "", "words.csv:1: no column key; nearest: 'Key'\n",
                "names are exact");
    reads_bytes(TEXT("key,text\na,b\nc\n"), "[a|b|]",
                "words.csv:3: cells in this row: 1; in the header line: 2\n", "a cell too few");
    reads_bytes(TEXT("key,text\na,b\nc,d,e\n"), "[a|b|]",
                "words.csv:3: cells in this row: 3; in the header line: 2\n", "a cell too many");
    reads_bytes(TEXT("key,text\na,\"b\n"), "",
                "words.csv:2: not a row that can be read, near cell 2\n",
                "a mark that is not closed");
    reads_bytes(TEXT("key,text\na,\xff\n"), "",
                "words.csv:2: not a row that can be read, near cell 2\n", "what is not UTF-8");
    reads_bytes(TEXT("key,te\0xt\n"), "", "words.csv:1: not a row that can be read, near cell 2\n",
                "a NUL in the header");
    reads(files_path("none.csv"), "", "none.csv: cannot open: No such file or directory\n",
          "a file that is not there");

    hear_nothing();
    ok(!share_file_open("nothing.csv", &hearing), "a file that is not compiled in");
    is_text(heard_text(), TEXT("nothing.csv: cannot open: not compiled in\n"), "is told");

    hear_nothing();
    struct share_file *file = share_file_open_user(files_put("words.csv", TEXT("text,key\n1,2\n")),
                                                   &hearing);
    if (!ok(file && share_file_columns(file, wanted_columns) && share_file_next(file), "a row"))
        return;
    is_text(share_file_place(file, 2).column, TEXT("more"),
            "a column that may be missing has its name");
    is_number(share_file_place(file, SIZE_MAX).column.length, 0, "a row as a whole has none");
    ok(!share_file_broken(file, 1), "a cell that cannot stand");
    is_text(heard_text(), TEXT("words.csv:2: text: not a value that can stand here\n"), "is told");
    ok(!share_file_done(file) && !share_file_next(file), "and nothing more is read");
    hear_nothing();
    share_file_no_memory(file);
    is_text(heard_text(), TEXT("words.csv:2: not enough memory\n"), "nor without memory");
    share_file_free(file);
    share_file_free(NULL);
}

/* What is compiled in is what stands in share/, found by its path; the table is in order. */
static void test_embedded(void)
{
    size_t unordered = 0, lost = 0;
    for (size_t i = 0; i < embedded_file_count; i++) {
        struct text bytes;
        if (i > 0 &&
            text_compare(text_of(embedded_files[i - 1].path), text_of(embedded_files[i].path)) >= 0)
            unordered++;
        if (!embedded_find(text_of(embedded_files[i].path), &bytes) ||
            bytes.data != (const char *)embedded_files[i].bytes)
            lost++;
    }
    ok(embedded_file_count > 20, "files are compiled in");
    is_number(unordered, 0, "in order of their paths");
    is_number(lost, 0, "each is found");
    struct text bytes;
    ok(!embedded_find(TEXT(""), &bytes) && !embedded_find(TEXT("records"), &bytes) &&
           !embedded_find(TEXT("records/columns.csv2"), &bytes) &&
           !embedded_find(TEXT("zzz"), &bytes),
       "others are not");
}

/* --- Schemas --------------------------------------------------------------------------------- */

static void test_columns(void)
{
    struct record_definition *levels = record_definition_new(TEXT("levels"), &hearing);
    struct record_definition *consent = record_definition_new(TEXT("consent"), &hearing);
    size_t count = 0, shown = 0;
    if (!ok(levels && consent, "two records"))
        return;
    struct writer_column *columns = schema_columns(levels, NULL, &count, &hearing);
    is_number(count, levels->column_count, "as many columns to write");
    for (size_t i = 0; columns && i < count; i++)
        shown += columns[i].for_people;
    ok(shown > 0 && shown < count, "of which people see some");
    size_t rank = record_definition_column(levels, TEXT("rank"));
    ok(columns && columns[rank].kind == WRITER_IS_INTEGER, "the rank is an integer");
    size_t day = record_definition_column(levels, TEXT("as_of"));
    ok(columns && columns[day].kind == WRITER_IS_DATE, "as_of is a date");
    memory_free(columns);
    columns = schema_columns(consent, NULL, &count, &hearing);
    shown = 0;
    for (size_t i = 0; columns && i < count; i++)
        shown += columns[i].for_people;
    is_number(shown, consent->column_count, "a record that says nothing of people is shown whole");
    memory_free(columns);
    record_definition_free(levels);
    record_definition_free(consent);
}

/* What is called as a column of the record gets a number that no other heading has. */
static void test_extra_columns(void)
{
    static const char *const wanted[] = {"level_3", "level_2", "LEVEL 4", "upn_x", "", ""};
    enum { EXTRAS = sizeof wanted / sizeof *wanted };
    struct table_settings settings = {.delimiter = ','};
    struct record_definition *notes = record_definition_new(TEXT("notes"), &hearing);
    struct record_definition *levels = record_definition_new(TEXT("levels"), &hearing);
    struct table *table = notes ? table_of_bytes(&settings, notes,
                                                 TEXT("level,level_2,LEVEL 4,upn_x,,,date,text\n"
                                                      "a,b,c,d,e,f,2026-01-05,g\n"),
                                                 "in.csv", &hearing)
                                : NULL;
    size_t count = 0;
    bool quoted;
    if (!ok(levels && table && table_next(table) == TABLE_ROW, "a row with columns of its own"))
        return;
    struct writer_column *columns = schema_columns(levels, table, &count, &hearing);
    is_number(count, levels->column_count + EXTRAS, "ours and theirs");
    for (size_t i = 0; columns && i < EXTRAS; i++) {
        is_text(columns[levels->column_count + i].name, text_of(wanted[i]), "its heading");
        is_text(table_extra_cell(table, i, &quoted), (struct text){&"abcdef"[i], 1}, "its cell");
    }
    memory_free(columns);
    table_free(table);
    record_definition_free(notes);
    record_definition_free(levels);
}

/* Rows of one verb go by the name that readers know. */
static void test_kinds(void)
{
    struct record_definition *mentions = record_definition_new(TEXT("mentions"), &hearing);
    struct record_definition *levels = record_definition_new(TEXT("levels"), &hearing);
    if (ok(mentions && levels, "two records")) {
        is_text(mentions->name, TEXT("mentions"), "the name of one");
        is_text(mentions->kind, TEXT("indicators"), "what its rows are called");
        is_text(levels->kind, TEXT("levels"), "the other's are called as it is");
    }
    record_definition_free(mentions);
    record_definition_free(levels);
}

static void test_schema(void)
{
    static const char *const inputs[] = {"consent", "override", NULL}, *const unknown[] = {"x",
                                                                                           NULL};
    struct output output;
    hear_nothing();
    output_to_memory(&output, 1 << 20, &hearing);
    ok(schema_write(&output, inputs, "levels", &hearing), "a schema");
    struct text text = output_memory(&output);
    ok(text_starts_folded(text,
                          TEXT("{\"input\": [{\"name\": \"consent\", \"schema\": {\"fields\": [\n"
                               "  {\"name\": \"family_id\", \"type\": \"string\", "
                               "\"description\": \"")),
       "begins with what is read");
    is_text(text_part(text, text.length - 30, 30), TEXT("}\n], \"missingValues\": [\"\"]}}}\n"),
            "and ends well");
    long depth = 0, lowest = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '"')
            quoted = !quoted;
        if (!quoted)
            depth += (text.data[i] == '{') + (text.data[i] == '[') - (text.data[i] == '}') -
                     (text.data[i] == ']');
        lowest = depth < lowest ? depth : lowest;
    }
    ok(depth == 0 && lowest == 0 && !quoted, "brackets and quotes in pairs");
    output_close(&output, true);

    output_to_memory(&output, 1 << 20, &hearing);
    ok(schema_write(&output, NULL, NULL, &hearing), "a schema of nothing");
    is_text(output_memory(&output), TEXT("{\"input\": [],\n\"output\": null}\n"), "is one too");
    output_close(&output, true);
    is_text(heard_text(), TEXT(""), "all without a word");

    output_to_memory(&output, 1 << 20, &hearing);
    ok(!schema_write(&output, unknown, "levels", &hearing), "of a record that is not there");
    is_text(heard_text(), TEXT("no record called x\n"), "there is none");
    output_close(&output, true);
    output_to_memory(&output, 100, &hearing);
    ok(!schema_write(&output, inputs, "levels", &hearing), "nor where there is no room");
    output_close(&output, true);
}

int main(void)
{
    test_heading_keys();
    test_records();
    test_all_records();
    test_values();
    test_all_values();
    if (files_make()) {
        test_share_files();
        files_remove();
    }
    test_embedded();
    test_columns();
    test_extra_columns();
    test_kinds();
    test_schema();
    buffer_release(&heard);
    return done();
}
