/* The directory of services, and which of them fit (domain/plan/services.h). */
#include "domain/plan/services.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static struct framework *framework;
static struct outcome_set *outcomes;
static const struct table_settings settings = {.delimiter = ','};

static struct service_book *read_book(const char *rows, uint64_t *rejected)
{
    struct buffer bytes;
    buffer_init(&bytes, 1 << 16);
    buffer_put(&bytes, "service,needs,min_age,max_age,area,level\n");
    buffer_add(&bytes, text_of(rows));
    const char *path = files_put("services.csv", buffer_text(&bytes));
    buffer_release(&bytes);
    hear_nothing();
    *rejected = 0;
    return service_book_new(framework, outcomes, &settings, &path, 1, rejected, &hearing);
}

/* The services that fit, each with why: `A need;age;...`, parted by blanks and bars. */
static struct text fits_of(const struct service_book *book, const struct service_wish *wish,
                           size_t most)
{
    static struct buffer words = {.maximum = 1 << 16};
    struct service_fit fits[16];
    buffer_clear(&words);
    size_t count = service_book_fits(book, wish, fits, most);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put(&words, " | ");
        buffer_add(&words, fits[i].service->name);
        buffer_add_byte(&words, ' ');
        service_fit_write(&fits[i], &words);
    }
    return buffer_text(&words);
}

static uint32_t need(const char *code)
{
    return need_of_code(framework, outcomes, text_of(code));
}

static void test_codes(void)
{
    uint64_t rejected;
    struct service_book *book = read_book("A,edu-eh-04 ; SF-2.2,,,,\n"
                                          "B,\"SF-1, 2\",,,,\n"
                                          "C,1,,,,\n"
                                          "D,EDU,,,,\n"
                                          "E,sf-1.1;EDU-EH-04,,,,\n",
                                          &rejected);
    if (!ok(book != NULL, "a book of codes"))
        return;
    is_number(rejected, 0, "all are known");
    is_text(heard_text(), TEXT(""), "nothing is said");
    struct service_wish wish = {.need = need("EDU-EH-04"), .level = LOOKUP_NONE};
    is_text(fits_of(book, &wish, 16),
            TEXT("A need;age;everywhere;any-level | E need;age;everywhere;any-level | "
                 "B headline;age;everywhere;any-level | C headline;age;everywhere;any-level | "
                 "D domain;age;everywhere;any-level"),
            "closer codes first, then the order of the directory");
    is_text(fits_of(book, &wish, 1), TEXT("A need;age;everywhere;any-level"), "the best one");
    is_text(fits_of(book, &wish, 0), TEXT(""), "none are asked for");
    wish.need = need("SF-1.1");
    is_text(fits_of(book, &wish, 3),
            TEXT("A outcome;age;everywhere;any-level | E outcome;age;everywhere;any-level | "
                 "B headline;age;everywhere;any-level"),
            "an outcome is served by its indicators too");
    wish.need = need("EDU-U-01");
    is_text(fits_of(book, &wish, 16), TEXT(""), "a strength is no need of its domain");
    wish.need = LOOKUP_NONE;
    is_text(fits_of(book, &wish, 16), TEXT(""), "no need has no service");
    service_book_free(book);
}

static void test_order(void)
{
    uint64_t rejected;
    struct service_book *book = read_book("other,EDU-EH-04,,,,child-in-need\n"
                                          "any,EDU-EH-04,,,,\n"
                                          "level,EDU-EH-04,,,,Early help\n"
                                          "area,EDU-EH-04,,,Larkhay; Kilnside,child-in-need\n"
                                          "young,EDU-EH-04,,4,Larkhay,early-help\n"
                                          "away,EDU-EH-04,,,Withy End,early-help\n"
                                          "outcome,SF-1.1,5,16,Larkhay,early-help\n",
                                          &rejected);
    if (!ok(book != NULL, "a book of all sorts"))
        return;
    is_text(heard_text(), TEXT(""), "words for levels are read");
    struct birth ten = {.earliest = 0, .latest = 0};
    struct births births = {&ten, 1, 1};
    struct service_wish wish = {
        .need = need("EDU-EH-04"),
        .births = &births,
        .area = TEXT("LARKHAY"),
        .level = framework_level(framework, TEXT("early-help")),
        .as_of = 3800,
    };
    is_text(fits_of(book, &wish, 16),
            TEXT("area need;age;area;other-level | level need;age;everywhere;level | "
                 "any need;age;everywhere;any-level | other need;age;everywhere;other-level | "
                 "outcome outcome;age;area;level"),
            "need, age, area, level, order");
    is_text(fits_of(book, &wish, 2),
            TEXT("area need;age;area;other-level | level need;age;everywhere;level"), "cut short");
    wish.births = NULL;
    wish.area = TEXT("");
    wish.level = LOOKUP_NONE;
    is_text(fits_of(book, &wish, 16),
            TEXT("any need;age;everywhere;any-level | other need;age;everywhere;level-unknown | "
                 "level need;age;everywhere;level-unknown | "
                 "area need;age;area-unknown;level-unknown | "
                 "away need;age;area-unknown;level-unknown | "
                 "young need;age-unknown;area-unknown;level-unknown | "
                 "outcome outcome;age-unknown;area-unknown;level-unknown"),
            "what is not known shuts nothing out");
    service_book_free(book);
}

static void test_bad_rows(void)
{
    uint64_t rejected;
    struct service_book *book = read_book("A,EDU-EH-4;EDU-EH-04;ZZZZZZZZZZ,,,,\n"
                                          "B,EDU-EH-4,,,,\n"
                                          "C,housing,,,,\n"
                                          "D,,,,,\n"
                                          "E,;;,,,,\n"
                                          ",EDU-EH-04,,,,\n"
                                          "F,EDU-EH-04,old,,,\n"
                                          "G,EDU-EH-04,5,4,,\n"
                                          "H,EDU-EH-04,,,,tier 9\n"
                                          "I,SF-11,,,,\n",
                                          &rejected);
    if (!ok(book != NULL, "a book with bad rows"))
        return;
    is_number(rejected, 10, "all rows are rejected");
    is_number(book->count, 1, "but one is used as well");
    is_text(heard_text(),
            TEXT("reject: services.csv:2: needs: unknown need 'EDU-EH-4'; nearest: EDU-EH-04; the "
                 "other codes of the row count\n"
                 "reject: services.csv:2: needs: unknown need; no known one is near; the other "
                 "codes of the row count\n"
                 "reject: services.csv:3: needs: unknown need 'EDU-EH-4'; nearest: EDU-EH-04\n"
                 "reject: services.csv:4: needs: unknown need; no known one is near\n"
                 "reject: services.csv:5: needs: blank, but a value is needed\n"
                 "reject: services.csv:6: needs: blank, but a value is needed\n"
                 "reject: services.csv:7: service: blank, but a value is needed\n"
                 "reject: services.csv:8: min_age: not an age in years: 0 to 150, with decimals or "
                 "without, or -1 for before birth\n"
                 "reject: services.csv:9: max_age: below the youngest age of the same row\n"
                 "reject: services.csv:10: level: not one of universal, "
                 "early-help, child-in-need, significant-harm\n"
                 "reject: services.csv:11: needs: unknown need 'SF-11'; nearest: SF-1.1\n"),
            "each says why");
    struct service_wish wish = {.need = need("EDU-EH-04"), .level = LOOKUP_NONE};
    is_text(fits_of(book, &wish, 16), TEXT("A need;age;everywhere;any-level"),
            "the known codes of a row count");
    service_book_free(book);
}

static void test_needs(void)
{
    uint32_t indicator = need("edu-eh-04"), outcome = need(" SF-1.1 ");
    is_text(need_code(framework, outcomes, indicator), TEXT("EDU-EH-04"), "the code of a need");
    is_text(need_code(framework, outcomes, outcome), TEXT("SF-1.1"), "of an outcome");
    ok(need_label(framework, outcomes, outcome).length > 0, "it has words");
    is_number(need_outcome(framework, outcomes, outcome), outcome - framework->indicator_count,
              "it is its own outcome");
    is_number(need_of_outcome(framework, need_outcome(framework, outcomes, indicator)), outcome,
              "which the indicator points to");
    is_number(need("SF-1"), LOOKUP_NONE, "a headline is no need");
    struct text rest = TEXT(" ;A, B;;C"), code;
    ok(codes_next(&rest, &code) && text_equal(code, TEXT("A")) && codes_next(&rest, &code) &&
           text_equal(code, TEXT("B")) && codes_next(&rest, &code) && text_equal(code, TEXT("C")) &&
           !codes_next(&rest, &code),
       "codes are taken one by one");
}

int main(void)
{
    files_make();
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    outcomes = outcome_set_new(OUTCOMES_DEFAULT, &hearing);
    if (ok(framework && outcomes, "definitions")) {
        test_codes();
        test_order();
        test_bad_rows();
        test_needs();
    }
    service_book_free(NULL);
    outcome_set_free(outcomes);
    framework_free(framework);
    files_remove();
    buffer_release(&heard);
    return done();
}
