/*
 * Layer: domain. Pages that do not say who somebody is: initials instead of names, years instead of
 * dates of birth.
 *
 * It hides what it has been told of, so names and dates of birth are told first: every word of a
 * name counts, given or family, but those that name nobody (`Baby`, `Mum`, `unknown`:
 * share/privacy.csv) and single letters. Such a word gives way wherever it stands whole: case,
 * accents and what follows an apostrophe aside, so that `KELLY`, `Zoe` for `Zoë` and `Kelly's` are
 * found; a nickname is not. A date of birth gives way in all the forms that dates are read in
 * (base/date.h), with two digits for the year and with `of` before the month too.
 *
 * A privacy that is NULL, or has neither `initials` nor `years`, hides nothing.
 */
#ifndef DOMAIN_PEOPLE_PRIVACY_H
#define DOMAIN_PEOPLE_PRIVACY_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/lookup.h"
#include "base/message.h"

struct privacy {
    bool initials, years;
    struct lookup common; /* words that name nobody */
    struct lookup words;  /* of names */
    struct lookup births; /* days */
    struct buffer clean;  /* reused */
};

/* False after a message. To be released in any case. */
bool privacy_init(struct privacy *, bool initials, bool years, const struct reporter *);
void privacy_release(struct privacy *);

/* Tells somebody's name, and date of birth. False when there is no memory. */
bool privacy_learn(struct privacy *, struct text name);
bool privacy_learn_birth(struct privacy *, const struct date *);

/* Whether a word of a name, of three letters or more, stands in a text, or one of two stands there
 * by itself: for ids and names of files. False unless there are initials. */
bool privacy_tells(const struct privacy *, struct text);

/* Adds a name: with initials `M.O.` for `Mary-Ann O'Neil`. False when the buffer has failed. */
bool privacy_add_name(const struct privacy *, struct buffer *to, struct text name);

/* Adds a text in which names and dates of birth are hidden: `Mary's` is `M.'s`. */
bool privacy_add(const struct privacy *, struct buffer *to, struct text);

/* The same cleaned for people to read (records/prose.h). The privacy may be NULL. */
bool privacy_clean(struct privacy *, struct buffer *to, struct text);

/* Turns a date of birth into its year, with years: the whole of it, so that no place on a line
 * tells the day. */
void privacy_birth(const struct privacy *, struct date *);

/* The same for any date that is the day of a birth. */
void privacy_date(const struct privacy *, struct date *);

/* Turns a date into years as it is written, `2016-02-12` into `2016`, `2011-03~` into `2011~`; its
 * first and last day stay. */
void date_to_years(struct date *);

#endif
