#include "domain/measures/measure_results.h"

#include "base/memory.h"

#include <stdio.h>

void measure_results_init(struct measure_results *results)
{
    *results = (struct measure_results){.count = 0};
    arena_init(&results->arena);
}

void measure_results_release(struct measure_results *results)
{
    memory_free(results->list);
    memory_free(results->notes);
    periods_release(&results->periods);
    arena_release(&results->arena);
    measure_results_init(results);
}

bool measure_ratio(uint64_t numerator, uint64_t denominator, uint64_t scale, int64_t *tenths)
{
    if (denominator == 0 || denominator > INT64_MAX / 2 || numerator > INT64_MAX / (scale * 20) ||
        numerator * scale * 20 > INT64_MAX - denominator)
        return false;
    *tenths = (int64_t)((numerator * scale * 20 + denominator) / (2 * denominator));
    return true;
}

/* Half up: towards the larger number. */
static int64_t divide_half_up(int64_t number, int64_t by)
{
    int64_t doubled = number * 2 + by, result = doubled / (2 * by);
    return doubled % (2 * by) < 0 ? result - 1 : result;
}

int64_t measure_quartile(const int64_t *sorted, size_t count, unsigned quarter)
{
    size_t place = (count - 1) * quarter, whole = place / 4, part = place % 4;
    int64_t low = sorted[whole], high = part > 0 ? sorted[whole + 1] : low;
    return divide_half_up((low * 4 + (high - low) * (int64_t)part) * 10, 4);
}

struct text measure_tenths(int64_t tenths, char out[MEASURE_TENTHS_BYTES])
{
    uint64_t size = tenths < 0 ? 0 - (uint64_t)tenths : (uint64_t)tenths;
    int length = snprintf(out, MEASURE_TENTHS_BYTES, "%s%llu.%llu", tenths < 0 ? "-" : "",
                          (unsigned long long)(size / 10), (unsigned long long)(size % 10));
    return (struct text){out, (size_t)length};
}
