/*
 * Runs the fuzz targets over the files of tests/corpus/, which hold what they begin with and
 * whatever has gone wrong once. A target that finds something amiss ends the test by a signal.
 */
#include "base/buffer.h"
#include "tap.h"

#include <dirent.h>

int fuzz_reader(const uint8_t *data, size_t size);
int fuzz_table(const uint8_t *data, size_t size);
int fuzz_date(const uint8_t *data, size_t size);
int fuzz_expression(const uint8_t *data, size_t size);
int fuzz_values(const uint8_t *data, size_t size);
int fuzz_framework(const uint8_t *data, size_t size);
int fuzz_rec(const uint8_t *data, size_t size);
int fuzz_notes(const uint8_t *data, size_t size);
int fuzz_patterns(const uint8_t *data, size_t size);
int fuzz_owners(const uint8_t *data, size_t size);
int fuzz_plan_words(const uint8_t *data, size_t size);
int fuzz_drawing(const uint8_t *data, size_t size);
int fuzz_measures(const uint8_t *data, size_t size);
int fuzz_timeline(const uint8_t *data, size_t size);
int fuzz_gedcom(const uint8_t *data, size_t size);
int fuzz_genogram(const uint8_t *data, size_t size);

#define LLVMFuzzerTestOneInput fuzz_reader
#include "tests/fuzz/reader.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_table
#include "tests/fuzz/table.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_date
#include "tests/fuzz/date.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_expression
#include "tests/fuzz/expression.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_values
#include "tests/fuzz/values.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_framework
#include "tests/fuzz/framework.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_rec
#include "tests/fuzz/rec.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_notes
#include "tests/fuzz/notes.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_patterns
#include "tests/fuzz/patterns.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_owners
#include "tests/fuzz/owners.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_plan_words
#include "tests/fuzz/plan_words.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_drawing
#include "tests/fuzz/drawing.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_measures
#include "tests/fuzz/measures.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_timeline
#include "tests/fuzz/timeline.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_gedcom
#include "tests/fuzz/gedcom.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_genogram
#include "tests/fuzz/genogram.c"
#undef LLVMFuzzerTestOneInput

static const struct {
    const char *name;
    int (*run)(const uint8_t *data, size_t size);
} targets[] = {
    {"reader", fuzz_reader},
    {"table", fuzz_table},
    {"date", fuzz_date},
    {"expression", fuzz_expression},
    {"values", fuzz_values},
    {"framework", fuzz_framework},
    {"rec", fuzz_rec},
    {"notes", fuzz_notes},
    {"patterns", fuzz_patterns},
    {"owners", fuzz_owners},
    {"plan_words", fuzz_plan_words},
    {"drawing", fuzz_drawing},
    {"measures", fuzz_measures},
    {"timeline", fuzz_timeline},
    {"gedcom", fuzz_gedcom},
    {"genogram", fuzz_genogram},
};

/* The file's bytes, in memory that ends with them, so that a sanitizer sees what is read behind. */
static uint8_t *read_file(const char *path, size_t *size)
{
    struct buffer bytes;
    char piece[4096];
    size_t got;
    FILE *from = fopen(path, "rb");
    buffer_init(&bytes, (size_t)1 << 26);
    while (from && (got = fread(piece, 1, sizeof piece, from)) > 0)
        buffer_add(&bytes, (struct text){piece, got});
    bool done = from && !ferror(from);
    if (from)
        fclose(from);
    uint8_t *exact = done ? malloc(bytes.length + !bytes.length) : NULL;
    if (exact && bytes.length > 0)
        memcpy(exact, bytes.data, bytes.length);
    *size = bytes.length;
    buffer_release(&bytes);
    return exact;
}

int main(void)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        char path[1024];
        size_t files = 0, size;
        snprintf(path, sizeof path, "tests/corpus/%s", targets[i].name);
        DIR *corpus = opendir(path);
        for (struct dirent *entry; corpus && (entry = readdir(corpus));) {
            if (entry->d_name[0] == '.')
                continue;
            snprintf(path, sizeof path, "tests/corpus/%s/%s", targets[i].name, entry->d_name);
            uint8_t *bytes = read_file(path, &size);
            if (!ok(bytes != NULL, path))
                continue;
            targets[i].run(bytes, size);
            free(bytes);
            files++;
        }
        if (corpus)
            closedir(corpus);
        targets[i].run((const uint8_t *)"", 0);
        ok(files > 0, targets[i].name);
    }
    return done();
}
