/*
 * A program run once for each fault, and what came of it judged. The program is loaded and linked
 * once: each run is a copy of that process, which costs a tenth of starting it anew.
 *
 * First a run without a fault, which counts the calls of each kind and must not fail itself: what
 * ends with exit status 2 in any case tells nothing of faults. Then each kind fails once and,
 * in further runs, for good, at every one of the first EACH calls and at SPREAD more, evenly from
 * there to the last (at FEW and FEW of more than MANY calls, whose runs are long); then reads and
 * writes are interrupted. A run with a fault does either exactly
 * what the first one did, or ends with exit status 2 and a message (of memory, where that fails),
 * with the beginning of the right output, with the old file or none where it was to write, and with
 * all memory given back; never by a signal.
 *
 * In the environment:
 *
 *     FAULT_CASE      what the lines call this case
 *     FAULT_KINDS     the kinds that fail, as `memory read`; without: all
 *     FAULT_SEVERAL   set: the program writes several files, of which those before a fault stand
 *
 * The program writes its files in the directory `made`, which is as it was before each run.
 * Standard input, a file, is read from its beginning.
 */
#include "inject.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EACH = 300, SPREAD = 100, MANY = 20000, FEW = 15 };
enum { MOST_FILES = 32, MOST_PROBLEMS = 5, SECONDS = 20 };

static const char *const call_names[CALLS] = {"memory", "open", "create", "read",
                                              "write",  "sync", "close",  "rename"};

struct bytes {
    char *data;
    size_t length;
};

struct file {
    char path[1024];
    struct bytes bytes;
};

struct files {
    struct file file[MOST_FILES];
    size_t count;
};

/* What a run left behind. */
struct run {
    int status; /* as wait tells it */
    struct bytes output, messages;
    struct files files;
    struct tale tale;
};

static const char *case_name, *program;
static bool several;
static int output, messages; /* files in memory, the program's standard output and error */
static struct files before;
static struct run normal;
static struct tale *shared;
static int problems;

static void give_up(const char *what)
{
    printf("not ok %s: %s: %s\n", case_name, what, strerror(errno));
    fflush(stdout);
    _exit(1);
}

/* --- What lies in the directory ------------------------------------------------------------- */

static struct bytes whole(int descriptor)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        give_up("fstat");
    struct bytes bytes = {malloc((size_t)about.st_size + 1), (size_t)about.st_size};
    if (!bytes.data || pread(descriptor, bytes.data, bytes.length, 0) != about.st_size)
        give_up("read");
    bytes.data[bytes.length] = '\0'; /* behind messages, to print one */
    return bytes;
}

static void forget(struct files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->file[i].bytes.data);
    files->count = 0;
}

/* The files of a directory, and of those in it. */
static void gather(const char *name, struct files *files)
{
    char directory[512];
    snprintf(directory, sizeof directory, "%s", name);
    DIR *opened = opendir(directory);
    if (!opened)
        give_up(directory);
    for (struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (files->count == MOST_FILES)
            give_up("too many files");
        struct file *file = &files->file[files->count];
        snprintf(file->path, sizeof file->path, "%s/%s", directory, entry->d_name);
        int descriptor = open(file->path, O_RDONLY);
        struct stat about;
        if (descriptor < 0 || fstat(descriptor, &about) != 0)
            give_up(file->path);
        if (S_ISDIR(about.st_mode)) {
            gather(file->path, files);
        } else {
            file->bytes = whole(descriptor);
            files->count++;
        }
        close(descriptor);
    }
    closedir(opened);
}

static const struct file *find(const struct files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->file[i].path, path) == 0)
            return &files->file[i];
    return NULL;
}

static bool same(struct bytes a, struct bytes b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

static bool same_file(const struct file *a, const struct file *b)
{
    return a && b ? same(a->bytes, b->bytes) : !a && !b;
}

/* The directory as it was before the first run. */
static void restore(const struct files *now)
{
    for (size_t i = 0; i < now->count; i++)
        if (!find(&before, now->file[i].path))
            unlink(now->file[i].path);
    for (size_t i = 0; i < before.count; i++) {
        const struct file *file = &before.file[i];
        if (same_file(file, find(now, file->path)))
            continue;
        int descriptor = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (descriptor < 0 ||
            write(descriptor, file->bytes.data, file->bytes.length) != (ssize_t)file->bytes.length)
            give_up(file->path);
        close(descriptor);
    }
}

/* --- A run ---------------------------------------------------------------------------------- */

static void release(struct run *run)
{
    free(run->output.data);
    free(run->messages.data);
    forget(&run->files);
}

/* True in the process that is to go on as the program; false in the first, after its end. */
static bool fork_run(struct plan plan, struct run *run)
{
    if (ftruncate(output, 0) != 0 || ftruncate(messages, 0) != 0)
        give_up("ftruncate");
    lseek(output, 0, SEEK_SET);
    lseek(messages, 0, SEEK_SET);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    memset(shared, 0, sizeof *shared);
    fflush(stdout);
    pid_t child = fork();
    if (child < 0)
        give_up("fork");
    if (child == 0) {
        dup2(output, STDOUT_FILENO);
        dup2(messages, STDERR_FILENO);
        close(output);
        close(messages);
        setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        alarm(10 * SECONDS);
        inject_plan = plan;
        inject_begin();
        inject_tale = shared;
        return true;
    }
    while (waitpid(child, &run->status, 0) < 0)
        if (errno != EINTR)
            give_up("waitpid");
    run->tale = *shared;
    run->output = whole(output);
    run->messages = whole(messages);
    run->files.count = 0;
    gather("made", &run->files);
    restore(&run->files);
    return false;
}

/* --- The judgement -------------------------------------------------------------------------- */

static void problem(const struct plan *plan, const struct run *run, const char *what, ...)
{
    if (problems++ >= MOST_PROBLEMS)
        return;
    printf("# %s: %s %ld, %s: ", case_name, plan->easy ? "easy" : call_names[plan->call], plan->at,
           plan->all ? "and all later" : "once");
    va_list arguments;
    va_start(arguments, what);
    vprintf(what, arguments);
    va_end(arguments);
    printf(WIFSIGNALED(run->status) ? " (signal %d)\n" : " (exit status %d)\n",
           WIFSIGNALED(run->status) ? WTERMSIG(run->status) : WEXITSTATUS(run->status));
    printf("#   %.*s\n", (int)strcspn(run->messages.data, "\n"), run->messages.data);
}

static bool says(const struct run *run, const char *words)
{
    return memmem(run->messages.data, run->messages.length, words, strlen(words)) != NULL;
}

static void judge_messages(const struct plan *plan, const struct run *run)
{
    const char *line = run->messages.data, *end = line + run->messages.length;
    if (line == end)
        problem(plan, run, "no message");
    size_t own = strlen(program);
    while (line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        if (!next || (size_t)(next - line) < own + 2 || memcmp(line, program, own) != 0 ||
            memcmp(line + own, ": ", 2) != 0)
            problem(plan, run, "an odd message");
        line = next ? next + 1 : end;
    }
    /* iconv does not tell an encoding without memory from one that is not there. */
    if (plan->call == CALL_MEMORY && !says(run, "not enough memory") && !says(run, "encoding"))
        problem(plan, run, "no word of memory");
}

/* Files appear one after the other: when one cannot be put in place, those before it stand. */
static void judge_failure(const struct plan *plan, const struct run *run)
{
    bool may_stand = several || plan->call == CALL_RENAME;
    for (size_t i = 0; i < run->files.count; i++) {
        const struct file *file = &run->files.file[i];
        if (!same_file(file, find(&before, file->path)) &&
            !(may_stand && same_file(file, find(&normal.files, file->path))))
            problem(plan, run, "%s is not as it was", file->path);
    }
    for (size_t i = 0; i < before.count; i++)
        if (!find(&run->files, before.file[i].path))
            problem(plan, run, "%s is gone", before.file[i].path);
    if (run->output.length > normal.output.length ||
        memcmp(run->output.data, normal.output.data, run->output.length) != 0)
        problem(plan, run, "something else on standard output");
    judge_messages(plan, run);
}

static void judge_success(const struct plan *plan, const struct run *run)
{
    if (!same(run->output, normal.output))
        problem(plan, run, "another output");
    if (!same(run->messages, normal.messages))
        problem(plan, run, "other messages");
    for (size_t i = 0; i < run->files.count; i++)
        if (!same_file(&run->files.file[i], find(&normal.files, run->files.file[i].path)))
            problem(plan, run, "%s is another", run->files.file[i].path);
    if (run->files.count != normal.files.count)
        problem(plan, run, "%zu files, not %zu", run->files.count, normal.files.count);
}

static void judge(const struct plan *plan, const struct run *run)
{
    if (WIFSIGNALED(run->status) || !run->tale.ended) {
        problem(plan, run, "no orderly end");
        return;
    }
    if (plan->at > 0 && !run->tale.hit)
        problem(plan, run, "the fault was not reached");
    if (run->status == normal.status)
        judge_success(plan, run);
    else if (WEXITSTATUS(run->status) == 2)
        judge_failure(plan, run);
    else
        problem(plan, run, "no such exit status");
    /* The system's own pieces, for a time zone or an encoding, are there without a fault too. */
    if (run->tale.left > normal.tale.left)
        problem(plan, run, "%ld pieces of memory are left", run->tale.left);
    for (size_t i = 0; i < run->files.count; i++)
        if (strstr(run->files.file[i].path, ".eh-"))
            problem(plan, run, "%s was left behind", run->files.file[i].path);
}

/* --- All runs ------------------------------------------------------------------------------- */

/* Which call fails in the i-th run of `calls`; 0 when that is all. */
static long place(long i, long calls)
{
    long each = calls > MANY ? FEW : EACH, spread = calls > MANY ? FEW : SPREAD;
    if (i <= each || calls <= each + spread)
        return i <= calls ? i : 0;
    return i <= each + spread ? each + (calls - each) * (i - each) / spread : 0;
}

/* True in a process that is to go on as the program, as in fork_run. */
static bool try_plan(struct plan plan)
{
    struct run run;
    if (fork_run(plan, &run))
        return true;
    judge(&plan, &run);
    release(&run);
    return false;
}

static bool try_call(enum call call)
{
    problems = 0;
    long calls = normal.tale.calls[call], runs = 0;
    for (int all = 0; all <= 1; all++)
        for (long i = 1, at; (at = place(i, calls)) > 0; i++, runs++)
            if (try_plan((struct plan){.call = call, .at = at, .all = all}))
                return true;
    if (calls > 0)
        printf("%s %s: %s fails (%ld calls, %ld runs)\n", problems ? "not ok" : "ok", case_name,
               call_names[call], calls, runs);
    return false;
}

static bool is_wanted(enum call call)
{
    const char *kinds = getenv("FAULT_KINDS");
    return !kinds || strstr(kinds, call_names[call]);
}

static bool try_all(void)
{
    if (fork_run((struct plan){0}, &normal))
        return true;
    bool sound = WIFEXITED(normal.status) && normal.tale.ended && WEXITSTATUS(normal.status) != 2;
    printf("%s %s: without a fault\n", sound ? "ok" : "not ok", case_name);
    if (!sound) {
        printf("#   %.*s\n", (int)strcspn(normal.messages.data, "\n"), normal.messages.data);
        return false;
    }
    for (enum call call = CALL_MEMORY; call < CALLS; call++)
        if (is_wanted(call) && try_call(call))
            return true;
    problems = 0;
    if (try_plan((struct plan){.easy = true}))
        return true;
    printf("%s %s: interrupted, byte by byte\n", problems ? "not ok" : "ok", case_name);
    return false;
}

void trial_run(const char *name)
{
    case_name = name;
    program = program_invocation_short_name;
    several = getenv("FAULT_SEVERAL") != NULL;
    output = memfd_create("output", MFD_CLOEXEC);
    messages = memfd_create("messages", MFD_CLOEXEC);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (output < 0 || messages < 0 || shared == MAP_FAILED)
        give_up("memory");
    gather("made", &before);
    if (try_all())
        return;
    fflush(stdout);
    _exit(0);
}
