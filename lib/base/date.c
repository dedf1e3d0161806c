#include "base/date.h"

#include <time.h>

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999, SPRING = 21, WINTER = 24 };

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

static bool is_day(int64_t year, int month, int day)
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
    if (!is_day(year, month, day))
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

static enum date_precision span_of(const struct date_point *point, date_day *earliest,
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

static struct date no_date(void)
{
    return (struct date){
        .earliest = DATE_DAY_OPEN_START, .latest = DATE_DAY_OPEN_END, .precision = DATE_NONE};
}

struct date date_of_day(date_day number)
{
    int year, month, day;
    date_split(number, &year, &month, &day);
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return no_date();
    return (struct date){
        .earliest = number,
        .latest = number,
        .precision = DATE_DAY,
        .start = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day},
    };
}

/* Reading */

struct reader {
    const char *at, *end;
    bool impossible; /* the form is kept, a number in it is not of the calendar */
    bool whole_day;
};

static unsigned digit(char c)
{
    return (unsigned)(unsigned char)c - '0';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool at_end(const struct reader *reader)
{
    return reader->at == reader->end;
}

static bool is_next(const struct reader *reader, char c)
{
    return !at_end(reader) && *reader->at == c;
}

static bool take(struct reader *reader, char c)
{
    if (!is_next(reader, c))
        return false;
    reader->at++;
    return true;
}

static bool take_blanks(struct reader *reader)
{
    const char *start = reader->at;
    for (;;) {
        if (is_next(reader, ' ') || is_next(reader, '\t'))
            reader->at++;
        else if (reader->end - reader->at >= 2 && memcmp(reader->at, "\xc2\xa0", 2) == 0)
            reader->at += 2;
        else
            return reader->at > start;
    }
}

static size_t digits_ahead(const struct reader *reader)
{
    const char *at = reader->at;
    while (at < reader->end && digit(*at) <= 9)
        at++;
    return (size_t)(at - reader->at);
}

/* The next `count` digits, at most 5, which the caller has seen. */
static int take_number(struct reader *reader, size_t count)
{
    int number = 0;
    for (; count > 0; count--)
        number = number * 10 + (int)digit(*reader->at++);
    return number;
}

static bool take_two_digits(struct reader *reader, int *number)
{
    if (digits_ahead(reader) != 2)
        return false;
    *number = take_number(reader, 2);
    return true;
}

static bool take_x(struct reader *reader)
{
    return take(reader, 'X') || take(reader, 'x');
}

static bool take_two_x(struct reader *reader)
{
    struct reader ahead = *reader;
    if (!take_x(&ahead) || !take_x(&ahead))
        return false;
    *reader = ahead;
    return true;
}

static struct text take_letters(struct reader *reader)
{
    const char *start = reader->at;
    while (!at_end(reader) && is_letter(*reader->at))
        reader->at++;
    return (struct text){start, (size_t)(reader->at - start)};
}

static void set_year(struct reader *reader, struct date_point *point, int year)
{
    if (year < FIRST_YEAR || year > LAST_YEAR)
        reader->impossible = true;
    else
        point->year = (int16_t)year;
}

static void set_month(struct reader *reader, struct date_point *point, int month)
{
    if (month < 1 || month > 12)
        reader->impossible = true;
    else
        point->month = (uint8_t)month;
}

/* Year and month are set. */
static void set_day(struct reader *reader, struct date_point *point, int day)
{
    reader->whole_day = true;
    if (reader->impossible || !is_day(point->year, point->month, day))
        reader->impossible = true;
    else
        point->day = (uint8_t)day;
}

static bool take_year(struct reader *reader, struct date_point *point)
{
    size_t digits = digits_ahead(reader);
    if (digits != 4 && digits != 5)
        return false;
    set_year(reader, point, take_number(reader, digits));
    return true;
}

/* 201X, 20XX */
static bool take_part_year(struct reader *reader, struct date_point *point)
{
    size_t digits = digits_ahead(reader);
    int year = take_number(reader, digits);
    if (digits == 2 ? !take_two_x(reader) : !take_x(reader))
        return false;
    set_year(reader, point, digits == 2 ? year * 100 : year * 10);
    point->unspecified = digits == 2 ? DATE_X_YEAR | DATE_X_DECADE : DATE_X_YEAR;
    return true;
}

static bool take_unspecified_pair(struct reader *reader, struct date_point *point,
                                  enum date_unspecified which)
{
    if (!take_two_x(reader))
        return false;
    point->unspecified = (uint8_t)(point->unspecified | which);
    return true;
}

static bool take_iso(struct reader *reader, struct date_point *point)
{
    size_t digits = digits_ahead(reader);
    if (digits == 2 || digits == 3)
        return take_part_year(reader, point);
    if (!take_year(reader, point))
        return false;
    if (!take(reader, '-'))
        return digits == 4;
    if (take_unspecified_pair(reader, point, DATE_X_MONTH))
        return !take(reader, '-') || take_unspecified_pair(reader, point, DATE_X_DAY);
    int month, day;
    if (!take_two_digits(reader, &month))
        return false;
    bool whole = take(reader, '-');
    if (!whole && month >= SPRING && month <= WINTER)
        point->month = (uint8_t)month;
    else
        set_month(reader, point, month);
    if (!whole || take_unspecified_pair(reader, point, DATE_X_DAY))
        return true;
    if (!take_two_digits(reader, &day))
        return false;
    set_day(reader, point, day);
    return true;
}

/* 22/11/2026, 03/2022 */
static bool take_numbers(struct reader *reader, struct date_point *point)
{
    int first = take_number(reader, digits_ahead(reader));
    char separator = *reader->at++;
    size_t digits = digits_ahead(reader);
    if (separator == '/' && digits >= 4) {
        set_month(reader, point, first);
        return take_year(reader, point);
    }
    if (digits != 1 && digits != 2)
        return false;
    set_month(reader, point, take_number(reader, digits));
    if (!take(reader, separator) || !take_year(reader, point))
        return false;
    set_day(reader, point, first);
    return true;
}

static bool take_month_name(struct reader *reader, struct date_point *point)
{
    static const struct text names[] = {
        {"January", 7},   {"February", 8}, {"March", 5},    {"April", 5},
        {"May", 3},       {"June", 4},     {"July", 4},     {"August", 6},
        {"September", 9}, {"October", 7},  {"November", 8}, {"December", 8},
    };
    struct text word = take_letters(reader);
    if (text_equal_folded(word, TEXT("Sept")))
        word.length = 3;
    for (uint8_t i = 0; i < 12; i++) {
        if ((word.length == 3 || word.length == names[i].length) &&
            text_starts_folded(names[i], word)) {
            point->month = (uint8_t)(i + 1);
            return true;
        }
    }
    return false;
}

static bool take_ordinal(struct reader *reader, int day)
{
    struct text word = take_letters(reader);
    if (word.length == 0)
        return true;
    bool teens = day >= 11 && day <= 13;
    switch (teens ? 0 : day % 10) {
    case 1:
        return text_equal_folded(word, TEXT("st"));
    case 2:
        return text_equal_folded(word, TEXT("nd"));
    case 3:
        return text_equal_folded(word, TEXT("rd"));
    default:
        return text_equal_folded(word, TEXT("th"));
    }
}

/* Between the words of a date: one hyphen or slash, or a full stop or comma or blanks or both. */
static bool take_separator(struct reader *reader)
{
    if (take(reader, '-') || take(reader, '/'))
        return true;
    bool stop = take(reader, '.') || take(reader, ',');
    return take_blanks(reader) || stop;
}

/* Mar 22, 3rd March 2022 */
static bool take_words(struct reader *reader, struct date_point *point)
{
    size_t digits = digits_ahead(reader);
    int day = take_number(reader, digits), short_year;
    if (digits > 0 && (!take_ordinal(reader, day) || !take_separator(reader)))
        return false;
    if (!take_month_name(reader, point) || !take_separator(reader))
        return false;
    if (take_two_digits(reader, &short_year))
        set_year(reader, point, 2000 + short_year);
    else if (!take_year(reader, point))
        return false;
    if (digits > 0)
        set_day(reader, point, day);
    return true;
}

static bool take_point(struct reader *reader, struct date_point *point, bool *iso)
{
    size_t digits = digits_ahead(reader), left = (size_t)(reader->end - reader->at) - digits;
    const char *behind = reader->at + digits;
    *iso = digits > 2 || (digits == 2 && left > 0 && (*behind == 'X' || *behind == 'x'));
    if (*iso)
        return take_iso(reader, point);
    bool separated = left > 1 && (*behind == '/' || *behind == '.' || *behind == '-');
    if (digits > 0 && separated && digit(behind[1]) <= 9)
        return take_numbers(reader, point);
    return take_words(reader, point);
}

static bool take_qualifier(struct reader *reader, struct date_point *point)
{
    bool both = take(reader, '%'), uncertain = !both && take(reader, '?');
    bool approximate = !both && !uncertain && take(reader, '~');
    point->uncertain |= both || uncertain;
    point->approximate |= both || approximate;
    return both || uncertain || approximate;
}

static bool take_about(struct reader *reader)
{
    static const struct text words[] = {{"c", 1},     {"ca", 2},  {"circa", 5},
                                        {"about", 5}, {"abt", 3}, {"approx", 6}};
    struct reader ahead = *reader;
    struct text word = take_letters(&ahead);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_equal_folded(word, words[i])) {
            take(&ahead, '.');
            take_blanks(&ahead);
            *reader = ahead;
            return true;
        }
    }
    return false;
}

static bool take_clock(struct reader *reader)
{
    int hour, minute;
    return take_two_digits(reader, &hour) && hour <= 23 && take(reader, ':') &&
           take_two_digits(reader, &minute) && minute <= 59;
}

static bool take_time(struct reader *reader)
{
    int second;
    if (!take_clock(reader))
        return false;
    if (take(reader, ':')) {
        if (!take_two_digits(reader, &second) || second > 60) /* 60: a leap second */
            return false;
        if (take(reader, '.')) {
            size_t digits = digits_ahead(reader);
            if (digits == 0)
                return false;
            reader->at += digits;
        }
    }
    if (take(reader, 'Z') || take(reader, 'z'))
        return true;
    return (take(reader, '+') || take(reader, '-')) ? take_clock(reader) : true;
}

enum accuracy { ACCURATE = 'A', ESTIMATED = 'E', UNKNOWN = 'U' };

/* The letters for day, month and year. False when they are none; `*nothing` when no date is left.
 */
static bool apply_accuracy(struct text word, struct date_point *point, bool *nothing)
{
    if (word.length != 3)
        return false;
    enum accuracy part[3];
    for (size_t i = 0; i < 3; i++) {
        char letter = (char)(word.data[i] & ~0x20);
        if (letter != ACCURATE && letter != ESTIMATED && letter != UNKNOWN)
            return false;
        part[i] = (enum accuracy)letter;
    }
    *nothing = part[2] == UNKNOWN;
    bool month = part[1] != UNKNOWN, day = month && part[0] != UNKNOWN;
    point->approximate |= part[2] == ESTIMATED || (month && part[1] == ESTIMATED) ||
                          (day && part[0] == ESTIMATED);
    if (!day)
        point->day = 0;
    if (!month)
        point->month = 0;
    else if (!day)
        point->unspecified = DATE_X_DAY;
    return true;
}

/* What may stand behind a whole day: a time or, behind an ISO day, how well it is known. */
static bool take_behind_day(struct reader *reader, struct date_point *point, bool iso,
                            bool *nothing)
{
    if (iso && (take(reader, 'T') || take(reader, 't')))
        return take_time(reader);
    if (!take_blanks(reader) || at_end(reader))
        return false;
    if (iso && is_letter(*reader->at))
        return apply_accuracy(take_letters(reader), point, nothing);
    return take_time(reader);
}

/* One side of an interval. */
static bool take_side(struct reader *reader, struct date_point *point)
{
    if (at_end(reader) || is_next(reader, '/')) {
        point->unknown = true;
        return true;
    }
    if (take(reader, '.'))
        return point->open = take(reader, '.');
    if (!take_iso(reader, point))
        return false;
    take_qualifier(reader, point);
    return true;
}

static enum date_result finish_interval(struct reader *reader, struct date *read, struct date *date)
{
    if (!take(reader, '/') || !take_side(reader, &read->end) || !at_end(reader))
        return DATE_UNREADABLE;
    bool starts = !read->start.open && !read->start.unknown;
    bool ends = !read->end.open && !read->end.unknown;
    if (!starts && !ends)
        return DATE_UNREADABLE;
    if (reader->impossible)
        return DATE_IMPOSSIBLE;
    date_day unused;
    read->earliest = DATE_DAY_OPEN_START;
    read->latest = DATE_DAY_OPEN_END;
    read->precision = DATE_INTERVAL;
    if (starts)
        span_of(&read->start, &read->earliest, &unused);
    if (ends)
        span_of(&read->end, &unused, &read->latest);
    if (read->earliest > read->latest)
        return DATE_IMPOSSIBLE;
    *date = *read;
    return DATE_READ;
}

static enum date_result finish_point(const struct reader *reader, struct date *read,
                                     struct date *date)
{
    if (!at_end(reader))
        return DATE_UNREADABLE;
    if (reader->impossible)
        return DATE_IMPOSSIBLE;
    read->precision = span_of(&read->start, &read->earliest, &read->latest);
    *date = *read;
    return DATE_READ;
}

static bool means_no_date(struct text cell)
{
    static const struct text words[] = {{"", 0},    {"-", 1},   {"ongoing", 7}, {"tbc", 3},
                                        {"tbd", 3}, {"n/a", 3}, {"none", 4},    {"unknown", 7}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_folded(cell, words[i]))
            return true;
    return false;
}

static enum date_result read_any(struct text cell, struct date *date)
{
    struct reader reader = {.at = cell.data, .end = cell.data + cell.length};
    struct date read = {.precision = DATE_NONE};
    if (is_next(&reader, '/') || is_next(&reader, '.'))
        return take_side(&reader, &read.start) ? finish_interval(&reader, &read, date)
                                               : DATE_UNREADABLE;
    read.start.approximate = take_about(&reader);
    bool iso, nothing = false, about = read.start.approximate;
    if (!take_point(&reader, &read.start, &iso))
        return DATE_UNREADABLE;
    bool qualified = take_qualifier(&reader, &read.start);
    if (iso && !about && is_next(&reader, '/'))
        return finish_interval(&reader, &read, date);
    if (reader.whole_day && !qualified && !at_end(&reader) &&
        !take_behind_day(&reader, &read.start, iso, &nothing))
        return DATE_UNREADABLE;
    if (nothing && at_end(&reader) && !reader.impossible) {
        *date = no_date();
        return DATE_READ;
    }
    return finish_point(&reader, &read, date);
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
    if (year < FIRST_YEAR || year > LAST_YEAR || !is_day(year, (int)month, (int)day)) {
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
        *date = no_date();
        return DATE_READ;
    }
    return read_any(cell, date);
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
