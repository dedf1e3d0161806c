/* Layer: definitions, for forms.c and forms_load.c alone. Arrays of the definitions that grow. */
#ifndef DEFINITIONS_FORMS_PRIVATE_H
#define DEFINITIONS_FORMS_PRIVATE_H

#include "definitions/forms.h"
#include "records/share.h"

enum forms_array {
    FORMS_LOOKS,
    FORMS_RECORDS,
    FORMS_VALUES,
    FORMS_CHOICES,
    FORMS_RULES,
    FORMS_SECTIONS,
    FORMS_STARTERS,
    FORMS_TABLES,
    FORMS_ARRAYS
};

/* A further element of the array, all zero; NULL after a message when there is no memory. */
void *forms_add(struct form_definitions *, void *array, size_t *count, enum forms_array,
                size_t size);
#define FORMS_ADD(definitions, array, count, which)                                                \
    forms_add((definitions), &(definitions)->array, &(definitions)->count, (which),                \
              sizeof *(definitions)->array)

#endif
