/*
 * Layer: base. Dates as people write them in records, with how sure they are.
 *
 * The forms that are read follow. Day comes before month, month before year; case does not matter.
 *
 * ISO 8601: `2026-11-22`, `2026-11`, `2026`; month and day have two digits.
 *
 * Day first: `22/11/2026`, `1/2/2026`, with the same `/`, `.` or `-` twice; four digits for the
 * year.
 *
 * Months: `03/2022`, `3/2022`, `Mar 22`, `Mar. 2022`, `March, 2022`, `Sept 2022`, `Mar-22`; English
 * names, whole or their first three letters. With a day: `3 Mar 2022`, `3rd March 2022`,
 * `03-Mar-2022`, `3 Mar 22`.
 *
 * EDTF level 1 (ISO 8601-2:2019): `2015~` approximate, `2015?` uncertain, `2015%` both; X for
 * digits that are not known, `2004-07-XX`, `2004-XX-XX`, `2004-XX`, `201X`, `20XX`; intervals of
 * two dates in ISO or EDTF form, `2011/2013`, with `..` for an open end, `../2014`, `2014/..`, and
 * nothing for an unknown one, `/2014`, `2014/`; and seasons: `2004-21` spring, March to May,
 * `2004-22` summer, June to August, `2004-23` autumn, September to November, `2004-24` winter,
 * December 2004 to the end of February 2005.
 *
 * PartialDate (draft Person Standard for children's social care): an ISO day, a blank, and a letter
 * each for its day, month and year: A accurate, E estimated, U unknown. An unknown part and the
 * smaller ones under it are left out; an estimated part that stays makes the date approximate.
 * `2015-03-01 UAA` is `2015-03-XX`, `UUA` is `2015`, `UUE` is `2015~`, `EEA` is `2015-03-01~`. When
 * the year is unknown (`UUU`) there is no date.
 *
 * `~`, `?` or `%` may end every single date. `c`, `ca`, `circa`, `about`, `abt` or `approx` before
 * it, with or without a full stop, is `~`.
 *
 * A time may follow a whole day after a blank, and an ISO day after `T`: `hh:mm`, `hh:mm:ss` or
 * `hh:mm:ss.fraction`, then `Z` or `+hh:mm` if need be. It must be a time of day and is dropped;
 * the day is never moved to another time zone.
 *
 * `Ongoing`, `TBC`, `TBD`, `N/A`, `None`, `Unknown`, `-` and blank are "no date", never an error.
 *
 * Years run from 1000 to 2999: a fifth digit or a year outside is a slip of typing. Two-digit years
 * exist with a month's name only and mean 2000 to 2099. Not read, since they have more than one
 * meaning or none that is sure: `22/11/26`, `2022/23`, `2022/03`, a bare number of five digits (a
 * spreadsheet's count of days).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/text.h"

/* Days since 1970-01-01 in the proleptic Gregorian calendar; negative before. */
typedef int32_t date_day;

/* Open or unknown ends of a span: they sort before and after every real day. */
#define DATE_DAY_OPEN_START INT32_MIN
#define DATE_DAY_OPEN_END INT32_MAX

/* How much time a date spans. */
enum date_precision {
    DATE_NONE, /* no date: earliest is DATE_DAY_OPEN_START, latest DATE_DAY_OPEN_END */
    DATE_DAY,
    DATE_MONTH, /* `2004-07-XX` too */
    DATE_SEASON,
    DATE_YEAR, /* `2004-XX` and `2004-XX-XX` too */
    DATE_DECADE,
    DATE_CENTURY,
    DATE_INTERVAL
};

/*
 * Digits written as X, bits of date_point.unspecified. A decade is DATE_X_YEAR, a century
 * DATE_X_YEAR | DATE_X_DECADE.
 */
enum date_unspecified {
    DATE_X_DAY = 1,
    DATE_X_MONTH = 2,
    DATE_X_YEAR = 4,  /* the year's last digit */
    DATE_X_DECADE = 8 /* the year's last digit but one */
};

/* A date, or one end of an interval, as written. All zero where nothing is written. */
struct date_point {
    int16_t year;        /* X counts as 0: 2010 for `201X` */
    uint8_t month;       /* 1 to 12, a season 21 to 24, 0 not given */
    uint8_t day;         /* 1 to 31, 0 not given */
    uint8_t unspecified; /* which digits are X */
    bool open;           /* `..` */
    bool unknown;        /* nothing on this side of the `/` */
    bool uncertain;      /* `?` or `%` */
    bool approximate;    /* `~` or `%` */
};

/* `?` and `~` do not widen the span: earliest and latest are those of the date without them. */
struct date {
    date_day earliest, latest; /* the first and last day that it may mean */
    enum date_precision precision;
    struct date_point start, end; /* `end` only for DATE_INTERVAL */
};

enum date_result {
    DATE_READ,       /* a date, or "no date" with precision DATE_NONE */
    DATE_IMPOSSIBLE, /* the form is known, but the day is not in the calendar (31/02/2026), the year
                        is out of range, or the interval ends before it starts */
    DATE_UNREADABLE  /* no form that is read */
};

/* Reads a cell; blanks at its ends are passed over. `*date` is set only for DATE_READ. */
enum date_result date_read(struct text, struct date *);

/*
 * A quick yes: the cell is `YYYY-MM-DD` or `DD/MM/YYYY` and surely a day of the calendar, so
 * date_read would read it. For callers that need to know only whether a cell is a date; a no means:
 * ask date_read.
 */
static inline bool date_is_plain(struct text cell);

/* Bytes that date_write needs, its NUL included. */
#define DATE_TEXT_BYTES 32

/*
 * ISO 8601 or EDTF, NUL-terminated; the empty string for no date. Reading it again gives the same
 * date in every member.
 */
void date_write(const struct date *, char out[DATE_TEXT_BYTES]);

/* The forms that are read, in short, for messages. */
extern const char date_forms[];

/* A single day as a date; no date for a day outside the years 1000 to 2999. */
struct date date_of_day(date_day);

/*
 * Day number of a calendar day of any year (0 is 1 BC); false, with `*number` unchanged, when there
 * is no such day.
 */
bool date_day_of(int year, int month, int day, date_day *number);

/* Year, month 1 to 12, day 1 to 31 of a day number. */
void date_split(date_day, int *year, int *month, int *day);

/* 1 Monday to 7 Sunday. */
int date_weekday(date_day);

/* Today by the local clock. The only function of the toolkit that looks at the clock. */
date_day date_today(void);

/*
 * The day on which what is due at this date falls due: the last that it may mean, of a month its
 * last day. DATE_DAY_OPEN_END for no date.
 */
date_day date_due(const struct date *);

/* Order for records: earliest, then latest. No date comes last. Negative, zero, positive. */
int date_compare(const struct date *, const struct date *);

/*
 * Whole years from `birth` to `day`, as at last birthday (29 February counts as 1 March in other
 * years); negative before birth, -1 for the whole year before it. Both are real days, not open
 * ends.
 */
int date_age(date_day birth, date_day day);

/*
 * The day `months` later (or earlier), held at the month's last day: 31 January plus 1 is 28 or 29
 * February. An open end stays as it is; a day beyond the numbers becomes the open end on its side.
 */
date_day date_add_months(date_day, int months);

static inline bool date_is_plain(struct text cell)
{
    const char *at = cell.data;
    if (cell.length != 10)
        return false;
    bool iso = at[4] == '-' && at[7] == '-', uk = at[2] == '/' && at[5] == '/';
    if (!iso && !uk)
        return false;
    const char *year = iso ? at : at + 6, *month = iso ? at + 5 : at + 3, *day = iso ? at + 8 : at;
    unsigned y0 = (unsigned)(unsigned char)year[0] - '0',
             y1 = (unsigned)(unsigned char)year[1] - '0',
             y2 = (unsigned)(unsigned char)year[2] - '0',
             y3 = (unsigned)(unsigned char)year[3] - '0',
             m0 = (unsigned)(unsigned char)month[0] - '0',
             m1 = (unsigned)(unsigned char)month[1] - '0',
             d0 = (unsigned)(unsigned char)day[0] - '0', d1 = (unsigned)(unsigned char)day[1] - '0';
    return ((y1 > 9) | (y2 > 9) | (y3 > 9) | (m1 > 9) | (d1 > 9) | (y0 - 1 > 1) | (m0 > 1) |
            (d0 > 2) | (m0 * 10 + m1 - 1 > 11) | (d0 * 10 + d1 - 1 > 27)) == 0;
}

#endif
