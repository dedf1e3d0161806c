#include "domain/review/review_agenda.h"

#include "base/memory.h"

#include <stdlib.h>

static int order_of_bookings(const void *one, const void *other)
{
    const struct review_booking *a = one, *b = other;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->review > b->review ? -1 : a->review < b->review;
}

/* Adds the bookings of a family behind `count`; the count after it. */
static size_t add_bookings(struct review_agenda *agenda, uint32_t family, size_t count)
{
    const struct review_book *book = agenda->book;
    for (const struct review *review = review_first(book, &book->families[family]); review;
         review = review_behind(book, review)) {
        date_day day = date_due(&review->due);
        if (!review_is_held(review, agenda->as_of) && day != DATE_DAY_OPEN_END)
            agenda->bookings[count++] = (struct review_booking){family, day,
                                                                (uint32_t)(review - book->reviews)};
    }
    return count;
}

bool review_agenda_make(struct review_agenda *agenda, const struct review_book *book,
                        date_day as_of, const struct reporter *reporter)
{
    size_t count = 0, families = book->family_count;
    *agenda = (struct review_agenda){.book = book, .as_of = as_of};
    if (families == 0)
        return true;
    agenda->last = memory_new(families, sizeof *agenda->last);
    agenda->bookings = memory_new(book->review_count + 1, sizeof *agenda->bookings);
    agenda->starts = memory_new(families + 1, sizeof *agenda->starts);
    if (!agenda->last || !agenda->bookings || !agenda->starts)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < families; i++) {
        agenda->last[i] = review_last_held(book, &book->families[i], DATE_DAY_OPEN_START, as_of);
        agenda->starts[i] = count;
        count = add_bookings(agenda, (uint32_t)i, count);
    }
    agenda->starts[families] = count;
    qsort(agenda->bookings, count, sizeof *agenda->bookings, order_of_bookings);
    return true;
}

void review_agenda_release(struct review_agenda *agenda)
{
    memory_free(agenda->last);
    memory_free(agenda->bookings);
    memory_free(agenda->starts);
    *agenda = (struct review_agenda){.book = NULL};
}

const struct review *review_agenda_last(const struct review_agenda *agenda,
                                        const struct review_family *family, date_day since)
{
    const struct review *last = family ? agenda->last[family - agenda->book->families] : NULL;
    return last && review_held_day(last, agenda->as_of) >= since ? last : NULL;
}

const struct review *review_agenda_next(const struct review_agenda *agenda,
                                        const struct review_family *family, date_day after,
                                        bool with)
{
    if (!family)
        return NULL;
    size_t number = (size_t)(family - agenda->book->families);
    size_t low = agenda->starts[number], end = agenda->starts[number + 1], high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        date_day day = agenda->bookings[middle].day;
        if (day < after || (day == after && !with))
            low = middle + 1;
        else
            high = middle;
    }
    return low < end ? &agenda->book->reviews[agenda->bookings[low].review] : NULL;
}
