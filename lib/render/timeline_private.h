/* Layer: render, for the files of the timeline alone. */
#ifndef RENDER_TIMELINE_PRIVATE_H
#define RENDER_TIMELINE_PRIVATE_H

#include "base/arena.h"
#include "render/svg.h"
#include "render/timeline.h"

enum {
    MARGIN = 160,
    CAPTION = 200, /* over what lies before the start */
    KEY = 170,     /* a line of the key */
    KEY_GAP = 220,
    BAR = 60, /* height of a bar that lasts */
    BAR_THIN = 18
};

/* What is written at an event: made once, measured and drawn often. */
struct timeline_words {
    struct text when, what;
    int32_t what_width; /* on one line */
};

struct timeline_painter {
    const struct timeline_look *look;
    const struct chronology_family *family; /* `drawn` */
    struct chronology_family drawn;
    struct timeline_words *words; /* one an event */
    struct arena arena;
    struct buffer buffer; /* emptied with timeline_clear */
    bool failed;          /* there was no memory for some words */
    struct timeline *timeline;
    struct timeline_step step; /* of the ticks with words */
    int32_t gutter, band, name_height;
    struct svg svg;
};

/* Makes the words, lays out and so makes ready to draw. False after a message. */
bool timeline_painter_init(struct timeline_painter *, const struct timeline_look *);
void timeline_painter_release(struct timeline_painter *);

/* Empties the buffer, and remembers when it had failed. */
static inline void timeline_clear(struct timeline_painter *painter)
{
    painter->failed = painter->failed || buffer_failed(&painter->buffer);
    buffer_clear(&painter->buffer);
}

/* Draws the rows from `first` to before `end`; `head` and `foot`: with title, with key. */
bool timeline_painter_draw(struct timeline_painter *, size_t first, size_t end, bool head,
                           bool foot, bool in_page, const char *prefix);

/* The size of an event's label in a form; and the lines of it, from its upper left corner on. */
struct timeline_size timeline_label_size(const struct timeline_painter *, size_t event,
                                         unsigned form);
void timeline_label_draw(struct timeline_painter *, size_t event, unsigned form, int32_t x,
                         int32_t y);

/* Below the line. */
int32_t timeline_line_height(const struct timeline_painter *);
void timeline_line_draw(struct timeline_painter *, const struct timeline_row *, int32_t y,
                        bool first, bool last);

/* The gradients of bars whose ends fade, as far as they are used; before the rows. Which of them a
 * bar takes, 0 for none. */
void timeline_gradients_draw(struct timeline_painter *painter);
unsigned timeline_bar_fades(const struct timeline_bar *bar);

/* A row from `top` on, and what stands above it there. */
void timeline_row_draw(struct timeline_painter *painter, size_t number, int32_t top);
int32_t timeline_caption(const struct timeline_painter *painter, const struct timeline_row *row);

/* The shapes of events, also for the key, and the class that tells what they mean. */
void timeline_mark_draw(struct svg *, enum event_impact, int32_t x, int32_t y);
void timeline_put_class(struct svg *svg, const char *kind, enum event_impact impact);

/* Places the key, from `left`, in lines of `width`; draws it when told to. Returns its lines. */
int32_t timeline_key_lay(struct timeline_painter *painter, int32_t left, int32_t top, int32_t width,
                         bool draw);

/* Writes the events without a date from `top` on; returns the height that they take. */
int32_t timeline_undated_lay(struct timeline_painter *painter, int32_t top, int32_t width,
                             bool draw);

/* The title, which may be borrowed from the look; the sentence under it; `Ava 3, Ben 1` on the day
 * of an event. The buffer has failed when there was no memory. */
struct text timeline_title(const struct timeline_look *, struct buffer *);
void timeline_sentence(const struct timeline_look *, struct buffer *);
void timeline_add_day(const struct timeline_look *, date_day, struct buffer *); /* `2 Mar 2015` */
void timeline_ages(const struct timeline_look *, const struct chronology_event *, struct buffer *);

extern const struct lettering timeline_title_letters, timeline_quiet_letters, timeline_when_letters,
    timeline_what_letters, timeline_year_letters, timeline_age_letters;

#endif
