/*
 * Layer: domain. What review_last_held and review_next_booked find in the reviews of a family, made
 * ready for one day asked about, so that a family with many plans and many reviews takes no longer
 * than others.
 */
#ifndef DOMAIN_REVIEW_REVIEW_AGENDA_H
#define DOMAIN_REVIEW_REVIEW_AGENDA_H

#include "domain/review/review_rows.h"

struct review_booking {
    uint32_t family;
    date_day day;
    uint32_t review; /* of the book */
};

struct review_agenda {
    const struct review_book *book;
    date_day as_of;
    const struct review **last;      /* by family: the last review held, or NULL */
    struct review_booking *bookings; /* by family, by day; of one day the later row first */
    size_t *starts;                  /* by family: its first booking; one more for the end */
};

/* Reads a book, which is borrowed. False after a message; to be released either way. */
bool review_agenda_make(struct review_agenda *, const struct review_book *, date_day as_of,
                        const struct reporter *);
void review_agenda_release(struct review_agenda *);

/* As review_last_held. */
const struct review *review_agenda_last(const struct review_agenda *, const struct review_family *,
                                        date_day since);

/* As review_next_booked. */
const struct review *review_agenda_next(const struct review_agenda *, const struct review_family *,
                                        date_day after, bool with);

#endif
