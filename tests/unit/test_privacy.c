#include "domain/people/privacy.h"

#include "hear.h"
#include "tap.h"

static struct privacy privacy;

static void learn(const char *name, const char *born)
{
    struct date date;
    ok(privacy_learn(&privacy, text_of(name)), "a name is learnt");
    ok(date_read(text_of(born), &date) == DATE_READ && privacy_learn_birth(&privacy, &date),
       "and a birth");
}

static void hides(const char *from, const char *to)
{
    struct buffer made;
    buffer_init(&made, 1 << 16);
    ok(privacy_add(&privacy, &made, text_of(from)), from);
    is_text(buffer_text(&made), text_of(to), "hidden");
    buffer_clear(&made);
    privacy_add(&privacy, &made, text_of(to));
    is_text(buffer_text(&made), text_of(to), "twice is once");
    buffer_release(&made);
}

static void test_names(void)
{
    static const char *const texts[][2] = {
        {"", ""},
        {"Nothing to hide.", "Nothing to hide."},
        {"Mary", "M."},
        {"mary and MARY", "m. and M."},
        {"Mary Sampleford", "M.S."},
        {"Sampleford, Mary", "S., M."},
        {"Mary's bag, Mary\xe2\x80\x99s bag", "M.'s bag, M.\xe2\x80\x99s bag"},
        {"It was Mary.", "It was M."},
        {"Maryland is no name", "Maryland is no name"},
        {"Mary-Ann Oneil, Neils", "M.O., Neils"},
        {"O'Neil and Conor O\xe2\x80\x99Neil", "O. and C.O."},
        {"(Neil) \"Mary\"/Neil;Neil", "(N.) \"M.\"/N.;N."},
        {"mary.sampleford@post.example", "m.s.@post.example"},
        {"Zoe, ZO\xc3\x8b, zo\xc3\xab, Zoe\xcc\x88", "Z., Z., z., Z."},
        {"\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0 \xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0", "\xd0\x90.\xd0\xb0."},
        {"Baby and Mum, not unknown", "Baby and Mum, not unknown"},
        {"Lan\xc2\xa0Lan", "L.L."},
        {"La may come; April too", "La m. come; A. too"},
        {"In May 2016, on 4 April 2016 and 4th of May, 2016, April came",
         "In May 2016, on 4 April 2016 and 4th of May, 2016, A. came"},
        {"Mary1 2Mary", "M.1 2M."},
    };
    ok(privacy_init(&privacy, true, false, NULL), "initials alone");
    learn("Mary-Ann Sampleford", "2016-02-12");
    learn("Conor O'Neil", "");
    learn("Zo\xc3\xab May", "");
    learn("\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0", "");
    learn("Baby Lan (unknown Mum) of April", "");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hides(texts[i][0], texts[i][1]);
    hides("Born 2016-02-12", "Born 2016-02-12");
    ok(privacy_tells(&privacy, TEXT("f-SAMPLEFORDS-1")), "an id with a name");
    ok(!privacy_tells(&privacy, TEXT("F104")), "one without");
    privacy_release(&privacy);
}

static void test_births(void)
{
    static const char *const texts[][2] = {
        {"2016-02-12", "2016"},
        {"born 12/02/2016, 12.2.2016 or 12-02-2016.", "born 2016, 2016 or 2016."},
        {"dob12/2/16; d.o.b. 12.02.16", "dob2016; d.o.b. 2016"},
        {"12 February 2016, 12th of February 2016, 12 Feb 16, 12-Feb-2016",
         "2016, 2016, 2016, 2016"},
        {"12\xc2\xa0"
         "February\n2016",
         "2016"},
        {"2016-02-12\xc2\xa0, 2016-02-12\xe2\x80\x93", "2016\xc2\xa0, 2016\xe2\x80\x93"},
        {"2016-02-12T10:00 and 2016-02-12/2018", "2016 and 2016/2018"},
        {"3/4/99 and 03.04.1999", "1999 and 1999"},
        {"2016-02-13, 13/02/2016, 13/2/16, February 2016",
         "2016-02-13, 13/02/2016, 13/2/16, February 2016"},
        {"1112/02/2016 12/02/20161", "1112/02/2016 12/02/20161"},
        {"Mary", "Mary"},
    };
    struct date date;
    ok(privacy_init(&privacy, false, true, NULL), "years alone");
    learn("Mary", "12/02/2016");
    learn("", "1999-04-03");
    learn("", "2011-05");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hides(texts[i][0], texts[i][1]);
    date_read(TEXT("2016-02-12"), &date);
    privacy_date(&privacy, &date);
    ok(date.precision == DATE_YEAR && date.earliest == 16801 && date.latest == 17166,
       "the day of a birth is its whole year");
    date_read(TEXT("2016-02-13"), &date);
    privacy_date(&privacy, &date);
    ok(date.precision == DATE_DAY, "another day stays");
    privacy_birth(&privacy, &date);
    ok(date.precision == DATE_YEAR, "but not as a birth");
    ok(!privacy_tells(&privacy, TEXT("Mary")), "names are no matter");
    privacy_release(&privacy);
}

/* Many numbers and no word must not take the square of their time. */
static void test_long(void)
{
    struct buffer from, made;
    buffer_init(&from, 1 << 22);
    buffer_init(&made, 1 << 22);
    ok(privacy_init(&privacy, true, true, NULL), "both");
    learn("Mary", "12/02/2016");
    while (from.length < 1 << 20)
        buffer_put(&from, "1 2/3 ");
    ok(privacy_clean(&privacy, &made, buffer_text(&from)) && made.length >= from.length - 1,
       "a million bytes of numbers");
    buffer_release(&from);
    buffer_release(&made);
    privacy_release(&privacy);
}

static void test_nothing(void)
{
    struct buffer made;
    buffer_init(&made, 1 << 10);
    ok(privacy_clean(NULL, &made, TEXT("Mary  2016-02-12")), "nobody asks");
    is_text(buffer_text(&made), TEXT("Mary 2016-02-12"), "only cleaned");
    buffer_release(&made);
}

int main(void)
{
    test_names();
    test_births();
    test_long();
    test_nothing();
    return done();
}
