#include "base/date_private.h"

struct reader {
    const char *at, *end;
    bool impossible; /* the form is kept, a number in it is not of the calendar */
    bool whole_day;
};

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
    if (reader->impossible || !date_is_day(point->year, point->month, day))
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
        date_span_of(&read->start, &read->earliest, &unused);
    if (ends)
        date_span_of(&read->end, &unused, &read->latest);
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
    read->precision = date_span_of(&read->start, &read->earliest, &read->latest);
    *date = *read;
    return DATE_READ;
}

enum date_result date_read_form(struct text cell, struct date *date)
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
        *date = date_none();
        return DATE_READ;
    }
    return finish_point(&reader, &read, date);
}
