#include "domain/date_words.h"

enum { SPRING = 21, WORD_BYTES = 64, CENTURY = 100 };

/* A blank at which no line ends. */
#define TIE "\u00a0"

/* The nth word of a phrase that lists words, from 1. */
static struct text listed(const struct phrases *phrases, const char *key, unsigned number)
{
    struct text rest = phrase(phrases, key), word = TEXT("");
    for (unsigned i = 0; i < number && text_next(&rest, ' ', &word);)
        i++;
    return word;
}

static void add_plain(const struct phrases *phrases, const struct date_point *point,
                      struct buffer *to)
{
    char digits[24];
    struct text year = number_text((uint64_t)point->year, digits);
    if (point->unspecified & (DATE_X_YEAR | DATE_X_DECADE)) {
        phrase_with(phrases, "date-years", to, year);
        return;
    }
    if (point->month >= SPRING) {
        buffer_add(to, listed(phrases, "date-seasons", point->month - SPRING + 1u));
        buffer_put(to, TIE);
    } else if (point->month > 0 && !(point->unspecified & DATE_X_MONTH)) {
        if (point->day > 0 && !(point->unspecified & DATE_X_DAY)) {
            buffer_add_number(to, point->day);
            buffer_put(to, TIE);
        }
        buffer_add(to, listed(phrases, "date-months", point->month));
        buffer_put(to, TIE);
    }
    buffer_add(to, year);
}

static void add_point(const struct phrases *phrases, const struct date_point *point,
                      struct buffer *to)
{
    struct buffer plain, about;
    buffer_init(&plain, WORD_BYTES * 4);
    buffer_init(&about, WORD_BYTES * 8);
    add_plain(phrases, point, &plain);
    if (point->approximate)
        phrase_with(phrases, "date-about", &about, buffer_text(&plain));
    else
        buffer_add(&about, buffer_text(&plain));
    if (point->uncertain)
        phrase_with(phrases, "date-perhaps", to, buffer_text(&about));
    else
        buffer_add(to, buffer_text(&about));
    to->failed = to->failed || buffer_failed(&plain) || buffer_failed(&about);
    buffer_release(&plain);
    buffer_release(&about);
}

static void add_two(const struct phrases *phrases, const char *key, const struct date_point *start,
                    const struct date_point *end, struct buffer *to)
{
    struct buffer words[2];
    for (int i = 0; i < 2; i++)
        buffer_init(&words[i], WORD_BYTES * 8);
    add_point(phrases, start, &words[0]);
    add_point(phrases, end, &words[1]);
    phrase_with(phrases, key, to, buffer_text(&words[0]), buffer_text(&words[1]));
    for (int i = 0; i < 2; i++) {
        to->failed = to->failed || buffer_failed(&words[i]);
        buffer_release(&words[i]);
    }
}

static bool is_open(const struct date_point *point)
{
    return point->open || point->unknown;
}

bool date_words(const struct phrases *phrases, const struct date *date, struct buffer *to)
{
    if (date->precision == DATE_NONE)
        return !buffer_failed(to);
    if (date->precision != DATE_INTERVAL)
        add_point(phrases, &date->start, to);
    else if (is_open(&date->start))
        add_two(phrases, "date-or-earlier", &date->end, &date->end, to);
    else if (is_open(&date->end))
        add_two(phrases, "date-or-later", &date->start, &date->start, to);
    else
        add_two(phrases, "date-to", &date->start, &date->end, to);
    return !buffer_failed(to);
}

bool date_words_event(const struct phrases *phrases, const struct chronology_event *event,
                      struct buffer *to)
{
    struct buffer start, end;
    if (event->date.precision == DATE_NONE)
        return buffer_add(to, phrase(phrases, "date-unknown"));
    if (event->end.precision == DATE_NONE && !event->ongoing)
        return date_words(phrases, &event->date, to);
    buffer_init(&start, WORD_BYTES * 16);
    buffer_init(&end, WORD_BYTES * 16);
    date_words(phrases, &event->date, &start);
    date_words(phrases, &event->end, &end);
    phrase_with(phrases, event->ongoing ? "date-from" : "date-to", to, buffer_text(&start),
                buffer_text(&end));
    to->failed = to->failed || buffer_failed(&start) || buffer_failed(&end);
    buffer_release(&start);
    buffer_release(&end);
    return !buffer_failed(to);
}
