#include "base/memory.h"
#include "domain/timeline/chronology_private.h"
#include "records/prose.h"
#include "records/share.h"
#include "records/side.h"

static const char *const column_names[PERSON_COLUMNS] = {
    "family_id",    "person_id",   "name",       "dob",    "dod",
    "relationship", "birth_order", "twin_group", "outcome"};

/* What a child of the family may be to the child that the record is about. */
static const char *const child_codes[] = {
    "child", "birth-child", "adoptive-child", "foster-child", "step-child", "kinship-child",
    "self",  "sibling",     "half-sibling",   "step-sibling", "twin"};

enum { GROWN_UP = 18 };

void chronology_people_init(struct chronology_people *people)
{
    *people = (struct chronology_people){.list = NULL};
    people_index_init(&people->index);
    arena_init(&people->arena);
    buffer_init(&people->text, (size_t)1 << 24);
}

void chronology_people_release(struct chronology_people *people)
{
    people_index_release(&people->index);
    value_list_free(people->relationships);
    memory_free(people->list);
    arena_release(&people->arena);
    buffer_release(&people->text);
}

void chronology_people_columns(const struct record_definition *definition,
                               size_t columns[PERSON_COLUMNS])
{
    for (size_t i = 0; i < PERSON_COLUMNS; i++)
        columns[i] = record_definition_column(definition, text_of(column_names[i]));
}

static struct text keep(struct chronology_people *people, struct text text)
{
    buffer_clear(&people->text);
    if (!prose_clean(&people->text, text))
        return (struct text){NULL, 0};
    return arena_copy(&people->arena, buffer_text(&people->text));
}

static struct text keep_name(struct chronology_people *people, struct text text)
{
    struct text name = keep(people, text);
    buffer_clear(&people->text);
    if (!name.data || !privacy_add_name(people->privacy, &people->text, name))
        return (struct text){NULL, 0};
    return arena_copy(&people->arena, buffer_text(&people->text));
}

static void read_relationship(struct chronology_people *people, struct text given,
                              struct chronology_person *person)
{
    struct text code;
    if (given.length == 0 || !value_list_decode(people->relationships, given, &code))
        return;
    person->child = false;
    for (size_t i = 0; i < sizeof child_codes / sizeof *child_codes; i++)
        person->child = person->child || text_equal(code, text_of(child_codes[i]));
    person->adult = !person->child;
}

/* The person of these ids, made when new; NULL when there is no memory. */
static struct chronology_person *person_of(struct chronology_people *people, struct text family,
                                           struct text id, uint32_t *number)
{
    bool added;
    void *list = people->list;
    struct text clean = keep(people, id);
    *number = clean.data ? people_index_add(&people->index, family, clean, &added) : LOOKUP_NONE;
    if (*number == LOOKUP_NONE ||
        !memory_reserve(&list, &people->capacity, (size_t)*number + 1, sizeof *people->list))
        return NULL;
    people->list = list;
    if (added) {
        people->list[*number] = (struct chronology_person){.id = clean, .name = TEXT("")};
        people->count = (size_t)*number + 1;
    }
    return &people->list[*number];
}

bool chronology_people_take(struct chronology_people *people, struct table *table,
                            const size_t columns[PERSON_COLUMNS], uint32_t *number,
                            const struct reporter *reporter)
{
    bool known;
    struct date born, died;
    struct privacy *privacy = people->privacy;
    if (privacy && !privacy_learn(privacy, table_cell(table, columns[PERSON_NAME])))
        return table_no_memory(table);
    if (table_cell(table, columns[PERSON_ID]).length == 0)
        return table_reject_words(table, columns[PERSON_ID], MESSAGE_CELL_BLANK, NULL, 0);
    if (!table_date(table, columns[PERSON_BORN], &born) ||
        !table_date(table, columns[PERSON_DIED], &died))
        return false;
    if (privacy && !privacy_learn_birth(privacy, &born))
        return table_no_memory(table);
    privacy_birth(privacy, &born);
    if (!people->relationships)
        people->relationships = value_list_new(TEXT("relationship-type"), reporter);
    struct chronology_person *person = people->relationships
                                           ? person_of(
                                                 people, table_cell(table, columns[PERSON_FAMILY]),
                                                 table_cell(table, columns[PERSON_ID]), number)
                                           : NULL;
    if (!person)
        return table_no_memory(table);
    struct text name = keep_name(people, table_cell(table, columns[PERSON_NAME]));
    struct text outcome = table_code(table, columns[PERSON_OUTCOME], &known);
    if (!name.data)
        return table_no_memory(table);
    if (name.length > 0)
        person->name = name;
    if (born.precision != DATE_NONE || person->born.precision == DATE_NONE)
        person->born = born;
    if (died.precision != DATE_NONE || person->died.precision == DATE_NONE)
        person->died = died;
    if (outcome.length > 0)
        person->lost = known && !text_equal(outcome, TEXT("live"));
    person->sibling = person->sibling || table_cell(table, columns[PERSON_ORDER]).length > 0 ||
                      table_cell(table, columns[PERSON_TWINS]).length > 0;
    read_relationship(people, table_cell(table, columns[PERSON_RELATIONSHIP]), person);
    return true;
}

struct reading {
    struct chronology_people *people;
    const struct reporter *reporter;
};

/* A row that cannot be used, for want of memory even, is no end: the table says so. */
static bool take_row(void *context, struct table *table, const size_t *columns)
{
    const struct reading *reading = context;
    uint32_t number;
    chronology_people_take(reading->people, table, columns, &number, reading->reporter);
    return true;
}

bool chronology_people_read(struct chronology_people *people, const char *file,
                            const struct table_settings *settings, uint64_t *rejected,
                            const struct reporter *reporter)
{
    const struct side_files side = {TEXT("people"), settings,      &file, 1,
                                    column_names,   PERSON_COLUMNS};
    struct reading reading = {people, reporter};
    return !file || side_read(&side, take_row, &reading, rejected, reporter);
}

const struct chronology_person *chronology_people_find(struct chronology_people *people,
                                                       uint32_t family, struct text id)
{
    struct text name = lookup_key(&people->index.families, family);
    uint32_t number = child_index_exact(&people->index.index, name, id);
    return number == LOOKUP_NONE ? NULL : &people->list[number];
}

bool chronology_person_is_child(const struct chronology_person *person, date_day last)
{
    if (person->lost || person->adult || person->born.precision == DATE_NONE)
        return false;
    if (person->child || person->sibling)
        return true;
    date_day born = chronology_first(&person->born);
    return last == DATE_DAY_OPEN_START || date_age(born, last) < GROWN_UP;
}

/* --- Births by their words ------------------------------------------------------------------- */

enum { BIRTH_WORDS_MOST = 100 };

enum birth_place { WHOLE, AT_START, WITHIN, NEVER };

struct birth_words {
    struct {
        enum birth_place place;
        struct text words;
    } list[BIRTH_WORDS_MOST];
    size_t count;
    struct arena arena;
};

static bool load(struct birth_words *words, struct share_file *file)
{
    enum { PLACE, WORDS };
    static const char *const names[] = {"place", "words", NULL};
    static const char *const places[] = {"whole", "start", "within", "never"};
    enum { PLACES = sizeof places / sizeof *places };
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        size_t place = 0;
        while (place < PLACES && !text_equal(share_file_cell(file, PLACE), text_of(places[place])))
            place++;
        if (place == PLACES || words->count == BIRTH_WORDS_MOST)
            return share_file_broken(file, PLACE);
        struct text text = arena_copy(&words->arena, share_file_cell(file, WORDS));
        if (!text.data)
            return share_file_no_memory(file);
        words->list[words->count].place = (enum birth_place)place;
        words->list[words->count++].words = text;
    }
    return share_file_done(file);
}

struct birth_words *birth_words_new(const struct reporter *reporter)
{
    struct birth_words *words = memory_new(1, sizeof *words);
    if (!words) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&words->arena);
    struct share_file *file = share_file_open("births.csv", reporter);
    bool loaded = file && load(words, file);
    share_file_free(file);
    if (loaded)
        return words;
    birth_words_free(words);
    return NULL;
}

void birth_words_free(struct birth_words *words)
{
    if (words)
        arena_release(&words->arena);
    memory_free(words);
}

static bool is_word_byte(struct text text, size_t at)
{
    if (at >= text.length)
        return false;
    unsigned char c = (unsigned char)text.data[at];
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether the words stand at `at`, whole. */
static bool stands_at(struct text text, size_t at, struct text words)
{
    return text_starts_folded(text_part(text, at, text.length), words) &&
           !is_word_byte(text, at + words.length) && (at == 0 || !is_word_byte(text, at - 1));
}

static bool has(struct text text, struct text words)
{
    for (size_t at = 0; at + words.length <= text.length; at++)
        if (stands_at(text, at, words))
            return true;
    return false;
}

bool birth_words_match(const struct birth_words *words, struct text event)
{
    bool match = false;
    while (event.length > 0 && !is_word_byte(event, event.length - 1))
        event.length--;
    for (size_t i = 0; i < words->count && !match; i++) {
        struct text sought = words->list[i].words;
        enum birth_place place = words->list[i].place;
        if (sought.length > event.length || place == NEVER)
            continue;
        if (place == WHOLE)
            match = text_equal_folded(event, sought);
        else if (place == AT_START)
            match = stands_at(event, 0, sought);
        else
            match = has(event, sought);
    }
    for (size_t i = 0; i < words->count && match; i++)
        match = words->list[i].place != NEVER || !has(event, words->list[i].words);
    return match;
}
