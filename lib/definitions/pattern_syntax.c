#include "definitions/pattern_syntax.h"

#include <string.h>

size_t pattern_quantifier(struct text text, int *least)
{
    *least = 1;
    if (text.length == 0)
        return 0;
    size_t length = 1;
    if (text.data[0] == '?' || text.data[0] == '*') {
        *least = 0;
    } else if (text.data[0] == '{') {
        while (length < text.length && text.data[length - 1] != '}')
            length++;
        *least = text.length > 1 && (text.data[1] == '0' || text.data[1] == ',') ? 0 : 1;
    } else if (text.data[0] != '+') {
        return 0;
    }
    if (length < text.length && (text.data[length] == '?' || text.data[length] == '+'))
        length++;
    return length;
}

size_t pattern_group_length(struct text text)
{
    size_t depth = 0, i = 0;
    bool brackets = false;
    for (; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\\') {
            i++;
        } else if (brackets) {
            brackets = c != ']';
        } else if (c == '[') {
            brackets = true;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            return i + 1;
        }
        if (depth == 0 && !brackets)
            return i + 1;
    }
    return text.length;
}

/* Past the name of a group that begins with it, as in `(?<name>`; 0 when it has no end. */
static size_t name_end(struct text group, size_t start, char end)
{
    for (size_t i = start; i < group.length; i++)
        if (group.data[i] == end)
            return i + 1;
    return 0;
}

/* Where what a plain group holds begins; 0 when it is not plain. */
static size_t inner_start(struct text group)
{
    char third = group.length > 2 ? group.data[2] : '\0';
    char fourth = group.length > 3 ? group.data[3] : '\0';
    if (group.length < 2 || group.data[1] == '*')
        return 0;
    if (group.data[1] != '?')
        return 1;
    if (third == ':' || third == '>' || third == '|')
        return 3;
    if (third == '<' && fourth != '=' && fourth != '!')
        return name_end(group, 3, '>');
    if (third == 'P' && fourth == '<')
        return name_end(group, 4, '>');
    return third == '\'' ? name_end(group, 3, '\'') : 0;
}

enum group_kind pattern_group_kind(struct text group, struct text *inner)
{
    size_t start = inner_start(group);
    *inner = text_part(group, start, group.length > start ? group.length - start - 1 : 0);
    if (start > 0)
        return GROUP_PLAIN;
    bool looks = group.length > 2 && group.data[1] == '?' && strchr("=!<#", group.data[2]);
    return looks ? GROUP_LOOK_AROUND : GROUP_UNKNOWN;
}

size_t pattern_branch_length(struct text text)
{
    size_t i = 0;
    while (i < text.length && text.data[i] != '|') {
        if (text.data[i] == '(' || text.data[i] == '[')
            i += pattern_group_length(text_part(text, i, SIZE_MAX));
        else
            i += text.data[i] == '\\' && i + 1 < text.length ? 2 : 1;
    }
    return i;
}

bool pattern_ends_with_blanks(struct text text)
{
    for (size_t start = 0; start <= text.length;) {
        size_t length = pattern_branch_length(text_part(text, start, SIZE_MAX));
        if (length == 0 || text.data[start + length - 1] != ' ')
            return false;
        start += length + 1;
    }
    return true;
}

bool pattern_edge_follows(struct text rest, bool edge_at_end)
{
    size_t length = 1;
    int least;
    if (rest.length == 0)
        return edge_at_end;
    if (rest.data[0] == '\\')
        length = 2;
    while (rest.data[0] == ' ' && length < rest.length && rest.data[length] == ' ')
        length++;
    pattern_quantifier(text_part(rest, length, SIZE_MAX), &least);
    const char *edges = rest.data[0] == '\\' ? "bsW" : " ,;:!\"%/&-";
    char sign = rest.data[0] == '\\' && rest.length > 1 ? rest.data[1] : rest.data[0];
    return least > 0 && sign != '\0' && strchr(edges, sign) != NULL;
}

bool pattern_parts_words(struct text brackets)
{
    for (size_t i = 1; i + 1 < brackets.length; i++)
        if (brackets.data[i] == '^' || !strchr(" -/.,&", brackets.data[i]))
            return false;
    return brackets.length > 2;
}

size_t pattern_digits(struct text brackets, char digits[10])
{
    size_t count = 0;
    for (size_t i = 1; i + 1 < brackets.length; i++) {
        char first = brackets.data[i], last = first;
        if (i + 3 < brackets.length && brackets.data[i + 1] == '-') {
            last = brackets.data[i + 2];
            i += 2;
        }
        if (first < '0' || last > '9' || (size_t)(last - first) + count >= 10)
            return 0;
        for (char digit = first; digit <= last; digit++)
            digits[count++] = digit;
    }
    return count;
}

size_t pattern_letters(struct text brackets, char *letters, size_t room)
{
    size_t count = 0;
    for (size_t i = 1; i + 1 < brackets.length; i++) {
        char letter = brackets.data[i];
        if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) ||
            count + 2 > room)
            return 0;
        if (count > 0)
            letters[count++] = '|';
        letters[count++] = letter;
    }
    return count;
}
