/*
 * Layer: domain. The actions that are overdue or will soon be due, soonest first, and who is to do
 * them.
 *
 * Only actions that are open or in progress can be due; a need that the plan leaves for its review
 * is no action yet. The day an action falls due is the last that its date may mean, of a month its
 * last day (date_due); a date without an end, `2026/..`, is no date. Overdue is what fell due
 * before the day asked about, due soon what falls due on that day or after it, up to and with
 * another.
 *
 * Rows that are not due are counted and forgotten, so memory grows with what is due alone, up to
 * LIMIT_DUE_BYTES.
 */
#ifndef DOMAIN_PLAN_ACTIONS_DUE_H
#define DOMAIN_PLAN_ACTIONS_DUE_H

#include "base/arena.h"
#include "domain/plan/action_rows.h"
#include "domain/plan/owners.h"
#include "records/writer.h"

enum due_state { DUE_OVERDUE, DUE_SOON, DUE_NO_DATE, DUE_STATES };

/* `overdue`, `due-soon`, `no-date`. */
extern const char *const due_state_names[DUE_STATES];

/* What is kept of an action, in this order; what the record does not have stands behind. */
enum due_cell {
    DUE_FAMILY,
    DUE_CHILD,
    DUE_ID,
    DUE_TEXT,
    DUE_WHO,
    DUE_AGENCY,
    DUE_DATE, /* ISO or EDTF, as in the plan: may be a month */
    DUE_STATUS,
    DUE_GOAL,
    DUE_OUTCOME,
    DUE_REVIEW,
    DUE_CELLS
};

struct due_action {
    const char *cells; /* see due_cell_of */
    uint64_t line;     /* of its file */
    date_day day;      /* on which it falls due; DATE_DAY_OPEN_END for DUE_NO_DATE */
    enum due_state state;
};

struct due_request {
    date_day as_of, until; /* the last day that is soon; before `as_of`: nothing is */
    bool undated;          /* keep actions without a date too, behind the others */
    bool drop_extras;      /* keep no extra columns, so that files may differ in them */
    size_t most_bytes;     /* to keep; 0: LIMIT_DUE_BYTES */
};

/* Every usable row is counted once in one of these. */
struct due_counts {
    uint64_t overdue, soon, later, undated, done, cancelled, for_review;
};

struct due_list {
    struct due_action *actions; /* soonest first; of one day, in the order of the files */
    size_t count, capacity;
    struct due_counts counts;
    size_t *extras; /* the table's extra columns that are passed on */
    size_t extra_count;
    size_t bytes;
    struct arena arena;
};

/*
 * Reads all rows; every file must have the column `due`. Extra columns of the first file are kept,
 * but those that are called as one of the record actions-due: it would stand twice. False after a
 * fatal message; to be released either way.
 */
bool due_list_read(struct due_list *, struct action_rows *, const struct due_request *,
                   const struct reporter *);
void due_list_release(struct due_list *);

/* A cell of an action: a due_cell, or DUE_CELLS and the number of an extra. `*quoted` (may be NULL)
 * tells `""` from nothing. Lives as long as the list. */
struct text due_cell_of(const struct due_action *, size_t cell, bool *quoted);

/* Days since it fell due; negative while that is to come. Not for DUE_NO_DATE. */
int64_t due_days_late(const struct due_action *, date_day as_of);

/* Somebody who is to do something. */
struct due_person {
    struct text name; /* as written where it is due first; empty: nobody is named */
    struct text key;  /* owner_key of it */
    uint64_t overdue, soon, undated;
    date_day oldest;    /* day of what is overdue longest; DATE_DAY_OPEN_END when nothing is */
    date_day next;      /* day of what is due next; DATE_DAY_OPEN_END when nothing is */
    size_t first, last; /* shares; SIZE_MAX ends them */
};

/* That an action is this person's; of one person, in the order of the list. */
struct due_share {
    size_t action;
    size_t next; /* or SIZE_MAX */
};

/* People, most overdue actions first, then most due soon, then by owner_key, byte by byte. */
struct due_people {
    struct due_person *people;
    size_t count, capacity;
    struct due_share *shares;
    size_t share_count, share_capacity;
    struct lookup names;
};

/* Who is to do the actions of a list, which is borrowed; `split` as in owners_read. False after a
 * fatal message; to be released either way. */
bool due_people_read(struct due_people *, const struct due_list *, struct owners *, bool split,
                     const struct reporter *);
void due_people_release(struct due_people *);

/*
 * Writes rows of the record actions-due and the extras. With `owners`, an action is written once
 * for each name in `who`, which then holds that name alone; NULL: once, as it is.
 */
bool due_list_write(const struct due_list *, date_day as_of, struct owners *owners,
                    struct writer *);

/* Writes rows of the record actions-due-by-who; `undated` as in the request. */
bool due_people_write(const struct due_people *, date_day as_of, bool undated, struct writer *);

#endif
