/* From indicator rows to level rows, in memory. */
#include "base/memory.h"
#include "domain/threshold/levels.h"
#include "files.h"
#include "hear.h"
#include "records/schema.h"
#include "tap.h"

static struct framework *framework, *older;
static struct phrases *phrases;
static struct crosswalk *crosswalk;
static struct record_definition *levels;
static struct levels_request request;
static struct levels_count count;
static struct table_settings settings;
static struct output output;

static void begin(void)
{
    date_day as_of = 0;
    date_day_of(2026, 11, 22, &as_of);
    settings = (struct table_settings){.delimiter = ','};
    request = (struct levels_request){
        .framework = framework,
        .phrases = phrases,
        .as_of = as_of,
        .since = DATE_DAY_OPEN_START,
        .flag = LOOKUP_NONE,
    };
}

/* Runs the request over the bytes; the rows stand in the output until finish(). */
static bool run(struct text bytes)
{
    const char *path = files_put("in.csv", bytes);
    struct writer_settings form = {.format = WRITER_CSV, .record = TEXT("levels")};
    struct indicator_rows rows;
    size_t columns_count = 0;
    hear_nothing();
    output_to_memory(&output, 1 << 20, &hearing);
    struct writer_column *columns = schema_columns(levels, NULL, &columns_count, &hearing);
    struct writer *writer = columns ? writer_new(&form, columns, columns_count, &output, &hearing)
                                    : NULL;
    memory_free(columns);
    count = (struct levels_count){.rows = 0};
    bool done = writer && indicator_rows_open(&rows, request.framework, &settings, &path, 1,
                                              request.as_of, request.since, &hearing);
    if (done) {
        done = levels_write(&request, &rows, writer, &count, &hearing) && writer_finish(writer);
        indicator_rows_close(&rows);
    }
    writer_free(writer);
    return done;
}

static void finish(void)
{
    output_close(&output, false);
}

/* The cell of a column in a row of the output, rows from 1. */
static struct text cell(size_t row, const char *name)
{
    static struct buffer found = {.maximum = 1 << 20};
    struct input *input = input_of_bytes(output_memory(&output), "out", &hearing);
    struct reader *reader = input ? reader_new(input, ',', &hearing) : NULL;
    struct record record;
    size_t column = record_definition_column(levels, text_of(name));
    buffer_clear(&found);
    if (reader) {
        enum reader_result result = READER_RECORD;
        for (size_t i = 0; i <= row && result == READER_RECORD; i++)
            result = reader_next(reader, &record);
        if (result == READER_RECORD && column < record.count)
            buffer_add(&found, reader_text(reader, &record.cells[column]));
        else
            buffer_put(&found, "(no such row)");
    }
    reader_free(reader);
    input_free(input);
    return buffer_text(&found);
}

/* The cells of a column of all rows, parted by ` | `. */
static void column_is(const char *name, const char *wanted, const char *what)
{
    struct buffer all;
    buffer_init(&all, 1 << 20);
    for (size_t row = 1;; row++) {
        struct text text = cell(row, name);
        if (text_equal(text, TEXT("(no such row)")))
            break;
        if (row > 1)
            buffer_put(&all, " | ");
        buffer_add(&all, text);
    }
    is_text(buffer_text(&all), text_of(wanted), what);
    buffer_release(&all);
}

static void test_nothing(void)
{
    begin();
    ok(run(TEXT("family_id,child_id,indicator\n")), "no rows");
    is_text(output_memory(&output),
            TEXT("family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,"
                 "drivers,needs,"
                 "strengths,domains,routes,consent,next_step,contact\n"),
            "give the header line");
    is_number((int64_t)count.rows, 0, "none was read");
    is_text(heard_text(), TEXT(""), "without a word");
    finish();
}

static void test_children(void)
{
    begin();
    ok(run(TEXT("family_id,child_id,indicator,agency\nF1,C1,EDU-EH-01,School\nF1,C1,HEA-SH-01,GP\n"
                "F1,C1,hea-eh-02,GP\nF1,C1,HEA-U-01,\nF1,C2,HEA-U-02,\n,C3,BAS-CIN-01,\n"
                "F2,,EMO-EH-01,\nF3,C4,FAM-EH-01,School\nF3,C4,FAM-EH-02,School\n")),
       "indicators of five");
    column_is("family_id", "F1 | F1 |  | F2 | F3", "a row for each child or family");
    column_is("child_id", "C1 | C2 | C3 |  | C4", "in order of first appearance");
    column_is("as_of", "2026-11-22 | 2026-11-22 | 2026-11-22 | 2026-11-22 | 2026-11-22", "the day");
    column_is("framework",
              "solihull-2024 | solihull-2024 | solihull-2024 | solihull-2024 | solihull-2024",
              "the framework");
    column_is("level", "significant-harm | universal | child-in-need | early-help | early-help",
              "the gravest indicator decides");
    column_is("suggested", "significant-harm | universal | child-in-need | early-help | early-help",
              "nobody has decided otherwise");
    column_is("rank", "4 | 1 | 3 | 2 | 2", "ranks");
    column_is("support", " |  |  | single-agency | single-agency", "support, at early help only");
    column_is("drivers", "HEA-SH-01 |  | BAS-CIN-01 | EMO-EH-01 | FAM-EH-01;FAM-EH-02",
              "what sets the level");
    column_is("needs",
              "HEA-SH-01;HEA-EH-02;EDU-EH-01 |  | BAS-CIN-01 | EMO-EH-01 | FAM-EH-01;FAM-EH-02",
              "all needs, worst first");
    column_is("strengths", "HEA-U-01 | HEA-U-02 |  |  | ", "strengths beside them");
    column_is("domains", "HEA;EDU |  | BAS | EMO | FAM", "domains with a need");
    column_is("consent", "not-required | for-referral | required | required | required",
              "what the level asks of consent");
    is_text(text_part(cell(1, "contact"), 0, 4), TEXT("mash"), "whom to contact");
    is_text(text_part(cell(1, "routes"), 0, 26), TEXT("mash;out-of-hours;emergenc"),
            "which routes to take");
    is_number((int64_t)count.rows, 9, "nine rows");
    is_number((int64_t)count.children, 5, "five children");
    is_number((int64_t)count.of_level[1], 2, "two of them at early help");
    is_number((int64_t)count.not_counted, 0, "all rows count");
    finish();
}

static void test_what_counts(void)
{
    begin();
    ok(run(TEXT("child_id,indicator,status,date,end_date\n"
                "C1,HEA-EH-01,present,,\nC2,HEA-EH-01,negated,,\nC3,HEA-EH-01,Historical,,\n"
                "C4,HEA-EH-01,,2026-11-21,2026-11-21\nC5,HEA-EH-01,,,2026-11-22\n"
                "C6,HEA-EH-01,,,2026\nC7,HEA-EH-01,,2027-05-01,\nC8,HEA-EH-01,,,2025\n")),
       "rows that count and rows that do not");
    column_is(
        "level",
        "early-help | universal | universal | universal | early-help | early-help | early-help | "
        "universal",
        "present ones count until they have surely ended");
    is_number((int64_t)count.not_counted, 4, "four do not");
    finish();
    begin();
    date_day_of(2026, 3, 1, &request.since);
    ok(run(TEXT("child_id,indicator,date\nC1,HEA-EH-01,2026-02-28\nC2,HEA-EH-01,2026-03-01\n"
                "C3,HEA-EH-01,2026\nC4,HEA-EH-01,\nC5,HEA-EH-01,2026-02\n")),
       "with a day to begin from");
    column_is("level", "universal | early-help | early-help | early-help | universal",
              "rows count unless they are surely before");
    finish();
}

static void test_rejects(void)
{
    begin();
    ok(run(TEXT("family_id,child_id,indicator,status,date\nF1,C1,HEA-EH-01,,\n,,HEA-EH-01,,\n"
                "F1,C2,HEA-EH-0l,,\nF1,C2,,,\nF1,C2,what a long story,,\nF1,C2,HEA-EH-01,perhaps,\n"
                "F1,C2,HEA-EH-01,,31/11/2026\n")),
       "rows that cannot be used");
    column_is("child_id", "C1", "are passed over");
    is_text(
        heard_text(),
        TEXT(
            "reject: in.csv:3: family_id and child_id are both blank\n"
            "reject: in.csv:4: indicator: unknown indicator code 'HEA-EH-0l'; nearest: HEA-EH-01, "
            "HEA-EH-02, HEA-EH-03\n"
            "reject: in.csv:5: indicator: blank, but a value is needed\n"
            "reject: in.csv:6: indicator: unknown indicator code; no known one is near\n"
            "reject: in.csv:7: status: not one of present, negated, historic, hypothetical, other\n"
            "reject: in.csv:8: date: no such day in the calendar, or a year outside 1000 to "
            "2999\n"),
        "and told");
    is_number((int64_t)count.rows, 1, "one was used");
    finish();
    begin();
    ok(!run(TEXT("family_id,child_id,weather\n")), "a file without a column is no use");
    finish();
}

static void test_by_family(void)
{
    begin();
    request.by_family = true;
    ok(run(TEXT("family_id,child_id,indicator,agency\nF1,C1,HEA-EH-01,GP\nF1,C2,EDU-EH-01,School\n"
                ",C3,HEA-EH-01,\n")),
       "by family");
    column_is("family_id", "F1 | ", "one row a family");
    column_is("child_id", " | C3", "and one a child without");
    column_is("support", "multi-agency | single-agency", "needs of all its children together");
    finish();
}

static void test_sorted(void)
{
    static const char rows[] = "family_id,child_id,indicator\nF1,C1,HEA-EH-01\nF1,,EDU-EH-01\n"
                               "F2,,BAS-EH-01\n,C3,HEA-EH-01\n,C3,HEA-U-01\nF4,C4,HEA-SH-01\n";
    struct buffer once;
    buffer_init(&once, 1 << 20);
    begin();
    ok(run(text_of(rows)), "all at once");
    buffer_add(&once, output_memory(&output));
    finish();
    request.sorted = true;
    ok(run(text_of(rows)), "or as they come");
    is_text(output_memory(&output), buffer_text(&once), "gives the same");
    is_number((int64_t)count.children, 4, "and the same counts");
    finish();
    ok(run(TEXT("family_id,child_id,indicator\nF1,C1,HEA-EH-01\nF2,C2,EDU-EH-01\nF1,C1,HEA-SH-01\n"
                "F2,C2,HEA-EH-01\n")),
       "a family that comes back");
    is_text(heard_text(),
            TEXT("reject: in.csv:4: this family's rows had ended: with --sorted they must stand "
                 "together; "
                 "sort the file by family_id, or leave out --sorted\n"),
            "is told");
    column_is("level", "early-help | early-help", "and its row not used");
    finish();
    buffer_release(&once);
}

static struct consent_list *consent_from(struct text bytes)
{
    uint64_t rejected = 0;
    const char *path = files_put("consent.csv", bytes);
    return consent_list_new(&settings, &path, 1, &rejected, &hearing);
}

static void test_consent(void)
{
    begin();
    request.consents = consent_from(TEXT("child_id,date,consent\nC2,2026,given\nC3,2026,refused\n"
                                         "C4,2026,withdrawn\nC5,2026,refused\nC6,2026,refused\n"));
    if (!ok(request.consents != NULL, "consent on record"))
        return;
    ok(run(TEXT("child_id,indicator\nC1,HEA-EH-01\nC2,HEA-EH-01\nC3,HEA-EH-01\nC3,EDU-EH-01\nC4,"
                "HEA-CIN-01\n"
                "C5,HEA-SH-01\nC6,HEA-U-01\nC7,HEA-U-01\n")),
       "is told beside the level");
    column_is("consent",
              "not-recorded | given | refused | withdrawn | not-required | refused | for-referral",
              "as far as the level asks for it");
    column_is("support", "single-agency | single-agency | single-agency |  |  |  | ",
              "without it one agency goes on alone");
    is_text(text_part(cell(3, "next_step"), 0, 19), TEXT("Consent is refused:"),
            "and the next step says so");
    is_text(cell(2, "next_step"), framework->levels[1].response,
            "with it the level's response stands");
    is_text(cell(5, "next_step"), framework->levels[3].response,
            "and where none is needed, whatever was said");
    is_text(cell(6, "next_step"), framework->levels[0].response,
            "or where it is for a referral only");
    finish();
    consent_list_free(request.consents);
}

static void test_decisions(void)
{
    uint64_t rejected = 0;
    begin();
    const char *path = files_put(
        "override.csv",
        TEXT("family_id,child_id,level,by,date,reason\nF1,C1,child-in-need,A,2026,x\n"
             "F1,C2,universal,A,2026,x\nF9,C9,universal,A,2026,x\n"));
    request.decisions = decision_list_new(framework, &settings, &path, 1, &rejected, &hearing);
    request.flag = 3;
    if (!ok(request.decisions != NULL, "practitioners' decisions"))
        return;
    ok(run(TEXT(
           "family_id,child_id,indicator\nF1,C1,HEA-EH-01\nF1,C2,HEA-SH-01\nF1,C3,HEA-EH-01\n")),
       "stand beside what is suggested");
    column_is("level", "child-in-need | universal | early-help", "they are what stands");
    column_is("suggested", "early-help | significant-harm | early-help", "the suggestion stays");
    column_is("rank", "3 | 1 | 2", "the rank is of what stands");
    is_number((int64_t)count.decided, 2, "two are counted");
    is_number((int64_t)count.flagged, 1, "a suggestion alone is flagged too");
    is_number((int64_t)decision_list_unused(request.decisions), 1, "one is about nobody");
    finish();
    decision_list_free(request.decisions);
}

static void test_flags(void)
{
    static const uint64_t flagged[] = {4, 3, 2, 1};
    for (uint32_t level = 0; level < 4; level++) {
        begin();
        request.flag = level;
        run(TEXT("child_id,indicator\nC1,HEA-U-01\nC2,HEA-EH-01\nC3,HEA-CIN-01\nC4,HEA-SH-01\n"));
        is_number((int64_t)count.flagged, (int64_t)flagged[level],
                  "this level or above is flagged");
        is_number((int64_t)count.children, 4, "none is left out");
        finish();
    }
    begin();
    run(TEXT("child_id,indicator\nC4,HEA-SH-01\n"));
    is_number((int64_t)count.flagged, 0, "nothing is flagged unless asked for");
    finish();
}

static void test_other_terms(void)
{
    begin();
    request.as = older;
    request.crosswalk = crosswalk;
    request.flag = 2;
    ok(run(TEXT("child_id,indicator,agency\nC1,HEA-U-01,\nC2,HEA-EH-01,\nC3,HEA-EH-01,GP\nC3,HEA-"
                "EH-02,School\n"
                "C4,HEA-CIN-01,\nC5,HEA-SH-01,\n")),
       "levels in the terms of another framework");
    column_is("framework",
              "solihull-2014 | solihull-2014 | solihull-2014 | solihull-2014 | solihull-2014",
              "its name");
    column_is("level", "1 | 2 | 3 | 4 | 4", "its levels");
    column_is("rank", "1 | 2 | 3 | 4 | 4", "and its ranks");
    column_is("support", " | single-agency | multi-agency |  | ", "support is as it was");
    is_number((int64_t)count.flagged, 3, "what is flagged is asked in its terms");
    finish();
}

static void test_full_output(void)
{
    begin();
    const char *path = files_put("in.csv", TEXT("child_id,indicator\nC1,HEA-EH-01\n"));
    struct writer_settings form = {.format = WRITER_CSV, .record = TEXT("levels")};
    struct indicator_rows rows;
    size_t columns_count = 0;
    hear_nothing();
    output_to_memory(&output, 200, &hearing);
    struct writer_column *columns = schema_columns(levels, NULL, &columns_count, &hearing);
    struct writer *writer = columns ? writer_new(&form, columns, columns_count, &output, &hearing)
                                    : NULL;
    memory_free(columns);
    if (ok(writer && indicator_rows_open(&rows, framework, &settings, &path, 1, request.as_of,
                                         request.since, &hearing),
           "an output that is too small")) {
        ok(!levels_write(&request, &rows, writer, &count, &hearing) || !writer_finish(writer),
           "is noticed");
        indicator_rows_close(&rows);
    }
    is_text(heard_text(), TEXT("memory: not enough memory\n"), "and told once");
    writer_free(writer);
    ok(!output_close(&output, true), "and the output has failed");
}

int main(void)
{
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    older = framework_new("solihull-2014", &hearing);
    phrases = phrases_new(&hearing);
    crosswalk = crosswalk_new(NULL, &hearing);
    levels = record_definition_new(TEXT("levels"), &hearing);
    if (ok(framework && older && phrases && crosswalk && levels, "the definitions") &&
        files_make()) {
        test_nothing();
        test_children();
        test_what_counts();
        test_rejects();
        test_by_family();
        test_sorted();
        test_consent();
        test_decisions();
        test_flags();
        test_other_terms();
        test_full_output();
        files_remove();
    }
    framework_free(framework);
    framework_free(older);
    phrases_free(phrases);
    crosswalk_free(crosswalk);
    record_definition_free(levels);
    buffer_release(&heard);
    return done();
}
