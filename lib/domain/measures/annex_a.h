/*
 * Layer: domain. List 2 of Annex A, the data that Ofsted asks for at an inspection of local
 * authority children's services: early help (Inspecting local authority children's services, Annex
 * A, list 2: assessments in the six months before the inspection, and current early help).
 *
 * A row of the list is an assessment or, where these are asked for instead, an episode: whichever
 * does not make the list is held beside it. On it is what began by the day asked about and
 *   - began in the window before that day, or
 *   - was completed or ended in it, or
 *   - is open: it has no end, or one that lies after the day.
 * The window goes back from the day by the interval annex_a_window (six months; the same day of the
 * month counts). What is open on the day has no completion date, so that a list for an earlier day
 * is the one that could have been made then.
 *
 * A row without child_id is about a whole family: it stands for each of its people who was born
 * before they were 18 years ago on the day it began, or not yet; the people record tells them.
 *
 * Gender, ethnic group and date of birth are those of the row itself, else those of the people
 * record. They are written in Annex A's own forms (share/maps/annex-a.csv). `Not stated` and
 * `UNKNOWN` are written only where the data say so: a blank and a value that has no decoding are
 * left blank and counted. A date that is not exact to the day cannot be written as Annex A has it:
 * of a start the row is rejected, of a birth the cell is blank. The age is that at the last
 * birthday, -1 before birth.
 *
 * Rows come in the order of the files.
 */
#ifndef DOMAIN_MEASURES_ANNEX_A_H
#define DOMAIN_MEASURES_ANNEX_A_H

#include "definitions/intervals.h"
#include "records/table.h"
#include "records/writer.h"

enum annex_source { ANNEX_ASSESSMENTS, ANNEX_EPISODES, ANNEX_SOURCES };

struct annex_request {
    date_day as_of;
    const struct interval *window;
    enum annex_source from;           /* which makes the list */
    const char *files[ANNEX_SOURCES]; /* or NULL */
    const char *people;               /* or NULL */
};

/* How the two tell of one child. */
enum annex_difference {
    ANNEX_NO_EPISODE,         /* an assessment on the list, and no episode at the time of it */
    ANNEX_NO_ASSESSMENT,      /* the other way round */
    ANNEX_EPISODE_OUTSIDE,    /* an assessment on the list whose episode would not be */
    ANNEX_ASSESSMENT_OUTSIDE, /* the other way round */
    ANNEX_STARTS,             /* both would be, with different days of beginning */
    ANNEX_ENDS,               /* with different days of ending */
    ANNEX_ORGANISATIONS,      /* with different organisations */
    ANNEX_DIFFERENCES
};

/* `no-episode`, `no-assessment`, `episode-outside-window`, `assessment-outside-window`, `starts`,
 * `ends`, `organisations`. */
extern const char *const annex_difference_names[ANNEX_DIFFERENCES];

struct annex_counts {
    uint64_t used[ANNEX_SOURCES], listed[ANNEX_SOURCES], later[ANNEX_SOURCES], rejected;
    uint64_t no_gender, no_ethnicity, no_organisation, no_birth; /* rows of the list */
    uint64_t differences[ANNEX_DIFFERENCES];
};

struct annex;

/* Reads the tables. NULL after a fatal message. The caller owns what is returned. */
struct annex *annex_new(const struct annex_request *, const struct table_settings *,
                        const struct reporter *);
void annex_free(struct annex *);

/* Writes the list, rows of the record `annex-a-list-2`. False after a fatal message. */
bool annex_write(struct annex *, struct writer *);

/*
 * Writes where the two differ, rows of the record `annex-a-differences`: what is on the list in its
 * order, then what is on the other alone. An assessment and an episode of a child belong together
 * when they began on one day, else when they overlap; each belongs to one other at most, the
 * earlier first. `writer` NULL: they are counted only. Nothing when one of the tables is not given.
 * False after a fatal message.
 */
bool annex_compare(struct annex *, struct writer *);

struct annex_counts annex_count(const struct annex *);

#endif
