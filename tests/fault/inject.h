/*
 * The calls of a program that can be made to fail, and which of them is to: shared by inject.c,
 * whose functions stand before the system's, and trial.c, which runs the program again and again.
 */
#ifndef FAULT_INJECT_H
#define FAULT_INJECT_H

#include <stdbool.h>

enum call {
    CALL_MEMORY,
    CALL_OPEN,
    CALL_CREATE,
    CALL_READ,
    CALL_WRITE,
    CALL_SYNC,
    CALL_CLOSE,
    CALL_RENAME,
    CALLS
};

/* What a run is to suffer; all zero: nothing. */
struct plan {
    enum call call;
    long at;   /* which of these calls fails, from 1; 0: none */
    bool all;  /* all further ones fail too */
    bool easy; /* reads and writes are interrupted or move one byte, by turns */
};

/* What it told; in memory that outlives the run. */
struct tale {
    long calls[CALLS];
    long left;  /* pieces of memory that nobody gave back; only of a run that came to its end */
    bool hit;   /* the call that was to fail has been reached */
    bool ended; /* by exit, not by a signal */
};

/* The plan of this process; its tale, or NULL. */
extern struct plan inject_plan;
extern struct tale *inject_tale;

/* Counts from nothing: the pieces of memory of another process are not this one's. */
void inject_begin(void);

/*
 * Runs the program behind it as often as it takes, a process for each run, and writes a line `ok
 * NAME` or `not ok NAME` for each kind of fault. Returns in those processes alone; the first one
 * ends here.
 */
void trial_run(const char *name);

#endif
