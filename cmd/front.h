/*
 * Layer: cmd. What the programs share: options, messages on standard error, files, exit status. The
 * only place of the toolkit that prints messages and that exits.
 *
 * A program is a table of verbs; a verb is a table of options of its own beside the common ones,
 * and one function. Everything that a verb may need is in struct front once its function is called.
 */
#ifndef CMD_FRONT_H
#define CMD_FRONT_H

#include "base/date.h"
#include "definitions/framework.h"
#include "definitions/intervals.h"
#include "domain/people/privacy.h"
#include "records/table.h"
#include "records/writer.h"

/* Exit statuses: eh(7), "Exit status". */
enum {
    EXIT_DONE = 0,
    EXIT_FLAGGED = 1, /* --exit-code was given and something is flagged */
    EXIT_TROUBLE = 2, /* usage, unreadable input, unwritable output, a broken framework */
    EXIT_REJECTED = 3 /* done, but rows were rejected */
};

struct front;

/* An option of a verb's own. */
struct front_option {
    const char *name;     /* `recorded`; NULL ends a table */
    const char *argument; /* `FILE`, or NULL for an option without one */
    const char *help;     /* one line; "" for one told of together with the next, which takes the
                             same argument */
    /* Takes the argument (NULL without one). False after front_usage. */
    bool (*take)(struct front *, const char *argument);
};

/* Groups of common options that a verb may leave out. */
enum {
    FRONT_READS = 1,        /* reads CSV: delimiter, encoding, map, rejects, unmapped, ... */
    FRONT_FRAMEWORK = 2,    /* -F */
    FRONT_DATED = 4,        /* --as-of */
    FRONT_FLAGS = 8,        /* --exit-code */
    FRONT_SUMMARY = 16,     /* --summary */
    FRONT_RECORDS = 32,     /* reads text records: encoding */
    FRONT_READS_NAMED = 64, /* no option: reads files that only its own files name */
    FRONT_FAMILY = 128      /* --family, by which rows are picked as they are read */
};

struct front_verb {
    const char *name;
    const char *operands; /* `[FILE]...` */
    const char *about;    /* one line */
    const char *example;  /* shown first in --help */
    unsigned groups;
    const struct front_option *options; /* or NULL */
    const char *letters;       /* short names of the first of them, one after another, which common
                                  options then do without; or NULL */
    const char *const *inputs; /* names of records read, ended by NULL; the first is the main one */
    const char *alternative; /* a record that the main files may be instead, as their header tells;
                                or NULL */
    const char *const *fitting; /* records that the main files may be instead, whichever fits their
                                   header best (table_any), ended by NULL; or NULL */
    const char *output;         /* name of the record written, or NULL */
    /* For a verb whose first operand names the record written: whether it does. False after
     * front_usage. Else NULL. */
    bool (*writes)(struct front *, const char *operand);
    const char *formats; /* formats that it writes, the default first, as `text or html`; NULL:
                            all, csv first */
    size_t words;        /* operands before the files that name no files */
    size_t least_files, most_files; /* operands taken; most_files 0: any number */
    /* Does the work; false when something fatal has been reported. */
    bool (*run)(struct front *);
};

struct front_program {
    const char *name;
    const char *about;
    const struct front_verb *verbs; /* the first is the default; a NULL name ends them */
};

struct front {
    const struct front_program *program;
    const struct front_verb *verb;
    struct reporter reporter;
    const char *const *words; /* as many operands as the verb has words */
    const char *const *files; /* the others; never none for a verb that reads: `-` stands in */
    size_t file_count;
    struct table_settings table;
    const char *framework_name;
    struct framework *framework; /* loaded when the verb is in FRONT_FRAMEWORK */
    date_day as_of;
    enum writer_format format;
    struct text own_format; /* a format of the verb's own, such as `ics`, `svg`; else empty */
    bool excel, quiet, progress, exit_code, summary;
    bool initials, years;      /* set by front_take_initials, front_take_years */
    const char *own_output;    /* a file that the verb writes beside these, set by its option */
    const char *own_directory; /* or a directory that it writes files in, made before it runs */
    struct output output;      /* open when run is called */
    bool flagged;              /* set by run: something is flagged */
    uint64_t rejected; /* rows rejected in side files; table rejects are counted by messages */
    void *own;         /* the program's own settings */
};

/* Runs the program: parses, opens, calls the verb, closes, and returns the exit status for main to
 * return. */
int front_main(const struct front_program *, void *own, int argc, char **argv);

/* Reports wrong usage, with a pointer to --help; the run ends with EXIT_TROUBLE. Returns false. */
bool front_usage(struct front *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * The same where one of a few words was to be given, `a, b or c` or `a|b|c`: `WHAT takes WORDS`,
 * and which of them is nearest to what was given. Returns false.
 */
bool front_takes(struct front *, const char *what, struct text words, struct text given);

/* What options of a verb's own are taken by that hide who somebody is (domain/people/privacy.h). */
bool front_take_initials(struct front *, const char *argument);
bool front_take_years(struct front *, const char *argument);

/* Whether those given can be kept: not without people to tell of names, nor for records, which go
 * to other programs. Else false after front_usage. */
bool front_check_privacy(struct front *, bool people);

/* The same, and tells the privacy of a people file (or NULL) that is read for nothing else;
 * `needed`: there must be one. */
bool front_read_privacy(struct front *, const char *people, bool needed, struct privacy *);

/* The length of time that an option was given (`14d`), or, `argument` NULL, the interval of that
 * name. False when it is none, after front_usage. */
bool front_interval(struct front *, const struct intervals *, const char *option,
                    const char *argument, struct text name, struct interval *);

/*
 * A writer of the verb's output record (or of `record`), on the output, in the format asked for.
 * The columns are those of the record's definition, then the extra columns of `table` when it is
 * not NULL. NULL after a message.
 */
struct writer *front_writer(struct front *, const char *record, const struct table *,
                            struct text title, struct text explanation);

/* The settings for reading a file beside the main input: maps need not fit, no preamble. */
struct table_settings front_side(const struct front *);

/* Columns of the terminal, for text: COLUMNS, else 100; never fewer than 40. */
size_t front_width(void);

/* What is done from here on and may last, for the line of progress: `drawing`. A string that stays.
 */
void front_step(const char *step);

/* One line of the summary on standard error. */
void front_summary(struct front *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Reads an option's date argument. False after front_usage. */
bool front_date(struct front *, const char *option, const char *argument, date_day *);

#endif
