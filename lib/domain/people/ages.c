#include "domain/people/ages.h"

#include "base/memory.h"
#include "domain/people/people_index.h"
#include "records/side.h"

enum { MOST_YEARS = 150, ADULT_YEARS = 18, MONTHS = 12, FRACTION_DIGITS = 6 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool age_limit_read(struct text cell, struct age_limit *limit)
{
    *limit = (struct age_limit){.given = cell.length > 0};
    if (cell.length == 0)
        return true;
    const char *point = memchr(cell.data, '.', cell.length);
    struct text years = cell, fraction = TEXT("");
    if (point) {
        years = text_part(cell, 0, (size_t)(point - cell.data));
        fraction = text_part(cell, years.length + 1, cell.length);
        if (fraction.length == 0)
            return false;
    }
    uint64_t numerator = 0, denominator = 1;
    for (size_t i = 0; i < fraction.length; i++) {
        if (!is_digit(fraction.data[i]))
            return false;
        if (i < FRACTION_DIGITS) {
            numerator = numerator * 10 + (uint64_t)(fraction.data[i] - '0');
            denominator *= 10;
        }
    }
    limit->whole = numerator == 0;
    if (limit->whole && text_equal(years, TEXT("-1"))) {
        limit->months = -1;
        return true;
    }
    uint64_t number;
    if (!text_to_unsigned(years, 0, MOST_YEARS, &number))
        return false;
    limit->months = (int)(number * MONTHS +
                          (numerator * MONTHS * 2 + denominator) / (denominator * 2));
    return true;
}

bool age_limits_possible(struct age_limits limits)
{
    int last = limits.oldest.months;
    if (limits.oldest.whole && last >= 0)
        last += MONTHS - 1;
    return !limits.youngest.given || !limits.oldest.given || limits.youngest.months <= last;
}

static bool is_real(date_day day)
{
    return day != DATE_DAY_OPEN_START && day != DATE_DAY_OPEN_END;
}

enum side { TOO_YOUNG, WITHIN, TOO_OLD };

/* Whether somebody born on a day is that old on another; both are real. */
static bool has_reached(date_day birth, int months, date_day day)
{
    if (months % MONTHS == 0)
        return date_age(birth, day) >= months / MONTHS;
    return date_add_months(birth, months) <= day;
}

static enum side side_of(struct age_limits limits, date_day birth, bool unborn, date_day day)
{
    if (unborn || birth > day)
        return limits.youngest.given && limits.youngest.months >= 0 ? TOO_YOUNG : WITHIN;
    const struct age_limit *oldest = &limits.oldest;
    if (oldest->given && (oldest->months < 0 || !is_real(birth)))
        return TOO_OLD;
    if (oldest->given && oldest->whole && has_reached(birth, oldest->months + MONTHS, day))
        return TOO_OLD;
    if (oldest->given && !oldest->whole && date_add_months(birth, oldest->months) < day)
        return TOO_OLD;
    if (limits.youngest.given && limits.youngest.months > 0 && is_real(birth) &&
        !has_reached(birth, limits.youngest.months, day))
        return TOO_YOUNG;
    return WITHIN;
}

enum age_fit age_fit(struct age_limits limits, const struct birth *birth, date_day day)
{
    enum side of_eldest = side_of(limits, birth->earliest, birth->unborn, day),
              of_youngest = side_of(limits, birth->latest, birth->unborn, day);
    if (of_eldest != of_youngest)
        return AGE_UNKNOWN;
    return of_eldest == WITHIN ? AGE_INSIDE : AGE_OUTSIDE;
}

void births_init(struct births *births)
{
    *births = (struct births){.list = NULL};
}

void births_release(struct births *births)
{
    memory_free(births->list);
    births_init(births);
}

void births_clear(struct births *births)
{
    births->count = 0;
}

enum age_fit births_fit(struct age_limits limits, const struct births *births, date_day day)
{
    if (!limits.youngest.given && !limits.oldest.given)
        return AGE_INSIDE;
    if (!births || births->count == 0)
        return AGE_UNKNOWN;
    enum age_fit best = AGE_OUTSIDE;
    for (size_t i = 0; i < births->count && best != AGE_INSIDE; i++) {
        enum age_fit fit = age_fit(limits, &births->list[i], day);
        if (fit > best)
            best = fit;
    }
    return best;
}

/* --- The people record --- */

struct person {
    struct birth birth;
    bool known; /* a birth is told, and the person lives or will be born */
};

struct age_book {
    struct people_index index;
    struct person *people; /* by number */
    size_t capacity;
};

enum people_column { FAMILY, PERSON, BORN, DIED, OUTCOME, COLUMNS };

static const char *const column_names[COLUMNS] = {"family_id", "person_id", "dob", "dod",
                                                  "outcome"};

/* The person of these ids, made when new; NULL when there is no memory. */
static struct person *person_of(struct age_book *book, struct text family, struct text person)
{
    bool added;
    uint32_t number = people_index_add(&book->index, family, person, &added);
    void *people = book->people;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&people, &book->capacity, (size_t)number + 1, sizeof *book->people))
        return NULL;
    book->people = people;
    if (added)
        book->people[number] = (struct person){.known = false};
    return &book->people[number];
}

/* False when there is no memory; a row that cannot be used is passed over. */
static bool read_person(void *context, struct table *table, const size_t *columns)
{
    struct age_book *book = context;
    struct text id = table_cell(table, columns[PERSON]);
    struct date born, died;
    if (id.length == 0) {
        table_reject_words(table, columns[PERSON], MESSAGE_CELL_BLANK, NULL, 0);
        return true;
    }
    if (!table_date(table, columns[BORN], &born) || !table_date(table, columns[DIED], &died))
        return true;
    bool decoded;
    struct text outcome = table_code(table, columns[OUTCOME], &decoded);
    bool unborn = text_equal(outcome, TEXT("unborn"));
    bool ended = outcome.length > 0 && decoded && !unborn && !text_equal(outcome, TEXT("live"));
    struct person *person = person_of(book, table_cell(table, columns[FAMILY]), id);
    if (!person)
        return table_no_memory(table);
    if (ended || died.precision != DATE_NONE) {
        person->known = false;
    } else if (unborn || born.precision != DATE_NONE) {
        person->known = true;
        person->birth = (struct birth){born.earliest, born.latest, unborn, TEXT("")};
    }
    return true;
}

struct age_book *age_book_new(const struct table_settings *settings, const char *const *files,
                              size_t count, uint64_t *rejected, const struct reporter *reporter)
{
    const struct side_files side = {TEXT("people"), settings, files, count, column_names, COLUMNS};
    struct age_book *book = memory_new(1, sizeof *book);
    if (!book) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    people_index_init(&book->index);
    if (side_read(&side, read_person, book, rejected, reporter))
        return book;
    age_book_free(book);
    return NULL;
}

void age_book_free(struct age_book *book)
{
    if (!book)
        return;
    people_index_release(&book->index);
    memory_free(book->people);
    memory_free(book);
}

static bool births_add(struct births *births, const struct age_book *book, uint32_t number)
{
    void *list = births->list;
    if (!memory_reserve(&list, &births->capacity, births->count + 1, sizeof *births->list))
        return false;
    births->list = list;
    births->list[births->count] = book->people[number].birth;
    births->list[births->count++].child = people_index_person(&book->index, number);
    return true;
}

bool age_book_child(struct age_book *book, struct text family, struct text child,
                    struct births *births, bool *known)
{
    uint32_t number = book ? people_index_find(&book->index, family, child) : LOOKUP_NONE;
    bool found = number != LOOKUP_NONE && book->people[number].known;
    if (known)
        *known = found;
    return !found || births_add(births, book, number);
}

bool age_book_family(struct age_book *book, struct text family, date_day day, struct births *births)
{
    static const struct age_limits child = {
        .oldest = {.months = (ADULT_YEARS - 1) * MONTHS, .whole = true, .given = true}};
    uint32_t i = book ? people_index_first(&book->index, family) : LOOKUP_NONE;
    for (; i != LOOKUP_NONE; i = people_index_behind(&book->index, i)) {
        const struct person *person = &book->people[i];
        if (person->known && age_fit(child, &person->birth, day) != AGE_OUTSIDE &&
            !births_add(births, book, i))
            return false;
    }
    return true;
}
