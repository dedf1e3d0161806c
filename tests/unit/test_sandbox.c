/* The fence, each time in a process of its own, which tells by its exit status what was refused. */
#include "base/sandbox.h"
#include "files.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct buffer contents = {.maximum = 1000};
static const char *allowed_file, *other_file, *kept_file, *inside_file, *made_directory;

/* What the process behind the fence finds; a bit for each. */
enum {
    READS_ALLOWED = 1,
    READS_OTHER = 2,
    READS_BESIDE = 4,
    MAKES_INSIDE = 8,
    MAKES_OUTSIDE = 16,
    WRITES_ALLOWED = 32,
    OPENS_SOCKET = 64,
    STARTS_PROGRAM = 128
};

static bool opens(const char *name, int flags)
{
    int descriptor = open(name, flags, 0600);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

static int try_all(void)
{
    int found = 0;
    if (opens(allowed_file, O_RDONLY))
        found |= READS_ALLOWED;
    if (opens(other_file, O_RDONLY))
        found |= READS_OTHER;
    if (opens(kept_file, O_RDONLY))
        found |= READS_BESIDE;
    if (opens(inside_file, O_WRONLY | O_CREAT | O_EXCL) && rename(inside_file, kept_file) == 0 &&
        unlink(kept_file) == 0)
        found |= MAKES_INSIDE;
    if (opens(other_file, O_WRONLY) || unlink(other_file) == 0 || mkdir(made_directory, 0700) == 0)
        found |= MAKES_OUTSIDE;
    if (opens(allowed_file, O_WRONLY))
        found |= WRITES_ALLOWED;
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        found |= OPENS_SOCKET;
    char *const nothing[] = {NULL};
    if (execve("/nonexistent", nothing, nothing) != 0 && errno == ENOENT)
        found |= STARTS_PROGRAM;
    return found;
}

/* In a child: enters the fence, tries all, and ends; the parts of the fence come through a pipe. */
static int behind_fence(bool with_rules, int *parts)
{
    int ends[2], status = 0;
    if (pipe(ends) != 0)
        return -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct sandbox sandbox;
        sandbox_init(&sandbox);
        if (with_rules) {
            sandbox_reads(&sandbox, allowed_file);
            sandbox_reads(&sandbox, "not-there");
            sandbox_writes_beside(&sandbox, kept_file);
            sandbox_writes(&sandbox, allowed_file); /* no directory: nothing */
        }
        int stands = sandbox_enter(&sandbox);
        ssize_t told = write(ends[1], &stands, sizeof stands);
        _exit(told == (ssize_t)sizeof stands ? try_all() : 255);
    }
    close(ends[1]);
    if (child < 0 || read(ends[0], parts, sizeof *parts) != (ssize_t)sizeof *parts)
        *parts = -1;
    close(ends[0]);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status)
               ? WEXITSTATUS(status)
               : -1;
}

static void test_fence(void)
{
    int parts;
    allowed_file = files_put("allowed.csv", TEXT("a\n"));
    other_file = files_put("other.csv", TEXT("b\n"));
    files_put_directory("kept");
    kept_file = files_put("kept/result.csv", TEXT("old\n"));
    inside_file = files_path("kept/result.csv.part");
    made_directory = files_path("made");

    int found = behind_fence(true, &parts);
    if (!ok(parts >= 0 && found >= 0, "a process behind a fence"))
        return;
    if (parts & SANDBOX_FILES) {
        ok(found & READS_ALLOWED, "reads the file that it may read");
        ok(!(found & READS_OTHER), "but not the one beside it");
        ok(!(found & WRITES_ALLOWED), "which it may not write either");
        ok(found & READS_BESIDE, "reads what stands where it may write");
        ok(found & MAKES_INSIDE, "makes, renames and removes a file there");
        ok(!(found & MAKES_OUTSIDE), "and nowhere else");
    } else {
        ok(true, "no fence round files # SKIP this system has none");
    }
    if (parts & SANDBOX_CALLS) {
        ok(!(found & OPENS_SOCKET), "opens no socket");
        ok(!(found & STARTS_PROGRAM), "starts no program");
    } else {
        ok(true, "no fence round calls # SKIP this system has none");
    }

    kept_file = files_put("kept/result.csv", TEXT("old\n"));
    found = behind_fence(false, &parts);
    ok(!(parts & SANDBOX_FILES) ||
           !(found & (READS_ALLOWED | READS_BESIDE | MAKES_INSIDE | MAKES_OUTSIDE)),
       "with nothing allowed, no file is opened");
    is_text(files_get(other_file, &contents) ? buffer_text(&contents) : TEXT(""), TEXT("b\n"),
            "the other file is as it was");
}

int main(void)
{
    if (files_make()) {
        test_fence();
        files_remove();
    }
    buffer_release(&contents);
    return done();
}
