/* Layer: cmd, for eh-threshold alone: its settings and what its verbs do. */
#ifndef CMD_THRESHOLD_H
#define CMD_THRESHOLD_H

#include "cmd/front.h"
#include "definitions/phrases.h"
#include "domain/threshold/compare.h"

/* What the options of the program's own ask for; front->own points to it. */
struct threshold_settings {
    const char *consent, *override, *recorded, *people, *as, *flag;
    date_day since;
    bool by_family, sorted, counts, suppress;
};

/* Each does the work of its verb: see struct front_verb. */
bool threshold_level(struct front *);
bool threshold_explain(struct front *);
bool threshold_compare(struct front *);
bool threshold_move(struct front *);
bool threshold_list(struct front *);
bool threshold_lint(struct front *);

/* Writes the comparison as a table of counts: --counts, --suppress. False after a message. */
bool threshold_write_counts(struct front *, const struct framework *terms,
                            const struct comparison *, const struct phrases *);

#endif
