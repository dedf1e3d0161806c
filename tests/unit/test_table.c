#include "base/limits.h"
#include "files.h"
#include "hear.h"
#include "records/table.h"
#include "tap.h"

#include <inttypes.h>

static struct record_definition *indicators, *override, *consent;

/* A table of the indicators record over bytes, and what it gave. */
static struct table_settings settings;
static struct rejects rejects;
static struct output rejected;
static struct buffer told = {.maximum = (size_t)1 << 24};

static void plain_settings(void)
{
    settings = (struct table_settings){.delimiter = ',', .maps_must_fit = true};
}

static size_t column(const char *name)
{
    return record_definition_column(indicators, text_of(name));
}

/* Adds `[cell][cell]...` of the columns named, and of the extra columns `{cell}`, quoted ones
 * `{"cell"}`. */
static void tell_row(struct table *table, const char *const *columns)
{
    for (; *columns; columns++) {
        buffer_put(&told, "[");
        buffer_add(&told, table_cell(table, record_definition_column(table_definition(table),
                                                                     text_of(*columns))));
        buffer_put(&told, "]");
    }
    for (size_t i = 0; i < table_extra_count(table); i++) {
        bool quoted;
        struct text cell = table_extra_cell(table, i, &quoted);
        buffer_add(&told, quoted ? TEXT("{\"") : TEXT("{"));
        buffer_add(&told, cell);
        buffer_add(&told, quoted ? TEXT("\"}") : TEXT("}"));
    }
    buffer_put(&told, "\n");
}

static const char *const three[] = {"family_id", "child_id", "indicator", NULL};

/* Reads the table to its end: rows to `told`, messages to what is heard, rejects to `rejected`. */
static enum table_result read_rows(struct table *table, const char *const *columns)
{
    enum table_result result;
    while ((result = table_next(table)) == TABLE_ROW)
        tell_row(table, columns);
    return result;
}

static void begin(void)
{
    hear_nothing();
    buffer_clear(&told);
    output_to_memory(&rejected, 1 << 24, &hearing);
    rejects_init(&rejects, &rejected);
    rejects.delimiter = settings.delimiter;
    settings.rejects = &rejects;
}

static void finish(void)
{
    rejects_release(&rejects);
    output_close(&rejected, false);
}

/* The rows of the bytes with three columns, and what was said. */
static void rows_are(struct text bytes, const char *rows, const char *said, const char *name)
{
    begin();
    struct table *table = table_of_bytes(&settings, indicators, bytes, "in.csv", &hearing);
    if (ok(table != NULL, name)) {
        table_need_either(table, column("family_id"), column("child_id"));
        enum table_result result = read_rows(table, three);
        is_text(buffer_text(&told), text_of(rows), "its rows");
        is_text(heard_text(), text_of(said), "and what is said");
        bool fatal = heard_text().length > 0 && !text_starts_folded(heard_text(), TEXT("reject: "));
        is_number(result, fatal ? TABLE_FAILED : TABLE_END, "and how it ends");
    }
    table_free(table);
    finish();
}

/* The same with what was rejected, byte for byte. */
static void rejects_are(struct text bytes, const char *rows, const char *said, const char *bad,
                        const char *name)
{
    begin();
    struct table *table = table_of_bytes(&settings, indicators, bytes, "in.csv", &hearing);
    if (ok(table != NULL, name)) {
        read_rows(table, three);
        is_text(buffer_text(&told), text_of(rows), "the other rows");
        is_text(heard_text(), text_of(said), "what is said");
        is_text(output_memory(&rejected), text_of(bad), "what is rejected");
    }
    table_free(table);
    finish();
}

/* --- Headings -------------------------------------------------------------------------------- */

static void test_headings(void)
{
    plain_settings();
    rows_are(TEXT("family_id,child_id,indicator\nF1,C1,HEA-EH-01\n"), "[F1][C1][HEA-EH-01]\n", "",
             "our own names");
    rows_are(TEXT("indicator,child_id,family_id\nHEA-EH-01,C1,F1\n"), "[F1][C1][HEA-EH-01]\n", "",
             "in any order");
    rows_are(TEXT("FAMILY ID,Child-ID,\"Indicator\"\nF1,C1,x\n"), "[F1][C1][x]\n", "",
             "case, blanks and hyphens aside");
    rows_are(TEXT("fami_family_id,pers_person_id,indicator\nF1,C1,x\n"), "[F1][C1][x]\n", "",
             "the names of the Standard Safeguarding Dataset");
    rows_are(TEXT("Child Unique ID,Indicator code\nC1,x\n"), "[][C1][x]\n", "",
             "headings of Annex A");
    rows_are(TEXT("ChildUniqueID,Indicatorcode\nC1,x\n"), "[][C1][x]\n", "", "without blanks");
    rows_are(TEXT("Child\xc2\xa0Unique\xc2\xa0ID,indicator\nC1,x\n"), "[][C1][x]\n", "",
             "with no-break ones");
    rows_are(TEXT("Child Unique ID,child_id,indicator\nX,C1,x\n"), "[][C1][x]{X}\n", "",
             "our own name goes before another's, which is then an extra column");
    rows_are(TEXT("child_id,indicator\n C1 ,\"\t x\"\n"), "[][C1][x]\n", "", "cells are trimmed");
    rows_are(TEXT("\xef\xbb\xbf\"child_id\",indicator\r\nC1,x\r\n"), "[][C1][x]\n", "",
             "a mark, quotes and CRLF");
    rows_are(TEXT("child_id,indicator"), "", "", "a header line without an end, and no row");
}

static void test_missing_headings(void)
{
    plain_settings();
    rows_are(TEXT(""), "", "in.csv: no header line: the file is empty\n", "no header line");
    rows_are(TEXT("\n\r\n"), "", "in.csv: no header line: the file is empty\n", "only blank lines");
    rows_are(TEXT("family_id,child_id,weather\n"), "",
             "in.csv:1: no column for indicator; columns found: family_id, child_id, weather\n",
             "a needed column is missing");
    rows_are(TEXT("family_id,indicater\n"), "",
             "in.csv:1: no column for indicator; columns found: family_id, indicater; nearest: "
             "'indicater'\n",
             "with a near one");
    rows_are(TEXT("indicator,name\n"), "",
             "in.csv:1: no column for family_id or child_id; columns found: indicator, name\n",
             "one of two needed ones");
    rows_are(TEXT("child_id,indicator,Child ID\n"), "",
             "in.csv:1: heading 'Child ID' stands twice, in columns 1 and 3\n", "a heading twice");
    rows_are(TEXT("child_id,indicator,name,,\nC1,x,y,,z\n"), "[][C1][x]{y}{}{z}\n", "",
             "each column without a name is one");
    rows_are(
        TEXT("child_id,indi\"cator\n"), "",
        "in.csv:1: header line cannot be used: a quotation mark in the middle of a cell, or text "
        "behind a closing one, near cell 2\n",
        "a header line that cannot be read");
    rows_are(
        TEXT("child_id;indicator\nC1;x\n"), "",
        "in.csv:1: no known heading; the cells seem to be parted by ';': try --delimiter ';'\n",
        "another delimiter");
    struct buffer wide;
    buffer_init(&wide, 1 << 20);
    buffer_put(&wide, "child_id,indicator");
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        buffer_format(&wide, ",c%zu", i);
    buffer_put(&wide, "\n");
    rows_are(buffer_text(&wide), "", "in.csv:1: more than 16384 columns in the header line\n",
             "too many columns");
    buffer_release(&wide);
}

static void test_titles(void)
{
    plain_settings();
    rows_are(TEXT("List 1: Contacts,,\nchild_id,indicator,x\nC1,a,b\n"), "[][C1][a]{b}\n", "",
             "a title line is passed over");
    rows_are(TEXT("List 1\n\n\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "",
             "narrower than the table, with blank lines behind it");
    rows_are(TEXT("One\nTwo\nThree\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "", "several too");
    rows_are(TEXT("One\nTwo\n"), "", "in.csv: no header line: only a title line\n",
             "nothing behind it");
    rows_are(TEXT("indicator\nx\n"), "",
             "in.csv:1: no column for family_id or child_id; columns found: indicator\n",
             "one cell that is a heading is no title");
}

static void test_skip_lines(void)
{
    plain_settings();
    settings.skip_lines = 2;
    rows_are(TEXT("a,b\nchild_id,x\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "",
             "lines before the header can be skipped");
    rows_are(TEXT("a,b\n\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "", "blank ones count");
    rows_are(TEXT("a,b\n\"c\nd\",e\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "",
             "a record that begins in them is skipped whole");
    rows_are(TEXT("a \"b\", c\n\"d\nchild_id,indicator\nC1,a\n"), "[][C1][a]\n", "",
             "whatever stands in them");
    rows_are(TEXT("a\nb\n"), "", "in.csv: no header line: the file is empty\n",
             "and nothing behind");
}

static void test_maps(void)
{
    static const struct heading_map maps[] = {
        {{"child_id", 8}, {"Pupil", 5}},
        {{"indicator", 9}, {"what is wrong", 13}},
    };
    plain_settings();
    settings.maps = maps;
    settings.map_count = 2;
    rows_are(TEXT("PUPIL,What is wrong?,child_id\nC1,x,C2\n"), "[][C1][x]{C2}\n", "",
             "a map goes before our own name");
    rows_are(TEXT("pupil,indicator\nC1,x\n"), "",
             "in.csv:1: no column 'what is wrong', which --map names for indicator; columns found: "
             "pupil, indicator\n",
             "a mapped heading must be there");
    settings.maps_must_fit = false;
    rows_are(TEXT("pupil,indicator\nC1,x\n"), "[][C1][x]\n", "", "but not in a side file");
    static const struct heading_map two[] = {
        {{"child_id", 8}, {"Code", 4}},
        {{"indicator", 9}, {"Code", 4}},
    };
    settings.maps = two;
    settings.maps_must_fit = true;
    rows_are(TEXT("Code,indicator\nC1,x\n"), "[][C1][x]\n", "",
             "a heading stands for one column only");
}

/* --- Rows ------------------------------------------------------------------------------------ */

static void test_rows(void)
{
    plain_settings();
    rejects_are(TEXT("child_id,indicator\nC1,a\nC2\nC3,b,\nC4,c\n"), "[][C1][a]\n[][C4][c]\n",
                "reject: in.csv:3: cells in this row: 1; in the header line: 2\n"
                "reject: in.csv:4: cells in this row: 3; in the header line: 2\n",
                "file,line,reason,child_id,indicator\n"
                "\"in.csv\",3,\"cells in this row: 1; in the header line: 2\",C2\n"
                "\"in.csv\",4,\"cells in this row: 3; in the header line: 2\",C3,b,\n",
                "cells too few and too many");
    rejects_are(TEXT("child_id,indicator\n,\n \t,\xc2\xa0\n\"\",\"\"\n,x\n\n,,,\n"), "[][][x]\n",
                "", "", "rows of blank cells are passed over");
    rows_are(TEXT("child_id,indicator\r\nC1,\"a\r\n\"\"b\"\"\"\r\nC\"2,c\r\nC3,\xff\r\nC4,\"d\r\n"
                  "C5,e\0\r\nC6,f"),
             "[][C1][a\r\n\"b\"]\n[][C6][f]\n",
             "reject: in.csv:4: a quotation mark in the middle of a cell, or text behind a closing "
             "one, near cell 1\n"
             "reject: in.csv:5: cell 2 is not UTF-8; if the file is from a Windows program, try "
             "--encoding windows-1252\n"
             "reject: in.csv:6: a quotation mark that is opened in cell 2 is never closed\n"
             "reject: in.csv:7: a NUL byte in cell 2\n",
             "rows that cannot be read");
}

static void test_rejected_bytes(void)
{
    plain_settings();
    begin();
    struct table *table = table_of_bytes(
        &settings, indicators, TEXT("child_id,indicator\r\nC\"2,c\r\nC3,\xff\rC5,e\0\nC6,\"f"),
        "in.csv", &hearing);
    read_rows(table, three);
    is_text(
        output_memory(&rejected),
        TEXT("file,line,reason,child_id,indicator\r\n"
             "\"in.csv\",2,\"a quotation mark in the middle of a cell, or text behind a closing "
             "one, near cell 1\",C\"2,c\r\n"
             "\"in.csv\",3,\"cell 2 is not UTF-8; if the file is from a Windows program, try "
             "--encoding windows-1252\",C3,\xff\r"
             "\"in.csv\",4,\"a NUL byte in cell 2\",C5,e\0\n"
             "\"in.csv\",5,\"a quotation mark that is opened in cell 2 is never closed\",C6,\"f\n"),
        "rejected rows are kept byte for byte, with the line ends that they have");
    is_number(table_row_count(table), 0, "no row was used");
    is_number((int64_t)table_reject_count(table), 4, "four were rejected");
    table_free(table);
    finish();
}

static void test_rejecting(void)
{
    plain_settings();
    begin();
    struct table *table = table_of_bytes(
        &settings, indicators,
        TEXT("Family ref,Indicator code,Date seen,status\nF1,x,32/01/2020,present\n"
             "F2,y,soon,\"p) Current\"\nF3,z,2020-02-30,tomorrow\nF4,z,2020,\n"),
        "in.csv", &hearing);
    struct date date;
    bool known;
    is_number(table_next(table), TABLE_ROW, "a row");
    ok(!table_date(table, column("date"), &date), "with an impossible date");
    ok(!table_reject(table, column("indicator"), MESSAGE_CODE_UNKNOWN, TEXT("indicator code")),
       "that is rejected for another reason too");
    is_text(
        heard_text(),
        TEXT("reject: in.csv:2: Date seen: no such day in the calendar, or a year outside 1000 to "
             "2999\n"),
        "is rejected once, with the heading of the file");
    hear_nothing();
    is_number(table_next(table), TABLE_ROW, "the next row");
    is_text(table_code(table, column("status"), &known), TEXT("present"), "its status is decoded");
    ok(known, "as it is known");
    ok(!table_date(table, column("date"), &date), "its date cannot be read");
    ok(text_starts_folded(heard_text(),
                          TEXT("reject: in.csv:3: Date seen: not a date in a form that is read (")),
       "which is told without the cell");
    hear_nothing();
    is_number(table_next(table), TABLE_ROW, "the next row");
    is_text(table_code(table, column("status"), &known), TEXT("tomorrow"),
            "a status that is not known stays as it is");
    ok(!known, "and is told so");
    table_reject(table, column("status"), MESSAGE_VALUE_UNKNOWN,
                 table_code_words(table, column("status")));
    is_text(heard_text(),
            TEXT("reject: in.csv:4: status: not one of present, negated, historic, hypothetical, "
                 "other\n"),
            "the known ones can be named");
    hear_nothing();
    is_number(table_next(table), TABLE_ROW, "the last row");
    ok(table_date(table, column("date"), &date) && date.precision == DATE_YEAR, "with a year");
    ok(table_date(table, column("end_date"), &date) && date.precision == DATE_NONE,
       "a column that is not there has no date");
    is_text(table_code(table, column("status"), &known), TEXT(""), "a blank status is blank");
    ok(known, "which is known");
    ok(table_has(table, column("status")) && !table_has(table, column("agency")),
       "which columns are there is told");
    is_text(table_place(table, column("agency")).column, TEXT("agency"),
            "one that is not has our own name");
    is_number(table_next(table), TABLE_END, "the end");
    is_number((int64_t)table_row_count(table), 4, "four rows were read");
    is_number((int64_t)table_reject_count(table), 3, "three of them rejected");
    ok(text_starts_folded(output_memory(&rejected),
                          TEXT("file,line,reason,Family ref,Indicator code,Date seen,status\n"
                               "\"in.csv\",2,\"Date seen: no such day in the calendar, or a year "
                               "outside 1000 to 2999\",F1,x,32/01/2020,present\n\"in.csv\",3,")),
       "they are kept with the reason");
    table_free(table);
    finish();
}

static void test_missing_mark(void)
{
    plain_settings();
    settings.missing = TEXT("NULL");
    rows_are(TEXT("family_id,child_id,indicator,x\nF1,NULL,x,NULL\nF2, NULL ,null,\"NULL\"\n"),
             "[F1][][x]{NULL}\n[F2][][null]{NULL}\n", "",
             "a mark for missing stands for a blank cell, but passes through");
}

static void test_settings(void)
{
    plain_settings();
    settings.delimiter = ';';
    rows_are(TEXT("child_id;indicator\nC1;\"a;b\"\n"), "[][C1][a;b]\n", "", "another delimiter");
    settings.delimiter = '\t';
    rows_are(TEXT("child_id\tindicator\nC1\ta,b\n"), "[][C1][a,b]\n", "", "a tab");
    rejects_are(TEXT("child_id\tindicator\nC1\n"), "",
                "reject: in.csv:2: cells in this row: 1; in the header line: 2\n",
                "file\tline\treason\tchild_id\tindicator\n"
                "\"in.csv\"\t2\t\"cells in this row: 1; in the header line: 2\"\tC1\n",
                "rejects are parted like the input");
}

/* A line over 16 MiB is rejected once, and written out whole. */
static void test_long_line(void)
{
    enum { LENGTH = 18 << 20 };
    static const char head[] = "child_id,indicator\nC1,a\n", tail[] = "\nC2,b\n";
    static char bytes[sizeof head - 1 + LENGTH + sizeof tail - 1];
    memcpy(bytes, head, sizeof head - 1);
    memset(bytes + sizeof head - 1, 'x', LENGTH);
    memcpy(bytes + sizeof head - 1 + LENGTH, tail, sizeof tail - 1);
    plain_settings();
    begin();
    finish();
    output_to_memory(&rejected, (size_t)1 << 26, &hearing);
    rejects_init(&rejects, &rejected);
    struct table *table = table_of_bytes(&settings, indicators, (struct text){bytes, sizeof bytes},
                                         "in.csv", &hearing);
    is_number(read_rows(table, three), TABLE_END, "a line of 18 MiB");
    is_text(buffer_text(&told), TEXT("[][C1][a]\n[][C2][b]\n"), "leaves the other rows");
    is_text(heard_text(), TEXT("reject: in.csv:3: a line of more than 16777216 bytes\n"),
            "is rejected once");
    is_number((int64_t)table_reject_count(table), 1, "counted once");
    static const char before[] = "file,line,reason,child_id,indicator\n"
                                 "\"in.csv\",3,\"a line of more than 16777216 bytes\",";
    struct text written = output_memory(&rejected);
    is_number((int64_t)written.length, (int64_t)(sizeof before - 1 + LENGTH + 1),
              "and written whole");
    is_text(text_part(written, 0, sizeof before - 1), TEXT(before), "with the reason in front");
    ok(written.length > sizeof before &&
           memcmp(written.data + sizeof before - 1, bytes + sizeof head - 1, LENGTH + 1) == 0,
       "as it was");
    table_free(table);
    finish();
}

/* --- Extra columns, several files --------------------------------------------------------------
 */

static void files_are(const char *const *names, size_t count, const char *rows, const char *said,
                      const char *name)
{
    begin();
    struct table *table = table_new(&settings, indicators, names, count, &hearing);
    if (ok(table != NULL, name)) {
        enum table_result result = read_rows(table, three);
        is_text(buffer_text(&told), text_of(rows), "their rows");
        is_text(heard_text(), text_of(said), "and what is said");
        bool fatal = heard_text().length > 0 && !text_starts_folded(heard_text(), TEXT("reject: "));
        is_number(result, fatal ? TABLE_FAILED : TABLE_END, "and how it ends");
    }
    table_free(table);
    finish();
}

static void test_files(void)
{
    plain_settings();
    const char *both[] = {files_put("1.csv", TEXT("child_id,indicator,colour,sure\nC1,a,\"\",y\n")),
                          files_put("2.csv", TEXT("sure,Need code,person id\n,b,C2\n"))};
    files_are(both, 2, "[][C1][a]{\"\"}{y}\n[][C2][b]{}{}\n", "",
              "several files, each with its header line");
    files_put("2.csv", TEXT("child_id,indicator,new\nC2,b,n\n"));
    files_are(both, 2, "[][C1][a]{\"\"}{y}\n",
              "2.csv:1: column 'new' is not in the first file, so its cells would be lost; give "
              "the files "
              "the same columns\n",
              "a column of a later file alone");
    files_put("2.csv", TEXT("child_id,weather\nC2,b\n"));
    files_are(both, 2, "[][C1][a]{\"\"}{y}\n",
              "2.csv:1: no column for indicator; columns found: child_id, weather\n",
              "a later file without a needed column");
    files_put("2.csv", TEXT("indicator,child_id\nb,C2\nc\n"));
    files_are(both, 2, "[][C1][a]{\"\"}{y}\n[][C2][b]{}{}\n",
              "reject: 2.csv:3: cells in this row: 1; in the header line: 2\n",
              "lines are those of each file");
    files_put("1.csv", TEXT("child_id,indicator\n"));
    files_are(both, 2, "[][C2][b]\n",
              "reject: 2.csv:3: cells in this row: 1; in the header line: 2\n",
              "a file without rows");
    files_put("1.csv", TEXT(""));
    files_are(both, 2, "", "1.csv: no header line: the file is empty\n", "an empty file");
    files_put("1.csv", TEXT("List 1,,\nchild_id,indicator,a,b,c,d,e,f,g,h,i,j,k,l\n"
                            "C1,x,1,2,3,4,5,6,7,8,9,10,11,12\n"));
    files_are(both, 1, "[][C1][x]{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}{11}{12}\n", "",
              "many extra columns");
    files_take_away("2.csv");
    const char *gone[] = {files_path("2.csv")};
    files_are(gone, 1, "", "2.csv: cannot open: No such file or directory\n",
              "a file that is not there");
    files_are(NULL, 0, "", "", "no file");
}

static void test_extra_headings(void)
{
    plain_settings();
    begin();
    struct table *table = table_of_bytes(&settings, indicators,
                                         TEXT("Colour ,indicator, Unit,child_id\nred,x,,C1\n"),
                                         "in.csv", &hearing);
    is_number(table_prepare(table), TABLE_ROW, "the header is bound before the first row");
    is_number((int64_t)table_extra_count(table), 2, "two extra columns");
    if (table_extra_count(table) == 2) {
        is_text(table_extra_heading(table, 0), TEXT("Colour"), "the first");
        is_text(table_extra_heading(table, 1), TEXT("Unit"), "and the second");
    }
    is_number(table_prepare(table), TABLE_ROW, "asking again changes nothing");
    read_rows(table, three);
    is_text(buffer_text(&told), TEXT("[][C1][x]{red}{}\n"), "all rows come");
    table_free(table);
    finish();
}

static void test_either_record(void)
{
    static const char *const names[] = {"family_id", "consent", NULL}, *const by[] = {"by", NULL};
    plain_settings();
    begin();
    struct table *table = table_of_bytes(&settings, consent,
                                         TEXT("child_id,level,by,date,reason\nC1,2,me,2020,why\n"),
                                         "in.csv", &hearing);
    table_or(table, override);
    is_number(table_prepare(table), TABLE_ROW, "rows may be of one of two records");
    ok(table_definition(table) == override, "the header decides");
    read_rows(table, by);
    is_text(buffer_text(&told), TEXT("[me]\n"), "and they are read as that");
    table_free(table);
    finish();

    begin();
    table = table_of_bytes(&settings, consent,
                           TEXT("family_id,level,by,date,reason,consent\nF1,2,me,2020,why,yes\n"),
                           "in.csv", &hearing);
    table_or(table, override);
    is_number(table_prepare(table), TABLE_ROW, "a header that fits both");
    ok(table_definition(table) == consent, "is of the first");
    read_rows(table, names);
    is_text(buffer_text(&told), TEXT("[F1][yes]\n"), "and read as that");
    table_free(table);
    finish();

    begin();
    table = table_of_bytes(&settings, consent, TEXT("family_id,level\nF1,2\n"), "in.csv", &hearing);
    table_or(table, override);
    is_number(table_next(table), TABLE_FAILED, "one that fits neither");
    is_text(heard_text(), TEXT("in.csv:1: no column for date; columns found: family_id, level\n"),
            "lacks a column of the first");
    table_free(table);
    finish();
}

/* --- Values ---------------------------------------------------------------------------------- */

static void test_unmapped(void)
{
    plain_settings();
    begin();
    struct unmapped *unmapped = unmapped_new(&hearing);
    settings.unmapped = unmapped;
    const char *names[] = {files_put("1.csv", TEXT("child_id,indicator,status,subject\n"
                                                   "C1,x,maybe,\nC2,x,maybe,Martian\n"
                                                   "C3,x,MAYBE,Mother\nC4,x,present,\n")),
                           files_put("2.csv", TEXT("Whose need,child_id,indicator,status\n"
                                                   "Martian,C1,x, maybe \n,C1,x,\n"))};
    struct table *table = table_new(&settings, indicators, names, 2, &hearing);
    while (table_next(table) == TABLE_ROW) {
        bool known;
        table_code(table, column("status"), &known);
        table_code(table, column("subject"), &known);
    }
    is_number((int64_t)unmapped_count(unmapped), 3, "three different values without a decoding");
    for (size_t i = 0; i < unmapped_count(unmapped); i++) {
        struct unmapped_value value = unmapped_get(unmapped, i);
        const char *slash = strrchr(value.file, '/');
        buffer_format(&told, "%.*s,%.*s,%" PRIu64 ",%s,%" PRIu64 "\n", (int)value.column.length,
                      value.column.data, (int)value.value.length, value.value.data, value.count,
                      slash ? slash + 1 : value.file, value.line);
    }
    is_text(buffer_text(&told),
            TEXT("status,maybe,3,1.csv,2\nsubject,Martian,2,1.csv,3\nstatus,MAYBE,1,1.csv,4\n"),
            "with their counts and where they stood first");
    is_text(heard_text(), TEXT(""), "without a word");
    table_free(table);
    unmapped_free(unmapped);
    unmapped_free(NULL);
    finish();
}

static void test_unmapped_limit(void)
{
    struct buffer bytes;
    buffer_init(&bytes, 1 << 24);
    buffer_put(&bytes, "child_id,indicator,subject\n");
    for (size_t i = 0; i < LIMIT_UNMAPPED_VALUES + 5; i++)
        buffer_format(&bytes, "C,x,s%zu\n", i);
    buffer_put(&bytes, "C,x,s7\n");
    plain_settings();
    begin();
    struct unmapped *unmapped = unmapped_new(&hearing);
    settings.unmapped = unmapped;
    struct table *table = table_of_bytes(&settings, indicators, buffer_text(&bytes), "in.csv",
                                         &hearing);
    while (table_next(table) == TABLE_ROW) {
        bool known;
        table_code(table, column("subject"), &known);
    }
    is_number((int64_t)unmapped_count(unmapped), LIMIT_UNMAPPED_VALUES,
              "as many values as are kept");
    is_number((int64_t)unmapped_get(unmapped, 7).count, 2, "those that are kept are still counted");
    is_text(heard_text(),
            TEXT("note: more than 100000 different values without a decoding; further ones are not "
                 "listed\n"),
            "it is told once");
    table_free(table);
    unmapped_free(unmapped);
    buffer_release(&bytes);
    finish();
}

/* A value is remembered from row to row: long ones, and ones that differ at the end only, must not
 * be mixed up. */
static void test_remembered_values(void)
{
    static const char *const statuses[] = {
        "present",
        "present ",
        "presentx",
        "present",
        "",
        "historic",
        "negated",
        "negated",
        "NEGATED",
        "a very long word for the status that does not fit into what is remembered number one",
        "a very long word for the status that does not fit into what is remembered number two",
    };
    struct buffer bytes, wanted;
    buffer_init(&bytes, 1 << 16);
    buffer_init(&wanted, 1 << 16);
    buffer_put(&bytes, "child_id,indicator,status\n");
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        buffer_format(&bytes, "C,x,%s\n", statuses[i]);
        const char *code = i == 1 ? "present" : i == 8 ? "negated" : statuses[i];
        buffer_format(&wanted, "%s%s\n", code, i == 2 || i > 8 ? "?" : "");
    }
    plain_settings();
    begin();
    struct table *table = table_of_bytes(&settings, indicators, buffer_text(&bytes), "in.csv",
                                         &hearing);
    while (table_next(table) == TABLE_ROW) {
        bool known;
        buffer_add(&told, table_code(table, column("status"), &known));
        buffer_add(&told, known ? TEXT("\n") : TEXT("?\n"));
    }
    is_text(buffer_text(&told), buffer_text(&wanted), "values one after another");
    table_free(table);
    buffer_release(&bytes);
    buffer_release(&wanted);
    finish();
}

/* --- --explain-header --------------------------------------------------------------------------
 */

static void tell_choice(void *context, const struct heading_choice *choice)
{
    (void)context;
    buffer_format(&told, "%zu,", choice->position);
    buffer_add(&told, choice->heading);
    buffer_put(&told, ",");
    buffer_add(&told, choice->column);
    buffer_put(&told, ",");
    buffer_add(&told, choice->how);
    buffer_put(&told, "\n");
}

static void test_explain(void)
{
    static const struct heading_map maps[] = {{{"date", 4}, {"Day", 3}}};
    plain_settings();
    settings.maps = maps;
    settings.map_count = 1;
    begin();
    struct table *table = table_of_bytes(
        &settings, override,
        TEXT("List 9,,,,\nFamily ref,Child Unique ID,DAY,Level, Colour\nF1,C1,2020,2,red\n"),
        "in.csv", &hearing);
    ok(table_explain(table, tell_choice, NULL), "what is made of each heading");
    is_text(buffer_text(&told),
            TEXT("1,Family ref,family_id,common\n2,Child Unique ID,child_id,annex-a\n"
                 "3,DAY,date,--map\n4,Level,level,own name\n5,Colour,,passed through\n"
                 "0,,by,missing, needed\n0,,reason,missing, needed\n"),
            "is told");
    is_text(heard_text(), TEXT(""), "a missing column is no error here");
    table_free(table);
    finish();
}

int main(void)
{
    indicators = record_definition_new(TEXT("indicators"), &hearing);
    override = record_definition_new(TEXT("override"), &hearing);
    consent = record_definition_new(TEXT("consent"), &hearing);
    if (ok(indicators && override && consent, "the records") && files_make()) {
        test_headings();
        test_missing_headings();
        test_titles();
        test_skip_lines();
        test_maps();
        test_rows();
        test_rejected_bytes();
        test_rejecting();
        test_missing_mark();
        test_settings();
        test_long_line();
        test_files();
        test_extra_headings();
        test_either_record();
        test_unmapped();
        test_unmapped_limit();
        test_remembered_values();
        test_explain();
        files_remove();
    }
    record_definition_free(indicators);
    record_definition_free(override);
    record_definition_free(consent);
    buffer_release(&told);
    buffer_release(&heard);
    return done();
}
