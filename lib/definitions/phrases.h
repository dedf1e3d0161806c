/* Layer: definitions. Sentences that programs print, from share/phrases.csv, so that a partnership
 * can change the wording without touching C. */
#ifndef DEFINITIONS_PHRASES_H
#define DEFINITIONS_PHRASES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/lookup.h"
#include "base/message.h"

struct phrases {
    struct lookup keys;
    struct text *texts;
    size_t capacity;
    struct arena arena;
};

/* The phrases compiled in. NULL with a message. The caller owns them. */
struct phrases *phrases_new(const struct reporter *);
void phrases_free(struct phrases *);

/* The phrase called `key`; the key itself when there is none, which a test rules out. */
struct text phrase(const struct phrases *, const char *key);

/* Adds the phrase to `to`, with `{1}`, `{2}`, ... replaced by the words. */
bool phrase_words(const struct phrases *, const char *key, struct buffer *to,
                  const struct text *words, size_t count);
#define phrase_with(phrases, key, to, ...)                                                         \
    phrase_words((phrases), (key), (to), (const struct text[]){__VA_ARGS__},                       \
                 sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/*
 * Adds a date as people in England write it: `28 March 2015`, `March 2015`, `about 1989`; a date
 * that has no such form (an interval, a season, digits not known) in ISO or EDTF, and nothing for
 * no date. False when the buffer has failed.
 */
bool phrase_date(const struct phrases *, const struct date *, struct buffer *to);

#endif
