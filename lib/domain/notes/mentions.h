/*
 * Layer: domain. Gathers the matches of one note: what remains of them when the note is looked at
 * as a whole, one mention an indicator and status.
 *
 * A pattern that counts only beside others (`with`) is left out when none of them is there. What
 * one pattern finds present is not taken away by another that sees less of the same passage and
 * calls it negated. The result does not depend on the order in which matches are added.
 */
#ifndef DOMAIN_NOTES_MENTIONS_H
#define DOMAIN_NOTES_MENTIONS_H

#include "domain/notes/context.h"

/* An indicator with a status, as one note has it; or one match, before it is gathered. */
struct mention {
    uint32_t indicator;
    enum mention_status status;
    enum subject subject;
    uint32_t start, end; /* bytes of the first passage that says so, counted from 0 */
    uint32_t pattern;    /* in patterns.tables.rows */
    uint32_t trigger;    /* in patterns.tables.triggers, or LOOKUP_NONE */
    uint32_t matches;    /* passages that say so */
};

/* Two different patterns that find an indicator present in this note. */
struct company {
    uint32_t note; /* the note it is about */
    uint32_t pattern[2];
};

struct mentions {
    const struct patterns *patterns;
    struct mention *matches;
    uint32_t *reach; /* by match: how far the present passages of its indicator go up to it */
    struct mention *gathered;
    struct company *company; /* by indicator */
    uint32_t note;
    size_t match_count, gathered_count;
    size_t match_capacity, reach_capacity, gathered_capacity;
};

/* False when there is no memory; mentions_release is then still due. */
bool mentions_init(struct mentions *, const struct patterns *);
void mentions_release(struct mentions *);

/* A new note. */
void mentions_clear(struct mentions *);

/* Adds a match, `matches` being 1. False when there is no memory. */
bool mentions_add(struct mentions *, const struct mention *);

/*
 * Gathers what was added, in order of place, then indicator, then status. The first passage of each
 * is told, the longest of those that start there; passages that overlap count once. False when
 * there is no memory.
 */
bool mentions_gather(struct mentions *);

#endif
