#include "domain/family_rows.h"

#include "base/limits.h"

struct rows {
    struct family *family;
    struct table *table;
    struct record_definition *definition;
    const struct reporter *reporter;
};

static bool open_rows(struct rows *rows, struct text record, const struct table_settings *settings,
                      const char *const *files, size_t count, const struct reporter *reporter)
{
    rows->definition = record_definition_new(record, reporter);
    rows->table = rows->definition ? table_new(settings, rows->definition, files, count, reporter)
                                   : NULL;
    if (rows->table)
        table_drop_extras(rows->table);
    return rows->table != NULL;
}

static void close_rows(struct rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
}

/* Numbers of the columns `names`, which end with NULL. */
static void find_columns(const struct rows *rows, const char *const *names, size_t *columns)
{
    for (size_t i = 0; names[i]; i++)
        columns[i] = record_definition_column(rows->definition, text_of(names[i]));
}

/* Which of `names` the code is; `count` when none. */
static size_t place_of(struct text code, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && !text_equal(code, text_of(names[i])))
        i++;
    return i;
}

/* --- People ---------------------------------------------------------------------------------- */

enum {
    FAMILY_ID,
    PERSON_ID,
    NAME,
    GENDER,
    DOB,
    DOD,
    RELATIONSHIP,
    HOUSEHOLD,
    BIRTH_ORDER,
    TWIN_GROUP,
    OUTCOME,
    PEOPLE_COLUMNS
};

static const char *const people_columns[] = {
    "family_id",    "person_id", "name",        "gender",     "dob",     "dod",
    "relationship", "household", "birth_order", "twin_group", "outcome", NULL};

/* Nothing but X, `?` and `-`: a date that is not known, of something that happened. */
static bool is_unknown_date(struct text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!memchr("Xx?-", cell.data[i], 4))
            return false;
    return cell.length > 0;
}

/* The words for a live person who has not died. */
static bool says_no(struct text cell)
{
    return text_equal_folded(cell, TEXT("no")) || text_equal_folded(cell, TEXT("alive"));
}

static struct text read_date(struct table *table, size_t column, struct date *date)
{
    struct text cell = table_cell(table, column);
    if (is_unknown_date(cell))
        return family_date(TEXT(""), date), TEXT("");
    if (!family_date(cell, date))
        table_reject_words(table, column, MESSAGE_DATE_KEPT, NULL, 0);
    else if (date->precision == DATE_NONE)
        return TEXT("");
    return cell;
}

static void read_death(struct table *table, size_t column, struct family_person *person)
{
    struct text cell = table_cell(table, column);
    if (cell.length == 0 || says_no(cell))
        return;
    person->died_text = read_date(table, column, &person->died);
    person->dead = is_unknown_date(cell) || person->died_text.length > 0;
}

static enum family_gender read_gender(struct table *table, size_t column)
{
    static const char *const names[] = {"unknown", "male", "female", "x"};
    bool known = true;
    struct text code = table_code(table, column, &known);
    size_t place = place_of(code, names, 4);
    return place < 4 ? (enum family_gender)place : FAMILY_GENDER_UNKNOWN;
}

static enum family_outcome read_outcome(struct table *table, size_t column)
{
    static const char *const names[] = {"live", "miscarriage", "abortion", "stillbirth", "unborn"};
    bool known = true;
    struct text code = table_code(table, column, &known);
    size_t place = place_of(code, names, 5);
    return place < 5 ? (enum family_outcome)place : FAMILY_LIVE;
}

static bool read_person(struct rows *rows, const size_t *columns)
{
    struct table *table = rows->table;
    uint64_t order = 0;
    bool twice;
    struct family_person person = {
        .id = table_cell(table, columns[PERSON_ID]),
        .name = table_cell(table, columns[NAME]),
        .relationship = table_cell(table, columns[RELATIONSHIP]),
        .family = table_cell(table, columns[FAMILY_ID]),
        .gender = read_gender(table, columns[GENDER]),
        .outcome = read_outcome(table, columns[OUTCOME]),
    };
    if (person.id.length == 0)
        return table_reject_words(table, columns[PERSON_ID], MESSAGE_CELL_BLANK, NULL, 0), true;
    if (family_find(rows->family, person.id) != LOOKUP_NONE)
        return table_reject_words(table, columns[PERSON_ID], MESSAGE_PERSON_TWICE, NULL, 0), true;
    if (rows->family->count == LIMIT_PEOPLE) {
        char digits[24];
        return report_with(rows->reporter, table_place(table, SIZE_MAX), MESSAGE_PEOPLE_TOO_MANY,
                           number_text(LIMIT_PEOPLE, digits));
    }
    family_date(TEXT(""), &person.died);
    person.born_text = read_date(table, columns[DOB], &person.born);
    read_death(table, columns[DOD], &person);
    if (text_to_unsigned(table_cell(table, columns[BIRTH_ORDER]), 1, 1000, &order))
        person.birth_order = (uint32_t)order;
    return family_add_person(rows->family, &person, table_cell(table, columns[HOUSEHOLD]),
                             table_cell(table, columns[TWIN_GROUP]), &twice) ||
           table_no_memory(table);
}

bool family_read_people(struct family *family, const struct table_settings *settings,
                        const char *const *files, size_t count, const struct reporter *reporter)
{
    struct rows rows = {.family = family, .reporter = reporter};
    enum table_result result = TABLE_FAILED;
    size_t columns[PEOPLE_COLUMNS];
    if (open_rows(&rows, TEXT("people"), settings, files, count, reporter)) {
        find_columns(&rows, people_columns, columns);
        while ((result = table_next(rows.table)) == TABLE_ROW)
            if (!read_person(&rows, columns)) {
                result = TABLE_FAILED;
                break;
            }
    }
    close_rows(&rows);
    return result == TABLE_END;
}

/* --- Relationships --------------------------------------------------------------------------- */

enum { FROM, TO, TYPE, STATUS, KIND, START, END, RELATIONSHIP_COLUMNS };

static const char *const relationship_columns[] = {"from", "to",    "type", "status",
                                                   "kind", "start", "end",  NULL};

static const char *const statuses[] = {"",           "partner",   "married", "cohabiting",
                                       "transitory", "separated", "divorced"};
static const char *const kinds[] = {"birth", "adoptive", "kinship", "foster", "step"};
static const char *const child_kinds[] = {"birth-child", "adoptive-child", "kinship-child",
                                          "foster-child", "step-child"};

enum { STATUSES = 7, KINDS = 5 };

struct relationship {
    uint32_t from, to;
    struct text start_text;
    struct date start, end;
};

static bool add_partners(struct rows *rows, const size_t *columns,
                         const struct relationship *relationship, size_t status)
{
    if (status == FAMILY_PARTNERS && table_cell(rows->table, columns[STATUS]).length > 0) {
        bool known = true;
        size_t own = place_of(table_code(rows->table, columns[STATUS], &known), statuses, STATUSES);
        if (own < STATUSES)
            status = own;
        else
            table_reject(rows->table, columns[STATUS], MESSAGE_VALUE_UNKNOWN,
                         table_code_words(rows->table, columns[STATUS]));
    }
    return family_add_partners(rows->family, relationship->from, relationship->to,
                               (enum family_status)status, relationship->start_text,
                               &relationship->start, &relationship->end) ||
           table_no_memory(rows->table);
}

static bool add_parent(struct rows *rows, const size_t *columns, uint32_t parent, uint32_t child,
                       size_t kind)
{
    if (kind == FAMILY_BIRTH && table_cell(rows->table, columns[KIND]).length > 0) {
        bool known = true;
        size_t own = place_of(table_code(rows->table, columns[KIND], &known), kinds, KINDS);
        if (own < KINDS)
            kind = own;
        else
            table_reject(rows->table, columns[KIND], MESSAGE_VALUE_UNKNOWN,
                         table_code_words(rows->table, columns[KIND]));
    }
    return family_add_parent(rows->family, parent, child, (enum family_kind)kind) ||
           table_no_memory(rows->table);
}

static bool add_relationship(struct rows *rows, const size_t *columns,
                             const struct relationship *relationship)
{
    struct table *table = rows->table;
    bool known = true;
    struct text type = table_code(table, columns[TYPE], &known);
    size_t place;
    if (!known || type.length == 0)
        return table_reject(table, columns[TYPE], MESSAGE_VALUE_UNKNOWN,
                            table_code_words(table, columns[TYPE])),
               true;
    if ((place = place_of(type, statuses, STATUSES)) < STATUSES)
        return add_partners(rows, columns, relationship, place);
    if (text_equal(type, TEXT("parent")))
        return add_parent(rows, columns, relationship->from, relationship->to, FAMILY_BIRTH);
    if (text_equal(type, TEXT("child")))
        return add_parent(rows, columns, relationship->to, relationship->from, FAMILY_BIRTH);
    if ((place = place_of(type, kinds, KINDS)) < KINDS)
        return add_parent(rows, columns, relationship->from, relationship->to, place);
    if ((place = place_of(type, child_kinds, KINDS)) < KINDS)
        return add_parent(rows, columns, relationship->to, relationship->from, place);
    if (text_equal(type, TEXT("twin")))
        return family_add_twins(rows->family, relationship->from, relationship->to) ||
               table_no_memory(table);
    return table_reject(table, columns[TYPE], MESSAGE_RELATIONSHIP_NOT_DRAWN, type), true;
}

static bool find_person(struct rows *rows, size_t column, uint32_t *person)
{
    struct text id = table_cell(rows->table, column);
    if (id.length == 0)
        return table_reject_words(rows->table, column, MESSAGE_CELL_BLANK, NULL, 0);
    *person = family_find(rows->family, id);
    if (*person == LOOKUP_NONE)
        return table_reject(rows->table, column, MESSAGE_PERSON_UNKNOWN, id);
    return true;
}

static bool read_relationship(struct rows *rows, const size_t *columns)
{
    struct relationship relationship;
    if (!find_person(rows, columns[FROM], &relationship.from) ||
        !find_person(rows, columns[TO], &relationship.to))
        return true;
    if (relationship.from == relationship.to)
        return table_reject_words(rows->table, columns[TO], MESSAGE_PERSON_RELATED_TO_SELF, NULL,
                                  0),
               true;
    relationship.start_text = read_date(rows->table, columns[START], &relationship.start);
    read_date(rows->table, columns[END], &relationship.end);
    return add_relationship(rows, columns, &relationship);
}

bool family_read_relationships(struct family *family, const struct table_settings *settings,
                               const char *const *files, size_t count,
                               const struct reporter *reporter)
{
    struct rows rows = {.family = family, .reporter = reporter};
    enum table_result result = TABLE_FAILED;
    size_t columns[RELATIONSHIP_COLUMNS];
    if (open_rows(&rows, TEXT("relationships"), settings, files, count, reporter)) {
        find_columns(&rows, relationship_columns, columns);
        while ((result = table_next(rows.table)) == TABLE_ROW)
            if (!read_relationship(&rows, columns)) {
                result = TABLE_FAILED;
                break;
            }
    }
    close_rows(&rows);
    return result == TABLE_END;
}
