/*
 * Layer: domain. Dates in words, as people in England write them: in a chronology `3 Mar 2015`,
 * `Mar 2015`, in a letter `3 March 2015`; and `about 2012`, `spring 2014`, `the 2010s`, `2010 to
 * 2012`, `2008 or earlier`. The words stand in share/phrases.csv.
 */
#ifndef DOMAIN_DATE_WORDS_H
#define DOMAIN_DATE_WORDS_H

#include "definitions/phrases.h"
#include "domain/timeline/chronology.h"

/* In short, with no-break blanks: no line of a label ends within a date. In full, for pages of
 * sentences. */
enum date_style { DATE_IN_SHORT, DATE_IN_FULL };

/* Adds the words of a date; nothing for no date. False when the buffer has failed. */
bool date_words(const struct phrases *, const struct date *, enum date_style, struct buffer *to);

/* When an event was, in short: its date, to its end; `date not known` without one. */
bool date_words_event(const struct phrases *, const struct chronology_event *, struct buffer *to);

#endif
