/* Layer: definitions, for the files of patterns alone. */
#ifndef DEFINITIONS_PATTERNS_PRIVATE_H
#define DEFINITIONS_PATTERNS_PRIVATE_H

#include "definitions/patterns.h"

/* The files compiled in come before the user's. */
enum { PATTERN_FILE_INDICATORS, PATTERN_FILE_CONTEXT, PATTERN_OWN_FILES };

/* Tables that are being made. */
struct pattern_store {
    struct buffer pool;
    struct stems stems;
    struct word_classes classes;
    struct lookup part_sources, set_texts, codes;
    struct pattern *rows;
    struct pattern_part *parts;
    struct trigger *triggers;
    struct stem_set *sets;
    uint32_t *numbers;
    double *weights; /* of sets: how common their stems are */
    struct number_run *patterns_of, *triggers_of, anywhere, standing;
    struct word_class *class_texts;
    struct pool_text *code_texts, *abbreviations;
    size_t row_count, trigger_count, number_count, abbreviation_count;
    size_t row_capacity, part_capacity, trigger_capacity, set_capacity, number_capacity,
        class_capacity, code_capacity, abbreviation_capacity;
    struct arena arena;
};

/*
 * Reads the files compiled in, then `count` files of the user's, and fills in the tables, which
 * borrow from the store. NULL after messages; the caller frees the store after the tables.
 */
struct pattern_store *pattern_store_new(const char *const *files, size_t count,
                                        const struct framework *, struct pattern_tables *,
                                        const struct reporter *);
void pattern_store_free(struct pattern_store *);

/* Adds a number to a run, which must be the last that was added to. False when there is no memory.
 */
bool pattern_store_number(struct pattern_store *, struct number_run *, uint32_t number);

/* Fills in the lists by stem, once all is read. False when there is no memory. */
bool pattern_store_index(struct pattern_store *);

/* The names of the files compiled in, below share/. */
extern const char *const pattern_own_files[PATTERN_OWN_FILES];

#endif
