/* Layer: domain. What reading and writing list 2 of Annex A share. */
#ifndef DOMAIN_MEASURES_ANNEX_A_PRIVATE_H
#define DOMAIN_MEASURES_ANNEX_A_PRIVATE_H

#include "base/arena.h"
#include "domain/measures/annex_a.h"
#include "domain/threshold/child_index.h"

#define ANNEX_NONE UINT32_MAX

/* What may be told of a child; codes are empty where nothing is known. */
struct annex_child {
    struct text gender, ethnicity;
    struct date dob;
};

struct annex_person {
    struct text family, id;
    struct annex_child about;
    bool never_born; /* the pregnancy ended before birth */
    uint32_t behind; /* of the same family, or ANNEX_NONE */
};

struct annex_row {
    struct text child, organisation;
    struct annex_child about;
    date_day start, end; /* end: DATE_DAY_OPEN_END while open on the day */
    enum annex_source source;
    bool listed;
    uint32_t behind; /* of the same child and source, or ANNEX_NONE */
    uint32_t other;  /* that it belongs to, or ANNEX_NONE */
};

struct annex {
    struct annex_request request;
    const struct reporter *reporter;
    date_day first; /* of the window */
    struct annex_row *rows;
    size_t row_count, row_capacity;
    struct annex_person *people;
    size_t people_count, people_capacity;
    struct child_index by_id;             /* of people: numbers are those of `people` */
    struct lookup families;               /* of people */
    uint32_t *family_first, *family_last; /* people of each */
    size_t family_capacity, family_last_capacity;
    struct lookup alone; /* ids of people without a family */
    uint32_t *only;      /* the person, or ANNEX_NONE when it is several */
    size_t only_capacity;
    struct lookup children; /* of rows */
    uint32_t (*child_first)[ANNEX_SOURCES];
    uint32_t (*child_last)[ANNEX_SOURCES];
    size_t first_capacity, last_capacity;
    struct lookup value_keys; /* `gender:male` */
    struct text *values;      /* `a) Male` */
    size_t value_capacity;
    struct arena arena;
    struct annex_counts counts;
};

/* Reads what the request names into `rows` and `people`. */
bool annex_read(struct annex *, const struct table_settings *);

#endif
