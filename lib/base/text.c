#include "base/text.h"

static unsigned char fold(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

struct text text_of(const char *string)
{
    return string ? (struct text){string, strlen(string)} : (struct text){"", 0};
}

struct text text_part(struct text whole, size_t start, size_t length)
{
    if (start > whole.length)
        start = whole.length;
    if (length > whole.length - start)
        length = whole.length - start;
    return (struct text){start ? whole.data + start : whole.data, length};
}

bool text_equal_folded(struct text a, struct text b)
{
    return a.length == b.length && text_starts_folded(a, b);
}

int text_compare(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

bool text_starts_folded(struct text whole, struct text start)
{
    if (start.length > whole.length)
        return false;
    for (size_t i = 0; i < start.length; i++)
        if (fold(whole.data[i]) != fold(start.data[i]))
            return false;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim_ends(struct text whole)
{
    if (whole.length == 0)
        return whole;
    const char *start = whole.data, *end = whole.data + whole.length;
    for (;;) {
        if (start < end && is_blank(*start))
            start++;
        else if (end - start >= 2 && start[0] == '\xc2' && start[1] == '\xa0')
            start += 2;
        else
            break;
    }
    for (;;) {
        if (start < end && is_blank(end[-1]))
            end--;
        else if (end - start >= 2 && end[-2] == '\xc2' && end[-1] == '\xa0')
            end -= 2;
        else
            break;
    }
    return (struct text){start, (size_t)(end - start)};
}

bool text_next(struct text *rest, char separator, struct text *piece)
{
    if (!rest->data)
        return false;
    const char *stop = rest->length ? memchr(rest->data, separator, rest->length) : NULL;
    size_t length = stop ? (size_t)(stop - rest->data) : rest->length;
    *piece = text_trim((struct text){rest->data, length});
    if (stop)
        *rest = text_part(*rest, length + 1, rest->length);
    else
        *rest = (struct text){NULL, 0};
    return true;
}

bool text_next_joined(struct text *rest, struct text joint, struct text *piece)
{
    if (rest->length == 0)
        return false;
    for (size_t i = 0; i + joint.length <= rest->length; i++)
        if (text_equal(text_part(*rest, i, joint.length), joint)) {
            *piece = text_trim(text_part(*rest, 0, i));
            *rest = text_part(*rest, i + joint.length, SIZE_MAX);
            return true;
        }
    *piece = text_trim(*rest);
    *rest = TEXT("");
    return true;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    a ^= b;
    a *= 0x9e3779b97f4a7c15u;
    a ^= a >> 32;
    a *= 0xd6e8feb86659fd93u;
    return a ^ (a >> 29);
}

bool text_take_line(struct text *rest, struct text *line)
{
    size_t length = 0;
    if (rest->length == 0)
        return false;
    while (length < rest->length && rest->data[length] != '\n' && rest->data[length] != '\r')
        length++;
    *line = text_part(*rest, 0, length);
    size_t end = length < rest->length;
    if (length + 1 < rest->length && rest->data[length] == '\r' && rest->data[length + 1] == '\n')
        end = 2;
    *rest = text_part(*rest, length + end, rest->length);
    return true;
}

uint64_t text_hash(struct text whole, uint64_t seed)
{
    uint64_t hash = seed ^ (whole.length * 0xff51afd7ed558ccdu), word = 0;
    const char *at = whole.data;
    size_t left = whole.length;
    for (; left > 8; at += 8, left -= 8) {
        memcpy(&word, at, 8);
        hash = mix(hash, word);
    }
    /* The rest, read in pieces that may overlap: the length, which is in the hash, keeps them
     * apart. */
    word = 0;
    if (whole.length >= 8) {
        memcpy(&word, whole.data + whole.length - 8, 8);
    } else if (left >= 4) {
        uint32_t first, last;
        memcpy(&first, at, 4);
        memcpy(&last, at + left - 4, 4);
        word = (uint64_t)first << 32 | last;
    } else if (left > 0) {
        word = (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[left / 2] << 8 |
               (unsigned char)at[left - 1];
    }
    return mix(hash, word);
}

bool text_to_unsigned(struct text whole, uint64_t min, uint64_t max, uint64_t *value)
{
    if (whole.length == 0 || whole.length > 20)
        return false;
    uint64_t number = 0;
    for (size_t i = 0; i < whole.length; i++) {
        unsigned digit = (unsigned)(unsigned char)whole.data[i] - '0';
        if (digit > 9 || number > (UINT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    if (number < min || number > max)
        return false;
    *value = number;
    return true;
}

enum { DISTANCE_MAX = 64 };

size_t text_distance(struct text a, struct text b)
{
    if (a.length > DISTANCE_MAX || b.length > DISTANCE_MAX)
        return DISTANCE_MAX + 1;
    size_t rows[3][DISTANCE_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            unsigned char x = fold(a.data[i - 1]), y = fold(b.data[j - 1]);
            size_t best = last[j - 1] + (x != y);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x == fold(b.data[j - 2]) && fold(a.data[i - 2]) == y &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[b.length];
}

/* Beyond DISTANCE_MAX when more than a third of the letters differ. */
static size_t distance_if_near(struct text word, struct text candidate)
{
    size_t distance = text_distance(word, candidate);
    size_t longer = word.length > candidate.length ? word.length : candidate.length;
    return distance * 3 <= longer ? distance : DISTANCE_MAX + 1;
}

size_t text_nearest(struct text word, size_t count,
                    struct text (*known)(const void *context, size_t i), const void *context)
{
    size_t nearest = count, least = DISTANCE_MAX + 1;
    for (size_t i = 0; i < count; i++) {
        struct text candidate = known(context, i);
        size_t distance = distance_if_near(word, candidate);
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

struct text text_nearest_word(struct text word, struct text list)
{
    struct text nearest = TEXT("");
    size_t least = DISTANCE_MAX + 1;
    for (size_t from = 0, to = 0; list.length > 0 && to <= list.length; to++) {
        if (to < list.length && !strchr(" ,;|", list.data[to]))
            continue;
        struct text candidate = {list.data + from, to - from};
        from = to + 1;
        if (candidate.length == 0 || text_equal(candidate, TEXT("or")))
            continue;
        size_t distance = distance_if_near(word, candidate);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}
