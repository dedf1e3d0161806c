/* The fence, each time in a process of its own, which tells by a pipe what was refused. */
#ifdef __linux__
#define _GNU_SOURCE /* syscall */
#endif

#include "base/sandbox.h"
#include "files.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#if defined(__has_include) && __has_include(<linux/seccomp.h>)
#include <linux/filter.h>
#include <linux/seccomp.h>
#define STAND_IN
#endif
#endif

static struct buffer contents = {.maximum = 1000};
static const char *allowed_file, *other_file, *kept_file, *inside_file, *made_directory,
    *placed_file, *placed_part;

/* What the process behind the fence finds; a bit for each. */
enum {
    READS_ALLOWED = 1,
    READS_OTHER = 2,
    READS_BESIDE = 4,
    MAKES_INSIDE = 8,
    MAKES_OUTSIDE = 16,
    WRITES_ALLOWED = 32,
    OPENS_SOCKET = 64,
    STARTS_PROGRAM = 128,
    PLACES = 256,
    WRITES_PLACED = 512,
    CHANGES_MODE = 1024,
    LINKS = 2048,
    FORKS = 4096,
    SIGNALS = 8192,
    TYPES = 16384,
    SENDS = 32768
};

struct found {
    int parts, bits;
};

static bool opens(const char *name, int flags)
{
    int descriptor = open(name, flags, 0600);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

static int try_files(void)
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
    if (opens(placed_file, O_WRONLY) || opens(placed_file, O_RDONLY) ||
        opens(placed_part, O_WRONLY | O_TRUNC) || truncate(placed_file, 0) == 0)
        found |= WRITES_PLACED;
    if (rename(placed_part, placed_file) == 0)
        found |= PLACES;
    if (opens(other_file, O_WRONLY) || opens(other_file, O_WRONLY | O_TRUNC) ||
        mkdir(made_directory, 0700) == 0 || rename(other_file, kept_file) == 0 ||
        unlink(other_file) == 0)
        found |= MAKES_OUTSIDE;
    if (opens(allowed_file, O_WRONLY))
        found |= WRITES_ALLOWED;
    return found;
}

static int try_calls(void)
{
    int found = 0;
    char *const nothing[] = {NULL};
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        found |= OPENS_SOCKET;
    if (execve("/nonexistent", nothing, nothing) != 0 && errno == ENOENT)
        found |= STARTS_PROGRAM;
    if (chmod(allowed_file, 0644) == 0)
        found |= CHANGES_MODE;
    if ((link(allowed_file, inside_file) == 0 && unlink(inside_file) == 0) ||
        symlink(other_file, inside_file) == 0)
        found |= LINKS;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0 && waitpid(child, NULL, 0) == child)
        found |= FORKS;
    if (kill(getppid(), 0) == 0)
        found |= SIGNALS;
#ifdef TIOCSTI
    if (ioctl(-1, TIOCSTI, "x") != 0 && errno != EPERM)
        found |= TYPES;
#endif
    if (send(-1, "x", 1, 0) != 0 && errno == EBADF)
        found |= SENDS;
    return found;
}

static void put_files(void)
{
    allowed_file = files_put("allowed.csv", TEXT("a\n"));
    other_file = files_put("other.csv", TEXT("b\n"));
    kept_file = files_put("kept/result.csv", TEXT("old\n"));
    inside_file = files_path("kept/result.csv.part");
    placed_file = files_put("placed/out.csv", TEXT("old\n"));
    placed_part = files_put("placed/out.csv.part", TEXT("new\n"));
    made_directory = files_path("made");
}

static void set_rules(struct sandbox *sandbox)
{
    sandbox_reads(sandbox, allowed_file);
    sandbox_reads(sandbox, "not-there");
    sandbox_writes_beside(sandbox, kept_file);
    sandbox_places_beside(sandbox, placed_file);
    sandbox_writes(sandbox, allowed_file); /* no directory: nothing */
}

static int with_nothing(void)
{
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    return sandbox_enter(&sandbox);
}

static int with_rules(void)
{
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    set_rules(&sandbox);
    return sandbox_enter(&sandbox);
}

/* As while definitions are read: everything may be read, nothing be written. */
static int with_all_read(void)
{
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    sandbox_reads_all(&sandbox);
    return sandbox_enter(&sandbox);
}

static int with_two(void)
{
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    sandbox_reads_all(&sandbox);
    set_rules(&sandbox);
    (void)sandbox_enter(&sandbox);
    return with_rules();
}

static int with_none(void)
{
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    set_rules(&sandbox);
    sandbox_release(&sandbox);
    return 0;
}

/* In a child: enters the fence, tries all, and ends. */
static bool behind(int (*fence)(void), struct found *found)
{
    int ends[2], status = 0;
    put_files();
    if (pipe(ends) != 0)
        return false;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        found->parts = fence();
        found->bits = try_files() | try_calls();
        _exit(write(ends[1], found, sizeof *found) == (ssize_t)sizeof *found ? 0 : 1);
    }
    close(ends[1]);
    bool told = child > 0 && read(ends[0], found, sizeof *found) == (ssize_t)sizeof *found;
    close(ends[0]);
    return ok(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                  WEXITSTATUS(status) == 0 && told,
              "a process behind a fence");
}

static void check_calls(const struct found *found)
{
    if (!(found->parts & SANDBOX_CALLS)) {
        ok(true, "no fence round calls # SKIP this system has none");
        return;
    }
    ok(!(found->bits & OPENS_SOCKET), "opens no socket");
    ok(!(found->bits & SENDS), "sends nothing over one that is open");
    ok(!(found->bits & STARTS_PROGRAM), "starts no program");
    ok(!(found->bits & FORKS), "nor a process");
    ok(!(found->bits & SIGNALS), "sends nobody a signal");
    ok(!(found->bits & TYPES), "types nothing on the terminal");
    ok(!(found->bits & CHANGES_MODE), "makes nothing readable to others");
    ok(!(found->bits & LINKS), "links to nothing");
}

static void check_rules(const struct found *found)
{
    if (!(found->parts & SANDBOX_FILES)) {
        ok(true, "no fence round files # SKIP this system has none");
        return;
    }
    ok(found->bits & READS_ALLOWED, "reads the file that it may read");
    ok(!(found->bits & READS_OTHER), "but not the one beside it");
    ok(!(found->bits & WRITES_ALLOWED), "which it may not write either");
    ok(found->bits & READS_BESIDE, "reads what stands where it may write");
    ok(found->bits & MAKES_INSIDE, "makes, renames and removes a file there");
    ok(!(found->bits & MAKES_OUTSIDE), "and nowhere else");
    ok(found->bits & PLACES, "puts an output in its place");
#ifdef __linux__
    ok(!(found->bits & WRITES_PLACED), "but reads and writes nothing there");
#endif
}

static void test_fence(void)
{
    struct found found;
    if (!behind(with_rules, &found))
        return;
    check_rules(&found);
    check_calls(&found);

    if (behind(with_nothing, &found))
        ok(!(found.parts & SANDBOX_FILES) ||
               !(found.bits & (READS_ALLOWED | READS_OTHER | READS_BESIDE | MAKES_INSIDE |
                               MAKES_OUTSIDE | PLACES | WRITES_PLACED)),
           "with nothing allowed, no file is opened");
    is_text(files_get(other_file, &contents) ? buffer_text(&contents) : TEXT(""), TEXT("b\n"),
            "the other file is as it was");

    if (behind(with_all_read, &found)) {
        ok(!(found.parts & SANDBOX_FILES) ||
               ((found.bits & READS_OTHER) &&
                !(found.bits & (MAKES_INSIDE | MAKES_OUTSIDE | WRITES_ALLOWED | PLACES))),
           "all may be read, nothing be written");
        check_calls(&found);
    }
    if (behind(with_two, &found)) {
        check_rules(&found);
        check_calls(&found);
    }
    if (behind(with_none, &found))
        ok((found.bits & READS_OTHER) && (found.bits & STARTS_PROGRAM) && (found.bits & FORKS) &&
               (found.bits & CHANGES_MODE) && (found.bits & LINKS) && (found.bits & TYPES) &&
               (found.bits & SENDS) && (found.bits & WRITES_PLACED),
           "without a fence all of it is done, so the tests can fail");
}

/* --- Kernels that have less ------------------------------------------------------------------- */

#if defined(STAND_IN) && defined(SYS_landlock_create_ruleset)

static int lacking_call, lacking_error;

/* Lets a call fail from here on, as on an older kernel or in a container that forbids it. */
static bool lack(int call, int error)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1UL, 0UL, 0UL, 0UL) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static int with_less(void)
{
    return lack(lacking_call, lacking_error) ? with_rules() : -1;
}

static void test_less(void)
{
    static const struct {
        int call, error, lost;
    } kernels[] = {
        {SYS_landlock_create_ruleset, ENOSYS, SANDBOX_FILES},
        {SYS_landlock_create_ruleset, EOPNOTSUPP, SANDBOX_FILES},
        {SYS_landlock_create_ruleset, EPERM, SANDBOX_FILES},
        {SYS_landlock_add_rule, EINVAL, SANDBOX_FILES},
        {SYS_landlock_restrict_self, E2BIG, SANDBOX_FILES},
        {SYS_seccomp, ENOSYS, SANDBOX_CALLS},
        {SYS_seccomp, EPERM, SANDBOX_CALLS},
    };
    struct found whole, found;
    if (!behind(with_rules, &whole) || whole.parts != (SANDBOX_FILES | SANDBOX_CALLS)) {
        ok(true, "less than a whole fence # SKIP this system has no whole one");
        return;
    }
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        lacking_call = kernels[i].call;
        lacking_error = kernels[i].error;
        if (!behind(with_less, &found))
            continue;
        ok(found.parts == (whole.parts & ~kernels[i].lost), "one part is told as missing");
        ok((found.bits & READS_ALLOWED) && (found.bits & MAKES_INSIDE) && (found.bits & PLACES),
           "and what is needed works");
        if (kernels[i].lost == SANDBOX_CALLS)
            check_rules(&found);
        else
            check_calls(&found);
    }
}
#else
static void test_less(void)
{
    ok(true, "less than a whole fence # SKIP no stand-in for other kernels here");
}
#endif

int main(void)
{
    if (files_make()) {
        files_put_directory("kept");
        files_put_directory("placed");
        test_fence();
        test_less();
        files_remove();
    }
    buffer_release(&contents);
    return done();
}
