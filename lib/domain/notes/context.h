/*
 * Layer: domain. What a sentence says about a match beside the match itself: whether it is so now,
 * and whose need it is. Triggers with a direction, a reach and ends, after the ConText method
 * (Harkema and others, Journal of Biomedical Informatics 42, 2009, pp. 839-851).
 */
#ifndef DOMAIN_NOTES_CONTEXT_H
#define DOMAIN_NOTES_CONTEXT_H

#include "definitions/patterns.h"

enum mention_status {
    MENTION_PRESENT,
    MENTION_NEGATED,
    MENTION_HISTORIC,
    MENTION_HYPOTHETICAL,
    MENTION_OTHER,
    MENTION_STATUSES
};
extern const char *const mention_status_codes[MENTION_STATUSES];

struct segment {
    uint32_t start, end;
};

/* A trigger found in the sentence. */
struct occurrence {
    uint32_t start, end;
    uint32_t trigger;
};

/* Triggers found in one sentence; kept from sentence to sentence for their memory. */
struct context {
    struct patterns *patterns;
    struct occurrence *found;   /* those that decide a status, and ends, in order */
    struct occurrence *persons; /* words that say who, in order */
    size_t found_count, found_capacity, person_count, person_capacity;
    uint32_t carried;       /* a trigger of an earlier sentence that reaches on, or LOOKUP_NONE */
    enum subject spoken_of; /* by the sentences before */
};

void context_init(struct context *, struct patterns *);
void context_release(struct context *);

/* A new note. */
void context_clear(struct context *);

/* A new line of the note: what reached over sentences ends. */
void context_new_line(struct context *);

/*
 * Looks for the triggers of a sentence, at the words that `hits` found. `year` is the note's, 0
 * when it is not known: a trigger's group named `year` counts only when it tells an earlier one.
 * A trigger that takes too many steps is told of at `place`, and is none.
 * False when there is no memory.
 */
bool context_read(struct context *, struct text sentence, const struct stem_hits *hits, int year,
                  struct place, const struct reporter *);

/* After the last match of the sentence: what is carried over to the next. */
void context_leave(struct context *);

/*
 * The status of a match that asserts the bytes of `segments` (in order; what lies between them is
 * not asserted), and the trigger that decides it, or LOOKUP_NONE.
 */
enum mention_status context_status(const struct context *, struct text sentence,
                                   const struct segment *segments, size_t count, uint32_t *trigger);

/* Whose need it is: the person last spoken of, of those that the indicator may be about
 * (`applies_to`). */
enum subject context_subject(const struct context *, const struct segment *segments, size_t count,
                             struct text applies_to);

#endif
