/*
 * Layer: records. ANSEL (ANSI/NISO Z39.47), in which GEDCOM files were written before Unicode, to
 * UTF-8. The characters stand in share/gedcom/ansel.csv.
 *
 *     byte       in ANSEL, two hexadecimal digits
 *     character  in Unicode, hexadecimal
 *     joins      for a mark that ANSEL sets before its letter: letters, each followed by the one
 *                character that letter and mark are together; blank for what is no mark, or joins
 *                with nothing
 *     name       for people
 *
 * Bytes E0 to FE are marks. A letter takes all marks right before it, the first one joined where
 * it can be; marks without a letter stand where they are.
 */
#ifndef RECORDS_ANSEL_H
#define RECORDS_ANSEL_H

#include "base/buffer.h"
#include "base/message.h"

/*
 * Adds ANSEL bytes as UTF-8. A byte that ANSEL does not have becomes 0xFF, which is no UTF-8, so
 * that the line that holds it is rejected, not altered. False after a message.
 */
bool ansel_to_utf8(struct text bytes, struct buffer *to, const struct reporter *);

#endif
