#include "base/limits.h"
#include "base/message.h"
#include "base/utf8.h"
#include "tap.h"

#include <ctype.h>

/* What a sink saw last; the reason is copied, since it is borrowed for the call. */
struct seen {
    unsigned calls;
    struct diagnostic last;
    char reason[LIMIT_MESSAGE_BYTES];
};

static void see(void *context, const struct diagnostic *diagnostic)
{
    struct seen *seen = context;
    seen->calls++;
    seen->last = *diagnostic;
    if (diagnostic->reason.length <= sizeof seen->reason)
        memcpy(seen->reason, diagnostic->reason.data, diagnostic->reason.length);
    seen->last.reason.data = seen->reason;
}

static const struct text nine_words[] = {
    {"first", 5}, {"second", 6},  {"third", 5},  {"fourth", 6}, {"fifth", 5},
    {"sixth", 5}, {"seventh", 7}, {"eighth", 6}, {"ninth", 5},
};

static size_t fill(const char *text, char *to, size_t room)
{
    size_t used = 0;
    for (; *text && used + 16 < room; text++) {
        if (text[0] == '{' && isdigit((unsigned char)text[1]) && text[2] == '}') {
            struct text word = nine_words[text[1] - '1'];
            memcpy(to + used, word.data, word.length);
            used += word.length;
            text += 2;
        } else if (*text != '[' && *text != ']') {
            to[used++] = *text;
        }
    }
    return used;
}

static void test_every_message(void)
{
    struct seen seen = {0};
    struct reporter reporter = {see, &seen};
    for (unsigned i = 0; i < MESSAGE_COUNT; i++) {
        enum message message = (enum message)i;
        const char *text = message_text(message), *name = message_name(message);
        char wanted[LIMIT_MESSAGE_BYTES];
        struct text whole = {wanted, fill(text, wanted, sizeof wanted)};
        report_words(&reporter, PLACE_NONE, message, nine_words, 9);
        is_text(seen.last.reason, whole, name);
        bool plain = true, high[10] = {false};
        for (const char *at = text; *at; at++) {
            plain &= (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7f;
            if (at[0] == '{' && at[1] >= '0' && at[1] <= '9')
                high[at[1] - '0'] = true;
        }
        ok(plain, "its text is plain ASCII");
        bool gap = high[0];
        for (size_t word = 2; word < 10; word++)
            gap |= high[word] && !high[word - 1];
        ok(!gap, "its words are numbered from 1 without a gap");
        size_t length = strlen(text);
        ok(length > 0 && text[length - 1] != '.' && text[length - 1] != ' ',
           "no full stop ends it");
        ok(!(text[0] >= 'A' && text[0] <= 'Z') || (text[1] >= 'A' && text[1] <= 'Z'),
           "no capital starts it but that of a name in capitals");
        ok(seen.last.message == message && seen.last.severity == message_severity(message),
           "the sink is told which message it is, and its severity");
        ok(message_severity(message) <= SEVERITY_FATAL, "which is one of three");
        unsigned same = 0;
        for (unsigned j = 0; j < MESSAGE_COUNT; j++)
            same += strcmp(name, message_name((enum message)j)) == 0;
        is_number(same, 1, "its name is its own");
    }
    is_number(seen.calls, MESSAGE_COUNT, "every message reached the sink once");
}

static void test_optional_part(void)
{
    struct seen seen = {0};
    struct reporter reporter = {see, &seen};
    report_with(&reporter, PLACE_NONE, MESSAGE_VALUE_UNKNOWN, TEXT("yes, no"), TEXT("yes"));
    is_text(seen.last.reason, TEXT("not one of yes, no; nearest: yes"), "the part with its word");
    report_with(&reporter, PLACE_NONE, MESSAGE_VALUE_UNKNOWN, TEXT("yes, no"), TEXT(""));
    is_text(seen.last.reason, TEXT("not one of yes, no"), "is left out when the word is empty");
    report_with(&reporter, PLACE_NONE, MESSAGE_VALUE_UNKNOWN, TEXT("[yes]"));
    is_text(seen.last.reason, TEXT("not one of [yes]"), "or not given; signs in words stand");
}

static void test_reporting(void)
{
    struct seen seen = {0};
    struct reporter reporter = {see, &seen}, silent = {NULL, NULL};
    struct place place = {"notes.csv", 12, TEXT("date")};

    ok(!report(&reporter, place, MESSAGE_CELL_BLANK), "report returns false");
    is_number(seen.calls, 1, "the sink is called once");
    is_text(seen.last.reason, TEXT("blank, but a value is needed"), "with the sentence");
    is_string(seen.last.place.file, "notes.csv", "the file");
    is_number(seen.last.place.line, 12, "the line");
    is_text(seen.last.place.column, TEXT("date"), "and the column");
    is_number(seen.last.severity, SEVERITY_REJECT, "and the severity");

    char digits[24], more[24];
    ok(!report_with(&reporter, place, MESSAGE_CELL_COUNT, number_text(7, digits),
                    number_text(12, more)),
       "report_with returns false");
    is_text(seen.last.reason, TEXT("cells in this row: 7; in the header line: 12"),
            "words stand in their places");

    ok(!report(NULL, place, MESSAGE_CELL_BLANK), "no reporter drops the message");
    ok(!report(&silent, place, MESSAGE_CELL_BLANK), "a reporter without a sink drops it");
    ok(!report_with(&silent, place, MESSAGE_CANNOT_OPEN, TEXT("x")), "with words, too");
    is_number(seen.calls, 2, "and nobody hears of it");

    report(&reporter, PLACE_NONE, MESSAGE_CELL_COUNT);
    is_text(seen.last.reason, TEXT("cells in this row: ; in the header line: "),
            "a missing word is left out");
    report_with(&reporter, PLACE_NONE, MESSAGE_CANNOT_OPEN, TEXT(""));
    is_text(seen.last.reason, TEXT("cannot open: "), "an empty word is empty");
    report_with(&reporter, PLACE_NONE, MESSAGE_CANNOT_OPEN, ((struct text){NULL, 0}));
    is_text(seen.last.reason, TEXT("cannot open: "), "so is nothing");
    report_with(&reporter, PLACE_NONE, MESSAGE_CANNOT_OPEN, TEXT("{1} {2} %s"), TEXT("no"));
    is_text(seen.last.reason, TEXT("cannot open: {1} {2} %s"), "a word is not looked into");
}

/* CANNOT_OPEN is "cannot open: {1}". */
static struct text opened(struct seen *seen, struct text word)
{
    struct reporter reporter = {see, seen};
    report_with(&reporter, PLACE_NONE, MESSAGE_CANNOT_OPEN, word);
    return text_part(seen->last.reason, strlen("cannot open: "), SIZE_MAX);
}

static void test_bytes(void)
{
    static struct seen seen;
    is_text(opened(&seen, TEXT("a\tb\nc\rd\x1b[31m\x7f\0e")), TEXT("a?b?c?d?[31m??e"),
            "control characters become question marks");
    is_text(opened(&seen, TEXT("a\xc2\x85\xc2\x9b"
                               "b")),
            TEXT("a??b"), "so do those of U+0080 to U+009F");
    is_text(opened(&seen, TEXT("a\xff\xe2\x82")), TEXT("a???"), "so do bytes that are not UTF-8");
    is_text(opened(&seen, TEXT("Zo\xc3\xab \xe2\x80\x99 \xf0\x9f\x98\x80")),
            TEXT("Zo\xc3\xab \xe2\x80\x99 \xf0\x9f\x98\x80"), "characters of any length stay");

    char word[900];
    memset(word, 'a', sizeof word);
    is_text(opened(&seen, (struct text){word, 700}), (struct text){word, 700}, "700 bytes stay");
    struct text cut = opened(&seen, (struct text){word, 701});
    is_number(cut.length, 703, "701 bytes are cut to 700 and three full stops");
    is_text(text_part(cut, 698, 5), TEXT("aa..."), "at the end");

    /* Characters of 2, 3 and 4 bytes that lie across the 700th byte in every way. */
    static const struct text characters[] = {
        {"\xc3\xa9", 2}, {"\xe2\x82\xac", 3}, {"\xf0\x9f\x98\x80", 4}};
    for (size_t i = 0; i < 3; i++) {
        size_t length = characters[i].length;
        for (size_t start = 701 - length; start < 700; start++) {
            memset(word, 'a', sizeof word);
            memcpy(word + start, characters[i].data, length);
            char wanted[710];
            memcpy(wanted, word, start);
            memcpy(wanted + start, "...", 3);
            is_text(opened(&seen, (struct text){word, 800}), (struct text){wanted, start + 3},
                    "a word is cut before a character that lies across the limit");
        }
    }
}

static void test_longest(void)
{
    struct seen seen = {0};
    struct reporter reporter = {see, &seen};
    char word[300];
    for (size_t i = 0; i < sizeof word; i += 3)
        memcpy(word + i, "\xe2\x82\xac", 3);
    struct text words[9];
    for (size_t i = 0; i < 9; i++)
        words[i] = (struct text){word, sizeof word};
    bool fits = true, valid = true;
    for (unsigned i = 0; i < MESSAGE_COUNT; i++) {
        report_words(&reporter, PLACE_NONE, (enum message)i, words, 9);
        fits &= seen.last.reason.length <= LIMIT_MESSAGE_BYTES;
        valid &= utf8_valid(seen.last.reason) == seen.last.reason.length;
    }
    ok(fits, "with the longest words no message is over its limit");
    ok(valid, "and all are UTF-8");
}

static void test_numbers(void)
{
    char digits[24];
    is_text(number_text(0, digits), TEXT("0"), "the number 0");
    is_text(number_text(1048576, digits), TEXT("1048576"), "a number");
    is_text(number_text(UINT64_MAX, digits), TEXT("18446744073709551615"), "the largest number");
}

int main(void)
{
    test_every_message();
    test_optional_part();
    test_reporting();
    test_bytes();
    test_longest();
    test_numbers();
    return done();
}
