/*
 * Layer: domain. What a careful manager would ask about an assessment or a review: the rules of
 * share/forms/rules.csv, and whether each field holds what its kind asks for.
 *
 * Rows are of the record `problems`, by file in the order given, then by line; what is missing as
 * a whole stands on the line of the Form record. Nobody's name, and no word of a cell but a code,
 * stands in them.
 */
#ifndef DOMAIN_FORM_FORM_CHECK_H
#define DOMAIN_FORM_FORM_CHECK_H

#include "base/date.h"
#include "domain/form/form.h"
#include "records/writer.h"

struct form_check_settings {
    struct form_definitions *definitions;
    const char *encoding; /* or NULL */
    date_day as_of;
};

struct form_check_count {
    uint64_t forms, errors, warnings, notes;
};

/* Checks a file and writes what is found. False after a message. */
bool form_check(const struct form_check_settings *, const char *name, struct writer *,
                struct form_check_count *, const struct reporter *);

#endif
