/*
 * Layer: domain. Tables for other programs out of assessments and reviews: share/forms/tables.csv
 * says which field goes into which column. Dates become ISO or EDTF, values their codes; a value
 * that has no code is handed on as it stands.
 */
#ifndef DOMAIN_FORM_TABLE_H
#define DOMAIN_FORM_TABLE_H

#include "domain/form.h"
#include "records/writer.h"

/* Adds the names of the tables, parted by `between`, to `words`. */
bool form_table_names(const struct form_definitions *, const char *between, struct buffer *words);

/* True when there is a table called so; `name` is then set to its name, NUL-terminated. */
bool form_table_find(const struct form_definitions *, struct text word, const char **name);

/*
 * Writes the rows that a form gives for the table, whose columns are those of the record `name`
 * (records/definition.h). A row with a date that cannot be read is reported (severity reject) and
 * left out. False after a message.
 */
bool form_table_write(const struct form *, const char *name, const struct record_definition *,
                      struct writer *, const struct reporter *);

#endif
