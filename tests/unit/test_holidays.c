#include "base/buffer.h"
#include "definitions/holidays.h"
#include "definitions/intervals.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* What the library said: `LINE: COLUMN: reason`, a line each. */
static struct buffer heard;

static void hear(void *context, const struct diagnostic *diagnostic)
{
    (void)context;
    if (diagnostic->severity != SEVERITY_FATAL)
        buffer_put(&heard, "(not fatal) ");
    buffer_add_number(&heard, diagnostic->place.line);
    buffer_put(&heard, ": ");
    if (diagnostic->place.column.length > 0) {
        buffer_add(&heard, diagnostic->place.column);
        buffer_put(&heard, ": ");
    }
    buffer_add(&heard, diagnostic->reason);
    buffer_put(&heard, "\n");
}

static const struct reporter reporter = {hear, NULL};

/* A file of the user's that holds `text`. */
static char user_file[] = "/tmp/eh-holidays-XXXXXX";

static const char *with(const char *text)
{
    int descriptor = open(user_file, O_WRONLY | O_TRUNC);
    size_t length = strlen(text);
    if (descriptor < 0 || write(descriptor, text, length) != (ssize_t)length)
        ok(false, "the file can be written");
    close(descriptor);
    buffer_clear(&heard);
    return user_file;
}

static date_day day_of(const char *text)
{
    struct date date;
    if (date_read(text_of(text), &date) != DATE_READ || date.precision != DATE_DAY)
        ok(false, text);
    return date.earliest;
}

static void test_embedded(void)
{
    buffer_clear(&heard);
    struct holidays *holidays = holidays_new(NULL, &reporter);
    if (!ok(holidays != NULL, "the bank holidays that are compiled in"))
        return;
    is_text(buffer_text(&heard), TEXT(""), "are read without a word");
    is_number(holidays->count, 83, "there are 83");
    is_text(holidays_on(holidays, day_of("2026-04-03"))->name, TEXT("Good Friday"),
            "Good Friday 2026");
    is_text(holidays_on(holidays, day_of("2026-12-28"))->name, TEXT("Boxing Day (substitute day)"),
            "Boxing Day 2026, a Monday instead");
    ok(!holidays_on(holidays, day_of("2026-12-26")), "not the Saturday");
    ok(!holidays_on(holidays, day_of("2018-12-25")), "none before the first");
    ok(!holidays_on(holidays, day_of("2029-01-01")), "none after the last");

    ok(holidays_is_working_day(holidays, day_of("2026-11-20")), "a Friday is a working day");
    ok(!holidays_is_working_day(holidays, day_of("2026-11-21")), "a Saturday is not");
    ok(!holidays_is_working_day(holidays, day_of("2026-11-22")), "a Sunday is not");
    ok(!holidays_is_working_day(holidays, day_of("2026-12-25")), "Christmas Day is not");
    ok(holidays_is_working_day(holidays, day_of("2018-12-25")),
       "but is before the years of the list");

    ok(holidays_cover(holidays, day_of("2019-01-01")) &&
           holidays_cover(holidays, day_of("2028-12-31")),
       "the list covers 2019 to 2028");
    ok(!holidays_cover(holidays, day_of("2018-12-31")) &&
           !holidays_cover(holidays, day_of("2029-01-01")),
       "and no other year");
    ok(!holidays_cover(holidays, DATE_DAY_OPEN_START) &&
           !holidays_cover(holidays, DATE_DAY_OPEN_END),
       "nor an open end");
    holidays_free(holidays);
}

static void test_adding(void)
{
    static const struct {
        const char *day;
        int32_t count;
        const char *wanted, *name;
    } sums[] = {
        {"2026-11-20", 0, "2026-11-20", "nothing added to a Friday"},
        {"2026-11-21", 0, "2026-11-21", "nothing added to a Saturday"},
        {"2026-11-20", 1, "2026-11-23", "Friday and 1 is Monday"},
        {"2026-11-21", 1, "2026-11-23", "Saturday and 1 is Monday"},
        {"2026-11-22", 1, "2026-11-23", "Sunday and 1 is Monday"},
        {"2026-11-23", 5, "2026-11-30", "Monday and 5 is the Monday after"},
        {"2026-11-18", 10, "2026-12-02", "two weeks are 10"},
        {"2026-12-24", 1, "2026-12-29", "Christmas is passed over"},
        {"2026-12-25", 1, "2026-12-29", "from the day itself too"},
        {"2026-12-18", 45, "2027-02-24", "45 days, over Christmas and New Year"},
        {"2026-04-02", 1, "2026-04-07", "Easter is passed over"},
        {"2028-12-22", 3, "2028-12-29", "up to the end of the list"},
        {"2028-12-22", 5, "2029-01-02", "and past it"},
        {"2026-11-23", -1, "2026-11-20", "Monday less 1 is Friday"},
        {"2026-11-22", -1, "2026-11-20", "Sunday less 1 is Friday"},
        {"2026-11-21", -1, "2026-11-20", "Saturday less 1 is Friday"},
        {"2026-12-29", -1, "2026-12-24", "back over Christmas"},
        {"2019-01-02", -1, "2018-12-31", "back past the start of the list"},
    };
    struct holidays *holidays = holidays_new(NULL, &reporter);
    if (!holidays)
        return;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        is_number(holidays_add_working_days(holidays, day_of(sums[i].day), sums[i].count),
                  day_of(sums[i].wanted), sums[i].name);

    is_number(holidays_add_working_days(holidays, DATE_DAY_OPEN_END, -3), DATE_DAY_OPEN_END,
              "an open end stays");
    is_number(holidays_add_working_days(holidays, DATE_DAY_OPEN_START, 3), DATE_DAY_OPEN_START,
              "so does an open start");
    is_number(holidays_add_working_days(holidays, DATE_DAY_OPEN_END - 1, 10), DATE_DAY_OPEN_END,
              "past all days is the open end");
    is_number(holidays_add_working_days(holidays, DATE_DAY_OPEN_START + 1, -10),
              DATE_DAY_OPEN_START, "before all days the open start");
    is_number(holidays_add_working_days(holidays, 0, INT32_MAX), DATE_DAY_OPEN_END,
              "however many are added");
    is_number(holidays_add_working_days(holidays, 0, INT32_MIN), DATE_DAY_OPEN_START,
              "or taken away");
    holidays_free(holidays);
}

static void test_between(void)
{
    struct holidays *holidays = holidays_new(NULL, &reporter);
    if (!holidays)
        return;
    date_day friday = day_of("2026-11-20"), monday = day_of("2026-11-23");
    is_number(holidays_working_days_between(holidays, friday, friday), 0, "none to the same day");
    is_number(holidays_working_days_between(holidays, friday, monday), 1, "Friday to Monday is 1");
    is_number(holidays_working_days_between(holidays, friday, monday - 1), 0, "to Sunday none");
    is_number(holidays_working_days_between(holidays, monday, friday), -1, "back it is -1");
    is_number(holidays_working_days_between(holidays, day_of("2025-12-31"), day_of("2026-12-31")),
              253, "2026 has 253");
    is_number(holidays_working_days_between(holidays, DATE_DAY_OPEN_START, DATE_DAY_OPEN_END) > 0,
              true, "even open ends do no harm");
    holidays_free(holidays);
}

/* Day by day, with nothing but the definition. */
static void test_against_counting(void)
{
    struct holidays *holidays = holidays_new(NULL, &reporter);
    if (!holidays)
        return;
    unsigned wrong_kind = 0, wrong_sum = 0, wrong_count = 0, sums = 0;
    date_day last = day_of("2029-03-01");
    for (date_day day = day_of("2018-11-01"); day < last; day++) {
        bool listed = false;
        for (size_t i = 0; i < holidays->count; i++)
            listed |= holidays->days[i].day == day;
        wrong_kind += holidays_is_working_day(holidays, day) != (date_weekday(day) <= 5 && !listed);
        date_day forward = day, back = day;
        for (int32_t count = 1; count <= 30; count++, sums++) {
            do
                forward++;
            while (!holidays_is_working_day(holidays, forward));
            do
                back--;
            while (!holidays_is_working_day(holidays, back));
            wrong_sum += holidays_add_working_days(holidays, day, count) != forward;
            wrong_sum += holidays_add_working_days(holidays, day, -count) != back;
            wrong_count += holidays_working_days_between(holidays, day, forward) != count;
            wrong_count += holidays_working_days_between(holidays, day, back) != -count;
        }
    }
    is_number(wrong_kind, 0, "each day from 2018 to 2029 is what it should be");
    is_number(wrong_sum, 0, "sums are what stepping gives");
    is_number(wrong_count, 0, "and counting undoes them");
    ok(sums > 100000, "for many of them");
    holidays_free(holidays);
}

static void test_user_file(void)
{
    struct holidays *holidays = holidays_new(
        with("name,date\r\nLate,2026-12-24\r\n\"One, early\",01/02/2026\r\n"
             "A Sunday,22 Nov 2026\r\n,2026-03-02\r\n"),
        &reporter);
    if (ok(holidays != NULL, "a file of the user's, in any order and form of date")) {
        is_text(buffer_text(&heard), TEXT(""), "is read without a word");
        is_number(holidays->count, 4, "four days");
        is_text(holidays->days[0].name, TEXT("One, early"), "in order of day");
        is_number(holidays->days[0].day, day_of("2026-02-01"), "which is first");
        is_text(holidays->days[1].name, TEXT(""), "a name may be blank");
        is_text(holidays->days[3].name, TEXT("Late"), "the last is last");
        ok(!holidays_is_working_day(holidays, day_of("2026-12-24")), "it counts");
        ok(holidays_is_working_day(holidays, day_of("2026-12-25")), "and nothing else");
        is_number(
            holidays_working_days_between(holidays, day_of("2026-11-20"), day_of("2026-11-23")), 1,
            "a holiday on a Sunday takes nothing away");
    }
    holidays_free(holidays);

    holidays = holidays_new(with("date,name\n"), &reporter);
    if (ok(holidays != NULL, "no holidays at all")) {
        ok(!holidays_cover(holidays, 0), "cover nothing");
        is_number(holidays_add_working_days(holidays, day_of("2026-12-24"), 1),
                  day_of("2026-12-25"), "and only weekends are left out");
    }
    holidays_free(holidays);
}

static void test_user_faults(void)
{
    static const struct {
        const char *text, *said, *name;
    } faults[] = {
        {"date,name\n2026-02-30,A\n2026-13-01,B\nsoon,C\n,D\n2026-03,E\n2026-04-01~,F\n"
         "2026-04-01?,G\n2026-04-01/2026-04-02,H\n2026-04-XX,I\nTBC,J\n2026-04-03,K\n",
         "2: date: not one whole day of the calendar\n"
         "3: date: not one whole day of the calendar\n"
         "4: date: not one whole day of the calendar\n"
         "5: date: not one whole day of the calendar\n"
         "6: date: not one whole day of the calendar\n"
         "7: date: not one whole day of the calendar\n"
         "8: date: not one whole day of the calendar\n"
         "9: date: not one whole day of the calendar\n"
         "10: date: not one whole day of the calendar\n"
         "11: date: not one whole day of the calendar\n",
         "what is not one sure day is refused, all of it"},
        {"date,name\n2026-12-25,A\n2026-01-01,B\n25/12/2026,A\nnever,C\n1/1/2026,D\n",
         "4: date: '2026-12-25' stands twice\n"
         "5: date: not one whole day of the calendar\n"
         "6: date: '2026-01-01' stands twice\n",
         "so are repeated days"},
        {"day,name\n2026-12-25,A\n", "1: no column date\n", "a missing column"},
        {"", "0: no header line: the file is empty\n", "an empty file"},
        {"date,name\n2026-12-25\n", "2: cells in this row: 1; in the header line: 2\n",
         "a short row"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        ok(holidays_new(with(faults[i].text), &reporter) == NULL, faults[i].name);
        is_text(buffer_text(&heard), text_of(faults[i].said), "is reported");
    }
    with("");
    ok(holidays_new("/tmp/no such directory/holidays.csv", &reporter) == NULL, "a file missing");
    ok(heard.length > 0, "is reported");

    struct buffer many;
    buffer_init(&many, 1 << 24);
    buffer_put(&many, "date,name\n");
    for (date_day day = 0; day <= 10005; day++) {
        struct date date = date_of_day(day);
        char written[DATE_TEXT_BYTES];
        date_write(&date, written);
        buffer_format(&many, "%s,\n", written);
    }
    buffer_add_byte(&many, '\0');
    ok(holidays_new(with(many.data), &reporter) == NULL, "too many days");
    is_text(buffer_text(&heard), TEXT("10002: more than 10000 rows\n"), "are refused");
    buffer_release(&many);
}

static void test_intervals(void)
{
    static const struct {
        const char *name;
        uint32_t value;
        enum interval_unit unit;
    } known[] = {
        {"first_review_early_help", 6, INTERVAL_WEEKS},
        {"reopening_window", 12, INTERVAL_MONTHS},
        {"step_down_window", 12, INTERVAL_MONTHS},
        {"review_grace", 0, INTERVAL_DAYS},
        {"due_within", 14, INTERVAL_DAYS},
        {"plan_most_needs", 5, INTERVAL_NEEDS},
        {"one_person_most", 80, INTERVAL_PERCENT},
        {"services_most", 3, INTERVAL_SERVICES},
        {"action_before_review", 7, INTERVAL_DAYS},
        {"attendance_low", 90, INTERVAL_PERCENT},
        {"attendance_very_low", 50, INTERVAL_PERCENT},
        {"attendance_terms", 2, INTERVAL_TERMS},
        {"gap_in_chronology", 6, INTERVAL_MONTHS},
    };
    buffer_clear(&heard);
    struct intervals *intervals = intervals_new(NULL, &reporter);
    if (!ok(intervals != NULL, "the intervals that are compiled in"))
        return;
    is_text(buffer_text(&heard), TEXT(""), "are read without a word");
    is_number(intervals->count, sizeof known / sizeof *known, "there are no others");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct interval *interval = intervals_find(intervals, text_of(known[i].name));
        if (!ok(interval != NULL, known[i].name))
            continue;
        is_number(interval->value, known[i].value, "has its value");
        is_number(interval->unit, known[i].unit, "its unit");
        is_text(interval->name, text_of(known[i].name), "its name");
        ok(interval->ref.length > 0, "and says where it comes from");
    }
    ok(!intervals_find(intervals, TEXT("due")), "no other is found");

    date_day day = day_of("2026-01-31");
    const struct interval *weeks = intervals_find(intervals, TEXT("first_review_early_help"));
    is_number(interval_after(weeks, day), day_of("2026-03-14"), "six weeks later");
    is_number(interval_after(intervals_find(intervals, TEXT("due_within")), day),
              day_of("2026-02-14"), "14 days later");
    is_number(
        interval_after(intervals_find(intervals, TEXT("gap_in_chronology")), day_of("2026-08-31")),
        day_of("2027-02-28"), "six months later, held at the month's end");
    is_number(interval_after(intervals_find(intervals, TEXT("plan_most_needs")), day), day,
              "a number of needs is no time");
    is_number(interval_after(weeks, DATE_DAY_OPEN_END), DATE_DAY_OPEN_END, "an open end stays");
    is_number(interval_after(weeks, DATE_DAY_OPEN_START), DATE_DAY_OPEN_START,
              "so does an open start");
    is_number(interval_after(weeks, DATE_DAY_OPEN_END - 42), DATE_DAY_OPEN_END,
              "a day past all others is the open end");
    is_number(interval_after(weeks, DATE_DAY_OPEN_END - 43), DATE_DAY_OPEN_END - 1,
              "the one before is a day");
    intervals_free(intervals);
}

static void test_user_intervals(void)
{
    struct intervals *intervals = intervals_new(
        with("interval,value,unit,ref\nreview_grace,2,weeks,local practice note\n"
             "due_within,7,,\n"),
        &reporter);
    if (ok(intervals != NULL, "intervals of the user's")) {
        const struct interval *interval = intervals_find(intervals, TEXT("review_grace"));
        is_number(interval->value, 2, "replace the value");
        is_number(interval->unit, INTERVAL_WEEKS, "and the unit");
        is_text(interval->ref, TEXT("local practice note"), "and where it comes from");
        interval = intervals_find(intervals, TEXT("due_within"));
        is_number(interval->value, 7, "a blank unit");
        is_number(interval->unit, INTERVAL_DAYS, "is the default's");
        is_text(interval->ref, TEXT(""), "but its source is not");
        interval = intervals_find(intervals, TEXT("reopening_window"));
        is_number(interval->value, 12, "the others stay");
        is_number(intervals->count, 13, "as many as before");
    }
    intervals_free(intervals);

    intervals = intervals_new(with("value,interval\n3,due_within\n"), &reporter);
    ok(intervals && intervals_find(intervals, TEXT("due_within"))->value == 3,
       "unit and ref may be left out");
    intervals_free(intervals);

    ok(!intervals_new(with("interval,value,unit,ref\n"
                           "due_withn,7,,\nsomething_else_altogether,7,,\n,7,,\n"
                           "due_within,-1,,\ndue_within,7,days,\nreview_grace,10000,,\n"
                           "attendance_low,101,,\nattendance_terms,2,days,\n"
                           "gap_in_chronology,6,fortnights,\nstep_down_window,1.5,,\n"),
                      &reporter),
       "what cannot be used is refused, all of it");
    is_text(buffer_text(&heard),
            TEXT("2: interval: 'due_withn' is not known; nearest: due_within\n"
                 "3: interval: 'something_else_altogether' is not known\n"
                 "4: interval: blank, but a value is needed\n"
                 "5: value: not a whole number from 0 to 9999\n"
                 "6: interval: 'due_within' stands twice\n"
                 "7: value: not a whole number from 0 to 9999\n"
                 "8: value: not a whole number from 0 to 100\n"
                 "9: unit: 'days' is not one of terms\n"
                 "10: unit: 'fortnights' is not one of days, weeks, months\n"
                 "11: value: not a whole number from 0 to 9999\n"),
            "and reported");
    ok(!intervals_new(with("interval,unit\n"), &reporter), "a missing column");
    is_text(buffer_text(&heard), TEXT("1: no column value\n"), "is reported");
    ok(!intervals_new("/tmp/no such directory/intervals.csv", &reporter), "so is a missing file");
}

int main(void)
{
    buffer_init(&heard, 1 << 20);
    int descriptor = mkstemp(user_file);
    if (descriptor < 0)
        return 1;
    close(descriptor);
    test_embedded();
    test_adding();
    test_between();
    test_against_counting();
    test_user_file();
    test_user_faults();
    test_intervals();
    test_user_intervals();
    unlink(user_file);
    buffer_release(&heard);
    return done();
}
