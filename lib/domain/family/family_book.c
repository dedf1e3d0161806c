#include "domain/family/family_book.h"

#include "base/limits.h"
#include "base/memory.h"

void family_book_init(struct family_book *book, const struct reporter *reporter)
{
    *book = (struct family_book){.reporter = reporter};
    lookup_init(&book->ids);
    arena_init(&book->texts);
}

void family_book_release(struct family_book *book)
{
    memory_free(book->entries);
    memory_free(book->ties);
    memory_free(book->first);
    lookup_release(&book->ids);
    arena_release(&book->texts);
}

static bool no_memory(const struct family_book *book)
{
    return report(book->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* Keeps the cells at the places; false when there is no memory. */
static bool keep(struct family_book *book, const struct family_row *row, const size_t *cells,
                 struct text *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        *texts[i] = arena_copy(&book->texts, row->cells[cells[i]]);
        if (!texts[i]->data)
            return no_memory(book);
    }
    return true;
}

static void read_day(const struct family_row *row, size_t cell, struct family_day *day)
{
    struct text text = row->cells[cell];
    day->line = family_row_line(row, cell);
    bool none = family_is_unknown_date(text) || (cell == PERSON_DOD && family_says_no(text));
    day->unreadable = !family_date(none ? TEXT("") : text, &day->date);
}

static bool take_person(void *context, const struct family_row *row)
{
    struct family_book *book = context;
    char digits[24];
    bool added;
    if (book->entry_count == LIMIT_PEOPLE)
        return report_with(book->reporter, place_of_line(row->file, row->whole.line),
                           MESSAGE_PEOPLE_TOO_MANY, number_text(LIMIT_PEOPLE, digits));
    if (!memory_reserve((void **)&book->entries, &book->entry_capacity,
                        (size_t)book->entry_count + 1, sizeof *book->entries))
        return no_memory(book);
    struct family_entry *entry = &book->entries[book->entry_count];
    *entry = (struct family_entry){
        .gender = family_gender_of(row->cells[PERSON_GENDER]),
        .unborn = text_equal(row->cells[PERSON_OUTCOME], TEXT("unborn")),
        .bad_gender = row->undecoded[PERSON_GENDER],
        .bad_outcome = row->undecoded[PERSON_OUTCOME],
        .file = row->file,
        .line = row->whole.line,
    };
    static const size_t cells[] = {PERSON_FAMILY_ID,    PERSON_ID,        PERSON_NAME,
                                   PERSON_RELATIONSHIP, PERSON_HOUSEHOLD, PERSON_TWIN_GROUP};
    struct text *const texts[] = {&entry->family,       &entry->id,        &entry->name,
                                  &entry->relationship, &entry->household, &entry->twins};
    if (!keep(book, row, cells, texts, sizeof cells / sizeof *cells))
        return false;
    read_day(row, PERSON_DOB, &entry->born);
    read_day(row, PERSON_DOD, &entry->died);
    uint32_t number = lookup_add(&book->ids, entry->id, &added);
    if (number == LOOKUP_NONE || !memory_reserve((void **)&book->first, &book->first_capacity,
                                                 (size_t)number + 1, sizeof *book->first))
        return no_memory(book);
    if (added)
        book->first[number] = book->entry_count;
    book->entry_count++;
    return true;
}

static bool take_relationship(void *context, const struct family_row *row)
{
    struct family_book *book = context;
    if (book->tie_count == FAMILY_NONE - 1 ||
        !memory_reserve((void **)&book->ties, &book->tie_capacity, (size_t)book->tie_count + 1,
                        sizeof *book->ties))
        return no_memory(book);
    struct family_tie *tie = &book->ties[book->tie_count];
    struct text status = row->cells[RELATION_STATUS], kind = row->cells[RELATION_KIND];
    *tie = (struct family_tie){
        .file = row->file, .line = row->whole.line, .of_person = row->of_person};
    static const size_t cells[] = {RELATION_FROM, RELATION_TO, RELATION_TYPE};
    struct text *const texts[] = {&tie->ids[0], &tie->ids[1], &tie->type};
    if (!keep(book, row, cells, texts, sizeof cells / sizeof *cells))
        return false;
    tie->relation = family_relation(tie->type, &tie->status, &tie->kind);
    tie->bad_type = row->undecoded[RELATION_TYPE] || tie->type.length == 0;
    bool partners = tie->relation == RELATION_PARTNERS && tie->status == FAMILY_PARTNERS;
    bool parent = (tie->relation == RELATION_PARENT || tie->relation == RELATION_CHILD) &&
                  tie->kind == FAMILY_BIRTH;
    tie->bad_status = partners && status.length > 0 && !family_status_of(status, &tie->status);
    tie->bad_kind = parent && kind.length > 0 && !family_kind_of(kind, &tie->kind);
    read_day(row, RELATION_START, &tie->start);
    read_day(row, RELATION_END, &tie->end);
    for (int side = 0; side < 2; side++) {
        uint32_t number = lookup_find(&book->ids, tie->ids[side]);
        tie->people[side] = number == LOOKUP_NONE || tie->ids[side].length == 0
                                ? FAMILY_NONE
                                : book->first[number];
    }
    book->tie_count++;
    return true;
}

struct family_sink family_book_sink(struct family_book *book)
{
    return (struct family_sink){
        .person = take_person, .relationship = take_relationship, .context = book};
}
