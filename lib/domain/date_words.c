#include "domain/date_words.h"

enum { SPRING = 21, WORD_BYTES = 64, CENTURY = 100 };

/* How a date is written: the blank between its parts is one at which no line ends, for labels. */
struct manner {
    const struct phrases *phrases;
    const char *months;
    struct text blank;
};

static struct manner manner_of(const struct phrases *phrases, enum date_style style)
{
    if (style == DATE_IN_FULL)
        return (struct manner){phrases, "date-months-in-full", TEXT(" ")};
    return (struct manner){phrases, "date-months", TEXT("\u00a0")};
}

/* The nth word of a phrase that lists words, from 1. */
static struct text listed(const struct phrases *phrases, const char *key, unsigned number)
{
    struct text rest = phrase(phrases, key), word = TEXT("");
    for (unsigned i = 0; i < number && text_next(&rest, ' ', &word);)
        i++;
    return word;
}

static void add_plain(const struct manner *manner, const struct date_point *point,
                      struct buffer *to)
{
    char digits[24];
    struct text year = number_text((uint64_t)point->year, digits);
    if (point->unspecified & (DATE_X_YEAR | DATE_X_DECADE)) {
        phrase_with(manner->phrases, "date-years", to, year);
        return;
    }
    if (point->month >= SPRING) {
        buffer_add(to, listed(manner->phrases, "date-seasons", point->month - SPRING + 1u));
        buffer_add(to, manner->blank);
    } else if (point->month > 0 && !(point->unspecified & DATE_X_MONTH)) {
        if (point->day > 0 && !(point->unspecified & DATE_X_DAY)) {
            buffer_add_number(to, point->day);
            buffer_add(to, manner->blank);
        }
        buffer_add(to, listed(manner->phrases, manner->months, point->month));
        buffer_add(to, manner->blank);
    }
    buffer_add(to, year);
}

static void add_point(const struct manner *manner, const struct date_point *point,
                      struct buffer *to)
{
    struct buffer plain, about;
    buffer_init(&plain, WORD_BYTES * 4);
    buffer_init(&about, WORD_BYTES * 8);
    add_plain(manner, point, &plain);
    if (point->approximate)
        phrase_with(manner->phrases, "date-about", &about, buffer_text(&plain));
    else
        buffer_add(&about, buffer_text(&plain));
    if (point->uncertain)
        phrase_with(manner->phrases, "date-perhaps", to, buffer_text(&about));
    else
        buffer_add(to, buffer_text(&about));
    to->failed = to->failed || buffer_failed(&plain) || buffer_failed(&about);
    buffer_release(&plain);
    buffer_release(&about);
}

static void add_two(const struct manner *manner, const char *key, const struct date_point *start,
                    const struct date_point *end, struct buffer *to)
{
    struct buffer words[2];
    for (int i = 0; i < 2; i++)
        buffer_init(&words[i], WORD_BYTES * 8);
    add_point(manner, start, &words[0]);
    add_point(manner, end, &words[1]);
    phrase_with(manner->phrases, key, to, buffer_text(&words[0]), buffer_text(&words[1]));
    for (int i = 0; i < 2; i++) {
        to->failed = to->failed || buffer_failed(&words[i]);
        buffer_release(&words[i]);
    }
}

static bool is_open(const struct date_point *point)
{
    return point->open || point->unknown;
}

bool date_words(const struct phrases *phrases, const struct date *date, enum date_style style,
                struct buffer *to)
{
    struct manner manner = manner_of(phrases, style);
    if (date->precision == DATE_NONE)
        return !buffer_failed(to);
    if (date->precision != DATE_INTERVAL)
        add_point(&manner, &date->start, to);
    else if (is_open(&date->start))
        add_two(&manner, "date-or-earlier", &date->end, &date->end, to);
    else if (is_open(&date->end))
        add_two(&manner, "date-or-later", &date->start, &date->start, to);
    else
        add_two(&manner, "date-to", &date->start, &date->end, to);
    return !buffer_failed(to);
}

bool date_words_event(const struct phrases *phrases, const struct chronology_event *event,
                      struct buffer *to)
{
    struct buffer start, end;
    if (event->date.precision == DATE_NONE)
        return buffer_add(to, phrase(phrases, "date-unknown"));
    if (event->end.precision == DATE_NONE && !event->ongoing)
        return date_words(phrases, &event->date, DATE_IN_SHORT, to);
    buffer_init(&start, WORD_BYTES * 16);
    buffer_init(&end, WORD_BYTES * 16);
    date_words(phrases, &event->date, DATE_IN_SHORT, &start);
    date_words(phrases, &event->end, DATE_IN_SHORT, &end);
    phrase_with(phrases, event->ongoing ? "date-from" : "date-to", to, buffer_text(&start),
                buffer_text(&end));
    to->failed = to->failed || buffer_failed(&start) || buffer_failed(&end);
    buffer_release(&start);
    buffer_release(&end);
    return !buffer_failed(to);
}
