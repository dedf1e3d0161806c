/*
 * libcsv-parse FILE: reads a CSV file through libcsv, counts its cells and rows, and does nothing
 * with them. What this costs is the yardstick for a program that reads the same file.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

enum { READ_BYTES = 1 << 20 };

struct counts {
    unsigned long long cells, rows, bytes;
};

static void count_cell(void *bytes, size_t length, void *context)
{
    struct counts *counts = context;
    (void)bytes;
    counts->cells++;
    counts->bytes += length;
}

static void count_row(int ended_by, void *context)
{
    struct counts *counts = context;
    (void)ended_by;
    counts->rows++;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    char *block = malloc(READ_BYTES);
    struct csv_parser parser;
    if (!file || !block || csv_init(&parser, 0) != 0) {
        fputs("usage: libcsv-parse FILE\n", stderr);
        return 2;
    }
    setvbuf(file, NULL, _IONBF, 0);

    struct counts counts = {0};
    size_t got;
    while ((got = fread(block, 1, READ_BYTES, file)) > 0)
        if (csv_parse(&parser, block, got, count_cell, count_row, &counts) != got) {
            fprintf(stderr, "libcsv-parse: %s\n", csv_strerror(csv_error(&parser)));
            return 1;
        }
    if (ferror(file) || csv_fini(&parser, count_cell, count_row, &counts) != 0)
        return 1;
    csv_free(&parser);
    fclose(file);
    free(block);
    printf("%llu rows, %llu cells, %llu bytes in them\n", counts.rows, counts.cells, counts.bytes);
    return fflush(stdout) == 0 ? 0 : 1;
}
