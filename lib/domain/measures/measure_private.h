/* Layer: domain, for the modules that count measures alone (domain/measures/measure_run.h). */
#ifndef DOMAIN_MEASURES_MEASURE_PRIVATE_H
#define DOMAIN_MEASURES_MEASURE_PRIVATE_H

#include "domain/measures/measure_grid.h"
#include "domain/measures/measure_keys.h"
#include "domain/measures/measure_run.h"
#include "domain/measures/measure_source.h"

/* The organisation or area is that of the family's last episode or plan. */
#define GROUP_HOME (UINT32_MAX - 1)

enum { MEASURE_STAY_BITS = 64 };

/* A condition bound to a file. */
struct bound_condition {
    enum measure_test test;
    size_t slot, other; /* of codes or days; columns for TEST_SHARE and TEST_NOT_BLANK */
    uint64_t codes;
    const struct interval *interval;
};

struct bound_conditions {
    struct bound_condition list[MEASURE_CONDITIONS_MOST];
    size_t count;
    bool any; /* no condition: everything */
};

/* An event that is kept. */
struct happening {
    uint32_t child, family; /* or KEY_NONE; the child of another table's row may be KEY_UNKNOWN */
    struct group group;
    date_day day;
    date_day other;    /* days: that of the event before it; followed: set when it was; scales and
                          evidence: which row it was */
    uint32_t category; /* 0: the whole */
    uint32_t detail;   /* the kind's own */
    int64_t amount;    /* the kind's own */
    bool among, counted;
};

struct happenings {
    struct happening *list;
    size_t count, capacity;
};

/* One measure at work. */
struct tally {
    const struct measure *measure;
    struct grid grid;
    size_t days[2];  /* slots of its dates; SIZE_MAX: none */
    size_t then_day; /* slot of the other table's date */
    size_t split;    /* slot of codes, or SIZE_MAX */
    size_t stay_bit; /* which bit of a stay is its own */
    size_t stay_split;
    struct bound_conditions counted, among;
    struct happenings kept;                       /* its events */
    struct happenings others;                     /* the other table's */
    struct text *category_codes, *category_names; /* from category 1 on */
    size_t category_count;
    bool own_denominators, with_whole, adds_over_groups, adds_over_periods;
    uint64_t undated, ahead;
    size_t *order, *starts;       /* of the others, by family */
    size_t *alone, *alone_starts; /* and by child */
    size_t order_keys, alone_keys;
    struct lookup series; /* scales: who and about what; or codes */
    size_t cells[4];      /* columns that the kind looks at */
    size_t level_codes;   /* agreement: how many codes there are */
    uint32_t *stamps;     /* by category: the visit that counted it */
    uint32_t stamp;
    int64_t *quarters; /* MEASURE_DAYS: three for each group and period, tenths */
    size_t quarter_groups;
};

/* Time in early help: an episode or a plan that touches the window. */
struct stay {
    uint32_t family, child; /* or KEY_NONE */
    uint32_t worker;        /* or KEY_NONE */
    uint32_t level;         /* category of the level cell */
    struct group group;
    date_day start, end;     /* DATE_DAY_OPEN_END: open on as_of */
    uint64_t among, counted; /* a bit for each tally */
};

struct stays {
    struct stay *list;
    size_t count, capacity;
    uint8_t *splits; /* `split_count` categories for each stay */
    size_t split_count, split_capacity;
    size_t day[2]; /* slots */
    size_t worker_column, level_slot;
    size_t bits;
    bool used, closings, workers;
};

/* A family's unbroken time. */
struct spell {
    uint32_t family;
    date_day start, end;
    size_t last; /* the stay that ended it */
};

/* Children living in an area. */
struct population {
    uint32_t area;   /* 0: all */
    date_day period; /* from when on the figure holds */
    uint64_t children;
};

struct measure_run {
    const struct measure_request *request;
    const struct reporter *reporter;
    struct measure_results *results;
    struct source sources[MEASURE_FILES];
    bool given[MEASURE_FILES];
    struct names organisations, areas, workers;
    struct keys keys;
    struct tally *tallies;
    size_t tally_count;
    struct tally **asked[MEASURE_FILES]; /* the tallies that look at a row of a file */
    size_t asked_count[MEASURE_FILES];
    bool events_only[MEASURE_FILES]; /* what lies before the window does not matter */
    struct stays episodes, plans;
    struct spell *spells;
    size_t spell_count, spell_capacity;
    size_t *homes; /* by family: its last stay, of episodes, then of plans; SIZE_MAX: none */
    size_t home_count;
    bool homes_known, home_organisations, home_areas;
    bool read[MEASURE_FILES]; /* to its end */
    bool rates;               /* some measure is for so many children living there */
    struct population *populations;
    size_t population_count, population_capacity;
};

static inline bool measure_no_memory(const struct measure_run *run)
{
    return report(run->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static inline struct stays *measure_stays(struct measure_run *run, enum measure_table table)
{
    return table == MEASURE_PLANS ? &run->plans : &run->episodes;
}

/* The file that a table's rows are read from. */
static inline enum measure_table measure_file_of(enum measure_table table)
{
    return table >= MEASURE_FILES ? MEASURE_EPISODES : table;
}

/* Whether conditions hold for the row of a source; `as_of`: a day after it has not come. */
bool conditions_hold(const struct bound_conditions *, struct source *, date_day as_of);

/* Adds a happening. False after a message. */
bool happenings_add(struct measure_run *, struct happenings *, const struct happening *);

/* --- events: measure_events.c */
bool events_row(struct measure_run *, struct tally *, struct source *);
bool events_finish(struct measure_run *, struct tally *);
/* Fills in whom a row is about, and its group, with GROUP_HOME where the file lacks it. */
bool happening_from(struct measure_run *, struct source *, bool add, struct happening *);
/* The day that decides, or false when the row has none in the window. */
bool event_day(struct measure_run *, struct tally *, struct source *, date_day *);
/* Makes one of the events about one child or family on one day; groups are then filled in. */
void happenings_merge(struct measure_run *, struct tally *);
/* The group of a happening, its family's where it is GROUP_HOME. */
struct group happening_group(const struct measure_run *, const struct happening *);

/* --- stays: measure_open.c */
bool stays_row(struct measure_run *, struct stays *, struct source *);
/* All episodes have been read: those without a family are of the one that others give the child. */
bool stays_learn(struct measure_run *);
bool open_finish(struct measure_run *, struct tally *);
bool spells_make(struct measure_run *);
bool homes_make(struct measure_run *);
/* Closings as events, and whether an opening follows. */
bool closings_finish(struct measure_run *, struct tally *);
/* Numbers 0 .. count-1 in order of key; the caller frees it. Numbers of key k stand from
 * starts[k] up to starts[k + 1]. NULL when there is no memory. */
size_t *order_by(const uint32_t *keys, size_t count, size_t key_count, size_t **starts);
bool stay_is_open(const struct stay *, date_day);

struct group_set {
    struct group *list;
    size_t count, capacity;
};

/* One in early help, on the last day of a period. */
struct open_visit {
    const struct stay *const *stays; /* all of the window, open or not */
    size_t count;
    size_t period;
    date_day day;
    struct group_set groups; /* of the stays that are open and pass `among`; those they are part of
                                too */
};
typedef bool (*open_visitor)(struct measure_run *, struct tally *, const struct open_visit *);

/* Calls the visitor for whoever is open in a period. False when that fails, after a message unless
 * the grid is full. */
bool open_walk(struct measure_run *, struct tally *, open_visitor);
/* Adds to the cells of the visit's groups. */
bool open_count(struct tally *, const struct open_visit *, size_t category, bool counted,
                bool among);

/* --- followed and days: measure_links.c */
bool links_row(struct measure_run *, struct tally *, struct source *);
bool links_other(struct measure_run *, struct tally *, struct source *);
bool links_finish(struct measure_run *, struct tally *);

/* --- by family: measure_families.c */
bool families_row(struct measure_run *, struct tally *, struct source *);
bool families_finish(struct measure_run *, struct tally *);

/* --- measure_bind.c: which way each measure is counted, and the columns that it looks at */
bool tallies_make(struct measure_run *);
void tallies_release(struct measure_run *);
/* The names of the categories of a split column, and of those that a kind has. */
bool tally_categories(struct measure_run *, struct tally *);

/* --- measure_rows.c: results as rows */
bool results_make(struct measure_run *);

#endif
