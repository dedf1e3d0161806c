/*
 * Layer: domain. Journeys as rows of the records `journeys`, for counting, and `journey-list`, for
 * reading, and what their codes mean.
 */
#ifndef DOMAIN_TIMELINE_JOURNEY_WRITER_H
#define DOMAIN_TIMELINE_JOURNEY_WRITER_H

#include "definitions/phrases.h"
#include "domain/timeline/journeys.h"
#include "records/writer.h"

/* Which codes have been used: one bit a step, for its beginning and for its end. */
struct journey_codes {
    uint64_t begun, ended;
};

/* Adds those of a journey. */
void journey_codes_add(struct journey_codes *, const struct journey *);

/* Adds `C contact, R referral, ...`: those used, in the order of the rules. */
bool journey_codes_words(const struct journey_codes *, const struct journey_rules *,
                         struct buffer *);

/* Adds `C R EH EH| ? S47`: the codes in order, those without a date behind `?`. */
bool journey_text(const struct journey_rules *, const struct journey *, struct buffer *);

enum journey_state { JOURNEY_OPEN, JOURNEY_ENDED, JOURNEY_NO_RESPONSE, JOURNEY_STATES };

/* Whether a response goes on at a day. */
enum journey_state journey_state(const struct journey_rules *, const struct journey *,
                                 date_day as_of);

/* Cells of several values are made in `cell`. False when the writer has failed or, with no message
 * and the mark on `cell`, one of them could not be made. */
bool journey_write(const struct journey_rules *, const struct journey *, date_day as_of,
                   struct writer *, struct buffer *cell);
bool journey_write_told(const struct journey_rules *, const struct phrases *,
                        const struct journey *, date_day as_of, struct writer *,
                        struct buffer *cell);

#endif
