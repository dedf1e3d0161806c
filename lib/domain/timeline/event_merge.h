/*
 * Layer: domain. Events from many records, made one chronology: whose they are, in which order they
 * stand, and which are perhaps told twice. All are held in memory: some 200 bytes and its texts an
 * event, LIMIT_MERGED_EVENTS at most.
 *
 * Families. An event is of the family that its row names; else of the one in which its person is
 * known, from the people or from rows that name both, as long as that is one family only; else of
 * a family of its own, called by the person's id (and `child-` before it where a family has that
 * name): rows about different children are never put together by chance. An event with neither is
 * of the unnamed family, which is the named one when only one is named in all that was read. The
 * families stand in the order in which their first event was added.
 *
 * Order. Within a family: the earliest day that an event may mean, the latest, the rank of its
 * source (event_sources.h), the order of adding. Events without a date come last.
 *
 * Gathering. Rows of one file that tell the same of several persons, in the same words and of the
 * same dates, are one event that happened to all of them; needs (or strengths) of one person, seen
 * on one day and told by one file, are one event with several indicators. Rows of the events record
 * stay as they are.
 *
 * Told twice. Two events of a family and of the same days are perhaps one when they have a person
 * in common, or one names nobody, and either their words are the same (letters and digits, case
 * aside), or they come from different files and are of one kind that says so. The later one in the
 * order is marked with the earlier. Nothing is taken away.
 */
#ifndef DOMAIN_TIMELINE_EVENT_MERGE_H
#define DOMAIN_TIMELINE_EVENT_MERGE_H

#include "definitions/framework.h"
#include "domain/timeline/chronology_private.h"
#include "domain/timeline/event_sources.h"

#define MERGE_NONE UINT32_MAX

/* A cell of a column that is not ours, handed on. */
struct passed_cell {
    uint32_t column;
    bool quoted;
    struct text cell;
};

/* An event to add. Its texts are borrowed for the call. */
struct told_event {
    const struct event_source *source;
    uint32_t file, same_kind; /* `same_kind`: number of a source that the row's own kind names, or
                                 MERGE_NONE */
    uint64_t line;
    struct text family, person, id, words, from, kind, same_as;
    struct date date, end;
    bool ongoing;
    enum event_impact impact;
    uint32_t indicator; /* its number in the framework, or MERGE_NONE */
    uint32_t born;      /* a person: it counts only if that is a child; or MERGE_NONE */
    const struct passed_cell *passed;
    size_t passed_count;
};

/* An event of the chronology. Texts are numbers for event_merge_text. */
struct merged_event {
    struct date date, end;
    uint64_t line;
    uint32_t source; /* number in the sources */
    uint32_t file, family, person, id, words, from, kind, given_same;
    uint32_t same_kind, indicator, born;
    uint32_t next;    /* what was gathered into this one, or MERGE_NONE */
    uint32_t same_as; /* an earlier event that it is perhaps the same as, or MERGE_NONE */
    uint32_t passed, passed_count;
    enum event_impact impact;
    bool ongoing;
    bool gathered; /* into another event */
    bool out;      /* of a family that is not asked for, or no child's birth */
};

struct event_merge {
    const struct event_sources *sources;
    const struct framework *framework; /* for labels and codes of indicators */
    const struct reporter *reporter;
    struct chronology_people people; /* as far as they are known: whose family, who is a child */
    struct people_index links;       /* families and persons that rows name together */
    struct lookup families;
    struct merge_text {
        struct text text;
        uint32_t linked; /* the family that the person of this id was last linked to */
    } * texts;
    struct lookup interned;   /* texts that come again */
    uint32_t *interned_texts; /* their numbers */
    size_t text_count, text_capacity, interned_capacity;
    struct merged_event *events; /* in the order of adding */
    struct passed_cell *passed;
    uint32_t *order; /* of the events that stand by themselves, once finished */
    size_t event_count, event_capacity, passed_count, passed_capacity, order_count;
    size_t limit;     /* of events */
    bool each;        /* nothing is gathered */
    struct text only; /* a family: others are not kept; empty: all are */
    uint64_t marked, undated, family_count;
    struct arena arena;
    struct buffer text, key;
};

void event_merge_init(struct event_merge *, const struct event_sources *, const struct framework *,
                      const struct reporter *);
void event_merge_release(struct event_merge *);

/* False when there is no memory, or too many events; after a message. */
bool event_merge_add(struct event_merge *, const struct told_event *);

/* Puts all in order. Nothing is added afterwards. False after a message. */
bool event_merge_finish(struct event_merge *);

/* The event at a place of the order, `order_count` of them. */
const struct merged_event *event_merge_get(const struct event_merge *, size_t place);

/* The event with a number, as in `next` and `same_as`. */
const struct merged_event *event_merge_event(const struct event_merge *, uint32_t number);

struct text event_merge_text(const struct event_merge *, uint32_t number);
struct text event_merge_family(const struct event_merge *, const struct merged_event *);

#endif
