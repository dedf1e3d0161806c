#include "cmd/front.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "base/utf8.h"
#include "cmd/front_private.h"
#include "cmd/front_progress.h"
#include "records/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 100, LEAST_WIDTH = 40, MOST_WIDTH = 1000 };

/* What has been reported, apart from struct front because the reporter's context must not move. */
struct tally {
    const char *program;
    bool quiet, fatal, output_closed;
    uint64_t rejects;
};

/* Prints with control characters made visible: names of files and headings may hold any. */
static void put(struct text text)
{
    size_t length;
    for (; text.length > 0; text = text_part(text, length, text.length)) {
        uint32_t character = utf8_first(text, &length);
        if (character < 0x20 || (character >= 0x7f && character < 0xa0))
            putc('?', stderr);
        else
            fwrite(text.data, 1, length, stderr);
    }
}

static void print_diagnostic(void *context, const struct diagnostic *diagnostic)
{
    struct tally *tally = context;
    tally->fatal |= diagnostic->severity == SEVERITY_FATAL;
    tally->rejects += diagnostic->severity == SEVERITY_REJECT;
    if (tally->quiet && diagnostic->severity != SEVERITY_FATAL)
        return;
    front_progress_hold();
    fprintf(stderr, "%s: ", tally->program);
    if (diagnostic->place.file) {
        put(text_of(diagnostic->place.file));
        if (diagnostic->place.line > 0)
            fprintf(stderr, ":%llu", (unsigned long long)diagnostic->place.line);
        fputs(": ", stderr);
    }
    if (diagnostic->place.column.length > 0) {
        put(diagnostic->place.column);
        fputs(": ", stderr);
    }
    put(diagnostic->reason);
    putc('\n', stderr);
    front_progress_go_on();
}

static struct tally *tally_of(struct front *front)
{
    return front->reporter.context;
}

bool front_usage(struct front *front, const char *format, ...)
{
    va_list arguments;
    struct tally *tally = tally_of(front);
    tally->fatal = true;
    front_progress_hold();
    fprintf(stderr, "%s: ", front->program->name);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, " (%s --help shows what there is)\n", front->program->name);
    return false;
}

bool front_takes(struct front *front, const char *what, struct text words, struct text given)
{
    struct text nearest = text_nearest_word(given, words);
    if (nearest.length == 0)
        return front_usage(front, "%s takes %.*s", what, (int)words.length, words.data);
    return front_usage(front, "%s takes %.*s; nearest: %.*s", what, (int)words.length, words.data,
                       (int)nearest.length, nearest.data);
}

bool front_interval(struct front *front, const struct intervals *intervals, const char *option,
                    const char *argument, struct text name, struct interval *interval)
{
    if (argument)
        return interval_read(text_of(argument), interval) ||
               front_usage(front, "--%s takes a length of time, as 14d, 2w or 1m", option);
    *interval = *intervals_find(intervals, name);
    return true;
}

void front_step(const char *step)
{
    front_progress_step(step);
}

void front_summary(struct front *front, const char *format, ...)
{
    va_list arguments;
    if (!front->summary)
        return;
    front_progress_hold();
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    putc('\n', stderr);
    front_progress_go_on();
}

/*
 * A file opened later must not take the place of standard input, output or error. What takes it
 * instead cannot be read or written, as the closed one.
 */
static void fill_standard_descriptors(void)
{
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0)
            (void)open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void on_signal(int number)
{
    front_progress_end();
    output_abandon_all();
    signal(number, SIG_DFL);
    raise(number);
}

static void set_signals(void)
{
    static const int ending[] = {SIGHUP, SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction old;
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(ending[i], &action, NULL);
    }
    /* A closed pipe is a failed write like any other: reported, and not success. */
    signal(SIGPIPE, SIG_IGN);
}

struct table_settings front_side(const struct front *front)
{
    struct table_settings side = front->table;
    side.maps_must_fit = false;
    side.skip_lines = 0;
    return side;
}

size_t front_width(void)
{
    uint64_t width;
    const char *columns = getenv("COLUMNS");
    if (columns && text_to_unsigned(text_of(columns), LEAST_WIDTH, MOST_WIDTH, &width))
        return (size_t)width;
    return DEFAULT_WIDTH;
}

struct writer *front_writer(struct front *front, const char *record, const struct table *table,
                            struct text title, struct text explanation)
{
    struct record_definition *definition = record_definition_new(
        text_of(record ? record : front->verb->output), &front->reporter);
    size_t count;
    struct writer_column *columns = definition ? schema_columns(definition, table, &count,
                                                                &front->reporter)
                                               : NULL;
    struct writer *writer = NULL;
    if (columns) {
        struct writer_settings settings = {
            .format = front->format,
            .excel = front->excel,
            .record = definition->kind,
            .title = title,
            .explanation = explanation,
            .width = front_width(),
        };
        writer = writer_new(&settings, columns, count, &front->output, &front->reporter);
    }
    memory_free(columns);
    record_definition_free(definition);
    return writer;
}

static void write_choice(void *context, const struct heading_choice *choice)
{
    struct writer *writer = context;
    writer_cell(writer, text_of(choice->file));
    if (choice->position > 0)
        writer_number(writer, choice->position);
    else
        writer_cell(writer, TEXT(""));
    writer_cell(writer, choice->heading);
    writer_cell(writer, choice->column);
    writer_cell(writer, choice->how);
    writer_cell(writer, choice->record);
    writer_end_row(writer);
}

/* Lets the table be what else the verb's files may be; false after a message. */
static bool let_others(struct front *front, struct table *table,
                       struct record_definition *others[TABLE_OTHERS])
{
    const struct front_verb *verb = front->verb;
    const char *const alternative[] = {verb->alternative, NULL};
    const char *const *names = verb->fitting ? verb->fitting : alternative;
    size_t count = 0;
    for (; count < TABLE_OTHERS && names[count]; count++)
        if (!(others[count] = record_definition_new(text_of(names[count]), &front->reporter)))
            return false;
    if (verb->fitting)
        table_any(table, others, count);
    else
        table_or(table, others[0]);
    return true;
}

/* The choices for some of the files; where each may be another record, for one alone. */
static bool explain_files(struct front *front, struct record_definition *definition,
                          const char *const *files, size_t count, struct writer *writer)
{
    struct record_definition *others[TABLE_OTHERS] = {NULL};
    struct table *table = table_new(&front->table, definition, files, count, &front->reporter);
    bool done = table && let_others(front, table, others) &&
                table_explain(table, write_choice, writer);
    table_free(table);
    for (size_t i = 0; i < TABLE_OTHERS; i++)
        record_definition_free(others[i]);
    return done;
}

static bool explain_header(struct front *front)
{
    struct record_definition *definition = record_definition_new(text_of(front->verb->inputs[0]),
                                                                 &front->reporter);
    struct writer *writer = definition ? front_writer(front, "headings", NULL,
                                                      TEXT("How the headings are read"), TEXT(""))
                                       : NULL;
    bool done = writer;
    size_t step = front->verb->fitting ? 1 : front->file_count;
    for (size_t i = 0; done && i < front->file_count; i += step)
        done = explain_files(front, definition, &front->files[i], step, writer);
    done = done && writer_finish(writer);
    writer_free(writer);
    record_definition_free(definition);
    return done;
}

static struct text column_at(const void *definition, size_t i)
{
    return ((const struct record_definition *)definition)->columns[i].name;
}

/* A column that --map names: whether a record has it, or else the nearest so far. */
struct sought {
    struct text name;
    bool known;
    size_t distance;
    char nearest[64];
};

static bool seek_column(struct front *front, const char *record, struct sought *sought)
{
    struct record_definition *definition = record_definition_new(text_of(record), &front->reporter);
    if (!definition)
        return false;
    size_t count = definition->column_count;
    size_t nearest = text_nearest(sought->name, count, column_at, definition);
    struct text near = nearest < count ? column_at(definition, nearest) : TEXT("");
    size_t distance = text_distance(sought->name, near);
    sought->known |= record_definition_column(definition, sought->name) < count;
    if (near.length > 0 && near.length < sizeof sought->nearest &&
        (sought->nearest[0] == '\0' || distance < sought->distance)) {
        sought->distance = distance;
        memcpy(sought->nearest, near.data, near.length);
        sought->nearest[near.length] = '\0';
    }
    record_definition_free(definition);
    return true;
}

/* Every --map must name a column of one of the records that the verb reads. */
static bool check_maps(struct front *front)
{
    for (size_t i = 0; i < front->table.map_count; i++) {
        struct sought sought = {.name = front->table.maps[i].column};
        for (size_t j = 0; front->verb->inputs && front->verb->inputs[j] && !sought.known; j++)
            if (!seek_column(front, front->verb->inputs[j], &sought))
                return false;
        if (!sought.known)
            return front_usage(front, "--map names '%.*s', which is no column that %s reads%s%s",
                               (int)sought.name.length, sought.name.data, front->verb->name,
                               sought.nearest[0] ? "; nearest: " : "", sought.nearest);
    }
    return true;
}

static bool write_unmapped(const struct unmapped *unmapped, struct output *output,
                           const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(TEXT("unmapped"), reporter);
    size_t count;
    struct writer_column *columns = definition ? schema_columns(definition, NULL, &count, reporter)
                                               : NULL;
    struct writer_settings settings = {.format = WRITER_CSV};
    struct writer *writer = columns ? writer_new(&settings, columns, count, output, reporter)
                                    : NULL;
    for (size_t i = 0; writer && i < unmapped_count(unmapped); i++) {
        struct unmapped_value value = unmapped_get(unmapped, i);
        writer_cell(writer, value.column);
        writer_cell(writer, value.value);
        writer_number(writer, value.count);
        writer_cell(writer, text_of(value.file));
        writer_number(writer, value.line);
        writer_end_row(writer);
    }
    bool done = writer && writer_finish(writer);
    writer_free(writer);
    memory_free(columns);
    record_definition_free(definition);
    return done;
}

/*
 * From here on nothing is sent or started, and only the directories of the outputs are written in.
 * What may be read: with `all` any file, for definitions name others; else what the command line
 * names.
 */
static void fence(const struct front *front, const struct front_request *request, bool all)
{
    const char *const placed[] = {request->output, request->rejects, request->unmapped};
    struct sandbox sandbox;
    sandbox_init(&sandbox);
    if (all)
        sandbox_reads_all(&sandbox);
    for (size_t i = 0; i < front->file_count; i++)
        if (strcmp(front->files[i], "-") != 0)
            sandbox_reads(&sandbox, front->files[i]);
    for (size_t i = 0; i < request->given_count; i++)
        if (request->given[i].own)
            sandbox_reads(&sandbox, request->given[i].argument);
    /* It may have been named by the environment. */
    if (front->framework && front->framework->directory)
        sandbox_reads(&sandbox, front->framework->directory);
    for (size_t i = 0; i < sizeof placed / sizeof *placed; i++)
        if (placed[i] && strcmp(placed[i], "-") != 0 && strncmp(placed[i], "/dev/", 5) != 0)
            sandbox_places_beside(&sandbox, placed[i]);
    if (front->own_output)
        sandbox_writes_beside(&sandbox, front->own_output);
    if (front->own_directory)
        sandbox_writes(&sandbox, front->own_directory);
    (void)sandbox_enter(&sandbox);
}

static bool write_schema(struct front *front)
{
    const struct front_verb *verb = front->verb;
    const char *written = verb->output;
    if (verb->writes && front->file_count > 0) {
        written = front->files[0];
        if (!verb->writes(front, written))
            return false;
    }
    return schema_write(&front->output, verb->inputs, written, &front->reporter);
}

/* A framework of the user's own may extend another, which only its file names. */
static bool load_framework(struct front *front, const struct front_request *request)
{
    if (!framework_is_built_in(text_of(front->framework_name)))
        fence(front, request, true);
    front->framework = framework_new(front->framework_name, &front->reporter);
    return front->framework;
}

/* The verb's work between the opening and the closing of what it writes. */
static bool work(struct front *front, const struct front_request *request)
{
    if (request->schema)
        return write_schema(front);
    if (!check_maps(front))
        return false;
    if (request->explain_header) {
        fence(front, request, false);
        return explain_header(front);
    }
    if (front->own_directory && mkdir(front->own_directory, 0700) != 0 && errno != EEXIST)
        return report_with(&front->reporter, place_of_file(front->own_directory),
                           MESSAGE_CANNOT_CREATE, text_of(strerror(errno)));
    if ((front->verb->groups & FRONT_FRAMEWORK) && !load_framework(front, request))
        return false;
    fence(front, request, front->verb->groups & FRONT_READS_NAMED);
    return front->verb->run(front);
}

static void open_output(struct front *front, struct output *output, const char *name)
{
    if (name && strcmp(name, "-") != 0)
        output_to_file(output, name, &front->reporter);
    else
        output_to_descriptor(output, STDOUT_FILENO, "standard output", &front->reporter);
}

/* Once only. False, after a message, when what was printed has not got out. */
static bool close_standard_output(struct front *front)
{
    struct tally *tally = tally_of(front);
    if (tally->output_closed)
        return true;
    tally->output_closed = true;
    if (fflush(stdout) == 0 && !ferror(stdout) && (close(STDOUT_FILENO) == 0 || errno == EBADF))
        return true;
    if (!tally->fatal)
        fprintf(stderr, "%s: standard output: cannot write: %s\n", tally->program, strerror(errno));
    tally->fatal = true;
    return false;
}

static void run(struct front *front, const struct front_request *request)
{
    struct tally *tally = tally_of(front);
    struct output rejects_output, unmapped_output;
    struct rejects rejects;
    open_output(front, &front->output, request->output);
    if (request->rejects) {
        output_to_file(&rejects_output, request->rejects, &front->reporter);
        rejects_init(&rejects, &rejects_output);
        rejects.delimiter = front->table.delimiter;
        front->table.rejects = &rejects;
    }
    if (request->unmapped) {
        output_to_file(&unmapped_output, request->unmapped, &front->reporter);
        front->table.unmapped = unmapped_new(&front->reporter);
    }
    if (front->progress || !front->quiet) {
        front_progress_begin(tally->program, front->progress,
                             !request->output || strcmp(request->output, "-") == 0);
        front->table.progress = front_progress_rows;
    }
    if (front->as_of == DATE_DAY_OPEN_START && (front->verb->groups & FRONT_DATED))
        front->as_of = date_today();
    if (!tally->fatal && !work(front, request) && !front->output.failed)
        tally->fatal = true;
    front_progress_end();
    /* No file is put in place before all that is written has got out. */
    if (!tally->fatal && request->unmapped &&
        write_unmapped(front->table.unmapped, &unmapped_output, &front->reporter))
        output_settle(&unmapped_output);
    if (!tally->fatal && request->rejects)
        output_settle(&rejects_output);
    if (!tally->fatal && (!output_settle(&front->output) || !close_standard_output(front)))
        tally->fatal = true;
    if (request->unmapped) {
        output_close(&unmapped_output, !tally->fatal);
        unmapped_free(front->table.unmapped);
    }
    if (request->rejects) {
        output_close(&rejects_output, !tally->fatal);
        rejects_release(&rejects);
    }
    if (!output_close(&front->output, !tally->fatal))
        tally->fatal = true;
    framework_free(front->framework);
}

int front_main(const struct front_program *program, void *own, int argc, char **argv)
{
    struct tally tally = {.program = program->name};
    struct front_request request = {.output = NULL};
    const char *framework = getenv("EH_FRAMEWORK");
    struct front front = {
        .program = program,
        .reporter = {print_diagnostic, &tally},
        .table = {.delimiter = ','},
        .framework_name = framework && framework[0] ? framework : FRAMEWORK_DEFAULT,
        .as_of = DATE_DAY_OPEN_START,
        .own = own,
    };
    fill_standard_descriptors();
    set_signals();
    arena_init(&request.texts);
    request.given = memory_new((size_t)argc + 1, sizeof *request.given);
    if (!request.given)
        report(&front.reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else if (front_parse(&front, &request, argc, argv)) {
        tally.quiet = front.quiet;
        if (request.version)
            printf("%s (eh) %s\n", program->name, EH_VERSION);
        else if (request.help)
            front_help(&front);
        else
            run(&front, &request);
    }
    memory_free(request.maps);
    memory_free(request.given);
    arena_release(&request.texts);
    close_standard_output(&front);
    if (tally.fatal)
        return EXIT_TROUBLE;
    if (tally.rejects > 0 || front.rejected > 0)
        return EXIT_REJECTED;
    return front.exit_code && front.flagged ? EXIT_FLAGGED : EXIT_DONE;
}
