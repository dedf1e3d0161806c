/* Layer: base. Every limit of the toolkit, in one place, with its reason. eh-csv(5) lists those
 * that a user can meet. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stddef.h>

/* A cell longer than this is rejected with its row. */
#define LIMIT_CELL_BYTES ((size_t)1 << 20)

/* One CSV record held in memory, raw. Longer ones are rejected piece by piece without being held.
 */
#define LIMIT_RECORD_BYTES ((size_t)16 << 20)

/* Columns of one file: the width of a spreadsheet (16,384), above any database extract. */
#define LIMIT_COLUMNS ((size_t)16384)

/* Rows before the header line that may be a title or be asked for with --skip-lines. */
#define LIMIT_PREAMBLE_LINES ((size_t)1000)

/* A file name or heading shown in a message. */
#define LIMIT_MESSAGE_BYTES ((size_t)2048)

/* Different values that --unmapped keeps for a run; one more is counted, not kept. */
#define LIMIT_UNMAPPED_VALUES ((size_t)100000)

/* Indicators, levels, rules and the like of a framework read from a directory. */
#define LIMIT_FRAMEWORK_ROWS ((size_t)10000)

/* Levels, domains and routes of a framework: each is a bit of a word. */
#define LIMIT_FRAMEWORK_BITS ((size_t)64)

/* Frameworks that extend one another in a chain. */
#define LIMIT_FRAMEWORK_CHAIN 8

/* Length and nesting of an outcome's expression, in letters and signs. */
#define LIMIT_EXPRESSION_BYTES ((size_t)1000)
#define LIMIT_EXPRESSION_DEPTH 32

/* Steps in looking for the fewest clauses that an outcome lacks; those of share/ take some ten. */
#define LIMIT_MISSING_STEPS ((uint64_t)1 << 16)

/* Patterns, with the user's own, and classes of words. */
#define LIMIT_PATTERN_ROWS ((size_t)100000)

/* A pattern with its classes written out, and what PCRE2 may spend on one try: far above what any
 * pattern of share/ needs on a sentence. */
#define LIMIT_PATTERN_BYTES ((size_t)1 << 18)
#define LIMIT_PATTERN_POOL ((size_t)1 << 28)
#define LIMIT_PATTERN_STEPS 200000
#define LIMIT_PATTERN_DEPTH 2000
#define LIMIT_PATTERN_KIBIBYTES 4096

/* A sentence of a note; a longer one is cut, at a blank where there is one. */
#define LIMIT_SENTENCE_BYTES ((size_t)4096)

/* Rows that a text or html table can hold, since column widths need them all. */
#define LIMIT_TABLE_BYTES ((size_t)1 << 30)

/* Text gathered for one output cell (codes of a child, a sentence of reasons). */
#define LIMIT_OUTPUT_CELL_BYTES ((size_t)64 << 20)

/* People of one genogram: six times the largest pedigree studies; a drawing of more is of no use to
 * anybody. */
#define LIMIT_PEOPLE 200000

/* Generations that --focus takes with it. */
#define LIMIT_GENERATIONS 100

/* Actions that are due, held so that the soonest can come first. */
#define LIMIT_DUE_BYTES ((size_t)1 << 30)

/* People named in one cell. */
#define LIMIT_OWNERS ((size_t)64)

/* Events of many records held to be put in order: some 200 bytes each, and their texts. */
#define LIMIT_MERGED_EVENTS ((size_t)50000000)

/* Rows of which journeys are made: their numbers have 32 bits. */
#define LIMIT_JOURNEY_ROWS (((size_t)1 << 31) - 1)

/* A file of text records, held whole in memory: a form is some kilobytes. */
#define LIMIT_REC_BYTES ((size_t)64 << 20)

/* A GEDCOM or pedigree file, held whole in memory: 200,000 people of 1.3 kilobytes each. */
#define LIMIT_GEDCOM_BYTES ((size_t)256 << 20)

/* Partners of one family record of GEDCOM, which the standard gives two. */
#define LIMIT_GEDCOM_PARTNERS 16

/* Ended families that --sorted remembers, so that one that comes back is noticed. Fixed: its memory
 * does not grow. */
#define LIMIT_SORTED_MEMORY ((size_t)1 << 20)

/* Cells of a table under disclosure control, parts in its sums, and what may be spent on choosing
 * cells where no quick way is known: entries of a tableau, and entries worked through (some
 * seconds).
 */
#define LIMIT_DISCLOSURE_CELLS ((size_t)1 << 20)
#define LIMIT_DISCLOSURE_TERMS ((size_t)1 << 23)
#define LIMIT_DISCLOSURE_COUNT ((uint64_t)1000000000000)
#define LIMIT_DISCLOSURE_TABLEAU ((size_t)1 << 20)
#define LIMIT_DISCLOSURE_WORK ((uint64_t)1 << 31)

/* Years from the first to the last day that measures are told for. */
#define LIMIT_MEASURE_YEARS 200

/* Rows of results of measures, and cells that one of them counts in. */
#define LIMIT_MEASURE_RESULTS ((size_t)5000000)

#endif
