/* Dates: what is read can be written, and read again as the same. */
#include "base/date.h"
#include "tests/fuzz/must.h"

static bool same_point(struct date_point a, struct date_point b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day &&
           a.unspecified == b.unspecified && a.open == b.open && a.unknown == b.unknown &&
           a.uncertain == b.uncertain && a.approximate == b.approximate;
}

static bool same_date(const struct date *a, const struct date *b)
{
    return a->precision == b->precision && a->earliest == b->earliest && a->latest == b->latest &&
           same_point(a->start, b->start) && same_point(a->end, b->end);
}

static void one_date(struct text text)
{
    struct date date, again;
    char written[DATE_TEXT_BYTES];
    enum date_result result = date_read(text, &date);
    must(date_read(text_trim(text), &again) == result);
    if (date_is_plain(text))
        must(result == DATE_READ && date.precision == DATE_DAY);
    if (result != DATE_READ)
        return;
    must(same_date(&date, &again));
    memset(written, 'x', sizeof written);
    date_write(&date, written);
    must(memchr(written, '\0', sizeof written));
    must(date_read(text_of(written), &again) == DATE_READ);
    must(same_date(&date, &again) && date_compare(&again, &date) == 0);
    if (date.precision == DATE_NONE) {
        must(written[0] == '\0');
        return;
    }
    must(date.earliest <= date.latest);
    must(date_due(&date) == date.latest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text rest = fuzz_text(data, size, 0), piece;
    one_date(rest);
    /* A line each, so that one input tries many. */
    while (text_next(&rest, '\n', &piece))
        one_date(piece);
    return 0;
}
