#include "domain/family/family_part.h"

#include "base/memory.h"
#include "domain/family/family_private.h"

struct part {
    const struct family *family;
    struct family *copy;
    uint32_t *number; /* in the copy, or FAMILY_NONE */
};

bool family_copy_person(struct family *copy, const struct family *family, uint32_t number)
{
    const struct family_person *person = &family->people[number];
    struct buffer households;
    char digits[24];
    bool twice, done = true;
    buffer_init(&households, 1 << 20);
    for (uint32_t i = 0; done && i < person->household_count; i++)
        done = (i == 0 || buffer_put(&households, ";")) &&
               buffer_add(
                   &households,
                   family->households[family->memberships[person->first_household + i]].name);
    done = done && family_add_person(
                       copy, person, buffer_text(&households),
                       person->twins == FAMILY_NONE ? TEXT("") : number_text(person->twins, digits),
                       &twice);
    buffer_release(&households);
    return done;
}

static bool copy_lines(struct part *part)
{
    const struct family *family = part->family;
    const uint32_t *number = part->number;
    for (uint32_t i = 0; i < family->couple_count; i++) {
        const struct family_couple *couple = &family->couples[i];
        uint32_t a = number[couple->partners[0]], b = number[couple->partners[1]];
        if (a != FAMILY_NONE && b != FAMILY_NONE &&
            !family_add_partners(part->copy, a, b, couple->status, couple->start_text,
                                 &couple->start, &couple->end))
            return false;
    }
    for (uint32_t i = 0; i < family->link_count; i++) {
        const struct family_link *link = &family->links[i];
        uint32_t parent = number[link->parent], child = number[link->child];
        if (parent != FAMILY_NONE && child != FAMILY_NONE &&
            !family_add_parent(part->copy, parent, child, link->kind))
            return false;
    }
    return true;
}

/* The people marked, in the order of rows, so that what only rows tell is kept. */
static struct family *take(const struct family *family, const bool *marked)
{
    struct part part = {family, family_new(), memory_new(family->count, sizeof(uint32_t))};
    uint32_t *by_row = memory_new(family->count, sizeof *by_row);
    uint32_t circles;
    bool done = part.copy && part.number && by_row;
    for (uint32_t i = 0; done && i < family->count; i++) {
        part.number[i] = FAMILY_NONE;
        by_row[family->people[i].row] = i;
    }
    for (uint32_t i = 0; done && i < family->count; i++)
        if (marked[by_row[i]]) {
            part.number[by_row[i]] = part.copy->count;
            done = family_copy_person(part.copy, family, by_row[i]);
        }
    done = done && copy_lines(&part) && family_complete(part.copy, &circles);
    memory_free(part.number);
    memory_free(by_row);
    if (done)
        return part.copy;
    family_free(part.copy);
    return NULL;
}

static void mark_partners(const struct family *family, bool *marked, const bool *whose)
{
    for (uint32_t i = 0; i < family->couple_count; i++) {
        const uint32_t *pair = family->couples[i].partners;
        if (whose[pair[0]] || whose[pair[1]])
            marked[pair[0]] = marked[pair[1]] = true;
    }
}

struct family *family_around(const struct family *family, uint32_t person, uint32_t generations)
{
    bool *above = memory_new(family->count, sizeof *above);
    bool *below = memory_new(family->count, sizeof *below);
    bool *next = memory_new(family->count, sizeof *next);
    bool *marked = memory_new(family->count, sizeof *marked);
    struct family *part = NULL;
    bool done = above && below && next && marked;
    if (done)
        above[person] = true;
    for (uint32_t i = 0; done && i < generations; i++) {
        memset(next, 0, family->count);
        for (uint32_t j = 0; j < family->link_count; j++)
            next[family->links[j].parent] |= above[family->links[j].child];
        for (uint32_t j = 0; j < family->count; j++)
            above[j] |= next[j];
    }
    if (done)
        memcpy(below, above, family->count);
    for (uint32_t i = 0; done && i < 2 * generations; i++) {
        memset(next, 0, family->count);
        for (uint32_t j = 0; j < family->link_count; j++)
            next[family->links[j].child] |= below[family->links[j].parent];
        for (uint32_t j = 0; j < family->count; j++)
            below[j] |= next[j];
    }
    if (done) {
        memcpy(marked, below, family->count);
        mark_partners(family, marked, below);
        part = take(family, marked);
    }
    memory_free(above);
    memory_free(below);
    memory_free(next);
    memory_free(marked);
    return part;
}

static bool lives_in(const struct family *family, uint32_t number, struct text name)
{
    const struct family_person *person = &family->people[number];
    for (uint32_t i = 0; i < person->household_count; i++)
        if (text_equal(family->households[family->memberships[person->first_household + i]].name,
                       name))
            return true;
    return false;
}

bool family_has_household(const struct family *family, struct text name)
{
    for (uint32_t i = 0; i < family->household_count; i++)
        if (text_equal(family->households[i].name, name))
            return true;
    return false;
}

struct family *family_of_household(const struct family *family, struct text name)
{
    bool *members = memory_new(family->count, sizeof *members);
    bool *marked = memory_new(family->count, sizeof *marked);
    struct family *part = NULL;
    if (members && marked) {
        for (uint32_t i = 0; i < family->count; i++)
            marked[i] = members[i] = lives_in(family, i, name);
        mark_partners(family, marked, members);
        for (uint32_t i = 0; i < family->link_count; i++) {
            const struct family_link *link = &family->links[i];
            marked[link->parent] |= members[link->child];
            marked[link->child] |= members[link->parent];
        }
        part = take(family, marked);
    }
    memory_free(members);
    memory_free(marked);
    return part;
}
