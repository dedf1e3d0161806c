/*
 * Layer: render. Readings of a scale as a star: an axis for each domain, from 0 in the middle to 10
 * outside, and an outline for each day on which the person gave scores.
 *
 * There is a star for each person who has scored three domains or more; its axes are all the
 * domains that somebody of the family has scored, so that stars can be laid side by side. With more
 * than sixty of them there is none. The
 * latest outline lies in front, at most three earlier ones behind it, paler the older they are,
 * each with a dash and a mark of its own. A domain without a score on the day is a gap in the
 * outline. With more than twelve domains the axes have numbers, and their names stand beside the
 * star.
 *
 * Hooks: `data-person` on the star, `data-date` on each outline, `data-domain`, `data-date` and
 * `data-score` on marks, `data-axis` on labels of axes.
 */
#ifndef RENDER_SCALE_STAR_H
#define RENDER_SCALE_STAR_H

#include "render/scale_view.h"
#include "render/svg.h"

enum {
    SCALE_STAR_DAYS = 4,   /* outlines */
    SCALE_STAR_LEAST = 3,  /* domains that the person has scored */
    SCALE_STAR_NAMED = 12, /* domains that have names at their axes */
    SCALE_STAR_MOST = 60   /* axes */
};

/* The width of every star. */
#define SCALE_STAR_WIDTH 6800

struct scale_star {
    const struct scale_view *view;
    size_t person;
    int32_t height;
    int32_t middle;  /* of the star, from the top */
    size_t *domains; /* of the family, by axis */
    size_t axis_count;
    struct date days[SCALE_STAR_DAYS]; /* the latest first */
    size_t day_count;
    int32_t *scores; /* of day 0 by axis, then of day 1, ...; or SCALE_NO_SCORE */
    bool gaps;
};

/* Whether the person has a star. */
bool scale_star_is_due(const struct scale_view *, size_t person);

/* Lays it out. False when there is no memory. It must be released either way. */
bool scale_star_make(struct scale_star *, const struct scale_view *, size_t person);
void scale_star_release(struct scale_star *);

/* Draws it within what is open, from 0,0 to its width and height. */
void scale_star_draw(const struct scale_star *, struct svg *);

/* Adds what it shows, for those who do not see it. */
void scale_star_tell(const struct scale_star *, struct buffer *);

#endif
