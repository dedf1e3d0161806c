/* Layer: domain. Results and definitions of measures as rows of their records. */
#ifndef DOMAIN_MEASURE_WRITE_H
#define DOMAIN_MEASURE_WRITE_H

#include "domain/measure_results.h"
#include "records/writer.h"

/* The columns in which a reader wants one measure: what tells its rows apart, then the figures.
 * Returns their number. */
size_t measures_reading_order(const size_t **order);

/* Writes `count` results from `first` on as rows of the record `measures`, of its columns those in
 * `order` (NULL: all, in the record's order). A hidden figure is `mark`. False when writing fails.
 */
bool measures_write(const struct measure_results *, size_t first, size_t count, const size_t *order,
                    size_t columns, struct text mark, struct writer *);

/* Writes every way of counting as a row of the record `measure-list`. */
bool measures_list_write(const struct measures *, struct writer *);

#endif
