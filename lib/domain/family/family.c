#include "domain/family/family_private.h"

#include "base/memory.h"

#include <stdlib.h>

struct family *family_new(void)
{
    struct family *family = memory_new(1, sizeof *family);
    struct family_build *build = memory_new(1, sizeof *build);
    if (!family || !build) {
        memory_free(family);
        memory_free(build);
        return NULL;
    }
    arena_init(&build->texts);
    lookup_init(&build->ids);
    lookup_init(&build->households);
    lookup_init(&build->twins);
    buffer_init(&build->key, 1 << 22);
    family->build = build;
    return family;
}

void family_free(struct family *family)
{
    if (!family)
        return;
    struct family_build *build = family->build;
    arena_release(&build->texts);
    lookup_release(&build->ids);
    lookup_release(&build->households);
    lookup_release(&build->twins);
    buffer_release(&build->key);
    memory_free(build->partners);
    memory_free(build->numbers);
    memory_free(build);
    memory_free(family->people);
    memory_free(family->couples);
    memory_free(family->sibships);
    memory_free(family->children);
    memory_free(family->links);
    memory_free(family->households);
    memory_free(family->memberships);
    memory_free(family->component);
    memory_free(family->sibships_of);
    memory_free(family->first_sibship);
    memory_free(family->couples_of);
    memory_free(family->first_couple);
    memory_free(family);
}

/* Adds a place to an array and returns it; NULL when there is no memory. */
#define GROW(array, count, capacity)                                                               \
    (family_grow((void **)&(array), &(capacity), (size_t)(count) + 1, sizeof *(array))             \
         ? &(array)[(count)++]                                                                     \
         : NULL)

bool family_grow(void **array, size_t *capacity, size_t wanted, size_t size)
{
    return wanted < FAMILY_NONE && memory_reserve(array, capacity, wanted, size);
}

/* The number of a name within a family, in `names`. */
static uint32_t scoped(struct family_build *build, struct lookup *names, struct text family,
                       struct text name, bool *added)
{
    buffer_clear(&build->key);
    if (!buffer_add(&build->key, family) || !buffer_add_byte(&build->key, '\0') ||
        !buffer_add(&build->key, name))
        return LOOKUP_NONE;
    return lookup_add(names, buffer_text(&build->key), added);
}

static bool add_household(struct family *family, struct family_person *person, struct text name)
{
    struct family_build *build = family->build;
    bool added;
    uint32_t number = scoped(build, &build->households, person->family, name, &added);
    if (number == LOOKUP_NONE)
        return false;
    if (added) {
        struct family_household *household = GROW(family->households, family->household_count,
                                                  build->household_capacity);
        if (!household)
            return false;
        *household = (struct family_household){.name = arena_copy(&build->texts, name)};
        if (!household->name.data)
            return false;
    }
    for (uint32_t i = 0; i < person->household_count; i++)
        if (family->memberships[person->first_household + i] == number)
            return true;
    uint32_t *membership = GROW(family->memberships, build->membership_count,
                                build->membership_capacity);
    if (!membership)
        return false;
    *membership = number;
    person->household_count++;
    return true;
}

static bool copy_texts(struct arena *texts, struct family_person *person)
{
    struct text *const all[] = {&person->id,        &person->name,      &person->relationship,
                                &person->born_text, &person->died_text, &person->family};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *all[i] = arena_copy(texts, *all[i]);
        if (!all[i]->data)
            return false;
    }
    return true;
}

bool family_add_person(struct family *family, const struct family_person *given,
                       struct text households, struct text twins, bool *twice)
{
    struct family_build *build = family->build;
    bool added;
    struct text rest = households, name;
    uint32_t number = lookup_add(&build->ids, given->id, &added);
    *twice = number != LOOKUP_NONE && !added;
    if (number == LOOKUP_NONE || !added)
        return number != LOOKUP_NONE;
    struct family_person *person = GROW(family->people, family->count, build->person_capacity);
    if (!person)
        return false;
    *person = *given;
    person->row = number;
    person->twins = FAMILY_NONE;
    person->first_household = build->membership_count;
    person->household_count = 0;
    if (!copy_texts(&build->texts, person))
        return false;
    while (text_next(&rest, ';', &name))
        if (name.length > 0 && !add_household(family, person, name))
            return false;
    if (twins.length > 0) {
        person->twins = scoped(build, &build->twins, person->family, twins, NULL);
        return person->twins != LOOKUP_NONE;
    }
    return true;
}

uint32_t family_find(const struct family *family, struct text id)
{
    return lookup_find(&family->build->ids, id);
}

bool family_add_partners(struct family *family, uint32_t a, uint32_t b, enum family_status status,
                         struct text start, const struct date *from, const struct date *to)
{
    struct family_build *build = family->build;
    struct family_partners *row = GROW(build->partners, build->partner_count,
                                       build->partner_capacity);
    if (!row)
        return false;
    *row = (struct family_partners){
        {a, b}, status, *from, *to, arena_copy(&build->texts, start), build->partner_count - 1};
    return row->start_text.data != NULL;
}

bool family_add_parent(struct family *family, uint32_t parent, uint32_t child,
                       enum family_kind kind)
{
    struct family_link *link = GROW(family->links, family->link_count,
                                    family->build->link_capacity);
    if (link)
        *link = (struct family_link){parent, child, kind, true, false};
    return link != NULL;
}

bool family_add_twins(struct family *family, uint32_t a, uint32_t b)
{
    struct family_person *one = &family->people[a], *other = &family->people[b];
    if (one->twins == FAMILY_NONE && other->twins == FAMILY_NONE) {
        /* A name that no group of a file has: it holds a NUL more. */
        buffer_clear(&family->build->key);
        if (!buffer_add_byte(&family->build->key, '\0') ||
            !buffer_add(&family->build->key, one->id) ||
            !buffer_add_byte(&family->build->key, '\0'))
            return false;
        one->twins = lookup_add(&family->build->twins, buffer_text(&family->build->key), NULL);
        if (one->twins == LOOKUP_NONE)
            return false;
    }
    if (one->twins == FAMILY_NONE)
        one->twins = other->twins;
    else if (other->twins == FAMILY_NONE)
        other->twins = one->twins;
    else
        for (uint32_t i = 0, old = other->twins, new = one->twins; i < family->count; i++)
            if (family->people[i].twins == old)
                family->people[i].twins = new;
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Passes a run of digits without its leading zeros. */
static struct text take_number(struct text *rest)
{
    size_t start = 0, end;
    while (start < rest->length && rest->data[start] == '0')
        start++;
    for (end = start; end < rest->length && is_digit(rest->data[end]);)
        end++;
    struct text number = text_part(*rest, start, end - start);
    *rest = text_part(*rest, end, rest->length);
    return number;
}

int family_compare_ids(struct text a, struct text b)
{
    struct text x = a, y = b;
    while (x.length > 0 && y.length > 0) {
        if (is_digit(x.data[0]) && is_digit(y.data[0])) {
            struct text m = take_number(&x), n = take_number(&y);
            int order = m.length != n.length ? (m.length < n.length ? -1 : 1) : text_compare(m, n);
            if (order != 0)
                return order;
        } else {
            if (x.data[0] != y.data[0])
                return (unsigned char)x.data[0] < (unsigned char)y.data[0] ? -1 : 1;
            x = text_part(x, 1, x.length);
            y = text_part(y, 1, y.length);
        }
    }
    if (x.length != y.length)
        return x.length < y.length ? -1 : 1;
    return text_compare(a, b);
}

uint32_t family_person_named(const struct family *family, struct text id)
{
    uint32_t number = lookup_find(&family->build->ids, id);
    return number == LOOKUP_NONE ? FAMILY_NONE : family->build->numbers[number];
}

enum { MILLENNIUM_DAYS = 365242, DATE_BYTES = 64 };

/* Old years are read as those a thousand years later, and moved back. */
static bool read_old_date(struct text cell, struct date *date)
{
    char later[DATE_BYTES];
    bool old[2] = {false, false};
    size_t end = 0;
    if (cell.length >= sizeof later)
        return false;
    memcpy(later, cell.data, cell.length);
    for (size_t i = 0; i + 4 <= cell.length; i++) {
        bool begins = i == 0 || cell.data[i - 1] == '/';
        if (i > 0 && cell.data[i - 1] == '/')
            end = 1;
        if (begins && cell.data[i] == '0') {
            later[i] = '1';
            old[end] = true;
        }
    }
    if (!old[0] && !old[1])
        return false;
    bool interval = memchr(cell.data, '/', cell.length) != NULL;
    if (date_read((struct text){later, cell.length}, date) != DATE_READ) {
        /* From an old year to a new one the later reading may run backwards. */
        size_t slash = interval
                           ? (size_t)((const char *)memchr(cell.data, '/', cell.length) - cell.data)
                           : cell.length;
        struct date last;
        if (!interval || date_read((struct text){later, slash}, date) != DATE_READ ||
            date_read(text_part((struct text){later, cell.length}, slash + 1, cell.length),
                      &last) != DATE_READ)
            return false;
        date->latest = last.latest;
        date->precision = DATE_INTERVAL;
    }
    if (old[0] && date->earliest != DATE_DAY_OPEN_START)
        date->earliest -= MILLENNIUM_DAYS;
    if (old[interval ? 1 : 0] && date->latest != DATE_DAY_OPEN_END)
        date->latest -= MILLENNIUM_DAYS;
    return true;
}

bool family_date(struct text cell, struct date *date)
{
    if (date_read(cell, date) == DATE_READ || read_old_date(cell, date))
        return true;
    *date = (struct date){DATE_DAY_OPEN_START, DATE_DAY_OPEN_END, DATE_NONE, {0}, {0}};
    return false;
}
