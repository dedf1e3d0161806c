/* Layer: cmd. The verbs of eh-timeline and what its own options set. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/front.h"
#include "render/timeline.h"

struct timeline_settings {
    const char *people, *family, *directory, *title;
    date_day start; /* DATE_DAY_OPEN_START: not given */
    int32_t width;
    enum timeline_paper paper;
    bool paper_given, court;
    int gap_months, gap_days;
};

bool timeline_draw(struct front *);

#endif
