/*
 * Layer: domain. Dates in words, as people in England write them in a chronology: `3 Mar 2015`,
 * `Mar 2015`, `about 2012`, `spring 2014`, `the 2010s`, `2010 to 2012`, `2008 or earlier`. The
 * words stand in share/phrases.csv. The blanks within a date are no-break ones: no line ends there.
 */
#ifndef DOMAIN_DATE_WORDS_H
#define DOMAIN_DATE_WORDS_H

#include "definitions/phrases.h"
#include "domain/chronology.h"

/* Adds the words of a date; nothing for no date. False when the buffer has failed. */
bool date_words(const struct phrases *, const struct date *, struct buffer *to);

/* When an event was: its date, to its end; `date not known` without one. */
bool date_words_event(const struct phrases *, const struct chronology_event *, struct buffer *to);

#endif
