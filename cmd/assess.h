/* Layer: cmd, for eh-assess alone: its settings and what its verbs do. */
#ifndef CMD_ASSESS_H
#define CMD_ASSESS_H

#include "cmd/front.h"

/* Files of patterns that a user may add. */
#define ASSESS_PATTERN_FILES 16

/* What the options of the program's own ask for; front->own points to it. */
struct assess_settings {
    const char *blank, *as, *from; /* form: --blank, --as; new: --from */
    bool all, explain;             /* scan; attendance: --all */
    bool exclude_authorised;       /* attendance, as those below */
    const char *terms, *intervals;
    const char *patterns[ASSESS_PATTERN_FILES];
    size_t pattern_count;
    bool anchors; /* lint */
};

/* Each does the work of its verb: see struct front_verb. */
bool assess_scan(struct front *);
bool assess_attendance(struct front *);
bool assess_lint(struct front *);
bool assess_check(struct front *);
bool assess_form(struct front *);
bool assess_table(struct front *);
bool assess_writes(struct front *, const char *operand);
bool assess_new(struct front *);

#endif
