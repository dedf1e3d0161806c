#include "definitions/intervals.h"

#include "base/memory.h"
#include "records/share.h"

static const char embedded_path[] = "intervals.csv";

enum { MOST = 9999, MOST_PERCENT = 100, DAYS_OF_WEEK = 7 };

const char *const interval_unit_names[INTERVAL_UNITS] = {"days",    "weeks", "months",  "needs",
                                                         "percent", "terms", "services"};

struct loading {
    struct intervals *intervals;
    const struct reporter *reporter;
    size_t capacity;
    bool broken;
};

enum { INTERVAL, VALUE, UNIT, REF };

static void wrong(struct loading *loading, const struct share_file *file, size_t column,
                  enum message message, struct text word)
{
    report_with(loading->reporter, share_file_place(file, column), message, word);
    loading->broken = true;
}

static bool is_of_time(enum interval_unit unit)
{
    return unit <= INTERVAL_MONTHS;
}

static void unit_wrong(struct loading *loading, const struct share_file *file, struct text cell,
                       const struct interval *old)
{
    char words[128];
    struct text known = {words, 0};
    for (size_t i = 0; i < INTERVAL_UNITS; i++) {
        enum interval_unit unit = (enum interval_unit)i;
        if (old && unit != old->unit && !(is_of_time(unit) && is_of_time(old->unit)))
            continue;
        struct text name = text_of(interval_unit_names[i]);
        if (known.length > 0) {
            words[known.length++] = ',';
            words[known.length++] = ' ';
        }
        memcpy(words + known.length, name.data, name.length);
        known.length += name.length;
    }
    report_with(loading->reporter, share_file_place(file, UNIT), MESSAGE_DEFINITION_VALUE, cell,
                known, text_nearest_word(cell, known));
    loading->broken = true;
}

/* The unit of a row; that of the default row `old` (NULL while defaults are read) when it is blank.
 */
static bool read_unit(struct loading *loading, struct share_file *file, const struct interval *old,
                      enum interval_unit *unit)
{
    struct text cell = share_file_cell(file, UNIT);
    if (old && cell.length == 0) {
        *unit = old->unit;
        return true;
    }
    for (size_t i = 0; i < INTERVAL_UNITS; i++) {
        *unit = (enum interval_unit)i;
        if (text_equal(cell, text_of(interval_unit_names[i])) &&
            (!old || *unit == old->unit || (is_of_time(*unit) && is_of_time(old->unit))))
            return true;
    }
    unit_wrong(loading, file, cell, old);
    return false;
}

static bool read_row(struct loading *loading, struct share_file *file, const struct interval *old,
                     struct interval *interval)
{
    char digits[24];
    uint64_t value, most;
    if (!read_unit(loading, file, old, &interval->unit))
        return false;
    most = interval->unit == INTERVAL_PERCENT ? MOST_PERCENT : MOST;
    if (!text_to_unsigned(share_file_cell(file, VALUE), 0, most, &value)) {
        wrong(loading, file, VALUE, MESSAGE_DEFINITION_NUMBER, number_text(most, digits));
        return false;
    }
    interval->value = (uint32_t)value;
    interval->ref = arena_copy(&loading->intervals->arena, share_file_cell(file, REF));
    return interval->ref.data || share_file_no_memory(file);
}

static bool load_defaults(struct loading *loading, struct share_file *file)
{
    static const char *const names[] = {"interval", "value", "unit", "ref", NULL};
    struct intervals *intervals = loading->intervals;
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct interval interval = {.name = share_file_cell(file, INTERVAL)};
        bool added;
        uint32_t number = lookup_add(&intervals->names, interval.name, &added);
        void *list = intervals->list;
        if (number == LOOKUP_NONE ||
            !memory_reserve(&list, &loading->capacity, number + 1, sizeof *intervals->list))
            return share_file_no_memory(file);
        intervals->list = list;
        if (!added) {
            wrong(loading, file, INTERVAL, MESSAGE_DEFINITION_CODE_TWICE, interval.name);
            continue;
        }
        interval.name = lookup_key(&intervals->names, number);
        read_row(loading, file, NULL, &interval);
        intervals->list[intervals->count++] = interval;
    }
    return share_file_done(file) && !loading->broken;
}

static struct text key_of(const void *context, size_t number)
{
    return lookup_key(context, (uint32_t)number);
}

static void name_unknown(struct loading *loading, struct share_file *file, struct text name)
{
    const struct lookup *names = &loading->intervals->names;
    size_t nearest = text_nearest(name, names->count, key_of, names);
    loading->broken = true;
    report_with(loading->reporter, share_file_place(file, INTERVAL),
                MESSAGE_DEFINITION_CODE_UNKNOWN, name,
                nearest < names->count ? key_of(names, nearest) : TEXT(""));
}

static bool replace(struct loading *loading, struct share_file *file)
{
    static const char *const names[] = {"interval", "value", "?unit", "?ref", NULL};
    struct intervals *intervals = loading->intervals;
    if (!share_file_columns(file, names))
        return false;
    bool *replaced = memory_new(intervals->count, sizeof *replaced);
    if (!replaced)
        return share_file_no_memory(file);
    while (share_file_next(file)) {
        struct text name = share_file_cell(file, INTERVAL);
        uint32_t number = lookup_find(&intervals->names, name);
        if (name.length == 0) {
            wrong(loading, file, INTERVAL, MESSAGE_DEFINITION_BLANK, name);
        } else if (number == LOOKUP_NONE) {
            name_unknown(loading, file, name);
        } else if (replaced[number]) {
            wrong(loading, file, INTERVAL, MESSAGE_DEFINITION_CODE_TWICE, name);
        } else {
            struct interval interval = intervals->list[number];
            replaced[number] = true;
            if (read_row(loading, file, &intervals->list[number], &interval))
                intervals->list[number] = interval;
        }
    }
    memory_free(replaced);
    return share_file_done(file) && !loading->broken;
}

struct intervals *intervals_new(const char *name, const struct reporter *reporter)
{
    struct intervals *intervals = memory_new(1, sizeof *intervals);
    if (!intervals) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&intervals->arena);
    lookup_init(&intervals->names);
    struct loading loading = {.intervals = intervals, .reporter = reporter};
    struct share_file *file = share_file_open(embedded_path, reporter);
    bool loaded = file && load_defaults(&loading, file);
    share_file_free(file);
    if (loaded && name) {
        file = share_file_open_user(name, reporter);
        loaded = file && replace(&loading, file);
        share_file_free(file);
    }
    if (loaded)
        return intervals;
    intervals_free(intervals);
    return NULL;
}

void intervals_free(struct intervals *intervals)
{
    if (!intervals)
        return;
    memory_free(intervals->list);
    lookup_release(&intervals->names);
    arena_release(&intervals->arena);
    memory_free(intervals);
}

const struct interval *intervals_find(const struct intervals *intervals, struct text name)
{
    uint32_t number = lookup_find(&intervals->names, name);
    return number == LOOKUP_NONE ? NULL : &intervals->list[number];
}

date_day interval_after(const struct interval *interval, date_day day)
{
    if (!is_of_time(interval->unit) || day == DATE_DAY_OPEN_START || day == DATE_DAY_OPEN_END)
        return day;
    if (interval->unit == INTERVAL_MONTHS)
        return date_add_months(day, (int)interval->value);
    int64_t days = interval->value;
    if (interval->unit == INTERVAL_WEEKS)
        days *= DAYS_OF_WEEK;
    return day < DATE_DAY_OPEN_END - days ? (date_day)(day + days) : DATE_DAY_OPEN_END;
}

bool interval_read(struct text text, struct interval *interval)
{
    static const char letters[] = {'d', 'w', 'm'}; /* as the units of time */
    uint64_t value;
    for (size_t i = 0; i < sizeof letters; i++) {
        if (text.length < 2 || text.data[text.length - 1] != letters[i] ||
            !text_to_unsigned(text_part(text, 0, text.length - 1), 0, MOST, &value))
            continue;
        *interval = (struct interval){.value = (uint32_t)value, .unit = (enum interval_unit)i};
        return true;
    }
    return false;
}
