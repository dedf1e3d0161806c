#include "definitions/crosswalk.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

static const struct {
    const char *name;
    const char *columns[6];
} files[CROSSWALK_FILES] = {
    {"levels-crosswalk.csv", {"framework", "level", "when", "as_framework", "as_level"}},
    {"cin-factors.csv", {"indicator", "subject", "factor"}},
    {"cin-factor-names.csv", {"factor", "name"}},
};

static const char subjects[] = "child, parent, sibling, household, family";
static const char conditions[] = "single-agency, multi-agency, U, EH, CIN, SH";

struct loading {
    struct crosswalk *crosswalk;
    const struct reporter *reporter;
    bool embedded, broken, full;
    bool names_whole; /* so that references to them can be judged */
    size_t capacity, first_capacity;
};

/* A copy of a cell; a blank one is reported. */
static struct text keep_needed(struct loading *loading, struct share_file *file, size_t column)
{
    if (share_file_cell(file, column).length == 0)
        share_file_wrong_words(file, column, MESSAGE_DEFINITION_BLANK, NULL, 0);
    return share_file_keep(file, column, &loading->crosswalk->arena);
}

/* Room for one more row, the one numbered `count`. */
static bool one_more(struct loading *loading, struct share_file *file, void **rows, size_t count,
                     size_t size)
{
    char digits[24];
    loading->full = count == LIMIT_FRAMEWORK_ROWS;
    if (loading->full)
        return share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                number_text(LIMIT_FRAMEWORK_ROWS, digits));
    return memory_reserve(rows, &loading->capacity, count + 1, size) || share_file_no_memory(file);
}

/* A copy of a cell that is blank or one of `known`, which stand parted by commas. */
static struct text keep_one_of(struct loading *loading, struct share_file *file, size_t column,
                               const char *known)
{
    struct text cell = share_file_keep(file, column, &loading->crosswalk->arena),
                rest = text_of(known), word;
    if (cell.length == 0)
        return cell;
    while (text_next(&rest, ',', &word))
        if (text_equal(cell, word))
            return cell;
    share_file_not_one_of(file, column, text_of(known));
    return cell;
}

static bool same_case(const struct level_match *a, const struct level_match *b)
{
    return text_equal(a->framework, b->framework) && text_equal(a->level, b->level) &&
           text_equal(a->when, b->when) && text_equal(a->as_framework, b->as_framework);
}

static void read_level(struct loading *loading, struct share_file *file)
{
    enum { FRAMEWORK, LEVEL, WHEN, AS_FRAMEWORK, AS_LEVEL };
    struct crosswalk *crosswalk = loading->crosswalk;
    void *rows = crosswalk->levels;
    if (!one_more(loading, file, &rows, crosswalk->level_count, sizeof *crosswalk->levels))
        return;
    crosswalk->levels = rows;
    struct level_match match = {.line = share_file_place(file, FRAMEWORK).line};
    match.framework = keep_needed(loading, file, FRAMEWORK);
    match.level = keep_needed(loading, file, LEVEL);
    match.when = keep_one_of(loading, file, WHEN, conditions);
    match.as_framework = keep_needed(loading, file, AS_FRAMEWORK);
    match.as_level = keep_needed(loading, file, AS_LEVEL);
    for (size_t i = 0; i < crosswalk->level_count && share_file_done(file); i++)
        if (same_case(&crosswalk->levels[i], &match)) {
            share_file_wrong(file, LEVEL, MESSAGE_DEFINITION_CODE_TWICE, match.level);
            return;
        }
    crosswalk->levels[crosswalk->level_count++] = match;
}

static void read_factor(struct loading *loading, struct share_file *file)
{
    enum { FACTOR, NAME };
    struct crosswalk *crosswalk = loading->crosswalk;
    void *rows = crosswalk->factors;
    if (!one_more(loading, file, &rows, crosswalk->factor_count, sizeof *crosswalk->factors))
        return;
    crosswalk->factors = rows;
    if (share_file_code(file, FACTOR, &crosswalk->factor_codes, LIMIT_FRAMEWORK_ROWS) ==
        LOOKUP_NONE)
        return;
    struct factor *factor = &crosswalk->factors[crosswalk->factor_count++];
    factor->code = share_file_keep(file, FACTOR, &crosswalk->arena);
    factor->name = keep_needed(loading, file, NAME);
}

/* The number of the row's indicator, added when it is new. */
static uint32_t indicator_of(struct loading *loading, struct share_file *file, size_t column)
{
    struct crosswalk *crosswalk = loading->crosswalk;
    struct text code = share_file_cell(file, column);
    void *first = crosswalk->first;
    bool added;
    if (code.length == 0) {
        share_file_wrong_words(file, column, MESSAGE_DEFINITION_BLANK, NULL, 0);
        return LOOKUP_NONE;
    }
    uint32_t number = lookup_add(&crosswalk->indicator_codes, code, &added);
    if (number == LOOKUP_NONE || !memory_reserve(&first, &loading->first_capacity,
                                                 (size_t)number + 1, sizeof *crosswalk->first)) {
        share_file_no_memory(file);
        return LOOKUP_NONE;
    }
    crosswalk->first = first;
    if (added)
        crosswalk->first[number] = LOOKUP_NONE;
    return number;
}

static void read_match(struct loading *loading, struct share_file *file)
{
    enum { INDICATOR, SUBJECT, FACTOR };
    struct crosswalk *crosswalk = loading->crosswalk;
    void *rows = crosswalk->matches;
    if (!one_more(loading, file, &rows, crosswalk->match_count, sizeof *crosswalk->matches))
        return;
    crosswalk->matches = rows;
    struct factor_match match = {.next = LOOKUP_NONE};
    match.line = share_file_place(file, INDICATOR).line;
    match.indicator = indicator_of(loading, file, INDICATOR);
    match.subject = keep_one_of(loading, file, SUBJECT, subjects);
    match.factor = share_file_reference(file, FACTOR, &crosswalk->factor_codes,
                                        loading->names_whole);
    if (match.indicator == LOOKUP_NONE || match.factor == LOOKUP_NONE || !share_file_done(file))
        return;
    uint32_t *link = &crosswalk->first[match.indicator];
    for (; *link != LOOKUP_NONE; link = &crosswalk->matches[*link].next) {
        const struct factor_match *other = &crosswalk->matches[*link];
        /* A blank subject is all of them, so it must not stand beside one of them either. */
        if (other->factor == match.factor &&
            (other->subject.length == 0 || match.subject.length == 0 ||
             text_equal(other->subject, match.subject))) {
            share_file_wrong(file, FACTOR, MESSAGE_DEFINITION_CODE_TWICE,
                             share_file_cell(file, FACTOR));
            return;
        }
    }
    *link = (uint32_t)crosswalk->match_count;
    crosswalk->matches[crosswalk->match_count++] = match;
}

static bool load_file(struct loading *loading, enum crosswalk_file which, const char *name,
                      void (*read_row)(struct loading *, struct share_file *))
{
    struct share_file *file = loading->embedded ? share_file_open(name, loading->reporter)
                                                : share_file_open_user(name, loading->reporter);
    bool ready = file && share_file_columns(file, files[which].columns);
    loading->capacity = 0;
    loading->full = false;
    while (ready && !loading->full && share_file_next(file))
        read_row(loading, file);
    bool whole = ready && !loading->full && share_file_done(file);
    loading->broken |= !whole || !share_file_sound(file);
    share_file_free(file);
    return whole;
}

static bool name_files(struct crosswalk *crosswalk, const char *directory)
{
    struct buffer path;
    buffer_init(&path, LIMIT_CELL_BYTES);
    for (size_t i = 0; i < CROSSWALK_FILES; i++) {
        buffer_clear(&path);
        if (!buffer_format(&path, "%s/%s", directory, files[i].name))
            break;
        crosswalk->files[i] = arena_copy(&crosswalk->arena, buffer_text(&path)).data;
        if (!crosswalk->files[i])
            break;
    }
    buffer_release(&path);
    return crosswalk->files[CROSSWALK_FILES - 1];
}

static struct crosswalk *without_rows(const struct reporter *reporter)
{
    struct crosswalk *crosswalk = memory_new(1, sizeof *crosswalk);
    if (!crosswalk) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&crosswalk->arena);
    lookup_init(&crosswalk->factor_codes);
    lookup_init(&crosswalk->indicator_codes);
    return crosswalk;
}

struct crosswalk *crosswalk_new(const char *directory, const struct reporter *reporter)
{
    struct crosswalk *crosswalk = without_rows(reporter);
    if (!crosswalk)
        return NULL;
    struct loading loading = {.crosswalk = crosswalk, .reporter = reporter, .embedded = !directory};
    if (name_files(crosswalk, directory ? directory : "crosswalks")) {
        const char *const *names = crosswalk->files;
        load_file(&loading, CROSSWALK_LEVELS, names[CROSSWALK_LEVELS], read_level);
        loading.names_whole = load_file(&loading, CROSSWALK_FACTOR_NAMES,
                                        names[CROSSWALK_FACTOR_NAMES], read_factor);
        load_file(&loading, CROSSWALK_FACTORS, names[CROSSWALK_FACTORS], read_match);
    } else {
        loading.broken = true;
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    if (!loading.broken)
        return crosswalk;
    crosswalk_free(crosswalk);
    return NULL;
}

bool crosswalk_add(struct crosswalk *crosswalk, const struct framework *framework,
                   const struct reporter *reporter)
{
    struct loading loading = {.crosswalk = crosswalk, .reporter = reporter};
    char *path;
    if (!share_user_path(framework->directory, files[CROSSWALK_LEVELS].name, &path, reporter))
        return false;
    if (path)
        load_file(&loading, CROSSWALK_LEVELS, path, read_level);
    memory_free(path);
    return !loading.broken;
}

struct crosswalk *crosswalk_own(const struct framework *framework, const struct reporter *reporter)
{
    struct crosswalk *crosswalk = without_rows(reporter);
    if (!crosswalk)
        return NULL;
    if (!name_files(crosswalk, framework->directory ? framework->directory : "crosswalks"))
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else if (crosswalk_add(crosswalk, framework, reporter))
        return crosswalk;
    crosswalk_free(crosswalk);
    return NULL;
}

void crosswalk_free(struct crosswalk *crosswalk)
{
    if (!crosswalk)
        return;
    memory_free(crosswalk->levels);
    memory_free(crosswalk->factors);
    memory_free(crosswalk->matches);
    memory_free(crosswalk->first);
    lookup_release(&crosswalk->factor_codes);
    lookup_release(&crosswalk->indicator_codes);
    arena_release(&crosswalk->arena);
    memory_free(crosswalk);
}

struct text crosswalk_level(const struct crosswalk *crosswalk, struct text from, struct text level,
                            struct text support, struct text indicator_level, struct text to)
{
    struct text fallback = TEXT("");
    if (text_equal(from, to))
        return level;
    for (size_t i = 0; i < crosswalk->level_count; i++) {
        const struct level_match *match = &crosswalk->levels[i];
        if (!text_equal(match->framework, from) || !text_equal(match->level, level) ||
            !text_equal(match->as_framework, to))
            continue;
        if (match->when.length == 0)
            fallback = match->as_level;
        else if (text_equal(match->when, support) || text_equal(match->when, indicator_level))
            return match->as_level;
    }
    return fallback;
}

const struct factor *crosswalk_factor(const struct crosswalk *crosswalk, struct text indicator,
                                      struct text subject, size_t *at)
{
    uint32_t next = LOOKUP_NONE;
    if (*at == 0) {
        uint32_t number = lookup_find(&crosswalk->indicator_codes, indicator);
        if (number != LOOKUP_NONE)
            next = crosswalk->first[number];
    } else if (*at <= crosswalk->match_count) {
        next = crosswalk->matches[*at - 1].next;
    }
    while (next != LOOKUP_NONE) {
        const struct factor_match *match = &crosswalk->matches[next];
        *at = (size_t)next + 1;
        if (match->subject.length == 0 || text_equal(match->subject, subject))
            return &crosswalk->factors[match->factor];
        next = match->next;
    }
    *at = SIZE_MAX;
    return NULL;
}

const struct factor *crosswalk_factor_named(const struct crosswalk *crosswalk, struct text code)
{
    uint32_t number = lookup_find(&crosswalk->factor_codes, code);
    return number == LOOKUP_NONE ? NULL : &crosswalk->factors[number];
}

static bool has_fallback(const struct crosswalk *crosswalk, const struct level_match *wanted)
{
    for (size_t i = 0; i < crosswalk->level_count; i++)
        if (same_case(&crosswalk->levels[i], wanted))
            return true;
    return false;
}

/* Whether the row at `number` is the first that leads from its framework to its other one. */
static bool is_first(const struct crosswalk *crosswalk, size_t number)
{
    const struct level_match *match = &crosswalk->levels[number];
    for (size_t i = 0; i < number; i++)
        if (text_equal(crosswalk->levels[i].framework, match->framework) &&
            text_equal(crosswalk->levels[i].as_framework, match->as_framework))
            return false;
    return true;
}

static void lint_level(const struct framework *framework, struct text name, struct text level,
                       struct place place, const struct reporter *reporter)
{
    if (text_equal(name, framework->name) && framework_level(framework, level) == LOOKUP_NONE)
        report_with(reporter, place, MESSAGE_LINT_LEVEL_UNKNOWN, name, level);
}

static void lint_row(const struct crosswalk *crosswalk, size_t number,
                     const struct framework *framework, const struct reporter *reporter)
{
    const struct level_match *match = &crosswalk->levels[number];
    struct place place = place_of_line(crosswalk->files[CROSSWALK_LEVELS], match->line);
    place.column = TEXT("level");
    lint_level(framework, match->framework, match->level, place, reporter);
    place.column = TEXT("as_level");
    lint_level(framework, match->as_framework, match->as_level, place, reporter);
    if (!text_equal(match->framework, framework->name) || !is_first(crosswalk, number))
        return;
    place.column = TEXT("");
    for (size_t i = 0; i < framework->level_count; i++) {
        struct level_match wanted = *match;
        wanted.level = framework->levels[i].code;
        wanted.when = TEXT("");
        if (!has_fallback(crosswalk, &wanted))
            report_with(reporter, place, MESSAGE_LINT_LEVEL_NO_EQUAL, wanted.level,
                        wanted.framework, wanted.as_framework);
    }
}

void crosswalk_lint(const struct crosswalk *crosswalk, const struct framework *framework,
                    const struct reporter *reporter)
{
    for (size_t i = 0; i < crosswalk->level_count; i++)
        lint_row(crosswalk, i, framework, reporter);
    for (size_t i = 0; i < crosswalk->match_count; i++) {
        const struct factor_match *match = &crosswalk->matches[i];
        struct text code = lookup_key(&crosswalk->indicator_codes, match->indicator);
        struct place place = place_of_line(crosswalk->files[CROSSWALK_FACTORS], match->line);
        place.column = TEXT("indicator");
        if (framework_indicator(framework, code) == LOOKUP_NONE)
            report_with(reporter, place, MESSAGE_LINT_INDICATOR_UNKNOWN, framework->name, code);
    }
}
