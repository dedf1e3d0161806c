#include "base/date_private.h"

#include <time.h>

const char date_forms[] = "2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, "
                          "2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown";

/* Calendar */

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int64_t year, int month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_day(int64_t year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, DAYS_BEFORE_1970 = 719468 };

/*
 * Days from 1 March of year 0. The leap day ends a year counted from March, and its month m starts
 * (153 m + 2) / 5 days in. `march_year` is the year, less one in January and February.
 */
static unsigned days_since_year_0(unsigned march_year, unsigned month, unsigned day)
{
    unsigned march_month = month > 2 ? month - 3 : month + 9;
    return march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 +
           (153 * march_month + 2) / 5 + day - 1;
}

static int64_t floor_divide(int64_t number, int64_t by)
{
    return (number >= 0 ? number : number - by + 1) / by;
}

static int64_t number_of_day(int64_t year, int month, int day)
{
    int64_t march_year = year - (month <= 2), era = floor_divide(march_year, YEARS_IN_ERA);
    unsigned days = days_since_year_0((unsigned)(march_year - era * YEARS_IN_ERA), (unsigned)month,
                                      (unsigned)day);
    return era * DAYS_IN_ERA + days - DAYS_BEFORE_1970;
}

static date_day hold(int64_t number)
{
    if (number <= DATE_DAY_OPEN_START)
        return DATE_DAY_OPEN_START;
    return number >= DATE_DAY_OPEN_END ? DATE_DAY_OPEN_END : (date_day)number;
}

bool date_day_of(int year, int month, int day, date_day *number)
{
    if (!date_is_day(year, month, day))
        return false;
    int64_t exact = number_of_day(year, month, day);
    if (exact <= DATE_DAY_OPEN_START || exact >= DATE_DAY_OPEN_END)
        return false;
    *number = (date_day)exact;
    return true;
}

void date_split(date_day number, int *year, int *month, int *day)
{
    int64_t shifted = (int64_t)number + DAYS_BEFORE_1970;
    int64_t era = floor_divide(shifted, DAYS_IN_ERA);
    int day_of_era = (int)(shifted - era * DAYS_IN_ERA);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) /
                      365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = (int)(era * YEARS_IN_ERA) + year_of_era + (*month <= 2);
}

int date_weekday(date_day number)
{
    int64_t from_monday = (int64_t)number + 3; /* 1970-01-01 was a Thursday */
    return (int)(from_monday - floor_divide(from_monday, 7) * 7) + 1;
}

date_day date_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return hold(floor_divide(now, 24 * 60 * 60));
    return hold(number_of_day((int64_t)local.tm_year + 1900, local.tm_mon + 1, local.tm_mday));
}

date_day date_due(const struct date *date)
{
    return date->latest;
}

int date_compare(const struct date *a, const struct date *b)
{
    if ((a->precision == DATE_NONE) != (b->precision == DATE_NONE))
        return a->precision == DATE_NONE ? 1 : -1;
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    return (a->latest > b->latest) - (a->latest < b->latest);
}

int date_age(date_day birth, date_day day)
{
    int birth_year, birth_month, birth_day, year, month, month_day;
    date_split(birth, &birth_year, &birth_month, &birth_day);
    date_split(day, &year, &month, &month_day);
    bool before = month < birth_month || (month == birth_month && month_day < birth_day);
    return year - birth_year - before;
}

date_day date_add_months(date_day number, int months)
{
    if (number == DATE_DAY_OPEN_START || number == DATE_DAY_OPEN_END)
        return number;
    int year, month, day;
    date_split(number, &year, &month, &day);
    int64_t total = (int64_t)year * 12 + month - 1 + months;
    int64_t new_year = floor_divide(total, 12);
    int new_month = (int)(total - new_year * 12) + 1;
    int last = days_in_month(new_year, new_month);
    return hold(number_of_day(new_year, new_month, day < last ? day : last));
}

/* Spans */

static date_day first_of(int64_t year, int month)
{
    return (date_day)number_of_day(year, month, 1);
}

static date_day last_of(int64_t year, int month)
{
    return (date_day)number_of_day(year, month, days_in_month(year, month));
}

enum date_precision date_span_of(const struct date_point *point, date_day *earliest,
                                 date_day *latest)
{
    int year = point->year, month = point->month;
    if (point->day) {
        *earliest = *latest = (date_day)number_of_day(year, month, point->day);
        return DATE_DAY;
    }
    if (month >= SPRING) {
        int first = (month - SPRING) * 3 + 3;
        *earliest = first_of(year, first);
        *latest = month == WINTER ? last_of(year + 1, 2) : last_of(year, first + 2);
        return DATE_SEASON;
    }
    if (month) {
        *earliest = first_of(year, month);
        *latest = last_of(year, month);
        return DATE_MONTH;
    }
    bool century = point->unspecified & DATE_X_DECADE, decade = point->unspecified & DATE_X_YEAR;
    *earliest = first_of(year, 1);
    *latest = last_of(year + (century ? 99 : decade ? 9 : 0), 12);
    return century ? DATE_CENTURY : decade ? DATE_DECADE : DATE_YEAR;
}

struct date date_none(void)
{
    return (struct date){
        .earliest = DATE_DAY_OPEN_START, .latest = DATE_DAY_OPEN_END, .precision = DATE_NONE};
}

struct date date_of_day(date_day number)
{
    int year, month, day;
    date_split(number, &year, &month, &day);
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return date_none();
    return (struct date){
        .earliest = number,
        .latest = number,
        .precision = DATE_DAY,
        .start = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day},
    };
}

/* Reading */

static bool means_no_date(struct text cell)
{
    static const struct text words[] = {{"", 0},    {"-", 1},   {"ongoing", 7}, {"tbc", 3},
                                        {"tbd", 3}, {"n/a", 3}, {"none", 4},    {"unknown", 7}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_folded(cell, words[i]))
            return true;
    return false;
}

/* Ten bytes with year, month and day at these places, as most cells have. False when they are not
 * all digits. */
static bool read_plain(const char *at, size_t year_at, size_t month_at, size_t day_at,
                       enum date_result *result, struct date *date)
{
    unsigned y0 = digit(at[year_at]), y1 = digit(at[year_at + 1]), y2 = digit(at[year_at + 2]),
             y3 = digit(at[year_at + 3]), m0 = digit(at[month_at]), m1 = digit(at[month_at + 1]),
             d0 = digit(at[day_at]), d1 = digit(at[day_at + 1]);
    if ((y0 > 9) | (y1 > 9) | (y2 > 9) | (y3 > 9) | (m0 > 9) | (m1 > 9) | (d0 > 9) | (d1 > 9))
        return false;
    unsigned year = y0 * 1000 + y1 * 100 + y2 * 10 + y3, month = m0 * 10 + m1, day = d0 * 10 + d1;
    if (year < FIRST_YEAR || year > LAST_YEAR || !date_is_day(year, (int)month, (int)day)) {
        *result = DATE_IMPOSSIBLE;
        return true;
    }
    date_day number = (date_day)days_since_year_0(year - (month <= 2), month, day) -
                      DAYS_BEFORE_1970;
    *date = (struct date){
        .earliest = number,
        .latest = number,
        .precision = DATE_DAY,
        .start = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day},
    };
    *result = DATE_READ;
    return true;
}

enum date_result date_read(struct text cell, struct date *date)
{
    enum date_result result;
    const char *at = cell.data;
    if (cell.length == 10) {
        if (at[4] == '-' && at[7] == '-' && read_plain(at, 0, 5, 8, &result, date))
            return result;
        if (at[2] == '/' && at[5] == '/' && read_plain(at, 6, 3, 0, &result, date))
            return result;
    }
    cell = text_trim(cell);
    if (cell.length == 0 || means_no_date(cell)) {
        *date = date_none();
        return DATE_READ;
    }
    return date_read_form(cell, date);
}

/* Writing */

static char *put_number(char *to, unsigned number, size_t digits)
{
    for (size_t i = digits; i-- > 0; number /= 10)
        to[i] = (char)('0' + number % 10);
    return to + digits;
}

static char *put_pair(char *to, unsigned number, bool given, bool unspecified)
{
    if (!given && !unspecified)
        return to;
    *to++ = '-';
    if (given)
        return put_number(to, number, 2);
    *to++ = 'X';
    *to++ = 'X';
    return to;
}

static char *put_point(char *to, const struct date_point *point)
{
    if (point->unknown)
        return to;
    if (point->open) {
        *to++ = '.';
        *to++ = '.';
        return to;
    }
    unsigned x = point->unspecified;
    to = put_number(to, (unsigned)(uint16_t)point->year, 4);
    if (x & DATE_X_YEAR)
        to[-1] = 'X';
    if (x & DATE_X_DECADE)
        to[-2] = 'X';
    to = put_pair(to, point->month, point->month != 0, (x & DATE_X_MONTH) != 0);
    to = put_pair(to, point->day, point->day != 0, (x & DATE_X_DAY) != 0);
    if (point->uncertain || point->approximate)
        *to++ = point->uncertain ? point->approximate ? '%' : '?' : '~';
    return to;
}

void date_write(const struct date *date, char out[DATE_TEXT_BYTES])
{
    char *to = out;
    if (date->precision != DATE_NONE)
        to = put_point(to, &date->start);
    if (date->precision == DATE_INTERVAL) {
        *to++ = '/';
        to = put_point(to, &date->end);
    }
    *to = '\0';
}
