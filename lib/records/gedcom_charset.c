/* In which encoding a GEDCOM file is written. */
#include "records/gedcom_private.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/windows.h"
#include "records/ansel.h"
#include "records/share.h"

enum { READ_AHEAD = 1 << 18, GROWTH = 3 }; /* bytes of UTF-8 that one byte may become */

/* The value of `1 CHAR` in the head; empty without one. */
static struct text head_charset(struct text whole)
{
    struct text line;
    struct gedcom_line cut;
    for (size_t records = 0; records < 2 && text_take_line(&whole, &line);) {
        if (!gedcom_cut_line(line, &cut))
            continue;
        records += cut.level == 0;
        if (cut.level == 1 && text_equal(cut.tag, TEXT("CHAR")))
            return text_trim(cut.value);
    }
    return TEXT("");
}

/* What share/gedcom/charsets.csv calls it: `ansel`, `utf-8` or an iconv name; empty when it does
 * not know it. */
static bool find_encoding(struct text charset, struct text *encoding, struct arena *arena,
                          const struct reporter *reporter)
{
    enum { NAME, ENCODING };
    static const char *const names[] = {"name", "encoding", NULL};
    struct share_file *file = share_file_open("gedcom/charsets.csv", reporter);
    bool done = file && share_file_columns(file, names);
    *encoding = TEXT("");
    while (done && share_file_next(file))
        if (text_equal_folded(share_file_cell(file, NAME), charset))
            *encoding = share_file_keep(file, ENCODING, arena);
    done = done && share_file_done(file) && encoding->data;
    share_file_free(file);
    return done;
}

static bool through_iconv(struct text bytes, struct buffer *to, const char *name,
                          const char *encoding, const struct reporter *reporter)
{
    struct input *input = input_of_bytes(bytes, name, reporter);
    bool done = input && input_set_encoding(input, encoding) &&
                input_read_all(input, GROWTH * LIMIT_GEDCOM_BYTES, to);
    input_free(input);
    return done;
}

/* UTF-16 without a mark, of a file that begins with `0` as every GEDCOM does. */
static const char *utf16_of(struct text whole)
{
    if (whole.length < 2 || (whole.data[0] != '\0') == (whole.data[1] != '\0'))
        return NULL;
    return whole.data[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
}

static bool convert(struct text bytes, struct buffer *to, const char *name, const char **encoding,
                    struct arena *arena, const struct reporter *reporter)
{
    struct text found;
    *encoding = utf16_of(bytes);
    if (*encoding)
        return through_iconv(bytes, to, name, *encoding, reporter);
    if (!find_encoding(head_charset(bytes), &found, arena, reporter))
        return false;
    if (text_equal(found, TEXT("ansel"))) {
        *encoding = "ANSEL";
        return ansel_to_utf8(bytes, to, reporter);
    }
    if (found.length > 0 && !text_equal(found, TEXT("utf-8"))) {
        *encoding = found.data;
        return through_iconv(bytes, to, name, found.data, reporter);
    }
    if (!windows_is_text(bytes))
        return buffer_add(to, bytes) ||
               report(reporter, place_of_file(name), MESSAGE_OUT_OF_MEMORY);
    report(reporter, place_of_file(name), MESSAGE_REC_WINDOWS);
    return windows_to_utf8(bytes, to) ||
           report(reporter, place_of_file(name), MESSAGE_OUT_OF_MEMORY);
}

bool gedcom_to_utf8(struct buffer *whole, const char *name, const char **encoding,
                    struct arena *arena, const struct reporter *reporter)
{
    struct text bytes = buffer_text(whole);
    struct buffer made;
    *encoding = NULL;
    if (!utf16_of(bytes) && utf8_valid(bytes) == bytes.length)
        return true;
    buffer_init(&made, GROWTH * LIMIT_GEDCOM_BYTES + READ_AHEAD);
    if (!convert(bytes, &made, name, encoding, arena, reporter)) {
        buffer_release(&made);
        return false;
    }
    buffer_release(whole);
    *whole = made;
    return true;
}
