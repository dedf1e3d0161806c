#include "definitions/patterns_private.h"

#include "base/limits.h"
#include "base/memory.h"

const char *const subject_codes[SUBJECTS] = {"",        "child",     "parent",
                                             "sibling", "household", "family"};

/* What a part was compiled to. */
struct pattern_code {
    struct regex regex;
    bool unusable; /* it does not compile; told once */
};

/* The small lookups that are made anew for each run. */
static bool index_texts(struct patterns *patterns)
{
    const struct pattern_tables *tables = &patterns->tables;
    bool added;
    for (size_t i = 0; i < tables->class_count; i++) {
        const struct word_class *word_class = &tables->classes[i];
        uint32_t number = lookup_add(&patterns->classes.names, pool_text(tables, word_class->name),
                                     &added);
        if (number == LOOKUP_NONE ||
            !word_classes_set(
                &patterns->classes, number,
                (struct class_texts){.pattern = pool_text(tables, word_class->pattern)}))
            return false;
    }
    for (size_t i = 0; i < tables->abbreviation_count; i++)
        if (lookup_add(&patterns->abbreviations, pool_text(tables, tables->abbreviations[i]),
                       &added) == LOOKUP_NONE)
            return false;
    for (size_t i = 0; i < tables->code_count; i++)
        patterns->indicator_of[i] = framework_indicator(patterns->framework,
                                                        pool_text(tables, tables->codes[i]));
    for (uint32_t i = 0; i < tables->standing.count; i++) {
        uint32_t indicator = patterns->indicator_of[tables->numbers[tables->standing.first + i]];
        if (indicator != LOOKUP_NONE)
            patterns->stands[indicator] = true;
    }
    return true;
}

static bool prepare(struct patterns *patterns, const char *const *files, size_t count)
{
    patterns->files = memory_new(count + PATTERN_OWN_FILES, sizeof *patterns->files);
    patterns->compiled = memory_new(patterns->tables.part_count + 1, sizeof *patterns->compiled);
    patterns->indicator_of = memory_new(patterns->tables.code_count + 1,
                                        sizeof *patterns->indicator_of);
    patterns->stands = memory_new(patterns->framework->indicator_count + 1,
                                  sizeof *patterns->stands);
    patterns->engine = regex_engine_new();
    if (!patterns->files || !patterns->stands || !patterns->compiled || !patterns->indicator_of ||
        !patterns->engine)
        return false;
    for (size_t i = 0; i < PATTERN_OWN_FILES; i++)
        patterns->files[i] = pattern_own_files[i];
    for (size_t i = 0; i < count; i++)
        patterns->files[PATTERN_OWN_FILES + i] = files[i];
    return index_texts(patterns);
}

struct patterns *patterns_new(const struct framework *framework, const char *const *files,
                              size_t count, const struct reporter *reporter)
{
    struct patterns *patterns = memory_new(1, sizeof *patterns);
    if (!patterns) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    patterns->framework = framework;
    word_classes_init(&patterns->classes);
    lookup_init(&patterns->abbreviations);
    bool read = count > 0 || pattern_image.row_count == 0;
    if (read)
        patterns->store = pattern_store_new(files, count, framework, &patterns->tables, reporter);
    else
        patterns->tables = pattern_image;
    if (!read || patterns->store) {
        if (prepare(patterns, files, count))
            return patterns;
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    patterns_free(patterns);
    return NULL;
}

void patterns_free(struct patterns *patterns)
{
    if (!patterns)
        return;
    for (size_t i = 0; patterns->compiled && i < patterns->tables.part_count; i++)
        regex_release(&patterns->compiled[i].regex);
    memory_free(patterns->compiled);
    regex_engine_free(patterns->engine);
    word_classes_release(&patterns->classes);
    lookup_release(&patterns->abbreviations);
    memory_free(patterns->indicator_of);
    memory_free(patterns->stands);
    memory_free(patterns->files);
    pattern_store_free(patterns->store);
    memory_free(patterns);
}

struct place pattern_place(const struct patterns *patterns, const struct pattern *pattern)
{
    return place_of_line(patterns->files[pattern->file], pattern->line);
}

struct place trigger_place(const struct patterns *patterns, const struct trigger *trigger)
{
    return place_of_line(patterns->files[trigger->file], trigger->line);
}

struct text trigger_text(const struct patterns *patterns, const struct trigger *trigger)
{
    return pool_text(&patterns->tables, patterns->tables.parts[trigger->part].source);
}

/* Says once what is wrong with a part. */
static struct regex *unusable(struct pattern_code *code, struct place place, struct text reason,
                              const struct reporter *reporter)
{
    code->unusable = true;
    report_with(reporter, place, MESSAGE_PATTERN_WRONG, reason);
    return NULL;
}

struct regex *patterns_regex(struct patterns *patterns, uint32_t number, struct place place,
                             const struct reporter *reporter)
{
    struct pattern_code *code = &patterns->compiled[number];
    if (code->regex.code || code->unusable)
        return code->unusable ? NULL : &code->regex;
    const struct pattern_part *part = &patterns->tables.parts[number];
    struct buffer expression;
    size_t at = 0;
    char reason[128];
    buffer_init(&expression, LIMIT_PATTERN_BYTES);
    code->regex.anchored = part->lead != LOOKUP_NONE;
    enum pattern_fault fault = pattern_expand(
        &patterns->classes, pool_text(&patterns->tables, part->source), &expression, &at);
    struct regex *regex = &code->regex;
    if (fault != PATTERN_FINE)
        regex = unusable(code, place, text_of(pattern_fault_text(fault)), reporter);
    else if (!regex_compile(patterns->engine, regex, buffer_text(&expression), &at, reason,
                            sizeof reason))
        regex = unusable(code, place, text_of(reason), reporter);
    buffer_release(&expression);
    return regex;
}
