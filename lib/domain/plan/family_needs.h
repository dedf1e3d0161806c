/*
 * Layer: domain. The needs of each family, gathered from level rows or from indicator rows: what a
 * plan is drafted from and services are proposed for.
 *
 * Families stand in order of first appearance; a child without family_id is a family of its own
 * (empty `family`). A need is an indicator at level EH, CIN or SH. Of level rows the cells `level`
 * and `needs` count (`drivers` in a file without `needs`), and several rows about one child are
 * taken together; of indicator rows the level is worked out as eh-threshold does
 * (domain/threshold/levels.h). Memory grows with children and their needs.
 */
#ifndef DOMAIN_PLAN_FAMILY_NEEDS_H
#define DOMAIN_PLAN_FAMILY_NEEDS_H

#include "base/arena.h"
#include "definitions/framework.h"
#include "records/table.h"

/* A child, or the family as a whole (empty `child`). */
struct needing_child {
    struct text child;
    uint32_t level;       /* of the framework */
    indicator_set *needs; /* present EH, CIN and SH indicators, those of the whole family too */
};

struct family_needs {
    struct text family;
    uint32_t level;                 /* the gravest of its children */
    struct date as_of;              /* of its first level row; no date for indicator rows */
    struct needing_child *children; /* in order of first appearance; the family as a whole stands
                                       here only when no child of it does */
    size_t child_count;
};

struct family_needs_list {
    struct family_needs *families;
    size_t count;
    uint64_t rows; /* used */
    struct family_needs_private *own;
};

/* How rows are read; all of it is borrowed. */
struct family_needs_request {
    const struct framework *framework;
    const struct table_settings *table;
    const char *const *files;
    size_t file_count;
    date_day as_of; /* indicators that ended before do not count */
};

/*
 * Reads the files: rows of the levels record, or of the indicators record, as the first header
 * tells. A level row with a code in `needs` that the framework does not have is rejected, as is one
 * with an unknown level. False after a fatal message; to be released either way. `*rejected` gets
 * the rows rejected.
 */
bool family_needs_read(struct family_needs_list *, const struct family_needs_request *,
                       uint64_t *rejected, const struct reporter *);
void family_needs_release(struct family_needs_list *);

#endif
