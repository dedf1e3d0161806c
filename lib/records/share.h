/*
 * Layer: records. A definition file: one of share/ that is compiled in, or one of a user's
 * directory. The same parser reads both, and what is wrong in one is reported with file, line and
 * column.
 *
 * Use: open; name the columns; loop over share_file_next; share_file_done. Cells are trimmed and
 * borrowed until the next row.
 */
#ifndef RECORDS_SHARE_H
#define RECORDS_SHARE_H

#include "base/lookup.h"
#include "records/reader.h"

struct share_file;

/* The file at `path` below share/, from the bytes compiled in. NULL with a message. */
struct share_file *share_file_open(const char *path, const struct reporter *);

/* The file called `name` of the user's. NULL with a message. `name` is borrowed. */
struct share_file *share_file_open_user(const char *name, const struct reporter *);

/*
 * Where a user's directory has the file called `name`, in `*path`, which the caller frees; NULL
 * when the directory is there without it, or `directory` is NULL. False after a message when there
 * is no memory.
 */
bool share_user_path(const char *directory, const char *name, char **path, const struct reporter *);

void share_file_free(struct share_file *);

/*
 * Reads the header line and finds the columns in `names` (ending with NULL), which share_file_cell
 * then knows by their place in it. A name that starts with `?` may be missing: its cells are then
 * blank. False with a message when another is.
 */
bool share_file_columns(struct share_file *, const char *const *names);

/* Whether the header line has the column. */
bool share_file_has(const struct share_file *, size_t column);

/* The next row; false at the end, or when the file is broken, which share_file_done tells. */
bool share_file_next(struct share_file *);

/* A cell of the row. */
struct text share_file_cell(struct share_file *, size_t column);

/* A copy of a cell in `arena`, which outlives the file; empty after a message when there is no
 * memory. */
struct text share_file_keep(struct share_file *, size_t column, struct arena *arena);

/*
 * The number of the code in a cell, added to `codes`, which may hold `most`. LOOKUP_NONE after a
 * message when it is blank, stands there already, or is one too many.
 */
uint32_t share_file_code(struct share_file *, size_t column, struct lookup *codes, size_t most);

/*
 * The number of the code in a cell, which must be one of `codes`. LOOKUP_NONE after a message,
 * which names the nearest; without one when `judge` is false: where the codes come from is broken
 * itself, and has been told of.
 */
uint32_t share_file_reference(struct share_file *, size_t column, const struct lookup *codes,
                              bool judge);

/* Reports what is wrong with a cell (or with the row, SIZE_MAX). Reading goes on, so that all that
 * is wrong is told. Returns false. */
bool share_file_wrong_words(struct share_file *, size_t column, enum message,
                            const struct text *words, size_t count);
#define share_file_wrong(file, column, message, ...)                                               \
    share_file_wrong_words((file), (column), (message), (const struct text[]){__VA_ARGS__},        \
                           sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* Reports a code that is blank or none of the `count` known ones, naming the nearest
 * (text_nearest). Returns false. */
bool share_file_unknown(struct share_file *, size_t column, struct text code, size_t count,
                        struct text (*known)(const void *context, size_t i), const void *context);

/* Reports a cell that is blank or none of `words` (`a, b, c`), naming the nearest of them, and all
 * unless that is a long list. Returns false. */
bool share_file_not_one_of(struct share_file *, size_t column, struct text words);

/* True when everything has been read. */
bool share_file_done(const struct share_file *);

/* True when everything has been read and nothing was wrong. */
bool share_file_sound(const struct share_file *);

/* Where the row is, with the heading of `column` (or none for SIZE_MAX). */
struct place share_file_place(const struct share_file *, size_t column);

/* Reports that the cell cannot be what it is, or that there is no memory; returns false. */
bool share_file_broken(struct share_file *, size_t column);
bool share_file_no_memory(struct share_file *);

#endif
