/*
 * Layer: domain. What to look at in a chronology before anybody relies on it: rows of the record
 * `problems`. The rules, their limits and their words stand in share/chronology-rules.csv.
 *
 * A gap lies between events that surely leave it: an event lasts from the first to the last day
 * that it may mean, or to its end_date. A cluster is told once, at its first event. Two events have
 * the same words when letters and digits are the same, whatever their case; of dates that overlap
 * none is another date. Births that people told are not looked at.
 */
#ifndef DOMAIN_TIMELINE_CHRONOLOGY_CHECK_H
#define DOMAIN_TIMELINE_CHRONOLOGY_CHECK_H

#include "domain/timeline/chronology.h"
#include "records/writer.h"

/* A length of time: so many days, or so many months. */
struct chronology_length {
    int days, months;
};

/* Reads `14d`, `6m`, `2y` or `3w`. False when it is none of these, or nothing, or over a century.
 */
bool chronology_length_read(struct text, struct chronology_length *);

struct chronology_checks;

/* The rules. NULL after a message. The caller owns them. */
struct chronology_checks *chronology_checks_new(const struct reporter *);
void chronology_checks_free(struct chronology_checks *);

/* The gap that is looked for instead of the one in the rules. */
void chronology_checks_set_gap(struct chronology_checks *, struct chronology_length);

/* Writes what is found in a family; adds to `*count`. False when there is no memory. */
bool chronology_check(const struct chronology_checks *, const struct chronology_family *,
                      date_day as_of, struct writer *, uint64_t *count);

#endif
