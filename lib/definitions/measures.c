#include "definitions/measures.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/definition.h"
#include "records/share.h"

static const char embedded_path[] = "measures/measures.csv";
static const char user_file[] = "measures.csv";

const char *const measure_kind_names[MEASURE_KINDS] = {
    "events",   "open",  "followed", "days",      "change",
    "achieved", "needs", "standing", "agreement", "off"};
const char *const measure_table_names[MEASURE_TABLES] = {
    "episodes", "contacts",   "referrals",  "assessments", "plans",
    "reviews",  "scales",     "outcomes",   "levels",      "consent",
    "feedback", "population", "indicators", "closings",    "openings"};
const char *const measure_table_records[MEASURE_TABLES] = {
    "episodes", "contacts",   "referrals",        "assessments", "plans",
    "reviews",  "scales",     "outcome-evidence", "levels",      "consent",
    "feedback", "population", "indicators",       "episodes",    "episodes"};
const char *const measure_quadrant_names[MEASURE_QUADRANTS] = {"how-much", "how-well",
                                                               "better-off"};
const char *const measure_unit_names[MEASURE_UNITS] = {"number", "per-cent", "per-10000", "days"};
const char *const measure_better_names[MEASURE_BETTERS] = {"", "higher", "lower"};
const char *const measure_out_of_names[MEASURE_OUT_OFS] = {"", "group", "total", "population"};

enum {
    MEASURE,
    TITLE,
    QUADRANT,
    UNIT,
    BETTER,
    KIND,
    TABLE,
    DATE,
    EACH,
    COUNTED,
    AMONG,
    SPLIT,
    OUT_OF,
    THEN,
    WITHIN,
    COUNTS,
    REF
};

static const char *const column_names[] = {
    "measure", "title", "quadrant", "unit",   "?better", "kind",   "table",  "date", "each",
    "counted", "among", "split",    "out_of", "then",    "within", "counts", "ref",  NULL};

struct loading {
    struct measures *measures;
    struct share_file *file;
    const struct reporter *reporter;
    struct record_definition *records[MEASURE_TABLES];
    size_t capacity;
    struct lookup seen; /* codes of this file */
    uint32_t last;      /* number of the row before, or LOOKUP_NONE */
    bool broken;
};

static void wrong(struct loading *loading, size_t column)
{
    share_file_wrong_words(loading->file, column, MESSAGE_DEFINITION_CELL, NULL, 0);
}

static void wrong_word(struct loading *loading, size_t column, const char *const *names,
                       size_t count)
{
    struct buffer words;
    buffer_init(&words, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < count; i++) {
        if (names[i][0] == '\0')
            continue;
        if (words.length > 0)
            buffer_put(&words, ", ");
        buffer_add(&words, text_of(names[i]));
    }
    share_file_not_one_of(loading->file, column, buffer_text(&words));
    buffer_release(&words);
}

/* The place of the cell's word among the names; 0 after a message when it is none of them. */
static size_t read_word(struct loading *loading, size_t column, const char *const *names,
                        size_t count)
{
    struct text cell = share_file_cell(loading->file, column);
    for (size_t i = 0; i < count; i++)
        if (text_equal(cell, text_of(names[i])))
            return i;
    wrong_word(loading, column, names, count);
    return 0;
}

static struct record_definition *record_of(struct loading *loading, enum measure_table table)
{
    if (!loading->records[table])
        loading->records[table] = record_definition_new(text_of(measure_table_records[table]),
                                                        loading->reporter);
    loading->broken |= !loading->records[table];
    return loading->records[table];
}

static struct text record_key(const void *context, size_t number)
{
    const struct record_definition *record = context;
    return record->columns[number].name;
}

/* The column of a table; NULL after a message when it has none of that name. */
static const struct column_definition *check_column(struct loading *loading, size_t column,
                                                    enum measure_table table, struct text name)
{
    const struct record_definition *record = record_of(loading, table);
    if (!record)
        return NULL;
    size_t number = record_definition_column(record, name);
    if (number < record->column_count)
        return &record->columns[number];
    share_file_unknown(loading->file, column, name, record->column_count, record_key, record);
    return NULL;
}

static void check_date(struct loading *loading, size_t column, enum measure_table table,
                       struct text name)
{
    const struct column_definition *found = check_column(loading, column, table, name);
    if (found && found->type != COLUMN_DATE)
        wrong(loading, column);
}

/* --- Conditions ------------------------------------------------------------------------------- */

/* A code of a condition must be one that cells can be decoded to. */
static void check_codes(struct loading *loading, size_t column, struct text list_name,
                        struct text codes)
{
    struct value_list *list = list_name.length > 0 ? value_list_new(list_name, loading->reporter)
                                                   : NULL;
    struct text code;
    if (list_name.length == 0 || !list) {
        loading->broken |= list_name.length > 0;
        wrong(loading, column);
        return;
    }
    while (text_next(&codes, '|', &code)) {
        bool known = false;
        for (size_t i = 0; i < list->values.count && !known; i++)
            known = text_equal(list->codes[i], code);
        if (!known)
            share_file_wrong(loading->file, column, MESSAGE_DEFINITION_CODE_UNKNOWN, code);
    }
    value_list_free(list);
}

static void check_condition(struct loading *loading, size_t column, enum measure_table table,
                            const struct measure_condition *condition)
{
    const struct column_definition *found = check_column(loading, column, table, condition->column);
    if (!found)
        return;
    if (condition->test == TEST_CODES)
        check_codes(loading, column, found->values, condition->codes);
    if (condition->test == TEST_BY) {
        check_date(loading, column, table, condition->column);
        check_date(loading, column, table, condition->other);
    }
    if (condition->test == TEST_SHARE) {
        const struct column_definition *other = check_column(loading, column, table,
                                                             condition->other);
        if (found->type != COLUMN_NUMBER || (other && other->type != COLUMN_NUMBER))
            wrong(loading, column);
    }
}

static void read_conditions(struct loading *loading, size_t column, enum measure_table table,
                            struct measure_conditions *conditions, struct text *kept)
{
    *kept = share_file_keep(loading->file, column, &loading->measures->arena);
    if (!measure_conditions_read(conditions, *kept, loading->measures->intervals,
                                 share_file_place(loading->file, column), loading->reporter)) {
        loading->broken = true;
        return;
    }
    for (size_t i = 0; i < conditions->count; i++)
        check_condition(loading, column, table, &conditions->list[i]);
}

/* --- The other cells -------------------------------------------------------------------------- */

static void read_dates(struct loading *loading, struct measure *measure)
{
    struct text rest = measure->date_text;
    bool open = memchr(rest.data, '/', rest.length) != NULL;
    measure->from_to = open;
    if (!text_next(&rest, open ? '/' : '|', &measure->dates[0]) || measure->dates[0].length == 0) {
        wrong(loading, DATE);
        return;
    }
    measure->dates[1] = text_trim(rest);
    check_date(loading, DATE, measure->table, measure->dates[0]);
    if (measure->dates[1].length > 0)
        check_date(loading, DATE, measure->table, measure->dates[1]);
    else if (open)
        wrong(loading, DATE);
}

static void read_each(struct loading *loading, struct measure *measure)
{
    static const char *const words[] = {"row", "child", "family"};
    for (size_t i = 0; i < EACH_COLUMN; i++)
        if (text_equal(measure->each_text, text_of(words[i]))) {
            measure->each = (enum measure_each)i;
            return;
        }
    measure->each = EACH_COLUMN;
    measure->each_column = measure->each_text;
    check_column(loading, EACH, measure->table, measure->each_text);
}

static void read_then(struct loading *loading, struct measure *measure)
{
    struct text rest = measure->then_text, table;
    measure->then = MEASURE_TABLES;
    if (rest.length == 0)
        return;
    text_next(&rest, '.', &table);
    for (size_t i = 0; i < MEASURE_TABLES; i++)
        if (text_equal(table, text_of(measure_table_names[i])))
            measure->then = (enum measure_table)i;
    if (measure->then == MEASURE_TABLES) {
        wrong_word(loading, THEN, measure_table_names, MEASURE_TABLES);
        return;
    }
    measure->then_column = text_trim(rest);
    if (measure->then != MEASURE_POPULATION)
        check_date(loading, THEN, measure->then, measure->then_column);
}

static void read_within(struct loading *loading, struct measure *measure)
{
    struct text name = share_file_cell(loading->file, WITHIN);
    if (name.length == 0)
        return;
    measure->within = intervals_find(loading->measures->intervals, name);
    if (!measure->within)
        share_file_wrong(loading->file, WITHIN, MESSAGE_DEFINITION_CODE_UNKNOWN, name);
    else if (measure->within->unit > INTERVAL_MONTHS)
        wrong(loading, WITHIN);
}

/* --- What goes with what ---------------------------------------------------------------------- */

static const struct {
    bool from_to, then, within;
    enum measure_table table, then_table; /* MEASURE_TABLES: any */
    const char *split;                    /* NULL: a coded column or none; else this word */
} shapes[MEASURE_KINDS] = {
    [MEASURE_EVENTS] = {false, false, false, MEASURE_TABLES, MEASURE_TABLES, NULL},
    [MEASURE_OPEN] = {true, false, false, MEASURE_TABLES, MEASURE_POPULATION, ""},
    [MEASURE_FOLLOWED] = {false, true, true, MEASURE_TABLES, MEASURE_TABLES, ""},
    [MEASURE_DAYS] = {false, true, true, MEASURE_TABLES, MEASURE_TABLES, ""},
    [MEASURE_CHANGE] = {false, false, false, MEASURE_SCALES, MEASURE_TABLES, "direction"},
    [MEASURE_ACHIEVED] = {false, false, false, MEASURE_OUTCOMES, MEASURE_TABLES, "headline"},
    [MEASURE_NEEDS] = {true, true, false, MEASURE_EPISODES, MEASURE_INDICATORS, "outcome"},
    [MEASURE_STANDING] = {true, true, false, MEASURE_EPISODES, MEASURE_CONSENT, ""},
    [MEASURE_AGREEMENT] = {true, true, false, MEASURE_EPISODES, MEASURE_LEVELS, ""},
};

static void check_split(struct loading *loading, struct measure *measure)
{
    const char *word = shapes[measure->kind].split;
    if (word) {
        if (!text_equal(measure->split, text_of(word)))
            wrong(loading, SPLIT);
    } else if (measure->split.length > 0) {
        const struct column_definition *column = check_column(loading, SPLIT, measure->table,
                                                              measure->split);
        if (column && column->values.length == 0)
            wrong(loading, SPLIT);
    }
}

static void check_unit(struct loading *loading, const struct measure *measure)
{
    static const enum measure_out_of none[MEASURE_UNITS] = {
        MEASURE_OUT_OF_NONE, MEASURE_OUT_OF_GROUP, MEASURE_OUT_OF_POPULATION, MEASURE_OUT_OF_GROUP};
    bool days = measure->kind == MEASURE_DAYS;
    bool total = measure->out_of == MEASURE_OUT_OF_TOTAL &&
                 (measure->kind == MEASURE_OPEN || measure->kind == MEASURE_EVENTS);
    bool rate = measure->unit == MEASURE_PER_10000;
    if (days != (measure->unit == MEASURE_DAYS_UNIT) || (rate && measure->kind != MEASURE_OPEN))
        wrong(loading, UNIT);
    if (measure->out_of != none[measure->unit] && !(measure->unit == MEASURE_PER_CENT && total))
        wrong(loading, OUT_OF);
    if (rate != (measure->then == MEASURE_POPULATION))
        wrong(loading, THEN);
}

/* Tables that rows of an event can come from: what is made of episodes has one date each. */
static void check_made(struct loading *loading, const struct measure *measure)
{
    bool closings = measure->table == MEASURE_CLOSINGS;
    if (measure->table == MEASURE_OPENINGS || measure->table == MEASURE_POPULATION ||
        measure->table == MEASURE_INDICATORS)
        wrong(loading, TABLE);
    if (closings &&
        (!text_equal(measure->date_text, TEXT("end_date")) || measure->each != EACH_FAMILY ||
         (measure->then < MEASURE_TABLES && measure->then != MEASURE_OPENINGS)))
        wrong(loading, DATE);
    if ((measure->then == MEASURE_OPENINGS) != (closings && measure->kind == MEASURE_FOLLOWED) ||
        measure->then == MEASURE_CLOSINGS)
        wrong(loading, THEN);
    if (measure->each == EACH_COLUMN && measure->kind != MEASURE_OPEN)
        wrong(loading, EACH);
    if (measure->each == EACH_ROW && measure->kind != MEASURE_EVENTS)
        wrong(loading, EACH);
}

static void check_shape(struct loading *loading, struct measure *measure)
{
    enum measure_kind kind = measure->kind;
    bool population = kind == MEASURE_OPEN && measure->then == MEASURE_POPULATION;
    if (measure->from_to != shapes[kind].from_to)
        wrong(loading, DATE);
    if ((measure->then != MEASURE_TABLES) != (shapes[kind].then || population) ||
        (measure->then != MEASURE_TABLES && shapes[kind].then_table != MEASURE_TABLES &&
         measure->then != shapes[kind].then_table))
        wrong(loading, THEN);
    if ((measure->within != NULL) != shapes[kind].within)
        wrong(loading, WITHIN);
    if (shapes[kind].table != MEASURE_TABLES && measure->table != shapes[kind].table)
        wrong(loading, TABLE);
    if (kind == MEASURE_OPEN && measure->table != MEASURE_EPISODES &&
        measure->table != MEASURE_PLANS)
        wrong(loading, TABLE);
    check_split(loading, measure);
    check_unit(loading, measure);
    check_made(loading, measure);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static struct text keep(struct loading *loading, size_t column)
{
    return share_file_keep(loading->file, column, &loading->measures->arena);
}

static void read_row(struct loading *loading, struct measure *measure)
{
    measure->title = keep(loading, TITLE);
    measure->quadrant = (enum measure_quadrant)read_word(loading, QUADRANT, measure_quadrant_names,
                                                         MEASURE_QUADRANTS);
    measure->unit = (enum measure_unit)read_word(loading, UNIT, measure_unit_names, MEASURE_UNITS);
    measure->better = (enum measure_better)read_word(loading, BETTER, measure_better_names,
                                                     MEASURE_BETTERS);
    measure->table = (enum measure_table)read_word(loading, TABLE, measure_table_names,
                                                   MEASURE_TABLES);
    measure->out_of = (enum measure_out_of)read_word(loading, OUT_OF, measure_out_of_names,
                                                     MEASURE_OUT_OFS);
    measure->date_text = keep(loading, DATE);
    measure->each_text = keep(loading, EACH);
    measure->then_text = keep(loading, THEN);
    measure->split = keep(loading, SPLIT);
    measure->counts = keep(loading, COUNTS);
    measure->ref = keep(loading, REF);
    if (measure->title.length == 0)
        share_file_wrong_words(loading->file, TITLE, MESSAGE_DEFINITION_BLANK, NULL, 0);
    read_dates(loading, measure);
    read_each(loading, measure);
    read_then(loading, measure);
    read_within(loading, measure);
    enum measure_table conditions = measure->kind == MEASURE_STANDING &&
                                            measure->then < MEASURE_TABLES
                                        ? measure->then
                                        : measure->table;
    read_conditions(loading, COUNTED, conditions, &measure->counted, &measure->counted_text);
    read_conditions(loading, AMONG, measure->table, &measure->among, &measure->among_text);
    check_shape(loading, measure);
}

/* Ways to count one measure must tell the same of it. */
static void check_agreement(struct loading *loading, const struct measure *measure,
                            const struct measure *first)
{
    if (!text_equal(measure->title, first->title))
        wrong(loading, TITLE);
    if (measure->quadrant != first->quadrant)
        wrong(loading, QUADRANT);
    if (measure->unit != first->unit)
        wrong(loading, UNIT);
    if (measure->better != first->better)
        wrong(loading, BETTER);
}

/* Takes the rows of a code out, so that those of another file can take their place. */
static void drop_rows(struct measures *measures, uint32_t number)
{
    size_t kept = 0;
    for (size_t i = 0; i < measures->count; i++)
        if (measures->list[i].number != number)
            measures->list[kept++] = measures->list[i];
    measures->count = kept;
}

static bool add_row(struct loading *loading)
{
    struct measures *measures = loading->measures;
    struct share_file *file = loading->file;
    struct text code = share_file_cell(file, MEASURE);
    bool added, seen_before;
    if (code.length == 0) {
        share_file_wrong_words(file, MEASURE, MESSAGE_DEFINITION_BLANK, NULL, 0);
        return true;
    }
    uint32_t number = lookup_add(&measures->codes, code, &added);
    uint32_t seen = lookup_add(&loading->seen, code, &seen_before);
    void *list = measures->list;
    if (number == LOOKUP_NONE || seen == LOOKUP_NONE ||
        !memory_reserve(&list, &loading->capacity, measures->count + 1, sizeof *measures->list))
        return share_file_no_memory(file);
    measures->list = list;
    if (!seen_before && loading->last != number)
        share_file_wrong(file, MEASURE, MESSAGE_DEFINITION_CODE_TWICE, code, code);
    if (seen_before && !added)
        drop_rows(measures, number);
    loading->last = number;
    struct measure *measure = &measures->list[measures->count];
    *measure = (struct measure){.code = lookup_key(&measures->codes, number),
                                .number = number,
                                .alternative = !seen_before,
                                .then = MEASURE_TABLES,
                                .line = share_file_place(file, MEASURE).line};
    measure->kind = (enum measure_kind)read_word(loading, KIND, measure_kind_names, MEASURE_KINDS);
    measure->file = arena_copy(&measures->arena, text_of(share_file_place(file, MEASURE).file));
    if (measure->kind == MEASURE_OFF)
        return true;
    read_row(loading, measure);
    if (measure->alternative && measures->count > 0 && measure[-1].number == number)
        check_agreement(loading, measure, &measure[-1]);
    measures->count++;
    return true;
}

static bool load(struct loading *loading)
{
    loading->last = LOOKUP_NONE;
    lookup_clear(&loading->seen);
    if (!share_file_columns(loading->file, column_names))
        return false;
    while (share_file_next(loading->file)) {
        if (loading->measures->count == LIMIT_FRAMEWORK_ROWS) {
            char digits[24];
            return share_file_wrong(loading->file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                    number_text(LIMIT_FRAMEWORK_ROWS, digits));
        }
        if (!add_row(loading))
            return false;
    }
    return share_file_sound(loading->file) && !loading->broken;
}

/* Rows in order of number; those of one number stay as they are. */
static bool sort_rows(struct measures *measures)
{
    struct measure *sorted = memory_new(measures->count + 1, sizeof *sorted);
    size_t at = 0;
    if (!sorted)
        return false;
    for (uint32_t number = 0; number < measures->codes.count; number++)
        for (size_t i = 0; i < measures->count; i++)
            if (measures->list[i].number == number)
                sorted[at++] = measures->list[i];
    memory_free(measures->list);
    measures->list = sorted;
    return true;
}

static bool load_all(struct loading *loading, const char *directory)
{
    char *name;
    loading->file = share_file_open(embedded_path, loading->reporter);
    bool done = loading->file && load(loading);
    share_file_free(loading->file);
    if (!done || !directory)
        return done;
    if (!share_user_path(directory, user_file, &name, loading->reporter))
        return false;
    if (name) {
        loading->file = share_file_open_user(name, loading->reporter);
        done = loading->file && load(loading);
        share_file_free(loading->file);
    }
    memory_free(name);
    return done;
}

struct measures *measures_new(const char *directory, const struct intervals *intervals,
                              const struct reporter *reporter)
{
    struct measures *measures = memory_new(1, sizeof *measures);
    if (!measures) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&measures->arena);
    lookup_init(&measures->codes);
    measures->intervals = intervals;
    struct loading loading = {.measures = measures, .reporter = reporter};
    lookup_init(&loading.seen);
    bool done = load_all(&loading, directory);
    if (done && !sort_rows(measures))
        done = report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    lookup_release(&loading.seen);
    for (size_t i = 0; i < MEASURE_TABLES; i++)
        record_definition_free(loading.records[i]);
    if (done)
        return measures;
    measures_free(measures);
    return NULL;
}

void measures_free(struct measures *measures)
{
    if (!measures)
        return;
    memory_free(measures->list);
    lookup_release(&measures->codes);
    arena_release(&measures->arena);
    memory_free(measures);
}

bool measure_is_snapshot(enum measure_kind kind)
{
    return kind == MEASURE_OPEN || kind == MEASURE_NEEDS || kind == MEASURE_STANDING ||
           kind == MEASURE_AGREEMENT || kind == MEASURE_ACHIEVED;
}
