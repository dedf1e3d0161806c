#include "base/input.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_BYTES = 1 << 16, MARK_BYTES = 4 };

/* The byte that stands for one that the encoding does not have: valid in no UTF-8. */
static const char bad_byte = '\xff';

struct input {
    const char *name;
    const struct reporter *reporter;
    int descriptor; /* -1: bytes in memory */
    struct text bytes;
    bool started; /* the first bytes have been looked at for a mark */
    bool ended;   /* no more raw bytes */

    /* Raw bytes read ahead: the first ones of any input, and all of a converted one. */
    char *raw;
    size_t raw_start, raw_end;

    bool converting;
    bool mark_next; /* what is converted next may begin with a mark */
    iconv_t conversion;
    const char *encoding; /* for messages */
    size_t unit; /* bytes of the encoding's smallest unit: what is skipped when one is bad */
};

static struct input *input_make(const char *name, const struct reporter *reporter)
{
    struct input *input = memory_new(1, sizeof *input);
    if (!input) {
        report(reporter, place_of_file(name), MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    input->name = name;
    input->reporter = reporter;
    input->descriptor = -1;
    input->raw = memory_resize(NULL, RAW_BYTES, 1);
    if (!input->raw) {
        report(reporter, place_of_file(input->name), MESSAGE_OUT_OF_MEMORY);
        memory_free(input);
        return NULL;
    }
    return input;
}

/* Those that one may mean; iconv knows hundreds, which is no help. */
static const char usual_encodings[] = "UTF-8, UTF-16, windows-1252, ISO-8859-1, ISO-8859-15";

static bool start_conversion(struct input *input, const char *encoding, size_t unit)
{
    input->conversion = iconv_open("UTF-8", encoding);
    if (input->conversion == (iconv_t)-1) {
        if (errno == EINVAL)
            return report_with(input->reporter, place_of_file(input->name),
                               MESSAGE_UNKNOWN_ENCODING, text_of(encoding),
                               text_nearest_word(text_of(encoding), TEXT(usual_encodings)));
        return report(input->reporter, place_of_file(input->name), MESSAGE_OUT_OF_MEMORY);
    }
    input->converting = true;
    input->encoding = encoding;
    input->unit = unit;
    return true;
}

struct input *input_open(const char *name, const char *encoding, const struct reporter *reporter)
{
    bool standard = strcmp(name, "-") == 0;
    struct input *input = input_make(standard ? INPUT_STANDARD : name, reporter);
    if (!input)
        return NULL;
    do {
        input->descriptor = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    } while (input->descriptor < 0 && errno == EINTR);
    struct stat status;
    if (input->descriptor < 0)
        report_with(reporter, place_of_file(input->name), MESSAGE_CANNOT_OPEN,
                    text_of(strerror(errno)));
    else if (fstat(input->descriptor, &status) == 0 && S_ISDIR(status.st_mode))
        report(reporter, place_of_file(input->name), MESSAGE_IS_DIRECTORY);
    else if (!encoding || start_conversion(input, encoding, 1))
        return input;
    input_free(input);
    return NULL;
}

struct input *input_of_bytes(struct text bytes, const char *name, const struct reporter *reporter)
{
    struct input *input = input_make(name, reporter);
    if (input)
        input->bytes = bytes;
    return input;
}

bool input_set_encoding(struct input *input, const char *encoding)
{
    return start_conversion(input, encoding, 1);
}

void input_free(struct input *input)
{
    if (!input)
        return;
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    if (input->converting)
        iconv_close(input->conversion);
    memory_free(input->raw);
    memory_free(input);
}

const char *input_name(const struct input *input)
{
    return input->name;
}

bool input_converted(const struct input *input, const char **encoding)
{
    if (encoding)
        *encoding = input->encoding;
    return input->converting;
}

/* Reads raw bytes, as they stand in the file. */
static bool read_raw(struct input *input, char *to, size_t room, size_t *got)
{
    if (input->descriptor < 0) {
        *got = room < input->bytes.length ? room : input->bytes.length;
        if (*got > 0)
            memcpy(to, input->bytes.data, *got);
        input->bytes = text_part(input->bytes, *got, input->bytes.length);
        return true;
    }
    ssize_t count;
    do {
        count = read(input->descriptor, to, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        *got = 0;
        return report_with(input->reporter, place_of_file(input->name), MESSAGE_CANNOT_READ,
                           text_of(strerror(errno)));
    }
    *got = (size_t)count;
    return true;
}

/* Gathers at least `wanted` raw bytes, or all there are. */
static bool gather(struct input *input, size_t wanted)
{
    if (input->raw_start > 0) {
        memmove(input->raw, input->raw + input->raw_start, input->raw_end - input->raw_start);
        input->raw_end -= input->raw_start;
        input->raw_start = 0;
    }
    while (!input->ended && input->raw_end < wanted) {
        size_t got;
        if (!read_raw(input, input->raw + input->raw_end, RAW_BYTES - input->raw_end, &got))
            return false;
        input->ended = got == 0;
        input->raw_end += got;
    }
    return true;
}

/* Looks at the first bytes: passes over a UTF-8 mark, and turns to conversion for a UTF-16 one. */
static bool look_at_mark(struct input *input)
{
    input->started = true;
    if (!gather(input, MARK_BYTES))
        return false;
    struct text first = {input->raw, input->raw_end};
    if (text_equal(text_part(first, 0, 3), TEXT("\xef\xbb\xbf"))) {
        input->raw_start = 3;
        return true;
    }
    input->mark_next = input->converting;
    if (input->converting)
        return true;
    if (text_equal(text_part(first, 0, 2), TEXT("\xff\xfe"))) {
        input->raw_start = 2;
        return start_conversion(input, "UTF-16LE", 2);
    }
    if (text_equal(text_part(first, 0, 2), TEXT("\xfe\xff"))) {
        input->raw_start = 2;
        return start_conversion(input, "UTF-16BE", 2);
    }
    return true;
}

static bool read_converted(struct input *input, char *to, size_t room, size_t *got)
{
    char *at = to;
    size_t left = room;
    while (left >= MARK_BYTES) {
        if (input->raw_start == input->raw_end) {
            if (input->ended)
                break;
            if (at > to)
                break;
            if (!gather(input, 1))
                return false;
            continue;
        }
        char *from = input->raw + input->raw_start;
        size_t from_left = input->raw_end - input->raw_start;
        size_t done = iconv(input->conversion, &from, &from_left, &at, &left);
        input->raw_start = input->raw_end - from_left;
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        if (errno == EINVAL && !input->ended) {
            /* A character cut off at the end of what was read: fetch the rest of it. */
            if (!gather(input, input->raw_end - input->raw_start + 1))
                return false;
            continue;
        }
        *at++ = bad_byte;
        left--;
        input->raw_start += from_left < input->unit ? from_left : input->unit;
    }
    *got = (size_t)(at - to);
    if (input->mark_next && *got >= 3 && memcmp(to, "\xef\xbb\xbf", 3) == 0) {
        *got -= 3;
        memmove(to, to + 3, *got);
        input->mark_next = false;
        return *got > 0 || read_converted(input, to, room, got);
    }
    input->mark_next = input->mark_next && *got == 0;
    return true;
}

bool input_read(struct input *input, char *to, size_t room, size_t *got)
{
    *got = 0;
    if (!input->started && !look_at_mark(input))
        return false;
    if (input->converting)
        return read_converted(input, to, room, got);
    if (input->raw_start < input->raw_end) {
        size_t held = input->raw_end - input->raw_start;
        *got = held < room ? held : room;
        memcpy(to, input->raw + input->raw_start, *got);
        input->raw_start += *got;
        return true;
    }
    return input->ended || read_raw(input, to, room, got);
}

bool input_read_all(struct input *input, size_t maximum, struct buffer *whole)
{
    for (;;) {
        size_t got;
        if (!buffer_reserve(whole, RAW_BYTES))
            return report(input->reporter, place_of_file(input->name), MESSAGE_OUT_OF_MEMORY);
        if (!input_read(input, whole->data + whole->length, RAW_BYTES, &got))
            return false;
        if (got == 0)
            return true;
        whole->length += got;
        if (whole->length > maximum) {
            char digits[24];
            return report_with(input->reporter, place_of_file(input->name), MESSAGE_TOO_LARGE,
                               number_text(maximum, digits));
        }
    }
}
