/*
 * Layer: domain. Messages as rows of the record `problems`: for programs that lint, what is wrong
 * is the result. No memory and a file that cannot be read are no problems of what is linted: they
 * go to the reporter.
 */
#ifndef DOMAIN_PROBLEMS_H
#define DOMAIN_PROBLEMS_H

#include "records/writer.h"

struct problems {
    struct writer *writer;
    const struct reporter *reporter; /* of what is no problem of the files */
    uint64_t count;
    bool failed; /* something has gone to the reporter */
};

/* A sink of messages; its context is a struct problems. Notes are warnings, all else is an error.
 */
void problems_take(void *problems, const struct diagnostic *);

#endif
