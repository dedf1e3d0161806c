/*
 * A user's file of patterns, with a few words and triggers: the linter tells whatever is wrong, and
 * a file that has been filled in has the anchors that the linter wants.
 */
#include "base/limits.h"
#include "domain/notes/pattern_files.h"
#include "domain/notes/pattern_lint.h"
#include "tests/fuzz/must.h"

#include <fcntl.h>
#include <unistd.h>

enum { PATTERN_FILES_HERE = 5 };

static struct {
    const char *text;
    char path[1100];
} pattern_files_here[PATTERN_FILES_HERE] = {
    {"word,per_million\nmum,14000\nthe,40000\n", ""},
    {"word,pattern\nparent,mum|dad\nhe,he|she|they\nrun,\\w+ing <parent>\n", ""},
    {"kind,trigger,direction,scope\nnegated,no,after,7\nabbreviation,dr,,\n", ""},
    {"indicator,reason\nIDE-EH-02,it lasts\n", ""},
    {NULL, ""},
};

static char patterns_directory[1024];

static void remove_pattern_files(void)
{
    for (size_t i = 0; i < PATTERN_FILES_HERE; i++)
        unlink(pattern_files_here[i].path);
    rmdir(patterns_directory);
}

static void put_pattern_file(size_t file, struct text text)
{
    int to = open(pattern_files_here[file].path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(to >= 0 && write(to, text.data, text.length) == (ssize_t)text.length);
    close(to);
}

static void make_pattern_files(void)
{
    if (patterns_directory[0])
        return;
    const char *parent = getenv("TMPDIR");
    snprintf(patterns_directory, sizeof patterns_directory, "%s/eh-fuzz-XXXXXX",
             parent && parent[0] == '/' ? parent : "/tmp");
    must(mkdtemp(patterns_directory));
    atexit(remove_pattern_files);
    for (size_t i = 0; i < PATTERN_FILES_HERE; i++) {
        snprintf(pattern_files_here[i].path, sizeof pattern_files_here[i].path, "%s/%zu.csv",
                 patterns_directory, i);
        if (pattern_files_here[i].text)
            put_pattern_file(i, text_of(pattern_files_here[i].text));
    }
}

/* What the linter says of the last file, as CSV; false when it could not be looked at. */
static bool lint_pattern_files(const struct framework *framework, struct output *problems)
{
    static const struct writer_column columns[] = {
        {.name = {"file", 4}},  {.name = {"line", 4}},     {.name = {"record", 6}},
        {.name = {"field", 5}}, {.name = {"severity", 8}}, {.name = {"problem", 7}}};
    const struct writer_settings settings = {.format = WRITER_CSV};
    const char *paths[PATTERN_FILES_HERE];
    uint64_t count;
    for (size_t i = 0; i < PATTERN_FILES_HERE; i++)
        paths[i] = pattern_files_here[i].path;
    output_to_memory(problems, LIMIT_TABLE_BYTES, &silent);
    struct writer *writer = writer_new(&settings, columns, sizeof columns / sizeof *columns,
                                       problems, &silent);
    must(writer);
    bool done = pattern_lint(framework, paths, PATTERN_FILES_HERE, writer, &count, &silent);
    must(writer_finish(writer));
    writer_free(writer);
    return done;
}

static bool text_holds(struct text text, struct text word)
{
    for (size_t i = 0; i + word.length <= text.length; i++)
        if (text_equal(text_part(text, i, word.length), word))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct framework *framework;
    struct output problems, filled;
    const char *paths[PATTERN_FILES_HERE];
    if (!framework)
        must((framework = framework_new("solihull-2024", &silent)));
    make_pattern_files();
    put_pattern_file(PATTERN_FILES_HERE - 1, fuzz_text(data, size, 0));
    bool looked = lint_pattern_files(framework, &problems);
    output_close(&problems, true);
    for (size_t i = 0; i < PATTERN_FILES_HERE; i++)
        paths[i] = pattern_files_here[i].path;
    output_to_memory(&filled, LIMIT_TABLE_BYTES, &silent);
    if (pattern_files_fill(paths, PATTERN_FILES_HERE, &filled, &silent)) {
        must(looked);
        put_pattern_file(PATTERN_FILES_HERE - 1, output_memory(&filled));
        must(lint_pattern_files(framework, &problems));
        must(!text_holds(output_memory(&problems), TEXT("lint --anchors")));
        output_close(&problems, true);
    }
    output_close(&filled, true);
    return 0;
}
