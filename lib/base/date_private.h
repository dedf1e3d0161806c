/* Layer: base, for the files of dates alone. */
#ifndef BASE_DATE_PRIVATE_H
#define BASE_DATE_PRIVATE_H

#include "base/date.h"

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999, SPRING = 21, WINTER = 24 };

/* The value of a digit; more than 9 of any other character. */
static inline unsigned digit(char c)
{
    return (unsigned)(unsigned char)c - '0';
}

/* Whether there is such a day in the calendar. */
bool date_is_day(int64_t year, int month, int day);

/* The days that a point may mean, first and last. */
enum date_precision date_span_of(const struct date_point *point, date_day *earliest,
                                 date_day *latest);

struct date date_none(void);

/* --- date_forms.c: a trimmed cell in any of the forms but the plainest */
enum date_result date_read_form(struct text cell, struct date *date);

#endif
