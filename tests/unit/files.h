/*
 * A directory for the files of one unit test, which files_remove takes away again.
 *
 *     files_make();
 *     const char *path = files_put("a.csv", TEXT("a,b\n"));
 *     ...
 *     files_remove();
 */
#ifndef UNIT_FILES_H
#define UNIT_FILES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MOST = 256 };

static struct {
    char directory[1024];
    struct arena arena;
    const char
        *paths[FILES_MOST]; /* of all that has been named, directories before what is in them */
    size_t count;
} files;

static inline bool files_make(void)
{
    const char *parent = getenv("TMPDIR");
    arena_init(&files.arena);
    snprintf(files.directory, sizeof files.directory, "%s/eh-unit-XXXXXX",
             parent && parent[0] == '/' ? parent : "/tmp");
    return ok(mkdtemp(files.directory) != NULL, "a directory for files");
}

/* The path of a file in the directory, which lives until files_remove. */
static inline const char *files_path(const char *name)
{
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", files.directory, name);
    for (size_t i = 0; i < files.count; i++)
        if (strcmp(files.paths[i], path) == 0)
            return files.paths[i];
    if (files.count == FILES_MOST)
        abort();
    return files.paths[files.count++] = arena_copy(&files.arena, text_of(path)).data;
}

/* Writes a file anew; its path. */
static inline const char *files_put(const char *name, struct text text)
{
    const char *path = files_path(name);
    FILE *to = fopen(path, "wb");
    bool written = to && fwrite(text.data, 1, text.length, to) == text.length;
    if (!to || fclose(to) != 0 || !written)
        ok(false, path);
    return path;
}

/* Makes a directory in the directory; its path. */
static inline const char *files_put_directory(const char *name)
{
    const char *path = files_path(name);
    if (mkdir(path, 0700) != 0)
        ok(false, path);
    return path;
}

static inline void files_take_away(const char *name)
{
    unlink(files_path(name));
}

/* What stands in a file, into `bytes`, which is cleared first; false when it cannot be read. */
static inline bool files_get(const char *path, struct buffer *bytes)
{
    char piece[4096];
    size_t got;
    FILE *from = fopen(path, "rb");
    buffer_clear(bytes);
    if (!from)
        return false;
    while ((got = fread(piece, 1, sizeof piece, from)) > 0)
        buffer_add(bytes, (struct text){piece, got});
    bool done = !ferror(from) && !buffer_failed(bytes);
    fclose(from);
    return done;
}

static inline void files_remove(void)
{
    while (files.count > 0)
        remove(files.paths[--files.count]);
    ok(rmdir(files.directory) == 0, "no file is left behind");
    arena_release(&files.arena);
}

#endif
