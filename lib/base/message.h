/*
 * Layer: base. Every message that the library can give, and the way it leaves the library.
 *
 * Messages name the file, the line and the column heading, never the content of a cell beyond a
 * code: cells hold children's data. The list is messages.def; eh(7) explains each under DIAGNOSTICS
 * and a test holds the two together.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/text.h"

enum severity {
    SEVERITY_NOTE,   /* worth knowing, nothing is wrong: exit status 0 */
    SEVERITY_REJECT, /* a row could not be used: exit status 3 */
    SEVERITY_FATAL   /* the run cannot go on: exit status 2 */
};

enum message {
#define MESSAGE(name, severity, text) MESSAGE_##name,
#include "base/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};

/* Where something is wrong. Any part may be missing: NULL, 0, the empty text. PLACE_NONE has none
 * of them. */
struct place {
    const char *file;
    uint64_t line;      /* physical line, from 1 */
    struct text column; /* heading */
};

#define PLACE_NONE ((struct place){NULL, 0, {NULL, 0}})

static inline struct place place_of_file(const char *file)
{
    return (struct place){file, 0, {NULL, 0}};
}

static inline struct place place_of_line(const char *file, uint64_t line)
{
    return (struct place){file, line, {NULL, 0}};
}

/* Of words that may stand in a place, lists up to so many bytes are told whole even where the
 * nearest of them is named. */
enum { MESSAGE_LIST_BYTES = 120 };

/* What a sink gets; all of it is borrowed for the call. */
struct diagnostic {
    enum message message;
    enum severity severity;
    struct place place;
    struct text reason; /* the whole sentence, without place: what stands behind `FILE:LINE: ` */
};

/* Takes the library's messages. `sink` may be NULL: messages are dropped. */
struct reporter {
    void (*sink)(void *context, const struct diagnostic *);
    void *context;
};

/*
 * Gives a message to the reporter. The reason is the message's text with `{1}`, `{2}`, ... replaced
 * by the words; what stands between `[` and `]` is left out when a word in it is empty or not
 * given; control characters are replaced by `?`, and a word over 700 bytes is cut short. Always
 * returns false, so that a failing function can `return report(...)`.
 */
bool report(const struct reporter *, struct place, enum message);
bool report_words(const struct reporter *, struct place, enum message, const struct text *words,
                  size_t count);

/* The same with the words, each a struct text, written out: report_with(reporter, place, MESSAGE_X,
 * a, b). */
#define report_with(reporter, place, message, ...)                                                 \
    report_words((reporter), (place), (message), (const struct text[]){__VA_ARGS__},               \
                 sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* A number as a word for report_with: writes its digits at `digits` and returns them. */
struct text number_text(uint64_t number, char digits[24]);

/* The severity and the text of a message, for manual pages and tests. */
enum severity message_severity(enum message);
const char *message_text(enum message);

/* The name of a message as in messages.def, `UNKNOWN_INDICATOR`. */
const char *message_name(enum message);

#endif
