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
    size_t inherited;          /* indicators of the set that a user's rows are added to */
    bool whole[OUTCOME_FILES]; /* read to its end, so that references to it can be judged */
    void *rows[OUTCOME_FILES];
    size_t capacity[OUTCOME_FILES];
};

/* The number of the code in the row's first cell: a new one, or that of the row which this one
 * replaces. LOOKUP_NONE after a message when it is blank, stands twice or is one too many. */
static uint32_t add_code(struct loading *loading, struct share_file *file, enum outcome_file which)
{
    struct lookup *codes = &loading->set->codes[which];
    uint32_t number = lookup_find(codes, share_file_cell(file, 0));
    struct indicator_outcome *indicators = loading->rows[OUTCOME_INDICATORS];
    if (number < loading->inherited && !indicators[number].own)
        return number;
    loading->full = codes->count == LIMIT_FRAMEWORK_ROWS;
    if (!memory_reserve(&loading->rows[which], &loading->capacity[which], codes->count + 1,
                        files[which].size)) {
        share_file_no_memory(file);
        return LOOKUP_NONE;
    }
    return share_file_code(file, 0, codes, LIMIT_FRAMEWORK_ROWS);
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
        .own = !loading->embedded,
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

static void load_file(struct loading *loading, enum outcome_file which, const char *name)
{
    static void (*const readers[OUTCOME_FILES])(struct loading *, struct share_file *, uint32_t) = {
        read_headline, read_outcome, NULL, read_indicator, read_concern};
    struct share_file *file = loading->embedded ? share_file_open(name, loading->reporter)
                                                : share_file_open_user(name, loading->reporter);
    bool ready = file && share_file_columns(file, files[which].columns);
    loading->full = false;
    while (ready && !loading->full && share_file_next(file)) {
        uint32_t number = 0;
        if (which == OUTCOME_CLAUSES)
            read_clause(loading, file);
        else if ((number = add_code(loading, file, which)) != LOOKUP_NONE)
            readers[which](loading, file, number);
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

/* Names the files, `START/NAME/...`, and says whether the one of them that must be there is. */
static bool name_files(struct loading *loading, const char *start, const char *name,
                       enum outcome_file needed, bool *there)
{
    struct outcome_set *set = loading->set;
    struct text bytes;
    loading->embedded = start[0] != '\0';
    for (size_t i = 0; i < OUTCOME_FILES; i++)
        if (!(set->files[i] = path_of(loading, start, name, files[i].name)))
            return report(loading->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    const char *path = set->files[needed];
    *there = loading->embedded ? embedded_find(text_of(path), &bytes)
                               : name[0] != '\0' && access(path, F_OK) == 0;
    return true;
}

/* Looks for the set among those compiled in, then as a directory; one that has only indicators.csv
 * adds its rows to the set that is compiled in. */
static bool find_files(struct loading *loading, const char *name)
{
    static const char built_in[] = "outcomes/";
    struct outcome_set *set = loading->set;
    bool there = false;
    if (!(set->name = arena_copy(&set->arena, text_of(name))).data)
        return report(loading->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (!name_files(loading, built_in, name, OUTCOME_OUTCOMES, &there) ||
        (!there && !name_files(loading, "", name, OUTCOME_OUTCOMES, &there)))
        return false;
    if (there)
        return true;
    if (!name_files(loading, "", name, OUTCOME_INDICATORS, &there))
        return false;
    if (there) {
        set->own_indicators = set->files[OUTCOME_INDICATORS];
        return name_files(loading, built_in, OUTCOMES_DEFAULT, OUTCOME_OUTCOMES, &there);
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
            load_file(&loading, (enum outcome_file)i, set->files[i]);
        set->own = !loading.embedded;
        if (set->own_indicators) {
            loading.embedded = false;
            loading.inherited = set->codes[OUTCOME_INDICATORS].count;
            load_file(&loading, OUTCOME_INDICATORS, set->own_indicators);
        }
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

struct outcome_set *outcome_set_of(const char *name, const struct framework *framework,
                                   const struct reporter *reporter)
{
    char *own = NULL;
    if (!name && framework && !share_user_path(framework->directory, "outcomes", &own, reporter))
        return NULL;
    const char *chosen = name ? name : own ? own : OUTCOMES_DEFAULT;
    struct outcome_set *set = outcome_set_new(chosen, reporter);
    memory_free(own);
    return set;
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

/* A code that the framework does not have. Rows that are compiled in cannot know what a framework
 * of somebody's own leaves out. */
static bool is_unknown(const struct lint *lint, struct text code, bool own)
{
    return lint->framework && framework_indicator(lint->framework, code) == LOOKUP_NONE &&
           (own || lookup_find(&lint->framework->left_out_codes, code) == LOOKUP_NONE);
}

static void lint_indicator(const struct lint *lint, const struct indicator_outcome *row)
{
    const struct outcome_set *set = lint->set;
    const char *file = row->own && set->own_indicators ? set->own_indicators
                                                       : set->files[OUTCOME_INDICATORS];
    struct place place = place_of_line(file, row->line);
    place.column = TEXT("indicator");
    if (is_unknown(lint, row->indicator, row->own))
        report_with(lint->reporter, place, MESSAGE_LINT_INDICATOR_UNKNOWN, lint->framework->name,
                    row->indicator);
}

static void lint_concern(const struct lint *lint, const struct concern *concern)
{
    struct text rest = concern->indicators, code;
    note_blank(lint, OUTCOME_CONCERNS, concern->line, "label", concern->label, concern->code);
    while (rest.length > 0 && text_next(&rest, ';', &code))
        if (is_unknown(lint, code, lint->set->own))
            note(lint, OUTCOME_CONCERNS, concern->line, "indicators",
                 MESSAGE_LINT_INDICATOR_UNKNOWN, lint->framework->name, code);
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
        lint_indicator(&lint, &set->indicators[i]);
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
