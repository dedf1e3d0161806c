#include "definitions/pattern_text.h"

#include "base/memory.h"

enum { DEPTH = 8 };

/* Words are taken whole: none of them is worth going back into. */
static const char *const gap_short = "(?<gap>(?:[^\\w]++[\\w'\xE2\x80\x99]++){0,5}?[^\\w]+)";
static const char *const gap_long = "(?<gap>(?:[^\\w]++[\\w'\xE2\x80\x99]++){0,10}?[^\\w]+)";

void word_classes_init(struct word_classes *classes)
{
    *classes = (struct word_classes){0};
    lookup_init(&classes->names);
    lookup_init(&classes->common);
}

void word_classes_release(struct word_classes *classes)
{
    lookup_release(&classes->names);
    lookup_release(&classes->common);
    memory_free(classes->texts);
    memory_free(classes->shares);
}

bool word_classes_set(struct word_classes *classes, uint32_t number, struct class_texts texts)
{
    void *array = classes->texts;
    if (!memory_reserve(&array, &classes->capacity, number + (size_t)1, sizeof *classes->texts))
        return false;
    classes->texts = array;
    classes->texts[number] = texts;
    return true;
}

bool word_classes_add_common(struct word_classes *classes, struct text word, uint32_t share)
{
    bool added;
    uint32_t number = lookup_add(&classes->common, word, &added);
    void *shares = classes->shares;
    if (number == LOOKUP_NONE || !memory_reserve(&shares, &classes->share_capacity,
                                                 classes->common.count, sizeof *classes->shares))
        return false;
    classes->shares = shares;
    classes->shares[number] = share;
    return true;
}

double stem_breadth(const struct word_classes *classes, struct text stem)
{
    double share = 300;
    bool whole = stem.length > 1 && stem.data[stem.length - 1] == '$';
    for (size_t i = 0; i < stem.length && i < 6; i++)
        share /= 3;
    if (whole) {
        uint32_t number = lookup_find(&classes->common, text_part(stem, 0, stem.length - 1));
        return number == LOOKUP_NONE ? share : share + classes->shares[number];
    }
    for (uint32_t i = 0; i < classes->common.count; i++)
        if (text_equal(stem, text_part(lookup_key(&classes->common, i), 0, stem.length)))
            share += classes->shares[i];
    return share;
}

const char *pattern_fault_text(enum pattern_fault fault)
{
    static const char *const texts[] = {
        [PATTERN_FINE] = "",
        [PATTERN_UNKNOWN_CLASS] = "it names a class of words that does not exist",
        [PATTERN_TOO_DEEP] = "its classes of words nest too deep",
        [PATTERN_TOO_LONG] = "not enough memory, or too long with its classes of words written out",
    };
    return texts[fault];
}

bool pattern_next_part(struct text *rest, struct text *part)
{
    return text_next_joined(rest, TEXT(" && "), part);
}

/* The length of `<class>` at the start of the text with its brackets; 0 when there is none. */
static size_t class_length(struct text text)
{
    size_t i = 1;
    if (text.length < 3 || text.data[0] != '<')
        return 0;
    while (i < text.length && ((text.data[i] >= 'a' && text.data[i] <= 'z') ||
                               (text.data[i] >= '0' && text.data[i] <= '9') || text.data[i] == '-'))
        i++;
    return i > 1 && i < text.length && text.data[i] == '>' ? i + 1 : 0;
}

/* The same at a place of a pattern, where `(?<name>` begins a group. */
static size_t class_length_at(struct text part, size_t at)
{
    bool group = at > 1 && part.data[at - 1] == '?' && part.data[at - 2] == '(';
    return group ? 0 : class_length(text_part(part, at, SIZE_MAX));
}

bool pattern_next_class(struct text *rest, struct text *name)
{
    bool brackets = false;
    for (size_t i = 0; i < rest->length; i++) {
        size_t length = brackets ? 0 : class_length_at(*rest, i);
        if (length > 0) {
            *name = text_part(*rest, i + 1, length - 2);
            *rest = text_part(*rest, i + length, SIZE_MAX);
            return true;
        }
        if (rest->data[i] == '\\')
            i++;
        else
            brackets = brackets ? rest->data[i] != ']' : rest->data[i] == '[';
    }
    return false;
}

static enum pattern_fault expand(const struct word_classes *, struct text, struct buffer *,
                                 size_t *fault_at, int depth);

static enum pattern_fault expand_class(const struct word_classes *classes, struct text name,
                                       struct buffer *to, int depth)
{
    size_t unused;
    uint32_t number = lookup_find(&classes->names, name);
    if (number == LOOKUP_NONE)
        return PATTERN_UNKNOWN_CLASS;
    buffer_put(to, "(?:");
    enum pattern_fault fault = expand(classes, classes->texts[number].pattern, to, &unused,
                                      depth + 1);
    buffer_put(to, ")");
    return fault;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* A run of blanks, which may hold the sign of a gap. Returns its length. */
static size_t expand_blank(struct text text, struct buffer *to)
{
    size_t i = 0, signs = 0;
    while (i < text.length && text.data[i] == ' ')
        i++;
    while (i + signs < text.length && text.data[i + signs] == '~')
        signs++;
    if ((signs == 1 || signs == 2) && i + signs < text.length && text.data[i + signs] == ' ') {
        buffer_add(to, text_of(signs == 1 ? gap_short : gap_long));
        return i + signs + 1;
    }
    if (i < text.length && (text.data[i] == '?' || text.data[i] == '*')) {
        buffer_put(to, "[\\s\\-]*");
        return i + 1;
    }
    buffer_put(to, "[\\s\\-]+");
    return i;
}

/* A class of characters; a curly apostrophe goes where a straight one is. Returns its length. */
static size_t expand_brackets(struct text text, struct buffer *to)
{
    size_t i = 0;
    do {
        if (text.data[i] == '\\' && i + 1 < text.length) {
            buffer_add(to, text_part(text, i, 2));
            i += 2;
            continue;
        }
        buffer_add_byte(to, lower(text.data[i]));
        if (text.data[i] == '\'')
            buffer_put(to, "\xE2\x80\x99");
        i++;
    } while (i < text.length && text.data[i - 1] != ']');
    return i;
}

static enum pattern_fault expand(const struct word_classes *classes, struct text part,
                                 struct buffer *to, size_t *fault_at, int depth)
{
    if (depth > DEPTH)
        return PATTERN_TOO_DEEP;
    for (size_t i = 0; i < part.length && !buffer_failed(to);) {
        struct text rest = text_part(part, i, SIZE_MAX);
        size_t length = class_length_at(part, i);
        *fault_at = i;
        if (length > 0) {
            enum pattern_fault fault = expand_class(classes, text_part(rest, 1, length - 2), to,
                                                    depth);
            if (fault != PATTERN_FINE)
                return fault;
            i += length;
        } else if (part.data[i] == '\\' && i + 1 < part.length) {
            buffer_add(to, text_part(rest, 0, 2));
            i += 2;
        } else if (part.data[i] == '[') {
            i += expand_brackets(rest, to);
        } else if (part.data[i] == ' ') {
            i += expand_blank(rest, to);
        } else if (part.data[i] == '\'') {
            buffer_put(to, "['\xE2\x80\x99]?");
            i++;
        } else {
            buffer_add_byte(to, lower(part.data[i++]));
        }
    }
    return buffer_failed(to) ? PATTERN_TOO_LONG : PATTERN_FINE;
}

enum pattern_fault pattern_expand(const struct word_classes *classes, struct text part,
                                  struct buffer *expression, size_t *fault_at)
{
    buffer_put(expression, "(?<!\\w)(?:");
    enum pattern_fault fault = expand(classes, part, expression, fault_at, 0);
    buffer_put(expression, ")(?!\\w)");
    return fault == PATTERN_FINE && buffer_failed(expression) ? PATTERN_TOO_LONG : fault;
}
