#ifdef __linux__
#define _GNU_SOURCE /* syscall, O_PATH */
#endif

#include "base/sandbox.h"

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
                                                 "/lib64"};
enum { SYSTEM_DIRECTORIES = sizeof system_directories / sizeof *system_directories };

void sandbox_writes_beside(struct sandbox *sandbox, const char *file)
{
    char directory[PATH_MAX];
    if (directory_of(file, directory))
        sandbox_writes(sandbox, directory);
}
#endif

#ifdef FENCE_LINUX

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* Rights that came with later versions, so that older headers will do. */
#define FIRST_RIGHTS (((uint64_t)1 << 13) - 1)
#define REFER ((uint64_t)1 << 13)
#define TRUNCATE ((uint64_t)1 << 14)

static uint64_t rights_known(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
                           LANDLOCK_CREATE_RULESET_VERSION);
    return version < 1 ? 0
                       : FIRST_RIGHTS | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
}

/* A rule for what the name stands for now. */
static void allow(struct sandbox *sandbox, const char *name, uint64_t rights, bool directories_only)
{
    struct stat status;
    if (sandbox->rules < 0)
        return;
    int descriptor = open(name, O_PATH | O_CLOEXEC);
    if (descriptor < 0) {
        /* Better no fence than one that shuts the run out of what it needs. */
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            sandbox_release(sandbox);
        return;
    }
    bool is_directory = fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
    if (!is_directory)
        rights &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights & sandbox->rights,
                                              .parent_fd = descriptor};
    if (is_directory || !directories_only)
        (void)syscall(SYS_landlock_add_rule, sandbox->rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
    close(descriptor);
}

void sandbox_init(struct sandbox *sandbox)
{
    sandbox->rights = rights_known();
    struct landlock_ruleset_attr handled = {.handled_access_fs = sandbox->rights};
    sandbox->rules = sandbox->rights == 0
                         ? -1
                         : (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0U);
    for (size_t i = 0; i < SYSTEM_DIRECTORIES; i++)
        sandbox_reads(sandbox, system_directories[i]);
}

void sandbox_reads(struct sandbox *sandbox, const char *name)
{
    allow(sandbox, name, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR, false);
}

void sandbox_writes(struct sandbox *sandbox, const char *directory)
{
    allow(sandbox, directory,
          LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
              LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
              LANDLOCK_ACCESS_FS_REMOVE_FILE | TRUNCATE,
          true);
}

/*
 * System calls that a filter of text has no use for: all that reaches a network, starts a program,
 * looks into another process, or changes the system. A list of what is refused, not of what is let
 * through: which calls a C library makes differs by version, and a run must not die of that.
 */
static const unsigned refused[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_execve,
    SYS_execveat,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_mount,
    SYS_umount2,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_open_by_handle_at,
    SYS_init_module,
    SYS_kexec_load,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup, /* which would open files and sockets past this filter */
#endif
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
static bool refuse_calls(void)
{
    enum { HEAD = 4, LENGTH = HEAD + REFUSED + 2 };
    struct sock_filter filter[LENGTH] = {
        /* Calls of another machine, and x86-64's second numbering, are refused altogether. */
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0, LENGTH - 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, LENGTH - 5, 0),
    };
    for (unsigned i = 0; i < REFUSED; i++)
        filter[HEAD + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i],
                                                        (unsigned char)(REFUSED - i), 0);
    filter[HEAD + REFUSED] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[HEAD + REFUSED + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
                                                              SECCOMP_RET_ERRNO | EPERM);
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
    sandbox->rules = 0;
    for (size_t i = 0; i < SYSTEM_DIRECTORIES; i++)
        sandbox_reads(sandbox, system_directories[i]);
}

void sandbox_reads(struct sandbox *sandbox, const char *name)
{
    if (unveil(name, "r") != 0)
        sandbox->rules = -1;
}

void sandbox_writes(struct sandbox *sandbox, const char *directory)
{
    if (unveil(directory, "rwc") != 0)
        sandbox->rules = -1;
}

int sandbox_enter(struct sandbox *sandbox)
{
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

void sandbox_writes_beside(struct sandbox *sandbox, const char *file)
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
