#include "domain/notes/note_scan.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "domain/notes/sentences.h"
#include <stdlib.h>
#include <string.h>

enum { FOUND_PER_PART = 32, SEGMENTS = 2 * REGEX_GROUPS };

/* A match of a part; `segments` are the bytes that it asserts. */
struct found {
    uint32_t start, end;
    uint32_t first_segment, segment_count;
};

/* What is known of a part in this sentence. */
struct part_state {
    uint32_t stamp; /* the sentence it was tried in */
    uint32_t first, count;
};

/* Whether the sentence has a word of a set, and where the last one is. */
struct set_state {
    uint32_t stamp, last;
    bool met;
};

struct note_scan {
    struct patterns *patterns;
    const struct reporter *reporter;
    struct context context;
    struct stem_hits hits;
    uint32_t stamp;           /* of the sentence */
    uint32_t *pattern_stamps; /* by pattern: the sentence it was last a candidate in */
    uint32_t *candidates;
    struct part_state *parts;
    uint64_t *stems_here; /* a bit for each stem that the sentence has */
    uint32_t *first_hit;  /* by stem of the sentence: its first hit */
    uint32_t *last_hit;   /* and its last */
    uint32_t *next_hit;   /* by hit: the next of the same stem, or LOOKUP_NONE */
    uint32_t *met;        /* the stems of the sentence, each once */
    uint32_t *starts;     /* places at which a part may begin */
    size_t met_count, next_capacity, met_capacity, start_capacity;
    struct set_state *sets;
    struct buffer lowered; /* the sentence in lower case, which patterns are tried on */
    struct found *found;
    struct segment *segments;
    struct mentions mentions;
    size_t found_count, segment_count, found_capacity, segment_capacity;
    uint64_t sentences, tries;
    struct place place;
    int year;
    bool context_read; /* of this sentence */
    bool failed;
};

struct note_scan *note_scan_new(struct patterns *patterns, const struct reporter *reporter)
{
    struct note_scan *scan = memory_new(1, sizeof *scan);
    if (scan) {
        scan->patterns = patterns;
        scan->reporter = reporter;
        context_init(&scan->context, patterns);
        buffer_init(&scan->lowered, 2 * LIMIT_SENTENCE_BYTES);
        scan->pattern_stamps = memory_new(patterns->tables.row_count + 1,
                                          sizeof *scan->pattern_stamps);
        scan->candidates = memory_new(patterns->tables.row_count + 1, sizeof *scan->candidates);
        scan->parts = memory_new(patterns->tables.part_count + 1, sizeof *scan->parts);
        bool ready = mentions_init(&scan->mentions, patterns);
        scan->stems_here = memory_new(patterns->tables.stem_count / 64 + 1,
                                      sizeof *scan->stems_here);
        scan->first_hit = memory_new(patterns->tables.stem_count + 1, sizeof *scan->first_hit);
        scan->last_hit = memory_new(patterns->tables.stem_count + 1, sizeof *scan->last_hit);
        scan->sets = memory_new(patterns->tables.set_count + 1, sizeof *scan->sets);
        if (ready && scan->pattern_stamps && scan->candidates && scan->parts && scan->stems_here &&
            scan->first_hit && scan->last_hit && scan->sets)
            return scan;
    }
    note_scan_free(scan);
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return NULL;
}

void note_scan_free(struct note_scan *scan)
{
    if (!scan)
        return;
    context_release(&scan->context);
    buffer_release(&scan->lowered);
    memory_free(scan->hits.hits);
    memory_free(scan->pattern_stamps);
    memory_free(scan->candidates);
    memory_free(scan->parts);
    mentions_release(&scan->mentions);
    memory_free(scan->stems_here);
    memory_free(scan->first_hit);
    memory_free(scan->last_hit);
    memory_free(scan->next_hit);
    memory_free(scan->met);
    memory_free(scan->starts);
    memory_free(scan->sets);
    memory_free(scan->found);
    memory_free(scan->segments);
    memory_free(scan);
}

uint64_t note_scan_sentences(const struct note_scan *scan)
{
    return scan->sentences;
}

uint64_t note_scan_tries(const struct note_scan *scan)
{
    return scan->tries;
}

static bool no_memory(struct note_scan *scan)
{
    scan->failed = true;
    return report(scan->reporter, scan->place, MESSAGE_OUT_OF_MEMORY);
}

static bool add_segment(struct note_scan *scan, size_t start, size_t end)
{
    void *segments = scan->segments;
    if (!memory_reserve(&segments, &scan->segment_capacity, scan->segment_count + 1,
                        sizeof *scan->segments))
        return no_memory(scan);
    scan->segments = segments;
    scan->segments[scan->segment_count++] = (struct segment){(uint32_t)start, (uint32_t)end};
    return true;
}

/* Keeps a match: its gaps are what it does not assert; where it has nothing else, all of it. */
static bool add_found(struct note_scan *scan, const struct regex_match *match)
{
    struct regex_span whole = match->groups[0];
    struct found found = {(uint32_t)whole.start, (uint32_t)whole.end, (uint32_t)scan->segment_count,
                          0};
    size_t at = whole.start;
    while (at < whole.end) {
        /* The gap that comes next: groups of a pattern need not be in the order of the text. */
        struct regex_span gap = {whole.end, whole.end};
        for (size_t i = 1; i < match->count; i++)
            if (match->groups[i].start != SIZE_MAX && match->groups[i].start >= at &&
                match->groups[i].start < gap.start)
                gap = match->groups[i];
        if (gap.start > at && !add_segment(scan, at, gap.start))
            return false;
        at = gap.end > at ? gap.end : whole.end;
    }
    if (scan->segment_count == found.first_segment && !add_segment(scan, whole.start, whole.end))
        return false;
    found.segment_count = (uint32_t)scan->segment_count - found.first_segment;
    void *array = scan->found;
    if (!memory_reserve(&array, &scan->found_capacity, scan->found_count + 1, sizeof *scan->found))
        return no_memory(scan);
    scan->found = array;
    scan->found[scan->found_count++] = found;
    return true;
}

/* Tries an expression at one place. False when it is not found there or later. */
static bool find_at(struct note_scan *scan, const struct pattern *pattern, struct regex *regex,
                    struct text sentence, size_t at, struct regex_match *match)
{
    scan->tries++;
    switch (regex_find(scan->patterns->engine, regex, sentence, at, match)) {
    case REGEX_FOUND:
        return match->groups[0].end > match->groups[0].start;
    case REGEX_NOT_FOUND:
        return false;
    case REGEX_NO_MEMORY:
        return no_memory(scan);
    case REGEX_LIMIT:
        break;
    }
    char digits[24];
    report_with(scan->reporter, scan->place, MESSAGE_PATTERN_LIMIT,
                text_of(scan->patterns->files[pattern->file]), number_text(pattern->line, digits));
    return false;
}

static bool stem_is_here(const struct note_scan *scan, uint32_t stem)
{
    return scan->stems_here[stem / 64] >> (stem % 64) & 1;
}

/* Makes room for a number for each hit. */
static bool reserve(struct note_scan *scan, uint32_t **list, size_t *capacity)
{
    void *array = *list;
    if (!memory_reserve(&array, capacity, scan->hits.count, sizeof **list))
        return no_memory(scan);
    *list = array;
    return true;
}

/* Marks the stems of the sentence, with the places of each. */
static bool mark_stems(struct note_scan *scan)
{
    if (!reserve(scan, &scan->next_hit, &scan->next_capacity) ||
        !reserve(scan, &scan->met, &scan->met_capacity))
        return false;
    scan->met_count = 0;
    for (size_t i = scan->hits.count; i-- > 0;) {
        uint32_t stem = scan->hits.hits[i].stem;
        bool again = stem_is_here(scan, stem);
        scan->next_hit[i] = again ? scan->first_hit[stem] : LOOKUP_NONE;
        if (!again) {
            scan->last_hit[stem] = (uint32_t)i;
            scan->met[scan->met_count++] = stem;
        }
        scan->first_hit[stem] = (uint32_t)i;
        scan->stems_here[stem / 64] |= (uint64_t)1 << (stem % 64);
    }
    return true;
}

static void unmark_stems(struct note_scan *scan)
{
    for (size_t i = 0; i < scan->met_count; i++)
        scan->stems_here[scan->met[i] / 64] = 0;
}

static void meet_stem(const struct note_scan *scan, struct set_state *state, uint32_t stem)
{
    uint32_t at = scan->hits.hits[scan->last_hit[stem]].at;
    state->met = true;
    state->last = at > state->last ? at : state->last;
}

/* Looks a set and the sentence over for stems that both have, by way of the shorter. */
static void look_over(const struct note_scan *scan, uint32_t number, struct set_state *state)
{
    /* To look a stem up in a set costs about as much as to look at so many of it. */
    enum { COST_OF_LOOKUP = 4 };
    const struct pattern_tables *tables = &scan->patterns->tables;
    const struct stem_set *set = &tables->sets[number];
    const uint32_t *members = tables->numbers + set->first;
    if (scan->met_count * COST_OF_LOOKUP < set->count) {
        for (size_t i = 0; i < scan->met_count; i++)
            if (stem_set_has(tables, number, scan->met[i]))
                meet_stem(scan, state, scan->met[i]);
        return;
    }
    for (uint32_t i = 0; i < set->count; i++)
        if (stem_is_here(scan, members[i]))
            meet_stem(scan, state, members[i]);
}

/* Whether the sentence has a word of the set. */
static bool meets(struct note_scan *scan, uint32_t number)
{
    struct set_state *state = &scan->sets[number];
    if (state->stamp != scan->stamp) {
        *state = (struct set_state){.stamp = scan->stamp};
        look_over(scan, number, state);
    }
    return state->met;
}

static int order_of_numbers(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The places of the words of a set, in order. False when there is no memory. */
static bool find_starts(struct note_scan *scan, uint32_t number, size_t *count)
{
    const struct stem_set *set = &scan->patterns->tables.sets[number];
    const uint32_t *members = scan->patterns->tables.numbers + set->first;
    *count = 0;
    if (!reserve(scan, &scan->starts, &scan->start_capacity))
        return false;
    for (uint32_t i = 0; i < set->count; i++)
        if (stem_is_here(scan, members[i]))
            for (uint32_t hit = scan->first_hit[members[i]]; hit != LOOKUP_NONE;
                 hit = scan->next_hit[hit])
                scan->starts[(*count)++] = scan->hits.hits[hit].at;
    if (*count > 1)
        qsort(scan->starts, *count, sizeof *scan->starts, order_of_numbers);
    return true;
}

/* The expression of a part. NULL when it cannot be had. */
static struct regex *regex_of(struct note_scan *scan, const struct pattern *pattern,
                              uint32_t number)
{
    struct regex *regex = patterns_regex(scan->patterns, number,
                                         pattern_place(scan->patterns, pattern), scan->reporter);
    scan->failed |= !regex;
    return regex;
}

/* Looks for a part that may begin anywhere. */
static void find_anywhere(struct note_scan *scan, const struct pattern *pattern, uint32_t number,
                          struct text sentence, struct part_state *state)
{
    struct regex *regex = regex_of(scan, pattern, number);
    struct regex_match match;
    size_t next = 0;
    while (regex && next < sentence.length && state->count < FOUND_PER_PART &&
           find_at(scan, pattern, regex, sentence, next, &match) && add_found(scan, &match)) {
        next = match.groups[0].end;
        state->count++;
    }
}

/* The last place at which a match of the part can begin: what it needs must come there or behind.
 */
static bool last_start(struct note_scan *scan, const struct pattern_part *part, uint32_t *last)
{
    *last = UINT32_MAX;
    for (uint32_t n = 0; n < part->needs.count; n++) {
        uint32_t set = scan->patterns->tables.numbers[part->needs.first + n];
        if (!meets(scan, set))
            return false;
        *last = scan->sets[set].last < *last ? scan->sets[set].last : *last;
    }
    return true;
}

/* Looks for a part at the words that it may begin with. */
static void find_at_starts(struct note_scan *scan, const struct pattern *pattern, uint32_t number,
                           struct text sentence, struct part_state *state)
{
    const struct pattern_part *part = &scan->patterns->tables.parts[number];
    struct regex_match match;
    size_t next = 0, count;
    uint32_t last;
    /* To compile an expression costs as much as a hundred tries: not before there is a place for
     * it. */
    if (!last_start(scan, part, &last) || !find_starts(scan, part->lead, &count) || count == 0 ||
        scan->starts[0] > last)
        return;
    struct regex *regex = regex_of(scan, pattern, number);
    if (!regex)
        return;
    for (size_t i = 0; i < count && state->count < FOUND_PER_PART; i++) {
        if (scan->starts[i] < next)
            continue;
        if (scan->starts[i] > last)
            return;
        next = scan->starts[i] + (size_t)1;
        if (!find_at(scan, pattern, regex, sentence, scan->starts[i], &match))
            continue;
        if (!add_found(scan, &match))
            return;
        next = match.groups[0].end;
        state->count++;
    }
}

/* All matches of a part in the sentence, looked for once however many patterns ask. */
static const struct part_state *find_part(struct note_scan *scan, const struct pattern *pattern,
                                          uint32_t number, struct text sentence)
{
    struct part_state *state = &scan->parts[number];
    if (state->stamp == scan->stamp)
        return state;
    *state = (struct part_state){scan->stamp, (uint32_t)scan->found_count, 0};
    const struct pattern_part *part = &scan->patterns->tables.parts[number];
    if (part->lead != LOOKUP_NONE && !meets(scan, part->lead))
        return state;
    if (part->lead == LOOKUP_NONE)
        find_anywhere(scan, pattern, number, sentence, state);
    else
        find_at_starts(scan, pattern, number, sentence, state);
    return state;
}

/* Whether the sentence meets all sets of stems that the pattern needs. */
static bool meets_needs(struct note_scan *scan, const struct pattern *pattern)
{
    const uint32_t *needs = scan->patterns->tables.numbers + pattern->needs.first;
    for (uint32_t n = 1; n < pattern->needs.count; n++)
        if (!meets(scan, needs[n]))
            return false;
    return true;
}

static int order_of_segments(const void *a, const void *b)
{
    const struct segment *x = a, *y = b;
    return x->start != y->start ? (x->start < y->start ? -1 : 1)
                                : (x->end > y->end) - (x->end < y->end);
}

/* A match of all parts of a pattern: its status, and a mention of each indicator. */
static bool take_match(struct note_scan *scan, uint32_t number, struct text sentence, size_t offset,
                       struct segment *segments, size_t count)
{
    const struct patterns *patterns = scan->patterns;
    const struct pattern *pattern = &patterns->tables.rows[number];
    uint32_t end = 0;
    if (!scan->context_read && !context_read(&scan->context, sentence, &scan->hits, scan->year,
                                             scan->place, scan->reporter))
        return no_memory(scan);
    scan->context_read = true;
    qsort(segments, count, sizeof *segments, order_of_segments);
    for (size_t i = 0; i < count; i++)
        end = segments[i].end > end ? segments[i].end : end;
    struct mention mention = {
        .start = (uint32_t)offset + segments[0].start,
        .end = (uint32_t)offset + end,
        .pattern = number,
        .matches = 1,
    };
    uint32_t trigger;
    enum mention_status status = context_status(&scan->context, sentence, segments, count,
                                                &trigger);
    for (uint32_t i = 0; i < pattern->indicators.count; i++) {
        mention.indicator =
            patterns->indicator_of[patterns->tables.numbers[pattern->indicators.first + i]];
        if (mention.indicator == LOOKUP_NONE)
            continue;
        mention.status = status;
        mention.trigger = trigger;
        if (status == MENTION_HISTORIC && patterns->stands[mention.indicator]) {
            mention.status = MENTION_PRESENT;
            mention.trigger = LOOKUP_NONE;
        }
        mention.subject = context_subject(
            &scan->context, segments, count,
            patterns->framework->indicators[mention.indicator].applies_to);
        if (!mentions_add(&scan->mentions, &mention))
            return no_memory(scan);
    }
    return true;
}

static uint32_t distance(const struct found *a, const struct found *b)
{
    return a->end <= b->start ? b->start - a->end : b->end <= a->start ? a->start - b->end : 0;
}

/* Adds the segments of a match to a list. */
static size_t copy_segments(const struct note_scan *scan, const struct found *found,
                            struct segment *segments, size_t count)
{
    for (uint32_t i = 0; i < found->segment_count && count < SEGMENTS; i++)
        segments[count++] = scan->segments[found->first_segment + i];
    return count;
}

static bool try_pattern(struct note_scan *scan, uint32_t number, struct text sentence,
                        size_t offset)
{
    const struct patterns *patterns = scan->patterns;
    const struct pattern *pattern = &patterns->tables.rows[number];
    const uint32_t *parts = patterns->tables.numbers + pattern->parts.first,
                   *unless = patterns->tables.numbers + pattern->unless.first;
    for (uint32_t i = 0; i < pattern->parts.count; i++)
        if (find_part(scan, pattern, parts[i], sentence)->count == 0)
            return !scan->failed;
    for (uint32_t i = 0; i < pattern->unless.count; i++)
        if (find_part(scan, pattern, unless[i], sentence)->count > 0)
            return !scan->failed;
    if (scan->failed)
        return false;
    const struct part_state first = scan->parts[parts[0]];
    for (uint32_t m = 0; m < first.count; m++) {
        const struct found *found = &scan->found[first.first + m];
        struct segment segments[SEGMENTS];
        size_t count = copy_segments(scan, found, segments, 0);
        /* Of the other parts the match that stands nearest. */
        for (uint32_t i = 1; i < pattern->parts.count; i++) {
            const struct part_state *state = &scan->parts[parts[i]];
            const struct found *nearest = &scan->found[state->first];
            for (uint32_t n = 1; n < state->count; n++)
                if (distance(found, &scan->found[state->first + n]) < distance(found, nearest))
                    nearest = &scan->found[state->first + n];
            count = copy_segments(scan, nearest, segments, count);
        }
        if (!take_match(scan, number, sentence, offset, segments, count))
            return false;
    }
    return true;
}

/* What was noted of the sentence before is told apart by its stamp. */
static void begin_sentence(struct note_scan *scan)
{
    const struct pattern_tables *tables = &scan->patterns->tables;
    scan->sentences++;
    if (++scan->stamp != 0)
        return;
    memset(scan->pattern_stamps, 0, tables->row_count * sizeof *scan->pattern_stamps);
    memset(scan->parts, 0, tables->part_count * sizeof *scan->parts);
    memset(scan->sets, 0, tables->set_count * sizeof *scan->sets);
    scan->stamp = 1;
}

static bool scan_sentence(struct note_scan *scan, struct text sentence, size_t offset)
{
    const struct patterns *patterns = scan->patterns;
    size_t candidates = 0;
    begin_sentence(scan);
    scan->hits.count = 0;
    scan->found_count = scan->segment_count = 0;
    scan->context_read = false;
    if (!stems_find(patterns->tables.stems, sentence, &scan->hits))
        return no_memory(scan);
    if (!mark_stems(scan))
        return false;
    for (size_t i = 0; i < scan->hits.count; i++) {
        struct number_run run = patterns->tables.patterns_of[scan->hits.hits[i].stem];
        for (uint32_t n = 0; n < run.count; n++) {
            uint32_t number = patterns->tables.numbers[run.first + n];
            if (scan->pattern_stamps[number] == scan->stamp)
                continue;
            scan->pattern_stamps[number] = scan->stamp;
            scan->candidates[candidates++] = number;
        }
    }
    for (uint32_t n = 0; n < patterns->tables.anywhere.count; n++)
        scan->candidates[candidates++] = patterns->tables
                                             .numbers[patterns->tables.anywhere.first + n];
    for (size_t i = 0; i < candidates; i++)
        if (meets_needs(scan, &patterns->tables.rows[scan->candidates[i]]) &&
            !try_pattern(scan, scan->candidates[i], sentence, offset))
            return false;
    unmark_stems(scan);
    return true;
}

/* Triggers and persons of a sentence without any match matter to the next ones, too. */
static bool leave_sentence(struct note_scan *scan, struct text sentence)
{
    if (!scan->context_read && !context_read(&scan->context, sentence, &scan->hits, scan->year,
                                             scan->place, scan->reporter))
        return no_memory(scan);
    context_leave(&scan->context);
    return true;
}

/* Eight bytes at a time. Of each byte the low seven bits are added to, so that the eighth tells
 * whether they are `A` or more, and whether they are more than `Z`. */
static uint64_t lower_eight(uint64_t bytes)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t low = bytes & (0x7f * ones);
    uint64_t from_a = low + (0x80 - 'A') * ones, past_z = low + (0x7f - 'Z') * ones;
    return bytes | (((from_a ^ past_z) & ~bytes & (0x80 * ones)) >> 2);
}

/* ASCII letters alone: no byte moves. */
static bool lower_sentence(struct note_scan *scan, struct text *sentence)
{
    buffer_clear(&scan->lowered);
    if (!buffer_add(&scan->lowered, *sentence))
        return no_memory(scan);
    for (size_t i = 0; i < scan->lowered.length; i += sizeof(uint64_t)) {
        size_t count = scan->lowered.length - i;
        uint64_t eight = 0;
        count = count < sizeof eight ? count : sizeof eight;
        memcpy(&eight, scan->lowered.data + i, count);
        eight = lower_eight(eight);
        memcpy(scan->lowered.data + i, &eight, count);
    }
    *sentence = buffer_text(&scan->lowered);
    return true;
}

bool note_scan_run(struct note_scan *scan, struct text note, int year, struct place place,
                   const struct mention **mentions, size_t *count)
{
    struct sentence sentence;
    size_t from = 0;
    scan->place = place;
    scan->year = year;
    mentions_clear(&scan->mentions);
    context_clear(&scan->context);
    while (sentence_next(note, &scan->patterns->abbreviations, from, &sentence)) {
        struct text text = text_part(note, sentence.start, sentence.end - sentence.start);
        if (sentence.new_line)
            context_new_line(&scan->context);
        if (!lower_sentence(scan, &text) || !scan_sentence(scan, text, sentence.start) ||
            !leave_sentence(scan, text))
            return false;
        from = sentence.end;
    }
    if (!mentions_gather(&scan->mentions))
        return no_memory(scan);
    *mentions = scan->mentions.gathered;
    *count = scan->mentions.gathered_count;
    return true;
}
