/*
 * Functions that stand before the system's, loaded ahead of a program (LD_PRELOAD), so that a call
 * can be made to fail. With FAULT_CASE in the environment, trial.c has the program run with one
 * fault after the other; without, nothing fails.
 *
 * A call that fails does nothing but set errno; close closes first, as the system does.
 */
#include "inject.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EARLY_BYTES = 1 << 16 };

struct plan inject_plan;
struct tale *inject_tale;

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);
static int (*real_open)(const char *, int, ...);
static int (*real_mkstemp)(char *);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fsync)(int);
static int (*real_close)(int);
static int (*real_rename)(const char *, const char *);

static long held; /* pieces of memory that are in use */
static unsigned turn;

/* Memory for what is asked for while the real functions are looked up; never given back. */
static _Alignas(16) char early[EARLY_BYTES];
static size_t early_used;

static void *early_memory(size_t size)
{
    size_t room = (size + 15) / 16 * 16;
    if (room > EARLY_BYTES - early_used)
        return NULL;
    early_used += room;
    return early + early_used - room;
}

static int is_early(const void *memory)
{
    return (uintptr_t)memory >= (uintptr_t)early &&
           (uintptr_t)memory < (uintptr_t)early + EARLY_BYTES;
}

#define FIND(name) (*(void **)&real_##name = dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void)
{
    FIND(malloc);
    FIND(calloc);
    FIND(realloc);
    FIND(free);
    FIND(open);
    FIND(mkstemp);
    FIND(read);
    FIND(write);
    FIND(fsync);
    FIND(close);
    FIND(rename);
    if (getenv("FAULT_CASE"))
        trial_run(getenv("FAULT_CASE"));
}

__attribute__((destructor)) static void finish(void)
{
    if (inject_tale) {
        inject_tale->left = held > 0 ? held : 0;
        inject_tale->ended = true;
    }
}

void inject_begin(void)
{
    held = 0;
    turn = 0;
}

/* Whether this call is to fail. */
static int fails(enum call call, int error)
{
    if (!inject_tale)
        return 0;
    long count = ++inject_tale->calls[call];
    if (inject_plan.at == 0 || inject_plan.call != call)
        return 0;
    if (count == inject_plan.at)
        inject_tale->hit = true;
    if (count < inject_plan.at || (count > inject_plan.at && !inject_plan.all))
        return 0;
    errno = error;
    return 1;
}

void *malloc(size_t size)
{
    if (!real_malloc)
        return early_memory(size);
    void *memory = fails(CALL_MEMORY, ENOMEM) ? NULL : real_malloc(size);
    held += memory != NULL;
    return memory;
}

void *calloc(size_t number, size_t size)
{
    if (!real_calloc)
        return size && number > SIZE_MAX / size ? NULL : early_memory(number * size);
    void *memory = fails(CALL_MEMORY, ENOMEM) ? NULL : real_calloc(number, size);
    held += memory != NULL;
    return memory;
}

void *realloc(void *memory, size_t size)
{
    if (is_early(memory) || !real_realloc) {
        void *moved = real_malloc ? malloc(size) : early_memory(size);
        size_t behind = memory ? (size_t)(early + EARLY_BYTES - (char *)memory) : 0;
        if (moved && memory)
            memcpy(moved, memory, size < behind ? size : behind);
        return moved;
    }
    void *moved = fails(CALL_MEMORY, ENOMEM) ? NULL : real_realloc(memory, size);
    held += moved && !memory;
    return moved;
}

void free(void *memory)
{
    if (memory && !is_early(memory) && real_free) {
        held--;
        real_free(memory);
    }
}

int open(const char *name, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return fails(CALL_OPEN, EMFILE) ? -1 : real_open(name, flags, mode);
}

int mkstemp(char *name)
{
    return fails(CALL_CREATE, EACCES) ? -1 : real_mkstemp(name);
}

/* One of two turns is interrupted; the other moves one byte. */
static int interrupted(size_t *length)
{
    if (!inject_plan.easy)
        return 0;
    *length = *length > 0;
    errno = EINTR;
    return turn++ % 2 == 0;
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    if (fails(CALL_READ, EIO) || interrupted(&length))
        return -1;
    return real_read(descriptor, bytes, length);
}

/* What read becomes where the compiler knows the size of the room. */
ssize_t __read_chk(int descriptor, void *bytes, size_t length, size_t room);
ssize_t __read_chk(int descriptor, void *bytes, size_t length, size_t room)
{
    if (length > room)
        abort();
    return read(descriptor, bytes, length);
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    if (fails(CALL_WRITE, ENOSPC) || interrupted(&length))
        return -1;
    return real_write(descriptor, bytes, length);
}

int fsync(int descriptor)
{
    return fails(CALL_SYNC, EIO) ? -1 : real_fsync(descriptor);
}

int close(int descriptor)
{
    int closed = real_close(descriptor);
    return fails(CALL_CLOSE, EIO) ? -1 : closed;
}

int rename(const char *from, const char *to)
{
    return fails(CALL_RENAME, EACCES) ? -1 : real_rename(from, to);
}
