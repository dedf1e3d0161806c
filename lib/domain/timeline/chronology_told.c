#include "base/limits.h"
#include "base/memory.h"
#include "domain/timeline/chronology_private.h"

/* Events that several rows tell, drawn once. */

enum { DAY_MOST = 500 }; /* drawn events of one date that a row is compared with */

static bool no_memory(const struct work *work)
{
    return report(work->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- Whether two rows tell one event --------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

static char folded(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (folded(byte) >= 'a' && folded(byte) <= 'z') ||
           (unsigned char)byte >= 0x80;
}

static bool ends_word(struct text text, size_t at)
{
    return at == 0 || at == text.length || !is_of_word(text.data[at - 1]) ||
           !is_of_word(text.data[at]);
}

/* Whether the words of one are the beginning of those of the other, case and blanks aside. */
static bool begin_alike(struct text a, struct text b)
{
    for (size_t i = 0, j = 0;; i++, j++) {
        size_t a_end = i, b_end = j;
        while (i < a.length && is_blank(a.data[i]))
            i++;
        while (j < b.length && is_blank(b.data[j]))
            j++;
        if (i == a.length || j == b.length)
            return i == a.length ? ends_word(b, b_end) : ends_word(a, a_end);
        if (folded(a.data[i]) != folded(b.data[j]))
            return false;
    }
}

static bool has_person(struct text persons, struct text person)
{
    struct text id;
    while (text_next(&persons, ';', &id))
        if (text_equal(id, person))
            return true;
    return false;
}

static bool have_person_in_common(struct text a, struct text b)
{
    struct text id;
    while (text_next(&a, ';', &id))
        if (id.length > 0 && has_person(b, id))
            return true;
    return false;
}

static bool is_as_sure(const struct date_point *a, const struct date_point *b)
{
    return a->uncertain == b->uncertain && a->approximate == b->approximate;
}

static bool is_same_date(const struct date *a, const struct date *b)
{
    return a->earliest == b->earliest && a->latest == b->latest &&
           is_as_sure(&a->start, &b->start) && is_as_sure(&a->end, &b->end);
}

/* Whether both lists go into one. */
static bool have_room(struct text a, struct text b)
{
    return a.length + b.length < LIMIT_CELL_BYTES;
}

static bool is_one(const struct chronology_event *a, const struct chronology_event *b)
{
    return is_same_date(&a->date, &b->date) && is_same_date(&a->end, &b->end) &&
           a->ongoing == b->ongoing && a->impact == b->impact && have_room(a->person, b->person) &&
           have_room(a->source, b->source) && begin_alike(a->event, b->event);
}

/* --- Putting them together ------------------------------------------------------------------- */

/* The place from `first` on of the drawn event that the row tells, `count` when it tells none. One
 * with a person in common comes before one of which either names nobody. */
static size_t find_told(const struct chronology_event *drawn, size_t first, size_t count,
                        const struct chronology_event *row)
{
    size_t found = count;
    size_t end = count - first > DAY_MOST ? first + DAY_MOST : count;
    for (size_t i = first; i < end; i++) {
        bool nobody = drawn[i].person.length == 0 || row->person.length == 0;
        if ((nobody && found < count) || !is_one(&drawn[i], row))
            continue;
        if (!nobody && have_person_in_common(drawn[i].person, row->person))
            return i;
        if (nobody)
            found = i;
    }
    return found;
}

/* Adds those pieces of a list to another that it has not. */
static bool join_lists(struct work *work, struct text *list, struct text more, struct text joint)
{
    struct buffer *buffer = &work->store->text;
    struct text piece;
    buffer_clear(buffer);
    buffer_add(buffer, *list);
    while (text_next(&more, ';', &piece)) {
        if (piece.length == 0 || has_person(*list, piece))
            continue;
        if (buffer->length > 0)
            buffer_add(buffer, joint);
        buffer_add(buffer, piece);
    }
    if (buffer->length > list->length)
        *list = arena_copy(&work->store->arena, buffer_text(buffer));
    return (!buffer_failed(buffer) && list->data) || no_memory(work);
}

static bool join(struct work *work, uint32_t people, struct chronology_event *drawn,
                 const struct chronology_event *row)
{
    size_t persons = drawn->person.length;
    if (row->event.length > drawn->event.length)
        drawn->event = row->event;
    drawn->birth = drawn->birth || row->birth;
    drawn->told_again++;
    return join_lists(work, &drawn->person, row->person, TEXT(";")) &&
           join_lists(work, &drawn->source, row->source, TEXT("; ")) &&
           (drawn->person.length == persons || chronology_name_who(work, people, drawn));
}

bool chronology_tell_once(struct work *work, struct chronology_family *family, uint32_t people)
{
    struct chronology_store *store = work->store;
    if (!store->drawn)
        store->drawn = memory_new(store->event_count + 1, sizeof *store->drawn);
    if (!store->drawn)
        return no_memory(work);
    struct chronology_event *drawn = &store->drawn[store->drawn_count];
    size_t count = 0, first = 0;
    for (size_t i = 0; i < family->event_count; i++) {
        const struct chronology_event *row = &family->events[i];
        bool dated = i < family->dated_count;
        if (first < count && (!dated || date_compare(&drawn[first].date, &row->date) != 0))
            first = count;
        size_t at = row->told_before && dated ? find_told(drawn, first, count, row) : count;
        if (at == count)
            drawn[count++] = *row;
        else if (!join(work, people, &drawn[at], row))
            return false;
        if (i == family->starts_with)
            family->drawn_starts_with = at;
    }
    family->left_out = family->event_count - count;
    if (family->left_out > 0) {
        family->drawn = drawn;
        store->drawn_count += count;
    }
    return true;
}

struct chronology_family chronology_drawn(const struct chronology_family *family)
{
    struct chronology_family drawn = *family;
    if (!family->drawn)
        return drawn;
    drawn.events = family->drawn;
    drawn.event_count -= family->left_out;
    drawn.dated_count -= family->left_out;
    if (family->start_kind == START_BIRTH_EVENT || family->start_kind == START_EARLIEST)
        drawn.starts_with = family->drawn_starts_with;
    return drawn;
}
