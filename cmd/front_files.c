#include "cmd/front_private.h"

#include <sys/stat.h>

static bool is_standard(const char *name)
{
    return strcmp(name, "-") == 0;
}

/* Of an option that a file or a directory stands behind, and that is not for several. */
static bool names_one_file(const struct front_given *given)
{
    bool file = strcmp(given->takes, "FILE") == 0 || strcmp(given->takes, "DIR") == 0;
    return file && !strstr(given->help, "repeatable");
}

static bool reads_file(const struct front *front, const struct front_given *given)
{
    return given->own && strcmp(given->takes, "FILE") == 0 && given->argument != front->own_output;
}

static bool writes_file(const struct front *front, const struct front_given *given)
{
    if (given->own)
        return given->argument == front->own_output;
    return !is_standard(given->argument) &&
           (strcmp(given->name, "output") == 0 || strcmp(given->name, "rejects") == 0 ||
            strcmp(given->name, "unmapped") == 0);
}

/* Splits a name into the directory's facts and the name in it. */
static bool directory_of(const char *name, char copy[4096], struct stat *facts, const char **base)
{
    const char *slash = strrchr(name, '/');
    size_t length = slash ? (size_t)(slash - name) + 1 : 0;
    if (length >= 4096)
        return false;
    memcpy(copy, name, length);
    copy[length] = '\0';
    *base = name + length;
    return stat(length > 0 ? copy : ".", facts) == 0;
}

/* Whether both are one regular file, or would be once they are there. */
static bool same_file(const char *one, const char *other)
{
    struct stat a, b;
    const char *base, *other_base;
    char directory[4096];
    bool there = stat(one, &a) == 0, other_there = stat(other, &b) == 0;
    if (there && other_there)
        return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    return !there && !other_there && directory_of(one, directory, &a, &base) &&
           directory_of(other, directory, &b, &other_base) && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino && strcmp(base, other_base) == 0;
}

/* An option given twice, of which one file would be passed over. */
static bool each_once(struct front *front, const struct front_request *request)
{
    for (size_t i = 0; i < request->given_count; i++)
        for (size_t j = i + 1; j < request->given_count; j++)
            if (strcmp(request->given[i].name, request->given[j].name) == 0 &&
                names_one_file(&request->given[i]))
                return front_usage(front, "--%s is given twice, and takes one %s",
                                   request->given[i].name, request->given[i].takes);
    return true;
}

/* What one of those that read standard input has read is gone for the others. */
static bool standard_input_once(struct front *front, const struct front_request *request)
{
    const char *had = NULL; /* the name of an option */
    for (size_t i = 0; i < request->given_count; i++) {
        const struct front_given *given = &request->given[i];
        bool reads = reads_file(front, given) || strcmp(given->name, "map-file") == 0;
        if (!reads || !is_standard(given->argument))
            continue;
        if (had)
            return front_usage(front,
                               "standard input is read once, but stands for --%s and for --%s", had,
                               given->name);
        had = given->name;
    }
    bool reads_files = front->verb->operands[0] != '\0', read = false;
    for (size_t i = 0; reads_files && i < front->file_count; i++) {
        if (!is_standard(front->files[i]))
            continue;
        if (had)
            return front_usage(
                front, "standard input is read once, but stands for --%s and for the files", had);
        if (read)
            return front_usage(front, "standard input is read once, but stands for two files");
        read = true;
    }
    return true;
}

/* What is written there would be lost, or be read half. */
static bool written_apart(struct front *front, const struct front_request *request)
{
    for (size_t i = 0; i < request->given_count; i++) {
        const struct front_given *given = &request->given[i];
        if (!writes_file(front, given))
            continue;
        for (size_t j = 0; j < front->file_count; j++)
            if (!is_standard(front->files[j]) && same_file(given->argument, front->files[j]))
                return front_usage(front, "--%s is a file that is read: %s", given->name,
                                   given->argument);
        for (size_t j = 0; j < request->given_count; j++) {
            const struct front_given *other = &request->given[j];
            if (j > i && writes_file(front, other) && same_file(given->argument, other->argument))
                return front_usage(front, "--%s and --%s are the same file: %s", given->name,
                                   other->name, given->argument);
            if (reads_file(front, other) && same_file(given->argument, other->argument))
                return front_usage(front, "--%s is a file that is read: %s", given->name,
                                   given->argument);
        }
    }
    return true;
}

bool front_files_apart(struct front *front, const struct front_request *request)
{
    return each_once(front, request) && standard_input_once(front, request) &&
           written_apart(front, request);
}
