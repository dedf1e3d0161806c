/*
 * Layer: domain. Which indicators of need a note asserts, and with which words.
 *
 * Each sentence is looked over once for the stems of all patterns (base/stems.h); a pattern is
 * tried only where its stems stand, its matches are looked at in their context
 * (domain/notes/context.h), and what remains is gathered by indicator and status. The result does
 * not depend on the order of the patterns.
 */
#ifndef DOMAIN_NOTES_NOTE_SCAN_H
#define DOMAIN_NOTES_NOTE_SCAN_H

#include "domain/notes/mentions.h"

struct note_scan;

/* A scan with these patterns, which must outlive it. NULL after a message. */
struct note_scan *note_scan_new(struct patterns *, const struct reporter *);
void note_scan_free(struct note_scan *);

/*
 * Scans a note, valid UTF-8 of LIMIT_CELL_BYTES at most. `year` is that of its date, 0 when it has
 * none; `place` is where it stands, for messages. The mentions, in order of their place in the
 * note, are borrowed until the next call. False after a fatal message: no memory, or a pattern of
 * the user's that does not compile.
 */
bool note_scan_run(struct note_scan *, struct text note, int year, struct place,
                   const struct mention **mentions, size_t *count);

/* Sentences looked at, and patterns tried, since the start: what the work is measured by. */
uint64_t note_scan_sentences(const struct note_scan *);
uint64_t note_scan_tries(const struct note_scan *);

#endif
