/* Layer: domain, for the files of the timeline's layout alone. */
#ifndef DOMAIN_TIMELINE_TIMELINE_PRIVATE_H
#define DOMAIN_TIMELINE_TIMELINE_PRIVATE_H

#include "domain/timeline/timeline.h"

enum {
    COLUMN_APART = 36, /* wished between two columns; */
    COLUMN_LEAST = 13, /* between those of very many labels no less than this */
    LABEL_APART = 80,  /* least between a label and a column to its right */
    LABEL_ABOVE = 45,  /* least between two labels of a stack */
    FOOT_APART = 12,   /* wished between two leaders at the mark, */
    FOOT_LEAST = 10,   /* and needed where they go on side by side */
    FOOT_FAR = 60,     /* farthest from the middle of the mark */
    MARK = 60,         /* from the line to the middle of a mark, and from there to its edge */
    WIDTH_GAIN = 80,   /* height for which a label leaves the width wished for */
    LEVEL = 110,       /* from one mark or bar to the next, away from the line */
    LEVELS = 4,        /* and of them in a drawing of many events, */
    LEVELS_MANY = 2,
    MANY = 24,        /* which are more than these */
    MARKS_APART = 95, /* marks of one level */
    CLEAR = 20,       /* from marks and bars to where leaders slant */
    FAN = 50          /* least height in which they do */
};

/* The labels on one side of a row, in the order of the dates. */
struct timeline_side {
    size_t count;
    int32_t *x;              /* of the marks */
    int32_t *width, *height; /* of the labels; may change when there are choices */
    /* Of each label its sizes in all widths, of which the lowest is taken; or NULL. */
    const struct timeline_size **choices;
    bool choosing;
    unsigned *wished, *chosen; /* the width wished for; result: the one taken */
    int32_t *column, *climb;   /* result: x of the leader; the label's near edge over the fan */
    int32_t column_apart;      /* least between two columns */
    int32_t shift_weight;      /* tenths of height that a mean shift of as much is worth */
    int32_t top;               /* result: height of the highest label's far edge */
    int64_t shift;             /* result: sum of what columns are away from marks */
    int32_t fan;               /* result: height of the zone in which leaders slant */
    int32_t beyond;            /* result: how far a label reaches over the right edge */
    /* Room to work in. */
    int32_t *apart;
    int64_t *sum, *cost;
    uint32_t *size, *stack, *from;
};

/* Room for `count` labels; 0 when there is none. */
bool timeline_side_init(struct timeline_side *, size_t count);
void timeline_side_release(struct timeline_side *);

/* Places the labels between `left` and `right`, weighing height against straight leaders. */
void timeline_side_place(struct timeline_side *, int32_t left, int32_t right);

/* Height and crookedness of a side in one figure: the less the better. */
int64_t timeline_side_score(const struct timeline_side *);

/* Pushes `count` places apart by at least `apart[i]` between i and i + 1, as little as the sum of
 * squares allows; `wish` and `place` may be the same. */
void timeline_push(const int32_t *wish, const int32_t *apart, size_t count, int64_t *sum,
                   uint32_t *size, int32_t *place);

enum timeline_sides { TIMELINE_ABOVE, TIMELINE_BELOW, TIMELINE_SIDES };

struct timeline_item {
    uint32_t event;
    int64_t mark; /* half days */
    int32_t x;
    enum event_impact impact;
};

struct timeline_stair {
    int32_t x, top;
};

/* The labels of a row, with room to work in. */
struct timeline_fill {
    size_t count;
    const struct timeline_item *items; /* in the order of their marks */
    /* The size of a label in each width of the style, and how many of them may be chosen from: the
     * first as well as any other, or one alone. */
    const struct timeline_size *(*widths)(const void *context, uint32_t event);
    const void *context;
    unsigned first_width, width_count;
    int32_t shift_weight;                       /* as that of the sides */
    struct timeline_size *sizes;                /* result: of the labels */
    unsigned *chosen;                           /* result: which width each has */
    int32_t left, right;                        /* edges of the paper */
    bool *above;                                /* result */
    struct timeline_side sides[TIMELINE_SIDES]; /* result: the labels of each side in turn */
    int32_t height;                             /* result: of labels and fans on both sides */
    int64_t score, shift;
    struct timeline_stair *tops[TIMELINE_SIDES];
};

/* Room for `count` labels in a row; false when there is none. */
bool timeline_fill_init(struct timeline_fill *, size_t count);
void timeline_fill_release(struct timeline_fill *);

/* Chooses the sides, and places the labels. */
void timeline_fill_place(struct timeline_fill *, bool by_impact);

/* --- The whole: timeline.c, timeline_bars.c */

/* How labels are set: a style, and the widths to choose from. */
struct way {
    unsigned style, first, count;
    int32_t shift_weight;
};

struct work {
    const struct timeline_request *request;
    struct timeline *timeline;
    struct timeline_item *items; /* dated events in the order of their marks */
    size_t count;
    struct timeline_size *sizes; /* of event e in form f at e * TIMELINE_FORMS + f */
    bool measured[TIMELINE_FORMS];
    struct way way; /* the one that was chosen */
    struct timeline_fill fill;
    date_day first, end;
    bool too_large;
};

/* What stands on a level, farthest to the right: a mark or the end of a bar that lasts. */
struct levels {
    int32_t ends[TIMELINE_SIDES][LEVELS];
    unsigned used[TIMELINE_SIDES], most[TIMELINE_SIDES];
};

/* Adds the bars of a row, each at the lowest level that is free. False when there is no memory. */
bool timeline_bars_add(struct work *work, size_t row_number, struct levels *levels);

#endif
