/*
 * Layer: cmd. A directory that gets a file for each family, called by the family's id.
 *
 * A name keeps what is safe on every system, ASCII letters, digits, `-`, `_` and `.` behind the
 * first place; all else becomes `_`. Two ids that come to one name, and those that differ in case
 * alone, are told apart by a number behind the later one: no file of a run goes over another. Files
 * of an earlier run are replaced, each whole or not at all, and counted.
 */
#ifndef CMD_DIRECTORY_H
#define CMD_DIRECTORY_H

#include "base/lookup.h"
#include "cmd/front.h"

struct directory {
    const char *path;
    struct lookup taken; /* names, in small letters */
    uint64_t written, replaced;
    const struct reporter *reporter;
    struct buffer name; /* of the file under way, its NUL included */
};

/* Makes the directory where there is none. False after a message. Close in any case. */
bool directory_open(struct directory *, const char *path, const struct reporter *);
void directory_close(struct directory *);

/* Opens the file for an id, with an ending such as `.svg`; output_close ends it. One at a time, as
 * the output borrows the name. False after a message. */
bool directory_file(struct directory *, struct text id, const char *ending, struct output *);

#endif
