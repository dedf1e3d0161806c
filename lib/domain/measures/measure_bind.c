#include "domain/measures/measure_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

/* --- Which way each measure is counted -------------------------------------------------------- */

static bool uses_stays(const struct measure *measure)
{
    return measure->table == MEASURE_CLOSINGS || measure->kind == MEASURE_OPEN ||
           measure->kind == MEASURE_NEEDS || measure->kind == MEASURE_STANDING ||
           measure->kind == MEASURE_AGREEMENT;
}

static void add_word(struct buffer *missing, const char *before, struct text word)
{
    if (missing->length > 0 && missing->data[missing->length - 1] != ' ')
        buffer_put(missing, " and ");
    buffer_add(missing, text_of(before));
    buffer_add(missing, word);
}

static void need_table(const struct measure_run *run, enum measure_table table,
                       struct buffer *missing)
{
    if (table < MEASURE_FILES && !run->given[table])
        add_word(missing, "--", text_of(measure_table_names[table]));
}

static void need_column(const struct measure_run *run, enum measure_table table, struct text column,
                        struct buffer *missing)
{
    if (column.length > 0 && run->given[table] && !source_has(&run->sources[table], column)) {
        add_word(missing, "", column);
        buffer_put(missing, " in --");
        buffer_add(missing, text_of(measure_table_names[table]));
    }
}

/* One of the columns of the conditions is enough. */
static void need_conditions(const struct measure_run *run, enum measure_table table,
                            const struct measure_conditions *conditions, struct buffer *missing)
{
    for (size_t i = 0; i < conditions->count; i++) {
        const struct measure_condition *condition = &conditions->list[i];
        if (!run->given[table] ||
            (source_has(&run->sources[table], condition->column) &&
             (condition->other.length == 0 || source_has(&run->sources[table], condition->other))))
            return;
    }
    if (conditions->count > 0)
        need_column(run, table,
                    source_has(&run->sources[table], conditions->list[0].column)
                        ? conditions->list[0].other
                        : conditions->list[0].column,
                    missing);
}

/* What this way of counting lacks; nothing when it can be used. */
static void find_missing(const struct measure_run *run, const struct measure *measure,
                         struct buffer *missing)
{
    enum measure_table file = measure_file_of(measure->table);
    bool second = measure->dates[1].length > 0 && !measure->from_to;
    need_table(run, file, missing);
    if (measure->then != MEASURE_TABLES && measure_file_of(measure->then) != file)
        need_table(run, measure_file_of(measure->then), missing);
    if (!second || (run->given[file] && !source_has(&run->sources[file], measure->dates[1])))
        need_column(run, file, measure->dates[0], missing);
    need_column(run, file, measure->each_column, missing);
    if (measure->kind == MEASURE_EVENTS)
        need_column(run, file, measure->split, missing);
    /* Needs and levels without a day have held for ever. */
    if (measure->kind == MEASURE_FOLLOWED || measure->kind == MEASURE_DAYS ||
        measure->kind == MEASURE_STANDING)
        if (measure->then < MEASURE_FILES && run->given[measure->then])
            need_column(run, measure->then, measure->then_column, missing);
    if (measure->kind == MEASURE_AGREEMENT)
        need_column(run, file, TEXT("level"), missing);
    need_conditions(run, measure->kind == MEASURE_STANDING ? measure->then : file,
                    &measure->counted, missing);
    need_conditions(run, file, &measure->among, missing);
}

/* --- Binding to the columns of a file --------------------------------------------------------- */

static bool day_slot(struct source *source, struct text column, size_t *slot)
{
    *slot = SIZE_MAX;
    if (column.length == 0 || !source_has(source, column))
        return true;
    return (*slot = source_day_slot(source, column)) != SIZE_MAX;
}

static bool code_slot(struct source *source, struct text column, size_t *slot)
{
    *slot = SIZE_MAX;
    if (column.length == 0 || !source_has(source, column))
        return true;
    return (*slot = source_code_slot(source, column)) != SIZE_MAX;
}

static bool bind_condition(struct source *source, const struct measure_condition *condition,
                           struct bound_condition *bound)
{
    struct text codes = condition->codes, code;
    *bound = (struct bound_condition){.test = condition->test, .interval = condition->interval};
    bound->slot = source_column(source, condition->column);
    switch (condition->test) {
    case TEST_CODES:
        if (!code_slot(source, condition->column, &bound->slot))
            return false;
        while (text_next(&codes, '|', &code))
            bound->codes |= source_code_bit(source, bound->slot, code);
        return true;
    case TEST_BY:
        return day_slot(source, condition->column, &bound->slot) &&
               day_slot(source, condition->other, &bound->other);
    case TEST_SHARE:
        bound->other = source_column(source, condition->other);
        return true;
    case TEST_NOT_BLANK:
        return true;
    }
    return true;
}

/* Conditions on columns that the file lacks never hold, and are left out. */
static bool bind_conditions(struct source *source, const struct measure_conditions *conditions,
                            struct bound_conditions *bound)
{
    bound->count = 0;
    bound->any = conditions->count == 0;
    for (size_t i = 0; i < conditions->count; i++) {
        const struct measure_condition *condition = &conditions->list[i];
        if (!source_has(source, condition->column) ||
            (condition->other.length > 0 && !source_has(source, condition->other)))
            continue;
        if (!bind_condition(source, condition, &bound->list[bound->count++]))
            return false;
    }
    return true;
}

static size_t column_or_none(const struct source *source, const char *name)
{
    return source_has(source, text_of(name)) ? source_column(source, text_of(name)) : SIZE_MAX;
}

static bool bind_stays(struct measure_run *run, struct tally *tally, struct source *source)
{
    const struct measure *measure = tally->measure;
    struct stays *stays = measure_stays(run, measure->table);
    char digits[24];
    if (stays->bits == MEASURE_STAY_BITS)
        return report_with(run->reporter, PLACE_NONE, MESSAGE_DEFINITION_TOO_LARGE,
                           number_text(MEASURE_STAY_BITS, digits));
    tally->stay_bit = stays->bits++;
    stays->used = true;
    stays->closings |= measure->table == MEASURE_CLOSINGS;
    if (measure->each == EACH_COLUMN) {
        stays->workers = true;
        stays->worker_column = source_column(source, measure->each_column);
    }
    if (measure->kind == MEASURE_EVENTS && measure->split.length > 0) {
        tally->stay_split = stays->split_count++;
        if (!code_slot(source, measure->split, &tally->split))
            return false;
    }
    if (measure->kind == MEASURE_AGREEMENT) {
        if (!code_slot(source, TEXT("level"), &stays->level_slot))
            return false;
        tally->level_codes = source->codes[stays->level_slot]->code_count;
    }
    return true;
}

/* The columns of the other table of a measure about open families; or of the scale's and the
 * evidence's own. */
static bool bind_cells(struct measure_run *run, struct tally *tally)
{
    enum measure_kind kind = tally->measure->kind;
    bool own = kind == MEASURE_CHANGE || kind == MEASURE_ACHIEVED;
    if (!own && kind != MEASURE_NEEDS && kind != MEASURE_AGREEMENT)
        return true;
    struct source *source = &run->sources[own ? tally->measure->table : tally->measure->then];
    static const char *const names[MEASURE_KINDS][3] = {
        [MEASURE_CHANGE] = {"score", "name", "domain"},
        [MEASURE_ACHIEVED] = {"outcome", "clause", "met"},
        [MEASURE_NEEDS] = {"indicator", "status", "end_date"},
        [MEASURE_AGREEMENT] = {"suggested", "level", "level"},
    };
    for (size_t i = 0; i < 3; i++)
        tally->cells[i] = names[kind][i] ? column_or_none(source, names[kind][i]) : SIZE_MAX;
    if (kind == MEASURE_NEEDS)
        return code_slot(source, TEXT("status"), &tally->split) &&
               day_slot(source, TEXT("end_date"), &tally->days[1]);
    if (kind == MEASURE_AGREEMENT)
        return code_slot(source, TEXT("level"), &tally->split) &&
               code_slot(source, TEXT("suggested"), &tally->cells[1]);
    return true;
}

static bool bind(struct measure_run *run, struct tally *tally)
{
    const struct measure *measure = tally->measure;
    enum measure_table file = measure_file_of(measure->table);
    struct source *source = &run->sources[file];
    bool standing = measure->kind == MEASURE_STANDING;
    if (uses_stays(measure)) {
        if (!bind_stays(run, tally, source))
            return false;
    } else if (!day_slot(source, measure->dates[0], &tally->days[0]) ||
               !day_slot(source, measure->dates[1], &tally->days[1])) {
        return false;
    }
    if (tally->days[0] == SIZE_MAX && tally->days[1] != SIZE_MAX) {
        tally->days[0] = tally->days[1];
        tally->days[1] = SIZE_MAX;
    }
    if (measure->kind == MEASURE_EVENTS && measure->table != MEASURE_CLOSINGS &&
        !code_slot(source, measure->split, &tally->split))
        return false;
    if (measure->then < MEASURE_FILES && measure->then != MEASURE_POPULATION &&
        !day_slot(&run->sources[measure->then], measure->then_column, &tally->then_day))
        return false;
    return bind_conditions(standing ? &run->sources[measure->then] : source, &measure->counted,
                           &tally->counted) &&
           bind_conditions(source, &measure->among, &tally->among) && bind_cells(run, tally) &&
           tally_categories(run, tally);
}

/* --- Categories ------------------------------------------------------------------------------- */

/* Puts the names of a list's codes, where it has them. */
static bool name_codes(struct measure_run *run, struct tally *tally, struct text list, size_t count)
{
    static const char *const columns[] = {"list", "code", "name", NULL};
    struct share_file *file = share_file_open("maps/value-names.csv", run->reporter);
    bool done = file && share_file_columns(file, columns);
    while (done && share_file_next(file)) {
        if (!text_equal(share_file_cell(file, 0), list))
            continue;
        for (size_t i = 0; i < count; i++)
            if (text_equal(share_file_cell(file, 1), tally->category_codes[i]))
                tally->category_names[i] = share_file_keep(file, 2, &run->results->arena);
    }
    done = done && share_file_done(file);
    share_file_free(file);
    return done;
}

static struct text phrase_kept(const struct measure_run *run, const char *key)
{
    struct text text = arena_copy(&run->results->arena, phrase(run->request->phrases, key));
    return text.data ? text : TEXT("");
}

static bool code_categories(struct measure_run *run, struct tally *tally, struct source *source)
{
    const struct source_codes *codes = source->codes[tally->split];
    for (size_t i = 0; i < codes->code_count; i++) {
        struct text code = arena_copy(&run->results->arena, codes->codes[i]);
        if (!code.data)
            return measure_no_memory(run);
        tally->category_codes[i] = tally->category_names[i] = code;
    }
    tally->category_codes[codes->code_count] = TEXT("not-recorded");
    tally->category_names[codes->code_count] = phrase_kept(run, "measures-not-recorded");
    tally->category_codes[codes->code_count + 1] = TEXT("not-decoded");
    tally->category_names[codes->code_count + 1] = phrase_kept(run, "measures-not-decoded");
    return name_codes(run, tally, source->definition->columns[codes->column].values,
                      codes->code_count);
}

static size_t category_count(const struct measure_run *run, const struct tally *tally,
                             const struct source *source)
{
    switch (tally->measure->kind) {
    case MEASURE_EVENTS:
        return tally->split == SIZE_MAX ? 0 : source->codes[tally->split]->code_count + 2;
    case MEASURE_CHANGE:
        return 3;
    case MEASURE_ACHIEVED:
        return run->request->outcomes->headline_count;
    case MEASURE_NEEDS:
        return run->request->outcomes->outcome_count;
    default:
        return 0;
    }
}

bool tally_categories(struct measure_run *run, struct tally *tally)
{
    static const char *const changes[] = {"better", "same", "worse"};
    static const char *const change_names[] = {"measures-better", "measures-same",
                                               "measures-worse"};
    const struct outcome_set *outcomes = run->request->outcomes;
    struct source *source = &run->sources[measure_file_of(tally->measure->table)];
    enum measure_kind kind = tally->measure->kind;
    tally->category_count = category_count(run, tally, source);
    tally->category_codes = memory_new(tally->category_count + 1, sizeof *tally->category_codes);
    tally->category_names = memory_new(tally->category_count + 1, sizeof *tally->category_names);
    if (!tally->category_codes || !tally->category_names)
        return measure_no_memory(run);
    for (size_t i = 0; i < tally->category_count; i++) {
        if (kind == MEASURE_CHANGE) {
            tally->category_codes[i] = text_of(changes[i]);
            tally->category_names[i] = phrase_kept(run, change_names[i]);
        } else if (kind == MEASURE_ACHIEVED) {
            tally->category_codes[i] = outcomes->headlines[i].code;
            tally->category_names[i] = outcomes->headlines[i].name;
        } else if (kind == MEASURE_NEEDS) {
            tally->category_codes[i] = outcomes->outcomes[i].code;
            tally->category_names[i] = outcomes->outcomes[i].need;
        }
    }
    return kind != MEASURE_EVENTS || tally->category_count == 0 ||
           code_categories(run, tally, source);
}

/* --- All of them ------------------------------------------------------------------------------ */

static void tally_init(struct measure_run *run, struct tally *tally, const struct measure *measure)
{
    enum measure_kind kind = measure->kind;
    *tally = (struct tally){.measure = measure,
                            .days = {SIZE_MAX, SIZE_MAX},
                            .then_day = SIZE_MAX,
                            .split = SIZE_MAX,
                            .stay_bit = SIZE_MAX,
                            .stay_split = SIZE_MAX};
    lookup_init(&tally->series);
    (void)run;
    tally->own_denominators = kind == MEASURE_ACHIEVED;
    tally->adds_over_groups = kind == MEASURE_EVENTS || kind == MEASURE_FOLLOWED ||
                              kind == MEASURE_DAYS || kind == MEASURE_CHANGE ||
                              kind == MEASURE_ACHIEVED;
    tally->adds_over_periods = kind == MEASURE_EVENTS || kind == MEASURE_FOLLOWED ||
                               kind == MEASURE_DAYS;
}

/* Chooses the first way of a measure that can be counted; notes what is missing when none can. */
static bool choose(struct measure_run *run, const struct measure *ways, size_t count,
                   struct measure_note *note)
{
    struct buffer missing, all;
    buffer_init(&missing, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&all, LIMIT_OUTPUT_CELL_BYTES);
    note->measure = &ways[0];
    bool done = true;
    for (size_t i = 0; i < count && !note->counted && done; i++) {
        buffer_clear(&missing);
        find_missing(run, &ways[i], &missing);
        if (missing.length == 0 && !buffer_failed(&missing)) {
            note->measure = &ways[i];
            note->counted = true;
            tally_init(run, &run->tallies[run->tally_count], &ways[i]);
            done = bind(run, &run->tallies[run->tally_count++]);
        } else {
            if (all.length > 0)
                buffer_put(&all, ", or ");
            buffer_add(&all, buffer_text(&missing));
            done = !buffer_failed(&missing) && !buffer_failed(&all);
            if (!done)
                measure_no_memory(run);
        }
    }
    if (done && !note->counted) {
        note->missing = arena_copy(&run->results->arena, buffer_text(&all));
        done = note->missing.data || measure_no_memory(run);
    }
    buffer_release(&missing);
    buffer_release(&all);
    return done;
}

bool tallies_make(struct measure_run *run)
{
    const struct measures *measures = run->request->measures;
    struct measure_results *results = run->results;
    run->tallies = memory_new(measures->count + 1, sizeof *run->tallies);
    results->notes = memory_new(measures->count + 1, sizeof *results->notes);
    if (!run->tallies || !results->notes)
        return measure_no_memory(run);
    run->episodes.worker_column = run->plans.worker_column = SIZE_MAX;
    run->episodes.level_slot = run->plans.level_slot = SIZE_MAX;
    for (size_t i = 0, next; i < measures->count; i = next) {
        for (next = i + 1;
             next < measures->count && measures->list[next].number == measures->list[i].number;
             next++)
            continue;
        if (!choose(run, &measures->list[i], next - i, &results->notes[results->note_count++]))
            return false;
    }
    return true;
}

void tallies_release(struct measure_run *run)
{
    for (size_t i = 0; i < run->tally_count; i++) {
        struct tally *tally = &run->tallies[i];
        grid_release(&tally->grid);
        lookup_release(&tally->series);
        memory_free(tally->kept.list);
        memory_free(tally->others.list);
        memory_free(tally->category_codes);
        memory_free(tally->category_names);
        memory_free(tally->order);
        memory_free(tally->starts);
        memory_free(tally->alone);
        memory_free(tally->alone_starts);
        memory_free(tally->stamps);
        memory_free(tally->quarters);
    }
    memory_free(run->tallies);
}
