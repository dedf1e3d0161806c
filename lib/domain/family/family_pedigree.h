/*
 * Layer: domain. Reads pedigree files (linkage format, PLINK's .ped and .fam) as rows of people and
 * relationships.
 *
 * A line is a person: family, person, father, mother, sex and more, parted by blanks or tabs; `0`
 * is no family, no father, no mother; sex is 1 (or M) male, 2 (or F) female, anything else not
 * known. A line that begins with `#`, and a first line whose fifth cell is the word sex or gender,
 * is no person. Cells past the fifth (who is affected, genotypes) have no column: they are counted
 * under `unmapped`, or told of in one note.
 *
 * An id that stands in several families gets its family in front, `12:3`, and so does every id of
 * such a file.
 */
#ifndef DOMAIN_FAMILY_FAMILY_PEDIGREE_H
#define DOMAIN_FAMILY_FAMILY_PEDIGREE_H

#include "domain/family/family_rows.h"

/* Hands over all people, then all relationships, of one file, which is held in memory. Of the
 * settings encoding, rejects and unmapped count. False after a fatal message. */
bool family_pedigree_read(const struct table_settings *, const char *file,
                          const struct family_sink *, const struct reporter *);

/* The same over bytes in memory, for tests. */
bool family_pedigree_read_bytes(const struct table_settings *, struct text bytes, const char *name,
                                const struct family_sink *, const struct reporter *);

#endif
