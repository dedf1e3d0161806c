/*
 * Layer: domain. Tables for other programs out of assessments and reviews: share/forms/tables.csv
 * says which field goes into which column. Dates become ISO or EDTF, values their codes; a value
 * that has no code is handed on as it stands.
 *
 * A review says again what the assessment said. Where two forms of one family are about the same
 * thing (share/forms/keys.csv: a person, an action, a goal, a concern, a plan), the rows of the
 * later form stand and those of the earlier are left out; of forms of one day, or without a date,
 * the one given later is the later. Forms that name no family are about different ones.
 */
#ifndef DOMAIN_FORM_FORM_TABLE_H
#define DOMAIN_FORM_FORM_TABLE_H

#include "domain/form/form.h"
#include "records/writer.h"

/* Adds the names of the tables, parted by `between`, to `words`. */
bool form_table_names(const struct form_definitions *, const char *between, struct buffer *words);

/* True when there is a table called so; `name` is then set to its name, NUL-terminated. */
bool form_table_find(const struct form_definitions *, struct text word, const char **name);

/* A table being made of forms. */
struct form_table_run;

/*
 * Begins the table `name`, whose columns are those of the record of that name
 * (records/definition.h); all but the reporter is borrowed until form_table_free, which the caller
 * owes. NULL with a message when there is no memory.
 */
struct form_table_run *form_table_new(const struct form_definitions *, const char *name,
                                      const struct record_definition *, struct writer *,
                                      const struct reporter *);
void form_table_free(struct form_table_run *);

/*
 * Takes the rows of a form, which need not live on. They are written at once, or by
 * form_table_finish where a later form may speak for them. A row with a date that cannot be read is
 * reported (severity reject) and left out. False after a message.
 */
bool form_table_add(struct form_table_run *, const struct form *);

/* Writes the rows that are held, in the order in which they came. False after a message. */
bool form_table_finish(struct form_table_run *);

#endif
