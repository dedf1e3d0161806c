#include "cmd/front_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPTIONS_MAX = 64, OWN_FIRST = 1000, LEAST_WIDTH = 40, MOST_WIDTH = 1000 };

const struct common_option front_common[FRONT_COMMON_COUNT + 1] = {
    {FRAMEWORK, 'F', "framework", "NAME|DIR", "framework to apply (also EH_FRAMEWORK)",
     FRONT_FRAMEWORK},
    {FAMILY, 0, "family", "ID", "rows of this family alone", FRONT_FAMILY},
    {AS_OF, 0, "as-of", "DATE", "day to answer for; default: today", FRONT_DATED},
    {OUTPUT, 'o', "output", "FILE", "write there, whole or not at all", 0},
    {TO, 't', "to", "FORMAT", "csv, text, json, rec or html; default: csv", 0},
    {EXCEL, 0, "excel", NULL, "csv for a spreadsheet; only at the end of a pipe", 0},
    {EXIT_CODE, 0, "exit-code", NULL, "exit status 1 when something is flagged", FRONT_FLAGS},
    {SUMMARY, 0, "summary", NULL, "print a summary on standard error", FRONT_SUMMARY},
    {REJECTS, 0, "rejects", "FILE", "write rows that cannot be used there, byte for byte",
     FRONT_READS},
    {UNMAPPED, 0, "unmapped", "FILE", "write values without a decoding there, counted",
     FRONT_READS},
    {MAP, 'm', "map", "NAME=COLUMN", "read the heading COLUMN as NAME; repeatable", FRONT_READS},
    {MAP_FILE, 0, "map-file", "FILE", "such pairs as csv: name,column; repeatable", FRONT_READS},
    {EXPLAIN_HEADER, 0, "explain-header", NULL, "print how each heading is read, and stop",
     FRONT_READS},
    {DELIMITER, 'd', "delimiter", "C", "what parts the cells; \\t is a tab; default: ,",
     FRONT_READS},
    {ENCODING, 0, "encoding", "NAME", "encoding of the input; default: UTF-8",
     FRONT_READS | FRONT_RECORDS},
    {MISSING, 0, "missing", "MARK", "cells with this mark are blank, as NULL", FRONT_READS},
    {SKIP_LINES, 0, "skip-lines", "N", "lines to pass over before the header line", FRONT_READS},
    {SCHEMA, 0, "schema", NULL, "print the tables read and written as a table schema", 0},
    {QUIET, 'q', "quiet", NULL, "no message for each rejected row", 0},
    {PROGRESS, 0, "progress", NULL, "show progress also where there is no terminal", FRONT_READS},
    {HELP, 'h', "help", NULL, "print this help", 0},
    {VERSION, 'V', "version", NULL, "print the version", 0},
    {.name = NULL},
};

bool front_has_option(const struct front_verb *verb, const struct common_option *option)
{
    if (option->id == EXCEL && verb->formats && !strstr(verb->formats, "csv"))
        return false;
    return option->group == 0 || (verb->groups & option->group);
}

/* Names of options and verbs, for naming the nearest of a mistyped one. */
struct names {
    const char *names[OPTIONS_MAX];
    size_t count;
};

static struct text name_at(const void *context, size_t i)
{
    return text_of(((const struct names *)context)->names[i]);
}

static const char *nearest_name(const struct names *names, struct text word)
{
    size_t nearest = text_nearest(word, names->count, name_at, names);
    return nearest < names->count ? names->names[nearest] : NULL;
}

static bool add_map(struct front *front, struct front_request *request, struct text column,
                    struct text heading)
{
    void *maps = request->maps;
    struct heading_map map = {
        arena_copy(&request->texts, text_trim(column)),
        arena_copy(&request->texts, text_trim(heading)),
    };
    if (!map.column.data || !map.heading.data ||
        !memory_reserve(&maps, &request->map_capacity, request->map_count + 1,
                        sizeof *request->maps))
        return report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    request->maps = maps;
    request->maps[request->map_count++] = map;
    return true;
}

static bool take_map(struct front *front, struct front_request *request, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (!equals || equals == argument || equals[1] == '\0')
        return front_usage(front, "--map takes NAME=COLUMN");
    return add_map(front, request, (struct text){argument, (size_t)(equals - argument)},
                   text_of(equals + 1));
}

static bool take_map_file(struct front *front, struct front_request *request, const char *name)
{
    static const char *const columns[] = {"name", "column", NULL};
    struct share_file *file = share_file_open_user(name, &front->reporter);
    bool done = file && share_file_columns(file, columns);
    while (done && share_file_next(file))
        done = add_map(front, request, share_file_cell(file, 0), share_file_cell(file, 1));
    done = done && share_file_done(file);
    share_file_free(file);
    return done;
}

static bool take_delimiter(struct front *front, const char *argument)
{
    char delimiter = strcmp(argument, "\\t") == 0 || strcmp(argument, "tab") == 0 ? '\t'
                                                                                  : argument[0];
    bool single = delimiter == '\t' || argument[1] == '\0';
    if (!single || delimiter == '\0' || delimiter == '"' || delimiter == '\n' ||
        delimiter == '\r' || (unsigned char)delimiter >= 0x80)
        return front_usage(front, "--delimiter takes one ASCII character, or \\t");
    front->table.delimiter = delimiter;
    return true;
}

bool front_date(struct front *front, const char *option, const char *argument, date_day *day)
{
    struct date date;
    if (date_read(text_of(argument), &date) != DATE_READ || date.precision != DATE_DAY)
        return front_usage(front, "--%s takes a day, as 2026-11-22 or 22/11/2026", option);
    *day = date.earliest;
    return true;
}

static const char *formats_of(const struct front_verb *verb)
{
    return verb->formats ? verb->formats : "csv, text, json, rec or html";
}

static bool is_format(const struct front_verb *verb, struct text word)
{
    struct text rest = text_of(formats_of(verb)), name;
    while (text_next(&rest, ' ', &name)) {
        if (name.length > 0 && name.data[name.length - 1] == ',')
            name.length--;
        if (text_equal(name, word))
            return true;
    }
    return false;
}

/* Takes a format of the verb: one of those that all share, or one of its own. */
static bool set_format(struct front *front, struct text name)
{
    if (!is_format(front->verb, name))
        return false;
    front->own_format = writer_format_named(name, &front->format) ? TEXT("") : name;
    return true;
}

/* The format of a verb that has others than all begins with the first that it names. */
static void set_default_format(struct front *front)
{
    struct text rest = text_of(formats_of(front->verb)), name;
    if (text_next(&rest, ' ', &name)) {
        if (name.length > 0 && name.data[name.length - 1] == ',')
            name.length--;
        set_format(front, name);
    }
}

static bool take_common(struct front *front, struct front_request *request, enum common id,
                        const char *argument)
{
    uint64_t number;
    switch (id) {
    case HELP:
        request->help = true;
        return true;
    case VERSION:
        request->version = true;
        return true;
    case OUTPUT:
        request->output = argument;
        return true;
    case TO:
        return set_format(front, text_of(argument)) ||
               front_takes(front, "--to", text_of(formats_of(front->verb)), text_of(argument));
    case EXCEL:
        front->excel = true;
        return true;
    case FRAMEWORK:
        front->framework_name = argument;
        return true;
    case AS_OF:
        return front_date(front, "as-of", argument, &front->as_of);
    case MAP:
        return take_map(front, request, argument);
    case MAP_FILE:
        return take_map_file(front, request, argument);
    case DELIMITER:
        return take_delimiter(front, argument);
    case ENCODING:
        front->table.encoding = argument;
        return true;
    case MISSING:
        front->table.missing = text_of(argument);
        return true;
    case SKIP_LINES:
        if (!text_to_unsigned(text_of(argument), 0, LIMIT_PREAMBLE_LINES, &number))
            return front_usage(front, "--skip-lines takes a number from 0 to %zu",
                               LIMIT_PREAMBLE_LINES);
        front->table.skip_lines = number;
        return true;
    case REJECTS:
        request->rejects = argument;
        return strcmp(argument, "-") != 0 || front_usage(front, "--rejects takes a file, not -");
    case UNMAPPED:
        request->unmapped = argument;
        return strcmp(argument, "-") != 0 || front_usage(front, "--unmapped takes a file, not -");
    case EXPLAIN_HEADER:
        request->explain_header = true;
        return true;
    case SCHEMA:
        request->schema = true;
        return true;
    case EXIT_CODE:
        front->exit_code = true;
        return true;
    case SUMMARY:
        front->summary = true;
        return true;
    case QUIET:
        front->quiet = true;
        return true;
    case PROGRESS:
        front->progress = true;
        return true;
    case FAMILY:
        front->table.family = text_of(argument);
        return argument[0] != '\0' || front_usage(front, "--family takes the id of a family");
    }
    return true;
}

/* The verb that the first argument names, or the default one. False after front_usage when it is
 * nearly one and no file. */
static bool find_verb(struct front *front, int *argc, char ***argv)
{
    const struct front_verb *verbs = front->program->verbs;
    front->verb = &verbs[0];
    if (*argc < 2 || (*argv)[1][0] == '-')
        return true;
    struct text word = text_of((*argv)[1]);
    struct names names = {.count = 0};
    for (size_t i = 0; verbs[i].name; i++) {
        names.names[names.count++] = verbs[i].name;
        if (text_equal(word, text_of(verbs[i].name))) {
            front->verb = &verbs[i];
            (*argv)[1] = (*argv)[0];
            ++*argv;
            --*argc;
            return true;
        }
    }
    const char *nearest = nearest_name(&names, word);
    if (nearest && access((*argv)[1], F_OK) != 0)
        return front_usage(front, "no verb or file '%s'; nearest: %s", (*argv)[1], nearest);
    return true;
}

/* The short name of a verb's own option, or 0. */
char front_letter_of(const struct front_verb *verb, size_t option)
{
    return verb->letters && option < strlen(verb->letters) ? verb->letters[option] : '\0';
}

/* A common option's short name, or 0 where the verb's own option takes it. */
char front_letter_left(const struct front_verb *verb, const struct common_option *option)
{
    bool taken = verb->letters && option->letter && strchr(verb->letters, option->letter);
    return taken ? '\0' : option->letter;
}

/* The tables for getopt_long; an own option has the number OWN_FIRST and its place. */
static void list_options(const struct front *front, struct option *options, char *letters,
                         struct names *names)
{
    size_t count = 0, letter = 0;
    letters[letter++] = ':';
    for (size_t i = 0; i < FRONT_COMMON_COUNT; i++) {
        const struct common_option *common = &front_common[i];
        if (!front_has_option(front->verb, common))
            continue;
        options[count++] = (struct option){common->name,
                                           common->argument ? required_argument : no_argument, NULL,
                                           (int)common->id};
        names->names[names->count++] = common->name;
        if (front_letter_left(front->verb, common))
            letters[letter++] = common->letter;
        if (front_letter_left(front->verb, common) && common->argument)
            letters[letter++] = ':';
    }
    const struct front_option *own = front->verb->options;
    for (size_t i = 0; own && own[i].name && count < OPTIONS_MAX; i++) {
        options[count++] = (struct option){own[i].name,
                                           own[i].argument ? required_argument : no_argument, NULL,
                                           OWN_FIRST + (int)i};
        names->names[names->count++] = own[i].name;
        if (front_letter_of(front->verb, i))
            letters[letter++] = front_letter_of(front->verb, i);
        if (front_letter_of(front->verb, i) && own[i].argument)
            letters[letter++] = ':';
    }
    options[count] = (struct option){NULL, 0, NULL, 0};
    letters[letter] = '\0';
}

static bool unknown_option(struct front *front, const struct names *names, const char *word)
{
    struct text name = text_of(word);
    while (name.length > 0 && name.data[0] == '-')
        name = text_part(name, 1, name.length);
    const char *equals = name.length ? memchr(name.data, '=', name.length) : NULL;
    if (equals)
        name.length = (size_t)(equals - name.data);
    const char *nearest = nearest_name(names, name);
    if (nearest)
        return front_usage(front, "unknown option '%s'; nearest: --%s", word, nearest);
    return front_usage(front, "unknown option '%s'", word);
}

static int number_of_letter(const struct front *front, int letter)
{
    const struct front_option *own = front->verb->options;
    for (size_t i = 0; own && own[i].name; i++)
        if (front_letter_of(front->verb, i) == letter)
            return OWN_FIRST + (int)i;
    for (size_t i = 0; i < FRONT_COMMON_COUNT; i++)
        if (front_common[i].letter == letter)
            return (int)front_common[i].id;
    return letter;
}

/* What the command line says of an option with an argument. */
static struct front_given given_of(const struct front_verb *verb, int number, const char *argument)
{
    if (number >= OWN_FIRST) {
        const struct front_option *own = &verb->options[number - OWN_FIRST];
        return (struct front_given){own->name, own->argument, own->help, argument, true};
    }
    const struct common_option *common = front_common;
    while ((int)common->id != number)
        common++;
    return (struct front_given){common->name, common->argument, common->help, argument, false};
}

static bool read_options(struct front *front, struct front_request *request, int argc, char **argv)
{
    struct option options[OPTIONS_MAX + 1];
    char letters[2 * OPTIONS_MAX + 2];
    struct names names = {.count = 0};
    list_options(front, options, letters, &names);
    opterr = 0;
    for (;;) {
        int before = optind;
        int got = getopt_long(argc, argv, letters, options, NULL);
        if (got == -1)
            return true;
        if (got == ':')
            return front_usage(front, "option '%s' needs an argument", argv[optind - 1]);
        if (got == '?') {
            char letter[3] = {'-', (char)optopt, '\0'};
            bool is_letter = optopt > 0 && optopt < 256 && argv[before][1] != '-';
            return unknown_option(front, &names, is_letter ? letter : argv[optind - 1]);
        }
        if (got < 256)
            got = number_of_letter(front, got);
        bool taken = got >= OWN_FIRST ? front->verb->options[got - OWN_FIRST].take(front, optarg)
                                      : take_common(front, request, (enum common)got, optarg);
        if (!taken)
            return false;
        if (optarg)
            request->given[request->given_count++] = given_of(front->verb, got, optarg);
    }
}

/* Whether it is one of the words that the verb takes: `outcomes|headlines|rules`. */
static bool is_operand(const struct front_verb *verb, const char *name)
{
    struct text rest = text_of(verb->operands), word;
    while (rest.length > 0 && text_next(&rest, '|', &word))
        if (text_equal(word, text_of(name)))
            return true;
    return false;
}

static bool is_verb(const struct front_program *program, const char *word)
{
    for (size_t i = 0; program->verbs[i].name; i++)
        if (strcmp(program->verbs[i].name, word) == 0)
            return true;
    return false;
}

bool front_parse(struct front *front, struct front_request *request, int argc, char **argv)
{
    if (!find_verb(front, &argc, &argv))
        return false;
    set_default_format(front);
    if (!read_options(front, request, argc, argv))
        return false;
    if (front->excel && front->format != WRITER_CSV)
        return front_usage(front, "--excel goes with csv output only");
    front->files = (const char *const *)(argv + optind);
    front->file_count = (size_t)(argc - optind);
    front->table.maps = request->maps;
    front->table.map_count = request->map_count;
    front->table.maps_must_fit = true;
    if (request->help || request->version || request->schema)
        return true;
    if (front->file_count < front->verb->words)
        return front_usage(front, "%s takes %s", front->verb->name, front->verb->operands);
    front->words = front->files;
    front->files += front->verb->words;
    front->file_count -= front->verb->words;
    static const char *const standard_input[] = {"-"};
    if (front->file_count == 0 && (front->verb->groups & (FRONT_READS | FRONT_RECORDS))) {
        front->files = standard_input;
        front->file_count = 1;
    }
    for (size_t i = 0; i < front->file_count; i++)
        if (strcmp(front->files[i], "-") != 0 && access(front->files[i], F_OK) != 0 &&
            is_verb(front->program, front->files[i]) && !is_operand(front->verb, front->files[i]))
            return front_usage(front, "a verb comes first: %s %s [OPTION]... (./%s is a file)",
                               front->program->name, front->files[i], front->files[i]);
    if (front->file_count < front->verb->least_files ||
        (front->verb->most_files > 0 && front->file_count > front->verb->most_files))
        return front_usage(front, "%s takes %s", front->verb->name, front->verb->operands);
    return front_files_apart(front, request);
}
