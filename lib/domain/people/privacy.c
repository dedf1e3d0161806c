#include "domain/people/privacy.h"

#include "base/utf8.h"
#include "domain/people/privacy_private.h"
#include "records/prose.h"
#include "records/share.h"

enum {
    LEAST_WORD = 2,    /* bytes of a word that counts when it stands alone */
    LEAST_PART = 3,    /* and within another */
    LONGEST_WORD = 64, /* more of a word does not count */
    CLEAN_BYTES = 1 << 25
};

/* --- Words ----------------------------------------------------------------------------------- */

struct word {
    size_t start, end;
    char key[LONGEST_WORD + 4];
    size_t length; /* of the key */
};

/* Finds the first word from `at` on. False when there is none. */
static bool find_word(struct text text, size_t at, struct word *word)
{
    size_t length;
    word->length = 0;
    word->start = word->end = text.length;
    for (; at < text.length; at += length) {
        uint32_t letter = letter_fold(utf8_first(text_part(text, at, text.length), &length));
        if (letter == 0 && word->start < text.length)
            return true;
        if (letter == 0)
            continue;
        word->start = word->start < text.length ? word->start : at;
        word->end = at + length;
        if (letter != LETTER_MARK && word->length < LONGEST_WORD)
            word->length += utf8_write(letter, word->key + word->length);
    }
    return word->start < text.length;
}

static struct text key_of(const struct word *word)
{
    return (struct text){word->key, word->length};
}

static bool is_known(const struct privacy *privacy, const struct word *word)
{
    return word->length >= LEAST_WORD && lookup_find(&privacy->words, key_of(word)) != LOOKUP_NONE;
}

static bool load(struct privacy *privacy, struct share_file *file)
{
    static const char *const names[] = {"word", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file))
        if (lookup_add(&privacy->common, share_file_cell(file, 0), NULL) == LOOKUP_NONE)
            return share_file_no_memory(file);
    return share_file_done(file);
}

bool privacy_init(struct privacy *privacy, bool initials, bool years,
                  const struct reporter *reporter)
{
    *privacy = (struct privacy){.initials = initials, .years = years};
    lookup_init(&privacy->common);
    lookup_init(&privacy->words);
    lookup_init(&privacy->births);
    buffer_init(&privacy->clean, CLEAN_BYTES);
    if (!initials)
        return true;
    struct share_file *file = share_file_open("privacy.csv", reporter);
    bool loaded = file && load(privacy, file);
    share_file_free(file);
    return loaded;
}

void privacy_release(struct privacy *privacy)
{
    lookup_release(&privacy->common);
    lookup_release(&privacy->words);
    lookup_release(&privacy->births);
    buffer_release(&privacy->clean);
}

static bool learn_word(struct privacy *privacy, const struct word *word)
{
    return word->length < LEAST_WORD ||
           lookup_find(&privacy->common, key_of(word)) != LOOKUP_NONE ||
           lookup_add(&privacy->words, key_of(word), NULL) != LOOKUP_NONE;
}

bool privacy_learn(struct privacy *privacy, struct text name)
{
    struct word word, joined = {.length = 0};
    size_t end = 0;
    for (size_t at = 0; privacy->initials && find_word(name, at, &word); at = word.end) {
        /* `O'Neil` is written `ONeil`, too. */
        bool joins = at > 0 && end + 1 == word.start && name.data[end] == '\'' &&
                     joined.length + word.length <= LONGEST_WORD;
        if (!joins)
            joined.length = 0;
        memcpy(joined.key + joined.length, word.key, word.length);
        joined.length += word.length;
        end = word.end;
        if (!learn_word(privacy, &word) || !learn_word(privacy, &joined))
            return false;
    }
    return true;
}

bool privacy_tells(const struct privacy *privacy, struct text text)
{
    struct word word, part;
    if (!privacy || !privacy->initials)
        return false;
    for (size_t at = 0; find_word(text, at, &word); at = word.end) {
        if (is_known(privacy, &word))
            return true;
        for (size_t start = 0; start + LEAST_PART <= word.length; start++)
            for (part.length = LEAST_PART; start + part.length <= word.length; part.length++) {
                memcpy(part.key, word.key + start, part.length);
                if (is_known(privacy, &part))
                    return true;
            }
    }
    return false;
}

/* --- Initials -------------------------------------------------------------------------------- */

static struct text first_letter(struct text text, size_t at)
{
    size_t length;
    (void)utf8_first(text_part(text, at, text.length), &length);
    return text_part(text, at, length);
}

/* The bytes from `start` to before `end`. */
static struct text between(struct text text, size_t start, size_t end)
{
    return text_part(text, start, end - start);
}

bool privacy_add_name(const struct privacy *privacy, struct buffer *to, struct text name)
{
    bool begins = true;
    size_t length;
    if (!privacy || !privacy->initials)
        return buffer_add(to, name);
    for (size_t at = 0; at < name.length; at += length) {
        uint32_t c = utf8_first(text_part(name, at, name.length), &length);
        if (c <= ' ' || c == 0xa0) {
            begins = true;
        } else if (begins && letter_fold(c) != 0) {
            begins = false;
            buffer_add(to, text_part(name, at, length));
            buffer_put(to, ".");
        }
    }
    return !buffer_failed(to);
}

/* What stands between two words of names, which both are hidden. */
enum joint { APART, BLANK, WITHIN };

static enum joint joint_of(struct text text)
{
    static const char *const within[] = {"-", "'", "\xe2\x80\x99", "\xe2\x80\x90", "\xe2\x80\x91"};
    if (text_equal(text, TEXT(" ")) || text_equal(text, TEXT("\xc2\xa0")))
        return BLANK;
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        if (text_equal(text, text_of(within[i])))
            return WITHIN;
    return APART;
}

/* Takes the next word in when the one before is but the `O'` of a name. */
static bool take_prefix(const struct privacy *privacy, struct text text, struct word *word)
{
    struct word next;
    if (first_letter(text, word->start).length != word->end - word->start ||
        !find_word(text, word->end, &next) || !is_known(privacy, &next) ||
        joint_of(between(text, word->end, next.start)) != WITHIN)
        return false;
    word->end = next.end;
    return true;
}

struct hiding {
    const struct privacy *privacy;
    struct buffer *to;
    struct text text;
    size_t copied; /* up to here the text is in the buffer */
    size_t hidden; /* end of the name hidden last, or SIZE_MAX */
};

static void copy_to(struct hiding *hiding, size_t end)
{
    buffer_add(hiding->to, between(hiding->text, hiding->copied, end));
    hiding->copied = end;
}

static void hide_word(struct hiding *hiding, const struct word *word)
{
    struct text text = hiding->text;
    enum joint joint = hiding->hidden == SIZE_MAX
                           ? APART
                           : joint_of(between(text, hiding->hidden, word->start));
    if (joint == APART)
        copy_to(hiding, word->start);
    if (joint != WITHIN) {
        buffer_add(hiding->to, first_letter(text, word->start));
        if (word->end == text.length || text.data[word->end] != '.')
            buffer_put(hiding->to, ".");
    }
    hiding->copied = hiding->hidden = word->end;
}

/* Copies a date as it stands, or as its year. */
static void pass_date(struct hiding *hiding, size_t start, size_t end, int year)
{
    copy_to(hiding, start);
    if (year > 0) {
        buffer_add_number(hiding->to, (uint64_t)year);
        hiding->copied = end;
    } else {
        copy_to(hiding, end);
    }
}

static bool is_digit(struct text text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* The next place that may be a name or a date, from `at` on; the length of the text at its end. */
static size_t find_place(const struct hiding *hiding, size_t at, struct word *word)
{
    if (at == 0 || word->start < at)
        find_word(hiding->text, at, word);
    while (at < word->start && !is_digit(hiding->text, at))
        at++;
    return at;
}

bool privacy_add(const struct privacy *privacy, struct buffer *to, struct text text)
{
    struct hiding hiding = {privacy, to, text, 0, SIZE_MAX};
    struct word word;
    if (!privacy || (!privacy->initials && !privacy->years))
        return buffer_add(to, text);
    for (size_t at = find_place(&hiding, 0, &word); at < text.length;
         at = find_place(&hiding, at, &word)) {
        int year;
        bool number = at < word.start;
        bool name = !number && privacy->initials &&
                    (is_known(privacy, &word) || take_prefix(privacy, text, &word));
        /* A month may be a name, too: `4 April 2016`, `May 2016`. */
        size_t date = number || name
                          ? privacy_date_at(privacy, between(text, at, text.length), &year)
                          : 0;
        if (date > 0) {
            pass_date(&hiding, at, at + date, year);
            at += date;
            continue;
        }
        if (name)
            hide_word(&hiding, &word);
        at = number ? at : word.end;
        while (number && is_digit(text, at))
            at++;
    }
    copy_to(&hiding, text.length);
    return !buffer_failed(to);
}

bool privacy_clean(struct privacy *privacy, struct buffer *to, struct text text)
{
    if (!privacy || (!privacy->initials && !privacy->years))
        return prose_clean(to, text);
    buffer_clear(&privacy->clean);
    if (prose_clean(&privacy->clean, text))
        return privacy_add(privacy, to, buffer_text(&privacy->clean));
    to->failed = true;
    return false;
}
