#include "domain/family/family_take.h"

#include "base/limits.h"

/* Which of `names` the code is; `count` when none. */
static size_t place_of(struct text code, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && !text_equal(code, text_of(names[i])))
        i++;
    return i;
}

static bool no_memory(const struct family_taker *taker)
{
    return report(taker->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- People ---------------------------------------------------------------------------------- */

static struct text read_date(const struct family_row *row, size_t cell, struct date *date)
{
    struct text text = row->cells[cell];
    if (family_is_unknown_date(text))
        return family_date(TEXT(""), date), TEXT("");
    if (!family_date(text, date))
        family_row_reject_words(row, cell, MESSAGE_DATE_KEPT, NULL, 0);
    else if (date->precision == DATE_NONE)
        return TEXT("");
    return text;
}

static void read_death(const struct family_row *row, struct family_person *person)
{
    struct text cell = row->cells[PERSON_DOD];
    if (cell.length == 0 || family_says_no(cell))
        return;
    person->died_text = read_date(row, PERSON_DOD, &person->died);
    person->dead = family_is_unknown_date(cell) || person->died_text.length > 0;
}

enum family_gender family_gender_of(struct text code)
{
    static const char *const names[] = {"unknown", "male", "female", "x"};
    size_t place = place_of(code, names, 4);
    return place < 4 ? (enum family_gender)place : FAMILY_GENDER_UNKNOWN;
}

static enum family_outcome outcome_of(struct text code)
{
    static const char *const names[] = {"live", "miscarriage", "abortion", "stillbirth", "unborn"};
    size_t place = place_of(code, names, 5);
    return place < 5 ? (enum family_outcome)place : FAMILY_LIVE;
}

static bool take_person(void *context, const struct family_row *row)
{
    const struct family_taker *taker = context;
    const struct text *cells = row->cells;
    uint64_t order = 0;
    bool twice;
    struct family_person person = {
        .id = cells[PERSON_ID],
        .name = cells[PERSON_NAME],
        .relationship = cells[PERSON_RELATIONSHIP],
        .family = cells[PERSON_FAMILY_ID],
        .gender = family_gender_of(cells[PERSON_GENDER]),
        .outcome = outcome_of(cells[PERSON_OUTCOME]),
    };
    if (person.id.length == 0)
        return family_row_reject_words(row, PERSON_ID, MESSAGE_CELL_BLANK, NULL, 0), true;
    if (family_find(taker->family, person.id) != LOOKUP_NONE)
        return family_row_reject_words(row, PERSON_ID, MESSAGE_PERSON_TWICE, NULL, 0), true;
    if (taker->family->count == LIMIT_PEOPLE) {
        char digits[24];
        return report_with(taker->reporter, place_of_line(row->file, row->whole.line),
                           MESSAGE_PEOPLE_TOO_MANY, number_text(LIMIT_PEOPLE, digits));
    }
    family_date(TEXT(""), &person.died);
    person.born_text = read_date(row, PERSON_DOB, &person.born);
    read_death(row, &person);
    if (text_to_unsigned(cells[PERSON_BIRTH_ORDER], 1, 1000, &order))
        person.birth_order = (uint32_t)order;
    return family_add_person(taker->family, &person, cells[PERSON_HOUSEHOLD],
                             cells[PERSON_TWIN_GROUP], &twice) ||
           no_memory(taker);
}

/* --- Relationships --------------------------------------------------------------------------- */

static const char *const statuses[] = {"",           "partner",   "married", "cohabiting",
                                       "transitory", "separated", "divorced"};
static const char *const kinds[] = {"birth", "adoptive", "kinship", "foster", "step"};
static const char *const child_kinds[] = {"birth-child", "adoptive-child", "kinship-child",
                                          "foster-child", "step-child"};

enum { STATUSES = 7, KINDS = 5 };

bool family_status_of(struct text code, enum family_status *status)
{
    size_t place = code.length > 0 ? place_of(code, statuses, STATUSES) : STATUSES;
    if (place < STATUSES)
        *status = (enum family_status)place;
    return place < STATUSES;
}

bool family_kind_of(struct text code, enum family_kind *kind)
{
    size_t place = place_of(code, kinds, KINDS);
    if (place < KINDS)
        *kind = (enum family_kind)place;
    return place < KINDS;
}

enum relation family_relation(struct text type, enum family_status *status, enum family_kind *kind)
{
    size_t place;
    *status = FAMILY_PARTNERS;
    *kind = FAMILY_BIRTH;
    if (family_status_of(type, status))
        return RELATION_PARTNERS;
    if (text_equal(type, TEXT("parent")) || family_kind_of(type, kind))
        return RELATION_PARENT;
    if (text_equal(type, TEXT("child")))
        return RELATION_CHILD;
    if ((place = place_of(type, child_kinds, KINDS)) < KINDS) {
        *kind = (enum family_kind)place;
        return RELATION_CHILD;
    }
    return text_equal(type, TEXT("twin")) ? RELATION_TWINS : RELATION_OTHER;
}

/* Says which codes a cell may hold. */
static void reject_code(const struct family_row *row, size_t cell)
{
    struct text words = cell == RELATION_KIND
                            ? TEXT("birth, adoptive, foster, step, kinship")
                            : TEXT("married, cohabiting, partner, transitory, separated, divorced");
    if (row->table)
        table_reject_value(row->table, row->columns[cell],
                           table_code_words(row->table, row->columns[cell]));
    else
        family_row_reject(row, cell, MESSAGE_VALUE_UNKNOWN, words,
                          text_nearest_word(row->cells[cell], words));
}

struct relationship {
    uint32_t from, to;
    struct text start_text;
    struct date start, end;
};

static bool add_partners(struct family_taker *taker, const struct family_row *row,
                         const struct relationship *relationship, enum family_status status)
{
    struct text own = row->cells[RELATION_STATUS];
    if (status == FAMILY_PARTNERS && own.length > 0 && !family_status_of(own, &status))
        reject_code(row, RELATION_STATUS);
    return family_add_partners(taker->family, relationship->from, relationship->to, status,
                               relationship->start_text, &relationship->start,
                               &relationship->end) ||
           no_memory(taker);
}

static bool add_parent(struct family_taker *taker, const struct family_row *row, uint32_t parent,
                       uint32_t child, enum family_kind kind)
{
    struct text own = row->cells[RELATION_KIND];
    if (kind == FAMILY_BIRTH && own.length > 0 && !family_kind_of(own, &kind))
        reject_code(row, RELATION_KIND);
    return family_add_parent(taker->family, parent, child, kind) || no_memory(taker);
}

static bool add_relationship(struct family_taker *taker, const struct family_row *row,
                             const struct relationship *relationship)
{
    struct text type = row->cells[RELATION_TYPE];
    enum family_status status;
    enum family_kind kind;
    if (row->undecoded[RELATION_TYPE] || type.length == 0)
        return reject_code(row, RELATION_TYPE), true;
    switch (family_relation(type, &status, &kind)) {
    case RELATION_PARTNERS:
        return add_partners(taker, row, relationship, status);
    case RELATION_PARENT:
        return add_parent(taker, row, relationship->from, relationship->to, kind);
    case RELATION_CHILD:
        return add_parent(taker, row, relationship->to, relationship->from, kind);
    case RELATION_TWINS:
        return family_add_twins(taker->family, relationship->from, relationship->to) ||
               no_memory(taker);
    case RELATION_OTHER:
        break;
    }
    return family_row_reject(row, RELATION_TYPE, MESSAGE_RELATIONSHIP_NOT_DRAWN, type), true;
}

static bool find_person(const struct family_taker *taker, const struct family_row *row, size_t cell,
                        uint32_t *person)
{
    struct text id = row->cells[cell];
    if (id.length == 0)
        return family_row_reject_words(row, cell, MESSAGE_CELL_BLANK, NULL, 0);
    *person = family_find(taker->family, id);
    if (*person == LOOKUP_NONE)
        return family_row_reject(row, cell, MESSAGE_PERSON_UNKNOWN, id);
    return true;
}

static bool take_relationship(void *context, const struct family_row *row)
{
    struct family_taker *taker = context;
    struct relationship relationship = {.from = FAMILY_NONE, .to = FAMILY_NONE};
    if (!find_person(taker, row, RELATION_FROM, &relationship.from) ||
        !find_person(taker, row, RELATION_TO, &relationship.to))
        return true;
    if (relationship.from == relationship.to)
        return family_row_reject_words(row, RELATION_TO, MESSAGE_PERSON_RELATED_TO_SELF, NULL, 0),
               true;
    relationship.start_text = read_date(row, RELATION_START, &relationship.start);
    read_date(row, RELATION_END, &relationship.end);
    return add_relationship(taker, row, &relationship);
}

struct family_sink family_sink(struct family_taker *taker)
{
    return (struct family_sink){
        .person = take_person, .relationship = take_relationship, .context = taker};
}
