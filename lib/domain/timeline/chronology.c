#include "base/limits.h"
#include "base/memory.h"
#include "domain/timeline/chronology_private.h"
#include "records/prose.h"

#include <stdlib.h>

static bool no_memory(const struct work *work)
{
    return report(work->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

date_day chronology_first(const struct date *date)
{
    return date->earliest == DATE_DAY_OPEN_START ? date->latest : date->earliest;
}

date_day chronology_last(const struct date *date)
{
    return date->latest == DATE_DAY_OPEN_END ? date->earliest : date->latest;
}

int64_t chronology_mark(const struct date *date)
{
    int64_t first = chronology_first(date), last = chronology_last(date);
    if (date->earliest == DATE_DAY_OPEN_START)
        return 2 * last + 2;
    if (date->latest == DATE_DAY_OPEN_END || first == last)
        return 2 * first;
    return first + last + 1;
}

static struct text keep(struct work *work, struct text text)
{
    struct buffer *buffer = &work->store->text;
    buffer_clear(buffer);
    if (!prose_clean(buffer, text))
        return (struct text){NULL, 0};
    return arena_copy(&work->store->arena, buffer_text(buffer));
}

/* The same with nothing that shall be hidden. */
static struct text keep_hidden(struct work *work, struct text text)
{
    struct buffer *buffer = &work->store->text;
    buffer_clear(buffer);
    if (!privacy_clean(work->request->privacy, buffer, text))
        return (struct text){NULL, 0};
    return arena_copy(&work->store->arena, buffer_text(buffer));
}

/* --- Reading --------------------------------------------------------------------------------- */

/* Adds an event, which is borrowed no longer. */
static bool add_event(struct work *work, uint32_t family, uint64_t order,
                      const struct chronology_event *event)
{
    struct chronology_store *store = work->store;
    void *events = store->events, *keys = store->keys;
    if (family == LOOKUP_NONE || !event->event.data ||
        !memory_reserve(&events, &store->event_capacity, store->event_count + 1,
                        sizeof *store->events))
        return no_memory(work);
    store->events = events;
    if (!memory_reserve(&keys, &store->key_capacity, store->event_count + 1, sizeof *store->keys))
        return no_memory(work);
    store->keys = keys;
    store->keys[store->event_count] = (struct key){
        .family = family,
        .undated = event->date.precision == DATE_NONE,
        .earliest = event->date.earliest,
        .latest = event->date.latest,
        .order = order,
        .index = store->event_count,
    };
    store->events[store->event_count++] = *event;
    return true;
}

static bool read_events(struct work *work, struct event_rows *rows)
{
    struct event_row row;
    enum table_result result;
    while ((result = event_rows_next(rows, &row)) == TABLE_ROW) {
        const struct privacy *privacy = work->request->privacy;
        struct chronology_event event = {
            .id = privacy_tells(privacy, row.id) ? TEXT("") : keep(work, row.id),
            .event = keep_hidden(work, row.event),
            .source = keep_hidden(work, row.source),
            .person = keep(work, row.person),
            .date = row.date,
            .end = row.end,
            .ongoing = row.ongoing,
            .impact = row.impact,
            .told_before = row.told_before,
            .place = row.place,
        };
        work->told_before = work->told_before || row.told_before;
        event.birth = birth_words_match(work->births, event.event);
        privacy_date(privacy, &event.date);
        privacy_date(privacy, &event.end);
        if (!event.id.data || !event.source.data || !event.person.data)
            return no_memory(work);
        if (!add_event(work, lookup_add(&work->store->families, row.family, NULL),
                       work->store->event_count + 1, &event))
            return false;
    }
    return result == TABLE_END;
}

static int compare_keys(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->undated != b->undated)
        return a->undated ? 1 : -1;
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    if (a->latest != b->latest)
        return a->latest < b->latest ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool sort_events(struct work *work)
{
    struct chronology_store *store = work->store;
    size_t count = store->event_count;
    struct chronology_event *sorted = memory_new(count + 1, sizeof *sorted);
    if (!sorted)
        return no_memory(work);
    if (count > 1)
        qsort(store->keys, count, sizeof *store->keys, compare_keys);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = store->events[store->keys[i].index];
        store->keys[i].index = i;
    }
    memory_free(store->events);
    store->events = sorted;
    store->event_capacity = count + 1;
    return true;
}

/* Cuts the sorted events into families. */
static bool cut_families(struct work *work)
{
    struct chronology *chronology = work->chronology;
    struct chronology_store *store = work->store;
    memory_free(chronology->families);
    chronology->families = memory_new(store->families.count + 1, sizeof *chronology->families);
    chronology->family_count = store->families.count;
    if (!chronology->families)
        return no_memory(work);
    for (size_t i = 0; i < chronology->family_count; i++)
        chronology->families[i].id = lookup_key(&store->families, (uint32_t)i);
    for (size_t i = 0; i < store->event_count; i++) {
        struct chronology_family *family = &chronology->families[store->keys[i].family];
        if (family->event_count++ == 0)
            family->events = &store->events[i];
        family->dated_count += !store->keys[i].undated;
    }
    return true;
}

/* --- Children -------------------------------------------------------------------------------- */

/* The number of a family among those of the people, or LOOKUP_NONE. */
static uint32_t family_of_people(struct work *work, uint32_t family)
{
    const struct lookup *theirs = &work->people.index.families;
    struct text id = lookup_key(&work->store->families, family);
    uint32_t found = people_index_family(&work->people.index, id);
    bool single = work->store->families.count == 1 && theirs->count == 1;
    if (found == LOOKUP_NONE && single && (id.length == 0 || lookup_key(theirs, 0).length == 0))
        return 0;
    return found;
}

/* The last day that a family's events surely or perhaps cover. */
static date_day last_day(const struct chronology_family *family)
{
    date_day last = DATE_DAY_OPEN_START;
    for (size_t i = 0; i < family->dated_count; i++) {
        const struct chronology_event *event = &family->events[i];
        date_day day = chronology_last(&event->date);
        last = day > last ? day : last;
        if (event->end.precision != DATE_NONE) {
            day = chronology_last(&event->end);
            last = day > last ? day : last;
        }
    }
    return last;
}

static int compare_children(const struct chronology_child *a, const struct chronology_child *b)
{
    return date_compare(&a->born, &b->born);
}

/* Adds the children of a family, eldest first; twins and the like in the order of the people. */
static bool add_children(struct work *work, struct chronology_family *family, uint32_t people)
{
    struct chronology_store *store = work->store;
    size_t first = store->child_count;
    date_day last = last_day(family);
    for (uint32_t i = people_index_member(&work->people.index, people); i != LOOKUP_NONE;
         i = people_index_behind(&work->people.index, i)) {
        const struct chronology_person *person = &work->people.list[i];
        if (!chronology_person_is_child(person, last))
            continue;
        void *list = store->children;
        struct chronology_child child = {.id = arena_copy(&store->arena, person->id),
                                         .name = arena_copy(&store->arena, person->name),
                                         .born = person->born,
                                         .died = person->died};
        if (!child.id.data || !child.name.data ||
            !memory_reserve(&list, &store->child_capacity, store->child_count + 1,
                            sizeof *store->children))
            return no_memory(work);
        store->children = list;
        size_t at = store->child_count++;
        for (; at > first && compare_children(&store->children[at - 1], &child) > 0; at--)
            store->children[at] = store->children[at - 1];
        store->children[at] = child;
    }
    family->child_count = store->child_count - first;
    return true;
}

/* Whether an event tells the birth of a child: by its words, and by its date or the person. */
static bool tells_birth(const struct chronology_event *event, const struct chronology_child *child)
{
    if (!event->birth)
        return false;
    struct text rest = event->person, id;
    while (text_next(&rest, ';', &id))
        if (text_equal(id, child->id))
            return true;
    return event->date.precision != DATE_NONE && event->date.earliest <= child->born.latest &&
           event->date.latest >= child->born.earliest;
}

static bool add_births(struct work *work, const struct chronology_family *family, uint32_t number,
                       const struct chronology_child *children)
{
    const struct phrases *phrases = work->request->phrases;
    struct chronology_store *store = work->store;
    for (size_t i = 0; i < family->child_count; i++) {
        const struct chronology_child *child = &children[i];
        bool told = false;
        for (size_t j = 0; j < family->event_count && !told; j++)
            told = tells_birth(&family->events[j], child);
        if (told)
            continue;
        buffer_clear(&store->text);
        if (!phrase_with(phrases, "timeline-born", &store->text, child->name))
            return no_memory(work);
        struct chronology_event event = {
            .id = TEXT(""),
            .event = arena_copy(&store->arena, buffer_text(&store->text)),
            .source = phrase(phrases, "timeline-people"),
            .person = child->id,
            .date = child->born,
            .birth = true,
            .added = true,
        };
        event.source = arena_copy(&store->arena, event.source);
        if (!event.source.data || !add_event(work, number, 0, &event))
            return no_memory(work);
    }
    return true;
}

static bool find_children(struct work *work)
{
    struct chronology *chronology = work->chronology;
    struct chronology_store *store = work->store;
    size_t *first = memory_new(chronology->family_count + 1, sizeof *first);
    size_t *counts = memory_new(chronology->family_count + 1, sizeof *counts);
    bool done = first && counts;
    if (!done)
        no_memory(work);
    for (uint32_t i = 0; done && i < chronology->family_count; i++) {
        uint32_t people = family_of_people(work, i);
        first[i] = store->child_count;
        done = people == LOOKUP_NONE || add_children(work, &chronology->families[i], people);
        counts[i] = chronology->families[i].child_count;
    }
    for (uint32_t i = 0; done && i < chronology->family_count; i++)
        if (counts[i] > 0)
            done = add_births(work, &chronology->families[i], i, &store->children[first[i]]);
    /* The events have new places now. */
    done = done && sort_events(work) && cut_families(work);
    for (size_t i = 0; done && i < chronology->family_count; i++) {
        chronology->families[i].child_count = counts[i];
        chronology->families[i].children = counts[i] > 0 ? &store->children[first[i]] : NULL;
    }
    memory_free(first);
    memory_free(counts);
    return done;
}

/* --- Names and ids --------------------------------------------------------------------------- */

bool chronology_name_who(struct work *work, uint32_t people, struct chronology_event *event)
{
    struct buffer *text = &work->store->text;
    struct text rest = event->person, id;
    struct buffer names;
    bool any = false;
    event->who = work->request->privacy ? keep_hidden(work, event->person) : event->person;
    event->persons_born = DATE_DAY_OPEN_START;
    if (event->person.length == 0 || people == LOOKUP_NONE)
        return event->who.data || no_memory(work);
    buffer_init(&names, LIMIT_CELL_BYTES * 2);
    while (text_next(&rest, ';', &id)) {
        if (id.length == 0)
            continue;
        const struct chronology_person *person = chronology_people_find(&work->people, people, id);
        if (names.length > 0)
            buffer_put(&names, ", ");
        if (person && person->name.length > 0)
            buffer_add(&names, person->name);
        else
            privacy_add(work->request->privacy, &names, id);
        any = any || person;
        if (person && person->born.precision != DATE_NONE &&
            person->born.earliest > event->persons_born)
            event->persons_born = person->born.earliest;
    }
    buffer_clear(text);
    if (any)
        event->who = arena_copy(&work->store->arena, buffer_text(&names));
    bool done = !buffer_failed(&names) && event->who.data;
    buffer_release(&names);
    return done || no_memory(work);
}

/* Gives each event of a family an id of its own: what was given, when it is the first to have it.
 */
static bool number_events(struct work *work, const struct chronology_family *family,
                          struct chronology_event *events)
{
    struct lookup ids;
    struct buffer *text = &work->store->text;
    bool done = true;
    lookup_init(&ids);
    for (size_t i = 0; done && i < family->event_count; i++) {
        bool added;
        if (events[i].id.length == 0)
            continue;
        done = lookup_add(&ids, events[i].id, &added) != LOOKUP_NONE;
        if (!added)
            events[i].id.length = 0;
    }
    for (size_t i = 0; done && i < family->event_count; i++) {
        bool added = events[i].id.length > 0;
        for (uint64_t number = i + 1; done && !added; number += family->event_count) {
            buffer_clear(text);
            buffer_add_number(text, number);
            done = lookup_add(&ids, buffer_text(text), &added) != LOOKUP_NONE;
            events[i].id = arena_copy(&work->store->arena, buffer_text(text));
            done = done && events[i].id.data;
        }
    }
    lookup_release(&ids);
    return done || no_memory(work);
}

/* --- The line -------------------------------------------------------------------------------- */

static void find_start(const struct work *work, struct chronology_family *family)
{
    date_day given = work->request->start;
    family->start_kind = START_NONE;
    if (given != DATE_DAY_OPEN_START) {
        family->start_kind = START_GIVEN;
        family->start = given;
        return;
    }
    if (family->child_count > 0) {
        family->start_kind = START_CHILD;
        family->start = chronology_first(&family->children[0].born);
        return;
    }
    for (size_t i = 0; i < family->dated_count; i++)
        if (family->events[i].birth) {
            family->start_kind = START_BIRTH_EVENT;
            family->starts_with = i;
            family->start = chronology_first(&family->events[i].date);
            return;
        }
    for (size_t i = 0; i < family->dated_count; i++) {
        date_day first = chronology_first(&family->events[i].date);
        if (family->start_kind == START_NONE || first < family->start) {
            family->start_kind = START_EARLIEST;
            family->start = first;
            family->starts_with = i;
        }
    }
}

static void find_ends(struct chronology_family *family)
{
    date_day last = last_day(family);
    family->first = family->start;
    family->last = last > family->start ? last : family->start;
    for (size_t i = 0; i < family->dated_count; i++) {
        date_day first = chronology_first(&family->events[i].date);
        family->first = first < family->first ? first : family->first;
    }
}

static bool complete(struct work *work)
{
    struct chronology_store *store = work->store;
    for (uint32_t i = 0; i < work->chronology->family_count; i++) {
        struct chronology_family *family = &work->chronology->families[i];
        struct chronology_event *events = &store->events[family->events - store->events];
        uint32_t people = family_of_people(work, i);
        for (size_t j = 0; j < family->event_count; j++)
            if (!chronology_name_who(work, people, &events[j]))
                return false;
        if (!number_events(work, family, events))
            return false;
        find_start(work, family);
        find_ends(family);
        if (work->told_before && !chronology_tell_once(work, family, people))
            return false;
    }
    return true;
}

bool chronology_read(struct chronology *chronology, const struct chronology_request *request,
                     struct event_rows *rows, uint64_t *rejected, const struct reporter *reporter)
{
    *chronology = (struct chronology){.store = memory_new(1, sizeof *chronology->store)};
    if (!chronology->store)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    arena_init(&chronology->store->arena);
    lookup_init(&chronology->store->families);
    buffer_init(&chronology->store->text, LIMIT_CELL_BYTES * 4);
    struct work work = {
        .chronology = chronology,
        .store = chronology->store,
        .request = request,
        .births = birth_words_new(reporter),
        .reporter = reporter,
    };
    chronology_people_init(&work.people);
    work.people.privacy = request->privacy;
    bool done = work.births &&
                chronology_people_read(&work.people, request->people, &request->people_settings,
                                       rejected, reporter) &&
                read_events(&work, rows) && sort_events(&work) && cut_families(&work) &&
                find_children(&work) && complete(&work);
    chronology_people_release(&work.people);
    birth_words_free(work.births);
    return done;
}

bool chronology_hide(struct chronology *chronology, const struct privacy *privacy)
{
    for (size_t i = 0; i < chronology->family_count; i++) {
        struct text *id = &chronology->families[i].id;
        char digits[24];
        if (privacy_tells(privacy, *id) &&
            !(*id = arena_copy(&chronology->store->arena, number_text(i + 1, digits))).data)
            return false;
    }
    return true;
}

void chronology_release(struct chronology *chronology)
{
    struct chronology_store *store = chronology->store;
    memory_free(chronology->families);
    if (store) {
        arena_release(&store->arena);
        buffer_release(&store->text);
        lookup_release(&store->families);
        memory_free(store->events);
        memory_free(store->keys);
        memory_free(store->children);
        memory_free(store->drawn);
        memory_free(store);
    }
    *chronology = (struct chronology){.store = NULL};
}
