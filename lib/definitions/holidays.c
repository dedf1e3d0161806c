#include "definitions/holidays.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

static const char embedded_path[] = "holidays/england-and-wales.csv";

/* 1970-01-01 was a Thursday, so the Monday of its week has number -3. */
enum { FIRST_MONDAY = -3, DAYS = 7, WEEKDAYS = 5 };

static int64_t divide_down(int64_t number, int64_t by)
{
    return number >= 0 ? number / by : -((by - 1 - number) / by);
}

/* How many Mondays to Fridays lie between FIRST_MONDAY and the day, both with it. */
static int64_t weekdays_to(int64_t day)
{
    int64_t since = day - FIRST_MONDAY, week = divide_down(since, DAYS);
    int64_t in_week = since - week * DAYS + 1;
    return week * WEEKDAYS + (in_week < WEEKDAYS ? in_week : WEEKDAYS);
}

/* The first day for which weekdays_to gives `number`. */
static int64_t weekday_numbered(int64_t number)
{
    int64_t week = divide_down(number - 1, WEEKDAYS);
    return FIRST_MONDAY + week * DAYS + (number - 1 - week * WEEKDAYS);
}

/* How many holidays lie before the day or, with `with`, on it as well. */
static size_t holidays_to(const struct holidays *holidays, int64_t day, bool with)
{
    size_t low = 0, high = holidays->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (holidays->days[middle].day < day || (with && holidays->days[middle].day == day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int64_t weekday_holidays_to(const struct holidays *holidays, int64_t day)
{
    size_t count = holidays_to(holidays, day, true);
    return count > 0 ? holidays->days[count - 1].weekdays : 0;
}

static int64_t working_days_to(const struct holidays *holidays, int64_t day)
{
    return weekdays_to(day) - weekday_holidays_to(holidays, day);
}

/* Puts a holiday in its place; false when the day is there already. */
static bool insert(struct holidays *holidays, struct holiday holiday)
{
    size_t at = holidays_to(holidays, holiday.day, false);
    if (at < holidays->count && holidays->days[at].day == holiday.day)
        return false;
    memmove(&holidays->days[at + 1], &holidays->days[at],
            (holidays->count - at) * sizeof *holidays->days);
    holidays->days[at] = holiday;
    holidays->count++;
    return true;
}

static bool one_sure_day(struct text cell, date_day *day)
{
    struct date date;
    if (date_read(cell, &date) != DATE_READ || date.precision != DATE_DAY || date.start.uncertain ||
        date.start.approximate)
        return false;
    *day = date.earliest;
    return true;
}

static bool load(struct holidays *holidays, struct share_file *file,
                 const struct reporter *reporter)
{
    enum { DATE, NAME };
    static const char *const names[] = {"date", "name", NULL};
    size_t capacity = 0;
    bool whole = true;
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct holiday holiday = {0};
        char written[DATE_TEXT_BYTES], digits[24];
        if (!one_sure_day(share_file_cell(file, DATE), &holiday.day)) {
            whole = report(reporter, share_file_place(file, DATE), MESSAGE_NOT_A_DAY);
            continue;
        }
        if (holidays->count == LIMIT_FRAMEWORK_ROWS)
            return report_with(reporter, share_file_place(file, SIZE_MAX),
                               MESSAGE_DEFINITION_TOO_LARGE,
                               number_text(LIMIT_FRAMEWORK_ROWS, digits));
        void *days = holidays->days;
        holiday.name = arena_copy(&holidays->arena, share_file_cell(file, NAME));
        if (!holiday.name.data ||
            !memory_reserve(&days, &capacity, holidays->count + 1, sizeof *holidays->days))
            return share_file_no_memory(file);
        holidays->days = days;
        if (insert(holidays, holiday))
            continue;
        struct date date = date_of_day(holiday.day);
        date_write(&date, written);
        whole = report_with(reporter, share_file_place(file, DATE), MESSAGE_DEFINITION_CODE_TWICE,
                            text_of(written));
    }
    return whole && share_file_done(file);
}

struct holidays *holidays_new(const char *name, const struct reporter *reporter)
{
    struct holidays *holidays = memory_new(1, sizeof *holidays);
    if (!holidays) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&holidays->arena);
    struct share_file *file = name ? share_file_open_user(name, reporter)
                                   : share_file_open(embedded_path, reporter);
    bool loaded = file && load(holidays, file, reporter);
    share_file_free(file);
    if (!loaded) {
        holidays_free(holidays);
        return NULL;
    }
    uint32_t weekdays = 0;
    for (size_t i = 0; i < holidays->count; i++) {
        weekdays += date_weekday(holidays->days[i].day) <= WEEKDAYS;
        holidays->days[i].weekdays = weekdays;
    }
    return holidays;
}

void holidays_free(struct holidays *holidays)
{
    if (!holidays)
        return;
    memory_free(holidays->days);
    arena_release(&holidays->arena);
    memory_free(holidays);
}

const struct holiday *holidays_on(const struct holidays *holidays, date_day day)
{
    size_t at = holidays_to(holidays, day, false);
    if (at < holidays->count && holidays->days[at].day == day)
        return &holidays->days[at];
    return NULL;
}

static int year_of(date_day day)
{
    int year, month, day_of_month;
    date_split(day, &year, &month, &day_of_month);
    return year;
}

bool holidays_cover(const struct holidays *holidays, date_day day)
{
    if (holidays->count == 0 || day == DATE_DAY_OPEN_START || day == DATE_DAY_OPEN_END)
        return false;
    int year = year_of(day);
    return year >= year_of(holidays->days[0].day) &&
           year <= year_of(holidays->days[holidays->count - 1].day);
}

bool holidays_is_working_day(const struct holidays *holidays, date_day day)
{
    return date_weekday(day) <= WEEKDAYS && !holidays_on(holidays, day);
}

/* The first day up to which `number` working days have gone by. */
static date_day working_day_numbered(const struct holidays *holidays, int64_t number)
{
    int64_t weekday = number, before;
    int64_t day;
    do {
        before = weekday;
        day = weekday_numbered(weekday);
        weekday = number + weekday_holidays_to(holidays, day);
    } while (weekday != before);
    if (day <= DATE_DAY_OPEN_START)
        return DATE_DAY_OPEN_START;
    return day >= DATE_DAY_OPEN_END ? DATE_DAY_OPEN_END : (date_day)day;
}

date_day holidays_add_working_days(const struct holidays *holidays, date_day day, int32_t count)
{
    if (count == 0 || day == DATE_DAY_OPEN_START || day == DATE_DAY_OPEN_END)
        return day;
    if (count > 0)
        return working_day_numbered(holidays, working_days_to(holidays, day) + count);
    return working_day_numbered(holidays, working_days_to(holidays, (int64_t)day - 1) + 1 + count);
}

int64_t holidays_working_days_between(const struct holidays *holidays, date_day from, date_day to)
{
    if (to >= from)
        return working_days_to(holidays, to) - working_days_to(holidays, from);
    return working_days_to(holidays, (int64_t)to - 1) -
           working_days_to(holidays, (int64_t)from - 1);
}
