#include "base/message.h"

#include "base/limits.h"
#include "base/utf8.h"

enum { LONGEST_WORD = 700 };

static const struct {
    const char *name;
    enum severity severity;
    const char *text;
} messages[] = {
#define MESSAGE(name, severity, text) {#name, SEVERITY_##severity, text},
#include "base/messages.def"
#undef MESSAGE
};

enum severity message_severity(enum message message)
{
    return messages[message].severity;
}

const char *message_text(enum message message)
{
    return messages[message].text;
}

const char *message_name(enum message message)
{
    return messages[message].name;
}

struct text number_text(uint64_t number, char digits[24])
{
    size_t at = 24;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return (struct text){digits + at, 24 - at};
}

/* Appends what fits of `words`, control characters made visible. Cuts only between characters. */
static size_t put(char *reason, size_t used, struct text words)
{
    while (words.length > 0 && used < LIMIT_MESSAGE_BYTES) {
        size_t length;
        uint32_t character = utf8_first(words, &length);
        if (used + length > LIMIT_MESSAGE_BYTES)
            break;
        if (character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0xfffd)
            reason[used++] = '?';
        else
            for (size_t i = 0; i < length; i++)
                reason[used++] = words.data[i];
        words = text_part(words, length, words.length);
    }
    return used;
}

static size_t put_word(char *reason, size_t used, struct text word)
{
    size_t shown = word.length;
    if (shown > LONGEST_WORD) {
        shown = LONGEST_WORD;
        while (shown > LONGEST_WORD - 3 && (word.data[shown] & 0xc0) == 0x80)
            shown--;
    }
    used = put(reason, used, text_part(word, 0, shown));
    return word.length > LONGEST_WORD ? put(reason, used, TEXT("...")) : used;
}

static bool is_word(const char *at)
{
    return at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
}

/* Whether none of the words between `[` and `]` is missing or empty. */
static bool all_there(const char *at, const struct text *words, size_t count)
{
    for (; *at != ']'; at++) {
        size_t number = is_word(at) ? (size_t)(at[1] - '1') : SIZE_MAX;
        if (number != SIZE_MAX && (number >= count || words[number].length == 0))
            return false;
    }
    return true;
}

bool report_words(const struct reporter *reporter, struct place place, enum message message,
                  const struct text *words, size_t count)
{
    if (!reporter || !reporter->sink)
        return false;
    char reason[LIMIT_MESSAGE_BYTES];
    size_t used = 0;
    for (const char *at = messages[message].text; *at; at++) {
        if (is_word(at)) {
            size_t number = (size_t)(at[1] - '1');
            if (number < count)
                used = put_word(reason, used, words[number]);
            at += 2;
        } else if (*at == '[' && !all_there(at, words, count)) {
            at = strchr(at, ']');
        } else if (*at != '[' && *at != ']') {
            used = put(reason, used, (struct text){at, 1});
        }
    }
    struct diagnostic diagnostic = {
        .message = message,
        .severity = messages[message].severity,
        .place = place,
        .reason = {reason, used},
    };
    reporter->sink(reporter->context, &diagnostic);
    return false;
}

bool report(const struct reporter *reporter, struct place place, enum message message)
{
    return report_words(reporter, place, message, NULL, 0);
}
