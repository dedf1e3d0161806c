/* Layer: domain. Results and definitions of measures as rows of their records. */
#ifndef DOMAIN_MEASURES_MEASURE_WRITE_H
#define DOMAIN_MEASURES_MEASURE_WRITE_H

#include "domain/measures/measure_results.h"
#include "records/writer.h"

/* Writes the results as rows of the record `measures`. A hidden figure is `mark`. False when
 * writing fails. */
bool measures_write(const struct measure_results *, struct text mark, struct writer *);

/* Writes every way of counting as a row of the record `measure-list`. */
bool measures_list_write(const struct measures *, struct writer *);

#endif
