/* Layer: cmd, for eh-genogram alone: its settings and what its verbs do. */
#ifndef CMD_GENOGRAM_H
#define CMD_GENOGRAM_H

#include "cmd/front.h"
#include "domain/family/family_take.h"
#include "render/genogram.h"

/* Files of relationships that may be given. */
#define GENOGRAM_RELATIONSHIP_FILES 64

/* What the main files are. */
enum genogram_source {
    GENOGRAM_BY_NAME, /* as the ending of the first one tells; CSV where it does not */
    GENOGRAM_CSV,
    GENOGRAM_GEDCOM,
    GENOGRAM_PEDIGREE
};

/* What the options of the program's own ask for; front->own points to it. */
struct genogram_settings {
    const char *relationships[GENOGRAM_RELATIONSHIP_FILES];
    size_t relationship_count;
    const char *rules; /* of check: a file, or NULL */
    const char *directory, *title, *family, *focus, *household;
    uint32_t generations; /* around --focus; UINT32_MAX: not given */
    bool from_people;     /* of table: relationships out of a table of people */
    bool has_words;       /* read: somebody has a word in the column relationship */
    uint64_t kin;         /* read: relationships that these words told */
    bool ages, no_key, no_date, paper_given;
    enum genogram_source source;
    enum genogram_unknown unknown;
    enum genogram_paper paper;
};

/* The option --from. */
bool genogram_take_from(struct front *, const char *argument);

/* What the main files are read as. */
enum genogram_source genogram_source_of(const struct front *);

/* Hands all people, then all relationships, to a sink. Where CSV has no file of relationships, they
 * are what the column relationship of people tells. False after a fatal message. */
bool genogram_read(struct front *, const struct family_sink *);

/* Each does the work of its verb: see struct front_verb. */
bool genogram_draw(struct front *);
bool genogram_check(struct front *);
bool genogram_table(struct front *);
bool genogram_writes(struct front *, const char *operand);

#endif
