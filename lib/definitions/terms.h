/*
 * Layer: definitions. The terms of a school year, in their order, and how files write them:
 * share/terms.csv, or a user's file with the same columns.
 *
 *     term    place in the school year, from 1, without gaps
 *     name    how it is written: `Autumn`
 *     begins  its first day, `MM-DD`, or `easter` or `easter+N`: so many days after Easter Sunday
 *     words   what files call it, parted by `;`
 *     codes   what stands for it only behind a whole school year, as in `202324/1`; may be blank
 *
 * The school year begins with the first term; a term whose `MM-DD` lies before that one's falls in
 * the second calendar year, and so does one that goes by Easter. The days of the file that is
 * compiled in are those of the school census (Department for Education, School census guide, termly
 * attendance): autumn from 1 August to 31 December, spring from 1 January to Easter Sunday, summer
 * from Easter Monday to 31 July. They matter only where a file gives a day instead of a name.
 *
 * A term has a number that grows by one from each to the next, over the end of a school year too.
 * Immutable once loaded; may be shared between threads.
 */
#ifndef DEFINITIONS_TERMS_H
#define DEFINITIONS_TERMS_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/lookup.h"
#include "base/message.h"

/* Terms of a school year at most. */
#define TERMS_MOST 12

/* Number of a term. */
typedef int32_t term_number;

struct school_term {
    struct text name;
    int month, day;   /* 0 0: goes by Easter */
    int after_easter; /* days */
    bool second_year;
};

struct term_calendar {
    struct school_term terms[TERMS_MOST];
    int count;
    struct lookup words; /* number of a word: see `places` */
    struct term_word *places;
    size_t capacity;
    struct arena arena;
};

/* The terms that are compiled in, or those of the user's `file` (may be NULL) instead. NULL after
 * messages; all that is wrong is reported. The caller owns them. */
struct term_calendar *term_calendar_new(const char *file, const struct reporter *);
void term_calendar_free(struct term_calendar *);

/*
 * Reads a term. Case, blanks and signs do not matter, nor do the words `term`, `year`, `school`,
 * `academic`, `AY`, `the`, `to`.
 *
 * A word and a school year, in either order: `2023-24 Autumn`, `Autumn term 2023/24`, `Aut 23-24`,
 * `202324 Autumn`, `Spring 2 2023/2024`. A code and a school year: `202324/1`, `T1 2023/24`. A word
 * and the calendar year that the term begins in: `Autumn 2023`, `Spring 24`. Or a date, a month or
 * an interval whose days all lie in one term: `2023-09-04`, `Nov 2023`, `2024-01-08/2024-03-28`.
 *
 * `year` is the cell of a column of its own for the school year, or empty: then `term` need not
 * name one, and if it does it must be the same. School years from 1900-01 to 2198-99 are read.
 * False for anything else: no term is guessed.
 */
bool term_read(const struct term_calendar *, struct text year, struct text term, term_number *);

/* Adds `2023-24 Autumn`. */
bool term_write(const struct term_calendar *, term_number, struct buffer *);

/* Easter Sunday of a year (Gregorian). */
date_day easter_sunday(int year);

#endif
