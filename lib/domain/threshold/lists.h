/* Layer: domain. The definitions as tables, for `list`; and what is wrong with them as problems,
 * for `lint`. */
#ifndef DOMAIN_THRESHOLD_LISTS_H
#define DOMAIN_THRESHOLD_LISTS_H

#include "definitions/framework.h"
#include "definitions/outcomes.h"
#include "definitions/phrases.h"
#include "records/writer.h"

/* What `list` can print. */
struct list {
    const char *name;   /* `indicators` */
    const char *record; /* `indicator-list` */
    const char *title;
    bool (*write)(const struct framework *, struct writer *, const struct reporter *);
};

/* The list called `name`, or NULL. */
const struct list *list_named(struct text name);

/* Their names, parted by `|`. */
extern const char list_names[];

/*
 * Checks the framework or the set of outcomes in a directory, and writes each problem as a row of
 * the problems record. A directory with a framework.csv is a framework; its sub-directory
 * `outcomes`, or else the outcomes compiled in, are checked with it. A directory with an
 * outcomes.csv is a set of outcomes. `*problems` is the number found. False after a fatal message
 * when the directory is neither.
 */
bool lint_directory(const char *directory, struct writer *, uint64_t *problems,
                    const struct reporter *);

#endif
