#include "definitions/intervals.h"
#include "domain/plan/actions_due.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static const struct table_settings plain = {.delimiter = ','};

static bool read_list(struct due_list *list, struct action_rows *rows, const char *csv,
                      const struct due_request *request)
{
    const char *path = files_put("in.csv", text_of(csv));
    hear_nothing();
    return action_rows_open(rows, &plain, &path, 1, &hearing) &&
           due_list_read(list, rows, request, &hearing);
}

static void release(struct due_list *list, struct action_rows *rows)
{
    due_list_release(list);
    action_rows_close(rows);
}

static date_day day(int year, int month, int number)
{
    date_day found = 0;
    ok(date_day_of(year, month, number, &found), "a day");
    return found;
}

static void test_intervals(void)
{
    static const struct {
        const char *text;
        uint32_t value;
        enum interval_unit unit;
    } good[] = {{"14d", 14, INTERVAL_DAYS},
                {"2w", 2, INTERVAL_WEEKS},
                {"1m", 1, INTERVAL_MONTHS},
                {"0d", 0, INTERVAL_DAYS},
                {"9999m", 9999, INTERVAL_MONTHS}};
    static const char *const bad[] = {"",     "d",      "14", "14 d", " 14d", "14d ", "-1d", "+1d",
                                      "1.5w", "10000d", "1y", "14D",  "1d2w", "d14",  "1dd", "w"};
    struct interval interval = {.value = 0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ok(interval_read(text_of(good[i].text), &interval), good[i].text);
        is_number(interval.value, good[i].value, "its number");
        is_number(interval.unit, good[i].unit, "its unit");
    }
    interval.value = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(!interval_read(text_of(bad[i]), &interval), bad[i]);
    is_number(interval.value, 7, "what is not read changes nothing");
}

static void test_edges(void)
{
    struct due_request request = {.as_of = day(2026, 12, 1), .until = day(2026, 12, 15)};
    struct due_list list = {.count = 0};
    struct action_rows rows;
    if (ok(read_list(&list, &rows,
                     "action,due\nlater,2026-12-16\nlast,2026-12-15\ntoday,2026-12-01\n"
                     "yesterday,2026-11-30\nmonth,2026-12\nlast month,Nov 2026\n"
                     "open,2026/..\nended,../2026-11-02\nnone,Ongoing\nyear,2025\n",
                     &request),
           "rows")) {
        static const char *const wanted[] = {"year",       "ended", "yesterday",
                                             "last month", "today", "last"};
        is_number(list.count, 6, "what is due");
        for (size_t i = 0; i < list.count && i < 6; i++)
            is_text(due_cell_of(&list.actions[i], DUE_TEXT, NULL), text_of(wanted[i]),
                    "soonest first, of one day as in the file");
        is_number(list.counts.overdue, 4, "overdue");
        is_number(list.counts.soon, 2, "due soon");
        is_number(list.counts.later, 2, "later");
        is_number(list.counts.undated, 2, "without a date");
        is_number(due_days_late(&list.actions[2], request.as_of), 1, "a day late");
        is_number(due_days_late(&list.actions[5], request.as_of), -14, "in two weeks");
    }
    release(&list, &rows);
}

/* Days far apart, backwards, many of them equal: sorted, and equal ones as they stood. */
static void test_order(void)
{
    enum { ROWS = 5000 };
    struct due_request request = {.as_of = day(2999, 12, 31), .until = 0, .undated = true};
    struct due_list list = {.count = 0};
    struct action_rows rows;
    struct buffer csv;
    uint32_t random = 1;
    buffer_init(&csv, 1 << 24);
    buffer_put(&csv, "action,due\n");
    for (unsigned i = 0; i < ROWS; i++) {
        random = random * 1103515245u + 12345u;
        unsigned value = random >> 8;
        if (value % 50 == 0)
            buffer_format(&csv, "%u,TBC\n", i);
        else
            buffer_format(&csv, "%u,%04u-%02u-%02u\n", i, 1000 + value % 1999, 1 + value / 7 % 12,
                          1 + value / 91 % 3);
    }
    buffer_add_byte(&csv, '\0');
    if (ok(read_list(&list, &rows, csv.data, &request), "rows of two thousand years")) {
        size_t wrong = 0;
        is_number(list.count, ROWS, "all of them");
        for (size_t i = 1; i < list.count; i++) {
            const struct due_action *a = &list.actions[i - 1], *b = &list.actions[i];
            wrong += a->day > b->day || (a->day == b->day && a->line >= b->line);
        }
        is_number(wrong, 0, "in order");
        is_number(list.actions[ROWS - 1].day, DATE_DAY_OPEN_END, "those without a date last");
    }
    release(&list, &rows);
    buffer_release(&csv);
}

static void test_limit(void)
{
    struct due_request request = {.as_of = day(2026, 12, 1), .most_bytes = 1000};
    struct due_list list = {.count = 0};
    struct action_rows rows;
    struct buffer csv;
    buffer_init(&csv, 1 << 20);
    buffer_put(&csv, "action,due\n");
    for (int i = 0; i < 1000; i++)
        buffer_put(&csv, "x,2027-01-01\n");
    buffer_put(&csv, "y,2026-01-01\n");
    size_t fits = csv.length;
    for (int i = 0; i < 20; i++)
        buffer_put(&csv, "y,2026-01-01\n");
    buffer_add_byte(&csv, '\0');
    ok(!read_list(&list, &rows, csv.data, &request), "more than may be held");
    is_text(heard_text(),
            TEXT("more than 1000 bytes of actions that are due; give fewer files at a time, or "
                 "look less far ahead with --within\n"),
            "is said");
    release(&list, &rows);
    csv.data[fits] = '\0';
    ok(read_list(&list, &rows, csv.data, &request), "what is not due takes no room");
    release(&list, &rows);
    buffer_release(&csv);
}

static void test_people(void)
{
    struct due_request request = {.as_of = day(2026, 12, 1), .until = day(2026, 12, 15)};
    struct due_list list = {.count = 0};
    struct due_people people = {.count = 0};
    struct action_rows rows;
    struct owners *owners = owners_new(NULL, &hearing);
    if (ok(owners &&
               read_list(&list, &rows,
                         "action,due,who\n1,2026-11-01,Nan\n2,2026-11-02,Dad\n"
                         "3,2026-12-02,dad\n4,2026-11-03,\"Nan, Mum\"\n5,2026-12-03,\n",
                         &request) &&
               due_people_read(&people, &list, owners, true, &hearing),
           "people")) {
        static const char *const wanted[] = {"Nan", "Dad", "Mum", ""};
        is_number(people.count, 4, "each once");
        for (size_t i = 0; i < people.count && i < 4; i++)
            is_text(people.people[i].name, text_of(wanted[i]),
                    "most overdue first, then due soon, then name");
        is_number(people.share_count, 6, "an action for each of its people");
        is_number(people.people[0].overdue, 2, "overdue");
        is_number(people.people[1].soon, 1, "due soon");
        is_number(people.people[1].next, day(2026, 12, 2), "next");
        is_number(people.people[1].oldest, day(2026, 11, 2), "oldest");
    }
    due_people_release(&people);
    release(&list, &rows);
    owners_free(owners);
}

int main(void)
{
    if (!files_make())
        return done();
    test_intervals();
    test_edges();
    test_order();
    test_limit();
    test_people();
    buffer_release(&heard);
    files_remove();
    return done();
}
