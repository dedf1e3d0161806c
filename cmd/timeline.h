/* Layer: cmd. The verbs of eh-timeline and what its own options set. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/front.h"
#include "domain/chronology_check.h"
#include "render/timeline.h"

struct timeline_settings {
    const char *people, *family, *directory, *title;
    date_day start; /* DATE_DAY_OPEN_START: not given */
    int32_t width;
    enum timeline_paper paper;
    bool paper_given, court;
    struct chronology_length gap; /* 0 0: as in the rules */
};

/* Reads the events, and the people, as the options say. False after a message. */
bool timeline_read(struct front *, const struct phrases *, struct event_rows *,
                   struct chronology *);

bool timeline_draw(struct front *);
bool timeline_check(struct front *);

#endif
