/*
 * For fuzz targets: each is a function LLVMFuzzerTestOneInput that reads one input and holds what
 * must hold of any. tests/unit/test_corpus.c runs them over tests/corpus/ without a fuzzer.
 */
#ifndef FUZZ_MUST_H
#define FUZZ_MUST_H

#include "base/message.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes messages and says nothing. */
static const struct reporter silent = {NULL, NULL};

/* Stops the run when the condition does not hold. */
#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The input as text; `skip` bytes at its start are settings, 0 where there are none. */
static inline struct text fuzz_text(const uint8_t *data, size_t size, size_t skip)
{
    return size > skip ? (struct text){(const char *)data + skip, size - skip}
                       : (struct text){"", 0};
}

static inline unsigned fuzz_setting(const uint8_t *data, size_t size, size_t at)
{
    return at < size ? data[at] : 0;
}

#endif
