/* School terms, the rules of attendance, and what is made of rows (definitions/terms.h,
 * definitions/attendance_rules.h, domain/notes/attendance.h). */
#include "domain/notes/attendance.h"

#include "files.h"
#include "hear.h"
#include "tap.h"

static const struct table_settings settings = {.delimiter = ','};

/* --- Terms --------------------------------------------------------------------------------------
 */

/* What a cell is read as, written again; `-` when it is not read. */
static const char *read_as(const struct term_calendar *calendar, const char *year, const char *cell)
{
    static char written[64];
    struct buffer buffer;
    term_number number;
    if (!term_read(calendar, text_of(year), text_of(cell), &number))
        return "-";
    buffer_init(&buffer, sizeof written - 1);
    term_write(calendar, number, &buffer);
    memcpy(written, buffer.data, buffer.length);
    written[buffer.length] = '\0';
    buffer_release(&buffer);
    return written;
}

static void test_terms_read(const struct term_calendar *calendar)
{
    static const struct {
        const char *term, *cells[40];
    } known[] = {
        {"2023-24 Autumn",
         {"2023-24 Autumn",
          "2023/24 Autumn",
          "2023/2024 Autumn",
          "2023 to 2024 autumn term",
          "Autumn 2023",
          "autumn term 2023",
          "AUTUMN 23",
          "Aut 23/24",
          "Autumn2023",
          "AUT2023",
          "202324/1",
          "202324/1 ",
          "202324 1",
          "202324 Autumn",
          "20232024 Autumn",
          "2324 Autumn",
          "2023/24 T1",
          "2023-24 Term 1",
          "T1 2023/24",
          "Term 1 (2023-24)",
          "1 2023/24",
          "Autumn 1 2023",
          "Autumn 2 2023/24",
          "HT1 2023/24",
          "Half term 2, 2023-24",
          "Academic Year 2023/24: Autumn Term",
          "AY2023/24 Autumn",
          "2023\xe2\x80\x93"
          "24 Autumn",
          "2023-09-04",
          "01/09/2023",
          "31/12/2023",
          "2023-08-01",
          "Nov 2023",
          "2023-09-04/2023-12-20",
          "September 2023",
          "Michaelmas 2023"}},
        {"2023-24 Spring",
         {"2023-24 Spring", "Spring 2024", "Spring 24", "202324/2", "Spr 2 23/24", "Lent 2024",
          "2024-01-01", "2024-03-31", "March 2024", "2024-01-08/2024-03-28"}},
        {"2023-24 Summer",
         {"2023-24 Summer", "Summer term 2024", "202324/3", "HT6 2023-24", "2024-04-01",
          "2024-07-31", "April 2024", "Trinity 2024"}},
        {"2024-25 Spring", {"2025-04-20", "Spring 2025"}},
        {"2024-25 Summer", {"2025-04-21", "202425/3"}},
        {"1999-00 Autumn", {"1999-00 Autumn", "199900/1", "Autumn 1999", "1999/2000 aut"}},
        {"2009-10 Autumn", {"2009-10 Autumn", "09/10/2009", "2009-10-11"}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (size_t j = 0; known[i].cells[j]; j++)
            is_string(read_as(calendar, "", known[i].cells[j]), known[i].term, known[i].cells[j]);
}

static void test_terms_unknown(const struct term_calendar *calendar)
{
    static const char *const unknown[] = {
        "",
        " ",
        "Autumn",
        "Spring term",
        "1",
        "T1",
        "2023",
        "2023-24",
        "2009-10",
        "2011-12",
        "202324",
        "2023/24 Term",
        "2023/24 Autumn and Spring",
        "2023-24 Winter",
        "2023/25 Autumn",
        "2023-24 Autumn 2023",
        "202325/1",
        "202324/0",
        "202324/4",
        "2023/1",
        "Term 1 2023",
        "T2 2024",
        "Autumn 3 2023",
        "April 2025",
        "2023-12-20/2024-01-10",
        "2023-09-04/..",
        "2023-02-30",
        "Ongoing",
        "Autumn 1850",
        "1898-99 Autumn",
        "2199-00 Autumn",
        "Autumn 202",
        "Autumn 123456789",
        "2021 Autumn 2020",
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "a cell that is longer than any name of a term could ever be, Autumn 2023"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        is_string(read_as(calendar, "", unknown[i]), "-", unknown[i]);
}

static void test_terms_with_year(const struct term_calendar *calendar)
{
    is_string(read_as(calendar, "2023/24", "Autumn"), "2023-24 Autumn", "a year of its own");
    is_string(read_as(calendar, "202324", "2"), "2023-24 Spring", "with a code");
    is_string(read_as(calendar, "2023/24", "Summer 2024"), "2023-24 Summer", "both may say it");
    is_string(read_as(calendar, "2023/24", "2024-05-01"), "2023-24 Summer", "a day too");
    is_string(read_as(calendar, "2023/24", "Autumn 2024"), "-", "but must agree");
    is_string(read_as(calendar, "2023", "Autumn"), "-", "one year is no school year");
    is_string(read_as(calendar, "2023/24 Autumn", "Autumn"), "-", "nor is a term");
    is_string(read_as(calendar, "2023/24", ""), "-", "a year is no term");
}

static void test_terms_order(const struct term_calendar *calendar)
{
    term_number last = 0, next;
    bool follow = true, again = true;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    term_read(calendar, TEXT(""), TEXT("1900-01 Autumn"), &last);
    for (next = last; next <= last + 298 * 3 + 2; next++) {
        term_number number = -1;
        buffer_clear(&buffer);
        term_write(calendar, next, &buffer);
        again = again && term_read(calendar, TEXT(""), buffer_text(&buffer), &number) &&
                number == next;
    }
    ok(again, "every term that is written is read again as the same");
    is_text(buffer_text(&buffer), TEXT("2198-99 Summer"), "to the last");
    term_read(calendar, TEXT(""), TEXT("Summer 2024"), &last);
    term_read(calendar, TEXT(""), TEXT("Autumn 2024"), &next);
    is_number(next, last + 1, "autumn follows summer");

    /* Every day lies in a term, and none in an earlier one than the day before. */
    date_day day, end;
    date_day_of(1901, 8, 1, &day);
    date_day_of(2198, 7, 31, &end);
    bool first = true;
    for (; day <= end; day++) {
        char written[DATE_TEXT_BYTES];
        struct date date = date_of_day(day);
        date_write(&date, written);
        follow = follow && term_read(calendar, TEXT(""), text_of(written), &next) &&
                 (first || next == last || next == last + 1);
        last = next;
        first = false;
    }
    ok(follow, "days are in their terms in order");
    buffer_release(&buffer);
}

static void test_easter(void)
{
    /* Known days, the earliest and the latest that there are among them. */
    static const int days[][3] = {{1818, 3, 22}, {1943, 4, 25}, {1961, 4, 2},  {2000, 4, 23},
                                  {2008, 3, 23}, {2019, 4, 21}, {2024, 3, 31}, {2025, 4, 20},
                                  {2026, 4, 5},  {2038, 4, 25}, {2076, 4, 19}, {2100, 3, 28}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        date_day day = 0;
        char name[32];
        date_day_of(days[i][0], days[i][1], days[i][2], &day);
        snprintf(name, sizeof name, "Easter %d", days[i][0]);
        is_number(easter_sunday(days[i][0]), day, name);
    }
    bool sundays = true;
    for (int year = 1900; year < 2200; year++)
        sundays = sundays && date_weekday(easter_sunday(year)) == 7;
    ok(sundays, "it is a Sunday");
}

static struct term_calendar *own_terms(const char *bytes)
{
    hear_nothing();
    return term_calendar_new(files_put("own.csv", text_of(bytes)), &hearing);
}

static void wrong_terms(const char *bytes, const char *said)
{
    struct term_calendar *calendar = own_terms(bytes);
    ok(calendar == NULL, "terms that cannot be used");
    is_text(heard_text(), text_of(said), said);
    term_calendar_free(calendar);
}

static void test_own_terms(void)
{
    struct term_calendar *calendar = own_terms("term,name,begins,words,codes\n"
                                               "1,Term 1,09-01,first,1;t1\n2,Term 2,10-25,,2\n"
                                               "3,Term 3,01-01,,3\n4,Term 4,02-15,,4\n"
                                               "5,Term 5,easter,,5\n6,Term 6,06-01,last,6\n");
    is_text(heard_text(), TEXT(""), "six terms are read without a word");
    if (ok(calendar != NULL, "terms of one's own")) {
        is_string(read_as(calendar, "", "2023/24 Term 6"), "2023-24 Term 6", "their codes");
        is_string(read_as(calendar, "", "last 2024"), "2023-24 Term 6", "words");
        is_string(read_as(calendar, "", "2024-03-31"), "2023-24 Term 5", "and days");
        is_string(read_as(calendar, "", "2024-03-30"), "2023-24 Term 4", "Easter among them");
        is_string(read_as(calendar, "", "2024-08-31"), "2023-24 Term 6", "to the year's end");
        is_string(read_as(calendar, "", "Autumn 2023"), "-", "instead of those built in");
    }
    term_calendar_free(calendar);

    wrong_terms("term,name,begins,words\n", "own.csv:1: term: blank, but a value is needed\n");
    wrong_terms("term,name,words\n", "own.csv:1: no column begins\n");
    wrong_terms("term,name,begins,words\n2,A,09-01,a\n",
                "own.csv:2: term: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,,09-01,a\n",
                "own.csv:2: name: blank, but a value is needed\n");
    wrong_terms("term,name,begins,words\n1,A,09-31,a\n",
                "own.csv:2: begins: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,easter,a\n",
                "own.csv:2: begins: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,09-01,a\n2,B,easter+61,b\n",
                "own.csv:3: begins: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,09-01,a\n2,B,04-01,b\n3,C,easter,c\n",
                "own.csv:4: begins: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,09-01,a\n2,B,01-01,b;A;-\n",
                "own.csv:3: words: 'A' stands twice\n"
                "own.csv:3: words: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,09-01,a 2023\n",
                "own.csv:2: words: not a value that can stand here\n");
    wrong_terms("term,name,begins,words\n1,A,01-01,a\n2,B,02-01,b\n3,C,03-01,c\n4,D,04-01,d\n"
                "5,E,05-01,e\n6,F,06-01,f\n7,G,07-01,g\n8,H,08-01,h\n9,I,09-01,i\n"
                "10,J,10-01,j\n11,K,11-01,k\n12,L,12-01,l\n13,M,12-15,m\n",
                "own.csv:14: more than 12 rows\n");
}

/* --- Attendance ---------------------------------------------------------------------------------
 */

static void test_rules(const struct attendance_rules *rules)
{
    is_number(rules->count, 2, "two rules");
    is_text(rules->list[0].outcome, TEXT("SF-1.1"), "the first");
    is_number(rules->list[0].below, 90, "below 90 per cent");
    is_number(rules->list[0].terms, 2, "over two terms");
    ok(rules->list[0].authorised_optional, "absence with leave is optional");
    is_text(rules->list[1].outcome, TEXT("SF-1.2"), "the second");
    is_number(rules->list[1].below, 50, "below 50 per cent");
    is_number(rules->list[1].terms, 2, "over two terms");
    ok(!rules->list[1].authorised_optional, "absence with leave counts");
    ok(rules->list[0].ref.length > 0 && rules->list[1].ref.length > 0, "they name their source");
}

/* The columns outcome, result, percentage of what is written for some rows, and the counts. */
static void judge(struct attendance_request *request, const char *rows, const char *wanted,
                  const char *said, struct attendance_counts *counts, const char *name)
{
    static const struct writer_column columns[] = {
        {.name = {"family", 6}}, {.name = {"child", 5}},  {.name = {"outcome", 7}},
        {.name = {"result", 6}}, {.name = {"terms", 5}},  {.name = {"percentage", 10}},
        {.name = {"p", 1}},      {.name = {"a", 1}},      {.name = {"l", 1}},
        {.name = {"each", 4}},   {.name = {"latest", 6}}, {.name = {"reason", 6}}};
    static const struct writer_settings csv = {.format = WRITER_CSV};
    const char *path = files_put("rows.csv", text_of(rows));
    struct record_definition *definition = NULL;
    struct table *table = NULL;
    struct output output;
    hear_nothing();
    *counts = (struct attendance_counts){.rows = 0};
    output_to_memory(&output, 1 << 20, &hearing);
    struct writer *writer = writer_new(&csv, columns, sizeof columns / sizeof *columns, &output,
                                       &hearing);
    ok(attendance_open(request, &table, &definition, &settings, &path, 1, &hearing) && writer &&
           attendance_write(request, table, writer, counts, &hearing) && writer_finish(writer),
       name);
    struct text got = output_memory(&output), line;
    text_next(&got, '\n', &line);
    is_text(got, text_of(wanted), name);
    is_text(heard_text(), text_of(said), name);
    writer_free(writer);
    output_close(&output, false);
    table_free(table);
    record_definition_free(definition);
}

static void test_attendance(struct attendance_request *request)
{
    struct attendance_counts counts;
    judge(request, "child_id,term,sessions_possible,sessions_attended\n", "", "", &counts,
          "no rows");
    is_number(counts.children, 0, "no children");
    judge(request,
          "child_id,term,sessions_possible,sessions_attended\n"
          "C1,Spring 2024,100,90\nC1,Autumn 2023,100,89\nC2,Autumn 2023,100,90\n"
          "C2,Spring 2024,100,90.0\n",
          ",C1,SF-1.1,need,2023-24 Autumn;2023-24 Spring,89.50,200,179,,89.00;90.00,yes,"
          "179 of 200 sessions attended in 2023-24 Autumn to 2023-24 Spring: under 90 %\n",
          "", &counts, "exactly the limit is not less");
    is_number(counts.rows, 4, "rows");
    is_number(counts.children, 2, "children");
    is_number(counts.with_needs, 1, "with a need");
    is_number(counts.of_rule[0], 1, "by the first rule");
    is_number(counts.of_rule[1], 0, "none by the second");
    is_number(counts.unjudged, 0, "all could be judged");
    judge(request,
          "child_id,term,sessions_possible,sessions_attended\n"
          "C1,Autumn 2023,10000,9000\nC1,Spring 2024,10000,8999\n",
          ",C1,SF-1.1,need,2023-24 Autumn;2023-24 Spring,89.99,20000,17999,,90.00;89.99,yes,"
          "17999 of 20000 sessions attended in 2023-24 Autumn to 2023-24 Spring: under 90 %\n",
          "", &counts, "nothing is rounded");
    judge(request,
          "child_id,term,sessions_possible,sessions_attended\n"
          "C1,Autumn 2023,10001,1\nC1,Spring 2024,100,-1\nC1,Summer 2024,1.5,1\nC1,x,1,1\n"
          "C1,Autumn 2024,10,11\nC1,,10,10\n,Autumn 2024,10,10\nC1,Autumn 2024,,10\n"
          "C1,Autumn 2024,10,\nC1,Autumn 2024,10,9.\n",
          "",
          "reject: rows.csv:2: sessions_possible: not a whole number from 0 to 10000\n"
          "reject: rows.csv:3: sessions_attended: not a whole number from 0 to 10000\n"
          "reject: rows.csv:4: sessions_possible: not a whole number from 0 to 10000\n"
          "reject: rows.csv:5: term: not a school term with its year, such as 2023-24 Autumn, "
          "Autumn 2023, 202324/1 or a day in it\n"
          "reject: rows.csv:6: sessions_possible: fewer than the sessions attended and missed "
          "together\n"
          "reject: rows.csv:7: term: blank, but a value is needed\n"
          "reject: rows.csv:8: child_id: blank, but a value is needed\n"
          "reject: rows.csv:9: sessions_possible: blank, but a value is needed\n"
          "reject: rows.csv:10: sessions_attended: blank, but a value is needed\n"
          "reject: rows.csv:11: sessions_attended: not a whole number from 0 to 10000\n",
          &counts, "rows that cannot be used");
    is_number(counts.rows, 0, "are not counted");
}

int main(void)
{
    files_make();
    struct term_calendar *calendar = term_calendar_new(NULL, &hearing);
    struct intervals *intervals = intervals_new(NULL, &hearing);
    struct attendance_rules *rules = intervals ? attendance_rules_new(intervals, &hearing) : NULL;
    struct phrases *phrases = phrases_new(&hearing);
    is_text(heard_text(), TEXT(""), "what is compiled in is read without a word");
    if (ok(calendar && rules && phrases, "all of it")) {
        struct attendance_request request = {
            .calendar = calendar, .rules = rules, .phrases = phrases};
        test_terms_read(calendar);
        test_terms_unknown(calendar);
        test_terms_with_year(calendar);
        test_terms_order(calendar);
        test_rules(rules);
        test_attendance(&request);
    }
    test_easter();
    test_own_terms();
    phrases_free(phrases);
    attendance_rules_free(rules);
    intervals_free(intervals);
    term_calendar_free(calendar);
    buffer_release(&heard);
    files_remove();
    return done();
}
