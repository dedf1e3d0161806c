#include "definitions/attendance_rules.h"

#include "base/memory.h"
#include "records/share.h"

enum { OUTCOME, BELOW, TERMS, AUTHORISED, REF };

static uint32_t value_of(struct share_file *file, size_t column, const struct intervals *intervals,
                         enum interval_unit unit)
{
    const struct interval *interval = intervals_find(intervals, share_file_cell(file, column));
    if (interval && interval->unit == unit)
        return interval->value;
    share_file_wrong_words(file, column, MESSAGE_DEFINITION_CELL, NULL, 0);
    return 0;
}

static bool load(struct attendance_rules *rules, struct share_file *file,
                 const struct intervals *intervals)
{
    static const char *const names[] = {"outcome", "below", "terms", "authorised", "ref", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        uint32_t number = share_file_code(file, OUTCOME, &rules->outcomes, ATTENDANCE_RULES_MOST);
        struct text authorised = share_file_cell(file, AUTHORISED);
        if (number == LOOKUP_NONE)
            return false;
        struct attendance_rule rule = {
            .outcome = lookup_key(&rules->outcomes, number),
            .ref = share_file_keep(file, REF, &rules->arena),
            .below = value_of(file, BELOW, intervals, INTERVAL_PERCENT),
            .terms = value_of(file, TERMS, intervals, INTERVAL_TERMS),
            .authorised_optional = text_equal(authorised, TEXT("optional")),
        };
        if (rule.terms == 0)
            rule.terms = 1;
        if (!rule.authorised_optional && !text_equal(authorised, TEXT("counted")))
            share_file_wrong_words(file, AUTHORISED, MESSAGE_DEFINITION_CELL, NULL, 0);
        rules->list[rules->count++] = rule;
    }
    return share_file_sound(file);
}

struct attendance_rules *attendance_rules_new(const struct intervals *intervals,
                                              const struct reporter *reporter)
{
    struct attendance_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&rules->arena);
    lookup_init(&rules->outcomes);
    struct share_file *file = share_file_open("attendance.csv", reporter);
    bool loaded = file && load(rules, file, intervals);
    share_file_free(file);
    if (loaded)
        return rules;
    attendance_rules_free(rules);
    return NULL;
}

void attendance_rules_free(struct attendance_rules *rules)
{
    if (!rules)
        return;
    lookup_release(&rules->outcomes);
    arena_release(&rules->arena);
    memory_free(rules);
}
