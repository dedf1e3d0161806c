/*
 * Layer: render. Writes a calendar file (iCalendar, RFC 5545) of what falls due: an all-day event,
 * or a task, each. Whoever subscribes to it sees days, so nothing that says who or what is meant
 * goes in but ids, and every entry is marked confidential.
 *
 * The same entries give the same bytes: DTSTAMP is the day that the calendar answers for, at
 * midnight UTC, and no clock is looked at. There is no METHOD: with one, RFC 5546 would ask for an
 * organiser's name; without, the file is a snapshot (RFC 5545, 3.7.2). A day that is taken by an
 * entry stays free for appointments (TRANSP). A calendar must have an entry (RFC 5545, 3.6), so
 * write none where nothing is due.
 *
 * Lines end with CRLF and are folded after 75 bytes at most, never within a character. Texts are
 * valid UTF-8; line breaks in them are kept, other control characters left out.
 */
#ifndef RENDER_CALENDAR_H
#define RENDER_CALENDAR_H

#include "base/date.h"
#include "base/output.h"

struct calendar_settings {
    struct text product; /* who wrote it: `eh-plan` */
    struct text name;    /* of the calendar, for people; may be empty */
    date_day as_of;      /* for DTSTAMP */
    bool tasks;          /* VTODO with DUE; else VEVENT */
};

struct calendar_entry {
    struct text uid;     /* calendar_uid makes one */
    struct text summary; /* no names */
    date_day day;        /* DATE_DAY_OPEN_END: none, for tasks only */
    bool begun;          /* tasks: IN-PROCESS, else NEEDS-ACTION */
};

void calendar_begin(struct output *, const struct calendar_settings *);
void calendar_add(struct output *, const struct calendar_settings *, const struct calendar_entry *);
void calendar_end(struct output *);

/*
 * Adds an id for an entry, the same on every run and every machine: `kind_ID_ID..@product`. Ids of
 * up to 40 letters, digits, full stops and hyphens stand as they are, a blank one as nothing, any
 * other as `x` and a hash.
 */
void calendar_uid(struct buffer *, const struct calendar_settings *, struct text kind,
                  const struct text *ids, size_t count);

/* Adds the hash of a text as 16 hexadecimal digits (FNV-1a, 64 bits): not for secrets. */
void calendar_hash(struct buffer *, struct text);

#endif
