/*
 * Layer: render. Timelines to look at and to print: a drawing to scale, a page with the drawing and
 * a table of the events, a list for a terminal (Early help guidance, Appendix 2
 * "Creating a family timeline").
 *
 * In the drawing a positive event is a green triangle that points up, a negative one a dark red
 * triangle that points down, any other a ring; printed in black they stay apart. A bar is a time: a
 * firm one lasts from the date to the end_date, a thin one is the time in which the event may have
 * been. What several rows tell is drawn once (chronology_drawn) and says so; lists and tables have
 * every row. What is not certain fades. The line carries years (months, days) and the ages of the
 * children. What lies before its start is set apart. Events without a date stand below.
 *
 * Hooks for style and machines: `data-event` and `data-date` (EDTF) on marks, `data-label-for` on
 * labels with their box in `data-bbox`, `data-leader-for` on leaders, `data-span-for` on bars,
 * `data-axis` on each row of the line from its start.
 */
#ifndef RENDER_TIMELINE_H
#define RENDER_TIMELINE_H

#include "base/output.h"
#include "domain/timeline/timeline.h"

enum timeline_paper { TIMELINE_FIT, TIMELINE_A4, TIMELINE_A3 };

struct timeline_look {
    const struct phrases *phrases;
    const struct chronology_family *family;
    struct text title;         /* empty: one made of the family's id */
    int32_t width;             /* of the drawing, tenths of a pixel; 0: as it needs */
    enum timeline_paper paper; /* rows that fit it lying across; TIMELINE_FIT: a single row */
    size_t columns;            /* of the terminal */
    bool court;                /* the layout of court chronologies: number, date, event or detail,
                                  witness or document */
    struct output *output;
    const struct reporter *reporter;
};

/* No width that is given may be less or more. */
#define TIMELINE_LEAST 3000
#define TIMELINE_MOST 300000

/* Events that one drawing may have. */
#define TIMELINE_EVENTS ((size_t)20000)

/* Writes the drawing as a file of its own. False after a message. */
bool timeline_svg(const struct timeline_look *);

/* Begins a page, adds families to it (a drawing, unless it is for a court, and a table), ends it.
 * False after a message. */
bool timeline_page_open(const struct timeline_look *first);
bool timeline_page_add(const struct timeline_look *, size_t number);
void timeline_page_close(const struct timeline_look *);

/* Writes a chronology for a terminal. */
bool timeline_text(const struct timeline_look *);

#endif
