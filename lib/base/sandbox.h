/*
 * Layer: base. A fence round the process: once it stands, files may be read and written only where
 * it was said before, and no connection can be opened and no other program started, whatever a
 * broken input might bring the code to do.
 *
 * Linux: Landlock for files (from 5.13 on; versions 1 to 6 of it are known: renaming elsewhere,
 * truncating, TCP, devices, signals), and a seccomp filter of system calls on x86-64, AArch64 and
 * 64-bit RISC-V. It also refuses what Landlock cannot: to change whose a file is or who may read
 * it, to link to it, and to type on the terminal in the user's stead. What no fence hides is that a
 * file is there, its size and age. OpenBSD: unveil and pledge. Elsewhere, where a kernel or a
 * container lacks or forbids these, and with EH_NO_SANDBOX defined (sanitizers and coverage open
 * files of their own) there is no fence, or one of the two parts, and the run goes on without; nor
 * is there one for files when the system refuses the descriptors to make it.
 *
 * The C library's own files (converters of encodings) stay readable. A second fence may be entered
 * within a first; it takes away, and gives nothing back.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

struct sandbox {
    int rules;       /* a Landlock ruleset, or -1 */
    uint64_t rights; /* those that its kernel knows */
    bool all;        /* OpenBSD: all may be read */
};

/* Which parts of the fence a system has; 0 where there is none. */
enum { SANDBOX_FILES = 1, SANDBOX_CALLS = 2 };

/* Begins a fence with nothing allowed. */
void sandbox_init(struct sandbox *);

/* Lets a file be read, or all below a directory. A name that is not there allows nothing. */
void sandbox_reads(struct sandbox *, const char *name);

/* Lets every file be read: for a first fence, while it is not known yet which will be. */
void sandbox_reads_all(struct sandbox *);

/* Lets files below a directory be made, written, renamed and removed. */
void sandbox_writes(struct sandbox *, const char *directory);

/* The same for the directory that a file stands in, or is to stand in. */
void sandbox_writes_beside(struct sandbox *, const char *file);

/* Lets files be renamed and removed in the directory that a file is to stand in, for an output that
 * is open already and only has to be put in place: none can be opened for writing. (OpenBSD: as
 * sandbox_writes_beside.) */
void sandbox_places_beside(struct sandbox *, const char *file);

/* Puts the fence up, for good; returns which parts stand. What is open already stays open. */
int sandbox_enter(struct sandbox *);

/* Gives up a fence that was not entered. */
void sandbox_release(struct sandbox *);

#endif
