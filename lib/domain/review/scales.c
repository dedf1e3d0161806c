#include "domain/review/scales.h"

#include "base/memory.h"

#include <stdlib.h>

enum column { FAMILY, DATE, NAME, ROLE, DOMAIN, SCORE, REASONS, COLUMNS };

static const char *const column_names[COLUMNS] = {"family_id", "date",  "name",   "role",
                                                  "domain",    "score", "reasons"};

/* A row as it is read; numbers are those of first appearance. */
struct row {
    struct scale_reading reading;
    uint32_t strand, number;
};

/* What becomes a series. */
struct strand {
    uint32_t family, person, domain, number;
    struct text role;
    struct date role_date;
};

struct gatherer {
    struct scale_book *book;
    struct record_definition *definition;
    struct table *table;
    size_t columns[COLUMNS];
    struct row *rows;
    struct strand *strands;
    struct lookup strand_numbers; /* by person and domain */
    size_t row_count, row_capacity, strand_count, strand_capacity;
};

/* ---- rows ---- */

static bool read_row(struct gatherer *gatherer, struct text cells[COLUMNS],
                     struct scale_reading *reading)
{
    struct table *table = gatherer->table;
    const size_t *columns = gatherer->columns;
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = table_cell(table, columns[i]);
    static const enum column needed[] = {FAMILY, DATE, NAME};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (cells[needed[i]].length == 0)
            return table_reject_words(table, columns[needed[i]], MESSAGE_CELL_BLANK, NULL, 0);
    *reading = (struct scale_reading){.reasons = cells[REASONS], .score = SCALE_NO_SCORE};
    if (!table_date(table, columns[DATE], &reading->date))
        return false;
    if (reading->date.precision == DATE_NONE || reading->date.earliest == DATE_DAY_OPEN_START)
        return table_reject_words(table, columns[DATE], MESSAGE_SCALE_NO_DATE, NULL, 0);
    return cells[SCORE].length == 0 || scale_score_read(cells[SCORE], &reading->score) ||
           table_reject_words(table, columns[SCORE], MESSAGE_SCALE_TENTHS, NULL, 0);
}

/* The strand of a row, made when there is none. NULL when there is no memory. */
static struct strand *strand_of(struct gatherer *gatherer, const struct text cells[COLUMNS])
{
    struct scale_book *book = gatherer->book;
    struct strand strand = {
        .family = lookup_add(&book->names, cells[FAMILY], NULL),
        .person = child_index_add(&book->person_names, cells[FAMILY], cells[NAME], NULL),
        .domain = child_index_add(&book->domain_names, cells[FAMILY], cells[DOMAIN], NULL),
        .role = TEXT(""),
    };
    uint32_t key[2] = {strand.person, strand.domain};
    void *strands = gatherer->strands;
    bool added;
    if (strand.family == LOOKUP_NONE || strand.person == LOOKUP_NONE ||
        strand.domain == LOOKUP_NONE ||
        !memory_reserve(&strands, &gatherer->strand_capacity, gatherer->strand_count + 1,
                        sizeof *gatherer->strands))
        return NULL;
    gatherer->strands = strands;
    strand.number = lookup_add(&gatherer->strand_numbers,
                               (struct text){(const char *)key, sizeof key}, &added);
    if (strand.number == LOOKUP_NONE)
        return NULL;
    if (added)
        gatherer->strands[gatherer->strand_count++] = strand;
    return &gatherer->strands[strand.number];
}

static bool keep(struct arena *arena, struct text *text)
{
    *text = text->length > 0 ? arena_copy(arena, *text) : TEXT("");
    return text->data != NULL;
}

static bool hold(struct gatherer *gatherer, const struct text cells[COLUMNS],
                 struct scale_reading reading)
{
    struct strand *strand = strand_of(gatherer, cells);
    struct text role = cells[ROLE];
    void *rows = gatherer->rows;
    if (!strand || gatherer->row_count >= UINT32_MAX ||
        !memory_reserve(&rows, &gatherer->row_capacity, gatherer->row_count + 1,
                        sizeof *gatherer->rows))
        return false;
    gatherer->rows = rows;
    if (!keep(&gatherer->book->arena, &reading.reasons))
        return false;
    if (role.length > 0 &&
        (strand->role.length == 0 || date_compare(&reading.date, &strand->role_date) >= 0)) {
        if (!text_equal(role, strand->role) && !keep(&gatherer->book->arena, &role))
            return false;
        strand->role = text_equal(role, strand->role) ? strand->role : role;
        strand->role_date = reading.date;
    }
    gatherer->rows[gatherer->row_count] = (struct row){reading, strand->number,
                                                       (uint32_t)gatherer->row_count};
    gatherer->row_count++;
    return true;
}

static bool gather(struct gatherer *gatherer, date_day as_of)
{
    struct text cells[COLUMNS];
    struct scale_reading reading;
    enum table_result result;
    bool going = true;
    while (going && (result = table_next(gatherer->table)) == TABLE_ROW) {
        if (!read_row(gatherer, cells, &reading))
            continue;
        gatherer->book->read++;
        if (reading.date.earliest > as_of)
            gatherer->book->after++;
        else
            going = hold(gatherer, cells, reading) || table_no_memory(gatherer->table);
    }
    gatherer->book->rejected = table_reject_count(gatherer->table);
    return going && result == TABLE_END;
}

/* ---- order ---- */

static int order_of_strands(const void *one, const void *other)
{
    const struct strand *a = one, *b = other;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    return (a->domain > b->domain) - (a->domain < b->domain);
}

/* Of rows of one date the one that counts stands last. */
static int order_of_rows(const void *one, const void *other)
{
    const struct row *a = one, *b = other;
    if (a->strand != b->strand)
        return a->strand < b->strand ? -1 : 1;
    int order = date_compare(&a->reading.date, &b->reading.date);
    bool given = a->reading.score != SCALE_NO_SCORE;
    if (order != 0)
        return order;
    if (given != (b->reading.score != SCALE_NO_SCORE))
        return given ? 1 : -1;
    return a->number < b->number ? -1 : 1;
}

/* Strands in the order of series, and rows in theirs. */
static bool put_in_order(struct gatherer *gatherer)
{
    uint32_t *places = memory_new(gatherer->strand_count, sizeof *places);
    if (!places)
        return false;
    qsort(gatherer->strands, gatherer->strand_count, sizeof *gatherer->strands, order_of_strands);
    for (size_t i = 0; i < gatherer->strand_count; i++)
        places[gatherer->strands[i].number] = (uint32_t)i;
    for (size_t i = 0; i < gatherer->row_count; i++)
        gatherer->rows[i].strand = places[gatherer->rows[i].strand];
    memory_free(places);
    qsort(gatherer->rows, gatherer->row_count, sizeof *gatherer->rows, order_of_rows);
    return true;
}

/* ---- the book ---- */

/*
 * Where each name of an index stands when the names of a family stand together, families and names
 * in order of first appearance; `starts` gets where each family's begin, and the end.
 */
static void place_names(const struct scale_book *book, const struct child_index *index,
                        size_t *starts, uint32_t *places)
{
    size_t families = book->names.count, names = index->keys.count;
    for (size_t i = 0; i <= families; i++)
        starts[i] = 0;
    for (uint32_t i = 0; i < names; i++)
        starts[lookup_find(&book->names, child_index_family(index, i)) + 1]++;
    for (size_t i = 0; i < families; i++)
        starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < names; i++)
        places[i] = (uint32_t)starts[lookup_find(&book->names, child_index_family(index, i))]++;
    for (size_t i = families; i > 0; i--)
        starts[i] = starts[i - 1];
    starts[0] = 0;
}

/* Where people and domains stand. */
struct plan_of_book {
    size_t *person_starts, *domain_starts;
    uint32_t *person_places, *domain_places;
    struct date *role_dates; /* by place of the person */
};

static bool plan_make(struct plan_of_book *plan, struct scale_book *book)
{
    size_t families = book->names.count, people = book->person_names.keys.count,
           domains = book->domain_names.keys.count;
    *plan = (struct plan_of_book){
        .person_starts = memory_new(families + 1, sizeof *plan->person_starts),
        .domain_starts = memory_new(families + 1, sizeof *plan->domain_starts),
        .person_places = memory_new(people, sizeof *plan->person_places),
        .domain_places = memory_new(domains, sizeof *plan->domain_places),
        .role_dates = memory_new(people, sizeof *plan->role_dates),
    };
    book->people = memory_new(people, sizeof *book->people);
    book->domains = memory_new(domains, sizeof *book->domains);
    if (!plan->person_starts || !plan->domain_starts || !plan->person_places ||
        !plan->domain_places || !plan->role_dates || !book->people || !book->domains)
        return false;
    place_names(book, &book->person_names, plan->person_starts, plan->person_places);
    place_names(book, &book->domain_names, plan->domain_starts, plan->domain_places);
    for (uint32_t i = 0; i < people; i++)
        book->people[plan->person_places[i]] = (struct scale_person){
            child_index_child(&book->person_names, i), TEXT("")};
    for (uint32_t i = 0; i < domains; i++)
        book->domains[plan->domain_places[i]] = child_index_child(&book->domain_names, i);
    return true;
}

static void plan_release(struct plan_of_book *plan)
{
    memory_free(plan->person_starts);
    memory_free(plan->domain_starts);
    memory_free(plan->person_places);
    memory_free(plan->domain_places);
    memory_free(plan->role_dates);
}

/* The role that was told last. */
static void settle_role(struct scale_person *person, struct date *date, const struct strand *strand)
{
    if (strand->role.length == 0 ||
        (person->role.length > 0 && date_compare(&strand->role_date, date) < 0))
        return;
    person->role = strand->role;
    *date = strand->role_date;
}

/* Takes the readings of a strand over from the rows; `*row` moves past them. The series has no
 * reading when none of them has a score. */
static void take_readings(struct scale_book *book, const struct gatherer *gatherer, size_t strand,
                          size_t *row, struct scale_reading **to, struct scale_series *series)
{
    struct scale_reading *first = *to;
    bool scored = false;
    for (; *row < gatherer->row_count && gatherer->rows[*row].strand == strand; (*row)++) {
        const struct scale_reading *reading = &gatherer->rows[*row].reading;
        if (*to > first && date_compare(&(*to)[-1].date, &reading->date) == 0) {
            book->same_day++;
            (*to)--;
        }
        *(*to)++ = *reading;
    }
    for (struct scale_reading *reading = first; reading < *to; reading++) {
        book->without += reading->score == SCALE_NO_SCORE;
        scored = scored || reading->score != SCALE_NO_SCORE;
    }
    *to = scored ? *to : first;
    series->readings = first;
    series->count = (size_t)(*to - first);
}

static bool add_family(struct scale_book *book, const struct plan_of_book *plan, uint32_t number,
                       struct scale_series *series, size_t count)
{
    struct scale_family *family = &book->families[book->family_count];
    size_t people = plan->person_starts[number], domains = plan->domain_starts[number];
    if (count == 0)
        return true;
    *family = (struct scale_family){
        .id = lookup_key(&book->names, number),
        .people = book->people + people,
        .domains = book->domains + domains,
        .series = series,
        .person_count = plan->person_starts[number + 1] - people,
        .domain_count = plan->domain_starts[number + 1] - domains,
        .series_count = count,
    };
    book->family_place[number] = (uint32_t)book->family_count++;
    return scale_changes_make(family, series);
}

static bool build(struct gatherer *gatherer, const struct plan_of_book *plan)
{
    struct scale_book *book = gatherer->book;
    struct scale_reading *reading = book->readings;
    struct scale_series *first = book->series, *series = first;
    size_t row = 0;
    for (size_t i = 0; i < gatherer->strand_count; i++) {
        const struct strand *strand = &gatherer->strands[i];
        uint32_t person = plan->person_places[strand->person];
        uint32_t domain = plan->domain_places[strand->domain];
        settle_role(&book->people[person], &plan->role_dates[person], strand);
        *series = (struct scale_series){.person = person - plan->person_starts[strand->family],
                                        .domain = domain - plan->domain_starts[strand->family]};
        take_readings(book, gatherer, i, &row, &reading, series);
        series += series->count > 0;
        if (i + 1 < gatherer->strand_count && gatherer->strands[i + 1].family == strand->family)
            continue;
        if (!add_family(book, plan, strand->family, first, (size_t)(series - first)))
            return false;
        first = series;
    }
    return true;
}

static bool make_book(struct gatherer *gatherer)
{
    struct scale_book *book = gatherer->book;
    struct plan_of_book plan = {.person_starts = NULL};
    size_t families = book->names.count;
    bool done = put_in_order(gatherer) && plan_make(&plan, book) &&
                (book->families = memory_new(families, sizeof *book->families)) &&
                (book->family_place = memory_new(families, sizeof *book->family_place)) &&
                (book->series = memory_new(gatherer->strand_count, sizeof *book->series)) &&
                (book->readings = memory_new(gatherer->row_count, sizeof *book->readings));
    for (size_t i = 0; done && i < families; i++)
        book->family_place[i] = LOOKUP_NONE;
    done = done && build(gatherer, &plan);
    plan_release(&plan);
    return done;
}

bool scale_book_open(struct scale_book *book, const struct table_settings *settings,
                     const char *const *files, size_t count, date_day as_of,
                     const struct reporter *reporter)
{
    struct gatherer gatherer = {.book = book};
    *book = (struct scale_book){.families = NULL};
    lookup_init(&book->names);
    child_index_init(&book->person_names);
    child_index_init(&book->domain_names);
    arena_init(&book->arena);
    if (count == 0)
        return true;
    lookup_init(&gatherer.strand_numbers);
    gatherer.definition = record_definition_new(TEXT("scales"), reporter);
    if (gatherer.definition)
        gatherer.table = table_new(settings, gatherer.definition, files, count, reporter);
    for (size_t i = 0; gatherer.table && i < COLUMNS; i++)
        gatherer.columns[i] = record_definition_column(gatherer.definition,
                                                       text_of(column_names[i]));
    if (gatherer.table)
        table_drop_extras(gatherer.table);
    bool done = gatherer.table && gather(&gatherer, as_of);
    if (done && gatherer.row_count > 0)
        done = make_book(&gatherer) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    lookup_release(&gatherer.strand_numbers);
    memory_free(gatherer.rows);
    memory_free(gatherer.strands);
    table_free(gatherer.table);
    record_definition_free(gatherer.definition);
    return done;
}

void scale_book_release(struct scale_book *book)
{
    memory_free(book->families);
    memory_free(book->family_place);
    memory_free(book->people);
    memory_free(book->domains);
    memory_free(book->series);
    memory_free(book->readings);
    lookup_release(&book->names);
    child_index_release(&book->person_names);
    child_index_release(&book->domain_names);
    arena_release(&book->arena);
    *book = (struct scale_book){.families = NULL};
}

const struct scale_family *scale_book_find(const struct scale_book *book, struct text family)
{
    uint32_t number = book->family_count > 0 ? lookup_find(&book->names, family) : LOOKUP_NONE;
    uint32_t place = number == LOOKUP_NONE ? LOOKUP_NONE : book->family_place[number];
    return place == LOOKUP_NONE ? NULL : &book->families[place];
}
