#include "definitions/measures.h"

static size_t find_sign(struct text whole, const char *sign)
{
    size_t length = strlen(sign);
    for (size_t i = 0; i + length <= whole.length; i++)
        if (memcmp(whole.data + i, sign, length) == 0)
            return i;
    return SIZE_MAX;
}

/* Reads `other+interval` or `other*interval`. */
static bool read_other(struct measure_condition *condition, struct text rest, char sign,
                       bool needed, const struct intervals *intervals)
{
    struct text other, name = rest;
    text_next(&name, sign, &other);
    condition->other = other;
    name = text_trim(name);
    if (name.length == 0)
        return !needed && other.length > 0;
    condition->interval = intervals_find(intervals, name);
    bool share = condition->interval && condition->interval->unit == INTERVAL_PERCENT;
    bool time = condition->interval && condition->interval->unit <= INTERVAL_MONTHS;
    return other.length > 0 && (sign == '*' ? share : time);
}

static bool read_condition(struct measure_condition *condition, struct text term,
                           const struct intervals *intervals)
{
    size_t by = find_sign(term, "<="), share = find_sign(term, ">="), is = find_sign(term, "=");
    *condition = (struct measure_condition){.test = TEST_BY};
    if (by != SIZE_MAX) {
        condition->column = text_trim(text_part(term, 0, by));
        return condition->column.length > 0 &&
               read_other(condition, text_part(term, by + 2, term.length), '+', false, intervals);
    }
    if (share != SIZE_MAX) {
        condition->test = TEST_SHARE;
        condition->column = text_trim(text_part(term, 0, share));
        return condition->column.length > 0 &&
               read_other(condition, text_part(term, share + 2, term.length), '*', true, intervals);
    }
    if (is == SIZE_MAX || is == 0)
        return false;
    condition->column = text_trim(text_part(term, 0, is));
    condition->codes = text_trim(text_part(term, is + 1, term.length));
    condition->test = text_equal(condition->codes, TEXT("*")) ? TEST_NOT_BLANK : TEST_CODES;
    return condition->column.length > 0 && condition->codes.length > 0;
}

bool measure_conditions_read(struct measure_conditions *conditions, struct text whole,
                             const struct intervals *intervals, struct place place,
                             const struct reporter *reporter)
{
    struct text rest = whole, term;
    conditions->count = 0;
    if (whole.length == 0)
        return true;
    while (text_next(&rest, ';', &term)) {
        if (conditions->count == MEASURE_CONDITIONS_MOST ||
            !read_condition(&conditions->list[conditions->count], term, intervals))
            return report_with(reporter, place, MESSAGE_MEASURE_CONDITION, term);
        conditions->count++;
    }
    return true;
}
