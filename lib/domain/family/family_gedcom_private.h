/* Layer: domain. What family_gedcom.c and family_gedcom_read.c share: a file taken apart. */
#ifndef DOMAIN_FAMILY_FAMILY_GEDCOM_PRIVATE_H
#define DOMAIN_FAMILY_FAMILY_GEDCOM_PRIVATE_H

#include "base/arena.h"
#include "base/lookup.h"
#include "domain/family/family_gedcom.h"
#include "domain/family/gedcom_dates.h"
#include "records/gedcom.h"

/* What a line is for; the names stand in tags.csv. */
enum gedcom_use {
    UNUSED, /* no column */
    IGNORE,
    PERSON,
    COUPLE,
    NOTE_RECORD,
    NAME,
    GIVEN,
    SURNAME,
    GENDER,
    BORN,
    BORN_DATE,
    BORN_TO,
    BAPTISED,
    BAPTISED_DATE,
    DIED,
    DIED_DATE,
    AGE_AT_DEATH,
    BURIED,
    BURIED_DATE,
    CHILD_OF,
    KIND,
    ADOPTED,
    ADOPTED_BY,
    ADOPTER,
    PARTNER_IN,
    ASSOCIATE,
    ROLE,
    NOTE,
    HUSBAND,
    WIFE,
    CHILD,
    KIND_TO_HUSBAND,
    KIND_TO_WIFE,
    ENGAGED,
    MARRIED,
    MARRIED_DATE,
    MARRIED_TYPE,
    DIVORCED,
    DIVORCED_DATE,
    SEPARATED,
    SEPARATED_DATE,
    EVENT,
    EVENT_TYPE,
    EVENT_DATE,
    USES
};

/* A text and where it stands. */
struct gedcom_value {
    struct text text;
    struct family_line at;
};

struct gedcom_person {
    struct text id;
    struct family_line at;
    struct gedcom_value name, gender, born, died;
    struct text given, surname, outcome;
    bool dead, gender_undecoded;
    uint32_t first_note, note_count;
};

/* Events of a couple. */
struct gedcom_couple {
    struct text id;
    struct family_line at;
    struct gedcom_value started, ended, status;
    bool married;
    uint32_t first_note, note_count;
};

/* A text, or the id of a record that holds it. */
struct gedcom_note {
    struct text text, pointer;
    struct family_line at;
};

enum gedcom_part { AS_PARTNER, AS_CHILD };

/* Who says so decides the order: the family's own lines first. */
struct gedcom_link {
    struct text couple_id, person_id; /* one of them is the record's own */
    uint32_t couple, person;          /* LOOKUP_NONE until they are found */
    enum gedcom_part part;
    bool from_person;
    bool wife;              /* a WIFE line */
    struct text kind;       /* PEDI */
    struct text kind_to[2]; /* _FREL, _MREL */
    struct text adopter;    /* HUSB, WIFE, BOTH of an ADOP; empty: no ADOP */
    struct family_line at;
};

struct gedcom_associate {
    uint32_t person;
    struct text other, role;
    struct family_line at;
};

struct gedcom_file {
    const struct table_settings *settings;
    const struct reporter *reporter;
    struct gedcom_reader *reader;
    struct gedcom_words *words;
    struct value_list *genders, *outcomes, *types, *statuses, *kinds;
    struct lookup paths; /* of tags.csv */
    uint8_t *uses;
    size_t use_capacity;

    struct gedcom_person *people;
    struct gedcom_couple *couples;
    struct gedcom_link *links;
    struct gedcom_associate *associates;
    struct gedcom_note *notes;
    size_t person_count, couple_count, link_count, associate_count, note_count;
    size_t person_capacity, couple_capacity, link_capacity, associate_capacity, note_capacity;
    struct lookup person_ids, couple_ids, note_ids;
    uint32_t *person_of, *couple_of; /* an id's first record */
    struct text *note_texts;
    size_t person_of_capacity, couple_of_capacity, note_text_capacity;

    struct lookup left_out; /* paths of lines without a use */
    uint64_t *left_out_counts;
    size_t left_out_capacity;
    uint64_t left_out_total;

    struct arena arena;
    struct buffer key, date;
    bool failed;
};

/* Loads the words and the uses of tags; reads all records. False after a fatal message. */
bool gedcom_file_load(struct gedcom_file *);
bool gedcom_file_read(struct gedcom_file *);

/* What the line at the end of a path of tags is for; whether only the first of its use in a record
 * counts. */
enum gedcom_use gedcom_use_of(struct gedcom_file *, struct text path);
bool gedcom_use_is_once(enum gedcom_use);

/* Counts a line that has no column. */
void gedcom_left_out(struct gedcom_file *, struct text record, struct text path,
                     const struct family_line *);

bool gedcom_no_memory(struct gedcom_file *);

/* Makes room for one more in an array of the file. False after a message. */
bool gedcom_grow(struct gedcom_file *, void **array, size_t *capacity, size_t count, size_t size);

#endif
