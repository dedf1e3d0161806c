/*
 * Layer: domain. People or relationships as a table of their record, out of whatever they were read
 * from.
 *
 * Columns are those of the record, then the user's own, or `notes` of a source that has notes. Rows
 * keep their order; nothing is left out, people who stand twice and relationships that are not
 * drawn neither. Codes are written in our words and dates in ISO or EDTF; what cannot be read stays
 * as it is. What is written reads back as the same.
 */
#ifndef DOMAIN_FAMILY_FAMILY_TABLE_H
#define DOMAIN_FAMILY_FAMILY_TABLE_H

#include "domain/family/family_rows.h"
#include "records/writer.h"

struct family_table {
    bool relationships; /* else people */
    bool notes;         /* the source has such */
    const struct writer_settings *settings;
    struct output *output;
    const struct reporter *reporter;
    uint64_t rows; /* written */

    /* Not for callers; all zero at first. */
    struct record_definition *definition;
    struct writer *writer;
    size_t extras;
};

/* A sink that writes the rows of its kind and passes over the others. */
struct family_sink family_table_sink(struct family_table *);

/* Writes what is held back, and the header when there was no row. False after a message. */
bool family_table_finish(struct family_table *);
void family_table_release(struct family_table *);

#endif
