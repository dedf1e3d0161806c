/* Layer: cmd, for eh-threshold alone: its settings and what its verbs do. */
#ifndef CMD_THRESHOLD_H
#define CMD_THRESHOLD_H

#include "cmd/front.h"

/* What the options of the program's own ask for; front->own points to it. */
struct threshold_settings {
    const char *consent, *override, *recorded, *people, *as, *flag;
    date_day since;
    bool by_family, sorted;
};

/* Each does the work of its verb: see struct front_verb. */
bool threshold_level(struct front *);
bool threshold_explain(struct front *);
bool threshold_compare(struct front *);
bool threshold_move(struct front *);
bool threshold_list(struct front *);
bool threshold_lint(struct front *);

#endif
