#include "domain/people/names.h"

#include "base/memory.h"
#include "domain/people/people_index.h"
#include "records/side.h"

enum { ADULT_YEARS = 18 };

struct named_person {
    struct text name;
    struct date born;
    bool living; /* as far as is told */
};

struct name_book {
    struct people_index index;
    struct named_person *people; /* by number */
    size_t capacity;
    struct arena arena;
    struct privacy *privacy; /* while reading: told of the names; or NULL */
};

enum name_column { FAMILY, PERSON, NAME, BORN, DIED, OUTCOME, COLUMNS };

static const char *const column_names[COLUMNS] = {"family_id", "person_id", "name",
                                                  "dob",       "dod",       "outcome"};

/* The person of these ids, made when new; NULL when there is no memory. */
static struct named_person *person_of(struct name_book *book, struct text family,
                                      struct text person)
{
    bool added;
    uint32_t number = people_index_add(&book->index, family, person, &added);
    void *people = book->people;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&people, &book->capacity, (size_t)number + 1, sizeof *book->people))
        return NULL;
    book->people = people;
    if (added)
        book->people[number] = (struct named_person){.living = true};
    return &book->people[number];
}

static bool read_person(void *context, struct table *table, const size_t *columns)
{
    struct name_book *book = context;
    struct date born, died;
    bool known;
    if (book->privacy && !privacy_learn(book->privacy, table_cell(table, columns[NAME])))
        return table_no_memory(table);
    if (table_cell(table, columns[PERSON]).length == 0)
        return table_reject(table, columns[PERSON], MESSAGE_CELL_BLANK), true;
    if (!table_date(table, columns[BORN], &born) || !table_date(table, columns[DIED], &died))
        return true;
    if (book->privacy && !privacy_learn_birth(book->privacy, &born))
        return table_no_memory(table);
    struct text outcome = table_code(table, columns[OUTCOME], &known);
    struct named_person *person = person_of(book, table_cell(table, columns[FAMILY]),
                                            table_cell(table, columns[PERSON]));
    if (!person)
        return table_no_memory(table);
    struct text name = table_cell(table, columns[NAME]);
    if (name.length > 0 && !(person->name = arena_copy(&book->arena, name)).data)
        return table_no_memory(table);
    if (born.precision != DATE_NONE)
        person->born = born;
    if (died.precision != DATE_NONE || (outcome.length > 0 && !text_equal(outcome, TEXT("live"))))
        person->living = false;
    return true;
}

struct name_book *name_book_new(const struct table_settings *settings, const char *const *files,
                                size_t count, struct privacy *privacy, uint64_t *rejected,
                                const struct reporter *reporter)
{
    const struct side_files side = {TEXT("people"), settings, files, count, column_names, COLUMNS};
    struct name_book *book = memory_new(1, sizeof *book);
    if (!book) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    people_index_init(&book->index);
    arena_init(&book->arena);
    book->privacy = privacy;
    if (side_read(&side, read_person, book, rejected, reporter))
        return book;
    name_book_free(book);
    return NULL;
}

void name_book_free(struct name_book *book)
{
    if (!book)
        return;
    people_index_release(&book->index);
    arena_release(&book->arena);
    memory_free(book->people);
    memory_free(book);
}

struct text name_book_find(struct name_book *book, struct text family, struct text person)
{
    if (!book || person.length == 0)
        return TEXT("");
    uint32_t number = people_index_find(&book->index, family, person);
    return number == LOOKUP_NONE || !book->people[number].name.data ? TEXT("")
                                                                    : book->people[number].name;
}

static bool is_child(const struct named_person *person, date_day day)
{
    return person->living && person->born.precision != DATE_NONE &&
           person->born.earliest != DATE_DAY_OPEN_START && person->born.latest <= day &&
           date_age(person->born.earliest, day) < ADULT_YEARS;
}

bool name_book_child(const struct name_book *book, struct text family, date_day day, size_t *at,
                     struct text *person)
{
    uint32_t number = book ? people_index_first(&book->index, family) : LOOKUP_NONE;
    for (size_t i = 0; number != LOOKUP_NONE;
         i++, number = people_index_behind(&book->index, number)) {
        if (i < *at || !is_child(&book->people[number], day))
            continue;
        *at = i + 1;
        *person = people_index_person(&book->index, number);
        return true;
    }
    return false;
}
