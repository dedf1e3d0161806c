/*
 * Layer: cmd, for front.c alone. A line on standard error that tells how far a run has come.
 *
 * On a terminal it appears after a second, is put anew every second by an alarm, so that it lives
 * also while nothing is read, and is taken away before anything else is printed. It never appears
 * where the result goes to the same terminal. Elsewhere, with --progress, each PROGRESS_ROWS rows
 * and each step are told in a line of their own, so that the same input gives the same lines.
 */
#ifndef CMD_FRONT_PROGRESS_H
#define CMD_FRONT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Begins; `asked`: --progress was given. Nothing is shown before, nor without it. */
void front_progress_begin(const char *program, bool asked, bool result_to_output);

/* For struct table_settings: the line counts the rows of all tables together. */
void front_progress_rows(void *context, uint64_t rows);

/* What is done from here on, beside reading: `drawing`. A string that stays. */
void front_progress_step(const char *step);

/* Takes the line away, and keeps it away until the other is called. */
void front_progress_hold(void);
void front_progress_go_on(void);

/* Takes the line away for good. Safe in a handler of signals. */
void front_progress_end(void);

#endif
