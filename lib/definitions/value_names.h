/* Layer: definitions. What people call the codes of the value lists: share/maps/value-names.csv. */
#ifndef DEFINITIONS_VALUE_NAMES_H
#define DEFINITIONS_VALUE_NAMES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "base/message.h"

struct value_names {
    struct lookup keys; /* list, a line feed, code */
    struct text *names;
    size_t capacity;
    struct arena arena;
    struct buffer key; /* reused */
};

/* The names compiled in. NULL after a message. The caller owns them. */
struct value_names *value_names_new(const struct reporter *);
void value_names_free(struct value_names *);

/* The name of a code of a list, `Police`; the code itself when it has none. */
struct text value_name(struct value_names *, struct text list, struct text code);

#endif
