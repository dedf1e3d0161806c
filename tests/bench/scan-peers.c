/*
 * scan-peers ours|loop|hyperscan NOTES SENTENCES PATTERNS: patterns of share/patterns/ over a file
 * of notes, one a line, by other means than eh-assess: each part of each pattern tried on each
 * sentence with PCRE2 and its machine code (loop), or all of them at once with Hyperscan; and by
 * the library itself (ours). Only the first SENTENCES sentences are looked at, and about PATTERNS
 * patterns are taken, evenly (0: all): Hyperscan needs minutes to compile a thousand. Prints how
 * many parts were looked for, the bytes and sentences looked at, and processor seconds for
 * compiling and for looking.
 */
#include "base/memory.h"
#include "definitions/patterns.h"
#include "domain/notes/note_scan.h"
#include "domain/notes/sentences.h"

#ifdef WITH_HYPERSCAN
#include <hs/hs.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct job {
    struct patterns *patterns;
    struct text notes;
    size_t most; /* sentences */
    size_t bytes, sentences;
    unsigned long found;
    double compiling, looking;
    char **expressions;
    size_t count;
};

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void *room(size_t count, size_t size)
{
    void *memory = memory_new(count, size);
    if (!memory)
        exit(2);
    return memory;
}

static struct text read_all(const char *name)
{
    size_t capacity = (size_t)1 << 27;
    char *bytes = room(capacity, 1);
    FILE *file = fopen(name, "rb");
    if (!file) {
        perror(name);
        exit(2);
    }
    struct text text = {bytes, fread(bytes, 1, capacity - 1, file)};
    fclose(file);
    return text;
}

/* Leaves only every `step`-th pattern in the lists that say what to try. */
static void thin_out(struct pattern_tables *tables, size_t step)
{
    struct number_run *runs = room(tables->stem_count + 1, sizeof *runs);
    uint32_t *numbers = room(tables->number_count, sizeof *numbers);
    memcpy(numbers, tables->numbers, tables->number_count * sizeof *numbers);
    for (size_t i = 0; i < tables->stem_count; i++) {
        struct number_run run = tables->patterns_of[i];
        runs[i].first = run.first;
        for (uint32_t n = 0; n < run.count; n++)
            if (tables->numbers[run.first + n] % step == 0)
                numbers[run.first + runs[i].count++] = tables->numbers[run.first + n];
    }
    tables->patterns_of = runs;
    tables->numbers = numbers;
    tables->anywhere.count = 0;
}

static void write_expressions(struct job *job, size_t step)
{
    const struct pattern_tables *tables = &job->patterns->tables;
    bool *taken = room(tables->part_count, sizeof *taken);
    job->expressions = room(tables->part_count, sizeof *job->expressions);
    for (size_t i = 0; i < tables->row_count; i += step)
        for (uint32_t n = 0; n < tables->rows[i].parts.count; n++) {
            uint32_t part = tables->numbers[tables->rows[i].parts.first + n];
            struct buffer expression;
            size_t at;
            if (taken[part])
                continue;
            taken[part] = true;
            buffer_init(&expression, (size_t)1 << 20);
            if (pattern_expand(&job->patterns->classes,
                               pool_text(tables, tables->parts[part].source), &expression,
                               &at) != PATTERN_FINE)
                exit(2);
            job->expressions[job->count++] = buffer_detach(&expression);
        }
}

/* The next note of the file. */
static bool next_note(struct text *rest, struct text *note)
{
    const char *end = rest->length > 0 ? memchr(rest->data, '\n', rest->length) : NULL;
    if (rest->length == 0)
        return false;
    size_t length = end ? (size_t)(end - rest->data) : rest->length;
    *note = text_part(*rest, 0, length);
    *rest = text_part(*rest, length + 1, SIZE_MAX);
    return true;
}

/* Calls `look` for each sentence, in lower case. */
static void each_sentence(struct job *job, void (*look)(struct job *, struct text, void *),
                          void *context)
{
    struct text rest = job->notes, note;
    struct sentence sentence;
    char *lower = room(job->notes.length + 1, 1);
    for (size_t i = 0; i < job->notes.length; i++)
        lower[i] = job->notes.data[i] >= 'A' && job->notes.data[i] <= 'Z'
                       ? (char)(job->notes.data[i] | 0x20)
                       : job->notes.data[i];
    double start = seconds();
    while (job->sentences < job->most && next_note(&rest, &note))
        for (size_t from = 0; sentence_next(note, &job->patterns->abbreviations, from, &sentence);
             from = sentence.end) {
            struct text text = {lower + (note.data - job->notes.data) + sentence.start,
                                sentence.end - sentence.start};
            look(job, text, context);
            job->sentences++;
            job->bytes += text.length;
        }
    job->looking = seconds() - start;
    memory_free(lower);
}

/* Machine code is made after some tries, so the notes are gone through once before the clock runs.
 */
static void run_ours(struct job *job)
{
    const struct reporter reporter = {NULL, NULL};
    struct note_scan *scan = note_scan_new(job->patterns, &reporter);
    for (int round = 0; scan && round < 30; round++) {
        struct text rest = job->notes, note;
        double start = seconds();
        uint64_t before = note_scan_sentences(scan);
        job->bytes = 0;
        while (note_scan_sentences(scan) - before < job->most && next_note(&rest, &note)) {
            const struct mention *mentions;
            size_t count;
            if (!note_scan_run(scan, note, 0, PLACE_NONE, &mentions, &count))
                exit(2);
            job->bytes += note.length;
            job->found += count;
        }
        job->looking = seconds() - start;
        job->sentences = (size_t)(note_scan_sentences(scan) - before);
    }
    note_scan_free(scan);
}

static void look_one_by_one(struct job *job, struct text sentence, void *context)
{
    struct regex *regexes = context;
    struct regex_match match;
    for (size_t i = 0; i < job->count; i++)
        job->found += regex_find(job->patterns->engine, &regexes[i], sentence, 0, &match) ==
                      REGEX_FOUND;
}

static void run_loop(struct job *job)
{
    struct regex *regexes = room(job->count, sizeof *regexes);
    double start = seconds();
    struct regex_match match;
    for (size_t i = 0; i < job->count; i++) {
        size_t at;
        char reason[128];
        if (!regex_compile(job->patterns->engine, &regexes[i], text_of(job->expressions[i]), &at,
                           reason, sizeof reason))
            exit(2);
        for (int n = 0; n < 30; n++) /* until it is machine code */
            regex_find(job->patterns->engine, &regexes[i], TEXT(""), 0, &match);
    }
    job->compiling = seconds() - start;
    each_sentence(job, look_one_by_one, regexes);
}

#ifdef WITH_HYPERSCAN
static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                       void *context)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(unsigned long *)context;
    return 0;
}

struct hyperscan {
    hs_database_t *database;
    hs_scratch_t *scratch;
};

static void look_at_once(struct job *job, struct text sentence, void *context)
{
    struct hyperscan *hyperscan = context;
    hs_scan(hyperscan->database, sentence.data, (unsigned)sentence.length, 0, hyperscan->scratch,
            count_match, &job->found);
}

/* Possessive repeats and named groups are not known to Hyperscan, and change nothing that it would
 * find. */
static void simplify(char *expression)
{
    char *to = expression;
    for (const char *from = expression; *from;) {
        if (strncmp(from, "(?<gap>", 7) == 0) {
            memcpy(to, "(?:", 3);
            to += 3;
            from += 7;
        } else {
            *to++ = *from;
            from += from[0] == '+' && from[1] == '+' ? 2 : 1;
        }
    }
    *to = '\0';
}

static void run_hyperscan(struct job *job)
{
    struct hyperscan hyperscan = {NULL, NULL};
    unsigned *flags = room(job->count, sizeof *flags), *ids = room(job->count, sizeof *ids);
    hs_compile_error_t *error;
    double start = seconds();
    for (size_t i = 0; i < job->count; i++) {
        simplify(job->expressions[i]);
        flags[i] = HS_FLAG_UTF8 | HS_FLAG_PREFILTER | HS_FLAG_SINGLEMATCH | HS_FLAG_ALLOWEMPTY;
        ids[i] = (unsigned)i;
    }
    if (hs_compile_multi((const char *const *)job->expressions, flags, ids, (unsigned)job->count,
                         HS_MODE_BLOCK, NULL, &hyperscan.database, &error) != HS_SUCCESS) {
        fprintf(stderr, "expression %d: %s\n", error->expression, error->message);
        exit(2);
    }
    job->compiling = seconds() - start;
    if (hs_alloc_scratch(hyperscan.database, &hyperscan.scratch) != HS_SUCCESS)
        exit(2);
    each_sentence(job, look_at_once, &hyperscan);
}
#else
static void run_hyperscan(struct job *job)
{
    (void)job;
    exit(2);
}
#endif

int main(int argc, char **argv)
{
    const struct reporter reporter = {NULL, NULL};
    struct framework *framework = framework_new(FRAMEWORK_DEFAULT, &reporter);
    struct job job = {.patterns = framework ? patterns_new(framework, NULL, 0, &reporter) : NULL};
    if (argc != 5 || !job.patterns)
        return 2;
    size_t patterns = strtoul(argv[4], NULL, 10), rows = job.patterns->tables.row_count;
    size_t step = patterns > 0 && patterns < rows ? rows / patterns : 1;
    job.most = strtoul(argv[3], NULL, 10);
    job.notes = read_all(argv[2]);
    write_expressions(&job, step);
    if (step > 1)
        thin_out(&job.patterns->tables, step);
    if (strcmp(argv[1], "ours") == 0)
        run_ours(&job);
    else if (strcmp(argv[1], "loop") == 0)
        run_loop(&job);
    else
        run_hyperscan(&job);
    printf("%zu %zu %zu %.3f %.6f\n", job.count, job.bytes, job.sentences, job.compiling,
           job.looking);
    return 0;
}
