#include "base/stems.h"

#include "base/memory.h"
#include <string.h>

/* What a byte is in a word: 0 for none, else a digit or a letter in lower case. */
static const unsigned char folded[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k',
    ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
    ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
    ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
    ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
    ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

bool stem_is_letter(char byte)
{
    return folded[(unsigned char)byte] != 0;
}

void stems_init(struct stems *stems)
{
    *stems = (struct stems){0};
    lookup_init(&stems->texts);
}

void stems_release(struct stems *stems)
{
    lookup_release(&stems->texts);
    memory_free(stems->keys);
    memory_free(stems->buckets);
    memory_free(stems->filled);
    *stems = (struct stems){0};
}

bool stem_is_sound(struct text stem)
{
    if (stem.length > 1 && stem.data[stem.length - 1] == '$')
        stem.length--;
    if (stem.length == 0 || stem.length > STEM_LETTERS)
        return false;
    for (size_t i = 0; i < stem.length; i++)
        if (!stem_is_letter(stem.data[i]) && stem.data[i] != '#')
            return false;
    return true;
}

uint32_t stems_add(struct stems *stems, struct text stem)
{
    char folds[STEM_LETTERS + 1];
    if (!stem_is_sound(stem))
        return LOOKUP_NONE;
    for (size_t i = 0; i < stem.length; i++)
        folds[i] = stem_is_letter(stem.data[i]) ? (char)folded[(unsigned char)stem.data[i]]
                                                : stem.data[i];
    bool added;
    return lookup_add(&stems->texts, (struct text){folds, stem.length}, &added);
}

/* Stems that ask for four letters or more, an end of the word being one, are kept by four; shorter
 * ones by all that they have. */
enum { FULL = 4 };

static size_t bucket_of(uint32_t letters, uint32_t count)
{
    return ((letters + count * 0x85EBCA6BU) * 0x9E3779B1U) >> (32 - STEM_BUCKET_BITS);
}

/* A word: its first sixteen letters, the first lowest, nothing behind its end. */
struct word {
    uint64_t letters[2];
};

static void add_letter(struct word *word, size_t place, unsigned char letter)
{
    word->letters[place / 8] |= (uint64_t)letter << (place % 8 * 8);
}

static uint32_t first_letters(const struct word *word, uint32_t count)
{
    static const uint32_t masks[FULL + 1] = {0, 0xff, 0xffff, 0xffffff, 0xffffffff};
    return (uint32_t)word->letters[0] & masks[count];
}

static struct stem_key key_of(struct text text, uint32_t number, size_t *bucket)
{
    bool whole = text.data[text.length - 1] == '$';
    size_t length = text.length - whole;
    struct word word = {{0, 0}}, mask = {{0, 0}};
    for (size_t i = 0; i < length; i++)
        add_letter(&word, i, (unsigned char)text.data[i]);
    for (size_t i = 0; i < length + whole; i++)
        add_letter(&mask, i, 0xff);
    uint32_t asked = whole || length > FULL ? FULL : (uint32_t)length;
    *bucket = bucket_of(first_letters(&word, asked), asked);
    return (struct stem_key){
        {word.letters[0], word.letters[1]}, {mask.letters[0], mask.letters[1]}, number};
}

/* Counted, given room, filled. */
bool stems_index(struct stems *stems, struct stem_index *index)
{
    size_t count = stems->texts.count, bucket;
    memory_free(stems->keys);
    memory_free(stems->buckets);
    memory_free(stems->filled);
    stems->keys = memory_new(count + 1, sizeof *stems->keys);
    stems->buckets = memory_new(STEM_BUCKETS + 2, sizeof *stems->buckets);
    stems->filled = memory_new(STEM_BUCKETS / 64, sizeof *stems->filled);
    if (!stems->keys || !stems->buckets || !stems->filled)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        key_of(lookup_key(&stems->texts, i), i, &bucket);
        stems->buckets[bucket + 2]++;
        stems->filled[bucket / 64] |= (uint64_t)1 << (bucket % 64);
    }
    for (size_t i = 2; i < STEM_BUCKETS + 2; i++)
        stems->buckets[i] += stems->buckets[i - 1];
    for (uint32_t i = 0; i < count; i++) {
        struct stem_key key = key_of(lookup_key(&stems->texts, i), i, &bucket);
        stems->keys[stems->buckets[bucket + 1]++] = key;
    }
    *index = (struct stem_index){stems->keys, stems->buckets, stems->filled};
    return true;
}

static inline bool add_hit(struct stem_hits *hits, uint32_t stem, size_t at)
{
    if (hits->count == hits->capacity) {
        void *array = hits->hits;
        if (!memory_reserve(&array, &hits->capacity, hits->count + 1, sizeof *hits->hits))
            return false;
        hits->hits = array;
    }
    hits->hits[hits->count++] = (struct stem_hit){stem, (uint32_t)at};
    return true;
}

static inline bool begins_with(const struct word *word, const struct stem_key *key)
{
    return (((word->letters[0] & key->mask[0]) ^ key->value[0]) |
            ((word->letters[1] & key->mask[1]) ^ key->value[1])) == 0;
}

/* Adds the stems of a word; without those of `other` (NULL: none), which have been added. */
static bool find_word(struct stem_index index, const struct word *word, const struct word *other,
                      size_t at, struct stem_hits *hits)
{
    for (uint32_t asked = 1; asked <= FULL; asked++) {
        size_t bucket = bucket_of(first_letters(word, asked), asked);
        if (!(index.filled[bucket / 64] >> (bucket % 64) & 1))
            continue;
        for (uint32_t n = index.buckets[bucket]; n < index.buckets[bucket + 1]; n++) {
            const struct stem_key *key = &index.keys[n];
            if (begins_with(word, key) && !(other && begins_with(other, key)) &&
                !add_hit(hits, key->stem, at))
                return false;
        }
    }
    return true;
}

/* Folds the word that begins at `start` and returns where it ends. */
static size_t read_word(struct text text, size_t start, struct word *word, bool *has_digit)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned char letter, all = 0xff;
    unsigned shift = 0;
    size_t i = start;
    *word = (struct word){{0, 0}};
    for (; i < text.length && (letter = folded[bytes[i]]) != 0; i++) {
        all &= letter;
        if (shift < 128)
            word->letters[shift / 64] |= (uint64_t)letter << shift % 64;
        shift += shift < 128 ? 8 : 0;
    }
    *has_digit = (all & 0x40) == 0; /* which letters have */
    return i;
}

/* The word with `#` for its digits. */
static struct word with_any_digits(struct word word)
{
    struct word any = {{0, 0}};
    for (size_t i = 0; i < 16; i++) {
        unsigned char letter = (unsigned char)(word.letters[i / 8] >> (i % 8 * 8));
        add_letter(&any, i, letter >= '0' && letter <= '9' ? '#' : letter);
    }
    return any;
}

bool stems_find(struct stem_index index, struct text text, struct stem_hits *hits)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t i = 0;
    while (i < text.length) {
        if (!folded[bytes[i]]) {
            i++;
            continue;
        }
        struct word word;
        size_t start = i;
        bool has_digit;
        i = read_word(text, start, &word, &has_digit);
        /* What follows `_` is in the middle of a word to a pattern. */
        if (start > 0 && bytes[start - 1] == '_')
            continue;
        if (!find_word(index, &word, NULL, start, hits))
            return false;
        if (!has_digit)
            continue;
        struct word any = with_any_digits(word);
        if (!find_word(index, &any, &word, start, hits))
            return false;
    }
    return true;
}
