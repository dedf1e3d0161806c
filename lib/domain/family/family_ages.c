/* The order of the children of one couple. */
#include "domain/family/family_private.h"

static const struct family_person *person_of(const struct family *family,
                                             const struct family_child *child)
{
    return &family->people[child->person];
}

static bool has_date(const struct family_person *person)
{
    return person->born.precision != DATE_NONE;
}

enum { DOUBT_DAYS = 31, DOUBT_YEARS_DAYS = 731 };

int64_t family_doubt(const struct date *date)
{
    bool interval = date->precision == DATE_INTERVAL;
    bool about = date->start.approximate || date->start.uncertain ||
                 (interval && (date->end.approximate || date->end.uncertain));
    if (!about)
        return 0;
    return date->start.month ? DOUBT_DAYS : DOUBT_YEARS_DAYS;
}

/* Whether dates alone say that `a` is older. */
static bool surely_older(const struct family_person *a, const struct family_person *b)
{
    return has_date(a) && has_date(b) &&
           a->born.latest + family_doubt(&a->born) < b->born.earliest - family_doubt(&b->born);
}

/* Birth orders decide alone when every child has one, no two the same, and no date speaks against
 * them. */
static bool orders_decide(const struct family *family, const struct family_child *children,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct family_person *one = person_of(family, &children[i]);
        if (one->birth_order == 0)
            return false;
        for (uint32_t j = 0; j < i; j++) {
            const struct family_person *other = person_of(family, &children[j]);
            if (one->birth_order == other->birth_order ||
                (one->birth_order < other->birth_order ? surely_older(other, one)
                                                       : surely_older(one, other)))
                return false;
        }
    }
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether an id ends in its one number, as P7 and GEDCOM's @I7@ do; not so 3f9a. */
static bool is_numbered(struct text id)
{
    size_t end = id.length, start;
    while (end > 0 && id.data[end - 1] == '@')
        end--;
    for (start = end; start > 0 && is_digit(id.data[start - 1]);)
        start--;
    for (size_t i = 0; i < start; i++)
        if (is_digit(id.data[i]))
            return false;
    return start < end;
}

/* What the comparison of two children may go by. */
struct basis {
    bool orders; /* birth orders decide alone */
    bool ids;    /* numbered ids stand for the order of rows */
};

/* The children without a date come last, those to be born at the very end. */
static int group_of(const struct family_person *person)
{
    return has_date(person) ? 0 : person->outcome == FAMILY_UNBORN ? 2 : 1;
}

static int compare(const struct family *family, const struct basis *basis,
                   const struct family_child *a, const struct family_child *b)
{
    const struct family_person *one = person_of(family, a), *other = person_of(family, b);
    if (basis->orders)
        return one->birth_order < other->birth_order ? -1 : 1;
    if (group_of(one) != group_of(other))
        return group_of(one) - group_of(other);
    if (has_date(one)) {
        int order = date_compare(&one->born, &other->born);
        if (order != 0)
            return order;
    }
    if (one->birth_order != other->birth_order && one->birth_order != 0 && other->birth_order != 0)
        return one->birth_order < other->birth_order ? -1 : 1;
    if (basis->ids)
        return a->person < b->person ? -1 : 1;
    return one->row < other->row ? -1 : 1;
}

static void move_child(struct family_child *children, uint32_t from, uint32_t to)
{
    struct family_child child = children[from];
    for (; from > to; from--)
        children[from] = children[from - 1];
    for (; from < to; from++)
        children[from] = children[from + 1];
    children[to] = child;
}

/* A child without a date whose birth order is known takes that place among the others. */
static void place_by_birth_order(const struct family *family, struct family_child *children,
                                 uint32_t count)
{
    uint32_t dated = 0;
    while (dated < count && group_of(person_of(family, &children[dated])) == 0)
        dated++;
    for (uint32_t i = dated; i < count; i++) {
        uint32_t order = person_of(family, &children[i])->birth_order, to = 0;
        if (order == 0)
            continue;
        bool known = false;
        for (uint32_t j = 0; j < dated && !known; j++) {
            uint32_t other = person_of(family, &children[j])->birth_order;
            known = other > order;
            to = known ? j : to;
        }
        if (!known)
            to = order - 1 < dated ? order - 1 : dated;
        for (uint32_t j = to; !known && j < dated; j++)
            if (person_of(family, &children[j])->birth_order != 0 &&
                person_of(family, &children[j])->birth_order < order)
                to = j + 1;
        move_child(children, i, to);
        dated++;
    }
}

/* Twins stand beside each other, where the first of them does. */
static void gather_twins(const struct family *family, struct family_child *children, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t twins = person_of(family, &children[i])->twins, to = i + 1;
        for (uint32_t j = i + 1; twins != FAMILY_NONE && j < count; j++)
            if (person_of(family, &children[j])->twins == twins)
                move_child(children, j, to++);
        i = to - 1;
    }
}

void family_sort_children(const struct family *family, struct family_child *children,
                          uint32_t count)
{
    struct basis basis = {orders_decide(family, children, count), true};
    for (uint32_t i = 0; i < count; i++)
        basis.ids &= is_numbered(person_of(family, &children[i])->id);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t to = i;
        while (to > 0 && compare(family, &basis, &children[i], &children[to - 1]) < 0)
            to--;
        move_child(children, i, to);
    }
    if (!basis.orders)
        place_by_birth_order(family, children, count);
    gather_twins(family, children, count);
}
