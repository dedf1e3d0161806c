/*
 * Layer: records. Which column of a file stands for which column of a record.
 *
 * In order: a user's --map, our own names, the headings of other systems in the order of
 * share/maps/headings.csv. A heading stands for one column at most, a column takes the first
 * heading that fits; other headings are extra columns.
 */
#ifndef RECORDS_BIND_H
#define RECORDS_BIND_H

#include "records/table.h"

#define BIND_NONE SIZE_MAX

struct binding {
    size_t *places;        /* a record column: its place in the file, or BIND_NONE */
    size_t *columns;       /* a file column: its record column, or BIND_NONE */
    struct text *how;      /* a file column: how it was bound; empty for an extra column */
    struct text *headings; /* a file column: its heading, trimmed, in the arena */
    size_t width;          /* columns in the file */
    size_t width_capacity, places_capacity;
    struct lookup keys; /* normalised headings of the file */
    struct arena arena;
    struct buffer key;
    bool no_memory; /* a heading could not be compared */
};

void binding_init(struct binding *);
void binding_release(struct binding *);

/* How many headings of the row are known to the record or to a map: tells a header line from a
 * title line. */
size_t binding_known(struct binding *, const struct record_definition *,
                     const struct table_settings *, struct reader *, const struct record *);

/* Binds a header line. False with a message: a heading twice, too many columns, no memory. Missing
 * columns are binding_complete's. */
bool binding_make(struct binding *, const struct record_definition *, const struct table_settings *,
                  struct reader *, const struct record *, struct place, const struct reporter *);

/*
 * True when every required column has its place, at least one of `either` (two columns, or
 * BIND_NONE) has, and every map that must fit does. False with a message that names the missing
 * column, the columns found and the nearest of them.
 */
bool binding_complete(struct binding *, const struct record_definition *,
                      const struct table_settings *, const size_t either[2], struct place,
                      const struct reporter *);

#endif
