/* Layer: cmd, for eh-genogram alone: its settings and what its verbs do. */
#ifndef CMD_GENOGRAM_H
#define CMD_GENOGRAM_H

#include "cmd/front.h"
#include "render/genogram.h"

/* Files of relationships that may be given. */
#define GENOGRAM_RELATIONSHIP_FILES 64

/* What the options of the program's own ask for; front->own points to it. */
struct genogram_settings {
    const char *relationships[GENOGRAM_RELATIONSHIP_FILES];
    size_t relationship_count;
    const char *title, *focus, *household;
    uint32_t generations; /* around --focus; UINT32_MAX: not given */
    bool initials, ages, no_key, no_date;
    enum genogram_unknown unknown;
};

/* Each does the work of its verb: see struct front_verb. */
bool genogram_draw(struct front *);

#endif
