/*
 * Layer: domain. Reads GEDCOM as rows of people and relationships. What each tag is for stands in
 * share/gedcom/tags.csv: a path of tags from the record down (`*` for any record), and its use.
 *
 * People come in the order of their records, then for each family its partners and, for each child
 * in the order of the family's CHIL lines, the parents; then twins and others whom ASSO names. A
 * link counts whether the family tells it, the person, or both. Ids are those of the file without
 * `@`.
 *
 * - Dates become EDTF (domain/family/gedcom_dates.h); one that has no such form stays as it stands,
 * which whoever takes the rows reports. A baptism stands in for a missing day of birth, a burial
 * for one of death, each as about then. A death without a day is `XXXX`.
 * - A family with MARR is married, with DIV or ANUL divorced; a TYPE that names another state
 *   counts.
 * - PEDI says what kind of parents a family is; without it ADOP does, and _FREL and _MREL for each
 *   parent.
 * - When a child of a family has no day of birth, the order of the CHIL lines is the birth order.
 * - Children of a family without parents are brothers and sisters.
 * - Notes go beside the rows.
 *
 * Lines that have no column are counted under `unmapped` by record and path, or else told of in one
 * note. All of the file is held in memory.
 */
#ifndef DOMAIN_FAMILY_FAMILY_GEDCOM_H
#define DOMAIN_FAMILY_FAMILY_GEDCOM_H

#include "domain/family/family_rows.h"

/* Hands over all people, then all relationships, of one file. Of the settings encoding, rejects and
 * unmapped count. False after a fatal message. */
bool family_gedcom_read(const struct table_settings *, const char *file, const struct family_sink *,
                        const struct reporter *);

/* The same over bytes in memory, for tests. */
bool family_gedcom_read_bytes(const struct table_settings *, struct text bytes, const char *name,
                              const struct family_sink *, const struct reporter *);

#endif
