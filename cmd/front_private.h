/* Layer: cmd, for front.c and the other files front_*.c alone. */
#ifndef CMD_FRONT_PRIVATE_H
#define CMD_FRONT_PRIVATE_H

#include "cmd/front.h"

/* An option of the command line with an argument. */
struct front_given {
    const char *name, *takes, *help; /* of the option */
    const char *argument;
    bool own; /* an option of the verb's own */
};

/* What the command line asked for beside what is in struct front. */
struct front_request {
    const char *output, *rejects, *unmapped;
    bool help, version, schema, explain_header;
    struct heading_map *maps;
    size_t map_count, map_capacity;
    struct arena texts;        /* of the maps */
    struct front_given *given; /* files among the arguments of the verb's own may be read */
    size_t given_count;
};

/* The options that verbs have in common, in the order of help. */
enum common {
    HELP = 256, /* above every letter */
    VERSION,
    OUTPUT,
    TO,
    EXCEL,
    FRAMEWORK,
    AS_OF,
    MAP,
    MAP_FILE,
    DELIMITER,
    ENCODING,
    MISSING,
    SKIP_LINES,
    REJECTS,
    UNMAPPED,
    EXPLAIN_HEADER,
    SCHEMA,
    EXIT_CODE,
    SUMMARY,
    QUIET,
    PROGRESS,
    FAMILY
};

enum { FRONT_COMMON_COUNT = FAMILY - HELP + 1 };

struct common_option {
    enum common id;
    char letter;
    const char *name, *argument, *help;
    unsigned group; /* 0: every verb has it */
};

/* Ended by a NULL name. */
extern const struct common_option front_common[FRONT_COMMON_COUNT + 1];

/* Whether the verb has the common option. */
bool front_has_option(const struct front_verb *, const struct common_option *);

/* The short name of a verb's own option, or 0. */
char front_letter_of(const struct front_verb *, size_t option);

/* A common option's short name, or 0 where the verb's own option takes it. */
char front_letter_left(const struct front_verb *, const struct common_option *);

/* Finds the verb and reads the options. False after front_usage. */
bool front_parse(struct front *, struct front_request *, int argc, char **argv);

/* `--help` of the verb, to standard output. */
bool front_help(const struct front *);

/*
 * Whether no file is given a second time where one would be lost: written twice, written and read,
 * or standard input read twice. False after front_usage.
 */
bool front_files_apart(struct front *, const struct front_request *);

#endif
