#include "domain/timeline/event_merge.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/timeline/event_merge_private.h"

#include <stdlib.h>

#define NOT_LOOKED_FOR (MERGE_NONE - 1)

/* Where an event stands within its family. */
struct merge_key {
    date_day earliest, latest;
    uint32_t rank, number;
};

static bool no_memory(const struct event_merge *merge)
{
    return report(merge->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void event_merge_init(struct event_merge *merge, const struct event_sources *sources,
                      const struct framework *framework, const struct reporter *reporter)
{
    *merge = (struct event_merge){
        .sources = sources,
        .framework = framework,
        .reporter = reporter,
        .limit = LIMIT_MERGED_EVENTS,
        .only = TEXT(""),
    };
    chronology_people_init(&merge->people);
    people_index_init(&merge->links);
    lookup_init(&merge->families);
    lookup_init(&merge->interned);
    arena_init(&merge->arena);
    buffer_init(&merge->text, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&merge->key, LIMIT_OUTPUT_CELL_BYTES);
}

void event_merge_release(struct event_merge *merge)
{
    chronology_people_release(&merge->people);
    people_index_release(&merge->links);
    lookup_release(&merge->families);
    lookup_release(&merge->interned);
    arena_release(&merge->arena);
    buffer_release(&merge->text);
    buffer_release(&merge->key);
    memory_free(merge->texts);
    memory_free(merge->interned_texts);
    memory_free(merge->events);
    memory_free(merge->passed);
    memory_free(merge->order);
    merge->events = NULL;
    merge->passed = NULL;
    merge->order = NULL;
}

/* The number of a text that is held already. */
static uint32_t add_text(struct event_merge *merge, struct text text)
{
    void *texts = merge->texts;
    if (!text.data || merge->text_count >= NOT_LOOKED_FOR ||
        !memory_reserve(&texts, &merge->text_capacity, merge->text_count + 1, sizeof *merge->texts))
        return MERGE_NONE;
    merge->texts = texts;
    merge->texts[merge->text_count] = (struct merge_text){text, MERGE_NONE};
    return (uint32_t)merge->text_count++;
}

uint32_t event_merge_intern(struct event_merge *merge, struct text text)
{
    bool added;
    void *numbers = merge->interned_texts;
    if (text.length == 0)
        return MERGE_NONE;
    uint32_t place = lookup_add(&merge->interned, text, &added);
    if (place == LOOKUP_NONE || !memory_reserve(&numbers, &merge->interned_capacity,
                                                (size_t)place + 1, sizeof *merge->interned_texts))
        return MERGE_NONE;
    merge->interned_texts = numbers;
    if (added)
        merge->interned_texts[place] = add_text(merge, lookup_key(&merge->interned, place));
    return merge->interned_texts[place];
}

/* The number of a text that hardly comes again: it is not looked for among the others. */
static uint32_t keep_text(struct event_merge *merge, struct text text)
{
    return text.length == 0 ? MERGE_NONE : add_text(merge, arena_copy(&merge->arena, text));
}

struct text event_merge_text(const struct event_merge *merge, uint32_t number)
{
    return number == MERGE_NONE ? TEXT("") : merge->texts[number].text;
}

struct text event_merge_family(const struct event_merge *merge, const struct merged_event *event)
{
    return lookup_key(&merge->families, event->family);
}

const struct merged_event *event_merge_get(const struct event_merge *merge, size_t place)
{
    return &merge->events[merge->order[place]];
}

const struct merged_event *event_merge_event(const struct event_merge *merge, uint32_t number)
{
    return &merge->events[number];
}

/* --- Adding ---------------------------------------------------------------------------------- */

static bool pass_cells(struct event_merge *merge, const struct told_event *told,
                       struct merged_event *event)
{
    event->passed = (uint32_t)merge->passed_count;
    event->passed_count = (uint32_t)told->passed_count;
    for (size_t i = 0; i < told->passed_count; i++) {
        void *passed = merge->passed;
        struct passed_cell cell = told->passed[i];
        cell.cell = arena_copy(&merge->arena, cell.cell);
        if (!cell.cell.data || merge->passed_count >= MERGE_NONE ||
            !memory_reserve(&passed, &merge->passed_capacity, merge->passed_count + 1,
                            sizeof *merge->passed))
            return false;
        merge->passed = passed;
        merge->passed[merge->passed_count++] = cell;
    }
    return true;
}

/* Keeps that a family has a person. */
static bool keep_link(struct event_merge *merge, uint32_t family, uint32_t person)
{
    bool added;
    if (merge->texts[person].linked == family)
        return true;
    merge->texts[person].linked = family;
    struct text rest = event_merge_text(merge, person), id;
    while (text_next(&rest, ';', &id))
        if (id.length > 0 && people_index_add(&merge->links, lookup_key(&merge->families, family),
                                              id, &added) == LOOKUP_NONE)
            return false;
    return true;
}

static bool failed_text(uint32_t number, struct text text)
{
    return text.length > 0 && number == MERGE_NONE;
}

static bool fill_event(struct event_merge *merge, const struct told_event *told,
                       struct merged_event *event)
{
    event->person = event_merge_intern(merge, told->person);
    bool own = told->family.length > 0 || told->person.length == 0;
    event->family = own ? lookup_add(&merge->families, told->family, NULL) : MERGE_NONE;
    if (failed_text(event->person, told->person) || (own && event->family == LOOKUP_NONE))
        return false;
    if (told->family.length > 0 && event->person != MERGE_NONE &&
        !keep_link(merge, event->family, event->person))
        return false;
    /* Whom it happened to is worth knowing, though the family is not asked for. */
    if (merge->only.length > 0 && told->family.length > 0 &&
        !text_equal(told->family, merge->only)) {
        event->out = true;
        return true;
    }
    event->id = keep_text(merge, told->id);
    event->words = told->source->record == SOURCE_EVENTS ? keep_text(merge, told->words)
                                                         : event_merge_intern(merge, told->words);
    event->from = event_merge_intern(merge, told->from);
    event->kind = event_merge_intern(merge, told->kind);
    event->given_same = event_merge_intern(merge, told->same_as);
    return !failed_text(event->id, told->id) && !failed_text(event->words, told->words) &&
           !failed_text(event->from, told->from) && !failed_text(event->kind, told->kind) &&
           !failed_text(event->given_same, told->same_as) && pass_cells(merge, told, event);
}

bool event_merge_add(struct event_merge *merge, const struct told_event *told)
{
    char digits[24];
    void *events = merge->events;
    struct merged_event event = {
        .date = told->date,
        .end = told->end,
        .line = told->line,
        .source = (uint32_t)(told->source - merge->sources->list),
        .file = told->file,
        .same_kind = told->same_kind,
        .indicator = told->indicator,
        .born = told->born,
        .next = MERGE_NONE,
        .same_as = MERGE_NONE,
        .impact = told->impact,
        .ongoing = told->ongoing,
    };
    if (!fill_event(merge, told, &event))
        return no_memory(merge);
    if (event.out)
        return true;
    if (merge->event_count >= merge->limit)
        return report_with(merge->reporter, PLACE_NONE, MESSAGE_TOO_MANY_EVENTS,
                           number_text(merge->limit, digits));
    if (!memory_reserve(&events, &merge->event_capacity, merge->event_count + 1,
                        sizeof *merge->events))
        return no_memory(merge);
    merge->events = events;
    merge->events[merge->event_count++] = event;
    return true;
}

/* --- Families -------------------------------------------------------------------------------- */

/* The family in which a person is known, by its number in `families`; MERGE_NONE when it is not, or
 * in several. `*sound` turns false when there is no memory. */
static uint32_t family_of_person(struct event_merge *merge, struct text person, bool *sound)
{
    struct people_index *indexes[] = {&merge->people.index, &merge->links};
    struct text rest = person, id = TEXT("");
    while (id.length == 0 && text_next(&rest, ';', &id)) {
    }
    for (size_t i = 0; i < 2; i++) {
        uint32_t number = people_index_find(indexes[i], TEXT(""), id);
        if (number == LOOKUP_NONE)
            continue;
        uint32_t family = lookup_add(&merge->families,
                                     child_index_family(&indexes[i]->index, number), NULL);
        *sound = *sound && family != LOOKUP_NONE;
        return family;
    }
    return MERGE_NONE;
}

/* A family of a person's own, called by the id. */
static uint32_t family_alone(struct event_merge *merge, struct text person)
{
    struct buffer *name = &merge->text;
    uint32_t family = LOOKUP_NONE;
    bool added = false;
    for (size_t marks = 0; !added; marks++) {
        buffer_clear(name);
        for (size_t i = 0; i < marks; i++)
            buffer_put(name, "child-");
        buffer_add(name, person);
        family = buffer_failed(name) ? LOOKUP_NONE
                                     : lookup_add(&merge->families, buffer_text(name), &added);
        if (family == LOOKUP_NONE)
            break;
    }
    return family;
}

/* The named family when there is one only, else MERGE_NONE. */
static uint32_t single_family(struct event_merge *merge, bool *sound)
{
    const struct lookup *theirs = &merge->people.index.families;
    for (uint32_t i = 0; i < theirs->count; i++)
        *sound = *sound && lookup_add(&merge->families, lookup_key(theirs, i), NULL) != LOOKUP_NONE;
    uint32_t single = MERGE_NONE;
    for (uint32_t i = 0; i < merge->families.count; i++)
        if (lookup_key(&merge->families, i).length > 0) {
            if (single != MERGE_NONE)
                return MERGE_NONE;
            single = i;
        }
    return single;
}

/* Rows of these records are of one family where they name none. */
static bool is_of_one_family(const struct event_merge *merge, const struct merged_event *event)
{
    enum source_record record = merge->sources->list[event->source].record;
    return record == SOURCE_EVENTS || record == SOURCE_PEOPLE;
}

/* Finds the families of events that name a person alone; of those that are known, or of the others.
 */
static bool find_by_person(struct event_merge *merge, uint32_t *of_person, bool known)
{
    bool sound = true;
    for (size_t i = 0; sound && i < merge->event_count; i++) {
        struct merged_event *event = &merge->events[i];
        if (event->family != MERGE_NONE)
            continue;
        uint32_t *family = &of_person[event->person];
        struct text person = event_merge_text(merge, event->person);
        if (known && *family == NOT_LOOKED_FOR)
            *family = family_of_person(merge, person, &sound);
        if (!known && *family == MERGE_NONE) {
            *family = family_alone(merge, person);
            sound = *family != LOOKUP_NONE;
        }
        event->family = *family;
        if (known && *family == MERGE_NONE && is_of_one_family(merge, event)) {
            event->family = lookup_add(&merge->families, TEXT(""), NULL);
            sound = sound && event->family != LOOKUP_NONE;
        }
    }
    return sound;
}

static bool find_families(struct event_merge *merge)
{
    size_t count = merge->text_count;
    uint32_t *of_person = memory_resize(NULL, count + 1, sizeof *of_person);
    bool sound = of_person;
    for (size_t i = 0; sound && i < count; i++)
        of_person[i] = NOT_LOOKED_FOR;
    sound = sound && find_by_person(merge, of_person, true);
    uint32_t unnamed = lookup_find(&merge->families, TEXT(""));
    uint32_t single = sound && unnamed != LOOKUP_NONE ? single_family(merge, &sound) : MERGE_NONE;
    for (size_t i = 0; single != MERGE_NONE && i < merge->event_count; i++)
        if (merge->events[i].family == unnamed)
            merge->events[i].family = single;
    sound = sound && find_by_person(merge, of_person, false);
    memory_free(of_person);
    return sound;
}

/* Leaves out births of people who are no children of the family: parents have been born, too. */
static bool drop_births(struct event_merge *merge)
{
    date_day *last = memory_resize(NULL, merge->families.count + 1, sizeof *last);
    if (!last)
        return false;
    for (size_t i = 0; i < merge->families.count; i++)
        last[i] = DATE_DAY_OPEN_START;
    for (size_t i = 0; i < merge->event_count; i++) {
        const struct merged_event *event = &merge->events[i];
        const struct date *dates[] = {&event->date, &event->end};
        for (size_t j = 0; j < 2; j++)
            if (dates[j]->precision != DATE_NONE && chronology_last(dates[j]) > last[event->family])
                last[event->family] = chronology_last(dates[j]);
    }
    for (size_t i = 0; i < merge->event_count; i++) {
        struct merged_event *event = &merge->events[i];
        if (event->born != MERGE_NONE)
            event->out = !chronology_person_is_child(&merge->people.list[event->born],
                                                     last[event->family]);
        if (merge->only.length > 0 && !text_equal(event_merge_family(merge, event), merge->only))
            event->out = true;
    }
    memory_free(last);
    return true;
}

/* --- Order ----------------------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    const struct merge_key *a = left, *b = right;
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    if (a->latest != b->latest)
        return a->latest < b->latest ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static struct merge_key key_of(const struct event_merge *merge, uint32_t number)
{
    const struct merged_event *event = &merge->events[number];
    bool undated = event->date.precision == DATE_NONE;
    uint32_t ranking = event->same_kind == MERGE_NONE ? event->source : event->same_kind;
    return (struct merge_key){
        .earliest = undated ? DATE_DAY_OPEN_END : event->date.earliest,
        .latest = undated ? DATE_DAY_OPEN_END : event->date.latest,
        .rank = merge->sources->list[ranking].rank,
        .number = number,
    };
}

/*
 * Families first, by counting, which keeps the whole linear: their events are few, and each family
 * is sorted by itself.
 */
static bool sort_events(struct event_merge *merge)
{
    size_t families = merge->families.count, *starts = memory_new(families + 1, sizeof *starts);
    uint32_t *places = memory_resize(NULL, families + 1, sizeof *places);
    struct merge_key *keys = memory_resize(NULL, merge->event_count + 1, sizeof *keys);
    merge->order = memory_resize(NULL, merge->event_count + 1, sizeof *merge->order);
    bool done = starts && places && keys && merge->order;
    uint32_t used = 0;
    for (size_t i = 0; done && i < families; i++)
        places[i] = MERGE_NONE;
    for (size_t i = 0; done && i < merge->event_count; i++) {
        const struct merged_event *event = &merge->events[i];
        if (event->out)
            continue;
        if (places[event->family] == MERGE_NONE)
            places[event->family] = used++;
        starts[places[event->family] + 1]++;
        merge->order_count++;
    }
    for (size_t i = 0; done && i < used; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; done && i < merge->event_count; i++)
        if (!merge->events[i].out)
            keys[starts[places[merge->events[i].family]]++] = key_of(merge, (uint32_t)i);
    for (size_t i = 0, start = 0; done && i < used; start = starts[i++])
        if (starts[i] - start > 1)
            qsort(keys + start, starts[i] - start, sizeof *keys, compare_keys);
    for (size_t i = 0; done && i < merge->order_count; i++)
        merge->order[i] = keys[i].number;
    merge->family_count = used;
    memory_free(starts);
    memory_free(places);
    memory_free(keys);
    return done;
}

bool event_merge_finish(struct event_merge *merge)
{
    if (!find_families(merge) || !drop_births(merge) || !sort_events(merge) ||
        !event_merge_join(merge))
        return no_memory(merge);
    size_t kept = 0;
    for (size_t i = 0; i < merge->order_count; i++) {
        const struct merged_event *event = event_merge_get(merge, i);
        if (event->gathered)
            continue;
        merge->undated += event->date.precision == DATE_NONE;
        merge->marked += event->same_as != MERGE_NONE;
        merge->order[kept++] = merge->order[i];
    }
    merge->order_count = kept;
    return true;
}
