#include "base/output.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GATHER_BYTES = 1 << 16, PARTIAL_FILES = 64 };

/*
 * The names of partial files, for the signal handler. A slot holds NULL or a name that stays valid
 * while it is there. A run with more open files than slots leaves the rest to output_close.
 */
static _Atomic(char *) partial_files[PARTIAL_FILES];

static void remember_partial(char *name)
{
    for (size_t i = 0; i < PARTIAL_FILES; i++) {
        char *none = NULL;
        if (atomic_compare_exchange_strong(&partial_files[i], &none, name))
            return;
    }
}

static void forget_partial(char *name)
{
    for (size_t i = 0; i < PARTIAL_FILES; i++) {
        char *expected = name;
        if (atomic_compare_exchange_strong(&partial_files[i], &expected, NULL))
            return;
    }
}

void output_abandon_all(void)
{
    for (size_t i = 0; i < PARTIAL_FILES; i++) {
        char *name = atomic_load(&partial_files[i]);
        if (name)
            unlink(name);
    }
}

/* mkstemp, which makes the file with mode 0600; no signal comes between a file and its being
 * remembered. */
static int make_partial(char *name)
{
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, &before);
    int descriptor = mkstemp(name), error = errno;
    if (descriptor >= 0)
        remember_partial(name);
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return descriptor;
}

static bool fail(struct output *output, enum message message, int error)
{
    output->failed = true;
    return report_with(output->reporter, place_of_file(output->name), message,
                       text_of(strerror(error)));
}

static void output_init(struct output *output, const char *name, const struct reporter *reporter)
{
    *output = (struct output){.name = name, .descriptor = -1, .reporter = reporter};
    buffer_init(&output->pending, SIZE_MAX / 2);
}

void output_to_descriptor(struct output *output, int descriptor, const char *name,
                          const struct reporter *reporter)
{
    output_init(output, name, reporter);
    output->descriptor = descriptor;
}

void output_to_memory(struct output *output, size_t maximum, const struct reporter *reporter)
{
    output_init(output, "memory", reporter);
    buffer_init(&output->pending, maximum);
}

struct text output_memory(const struct output *output)
{
    return buffer_text(&output->pending);
}

bool output_to_file(struct output *output, const char *name, const struct reporter *reporter)
{
    output_init(output, name, reporter);
    struct stat status;
    /* A name in /dev stands for a device or an open file, and is never replaced by a file, whatever
     * it leads to. */
    bool device = strncmp(name, "/dev/", 5) == 0;
    if (name[0] == '\0' || device || (stat(name, &status) == 0 && !S_ISREG(status.st_mode))) {
        output->descriptor = open(name, O_WRONLY | O_APPEND | O_CLOEXEC);
        return output->descriptor >= 0 || fail(output, MESSAGE_CANNOT_CREATE, errno);
    }
    struct buffer partial;
    buffer_init(&partial, SIZE_MAX / 2);
    buffer_format(&partial, "%s.eh-XXXXXX", name);
    output->partial = buffer_detach(&partial);
    if (!output->partial) {
        buffer_release(&partial);
        output->failed = true;
        return report(reporter, place_of_file(name), MESSAGE_OUT_OF_MEMORY);
    }
    output->descriptor = make_partial(output->partial);
    if (output->descriptor < 0) {
        int error = errno;
        memory_free(output->partial);
        output->partial = NULL;
        return fail(output, MESSAGE_CANNOT_CREATE, error);
    }
    fcntl(output->descriptor, F_SETFD, FD_CLOEXEC);
    return true;
}

bool output_flush(struct output *output)
{
    if (output->descriptor < 0)
        return !output->failed;
    struct text rest = buffer_text(&output->pending);
    while (rest.length > 0 && !output->failed) {
        ssize_t count = write(output->descriptor, rest.data, rest.length);
        if (count >= 0)
            rest = text_part(rest, (size_t)count, rest.length);
        else if (errno != EINTR)
            fail(output, MESSAGE_CANNOT_WRITE, errno);
    }
    buffer_clear(&output->pending);
    return !output->failed;
}

bool output_write(struct output *output, struct text text)
{
    if (output->failed)
        return false;
    if (!buffer_add(&output->pending, text)) {
        output->failed = true;
        return report(output->reporter, place_of_file(output->name), MESSAGE_OUT_OF_MEMORY);
    }
    return output->pending.length < GATHER_BYTES || output_flush(output);
}

bool output_byte(struct output *output, char byte)
{
    return output_write(output, (struct text){&byte, 1});
}

bool output_settle(struct output *output)
{
    output_flush(output);
    if (output->partial && output->descriptor >= 0 && !output->failed &&
        fsync(output->descriptor) != 0)
        fail(output, MESSAGE_CANNOT_WRITE, errno);
    bool own = output->descriptor > STDERR_FILENO;
    if (own && close(output->descriptor) != 0 && !output->failed)
        fail(output, MESSAGE_CANNOT_WRITE, errno);
    output->descriptor = -1;
    return !output->failed;
}

bool output_close(struct output *output, bool keep)
{
    bool file = output->partial != NULL;
    if (keep)
        output_settle(output);
    else if (output->descriptor > STDERR_FILENO)
        close(output->descriptor);
    if (file) {
        bool renamed = false;
        if (keep && !output->failed) {
            renamed = rename(output->partial, output->name) == 0;
            if (!renamed)
                fail(output, MESSAGE_CANNOT_RENAME, errno);
        }
        if (!renamed)
            unlink(output->partial);
        forget_partial(output->partial);
        memory_free(output->partial);
        output->partial = NULL;
    }
    output->descriptor = -1;
    buffer_release(&output->pending);
    return !output->failed || !keep;
}
