/*
 * Layer: domain. The files of the language data as files: for lint, which tells what is wrong in
 * them row by row, and for filling in the columns that are derived. What a scan needs of them is
 * definitions/patterns.h.
 *
 * Files of the user's take the place of those compiled in that are of their kind: words.csv and
 * common.csv are what anchors are derived from, context.csv has the abbreviations. Anchors and
 * stems that stand in the files are not relied on.
 */
#ifndef DOMAIN_NOTES_PATTERN_FILES_H
#define DOMAIN_NOTES_PATTERN_FILES_H

#include "definitions/pattern_text.h"
#include "records/share.h"

enum pattern_file_kind {
    PATTERN_FILE_OF_COMMON,
    PATTERN_FILE_OF_WORDS,
    PATTERN_FILE_OF_CONTEXT,
    PATTERN_FILE_OF_STANDING,
    PATTERN_FILE_OF_INDICATORS,
    PATTERN_FILE_KINDS
};

struct pattern_file {
    const char *name;
    enum pattern_file_kind kind;
    bool own;    /* compiled in */
    bool wanted; /* named by the user, or one of those compiled in when none is named */
};

struct pattern_files {
    struct pattern_file *files; /* by kind, in the order in which they must be read */
    size_t count;
    struct word_classes classes; /* with the stems that their patterns give */
    struct class_texts *given;   /* by class: the stems that stand in the file */
    size_t given_capacity;
    struct lookup abbreviations;
    struct arena arena;
};

/*
 * Finds out what kind each of `count` files is, by its header line, and reads the classes and the
 * abbreviations. What is no file of patterns, or cannot be opened, is fatal: false after a message
 * to `reporter`. What is wrong within the files of words goes to `problems`. pattern_files_release
 * is due in any case. Names are borrowed.
 */
bool pattern_files_init(struct pattern_files *, const char *const *names, size_t count,
                        const struct reporter *problems, const struct reporter *reporter);
void pattern_files_release(struct pattern_files *);

struct share_file *pattern_file_open(const struct pattern_file *, const struct reporter *);

/* Adds the anchor of a whole pattern: those of its parts, parted by ` && `, `-` for a part that has
 * none. `*known` (may be NULL) is false when no part has one. False when there is no memory. */
bool pattern_files_anchor(const struct pattern_files *, struct text pattern, struct buffer *anchor,
                          bool *known);

/*
 * Writes the last of `count` files again as CSV with the columns that can be derived filled in:
 * `anchor`, or `stems` and `held`, which are added when they are not there. The files before it
 * count as for pattern_files_init. False after a fatal message.
 */
struct output;
bool pattern_files_fill(const char *const *files, size_t count, struct output *,
                        const struct reporter *);

#endif
