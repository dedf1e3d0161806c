/*
 * Layer: domain. Termly attendance in, needs about attendance out: the rules
 * SF-1.1 and SF-1.2 of share/attendance.csv, in the words of the Early Help Strategy (Solihull,
 * September 2023), measures for success, 1.1 and 1.2:
 *
 *     1.1  average of less than 90 % attendance for 2 consecutive terms; to include absence with
 *          leave is optional
 *     1.2  average of less than 50 % attendance for 2 consecutive terms, absence with and without
 *          leave
 *
 * How these words are read:
 *
 * Average. The wording speaks of one average over two terms, not of each term, and not of two
 * percentages: all sessions attended in the two terms, of all that were possible in them. So each
 * session counts once, as in the absence rates of the Department for Education. A long term weighs
 * more than a short one; one term may lie over the limit.
 *
 * Less than. Whole numbers are compared: 100 times the sessions attended with the limit times those
 * possible. Exactly 90 % is not less. Percentages are shown cut, never rounded, after two decimals,
 * and so stand on the same side of the limit as what they show.
 *
 * Consecutive. The next term of the calendar (definitions/terms.h), over the end of a school year
 * too. A term without a row, or in which no session was possible, breaks the run: nothing is known
 * of it, and neither is an average across it.
 *
 * Absence with leave. Left out, it is no absence: such a session counts as if it had been attended,
 * and the sessions possible stay. Only for rules that make it optional.
 *
 * Rows of one child and term, at several schools or for two halves of a term, add up before
 * anything is judged. A child is told by family_id and child_id; rows without a family_id belong to
 * the only family in which the child_id occurs, if there is just one.
 *
 * Sessions are whole numbers up to 10,000. Where sessions_attended is blank, it is what is possible
 * less absence of both kinds; where only absence with leave is not told, it follows from the others
 * likewise. What neither attendance nor absence accounts for is absence without leave.
 */
#ifndef DOMAIN_NOTES_ATTENDANCE_H
#define DOMAIN_NOTES_ATTENDANCE_H

#include "definitions/attendance_rules.h"
#include "definitions/phrases.h"
#include "definitions/terms.h"
#include "records/table.h"
#include "records/writer.h"

struct attendance_request {
    const struct term_calendar *calendar;
    const struct attendance_rules *rules;
    const struct phrases *phrases;
    bool exclude_authorised;
    bool all; /* every run of terms with its result, not the needs alone */
};

struct attendance_counts {
    uint64_t rows, children, terms;          /* terms: of all children, after adding up */
    uint64_t without_sessions;               /* terms in which no session was possible */
    uint64_t unjudged;                       /* children without terms enough one after another */
    uint64_t with_needs;                     /* children */
    uint64_t of_rule[ATTENDANCE_RULES_MOST]; /* children with this need */
};

/* Opens the table of attendance. False after a fatal message. */
bool attendance_open(const struct attendance_request *, struct table **,
                     struct record_definition **, const struct table_settings *,
                     const char *const *files, size_t count, const struct reporter *);

/*
 * Reads all rows, then writes rows of the record `attendance-needs`: children in the order in which
 * they come first; of each child a row for each rule whose need is there, in the order of the
 * rules, with the latest terms that bear it out. With `all` a row for each rule and run of terms,
 * and one for each term without sessions, oldest first. False after a fatal message.
 */
bool attendance_write(const struct attendance_request *, struct table *, struct writer *,
                      struct attendance_counts *, const struct reporter *);

#endif
