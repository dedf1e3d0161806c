#include "records/ansel.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "records/share.h"

enum { FIRST = 0x80, MARKS = 0xe0, MARKS_MOST = 8 };

struct ansel {
    struct {
        uint32_t character; /* 0: none */
        struct text joins;
    } bytes[256 - FIRST];
    struct arena arena;
};

static bool read_hexadecimal(struct text digits, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        char digit = digits.data[i];
        uint32_t value = digit >= '0' && digit <= '9'   ? (uint32_t)(digit - '0')
                         : digit >= 'A' && digit <= 'F' ? (uint32_t)(digit - 'A' + 10)
                                                        : 16;
        if (value == 16)
            return false;
        *number = *number * 16 + value;
    }
    return digits.length > 0 && digits.length <= 4;
}

static bool load(struct ansel *ansel, const struct reporter *reporter)
{
    enum { BYTE, CHARACTER, JOINS };
    static const char *const names[] = {"byte", "character", "joins", NULL};
    struct share_file *file = share_file_open("gedcom/ansel.csv", reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file)) {
        uint32_t byte, character;
        if (!read_hexadecimal(share_file_cell(file, BYTE), &byte) || byte < FIRST || byte > 0xff ||
            ansel->bytes[byte - FIRST].character != 0)
            done = share_file_broken(file, BYTE);
        else if (!read_hexadecimal(share_file_cell(file, CHARACTER), &character))
            done = share_file_broken(file, CHARACTER);
        else {
            ansel->bytes[byte - FIRST].character = character;
            ansel->bytes[byte - FIRST].joins = share_file_keep(file, JOINS, &ansel->arena);
        }
    }
    done = done && share_file_done(file);
    share_file_free(file);
    return done;
}

/* The one character that letter and mark are together, or the empty text. */
static struct text joined(struct text joins, char letter)
{
    while (joins.length > 0) {
        size_t first, second;
        utf8_first(joins, &first);
        struct text rest = text_part(joins, first, joins.length);
        if (rest.length == 0)
            break;
        utf8_first(rest, &second);
        if (first == 1 && joins.data[0] == letter)
            return text_part(rest, 0, second);
        joins = text_part(rest, second, rest.length);
    }
    return TEXT("");
}

static void add_character(const struct ansel *ansel, unsigned char byte, struct buffer *to)
{
    char made[4];
    uint32_t character = byte < FIRST ? byte : ansel->bytes[byte - FIRST].character;
    if (character == 0 && byte >= FIRST)
        buffer_add_byte(to, '\xff');
    else
        buffer_add(to, (struct text){made, utf8_write(character, made)});
}

static void convert(const struct ansel *ansel, struct text bytes, struct buffer *to)
{
    for (size_t i = 0; i < bytes.length;) {
        size_t marks = 0;
        while (marks < MARKS_MOST && i + marks < bytes.length &&
               (unsigned char)bytes.data[i + marks] >= MARKS)
            marks++;
        char letter = i + marks < bytes.length ? bytes.data[i + marks] : '\n';
        bool stands = letter != '\n' && letter != '\r';
        size_t mark = 0;
        if (stands && marks > 0) {
            unsigned char first = (unsigned char)bytes.data[i];
            struct text one = joined(ansel->bytes[first - FIRST].joins, letter);
            mark = one.length > 0;
            if (mark)
                buffer_add(to, one);
        }
        if (stands && mark == 0)
            add_character(ansel, (unsigned char)letter, to);
        for (; mark < marks; mark++)
            add_character(ansel, (unsigned char)bytes.data[i + mark], to);
        i += marks + stands;
        if (!stands && i < bytes.length)
            buffer_add_byte(to, bytes.data[i++]);
    }
}

bool ansel_to_utf8(struct text bytes, struct buffer *to, const struct reporter *reporter)
{
    struct ansel ansel = {.bytes = {{0}}};
    arena_init(&ansel.arena);
    bool done = load(&ansel, reporter);
    if (done) {
        convert(&ansel, bytes, to);
        done = !buffer_failed(to) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    arena_release(&ansel.arena);
    return done;
}
