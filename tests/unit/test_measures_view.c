#include "render/measures_chart.h"
#include "tap.h"

static date_day day(int year, int month, int of_month)
{
    date_day number = 0;
    date_day_of(year, month, of_month, &number);
    return number;
}

static void says_days(date_day first, date_day last, const char *wanted)
{
    struct buffer made;
    buffer_init(&made, 200);
    measures_days_words(first, last, &made);
    is_text(buffer_text(&made), text_of(wanted), wanted);
    buffer_release(&made);
}

static void test_days(void)
{
    says_days(day(2026, 2, 1), day(2026, 2, 28), "Feb 2026");
    says_days(day(2028, 2, 1), day(2028, 2, 28),
              "1\xe2\x80\x93"
              "28 Feb 2028");
    says_days(day(2026, 7, 1), day(2026, 9, 30), "Jul\xe2\x80\x93Sep 2026");
    says_days(day(2026, 1, 1), day(2026, 12, 31), "2026");
    says_days(day(2025, 4, 1), day(2026, 3, 31), "Apr 2025 \xe2\x80\x93 Mar 2026");
    says_days(day(2026, 10, 1), day(2026, 11, 22), "1 Oct \xe2\x80\x93 22 Nov 2026");
    says_days(day(2025, 11, 23), day(2026, 11, 22), "23 Nov 2025 \xe2\x80\x93 22 Nov 2026");
    says_days(day(2026, 11, 22), day(2026, 11, 22), "22 Nov 2026");
}

static void says_figure(struct figure figure, const char *wanted)
{
    struct buffer made;
    buffer_init(&made, 200);
    measures_figure_words(&figure, &made);
    is_text(buffer_text(&made), text_of(wanted), wanted);
    buffer_release(&made);
}

static void test_figures(void)
{
    static const struct measure share = {.unit = MEASURE_PER_CENT},
                                rate = {.unit = MEASURE_PER_10000};
    struct measure_result result = {.measure = &share,
                                    .numerator = 3,
                                    .denominator = 7,
                                    .has_denominator = true,
                                    .has_value = true,
                                    .value = 429};
    says_figure(measures_value(&result), "42.9");
    result.hide_denominator = true;
    says_figure(measures_value(&result), "c");
    ok(measures_value(&result).tenths == 0, "a hidden value holds no number");
    ok(measures_out_of(&result).tenths == 0, "nor does a hidden count");
    result.has_value = false;
    says_figure(measures_value(&result), "c");
    result.hide_denominator = false;
    says_figure(measures_value(&result), "z");
    result.has_pending = true;
    result.pending = 1;
    says_figure(measures_value(&result), ":");
    result.pending = 0;
    result.hide_pending = true;
    says_figure(measures_value(&result), ":");
    says_figure(measures_pending(&result), "c");
    result = (struct measure_result){.measure = &rate, .numerator = 3};
    says_figure(measures_value(&result), ":");
    says_figure(measures_out_of(&result), "z");
    says_figure(measures_count(1234567, false), "1,234,567");
    says_figure(measures_count(999, false), "999");
    says_figure(measures_count(UINT64_MAX, false), "922,337,203,685,477,580");
    says_figure((struct figure){.tenths = -12345}, "\xe2\x88\x92"
                                                   "1,234.5");
    result = (struct measure_result){.measure = &share, .has_value = true, .value = 5};
    says_figure(measures_difference(&result), ":");
    result.has_difference = true;
    result.difference = -5;
    says_figure(measures_difference(&result), "\xe2\x88\x92"
                                              "0.5");
    result.hide_value = true;
    says_figure(measures_difference(&result), "c");
}

static void test_scale(void)
{
    static const struct {
        int64_t most, top;
    } scales[] = {{0, 10},    {10, 10},     {11, 20},     {21, 40},       {41, 50},
                  {51, 80},   {81, 100},    {101, 200},   {201, 250},     {251, 400},
                  {662, 800}, {1000, 1000}, {1001, 2000}, {12345, 20000}, {20001, 25000}};
    bool right = true;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        right = right && measures_chart_top(scales[i].most) == scales[i].top;
    ok(right, "scales end at round numbers");
    right = true;
    for (int64_t most = 0; most < 100000; most += 7) {
        int64_t top = measures_chart_top(most);
        right = right && top >= most && top % 10 == 0 && (most < 10 || top <= 2 * most);
    }
    ok(right, "never below the largest figure, nor more than twice as high");
    ok(measures_chart_top(INT64_MAX) == INT64_MAX, "the largest number has a scale");
}

int main(void)
{
    test_days();
    test_figures();
    test_scale();
    return done();
}
