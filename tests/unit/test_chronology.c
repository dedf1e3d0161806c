#include "domain/date_words.h"
#include "domain/timeline/chronology_check.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static struct phrases *phrases;
static struct chronology chronology;
static struct event_rows rows;
static uint64_t rejected;

/* Reads the events, and the people unless they are empty. */
static bool read_all(struct text events, struct text people, date_day start)
{
    struct table_settings settings = {.delimiter = ','};
    const char *file = files_put("events.csv", events);
    struct chronology_request request = {
        .phrases = phrases, .people_settings = settings, .start = start};
    if (people.length > 0)
        request.people = files_put("people.csv", people);
    rejected = 0;
    hear_nothing();
    return event_rows_open(&rows, &settings, &file, 1, &hearing) &&
           chronology_read(&chronology, &request, &rows, &rejected, &hearing);
}

static void forget(void)
{
    chronology_release(&chronology);
    event_rows_close(&rows);
}

/* The ids of a family's events in order, and the day on which its line starts. */
static void family_is(size_t number, const char *ids, enum chronology_start kind, const char *start,
                      const char *name)
{
    const struct chronology_family *family = &chronology.families[number];
    char words[1024] = "", iso[DATE_TEXT_BYTES];
    size_t used = 0;
    for (size_t i = 0; i < family->event_count; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s%s%s", i ? " " : "",
                                 i == family->dated_count ? "| " : "", family->events[i].id.data);
    is_string(words, ids, name);
    is_number(family->start_kind, kind, name);
    struct date day = date_of_day(family->start);
    date_write(&day, iso);
    if (kind != START_NONE)
        is_string(iso, start, name);
}

static void test_order(void)
{
    ok(read_all(TEXT("event_id,date,event\n"
                     "a,2012,year\n"
                     "b,2012-05-01,day\n"
                     "c,,none\n"
                     "d,2012-01-01,first day\n"
                     "e,2012,year again\n"
                     "f,../2011,open\n"
                     "a,2013,twice\n"
                     ",2014,without\n"
                     "h,TBC,to come\n"),
                TEXT(""), DATE_DAY_OPEN_START),
       "events");
    family_is(0, "f d a e b 6 7 | c h", START_EARLIEST, "2011-12-31",
              "by earliest, latest, input; ids");
    forget();
}

static void test_start(void)
{
    static const char given[] = "family_id,date,event,person_id\n"
                                "F1,2009,Parents marry,P3;P4\n"
                                "F1,2012-03,Amber was born at home.,P1\n"
                                "F1,1988,Mum born,P3\n"
                                "F2,2015-02-01,Moves house,\n";
    struct text events = text_of(given);
    ok(read_all(events, TEXT(""), DATE_DAY_OPEN_START), "two families");
    family_is(0, "1 2 3", START_BIRTH_EVENT, "2012-03-01", "from the first birth by its words");
    family_is(1, "1", START_EARLIEST, "2015-02-01", "from the earliest event");
    is_text(chronology.families[0].events[1].who, TEXT("P3;P4"), "ids, when no names are known");
    forget();

    ok(read_all(events,
                TEXT("family_id,person_id,name,gender,dob,relationship,outcome\n"
                     "F1,P1,Amber,f,2012-03-05,child,\n"
                     "F1,P2,Finn,m,2010-06-01,Brother,\n"
                     "F1,P0,Lost,u,2008,child,miscarriage\n"
                     "F1,P3,Dawn,f,1988,Mother,\n"
                     "F9,P4,Nobody,f,1988,Mother,\n"
                     "F2,P1,Kit,m,2016,,\n"
                     "F2,P5,Uncle,m,1980,,\n"
                     ",,blank,m,1980,,\n"),
                DATE_DAY_OPEN_START),
       "with people");
    is_number(rejected, 1, "a person without an id");
    family_is(0, "1 2 3 4", START_CHILD, "2010-06-01", "from the eldest child's birth");
    is_number(chronology.families[0].child_count, 2, "children");
    is_text(chronology.families[0].children[0].name, TEXT("Finn"), "eldest first");
    is_text(chronology.families[0].events[2].event, TEXT("Finn born"), "a birth nobody told");
    ok(chronology.families[0].events[2].added, "is added");
    is_text(chronology.families[0].events[1].who, TEXT("Dawn, P4"), "names, as far as known");
    family_is(1, "1 2", START_CHILD, "2016-01-01", "under 18 at the last event is a child");
    forget();

    date_day start;
    date_day_of(2000, 1, 1, &start);
    ok(read_all(events, TEXT(""), start), "with a start");
    family_is(1, "1", START_GIVEN, "2000-01-01", "from where it is asked for");
    forget();
    ok(read_all(TEXT("date,event\n,Something\n"), TEXT(""), DATE_DAY_OPEN_START), "no date");
    family_is(0, "| 1", START_NONE, "", "no start");
    forget();
}

static void test_rejects(void)
{
    ok(read_all(TEXT("date,event,end_date\n"
                     "2012-02-30,x,\n"
                     "soon,x,\n"
                     "2012,,\n"
                     "2012-05,x,2012-04\n"
                     "2012-05,ok,2012\n"),
                TEXT(""), DATE_DAY_OPEN_START),
       "rows that cannot be used");
    is_number(chronology.families[0].event_count, 1, "one is left");
    struct buffer wanted;
    buffer_init(&wanted, 4096);
    buffer_put(&wanted,
               "reject: events.csv:2: date: no such day in the calendar, or a year outside "
               "1000 to 2999\n"
               "reject: events.csv:3: date: not a date in a form that is read (");
    buffer_add(&wanted, text_of(date_forms));
    buffer_put(&wanted, ")\n"
                        "reject: events.csv:4: event: blank, but a value is needed\n"
                        "reject: events.csv:5: end_date: before the date on which it began\n");
    is_text(heard_text(), buffer_text(&wanted), "and told of");
    buffer_release(&wanted);
    forget();
}

static void test_words(void)
{
    static const struct {
        const char *date, *words;
    } dates[] = {
        {"2015-03-03", "3\u00a0Mar\u00a02015"},
        {"2015-03", "Mar\u00a02015"},
        {"2015", "2015"},
        {"2015~", "about 2015"},
        {"2015-12?", "perhaps Dec\u00a02015"},
        {"2015%", "perhaps about 2015"},
        {"201X", "the 2010s"},
        {"2014-21", "spring\u00a02014"},
        {"2014-07-XX", "Jul\u00a02014"},
        {"2014-XX", "2014"},
        {"2010/2012", "2010 to 2012"},
        {"../2008", "2008 or earlier"},
        {"2019-02/", "Feb\u00a02019 or later"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct date date;
        struct buffer words;
        buffer_init(&words, 200);
        is_number(date_read(text_of(dates[i].date), &date), DATE_READ, dates[i].date);
        date_words(phrases, &date, DATE_IN_SHORT, &words);
        is_text(buffer_text(&words), text_of(dates[i].words), dates[i].words);
        buffer_release(&words);
    }
}

static void test_words_in_full(void)
{
    static const struct {
        const char *date, *words;
    } dates[] = {
        {"2015-03-28", "28 March 2015"},
        {"2015-03~", "about March 2015"},
        {"1989?", "perhaps 1989"},
        {"2014-23", "autumn 2014"},
        {"2010-05/2012", "May 2010 to 2012"},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct date date;
        struct buffer words;
        buffer_init(&words, 200);
        is_number(date_read(text_of(dates[i].date), &date), DATE_READ, dates[i].date);
        date_words(phrases, &date, DATE_IN_FULL, &words);
        is_text(buffer_text(&words), text_of(dates[i].words), dates[i].words);
        buffer_release(&words);
    }
}

static void test_marks(void)
{
    struct date date;
    date_read(TEXT("2015-03-03"), &date);
    is_number(chronology_mark(&date), 2 * (int64_t)date.earliest, "a day at itself");
    date_read(TEXT("2015-02"), &date);
    is_number(chronology_mark(&date), 2 * (int64_t)date.earliest + 28, "a month in its middle");
    date_read(TEXT("../2015"), &date);
    is_number(chronology_mark(&date), 2 * (int64_t)date.latest + 2, "an open start at the end");
    date_read(TEXT("2015/.."), &date);
    is_number(chronology_mark(&date), 2 * (int64_t)date.earliest, "an open end at the start");
}

static void test_lengths(void)
{
    struct chronology_length length;
    ok(chronology_length_read(TEXT("6m"), &length) && length.months == 6, "months");
    ok(chronology_length_read(TEXT("2y"), &length) && length.months == 24, "years");
    ok(chronology_length_read(TEXT("3w"), &length) && length.days == 21, "weeks");
    ok(chronology_length_read(TEXT("90d"), &length) && length.days == 90, "days");
    static const char *const wrong[] = {"", "m", "6", "0d", "-1d", "6 m", "101y", "99999w", "6M"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ok(!chronology_length_read(text_of(wrong[i]), &length), wrong[i]);
}

int main(void)
{
    phrases = phrases_new(&hearing);
    if (files_make() && ok(phrases != NULL, "phrases")) {
        test_order();
        test_start();
        test_rejects();
        test_words();
        test_words_in_full();
        test_marks();
        test_lengths();
    }
    files_remove();
    phrases_free(phrases);
    return done();
}
