/* Layer: cmd, for front.c and front_options.c alone. */
#ifndef CMD_FRONT_PRIVATE_H
#define CMD_FRONT_PRIVATE_H

#include "cmd/front.h"

/* What the command line asked for beside what is in struct front. */
struct front_request {
    const char *output, *rejects, *unmapped;
    bool help, version, schema, explain_header;
    struct heading_map *maps;
    size_t map_count, map_capacity;
    struct arena texts;     /* of the maps */
    const char **arguments; /* of the verb's own options: files among them may be read */
    size_t argument_count;
    const char *standard_input; /* what reads it: the name of an option, or "" for the files */
};

/* Finds the verb and reads the options. False after front_usage. */
bool front_parse(struct front *, struct front_request *, int argc, char **argv);

/* `--help` of the verb, to standard output. */
bool front_help(struct front *);

#endif
