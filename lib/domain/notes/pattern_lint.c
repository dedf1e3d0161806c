#include "domain/notes/pattern_lint.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/regex.h"
#include "base/stems.h"
#include "definitions/patterns.h"
#include "domain/notes/pattern_files.h"
#include "domain/notes/sentences.h"
#include "domain/problems.h"

/* The expressions of a pattern's parts. */
struct trial {
    struct regex parts[PATTERN_PARTS];
    size_t count;
    bool usable;
};

struct lint {
    const struct framework *framework;
    struct pattern_files files;
    const struct pattern_file *file; /* the one being looked at */
    struct share_file *rows;
    struct regex_engine *engine;
    struct buffer text; /* whatever is made up just now */
    struct buffer lowered;
    struct trial pattern, unless;
    struct lookup seen; /* rows, to find those given twice */
    struct place *places;
    size_t place_capacity;
    bool *used; /* by class */
    const struct reporter *reporter;
};

static bool no_memory(struct lint *lint)
{
    return share_file_no_memory(lint->rows);
}

static struct text cell(struct lint *lint, size_t column)
{
    return share_file_cell(lint->rows, column);
}

static void tell(struct lint *lint, size_t column, enum message message)
{
    share_file_wrong_words(lint->rows, column, message, NULL, 0);
}

static struct text class_name(const void *names, size_t number)
{
    return lookup_key(names, (uint32_t)number);
}

/* Whether all classes that a pattern names exist; each that does not is told of. */
static bool names_known_classes(struct lint *lint, size_t column, struct text pattern)
{
    const struct lookup *names = &lint->files.classes.names;
    struct text name;
    bool known = true;
    while (pattern_next_class(&pattern, &name)) {
        uint32_t number = lookup_find(names, name);
        if (number != LOOKUP_NONE) {
            lint->used[number] = true;
            continue;
        }
        known = false;
        share_file_unknown(lint->rows, column, name, names->count, class_name, names);
    }
    return known;
}

static void trial_clear(struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        regex_release(&trial->parts[i]);
    *trial = (struct trial){.usable = true};
}

/* Compiles one part. */
static bool compile_part(struct lint *lint, size_t column, struct text part, struct regex *regex)
{
    size_t at = 0;
    char reason[128];
    buffer_clear(&lint->text);
    *regex = (struct regex){0};
    enum pattern_fault fault = pattern_expand(&lint->files.classes, part, &lint->text, &at);
    if (fault != PATTERN_FINE)
        return share_file_wrong(lint->rows, column, MESSAGE_PATTERN_WRONG,
                                text_of(pattern_fault_text(fault)));
    if (!regex_compile(lint->engine, regex, buffer_text(&lint->text), &at, reason, sizeof reason))
        return share_file_wrong(lint->rows, column, MESSAGE_PATTERN_WRONG, text_of(reason));
    return true;
}

/* Compiles the parts of a pattern; a blank one has none. What is wrong is told. */
static void compile(struct lint *lint, size_t column, struct text pattern, struct trial *trial)
{
    struct text part;
    trial_clear(trial);
    if (!names_known_classes(lint, column, pattern)) {
        trial->usable = false;
        return;
    }
    while (pattern_next_part(&pattern, &part)) {
        if (part.length == 0 || trial->count == PATTERN_PARTS) {
            tell(lint, column, MESSAGE_DEFINITION_CELL);
            trial->usable = false;
            return;
        }
        if (!compile_part(lint, column, part, &trial->parts[trial->count])) {
            trial->usable = false;
            return;
        }
        trial->count++;
    }
}

/* Whether all parts (or, for `unless`, any) are found. */
static bool finds(struct lint *lint, struct trial *trial, bool any)
{
    struct regex_match match;
    for (size_t i = 0; i < trial->count; i++) {
        bool found = regex_find(lint->engine, &trial->parts[i], buffer_text(&lint->lowered), 0,
                                &match) == REGEX_FOUND;
        if (found == any)
            return any;
    }
    return !any && trial->count > 0;
}

/* Whether the row finds something in a text, which is looked at as one sentence. */
static bool row_finds(struct lint *lint, struct text text)
{
    buffer_clear(&lint->lowered);
    buffer_add(&lint->lowered, text);
    for (size_t i = 0; i < lint->lowered.length; i++)
        if (lint->lowered.data[i] >= 'A' && lint->lowered.data[i] <= 'Z')
            lint->lowered.data[i] = (char)(lint->lowered.data[i] | 0x20);
    return finds(lint, &lint->pattern, false) && !finds(lint, &lint->unless, true);
}

static bool is_one_sentence(const struct lint *lint, struct text text)
{
    struct sentence sentence;
    return sentence_next(text, &lint->files.abbreviations, 0, &sentence) &&
           !sentence_next(text, &lint->files.abbreviations, sentence.end, &sentence);
}

enum { INDICATOR, PATTERN, ANCHOR, UNLESS, WITH, EXAMPLE, NEAR_MISS };

static void lint_examples(struct lint *lint)
{
    struct text rest = cell(lint, EXAMPLE), text;
    char digits[24];
    if (rest.length == 0)
        tell(lint, EXAMPLE, MESSAGE_LINT_NO_EXAMPLE);
    for (size_t i = 1; text_next_joined(&rest, TEXT(" | "), &text); i++) {
        if (!is_one_sentence(lint, text))
            share_file_wrong(lint->rows, EXAMPLE, MESSAGE_LINT_EXAMPLE_SENTENCES,
                             number_text(i, digits));
        if (!row_finds(lint, text))
            share_file_wrong(lint->rows, EXAMPLE, MESSAGE_LINT_EXAMPLE_MISSED,
                             number_text(i, digits));
    }
    rest = cell(lint, NEAR_MISS);
    for (size_t i = 1; text_next_joined(&rest, TEXT(" | "), &text); i++)
        if (row_finds(lint, text))
            share_file_wrong(lint->rows, NEAR_MISS, MESSAGE_LINT_NEAR_MISS_FOUND,
                             number_text(i, digits));
}

static void lint_anchor(struct lint *lint)
{
    struct text given = cell(lint, ANCHOR);
    bool known;
    buffer_clear(&lint->text);
    if (!pattern_files_anchor(&lint->files, cell(lint, PATTERN), &lint->text, &known)) {
        no_memory(lint);
        return;
    }
    if (!known)
        tell(lint, PATTERN, MESSAGE_LINT_PATTERN_SLOW);
    if ((given.length > 0 || lint->file->own) && !text_equal(given, buffer_text(&lint->text)))
        share_file_wrong(lint->rows, ANCHOR, MESSAGE_LINT_ANCHOR, buffer_text(&lint->text));
}

/* The word at the start of a text. */
static struct text word_at(struct text text)
{
    size_t i = 0;
    while (i < text.length && (stem_is_letter(text.data[i]) || text.data[i] == '_'))
        i++;
    return text_part(text, 0, i);
}

/* Words of one gender outside classes, without their counterparts: each is told of once. */
static void lint_gender(struct lint *lint, size_t column)
{
    enum { HE, SHE, HIS, HIM, HER, HERS, HIMSELF, HERSELF, WORDS };
    static const struct {
        const char *word;
        unsigned opposites;
    } words[WORDS] = {
        [HE] = {"he", 1U << SHE},
        [SHE] = {"she", 1U << HE},
        [HIS] = {"his", 1U << HER | 1U << HERS},
        [HIM] = {"him", 1U << HER},
        [HER] = {"her", 1U << HIS | 1U << HIM},
        [HERS] = {"hers", 1U << HIS},
        [HIMSELF] = {"himself", 1U << HERSELF},
        [HERSELF] = {"herself", 1U << HIMSELF},
    };
    struct text pattern = cell(lint, column);
    unsigned found = 0;
    bool brackets = false;
    for (size_t i = 0; i < pattern.length;) {
        struct text rest = text_part(pattern, i, SIZE_MAX), name, behind = rest,
                    word = word_at(rest);
        char byte = pattern.data[i];
        if (byte == '<' && pattern_next_class(&behind, &name) && name.data == rest.data + 1) {
            i += name.length + 2;
            continue;
        }
        for (size_t w = 0; w < WORDS && !brackets; w++)
            if (text_equal_folded(word, text_of(words[w].word)))
                found |= 1U << w;
        brackets = brackets ? byte != ']' : byte == '[';
        i += byte == '\\' ? 2 : word.length > 0 ? word.length : 1;
    }
    for (size_t w = 0; w < WORDS; w++)
        if ((found >> w & 1) && !(found & words[w].opposites))
            share_file_wrong(lint->rows, column, MESSAGE_LINT_PATTERN_GENDER,
                             text_of(words[w].word));
}

static void lint_codes(struct lint *lint, size_t column)
{
    struct text rest = cell(lint, column), code;
    size_t count = 0;
    while (rest.length > 0 && text_next(&rest, ';', &code)) {
        if (++count == PATTERN_CODES + 1)
            tell(lint, column, MESSAGE_DEFINITION_CELL);
        if (framework_indicator(lint->framework, code) != LOOKUP_NONE ||
            lookup_find(&lint->framework->left_out_codes, code) != LOOKUP_NONE)
            continue;
        buffer_clear(&lint->text);
        (void)framework_nearest_indicators(lint->framework, code, &lint->text);
        share_file_wrong(lint->rows, column, MESSAGE_DEFINITION_CODE_UNKNOWN, code,
                         buffer_text(&lint->text));
    }
}

/* A row that says the same as another. */
static void lint_twice(struct lint *lint)
{
    static const size_t columns[] = {INDICATOR, PATTERN, UNLESS, WITH};
    bool added;
    char digits[24];
    buffer_clear(&lint->text);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buffer_add(&lint->text, cell(lint, columns[i]));
        buffer_add_byte(&lint->text, '\n');
    }
    uint32_t number = lookup_add(&lint->seen, buffer_text(&lint->text), &added);
    void *places = lint->places;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&places, &lint->place_capacity, number + (size_t)1, sizeof *lint->places)) {
        no_memory(lint);
        return;
    }
    lint->places = places;
    if (added)
        lint->places[number] = place_of_line(lint->file->name,
                                             share_file_place(lint->rows, SIZE_MAX).line);
    else
        share_file_wrong(lint->rows, SIZE_MAX, MESSAGE_LINT_ROW_TWICE,
                         text_of(lint->places[number].file),
                         number_text(lint->places[number].line, digits));
}

static void lint_indicators(struct lint *lint)
{
    static const char *const names[] = {"indicator", "pattern",  "?anchor",    "?unless",
                                        "?with",     "?example", "?near_miss", NULL};
    if (!share_file_columns(lint->rows, names))
        return;
    while (share_file_next(lint->rows)) {
        if (cell(lint, INDICATOR).length == 0)
            tell(lint, INDICATOR, MESSAGE_DEFINITION_BLANK);
        if (cell(lint, PATTERN).length == 0) {
            tell(lint, PATTERN, MESSAGE_DEFINITION_BLANK);
            continue;
        }
        lint_codes(lint, INDICATOR);
        lint_codes(lint, WITH);
        compile(lint, PATTERN, cell(lint, PATTERN), &lint->pattern);
        compile(lint, UNLESS, cell(lint, UNLESS), &lint->unless);
        lint_gender(lint, PATTERN);
        lint_gender(lint, UNLESS);
        lint_twice(lint);
        if (!lint->pattern.usable)
            continue;
        lint_anchor(lint);
        if (lint->unless.usable)
            lint_examples(lint);
    }
}

static void lint_words(struct lint *lint)
{
    enum { WORD, WORD_PATTERN, STEMS, HELD };
    static const char *const names[] = {"word", "pattern", "?stems", "?held", NULL};
    const struct word_classes *classes = &lint->files.classes;
    if (!share_file_columns(lint->rows, names))
        return;
    while (share_file_next(lint->rows)) {
        uint32_t number = lookup_find(&classes->names, cell(lint, WORD));
        if (number == LOOKUP_NONE)
            continue; /* a blank name, which has been told of */
        const struct class_texts *derived = &classes->texts[number],
                                 *given = &lint->files.given[number];
        compile(lint, WORD_PATTERN, cell(lint, WORD_PATTERN), &lint->pattern);
        if (lint->pattern.usable && lint->pattern.count != 1)
            tell(lint, WORD_PATTERN,
                 lint->pattern.count ? MESSAGE_DEFINITION_CELL : MESSAGE_DEFINITION_BLANK);
        if (!lint->pattern.usable)
            continue;
        bool blank = given->stems.length == 0 && given->held.length == 0 && !lint->file->own;
        if (!blank && !text_equal(given->stems, derived->stems))
            share_file_wrong(lint->rows, STEMS, MESSAGE_LINT_ANCHOR, derived->stems);
        if (!blank && !text_equal(given->held, derived->held))
            share_file_wrong(lint->rows, HELD, MESSAGE_LINT_ANCHOR, derived->held);
    }
}

static void lint_context(struct lint *lint)
{
    enum { KIND, TRIGGER };
    static const char *const names[] = {"kind", "trigger", NULL};
    if (!share_file_columns(lint->rows, names))
        return;
    while (share_file_next(lint->rows)) {
        struct text trigger = cell(lint, TRIGGER);
        if (text_equal(cell(lint, KIND), TEXT("abbreviation")))
            continue;
        compile(lint, TRIGGER, trigger, &lint->pattern);
        if (!lint->pattern.usable)
            continue;
        if (lint->pattern.count != 1) {
            tell(lint, TRIGGER,
                 lint->pattern.count ? MESSAGE_DEFINITION_CELL : MESSAGE_DEFINITION_BLANK);
            continue;
        }
        buffer_clear(&lint->text);
        if (!pattern_anchor(&lint->files.classes, trigger, &lint->text))
            no_memory(lint);
        else if (lint->text.length == 0 || lint->text.data[0] != '^')
            tell(lint, TRIGGER, MESSAGE_TRIGGER_START);
    }
}

static void lint_standing(struct lint *lint)
{
    static const char *const names[] = {"indicator", NULL};
    if (!share_file_columns(lint->rows, names))
        return;
    while (share_file_next(lint->rows)) {
        if (cell(lint, INDICATOR).length == 0)
            tell(lint, INDICATOR, MESSAGE_DEFINITION_BLANK);
        lint_codes(lint, INDICATOR);
    }
}

static bool lint_file(struct lint *lint, const struct pattern_file *file)
{
    lint->file = file;
    lint->rows = pattern_file_open(file, lint->reporter);
    if (!lint->rows)
        return false;
    if (file->kind == PATTERN_FILE_OF_WORDS)
        lint_words(lint);
    else if (file->kind == PATTERN_FILE_OF_CONTEXT)
        lint_context(lint);
    else if (file->kind == PATTERN_FILE_OF_STANDING)
        lint_standing(lint);
    else if (file->kind == PATTERN_FILE_OF_INDICATORS)
        lint_indicators(lint);
    share_file_free(lint->rows);
    lint->rows = NULL;
    return true;
}

/* Classes that nothing names; only when all files that could are looked at. */
static void lint_unused(struct lint *lint)
{
    enum { WORD };
    static const char *const names[] = {"word", NULL};
    bool all = true;
    for (size_t i = 0; i < lint->files.count; i++)
        all = all &&
              (lint->files.files[i].wanted || lint->files.files[i].kind == PATTERN_FILE_OF_COMMON ||
               lint->files.files[i].kind == PATTERN_FILE_OF_STANDING);
    for (size_t i = 0; i < lint->files.count && all; i++) {
        if (lint->files.files[i].kind != PATTERN_FILE_OF_WORDS)
            continue;
        struct share_file *rows = pattern_file_open(&lint->files.files[i], lint->reporter);
        if (rows && share_file_columns(rows, names))
            while (share_file_next(rows)) {
                uint32_t number = lookup_find(&lint->files.classes.names,
                                              share_file_cell(rows, WORD));
                if (number != LOOKUP_NONE && !lint->used[number])
                    share_file_wrong(rows, WORD, MESSAGE_LINT_CLASS_UNUSED,
                                     share_file_cell(rows, WORD));
            }
        share_file_free(rows);
    }
}

static bool lint_files(struct lint *lint)
{
    lint->engine = regex_engine_new();
    lint->used = memory_new(lint->files.classes.names.count + 1, sizeof *lint->used);
    if (!lint->engine || !lint->used)
        return report(lint->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < lint->files.count; i++)
        if (lint->files.files[i].wanted && !lint_file(lint, &lint->files.files[i]))
            return false;
    lint_unused(lint);
    return true;
}

/* Each file has been opened before, to see of what kind it is: that it cannot be opened now is no
 * problem of its rows. */
static void take(void *context, const struct diagnostic *diagnostic)
{
    struct problems *problems = context;
    if (diagnostic->message != MESSAGE_CANNOT_OPEN) {
        problems_take(problems, diagnostic);
        return;
    }
    problems->failed = true;
    problems->reporter->sink(problems->reporter->context, diagnostic);
}

bool pattern_lint(const struct framework *framework, const char *const *files, size_t count,
                  struct writer *writer, uint64_t *found, const struct reporter *reporter)
{
    struct problems problems = {.writer = writer, .reporter = reporter};
    const struct reporter keeper = {take, &problems};
    struct lint lint = {.framework = framework, .reporter = &keeper};
    buffer_init(&lint.text, LIMIT_PATTERN_BYTES);
    buffer_init(&lint.lowered, LIMIT_CELL_BYTES);
    lookup_init(&lint.seen);
    bool done = pattern_files_init(&lint.files, files, count, &keeper, reporter) &&
                lint_files(&lint) && !problems.failed;
    trial_clear(&lint.pattern);
    trial_clear(&lint.unless);
    regex_engine_free(lint.engine);
    memory_free(lint.used);
    memory_free(lint.places);
    lookup_release(&lint.seen);
    buffer_release(&lint.text);
    buffer_release(&lint.lowered);
    pattern_files_release(&lint.files);
    *found = problems.count;
    return done;
}
