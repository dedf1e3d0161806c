/*
 * Prints the C source that defines pattern_image: the tables of share/patterns/ as they are after
 * loading, so that a program need not read ten thousand patterns to scan one note. Run when the
 * library is built.
 */
#include "definitions/patterns_private.h"

#include <stdio.h>
#include <stdlib.h>

/* What the library is linked with here, and replaced by what is printed. */
const struct pattern_tables pattern_image;

static void print_message(void *context, const struct diagnostic *diagnostic)
{
    (void)context;
    fprintf(stderr, "%s:%llu: %.*s: %.*s\n", diagnostic->place.file ? diagnostic->place.file : "",
            (unsigned long long)diagnostic->place.line, (int)diagnostic->place.column.length,
            diagnostic->place.column.data ? diagnostic->place.column.data : "",
            (int)diagnostic->reason.length, diagnostic->reason.data);
}

static void begin(const char *type, const char *name)
{
    printf("static const %s %s[] = {", type, name);
}

static void number(size_t count, size_t value)
{
    printf("%s%zuU,", count % 16 == 0 ? "\n" : "", value);
}

static void end(void)
{
    puts("};");
}

static void print_numbers(const char *name, const uint32_t *numbers, size_t count)
{
    begin("uint32_t", name);
    for (size_t i = 0; i < count; i++)
        number(i, numbers[i]);
    number(count, 0);
    end();
}

static void print_runs(const char *name, const struct number_run *runs, size_t count)
{
    begin("struct number_run", name);
    for (size_t i = 0; i <= count; i++)
        printf("{%u,%u},%s", runs[i].first, runs[i].count, i % 8 == 7 ? "\n" : "");
    end();
}

static void print_texts(const char *name, const struct pool_text *texts, size_t count)
{
    begin("struct pool_text", name);
    for (size_t i = 0; i < count; i++)
        printf("{%u,%u},\n", texts[i].at, texts[i].length);
    puts("{0,0}");
    end();
}

static void print_rows(const struct pattern_tables *tables)
{
    begin("struct pattern", "rows");
    for (size_t i = 0; i < tables->row_count; i++) {
        const struct pattern *row = &tables->rows[i];
        printf("{{%u,%u},{%u,%u},{%u,%u},{%u,%u},{%u,%u},%u,%u},\n", row->indicators.first,
               row->indicators.count, row->parts.first, row->parts.count, row->unless.first,
               row->unless.count, row->needs.first, row->needs.count, row->beside.first,
               row->beside.count, row->file, row->line);
    }
    end();
    begin("struct pattern_part", "parts");
    for (size_t i = 0; i < tables->part_count; i++)
        printf("{{%u,%u},%uU,{%u,%u}},\n", tables->parts[i].source.at,
               tables->parts[i].source.length, tables->parts[i].lead, tables->parts[i].needs.first,
               tables->parts[i].needs.count);
    end();
    begin("struct trigger", "triggers");
    for (size_t i = 0; i < tables->trigger_count; i++) {
        const struct trigger *trigger = &tables->triggers[i];
        printf("{%u,%u,%u,%u,%u,%u,%u,%u},\n", trigger->kind, trigger->direction, trigger->reach,
               trigger->words, trigger->subject, trigger->part, trigger->file, trigger->line);
    }
    end();
}

static void print_stems(const struct pattern_tables *tables)
{
    begin("struct stem_key", "keys");
    for (size_t i = 0; i < tables->stem_count; i++) {
        const struct stem_key *key = &tables->stems.keys[i];
        printf("{{%lluU,%lluU},{%lluU,%lluU},%uU},\n", (unsigned long long)key->value[0],
               (unsigned long long)key->value[1], (unsigned long long)key->mask[0],
               (unsigned long long)key->mask[1], key->stem);
    }
    end();
    print_numbers("buckets", tables->stems.buckets, STEM_BUCKETS + 1);
    begin("uint64_t", "filled");
    for (size_t i = 0; i < STEM_BUCKETS / 64; i++)
        printf("%lluU,\n", (unsigned long long)tables->stems.filled[i]);
    end();
    begin("struct stem_set", "sets");
    for (size_t i = 0; i < tables->set_count; i++)
        printf("{%u,%u},\n", tables->sets[i].first, tables->sets[i].count);
    end();
}

static void print_tables(const struct pattern_tables *tables)
{
    puts("#include \"definitions/patterns.h\"");
    begin("char", "pool");
    for (size_t i = 0; i < tables->pool_size; i++)
        printf("%d,%s", tables->pool[i], i % 24 == 23 ? "\n" : "");
    puts("0");
    end();
    print_rows(tables);
    print_stems(tables);
    print_numbers("numbers", tables->numbers, tables->number_count);
    print_runs("patterns_of", tables->patterns_of, tables->stem_count);
    print_runs("triggers_of", tables->triggers_of, tables->stem_count);
    begin("struct word_class", "classes");
    for (size_t i = 0; i < tables->class_count; i++) {
        const struct word_class *word_class = &tables->classes[i];
        printf("{{%u,%u},{%u,%u}},\n", word_class->name.at, word_class->name.length,
               word_class->pattern.at, word_class->pattern.length);
    }
    end();
    print_texts("codes", tables->codes, tables->code_count);
    print_texts("abbreviations", tables->abbreviations, tables->abbreviation_count);
    printf("const struct pattern_tables pattern_image = {\n"
           ".pool = pool, .rows = rows, .parts = parts, .triggers = triggers, .sets = sets,\n"
           ".numbers = numbers, .patterns_of = patterns_of, .triggers_of = triggers_of,\n"
           ".classes = classes, .codes = codes, .abbreviations = abbreviations,\n"
           ".stems = {keys, buckets, filled}, .anywhere = {%u, %u}, .standing = {%u, %u},\n"
           ".pool_size = %zu, .row_count = %zu,\n"
           ".part_count = %zu, .trigger_count = %zu, .set_count = %zu, .number_count = %zu,\n"
           ".stem_count = %zu, .class_count = %zu, .code_count = %zu,\n"
           ".abbreviation_count = %zu};\n",
           tables->anywhere.first, tables->anywhere.count, tables->standing.first,
           tables->standing.count, tables->pool_size, tables->row_count, tables->part_count,
           tables->trigger_count, tables->set_count, tables->number_count, tables->stem_count,
           tables->class_count, tables->code_count, tables->abbreviation_count);
}

int main(void)
{
    const struct reporter reporter = {print_message, NULL};
    struct pattern_tables tables;
    struct pattern_store *store = pattern_store_new(NULL, 0, NULL, &tables, &reporter);
    if (!store)
        return EXIT_FAILURE;
    print_tables(&tables);
    pattern_store_free(store);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
