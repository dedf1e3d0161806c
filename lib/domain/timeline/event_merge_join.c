#include "base/limits.h"
#include "base/memory.h"
#include "domain/timeline/event_merge_private.h"

/* Slots of a lookup that is worth keeping from one day to the next. */
enum { SLOTS_KEPT = 1024 };

/* Events of one family that may mean just the same days, and what is known of those looked at. */
struct same_days {
    struct event_merge *merge;
    struct lookup keys;
    /* By key. While gathering: the event gathered into. While marking: the places in the order of
     * the first event, and of the first from another file than that one's. */
    struct found {
        uint32_t first, other;
    } * found;
    uint32_t *tails; /* of an event: the last that was gathered into it */
    size_t found_capacity;
    struct buffer key, folded;
    uint32_t *indicators;
    size_t indicator_capacity;
    bool failed; /* there was no memory */
};

static struct merged_event *event_of(struct same_days *days, uint32_t number)
{
    return &days->merge->events[number];
}

static void forget(struct same_days *days)
{
    if (days->keys.slot_count > SLOTS_KEPT)
        lookup_release(&days->keys);
    else if (days->keys.count > 0)
        lookup_clear(&days->keys);
}

/* What is known of the key, made when new; NULL when there is no memory. */
static struct found *found_of(struct same_days *days)
{
    bool added;
    void *found = days->found;
    uint32_t number = buffer_failed(&days->key)
                          ? LOOKUP_NONE
                          : lookup_add(&days->keys, buffer_text(&days->key), &added);
    if (number == LOOKUP_NONE ||
        !memory_reserve(&found, &days->found_capacity, (size_t)number + 1, sizeof *days->found)) {
        days->failed = true;
        return NULL;
    }
    days->found = found;
    if (added)
        days->found[number] = (struct found){MERGE_NONE, MERGE_NONE};
    return &days->found[number];
}

/* A key is a letter and numbers, each ended by a blank, then perhaps a text. */
static void start_key(struct same_days *days, char letter)
{
    buffer_clear(&days->key);
    buffer_add_byte(&days->key, letter);
}

static void add_number(struct same_days *days, int64_t number)
{
    buffer_add_number(&days->key, (uint64_t)number);
    buffer_add_byte(&days->key, ' ');
}

/* --- Gathering ------------------------------------------------------------------------------- */

/* Whether the event and that one name different persons, and so may be one event of both. The
 * persons that a gathered event has are keys of their own. */
static bool is_another_person(struct same_days *days, uint32_t head, uint32_t person)
{
    start_key(days, 'P');
    add_number(days, head);
    add_number(days, person);
    struct found *found = found_of(days);
    bool new = found && found->first == MERGE_NONE;
    if (new)
        found->first = head;
    return new;
}

static void gather(struct same_days *days, uint32_t number)
{
    struct merged_event *event = event_of(days, number);
    bool indicator = event->indicator != MERGE_NONE;
    if (days->merge->sources->list[event->source].record == SOURCE_EVENTS ||
        (!indicator && event->person == MERGE_NONE))
        return;
    start_key(days, indicator ? 'I' : 'G');
    add_number(days, event->file);
    add_number(days, event->source);
    add_number(days, indicator ? event->person : event->words);
    add_number(days, event->end.precision);
    add_number(days, event->end.earliest);
    add_number(days, event->end.latest);
    struct found *found = found_of(days);
    if (!found)
        return;
    uint32_t head = found->first;
    if (head == MERGE_NONE) {
        found->first = number;
        days->tails[number] = number;
        if (!indicator)
            is_another_person(days, number, event->person);
    } else if (indicator || is_another_person(days, head, event->person)) {
        event_of(days, days->tails[head])->next = number;
        days->tails[head] = number;
        event->gathered = true;
    }
}

/* --- The words of indicators ----------------------------------------------------------------- */

struct indicator_list {
    const struct framework *framework;
    const uint32_t *numbers;
    size_t count;
};

static void fill_indicators(void *context, const struct source_piece *piece, struct buffer *to)
{
    const struct indicator_list *list = context;
    for (size_t i = 0; i < list->count; i++) {
        const struct indicator *indicator = &list->framework->indicators[list->numbers[i]];
        if (i > 0)
            buffer_put(to, "; ");
        buffer_add(to, piece->kind == PIECE_CODES ? indicator->code : indicator->label);
    }
}

/* The gravest first; numbers follow the framework. */
static int compare_indicators(const struct framework *framework, uint32_t a, uint32_t b)
{
    enum indicator_level of_a = framework->indicators[a].level,
                         of_b = framework->indicators[b].level;
    if (of_a != of_b)
        return of_a > of_b ? -1 : 1;
    return (a > b) - (a < b);
}

/* Adds an indicator to the list in its place, unless it is there. */
static size_t insert_indicator(struct same_days *days, size_t count, uint32_t indicator)
{
    const struct framework *framework = days->merge->framework;
    void *list = days->indicators;
    if (!memory_reserve(&list, &days->indicator_capacity, count + 1, sizeof *days->indicators)) {
        days->failed = true;
        return count;
    }
    days->indicators = list;
    size_t at = count;
    while (at > 0 && compare_indicators(framework, days->indicators[at - 1], indicator) > 0)
        at--;
    if (at > 0 && days->indicators[at - 1] == indicator)
        return count;
    memmove(days->indicators + at + 1, days->indicators + at,
            (count - at) * sizeof *days->indicators);
    days->indicators[at] = indicator;
    return count + 1;
}

static void name_indicators(struct same_days *days, struct merged_event *event)
{
    struct event_merge *merge = days->merge;
    struct indicator_list list = {merge->framework, NULL, 0};
    for (const struct merged_event *at = event;; at = event_of(days, at->next)) {
        list.count = insert_indicator(days, list.count, at->indicator);
        if (at->next == MERGE_NONE)
            break;
    }
    list.numbers = days->indicators;
    buffer_clear(&merge->text);
    if (!days->failed && event_source_words(&merge->sources->list[event->source], fill_indicators,
                                            &list, &merge->text))
        event->words = event_merge_intern(merge, buffer_text(&merge->text));
    days->failed = days->failed || event->words == MERGE_NONE;
}

/* --- Told twice ------------------------------------------------------------------------------ */

/* The key of the group and of a person in it; 0: all, 1: nobody named, else a person's. */
static struct found *found_in(struct same_days *days, size_t group, int64_t person)
{
    days->key.length = group;
    buffer_add_byte(&days->key, ' ');
    add_number(days, person);
    return found_of(days);
}

static uint32_t file_at(const struct same_days *days, uint32_t place)
{
    return event_merge_get(days->merge, place)->file;
}

/* The place of an earlier event of a key that the one at a place may be the same as. */
static uint32_t earlier(const struct same_days *days, const struct found *found, bool other_file,
                        uint32_t place)
{
    if (!found || found->first == MERGE_NONE || found->first == place)
        return MERGE_NONE; /* itself, when it names a person twice */
    bool same_file = file_at(days, found->first) == file_at(days, place);
    return other_file && same_file ? found->other : found->first;
}

static void keep_found(const struct same_days *days, struct found *found, uint32_t place)
{
    if (!found)
        return;
    if (found->first == MERGE_NONE)
        found->first = place;
    else if (found->other == MERGE_NONE && file_at(days, found->first) != file_at(days, place))
        found->other = place;
}

/* The number of a person's id for found_in. */
static int64_t person_key(struct same_days *days, struct text id)
{
    uint32_t number = event_merge_intern(days->merge, id);
    days->failed = days->failed || number == MERGE_NONE;
    return (int64_t)number + 2;
}

/*
 * Looks at the persons of the event at a place, in the group whose key stands in the buffer: the
 * place of the earliest event with which it has one in common. Keeps it for those behind.
 */
static uint32_t look_in_group(struct same_days *days, uint32_t place, bool other_file)
{
    enum { ALL, NOBODY };
    size_t group = days->key.length;
    uint32_t best = MERGE_NONE;
    bool anybody = false;
    for (uint32_t at = days->merge->order[place]; at != MERGE_NONE && !days->failed;
         at = event_of(days, at)->next) {
        struct text persons = event_merge_text(days->merge, event_of(days, at)->person), id;
        while (text_next(&persons, ';', &id)) {
            if (id.length == 0)
                continue;
            anybody = true;
            struct found *found = found_in(days, group, person_key(days, id));
            uint32_t one = earlier(days, found, other_file, place);
            best = one < best ? one : best;
            keep_found(days, found, place);
        }
        if (event_of(days, at)->indicator != MERGE_NONE)
            break; /* they are all of one person */
    }
    struct found *found = found_in(days, group, NOBODY);
    if (anybody) {
        uint32_t one = earlier(days, found, other_file, place);
        best = one < best ? one : best;
    } else {
        keep_found(days, found, place);
    }
    found = found_in(days, group, ALL);
    if (!anybody)
        best = earlier(days, found, other_file, place);
    keep_found(days, found, place);
    return best;
}

static void mark(struct same_days *days, uint32_t place)
{
    const struct event_sources *sources = days->merge->sources;
    struct merged_event *event = event_of(days, days->merge->order[place]);
    uint32_t best = MERGE_NONE;
    buffer_clear(&days->folded);
    days->failed = days->failed ||
                   !heading_key(event_merge_text(days->merge, event->words), &days->folded);
    if (days->folded.length > 0 && !days->failed) {
        start_key(days, 'W');
        buffer_add(&days->key, buffer_text(&days->folded));
        best = look_in_group(days, place, false);
    }
    uint32_t kind = event->same_kind == MERGE_NONE ? event->source : event->same_kind;
    if (sources->list[kind].match_kind && !days->failed) {
        start_key(days, 'K');
        buffer_add(&days->key, sources->list[kind].kind);
        uint32_t by_kind = look_in_group(days, place, true);
        best = by_kind < best ? by_kind : best;
    }
    event->same_as = best == MERGE_NONE ? MERGE_NONE : days->merge->order[best];
}

/* --- All ------------------------------------------------------------------------------------- */

static bool is_same_day(const struct merged_event *a, const struct merged_event *b)
{
    return a->family == b->family && a->date.earliest == b->date.earliest &&
           a->date.latest == b->date.latest;
}

/* The events from a place up to another. */
static void join(struct same_days *days, uint32_t from, uint32_t to)
{
    struct event_merge *merge = days->merge;
    bool several = to - from > 1 && event_merge_get(merge, from)->date.precision != DATE_NONE;
    for (uint32_t i = from; several && !merge->each && i < to && !days->failed; i++)
        gather(days, merge->order[i]);
    for (uint32_t i = from; i < to && !days->failed; i++) {
        struct merged_event *event = event_of(days, merge->order[i]);
        if (event->indicator != MERGE_NONE && !event->gathered)
            name_indicators(days, event);
    }
    forget(days);
    for (uint32_t i = from; several && i < to && !days->failed; i++)
        if (!event_merge_get(merge, i)->gathered)
            mark(days, i);
    forget(days);
}

bool event_merge_join(struct event_merge *merge)
{
    struct same_days days = {
        .merge = merge,
        .tails = memory_resize(NULL, merge->event_count + 1, sizeof *days.tails),
    };
    lookup_init(&days.keys);
    buffer_init(&days.key, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&days.folded, LIMIT_OUTPUT_CELL_BYTES);
    days.failed = !days.tails;
    uint32_t count = (uint32_t)merge->order_count;
    for (uint32_t from = 0, to = 0; from < count && !days.failed; from = to) {
        const struct merged_event *first = event_merge_get(merge, from);
        for (to = from + 1; to < count && is_same_day(first, event_merge_get(merge, to));)
            to++;
        join(&days, from, to);
    }
    lookup_release(&days.keys);
    buffer_release(&days.key);
    buffer_release(&days.folded);
    memory_free(days.found);
    memory_free(days.tails);
    memory_free(days.indicators);
    return !days.failed;
}
