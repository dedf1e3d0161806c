#include "domain/people/people_index.h"

#include "base/memory.h"

void people_index_init(struct people_index *people)
{
    *people = (struct people_index){.only = NULL};
    child_index_init(&people->index);
    lookup_init(&people->alone);
    lookup_init(&people->families);
}

void people_index_release(struct people_index *people)
{
    child_index_release(&people->index);
    lookup_release(&people->alone);
    lookup_release(&people->families);
    memory_free(people->only);
    memory_free(people->behind);
    memory_free(people->members);
}

static bool join_family(struct people_index *people, struct text family, uint32_t number)
{
    bool added;
    uint32_t place = lookup_add(&people->families, family, &added);
    void *members = people->members, *behind = people->behind;
    if (place == LOOKUP_NONE || !memory_reserve(&behind, &people->behind_capacity,
                                                (size_t)number + 1, sizeof *people->behind))
        return false;
    people->behind = behind;
    if (!memory_reserve(&members, &people->members_capacity, (size_t)place + 1,
                        sizeof *people->members))
        return false;
    people->members = members;
    people->behind[number] = LOOKUP_NONE;
    if (added)
        people->members[place] = (struct people_family){number, number};
    else
        people->behind[people->members[place].last] = number;
    people->members[place].last = number;
    return true;
}

static bool join_alone(struct people_index *people, struct text person, uint32_t number)
{
    bool added;
    uint32_t place = lookup_add(&people->alone, person, &added);
    void *only = people->only;
    if (place == LOOKUP_NONE ||
        !memory_reserve(&only, &people->only_capacity, (size_t)place + 1, sizeof *people->only))
        return false;
    people->only = only;
    people->only[place] = added ? number : LOOKUP_NONE;
    return true;
}

uint32_t people_index_add(struct people_index *people, struct text family, struct text person,
                          bool *added)
{
    uint32_t number = child_index_add(&people->index, family, person, added);
    if (number != LOOKUP_NONE && *added &&
        (!join_family(people, family, number) || !join_alone(people, person, number)))
        return LOOKUP_NONE;
    return number;
}

uint32_t people_index_find(struct people_index *people, struct text family, struct text person)
{
    uint32_t number = child_index_exact(&people->index, family, person);
    if (number == LOOKUP_NONE && family.length > 0)
        return child_index_exact(&people->index, TEXT(""), person);
    if (number == LOOKUP_NONE) {
        uint32_t place = lookup_find(&people->alone, person);
        number = place == LOOKUP_NONE ? LOOKUP_NONE : people->only[place];
    }
    return number;
}

uint32_t people_index_family(const struct people_index *people, struct text family)
{
    return lookup_find(&people->families, family);
}

uint32_t people_index_member(const struct people_index *people, uint32_t family)
{
    return people->members[family].first;
}

uint32_t people_index_first(const struct people_index *people, struct text family)
{
    uint32_t place = family.length > 0 ? people_index_family(people, family) : LOOKUP_NONE;
    return place == LOOKUP_NONE ? LOOKUP_NONE : people_index_member(people, place);
}

uint32_t people_index_behind(const struct people_index *people, uint32_t number)
{
    return people->behind[number];
}

struct text people_index_person(const struct people_index *people, uint32_t number)
{
    return child_index_child(&people->index, number);
}
