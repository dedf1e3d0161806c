/* Layer: cmd. The verbs of eh-timeline and what its own options set. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/front.h"
#include "definitions/intervals.h"
#include "domain/timeline/chronology_check.h"
#include "render/timeline.h"

/* As how many --as may be given. */
enum { TIMELINE_AS = 100 };

struct timeline_settings {
    const char *people, *family, *directory, *title;
    date_day start; /* DATE_DAY_OPEN_START: not given */
    int32_t width;
    enum timeline_paper paper;
    bool paper_given, court;
    struct chronology_length gap; /* 0 0: as in the rules */
    const char *as[TIMELINE_AS];  /* `RECORD` or `RECORD=FILE` */
    size_t as_count;
    uint64_t top;           /* 0: every journey */
    uint64_t least;         /* children; 0: no journey is too rare to be shown */
    struct interval within; /* unless `within_given`, as in the intervals */
    bool within_given;
    bool each, lines;
};

/* Reads the events, and the people, as the options say; the privacy may be NULL. False after a
 * message. */
bool timeline_read(struct front *, const struct phrases *, struct privacy *, struct event_rows *,
                   struct chronology *);

/* Whether each --as names one of the records, ended by NULL, and a file that is read; else false
 * after a message. */
bool timeline_check_as(struct front *, const char *const *records);

/* The record that the file is said to be, by the last --as that says so; empty: none is said. */
struct text timeline_as(const struct front *, const char *file);

bool timeline_draw(struct front *);
bool timeline_check(struct front *);
bool timeline_journey(struct front *);
bool timeline_table(struct front *);

#endif
