/*
 * Layer: domain. Dates of GEDCOM as EDTF. The words for months and for how sure a date is stand in
 * share/gedcom/words.csv.
 *
 *     12 MAR 1987, MAR 1987, 1987           1987-03-12, 1987-03, 1987
 *     ABT, CAL, EST 1987                    1987~
 *     BEF 1987, AFT 1987                    ../1987, 1987/..
 *     BET 1987 AND 1989, FROM 1987 TO 1989  1987/1989
 *     FROM 1987, TO 1989                    1987/.., ../1989
 *     INT 1987 (when Ann was six)           1987?
 *     11 FEB 1699/00                        1700-02-11: the year that began on 1 January
 *     @#DGREGORIAN@ 1987, GREGORIAN 1987    1987
 *
 * A date in ISO form is taken as well. All else (other calendars, years before our era, a day
 * without a year, words) has no form in EDTF.
 */
#ifndef DOMAIN_FAMILY_GEDCOM_DATES_H
#define DOMAIN_FAMILY_GEDCOM_DATES_H

#include "base/buffer.h"
#include "base/message.h"

struct gedcom_words;

/* The words. NULL after a message. The caller owns them. */
struct gedcom_words *gedcom_words_new(const struct reporter *);
void gedcom_words_free(struct gedcom_words *);

/* Puts the date as EDTF into `to`, which is cleared first. False when it has no form there. */
bool gedcom_date(struct gedcom_words *, struct text date, struct buffer *to);

#endif
