/* The fence as OpenBSD has it, with unveil and pledge that only write down what they are asked. */
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static char asked[4096];
static const char *failing;
static int failure;

static int note(const char *call, const char *first, const char *second)
{
    size_t length = strlen(asked);
    snprintf(asked + length, sizeof asked - length, "%s(%s,%s) ", call, first ? first : "-",
             second ? second : "-");
    if (failing && first && strcmp(first, failing) == 0) {
        errno = failure;
        return -1;
    }
    return 0;
}

static int unveil(const char *path, const char *permissions)
{
    return path && strstr(path, "lib") ? 0 : note("unveil", path, permissions);
}

static int pledge(const char *promises, const char *execpromises)
{
    return note("pledge", promises, execpromises);
}

#undef __linux__
#undef __OpenBSD__
#undef EH_NO_SANDBOX
#define __OpenBSD__ 1
#include "../../lib/base/sandbox.c"

static int enter(bool all)
{
    struct sandbox sandbox;
    asked[0] = '\0';
    sandbox_init(&sandbox);
    if (all)
        sandbox_reads_all(&sandbox);
    sandbox_reads(&sandbox, "in.csv");
    sandbox_writes_beside(&sandbox, "made/differences.csv");
    sandbox_places_beside(&sandbox, "out.csv");
    sandbox_writes(&sandbox, "drawn");
    int parts = sandbox_enter(&sandbox);
    sandbox_release(&sandbox);
    return parts;
}

#define RULES "unveil(in.csv,r) unveil(made,rwc) unveil(.,rwc) unveil(drawn,rwc) "
#define CLOSED                                                                                     \
    "unveil(/nix/store,r) unveil(/gnu/store,r) unveil(-,-) pledge(stdio rpath wpath cpath,-) "

int main(void)
{
    is_number(enter(false), SANDBOX_FILES | SANDBOX_CALLS, "a whole fence");
    is_string(asked, RULES CLOSED, "what may be read and written, then nothing else");
    is_number(enter(true), SANDBOX_CALLS, "a first fence, while all may be read");
    is_string(asked, RULES "pledge(stdio rpath wpath cpath unveil,-) ", "stays open for a second");
    failing = "in.csv";
    failure = ENOENT;
    is_number(enter(false), SANDBOX_FILES | SANDBOX_CALLS, "a word that is no file is no failure");
    failure = E2BIG;
    is_number(enter(false), SANDBOX_CALLS, "a rule too many is");
    failing = "stdio rpath wpath cpath";
    failure = EPERM;
    is_number(enter(false), SANDBOX_FILES, "no pledge");
    return done();
}
