/*
 * Layer: domain. An empty assessment or review as a text record file, to be filled in with an
 * editor: every field with a line that says what belongs there, and descriptors by which GNU
 * recutils check the file.
 *
 * What recutils ask for may be left blank, so that an empty form is a valid file: `check` tells
 * what is missing.
 */
#ifndef DOMAIN_FORM_FORM_NEW_H
#define DOMAIN_FORM_FORM_NEW_H

#include "base/output.h"
#include "domain/form/form.h"

/* Whether there is such a form to begin. */
bool form_new_known(const struct form_definitions *, struct text type);

/*
 * Writes an empty form of the type. What `from` holds, an earlier form of the family or NULL, is
 * taken over: the family, its people, professionals, plan, goals, and the
 * actions that are not done; not what belongs to its own day, such as views. False after a message.
 */
bool form_new_write(struct form_definitions *, struct text type, const struct form *from,
                    struct output *, const struct reporter *);

#endif
