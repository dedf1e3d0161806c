#include "domain/notes/context.h"

#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

const char *const mention_status_codes[MENTION_STATUSES] = {"present", "negated", "historic",
                                                            "hypothetical", "other"};

void context_init(struct context *context, struct patterns *patterns)
{
    *context = (struct context){.patterns = patterns, .carried = LOOKUP_NONE};
}

void context_release(struct context *context)
{
    memory_free(context->found);
    memory_free(context->persons);
    *context = (struct context){0};
}

void context_clear(struct context *context)
{
    context->carried = LOOKUP_NONE;
    context->spoken_of = SUBJECT_NONE;
    context->found_count = context->person_count = 0;
}

void context_new_line(struct context *context)
{
    context->carried = LOOKUP_NONE;
}

static bool add(struct occurrence **list, size_t *count, size_t *capacity,
                struct occurrence occurrence)
{
    void *array = *list;
    if (!memory_reserve(&array, capacity, *count + 1, sizeof **list))
        return false;
    *list = array;
    (*list)[(*count)++] = occurrence;
    return true;
}

/* First those that start first, of these the longest, of these the first in the file. */
static int order_of_occurrences(const void *a, const void *b)
{
    const struct occurrence *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return (x->trigger > y->trigger) - (x->trigger < y->trigger);
}

/* A trigger inside a longer one is no trigger of its own: "no longer" is not "no". */
static size_t keep_longest(struct occurrence *list, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(list, count, sizeof *list, order_of_occurrences);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || list[i].end > list[kept - 1].end)
            list[kept++] = list[i];
    return kept;
}

/* Whether a year that the trigger names is before the note's; true when it names none. */
static bool year_has_passed(const struct regex *regex, const struct regex_match *match,
                            struct text sentence, int year)
{
    uint32_t group = regex_group(regex, "year");
    uint64_t named;
    if (group == 0 || group >= match->count || match->groups[group].start == SIZE_MAX)
        return true;
    struct regex_span span = match->groups[group];
    return year > 0 &&
           text_to_unsigned(text_part(sentence, span.start, span.end - span.start), 0, 9999,
                            &named) &&
           (int)named < year;
}

static bool try_trigger(struct context *context, uint32_t number, size_t at, struct text sentence,
                        int year, struct place place, const struct reporter *reporter)
{
    struct patterns *patterns = context->patterns;
    const struct trigger *trigger = &patterns->tables.triggers[number];
    struct regex *regex = patterns_regex(patterns, trigger->part, trigger_place(patterns, trigger),
                                         reporter);
    struct regex_match match;
    enum regex_result result = REGEX_NOT_FOUND;
    if (regex)
        result = regex_find(patterns->engine, regex, sentence, at, &match);
    if (result == REGEX_LIMIT) {
        char digits[24];
        report_with(reporter, place, MESSAGE_PATTERN_LIMIT, text_of(patterns->files[trigger->file]),
                    number_text(trigger->line, digits));
    }
    if (result != REGEX_FOUND || !year_has_passed(regex, &match, sentence, year))
        return result != REGEX_NO_MEMORY;
    struct occurrence occurrence = {(uint32_t)match.groups[0].start, (uint32_t)match.groups[0].end,
                                    number};
    return trigger->kind == TRIGGER_PERSON
               ? add(&context->persons, &context->person_count, &context->person_capacity,
                     occurrence)
               : add(&context->found, &context->found_count, &context->found_capacity, occurrence);
}

bool context_read(struct context *context, struct text sentence, const struct stem_hits *hits,
                  int year, struct place place, const struct reporter *reporter)
{
    const struct patterns *patterns = context->patterns;
    context->found_count = context->person_count = 0;
    for (size_t i = 0; i < hits->count; i++) {
        struct number_run run = patterns->tables.triggers_of[hits->hits[i].stem];
        for (uint32_t n = 0; n < run.count; n++)
            if (!try_trigger(context, patterns->tables.numbers[run.first + n], hits->hits[i].at,
                             sentence, year, place, reporter))
                return false;
    }
    context->found_count = keep_longest(context->found, context->found_count);
    context->person_count = keep_longest(context->persons, context->person_count);
    return true;
}

void context_leave(struct context *context)
{
    const struct trigger *triggers = context->patterns->tables.triggers;
    for (size_t i = 0; i < context->found_count; i++)
        if (triggers[context->found[i].trigger].reach == REACH_LINE)
            context->carried = context->found[i].trigger;
    for (size_t i = 0; i < context->person_count; i++) {
        enum subject subject = triggers[context->persons[i].trigger].subject;
        if (subject != SUBJECT_NONE) {
            context->spoken_of = subject;
            break;
        }
    }
}

/* Bytes that end a clause: what a trigger that reaches over words or a clause stops at. */
static bool ends_clause(struct text sentence, size_t i)
{
    char byte = sentence.data[i];
    return byte == ',' || byte == '(' || byte == ')' || byte == ':';
}

/* A semicolon, and a dash that stands free: what even a trigger that reaches over the sentence
 * stops at. */
static bool ends_all(struct text sentence, size_t i)
{
    if (sentence.data[i] == ';')
        return true;
    bool free_left = i > 0 && sentence.data[i - 1] == ' ';
    if (sentence.data[i] == '-')
        return free_left && i + 1 < sentence.length && sentence.data[i + 1] == ' ';
    return free_left && (text_equal(text_part(sentence, i, 3), TEXT("\xE2\x80\x93")) ||
                         text_equal(text_part(sentence, i, 3), TEXT("\xE2\x80\x94")));
}

/* Whether a trigger that reaches as `trigger` says gets across the bytes from `start` to `end`. */
static bool reaches(const struct context *context, const struct trigger *trigger,
                    struct text sentence, size_t start, size_t end)
{
    const struct trigger *triggers = context->patterns->tables.triggers;
    uint32_t words = 0;
    for (size_t i = 0; i < context->found_count; i++) {
        const struct occurrence *found = &context->found[i];
        if (triggers[found->trigger].kind == TRIGGER_END && found->start >= start &&
            found->end <= end)
            return false;
    }
    for (size_t i = start; i < end; i++) {
        if (ends_all(sentence, i))
            return false;
        if (trigger->reach <= REACH_CLAUSE && ends_clause(sentence, i))
            return false;
        if (stem_is_letter(sentence.data[i]) &&
            (i == start || !stem_is_letter(sentence.data[i - 1])))
            words++;
    }
    return trigger->reach != REACH_WORDS || words <= trigger->words;
}

/*
 * Whether a trigger takes part of a match: words that the match asserts are no trigger, but one
 * that begins before it and runs into it is: "no concerns re" before "concerns re drugs".
 */
enum overlap { OVERLAP_NONE, OVERLAP_INTO, OVERLAP_WITHIN };

static enum overlap overlap_of(const struct occurrence *occurrence, const struct segment *segment,
                               struct segment match, enum trigger_direction direction)
{
    if (occurrence->start >= segment->end || occurrence->end <= segment->start)
        return OVERLAP_NONE;
    bool starts_before = occurrence->start < segment->start;
    bool starts_within = occurrence->start > match.start;
    bool ends_before = occurrence->end < match.end;
    bool ends_behind = occurrence->end > segment->end;
    bool into_start = direction != DIRECTION_BEFORE && starts_before && ends_before;
    bool into_end = direction != DIRECTION_AFTER && starts_within && ends_behind;
    return into_start || into_end ? OVERLAP_INTO : OVERLAP_WITHIN;
}

/* Whether the trigger speaks of the match. */
static bool speaks_of(const struct context *context, const struct occurrence *occurrence,
                      struct text sentence, const struct segment *segments, size_t count)
{
    const struct trigger *trigger = &context->patterns->tables.triggers[occurrence->trigger];
    struct segment match = {segments[0].start, segments[count - 1].end};
    enum overlap overlap = OVERLAP_NONE;
    for (size_t i = 0; i < count && overlap != OVERLAP_WITHIN; i++) {
        enum overlap one = overlap_of(occurrence, &segments[i], match,
                                      (enum trigger_direction)trigger->direction);
        overlap = one > overlap ? one : overlap;
    }
    if (overlap != OVERLAP_NONE)
        return overlap == OVERLAP_INTO;
    if (trigger->direction != DIRECTION_BEFORE)
        for (size_t i = 0; i < count; i++)
            if (segments[i].start >= occurrence->end) {
                if (reaches(context, trigger, sentence, occurrence->end, segments[i].start))
                    return true;
                break;
            }
    if (trigger->direction != DIRECTION_AFTER)
        for (size_t i = count; i-- > 0;)
            if (segments[i].end <= occurrence->start)
                return reaches(context, trigger, sentence, segments[i].end, occurrence->start);
    return false;
}

/* What counts most when several triggers speak of a match. */
static int gravity(enum trigger_kind kind)
{
    switch (kind) {
    case TRIGGER_NEGATED:
        return 4;
    case TRIGGER_OTHER:
        return 3;
    case TRIGGER_HYPOTHETICAL:
        return 2;
    case TRIGGER_HISTORIC:
        return 1;
    default:
        return 0;
    }
}

enum mention_status context_status(const struct context *context, struct text sentence,
                                   const struct segment *segments, size_t count, uint32_t *trigger)
{
    static const enum mention_status statuses[TRIGGER_KINDS] = {
        [TRIGGER_NEGATED] = MENTION_NEGATED,
        [TRIGGER_HISTORIC] = MENTION_HISTORIC,
        [TRIGGER_HYPOTHETICAL] = MENTION_HYPOTHETICAL,
        [TRIGGER_OTHER] = MENTION_OTHER,
    };
    const struct trigger *triggers = context->patterns->tables.triggers;
    *trigger = context->carried;
    for (size_t i = 0; i < context->found_count; i++) {
        const struct occurrence *found = &context->found[i];
        enum trigger_kind kind = triggers[found->trigger].kind;
        if (gravity(kind) > (*trigger == LOOKUP_NONE ? 0 : gravity(triggers[*trigger].kind)) &&
            speaks_of(context, found, sentence, segments, count))
            *trigger = found->trigger;
    }
    return *trigger == LOOKUP_NONE ? MENTION_PRESENT : statuses[triggers[*trigger].kind];
}

/* Whether an indicator may be about the subject. */
static bool may_be_about(struct text applies_to, enum subject subject)
{
    struct text piece;
    while (text_next(&applies_to, ';', &piece)) {
        if (text_equal(piece, text_of(subject_codes[subject])))
            return true;
        if (subject == SUBJECT_SIBLING && text_equal(piece, TEXT("child")))
            return true;
        if (subject == SUBJECT_CHILD && text_equal(piece, TEXT("unborn")))
            return true;
    }
    return false;
}

enum subject context_subject(const struct context *context, const struct segment *segments,
                             size_t count, struct text applies_to)
{
    const struct trigger *triggers = context->patterns->tables.triggers;
    uint32_t end = segments[count - 1].end;
    enum subject before = context->spoken_of, nearest = SUBJECT_NONE;
    /* Up to the end of the match, the last one named who fits; a pronoun stands for the one
     * before. */
    for (size_t i = 0; i < context->person_count && context->persons[i].start < end; i++) {
        enum subject subject = triggers[context->persons[i].trigger].subject;
        bool within = context->persons[i].start >= segments[0].start;
        if (subject == SUBJECT_NONE)
            subject = before;
        else
            before = subject;
        if (subject == SUBJECT_NONE || !may_be_about(applies_to, subject))
            continue;
        nearest = subject;
        if (within)
            break;
    }
    if (nearest != SUBJECT_NONE)
        return nearest;
    for (enum subject subject = SUBJECT_CHILD; subject < SUBJECTS; subject++)
        if (subject != SUBJECT_SIBLING && may_be_about(applies_to, subject))
            return subject;
    return SUBJECT_CHILD;
}
