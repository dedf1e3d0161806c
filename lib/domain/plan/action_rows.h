/*
 * Layer: domain. Reads the rows of the actions record: a family's plan, or the action plan of a
 * strategy.
 *
 * Only `action` must be a column of the file; whoever asks what is due needs `due` as well. A date
 * that names a month or a year falls due on its last day; `Ongoing`, `TBC` and blank are no date. A
 * blank status is `done` when a done_date is given, else `open`; a status without a decoding is
 * counted for
 * --unmapped and taken as `open`, so that nothing is hidden by a slip of spelling.
 */
#ifndef DOMAIN_PLAN_ACTION_ROWS_H
#define DOMAIN_PLAN_ACTION_ROWS_H

#include "records/table.h"

/* Columns of the actions record, in the record's order. */
enum action_column {
    ACTION_FAMILY,
    ACTION_CHILD,
    ACTION_ID,
    ACTION_OUTCOME,
    ACTION_GOAL,
    ACTION_TEXT,
    ACTION_WHO,
    ACTION_AGENCY,
    ACTION_START,
    ACTION_DUE,
    ACTION_STATUS,
    ACTION_DONE_DATE,
    ACTION_PROGRESS,
    ACTION_REVIEW_DUE,
    ACTION_NEEDS,    /* indicator codes parted by `;` that the action answers */
    ACTION_CHILDREN, /* children parted by `;` when it is about several, not all */
    ACTION_SERVICE,  /* service proposed for it */
    ACTION_FLAGS,    /* what a draft leaves to people, codes parted by `;` */
    ACTION_COLUMNS
};

/* What a status means for the plan. `for-review` is a need that the plan leaves for its review. */
enum action_status {
    ACTION_OPEN,
    ACTION_IN_PROGRESS,
    ACTION_DONE,
    ACTION_CANCELLED,
    ACTION_FOR_REVIEW,
    ACTION_STATUSES
};

/* `open`, `in-progress`, `done`, `cancelled`, `for-review`. */
extern const char *const action_status_names[ACTION_STATUSES];

/* What a draft leaves to people (domain/plan/plan_draft.h says when); the order is that of the
 * cell. */
enum action_flag {
    FLAG_ACTION_TO_AGREE,
    FLAG_WHO_TO_NAME,
    FLAG_NO_OUTCOME,
    FLAG_NO_SERVICE,
    FLAG_REFER_FIRST,
    FLAG_REFER_WITH_CONSENT,
    FLAG_LEFT_FOR_REVIEW,
    ACTION_FLAG_COUNT
};

/* `action-to-agree`, `who-to-name`, ...: the codes that stand in the cell. */
extern const char *const action_flag_names[ACTION_FLAG_COUNT];

/* The flag that a code of the cell names, ASCII case aside; ACTION_FLAG_COUNT for another. */
enum action_flag action_flag_named(struct text code);

/* Whether a cell of flags, parted by `;`, has this one. */
bool action_has_flag(struct text flags, enum action_flag);

/* Still to be carried out: open or in progress. */
bool action_is_open(enum action_status);

struct action_rows {
    struct record_definition *definition;
    struct table *table;
    size_t columns[ACTION_COLUMNS];
    bool forgiving;     /* a date that cannot be read and a blank action do not reject the row */
    bool family_needed; /* a row that names no family is rejected */
};

/* What every reader of actions looks at; the other cells are asked for one by one. */
struct action_row {
    struct date start, due, done, review;
    uint32_t unread; /* forgiving: a bit, 1u << ACTION_DUE and the like, for each date of no form */
    enum action_status status;
    bool status_known; /* false: the cell has no decoding, or is blank */
};

/* Opens the files as rows of the actions record. False after a fatal message. */
bool action_rows_open(struct action_rows *, const struct table_settings *, const char *const *files,
                      size_t count, const struct reporter *);
void action_rows_close(struct action_rows *);

/* The same over a table that has turned out to hold actions; table and definition stay the
 * caller's, and rows are not to be closed. */
void action_rows_over(struct action_rows *, struct record_definition *, struct table *);

/*
 * The next usable row. Rejected are rows without an action, and rows with a date that cannot be
 * read or that is not in the calendar; a forgiving reader hands them out, with `unread` set. So are
 * rows without a family where one is needed.
 */
enum table_result action_rows_next(struct action_rows *, struct action_row *);

/* A cell of the row, trimmed; borrowed until the next row. */
static inline struct text action_rows_cell(struct action_rows *rows, enum action_column column)
{
    return table_cell(rows->table, rows->columns[column]);
}

#endif
