/*
 * Makes one call of a program fail, to be loaded before it (LD_PRELOAD). In the environment:
 *
 *     INJECT_CALL   memory, open, create, read, write, sync, close, rename: whose calls are counted
 *     INJECT_AT     which of them fails, from 1; 0 or nothing: none
 *     INJECT_ALL    set: all further ones fail too
 *     INJECT_HIT    descriptor that gets one byte when the call is reached
 *     INJECT_LEFT   descriptor that gets, at the end, how many pieces of memory nobody gave back
 *     INJECT_EASY   set: instead of failing, calls of read and write are interrupted, or move one
 *                   byte only, by turns
 *
 * A call that fails does nothing but set errno; close closes first, as the system does.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EARLY_BYTES = 1 << 16 };

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

static const char *call;
static long at, count;
static int all, easy, hit_descriptor = -1, left_descriptor = -1, started;
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

static long number_of(const char *name)
{
    const char *value = getenv(name);
    return value ? strtol(value, NULL, 10) : 0;
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
    call = getenv("INJECT_CALL");
    at = number_of("INJECT_AT");
    all = getenv("INJECT_ALL") != NULL;
    easy = getenv("INJECT_EASY") != NULL;
    hit_descriptor = getenv("INJECT_HIT") ? (int)number_of("INJECT_HIT") : -1;
    left_descriptor = getenv("INJECT_LEFT") ? (int)number_of("INJECT_LEFT") : -1;
    started = 1;
}

__attribute__((destructor)) static void finish(void)
{
    char digits[24];
    size_t length = 0;
    for (long rest = held > 0 ? held : 0; rest > 0 || length == 0; rest /= 10)
        digits[sizeof digits - ++length] = (char)('0' + rest % 10);
    if (left_descriptor >= 0)
        syscall(SYS_write, left_descriptor, digits + sizeof digits - length, length);
}

/* Whether this call, one of `name`, is to fail. */
static int fails(const char *name, int error)
{
    if (!started || at <= 0 || !call || strcmp(call, name) != 0)
        return 0;
    count++;
    if (count == at && hit_descriptor >= 0)
        syscall(SYS_write, hit_descriptor, "x", 1);
    if (count < at || (count > at && !all))
        return 0;
    errno = error;
    return 1;
}

void *malloc(size_t size)
{
    if (!real_malloc)
        return early_memory(size);
    void *memory = fails("memory", ENOMEM) ? NULL : real_malloc(size);
    held += memory != NULL;
    return memory;
}

void *calloc(size_t number, size_t size)
{
    if (!real_calloc)
        return size && number > SIZE_MAX / size ? NULL : early_memory(number * size);
    void *memory = fails("memory", ENOMEM) ? NULL : real_calloc(number, size);
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
    void *moved = fails("memory", ENOMEM) ? NULL : real_realloc(memory, size);
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
    return fails("open", EMFILE) ? -1 : real_open(name, flags, mode);
}

int mkstemp(char *name)
{
    return fails("create", EACCES) ? -1 : real_mkstemp(name);
}

/* One of two turns is interrupted; the other moves one byte. */
static int interrupted(size_t *length)
{
    if (!easy)
        return 0;
    *length = *length > 0;
    errno = EINTR;
    return turn++ % 2 == 0;
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    if (fails("read", EIO) || interrupted(&length))
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
    if (fails("write", ENOSPC) || interrupted(&length))
        return -1;
    return real_write(descriptor, bytes, length);
}

int fsync(int descriptor)
{
    return fails("sync", EIO) ? -1 : real_fsync(descriptor);
}

int close(int descriptor)
{
    int closed = real_close(descriptor);
    return fails("close", EIO) ? -1 : closed;
}

int rename(const char *from, const char *to)
{
    return fails("rename", EACCES) ? -1 : real_rename(from, to);
}
