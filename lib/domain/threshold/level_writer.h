/* Layer: domain. Writes the rows of a caseload as the levels record. */
#ifndef DOMAIN_THRESHOLD_LEVEL_WRITER_H
#define DOMAIN_THRESHOLD_LEVEL_WRITER_H

#include "domain/threshold/levels.h"

struct level_writer;

/* A writer of rows to `writer`, which has the columns of the levels record; all is borrowed. NULL
 * with a message when there is no memory. */
struct level_writer *level_writer_new(const struct levels_request *, struct writer *writer,
                                      struct levels_count *, const struct reporter *);
void level_writer_free(struct level_writer *);

/* Writes a row for each child of the caseload, and counts. False when anything failed. */
bool level_writer_rows(struct level_writer *, struct caseload *);

#endif
