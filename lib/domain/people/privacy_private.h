/* Layer: domain, for the files of privacy alone. */
#ifndef DOMAIN_PEOPLE_PRIVACY_PRIVATE_H
#define DOMAIN_PEOPLE_PRIVACY_PRIVATE_H

#include "domain/people/privacy.h"

/* A character as words are compared: a small letter without its accent, 0 for what is no letter,
 * LETTER_MARK for a mark above the letter before it. */
#define LETTER_MARK 1
uint32_t letter_fold(uint32_t character);

/*
 * The date that begins a text, none of which stands within a word or number before it: how many
 * bytes it takes, 0 without one. `*year` is set when it is a day of birth, and years are to be
 * shown; else 0.
 */
size_t privacy_date_at(const struct privacy *, struct text, int *year);

#endif
