#include "domain/measures/annex_a_private.h"

#include "base/memory.h"

enum { ADULT_YEARS = 18 };

static bool no_memory(const struct annex *annex)
{
    return report(annex->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static bool reserve(struct annex *annex, void **array, size_t *capacity, size_t wanted, size_t size)
{
    return memory_reserve(array, capacity, wanted, size) || no_memory(annex);
}

/* Grows one of the arrays of struct annex; the cast to void ** is made on a copy. */
#define RESERVE(annex, array, capacity, wanted)                                                    \
    reserve_copy((annex), (void *)&(array), &(capacity), (wanted), sizeof *(array))

static bool reserve_copy(struct annex *annex, void *array, size_t *capacity, size_t wanted,
                         size_t size)
{
    void *copy;
    memcpy(&copy, array, sizeof copy);
    bool done = reserve(annex, &copy, capacity, wanted, size);
    memcpy(array, &copy, sizeof copy);
    return done;
}

static bool keep(struct annex *annex, struct text *text)
{
    *text = arena_copy(&annex->arena, *text);
    return text->data || no_memory(annex);
}

/* Columns that both records and the people have. */
struct columns {
    size_t family, child, start, end, organisation, gender, ethnicity, dob, outcome;
};

struct child_rows {
    struct annex *annex;
    struct record_definition *definition;
    struct table *table;
    struct columns columns;
};

/* What is not told of a person stays blank; names are not looked at. */
static void ask_for_ids_alone(struct record_definition *definition)
{
    static const char *const names[] = {"name", "gender", "dob"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        definition->columns[record_definition_column(definition, text_of(names[i]))]
            .required = false;
}

static bool child_rows_open(struct child_rows *rows, struct annex *annex, const char *record,
                            const char *const *file, const struct table_settings *settings)
{
    *rows = (struct child_rows){.annex = annex};
    rows->definition = record_definition_new(text_of(record), annex->reporter);
    if (rows->definition && strcmp(record, "people") == 0)
        ask_for_ids_alone(rows->definition);
    rows->table = rows->definition ? table_new(settings, rows->definition, file, 1, annex->reporter)
                                   : NULL;
    if (!rows->table) {
        record_definition_free(rows->definition);
        return false;
    }
#define COLUMN(name) record_definition_column(rows->definition, TEXT(name))
    rows->columns = (struct columns){
        COLUMN("family_id"), COLUMN("child_id"),     COLUMN("start_date"),
        COLUMN("end_date"),  COLUMN("organisation"), COLUMN("gender"),
        COLUMN("ethnicity"), COLUMN("dob"),          COLUMN("outcome")};
#undef COLUMN
    return true;
}

static void child_rows_close(struct child_rows *rows)
{
    rows->annex->counts.rejected += table_reject_count(rows->table);
    table_free(rows->table);
    record_definition_free(rows->definition);
}

/* A code that has no decoding is as if there were none; it is counted for --unmapped. */
static bool read_code(struct child_rows *rows, size_t column, struct text *code)
{
    bool known = true;
    *code = table_code(rows->table, column, &known);
    if (!known)
        *code = TEXT("");
    return keep(rows->annex, code);
}

static bool read_about(struct child_rows *rows, struct annex_child *about)
{
    return table_date(rows->table, rows->columns.dob, &about->dob) &&
           read_code(rows, rows->columns.gender, &about->gender) &&
           read_code(rows, rows->columns.ethnicity, &about->ethnicity);
}

/* --- People --- */

static bool add_person(struct annex *annex, struct annex_person person)
{
    bool added;
    uint32_t number = child_index_add(&annex->by_id, person.family, person.id, &added);
    if (number == LOOKUP_NONE)
        return no_memory(annex);
    if (!added) {
        person.behind = annex->people[number].behind;
        annex->people[number] = person;
        return true;
    }
    person.behind = ANNEX_NONE;
    if (!RESERVE(annex, annex->people, annex->people_capacity, annex->people_count + 1))
        return false;
    annex->people[annex->people_count++] = person;
    uint32_t family = lookup_add(&annex->families, person.family, &added);
    if (family == LOOKUP_NONE)
        return no_memory(annex);
    if (!RESERVE(annex, annex->family_first, annex->family_capacity, (size_t)family + 1) ||
        !RESERVE(annex, annex->family_last, annex->family_last_capacity, (size_t)family + 1))
        return false;
    if (added)
        annex->family_first[family] = number;
    else
        annex->people[annex->family_last[family]].behind = number;
    annex->family_last[family] = number;
    uint32_t alone = lookup_add(&annex->alone, person.id, &added);
    if (alone == LOOKUP_NONE)
        return no_memory(annex);
    if (!RESERVE(annex, annex->only, annex->only_capacity, (size_t)alone + 1))
        return false;
    annex->only[alone] = added ? number : ANNEX_NONE;
    return true;
}

static bool read_person(struct child_rows *rows)
{
    struct annex_person person = {
        .family = table_cell(rows->table, rows->columns.family),
        .id = table_cell(rows->table,
                         record_definition_column(rows->definition, TEXT("person_id"))),
    };
    uint64_t rejected = table_reject_count(rows->table);
    bool known = true;
    if (person.id.length == 0) {
        table_reject(rows->table, record_definition_column(rows->definition, TEXT("person_id")),
                     MESSAGE_CELL_BLANK, TEXT(""));
        return true;
    }
    struct text outcome = table_code(rows->table, rows->columns.outcome, &known);
    person.never_born = known && outcome.length > 0 && !text_equal(outcome, TEXT("live")) &&
                        !text_equal(outcome, TEXT("unborn"));
    if (!keep(rows->annex, &person.family) || !keep(rows->annex, &person.id))
        return false;
    if (!read_about(rows, &person.about))
        return table_reject_count(rows->table) > rejected;
    return add_person(rows->annex, person);
}

static bool read_people(struct annex *annex, const struct table_settings *settings)
{
    struct child_rows rows;
    enum table_result result;
    if (!annex->request.people)
        return true;
    if (!child_rows_open(&rows, annex, "people", &annex->request.people, settings))
        return false;
    bool done = true;
    while (done && (result = table_next(rows.table)) != TABLE_END)
        done = result == TABLE_ROW && read_person(&rows);
    child_rows_close(&rows);
    return done;
}

static const struct annex_person *find_person(struct annex *annex, struct text family,
                                              struct text child)
{
    uint32_t number = child_index_exact(&annex->by_id, family, child);
    if (number == LOOKUP_NONE)
        number = child_index_exact(&annex->by_id, TEXT(""), child);
    if (number == LOOKUP_NONE && family.length == 0) {
        uint32_t alone = lookup_find(&annex->alone, child);
        if (alone != LOOKUP_NONE && annex->only[alone] != ANNEX_NONE)
            number = annex->only[alone];
    }
    return number == LOOKUP_NONE ? NULL : &annex->people[number];
}

/* --- Assessments and episodes --- */

static bool is_listed(const struct annex *annex, const struct annex_row *row)
{
    return row->start <= annex->request.as_of &&
           (row->start >= annex->first || row->end >= annex->first);
}

static void complete(struct annex_child *about, const struct annex_person *person)
{
    if (!person)
        return;
    if (about->gender.length == 0)
        about->gender = person->about.gender;
    if (about->ethnicity.length == 0)
        about->ethnicity = person->about.ethnicity;
    if (about->dob.precision == DATE_NONE)
        about->dob = person->about.dob;
}

static bool add_row(struct annex *annex, struct annex_row row, const struct annex_person *person)
{
    bool added;
    complete(&row.about, person);
    uint32_t child = lookup_add(&annex->children, row.child, &added),
             number = (uint32_t)annex->row_count;
    if (child == LOOKUP_NONE)
        return no_memory(annex);
    if (!RESERVE(annex, annex->rows, annex->row_capacity, annex->row_count + 1) ||
        !RESERVE(annex, annex->child_first, annex->first_capacity, (size_t)child + 1) ||
        !RESERVE(annex, annex->child_last, annex->last_capacity, (size_t)child + 1))
        return false;
    for (int i = 0; added && i < ANNEX_SOURCES; i++)
        annex->child_first[child][i] = annex->child_last[child][i] = ANNEX_NONE;
    row.child = lookup_key(&annex->children, child);
    row.behind = row.other = ANNEX_NONE;
    row.listed = is_listed(annex, &row);
    annex->counts.used[row.source]++;
    annex->counts.listed[row.source] += row.listed;
    annex->counts.later[row.source] += row.start > annex->request.as_of;
    annex->rows[annex->row_count++] = row;
    if (annex->child_last[child][row.source] == ANNEX_NONE)
        annex->child_first[child][row.source] = number;
    else
        annex->rows[annex->child_last[child][row.source]].behind = number;
    annex->child_last[child][row.source] = number;
    return true;
}

static bool is_child_then(const struct annex_person *person, date_day day)
{
    const struct date *dob = &person->about.dob;
    return !person->never_born && dob->precision != DATE_NONE && dob->latest != DATE_DAY_OPEN_END &&
           (dob->latest > day || date_age(dob->latest, day) < ADULT_YEARS);
}

/* A row about a whole family: one for each of its children. */
static bool add_family(struct child_rows *rows, struct annex_row row, struct text family)
{
    struct annex *annex = rows->annex;
    uint32_t number = lookup_find(&annex->families, family);
    uint64_t count = 0;
    for (uint32_t at = number == LOOKUP_NONE ? ANNEX_NONE : annex->family_first[number];
         at != ANNEX_NONE; at = annex->people[at].behind) {
        const struct annex_person *person = &annex->people[at];
        if (!is_child_then(person, row.start))
            continue;
        row.child = person->id;
        if (!add_row(annex, row, person))
            return false;
        count++;
    }
    if (count == 0)
        table_reject(rows->table, SIZE_MAX, MESSAGE_ANNEX_NO_CHILD, TEXT(""));
    return true;
}

/* The day of a date that is exact; an end after the day asked about is none yet. */
static bool read_days(struct child_rows *rows, struct annex_row *row)
{
    struct date start, end;
    struct table *table = rows->table;
    if (!table_date(table, rows->columns.start, &start) ||
        !table_date(table, rows->columns.end, &end))
        return false;
    if (start.precision == DATE_NONE)
        return table_reject(table, rows->columns.start, MESSAGE_CELL_BLANK, TEXT(""));
    if (start.precision != DATE_DAY)
        return table_reject(table, rows->columns.start, MESSAGE_ANNEX_DAY, TEXT(""));
    if (end.precision != DATE_DAY && end.precision != DATE_NONE)
        return table_reject(table, rows->columns.end, MESSAGE_ANNEX_DAY, TEXT(""));
    if (end.precision == DATE_DAY && end.latest < start.earliest)
        return table_reject(table, rows->columns.end, MESSAGE_ENDS_BEFORE, TEXT(""));
    row->start = start.earliest;
    row->end = end.precision == DATE_NONE || end.latest > rows->annex->request.as_of
                   ? DATE_DAY_OPEN_END
                   : end.latest;
    return true;
}

static bool read_row(struct child_rows *rows, enum annex_source source)
{
    struct table *table = rows->table;
    struct annex *annex = rows->annex;
    struct text family = table_cell(table, rows->columns.family),
                child = table_cell(table, rows->columns.child);
    struct annex_row row = {.source = source};
    uint64_t rejected = table_reject_count(table);
    if (family.length == 0 && child.length == 0) {
        table_reject(table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"), TEXT("child_id"));
        return true;
    }
    if (!read_days(rows, &row) || !read_about(rows, &row.about))
        return table_reject_count(table) > rejected;
    row.organisation = table_cell(table, rows->columns.organisation);
    if (!keep(annex, &row.organisation))
        return false;
    if (child.length == 0)
        return add_family(rows, row, family);
    row.child = child;
    return add_row(annex, row, find_person(annex, family, child));
}

static bool read_source(struct annex *annex, enum annex_source source,
                        const struct table_settings *settings)
{
    static const char *const records[ANNEX_SOURCES] = {"assessments", "episodes"};
    struct child_rows rows;
    enum table_result result;
    if (!annex->request.files[source])
        return true;
    if (!child_rows_open(&rows, annex, records[source], &annex->request.files[source], settings))
        return false;
    table_need_either(rows.table, rows.columns.family, rows.columns.child);
    bool done = true;
    while (done && (result = table_next(rows.table)) != TABLE_END)
        done = result == TABLE_ROW && read_row(&rows, source);
    child_rows_close(&rows);
    return done;
}

bool annex_read(struct annex *annex, const struct table_settings *settings)
{
    return read_people(annex, settings) && read_source(annex, ANNEX_ASSESSMENTS, settings) &&
           read_source(annex, ANNEX_EPISODES, settings);
}
