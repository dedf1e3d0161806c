/*
 * Layer: domain. Relationships out of the column relationship of people, where no table of
 * relationships is given.
 *
 * Stands between a source of people and a sink: hands people on as they are, and at the end the
 * relationships that their words (definitions/kin_words.h) tell for sure, as rows that stand where
 * the person's does. Each family by itself; people without a family id are one family.
 *
 * The child is who is called the index child; where nobody is, everybody with a word such as
 * `child` is. Parents of a kind are parents of each child, brothers and sisters are children of the
 * parents by birth. More than two parents of one kind are not told for sure, but for a mother or a
 * father who is the only one. Grandparents, half brothers and sisters and partners need the one
 * mother, or father, of whom they are told; no word of theirs makes mother and father partners.
 *
 * Rows are in the order of people, then of whom they are tied to. Time grows with people.
 */
#ifndef DOMAIN_FAMILY_FAMILY_KIN_H
#define DOMAIN_FAMILY_FAMILY_KIN_H

#include "domain/family/family_rows.h"

struct family_kin;

/* Hands on to a sink, which is copied. NULL after a message. The caller owns it. */
struct family_kin *family_kin_new(const struct family_sink *, const struct reporter *);
void family_kin_free(struct family_kin *);

/* The sink for people. */
struct family_sink family_kin_sink(struct family_kin *);

/* After all people: hands the relationships on. False after a fatal message. */
bool family_kin_tell(struct family_kin *);

/* Whether anybody has a word in the column; how many relationships were handed on. */
bool family_kin_has_words(const struct family_kin *);
uint64_t family_kin_count(const struct family_kin *);

#endif
