/*
 * Layer: render. What drawings and tables of scales share: a family's words made fit for reading
 * (records/prose.h), dates as people write them, and what a drawing shows as a sentence.
 */
#ifndef RENDER_SCALE_VIEW_H
#define RENDER_SCALE_VIEW_H

#include "definitions/phrases.h"
#include "domain/review/scales.h"
#include "render/svg.h"

struct scale_view {
    const struct phrases *phrases;
    const struct scale_family *family;
    struct text title;                     /* `Family F104` */
    struct text *people;                   /* names */
    struct text *full;                     /* names with roles: `Dawn (mother)` */
    struct text *domains;                  /* the whole has its own words */
    const struct scale_series **by_domain; /* all series, those of a domain together */
    size_t *domain_starts;                 /* where those of each begin in it, and the end */
    size_t series_domains, named_domains;  /* domains with series; without that of the whole */
    date_day first, last;                  /* of all readings, gaps too */
    struct buffer made;                    /* reused */
    struct arena arena;
};

/* False when there is no memory. The view must be released either way. */
bool scale_view_make(struct scale_view *, const struct phrases *, const struct scale_family *);
void scale_view_release(struct scale_view *);

/* How many series a domain has; the first of them is by_domain[domain_starts[domain]]. */
size_t scale_view_count(const struct scale_view *, size_t domain);

/* Adds `28 Mar 2026`, `Mar 2026`, `2026`; a date of another form as in EDTF. */
void scale_date_words(const struct date *, struct buffer *);

/* Jan to Dec, from 0. */
extern const char *const scale_months[12];

/* The score, or the words for none. */
struct text scale_score_words(const struct scale_view *, int32_t score,
                              char digits[SCALE_SCORE_BYTES]);

/* Adds `4 -> 6 -> no score -> 7`; with dates, `4 (10 Mar 2026), 6 (12 May 2026)`, of many readings
 * the first and the last. */
void scale_trail(const struct scale_view *, const struct scale_series *, struct buffer *);
void scale_tell(const struct scale_view *, const struct scale_series *, struct buffer *);

/* How many lines a text takes when broken to `width`, `most` at most. */
size_t scale_lines(const struct lettering *, struct text, int32_t width, size_t most);

/* A whole <text> of them, the first baseline at y; what does not fit is left out for `...`. */
void scale_write(struct svg *, const struct lettering *, enum svg_anchor, int32_t x, int32_t y,
                 int32_t width, size_t most, struct text);

/* Writes attributes of an element just opened: a date, a score. */
void scale_date_attribute(struct svg *, const struct date *);
void scale_score_attribute(struct svg *, int32_t score);

#endif
