#include "base/limits.h"
#include "records/writer.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAXIMUM = 1 << 20, LONGEST_NAME = 200 };

/* What the reporter was told. */
static struct {
    unsigned count;
    enum message last;
} told;

static void remember(void *context, const struct diagnostic *diagnostic)
{
    (void)context;
    told.count++;
    told.last = diagnostic->message;
}

static const struct reporter reporter = {remember, NULL};

#define COLUMN(word)                                                                               \
    {                                                                                              \
        .name = {(word), sizeof(word) - 1}, .for_people = true                                     \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Writes rows of cells, which end with NULL, into `output`, which the caller closes. */
static bool write_rows(struct output *output, const struct writer_settings *settings,
                       const struct writer_column *columns, size_t count, const char *const *cells)
{
    told.count = 0;
    output_to_memory(output, MAXIMUM, &reporter);
    struct writer *writer = writer_new(settings, columns, count, output, &reporter);
    if (!writer)
        return false;
    bool done = true;
    for (size_t i = 0; cells[i]; i++) {
        writer_cell(writer, text_of(cells[i]));
        if ((i + 1) % count == 0)
            done &= writer_end_row(writer);
    }
    done &= writer_finish(writer);
    writer_free(writer);
    return done;
}

static void written_is(const struct writer_settings *settings, const struct writer_column *columns,
                       size_t count, const char *const *cells, const char *wanted, const char *name)
{
    struct output output;
    bool done = write_rows(&output, settings, columns, count, cells);
    is_text(output_memory(&output), text_of(wanted), name);
    if (!done || told.count > 0)
        ok(false, "and nothing went wrong");
    output_close(&output, false);
}

#define ROWS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_ROWS ((const char *const[]){NULL})

/* A cell and what becomes of it as the second of two. */
struct cell_case {
    const char *cell, *wanted, *name;
};

static void cells_are(enum writer_format format, bool excel, const struct cell_case *cases,
                      size_t count)
{
    static const struct writer_column columns[] = {COLUMN("a"), COLUMN("b")};
    const struct writer_settings settings = {
        .format = format, .excel = excel, .record = TEXT("cells")};
    const char *before = format == WRITER_JSON  ? "{\"a\":\"x\",\"b\":"
                         : format == WRITER_REC ? "%rec: cells\n\na: x\n"
                         : excel                ? "\xef\xbb\xbf"
                                                  "a,b\r\nx,"
                                                : "a,b\nx,";
    const char *after = format == WRITER_JSON  ? "}\n"
                        : format == WRITER_REC ? ""
                        : excel                ? "\r\n"
                                               : "\n";
    for (size_t i = 0; i < count; i++) {
        struct buffer wanted;
        buffer_init(&wanted, MAXIMUM);
        buffer_add(&wanted, text_of(before));
        buffer_add(&wanted, text_of(cases[i].wanted));
        buffer_add(&wanted, text_of(after));
        buffer_add_byte(&wanted, '\0');
        written_is(&settings, columns, 2, ROWS("x", cases[i].cell), wanted.data, cases[i].name);
        buffer_release(&wanted);
    }
}

static void test_names(void)
{
    static const char *const names[] = {"csv", "text", "json", "rec", "html"};
    for (size_t i = 0; i < COUNT(names); i++) {
        enum writer_format format = WRITER_CSV;
        ok(writer_format_named(text_of(names[i]), &format) && (size_t)format == i, names[i]);
    }
    enum writer_format format = WRITER_REC;
    ok(!writer_format_named(TEXT("CSV"), &format) && !writer_format_named(TEXT(""), &format) &&
           !writer_format_named(TEXT("svg"), &format) && format == WRITER_REC,
       "other words name no format");
}

static void test_csv_cells(void)
{
    static const struct cell_case cases[] = {
        {"", "", "csv: nothing"},
        {"plain", "plain", "csv: a word"},
        {" blanks at both ends ", " blanks at both ends ", "csv: blanks need no quotes"},
        {"\ttab\t", "\ttab\t", "csv: nor do tabs"},
        {"007", "007", "csv: leading zeros stay"},
        {"a,b", "\"a,b\"", "csv: a comma"},
        {",", "\",\"", "csv: nothing but a comma"},
        {"say \"no\"", "\"say \"\"no\"\"\"", "csv: quotation marks are doubled"},
        {"\"", "\"\"\"\"", "csv: nothing but a quotation mark"},
        {"\"\"", "\"\"\"\"\"\"", "csv: two quotation marks"},
        {"one\ntwo", "\"one\ntwo\"", "csv: LF"},
        {"one\r\ntwo", "\"one\r\ntwo\"", "csv: CRLF"},
        {"one\rtwo", "\"one\rtwo\"", "csv: CR alone"},
        {"\n", "\"\n\"", "csv: nothing but LF"},
        {"12345678", "12345678", "csv: eight bytes"},
        {"1234567,", "\"1234567,\"", "csv: a comma as the eighth byte"},
        {"12345678,", "\"12345678,\"", "csv: a comma as the ninth"},
        {",2345678", "\",2345678\"", "csv: a comma as the first of eight"},
        {"1234567890123456\n890", "\"1234567890123456\n890\"", "csv: LF in the third word"},
        {"12345678901234567890", "12345678901234567890", "csv: twenty bytes"},
        {"=1+1", "=1+1", "csv: a formula is left alone"},
        {"\xc2\xac\xc2\xa2\xc2\x8d\xc2\x8a", "\xc2\xac\xc2\xa2\xc2\x8d\xc2\x8a",
         "csv: bytes that are special but for their top bit"},
        {"Zo\xc3\xab \xe5\xae\xb6", "Zo\xc3\xab \xe5\xae\xb6", "csv: letters outside ASCII"},
        {"\x01\x7f", "\x01\x7f", "csv: control characters are data"},
    };
    cells_are(WRITER_CSV, false, cases, COUNT(cases));

    bool same = true;
    for (size_t length = 1; length <= 40; length++) {
        for (size_t at = 0; at < length; at++) {
            static const char special[] = ",\"\r\n";
            for (const char *mark = special; *mark; mark++) {
                char cell[64], wanted[96];
                memset(cell, 'x', length);
                cell[at] = *mark;
                cell[length] = '\0';
                snprintf(wanted, sizeof wanted, "%.*s%s%s", (int)at, cell, *mark == '"' ? "\"" : "",
                         cell + at);
                struct output output;
                const struct writer_column columns[] = {COLUMN("a"), COLUMN("b")};
                const struct writer_settings settings = {.format = WRITER_CSV};
                write_rows(&output, &settings, columns, 2, ROWS("y", cell));
                char whole[128];
                snprintf(whole, sizeof whole, "a,b\ny,\"%s\"\n", wanted);
                same &= text_equal(output_memory(&output), text_of(whole));
                output_close(&output, false);
            }
        }
    }
    ok(same, "csv: a special byte anywhere in cells up to 40 bytes is noticed");
}

static void test_csv_tables(void)
{
    const struct writer_settings csv = {.format = WRITER_CSV};
    const struct writer_column one[] = {COLUMN("note")};
    written_is(&csv, one, 1, ROWS("a", "", "b"), "note\na\n\"\"\nb\n",
               "csv: an empty row of one column is no blank line");
    const struct writer_column odd[] = {COLUMN("a,\"b\""), COLUMN(""), COLUMN("c\nd")};
    written_is(&csv, odd, 3, ROWS("1", "", ""), "\"a,\"\"b\"\"\",,\"c\nd\"\n1,,\n",
               "csv: headings are quoted like cells, blank cells at the end stay");
    written_is(&csv, odd, 3, NO_ROWS, "\"a,\"\"b\"\"\",,\"c\nd\"\n", "csv: no rows, but a header");

    const struct writer_column columns[] = {COLUMN("a"), COLUMN("b"), COLUMN("c"), COLUMN("d")};
    struct output output;
    output_to_memory(&output, MAXIMUM, &reporter);
    struct writer *writer = writer_new(&csv, columns, COUNT(columns), &output, &reporter);
    writer_passed(writer, TEXT(""), true);
    writer_passed(writer, TEXT(""), false);
    writer_passed(writer, TEXT("quoted"), true);
    writer_passed(writer, (struct text){NULL, 0}, false);
    writer_end_row(writer);
    writer_plain(writer, TEXT("EDU-SH-03"));
    writer_plain(writer, TEXT(""));
    writer_number(writer, 0);
    writer_number(writer, UINT64_MAX);
    writer_end_row(writer);
    writer_cell(writer, TEXT("short"));
    writer_end_row(writer);
    for (int i = 0; i < 3; i++) {
        writer_cell(writer, TEXT("1"));
        writer_plain(writer, TEXT("2"));
    }
    writer_end_row(writer);
    writer_finish(writer);
    writer_free(writer);
    is_text(output_memory(&output),
            TEXT("a,b,c,d\n\"\",,quoted,\nEDU-SH-03,,0,18446744073709551615\nshort,,,\n1,2,1,2\n"),
            "csv: quoted blanks, plain cells, numbers, missing cells, cells too many");
    output_close(&output, false);

    const struct writer_settings excel = {.format = WRITER_CSV, .excel = true};
    const struct writer_column formula[] = {COLUMN("=cmd"), COLUMN("b")};
    written_is(&excel, formula, 2, ROWS("1", ""), "\xef\xbb\xbf'=cmd,b\r\n1,\r\n",
               "excel: headings are guarded too");
    written_is(&excel, one, 1, ROWS("", "a\nb"), "\xef\xbb\xbfnote\r\n\"\"\r\n\"a\nb\"\r\n",
               "excel: line breaks inside cells stay");
}

static void test_excel_cells(void)
{
    static const struct cell_case cases[] = {
        {"=1+1", "'=1+1", "excel: ="},
        {"=HYPERLINK(\"http://example.org\",\"x\")",
         "\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\"", "excel: guarded and quoted"},
        {"@SUM(A1)", "'@SUM(A1)", "excel: @"},
        {"+SUM(A1)", "'+SUM(A1)", "excel: +"},
        {"-SUM(A1)", "'-SUM(A1)", "excel: -"},
        {"\t=1", "'\t=1", "excel: tab"},
        {"\r=1", "\"'\r=1\"", "excel: CR"},
        {"\n=1", "\"'\n=1\"", "excel: LF"},
        {"\xef\xbc\x9d"
         "1",
         "'\xef\xbc\x9d"
         "1",
         "excel: full-width ="},
        {"\xef\xbc\x8b"
         "1",
         "'\xef\xbc\x8b"
         "1",
         "excel: full-width +"},
        {"\xef\xbc\x8d"
         "1",
         "'\xef\xbc\x8d"
         "1",
         "excel: full-width -"},
        {"\xef\xbc\xa0"
         "1",
         "'\xef\xbc\xa0"
         "1",
         "excel: full-width @"},
        {"\xef\xbc\x9e"
         "1",
         "\xef\xbc\x9e"
         "1",
         "excel: other full-width signs are safe"},
        {"-12", "-12", "excel: a number below nought"},
        {"+3.5", "+3.5", "excel: a number with its sign"},
        {"-.5", "-.5", "excel: no digit before the point"},
        {"-5.", "-5.", "excel: no digit behind the point"},
        {"-1e5", "-1e5", "excel: an exponent"},
        {"-1E+05", "-1E+05", "excel: an exponent with its sign"},
        {"+123456789", "+123456789", "excel: nine digits are a number"},
        {"+1234567890", "'+1234567890", "excel: ten behind a plus are a telephone number"},
        {"+44 7700 900123", "'+44 7700 900123", "excel: so are groups of digits"},
        {"-1234567890123", "-1234567890123", "excel: a long number below nought"},
        {"-", "'-", "excel: a sign alone"},
        {"+", "'+", "excel: a plus alone"},
        {"-.", "'-.", "excel: a sign and a point"},
        {"-e5", "'-e5", "excel: an exponent without a number"},
        {"-1e", "'-1e", "excel: an exponent without digits"},
        {"-1-1", "'-1-1", "excel: a sum"},
        {"--1", "'--1", "excel: two signs"},
        {"-1,5", "\"'-1,5\"", "excel: a comma makes no plain number"},
        {"- worries about sleep", "'- worries about sleep", "excel: a dash before words"},
        {"2026-11-22", "2026-11-22", "excel: a date"},
        {"../2014", "../2014", "excel: an open interval"},
        {"22/11/2026", "22/11/2026", "excel: a date with strokes"},
        {"1e5", "1e5", "excel: a number that starts with a digit"},
        {" =1", " =1", "excel: a blank before ="},
        {"a=1", "a=1", "excel: = further on"},
        {"", "", "excel: nothing"},
    };
    cells_are(WRITER_CSV, true, cases, COUNT(cases));
}

static void test_json(void)
{
    static const struct cell_case cases[] = {
        {"", "\"\"", "json: blank text"},
        {"say \"no\" \\ /", "\"say \\\"no\\\" \\\\ /\"", "json: quotation marks and backslashes"},
        {"a\nb\rc\td", "\"a\\nb\\rc\\td\"", "json: line breaks and tabs"},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"", "json: control characters"},
        {"\xc2\x80\xc2\x9f\xc2\xa0", "\"\\u0080\\u009f\xc2\xa0\"", "json: and those above ASCII"},
        {"<script>&", "\"<script>&\"", "json: signs of html stay"},
        {"Zo\xc3\xab \xf0\x9f\x98\x80 e\xcc\x81 \xef\xbf\xbd",
         "\"Zo\xc3\xab \xf0\x9f\x98\x80 e\xcc\x81 \xef\xbf\xbd\"", "json: UTF-8 stays"},
        {"\xc3", "\"\xef\xbf\xbd\"", "json: a cut character"},
        {"a\xff\xed\xa0\x80z", "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"",
         "json: bytes that are not UTF-8"},
        {"12", "\"12\"", "json: digits in a text column"},
    };
    cells_are(WRITER_JSON, false, cases, COUNT(cases));

    static const struct {
        const char *cell, *wanted;
    } numbers[] = {
        {"12", "12"},           {"0", "0"},         {"-12", "-12"},     {"-0.5", "-0.5"},
        {"1e5", "1e5"},         {"1E-5", "1E-5"},   {"33.3", "33.3"},   {"+3", "3"},
        {" 3 ", "3"},           {"", "null"},       {" ", "null"},      {"007", "\"007\""},
        {"c", "\"c\""},         {".5", "\".5\""},   {"5.", "\"5.\""},   {"--1", "\"--1\""},
        {"+-1", "-1"},          {"-", "\"-\""},     {"1 2", "\"1 2\""}, {"NaN", "\"NaN\""},
        {"1e", "\"1e\""},       {"0x1", "\"0x1\""}, {"+", "\"+\""},     {"-01", "\"-01\""},
        {"1,000", "\"1,000\""},
    };
    static const enum writer_kind kinds[] = {WRITER_IS_NUMBER, WRITER_IS_INTEGER};
    for (size_t k = 0; k < COUNT(kinds); k++) {
        struct writer_column column = COLUMN("value");
        column.kind = kinds[k];
        for (size_t i = 0; i < COUNT(numbers); i++) {
            const struct writer_settings settings = {.format = WRITER_JSON};
            char wanted[64], name[LONGEST_NAME];
            snprintf(wanted, sizeof wanted, "{\"value\":%s}\n", numbers[i].wanted);
            snprintf(name, sizeof name, "json: '%s' in a column of numbers", numbers[i].cell);
            written_is(&settings, &column, 1, ROWS(numbers[i].cell), wanted, name);
        }
    }

    const struct writer_settings json = {.format = WRITER_JSON, .excel = true};
    const struct writer_column odd[] = {COLUMN("a \"b\""), COLUMN("c")};
    written_is(&json, odd, 2, ROWS("=1", "", "2", "3"),
               "{\"a \\\"b\\\"\":\"=1\",\"c\":\"\"}\n{\"a \\\"b\\\"\":\"2\",\"c\":\"3\"}\n",
               "json: names are escaped, no guard against formulas");
    written_is(&json, odd, 2, NO_ROWS, "", "json: no rows, no lines");
}

static void test_rec(void)
{
    static const struct cell_case cases[] = {
        {"", "", "rec: a blank cell has no field"},
        {"plain", "b: plain\n", "rec: a word"},
        {" x ", "b:  x \n", "rec: blanks at both ends"},
        {"one\ntwo", "b: one\n+ two\n", "rec: two lines"},
        {"one\n\n two\n", "b: one\n+\n+  two\n+\n", "rec: empty lines, a blank, an end of line"},
        {"\n", "b:\n+\n", "rec: nothing but a line break"},
        {"one\r\ntwo", "b: one\r\n+ two\n", "rec: CRLF"},
        {"# no comment\n# nor this", "b: # no comment\n+ # nor this\n", "rec: a hash"},
        {"+ plus\n+ plus", "b: + plus\n+ + plus\n", "rec: a plus"},
        {"%rec: x\na: y", "b: %rec: x\n+ a: y\n", "rec: what looks like a field"},
        {"end\\", "b: end\\\\\n\n", "rec: a backslash at the end"},
        {"\\\ntwo\\", "b: \\\\\n\n+ two\\\\\n\n", "rec: and at the end of each line"},
        {"in\\side", "b: in\\side\n", "rec: a backslash elsewhere"},
    };
    cells_are(WRITER_REC, false, cases, COUNT(cases));

    struct writer_column columns[] = {
        COLUMN("family_id"), COLUMN("Lead practitioner"),
        COLUMN("rank"),      COLUMN("rank"),
        COLUMN("rank_2"),    COLUMN("2nd"),
        COLUMN(""),          COLUMN("Zo\xc3\xab"),
    };
    columns[0].required = columns[1].required = true;
    columns[2].kind = WRITER_IS_INTEGER;
    columns[3].kind = WRITER_IS_NUMBER;
    columns[4].kind = WRITER_IS_DATE;
    const struct writer_settings rec = {.format = WRITER_REC, .record = TEXT("outcome evidence")};
    written_is(
        &rec, columns, COUNT(columns),
        ROWS("F1", "A", "1", "2.5", "2026", "x", "y", "z", "F2", "B", "", "", "", "", "", ""),
        "%rec: outcome_evidence\n%mandatory: family_id Lead_practitioner\n"
        "%type: rank int\n%type: rank_2 real\n\n"
        "family_id: F1\nLead_practitioner: A\nrank: 1\nrank_2: 2.5\nrank_2_2: 2026\n"
        "x_2nd: x\nfield: y\nZo__: z\n\nfamily_id: F2\nLead_practitioner: B\n",
        "rec: descriptor, names made fit and told apart");
    const struct writer_column two[] = {COLUMN("a"), COLUMN("b")};
    const struct writer_settings nameless = {.format = WRITER_REC};
    written_is(&nameless, two, 2, ROWS("", "", "1", "2"), "%rec: record\n\na:\n\na: 1\nb: 2\n",
               "rec: a blank row keeps one field");
    written_is(&nameless, two, 2, NO_ROWS, "%rec: record\n", "rec: no rows, but a descriptor");
}

/* The levels of two families, as eh-threshold has them. */
static const struct writer_column level_columns[] = {
    COLUMN("family_id"),
    COLUMN("child_id"),
    {.name = {"framework", 9}},
    COLUMN("level"),
    {.name = {"rank", 4}, .kind = WRITER_IS_INTEGER, .for_people = true},
    COLUMN("drivers"),
    COLUMN("routes"),
    {.name = {"next_step", 9}, .heading = {"What to do next", 15}, .for_people = true},
};

static const char *const level_rows[] = {
    "F1001",
    "C1",
    "solihull-2024",
    "child-in-need",
    "3",
    "EDU-CIN-03;BAS-CIN-05",
    "",
    "Talk to the family about a referral and agree who leads.",
    "F1002",
    "",
    "solihull-2024",
    "universal",
    "10",
    "",
    "",
    "No further action.",
    NULL,
};

static void test_text(void)
{
    struct writer_settings text = {
        .format = WRITER_TEXT,
        .record = TEXT("levels"),
        .title = TEXT("Suggested levels"),
        .explanation = TEXT("Each row is a suggestion; a person decides."),
        .width = 120,
    };
    written_is(&text, level_columns, COUNT(level_columns), level_rows,
               "Suggested levels\n"
               "\n"
               "Each row is a suggestion; a person decides.\n"
               "\n"
               "Family ID  Child ID  Level          Rank  Drivers                What to do next\n"
               "─────────  ────────  ─────────────  ────  ─────────────────────  "
               "───────────────────────────────────────────────────────\n"
               "F1001      C1        child-in-need     3  EDU-CIN-03;BAS-CIN-05  "
               "Talk to the family about a referral and agree who\n"
               "                                                                 leads.\n"
               "\n"
               "F1002                universal        10                         "
               "No further action.\n",
               "text: aligned, numbers to the right, long cells wrapped, empty columns left out");
    text.width = 69;
    written_is(&text, level_columns, COUNT(level_columns), level_rows,
               "Suggested levels\n"
               "\n"
               "Each row is a suggestion; a person decides.\n"
               "\n"
               "Family  Child\n"
               "ID      ID     Level          Rank  Drivers      What to do next\n"
               "──────  ─────  ─────────────  ────  ───────────  ────────────────────\n"
               "F1001   C1     child-in-need     3  EDU-CIN-03;  Talk to the family\n"
               "                                    BAS-CIN-05   about a referral and\n"
               "                                                 agree who leads.\n"
               "\n"
               "F1002          universal        10               No further action.\n",
               "text: headings wrap and stand on the rule, lists break behind a semicolon");
    text.width = 50;
    text.title = text.explanation = TEXT("");
    written_is(&text, level_columns, COUNT(level_columns), level_rows,
               "Family ID        F1001\n"
               "Child ID         C1\n"
               "Level            child-in-need\n"
               "Rank             3\n"
               "Drivers          EDU-CIN-03;BAS-CIN-05\n"
               "What to do next  Talk to the family about a\n"
               "                 referral and agree who leads.\n"
               "\n"
               "Family ID        F1002\n"
               "Level            universal\n"
               "Rank             10\n"
               "What to do next  No further action.\n",
               "text: blocks where columns do not fit side by side");
    text.width = 0;
    text.title = TEXT(" Open\tplans\n");
    written_is(&text, level_columns, COUNT(level_columns), NO_ROWS,
               "Open plans\n\nThere is nothing to show.\n", "text: an empty table");
    text.explanation = TEXT("Plans that are open on 2026-12-01 and have no date of review, however "
                            "they began, by lead practitioner and oldest first.");
    written_is(&text, level_columns, COUNT(level_columns), NO_ROWS,
               "Open plans\n"
               "\n"
               "Plans that are open on 2026-12-01 and have no date of review, however they began, "
               "by lead\n"
               "practitioner and oldest first.\n"
               "\n"
               "There is nothing to show.\n",
               "text: the explanation is wrapped");
}

static void test_text_cells(void)
{
    const struct writer_settings text = {.format = WRITER_TEXT, .width = 40};
    const struct writer_column columns[] = {COLUMN("a"), COLUMN("b")};
    written_is(&text, columns, 2,
               ROWS("\x1b[31mred\x07", "x",
                    "\xc2\x9b"
                    "31m",
                    "\x7f"),
               "A          B\n"
               "─────────  ─\n"
               "\xef\xbf\xbd[31mred\xef\xbf\xbd  x\n"
               "\xef\xbf\xbd"
               "31m       \xef\xbf\xbd\n",
               "text: control characters are shown, not sent");
    written_is(&text, columns, 2,
               ROWS("\xe2\x80\xaegnol", "\xef\xb7\x90", "\xe2\x81\xa6", "\xf0\x9f\xbf\xbf"),
               "A      B\n"
               "─────  ─\n"
               "\xef\xbf\xbdgnol  \xef\xbf\xbd\n"
               "\xef\xbf\xbd      \xef\xbf\xbd\n",
               "text: nor are overrides of direction and what is no character");
    written_is(&text, columns, 2, ROWS("\xff\xfe", "\xe5\xae"),
               "A   B\n"
               "──  ──\n"
               "\xef\xbf\xbd\xef\xbf\xbd  \xef\xbf\xbd\xef\xbf\xbd\n",
               "text: bytes that are not UTF-8");
    written_is(&text, columns, 2,
               ROWS("\xe5\xae\xb6\xe6\x97\x8f", "1", "e\xcc\x81t\xc3\xa9", "2", "\xf0\x9f\x98\x80",
                    "3", "abcd", "4"),
               "A     B\n"
               "────  ─\n"
               "\xe5\xae\xb6\xe6\x97\x8f  1\n"
               "e\xcc\x81t\xc3\xa9   2\n"
               "\xf0\x9f\x98\x80    3\n"
               "abcd  4\n",
               "text: wide characters take two columns, combining marks none");
    written_is(&text, columns, 2,
               ROWS(" two\t words ",
                    "one\r\ntwo\rthree\xe2\x80\xa8"
                    "four\n\n\n\nfive\n",
                    "x", " \n "),
               "A          B\n"
               "─────────  ─────\n"
               "two words  one\n"
               "           two\n"
               "           three\n"
               "           four\n"
               "\n"
               "           five\n"
               "\n"
               "x\n",
               "text: blanks in a row are one, line breaks of every kind stay");
    written_is(&text, columns, 2,
               ROWS("x", "https://example.org/a-very-long-word-that-does-not-fit"),
               "A  B\n"
               "─  ─────────────────────────────────────\n"
               "x  https://example.org/a-very-long-word-\n"
               "   that-does-not-fit\n",
               "text: a word longer than its column is broken");
    written_is(&text, columns, 1,
               ROWS("e\xcc\x81"
                    "e\xcc\x81"
                    "e\xcc\x81"),
               "A\n───\ne\xcc\x81"
               "e\xcc\x81"
               "e\xcc\x81\n",
               "text: marks stay with their letter");

    struct writer_settings narrow = {.format = WRITER_TEXT, .width = 1};
    written_is(&narrow, columns, 2,
               ROWS("\xe5\xae\xb6\xe6\x97\x8f\xe5\xae\xb6\xe6\x97\x8f\xe5\xae\xb6", "ab cd;efgh i"),
               "A  \xe5\xae\xb6\xe6\x97\x8f\xe5\xae\xb6\xe6\x97\x8f\n"
               "   \xe5\xae\xb6\n"
               "B  ab cd;\n"
               "   efgh i\n",
               "text: no width is too small");
    struct writer_settings vast = {.format = WRITER_TEXT, .width = SIZE_MAX};
    written_is(&vast, columns, 2, ROWS("1", "2"), "A  B\n─  ─\n1  2\n", "text: nor too large");

    struct writer_column hidden[] = {COLUMN("a"), COLUMN("b")};
    hidden[0].for_people = hidden[1].for_people = false;
    written_is(&text, hidden, 2, ROWS("1", "2"), "A  B\n─  ─\n1  2\n",
               "text: all columns are shown when none is marked for people");
    hidden[1].for_people = true;
    written_is(&text, hidden, 2, ROWS("1", "2", "3", ""), "B\n─\n2\n\n",
               "text: else only those that are");
    written_is(&text, hidden, 2, ROWS("1", "", "3", " "), "There is nothing to show.\n",
               "text: rows without any value to show");
    const struct writer_column names[] = {COLUMN("lead_practitioner"), COLUMN("id"), COLUMN("_x_"),
                                          COLUMN("NHS_number"), COLUMN("\x1b")};
    written_is(&(struct writer_settings){.format = WRITER_TEXT}, names, COUNT(names),
               ROWS("1", "2", "3", "4", "5"),
               "Lead practitioner  ID  x  NHS number  \xef\xbf\xbd\n"
               "─────────────────  ──  ─  ──────────  ─\n"
               "1                  2   3  4           5\n",
               "text: headings made from names");
}

/* How columns share the width: the rule under the headings shows it. */
static void test_sharing(void)
{
    char word[100], prose[400];
    memset(word, 'w', sizeof word);
    word[30] = '\0';
    for (size_t i = 0; i < sizeof prose; i++)
        prose[i] = i % 5 == 4 ? ' ' : 'p';
    prose[sizeof prose - 1] = '\0';
    static const struct writer_column columns[] = {COLUMN("a"), COLUMN("b"), COLUMN("c")};
    const struct {
        const char *cells[3];
        size_t width, wanted[3];
        const char *name;
    } cases[] = {
        {{"aaaa", "bb", "c"}, 80, {4, 2, 1}, "what is needed, when there is room"},
        {{"aaaa", prose, "c"}, 80, {4, 71, 1}, "one long column takes the rest"},
        {{prose, prose, prose},
         80,
         {26, 25, 25},
         "equal columns share equally, the first get more"},
        {{"aaaa aaaa aaaa", prose, prose}, 80, {14, 31, 31}, "short columns are left whole"},
        {{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa", prose, "c"},
         60,
         {20, 35, 1},
         "the longer of two gets more, the other not much less"},
        {{word, word, "c"}, 60, {28, 27, 1}, "long words are broken when they must be"},
        {{word, "bbbbbbbbbbbbbbb", "c"}, 40, {20, 15, 1}, "the longest first"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct writer_settings settings = {.format = WRITER_TEXT, .width = cases[i].width};
        struct output output;
        write_rows(&output, &settings, columns, 3,
                   ROWS(cases[i].cells[0], cases[i].cells[1], cases[i].cells[2]));
        struct text rest = output_memory(&output), line;
        text_next(&rest, '\n', &line);
        text_next(&rest, '\n', &line);
        char got[64] = "", wanted[64], name[LONGEST_NAME];
        size_t used = 0, run = 0;
        for (size_t at = 0; at <= line.length; at++) {
            if (at < line.length && line.data[at] != ' ') {
                run++;
            } else if (run > 0) {
                used += (size_t)snprintf(got + used, sizeof got - used, " %zu", run / 3);
                run = 0;
            }
        }
        snprintf(wanted, sizeof wanted, " %zu %zu %zu", cases[i].wanted[0], cases[i].wanted[1],
                 cases[i].wanted[2]);
        snprintf(name, sizeof name, "width: %s", cases[i].name);
        is_string(got, wanted, name);
        output_close(&output, false);
    }
}

static bool holds(struct text whole, const char *part)
{
    size_t length = strlen(part);
    for (size_t at = 0; at + length <= whole.length; at++)
        if (memcmp(whole.data + at, part, length) == 0)
            return true;
    return false;
}

/* The page from <body> on. */
static struct text body_of(struct text page)
{
    for (size_t at = 0; at < page.length; at++)
        if (text_starts_folded(text_part(page, at, 6), TEXT("<body>")))
            return text_part(page, at, page.length);
    return TEXT("");
}

static void body_is(const struct writer_settings *settings, const struct writer_column *columns,
                    size_t count, const char *const *cells, const char *wanted, const char *name)
{
    struct output output;
    ok(write_rows(&output, settings, columns, count, cells), name);
    is_text(body_of(output_memory(&output)), text_of(wanted), name);
    output_close(&output, false);
}

static void test_html(void)
{
    struct writer_settings html = {
        .format = WRITER_HTML,
        .record = TEXT("levels"),
        .title = TEXT("Levels <now> & \"then\""),
        .explanation = TEXT("A person decides.\nAlways & <b>everywhere</b>."),
    };
    body_is(
        &html, level_columns, COUNT(level_columns), level_rows,
        "<body>\n<main>\n<h1>Levels &lt;now&gt; &amp; \"then\"</h1>\n"
        "<p>A person decides.<br>Always &amp; &lt;b&gt;everywhere&lt;/b&gt;.</p>\n"
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n"
        "<table>\n<caption id=\"caption\">Levels: 2 rows</caption>\n<thead>\n<tr>\n"
        "<th scope=\"col\">Family ID</th>\n<th scope=\"col\">Child ID</th>\n"
        "<th scope=\"col\">Level</th>\n<th scope=\"col\" class=\"number\">Rank</th>\n"
        "<th scope=\"col\">Drivers</th>\n<th scope=\"col\" class=\"wide\">What to do next</th>\n"
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        "<th scope=\"row\">F1001</th>\n<td>C1</td>\n<td><span>child-in-need</span></td>\n"
        "<td class=\"number\">3</td>\n"
        "<td><span>EDU-CIN-03;</span><wbr><span>BAS-CIN-05</span></td>\n"
        "<td class=\"wide\">Talk to the family about a referral and agree who leads.</td>\n"
        "</tr>\n<tr>\n"
        "<th scope=\"row\">F1002</th>\n<td></td>\n<td>universal</td>\n"
        "<td class=\"number\">10</td>\n<td></td>\n"
        "<td class=\"wide\">No further action.</td>\n"
        "</tr>\n</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n",
        "html: a table");
    html.title = html.explanation = TEXT("");
    body_is(&html, level_columns, COUNT(level_columns), NO_ROWS,
            "<body>\n<main>\n<h1>Levels</h1>\n<p>There is nothing to show.</p>\n"
            "</main>\n</body>\n</html>\n",
            "html: an empty table, the title taken from the record");
    html.record = TEXT("");
    const struct writer_column columns[] = {COLUMN("a<b"), COLUMN("b")};
    body_is(&html, columns, 2,
            ROWS("", "<script>alert('x')</script>&amp;", "\x1b[0m\xe2\x80\xae",
                 "a; b-c;d\n-\t\xc2\x85"),
            "<body>\n<main>\n<h1>Table</h1>\n"
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n"
            "<table>\n<caption id=\"caption\">Table: 2 rows</caption>\n<thead>\n<tr>\n"
            "<th scope=\"col\">A&lt;b</th>\n<th scope=\"col\">B</th>\n</tr>\n</thead>\n<tbody>\n"
            "<tr>\n<td></td>\n"
            "<td>&lt;script&gt;alert('x')&lt;/script&gt;&amp;amp;</td>\n</tr>\n"
            "<tr>\n<th scope=\"row\">\xef\xbf\xbd[0m\xef\xbf\xbd</th>\n"
            "<td>a; <span>b-c;</span><wbr>d<br>- \xef\xbf\xbd</td>\n</tr>\n"
            "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n",
            "html: nothing of a cell is markup, a blank cell names no row");
    body_is(&html, columns, 2,
            ROWS("1", "https://example.org/a-word-that-is-too-long-to-be-kept-whole"),
            "<body>\n<main>\n<h1>Table</h1>\n"
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n"
            "<table>\n<caption id=\"caption\">Table: 1 row</caption>\n<thead>\n<tr>\n"
            "<th scope=\"col\">A&lt;b</th>\n<th scope=\"col\" class=\"wide long\">B</th>\n"
            "</tr>\n</thead>\n<tbody>\n<tr>\n<th scope=\"row\">1</th>\n"
            "<td class=\"wide "
            "long\">https://example.org/a-word-that-is-too-long-to-be-kept-whole</td>\n"
            "</tr>\n</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n",
            "html: a long word may break");

    struct output output;
    html.title = TEXT("A </title> of \x01 ours");
    write_rows(&output, &html, columns, 2, ROWS("1", "2"));
    struct text page = output_memory(&output);
    ok(text_starts_folded(page, TEXT("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n"
                                     "<meta charset=\"utf-8\">\n<meta name=\"viewport\"")),
       "html: language, encoding, viewport");
    ok(holds(page, "<title>A &lt;/title&gt; of \xef\xbf\xbd ours</title>"), "html: the title");
    ok(holds(page, "@page{size:A4 landscape") && holds(page, "table-header-group"),
       "html: A4 landscape, headings on each page");
    ok(holds(page, "content=\"default-src 'none'; style-src 'unsafe-inline'\"") &&
           !holds(page, "<script") && !holds(page, "://") && !holds(page, "url(") &&
           !holds(page, "<link") && !holds(page, "@import"),
       "html: no script, nothing from elsewhere");
    output_close(&output, false);
}

static void test_failures(void)
{
    static const struct writer_column columns[] = {COLUMN("a"), COLUMN("b")};
    for (int format = WRITER_CSV; format <= WRITER_HTML; format++) {
        const struct writer_settings settings = {.format = (enum writer_format)format};
        char name[LONGEST_NAME];
        struct output output;
        told.count = 0;
        int full = open("/dev/full", O_WRONLY);
        output_to_descriptor(&output, full, "full", &reporter);
        struct writer *writer = writer_new(&settings, columns, 2, &output, &reporter);
        bool done = true;
        for (int i = 0; i < 100000 && done; i++) {
            writer_cell(writer, TEXT("some words, to fill the disk"));
            writer_plain(writer, TEXT("more"));
            done = writer_end_row(writer);
        }
        bool held = format == WRITER_TEXT || format == WRITER_HTML;
        snprintf(name, sizeof name, "full disk, format %d: told at the row, or at the end", format);
        ok(done == held && !writer_finish(writer) && !writer_end_row(writer), name);
        writer_free(writer);
        ok(!output_close(&output, true) && told.count == 1 && told.last == MESSAGE_CANNOT_WRITE,
           "and reported once");
        close(full);

        told.count = 0;
        output_to_memory(&output, 40, &reporter);
        writer = writer_new(&settings, columns, 2, &output, &reporter);
        done = writer != NULL;
        for (int i = 0; i < 10 && done; i++) {
            writer_cell(writer, TEXT("some"));
            writer_plain(writer, TEXT("words"));
            done = writer_end_row(writer);
        }
        snprintf(name, sizeof name, "full memory, format %d", format);
        ok(done == held && writer && !writer_finish(writer), name);
        writer_free(writer);
        ok(told.count == 1 && told.last == MESSAGE_OUT_OF_MEMORY && output.pending.length <= 40,
           "and reported once");
        output_close(&output, false);
    }

    const struct writer_settings text = {.format = WRITER_TEXT};
    struct output output;
    told.count = 0;
    output_to_memory(&output, MAXIMUM, &reporter);
    struct writer *writer = writer_new(&text, columns, 2, &output, &reporter);
    writer_cell(writer, TEXT("1"));
    /* It is turned down by its length alone: its bytes are not there. */
    writer_cell(writer, (struct text){"2", LIMIT_TABLE_BYTES});
    writer_cell(writer, TEXT("3"));
    ok(!writer_end_row(writer) && !writer_finish(writer), "a table over the limit is not laid out");
    ok(told.count == 1 && told.last == MESSAGE_TABLE_TOO_LARGE, "and reported once");
    is_text(output_memory(&output), TEXT(""), "and nothing of it is written");
    writer_free(writer);
    output_close(&output, false);

    writer_free(NULL);
    ok(true, "nothing can be freed");
}

/* Large cells go through whole, and many rows stream. */
static void test_large(void)
{
    const struct writer_settings csv = {.format = WRITER_CSV};
    const struct writer_column columns[] = {COLUMN("a"), COLUMN("b")};
    struct output output;
    output_to_memory(&output, (size_t)16 << 20, &reporter);
    struct writer *writer = writer_new(&csv, columns, 2, &output, &reporter);
    struct buffer cell;
    buffer_init(&cell, (size_t)4 << 20);
    while (cell.length < (size_t)2 << 20)
        buffer_put(&cell, "0123456789");
    writer_cell(writer, buffer_text(&cell));
    cell.data[cell.length - 1] = '"';
    writer_cell(writer, buffer_text(&cell));
    ok(writer_end_row(writer), "a row of large cells");
    struct text got = output_memory(&output);
    is_number(got.length, 4 + 2 * cell.length + 1 + 2 + 1 + 1, "comes out whole");
    ok(text_equal(text_part(got, got.length - 6, 6), TEXT("78\"\"\"\n")), "and is quoted");
    buffer_release(&cell);
    writer_free(writer);
    output_close(&output, false);

    char name[] = "/tmp/test_writer.XXXXXX";
    int file = mkstemp(name);
    unlink(name);
    output_to_descriptor(&output, file, "file", &reporter);
    writer = writer_new(&csv, columns, 2, &output, &reporter);
    bool small = true;
    for (uint64_t i = 0; i < 100000; i++) {
        writer_number(writer, 1000000 + i);
        writer_cell(writer, TEXT("a b"));
        writer_end_row(writer);
        small &= output.pending.capacity <= (size_t)1 << 18;
    }
    ok(small, "many rows are not held");
    ok(writer_finish(writer) && output_flush(&output), "they are written");
    is_number(lseek(file, 0, SEEK_END), 4 + 100000 * 12, "all of them");
    char last[12];
    ok(pread(file, last, sizeof last, 4 + 99999 * 12) == 12, "and read back");
    is_text((struct text){last, sizeof last}, TEXT("1099999,a b\n"), "the last one");
    writer_free(writer);
    output_close(&output, true);
    close(file);
}

int main(void)
{
    test_names();
    test_csv_cells();
    test_csv_tables();
    test_excel_cells();
    test_json();
    test_rec();
    test_text();
    test_text_cells();
    test_sharing();
    test_html();
    test_failures();
    test_large();
    return done();
}
