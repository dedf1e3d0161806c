#include "definitions/terms.h"

#include "base/memory.h"
#include "records/share.h"

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2198,
    CENTURY = 2000, /* of years with two digits */
    TOKENS_MOST = 12,
    BYTES_MOST = 64,
    EASTER_MOST = 60 /* days after Easter that a term may begin */
};

struct term_word {
    int place; /* of the term, from 0 */
    bool code;
};

struct token {
    struct text text;
    bool number;
    int value; /* of a number with eight digits or fewer */
};

struct tokens {
    struct token list[TOKENS_MOST];
    size_t count;
};

/* What a cell says: a year, if any, and the rest, its pieces parted by blanks. */
struct reading {
    bool whole_year, single_year;
    int year;
    char key[BYTES_MOST + TOKENS_MOST];
    size_t length;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_filler(struct text word)
{
    static const char *const words[] = {"academic", "ay", "school", "term", "the", "to", "year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_folded(word, text_of(words[i])))
            return true;
    return false;
}

/* Runs of letters and runs of digits; all else parts them. */
static bool cut(struct text cell, struct tokens *tokens)
{
    tokens->count = 0;
    if (cell.length > BYTES_MOST)
        return false;
    for (size_t at = 0; at < cell.length;) {
        size_t start = at;
        struct token token = {.number = is_digit(cell.data[at])};
        while (at < cell.length &&
               (token.number ? is_digit(cell.data[at]) : is_letter(cell.data[at])))
            at++;
        token.text = text_part(cell, start, at - start);
        if (at == start) {
            at++;
            continue;
        }
        if (!token.number && is_filler(token.text))
            continue;
        if (tokens->count == TOKENS_MOST || (token.number && token.text.length > 8))
            return false;
        for (size_t i = 0; token.number && i < token.text.length; i++)
            token.value = token.value * 10 + (token.text.data[i] - '0');
        tokens->list[tokens->count++] = token;
    }
    return true;
}

static bool follows(int year, int next, size_t digits)
{
    return digits == 4 ? next == year + 1 : digits == 2 && next == (year + 1) % 100;
}

static bool is_year(int year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR + 1;
}

/* How many of the pieces from `at` on are a year: 0, 1 or 2. */
static size_t take_year(const struct tokens *tokens, size_t at, struct reading *reading)
{
    const struct token *token = &tokens->list[at];
    const struct token *next = at + 1 < tokens->count && tokens->list[at + 1].number
                                   ? &tokens->list[at + 1]
                                   : NULL;
    int value = token->value;
    size_t digits = token->number ? token->text.length : 0;
    if (digits == 8 || digits == 6) {
        int part = digits == 8 ? 10000 : 100;
        reading->year = value / part;
        reading->whole_year = follows(reading->year, value % part, digits - 4);
        return reading->whole_year;
    }
    if (digits != 4 && digits != 2)
        return 0;
    if (digits == 4 && !is_year(value)) {
        reading->year = CENTURY + value / 100;
        reading->whole_year = follows(reading->year, value % 100, 2);
        return reading->whole_year;
    }
    reading->year = digits == 4 ? value : CENTURY + value;
    reading->whole_year = next && (digits == 4 || next->text.length == 2) &&
                          follows(reading->year, next->value, next->text.length);
    reading->single_year = !reading->whole_year;
    return reading->whole_year ? 2 : 1;
}

static bool read_cell(struct text cell, struct reading *reading)
{
    struct tokens tokens;
    *reading = (struct reading){.length = 0};
    if (!cut(cell, &tokens))
        return false;
    for (size_t i = 0; i < tokens.count;) {
        size_t taken = 0;
        if (!reading->whole_year && !reading->single_year)
            taken = take_year(&tokens, i, reading);
        i += taken;
        if (taken > 0)
            continue;
        if (reading->length > 0)
            reading->key[reading->length++] = ' ';
        for (size_t j = 0; j < tokens.list[i].text.length; j++) {
            char byte = tokens.list[i].text.data[j];
            reading->key[reading->length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A')
                                                                                : byte);
        }
        i++;
    }
    return true;
}

static struct text key_of(const struct reading *reading)
{
    return (struct text){reading->key, reading->length};
}

date_day easter_sunday(int year)
{
    /* The rule of the Gregorian calendar, in the arrangement without a case apart (Meeus,
     * Astronomical Algorithms, chapter 8). */
    int golden = year % 19, century = year / 100, of_century = year % 100;
    int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) %
               30;
    int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    int late = (golden + 11 * moon + 22 * weekday) / 451;
    int day = moon + weekday - 7 * late + 114;
    date_day number = 0;
    date_day_of(year, day / 31, day % 31 + 1, &number);
    return number;
}

static date_day first_day(const struct school_term *term, int school_year)
{
    int year = school_year + term->second_year;
    date_day day = 0;
    if (term->month == 0)
        return easter_sunday(year) + term->after_easter;
    date_day_of(year, term->month, term->day, &day);
    return day;
}

/* The school year and the place of the term in which a day lies. */
static term_number term_of_day(const struct term_calendar *calendar, date_day day)
{
    int year, month, of_month, place = 0;
    date_split(day, &year, &month, &of_month);
    if (day < first_day(&calendar->terms[0], year))
        year--;
    while (place + 1 < calendar->count && day >= first_day(&calendar->terms[place + 1], year))
        place++;
    return year * calendar->count + place;
}

static bool in_range(const struct term_calendar *calendar, term_number number)
{
    return number >= FIRST_YEAR * calendar->count && number < (LAST_YEAR + 1) * calendar->count;
}

static bool read_days(const struct term_calendar *calendar, struct text cell, term_number *number)
{
    struct date date;
    if (date_read(cell, &date) != DATE_READ || date.earliest == DATE_DAY_OPEN_START ||
        date.latest == DATE_DAY_OPEN_END)
        return false;
    *number = term_of_day(calendar, date.earliest);
    return *number == term_of_day(calendar, date.latest);
}

/* A term that names its year. */
static bool read_dated(const struct term_calendar *calendar, struct text cell,
                       const struct reading *reading, term_number *number)
{
    uint32_t found = lookup_find(&calendar->words, key_of(reading));
    /* `2011-12` is a school year as well as a month. */
    if (reading->length == 0 && reading->whole_year)
        return false;
    if (found == LOOKUP_NONE || (!reading->whole_year && !reading->single_year))
        return read_days(calendar, cell, number);
    const struct term_word *word = &calendar->places[found];
    if (word->code && !reading->whole_year)
        return false;
    int year = reading->year;
    if (!reading->whole_year && calendar->terms[word->place].second_year)
        year--;
    *number = year * calendar->count + word->place;
    return true;
}

bool term_read(const struct term_calendar *calendar, struct text year, struct text cell,
               term_number *number)
{
    struct reading reading, year_reading;
    term_number read = 0;
    cell = text_trim(cell);
    year = text_trim(year);
    if (cell.length == 0)
        return false;
    if (!read_cell(cell, &reading)) {
        reading = (struct reading){.length = 0};
        if (year.length > 0 || !read_days(calendar, cell, &read))
            return false;
    } else if (year.length == 0) {
        if (!read_dated(calendar, cell, &reading, &read))
            return false;
    } else {
        if (!read_cell(year, &year_reading) || !year_reading.whole_year || year_reading.length > 0)
            return false;
        uint32_t found = lookup_find(&calendar->words, key_of(&reading));
        if (!reading.whole_year && !reading.single_year && found != LOOKUP_NONE)
            read = year_reading.year * calendar->count + calendar->places[found].place;
        else if (!read_dated(calendar, cell, &reading, &read) ||
                 read / calendar->count != year_reading.year)
            return false;
    }
    if (!in_range(calendar, read))
        return false;
    *number = read;
    return true;
}

bool term_write(const struct term_calendar *calendar, term_number number, struct buffer *to)
{
    int year = number / calendar->count;
    buffer_format(to, "%04d-%02d ", year, (year + 1) % 100);
    return buffer_add(to, calendar->terms[number % calendar->count].name);
}

enum { TERM, NAME, BEGINS, WORDS, CODES };

static bool read_begin(const struct term_calendar *calendar, struct text cell,
                       struct school_term *term)
{
    uint64_t days = 0, month, day;
    date_day number;
    if (text_starts_folded(cell, TEXT("easter"))) {
        struct text rest = text_part(cell, 6, cell.length);
        term->after_easter = 0;
        term->month = term->day = 0;
        term->second_year = true;
        if (calendar->count == 0 ||
            (rest.length > 0 &&
             (rest.data[0] != '+' ||
              !text_to_unsigned(text_part(rest, 1, rest.length), 0, EASTER_MOST, &days))))
            return false;
        term->after_easter = (int)days;
        return true;
    }
    if (cell.length != 5 || cell.data[2] != '-' ||
        !text_to_unsigned(text_part(cell, 0, 2), 1, 12, &month) ||
        !text_to_unsigned(text_part(cell, 3, 2), 1, 31, &day) ||
        !date_day_of(2001, (int)month, (int)day, &number))
        return false;
    term->month = (int)month;
    term->day = (int)day;
    const struct school_term *first = &calendar->terms[0];
    term->second_year = calendar->count > 0 &&
                        term->month * 100 + term->day < first->month * 100 + first->day;
    return true;
}

/* In every year a term begins after the one before, and the last before the next school year. */
static bool in_order(const struct term_calendar *calendar, const struct school_term *term)
{
    for (int year = FIRST_YEAR; calendar->count > 0 && year <= LAST_YEAR; year++)
        if (first_day(term, year) <= first_day(&calendar->terms[calendar->count - 1], year) ||
            first_day(term, year) >= first_day(&calendar->terms[0], year + 1))
            return false;
    return true;
}

static bool add_words(struct term_calendar *calendar, struct share_file *file, size_t column)
{
    struct text rest = share_file_cell(file, column), word;
    while (rest.length > 0 && text_next(&rest, ';', &word)) {
        struct reading reading;
        bool added;
        if (!read_cell(word, &reading) || reading.length == 0 || reading.whole_year ||
            reading.single_year) {
            share_file_wrong_words(file, column, MESSAGE_DEFINITION_CELL, NULL, 0);
            continue;
        }
        uint32_t number = lookup_add(&calendar->words, key_of(&reading), &added);
        void *places = calendar->places;
        if (number == LOOKUP_NONE || !memory_reserve(&places, &calendar->capacity,
                                                     (size_t)number + 1, sizeof *calendar->places))
            return share_file_no_memory(file);
        calendar->places = places;
        if (added)
            calendar->places[number] = (struct term_word){calendar->count, column == CODES};
        else
            share_file_wrong(file, column, MESSAGE_DEFINITION_CODE_TWICE, word);
    }
    return true;
}

static bool load(struct term_calendar *calendar, struct share_file *file)
{
    static const char *const names[] = {"term", "name", "begins", "words", "?codes", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        char digits[24];
        struct school_term term = {.month = 0};
        uint64_t place;
        if (calendar->count == TERMS_MOST)
            return share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                    number_text(TERMS_MOST, digits));
        if (!text_to_unsigned(share_file_cell(file, TERM), (uint64_t)calendar->count + 1,
                              (uint64_t)calendar->count + 1, &place))
            share_file_wrong_words(file, TERM, MESSAGE_DEFINITION_CELL, NULL, 0);
        term.name = share_file_keep(file, NAME, &calendar->arena);
        if (term.name.length == 0)
            share_file_wrong_words(file, NAME, MESSAGE_DEFINITION_BLANK, NULL, 0);
        if (!read_begin(calendar, share_file_cell(file, BEGINS), &term) ||
            !in_order(calendar, &term))
            return share_file_wrong_words(file, BEGINS, MESSAGE_DEFINITION_CELL, NULL, 0);
        if (!add_words(calendar, file, WORDS) || !add_words(calendar, file, CODES))
            return false;
        calendar->terms[calendar->count++] = term;
    }
    if (share_file_done(file) && calendar->count == 0)
        share_file_wrong_words(file, TERM, MESSAGE_DEFINITION_BLANK, NULL, 0);
    return share_file_sound(file);
}

struct term_calendar *term_calendar_new(const char *name, const struct reporter *reporter)
{
    struct term_calendar *calendar = memory_new(1, sizeof *calendar);
    if (!calendar) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&calendar->arena);
    lookup_init(&calendar->words);
    struct share_file *file = name ? share_file_open_user(name, reporter)
                                   : share_file_open("terms.csv", reporter);
    bool loaded = file && load(calendar, file);
    share_file_free(file);
    if (loaded)
        return calendar;
    term_calendar_free(calendar);
    return NULL;
}

void term_calendar_free(struct term_calendar *calendar)
{
    if (!calendar)
        return;
    memory_free(calendar->places);
    lookup_release(&calendar->words);
    arena_release(&calendar->arena);
    memory_free(calendar);
}
