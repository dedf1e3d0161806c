#include "base/memory.h"
#include "domain/chronology_private.h"
#include "records/prose.h"
#include "records/share.h"

enum person_column {
    PERSON_FAMILY,
    PERSON_ID,
    PERSON_NAME,
    PERSON_BORN,
    PERSON_DIED,
    PERSON_RELATIONSHIP,
    PERSON_ORDER,
    PERSON_TWINS,
    PERSON_OUTCOME,
    PERSON_COLUMNS
};

static const char *const column_names[PERSON_COLUMNS] = {
    "family_id",    "person_id",   "name",       "dob",    "dod",
    "relationship", "birth_order", "twin_group", "outcome"};

/* What a child of the family may be to the child that the record is about. */
static const char *const child_codes[] = {
    "child", "birth-child", "adoptive-child", "foster-child", "step-child", "kinship-child",
    "self",  "sibling",     "half-sibling",   "step-sibling", "twin"};

struct reading {
    struct chronology_people *people;
    struct table *table;
    struct value_list *relationships;
    size_t columns[PERSON_COLUMNS];
};

static struct text cell(struct reading *reading, enum person_column column)
{
    return table_cell(reading->table, reading->columns[column]);
}

static struct text keep(struct chronology_people *people, struct text text)
{
    buffer_clear(&people->text);
    if (!prose_clean(&people->text, text))
        return (struct text){NULL, 0};
    return arena_copy(&people->arena, buffer_text(&people->text));
}

static void read_relationship(struct reading *reading, struct chronology_person *person)
{
    struct text given = cell(reading, PERSON_RELATIONSHIP), code;
    if (given.length == 0 || !value_list_decode(reading->relationships, given, &code))
        return;
    for (size_t i = 0; i < sizeof child_codes / sizeof *child_codes; i++)
        person->child = person->child || text_equal(code, text_of(child_codes[i]));
    person->adult = !person->child;
}

static uint32_t key_number(struct chronology_people *people, uint32_t family, struct text id,
                           bool add, bool *added)
{
    char digits[24];
    buffer_clear(&people->text);
    buffer_add(&people->text, number_text(family, digits));
    buffer_add_byte(&people->text, ' ');
    buffer_add(&people->text, id);
    if (buffer_failed(&people->text))
        return LOOKUP_NONE;
    return add ? lookup_add(&people->keys, buffer_text(&people->text), added)
               : lookup_find(&people->keys, buffer_text(&people->text));
}

/* Puts the person behind the last one of the family. */
static bool join_family(struct chronology_people *people, uint32_t family, uint32_t number)
{
    size_t wanted = (size_t)family + 1;
    void *firsts = people->first_of_family, *lasts = people->last_of_family;
    bool added = wanted > people->known_families;
    if (!memory_reserve(&firsts, &people->first_capacity, wanted, sizeof *people->first_of_family))
        return false;
    people->first_of_family = firsts;
    if (!memory_reserve(&lasts, &people->last_capacity, wanted, sizeof *people->last_of_family))
        return false;
    people->last_of_family = lasts;
    if (added)
        people->first_of_family[family] = number;
    else
        people->list[people->last_of_family[family]].next = number;
    people->last_of_family[family] = number;
    people->known_families += added;
    return true;
}

static bool add_person(struct chronology_people *people, const struct chronology_person *person)
{
    bool added;
    void *list = people->list, *firsts = people->first_of_key;
    if (!memory_reserve(&list, &people->capacity, people->count + 1, sizeof *people->list))
        return false;
    people->list = list;
    uint32_t key = key_number(people, person->family, person->id, true, &added);
    if (key == LOOKUP_NONE || !memory_reserve(&firsts, &people->key_capacity, (size_t)key + 1,
                                              sizeof *people->first_of_key))
        return false;
    people->first_of_key = firsts;
    if (added)
        people->first_of_key[key] = (uint32_t)people->count;
    people->list[people->count] = *person;
    people->list[people->count].next = LOOKUP_NONE;
    return join_family(people, person->family, (uint32_t)people->count++);
}

/* False when there is no memory; a row that cannot be used is rejected and passed over. */
static bool read_row(struct reading *reading)
{
    struct chronology_people *people = reading->people;
    struct chronology_person person = {.family = 0};
    bool known;
    if (cell(reading, PERSON_ID).length == 0) {
        table_reject_words(reading->table, reading->columns[PERSON_ID], MESSAGE_CELL_BLANK, NULL,
                           0);
        return true;
    }
    if (!table_date(reading->table, reading->columns[PERSON_BORN], &person.born) ||
        !table_date(reading->table, reading->columns[PERSON_DIED], &person.died))
        return true;
    struct text outcome = table_code(reading->table, reading->columns[PERSON_OUTCOME], &known);
    person.lost = known && outcome.length > 0 && !text_equal(outcome, TEXT("live"));
    person.sibling = cell(reading, PERSON_ORDER).length > 0 ||
                     cell(reading, PERSON_TWINS).length > 0;
    read_relationship(reading, &person);
    person.family = lookup_add(&people->families, cell(reading, PERSON_FAMILY), NULL);
    person.id = keep(people, cell(reading, PERSON_ID));
    person.name = keep(people, cell(reading, PERSON_NAME));
    if (person.family == LOOKUP_NONE || !person.id.data || !person.name.data ||
        !add_person(people, &person))
        return table_no_memory(reading->table);
    return true;
}

bool chronology_people_read(struct chronology_people *people, const char *file,
                            const struct table_settings *settings, uint64_t *rejected,
                            const struct reporter *reporter)
{
    *people = (struct chronology_people){.list = NULL};
    lookup_init(&people->families);
    lookup_init(&people->keys);
    arena_init(&people->arena);
    buffer_init(&people->text, (size_t)1 << 24);
    if (!file)
        return true;
    struct reading reading = {.people = people};
    struct record_definition *definition = record_definition_new(TEXT("people"), reporter);
    reading.relationships = definition ? value_list_new(TEXT("relationship-type"), reporter) : NULL;
    if (reading.relationships)
        reading.table = table_new(settings, definition, &file, 1, reporter);
    bool done = reading.table;
    enum table_result result = TABLE_END;
    for (size_t i = 0; done && i < PERSON_COLUMNS; i++)
        reading.columns[i] = record_definition_column(definition, text_of(column_names[i]));
    while (done && (result = table_next(reading.table)) == TABLE_ROW)
        done = read_row(&reading);
    done = done && result == TABLE_END;
    if (done)
        *rejected += table_reject_count(reading.table);
    table_free(reading.table);
    value_list_free(reading.relationships);
    record_definition_free(definition);
    return done;
}

void chronology_people_release(struct chronology_people *people)
{
    memory_free(people->list);
    memory_free(people->first_of_key);
    memory_free(people->first_of_family);
    memory_free(people->last_of_family);
    lookup_release(&people->families);
    lookup_release(&people->keys);
    arena_release(&people->arena);
    buffer_release(&people->text);
}

const struct chronology_person *chronology_people_find(struct chronology_people *people,
                                                       uint32_t family, struct text id)
{
    uint32_t key = key_number(people, family, id, false, NULL);
    return key == LOOKUP_NONE ? NULL : &people->list[people->first_of_key[key]];
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
