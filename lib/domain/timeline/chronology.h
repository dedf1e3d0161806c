/*
 * Layer: domain. What happened to each family, in order: the chronology that a timeline draws.
 *
 * Families stand in the order in which they come first. A family's events stand in the order of the
 * earliest day that each may mean, then of the latest, then of the input; those without a date come
 * behind all others. Nothing is lost and nothing is joined, but in what is drawn:
 * chronology_drawn.
 *
 * Texts are clean (records/prose.h). The id of an event is the one given, when it is given and no
 * other event of the family has it, else its number in the family.
 *
 * People tell who an event happened to, and who the children are: persons whose relationship says
 * so (a child, a sibling, the child itself); where it is blank, persons with a place among siblings
 * (birth_order, twin_group), or under 18 on the day of the family's last event. A pregnancy that
 * ended before birth, or has not ended yet, makes no child. Events and people belong together by
 * family_id; where one side has only one family and does not name it, it is that of the other.
 *
 * The line starts with the birth of the first child (Early help guidance, Appendix 2 "Creating a
 * family timeline": "on the left start with the date the first child was born"): of the eldest
 * child among the people, else at the first event whose words say that it is a birth
 * (share/births.csv), else at the earliest event. Children whose birth no event tells are added as
 * events of their own, and marked as such.
 */
#ifndef DOMAIN_TIMELINE_CHRONOLOGY_H
#define DOMAIN_TIMELINE_CHRONOLOGY_H

#include "definitions/phrases.h"
#include "domain/people/privacy.h"
#include "domain/timeline/event_rows.h"

/* Where the line starts, and why. */
enum chronology_start {
    START_GIVEN,       /* as the caller asked */
    START_CHILD,       /* the eldest child of the people record */
    START_BIRTH_EVENT, /* an event that tells a birth */
    START_EARLIEST,    /* the earliest event: no birth is known */
    START_NONE         /* no event has a date, and no start is known */
};

struct chronology_event {
    struct text id, event, source;
    struct text person; /* ids as given, parted by `;` */
    struct text who;    /* names of those persons; of one that is not known, the id */
    struct date date, end;
    enum event_impact impact;
    bool ongoing;
    bool birth;            /* of a child, by its words or as added */
    bool added;            /* from the people record */
    bool told_before;      /* its row names an event that it is perhaps the same as */
    uint32_t told_again;   /* of a drawn event: how many more rows tell it */
    date_day persons_born; /* first day on which the youngest of those persons may have been born;
                              DATE_DAY_OPEN_START when it is not known */
    struct place place;
};

struct chronology_child {
    struct text id, name;
    struct date born, died; /* `died` is no date while alive */
};

struct chronology_family {
    struct text id;                        /* empty: it is not named */
    const struct chronology_event *events; /* dated ones first */
    size_t event_count, dated_count;
    const struct chronology_child *children; /* with a date of birth; eldest first */
    size_t child_count;
    enum chronology_start start_kind;
    date_day start;       /* first day of the line */
    size_t starts_with;   /* the event or child that it starts with */
    date_day first, last; /* first and last day of the line and of all that is dated; open ends
                             do not count */
    /* For chronology_drawn: NULL when no event is told again. */
    const struct chronology_event *drawn;
    size_t left_out, drawn_starts_with;
};

struct chronology {
    struct chronology_family *families;
    size_t family_count;
    struct chronology_store *store;
};

struct chronology_request {
    const struct phrases *phrases;
    const char *people; /* a file, or NULL */
    struct table_settings people_settings;
    date_day start; /* of every line; DATE_DAY_OPEN_START: not given */
    /* Or NULL. Told of the people, it hides their names and births in all texts, and gives events
     * of the day of a birth its year alone. Ids of families stay: see chronology_hide. */
    struct privacy *privacy;
};

/*
 * Reads all events, and the people; `*rejected` counts rows of the people file that could not be
 * used. False after a fatal message.
 */
bool chronology_read(struct chronology *, const struct chronology_request *, struct event_rows *,
                     uint64_t *rejected, const struct reporter *);
void chronology_release(struct chronology *);

/*
 * The family as it is drawn: what several rows tell is one event. A row that names an event that it
 * is perhaps the same as becomes one with an earlier row of the family when both are of the very
 * same date and end, as sure and as good or bad for the child, when they have a person in common or
 * one names nobody, and when the words of one begin with all those of the other, case and blanks
 * aside. The one is at the place of the earlier, with its id, with the longer words, and with all
 * persons and sources. Of one date the first 500 events are compared with. Borrows.
 */
struct chronology_family chronology_drawn(const struct chronology_family *);

/* Calls families by their place, `2`, whose id tells a name that the privacy has been told of.
 * False when there is no memory. */
bool chronology_hide(struct chronology *, const struct privacy *);

/*
 * Where a date is marked: a day at itself, a time in its middle, an open one at its known end. In
 * half days since 1970-01-01, so that every middle has one. The date is one.
 */
int64_t chronology_mark(const struct date *);

/* The first and the last day of a date, of an open one its known end for both. */
date_day chronology_first(const struct date *);
date_day chronology_last(const struct date *);

#endif
