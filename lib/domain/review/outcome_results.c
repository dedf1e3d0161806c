#include "domain/review/outcome_results.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

const char *const outcome_result_names[OUTCOME_RESULTS] = {"achieved", "partly", "not", "unknown"};

/* ---- one outcome ---- */

enum outcome_result outcome_result_of(const struct expression *expression,
                                      const enum clause_state states[CLAUSE_LETTERS])
{
    clause_set clauses = expression_clauses(expression);
    enum clause_state value = expression_value(expression, states);
    if (value == CLAUSE_MET)
        return OUTCOME_ACHIEVED;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        if (clause_set_has(clauses, i) && states[i] == CLAUSE_MET)
            return OUTCOME_PARTLY;
    return value == CLAUSE_NOT_MET ? OUTCOME_NOT : OUTCOME_UNKNOWN;
}

/* The search for the smallest set: letters are decided in their order, and a way is left as soon as
 * it is sure to lead to no set of the size sought. */
struct search {
    const struct expression *expression;
    clause_set met, open; /* open: named by the expression, and not met */
    uint64_t steps;
};

enum { NEVER = CLAUSE_LETTERS + 1 };

/*
 * At least how many of `choice` it takes beside `have`; NEVER when all are not enough. Both sides
 * of & are needed: what they take adds up when they share no letter.
 */
static uint32_t least_needed(struct search *search, clause_set have, clause_set choice)
{
    struct {
        uint32_t least;
        clause_set letters;
    } stack[3 * (LIMIT_EXPRESSION_DEPTH + 1)] = {{0, 0}}, *top = stack;
    struct text program = search->expression->program;
    search->steps++;
    for (size_t i = 0; i < program.length; i++) {
        char c = program.data[i];
        if (c != '&' && c != '|') {
            uint32_t letter = (uint32_t)(c - 'a');
            top->least = clause_set_has(have, letter)     ? 0
                         : clause_set_has(choice, letter) ? 1
                                                          : NEVER;
            top->letters = (clause_set)1 << letter & ~have;
            top++;
            continue;
        }
        top--;
        uint32_t left = top[-1].least, right = top->least;
        bool apart = (top[-1].letters & top->letters) == 0;
        if (c == '|')
            top[-1].least = left < right ? left : right;
        else if (left >= NEVER || right >= NEVER)
            top[-1].least = NEVER;
        else
            top[-1].least = apart ? left + right : left > right ? left : right;
        top[-1].letters |= top->letters;
    }
    return stack[0].least;
}

/* The first set of `size` more letters, from `letter` on, that is enough beside `have`. The depth
 * is that of the letters. */
static bool find_set(struct search *search, clause_set have, uint32_t size, clause_set *found)
{
    clause_set tried[CLAUSE_LETTERS + 1];
    uint32_t depth = 0, letters[CLAUSE_LETTERS + 1], letter = 0;
    tried[0] = have;
    for (;;) {
        clause_set later = letter < CLAUSE_LETTERS ? search->open >> letter << letter : 0;
        uint32_t least = least_needed(search, tried[depth], later & ~tried[depth]);
        if (least == 0) {
            *found = tried[depth] & ~search->met;
            return true;
        }
        if (search->steps > LIMIT_MISSING_STEPS)
            return false;
        bool hopeful = least <= size - depth;
        while (hopeful && letter < CLAUSE_LETTERS && !clause_set_has(search->open, letter))
            letter++;
        if (hopeful && letter < CLAUSE_LETTERS) {
            tried[depth + 1] = tried[depth] | (clause_set)1 << letter;
            letters[depth++] = letter++;
            continue;
        }
        if (depth == 0)
            return false;
        letter = letters[--depth] + 1;
    }
}

/* All open letters, less each from the last on that can be left out. */
static clause_set enough(struct search *search)
{
    clause_set set = search->open;
    for (uint32_t i = CLAUSE_LETTERS; i-- > 0;) {
        clause_set less = set & ~((clause_set)1 << i);
        if (less != set && least_needed(search, search->met | less, 0) == 0)
            set = less;
    }
    return set;
}

clause_set outcome_missing(const struct expression *expression, clause_set met)
{
    clause_set found = 0, clauses = expression_clauses(expression);
    struct search search = {expression, met & clauses, clauses & ~met, 0};
    uint32_t size = least_needed(&search, search.met, search.open);
    for (; size < NEVER && search.steps <= LIMIT_MISSING_STEPS; size++)
        if (find_set(&search, search.met, size, &found))
            return found;
    return enough(&search);
}

/* ---- reading ---- */

static struct text code_of(const void *context, size_t i)
{
    return ((const struct outcome_set *)context)->outcomes[i].code;
}

static bool reject_blank(struct table *table, size_t column)
{
    return table_reject_words(table, column, MESSAGE_CELL_BLANK, NULL, 0);
}

static bool reject_outcome(struct table *table, size_t column, const struct outcome_set *set,
                           struct text code)
{
    return table_reject_code(table, column, TEXT("outcome"), code, set->outcome_count, code_of,
                             set);
}

static bool reject_clause(struct table *table, size_t column, const struct outcome *outcome)
{
    clause_set clauses = expression_clauses(&outcome->expression);
    char words[3 * CLAUSE_LETTERS];
    size_t length = 0;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++) {
        if (!clause_set_has(clauses, i))
            continue;
        if (length > 0) {
            words[length++] = ',';
            words[length++] = ' ';
        }
        words[length++] = (char)('a' + i);
    }
    return table_reject(table, column, MESSAGE_CLAUSE_UNKNOWN, outcome->code,
                        (struct text){words, length});
}

/* The letter, in either case. False when the row has been rejected. */
static bool read_clause(struct table *table, size_t column, const struct outcome *outcome,
                        uint32_t *clause)
{
    struct text cell = table_cell(table, column);
    char letter = cell.length == 1 ? cell.data[0] : ' ';
    if (letter >= 'A' && letter <= 'Z')
        letter = (char)(letter - 'A' + 'a');
    if (cell.length == 0)
        return reject_blank(table, column);
    return (clause_number((struct text){&letter, 1}, clause) &&
            clause_set_has(expression_clauses(&outcome->expression), *clause)) ||
           reject_clause(table, column, outcome);
}

static bool read_met(struct table *table, size_t column, enum clause_state *state)
{
    bool known;
    struct text code = table_code(table, column, &known);
    if (code.length == 0)
        return reject_blank(table, column);
    if (!known)
        return table_reject_value(table, column, table_code_words(table, column));
    *state = text_equal(code, TEXT("yes"))  ? CLAUSE_MET
             : text_equal(code, TEXT("no")) ? CLAUSE_NOT_MET
                                            : CLAUSE_UNKNOWN;
    return true;
}

bool outcome_said_read(struct table *table, const struct outcome_columns *columns,
                       const struct outcome_set *set, struct outcome_said *said)
{
    struct text code = table_cell(table, columns->outcome);
    *said = (struct outcome_said){.outcome = outcome_set_outcome(set, code)};
    if (said->outcome == LOOKUP_NONE)
        return reject_outcome(table, columns->outcome, set, code);
    return read_clause(table, columns->clause, &set->outcomes[said->outcome], &said->clause) &&
           read_met(table, columns->met, &said->state);
}

struct reading {
    struct outcome_book *book;
    struct table *table;
    struct outcome_columns columns;
    size_t family, date; /* columns */
    size_t family_capacity, case_capacity;
};

/* Reads the row but for its family. False when it has been rejected. */
static bool read_row(struct reading *reading, struct outcome_evidence *row, struct date *date)
{
    struct table *table = reading->table;
    struct place place = table_place(table, SIZE_MAX);
    struct outcome_said said;
    if (table_cell(table, reading->family).length == 0)
        return reject_blank(table, reading->family);
    if (!outcome_said_read(table, &reading->columns, reading->book->set, &said) ||
        !table_date(table, reading->date, date))
        return false;
    if (date->precision == DATE_NONE)
        return reject_blank(table, reading->date);
    *row = (struct outcome_evidence){.file = place.file,
                                     .line = place.line,
                                     .outcome = said.outcome,
                                     .clause = (uint8_t)said.clause,
                                     .state = (int8_t)said.state};
    return true;
}

static bool hold(struct reading *reading, struct outcome_evidence row, const struct date *date)
{
    struct outcome_book *book = reading->book;
    void *rows = book->rows, *families = book->families;
    bool added;
    if (date->earliest > book->as_of) {
        book->later++;
        return true;
    }
    row.order = book->row_count;
    row.day = date->latest < book->as_of ? date->latest : book->as_of;
    row.family = lookup_add(&book->names, table_cell(reading->table, reading->family), &added);
    if (row.family == LOOKUP_NONE ||
        !memory_reserve(&rows, &book->capacity, book->row_count + 1, sizeof *book->rows))
        return table_no_memory(reading->table);
    book->rows = rows;
    if (!memory_reserve(&families, &reading->family_capacity, (size_t)row.family + 1,
                        sizeof *book->families))
        return table_no_memory(reading->table);
    book->families = families;
    if (added) {
        book->families[row.family] = (struct outcome_family){
            .family = lookup_key(&book->names, row.family)};
        book->family_count = (size_t)row.family + 1;
    }
    book->rows[book->row_count++] = row;
    return true;
}

/* ---- in order ---- */

static int by_number(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int order_of_rows(const void *left, const void *right)
{
    const struct outcome_evidence *a = left, *b = right;
    int order = by_number(a->family, b->family);
    if (order == 0)
        order = by_number(a->outcome, b->outcome);
    if (order == 0 && a->day != b->day)
        order = a->day < b->day ? -1 : 1;
    if (order == 0)
        order = by_number(a->clause, b->clause);
    return order != 0 ? order : by_number(a->order, b->order);
}

/* Tells of a row that the one before it, of the same clause and day, says otherwise than. */
static void tell(struct outcome_book *book, size_t i, const struct reporter *reporter)
{
    const struct outcome_evidence *row = &book->rows[i], *before = row - 1;
    char digits[24];
    if (row->day != before->day || row->clause != before->clause || row->state == before->state)
        return;
    book->contradicted++;
    report_with(reporter, place_of_line(row->file, row->line), MESSAGE_EVIDENCE_CONTRADICTED,
                text_of(before->file), number_text(before->line, digits));
}

static bool make_cases(struct outcome_book *book, struct reading *reading,
                       const struct reporter *reporter)
{
    for (size_t i = 0; i < book->row_count; i++) {
        const struct outcome_evidence *row = &book->rows[i];
        struct outcome_family *family = &book->families[row->family];
        if (i > 0 && row[-1].family == row->family && row[-1].outcome == row->outcome) {
            book->cases[book->case_count - 1].count++;
            tell(book, i, reporter);
            continue;
        }
        void *cases = book->cases;
        if (!memory_reserve(&cases, &reading->case_capacity, book->case_count + 1,
                            sizeof *book->cases))
            return false;
        book->cases = cases;
        if (family->count++ == 0)
            family->first = book->case_count;
        book->cases[book->case_count++] = (struct outcome_case){row->family, row->outcome, i, 1};
    }
    return true;
}

static bool read_all(struct reading *reading)
{
    struct outcome_evidence row;
    struct date date = {.precision = DATE_NONE};
    enum table_result result;
    while ((result = table_next(reading->table)) == TABLE_ROW)
        if (read_row(reading, &row, &date) && !hold(reading, row, &date))
            return false;
    return result == TABLE_END;
}

bool outcome_book_open(struct outcome_book *book, const struct outcome_set *set,
                       const struct table_settings *settings, const char *const *files,
                       size_t count, date_day as_of, uint64_t *rejected,
                       const struct reporter *reporter)
{
    struct reading reading = {.book = book};
    *book = (struct outcome_book){.set = set, .as_of = as_of};
    lookup_init(&book->names);
    if (count == 0)
        return true;
    struct record_definition *definition = record_definition_new(TEXT("outcome-evidence"),
                                                                 reporter);
    reading.table = definition ? table_new(settings, definition, files, count, reporter) : NULL;
    bool done = false;
    if (reading.table) {
        reading.family = record_definition_column(definition, TEXT("family_id"));
        reading.date = record_definition_column(definition, TEXT("date"));
        reading.columns = (struct outcome_columns){
            .outcome = record_definition_column(definition, TEXT("outcome")),
            .clause = record_definition_column(definition, TEXT("clause")),
            .met = record_definition_column(definition, TEXT("met")),
        };
        table_drop_extras(reading.table);
        done = read_all(&reading);
        *rejected += table_reject_count(reading.table);
    }
    table_free(reading.table);
    record_definition_free(definition);
    if (!done || book->row_count == 0)
        return done;
    qsort(book->rows, book->row_count, sizeof *book->rows, order_of_rows);
    return make_cases(book, &reading, reporter) ||
           report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

void outcome_book_release(struct outcome_book *book)
{
    memory_free(book->rows);
    memory_free(book->cases);
    memory_free(book->families);
    lookup_release(&book->names);
    *book = (struct outcome_book){.rows = NULL};
}

const struct outcome_family *outcome_book_find(const struct outcome_book *book, struct text family)
{
    uint32_t number = book->family_count > 0 ? lookup_find(&book->names, family) : LOOKUP_NONE;
    return number == LOOKUP_NONE ? NULL : &book->families[number];
}

/* ---- results ---- */

void outcome_case_standing(const struct outcome_book *book, const struct outcome_case *one,
                           date_day day, struct outcome_standing *standing)
{
    const struct expression *expression = &book->set->outcomes[one->outcome].expression;
    const struct outcome_evidence *row = &book->rows[one->first], *end = row + one->count;
    enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_UNKNOWN};
    *standing = (struct outcome_standing){.result = OUTCOME_UNKNOWN, .since = DATE_DAY_OPEN_START};
    while (row < end && row->day <= day) {
        date_day now = row->day;
        for (; row < end && row->day == now; row++)
            states[row->clause] = (enum clause_state)row->state;
        enum outcome_result result = outcome_result_of(expression, states);
        if (result != standing->result || standing->since == DATE_DAY_OPEN_START)
            standing->since = now;
        standing->result = result;
    }
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++) {
        if (states[i] == CLAUSE_MET)
            standing->met |= (clause_set)1 << i;
        if (states[i] == CLAUSE_NOT_MET)
            standing->not_met |= (clause_set)1 << i;
    }
}

/* What two outcomes that are both needed come to. */
static enum outcome_result together(enum outcome_result a, enum outcome_result b)
{
    if (a == b)
        return a;
    if (a < OUTCOME_NOT || b < OUTCOME_NOT)
        return OUTCOME_PARTLY;
    return OUTCOME_NOT;
}

void outcome_family_headlines(const struct outcome_book *book, const struct outcome_family *family,
                              date_day day, struct headline_standing *standings)
{
    const struct outcome_set *set = book->set;
    for (size_t i = 0; i < set->headline_count; i++)
        standings[i] = (struct headline_standing){.result = OUTCOME_UNKNOWN,
                                                  .since = DATE_DAY_OPEN_START};
    for (size_t i = 0; i < family->count; i++) {
        const struct outcome_case *one = &book->cases[family->first + i];
        struct headline_standing *headline = &standings[set->outcomes[one->outcome].headline];
        struct outcome_standing standing;
        outcome_case_standing(book, one, day, &standing);
        if (standing.since == DATE_DAY_OPEN_START)
            continue;
        headline->result = headline->needs++ == 0 ? standing.result
                                                  : together(headline->result, standing.result);
        headline->achieved += standing.result == OUTCOME_ACHIEVED;
        if (standing.since > headline->since)
            headline->since = standing.since;
    }
    for (size_t i = 0; i < set->headline_count; i++)
        if (standings[i].result != OUTCOME_ACHIEVED)
            standings[i].since = DATE_DAY_OPEN_START;
}
