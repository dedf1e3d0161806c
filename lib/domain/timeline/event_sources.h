/*
 * Layer: domain. What the dates of each record tell as events: share/event-sources.csv.
 *
 *     record   the record that a row stands in; its rows stand together. Alone in its row: one that
 *              tells no event, named so that a file of it is not taken for something else
 *     kind     what kind of event it is, for programs: `early-help-start`; blank: as the row says
 *     date     the column that tells when; of the rows with one date the first that holds tells
 *     end      the column that tells how long it lasted; may be blank
 *     id       the column whose cell is the event's id; may be blank
 *     when     what must hold, parted by ` and `: `COLUMN=CODE;CODE`, where the code `blank` is no
 *              value; `has COLUMN;COLUMN`, the file has one of these; `child`, the person is a
 *              child of the family; `need`, `strength`, what the indicator is
 *     undated  `keep`: a row without a date is an event all the same; `skip`: it is none
 *     match    when two events of a family, a day and a person are perhaps one: `kind`, when they
 *              are of one kind, from two files; `words`, only when the words are the same, which
 *              holds for all
 *     rank     what comes first of what may mean the same days, the lowest first
 *     impact   positive, negative, neutral, or blank: as the row says
 *     event    the words; `{column}` is a cell, by the name that people have for its code;
 *              `{labels}` and `{codes}` are those of indicators; what stands in `[...]` is left out
 *              when a cell in it is blank
 *
 * The order on one day is that of journeys drawn from Annex A lists (data-to-insight, patch, child
 * event journeys): contact, referral, early help, assessment, section 47 enquiry, conference,
 * plans, looked after. Wording and impact are our own.
 */
#ifndef DOMAIN_TIMELINE_EVENT_SOURCES_H
#define DOMAIN_TIMELINE_EVENT_SOURCES_H

#include "base/buffer.h"
#include "domain/timeline/event_rows.h"
#include "records/share.h"

/* Records that tell events, in the order in which they are tried on a header. */
enum source_record {
    SOURCE_EVENTS,
    SOURCE_PEOPLE,
    SOURCE_INDICATORS,
    SOURCE_CONTACTS,
    SOURCE_REFERRALS,
    SOURCE_EPISODES,
    SOURCE_ASSESSMENTS,
    SOURCE_PLANS,
    SOURCE_REVIEWS,
    SOURCE_STATUTORY,
    SOURCE_RECORDS
};

extern const char *const source_record_names[SOURCE_RECORDS + 1]; /* ended by NULL */

enum source_holds { HOLDS_CODE, HOLDS_HAS, HOLDS_CHILD, HOLDS_NEED, HOLDS_STRENGTH };

struct source_condition {
    enum source_holds holds;
    size_t column;      /* HOLDS_CODE */
    struct text values; /* codes, or columns, parted by `;` */
};

enum source_piece_kind { PIECE_WORDS, PIECE_CELL, PIECE_LABELS, PIECE_CODES };

struct source_piece {
    enum source_piece_kind kind;
    struct text words;
    size_t column;
    uint32_t group; /* 0: always there; else the number of its `[...]` */
};

#define SOURCE_CONDITIONS 4
#define SOURCE_PIECES 16

struct event_source {
    enum source_record record;
    struct text kind;
    size_t date, end, id; /* columns of the record; SIZE_MAX: none */
    struct source_condition conditions[SOURCE_CONDITIONS];
    size_t condition_count;
    struct source_piece pieces[SOURCE_PIECES];
    size_t piece_count;
    bool keep_undated, match_kind;
    uint32_t rank;
    enum event_impact impact;
};

/* Records that tell events, and such as tell none. */
#define SOURCE_DEFINITIONS (SOURCE_RECORDS + 16)

struct event_sources {
    struct record_definition *definitions[SOURCE_DEFINITIONS]; /* those that tell events first */
    size_t definition_count;
    struct event_source *list;
    size_t count, capacity;
    size_t first[SOURCE_RECORDS], end[SOURCE_RECORDS]; /* the rows of a record in the list */
    struct arena arena;
    const struct reporter *reporter; /* while it is loaded */
};

/* The rows that are compiled in, or those of a user's file (else NULL), with the records that they
 * are about. NULL after a message. The caller owns them. */
struct event_sources *event_sources_new(const char *file, const struct reporter *);
void event_sources_free(struct event_sources *);

/* The number of a record by its name; SOURCE_RECORDS when it tells no events. */
enum source_record source_record_named(struct text name);

/* The number in `list` of the first row of that kind; `count` when there is none. */
size_t event_sources_kind(const struct event_sources *, struct text kind);

/*
 * Adds the words of an event. `fill` adds what stands for a piece that is no plain words; what it
 * leaves empty is blank. False when a buffer has failed.
 */
bool event_source_words(const struct event_source *,
                        void (*fill)(void *context, const struct source_piece *, struct buffer *to),
                        void *context, struct buffer *to);

#endif
