/* Layer: domain. Whom an assessment or a review is about, for those who are not to be told
 * (domain/people/privacy.h). */
#ifndef DOMAIN_FORM_FORM_PRIVACY_H
#define DOMAIN_FORM_FORM_PRIVACY_H

#include "domain/form/form.h"
#include "domain/people/privacy.h"

/*
 * Tells the names and births of the family: its own name, each Person, who has parental
 * responsibility or gave consent, and who speaks as the family or as a child. Practitioners are not
 * among them. False when there is no memory.
 */
bool form_learn(const struct form *, struct privacy *);

/* Whether a field of a record type holds the day on which a person was born or died. */
bool form_is_life_date(const struct form *, size_t type, size_t field);

#endif
