/* Layer: domain, for the files of the chronology alone. */
#ifndef DOMAIN_CHRONOLOGY_PRIVATE_H
#define DOMAIN_CHRONOLOGY_PRIVATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/lookup.h"
#include "domain/chronology.h"

/* A person of the people record. */
struct chronology_person {
    uint32_t family; /* number among the families of the people record */
    uint32_t next;   /* person of that family, or LOOKUP_NONE */
    struct text id, name;
    struct date born, died;
    bool child;   /* the relationship says so */
    bool adult;   /* the relationship says something else */
    bool sibling; /* has a place among siblings */
    bool lost;    /* the pregnancy ended before birth, or has not ended */
};

struct chronology_people {
    struct chronology_person *list;
    size_t count, capacity;
    struct lookup families;
    uint32_t *first_of_family, *last_of_family;
    size_t known_families; /* that have somebody */
    struct lookup keys; /* family number, a blank, person_id: the number in `list` of the first */
    uint32_t *first_of_key;
    size_t key_capacity, first_capacity, last_capacity;
    struct arena arena;
    struct buffer text;
};

/* Reads the people record of a file. False after a fatal message. */
bool chronology_people_read(struct chronology_people *, const char *file,
                            const struct table_settings *, uint64_t *rejected,
                            const struct reporter *);
void chronology_people_release(struct chronology_people *);

/* The person of a family, or NULL. */
const struct chronology_person *chronology_people_find(struct chronology_people *, uint32_t family,
                                                       struct text id);

/* The words by which an event is known to be a birth. */
struct birth_words;
struct birth_words *birth_words_new(const struct reporter *);
void birth_words_free(struct birth_words *);
bool birth_words_match(const struct birth_words *, struct text event);

#endif
