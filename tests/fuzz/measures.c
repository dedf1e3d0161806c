/*
 * Conditions of measures, and numbers: what is read lies within the text and says what the text
 * says.
 */
#include "definitions/measures.h"
#include "domain/measures/measure_source.h"
#include "tests/fuzz/must.h"

static bool lies_within(struct text part, struct text whole)
{
    return part.length == 0 ||
           (part.data >= whole.data && part.data + part.length <= whole.data + whole.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct intervals *intervals;
    static struct disclosure_rules *rules;
    struct text whole = {(const char *)data, size};
    struct measure_conditions conditions;
    int64_t millionths = 0;
    bool hidden = false;
    if (!intervals)
        intervals = intervals_new(NULL, NULL);
    if (!rules)
        rules = disclosure_rules_new(NULL, NULL);
    must(intervals && rules);
    if (measure_conditions_read(&conditions, whole, intervals, PLACE_NONE, NULL))
        for (size_t i = 0; i < conditions.count; i++) {
            const struct measure_condition *condition = &conditions.list[i];
            must(condition->column.length > 0);
            must(lies_within(condition->column, whole) && lies_within(condition->other, whole) &&
                 lies_within(condition->codes, whole));
            must(condition->test != TEST_SHARE || condition->interval);
            must(condition->test > TEST_CODES || condition->codes.length > 0);
        }
    if (source_number(whole, rules, &millionths, &hidden))
        must(!hidden || millionths == 0);
    return 0;
}
