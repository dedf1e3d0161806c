/* Dates: what is read can be written, and read again as the same. */
#include "base/date.h"
#include "tests/fuzz/must.h"

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
    must(memcmp(&date.earliest, &again.earliest, sizeof date.earliest) == 0 &&
         date.latest == again.latest);
    memset(written, 'x', sizeof written);
    date_write(&date, written);
    must(memchr(written, '\0', sizeof written));
    must(date_read(text_of(written), &again) == DATE_READ);
    must(again.precision == date.precision && again.earliest == date.earliest &&
         again.latest == date.latest && date_compare(&again, &date) == 0);
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
