#include "definitions/outcomes.h"

#include "base/embedded.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

#include <unistd.h>

static const struct {
    const char *name;
    size_t size; /* of a row that is kept */
    const char *columns[6];
} files[OUTCOME_FILES] = {
    {"headlines.csv", sizeof(struct headline), {"headline", "name"}},
    {"outcomes.csv", sizeof(struct outcome), {"code", "headline", "need", "expression", "ref"}},
    {"clauses.csv", 0, {"code", "clause", "label"}},
    {"indicators.csv", sizeof(struct indicator_outcome), {"indicator", "outcome"}},
    {"concerns.csv", sizeof(struct concern), {"concern", "label", "outcome", "indicators"}},
};

struct loading {
    struct outcome_set *set;
    const struct reporter *reporter;
    bool embedded, broken, full;
    bool whole[OUTCOME_FILES]; /* read to its end, so that references to it can be judged */
    void *rows[OUTCOME_FILES];
    size_t capacity[OUTCOME_FILES];
};

/* Adds the code in the row's first cell; false after a message when it is blank, stands twice or is
 * one too many. */
static bool add_code(struct loading *loading, struct share_file *file, enum outcome_file which)
{
    struct lookup *codes = &loading->set->codes[which];
    loading->full = codes->count == LIMIT_FRAMEWORK_ROWS;
    return (memory_reserve(&loading->rows[which], &loading->capacity[which], codes->count + 1,
                           files[which].size) ||
            share_file_no_memory(file)) &&
           share_file_code(file, 0, codes, LIMIT_FRAMEWORK_ROWS) != LOOKUP_NONE;
}

static struct text keep(struct loading *loading, struct share_file *file, size_t column)
{
    return share_file_keep(file, column, &loading->set->arena);
}

/* The number of the cell's code, a row of the file `from`. LOOKUP_NONE, after a message, for none.
 */
static uint32_t reference(struct loading *loading, struct share_file *file, size_t column,
                          enum outcome_file from)
{
    return share_file_reference(file, column, &loading->set->codes[from], loading->whole[from]);
}

static void read_headline(struct loading *loading, struct share_file *file, uint32_t number)
{
    enum { HEADLINE, NAME };
    struct headline *rows = loading->rows[OUTCOME_HEADLINES];
    rows[number] = (struct headline){
        .code = lookup_key(&loading->set->codes[OUTCOME_HEADLINES], number),
        .name = keep(loading, file, NAME),
        .line = share_file_place(file, HEADLINE).line,
    };
}

static void read_outcome(struct loading *loading, struct share_file *file, uint32_t number)
{
    enum { CODE, HEADLINE, NEED, EXPRESSION, REF };
    struct outcome *outcome = (struct outcome *)loading->rows[OUTCOME_OUTCOMES] + number;
    *outcome = (struct outcome){
        .code = lookup_key(&loading->set->codes[OUTCOME_OUTCOMES], number),
        .headline = reference(loading, file, HEADLINE, OUTCOME_HEADLINES),
        .need = keep(loading, file, NEED),
        .text = keep(loading, file, EXPRESSION),
        .ref = keep(loading, file, REF),
        .line = share_file_place(file, CODE).line,
    };
    if (text_equal(outcome->code, TEXT(OUTCOME_NONE)))
        share_file_wrong_words(file, CODE, MESSAGE_DEFINITION_CELL, NULL, 0);
    if (!expression_parse(&outcome->expression, outcome->text, &loading->set->arena,
                          share_file_place(file, EXPRESSION), loading->reporter))
        loading->broken = true;
}

static void read_clause(struct loading *loading, struct share_file *file)
{
    enum { CODE, CLAUSE, LABEL };
    struct text letter = share_file_cell(file, CLAUSE);
    uint32_t clause = 0, number = reference(loading, file, CODE, OUTCOME_OUTCOMES);
    bool known = clause_number(letter, &clause);
    if (!known)
        share_file_wrong(file, CLAUSE, MESSAGE_CLAUSE_LETTER, letter, letter);
    if (!known || number == LOOKUP_NONE)
        return;
    struct outcome *outcome = (struct outcome *)loading->rows[OUTCOME_OUTCOMES] + number;
    clause_set used = expression_clauses(&outcome->expression);
    if (outcome->label_lines[clause] != 0)
        share_file_wrong(file, CLAUSE, MESSAGE_DEFINITION_CODE_TWICE, letter, letter);
    else if (used != 0 && !clause_set_has(used, clause))
        share_file_wrong(file, CLAUSE, MESSAGE_CLAUSE_WITHOUT_USE, letter, outcome->code);
    outcome->labels[clause] = keep(loading, file, LABEL);
    outcome->label_lines[clause] = share_file_place(file, CLAUSE).line;
}

static void read_indicator(struct loading *loading, struct share_file *file, uint32_t number)
{
    enum { INDICATOR, OUTCOME };
    struct indicator_outcome *rows = loading->rows[OUTCOME_INDICATORS];
    bool none = text_equal(share_file_cell(file, OUTCOME), TEXT(OUTCOME_NONE));
    rows[number] = (struct indicator_outcome){
        .indicator = lookup_key(&loading->set->codes[OUTCOME_INDICATORS], number),
        .outcome = none ? LOOKUP_NONE : reference(loading, file, OUTCOME, OUTCOME_OUTCOMES),
        .line = share_file_place(file, INDICATOR).line,
    };
}

static void read_concern(struct loading *loading, struct share_file *file, uint32_t number)
{
    enum { CONCERN, LABEL, OUTCOME, INDICATORS };
    struct concern *rows = loading->rows[OUTCOME_CONCERNS];
    rows[number] = (struct concern){
        .code = lookup_key(&loading->set->codes[OUTCOME_CONCERNS], number),
        .label = keep(loading, file, LABEL),
        .outcome = reference(loading, file, OUTCOME, OUTCOME_OUTCOMES),
        .indicators = keep(loading, file, INDICATORS),
        .line = share_file_place(file, CONCERN).line,
    };
}

static void load_file(struct loading *loading, enum outcome_file which)
{
    static void (*const readers[OUTCOME_FILES])(struct loading *, struct share_file *, uint32_t) = {
        read_headline, read_outcome, NULL, read_indicator, read_concern};
    const char *name = loading->set->files[which];
    struct share_file *file = loading->embedded ? share_file_open(name, loading->reporter)
                                                : share_file_open_user(name, loading->reporter);
    bool ready = file && share_file_columns(file, files[which].columns);
    loading->full = false;
    while (ready && !loading->full && share_file_next(file)) {
        if (which == OUTCOME_CLAUSES)
            read_clause(loading, file);
        else if (add_code(loading, file, which))
            readers[which](loading, file, (uint32_t)loading->set->codes[which].count - 1);
    }
    loading->whole[which] = ready && !loading->full && share_file_done(file);
    loading->broken |= !loading->whole[which] || (file && !share_file_sound(file));
    share_file_free(file);
}

/* Each clause that an expression names must have a row. */
static void check_clauses(struct loading *loading)
{
    const struct outcome_set *set = loading->set;
    for (size_t i = 0; i < set->outcome_count; i++) {
        const struct outcome *outcome = &set->outcomes[i];
        struct place place = {set->files[OUTCOME_OUTCOMES], outcome->line, TEXT("expression")};
        clause_set used = expression_clauses(&outcome->expression);
        for (uint32_t clause = 0; clause < CLAUSE_LETTERS; clause++)
            if (clause_set_has(used, clause) && outcome->label_lines[clause] == 0) {
                report_with(loading->reporter, place, MESSAGE_CLAUSE_WITHOUT_ROW,
                            clause_letter(clause), outcome->code);
                loading->broken = true;
            }
    }
}

/* `START/NAME/FILE`, or without `START/`. Lives as long as the set; NULL on failure. */
static const char *path_of(struct loading *loading, const char *start, const char *name,
                           const char *file)
{
    struct buffer path;
    struct text copy = {NULL, 0};
    buffer_init(&path, LIMIT_CELL_BYTES);
    if (buffer_format(&path, "%s%s/%s", start, name, file))
        copy = arena_copy(&loading->set->arena, buffer_text(&path));
    buffer_release(&path);
    return copy.data;
}

/* Looks for the set among those compiled in, then as a directory. */
static bool find_files(struct loading *loading, const char *name)
{
    static const char *const starts[] = {"outcomes/", ""};
    struct outcome_set *set = loading->set;
    struct text bytes;
    set->name = arena_copy(&set->arena, text_of(name));
    for (size_t start = 0; start < 2; start++) {
        bool made = set->name.data;
        for (size_t i = 0; i < OUTCOME_FILES && made; i++)
            made = (set->files[i] = path_of(loading, starts[start], name, files[i].name));
        if (!made)
            return report(loading->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        loading->embedded = start == 0;
        const char *path = set->files[OUTCOME_OUTCOMES];
        if (loading->embedded ? embedded_find(text_of(path), &bytes)
                              : name[0] != '\0' && access(path, F_OK) == 0)
            return true;
    }
    return report_with(loading->reporter, PLACE_NONE, MESSAGE_NOT_AN_OUTCOME_SET, set->name,
                       text_nearest_word(set->name, TEXT(OUTCOMES_DEFAULT)));
}

struct outcome_set *outcome_set_new(const char *name, const struct reporter *reporter)
{
    struct outcome_set *set = memory_new(1, sizeof *set);
    struct loading loading = {.set = set, .reporter = reporter};
    if (!set) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&set->arena);
    for (size_t i = 0; i < OUTCOME_FILES; i++)
        lookup_init(&set->codes[i]);
    if (find_files(&loading, name)) {
        for (int i = 0; i < OUTCOME_FILES; i++)
            load_file(&loading, (enum outcome_file)i);
        set->headlines = loading.rows[OUTCOME_HEADLINES];
        set->outcomes = loading.rows[OUTCOME_OUTCOMES];
        set->indicators = loading.rows[OUTCOME_INDICATORS];
        set->concerns = loading.rows[OUTCOME_CONCERNS];
        set->headline_count = set->codes[OUTCOME_HEADLINES].count;
        set->outcome_count = set->codes[OUTCOME_OUTCOMES].count;
        set->indicator_count = set->codes[OUTCOME_INDICATORS].count;
        set->concern_count = set->codes[OUTCOME_CONCERNS].count;
        if (loading.whole[OUTCOME_CLAUSES])
            check_clauses(&loading);
        if (!loading.broken)
            return set;
    }
    outcome_set_free(set);
    return NULL;
}

void outcome_set_free(struct outcome_set *set)
{
    if (!set)
        return;
    memory_free(set->headlines);
    memory_free(set->outcomes);
    memory_free(set->indicators);
    memory_free(set->concerns);
    for (size_t i = 0; i < OUTCOME_FILES; i++)
        lookup_release(&set->codes[i]);
    arena_release(&set->arena);
    memory_free(set);
}

/* Codes are few and mostly written as in the file; only one that is not is compared with each. */
static uint32_t find_code(const struct lookup *codes, struct text code)
{
    code = text_trim(code);
    uint32_t number = lookup_find(codes, code);
    for (uint32_t i = 0; number == LOOKUP_NONE && i < codes->count; i++)
        number = text_equal_folded(code, lookup_key(codes, i)) ? i : LOOKUP_NONE;
    return number;
}

uint32_t outcome_set_outcome(const struct outcome_set *set, struct text code)
{
    return find_code(&set->codes[OUTCOME_OUTCOMES], code);
}

uint32_t outcome_set_concern(const struct outcome_set *set, struct text code)
{
    return find_code(&set->codes[OUTCOME_CONCERNS], code);
}

bool outcome_set_of_indicator(const struct outcome_set *set, struct text code, uint32_t *outcome)
{
    uint32_t number = find_code(&set->codes[OUTCOME_INDICATORS], code);
    *outcome = number == LOOKUP_NONE ? LOOKUP_NONE : set->indicators[number].outcome;
    return number != LOOKUP_NONE;
}

struct lint {
    const struct outcome_set *set;
    const struct framework *framework;
    const struct reporter *reporter;
};

static void note(const struct lint *lint, enum outcome_file which, uint64_t line,
                 const char *column, enum message message, struct text word, struct text more)
{
    struct place place = {lint->set->files[which], line, text_of(column)};
    report_with(lint->reporter, place, message, word, more);
}

static void note_blank(const struct lint *lint, enum outcome_file which, uint64_t line,
                       const char *column, struct text cell, struct text code)
{
    if (cell.length == 0)
        note(lint, which, line, column, MESSAGE_LINT_NO_LABEL, code, code);
}

static void lint_outcome(const struct lint *lint, const struct outcome *outcome)
{
    note_blank(lint, OUTCOME_OUTCOMES, outcome->line, "need", outcome->need, outcome->code);
    if (outcome->ref.length == 0)
        note(lint, OUTCOME_OUTCOMES, outcome->line, "ref", MESSAGE_LINT_NO_REF, outcome->code,
             TEXT(""));
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        if (outcome->label_lines[i] != 0)
            note_blank(lint, OUTCOME_CLAUSES, outcome->label_lines[i], "label", outcome->labels[i],
                       clause_letter(i));
}

static void lint_headline(const struct lint *lint, uint32_t number)
{
    const struct outcome_set *set = lint->set;
    const struct headline *headline = &set->headlines[number];
    bool used = false;
    for (size_t i = 0; i < set->outcome_count; i++)
        used |= set->outcomes[i].headline == number;
    note_blank(lint, OUTCOME_HEADLINES, headline->line, "name", headline->name, headline->code);
    if (!used)
        note(lint, OUTCOME_HEADLINES, headline->line, "headline", MESSAGE_LINT_HEADLINE_UNUSED,
             headline->code, headline->code);
}

static void lint_indicator(const struct lint *lint, enum outcome_file which, uint64_t line,
                           const char *column, struct text code)
{
    if (lint->framework && framework_indicator(lint->framework, code) == LOOKUP_NONE)
        note(lint, which, line, column, MESSAGE_LINT_INDICATOR_UNKNOWN, lint->framework->name,
             code);
}

static void lint_concern(const struct lint *lint, const struct concern *concern)
{
    struct text rest = concern->indicators, code;
    note_blank(lint, OUTCOME_CONCERNS, concern->line, "label", concern->label, concern->code);
    while (rest.length > 0 && text_next(&rest, ';', &code))
        lint_indicator(lint, OUTCOME_CONCERNS, concern->line, "indicators", code);
}

void outcome_set_lint(const struct outcome_set *set, const struct framework *framework,
                      const struct reporter *reporter)
{
    struct lint lint = {set, framework, reporter};
    for (uint32_t i = 0; i < set->headline_count; i++)
        lint_headline(&lint, i);
    for (size_t i = 0; i < set->outcome_count; i++)
        lint_outcome(&lint, &set->outcomes[i]);
    for (size_t i = 0; i < set->indicator_count; i++)
        lint_indicator(&lint, OUTCOME_INDICATORS, set->indicators[i].line, "indicator",
                       set->indicators[i].indicator);
    for (size_t i = 0; i < set->concern_count; i++)
        lint_concern(&lint, &set->concerns[i]);
    for (size_t i = 0; framework && i < framework->indicator_count; i++) {
        const struct indicator *indicator = &framework->indicators[i];
        uint32_t outcome;
        if (indicator->level != INDICATOR_UNIVERSAL &&
            !outcome_set_of_indicator(set, indicator->code, &outcome))
            note(&lint, OUTCOME_INDICATORS, 0, NULL, MESSAGE_LINT_INDICATOR_NO_OUTCOME,
                 indicator->code, framework->name);
    }
}
