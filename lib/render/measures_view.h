/*
 * Layer: render. Results of measures made ready for people: one tile a measure, its series of
 * periods, and words for figures, periods and directions.
 *
 * Disclosure control rests on one thing: whoever writes, draws, sorts or compares takes a `struct
 * figure` from here and never a number of a result. A figure that is not to be shown holds no
 * number. So two runs that differ in hidden figures alone give the same bytes.
 *
 * The marks are those of the Department for Education: c hidden, : not available, z not applicable
 * (a share of nothing).
 */
#ifndef RENDER_MEASURES_VIEW_H
#define RENDER_MEASURES_VIEW_H

#include "definitions/dashboard.h"
#include "definitions/phrases.h"
#include "domain/measures/measure_results.h"

/* What is to be shown, and how it came about. */
struct measures_page {
    const struct phrases *phrases;
    const struct dashboard *dashboard;
    const struct measure_results *results;
    enum period_length period;
    uint64_t most_small; /* small counts are hidden: those from 1 to this; 0: nothing is */
    uint64_t round;      /* counts are rounded to this; 0: not */
    uint64_t rejected;   /* rows of all files */
    size_t width;        /* columns of the terminal, for text */
};

enum figure_state { FIGURE_SHOWN, FIGURE_HIDDEN, FIGURE_NOT_AVAILABLE, FIGURE_NOT_APPLICABLE };

struct figure {
    enum figure_state state;
    bool whole;     /* a count: no decimal */
    int64_t tenths; /* 0 unless shown */
};

enum measures_group { GROUP_TOGETHER, GROUP_ORGANISATION, GROUP_AREA, GROUP_BOTH };

/* Rows of one category and group: a row for each period, the window first. */
struct measures_series {
    const struct measure_result *results;
    enum measures_group group;
    size_t place;         /* among the measure's results */
    struct text name;     /* of the organisation or area, clean; or the words for all */
    struct text category; /* in words, clean; empty for the measure as a whole */
};

struct measures_tile {
    const struct measure_note *note;
    const struct measure *measure;
    struct dashboard_entry entry;
    struct text title, counts, ref; /* clean */
    size_t number;                  /* from 1, for ids */
    struct measures_series *series; /* as the results, but what is not recorded last */
    size_t series_count;
    const struct measures_series *lead; /* all together: what the large figure is of */
    bool split;                         /* has categories */
    bool grouped;                       /* has organisations or areas */
    bool snapshot;                      /* told for the last day of a period */
    const struct text *periods;         /* `Jul–Sep 2026`, or of a snapshot `30 Sep 2026` */
};

struct measures_view {
    const struct measures_page *page;
    struct measures_tile *tiles; /* of measures with results, group by group */
    size_t tile_count;
    size_t starts[MEASURE_QUADRANTS + 1]; /* the first tile of each group, and the end */
    struct text *periods;                 /* the window first */
    struct text *days;                    /* their last ones */
    size_t period_count;
    struct measures_series *series; /* of all tiles */
    struct arena arena;
};

/* False after a message. The view must be released either way. */
bool measures_view_make(struct measures_view *, const struct measures_page *,
                        const struct reporter *);
void measures_view_release(struct measures_view *);

/* How many periods there are to compare: none when the window is not cut, or is one piece. */
size_t measures_piece_count(const struct measures_view *);

/* A count; the result's value; what stands in large type for the tile. */
struct figure measures_count(uint64_t number, bool hidden);
struct figure measures_value(const struct measure_result *);
struct figure measures_figure(const struct measures_tile *, const struct measure_result *);

/* Numerator, denominator and those too early to tell. The last two are not applicable where there
 * is none. */
struct figure measures_counted(const struct measure_result *);
struct figure measures_out_of(const struct measure_result *);
struct figure measures_pending(const struct measure_result *);

/* A number of rows, which is hidden when it is small and small counts are. */
struct figure measures_rows(const struct measures_page *, uint64_t rows);

/* Whether a value is in this state anywhere. */
bool measures_any(const struct measures_view *, enum figure_state);

/* Value less target: not available without a target or for a value that is not shown. */
struct figure measures_difference(const struct measure_result *);

/* Adds `18,400`, `66.2`, `c`, `:` or `z`. */
void measures_figure_words(const struct figure *, struct buffer *);

/* The words for the mark alone: `hidden`, `not available`, `not applicable`. */
struct text measures_state_words(const struct measures_view *, enum figure_state);

/* Adds `%`, `days`, `for every 10,000 children` or the noun, whichever the figure of the tile has.
 */
void measures_unit_words(const struct measures_view *, const struct measures_tile *,
                         struct buffer *);

/* Adds `47 of 71 reviews`, or what else tells the parts of a figure; nothing where there is no more
 * to tell. */
void measures_parts_words(const struct measures_view *, const struct measures_tile *,
                          const struct measures_series *, size_t period, struct buffer *);

enum measures_way { WAY_NOT_KNOWN, WAY_UP, WAY_DOWN, WAY_SAME };
enum measures_judgement { JUDGED_NEITHER, JUDGED_BETTER, JUDGED_WORSE };

/* Two periods beside one another. */
struct measures_turn {
    size_t now, before; /* periods; 0: there are no two to compare */
    enum measures_way way;
    enum measures_judgement judgement;
    struct figure by; /* how far apart, never below 0 */
};

/*
 * The last period that can be compared with the one before it. What is counted on a day is compared
 * as of the last two; what happens in a period only when neither is cut by the window. Periods for
 * which it is too early to tell are passed over.
 */
struct measures_turn measures_turn(const struct measures_view *, const struct measures_tile *,
                                   const struct measures_series *);

/* The target of the window: `judgement` tells whether it is met, where one direction is better. */
struct measures_aim {
    bool known;
    struct figure target; /* rounded to one decimal for drawing */
    struct text words;    /* as in the file, clean only as it is written by page_text */
    enum measures_way way;
    enum measures_judgement judgement;
    struct figure by;
};

struct measures_aim measures_aim(const struct measures_tile *, const struct measures_series *);

/* Adds the sentence that stands under the title: from when to when, and what the figures are of. */
void measures_window_words(const struct measures_view *, struct buffer *);

/* Adds `Jul–Sep 2026` and the like. */
void measures_days_words(date_day first, date_day last, struct buffer *);

#endif
