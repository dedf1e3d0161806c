/*
 * Layer: domain. A table as measures look at it: its dates as days, its coded cells as sets of
 * codes, its organisation and area as numbers.
 *
 * A date that names a month or a year begins on its first day and ends on its last. A coded cell
 * may be an object of flags, as the Standard Safeguarding Dataset has them ({"NFA_FLAG":"Y"}): each
 * flag that is set is a code. A value without a decoding is counted for --unmapped.
 */
#ifndef DOMAIN_MEASURES_MEASURE_SOURCE_H
#define DOMAIN_MEASURES_MEASURE_SOURCE_H

#include "definitions/disclosure_rules.h"
#include "definitions/measures.h"
#include "domain/measures/measure_grid.h"
#include "domain/measures/measure_keys.h"
#include "records/table.h"

enum { SOURCE_DAYS_MOST = 8, SOURCE_CODES_MOST = 8, SOURCE_LIST_MOST = 62 };

/* Years whose dates are read without date_read. */
enum { SOURCE_FIRST_YEAR = 1900, SOURCE_YEARS = 200 };

struct source_day {
    size_t column;
    date_day first, last; /* of what the cell may mean; DATE_DAY_OPEN_START: no date */
};

struct source_value {
    uint64_t codes;    /* a bit for each */
    uint32_t category; /* the first of them; or the number of codes: blank; or one more: unknown */
};

struct source_codes {
    size_t column;
    struct value_list *list;
    struct text codes[SOURCE_LIST_MOST];
    size_t code_count;
    struct lookup raw;
    struct source_value *values; /* of raw cells */
    size_t value_capacity;
    struct source_value value; /* of this row */
    bool needed;               /* of every row, not on demand */
};

struct source {
    enum measure_table which;
    struct record_definition *definition;
    struct table *table;
    const struct reporter *reporter;
    struct unmapped *unmapped;
    const struct disclosure_rules *marks;     /* borrowed */
    size_t family, child, organisation, area; /* columns; SIZE_MAX: the file has none */
    struct source_day days[SOURCE_DAYS_MOST];
    size_t day_count;
    struct source_codes *codes[SOURCE_CODES_MOST];
    size_t code_count;
    bool organisations_wanted, areas_wanted;
    uint64_t fetched; /* codes read of this row, a bit each */
    date_day month_starts[SOURCE_YEARS * 12];
};

/* Opens a file and binds its header. False after a fatal message; to be released either way. */
bool source_open(struct source *, enum measure_table, const struct table_settings *,
                 const char *const *file, const struct reporter *);
void source_release(struct source *);

/* Whether the file has a column of that name. */
bool source_has(const struct source *, struct text column);
size_t source_column(const struct source *, struct text column);

/* The slot of a date or coded column, added when new; SIZE_MAX after a message when there is no
 * memory or no room. */
size_t source_day_slot(struct source *, struct text column);
size_t source_code_slot(struct source *, struct text column);

/* The bit of a code in its slot; 0 when the list lacks it. */
uint64_t source_code_bit(const struct source *, size_t slot, struct text code);

/* The next row whose dates can be read. */
enum table_result source_next(struct source *);

/* The codes of the row in a slot. */
struct source_value source_codes_of(struct source *, size_t slot);

/* The organisation and area of the row, GROUP_ALL for what is not asked for or not in the file.
 * False when there is no memory. */
bool source_group(struct source *, struct names *organisations, struct names *areas,
                  struct group *);

static inline bool source_day_is(const struct source_day *day)
{
    return day->first != DATE_DAY_OPEN_START || day->last != DATE_DAY_OPEN_END;
}

/*
 * A decimal number of up to 6 decimals as millionths; the marks of figures that are hidden, not
 * known or do not apply are no number but no mistake: `*hidden`. False for anything else.
 */
bool source_number(struct text, const struct disclosure_rules *, int64_t *millionths, bool *hidden);

#endif
