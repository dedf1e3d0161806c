#include "domain/review/review_rows.h"

#include "base/memory.h"
#include "domain/threshold/decisions.h"

const char *const review_decision_names[REVIEW_DECISIONS] = {"",         "close",        "continue",
                                                             "escalate", "insufficient", "other"};

enum column { FAMILY, REVIEW_ID, DUE, HELD, DECISION, NEXT, LEVEL, LEAD, AGENCY, COLUMNS };

static const char *const column_names[COLUMNS] = {"family_id", "review_id",         "due_date",
                                                  "held_date", "decision",          "next_review",
                                                  "level",     "lead_practitioner", "agency"};

/* ---- row by row ---- */

struct review_rows {
    struct record_definition *definition;
    struct table *table;
    const struct framework *framework; /* or NULL: levels are not looked at */
    size_t columns[COLUMNS];
};

static void close_rows(struct review_rows *rows)
{
    table_free(rows->table);
    record_definition_free(rows->definition);
    *rows = (struct review_rows){.table = NULL};
}

static bool open_rows(struct review_rows *rows, const struct framework *framework,
                      const struct table_settings *settings, const char *const *files, size_t count,
                      const struct reporter *reporter)
{
    *rows = (struct review_rows){.definition = record_definition_new(TEXT("reviews"), reporter),
                                 .framework = framework};
    if (rows->definition)
        rows->table = table_new(settings, rows->definition, files, count, reporter);
    if (!rows->table) {
        close_rows(rows);
        return false;
    }
    for (size_t i = 0; i < COLUMNS; i++)
        rows->columns[i] = record_definition_column(rows->definition, text_of(column_names[i]));
    return true;
}

static enum review_decision read_decision(struct review_rows *rows)
{
    bool known;
    struct text code = table_code(rows->table, rows->columns[DECISION], &known);
    if (code.length == 0)
        return REVIEW_NOT_DECIDED;
    for (int i = REVIEW_DECIDED_CLOSE; known && i < REVIEW_DECIDED_OTHER; i++)
        if (text_equal(code, text_of(review_decision_names[i])))
            return (enum review_decision)i;
    return REVIEW_DECIDED_OTHER;
}

static bool read_row(struct review_rows *rows, struct review *review)
{
    const size_t *columns = rows->columns;
    struct table *table = rows->table;
    struct place place = table_place(table, SIZE_MAX);
    *review = (struct review){
        .family = table_cell(table, columns[FAMILY]),
        .review_id = table_cell(table, columns[REVIEW_ID]),
        .lead_practitioner = table_cell(table, columns[LEAD]),
        .agency = table_cell(table, columns[AGENCY]),
        .level = LOOKUP_NONE,
        .file = place.file,
        .line = place.line,
        .behind = REVIEW_NONE,
        .same_day = REVIEW_NONE,
    };
    if (review->family.length == 0)
        return table_reject_words(table, columns[FAMILY], MESSAGE_CELL_BLANK, NULL, 0);
    if (!table_date(table, columns[DUE], &review->due) ||
        !table_date(table, columns[HELD], &review->held) ||
        !table_date(table, columns[NEXT], &review->next))
        return false;
    if (rows->framework && table_cell(table, columns[LEVEL]).length > 0 &&
        (review->level = decision_level(rows->framework, table, columns[LEVEL])) == LOOKUP_NONE)
        return false;
    review->decision = read_decision(rows);
    return true;
}

/* The next usable row; its texts are borrowed until the one after. */
static enum table_result next_row(struct review_rows *rows, struct review *review)
{
    enum table_result result;
    while ((result = table_next(rows->table)) == TABLE_ROW)
        if (read_row(rows, review))
            break;
    return result;
}

/* ---- held ---- */

/* The family of that name, made when there is none. NULL when there is no memory. */
static struct review_family *family_of(struct review_book *book, struct text name)
{
    bool added;
    uint32_t number = lookup_add(&book->names, name, &added);
    void *families = book->families;
    if (number == LOOKUP_NONE || !memory_reserve(&families, &book->family_capacity,
                                                 (size_t)number + 1, sizeof *book->families))
        return NULL;
    book->families = families;
    if (added) {
        book->families[number] = (struct review_family){
            .family = lookup_key(&book->names, number), .first = REVIEW_NONE, .last = REVIEW_NONE};
        book->family_count = (size_t)number + 1;
    }
    return &book->families[number];
}

/* Sets `same_day`. False when there is no memory. */
static bool note_day(struct review_book *book, const struct review_family *family,
                     struct review *review, uint32_t number)
{
    uint32_t key[2] = {(uint32_t)(family - book->families), (uint32_t)review->held.earliest};
    bool added;
    if (review->held.precision != DATE_DAY)
        return true;
    uint32_t day = lookup_add(&book->days, (struct text){(const char *)key, sizeof key}, &added);
    void *on_day = book->on_day;
    if (day == LOOKUP_NONE ||
        !memory_reserve(&on_day, &book->on_day_capacity, (size_t)day + 1, sizeof *book->on_day))
        return false;
    book->on_day = on_day;
    if (added)
        book->on_day[day] = number;
    else
        review->same_day = book->on_day[day];
    return true;
}

static bool keep(struct review_book *book, struct text *text)
{
    *text = text->length > 0 ? arena_copy(&book->arena, *text) : TEXT("");
    return text->data != NULL;
}

static bool hold(struct review_book *book, struct review review)
{
    struct review_family *family = family_of(book, review.family);
    void *reviews = book->reviews;
    if (!family || book->review_count >= REVIEW_NONE ||
        !memory_reserve(&reviews, &book->review_capacity, book->review_count + 1,
                        sizeof *book->reviews))
        return false;
    book->reviews = reviews;
    uint32_t number = (uint32_t)book->review_count;
    review.family = family->family;
    if (!keep(book, &review.review_id) || !keep(book, &review.lead_practitioner) ||
        !keep(book, &review.agency) || !note_day(book, family, &review, number))
        return false;
    book->reviews[book->review_count++] = review;
    if (family->last == REVIEW_NONE)
        family->first = number;
    else
        book->reviews[family->last].behind = number;
    family->last = number;
    family->count++;
    return true;
}

bool review_book_open(struct review_book *book, const struct framework *framework,
                      const struct table_settings *settings, const char *const *files, size_t count,
                      uint64_t *rejected, const struct reporter *reporter)
{
    struct review_rows rows;
    struct review review;
    enum table_result result;
    *book = (struct review_book){.reviews = NULL};
    lookup_init(&book->names);
    lookup_init(&book->days);
    arena_init(&book->arena);
    if (count == 0)
        return true;
    if (!open_rows(&rows, framework, settings, files, count, reporter))
        return false;
    table_drop_extras(rows.table);
    bool going = true;
    while (going && (result = next_row(&rows, &review)) == TABLE_ROW)
        going = hold(book, review) || table_no_memory(rows.table);
    *rejected += table_reject_count(rows.table);
    close_rows(&rows);
    return going && result == TABLE_END;
}

void review_book_release(struct review_book *book)
{
    memory_free(book->reviews);
    memory_free(book->families);
    memory_free(book->on_day);
    lookup_release(&book->names);
    lookup_release(&book->days);
    arena_release(&book->arena);
    *book = (struct review_book){.reviews = NULL};
}

const struct review_family *review_book_find(const struct review_book *book, struct text family)
{
    uint32_t number = book->family_count > 0 ? lookup_find(&book->names, family) : LOOKUP_NONE;
    return number == LOOKUP_NONE ? NULL : &book->families[number];
}

const struct review *review_first(const struct review_book *book,
                                  const struct review_family *family)
{
    return !family || family->first == REVIEW_NONE ? NULL : &book->reviews[family->first];
}

const struct review *review_behind(const struct review_book *book, const struct review *review)
{
    return review->behind == REVIEW_NONE ? NULL : &book->reviews[review->behind];
}

bool review_is_held(const struct review *review, date_day as_of)
{
    return review->held.precision != DATE_NONE && review->held.earliest <= as_of;
}

date_day review_held_day(const struct review *review, date_day as_of)
{
    return review->held.latest < as_of ? review->held.latest : as_of;
}

const struct review *review_last_held(const struct review_book *book,
                                      const struct review_family *family, date_day since,
                                      date_day as_of)
{
    const struct review *last = NULL;
    for (const struct review *review = review_first(book, family); review;
         review = review_behind(book, review)) {
        if (!review_is_held(review, as_of) || review_held_day(review, as_of) < since)
            continue;
        if (!last || review_held_day(review, as_of) >= review_held_day(last, as_of))
            last = review;
    }
    return last;
}

const struct review *review_next_booked(const struct review_book *book,
                                        const struct review_family *family, date_day after,
                                        bool with, date_day as_of)
{
    const struct review *next = NULL;
    for (const struct review *review = review_first(book, family); review;
         review = review_behind(book, review)) {
        date_day day = date_due(&review->due);
        if (review_is_held(review, as_of) || day == DATE_DAY_OPEN_END || day < after ||
            (day == after && !with))
            continue;
        if (!next || day <= date_due(&next->due))
            next = review;
    }
    return next;
}

date_day review_next_day(const struct review *review, date_day as_of)
{
    date_day day = date_due(&review->next);
    return day > review_held_day(review, as_of) ? day : DATE_DAY_OPEN_END;
}

static uint64_t tell(const struct review_book *book, const struct review *review, date_day as_of,
                     const struct reporter *reporter)
{
    struct place place = place_of_line(review->file, review->line);
    char digits[24], day[DATE_TEXT_BYTES];
    if (review->held.precision == DATE_NONE)
        return 0;
    if (!review_is_held(review, as_of)) {
        struct date asked = date_of_day(as_of);
        date_write(&asked, day);
        report_with(reporter, place, MESSAGE_REVIEW_HELD_LATER, text_of(day));
        return 1;
    }
    uint64_t told = 0;
    if (review->same_day != REVIEW_NONE) {
        const struct review *other = &book->reviews[review->same_day];
        report_with(reporter, place, MESSAGE_REVIEW_SAME_DAY, text_of(other->file),
                    number_text(other->line, digits));
        told++;
    }
    if (date_due(&review->next) != DATE_DAY_OPEN_END &&
        review_next_day(review, as_of) == DATE_DAY_OPEN_END) {
        report(reporter, place, MESSAGE_REVIEW_NEXT_EARLIER);
        told++;
    }
    return told;
}

uint64_t review_family_tell(const struct review_book *book, const struct review_family *family,
                            date_day as_of, const struct reporter *reporter)
{
    uint64_t told = 0;
    for (const struct review *review = review_first(book, family); review;
         review = review_behind(book, review))
        told += tell(book, review, as_of, reporter);
    return told;
}
