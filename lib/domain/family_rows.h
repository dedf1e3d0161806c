/*
 * Layer: domain. Reads the rows of the people and relationships records into a family.
 *
 * A date that cannot be read does not lose the person: it is reported, shown as it stands, and
 * decides no order. `XXXX` as date of death says that the person died. Relationships that a
 * genogram does not draw (a friend, a cousin) are reported, and so are ids that no person has, with
 * file and line.
 */
#ifndef DOMAIN_FAMILY_ROWS_H
#define DOMAIN_FAMILY_ROWS_H

#include "domain/family.h"
#include "records/table.h"

/* Adds every person of the files. False after a fatal message. */
bool family_read_people(struct family *, const struct table_settings *, const char *const *files,
                        size_t count, const struct reporter *);

/* Adds every relationship of the files; people come first. False after a fatal message. */
bool family_read_relationships(struct family *, const struct table_settings *,
                               const char *const *files, size_t count, const struct reporter *);

#endif
