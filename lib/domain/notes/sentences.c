#include "domain/notes/sentences.h"

#include "base/limits.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* Whether the word that ends before `stop` is one that a full stop belongs to. */
static bool is_abbreviation(struct text note, size_t start, size_t stop,
                            const struct lookup *abbreviations)
{
    char word[16];
    size_t first = stop;
    while (first > start && !is_blank(note.data[first - 1]) && note.data[first - 1] != '\n' &&
           note.data[first - 1] != '(')
        first--;
    if (stop - first >= sizeof word)
        return false;
    for (size_t i = first; i < stop; i++)
        word[i - first] = lower(note.data[i]);
    return lookup_find(abbreviations, (struct text){word, stop - first}) != LOOKUP_NONE;
}

/* What may stand between the end of a sentence and the blank behind it, up to `limit`. */
static size_t skip_closing(struct text note, size_t i, size_t limit)
{
    while (i < limit) {
        struct text rest = text_part(note, i, 3);
        if (i < note.length && (note.data[i] == '"' || note.data[i] == '\'' ||
                                note.data[i] == ')' || note.data[i] == ']' || note.data[i] == '.' ||
                                note.data[i] == '!' || note.data[i] == '?'))
            i++;
        else if (text_equal(rest, TEXT("\xE2\x80\x9D")) || text_equal(rest, TEXT("\xE2\x80\x99")))
            i += 3;
        else
            break;
    }
    return i;
}

/* Whether the line that begins at `i` goes on with the sentence before. */
static bool goes_on(struct text note, size_t i)
{
    while (i < note.length && is_blank(note.data[i]))
        i++;
    return i < note.length && note.data[i] >= 'a' && note.data[i] <= 'z';
}

/* Past the bytes from `i` on that neither end a sentence nor part words. */
static size_t skip_words(struct text note, size_t i, size_t limit)
{
    static const bool parts[256] = {
        [' '] = true,  ['\t'] = true, ['\r'] = true, ['\v'] = true, ['\f'] = true,
        ['\n'] = true, ['.'] = true,  ['!'] = true,  ['?'] = true};
    while (i < limit && !parts[(unsigned char)note.data[i]])
        i++;
    return i;
}

/* The end of the sentence that starts at `start`. */
static size_t find_end(struct text note, const struct lookup *abbreviations, size_t start)
{
    size_t blank = 0, most = text_part(note, start, LIMIT_SENTENCE_BYTES).length;
    for (size_t i = start; i < note.length; i++) {
        if (i < start + most)
            i = skip_words(note, i, start + most);
        if (i == note.length)
            break;
        char byte = note.data[i];
        if (i - start >= LIMIT_SENTENCE_BYTES && ((unsigned char)byte & 0xC0) != 0x80)
            return blank > start ? blank : i;
        if (is_blank(byte)) {
            blank = i;
        } else if (byte == '\n') {
            blank = i;
            if (!goes_on(note, i + 1))
                return i;
        } else if (byte == '.' || byte == '!' || byte == '?') {
            size_t behind = skip_closing(note, i + 1, start + LIMIT_SENTENCE_BYTES);
            bool edge = behind >= note.length || behind - start >= LIMIT_SENTENCE_BYTES ||
                        is_blank(note.data[behind]) || note.data[behind] == '\n';
            if (edge &&
                !(byte == '.' && behind == i + 1 && is_abbreviation(note, start, i, abbreviations)))
                return behind;
            i = behind - 1; /* none of those between is an edge either */
        }
    }
    return note.length;
}

bool sentence_next(struct text note, const struct lookup *abbreviations, size_t from,
                   struct sentence *sentence)
{
    sentence->new_line = from == 0;
    while (from < note.length && (is_blank(note.data[from]) || note.data[from] == '\n')) {
        sentence->new_line = sentence->new_line || note.data[from] == '\n';
        from++;
    }
    if (from >= note.length)
        return false;
    sentence->start = from;
    sentence->end = find_end(note, abbreviations, from);
    while (is_blank(note.data[sentence->end - 1]) && sentence->end - 1 > from)
        sentence->end--;
    return true;
}
