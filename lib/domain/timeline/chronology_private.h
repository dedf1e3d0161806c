/* Layer: domain, for the files of the chronology alone. */
#ifndef DOMAIN_TIMELINE_CHRONOLOGY_PRIVATE_H
#define DOMAIN_TIMELINE_CHRONOLOGY_PRIVATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "domain/people/people_index.h"
#include "domain/timeline/chronology.h"

/* A person of the people record. Of several rows about one the last that tells something counts. */
struct chronology_person {
    struct text id, name;
    struct date born, died;
    bool child;   /* the relationship says so */
    bool adult;   /* the relationship says something else */
    bool sibling; /* has a place among siblings */
    bool lost;    /* the pregnancy ended before birth, or has not ended */
};

struct chronology_people {
    struct people_index index;
    struct chronology_person *list; /* by number */
    size_t count, capacity;
    struct value_list *relationships; /* made with the first table */
    struct arena arena;
    struct buffer text;
    struct privacy *privacy; /* told of all people, also of those whose row is rejected; or NULL */
};

void chronology_people_init(struct chronology_people *);
void chronology_people_release(struct chronology_people *);

/* Columns of the people record, in the order of chronology_people_columns. */
enum person_column {
    PERSON_FAMILY,
    PERSON_ID,
    PERSON_NAME,
    PERSON_BORN,
    PERSON_DIED,
    PERSON_RELATIONSHIP,
    PERSON_ORDER,
    PERSON_TWINS,
    PERSON_OUTCOME,
    PERSON_COLUMNS
};

void chronology_people_columns(const struct record_definition *, size_t columns[PERSON_COLUMNS]);

/*
 * Takes the person of the table's row. False when the row has been rejected, or there is no memory,
 * which table_next then tells; else `*number` is the person's.
 */
bool chronology_people_take(struct chronology_people *, struct table *,
                            const size_t columns[PERSON_COLUMNS], uint32_t *number,
                            const struct reporter *);

/* Adds the people of a file (NULL: nobody). False after a fatal message. */
bool chronology_people_read(struct chronology_people *, const char *file,
                            const struct table_settings *, uint64_t *rejected,
                            const struct reporter *);

/* The person of a family by the family's number, or NULL. */
const struct chronology_person *chronology_people_find(struct chronology_people *, uint32_t family,
                                                       struct text id);

/* Whether the person is a child of the family whose events end on a day (DATE_DAY_OPEN_START: on
 * none that is known). */
bool chronology_person_is_child(const struct chronology_person *, date_day last);

/* --- Putting it together: chronology.c, chronology_told.c */

/* Where an event stands among all; `order` 0 for one that was added. */
struct key {
    uint32_t family;
    bool undated;
    date_day earliest, latest;
    uint64_t order;
    size_t index;
};

struct chronology_store {
    struct arena arena;
    struct buffer text;
    struct lookup families;
    struct chronology_event *events; /* in order, once sorted */
    size_t event_count, event_capacity;
    struct key *keys;
    size_t key_capacity;
    struct chronology_child *children;
    size_t child_count, child_capacity;
    struct chronology_event *drawn; /* of families in which an event is told again, or NULL */
    size_t drawn_count;
};

struct work {
    struct chronology *chronology;
    struct chronology_store *store;
    const struct chronology_request *request;
    struct chronology_people people;
    struct birth_words *births;
    const struct reporter *reporter;
    bool told_before; /* some event is perhaps told before */
};

/* Names the persons of an event, `people` being their family's number among the people. False after
 * a message. */
bool chronology_name_who(struct work *, uint32_t people, struct chronology_event *);

/* Makes what is drawn of a family in which an event is told again. Families are complete, and come
 * in the order of their events. False after a message. */
bool chronology_tell_once(struct work *, struct chronology_family *, uint32_t people);

/* The words by which an event is known to be a birth. */
struct birth_words;
struct birth_words *birth_words_new(const struct reporter *);
void birth_words_free(struct birth_words *);
bool birth_words_match(const struct birth_words *, struct text event);

#endif
