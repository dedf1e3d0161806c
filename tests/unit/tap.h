/*
 * Test Anything Protocol for the unit tests: one main() a file, checks one after another, `return
 * done();` at the end, which prints the plan and gives 0 when all went well, else 1. What failed is
 * told on standard error with file and line.
 *
 *     ok(condition, "name")             the condition holds
 *     is_text(got, wanted, "name")      two texts are equal byte by byte
 *     is_string(got, wanted, "name")    two NUL-terminated strings are equal, or both NULL
 *     is_number(got, wanted, "name")    two whole numbers are equal (as int64_t; larger ones with
 * ok)
 *
 * Each gives true when it held, so that a test may leave out what depends on it. A name may hold
 * any bytes.
 */
#ifndef UNIT_TAP_H
#define UNIT_TAP_H

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>

#define ok(...) tap_ok(__FILE__, __LINE__, __VA_ARGS__)
#define is_text(...) tap_is_text(__FILE__, __LINE__, __VA_ARGS__)
#define is_string(...) tap_is_string(__FILE__, __LINE__, __VA_ARGS__)
#define is_number(got, wanted, name)                                                               \
    tap_is_number(__FILE__, __LINE__, (int64_t)(got), (int64_t)(wanted), (name))
#define done() tap_done()

static struct {
    unsigned long run, failed;
} tap;

/* Bytes that would end the line, or start a TAP directive, are shown in hexadecimal. */
static inline void tap_put(FILE *to, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x20 || byte == 0x7f || byte == '#' || byte == '\\')
            fprintf(to, "\\x%02x", byte);
        else
            putc(byte, to);
    }
}

static inline bool tap_ok(const char *file, int line, bool held, const char *name)
{
    tap.run++;
    printf("%s %lu - ", held ? "ok" : "not ok", tap.run);
    tap_put(stdout, text_of(name));
    putchar('\n');
    if (!held) {
        tap.failed++;
        fflush(stdout);
        fprintf(stderr, "#   failed: ");
        tap_put(stderr, text_of(name));
        fprintf(stderr, "\n#   at %s:%d\n", file, line);
    }
    return held;
}

static inline void tap_tell(const char *what, struct text text)
{
    fprintf(stderr, "#   %s: '", what);
    tap_put(stderr, text);
    fprintf(stderr, "'\n");
}

static inline bool tap_is_text(const char *file, int line, struct text got, struct text wanted,
                               const char *name)
{
    if (tap_ok(file, line, text_equal(got, wanted), name))
        return true;
    tap_tell("got", got);
    tap_tell("wanted", wanted);
    return false;
}

static inline bool tap_is_string(const char *file, int line, const char *got, const char *wanted,
                                 const char *name)
{
    bool same = got && wanted ? strcmp(got, wanted) == 0 : got == wanted;
    if (tap_ok(file, line, same, name))
        return true;
    tap_tell("got", text_of(got ? got : "(NULL)"));
    tap_tell("wanted", text_of(wanted ? wanted : "(NULL)"));
    return false;
}

static inline bool tap_is_number(const char *file, int line, int64_t got, int64_t wanted,
                                 const char *name)
{
    if (tap_ok(file, line, got == wanted, name))
        return true;
    fprintf(stderr, "#   got: %" PRId64 "\n#   wanted: %" PRId64 "\n", got, wanted);
    return false;
}

static inline int tap_done(void)
{
    printf("1..%lu\n", tap.run);
    if (tap.failed > 0)
        fprintf(stderr, "# %lu of %lu failed\n", tap.failed, tap.run);
    return tap.failed > 0 || tap.run == 0 || fflush(stdout) != 0 || ferror(stdout) != 0;
}

#endif
