/*
 * Layer: base. A fence round the process: once it stands, files may be read and written only where
 * it was said before, and no connection can be opened and no other program started, whatever a
 * broken input might bring the code to do.
 *
 * Linux: Landlock for files (from 5.13 on), a seccomp filter for system calls. OpenBSD: unveil and
 * pledge. Elsewhere, on older kernels, and with EH_NO_SANDBOX defined there is no fence, and the
 * functions do nothing; nor is there one for files when the system refuses the descriptors to make
 * it, for the run could not reach what it needs. The C library's own files (converters of
 * encodings) stay readable.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

struct sandbox {
    int rules;       /* a Landlock ruleset, or -1 */
    uint64_t rights; /* those that its kernel knows */
};

/* Which parts of the fence a system has; 0 where there is none. */
enum { SANDBOX_FILES = 1, SANDBOX_CALLS = 2 };

/* Begins a fence with nothing allowed. */
void sandbox_init(struct sandbox *);

/* Lets a file be read, or all below a directory. A name that is not there allows nothing. */
void sandbox_reads(struct sandbox *, const char *name);

/* Lets files below a directory be made, written, renamed and removed. */
void sandbox_writes(struct sandbox *, const char *directory);

/* The same for the directory that a file stands in, or is to stand in. */
void sandbox_writes_beside(struct sandbox *, const char *file);

/* Puts the fence up, for good; returns which parts stand. What is open already stays open. */
int sandbox_enter(struct sandbox *);

/* Gives up a fence that was not entered. */
void sandbox_release(struct sandbox *);

#endif
