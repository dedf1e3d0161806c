#ifdef __linux__
#define _GNU_SOURCE /* syscall, O_PATH */
#endif

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__) && !defined(EH_NO_SANDBOX) && defined(__has_include)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define FENCE_LINUX
#endif
#elif defined(__OpenBSD__) && !defined(EH_NO_SANDBOX)
#define FENCE_OPENBSD
#endif

#if defined(FENCE_LINUX) || defined(FENCE_OPENBSD)
/* The directory part of a name, at most PATH_MAX - 1 bytes; false when it is longer. */
static bool directory_of(const char *file, char directory[PATH_MAX])
{
    const char *slash = strrchr(file, '/');
    size_t length = slash ? (size_t)(slash - file) + (slash == file) : 1;
    if (length >= PATH_MAX)
        return false;
    memcpy(directory, slash ? file : ".", length);
    directory[length] = '\0';
    return true;
}

/* Where the C library keeps what it reads itself, such as the converters of iconv. */
static const char *const system_directories[] = {"/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib",
                                                 "/lib64",   "/nix/store", "/gnu/store"};
enum { SYSTEM_DIRECTORIES = sizeof system_directories / sizeof *system_directories };

static void allow_placing(struct sandbox *, const char *directory);

void sandbox_writes_beside(struct sandbox *sandbox, const char *file)
{
    char directory[PATH_MAX];
    if (directory_of(file, directory))
        sandbox_writes(sandbox, directory);
}

void sandbox_places_beside(struct sandbox *sandbox, const char *file)
{
    char directory[PATH_MAX];
    if (directory_of(file, directory))
        allow_placing(sandbox, directory);
}
#endif

#ifdef FENCE_LINUX

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* Rights that came with later versions, so that older headers will do. */
#define FIRST_RIGHTS (((uint64_t)1 << 13) - 1)
#define REFER ((uint64_t)1 << 13)     /* version 2: to another directory */
#define TRUNCATE ((uint64_t)1 << 14)  /* version 3 */
#define NETWORK (uint64_t)3           /* version 4: TCP, to bind and to connect */
#define IOCTL_DEV ((uint64_t)1 << 15) /* version 5: of devices opened later */
#define SCOPE (uint64_t)3             /* version 6: abstract sockets, signals to others */

/* What a ruleset handles, as version 6 has it; an older kernel takes no more than it knows. */
struct ruleset {
    uint64_t files, network, scope;
};

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

static struct ruleset ruleset_of(long version)
{
    return (struct ruleset){
        .files = FIRST_RIGHTS | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0) |
                 (version >= 5 ? IOCTL_DEV : 0),
        .network = version >= 4 ? NETWORK : 0,
        .scope = version >= 6 ? SCOPE : 0,
    };
}

static size_t ruleset_size(long version)
{
    return version >= 6   ? sizeof(struct ruleset)
           : version >= 4 ? offsetof(struct ruleset, scope)
                          : offsetof(struct ruleset, network);
}

/* A rule for what the name stands for now. */
static void allow(struct sandbox *sandbox, const char *name, uint64_t rights, bool directories_only)
{
    struct stat status;
    int descriptor = sandbox->rules < 0 ? -1 : open(name, O_PATH | O_CLOEXEC);
    if (descriptor < 0) {
        /* The name may be there all the same. */
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            sandbox_release(sandbox);
        return;
    }
    bool is_directory = fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
    if (!is_directory)
        rights &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights & sandbox->rights,
                                              .parent_fd = descriptor};
    bool wanted = is_directory || !directories_only;
    /* Pipes and the like are no part of any tree (EBADFD), and stay open to who names them. With
     * another failure the fence would keep out what the run needs, so there is none. */
    bool failed = wanted &&
                  syscall(SYS_landlock_add_rule, sandbox->rules, LANDLOCK_RULE_PATH_BENEATH, &rule,
                          0U) != 0 &&
                  errno != EBADFD;
    close(descriptor);
    if (failed)
        sandbox_release(sandbox);
}

void sandbox_init(struct sandbox *sandbox)
{
    long version = landlock_version();
    struct ruleset handled = ruleset_of(version);
    *sandbox = (struct sandbox){.rules = -1, .rights = handled.files};
    if (version >= 1)
        sandbox->rules = (int)syscall(SYS_landlock_create_ruleset, &handled, ruleset_size(version),
                                      0U);
    for (size_t i = 0; i < SYSTEM_DIRECTORIES; i++)
        sandbox_reads(sandbox, system_directories[i]);
}

void sandbox_reads(struct sandbox *sandbox, const char *name)
{
    allow(sandbox, name, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR, false);
}

void sandbox_reads_all(struct sandbox *sandbox)
{
    sandbox_reads(sandbox, "/");
}

void sandbox_writes(struct sandbox *sandbox, const char *directory)
{
    allow(sandbox, directory,
          LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
              LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
              LANDLOCK_ACCESS_FS_REMOVE_FILE | TRUNCATE,
          true);
}

/* To rename a file within the directory, and to remove it. */
static void allow_placing(struct sandbox *sandbox, const char *directory)
{
    allow(sandbox, directory, LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE, true);
}

/*
 * System calls that a filter of text has no use for: all that reaches a network, starts a program,
 * looks into another process, or changes the system. A list of what is refused, not of what is let
 * through: which calls a C library makes differs by version, and a run must not die of that. They
 * fail as what is not permitted; which of them a kernel or its headers have differs, too.
 */
static const unsigned refused[] = {
#include "base/sandbox_calls.def"
};
enum { REFUSED = sizeof refused / sizeof *refused };

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#endif

#ifdef MACHINE
#define JUMP(test, value, yes, no) BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), (yes), (no))
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))

static bool refuse_calls(void)
{
    /* Jumps are counted from the instruction behind them, and have eight bits. */
    enum { HEAD = 4, TAIL = 6, LENGTH = HEAD + REFUSED + TAIL, REFUSE = LENGTH - 1 };
    _Static_assert(LENGTH < 256, "a jump reaches from the head to the end");
    struct sock_filter filter[LENGTH] = {
        /* Calls of another machine, and x86-64's second numbering, are refused altogether. */
        LOAD(arch),
        JUMP(BPF_JEQ, MACHINE, 0, REFUSE - 2),
        LOAD(nr),
        JUMP(BPF_JGE, 0x40000000, REFUSE - 4, 0),
    };
    /* What types on the terminal in the user's stead. All these machines have the low half first,
     * and it alone counts. */
    const struct sock_filter tail[TAIL] = {
        JUMP(BPF_JEQ, SYS_ioctl, 0, 3), LOAD(args[1]),
        JUMP(BPF_JEQ, TIOCSTI, 2, 0),   JUMP(BPF_JEQ, TIOCLINUX, 1, 0),
        RETURN(SECCOMP_RET_ALLOW),      RETURN(SECCOMP_RET_ERRNO | EPERM),
    };
    for (unsigned i = 0; i < REFUSED; i++)
        filter[HEAD + i] = (struct sock_filter)JUMP(BPF_JEQ, refused[i],
                                                    (unsigned char)(REFUSE - HEAD - i - 1), 0);
    memcpy(filter + HEAD + REFUSED, tail, sizeof tail);
    struct sock_fprog program = {.len = LENGTH, .filter = filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0U, &program) == 0;
}
#else
static bool refuse_calls(void)
{
    return false;
}
#endif

int sandbox_enter(struct sandbox *sandbox)
{
    int parts = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1UL, 0UL, 0UL, 0UL) == 0) {
        if (sandbox->rules >= 0 && syscall(SYS_landlock_restrict_self, sandbox->rules, 0U) == 0)
            parts |= SANDBOX_FILES;
        if (refuse_calls())
            parts |= SANDBOX_CALLS;
    }
    sandbox_release(sandbox);
    return parts;
}

void sandbox_release(struct sandbox *sandbox)
{
    if (sandbox->rules >= 0)
        close(sandbox->rules);
    sandbox->rules = -1;
}

#elif defined(FENCE_OPENBSD)

void sandbox_init(struct sandbox *sandbox)
{
    *sandbox = (struct sandbox){.rules = 0};
}

/* A name in a directory that is not there allows nothing, and is no failure. */
static void allow(struct sandbox *sandbox, const char *name, const char *rights)
{
    if (unveil(name, rights) != 0 && errno != ENOENT && errno != ENOTDIR && errno != EACCES)
        sandbox->rules = -1;
}

void sandbox_reads(struct sandbox *sandbox, const char *name)
{
    allow(sandbox, name, "r");
}

void sandbox_reads_all(struct sandbox *sandbox)
{
    sandbox->all = true;
}

void sandbox_writes(struct sandbox *sandbox, const char *directory)
{
    allow(sandbox, directory, "rwc");
}

static void allow_placing(struct sandbox *sandbox, const char *directory)
{
    allow(sandbox, directory, "rwc");
}

int sandbox_enter(struct sandbox *sandbox)
{
    /* Once the view of files is closed, none can be opened further: a second fence closes it. */
    if (sandbox->all)
        return pledge("stdio rpath wpath cpath unveil", NULL) == 0 ? SANDBOX_CALLS : 0;
    for (size_t i = 0; i < SYSTEM_DIRECTORIES; i++)
        sandbox_reads(sandbox, system_directories[i]);
    bool files = unveil(NULL, NULL) == 0 && sandbox->rules == 0;
    return (files ? SANDBOX_FILES : 0) |
           (pledge("stdio rpath wpath cpath", NULL) == 0 ? SANDBOX_CALLS : 0);
}

void sandbox_release(struct sandbox *sandbox)
{
    (void)sandbox;
}

#else

void sandbox_init(struct sandbox *sandbox)
{
    sandbox->rules = -1;
}

void sandbox_reads(struct sandbox *sandbox, const char *name)
{
    (void)sandbox, (void)name;
}

void sandbox_writes(struct sandbox *sandbox, const char *directory)
{
    (void)sandbox, (void)directory;
}

void sandbox_reads_all(struct sandbox *sandbox)
{
    (void)sandbox;
}

void sandbox_writes_beside(struct sandbox *sandbox, const char *file)
{
    (void)sandbox, (void)file;
}

void sandbox_places_beside(struct sandbox *sandbox, const char *file)
{
    (void)sandbox, (void)file;
}

int sandbox_enter(struct sandbox *sandbox)
{
    (void)sandbox;
    return 0;
}

void sandbox_release(struct sandbox *sandbox)
{
    (void)sandbox;
}

#endif
