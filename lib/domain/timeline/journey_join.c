#include "domain/timeline/journey_private.h"

#include <stdlib.h>

/* --- Order ----------------------------------------------------------------------------------- */

static int compare_days(date_day a, date_day b)
{
    return (a > b) - (a < b);
}

int journey_compare_dates(const struct date *a, const struct date *b)
{
    char words[2][DATE_TEXT_BYTES];
    int order = compare_days(a->earliest, b->earliest);
    if (order == 0)
        order = compare_days(a->latest, b->latest);
    if (order == 0 && !(journey_date_sure(a) && journey_date_sure(b))) {
        date_write(a, words[0]);
        date_write(b, words[1]);
        order = strcmp(words[0], words[1]);
    }
    return order;
}

static int compare_spells(const void *a, const void *b)
{
    const struct journey_spell *first = a, *second = b;
    if (first->step != second->step)
        return first->step < second->step ? -1 : 1;
    if (first->begins != second->begins)
        return first->begins ? -1 : 1;
    int order = journey_compare_dates(&first->start, &second->start);
    return order != 0 ? order : journey_compare_dates(&first->end, &second->end);
}

/* --- One step of one child ------------------------------------------------------------------- */

static bool has_date(const struct date *date)
{
    return date->precision != DATE_NONE;
}

static bool same_date(const struct date *a, const struct date *b)
{
    return journey_compare_dates(a, b) == 0;
}

/* The end that says more: a known one before none, the later of two. */
static struct date better_end(const struct date *a, const struct date *b)
{
    if (!has_date(a) || !has_date(b))
        return has_date(a) ? *a : *b;
    if (a->latest != b->latest)
        return a->latest > b->latest ? *a : *b;
    return journey_compare_dates(a, b) >= 0 ? *a : *b;
}

/* The end of two that go on with one another: none when one of them has none. */
static struct date joint_end(const struct date *a, const struct date *b)
{
    if (!has_date(a) || !has_date(b))
        return has_date(a) ? *b : *a;
    return better_end(a, b);
}

/* Rows about one and the same: one date of beginning, or none and the same end. */
static bool is_same(const struct journey_spell *a, const struct journey_spell *b)
{
    if (a->begins != b->begins || !same_date(&a->start, &b->start))
        return false;
    return has_date(&a->start) || (has_date(&a->end) && same_date(&a->end, &b->end));
}

static size_t drop_doubles(struct journey_spell *spells, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && is_same(&spells[kept - 1], &spells[i]))
            spells[kept - 1].end = better_end(&spells[kept - 1].end, &spells[i].end);
        else
            spells[kept++] = spells[i];
    }
    return kept;
}

/* Lets ends that are told by themselves end what was begun; those that end nothing stay. */
static size_t place_ends(struct journey_spell *spells, size_t count)
{
    size_t begun = 0, open = 0;
    while (begun < count && spells[begun].begins)
        begun++;
    size_t kept = begun;
    for (size_t i = begun; i < count; i++) {
        bool placed = false;
        const struct date end = spells[i].end;
        for (; has_date(&end) && open < begun && spells[open].start.earliest <= end.latest;
             open++) {
            if (has_date(&spells[open].end))
                continue;
            spells[open].end = end;
            placed = true;
        }
        if (!placed)
            spells[kept++] = spells[i];
    }
    return kept;
}

/* Makes one of those that overlap or touch. */
static size_t join_touching(struct journey_spell *spells, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct journey_spell *before = kept > 0 ? &spells[kept - 1] : NULL;
        bool dated = before && before->begins && spells[i].begins && has_date(&before->start) &&
                     has_date(&spells[i].start);
        if (dated && (!has_date(&before->end) || spells[i].start.earliest <= before->end.latest))
            before->end = joint_end(&before->end, &spells[i].end);
        else
            spells[kept++] = spells[i];
    }
    return kept;
}

/* The last of the spells that may have begun by a day; NULL when none has. */
static const struct journey_spell *last_by(const struct journey_spell *spells, size_t count,
                                           date_day day)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spells[middle].start.earliest <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &spells[low - 1] : NULL;
}

/* Leaves out ends that are told by themselves and lie within what has been joined: they are those
 * of its parts. */
static size_t drop_covered(struct journey_spell *spells, size_t count)
{
    size_t begun = 0;
    while (begun < count && spells[begun].begins)
        begun++;
    size_t kept = begun;
    for (size_t i = begun; i < count; i++) {
        const struct date *end = &spells[i].end;
        const struct journey_spell *spell = has_date(end) ? last_by(spells, begun, end->latest)
                                                          : NULL;
        bool covered = spell && has_date(&spell->start) &&
                       (!has_date(&spell->end) || end->earliest <= spell->end.latest);
        if (!covered)
            spells[kept++] = spells[i];
    }
    return kept;
}

size_t journey_join(const struct journey_rules *rules, struct journey_spell *spells, size_t count)
{
    size_t kept = 0;
    qsort(spells, count, sizeof *spells, compare_spells);
    for (size_t first = 0, behind; first < count; first = behind) {
        for (behind = first + 1; behind < count && spells[behind].step == spells[first].step;)
            behind++;
        struct journey_spell *own = &spells[first];
        size_t left = place_ends(own, drop_doubles(own, behind - first));
        if (rules->steps[own->step].joins)
            left = drop_covered(own, join_touching(own, left));
        memmove(&spells[kept], own, left * sizeof *spells);
        kept += left;
    }
    return kept;
}
