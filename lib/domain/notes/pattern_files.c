#include "domain/notes/pattern_files.h"

#include "base/limits.h"
#include "base/memory.h"

/* Below share/, by kind. */
static const char *const own_files[PATTERN_FILE_KINDS] = {
    [PATTERN_FILE_OF_COMMON] = "patterns/common.csv",
    [PATTERN_FILE_OF_WORDS] = "patterns/words.csv",
    [PATTERN_FILE_OF_CONTEXT] = "patterns/context.csv",
    [PATTERN_FILE_OF_STANDING] = "patterns/standing.csv",
    [PATTERN_FILE_OF_INDICATORS] = "patterns/indicators.csv",
};

struct share_file *pattern_file_open(const struct pattern_file *file,
                                     const struct reporter *reporter)
{
    return file->own ? share_file_open(file->name, reporter)
                     : share_file_open_user(file->name, reporter);
}

/* What kind of file it is; PATTERN_FILE_KINDS after a message when it is none. */
static enum pattern_file_kind kind_of(const char *name, const struct reporter *reporter)
{
    enum { PER_MILLION, WORD, KIND, REASON, INDICATOR };
    static const char *const names[] = {"?per_million", "?word",      "?kind",
                                        "?reason",      "?indicator", NULL};
    struct share_file *file = share_file_open_user(name, reporter);
    enum pattern_file_kind kind = PATTERN_FILE_KINDS;
    if (!file)
        return kind;
    if (share_file_columns(file, names)) {
        if (share_file_has(file, PER_MILLION))
            kind = PATTERN_FILE_OF_COMMON;
        else if (share_file_has(file, WORD))
            kind = PATTERN_FILE_OF_WORDS;
        else if (share_file_has(file, KIND))
            kind = PATTERN_FILE_OF_CONTEXT;
        else if (share_file_has(file, REASON))
            kind = PATTERN_FILE_OF_STANDING;
        else if (share_file_has(file, INDICATOR))
            kind = PATTERN_FILE_OF_INDICATORS;
        else
            report_with(reporter, place_of_line(name, 1), MESSAGE_DEFINITION_COLUMN,
                        TEXT("indicator"));
    }
    share_file_free(file);
    return kind;
}

/* The list of files: of each kind those named, or the one compiled in. */
static bool list_files(struct pattern_files *files, const char *const *names, size_t count,
                       const struct reporter *reporter)
{
    enum pattern_file_kind *kinds = memory_new(count + 1, sizeof *kinds);
    files->files = memory_new(count + PATTERN_FILE_KINDS, sizeof *files->files);
    bool done = true;
    if (!kinds || !files->files) {
        memory_free(kinds);
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    for (size_t i = 0; i < count && done; i++) {
        kinds[i] = kind_of(names[i], reporter);
        done = kinds[i] != PATTERN_FILE_KINDS;
    }
    for (enum pattern_file_kind kind = 0; kind < PATTERN_FILE_KINDS && done; kind++) {
        size_t before = files->count;
        for (size_t i = 0; i < count; i++)
            if (kinds[i] == kind)
                files->files[files->count++] = (struct pattern_file){names[i], kind, false, true};
        if (files->count == before)
            files->files[files->count++] = (struct pattern_file){own_files[kind], kind, true,
                                                                 count == 0};
    }
    memory_free(kinds);
    return done;
}

static bool read_common(struct pattern_files *files, struct share_file *file)
{
    enum { WORD, SHARE };
    static const char *const names[] = {"word", "per_million", NULL};
    char digits[24];
    uint64_t share;
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        if (!text_to_unsigned(share_file_cell(file, SHARE), 0, 1000000, &share))
            share_file_wrong(file, SHARE, MESSAGE_DEFINITION_NUMBER, number_text(1000000, digits));
        else if (!word_classes_add_common(&files->classes, share_file_cell(file, WORD),
                                          (uint32_t)share))
            return share_file_no_memory(file);
    }
    return true;
}

static bool read_words(struct pattern_files *files, struct share_file *file)
{
    enum { WORD, PATTERN, STEMS, HELD };
    static const char *const names[] = {"word", "pattern", "?stems", "?held", NULL};
    struct word_classes *classes = &files->classes;
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        uint32_t number = share_file_code(file, WORD, &classes->names, LIMIT_PATTERN_ROWS);
        void *given = files->given;
        if (number == LOOKUP_NONE)
            continue;
        struct class_texts texts = {.pattern = share_file_keep(file, PATTERN, &files->arena)};
        if (!word_classes_set(classes, number, texts) ||
            !memory_reserve(&given, &files->given_capacity, number + (size_t)1,
                            sizeof *files->given))
            return share_file_no_memory(file);
        files->given = given;
        texts.stems = share_file_keep(file, STEMS, &files->arena);
        texts.held = share_file_keep(file, HELD, &files->arena);
        files->given[number] = texts;
    }
    return true;
}

static bool read_abbreviations(struct pattern_files *files, struct share_file *file)
{
    enum { KIND, TRIGGER };
    static const char *const names[] = {"kind", "trigger", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file))
        if (text_equal(share_file_cell(file, KIND), TEXT("abbreviation")) &&
            lookup_add(&files->abbreviations, share_file_cell(file, TRIGGER), NULL) == LOOKUP_NONE)
            return share_file_no_memory(file);
    return true;
}

/* The stems of all classes, each from its pattern alone: none rests on another's. */
static bool derive_stems(struct pattern_files *files)
{
    struct word_classes *classes = &files->classes;
    size_t count = classes->names.count;
    struct class_texts *derived = memory_new(count + 1, sizeof *derived);
    struct buffer stems, held;
    bool done = derived != NULL;
    buffer_init(&stems, LIMIT_PATTERN_BYTES);
    buffer_init(&held, LIMIT_PATTERN_BYTES);
    for (uint32_t i = 0; i < count && done; i++) {
        buffer_clear(&stems);
        buffer_clear(&held);
        done = pattern_class_stems(classes, i, &stems, &held);
        if (!done)
            break;
        derived[i] = (struct class_texts){classes->texts[i].pattern,
                                          arena_copy(&files->arena, buffer_text(&stems)),
                                          arena_copy(&files->arena, buffer_text(&held))};
        done = derived[i].stems.data && derived[i].held.data;
    }
    for (uint32_t i = 0; i < count && done; i++)
        classes->texts[i] = derived[i];
    buffer_release(&stems);
    buffer_release(&held);
    memory_free(derived);
    return done;
}

/* Files that cannot be read to the end are told of and read as far as they go. */
static bool read_file(struct pattern_files *files, const struct pattern_file *which,
                      const struct reporter *problems)
{
    struct share_file *file = pattern_file_open(which, problems);
    if (!file)
        return false;
    if (which->kind == PATTERN_FILE_OF_COMMON)
        read_common(files, file);
    else if (which->kind == PATTERN_FILE_OF_WORDS)
        read_words(files, file);
    else if (which->kind == PATTERN_FILE_OF_CONTEXT)
        read_abbreviations(files, file);
    share_file_free(file);
    return true;
}

bool pattern_files_init(struct pattern_files *files, const char *const *names, size_t count,
                        const struct reporter *problems, const struct reporter *reporter)
{
    *files = (struct pattern_files){0};
    word_classes_init(&files->classes);
    lookup_init(&files->abbreviations);
    arena_init(&files->arena);
    if (!list_files(files, names, count, reporter))
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (files->files[i].kind != PATTERN_FILE_OF_INDICATORS &&
            !read_file(files, &files->files[i], problems))
            return false;
    return derive_stems(files) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void pattern_files_release(struct pattern_files *files)
{
    word_classes_release(&files->classes);
    lookup_release(&files->abbreviations);
    arena_release(&files->arena);
    memory_free(files->given);
    memory_free(files->files);
    *files = (struct pattern_files){0};
}

bool pattern_files_anchor(const struct pattern_files *files, struct text pattern,
                          struct buffer *anchor, bool *known)
{
    struct text part;
    bool first = true, any = false;
    while (pattern_next_part(&pattern, &part)) {
        if (!first)
            buffer_put(anchor, " && ");
        size_t before = anchor->length;
        if (!pattern_anchor(&files->classes, part, anchor))
            return false;
        if (anchor->length == before)
            buffer_put(anchor, "-");
        else
            any = true;
        first = false;
    }
    if (known)
        *known = any;
    return !buffer_failed(anchor);
}
