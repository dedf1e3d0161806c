#include "domain/family/gedcom_dates.h"

#include "base/lookup.h"
#include "base/memory.h"
#include "domain/family/family.h"
#include "records/share.h"

enum { TOKENS_MOST = 16, WORD_MOST = 32, MONTHS = 12, DATE_WORDS_MOST = 200 };

enum meaning {
    /* 1 to 12 are months */
    ABOUT = MONTHS + 1,
    BEFORE,
    AFTER,
    BETWEEN,
    AND,
    FROM,
    TO,
    INTERPRETED,
    GREGORIAN,
    NOTHING
};

static const char *const meaning_names[] = {"about", "before", "after",       "between",  "and",
                                            "from",  "to",     "interpreted", "gregorian"};

struct gedcom_words {
    struct lookup words; /* in capitals */
    uint8_t meanings[DATE_WORDS_MOST];
};

/* Reads a row's meaning; NOTHING when it has none. */
static enum meaning read_meaning(struct text kind, struct text meaning)
{
    uint64_t month;
    if (text_equal(kind, TEXT("month")))
        return text_to_unsigned(meaning, 1, MONTHS, &month) ? (enum meaning)month : NOTHING;
    for (int i = 0; ABOUT + i < NOTHING; i++)
        if (text_equal(meaning, text_of(meaning_names[i])))
            return text_equal(kind, TEXT("calendar")) == (ABOUT + i == GREGORIAN)
                       ? (enum meaning)(ABOUT + i)
                       : NOTHING;
    return NOTHING;
}

struct gedcom_words *gedcom_words_new(const struct reporter *reporter)
{
    enum { KIND, WORD, MEANING };
    static const char *const names[] = {"kind", "word", "meaning", NULL};
    struct gedcom_words *words = memory_new(1, sizeof *words);
    if (!words) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    lookup_init(&words->words);
    struct share_file *file = share_file_open("gedcom/words.csv", reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file)) {
        enum meaning meaning = read_meaning(share_file_cell(file, KIND),
                                            share_file_cell(file, MEANING));
        uint32_t number = share_file_code(file, WORD, &words->words, DATE_WORDS_MOST);
        if (meaning == NOTHING)
            done = share_file_broken(file, MEANING);
        else if (number != LOOKUP_NONE)
            words->meanings[number] = (uint8_t)meaning;
    }
    done = done && share_file_sound(file);
    share_file_free(file);
    if (done)
        return words;
    gedcom_words_free(words);
    return NULL;
}

void gedcom_words_free(struct gedcom_words *words)
{
    if (words)
        lookup_release(&words->words);
    memory_free(words);
}

static enum meaning meaning_of(const struct gedcom_words *words, struct text token)
{
    char capitals[WORD_MOST];
    if (token.length > 1 && token.data[token.length - 1] == '.')
        token.length--;
    if (token.length > WORD_MOST)
        return NOTHING;
    for (size_t i = 0; i < token.length; i++) {
        char byte = token.data[i];
        capitals[i] = (char)(byte >= 'a' && byte <= 'z' ? byte - ('a' - 'A') : byte);
    }
    uint32_t number = lookup_find(&words->words, (struct text){capitals, token.length});
    return number == LOOKUP_NONE ? NOTHING : (enum meaning)words->meanings[number];
}

/* The date that is being read: its words, and how far they have been. */
struct reading {
    const struct gedcom_words *words;
    struct text tokens[TOKENS_MOST];
    size_t count, at;
    struct buffer *to;
};

static bool cut(struct text date, struct reading *reading)
{
    size_t start = 0;
    while (start < date.length) {
        size_t end = start;
        while (end < date.length && date.data[end] != ' ' && date.data[end] != '\t' &&
               date.data[end] != '\n')
            end++;
        if (end > start) {
            if (reading->count == TOKENS_MOST)
                return false;
            reading->tokens[reading->count++] = text_part(date, start, end - start);
        }
        start = end + 1;
    }
    return reading->count > 0;
}

static enum meaning next_meaning(const struct reading *reading)
{
    return reading->at < reading->count ? meaning_of(reading->words, reading->tokens[reading->at])
                                        : NOTHING;
}

/* Passes a word with this meaning. */
static bool take(struct reading *reading, enum meaning meaning)
{
    bool there = next_meaning(reading) == meaning;
    reading->at += there;
    return there;
}

static bool take_number(struct reading *reading, size_t least, size_t most, uint64_t *number)
{
    struct text token = reading->at < reading->count ? reading->tokens[reading->at] : TEXT("");
    bool there = token.length >= least && token.length <= most &&
                 text_to_unsigned(token, 0, 9999, number);
    reading->at += there;
    return there;
}

/* `1699`, or `1699/00` for the year that others counted as 1700. */
static bool take_year(struct reading *reading, uint64_t *year)
{
    if (take_number(reading, 3, 4, year))
        return *year > 0;
    struct text token = reading->at < reading->count ? reading->tokens[reading->at] : TEXT("");
    const char *slash = token.length ? memchr(token.data, '/', token.length) : NULL;
    uint64_t next;
    if (!slash)
        return false;
    size_t length = (size_t)(slash - token.data);
    struct text later = text_part(token, length + 1, token.length);
    uint64_t part = later.length == 4 ? 10000 : 100;
    if (length < 3 || !text_to_unsigned(text_part(token, 0, length), 1, 9998, year) ||
        (later.length != 2 && later.length != 4) || !text_to_unsigned(later, 0, 9999, &next) ||
        (*year + 1) % part != next)
        return false;
    ++*year;
    reading->at++;
    return true;
}

/* A day, a month or a year. */
static bool take_point(struct reading *reading)
{
    uint64_t day = 0, year = 0;
    enum meaning month = NOTHING;
    date_day number;
    take(reading, GREGORIAN);
    bool about = take(reading, ABOUT);
    bool has_day = take_number(reading, 1, 2, &day);
    if (next_meaning(reading) <= (enum meaning)MONTHS) {
        month = next_meaning(reading);
        reading->at++;
    }
    if ((has_day && month == NOTHING) || !take_year(reading, &year))
        return false;
    if (has_day && !date_day_of((int)year, (int)month, (int)day, &number))
        return false;
    buffer_format(reading->to, "%04u", (unsigned)year);
    if (month != NOTHING)
        buffer_format(reading->to, "-%02u", (unsigned)month);
    if (has_day)
        buffer_format(reading->to, "-%02u", (unsigned)day);
    return !about || buffer_put(reading->to, "~");
}

static bool take_interval(struct reading *reading, enum meaning between)
{
    if (!take_point(reading) || !buffer_put(reading->to, "/"))
        return false;
    if (take(reading, between))
        return take_point(reading);
    return between == TO && buffer_put(reading->to, "..");
}

/* What INT was read from: words in brackets. */
static bool pass_phrase(struct reading *reading)
{
    if (reading->at < reading->count && reading->tokens[reading->at].data[0] == '(')
        reading->at = reading->count;
    return true;
}

static bool take_date(struct reading *reading)
{
    struct text first = reading->tokens[0];
    if (first.length == 10 && first.data[4] == '-' && reading->count == 1)
        return reading->at++, buffer_add(reading->to, first);
    if (take(reading, BEFORE) || take(reading, TO))
        return buffer_put(reading->to, "../") && take_point(reading);
    if (take(reading, AFTER))
        return take_point(reading) && buffer_put(reading->to, "/..");
    if (take(reading, BETWEEN))
        return take_interval(reading, AND);
    if (take(reading, FROM))
        return take_interval(reading, TO);
    if (take(reading, INTERPRETED))
        return take_point(reading) && buffer_put(reading->to, "?") && pass_phrase(reading);
    return take_point(reading);
}

bool gedcom_date(struct gedcom_words *words, struct text date, struct buffer *to)
{
    struct reading reading = {.words = words, .to = to};
    struct date made;
    buffer_clear(to);
    return cut(date, &reading) && take_date(&reading) && reading.at == reading.count &&
           !buffer_failed(to) && family_date(buffer_text(to), &made);
}
